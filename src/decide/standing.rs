//! Where each rule stands: due, replaced, later, open, no, or not there yet on that day.

use std::collections::BTreeMap;

use super::outcome::{Outcome, Outcomes};
use super::projection::Projection;
use super::tri::{Hinges, Tri};
use crate::rulebook::{RuleId, Text};

/// Where a rule stands.
#[derive(Clone, Debug)]
pub enum Standing {
    /// It is due.
    Due,
    /// It is due, or open, but a stronger duty that is due replaces it.
    Absorbed {
        /// That duty.
        by: RuleId,
        /// It is certain that this rule holds.
        due: bool,
    },
    /// Time alone will make it due.
    Later,
    /// It depends on these.
    Open(Hinges),
    /// It is not due, whatever is still unknown.
    No,
    /// It did not exist on that day.
    Unavailable(Text),
}

/// Where every rule stands.
pub fn of_all(now: &Outcomes<'_>, future: &Projection<'_>) -> BTreeMap<RuleId, Standing> {
    now.iter()
        .map(|outcome| (outcome.rule.id.clone(), of(outcome, now, future)))
        .collect()
}

fn of(outcome: &Outcome<'_>, now: &Outcomes<'_>, future: &Projection<'_>) -> Standing {
    if let Some(reason) = outcome.unavailable {
        return Standing::Unavailable(reason.clone());
    }
    let absorber = now
        .absorber(outcome.rule)
        .map(|other| other.rule.id.clone());
    let standing = alone(outcome, future);
    match (absorber, standing) {
        (Some(by), Standing::Due) => Standing::Absorbed { by, due: true },
        (Some(by), Standing::Open(_) | Standing::Later) => Standing::Absorbed { by, due: false },
        (_, standing) => standing,
    }
}

/// Where a rule stands, other rules aside.
fn alone(outcome: &Outcome<'_>, future: &Projection<'_>) -> Standing {
    let ahead: Vec<_> = future.of_rule(&outcome.rule.id).collect();
    let mut hinges = match &outcome.holds {
        Tri::Yes => return Standing::Due,
        Tri::Open(hinges) => Some(hinges.clone()),
        Tri::No => None,
    };
    if hinges.is_none() && ahead.iter().any(|(_, holds)| **holds == Tri::Yes) {
        return Standing::Later;
    }
    for (_, holds) in ahead {
        if let Tri::Open(more) = holds {
            hinges.get_or_insert_default().merge(more.clone());
        }
    }
    hinges.map_or(Standing::No, Standing::Open)
}
