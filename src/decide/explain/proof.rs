//! The condition of a rule as a tree of answers: each part with whether it holds, each test with the
//! value, its origin and its time.

use jiff::Timestamp;

use super::super::evaluate::Evaluator;
use super::super::spell;
use super::super::tri::{Hinge, Tri};
use super::super::view::Reading;
use crate::incident::{FactRef, Item, Origin};
use crate::rulebook::{
    Atom, AuthorityId, Channel, Condition, DefinitionId, GroupId, Node, Range, RuleId, Strength,
    Text,
};

/// One part of a condition and whether it holds.
#[derive(Clone, Debug)]
pub struct Proof {
    /// What it asks.
    pub what: What,
    /// Whether it holds.
    pub holds: Tri,
    /// Its parts, in the order of the text.
    pub parts: Vec<Proof>,
}

/// What a part asks.
#[derive(Clone, Debug)]
pub enum What {
    /// Every part.
    All,
    /// At least one part.
    Any,
    /// The part must not hold.
    Not,
    /// At least so many parts.
    AtLeast(usize),
    /// The first part is the general rule, the second its exception.
    Except,
    /// One item of the group meets it; each part is one item.
    Some(GroupId),
    /// One item of a group.
    Item(Item),
    /// The sum of a fact over the items.
    Total {
        /// The fact.
        of: FactRef,
        /// The range in which the sum must lie, in ticks.
        is: Range,
    },
    /// A shared condition.
    Use {
        /// Its id.
        id: DefinitionId,
        /// What it is called.
        title: Option<Text>,
    },
    /// Another rule of a lower layer is due.
    Duty {
        /// Its channel.
        channel: Channel,
        /// One of its addressees.
        to: Option<AuthorityId>,
        /// It is at least this strong.
        strength: Strength,
        /// The rules that are due and count.
        by: Vec<RuleId>,
    },
    /// A test of a fact.
    Atom(AtomProof),
}

/// A test of a fact with what is known of it.
#[derive(Clone, Debug)]
pub struct AtomProof {
    /// The fact.
    pub fact: FactRef,
    /// The test as written.
    pub test: String,
    /// Its value as written; `?` where nothing is known.
    pub value: String,
    /// What is known.
    pub known: Known,
    /// Where that comes from.
    pub from: Option<&'static str>,
    /// The words of a description that gave it.
    pub words: Option<String>,
    /// When it became known.
    pub at: Option<Timestamp>,
    /// The law tells to take the worst case.
    pub worst_case: bool,
}

/// What is known of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Somebody stated it.
    Stated,
    /// It follows from other facts.
    Derived,
    /// It was asked, and is not known.
    Unknown,
    /// Nobody was asked.
    Unanswered,
    /// It does not apply: the question would not be asked.
    NotApplicable,
}

impl Known {
    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Derived => "derived",
            Self::Unknown => "unknown",
            Self::Unanswered => "unanswered",
            Self::NotApplicable => "not_applicable",
        }
    }
}

impl Proof {
    /// Lays out a condition, for one item where it stands inside a group.
    pub fn of(evaluator: Evaluator<'_>, cond: &Condition, item: Option<&Item>) -> Self {
        let part = |part: &Condition| Self::of(evaluator, part, item);
        let (what, parts) = match &cond.node {
            Node::All(parts) => (What::All, parts.iter().map(part).collect()),
            Node::Any(parts) => (What::Any, parts.iter().map(part).collect()),
            Node::Not(inner) => (What::Not, vec![part(inner)]),
            Node::AtLeast { n, of } => (What::AtLeast(*n), of.iter().map(part).collect()),
            Node::Except { when, unless } => (What::Except, vec![part(when), part(unless)]),
            Node::Some { group, cond } => {
                let items = evaluator.view.items(group).into_iter();
                let parts = items.map(|item| Self {
                    holds: evaluator.condition(cond, Some(&item)),
                    parts: vec![Self::of(evaluator, cond, Some(&item))],
                    what: What::Item(item),
                });
                (What::Some(group.clone()), parts.collect())
            }
            Node::Total {
                group,
                of,
                whose,
                is,
                ..
            } => {
                let items = evaluator.view.items(group).into_iter();
                let whose = whose.as_deref();
                let parts = items.filter_map(|item| {
                    let whose = whose?;
                    Some(Self {
                        holds: evaluator.condition(whose, Some(&item)),
                        parts: vec![Self::of(evaluator, whose, Some(&item))],
                        what: What::Item(item),
                    })
                });
                let of = FactRef {
                    item: None,
                    fact: of.clone(),
                };
                (What::Total { of, is: *is }, parts.collect())
            }
            Node::Use(id) => {
                let book = evaluator.view.book;
                let parts = book.definitions.get(id).map(part).into_iter().collect();
                let title = book.definition_titles.get(id).cloned();
                (
                    What::Use {
                        id: id.clone(),
                        title,
                    },
                    parts,
                )
            }
            Node::Duty(test) => {
                let counts = evaluator.outcomes.iter().filter(|outcome| {
                    outcome.channel == test.channel
                        && outcome.strength >= test.strength
                        && outcome.holds == Tri::Yes
                });
                let what = What::Duty {
                    channel: test.channel,
                    to: test.to.clone(),
                    strength: test.strength,
                    by: counts.map(|outcome| outcome.rule.id.clone()).collect(),
                };
                (what, Vec::new())
            }
            Node::Atom(atom) => (What::Atom(atom_of(evaluator, atom, item)), Vec::new()),
        };
        Self {
            what,
            holds: evaluator.condition(cond, item),
            parts,
        }
    }
}

fn atom_of(evaluator: Evaluator<'_>, atom: &Atom, item: Option<&Item>) -> AtomProof {
    let view = evaluator.view;
    let fact = view.subject(&atom.fact, item);
    let statement = view.known.of(&fact);
    let reading = view.read(&fact);
    let known = match (&reading, statement) {
        (Reading::NotApplicable, _) => Known::NotApplicable,
        (_, Some(statement)) => match statement.knowledge {
            crate::incident::Knowledge::Unknown => Known::Unknown,
            crate::incident::Knowledge::Known { .. } => Known::Stated,
        },
        (Reading::May(_, Hinge::NotKnown), None) => Known::Derived,
        (Reading::May(_, Hinge::Unanswered | Hinge::Waiting), None) => Known::Unanswered,
    };
    let origin = statement.map(|statement| &statement.origin);
    let words = match origin {
        Some(Origin::Description { words }) => Some(words.clone()),
        _ => None,
    };
    let derived = (known == Known::Derived).then(|| Origin::Derived.as_str());
    let worst_case =
        atom.when_unknown.is_some() && matches!(evaluator.plain_atom(atom, item), Tri::Open(_));
    AtomProof {
        test: atom.written.clone(),
        value: match (statement, known) {
            (Some(statement), _) => statement.written.clone(),
            (None, Known::Derived) => spell::reading(view, &fact),
            (None, _) => "?".to_owned(),
        },
        known,
        from: origin.map(Origin::as_str).or(derived),
        words,
        at: statement.and_then(|statement| statement.at),
        worst_case,
        fact,
    }
}
