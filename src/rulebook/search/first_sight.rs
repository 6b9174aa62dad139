//! Which alternatives to try first: those of which the fewest are possible at first sight.

use super::{Branch, Goal, Search, Store};
use crate::rulebook::condition::Node;

impl<'a> Search<'a> {
    /// Takes out the alternatives of which the fewest are still possible at first sight, and leaves
    /// the impossible ones of them out.
    pub(super) fn narrowest(&self, branch: &mut Branch<'a>) -> Option<Vec<Goal<'a>>> {
        let mut fewest: Option<(usize, Vec<Goal<'a>>)> = None;
        for (at, alternatives) in branch.later.iter().enumerate() {
            // One that is alone is no choice: why it is impossible is to be told.
            let alone = alternatives.len() == 1;
            let left = alternatives
                .iter()
                .filter(|goal| alone || self.may_hold(goal, &branch.store));
            let left: Vec<_> = left.cloned().collect();
            let fewer = fewest
                .as_ref()
                .is_none_or(|(_, known)| left.len() < known.len());
            if fewer {
                fewest = Some((at, left));
            }
        }
        let (at, alternatives) = fewest?;
        branch.later.swap_remove(at);
        Some(alternatives)
    }

    /// Whether a goal is possible at first sight: each of its tests by itself.
    fn may_hold(&self, goal: &Goal<'a>, store: &Store) -> bool {
        let holds = goal.holds;
        match &goal.cond.node {
            Node::All(parts) if holds => parts
                .iter()
                .all(|part| self.may_hold(&goal.part(part, true), store)),
            Node::Any(parts) if !holds => parts
                .iter()
                .all(|part| self.may_hold(&goal.part(part, false), store)),
            Node::All(parts) | Node::Any(parts) => parts
                .iter()
                .any(|part| self.may_hold(&goal.part(part, holds), store)),
            Node::Not(part) => self.may_hold(&goal.part(part, !holds), store),
            Node::Use(id) => {
                let definition = self.rulebook.definitions.get(id);
                definition.is_none_or(|cond| self.may_hold(&goal.part(cond, holds), store))
            }
            Node::Atom(atom) => {
                let Some(fact) = self.rulebook.facts.get(&atom.fact) else {
                    return true;
                };
                let item = fact.group.as_ref().map_or(0, |group| goal.items.of(group));
                let known = store.get(&(item, atom.fact.clone()));
                known.is_none_or(|(domain, _)| domain.clone().narrow(&atom.test, holds))
            }
            _ => true,
        }
    }
}
