//! Statements: what somebody said about a subject, when, and where it comes from.

use jiff::Timestamp;

use super::subject::Subject;
use crate::rulebook::Possible;

/// What is known of a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Knowledge {
    /// It was asked and is not known now.
    Unknown,
    /// It is one of these. For "all listed" the choices are `yes` and `no`.
    Known {
        /// The values it may have.
        possible: Possible,
        /// It is an estimate, not a measurement.
        estimated: bool,
    },
}

/// Where a statement comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// Answered at a prompt.
    Asked,
    /// Written in an incident file or case.
    File,
    /// Given with `--set`.
    Set,
    /// Written in the profile.
    Profile,
    /// Read from a description.
    Description {
        /// The words that gave it.
        words: String,
    },
    /// Follows from other facts.
    Derived,
}

impl Origin {
    /// The word in JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::File => "file",
            Self::Set => "set",
            Self::Profile => "profile",
            Self::Description { .. } => "description",
            Self::Derived => "derived",
        }
    }
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What it is about.
    pub subject: Subject,
    /// What it says.
    pub knowledge: Knowledge,
    /// When it became known; `None` for what was always known.
    pub at: Option<Timestamp>,
    /// Where it comes from.
    pub origin: Origin,
    /// The value as written, in canonical spelling: it can be given to `--set` again.
    pub written: String,
}
