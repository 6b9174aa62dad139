//! Which parts of an edition alone decide: turn the part and the edition turns with it.
//!
//! This is the masking form of modified condition and decision coverage: a part decides when no
//! other part masks it, whatever its own parts are. Parts that are open mask what stands beside
//! them, for nothing is shown by them.

use super::evaluate::{Evaluator, is_test};
use super::tri::Tri;
use crate::incident::Item;
use crate::rulebook::{Condition, Edition, GroupId, Node, Rulebook};

/// What a part must turn to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turns {
    /// Whether the edition is due.
    Edition,
    /// Whether one limb holds, whatever the others say.
    Limb,
}

/// Is called with each part that decides, the item it speaks of, and whether it holds.
pub type Visit<'v> = dyn FnMut(&Condition, Option<&Item>, bool) + 'v;

/// Visits every part of an edition that alone decides.
pub fn visit(evaluator: Evaluator<'_>, edition: &Edition, turns: Turns, visit: &mut Visit<'_>) {
    let bound = evaluator.condition(&edition.bound, None);
    let value = |cond| (cond, evaluator.condition(cond, None));
    let all: Vec<_> = edition.ways().map(value).collect();
    let (limbs, unclear) = all.split_at(edition.limbs.len());
    let walk = Walk { evaluator };
    if all.iter().any(|(_, holds)| *holds == Tri::Yes) {
        walk.part(&edition.bound, None, visit);
    }
    if bound != Tri::Yes {
        return;
    }
    match turns {
        Turns::Edition => walk.of_any(&all, None, visit),
        Turns::Limb => {
            for (cond, _) in limbs {
                walk.part(cond, None, visit);
            }
            // What is unclear changes nothing where a limb holds.
            if limbs.iter().all(|(_, holds)| *holds == Tri::No) {
                for (cond, _) in unclear {
                    walk.part(cond, None, visit);
                }
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Walk<'a> {
    evaluator: Evaluator<'a>,
}

impl Walk<'_> {
    /// Visits a part that decides, and what decides in it.
    fn part(self, cond: &Condition, item: Option<&Item>, visit: &mut Visit<'_>) {
        let holds = match self.evaluator.condition(cond, item) {
            Tri::Yes => true,
            Tri::No => false,
            Tri::Open(_) => return,
        };
        visit(cond, item, holds);
        match &cond.node {
            Node::All(parts) => self.of_all(&self.values(parts, item), item, visit),
            Node::Any(parts) => self.of_any(&self.values(parts, item), item, visit),
            Node::Not(part) => self.part(part, item, visit),
            Node::AtLeast { n, of } => self.of_some(*n, &self.values(of, item), item, visit),
            Node::Except { when, unless } => {
                let general = (&**when, self.evaluator.condition(when, item));
                let exception = (&**unless, self.evaluator.condition(unless, item));
                if exception.1 == Tri::No {
                    self.part(when, item, visit);
                }
                if general.1 == Tri::Yes {
                    self.part(unless, item, visit);
                }
            }
            Node::Some { group, cond } => self.of_group(group, cond, visit),
            Node::Use(id) => {
                if let Some(definition) = self.evaluator.view.book.definitions.get(id) {
                    self.part(definition, item, visit);
                }
            }
            Node::Total { whose, .. } => {
                if let Some(whose) = whose {
                    self.of_total(cond, whose, holds, visit);
                }
            }
            Node::Duty(_) | Node::Atom(_) => {}
        }
    }

    fn values<'c>(self, parts: &'c [Condition], item: Option<&Item>) -> Vec<(&'c Condition, Tri)> {
        let value = |part| self.evaluator.condition(part, item);
        parts.iter().map(|part| (part, value(part))).collect()
    }

    fn of_all(self, parts: &[(&Condition, Tri)], item: Option<&Item>, visit: &mut Visit<'_>) {
        self.of_some(parts.len(), parts, item, visit);
    }

    fn of_any(self, parts: &[(&Condition, Tri)], item: Option<&Item>, visit: &mut Visit<'_>) {
        self.of_some(1, parts, item, visit);
    }

    /// A part of "at least `n`" decides when exactly `n - 1` of the others hold.
    fn of_some(
        self,
        n: usize,
        parts: &[(&Condition, Tri)],
        item: Option<&Item>,
        visit: &mut Visit<'_>,
    ) {
        let hold = parts.iter().filter(|(_, value)| *value == Tri::Yes).count();
        let fail = parts.iter().filter(|(_, value)| *value == Tri::No).count();
        for (part, value) in parts {
            let others_hold = hold - usize::from(*value == Tri::Yes);
            let others_fail = fail - usize::from(*value == Tri::No);
            if others_hold + 1 == n && others_hold + others_fail + 1 == parts.len() {
                self.part(part, item, visit);
            }
        }
    }

    /// An item decides when the group is closed and no other item meets the condition.
    fn of_group(self, group: &GroupId, cond: &Condition, visit: &mut Visit<'_>) {
        let items = self.evaluator.view.items(group);
        let values: Vec<_> = items
            .iter()
            .map(|item| self.evaluator.condition(cond, Some(item)))
            .collect();
        let fail = values.iter().filter(|value| **value == Tri::No).count();
        for (item, value) in items.iter().zip(&values) {
            if fail - usize::from(*value == Tri::No) + 1 == items.len() {
                self.part(cond, Some(item), visit);
            }
        }
    }

    /// A single test of which items count decides when the total turns with it.
    fn of_total(self, total: &Condition, whose: &Condition, holds: bool, visit: &mut Visit<'_>) {
        let mut found = Vec::new();
        tests(self.evaluator.view.book, whose, &mut found);
        for test in found {
            let forced = |value| {
                let forced = Some((test.place, value));
                Evaluator {
                    forced,
                    ..self.evaluator
                }
                .condition(total, None)
            };
            let (with, without) = (forced(true), forced(false));
            let actual = if holds { Tri::Yes } else { Tri::No };
            if with == without {
                continue;
            }
            if with == actual {
                visit(test, None, true);
            } else if without == actual {
                visit(test, None, false);
            }
        }
    }
}

/// The single tests of a condition, through shared definitions.
fn tests<'c>(book: &'c Rulebook, cond: &'c Condition, found: &mut Vec<&'c Condition>) {
    if is_test(&cond.node) {
        found.push(cond);
    }
    for part in cond.node.parts() {
        tests(book, part, found);
    }
    if let Node::Use(id) = &cond.node
        && let Some(definition) = book.definitions.get(id)
    {
        tests(book, definition, found);
    }
}
