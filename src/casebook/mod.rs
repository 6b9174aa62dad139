//! The casebook: incidents with the verdicts that are expected of them.
//!
//! A case is an incident file with more keys (`docs/case-format.md`). This module reads cases, checks
//! them against a decide function that is handed in, and finds the cases most like an incident. It
//! prints nothing.

pub mod check;
pub mod cost;
mod expected;
mod learn;
mod load;
pub mod proof;
mod read;
mod similar;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::Timestamp;

pub use expected::{Day, Expected, ExpectedDeadline, Placed};
pub use learn::learn;
pub use load::{Loaded, builtin, load, load_only};
pub use similar::{Similar, similar};

use crate::incident::{Incident, Profiles};
use crate::rulebook::{Place, Text, Verified};

/// Every case and profile.
#[derive(Clone, Debug, Default)]
pub struct Casebook {
    /// Cases by id.
    pub cases: BTreeMap<String, Case>,
    /// Profiles by name.
    pub profiles: Profiles,
}

/// One case.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its id; also the stem of its file.
    pub id: String,
    /// The folder it lies in: a sector, as a rule.
    pub folder: String,
    /// Whether it happened.
    pub kind: CaseKind,
    /// What it is called.
    pub title: Text,
    /// What was known when; with the profile's facts.
    pub incident: Incident,
    /// The instant at which the expectation is checked: the last one.
    pub at: Timestamp,
    /// Where it was reported.
    pub sources: Vec<CaseSource>,
    /// The profile it uses.
    pub profile: Option<String>,
    /// What is expected at the last instant.
    pub expected: Expected,
    /// What is expected at earlier instants.
    pub at_injects: Vec<AtInject>,
    /// Small changes with their own expectation.
    pub variants: Vec<Variant>,
    /// What the case teaches.
    pub lessons: Option<Text>,
    /// What is not publicly known, or only our reading.
    pub unverified: Option<Text>,
    /// Where it is written.
    pub place: Place,
}

/// Whether a case happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseKind {
    /// It was reported in public.
    Published,
    /// It is made up.
    Constructed,
    /// It is an example of official guidance.
    Guidance,
}

impl CaseKind {
    /// The words of the format.
    pub const WORDS: [(&str, Self); 3] = [
        ("published", Self::Published),
        ("constructed", Self::Constructed),
        ("guidance", Self::Guidance),
    ];

    /// The word in YAML and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Constructed => "constructed",
            Self::Guidance => "guidance",
        }
    }
}

/// Where a case was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseSource {
    /// Who reported it.
    pub name: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// How far it has been verified.
    pub verified: Verified,
}

/// What is expected at an earlier instant of the time line.
#[derive(Clone, Debug)]
pub struct AtInject {
    /// The instant.
    pub at: Timestamp,
    /// What is expected.
    pub expected: Expected,
}

/// A case with a small change.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its id, unique in the case.
    pub id: String,
    /// What it is called.
    pub title: Option<Text>,
    /// The whole incident with the change in it.
    pub incident: Incident,
    /// The instant at which the expectation is checked.
    pub at: Timestamp,
    /// What is expected.
    pub expected: Expected,
    /// Where it is written.
    pub place: Place,
}
