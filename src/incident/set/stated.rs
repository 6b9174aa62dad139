//! What is stated beside a setting, as far as it decides what the setting's name means.

use std::collections::BTreeMap;

use crate::incident::{Knowledge, Subject};
use crate::rulebook::{FactId, Possible, Range, Test};

/// The last statement on each subject.
#[derive(Default)]
pub(super) struct Stated {
    subjects: BTreeMap<Subject, Knowledge>,
}

impl Stated {
    pub(super) fn add(&mut self, subject: Subject, knowledge: Knowledge) {
        self.subjects.insert(subject, knowledge);
    }

    /// The facts of which something is stated, of any item.
    pub(super) fn facts(&self) -> impl Iterator<Item = &FactId> {
        self.subjects.keys().filter_map(|subject| match subject {
            Subject::Fact(fact) => Some(&fact.fact),
            Subject::AllListed(_) => None,
        })
    }

    /// Whether the fact is stated and may be yes, some, or more than none.
    pub(super) fn may_be_so(&self, fact: &FactId) -> bool {
        self.any(fact, |possible| match possible {
            Possible::OneOf(options) => options.iter().any(|id| id.as_str() != "no"),
            Possible::Sets(sets) => sets.iter().any(|set| !set.is_empty()),
            Possible::AnySet => true,
            Possible::Within(range) => *range != Range::exactly(0),
        })
    }

    /// Whether the fact is stated and may pass a test.
    pub(super) fn may_meet(&self, fact: &FactId, test: &Test) -> bool {
        self.any(fact, |possible| match (possible, test) {
            (Possible::OneOf(options), Test::OneOf(wanted)) => !options.is_disjoint(wanted),
            (Possible::Sets(sets), Test::OneOf(wanted)) => {
                sets.iter().any(|set| !set.is_disjoint(wanted))
            }
            (Possible::Within(range), Test::Within(wanted)) => !range.misses(*wanted),
            _ => true,
        })
    }

    fn any(&self, fact: &FactId, holds: impl Fn(&Possible) -> bool) -> bool {
        self.subjects.iter().any(|(subject, knowledge)| {
            let same = matches!(subject, Subject::Fact(stated) if stated.fact == *fact);
            same && match knowledge {
                Knowledge::Unknown => true,
                Knowledge::Known { possible, .. } => holds(possible),
            }
        })
    }
}
