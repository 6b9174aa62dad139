//! The question catalogue: what can be said about an organisation and an incident.

use super::condition::Condition;
use super::id::{ChoiceId, FactId, GroupId};
use super::place::Place;
use super::text::Text;
use super::value::{Possible, Range};

/// What kind of value a fact has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Yes or no.
    Bool,
    /// Exactly one of its choices.
    Choice,
    /// A set of its choices, possibly empty.
    Choices,
    /// A whole number of something, from 0.
    Count,
    /// A decimal number of a unit, from 0, to six places.
    Quantity,
    /// A length of time, from 0, to the second.
    Duration,
    /// A moment, to the second.
    Instant,
    /// A day.
    Date,
}

impl Kind {
    /// Whether values are ordered and counted in ticks.
    pub fn is_ordered(self) -> bool {
        !matches!(self, Self::Bool | Self::Choice | Self::Choices)
    }

    /// The word in YAML.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Choice => "choice",
            Self::Choices => "choices",
            Self::Count => "count",
            Self::Quantity => "quantity",
            Self::Duration => "duration",
            Self::Instant => "instant",
            Self::Date => "date",
        }
    }
}

/// Whether a fact describes who we are or what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The same from incident to incident; belongs in the profile.
    Organisation,
    /// This incident.
    Incident,
}

/// In which direction a fact is worse, so that the checker can prove that a worse fact never loses
/// a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worse {
    /// No direction.
    Unordered,
    /// A greater number is worse.
    Higher,
    /// A smaller number is worse.
    Lower,
    /// `yes` is worse.
    Yes,
    /// `no` is worse.
    No,
}

/// One value of a choice.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its id.
    pub id: ChoiceId,
    /// What a person reads.
    pub label: Text,
    /// Other spellings that input may use.
    pub aliases: Vec<String>,
    /// Its rank in badness, if choices of this fact are ordered: a greater rank is worse.
    pub rank: Option<u32>,
}

/// Another name under which a fact may be set.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The other name.
    pub name: String,
    /// The unit a bare number has under this name (`outage_minutes` is in `min`).
    pub unit: Option<String>,
    /// The alias applies only when one of these facts is stated and may be yes; empty means always.
    pub when_given: Vec<FactId>,
}

/// A duration that follows from two instants.
#[derive(Clone, Debug)]
pub struct Derived {
    /// The instant at which it begins.
    pub from: FactId,
    /// The instant at which it ends.
    pub until: FactId,
    /// The yes-or-no fact that says it has not ended yet.
    pub running: FactId,
}

/// One fact of the catalogue.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its id, unique over all files.
    pub id: FactId,
    /// Kind of value.
    pub kind: Kind,
    /// Unit of a count or quantity, as written in conditions and input: `users`, `kW`.
    pub unit: Option<String>,
    /// The choices; for a `bool` always `no` and `yes`; empty for the ordered kinds.
    pub choices: Vec<Choice>,
    /// Organisation or incident.
    pub scope: Scope,
    /// The group it belongs to, if it comes several times.
    pub group: Option<GroupId>,
    /// The topic, that is the stem of its file: questions of one topic are asked together.
    pub topic: String,
    /// The question.
    pub question: Text,
    /// Help for the question.
    pub help: Option<Text>,
    /// Other names.
    pub aliases: Vec<Alias>,
    /// The fact is not applicable when this is false.
    pub asked_if: Option<Condition>,
    /// Direction in which it is worse.
    pub worse: Worse,
    /// How it follows from other facts, if it does.
    pub derived: Option<Derived>,
    /// Where it is written.
    pub place: Place,
}

impl Fact {
    /// Every value the fact could have: what "unanswered" and "unknown" mean.
    pub fn everything(&self) -> Possible {
        match self.kind {
            Kind::Bool | Kind::Choice => Possible::OneOf(
                self.choices
                    .iter()
                    .map(|choice| choice.id.clone())
                    .collect(),
            ),
            Kind::Choices => Possible::AnySet,
            Kind::Count | Kind::Quantity | Kind::Duration => Possible::Within(Range {
                min: Some(0),
                max: None,
            }),
            Kind::Instant | Kind::Date => Possible::Within(Range::ALL),
        }
    }

    /// The choice with that id.
    pub fn choice(&self, id: &ChoiceId) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.id == *id)
    }
}

/// A group: facts that come several times, like the services an outage hit.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// What one item is called.
    pub title: Text,
    /// The question whether every item has been listed.
    pub all_listed: Text,
    /// Where it is written.
    pub place: Place,
}

/// A name that input may not set, and what to set instead.
#[derive(Clone, Debug)]
pub struct NotSettable {
    /// The name.
    pub name: String,
    /// Why it cannot be set.
    pub reason: Text,
    /// The facts to set instead.
    pub instead: Vec<FactId>,
    /// Where it is written.
    pub place: Place,
}
