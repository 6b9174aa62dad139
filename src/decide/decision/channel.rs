//! The four lines of the answer: the headline word, what keeps it open, what would change it.

use super::Recipient;
use crate::decide::explain::Flip;
use crate::incident::{FactRef, Subject};
use crate::rulebook::{Strength, Text, Verified};

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
    pub(in crate::decide) fn reopened_by(&mut self, revisions: Vec<Revision>) {
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
