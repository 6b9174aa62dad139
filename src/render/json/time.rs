//! What time will bring, what would flip a channel and what would reopen it, in the shape of the
//! machine interface.

use super::super::words;
use super::convert::instant;
use super::shape::{Change, Deadline, Flip, Later, Revision, Text, TimeLine};
use crate::decide::{self, explain};

impl Later {
    pub(super) fn of(later: &decide::Later) -> Self {
        Self {
            rule: later.rule.to_string(),
            title: Text::of(&later.title),
            channel: later.channel.as_str(),
            at: instant(later.at),
            because: later.because.to_string(),
            certain: later.certain,
            reaches: later.reaches.clone(),
        }
    }
}

impl TimeLine {
    pub(in crate::render) fn of(line: &decide::TimeLine) -> Self {
        Self {
            rule: line.rule.to_string(),
            title: Text::of(&line.title),
            channel: line.channel.as_str(),
            strength: words::strength_id(line.strength),
            earliest: instant(line.earliest),
            latest: line.latest.map(instant),
            because: line.because.to_string(),
            deadlines: line.deadlines.iter().map(Deadline::of).collect(),
        }
    }
}

impl Revision {
    pub(super) fn of(revision: &decide::Revision) -> Self {
        Self {
            fact: revision.fact.to_string(),
            value: revision.value.clone(),
        }
    }
}

impl Flip {
    pub(super) fn of(flip: &explain::Flip) -> Self {
        Self {
            rule: flip.rule.to_string(),
            changes: flip.changes.changes.iter().map(Change::of).collect(),
        }
    }
}

impl Change {
    pub(in crate::render) fn of(change: &explain::Change) -> Self {
        Self {
            fact: change.fact.to_string(),
            from: change.from.clone(),
            to: change.to.clone(),
            steps: change.steps,
        }
    }
}
