//! The headline of each channel: floor, ceiling, state and verdict.

use std::collections::BTreeMap;

use super::decision::{ChannelDecision, State, Verdict};
use super::duty::Context;
use super::outcome::Outcome;
use super::recipients;
use super::standing::Standing;
use super::tri::{Hinge, Hinges};
use crate::incident::{FactRef, Knowledge, Subject};
use crate::rulebook::{AuthorityId, Channel, RuleId, Strength, Text, Verified};

/// Whom doubt goes to: the body at the desk `ministry` of the operator's sectors.
const CONSULT: &str = "competent_ministry";

/// Sums up the rules of a channel.
pub fn decide(
    context: Context<'_>,
    channel: Channel,
    standings: &BTreeMap<RuleId, Standing>,
) -> ChannelDecision {
    let rules: Vec<(&Outcome<'_>, &Standing)> = context
        .outcomes
        .iter()
        .filter(|outcome| outcome.channel == channel)
        .filter_map(|outcome| Some((outcome, standings.get(&outcome.rule.id)?)))
        .collect();
    let floor = strongest(&rules, |_, standing| is_due(standing));
    let pending = strongest(&rules, |outcome, standing| {
        is_pending(standing) && outcome.strength > Strength::Optional
    });
    let ceiling = floor.max(pending);
    let state = state(&rules);
    let reason = missing_channel(&rules);
    let verdict = if reason.is_some() {
        Verdict::Unavailable
    } else {
        verdict(floor, ceiling, state)
    };
    let basis = resting_on(&rules, verdict, floor);
    ChannelDecision {
        verdict,
        floor,
        ceiling,
        state,
        route: route(&rules, floor),
        reason,
        consult: match state {
            State::Consult => recipients::resolve(context.view, &AuthorityId::new(CONSULT)),
            _ => Vec::new(),
        },
        flipped_by: flipped_by(&rules, floor),
        verified: lowest_verified(&basis),
        estimates: estimates(context, &basis),
        revisions: Vec::new(),
        flip: None,
    }
}

fn is_due(standing: &Standing) -> bool {
    matches!(
        standing,
        Standing::Due | Standing::Absorbed { due: true, .. }
    )
}

fn is_pending(standing: &Standing) -> bool {
    matches!(
        standing,
        Standing::Open(_) | Standing::Later | Standing::Held(_)
    )
}

fn strongest(
    rules: &[(&Outcome<'_>, &Standing)],
    counts: impl Fn(&Outcome<'_>, &Standing) -> bool,
) -> Option<Strength> {
    let counting = rules
        .iter()
        .filter(|(outcome, standing)| counts(outcome, standing));
    counting.map(|(outcome, _)| outcome.strength).max()
}

fn state(rules: &[(&Outcome<'_>, &Standing)]) -> State {
    let binding = rules
        .iter()
        .filter(|(outcome, _)| outcome.strength > Strength::Optional);
    binding
        .filter_map(|(_, standing)| match standing {
            Standing::Open(hinges) if hinges.askable() => Some(State::Askable),
            Standing::Open(_) => Some(State::Consult),
            Standing::Later | Standing::Held(_) => Some(State::Later),
            _ => None,
        })
        .min()
        .unwrap_or(State::Settled)
}

/// The reason why the channel did not exist on the day, if none of its rules did.
fn missing_channel(rules: &[(&Outcome<'_>, &Standing)]) -> Option<Text> {
    let mut reason = None;
    for (_, standing) in rules {
        let Standing::Unavailable(text) = standing else {
            return None;
        };
        reason.get_or_insert_with(|| text.clone());
    }
    reason
}

fn verdict(floor: Option<Strength>, ceiling: Option<Strength>, state: State) -> Verdict {
    match (floor, ceiling) {
        (Some(Strength::Required), _) => Verdict::Required,
        (floor, ceiling) if ceiling > floor => match state {
            State::Askable => Verdict::Undetermined,
            // INVARIANT: a ceiling above the floor has a pending rule, so the state is not settled.
            State::Consult | State::Settled => Verdict::Consult,
            State::Later => Verdict::NotYet,
        },
        (Some(Strength::Recommended), _) => Verdict::Recommended,
        (Some(Strength::Optional), _) => Verdict::Optional,
        (None, _) => Verdict::NotRequired,
    }
}

/// The rules that carry the verdict: those of the floor's strength that are due, or every rule of
/// the channel where the verdict is that none is.
fn resting_on<'a, 'b>(
    rules: &[(&'a Outcome<'b>, &Standing)],
    verdict: Verdict,
    floor: Option<Strength>,
) -> Vec<&'a Outcome<'b>> {
    let carries = |outcome: &Outcome<'_>, standing: &Standing| match verdict {
        Verdict::Unavailable | Verdict::NotRequired => false,
        Verdict::Required | Verdict::Recommended | Verdict::Optional => {
            is_due(standing) && Some(outcome.strength) == floor
        }
        Verdict::Undetermined | Verdict::Consult | Verdict::NotYet => is_pending(standing),
    };
    let carrying = rules
        .iter()
        .filter(|(outcome, standing)| carries(outcome, standing));
    carrying.map(|(outcome, _)| *outcome).collect()
}

/// The route of the strongest rule that is due and not replaced.
fn route(rules: &[(&Outcome<'_>, &Standing)], floor: Option<Strength>) -> Option<String> {
    rules
        .iter()
        .filter(|(outcome, standing)| {
            matches!(standing, Standing::Due) && Some(outcome.strength) == floor
        })
        .find_map(|(outcome, _)| super::duty::route_of(outcome))
}

fn lowest_verified(basis: &[&Outcome<'_>]) -> Option<Verified> {
    // One well-verified duty of the floor's strength is enough to carry the verdict.
    let level = |outcome: &&&Outcome<'_>| outcome.editions.last().map(|last| last.edition.verified);
    basis.iter().filter_map(|outcome| level(&outcome)).max()
}

fn flipped_by(rules: &[(&Outcome<'_>, &Standing)], floor: Option<Strength>) -> Vec<Subject> {
    let mut hinges = Hinges::default();
    for (outcome, standing) in rules {
        if let Standing::Open(more) = standing
            && Some(outcome.strength) > floor
            && outcome.strength > Strength::Optional
        {
            hinges.merge(more.clone());
        }
    }
    let mut subjects: Vec<(Hinge, Subject)> = hinges
        .subjects
        .into_iter()
        .map(|(subject, hinge)| (hinge, subject))
        .collect();
    subjects.sort();
    subjects.into_iter().map(|(_, subject)| subject).collect()
}

/// The estimated facts on which every rule that carries the verdict rests.
fn estimates(context: Context<'_>, basis: &[&Outcome<'_>]) -> Vec<FactRef> {
    let mut shared: Option<Vec<FactRef>> = None;
    for outcome in basis {
        let Some(built) = super::duty::build(context, outcome) else {
            continue;
        };
        let own: Vec<_> = built
            .duty
            .because
            .iter()
            .map(|because| because.fact.clone())
            .filter(|fact| is_estimate(context, fact))
            .collect();
        shared = Some(match shared {
            Some(before) => before
                .into_iter()
                .filter(|fact| own.contains(fact))
                .collect(),
            None => own,
        });
    }
    shared.unwrap_or_default()
}

fn is_estimate(context: Context<'_>, fact: &FactRef) -> bool {
    let statement = context.view.known.of(fact);
    matches!(
        statement.map(|statement| &statement.knowledge),
        Some(Knowledge::Known {
            estimated: true,
            ..
        })
    )
}
