//! The ways to a part of the rules: what must hold and fail beside it so that it alone decides; and
//! the search for facts that do so, or the proof that there are none.

use crate::decide::Turns;
use crate::rulebook::search::{Example, Found, Goal, Items, Search};
use crate::rulebook::{Condition, Edition, Node, Place, Rulebook};

use super::leaves::Owner;

/// How much more patient these searches are than those of the rule check.
const PATIENCE: u32 = 400;

/// One way: the goals beside the part, and the part with the items it speaks of.
#[derive(Clone, Debug)]
pub struct Way<'a> {
    goals: Vec<Goal<'a>>,
    /// The part itself; whether it holds is up to the one who asks.
    pub part: Goal<'a>,
}

/// Whether a part can do what is asked of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feasible {
    /// With these facts.
    With(Example),
    /// Proved: never.
    Never,
    /// The search gave up.
    Unknown,
}

/// Looks for facts that meet what `ask` wants of the part, on any of the ways.
pub fn search<'a>(
    book: &'a Rulebook,
    ways: &[Way<'a>],
    ask: impl Fn(&Goal<'a>) -> Vec<Goal<'a>>,
) -> Feasible {
    let mut result = Feasible::Never;
    for way in ways {
        let goals = ask(&way.part).into_iter().chain(way.goals.clone());
        let search = Search::new(book, FREE_ITEM).patient(PATIENCE);
        match search.run(goals.collect()) {
            Found::Possible(example) => return Feasible::With(example),
            Found::GaveUp => result = Feasible::Unknown,
            Found::Impossible(_) => {}
        }
    }
    result
}

/// Items from here on are free for the search to invent.
const FREE_ITEM: u32 = 1_000;

/// Every way to the part that is written at a place; of a shared definition, every rule that uses it.
pub fn to<'a>(book: &'a Rulebook, owner: &Owner, place: Place, turns: Turns) -> Vec<Way<'a>> {
    let mut finder = Finder {
        book,
        place,
        item: 0,
        found: Vec::new(),
    };
    match owner {
        Owner::Edition(rule, number, _) => {
            let rule = book.rules.get(rule);
            if let Some(edition) = rule.and_then(|rule| rule.editions.get(*number)) {
                finder.edition(edition, turns);
            }
        }
        Owner::Definition(_) => {
            for edition in book.rules.values().flat_map(|rule| &rule.editions) {
                finder.edition(edition, turns);
            }
        }
    }
    finder.found
}

struct Finder<'a> {
    book: &'a Rulebook,
    place: Place,
    item: u32,
    found: Vec<Way<'a>>,
}

impl<'a> Finder<'a> {
    fn edition(&mut self, edition: &'a Edition, turns: Turns) {
        let bound = Goal::new(&edition.bound, true);
        let limbs: Vec<_> = edition.ways().collect();
        for limb in &limbs {
            self.part(&bound, &[Goal::new(limb, true)]);
            let mut beside = vec![bound.clone()];
            // What is unclear changes nothing where a limb holds.
            let unclear = edition.unclear.as_ref();
            let is_unclear =
                unclear.is_some_and(|unclear| std::ptr::eq(&raw const unclear.when, *limb));
            if turns == Turns::Edition || is_unclear {
                let others = limbs.iter().filter(|other| !std::ptr::eq(**other, *limb));
                beside.extend(others.map(|other| Goal::new(other, false)));
            }
            self.part(&Goal::new(limb, true), &beside);
        }
    }

    fn part(&mut self, part: &Goal<'a>, beside: &[Goal<'a>]) {
        let cond: &'a Condition = part.cond;
        if cond.place == self.place {
            self.found.push(Way {
                goals: beside.to_vec(),
                part: part.clone(),
            });
        }
        match &cond.node {
            Node::All(parts) => self.several(part, parts, Some(true), beside),
            Node::Any(parts) => self.several(part, parts, Some(false), beside),
            // How many of the others hold is left open: that allows more, so "never" stays a proof.
            Node::AtLeast { of, .. } => self.several(part, of, None, beside),
            Node::Not(inner) => self.part(&part.part(inner, true), beside),
            Node::Except { when, unless } => {
                let with = |goal| [beside, &[goal]].concat();
                self.part(&part.part(when, true), &with(part.part(unless, false)));
                self.part(&part.part(unless, true), &with(part.part(when, true)));
            }
            Node::Some { group, cond } => {
                self.item += 1;
                let items: Items = part.items.with(group, self.item);
                let goal = Goal {
                    cond,
                    holds: true,
                    items,
                };
                self.part(&goal, beside);
            }
            Node::Total {
                group,
                whose: Some(whose),
                ..
            } => {
                self.item += 1;
                let items = part.items.with(group, self.item);
                let goal = Goal {
                    cond: whose,
                    holds: true,
                    items,
                };
                self.part(&goal, beside);
            }
            Node::Use(id) => {
                if let Some(definition) = self.book.definitions.get(id) {
                    self.part(&part.part(definition, true), beside);
                }
            }
            Node::Total { .. } | Node::Duty(_) | Node::Atom(_) => {}
        }
    }

    /// Into each of several parts; `mask` is what the others must do.
    fn several(
        &mut self,
        whole: &Goal<'a>,
        parts: &'a [Condition],
        mask: Option<bool>,
        beside: &[Goal<'a>],
    ) {
        for (at, inner) in parts.iter().enumerate() {
            let mut beside = beside.to_vec();
            if let Some(mask) = mask {
                let others = parts.iter().enumerate().filter(|(other, _)| *other != at);
                beside.extend(others.map(|(_, other)| whole.part(other, mask)));
            }
            self.part(&whole.part(inner, true), &beside);
        }
    }
}
