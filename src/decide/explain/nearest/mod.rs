//! The nearest change of facts that makes a rule due: fewest facts, then smallest steps.
//!
//! States are sets of changes, taken in order of (facts, steps). A state under which the rule is not
//! due is extended by every change that could turn a part without which it can never be due
//! (`blame`); values are taken from the parts into which the rule cuts a fact (`values`), so that no
//! nearer value is passed over. The first state under which the rule is due is therefore a nearest
//! one. Steps are counted in the unit in which the law counts the fact: a person, a minute, a day,
//! a choice.

mod blame;
mod cut;
mod state;
mod values;

use std::collections::{BTreeSet, BinaryHeap};

use cut::Cut;
use state::State;

use crate::decide::view::View;
use crate::incident::FactRef;
use crate::rulebook::{Possible, Rule};

/// More nearest changes than this are not worth reading.
const MOST_FOUND: usize = 3;
/// So many states are tried for a rule that asks for facts only.
const MOST_STATES: usize = 20_000;
/// A rule that asks for other duties needs the whole rulebook for each state.
const MOST_STATES_WITH_DUTIES: usize = 600;

/// What would have to change.
#[derive(Clone, Debug, Default)]
pub struct Nearest {
    /// The nearest changes, best first; all of them change the same number of facts.
    pub found: Vec<Changes>,
    /// The search looked at everything nearer, so that there is nothing nearer.
    pub proven: bool,
}

/// Changes that make the rule due when they are made together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// One a fact.
    pub changes: Vec<Change>,
    /// The sum of the steps.
    pub steps: u64,
}

/// Another value of one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The fact.
    pub fact: FactRef,
    /// What is known of it now, as written; `None` where nobody was asked.
    pub from: Option<String>,
    /// The values that do, as written with `--set`.
    pub to: String,
    /// The values that do.
    pub possible: Possible,
    /// How far that is from what is known, in the fact's unit; 0 where it is only made precise.
    pub steps: u64,
}

/// Searches the nearest changes under which the rule holds.
pub fn search(view: View<'_>, rule: &Rule) -> Nearest {
    let cut = Cut::of(view.book, rule);
    let limit = if cut.asks_for_duties {
        MOST_STATES_WITH_DUTIES
    } else {
        MOST_STATES
    };
    let mut nearest = Nearest {
        found: Vec::new(),
        proven: true,
    };
    let mut best: Option<usize> = None;
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut heap = BinaryHeap::from([State::default()]);
    let mut tried = 0;
    while let Some(state) = heap.pop() {
        if best.is_some_and(|best| state.facts() > best) || nearest.found.len() >= MOST_FOUND {
            break;
        }
        if !seen.insert(state.key()) {
            continue;
        }
        tried += 1;
        if tried > limit {
            nearest.proven = !nearest.found.is_empty() && nearest.proven;
            nearest.proven &= best.is_some();
            break;
        }
        match state.look(view, rule, &cut) {
            state::Look::Due => {
                best = Some(state.facts());
                let changes = state.changes(view);
                let same = |found: &Changes| {
                    let facts = found.changes.iter().map(|change| &change.fact);
                    facts.eq(changes.changes.iter().map(|change| &change.fact))
                };
                if !nearest.found.iter().any(same) {
                    nearest.found.push(changes);
                }
            }
            state::Look::Blame(alternatives) => {
                for (fact, value) in alternatives {
                    heap.extend(state.with(view, fact, value));
                }
            }
        }
    }
    nearest
}
