//! What to ask next: the questions that decide most rules, and how many are left at most.

use std::collections::{BTreeMap, BTreeSet};

use super::decision::Question;
use super::outcome::Outcomes;
use super::standing::Standing;
use super::tri::{Hinge, Tri};
use super::view::View;
use crate::incident::{FactRef, Subject};
use crate::rulebook::{RuleId, Strength};

/// How far gates of gates are followed.
const MAX_GATES: usize = 16;

/// The questions that make sense now, the most decisive first: of each open rule those whose gates
/// are answered, or else the gates. The second value is how many are left at most, those behind the
/// gates included.
pub fn all(
    view: View<'_>,
    outcomes: &Outcomes<'_>,
    standings: &BTreeMap<RuleId, Standing>,
) -> (Vec<Question>, usize) {
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
    let mut questions: Vec<_> = decides
        .into_iter()
        .map(|(subject, rules)| Question {
            subject,
            decides: rules.into_iter().collect(),
        })
        .collect();
    questions.sort_by_cached_key(|question| {
        let required = |rule: &&RuleId| {
            outcomes
                .get(rule)
                .is_some_and(|outcome| outcome.strength == Strength::Required)
        };
        let weight = (
            question.decides.iter().filter(required).count(),
            question.decides.len(),
        );
        (std::cmp::Reverse(weight), question.subject.clone())
    });
    (questions, left.len())
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
