//! Visits every node or atom of a condition, through shared definitions.

use crate::rulebook::{Atom, Condition, Edition, Node, Rulebook};

/// Calls `visit` for every node below a condition, itself included.
pub fn nodes<'a>(book: &'a Rulebook, cond: &'a Condition, visit: &mut impl FnMut(&'a Node)) {
    visit(&cond.node);
    for part in cond.node.parts() {
        nodes(book, part, visit);
    }
    // INVARIANT: definitions never use each other in a circle; the checker refuses it.
    if let Node::Use(id) = &cond.node
        && let Some(definition) = book.definitions.get(id)
    {
        nodes(book, definition, visit);
    }
}

/// Calls `visit` for every node of an edition that can make its duty due.
pub fn edition_nodes<'a>(
    book: &'a Rulebook,
    edition: &'a Edition,
    visit: &mut impl FnMut(&'a Node),
) {
    for cond in edition.conditions() {
        nodes(book, cond, visit);
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
