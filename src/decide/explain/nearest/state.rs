//! A set of changes, what the rule says under it, and what it costs.

use std::cmp::Ordering;

use super::blame::Blame;
use super::cut::Cut;
use super::{Change, Changes, values};
use crate::decide::evaluate::Evaluator;
use crate::decide::outcome::Outcomes;
use crate::decide::spell;
use crate::decide::tri::Tri;
use crate::decide::view::{Reading, View};
use crate::incident::{FactRef, Knowledge, Origin, Statement, Subject, value};
use crate::rulebook::{Possible, Rule};

/// Some changes, by fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    changes: Vec<(FactRef, Possible)>,
    steps: u64,
    key: String,
}

/// What a state shows.
pub enum Look {
    /// The rule is due.
    Due,
    /// It is not; one of these changes must be among those of every further state that is.
    Blame(Vec<(FactRef, Possible)>),
}

impl State {
    /// How many facts it changes.
    pub fn facts(&self) -> usize {
        self.changes.len()
    }

    /// A name by which equal states are known.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The state with one more change, or another value of a fact that is changed already.
    pub fn with(&self, view: View<'_>, fact: FactRef, value: Possible) -> Option<Self> {
        let mut changes = self.changes.clone();
        match changes.binary_search_by(|(other, _)| other.cmp(&fact)) {
            Ok(at) => {
                let (_, before) = changes.get_mut(at)?;
                *before = value;
            }
            Err(at) => changes.insert(at, (fact, value)),
        }
        let steps = changes
            .iter()
            .map(|(fact, value)| steps(view, fact, value))
            .fold(0, u64::saturating_add);
        let key = format!("{changes:?}");
        Some(Self {
            changes,
            steps,
            key,
        })
    }

    /// Decides the rule under the changes.
    pub fn look(&self, view: View<'_>, rule: &Rule, cut: &Cut) -> Look {
        let statements: Vec<Statement> = self.changes.iter().map(statement).collect();
        let known = view.known.with(&statements);
        let changed = view.knowing(&known);
        let outcomes = if cut.asks_for_duties {
            Outcomes::of(changed)
        } else {
            Outcomes::default()
        };
        let outcome = outcomes.decide(changed, rule);
        let blame = Blame {
            evaluator: Evaluator::new(changed, &outcomes),
            cut,
            fixed: &self.changes,
        };
        if outcome.holds != Tri::Yes {
            return Look::Blame(blame.of_rule(&outcome));
        }
        // A change of a fact that would not be asked contradicts the answers that rule it out.
        let gates: Vec<_> = self
            .changes
            .iter()
            .filter_map(|(fact, _)| blame.of_gate(fact))
            .flatten()
            .collect();
        let contradicts = self
            .changes
            .iter()
            .any(|(fact, _)| blame.is_ruled_out(fact));
        if contradicts {
            Look::Blame(gates)
        } else {
            Look::Due
        }
    }

    /// The changes in words.
    pub fn changes(&self, view: View<'_>) -> Changes {
        let one = |(fact, possible): &(FactRef, Possible)| {
            let definition = view.book.facts.get(&fact.fact)?;
            let stated = view.known.of(fact).map(|known| known.written.clone());
            let derived = || {
                definition
                    .derived
                    .as_ref()
                    .and(Some(spell::reading(view, fact)))
            };
            Some(Change {
                fact: fact.clone(),
                from: stated.or_else(derived).filter(|from| from != "?"),
                to: value::spell_possible(definition, possible),
                possible: possible.clone(),
                steps: steps(view, fact, possible),
            })
        };
        Changes {
            changes: self.changes.iter().filter_map(one).collect(),
            steps: self.steps,
        }
    }
}

fn statement((fact, possible): &(FactRef, Possible)) -> Statement {
    Statement {
        subject: Subject::Fact(fact.clone()),
        knowledge: Knowledge::Known {
            possible: possible.clone(),
            estimated: false,
        },
        at: None,
        origin: Origin::Set,
        written: String::new(),
    }
}

/// How far a value is from what is known of the fact.
fn steps(view: View<'_>, fact: &FactRef, to: &Possible) -> u64 {
    let Some(definition) = view.book.facts.get(&fact.fact) else {
        return 0;
    };
    match view.read(fact) {
        Reading::May(from, _) => values::steps(definition.kind, &from, to),
        Reading::NotApplicable => 0,
    }
}

/// The nearest state is the greatest, as the heap wants it.
impl Ord for State {
    fn cmp(&self, other: &Self) -> Ordering {
        let cost = |state: &Self| (state.facts(), state.steps);
        cost(other)
            .cmp(&cost(self))
            .then_with(|| other.key.cmp(&self.key))
    }
}

impl PartialOrd for State {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
