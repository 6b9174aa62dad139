//! Text in the two languages in which every answer is given.

/// A language of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Japanese.
    Ja,
    /// English.
    En,
}

/// The same text in Japanese and in English; the checker refuses an empty one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text {
    /// Japanese wording.
    pub ja: String,
    /// English wording.
    pub en: String,
}

impl Text {
    /// The wording in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

/// Says the same in Japanese and in English: two format strings, side by side.
macro_rules! say {
    ($ja:literal, $en:literal $(,)?) => {
        $crate::rulebook::Text {
            ja: format!($ja),
            en: format!($en),
        }
    };
}
pub(crate) use say;
