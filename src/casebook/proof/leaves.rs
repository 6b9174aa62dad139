//! The single tests of an edition: what coverage counts and mutants change.

use crate::decide::is_leaf;
use crate::rulebook::{Condition, Edition, Node, Place, Rulebook};

/// A single test.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leaf {
    /// Where it is written; a test of a shared definition counts once for each edition that uses it.
    pub place: Place,
    /// The test as written.
    pub text: String,
}

/// Every single test that decides whether an edition is due, each once, in the order of the text.
pub fn of(book: &Rulebook, edition: &Edition) -> Vec<Leaf> {
    let mut found = Vec::new();
    collect(book, &edition.bound, &mut found);
    for limb in &edition.limbs {
        collect(book, &limb.when, &mut found);
    }
    if let Some(unclear) = &edition.unclear {
        collect(book, &unclear.when, &mut found);
    }
    found
}

fn collect(book: &Rulebook, cond: &Condition, found: &mut Vec<Leaf>) {
    if is_leaf(&cond.node) {
        let leaf = Leaf {
            place: cond.place,
            text: text(&cond.node),
        };
        if !found.iter().any(|known| known.place == leaf.place) {
            found.push(leaf);
        }
    }
    for part in parts(book, &cond.node) {
        collect(book, part, found);
    }
}

/// The conditions directly below a node, through shared definitions.
pub fn parts<'a>(book: &'a Rulebook, node: &'a Node) -> Vec<&'a Condition> {
    match node {
        Node::All(parts) | Node::Any(parts) | Node::AtLeast { of: parts, .. } => {
            parts.iter().collect()
        }
        Node::Not(part) | Node::Some { cond: part, .. } => vec![part],
        Node::Except { when, unless } => vec![when, unless],
        Node::Total { whose, .. } => whose.iter().map(AsRef::as_ref).collect(),
        Node::Use(id) => book.definitions.get(id).into_iter().collect(),
        Node::Duty(_) | Node::Atom(_) => Vec::new(),
    }
}

/// A single test as written; empty for a node that only joins others.
pub fn text(node: &Node) -> String {
    match node {
        Node::Atom(atom) => format!("{}: {}", atom.fact, atom.written),
        Node::Total { of, .. } => format!("total of {of}"),
        Node::Duty(test) => format!("duty of {}", test.channel.as_str()),
        _ => String::new(),
    }
}
