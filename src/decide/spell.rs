//! Spells a derived value for explanations, as it would be written with `--set`.

use super::view::{Reading, View};
use crate::incident::{FactRef, value};

/// The value of a derived fact.
pub fn reading(view: View<'_>, fact: &FactRef) -> String {
    match (view.book.facts.get(&fact.fact), view.read(fact)) {
        (Some(definition), Reading::May(possible, _)) => {
            value::spell_possible(definition, &possible)
        }
        _ => "?".to_owned(),
    }
}
