//! What time alone will bring: the instants at which something still running makes a rule possible or
//! certain, and by when it would then have to be reported.
//!
//! Works on the projection; knows nothing of how a time line is drawn.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::decision::{DeadlineDue, Later, TimeLine};
use super::duty::Context;
use super::outcome::Outcome;
use super::projection::{self, Projection};
use super::stages;
use super::standing::Standing;
use super::tri::Tri;
use crate::incident::value;
use crate::rulebook::{Possible, Range, RuleId};

/// What time will bring, instant by instant and rule by rule.
pub struct Time {
    /// Each change, in order of time.
    pub later: Vec<Later>,
    /// Each rule once, in order of its first instant.
    pub lines: Vec<TimeLine>,
}

/// The instants at which time alone makes a rule possible or certain that is not so now.
pub fn of(
    context: Context<'_>,
    future: &Projection<'_>,
    standings: &BTreeMap<RuleId, Standing>,
) -> Time {
    let mut later = Vec::new();
    let mut lines = Vec::new();
    for outcome in context.outcomes.iter() {
        let standing = standings.get(&outcome.rule.id);
        if !matches!(standing, Some(Standing::Later | Standing::Open(_))) {
            continue;
        }
        let changes = changes(context, outcome, future);
        lines.extend(line(context, outcome, future, &changes));
        later.extend(changes);
    }
    later.sort_by_key(|later| (later.at, later.channel, later.rule.clone()));
    lines.sort_by_key(|line| {
        let strength = std::cmp::Reverse(line.strength);
        (line.earliest, line.channel, strength, line.rule.clone())
    });
    Time { later, lines }
}

fn changes(context: Context<'_>, outcome: &Outcome<'_>, future: &Projection<'_>) -> Vec<Later> {
    let view = context.view;
    let id = &outcome.rule.id;
    let mut found = Vec::new();
    let mut before = (
        rank(&outcome.holds),
        projection::ways(view, context.outcomes, id),
    );
    let ways = future.ways(view, id);
    for ((at, holds), (_, ways)) in future.of_rule(id).zip(ways) {
        let after = (rank(holds), ways);
        let more = after > before;
        before = after;
        let (true, Ok(instant), Some(crossing)) =
            (more, Timestamp::from_second(at), future.cause(id, at))
        else {
            continue;
        };
        let fact = view.book.facts.get(&crossing.fact.fact);
        let line = Possible::Within(Range::exactly(crossing.line));
        found.push(Later {
            rule: id.clone(),
            title: outcome.rule.title.clone(),
            channel: outcome.channel,
            at: instant,
            because: crossing.fact.clone(),
            certain: *holds == Tri::Yes,
            reaches: fact.map_or_else(String::new, |fact| value::spell_possible(fact, &line)),
        });
    }
    found
}

fn line(
    context: Context<'_>,
    outcome: &Outcome<'_>,
    future: &Projection<'_>,
    changes: &[Later],
) -> Option<TimeLine> {
    let first = changes.first()?;
    // What is open now may be due already.
    let earliest = match outcome.holds {
        Tri::No => first.at,
        _ => Timestamp::from_second(context.view.now).ok()?,
    };
    let certain = changes.iter().find(|change| change.certain);
    Some(TimeLine {
        rule: outcome.rule.id.clone(),
        title: outcome.rule.title.clone(),
        channel: outcome.channel,
        strength: outcome.strength,
        earliest,
        latest: certain.map(|change| change.at),
        because: first.because.clone(),
        deadlines: then_due(context, future, first),
    })
}

/// The stages of a rule as they would be counted at the instant of a change.
fn then_due(context: Context<'_>, future: &Projection<'_>, change: &Later) -> Vec<DeadlineDue> {
    let at = change.at.as_second();
    let then = future.outcomes.iter().find(|(instant, _)| *instant == at);
    let Some((outcomes, outcome)) =
        then.and_then(|(_, outcomes)| Some((outcomes, outcomes.get(&change.rule)?)))
    else {
        return Vec::new();
    };
    stages::at(context, outcomes, at, outcome)
}

fn rank(holds: &Tri) -> u8 {
    match holds {
        Tri::No => 0,
        Tri::Open(_) => 1,
        Tri::Yes => 2,
    }
}
