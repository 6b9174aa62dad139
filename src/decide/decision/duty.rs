//! The rules that are due: to whom, by when, why, and what became of them.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::incident::FactRef;
use crate::rulebook::{
    AuthorityId, Basis, Channel, FactId, LimbId, RuleId, Source, Strength, TermId, Text, Verified,
};

/// A rule that is due.
#[derive(Clone, Debug)]
pub struct DutyDecision {
    /// The rule.
    pub rule: RuleId,
    /// First day of the edition; the earlier day of a span in doubt.
    pub edition: Date,
    /// The limbs that hold.
    pub limbs: Vec<LimbId>,
    /// Limbs that may hold too.
    pub possible_limbs: Vec<LimbId>,
    /// The channel.
    pub channel: Channel,
    /// How strongly it binds.
    pub strength: Strength,
    /// What it rests on.
    pub basis: Basis,
    /// Level of verification and the day of the check.
    pub verified: Verified,
    /// Day on which that was checked.
    pub checked_on: Date,
    /// Due, discharged, waived, filed.
    pub status: Status,
    /// What it is called.
    pub title: Text,
    /// Who receives it.
    pub to: Vec<Recipient>,
    /// Provisions.
    pub sources: Vec<Source>,
    /// Its stages.
    pub deadlines: Vec<DeadlineDue>,
    /// The atoms that made it true.
    pub because: Vec<Because>,
    /// The route of a sharing rule.
    pub route: Option<String>,
    /// A note beside the duty.
    pub notes: Vec<RuleNote>,
}

/// A remark on a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleNote {
    /// From the rule's data.
    Text(Text),
    /// A stronger rule, still open, would replace it.
    MayBeAbsorbedBy(RuleId),
    /// It was decided not to report, against the rules.
    Overridden {
        /// Who decided.
        by: Option<String>,
        /// Why.
        why: String,
    },
}

/// What became of a duty that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is to be done.
    Due,
    /// An entry of a list kept for a period, unless time alone makes a stronger rule due first.
    Held {
        /// The rule that would replace it.
        by: RuleId,
        /// When that rule becomes due or possible.
        at: Timestamp,
        /// It is certain that it becomes due then.
        certain: bool,
    },
    /// Met by somebody else's act.
    Discharged(Text),
    /// A notice or the like frees from filing.
    Waived(Text),
    /// Every stage is filed.
    Filed,
}

impl Status {
    /// The word in JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Held { .. } => "held",
            Self::Discharged(_) => "discharged",
            Self::Waived(_) => "waived",
            Self::Filed => "filed",
        }
    }
}

/// One who receives a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Who, after resolution by sector.
    pub id: AuthorityId,
    /// The name on the day.
    pub name: Text,
    /// How to reach it.
    pub how: Option<Text>,
    /// It is open whether this one is an addressee.
    pub possible: bool,
}

/// One stage of a report.
#[derive(Clone, Debug)]
pub struct DeadlineDue {
    /// The stage.
    pub stage: TermId,
    /// Label of the stage.
    pub stage_label: Text,
    /// The word of time.
    pub word: Option<Text>,
    /// The fact from which it runs; `None` for the moment at which the rule first held.
    pub clock: Option<FactId>,
    /// When it is due.
    pub due: Due,
    /// The official value for a word without a number.
    pub guide_due: Due,
    /// Who gives that value.
    pub guide_source: Option<Source>,
    /// The form.
    pub form: Option<String>,
    /// This stage is not needed.
    pub waived: bool,
    /// It is open whether this stage applies.
    pub possible: bool,
    /// The term was moved past holidays.
    pub rolled: bool,
    /// What was filed.
    pub filed: Option<Filed>,
    /// A remark.
    pub note: Option<Text>,
    /// Done, next, late.
    pub progress: Progress,
}

/// How far a stage of a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Filed.
    Done,
    /// Not filed although its time is over.
    Late,
    /// The first one that is still to be filed in time.
    Next,
    /// To be filed after that.
    Ahead,
    /// Not needed.
    NotNeeded,
}

impl Progress {
    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Late => "late",
            Self::Next => "next",
            Self::Ahead => "ahead",
            Self::NotNeeded => "not_needed",
        }
    }
}

/// When a stage is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// No number, or the clock has not started in any way known.
    None,
    /// At this instant.
    At(Timestamp),
    /// The clock is a range.
    Between {
        /// Not before.
        earliest: Option<Timestamp>,
        /// Not after.
        latest: Option<Timestamp>,
    },
}

/// A stage that was filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// When.
    pub at: Option<Timestamp>,
    /// Its reference.
    pub reference: Option<String>,
}

/// One atom that made a rule true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Because {
    /// The fact.
    pub fact: FactRef,
    /// Its value as written.
    pub value: String,
    /// The test as written.
    pub test: String,
    /// The atom counted by not holding: it stood under `not` or `unless`.
    pub negated: bool,
    /// Where the statement comes from.
    pub from: &'static str,
    /// When it became known.
    pub at: Option<Timestamp>,
}

/// A rule that is due but replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absorbed {
    /// The rule.
    pub rule: RuleId,
    /// What it is called.
    pub title: Text,
    /// The rule that replaces it.
    pub by: RuleId,
}
