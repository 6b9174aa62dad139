//! What to ask next: the question that decides most rules, and how many are left at most.

use std::collections::{BTreeMap, BTreeSet};

use super::decision::NextQuestion;
use super::outcome::Outcomes;
use super::standing::Standing;
use super::tri::{Hinge, Tri};
use super::view::View;
use crate::incident::{FactRef, Subject};
use crate::rulebook::{RuleId, Strength};

/// How far gates of gates are followed.
const MAX_GATES: usize = 16;

/// Chooses the next question among those that can still change a rule that is open.
pub fn next(
    view: View<'_>,
    outcomes: &Outcomes<'_>,
    standings: &BTreeMap<RuleId, Standing>,
) -> Option<NextQuestion> {
    let mut decides: BTreeMap<Subject, BTreeSet<RuleId>> = BTreeMap::new();
    let mut left: BTreeSet<Subject> = BTreeSet::new();
    for (rule, standing) in standings {
        let Standing::Open(hinges) = standing else {
            continue;
        };
        let strength = outcomes.get(rule).map(|outcome| outcome.strength);
        if strength.is_none_or(|strength| strength == Strength::Optional) {
            continue;
        }
        for (subject, hinge) in &hinges.subjects {
            if *hinge == Hinge::Unanswered {
                left.insert(subject.clone());
                let first = first_to_ask(view, subject.clone(), &mut left);
                decides.entry(first).or_default().insert(rule.clone());
            }
        }
    }
    let best = decides.into_iter().max_by(|(a, by_a), (b, by_b)| {
        let weight = |rules: &BTreeSet<RuleId>| -> (usize, usize) {
            let required = |rule: &&RuleId| {
                outcomes
                    .get(rule)
                    .is_some_and(|outcome| outcome.strength == Strength::Required)
            };
            (rules.iter().filter(required).count(), rules.len())
        };
        weight(by_a).cmp(&weight(by_b)).then_with(|| b.cmp(a))
    });
    best.map(|(subject, rules)| NextQuestion {
        subject,
        left_at_most: left.len(),
        decides: rules.into_iter().collect(),
    })
}

/// The gate that must be answered before the subject makes sense, or the subject itself.
fn first_to_ask(view: View<'_>, subject: Subject, left: &mut BTreeSet<Subject>) -> Subject {
    let mut first = subject;
    for _ in 0..MAX_GATES {
        let Some(gate) = gate(view, &first) else {
            break;
        };
        left.insert(gate.clone());
        first = gate;
    }
    first
}

fn gate(view: View<'_>, subject: &Subject) -> Option<Subject> {
    let Subject::Fact(FactRef { fact, item }) = subject else {
        return None;
    };
    let Tri::Open(hinges) = view.is_asked(view.book.facts.get(fact)?, item.as_ref()) else {
        return None;
    };
    hinges
        .subjects
        .into_iter()
        .find(|(other, hinge)| *hinge == Hinge::Unanswered && other != subject)
        .map(|(other, _)| other)
}
