//! Where the rules stand by a state of knowledge, without anything that is printed: for searches
//! that decide many times.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::outcome::Outcomes;
use super::projection::Projection;
use super::question;
use super::standing::{self, Standing};
use super::tri::Tri;
use super::view::View;
use crate::incident::{FactRef, Known, Subject};
use crate::rulebook::{RuleId, Rulebook, Strength};

/// Where the rules stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// What can be asked and could change an open rule.
    pub questions: Vec<Subject>,
    /// How many questions are left at most.
    pub left_at_most: usize,
    /// Each rule that is more than optional.
    pub rules: BTreeMap<RuleId, Stand>,
}

/// Where a rule stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// It is due; perhaps another duty replaces it.
    Due,
    /// It is not due.
    No,
    /// Time alone will make it due.
    Later,
    /// It hinges on something.
    Open,
}

/// Looks at a state of knowledge.
pub fn outlook(book: &Rulebook, known: &Known<'_>, at: Timestamp, as_of: Option<Date>) -> Outlook {
    let view = View::new(book, known, at, as_of);
    let outcomes = Outcomes::of(view);
    let standings = standing::of_all(&outcomes, &Projection::of(view));
    let (questions, left_at_most) = question::all(view, &outcomes, &standings);
    let binding = outcomes
        .iter()
        .filter(|outcome| outcome.strength > Strength::Optional);
    let rules = binding.filter_map(|outcome| {
        let stand = match standings.get(&outcome.rule.id)? {
            Standing::Due | Standing::Held(_) | Standing::Absorbed { due: true, .. } => Stand::Due,
            Standing::No | Standing::Unavailable(_) | Standing::Absorbed { due: false, .. } => {
                Stand::No
            }
            Standing::Later => Stand::Later,
            Standing::Open(_) => Stand::Open,
        };
        Some((outcome.rule.id.clone(), stand))
    });
    Outlook {
        questions: questions
            .into_iter()
            .map(|question| question.subject)
            .collect(),
        left_at_most,
        rules: rules.collect(),
    }
}

/// Whether the question about a fact may apply.
pub fn may_apply(
    book: &Rulebook,
    known: &Known<'_>,
    at: Timestamp,
    as_of: Option<Date>,
    fact: &FactRef,
) -> bool {
    let view = View::new(book, known, at, as_of);
    let definition = book.facts.get(&fact.fact);
    definition.is_some_and(|definition| view.is_asked(definition, fact.item.as_ref()) != Tri::No)
}
