//! What differs, as data.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::casebook::ExpectedDeadline;
use crate::decide::{Due, Verdict};
use crate::incident::FactRef;
use crate::rulebook::{Channel, LimbId, Place, RuleId};

/// One thing that is not as expected.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What differs.
    pub found: Found,
    /// Where the expectation is written.
    pub place: Place,
    /// What led to it.
    pub because: Vec<Reason>,
}

/// What differs.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Another headline word.
    Verdict {
        /// The channel.
        channel: Channel,
        /// As expected.
        expected: Verdict,
        /// As decided.
        got: Verdict,
    },
    /// Another route, or none.
    Route {
        /// As expected.
        expected: String,
        /// As decided.
        got: Vec<String>,
    },
    /// A rule that should be due is not.
    NotDue(RuleId, Was),
    /// A rule of channel law is due that is not among the expected ones.
    DueToo(RuleId),
    /// A rule that should be neither due nor open.
    NotAbsent(RuleId, Was),
    /// A rule that should be open or doubtful.
    NotOpen(RuleId, Was),
    /// Other limbs hold.
    Limbs {
        /// The rule.
        rule: RuleId,
        /// As expected.
        expected: BTreeSet<LimbId>,
        /// As decided.
        got: BTreeSet<LimbId>,
    },
    /// Another edition governs.
    Edition {
        /// The rule.
        rule: RuleId,
        /// First day of the expected edition.
        expected: Date,
        /// That of the edition of the duty, if it is due.
        got: Option<Date>,
    },
    /// A stage is due at another time.
    Deadline {
        /// As expected.
        expected: ExpectedDeadline,
        /// Every time at which that stage is due.
        got: Vec<Due>,
    },
    /// A fact that should be among the reasons of the duties.
    NoReason(FactRef),
}

/// What a rule was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Was {
    /// Due.
    Due,
    /// Due but replaced by a stronger one.
    Absorbed,
    /// Open: something can be asked.
    Open,
    /// Doubtful: nobody can say.
    Doubtful,
    /// Time alone will make it due.
    Later,
    /// None of these.
    No,
}

/// What led to a difference.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// This rule is due, on these tests: the fact, its value, the test, whether it counted by not
    /// holding.
    Due(RuleId, Vec<(FactRef, String, String, bool)>),
    /// This rule hinges on these subjects; with none on the law itself.
    HingesOn(RuleId, Vec<String>),
    /// This rule is replaced by that one.
    AbsorbedBy(RuleId, RuleId),
    /// Time alone makes this rule due, at that instant.
    Later(RuleId, Timestamp),
    /// No rule of the channel is due, open or to come.
    Nothing(Channel),
    /// Nothing is said of this rule: a fact of the incident rules it out.
    RuledOut(RuleId),
}
