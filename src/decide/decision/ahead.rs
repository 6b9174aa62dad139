//! The rules that are not due yet: what they hinge on, and when time alone makes them due.

use jiff::Timestamp;

use super::{DeadlineDue, Recipient};
use crate::decide::tri::Hinges;
use crate::incident::FactRef;
use crate::rulebook::{Channel, RuleId, Strength, Text};

/// A rule that is open or doubtful.
#[derive(Clone, Debug)]
pub struct OpenRule {
    /// The rule.
    pub rule: RuleId,
    /// What it is called.
    pub title: Text,
    /// Its channel.
    pub channel: Channel,
    /// How strongly it would bind.
    pub strength: Strength,
    /// Open or doubtful.
    pub status: OpenStatus,
    /// What it hinges on.
    pub hinges: Hinges,
    /// Why the law is unsettled.
    pub unclear: Option<Text>,
    /// The latest instant at which an answer still matters.
    pub ask_by: Option<Timestamp>,
    /// Who would receive the report.
    pub to: Vec<Recipient>,
}

/// Whether asking can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenStatus {
    /// At least one unanswered fact.
    Open,
    /// Only facts answered unknown, ranges, unclear law.
    Doubtful,
}

/// Time alone makes, or may make, a rule due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    /// The rule.
    pub rule: RuleId,
    /// What it is called.
    pub title: Text,
    /// Its channel.
    pub channel: Channel,
    /// The instant.
    pub at: Timestamp,
    /// The running fact.
    pub because: FactRef,
    /// The rule is certain from then on; otherwise it is possible from then on.
    pub certain: bool,
    /// How much the running fact has reached by then, as written.
    pub reaches: String,
}

/// When time alone meets a rule.
#[derive(Clone, Debug)]
pub struct TimeLine {
    /// The rule.
    pub rule: RuleId,
    /// What it is called.
    pub title: Text,
    /// Its channel.
    pub channel: Channel,
    /// How strongly it would bind.
    pub strength: Strength,
    /// The first instant at which it may be due.
    pub earliest: Timestamp,
    /// The instant from which it is due whatever the open facts turn out to be, if there is one.
    pub latest: Option<Timestamp>,
    /// The running fact.
    pub because: FactRef,
    /// Its stages, counted as if it became due at `earliest`.
    pub deadlines: Vec<DeadlineDue>,
}
