//! Runs cases through a decide function and compares what comes out with what is expected.
//!
//! The function is handed in, so that the same check serves the engine, a changed rulebook and a
//! mutant of it. Differences are data; [`render`] turns them into sentences.

pub(crate) mod compare;
mod difference;
mod reasons;
pub mod render;

use jiff::Timestamp;
use jiff::civil::Date;

pub use difference::{Difference, Found, Reason, Was};

use super::{Case, Casebook};
use crate::decide::Decision;
use crate::incident::Incident;

/// A decide function: the incident, the instant, and the day of the law if one is prescribed.
pub type Decide<'a> = &'a dyn Fn(&Incident, Timestamp, Option<Date>) -> Decision;

/// One comparison: of a case, of its state at an earlier instant, or of a variant.
#[derive(Clone, Debug)]
pub struct Run {
    /// The case.
    pub case: String,
    /// Which of its expectations.
    pub part: Part,
    /// Everything that differs; empty if all is as expected.
    pub differences: Vec<Difference>,
}

/// Which expectation of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// That of the case itself.
    Whole,
    /// That at an earlier instant.
    At(Timestamp),
    /// That of a variant.
    Variant(String),
}

/// Checks every case, in order of id.
pub fn check(casebook: &Casebook, decide: Decide<'_>) -> Vec<Run> {
    let cases = casebook.cases.values();
    cases.flat_map(|case| check_case(case, decide)).collect()
}

/// Checks one case with its earlier instants and variants.
pub fn check_case(case: &Case, decide: Decide<'_>) -> Vec<Run> {
    let run = |part, expected, incident: &Incident, at| Run {
        case: case.id.clone(),
        part,
        differences: compare::compare(expected, &decide(incident, at, incident.as_of)),
    };
    let mut runs = vec![run(Part::Whole, &case.expected, &case.incident, case.at)];
    for inject in &case.at_injects {
        let part = Part::At(inject.at);
        runs.push(run(part, &inject.expected, &case.incident, inject.at));
    }
    for variant in &case.variants {
        let part = Part::Variant(variant.id.clone());
        runs.push(run(part, &variant.expected, &variant.incident, variant.at));
    }
    runs
}
