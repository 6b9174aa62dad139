//! How a decision changed over the time line of an incident: entry by entry, filing by filing, and
//! where time alone turned a rule in between; and what each new fact did.
//!
//! What a fact did is found by deciding the same instant without it. Pure: it decides again and
//! again, and knows nothing of how that is printed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use super::decide;
use super::decision::{Decision, Due, OpenStatus, Status, Verdict};
use crate::incident::{Filing, Incident, Statement, Subject};
use crate::rulebook::{Channel, RuleId, Rulebook, Strength, TermId, Text};

/// One instant at which something became known, was filed, or was brought by time.
#[derive(Clone, Debug)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// Nothing became known and nothing was filed: time alone.
    pub by_time: bool,
    /// The remark of the entry.
    pub note: Option<Text>,
    /// What became known.
    pub facts: Vec<NewFact>,
    /// What was filed, or decided not to be.
    pub filings: Vec<Filing>,
    /// What changed since the step before; for the first, since nothing was known.
    pub changes: Changes,
    /// The decision at that instant.
    pub decision: Decision,
}

/// One new statement and what it did.
#[derive(Clone, Debug)]
pub struct NewFact {
    /// What it is about.
    pub subject: Subject,
    /// What was known before, as written.
    pub before: Option<String>,
    /// What is known from then on.
    pub after: String,
    /// Where it comes from.
    pub from: &'static str,
    /// What would not have changed without it.
    pub did: Changes,
}

/// What differs between two decisions.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Channels with another headline word.
    pub verdicts: Vec<(Channel, Verdict, Verdict)>,
    /// Rules that stand elsewhere.
    pub rules: Vec<RuleChange>,
    /// Stages that are due at another time.
    pub deadlines: Vec<DeadlineChange>,
}

impl Changes {
    /// Nothing differs.
    pub fn is_empty(&self) -> bool {
        self.verdicts.is_empty() && self.rules.is_empty() && self.deadlines.is_empty()
    }
}

/// A rule that stands elsewhere than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChange {
    /// The rule.
    pub rule: RuleId,
    /// How strongly it binds.
    pub strength: Strength,
    /// Where it stood.
    pub before: Stood,
    /// Where it stands.
    pub after: Stood,
}

/// Where a rule stands, as far as a history tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stood {
    /// Not due, whatever is still unknown.
    No,
    /// An unanswered fact can settle it.
    Open,
    /// Only unknown facts, ranges or unsettled law keep it open.
    Doubtful,
    /// Time alone will make it due.
    Later,
    /// Due, but replaced.
    Replaced,
    /// An entry of a list, unless a stronger rule replaces it.
    Held,
    /// Due.
    Due,
    /// Due, and every stage filed.
    Filed,
    /// Met by somebody else's act, or freed from filing.
    Relieved,
}

impl Stood {
    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Open => "open",
            Self::Doubtful => "doubtful",
            Self::Later => "later",
            Self::Replaced => "replaced",
            Self::Held => "held",
            Self::Due => "due",
            Self::Filed => "filed",
            Self::Relieved => "relieved",
        }
    }
}

/// A stage that is due at another time than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadlineChange {
    /// The rule.
    pub rule: RuleId,
    /// The stage.
    pub stage: TermId,
    /// Its label.
    pub label: Text,
    /// When it was due.
    pub before: Due,
    /// When it is due.
    pub after: Due,
}

/// The steps of an incident up to an instant.
pub fn of(
    book: &Rulebook,
    incident: &Incident,
    until: Timestamp,
    as_of: Option<Date>,
) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let history = History {
        book,
        incident,
        as_of,
    };
    let mut entries = entries(incident, until).into_iter().peekable();
    while let Some(at) = entries.next() {
        let until = entries.peek().copied().unwrap_or(until);
        let last = steps.last().map(|step| &step.decision);
        let step = history.step(last, at);
        let turning = turning(&step.decision, until);
        steps.push(step);
        for at in turning {
            let last = steps.last().map(|step| &step.decision);
            let step = history.time(last, at);
            if !step.changes.is_empty() {
                steps.push(step);
            }
        }
    }
    steps
}

/// The instants of statements, entries and filings; always at least one.
fn entries(incident: &Incident, until: Timestamp) -> BTreeSet<Timestamp> {
    let statements = incident.statements.iter().filter_map(|made| made.at);
    let entries = incident.timeline.iter().map(|entry| entry.at);
    let filings = incident.filings.iter().filter_map(|filing| filing.at);
    let all = statements.chain(entries).chain(filings);
    let mut found: BTreeSet<Timestamp> = all.filter(|at| *at <= until).collect();
    if found.is_empty() {
        found.insert(until);
    }
    found
}

/// The instants before the next entry at which time alone turns a rule.
fn turning(decision: &Decision, until: Timestamp) -> BTreeSet<Timestamp> {
    let later = decision.later.iter().map(|later| later.at);
    later.filter(|at| *at < until).collect()
}

struct History<'a> {
    book: &'a Rulebook,
    incident: &'a Incident,
    as_of: Option<Date>,
}

impl History<'_> {
    fn decide(&self, incident: &Incident, at: Timestamp) -> Decision {
        decide(self.book, incident, at, self.as_of)
    }

    /// The step of an entry; the first one also holds what was always known.
    fn step(&self, last: Option<&Decision>, at: Timestamp) -> Step {
        let decision = self.decide(self.incident, at);
        let new = self
            .incident
            .statements
            .iter()
            .filter(|made| match made.at {
                Some(made) => last.map_or(made <= at, |last| last.at < made && made <= at),
                None => last.is_none(),
            });
        let mut facts: Vec<NewFact> = Vec::new();
        for made in new {
            // Of two statements at one instant the later one counts.
            facts.retain(|fact| fact.subject != made.subject);
            facts.extend(self.fact(last, &decision, made, at));
        }
        let filings = self.incident.filings.iter();
        let filings = filings.filter(|filing| match filing.at {
            Some(filed) => last.map_or(filed <= at, |last| last.at < filed && filed <= at),
            None => last.is_none(),
        });
        let note = self
            .incident
            .timeline
            .iter()
            .rev()
            .find(|entry| entry.at == at);
        Step {
            at,
            by_time: false,
            note: note.and_then(|entry| entry.note.clone()),
            facts,
            filings: filings.cloned().collect(),
            changes: self.since(last, &decision),
            decision,
        }
    }

    /// The step of an instant at which nothing became known.
    fn time(&self, last: Option<&Decision>, at: Timestamp) -> Step {
        let decision = self.decide(self.incident, at);
        Step {
            at,
            by_time: true,
            note: None,
            facts: Vec::new(),
            filings: Vec::new(),
            changes: self.since(last, &decision),
            decision,
        }
    }

    fn since(&self, last: Option<&Decision>, decision: &Decision) -> Changes {
        if let Some(last) = last {
            return changes(self.book, last, decision);
        }
        let nothing = self.decide(&Incident::default(), decision.at);
        changes(self.book, &nothing, decision)
    }

    /// What a statement did: what is different at the same instant without it. Nothing for one that
    /// only repeats what was known.
    fn fact(
        &self,
        last: Option<&Decision>,
        decision: &Decision,
        made: &Statement,
        at: Timestamp,
    ) -> Option<NewFact> {
        let known = |decision: &Decision| {
            let mut statements = decision.statements.iter();
            let found = statements.find(|known| known.subject == made.subject);
            found.map(|known| known.written.clone())
        };
        let before = last.and_then(known);
        if before.as_deref() == Some(&*made.written) {
            return None;
        }
        let mut without = self.incident.clone();
        without.statements.retain(|other| {
            other.subject != made.subject || other.at.is_some_and(|other| Some(other) < made.at)
        });
        Some(NewFact {
            subject: made.subject.clone(),
            before,
            after: made.written.clone(),
            from: made.origin.as_str(),
            did: changes(self.book, &self.decide(&without, at), decision),
        })
    }
}

/// What differs between two decisions.
pub fn changes(book: &Rulebook, before: &Decision, after: &Decision) -> Changes {
    let mut found = Changes::default();
    for (channel, line) in &after.channels {
        let was = before.channels.get(channel).map(|line| line.verdict);
        if let Some(was) = was.filter(|was| *was != line.verdict) {
            found.verdicts.push((*channel, was, line.verdict));
        }
    }
    let (was, is) = (stood(before), stood(after));
    for (rule, definition) in &book.rules {
        let at = |map: &BTreeMap<&RuleId, Stood>| map.get(rule).copied().unwrap_or(Stood::No);
        let (before, after) = (at(&was), at(&is));
        if before != after {
            found.rules.push(RuleChange {
                rule: rule.clone(),
                strength: definition.strength,
                before,
                after,
            });
        }
    }
    found.rules.sort_by_key(|change| {
        use std::cmp::Reverse;
        (Reverse(change.after), Reverse(change.strength))
    });
    found.deadlines = deadlines(before, after);
    found
}

fn stood(decision: &Decision) -> BTreeMap<&RuleId, Stood> {
    let mut found = BTreeMap::new();
    for line in &decision.time_line {
        found.insert(&line.rule, Stood::Later);
    }
    for open in &decision.open {
        let stood = match open.status {
            OpenStatus::Open => Stood::Open,
            OpenStatus::Doubtful => Stood::Doubtful,
        };
        found.insert(&open.rule, stood);
    }
    for gone in &decision.absorbed {
        found.insert(&gone.rule, Stood::Replaced);
    }
    for duty in &decision.duties {
        let stood = match duty.status {
            Status::Due => Stood::Due,
            Status::Held { .. } => Stood::Held,
            Status::Filed => Stood::Filed,
            Status::Discharged(_) | Status::Waived(_) => Stood::Relieved,
        };
        found.insert(&duty.rule, stood);
    }
    found
}

fn deadlines(before: &Decision, after: &Decision) -> Vec<DeadlineChange> {
    let mut found = Vec::new();
    for duty in &after.duties {
        let was = before.duties.iter().find(|other| other.rule == duty.rule);
        let Some(was) = was else { continue };
        for stage in &duty.deadlines {
            let mut same = was.deadlines.iter();
            let same = same.find(|other| other.stage == stage.stage && other.form == stage.form);
            if let Some(other) = same.filter(|other| other.due != stage.due) {
                found.push(DeadlineChange {
                    rule: duty.rule.clone(),
                    stage: stage.stage.clone(),
                    label: stage.stage_label.clone(),
                    before: other.due,
                    after: stage.due,
                });
            }
        }
    }
    found
}
