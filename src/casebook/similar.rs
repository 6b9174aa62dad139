//! The cases most like an incident: weighted overlap of what is stated of both.
//!
//! For each fact that is stated of one of the two, how alike the values are counts with the fact's
//! weight; the score is the share of the whole weight, from 0 to 1. Who we are weighs less than what
//! happened, and "no" less than anything else, for most of what can be said of an incident is "no".

use std::collections::{BTreeMap, BTreeSet};

use super::Casebook;
use crate::incident::{Knowledge, Statement, Subject};
use crate::rulebook::{Fact, FactId, Possible, Range, Rulebook, Scope};

/// How many cases are named.
const MOST: usize = 3;
/// Weight of a fact of the organisation, that of the incident being 1.
const ORGANISATION: f64 = 0.3;
/// Factor for "no" and for nothing.
const NEGATIVE: f64 = 0.3;

/// A case like the incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Similar {
    /// Its id.
    pub case: String,
    /// How like it is, 0 to 1.
    pub score: f64,
}

/// What is stated, by fact; of every item where the fact is of a group.
type Features<'a> = BTreeMap<&'a FactId, Vec<&'a Possible>>;

/// The cases most like what is stated, best first. The case `except` itself is left out.
pub fn similar<'a>(
    casebook: &Casebook,
    book: &Rulebook,
    stated: impl IntoIterator<Item = &'a Statement>,
    except: Option<&str>,
) -> Vec<Similar> {
    let wanted = features(stated);
    let cases = casebook.cases.values();
    let mut found: Vec<Similar> = cases
        .filter(|case| Some(case.id.as_str()) != except)
        .map(|case| {
            let known = case.incident.known_at(case.at);
            let of_case = features(known.iter().map(|(_, statement)| statement));
            Similar {
                case: case.id.clone(),
                score: score(book, &wanted, &of_case),
            }
        })
        .filter(|similar| similar.score > 0.0)
        .collect();
    found.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then_with(|| a.case.cmp(&b.case))
    });
    found.truncate(MOST);
    found
}

fn features<'a>(statements: impl IntoIterator<Item = &'a Statement>) -> Features<'a> {
    let mut last: BTreeMap<&Subject, &Statement> = BTreeMap::new();
    for statement in statements {
        last.insert(&statement.subject, statement);
    }
    let mut features = Features::new();
    for (subject, statement) in last {
        if let (Subject::Fact(fact), Knowledge::Known { possible, .. }) =
            (subject, &statement.knowledge)
        {
            features.entry(&fact.fact).or_default().push(possible);
        }
    }
    features
}

fn score(book: &Rulebook, wanted: &Features<'_>, of_case: &Features<'_>) -> f64 {
    let facts: BTreeSet<&FactId> = wanted.keys().chain(of_case.keys()).copied().collect();
    let (mut shared, mut whole) = (0.0, 0.0);
    for id in facts {
        let Some(fact) = book.facts.get(id) else {
            continue;
        };
        let (mine, theirs) = (
            wanted.get(id).map_or(&[][..], Vec::as_slice),
            of_case.get(id).map_or(&[][..], Vec::as_slice),
        );
        let weight = weight(fact, mine.iter().chain(theirs));
        whole += weight;
        let pairs = mine.iter().flat_map(|a| theirs.iter().map(|b| alike(a, b)));
        shared += weight * pairs.fold(0.0, f64::max);
    }
    if whole > 0.0 { shared / whole } else { 0.0 }
}

fn weight<'a>(fact: &Fact, mut values: impl Iterator<Item = &'a &'a Possible>) -> f64 {
    let scope = match fact.scope {
        Scope::Organisation => ORGANISATION,
        Scope::Incident => 1.0,
    };
    if values.all(|value| is_negative(value)) {
        scope * NEGATIVE
    } else {
        scope
    }
}

fn is_negative(value: &Possible) -> bool {
    match value {
        Possible::OneOf(options) => options
            .iter()
            .all(|id| matches!(id.as_str(), "no" | "none" | "nothing")),
        Possible::Sets(sets) => sets.iter().all(BTreeSet::is_empty),
        Possible::AnySet => false,
        Possible::Within(range) => *range == Range::exactly(0),
    }
}

/// How alike two values are, 0 to 1.
fn alike(a: &Possible, b: &Possible) -> f64 {
    match (a, b) {
        (Possible::OneOf(a), Possible::OneOf(b)) => overlap(a, b),
        (Possible::Sets(a), Possible::Sets(b)) => {
            let of = |sets: &[BTreeSet<_>]| sets.iter().flatten().cloned().collect();
            let (a, b): (BTreeSet<_>, BTreeSet<_>) = (of(a), of(b));
            overlap(&a, &b)
        }
        (Possible::Within(a), Possible::Within(b)) => near(*a, *b),
        _ => 0.0,
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a fact has a handful of choices"
)]
fn overlap<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f64 {
    let all = a.union(b).count();
    if all == 0 {
        1.0
    } else {
        a.intersection(b).count() as f64 / all as f64
    }
}

/// Ranges that meet are alike; numbers apart are the less alike the more often one goes into the
/// other. Moments are never alike: when something happened does not make it like another.
#[expect(
    clippy::cast_precision_loss,
    reason = "a rough measure of two magnitudes"
)]
fn near(a: Range, b: Range) -> f64 {
    if !a.misses(b) {
        return 1.0;
    }
    let (low, high) = match (a.max, b.min, b.max, a.min) {
        (Some(low), Some(high), ..) if low < high => (low, high),
        (_, _, Some(low), Some(high)) => (low, high),
        _ => return 0.0,
    };
    if low <= 0 {
        0.0
    } else {
        low as f64 / high as f64
    }
}
