//! Visits every node or atom of a condition, through shared definitions.

use crate::rulebook::{Atom, Condition, Edition, Node, Rulebook};

/// Calls `visit` for every node below a condition, itself included.
pub fn nodes<'a>(book: &'a Rulebook, cond: &'a Condition, visit: &mut impl FnMut(&'a Node)) {
    visit(&cond.node);
    match &cond.node {
        Node::All(parts) | Node::Any(parts) | Node::AtLeast { of: parts, .. } => {
            for part in parts {
                nodes(book, part, visit);
            }
        }
        Node::Not(part) | Node::Some { cond: part, .. } => nodes(book, part, visit),
        Node::Except { when, unless } => {
            nodes(book, when, visit);
            nodes(book, unless, visit);
        }
        Node::Total { whose, .. } => {
            if let Some(whose) = whose {
                nodes(book, whose, visit);
            }
        }
        Node::Use(id) => {
            // INVARIANT: definitions never use each other in a circle; the checker refuses it.
            if let Some(definition) = book.definitions.get(id) {
                nodes(book, definition, visit);
            }
        }
        Node::Duty(_) | Node::Atom(_) => {}
    }
}

/// Calls `visit` for every node of an edition that can make its duty due.
pub fn edition_nodes<'a>(
    book: &'a Rulebook,
    edition: &'a Edition,
    visit: &mut impl FnMut(&'a Node),
) {
    nodes(book, &edition.bound, visit);
    for limb in &edition.limbs {
        nodes(book, &limb.when, visit);
    }
    if let Some(unclear) = &edition.unclear {
        nodes(book, &unclear.when, visit);
    }
}

/// Calls `visit` for every atom of an edition that can make its duty due.
pub fn edition_atoms<'a>(
    book: &'a Rulebook,
    edition: &'a Edition,
    visit: &mut impl FnMut(&'a Atom),
) {
    edition_nodes(book, edition, &mut |node| {
        if let Node::Atom(atom) = node {
            visit(atom);
        }
    });
}
