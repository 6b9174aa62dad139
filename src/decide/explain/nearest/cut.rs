//! How a rule cuts the values of its facts: the lines it draws and how often it asks for each fact.

use std::collections::BTreeMap;

use crate::decide::walk;
use crate::rulebook::{FactId, Node, Rule, Rulebook, Test};

/// What a rule asks, fact by fact.
pub struct Cut {
    /// The first tick of each part but the first, in order.
    lines: BTreeMap<FactId, Vec<i64>>,
    asked: BTreeMap<FactId, usize>,
    /// It asks whether other rules are due, so that any fact may count.
    pub asks_for_duties: bool,
}

impl Cut {
    /// Reads every edition of a rule; where it asks for duties, every rule.
    pub fn of(book: &Rulebook, rule: &Rule) -> Self {
        let mut cut = Self {
            lines: BTreeMap::new(),
            asked: BTreeMap::new(),
            asks_for_duties: false,
        };
        cut.add(book, rule);
        if cut.asks_for_duties {
            for other in book.rules.values().filter(|other| other.id != rule.id) {
                cut.add(book, other);
            }
        }
        for lines in cut.lines.values_mut() {
            lines.sort_unstable();
            lines.dedup();
        }
        cut
    }

    fn add(&mut self, book: &Rulebook, rule: &Rule) {
        for edition in &rule.editions {
            walk::edition_nodes(book, edition, &mut |node| match node {
                Node::Atom(atom) => {
                    *self.asked.entry(atom.fact.clone()).or_default() += 1;
                    if let Test::Within(range) = &atom.test {
                        let lines = self.lines.entry(atom.fact.clone()).or_default();
                        lines.extend(range.min);
                        lines.extend(range.max.and_then(|max| max.checked_add(1)));
                    }
                }
                // A sum draws its line elsewhere for each of its parts.
                Node::Total { of, .. } => *self.asked.entry(of.clone()).or_default() += 2,
                Node::Duty(_) => self.asks_for_duties = true,
                _ => {}
            });
        }
    }

    /// The lines of a fact.
    pub fn lines(&self, fact: &FactId) -> &[i64] {
        self.lines.get(fact).map_or(&[], Vec::as_slice)
    }

    /// Whether a fact stands in several tests, so that each of its parts may matter by itself.
    pub fn asks_often(&self, fact: &FactId) -> bool {
        self.asks_for_duties || self.asked.get(fact).is_some_and(|count| *count > 1)
    }
}
