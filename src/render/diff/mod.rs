//! What changed: the law between two days, and one incident under the law of both.

pub mod incident;
pub mod rules;

use jiff::civil::Date;
use serde::Serialize;

use super::words::pick;
use crate::rulebook::Lang;

/// The two days that are compared.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    /// The earlier, as a rule.
    pub from: Date,
    /// The later.
    pub to: Date,
}

/// What became of something from one day to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Only on the later day.
    New,
    /// Only on the earlier day.
    Ended,
    /// On both, not the same.
    Changed,
    /// On both, the same.
    Same,
}

impl Change {
    fn mark(self) -> &'static str {
        match self {
            Self::New => "+ ",
            Self::Ended => "- ",
            Self::Changed => "~ ",
            Self::Same => "= ",
        }
    }

    fn word(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Self::New => ("新設", "new"),
            Self::Ended => ("廃止", "ended"),
            Self::Changed => ("変更", "changed"),
            Self::Same => ("同じ", "the same"),
        };
        pick(lang, ja, en)
    }
}
