//! For each channel that may be worse than it is: the fewest facts that would make it so.
//!
//! Kept apart from deciding: it searches, and only outputs for a person or a program need it.

use std::collections::BTreeMap;

use super::nearest::{self, Changes};
use crate::decide::decision::Decision;
use crate::decide::view::View;
use crate::incident::Incident;
use crate::rulebook::{Channel, RuleId, Rulebook};

/// So many of a channel's open rules are tried.
const MOST_RULES: usize = 8;
/// So many states are tried for each.
const MOST_STATES: usize = 60;

/// What would raise a channel to its worst case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// The rule that would then be due.
    pub rule: RuleId,
    /// The nearest change that makes it due.
    pub changes: Changes,
}

/// The nearest flip of each channel whose worst case is worse than its best.
pub fn flips(book: &Rulebook, incident: &Incident, decision: &Decision) -> BTreeMap<Channel, Flip> {
    let known = incident.known_at(decision.at);
    let view = View::new(book, &known, decision.at, decision.as_of);
    let mut found = BTreeMap::new();
    for (channel, line) in &decision.channels {
        if line.ceiling <= line.floor {
            continue;
        }
        let open = decision
            .open
            .iter()
            .filter(|open| open.channel == *channel && Some(open.strength) == line.ceiling);
        let flips = open.take(MOST_RULES).filter_map(|open| {
            let rule = book.rules.get(&open.rule)?;
            let nearest = nearest::search_within(view, rule, MOST_STATES);
            let changes = nearest
                .found
                .into_iter()
                .next()
                .filter(|_| nearest.proven)?;
            Some(Flip {
                rule: open.rule.clone(),
                changes,
            })
        });
        let nearest = flips.min_by_key(|flip| (flip.changes.changes.len(), flip.changes.steps));
        if let Some(flip) = nearest {
            found.insert(*channel, flip);
        }
    }
    found
}
