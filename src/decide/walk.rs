//! Visits every atom of a condition, through shared definitions.

use crate::rulebook::{Atom, Condition, Edition, Node, Rulebook};

/// Calls `visit` for every atom below a condition.
pub fn atoms<'a>(book: &'a Rulebook, cond: &'a Condition, visit: &mut impl FnMut(&'a Atom)) {
    match &cond.node {
        Node::All(parts) | Node::Any(parts) | Node::AtLeast { of: parts, .. } => {
            for part in parts {
                atoms(book, part, visit);
            }
        }
        Node::Not(part) | Node::Some { cond: part, .. } => atoms(book, part, visit),
        Node::Except { when, unless } => {
            atoms(book, when, visit);
            atoms(book, unless, visit);
        }
        Node::Total { whose, .. } => {
            if let Some(whose) = whose {
                atoms(book, whose, visit);
            }
        }
        Node::Use(id) => {
            // INVARIANT: definitions never use each other in a circle; the checker refuses it.
            if let Some(definition) = book.definitions.get(id) {
                atoms(book, definition, visit);
            }
        }
        Node::Duty(_) => {}
        Node::Atom(atom) => visit(atom),
    }
}

/// Calls `visit` for every atom of an edition that can make its duty due.
pub fn edition_atoms<'a>(
    book: &'a Rulebook,
    edition: &'a Edition,
    visit: &mut impl FnMut(&'a Atom),
) {
    atoms(book, &edition.bound, visit);
    for limb in &edition.limbs {
        atoms(book, &limb.when, visit);
    }
    if let Some(unclear) = &edition.unclear {
        atoms(book, &unclear.when, visit);
    }
}
