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
use state::{Look, State};

use crate::decide::view::View;
use crate::incident::FactRef;
use crate::rulebook::{Possible, Rule};

/// More nearest changes than this are not worth reading.
const MOST_FOUND: usize = 3;
/// So many states are tried for a rule that asks for facts only.
const MOST_STATES: usize = 2_048;
/// A rule that asks for other duties needs the whole rulebook for each state.
const MOST_STATES_WITH_DUTIES: usize = 200;
/// So many further changes are looked at from one state.
const MOST_ALTERNATIVES: usize = 150;
/// So many changes at most are made one after the other when the search was cut short.
const DEEPEST: usize = 60;

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
    let search = Search {
        view,
        rule,
        cut: &cut,
    };
    let mut nearest = search.best_first(if cut.asks_for_duties {
        MOST_STATES_WITH_DUTIES
    } else {
        MOST_STATES
    });
    if nearest.found.is_empty() && !nearest.proven {
        nearest.found.extend(search.straight());
    }
    nearest
}

/// The same with at most so many states, and nothing where that is not enough.
pub fn search_within(view: View<'_>, rule: &Rule, most: usize) -> Nearest {
    let cut = Cut::of(view.book, rule);
    if cut.asks_for_duties {
        return Nearest::default();
    }
    let search = Search {
        view,
        rule,
        cut: &cut,
    };
    search.best_first(most)
}

#[derive(Clone, Copy)]
struct Search<'a> {
    view: View<'a>,
    rule: &'a Rule,
    cut: &'a Cut,
}

impl Search<'_> {
    /// Every state in order of its cost, until the first that is due and those as good as it.
    fn best_first(self, limit: usize) -> Nearest {
        let mut nearest = Nearest {
            found: Vec::new(),
            proven: true,
        };
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut heap = BinaryHeap::from([State::default()]);
        while let Some(state) = heap.pop() {
            let facts = nearest.found.first().map(|found| found.changes.len());
            if facts.is_some_and(|facts| state.facts() > facts) || nearest.found.len() >= MOST_FOUND
            {
                break;
            }
            if !seen.insert(state.key().to_owned()) {
                continue;
            }
            if seen.len() > limit {
                // What was found before is nearest all the same: states come in order.
                nearest.proven &= !nearest.found.is_empty();
                break;
            }
            match state.look(self.view, self.rule, self.cut) {
                Look::Due => nearest.add(state.changes(self.view)),
                Look::Blame(alternatives) => {
                    let (next, all) = self.next(&state, alternatives);
                    // A state left out could have been the nearest.
                    nearest.proven &= all || !nearest.found.is_empty();
                    heap.extend(next);
                }
            }
        }
        nearest
    }

    /// The states one change further, nearest first, and whether these are all.
    fn next(self, state: &State, alternatives: Vec<(FactRef, Possible)>) -> (Vec<State>, bool) {
        let next = alternatives
            .into_iter()
            .filter_map(|(fact, value)| state.with(self.view, fact, value));
        let mut next: Vec<State> = next.collect();
        next.sort_by(|a, b| b.cmp(a));
        next.dedup();
        let all = next.len() <= MOST_ALTERNATIVES;
        next.truncate(MOST_ALTERNATIVES);
        (next, all)
    }

    /// One change after the other, each the nearest: some way to make the rule due, if not the nearest.
    fn straight(self) -> Option<Changes> {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut state = State::default();
        for _ in 0..DEEPEST {
            seen.insert(state.key().to_owned());
            match state.look(self.view, self.rule, self.cut) {
                Look::Due => return Some(state.changes(self.view)),
                Look::Blame(alternatives) => {
                    let (next, _) = self.next(&state, alternatives);
                    state = next.into_iter().find(|next| !seen.contains(next.key()))?;
                }
            }
        }
        None
    }
}

impl Nearest {
    /// Adds changes of facts that are not among those found.
    fn add(&mut self, changes: Changes) {
        let same = |found: &Changes| {
            let facts = found.changes.iter().map(|change| &change.fact);
            facts.eq(changes.changes.iter().map(|change| &change.fact))
        };
        if !self.found.iter().any(same) {
            self.found.push(changes);
        }
    }
}
