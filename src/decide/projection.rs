//! What time alone will do: the instants at which something still running passes a line.

use std::collections::BTreeSet;

use super::evaluate::Evaluator;
use super::outcome::Outcomes;
use super::tri::Tri;
use super::view::View;
use super::walk;
use crate::incident::{FactRef, Item};
use crate::rulebook::{Rule, RuleId, Test};

/// An instant in the future at which a running fact passes a line of a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Crossing {
    /// The instant, in seconds.
    pub at: i64,
    /// The rule with that line.
    pub rule: RuleId,
    /// The running fact.
    pub fact: FactRef,
    /// The line it passes, in ticks of the fact.
    pub line: i64,
}

/// What each future instant brings.
pub struct Projection<'a> {
    /// The crossings, in order of time.
    pub crossings: BTreeSet<Crossing>,
    /// The outcomes at each distinct instant of a crossing, in order of time.
    pub outcomes: Vec<(i64, Outcomes<'a>)>,
}

impl<'a> Projection<'a> {
    /// Looks from the view's instant into the future.
    pub fn of(view: View<'a>) -> Self {
        let mut crossings = BTreeSet::new();
        for rule in view.book.rules.values() {
            for (at, fact, line) in lines(view, rule) {
                if at > view.now {
                    crossings.insert(Crossing {
                        at,
                        rule: rule.id.clone(),
                        fact,
                        line,
                    });
                }
            }
        }
        let instants: BTreeSet<i64> = crossings.iter().map(|crossing| crossing.at).collect();
        let outcomes = instants
            .into_iter()
            .map(|at| (at, Outcomes::of(view.at(at))))
            .collect();
        Self {
            crossings,
            outcomes,
        }
    }

    /// The outcomes of one rule at each instant.
    pub fn of_rule(&self, rule: &RuleId) -> impl Iterator<Item = (i64, &Tri)> {
        let rule = rule.clone();
        self.outcomes.iter().filter_map(move |(at, outcomes)| {
            outcomes.get(&rule).map(|outcome| (*at, &outcome.holds))
        })
    }

    /// In how many ways a rule may hold at each instant.
    pub fn ways(&self, view: View<'_>, rule: &RuleId) -> Vec<(i64, usize)> {
        self.outcomes
            .iter()
            .map(|(at, outcomes)| (*at, ways(view.at(*at), outcomes, rule)))
            .collect()
    }

    /// The running fact that passes a line of the rule at that instant, and that line.
    pub fn cause(&self, rule: &RuleId, at: i64) -> Option<&Crossing> {
        let here = |crossing: &&Crossing| crossing.at == at;
        let own = self
            .crossings
            .iter()
            .filter(here)
            .find(|crossing| crossing.rule == *rule);
        // A rule that asks for another duty turns with it.
        own.or_else(|| self.crossings.iter().find(here))
    }
}

/// In how many ways a rule may hold, seen from the instant of the view.
pub fn ways(view: View<'_>, outcomes: &Outcomes<'_>, rule: &RuleId) -> usize {
    let evaluator = Evaluator::new(view, outcomes);
    let editions = outcomes
        .get(rule)
        .map(|outcome| outcome.editions.iter())
        .into_iter()
        .flatten();
    editions
        .flat_map(|outcome| &outcome.edition.limbs)
        .map(|limb| evaluator.ways(&limb.when, None))
        .sum()
}

/// Every instant, past or future, at which a running fact passes a line of a rule: at the earliest
/// and at the latest where its beginning is a range. With the fact and the line it passes.
pub fn lines(view: View<'_>, rule: &Rule) -> Vec<(i64, FactRef, i64)> {
    let mut found = Vec::new();
    for edition in &rule.editions {
        walk::edition_atoms(view.book, edition, &mut |atom| {
            let Test::Within(range) = &atom.test else {
                return;
            };
            let lines = [range.min, range.max.and_then(|max| max.checked_add(1))];
            for subject in subjects(view, &atom.fact) {
                let Some(since) = view.running_since(&subject) else {
                    continue;
                };
                for line in lines.into_iter().flatten() {
                    for start in [since.min, since.max].into_iter().flatten() {
                        found.push((start.saturating_add(line), subject.clone(), line));
                    }
                }
            }
        });
    }
    found
}

fn subjects(view: View<'_>, fact: &crate::rulebook::FactId) -> Vec<FactRef> {
    let group = view
        .book
        .facts
        .get(fact)
        .and_then(|fact| fact.group.clone());
    let subject = |item: Option<Item>| FactRef {
        item,
        fact: fact.clone(),
    };
    match group {
        Some(group) => view
            .items(&group)
            .into_iter()
            .map(|item| subject(Some(item)))
            .collect(),
        None => vec![subject(None)],
    }
}
