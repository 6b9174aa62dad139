//! The decision: everything that any output prints.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::explain::Flip;
use super::tri::Hinges;
use crate::incident::{FactRef, Statement, Subject};
use crate::rulebook::{
    AuthorityId, Basis, Channel, FactId, LimbId, RuleId, Source, Strength, TermId, Text, Verified,
};

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

/// One line of the answer.
#[derive(Clone, Debug)]
pub struct ChannelDecision {
    /// The headline word.
    pub verdict: Verdict,
    /// Strength of the strongest due rule.
    pub floor: Option<Strength>,
    /// Strength of the strongest rule that is not no.
    pub ceiling: Option<Strength>,
    /// What keeps it from being settled.
    pub state: State,
    /// Route of the strongest due sharing rule.
    pub route: Option<String>,
    /// Why it is unavailable.
    pub reason: Option<Text>,
    /// Whom to consult where the state is consult.
    pub consult: Vec<Recipient>,
    /// The facts that would flip it, best and worst case in mind.
    pub flipped_by: Vec<Subject>,
    /// Lowest level of verification among the rules on which the verdict rests.
    pub verified: Option<Verified>,
    /// The verdict rests on an estimate of these facts.
    pub estimates: Vec<FactRef>,
    /// The revisions of an estimate that would reopen it, the nearest on each side.
    pub revisions: Vec<Revision>,
    /// The fewest facts that would raise it to its worst case, where they were searched.
    pub flip: Option<Flip>,
}

impl ChannelDecision {
    /// The headline word if everything that is open turns out for the best: what is due already, or
    /// what only time will bring.
    pub fn best(&self) -> Verdict {
        match self.verdict {
            Verdict::Unavailable | Verdict::NotYet => self.verdict,
            _ => Verdict::of(self.floor),
        }
    }

    /// The headline word if everything that is open turns out for the worst.
    pub fn worst(&self) -> Verdict {
        match self.verdict {
            Verdict::Unavailable => self.verdict,
            _ => Verdict::of(self.ceiling),
        }
    }

    /// Adds the revisions of estimates that would reopen the verdict.
    pub(super) fn reopened_by(&mut self, revisions: Vec<Revision>) {
        for revision in &revisions {
            if !self.estimates.contains(&revision.fact) {
                self.estimates.push(revision.fact.clone());
            }
        }
        self.revisions = revisions;
    }
}

/// A revised value of an estimated fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The fact.
    pub fact: FactRef,
    /// The values at which the verdict would not be what it is, as written with `--set`.
    pub value: String,
}

/// The headline word of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words of docs/json.md are the definition")]
pub enum Verdict {
    Required,
    Undetermined,
    Consult,
    NotYet,
    Recommended,
    Optional,
    NotRequired,
    Unavailable,
}

impl Verdict {
    /// The word for a settled strength.
    pub fn of(strength: Option<Strength>) -> Self {
        match strength {
            Some(Strength::Required) => Self::Required,
            Some(Strength::Recommended) => Self::Recommended,
            Some(Strength::Optional) => Self::Optional,
            None => Self::NotRequired,
        }
    }

    /// The word in JSON and in cases.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Undetermined => "undetermined",
            Self::Consult => "consult",
            Self::NotYet => "not_yet",
            Self::Recommended => "recommended",
            Self::Optional => "optional",
            Self::NotRequired => "not_required",
            Self::Unavailable => "unavailable",
        }
    }
}

/// What keeps a channel from being settled; the first that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// A rule hinges on an unanswered fact.
    Askable,
    /// A rule is doubtful.
    Consult,
    /// Time alone will make a rule due.
    Later,
    /// Nothing.
    Settled,
}

impl State {
    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Askable => "askable",
            Self::Consult => "consult",
            Self::Later => "later",
            Self::Settled => "settled",
        }
    }
}

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
