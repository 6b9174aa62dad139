//! What can be asked: the questions that can still change an open rule, and how many are left at
//! most, whatever is answered. In which order they are asked is the planner's business.

use std::collections::{BTreeMap, BTreeSet};

use super::decision::Question;
use super::outcome::Outcomes;
use super::standing::Standing;
use super::tri::{Hinge, Tri};
use super::view::View;
use crate::incident::{FactRef, Subject};
use crate::rulebook::{ChoiceId, FactId, Kind, Possible, RuleId, Strength};

/// The questions that make sense now, by subject: of each open rule the unanswered facts that apply
/// for certain, and for those of which that is open whatever decides it. The second value is how
/// many are left at most.
pub fn all(
    view: View<'_>,
    outcomes: &Outcomes<'_>,
    standings: &BTreeMap<RuleId, Standing>,
) -> (Vec<Question>, usize) {
    let mut decides: BTreeMap<Subject, BTreeSet<RuleId>> = BTreeMap::new();
    let mut reach = Reach::new(view);
    for (rule, standing) in standings {
        let Standing::Open(hinges) = standing else {
            continue;
        };
        let strength = outcomes.get(rule).map(|outcome| outcome.strength);
        if strength.is_none_or(|strength| strength == Strength::Optional) {
            continue;
        }
        let unanswered = hinges
            .subjects
            .iter()
            .filter(|(_, hinge)| **hinge == Hinge::Unanswered);
        for (subject, _) in unanswered {
            for first in reach.follow(subject) {
                decides.entry(first).or_default().insert(rule.clone());
            }
        }
    }
    let questions = decides
        .into_iter()
        .map(|(subject, rules)| Question {
            subject,
            decides: rules.into_iter().collect(),
        })
        .collect();
    (questions, reach.most())
}

/// The unanswered subjects that may still be asked, each with the unanswered ones that decide
/// whether it applies.
struct Reach<'a> {
    view: View<'a>,
    gates: BTreeMap<Subject, BTreeSet<Subject>>,
}

impl<'a> Reach<'a> {
    fn new(view: View<'a>) -> Self {
        Self {
            view,
            gates: BTreeMap::new(),
        }
    }

    /// Takes a subject in; returns what can be asked now on the way to it.
    fn follow(&mut self, subject: &Subject) -> BTreeSet<Subject> {
        let gates = if let Some(gates) = self.gates.get(subject) {
            gates.clone()
        } else {
            let gates = gates(self.view, subject);
            self.gates.insert(subject.clone(), gates.clone());
            gates
        };
        if gates.is_empty() {
            return BTreeSet::from([subject.clone()]);
        }
        // INVARIANT: the checker refuses facts that are gates of each other in a circle.
        gates.iter().flat_map(|gate| self.follow(gate)).collect()
    }

    /// How many of them can be asked at most in one run.
    ///
    /// A fact is not asked before its gate is answered so that it applies. Of the facts behind one
    /// choice that admits a single value, a run asks those of one value at most.
    fn most(&self) -> usize {
        let mut behind: BTreeMap<&Subject, Vec<&Subject>> = BTreeMap::new();
        for (subject, gates) in &self.gates {
            // Only a fact with one gate is certain to wait for that gate.
            if let (1, Some(gate)) = (gates.len(), gates.first()) {
                behind.entry(gate).or_default().push(subject);
            }
        }
        let waiting: BTreeSet<&Subject> = behind.values().flatten().copied().collect();
        let free = self
            .gates
            .keys()
            .filter(|subject| !waiting.contains(subject));
        free.map(|subject| self.chain(subject, &behind)).sum()
    }

    /// A subject and what can be asked behind it.
    fn chain(&self, subject: &Subject, behind: &BTreeMap<&Subject, Vec<&Subject>>) -> usize {
        let Some(dependents) = behind.get(subject) else {
            return 1;
        };
        let costs: Vec<(&Subject, usize)> = dependents
            .iter()
            .map(|dependent| (*dependent, self.chain(dependent, behind)))
            .collect();
        let all = || costs.iter().map(|(_, cost)| cost).sum();
        let most = match single_values(self.view, subject) {
            None => all(),
            Some((fact, values)) => values
                .into_iter()
                .map(|value| self.applying(&fact, value, &costs))
                .max()
                .unwrap_or_else(all),
        };
        1 + most
    }

    /// How many can be asked of those that may apply once a fact has that value.
    fn applying(&self, fact: &FactRef, value: ChoiceId, costs: &[(&Subject, usize)]) -> usize {
        let narrowed = [(fact.clone(), Possible::OneOf([value].into()))];
        let view = self.view.narrowed(&narrowed);
        let applies = |subject: &Subject| is_asked(view, subject) != Tri::No;
        costs
            .iter()
            .filter(|(subject, _)| applies(subject))
            .map(|(_, cost)| cost)
            .sum()
    }
}

/// The values of a fact that has exactly one of them.
fn single_values(view: View<'_>, subject: &Subject) -> Option<(FactRef, Vec<ChoiceId>)> {
    let Subject::Fact(fact) = subject else {
        return None;
    };
    let definition = view.book.facts.get(&fact.fact)?;
    let single = matches!(definition.kind, Kind::Bool | Kind::Choice);
    let values = || definition.choices.iter().map(|choice| choice.id.clone());
    single.then(|| (fact.clone(), values().collect()))
}

/// The unanswered subjects on which it hinges whether a subject applies.
fn gates(view: View<'_>, subject: &Subject) -> BTreeSet<Subject> {
    let Tri::Open(hinges) = is_asked(view, subject) else {
        return BTreeSet::new();
    };
    let unanswered = hinges
        .subjects
        .into_iter()
        .filter(|(other, hinge)| *hinge == Hinge::Unanswered && other != subject);
    unanswered.map(|(other, _)| other).collect()
}

fn is_asked(view: View<'_>, subject: &Subject) -> Tri {
    match subject {
        Subject::Fact(FactRef { fact, item }) => {
            let definition = view.book.facts.get::<FactId>(fact);
            definition.map_or(Tri::Yes, |fact| view.is_asked(fact, item.as_ref()))
        }
        Subject::AllListed(_) => Tri::Yes,
    }
}
