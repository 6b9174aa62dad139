//! What a statement is about.

use std::fmt;

use crate::rulebook::{FactId, GroupId};

/// One item of a group: `service.2`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Item {
    /// The group.
    pub group: GroupId,
    /// Its number, counted from 1.
    pub number: u32,
}

/// A fact, of one item where it belongs to a group. Prints as `service.2.affected_users`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactRef {
    /// The item, for a fact of a group.
    pub item: Option<Item>,
    /// The fact.
    pub fact: FactId,
}

impl FactRef {
    /// A fact outside any group.
    pub fn plain(fact: FactId) -> Self {
        Self { item: None, fact }
    }

    /// A fact of an item.
    pub fn of_item(group: GroupId, number: u32, fact: FactId) -> Self {
        Self {
            item: Some(Item { group, number }),
            fact,
        }
    }
}

impl fmt::Display for FactRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(item) = &self.item {
            write!(f, "{}.{}.", item.group, item.number)?;
        }
        write!(f, "{}", self.fact)
    }
}

/// What a statement is about. Prints as it is written with `--set`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A fact.
    Fact(FactRef),
    /// Whether every item of the group is listed: `service.all_listed`.
    AllListed(GroupId),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fact(fact) => fact.fmt(f),
            Self::AllListed(group) => write!(f, "{group}.all_listed"),
        }
    }
}
