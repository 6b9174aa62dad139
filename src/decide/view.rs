//! What is known of each fact at an instant: stated, derived, not applicable, unknown or unanswered.

use jiff::Timestamp;
use jiff::civil::Date;

use super::evaluate;
use super::tokyo;
use super::tri::{Hinge, Hinges, Tri};
use crate::incident::{FactRef, Item, Knowledge, Known, Statement};
use crate::rulebook::{ChoiceId, Derived, Fact, FactId, GroupId, Possible, Range, Rulebook};

/// How deep `asked_if` may refer to facts with an `asked_if` of their own.
const MAX_GATES: u8 = 16;

/// The state of knowledge, seen from one instant.
///
/// The instant matters only for what is still running: its length grows with it. Knowledge itself
/// stays that of the decision, so that the same view moved forward shows what time alone will do.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The law.
    pub book: &'a Rulebook,
    /// The statements that count.
    pub known: &'a Known<'a>,
    /// The instant, in seconds.
    pub now: i64,
    /// The law of this day, if it was prescribed.
    pub as_of: Option<Date>,
    /// The day of the decision, in Tokyo.
    pub today: Date,
    /// Whether the items given are taken for all there are when nobody has said so.
    pub assume_all_listed: bool,
    /// Facts of which, for the sake of argument, only some of the values are possible.
    narrowed: &'a [(FactRef, Possible)],
    gates: u8,
}

/// What a fact may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Its `asked_if` is false.
    NotApplicable,
    /// One of these; the hinge says what kind of openness is left if it is more than one.
    May(Possible, Hinge),
}

impl<'a> View<'a> {
    /// The view at an instant, under the law of its day or of a prescribed one.
    pub fn new(
        book: &'a Rulebook,
        known: &'a Known<'a>,
        at: Timestamp,
        as_of: Option<Date>,
    ) -> Self {
        let today = tokyo::date(at.as_second());
        Self {
            book,
            known,
            now: at.as_second(),
            as_of,
            today,
            assume_all_listed: true,
            narrowed: &[],
            gates: 0,
        }
    }

    /// The day on which a report would be made: the one that counts for names and addresses.
    pub fn desk_day(self) -> Date {
        self.as_of.unwrap_or(self.today)
    }

    /// Other knowledge at the same instant under the same law.
    #[must_use]
    pub fn knowing<'b>(self, known: &'b Known<'b>) -> View<'b>
    where
        'a: 'b,
    {
        View { known, ..self }
    }

    /// The same knowledge, with only some of the values of some facts possible.
    #[must_use]
    pub fn narrowed<'b>(self, narrowed: &'b [(FactRef, Possible)]) -> View<'b>
    where
        'a: 'b,
    {
        View { narrowed, ..self }
    }

    /// The same knowledge seen from another instant.
    #[must_use]
    pub fn at(self, now: i64) -> Self {
        Self { now, ..self }
    }

    /// The subject of a fact inside a condition: of the item where the fact belongs to its group.
    pub fn subject(self, fact: &FactId, item: Option<&Item>) -> FactRef {
        let group = self
            .book
            .facts
            .get(fact)
            .and_then(|fact| fact.group.as_ref());
        let item = match (group, item) {
            (Some(group), Some(item)) if item.group == *group => Some(item.clone()),
            (Some(group), _) => Some(Item {
                group: group.clone(),
                number: 1,
            }),
            (None, _) => None,
        };
        FactRef {
            item,
            fact: fact.clone(),
        }
    }

    /// The items of a group: those of which something is said; else the first, still to be told,
    /// unless it is stated that nothing is missing.
    pub fn items(self, group: &GroupId) -> Vec<Item> {
        let numbers = self.known.items(group);
        let closed = self.all_listed(group) == Listed::Stated;
        let first = [1];
        let numbers = if numbers.is_empty() && !closed {
            &first
        } else {
            numbers
        };
        numbers
            .iter()
            .map(|number| Item {
                group: group.clone(),
                number: *number,
            })
            .collect()
    }

    /// Whether the items of a group are all there are.
    pub fn all_listed(self, group: &GroupId) -> Listed {
        let Some(statement) = self.known.all_listed(group) else {
            return if self.assume_all_listed {
                Listed::Assumed
            } else {
                Listed::Open(Hinge::Unanswered)
            };
        };
        match &statement.knowledge {
            Knowledge::Known {
                possible: Possible::OneOf(options),
                ..
            } if is_only(options, "yes") => Listed::Stated,
            Knowledge::Known {
                possible: Possible::OneOf(options),
                ..
            } if is_only(options, "no") => Listed::Open(Hinge::Unanswered),
            Knowledge::Known { .. } | Knowledge::Unknown => Listed::Open(Hinge::NotKnown),
        }
    }

    /// What a fact may be.
    pub fn read(self, subject: &FactRef) -> Reading {
        let Some(fact) = self.book.facts.get(&subject.fact) else {
            // INVARIANT: the rulebook is checked, so this fact exists; openness is the safe answer.
            return Reading::May(Possible::AnySet, Hinge::Unanswered);
        };
        if let Some((_, possible)) = self.narrowed.iter().find(|(fact, _)| fact == subject) {
            return Reading::May(possible.clone(), Hinge::NotKnown);
        }
        if let Some(statement) = self.known.of(subject) {
            return stated(fact, statement);
        }
        if let Some(reading) = fact
            .derived
            .as_ref()
            .and_then(|derived| self.derive(derived, subject))
        {
            return reading;
        }
        match self.is_asked(fact, subject.item.as_ref()) {
            Tri::No => Reading::NotApplicable,
            // Details are not asked of what may not be there at all.
            Tri::Open(gates) if !gates.askable() => Reading::May(fact.everything(), Hinge::Waiting),
            Tri::Open(_) | Tri::Yes => Reading::May(fact.everything(), Hinge::Unanswered),
        }
    }

    /// Whether the fact's `asked_if` holds.
    pub fn is_asked(self, fact: &Fact, item: Option<&Item>) -> Tri {
        match &fact.asked_if {
            Some(gate) if self.gates < MAX_GATES => {
                let deeper = Self {
                    gates: self.gates + 1,
                    ..self
                };
                evaluate::condition(deeper, gate, item)
            }
            _ => Tri::Yes,
        }
    }

    /// What keeps it open whether a fact applies.
    pub fn gates(self, subject: &FactRef) -> Hinges {
        let fact = self.book.facts.get(&subject.fact);
        match fact.map(|fact| self.is_asked(fact, subject.item.as_ref())) {
            Some(Tri::Open(gates)) => gates,
            _ => Hinges::default(),
        }
    }

    /// The length of what began at one instant and ended at another, or is still running.
    fn derive(self, derived: &Derived, subject: &FactRef) -> Option<Reading> {
        let item = subject.item.as_ref();
        let from = self.stated_range(&derived.from, item)?;
        if let Some(until) = self.stated_range(&derived.until, item) {
            let length = between(from, until);
            return (!length.is_empty())
                .then_some(Reading::May(Possible::Within(length), Hinge::NotKnown));
        }
        let running = self.known.of(&self.subject(&derived.running, item))?;
        let Knowledge::Known {
            possible: Possible::OneOf(options),
            ..
        } = &running.knowledge
        else {
            return Some(Reading::May(
                Possible::Within(AT_LEAST_ZERO),
                Hinge::NotKnown,
            ));
        };
        let elapsed = between(from, Range::exactly(self.now));
        if is_only(options, "yes") {
            let elapsed = if elapsed.is_empty() {
                Range::exactly(0)
            } else {
                elapsed
            };
            return Some(Reading::May(Possible::Within(elapsed), Hinge::NotKnown));
        }
        // Over, but nobody has said since when: not longer than until now.
        let max = elapsed.max.map(|max| max.max(0));
        Some(Reading::May(
            Possible::Within(Range { min: Some(0), max }),
            Hinge::Unanswered,
        ))
    }

    /// The fact that says a derived fact is still running, and the range of its beginning, if it is
    /// certain that it is.
    pub fn running_since(self, subject: &FactRef) -> Option<Range> {
        let derived = self.book.facts.get(&subject.fact)?.derived.as_ref()?;
        let item = subject.item.as_ref();
        if self.known.of(subject).is_some() || self.stated_range(&derived.until, item).is_some() {
            return None;
        }
        let running = self.known.of(&self.subject(&derived.running, item))?;
        match &running.knowledge {
            Knowledge::Known {
                possible: Possible::OneOf(options),
                ..
            } if is_only(options, "yes") => self.stated_range(&derived.from, item),
            _ => None,
        }
    }

    /// The range of an ordered fact, if something is stated of it.
    pub fn stated_range(self, fact: &FactId, item: Option<&Item>) -> Option<Range> {
        let statement = self.known.of(&self.subject(fact, item))?;
        match &statement.knowledge {
            Knowledge::Known {
                possible: Possible::Within(range),
                ..
            } => Some(*range),
            _ => None,
        }
    }
}

/// Whether the items of a group are all there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// It is stated.
    Stated,
    /// Nobody said so; it is assumed.
    Assumed,
    /// There may be more.
    Open(Hinge),
}

const AT_LEAST_ZERO: Range = Range {
    min: Some(0),
    max: None,
};

fn stated(fact: &Fact, statement: &Statement) -> Reading {
    match &statement.knowledge {
        Knowledge::Unknown => Reading::May(fact.everything(), Hinge::NotKnown),
        Knowledge::Known { possible, .. } => Reading::May(possible.clone(), Hinge::NotKnown),
    }
}

fn is_only(options: &std::collections::BTreeSet<ChoiceId>, word: &str) -> bool {
    options.len() == 1 && options.contains(word)
}

/// How long it can be from one instant to another; the negative part is cut off, and a range with
/// nothing left is empty.
fn between(from: Range, until: Range) -> Range {
    let least = until
        .min
        .zip(from.max)
        .map(|(until, from)| until.saturating_sub(from).max(0));
    let most = until
        .max
        .zip(from.min)
        .map(|(until, from)| until.saturating_sub(from));
    Range {
        min: least.or(Some(0)),
        max: most,
    }
}
