//! Conditions: the tree of a rule, checked and resolved.

use super::id::{AuthorityId, DefinitionId, FactId, GroupId};
use super::place::Place;
use super::rule::{Channel, Source, Strength};
use super::value::{Range, Test};

/// A condition together with where it is written.
#[derive(Clone, Debug)]
pub struct Condition {
    /// What it says.
    pub node: Node,
    /// Where it is written.
    pub place: Place,
}

/// One node of the tree.
#[derive(Clone, Debug)]
pub enum Node {
    /// Every part holds. A mapping in YAML; true when empty.
    All(Vec<Condition>),
    /// At least one part holds.
    Any(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
    /// At least `n` of the parts hold.
    AtLeast {
        /// How many must hold, from 1.
        n: usize,
        /// The parts.
        of: Vec<Condition>,
    },
    /// 本文 and ただし書: `when` holds and the exception does not.
    Except {
        /// The general rule.
        when: Box<Condition>,
        /// The exception.
        unless: Box<Condition>,
    },
    /// One item of the group meets the whole condition.
    Some {
        /// The group.
        group: GroupId,
        /// The condition; facts of the group in it are those of the item.
        cond: Box<Condition>,
    },
    /// The sum of a number over the items of a group lies in a range.
    Total {
        /// The group.
        group: GroupId,
        /// The number that is summed, a fact of the group.
        of: FactId,
        /// Only items that meet this count.
        whose: Option<Box<Condition>>,
        /// The range, in ticks of `of`.
        is: Range,
        /// What the law itself tells to assume when the numbers are not known exactly.
        when_unknown: Option<WhenUnknown>,
    },
    /// A shared condition.
    Use(DefinitionId),
    /// Another rule of a lower layer is due.
    Duty(DutyTest),
    /// A fact passes a test.
    Atom(Atom),
}

impl Node {
    /// The conditions directly below it, as written: not those of a shared definition it uses.
    pub fn parts(&self) -> Vec<&Condition> {
        match self {
            Self::All(parts) | Self::Any(parts) | Self::AtLeast { of: parts, .. } => {
                parts.iter().collect()
            }
            Self::Not(part) | Self::Some { cond: part, .. } => vec![part],
            Self::Except { when, unless } => vec![when, unless],
            Self::Total { whose, .. } => whose.as_deref().into_iter().collect(),
            Self::Use(_) | Self::Duty(_) | Self::Atom(_) => Vec::new(),
        }
    }
}

/// Asks whether a rule of a lower layer is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyTest {
    /// Its channel.
    pub channel: Channel,
    /// One of its addressees, after resolution by sector and day; `None` for any.
    pub to: Option<AuthorityId>,
    /// It is at least this strong.
    pub strength: Strength,
}

/// A test of one fact.
#[derive(Clone, Debug)]
pub struct Atom {
    /// The fact.
    pub fact: FactId,
    /// The test.
    pub test: Test,
    /// The test as written, for explanations.
    pub written: String,
    /// What the law itself tells to assume when the answer is unknown.
    pub when_unknown: Option<WhenUnknown>,
}

/// The law tells to treat an unknown answer, or a range that straddles the line, as meeting the
/// test. It never makes anything false.
#[derive(Clone, Debug)]
pub struct WhenUnknown {
    /// Where the law says so.
    pub source: Source,
}
