//! Searches for facts that meet several conditions at once.
//!
//! Two-valued and exact for the tree: parts of a conjunction narrow the same facts, alternatives are
//! tried one after another. Three things are taken as possible without looking: a duty, a negated
//! `some`, and a negated total.

use std::collections::BTreeMap;

use super::domain::Domain;
use crate::rulebook::Rulebook;
use crate::rulebook::condition::{Atom, Condition, Node};
use crate::rulebook::id::{FactId, GroupId};
use crate::rulebook::place::Place;
use crate::rulebook::value::{Range, Test};

/// Steps after which a search gives up.
const BUDGET: u32 = 5_000;

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// There are such facts.
    Possible,
    /// There are none; the two tests that cannot both hold, where it is as simple as that.
    Impossible(Option<(Place, Place)>),
    /// Not within the budget.
    GaveUp,
}

/// Which item of each group a condition speaks of.
#[derive(Clone, Debug, Default)]
pub(super) struct Items(Vec<(GroupId, u32)>);

impl Items {
    fn of(&self, group: &GroupId) -> u32 {
        self.0
            .iter()
            .rev()
            .find(|(known, _)| known == group)
            .map_or(0, |(_, item)| *item)
    }

    /// The same, with an item of one group.
    pub fn with(&self, group: &GroupId, item: u32) -> Self {
        let mut items = self.clone();
        items.0.push((group.clone(), item));
        items
    }
}

/// A condition that must hold, or must fail.
#[derive(Clone, Debug)]
pub(super) struct Goal<'a> {
    pub cond: &'a Condition,
    pub holds: bool,
    pub items: Items,
}

impl<'a> Goal<'a> {
    /// A condition outside any group.
    pub fn new(cond: &'a Condition, holds: bool) -> Self {
        let items = Items::default();
        Self { cond, holds, items }
    }

    fn part(&self, cond: &'a Condition, holds: bool) -> Self {
        let items = self.items.clone();
        Self { cond, holds, items }
    }
}

/// What is known of each fact, with the place of the test that said so last.
type Store = BTreeMap<(u32, FactId), (Domain, Place)>;

/// One branch of a search.
#[derive(Clone, Debug, Default)]
struct Branch<'a> {
    /// Conditions to meet.
    now: Vec<Goal<'a>>,
    /// Alternatives: one of each must be met.
    later: Vec<Vec<Goal<'a>>>,
    store: Store,
}

/// A search over the rulebook.
#[derive(Debug)]
pub(super) struct Search<'a> {
    rulebook: &'a Rulebook,
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
            steps: 0,
            items: first_item,
            branched: false,
            conflict: None,
        }
    }

    /// Looks for facts that meet every goal.
    pub fn run(mut self, mut goals: Vec<Goal<'a>>) -> Found {
        goals.reverse();
        let branch = Branch {
            now: goals,
            ..Branch::default()
        };
        if self.solve(branch) {
            return if self.steps > BUDGET {
                Found::GaveUp
            } else {
                Found::Possible
            };
        }
        Found::Impossible(self.conflict.filter(|_| !self.branched))
    }

    /// Running out of steps counts as possible.
    fn solve(&mut self, mut branch: Branch<'a>) -> bool {
        while let Some(goal) = branch.now.pop() {
            self.steps += 1;
            if self.steps > BUDGET {
                return true;
            }
            if !self.take(&goal, &mut branch) {
                return false;
            }
        }
        let Some(alternatives) = branch.later.pop() else {
            return true;
        };
        self.branched |= alternatives.len() > 1;
        alternatives.into_iter().any(|goal| {
            let mut next = branch.clone();
            next.now.push(goal);
            self.solve(next)
        })
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
                    let items = goal.items.with(group, self.new_item());
                    branch.now.push(Goal { cond, holds, items });
                }
            }
            Node::Total {
                group,
                of,
                whose,
                is,
            } => {
                return self.total(goal, (group, of, *is), whose.as_deref(), branch);
            }
            Node::Use(id) => {
                if let Some(cond) = self.rulebook.definitions.get(id) {
                    branch.now.push(goal.part(cond, holds));
                }
            }
            Node::Duty(_) => {}
            Node::Atom(atom) => return self.atom(goal, atom, branch),
        }
        true
    }

    fn new_item(&mut self) -> u32 {
        self.items += 1;
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
            let done = Branch::default();
            return self.solve(branch).then_some(done);
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
        let item = self.new_item();
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
        self.narrow(key, &atom.test, goal.holds, goal.cond.place, branch)
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
