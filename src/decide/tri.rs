//! Kleene's three values, the third of which says what it hinges on.

use std::collections::BTreeMap;

use crate::incident::Subject;

/// Why a subject keeps something open. Ordered: the first is the one a person can do most about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hinge {
    /// Nobody has been asked.
    Unanswered,
    /// Nobody has been asked, and nobody will be: whether it applies hinges on what was asked and is
    /// not known.
    Waiting,
    /// It was asked and is not known, or the range or set of possibilities is too wide.
    NotKnown,
}

/// The subjects that keep something open, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hinges {
    /// By subject.
    pub subjects: BTreeMap<Subject, Hinge>,
    /// The law itself, or the day on which an edition starts, leaves it open.
    pub law_unsettled: bool,
}

impl Hinges {
    /// One subject.
    pub fn on(subject: Subject, hinge: Hinge) -> Self {
        Self {
            subjects: BTreeMap::from([(subject, hinge)]),
            law_unsettled: false,
        }
    }

    /// No subject: the law itself is unsettled.
    pub fn on_law() -> Self {
        Self {
            subjects: BTreeMap::new(),
            law_unsettled: true,
        }
    }

    /// Takes in the hinges of another part.
    pub fn merge(&mut self, other: Self) {
        for (subject, hinge) in other.subjects {
            let entry = self.subjects.entry(subject).or_insert(hinge);
            *entry = (*entry).min(hinge);
        }
        self.law_unsettled |= other.law_unsettled;
    }

    /// Whether an unanswered fact that can be asked is among them.
    pub fn askable(&self) -> bool {
        self.subjects
            .values()
            .any(|hinge| *hinge == Hinge::Unanswered)
    }

    /// Whether every fact among them was asked and is not known.
    pub fn all_not_known(&self) -> bool {
        self.subjects
            .values()
            .all(|hinge| *hinge == Hinge::NotKnown)
    }
}

/// Yes, no, or open with what would close it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tri {
    /// Holds whatever the open facts turn out to be.
    Yes,
    /// Fails whatever the open facts turn out to be.
    No,
    /// Depends on these.
    Open(Hinges),
}

impl Tri {
    /// The opposite; open stays open.
    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            open @ Self::Open(_) => open,
        }
    }

    /// Holds if every part holds. No part is skipped, so that no missing fact is hidden.
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::fold(parts, Self::No, Self::Yes)
    }

    /// Holds if at least one part holds.
    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::fold(parts, Self::Yes, Self::No)
    }

    /// Holds if at least `n` parts hold.
    pub fn at_least(n: usize, parts: impl IntoIterator<Item = Self>) -> Self {
        let (mut yes, mut open, mut hinges) = (0, 0, Hinges::default());
        for part in parts {
            match part {
                Self::Yes => yes += 1,
                Self::No => {}
                Self::Open(more) => {
                    open += 1;
                    hinges.merge(more);
                }
            }
        }
        if yes >= n {
            Self::Yes
        } else if yes + open < n {
            Self::No
        } else {
            Self::Open(hinges)
        }
    }

    fn fold(parts: impl IntoIterator<Item = Self>, decisive: Self, neutral: Self) -> Self {
        let (mut decided, mut hinges) = (false, None::<Hinges>);
        for part in parts {
            match part {
                Self::Open(more) => hinges.get_or_insert_default().merge(more),
                part => decided |= part == decisive,
            }
        }
        if decided {
            decisive
        } else {
            hinges.map_or(neutral, Self::Open)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::FactRef;

    fn open(name: &str) -> Tri {
        let subject = Subject::Fact(FactRef::plain(name.into()));
        Tri::Open(Hinges::on(subject, Hinge::Unanswered))
    }

    #[test]
    fn order_never_matters_and_nothing_is_hidden() {
        assert_eq!(Tri::any([Tri::Yes, open("b")]), Tri::Yes);
        assert_eq!(Tri::any([open("b"), Tri::Yes]), Tri::Yes);
        assert_eq!(Tri::all([Tri::No, open("b")]), Tri::No);
        assert_eq!(Tri::all([open("b"), Tri::No]), Tri::No);
        let Tri::Open(hinges) = Tri::all([open("a"), open("b")]) else {
            panic!("must be open")
        };
        assert_eq!(hinges.subjects.len(), 2);
    }

    #[test]
    fn at_least_counts_three_values() {
        assert_eq!(Tri::at_least(2, [Tri::Yes, Tri::Yes, open("c")]), Tri::Yes);
        assert_eq!(Tri::at_least(2, [Tri::No, Tri::No, open("c")]), Tri::No);
        assert_eq!(Tri::at_least(2, [Tri::Yes, Tri::No, open("c")]), open("c"));
    }
}
