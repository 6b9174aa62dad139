//! What the planner can learn from the casebook: how often each answer was given.
//!
//! The casebook is at hand wherever similar cases are shown, and counting it takes less than
//! reading it; so nothing is computed beforehand that could go stale, and an organisation's own
//! cases count like the built-in ones.

use super::Casebook;
use crate::incident::{Knowledge, Subject};
use crate::interview::planner::Priors;
use crate::rulebook::{Rulebook, Scope};

/// Counts the answers of every case, one excepted. Facts of the organisation are not asked.
pub fn learn(casebook: &Casebook, book: &Rulebook, except: Option<&str>) -> Priors {
    let mut priors = Priors::default();
    let cases = casebook.cases.values();
    for case in cases.filter(|case| Some(case.id.as_str()) != except) {
        for (subject, statement) in case.incident.known_at(case.at).iter() {
            let Subject::Fact(fact) = subject else {
                continue;
            };
            let of_incident = |fact: &crate::rulebook::Fact| fact.scope == Scope::Incident;
            if !book.facts.get(&fact.fact).is_some_and(of_incident) {
                continue;
            }
            match &statement.knowledge {
                Knowledge::Known { possible, .. } => priors.add(&fact.fact, Some(possible)),
                Knowledge::Unknown => priors.add(&fact.fact, None),
            }
        }
    }
    priors
}
