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
#[derive(Clone, Debug, PartialEq, Eq)]
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
