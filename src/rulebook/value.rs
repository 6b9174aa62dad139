//! Values a fact may have, as sets of possibilities.
//!
//! Every ordered kind is counted in ticks on a grid, so that `> 1000` and `>= 1001` persons are the
//! same range and every range is closed: see [`Kind::ticks`](super::Kind).

use std::collections::BTreeSet;

use super::id::ChoiceId;

/// A closed range of ticks; `None` means without bound on that side.
///
/// Ticks by kind: `count` one unit; `quantity` one millionth of its unit; `duration` and `instant`
/// one second (instants since 1970-01-01T00:00:00Z); `date` one day since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Range {
    /// Least tick that is possible.
    pub min: Option<i64>,
    /// Greatest tick that is possible.
    pub max: Option<i64>,
}

impl Range {
    /// Every value.
    pub const ALL: Self = Self {
        min: None,
        max: None,
    };

    /// Exactly one value.
    pub const fn exactly(tick: i64) -> Self {
        Self {
            min: Some(tick),
            max: Some(tick),
        }
    }

    /// The one value, if there is just one.
    pub fn single(self) -> Option<i64> {
        match (self.min, self.max) {
            (Some(a), Some(b)) if a == b => Some(a),
            _ => None,
        }
    }

    /// Whether no value is in the range.
    pub fn is_empty(self) -> bool {
        matches!((self.min, self.max), (Some(a), Some(b)) if a > b)
    }

    /// Whether every value of `other` is in this range.
    pub fn covers(self, other: Self) -> bool {
        let low = match (self.min, other.min) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a <= b,
        };
        let high = match (self.max, other.max) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a >= b,
        };
        other.is_empty() || (low && high)
    }

    /// The values in both ranges; possibly empty.
    #[must_use]
    pub fn intersect(self, other: Self) -> Self {
        let pick = |a: Option<i64>, b: Option<i64>, choose: fn(i64, i64) -> i64| match (a, b) {
            (Some(a), Some(b)) => Some(choose(a, b)),
            (a, b) => a.or(b),
        };
        Self {
            min: pick(self.min, other.min, i64::max),
            max: pick(self.max, other.max, i64::min),
        }
    }

    /// Whether no value is in both ranges.
    pub fn misses(self, other: Self) -> bool {
        self.intersect(other).is_empty()
    }
}

/// What a fact may be, as far as is known. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Possible {
    /// Kinds `bool` and `choice`: one of these.
    OneOf(BTreeSet<ChoiceId>),
    /// Kind `choices`, known: one of these sets. `{telecom, cable_tv}` is one alternative.
    Sets(Vec<BTreeSet<ChoiceId>>),
    /// Kind `choices`, nothing known.
    AnySet,
    /// The ordered kinds.
    Within(Range),
}

impl Possible {
    /// Whether just one value is left.
    pub fn is_single(&self) -> bool {
        match self {
            Self::OneOf(options) => options.len() == 1,
            Self::Sets(sets) => sets.len() == 1,
            Self::AnySet => false,
            Self::Within(range) => range.single().is_some(),
        }
    }
}

/// What an atom asks of the value of its fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Kinds `bool` and `choice`: the value is one of these. Kind `choices`: at least one of these
    /// is in the set.
    OneOf(BTreeSet<ChoiceId>),
    /// The ordered kinds: the value lies in this range.
    Within(Range),
}
