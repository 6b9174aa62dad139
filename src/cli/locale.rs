//! The language of the output: `--lang`, then `RENRAKU_LANG`, then the locale, else Japanese.

use crate::rulebook::Lang;

/// Variables that name a locale, the one that wins first.
const LOCALE: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// Chooses the language; `given` is what `--lang` or `RENRAKU_LANG` said.
pub fn choose(given: Option<Lang>, variable: impl Fn(&str) -> Option<String>) -> Lang {
    given.unwrap_or_else(|| {
        let set = LOCALE
            .iter()
            .filter_map(|name| variable(name))
            .find(|value| !value.is_empty());
        set.map_or(Lang::Ja, |locale| of_locale(&locale))
    })
}

/// A locale that names a language other than Japanese reads English; `C` and `POSIX` name none.
fn of_locale(locale: &str) -> Lang {
    let language = locale.split(['_', '.', '@']).next().unwrap_or_default();
    match language {
        "ja" | "C" | "POSIX" | "" => Lang::Ja,
        _ => Lang::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_decides_where_nothing_is_given() {
        let locale =
            |value: &'static str| move |name: &str| (name == "LANG").then(|| value.to_owned());
        assert_eq!(choose(None, locale("en_US.UTF-8")), Lang::En);
        assert_eq!(choose(None, locale("ja_JP.UTF-8")), Lang::Ja);
        assert_eq!(choose(None, locale("C.UTF-8")), Lang::Ja);
        assert_eq!(choose(None, |_| None), Lang::Ja);
        assert_eq!(choose(Some(Lang::Ja), locale("en_US.UTF-8")), Lang::Ja);
    }
}
