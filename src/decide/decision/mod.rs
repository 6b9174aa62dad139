//! The decision: everything that any output prints.

mod ahead;
mod channel;
mod duty;

pub use ahead::{Later, OpenRule, OpenStatus, TimeLine};
pub use channel::{ChannelDecision, Revision, State, Verdict};
pub use duty::{
    Absorbed, Because, DeadlineDue, Due, DutyDecision, Filed, Progress, Recipient, RuleNote, Status,
};

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::incident::{FactRef, Statement, Subject};
use crate::rulebook::{Channel, FactId, RuleId, Source, Text};

/// One decision on one incident at one instant.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The instant of decision.
    pub at: Timestamp,
    /// The day of the law, if it was prescribed.
    pub as_of: Option<Date>,
    /// The statements on which it rests, profile included.
    pub statements: Vec<Statement>,
    /// The four lines of the answer.
    pub channels: BTreeMap<Channel, ChannelDecision>,
    /// Rules that are due, in order of their first deadline.
    pub duties: Vec<DutyDecision>,
    /// Rules that are due but replaced by a stronger one.
    pub absorbed: Vec<Absorbed>,
    /// Open and doubtful rules.
    pub open: Vec<OpenRule>,
    /// What time alone will bring, in order of time.
    pub later: Vec<Later>,
    /// The same by rule: from when it may be and is due, and by when it would have to be reported.
    pub time_line: Vec<TimeLine>,
    /// The latest instant at which an answer still matters, by what would be asked.
    pub ask_by: BTreeMap<Subject, Timestamp>,
    /// What was assumed.
    pub assumed: Vec<Assumed>,
    /// The facts that carry the result, once every channel is settled.
    pub certificate: Option<Vec<Subject>>,
    /// What can be asked now and could change an open rule, the most decisive first.
    pub questions: Vec<Question>,
    /// How many questions are left at most, those behind others included.
    pub questions_left: usize,
    /// What the operator's sectors should know.
    pub notes: Vec<Text>,
    /// What the reader must be warned of.
    pub warnings: Vec<Warning>,
}

/// Something the decision takes for given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assumed {
    /// The items given are all there are.
    AllListed(Subject),
    /// The day of this fact is that of the decision.
    DecisionDay(FactId),
    /// The law tells to take the worst case of this fact.
    Worst {
        /// The fact.
        fact: FactRef,
        /// Who says so.
        source: Source,
    },
}

/// Something to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What to ask.
    pub subject: Subject,
    /// The open rules that hinge on it, directly or behind it.
    pub decides: Vec<RuleId>,
}

/// What the reader must be warned of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The day lies before the first or after the last verified text.
    OutsideVerifiedDays {
        /// The day.
        day: Date,
        /// First verified day.
        from: Date,
        /// Last verified day.
        until: Date,
    },
    /// The holiday table does not hold the days around this deadline.
    HolidaysEnd {
        /// The rule.
        rule: RuleId,
        /// First day of the table.
        from: Date,
        /// Last day of the table.
        until: Date,
    },
    /// Editions of this rule change between occurrence, knowledge and decision.
    StraddlesAmendment {
        /// The rule.
        rule: RuleId,
        /// First day of the newer edition.
        day: Date,
    },
    /// A value was stated for a fact that is not asked with the other answers.
    NotAsked(FactRef),
    /// Two statements contradict each other.
    EndsBeforeItBegins {
        /// The beginning.
        from: FactId,
        /// The end.
        until: FactId,
    },
}
