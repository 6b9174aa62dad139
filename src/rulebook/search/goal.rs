//! What a search is to meet: conditions that must hold or fail, and of which items they speak.

use crate::rulebook::condition::Condition;
use crate::rulebook::id::GroupId;

/// Which item of each group a condition speaks of.
#[derive(Clone, Debug, Default)]
pub struct Items(pub(super) Vec<(GroupId, u32)>);

impl Items {
    /// The item of a group; 0 where none is spoken of.
    pub(super) fn of(&self, group: &GroupId) -> u32 {
        self.0
            .iter()
            .rev()
            .find(|(known, _)| known == group)
            .map_or(0, |(_, item)| *item)
    }

    /// The same, with an item of one group.
    #[must_use]
    pub fn with(&self, group: &GroupId, item: u32) -> Self {
        let mut items = self.clone();
        items.0.push((group.clone(), item));
        items
    }
}

/// A condition that must hold, or must fail.
#[derive(Clone, Debug)]
pub struct Goal<'a> {
    /// The condition.
    pub cond: &'a Condition,
    /// Whether it must hold.
    pub holds: bool,
    /// The items it speaks of.
    pub items: Items,
}

impl<'a> Goal<'a> {
    /// A condition outside any group.
    pub fn new(cond: &'a Condition, holds: bool) -> Self {
        let items = Items::default();
        Self { cond, holds, items }
    }

    /// The same about an item of a group.
    pub(super) fn about(&self, group: &GroupId, item: u32) -> Self {
        let items = self.items.with(group, item);
        Self {
            items,
            ..self.clone()
        }
    }

    /// Another condition about the same items.
    #[must_use]
    pub fn part(&self, cond: &'a Condition, holds: bool) -> Self {
        let items = self.items.clone();
        Self { cond, holds, items }
    }
}
