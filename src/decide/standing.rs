//! Where each rule stands: due, replaced, held, later, open, no, or not there yet on that day.
//!
//! A list kept for a period (every stage runs by the calendar: the 20th of the next month, two
//! months after the year) takes in what happened once it is over, and leaves out what a stronger
//! rule covers. While time alone can still make that stronger rule due, nobody can say yet which of
//! the two it will be: the list is then *held*. It stays among the duties and says so, but the
//! headline of its channel is not raised by it.

use std::collections::BTreeMap;

use super::outcome::{Outcome, Outcomes};
use super::projection::Projection;
use super::tri::{Hinges, Tri};
use crate::rulebook::{Deadline, RuleId, Text, Within};

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
    /// It is due as an entry of a list, unless time alone makes a stronger rule due that replaces it.
    Held(Hold),
    /// Time alone will make it due.
    Later,
    /// It depends on these.
    Open(Hinges),
    /// It is not due, whatever is still unknown.
    No,
    /// It did not exist on that day.
    Unavailable(Text),
}

/// What a list waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The rule that would replace it.
    pub by: RuleId,
    /// When that rule becomes due or possible, in seconds.
    pub at: i64,
    /// It is certain that it becomes due then.
    pub certain: bool,
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
        (None, Standing::Due) => hold(outcome, now, future).map_or(Standing::Due, Standing::Held),
        (_, standing) => standing,
    }
}

/// What a list that holds now waits for, if anything.
fn hold(outcome: &Outcome<'_>, now: &Outcomes<'_>, future: &Projection<'_>) -> Option<Hold> {
    if !is_list(outcome) {
        return None;
    }
    let turns = |id: &RuleId| {
        let ahead = now.get(id).filter(|other| other.holds == Tri::No)?;
        let (at, holds) = future
            .of_rule(&ahead.rule.id)
            .find(|(_, holds)| **holds != Tri::No)?;
        Some(Hold {
            by: id.clone(),
            at,
            certain: *holds == Tri::Yes,
        })
    };
    let holds = outcome.rule.absorbed_by.iter().filter_map(turns);
    holds.min_by_key(|hold| hold.at)
}

/// Whether every stage of what holds runs by the calendar alone.
fn is_list(outcome: &Outcome<'_>) -> bool {
    let by_calendar = |deadline: &Deadline| {
        matches!(
            deadline.within,
            Some(
                Within::MonthDay { .. }
                    | Within::AfterFiscalYear { .. }
                    | Within::AfterQuarter { .. }
            )
        )
    };
    let stages = outcome.editions.iter().flat_map(|edition| {
        let limbs = edition.limbs.iter().filter(|(_, holds)| *holds != Tri::No);
        limbs.flat_map(|(limb, _)| {
            let own = limb.terms.deadlines.as_deref();
            own.or(edition.edition.defaults.deadlines.as_deref())
                .unwrap_or(&[])
        })
    });
    let mut stages = stages.peekable();
    stages.peek().is_some() && stages.all(by_calendar)
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
