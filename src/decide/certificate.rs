//! The facts that carry a settled result: nothing else that was said could be missed.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::outcome::Outcomes;
use super::projection::Projection;
use super::standing::{self, Standing};
use super::view::View;
use crate::incident::{Known, Subject};
use crate::rulebook::{LimbId, RuleId, Rulebook};

/// What must not change: which rules are due with which limbs, and which are replaced or not there.
type Result = BTreeMap<RuleId, (u8, Vec<LimbId>)>;

/// Finds a smallest set of statements, in the sense that none can be left out, that gives the same
/// verdicts and duties.
pub fn find(
    book: &Rulebook,
    known: &Known<'_>,
    at: Timestamp,
    as_of: Option<Date>,
) -> Vec<Subject> {
    let wanted = result(book, known, at, as_of);
    let mut kept = known.clone();
    let subjects: Vec<Subject> = known.iter().map(|(subject, _)| subject.clone()).collect();
    for subject in subjects {
        let less = kept.without(&subject);
        if result(book, &less, at, as_of) == wanted {
            kept = less;
        }
    }
    kept.iter().map(|(subject, _)| subject.clone()).collect()
}

fn result(book: &Rulebook, known: &Known<'_>, at: Timestamp, as_of: Option<Date>) -> Result {
    let view = View::new(book, known, at, as_of);
    let now = Outcomes::of(view);
    let standings = standing::of_all(&now, &Projection::of(view));
    standings
        .into_iter()
        .map(|(rule, standing)| {
            let limbs = match (&standing, now.get(&rule)) {
                (Standing::Due, Some(outcome)) => outcome.certain_limbs(),
                _ => Vec::new(),
            };
            (rule, (kind(&standing), limbs))
        })
        .collect()
}

fn kind(standing: &Standing) -> u8 {
    match standing {
        Standing::Due => 0,
        Standing::Absorbed { .. } => 1,
        Standing::Later => 2,
        Standing::Open(_) => 3,
        Standing::No => 4,
        Standing::Unavailable(_) => 5,
        Standing::Held(_) => 6,
    }
}
