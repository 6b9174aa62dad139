//! How well the casebook proves the rules: coverage of every single test, and mutants of the rules
//! that no case would notice.
//!
//! `leaves` lists the single tests, `ways` finds facts that show one or proves that there are none;
//! both measures ask the engine which parts decide ([`Probe`](crate::decide::Probe)). Nothing here
//! prints.

pub mod coverage;
pub mod leaves;
pub mod mutants;
pub mod mutate;
mod ways;

use jiff::Timestamp;
use jiff::civil::Date;

use super::check::{Part, Run};
use super::{Case, Casebook, Expected};
use crate::incident::{Incident, Known};

/// One decision that a case asks for.
#[derive(Clone, Copy)]
pub struct Trial<'a> {
    /// The case.
    pub case: &'a Case,
    /// The variant, if it is one.
    pub variant: Option<&'a str>,
    /// What is known.
    pub incident: &'a Incident,
    /// The instant.
    pub at: Timestamp,
    /// What is expected.
    pub expected: &'a Expected,
}

impl<'a> Trial<'a> {
    /// The day of the law, if one is prescribed.
    pub fn as_of(&self) -> Option<Date> {
        self.incident.as_of
    }

    /// The state of knowledge.
    pub fn known(&self) -> Known<'a> {
        self.incident.known_at(self.at)
    }

    /// What it is called.
    pub fn name(&self) -> String {
        let part = match self.variant {
            Some(variant) => Part::Variant(variant.to_owned()),
            None if self.at == self.case.at => Part::Whole,
            None => Part::At(self.at),
        };
        let run = Run {
            case: self.case.id.clone(),
            part,
            differences: Vec::new(),
        };
        super::check::render::name(&run)
    }
}

/// Every decision the casebook asks for, in order.
pub fn trials(casebook: &Casebook) -> Vec<Trial<'_>> {
    let mut found = Vec::new();
    for case in casebook.cases.values() {
        let base = Trial {
            case,
            variant: None,
            incident: &case.incident,
            at: case.at,
            expected: &case.expected,
        };
        found.push(base);
        found.extend(case.at_injects.iter().map(|inject| Trial {
            at: inject.at,
            expected: &inject.expected,
            ..base
        }));
        found.extend(case.variants.iter().map(|variant| Trial {
            variant: Some(&variant.id),
            incident: &variant.incident,
            at: variant.at,
            expected: &variant.expected,
            ..base
        }));
    }
    found
}
