//! The single tests of the rulebook: what coverage counts and mutants change.
//!
//! A test belongs to the edition in whose file it stands, or to a shared definition; the use of a
//! definition is itself a test of the edition. So each counts once, however often it is used.

use std::fmt;

use jiff::civil::Date;

pub use crate::decide::is_test;
use crate::rulebook::{Condition, DefinitionId, Node, Place, RuleId, Rulebook};

/// Whose test it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// An edition of a rule: its number, counted from 0, and its first day.
    Edition(RuleId, usize, Date),
    /// A shared definition.
    Definition(DefinitionId),
}

impl Owner {
    /// The id of the rule or definition.
    pub fn id(&self) -> &str {
        match self {
            Self::Edition(rule, ..) => rule.as_str(),
            Self::Definition(id) => id.as_str(),
        }
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Edition(rule, _, from) => write!(f, "{rule} {from}"),
            Self::Definition(id) => write!(f, "{id}"),
        }
    }
}

/// A single test.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// Whose it is.
    pub owner: Owner,
    /// Where it is written.
    pub place: Place,
    /// The test as written.
    pub text: String,
}

/// Every single test of the rulebook, in the order of rules, then of definitions.
pub fn all(book: &Rulebook) -> Vec<Leaf> {
    let mut found = Vec::new();
    for (owner, cond) in roots(book) {
        collect(&owner, cond, &mut found);
    }
    found
}

/// Every condition that decides whether a rule is due, with its owner.
pub fn roots(book: &Rulebook) -> impl Iterator<Item = (Owner, &Condition)> {
    let editions = book.rules.values().flat_map(|rule| {
        let numbered = rule.editions.iter().enumerate();
        numbered.flat_map(|(number, edition)| {
            let owner = Owner::Edition(rule.id.clone(), number, edition.from.not_before);
            edition.conditions().map(move |cond| (owner.clone(), cond))
        })
    });
    let definitions = book.definitions.iter();
    editions.chain(definitions.map(|(id, cond)| (Owner::Definition(id.clone()), cond)))
}

fn collect(owner: &Owner, cond: &Condition, found: &mut Vec<Leaf>) {
    if is_test(&cond.node) {
        found.push(Leaf {
            owner: owner.clone(),
            place: cond.place,
            text: text(&cond.node),
        });
    }
    for part in cond.node.parts() {
        collect(owner, part, found);
    }
}

/// A single test as written; empty for a node that only joins others.
pub fn text(node: &Node) -> String {
    match node {
        Node::Atom(atom) => format!("{}: {}", atom.fact, atom.written),
        Node::Total { of, .. } => format!("total of {of}"),
        Node::Duty(test) => format!("duty of {}", test.channel.as_str()),
        Node::Use(id) => format!("use: {id}"),
        _ => String::new(),
    }
}
