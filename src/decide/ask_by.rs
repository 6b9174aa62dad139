//! Until when the answer to an open question still matters.
//!
//! An open rule needs an answer by the first deadline it would have if it were due. Where time alone
//! settles it before that (the outage has then lasted so long that the number of users no longer
//! counts), the answer matters only until then. Knows nothing of the order of questions.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::decision::Due;
use super::duty::Context;
use super::outcome::Outcome;
use super::projection::Projection;
use super::stages;
use super::standing::Standing;
use super::tri::{Hinges, Tri};
use crate::incident::Subject;
use crate::rulebook::{RuleId, Strength};

/// Why an answer stops to matter, and when, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Until {
    /// The rule would have to be reported by then.
    Deadline(i64),
    /// Time alone has settled the rule by then.
    Settled(i64),
    /// No limit is known.
    Open,
}

/// By rule and by what would be asked.
#[derive(Clone, Debug, Default)]
pub struct AskBy {
    /// Until when the answers of an open rule matter.
    pub rules: BTreeMap<RuleId, Timestamp>,
    /// The latest instant at which an answer can still change something in time: the first deadline
    /// among the rules that hinge on it; where time settles all of them before, when the last is.
    pub subjects: BTreeMap<Subject, Timestamp>,
}

/// The limits of every binding rule that is open.
pub fn of(
    context: Context<'_>,
    future: &Projection<'_>,
    standings: &BTreeMap<RuleId, Standing>,
) -> AskBy {
    let mut found = AskBy::default();
    let mut by_subject: BTreeMap<&Subject, Vec<Until>> = BTreeMap::new();
    for (rule, standing) in standings {
        let Some((outcome, hinges)) = open(context, rule, standing) else {
            continue;
        };
        let until = until(context, future, outcome);
        if let Until::Deadline(at) | Until::Settled(at) = until
            && let Ok(at) = Timestamp::from_second(at)
        {
            found.rules.insert(rule.clone(), at);
        }
        for subject in hinges.subjects.keys() {
            by_subject.entry(subject).or_default().push(until);
        }
    }
    for (subject, limits) in by_subject {
        if let Some(at) = joined(&limits).and_then(|at| Timestamp::from_second(at).ok()) {
            found.subjects.insert(subject.clone(), at);
        }
    }
    found
}

fn open<'a>(
    context: Context<'a>,
    rule: &RuleId,
    standing: &'a Standing,
) -> Option<(&'a Outcome<'a>, &'a Hinges)> {
    let Standing::Open(hinges) = standing else {
        return None;
    };
    let outcome = context.outcomes.get(rule)?;
    (outcome.strength > Strength::Optional).then_some((outcome, hinges))
}

fn joined(limits: &[Until]) -> Option<i64> {
    let deadlines = limits.iter().filter_map(|until| match until {
        Until::Deadline(at) => Some(*at),
        _ => None,
    });
    if let Some(first) = deadlines.min() {
        return Some(first);
    }
    let settled: Option<Vec<i64>> = limits
        .iter()
        .map(|until| match until {
            Until::Settled(at) => Some(*at),
            _ => None,
        })
        .collect();
    settled.and_then(|all| all.into_iter().max())
}

fn until(context: Context<'_>, future: &Projection<'_>, outcome: &Outcome<'_>) -> Until {
    let deadline = first_deadline(context, future, outcome);
    match (settled_at(future, &outcome.rule.id), deadline) {
        (Some(settled), Some(deadline)) if deadline < settled => Until::Deadline(deadline),
        (Some(settled), _) => Until::Settled(settled),
        (None, Some(deadline)) => Until::Deadline(deadline),
        (None, None) => Until::Open,
    }
}

/// The instant from which on the rule is open no more.
fn settled_at(future: &Projection<'_>, rule: &RuleId) -> Option<i64> {
    let mut settled = None;
    for (at, holds) in future.of_rule(rule) {
        match holds {
            Tri::Open(_) => settled = None,
            _ => settled = settled.or(Some(at)),
        }
    }
    settled
}

/// The first deadline after now, if the rule is due now or as soon as time lets it be.
fn first_deadline(
    context: Context<'_>,
    future: &Projection<'_>,
    outcome: &Outcome<'_>,
) -> Option<i64> {
    let now = context.view.now;
    let then = || {
        let mut ahead = future.outcomes.iter();
        ahead.find_map(|(at, outcomes)| {
            let outcome = outcomes.get(&outcome.rule.id)?;
            (outcome.holds != Tri::No).then_some((*at, outcomes, outcome))
        })
    };
    let stages = match outcome.holds {
        Tri::No => {
            let (at, outcomes, outcome) = then()?;
            stages::at(context, outcomes, at, outcome)
        }
        _ => stages::at(context, context.outcomes, now, outcome),
    };
    stages
        .iter()
        .filter(|stage| !stage.waived && stage.filed.is_none())
        .flat_map(|stage| [first(stage.due), first(stage.guide_due)])
        .flatten()
        .filter(|at| *at > now)
        .min()
}

fn first(due: Due) -> Option<i64> {
    match due {
        Due::None => None,
        Due::At(at) => Some(at.as_second()),
        Due::Between { earliest, latest } => earliest.or(latest).map(Timestamp::as_second),
    }
}
