//! What is known of one incident: statements with their time and origin, filings, and the file that
//! holds them.
//!
//! An incident file, a case of the casebook and a drill scenario are the same document
//! (`docs/case-format.md`). This module knows the rulebook's facts, and nothing of deciding.

pub mod file;
mod filing;
pub mod profile;
pub mod set;
mod statement;
mod subject;
#[cfg(test)]
pub(crate) mod testing;
pub mod value;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

pub use filing::{Filing, FilingAct};
pub use profile::{Profile, Profiles};
pub use statement::{Knowledge, Origin, Statement};
pub use subject::{FactRef, Item, Subject};

use crate::rulebook::{FactId, GroupId, Text};

/// One incident as far as it is described.
#[derive(Clone, Debug, Default)]
pub struct Incident {
    /// Its id, if it has one.
    pub id: Option<String>,
    /// What it is called.
    pub title: Option<Text>,
    /// What was known, as a person wrote it.
    pub description: Option<Text>,
    /// The law of this day decides, whatever the facts' dates.
    pub as_of: Option<Date>,
    /// The instant of decision the file itself names: its `at`, or that of its last
    /// entry where that is later.
    pub at: Option<Timestamp>,
    /// The steps of the time line; what became known at each is among the statements.
    pub timeline: Vec<Entry>,
    /// Every statement, in the order in which they were made; a later one on the same subject
    /// replaces an earlier one.
    pub statements: Vec<Statement>,
    /// What was filed, or decided not to be.
    pub filings: Vec<Filing>,
    /// Remarks the reader made that the answer must repeat.
    pub remarks: Vec<Remark>,
}

/// One step of a time line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// A remark.
    pub note: Option<Text>,
}

/// Something about the input that the answer must say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// A bare day was given for an instant: any time on that day is possible.
    WholeDay(Subject),
    /// A value was given for a fact under an alias that could mean several facts.
    AliasTaken {
        /// The name as given.
        name: String,
        /// The fact it was taken for.
        taken: FactId,
    },
}

/// The state of knowledge at one instant: the last statement on each subject.
#[derive(Clone, Debug, Default)]
pub struct Known<'a> {
    statements: BTreeMap<Subject, &'a Statement>,
    items: BTreeMap<GroupId, Vec<u32>>,
}

impl Incident {
    /// The instant the file names, else that of the last entry of its time line: when a closed
    /// incident was decided.
    pub fn last_instant(&self) -> Option<Timestamp> {
        self.at
            .or_else(|| self.timeline.last().map(|entry| entry.at))
    }

    /// The last statement on each subject that was made by `at`; a statement without an instant
    /// was always known.
    pub fn known_at(&self, at: Timestamp) -> Known<'_> {
        let mut known = Known::default();
        for statement in &self.statements {
            if statement.at.is_none_or(|made| made <= at) {
                known.insert(statement);
            }
        }
        known
    }
}

impl<'a> Known<'a> {
    fn insert(&mut self, statement: &'a Statement) {
        if let Subject::Fact(FactRef {
            item: Some(item), ..
        }) = &statement.subject
        {
            let numbers = self.items.entry(item.group.clone()).or_default();
            if let Err(place) = numbers.binary_search(&item.number) {
                numbers.insert(place, item.number);
            }
        }
        self.statements.insert(statement.subject.clone(), statement);
    }

    /// Tells that an item of a group exists, of which nothing is said yet.
    pub fn list(&mut self, item: &Item) {
        let numbers = self.items.entry(item.group.clone()).or_default();
        if let Err(place) = numbers.binary_search(&item.number) {
            numbers.insert(place, item.number);
        }
    }

    /// Adds a statement, in place of an earlier one on the same subject.
    pub fn add(&mut self, statement: &'a Statement) {
        self.insert(statement);
    }

    /// What is said of a fact.
    pub fn of(&self, fact: &FactRef) -> Option<&'a Statement> {
        self.statements.get(&Subject::Fact(fact.clone())).copied()
    }

    /// What is said of whether every item of a group is listed.
    pub fn all_listed(&self, group: &GroupId) -> Option<&'a Statement> {
        self.statements
            .get(&Subject::AllListed(group.clone()))
            .copied()
    }

    /// The numbers of the items of a group of which something is said, in order.
    pub fn items(&self, group: &GroupId) -> &[u32] {
        self.items.get(group).map_or(&[], Vec::as_slice)
    }

    /// Every statement that counts, by subject.
    pub fn iter(&self) -> impl Iterator<Item = (&Subject, &'a Statement)> {
        self.statements
            .iter()
            .map(|(subject, statement)| (subject, *statement))
    }

    /// The same knowledge with these statements in place of what was said of their subjects.
    #[must_use]
    pub fn with(&self, statements: &'a [Statement]) -> Self {
        let mut more = self.clone();
        for statement in statements {
            more.insert(statement);
        }
        more
    }

    /// The same knowledge without one subject.
    #[must_use]
    pub fn without(&self, subject: &Subject) -> Self {
        let mut less = Self::default();
        for (other, statement) in &self.statements {
            if other != subject {
                less.insert(statement);
            }
        }
        less
    }
}
