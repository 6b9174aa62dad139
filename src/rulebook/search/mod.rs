//! Searches for facts that meet several conditions at once.
//!
//! Two-valued and exact for the tree: parts of a conjunction narrow the same facts, alternatives are
//! tried one after another. A duty may hold or not, but the same duty not both; a negated total is
//! taken as possible without looking. So "impossible" is a proof, and the facts of "possible" are an
//! example that holds but for those two.

mod domain;
mod first_sight;
mod goal;

pub use goal::{Goal, Items};

use std::collections::BTreeMap;

use crate::rulebook::Rulebook;
use crate::rulebook::condition::{Atom, Condition, DutyTest, Node};
use crate::rulebook::id::{FactId, GroupId};
use crate::rulebook::place::Place;
use crate::rulebook::value::{Range, Test};
use domain::Domain;

/// Steps after which a search gives up, unless told otherwise.
const BUDGET: u32 = 5_000;

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// There are such facts.
    Possible(Example),
    /// There are none; the two tests that cannot both hold, where it is as simple as that.
    Impossible(Option<(Place, Place)>),
    /// Not within the budget.
    GaveUp,
}

/// Facts that meet the goals, with a value each as written with `--set`; facts of a group with the
/// number of their item.
pub type Example = Vec<(Option<(GroupId, u32)>, FactId, String)>;

/// What is known of each fact, with the place of the test that said so last.
type Store = BTreeMap<(u32, FactId), (Domain, Place)>;

/// One branch of a search.
#[derive(Clone, Debug, Default)]
struct Branch<'a> {
    /// Conditions to meet.
    now: Vec<Goal<'a>>,
    /// Alternatives: one of each must be met.
    later: Vec<Vec<Goal<'a>>>,
    /// Items that are spoken of.
    members: Vec<(GroupId, u32)>,
    /// What no item of a group may meet.
    none_meets: Vec<(GroupId, Goal<'a>)>,
    /// Duties that were taken to hold or not.
    duties: Vec<(&'a DutyTest, bool)>,
    store: Store,
}

/// A search over the rulebook.
#[derive(Debug)]
pub struct Search<'a> {
    rulebook: &'a Rulebook,
    budget: u32,
    steps: u32,
    items: u32,
    branched: bool,
    conflict: Option<(Place, Place)>,
}

impl<'a> Search<'a> {
    /// A new search. Items from `first_item` on are its own to invent.
    pub fn new(rulebook: &'a Rulebook, first_item: u32) -> Self {
        Self {
            rulebook,
            budget: BUDGET,
            steps: 0,
            items: first_item,
            branched: false,
            conflict: None,
        }
    }

    /// The same with so many times the usual steps.
    #[must_use]
    pub fn patient(self, times: u32) -> Self {
        let budget = BUDGET.saturating_mul(times);
        Self { budget, ..self }
    }

    /// Looks for facts that meet every goal.
    pub fn run(mut self, mut goals: Vec<Goal<'a>>) -> Found {
        goals.reverse();
        let mut members: Vec<_> = goals.iter().flat_map(|goal| goal.items.0.clone()).collect();
        members.sort();
        members.dedup();
        let branch = Branch {
            now: goals,
            members,
            ..Branch::default()
        };
        match self.solve(branch) {
            Some(_) if self.steps > self.budget => Found::GaveUp,
            Some(store) => Found::Possible(self.example(&store)),
            None => Found::Impossible(self.conflict.filter(|_| !self.branched)),
        }
    }

    /// What is known when every goal is met. Running out of steps counts as possible.
    fn solve(&mut self, mut branch: Branch<'a>) -> Option<Store> {
        while let Some(goal) = branch.now.pop() {
            self.steps += 1;
            if self.steps > self.budget {
                return Some(branch.store);
            }
            if !self.take(&goal, &mut branch) {
                return None;
            }
        }
        let Some(alternatives) = self.narrowest(&mut branch) else {
            return Some(branch.store);
        };
        self.branched |= alternatives.len() > 1;
        alternatives.into_iter().find_map(|goal| {
            let mut next = branch.clone();
            next.now.push(goal);
            self.solve(next)
        })
    }

    /// One value for each fact of which something is known, items counted from 1 in each group.
    fn example(&self, store: &Store) -> Example {
        let mut numbers: BTreeMap<(&GroupId, u32), u32> = BTreeMap::new();
        let mut example = Example::new();
        for ((item, id), (domain, _)) in store {
            let Some(fact) = self.rulebook.facts.get(id) else {
                continue;
            };
            let Some(value) = domain.example(fact) else {
                continue;
            };
            let item = fact.group.as_ref().map(|group| {
                let next = numbers.keys().filter(|(known, _)| *known == group).count() + 1;
                let next = u32::try_from(next).unwrap_or(u32::MAX);
                let number = *numbers.entry((group, *item)).or_insert(next);
                (group.clone(), number)
            });
            example.push((item, id.clone(), value));
        }
        example
    }

    /// Works one goal into the branch. False if that is impossible.
    fn take(&mut self, goal: &Goal<'a>, branch: &mut Branch<'a>) -> bool {
        let holds = goal.holds;
        match &goal.cond.node {
            Node::All(parts) => several(goal, parts, holds, branch),
            Node::Any(parts) => several(goal, parts, !holds, branch),
            Node::Not(part) => branch.now.push(goal.part(part, !holds)),
            Node::Except { when, unless } => {
                let both = vec![goal.part(when, holds), goal.part(unless, !holds)];
                if holds {
                    branch.now.extend(both);
                } else {
                    branch.later.push(both);
                }
            }
            Node::AtLeast { n, of } => return self.at_least(goal, *n, of, branch),
            Node::Some { group, cond } => {
                if holds {
                    let items = goal.items.with(group, self.new_item(group, branch));
                    branch.now.push(Goal { cond, holds, items });
                } else {
                    let none = goal.part(cond, false);
                    for (_, item) in branch.members.iter().filter(|(of, _)| of == group) {
                        branch.now.push(none.about(group, *item));
                    }
                    branch.none_meets.push((group.clone(), none));
                }
            }
            Node::Total {
                group,
                of,
                whose,
                is,
                ..
            } => {
                return self.total(goal, (group, of, *is), whose.as_deref(), branch);
            }
            Node::Use(id) => {
                if let Some(cond) = self.rulebook.definitions.get(id) {
                    branch.now.push(goal.part(cond, holds));
                }
            }
            Node::Duty(test) => {
                let same = branch.duties.iter().find(|(known, _)| *known == test);
                if let Some((_, known)) = same {
                    return *known == holds;
                }
                branch.duties.push((test, holds));
            }
            Node::Atom(atom) => return self.atom(goal, atom, branch),
        }
        true
    }

    /// A new item of a group, which must not meet what none may.
    fn new_item(&mut self, group: &GroupId, branch: &mut Branch<'a>) -> u32 {
        self.items += 1;
        let none_meets = branch.none_meets.iter().filter(|(of, _)| of == group);
        let goals = none_meets.map(|(_, none)| none.about(group, self.items));
        branch.now.extend(goals);
        branch.members.push((group.clone(), self.items));
        self.items
    }

    /// Tries each way to leave out as many parts as may be left out.
    fn at_least(
        &mut self,
        goal: &Goal<'a>,
        n: usize,
        of: &'a [Condition],
        branch: &mut Branch<'a>,
    ) -> bool {
        let needed = if goal.holds {
            n
        } else {
            (of.len() + 1).saturating_sub(n)
        };
        if needed > of.len() {
            return false;
        }
        self.branched = true;
        self.choose(goal, needed, of, branch.clone())
            .is_some_and(|found| {
                *branch = found;
                true
            })
    }

    fn choose(
        &mut self,
        goal: &Goal<'a>,
        needed: usize,
        of: &'a [Condition],
        branch: Branch<'a>,
    ) -> Option<Branch<'a>> {
        if needed == 0 {
            let store = self.solve(branch)?;
            return Some(Branch {
                store,
                ..Branch::default()
            });
        }
        let (first, rest) = of.split_first()?;
        let mut with = branch.clone();
        with.now.push(goal.part(first, goal.holds));
        self.choose(goal, needed - 1, rest, with)
            .or_else(|| self.choose(goal, needed, rest, branch))
    }

    fn total(
        &mut self,
        goal: &Goal<'a>,
        (group, of, is): (&'a GroupId, &'a FactId, Range),
        whose: Option<&'a Condition>,
        branch: &mut Branch<'a>,
    ) -> bool {
        let possible = is.intersect(Range {
            min: Some(0),
            max: None,
        });
        if !goal.holds || possible.covers(Range::exactly(0)) {
            return true;
        }
        if possible.is_empty() {
            self.conflict = Some((goal.cond.place, goal.cond.place));
            return false;
        }
        // A sum above zero needs an item that counts.
        let item = self.new_item(group, branch);
        let items = goal.items.with(group, item);
        if let Some(cond) = whose {
            branch.now.push(Goal {
                cond,
                holds: true,
                items,
            });
        }
        let some = Test::Within(Range {
            min: Some(1),
            max: None,
        });
        self.narrow((item, of), &some, true, goal.cond.place, branch)
    }

    fn atom(&mut self, goal: &Goal<'a>, atom: &'a Atom, branch: &mut Branch<'a>) -> bool {
        let Some(fact) = self.rulebook.facts.get(&atom.fact) else {
            return true;
        };
        let item = fact.group.as_ref().map_or(0, |group| goal.items.of(group));
        let known = branch.store.get(&(item, atom.fact.clone()));
        let first = known.is_none_or(|(domain, _)| domain.may_not_apply());
        if let (true, true, Some(asked_if)) = (goal.holds, first, &fact.asked_if) {
            branch.now.push(goal.part(asked_if, true));
        }
        let key = (item, &atom.fact);
        if !self.narrow(key, &atom.test, goal.holds, goal.cond.place, branch) {
            return false;
        }
        // With no value left it must not be asked at all.
        let known = branch.store.get(&(item, atom.fact.clone()));
        let gone = known.is_some_and(|(domain, _)| domain.only_not_applicable());
        if let (true, Some(asked_if)) = (gone, &fact.asked_if) {
            branch.now.push(goal.part(asked_if, false));
        }
        true
    }

    fn narrow(
        &mut self,
        (item, id): (u32, &FactId),
        test: &Test,
        holds: bool,
        place: Place,
        branch: &mut Branch<'a>,
    ) -> bool {
        let Some(fact) = self.rulebook.facts.get(id) else {
            return true;
        };
        let key = (item, id.clone());
        let (domain, before) = branch
            .store
            .entry(key)
            .or_insert_with(|| (Domain::of(fact), place));
        let possible = domain.narrow(test, holds);
        if !possible {
            self.conflict = Some((place, *before));
        }
        *before = place;
        possible
    }
}

/// All of the parts, or one of them.
fn several<'a>(goal: &Goal<'a>, parts: &'a [Condition], all: bool, branch: &mut Branch<'a>) {
    let goals = parts.iter().map(|part| goal.part(part, goal.holds));
    if all {
        branch.now.extend(goals.rev());
    } else {
        branch.later.push(goals.collect());
    }
}
