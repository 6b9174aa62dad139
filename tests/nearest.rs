//! The nearest change that makes a rule due, against brute force over small generated rules.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod generated;

use generated::{Answer, answers, book, condition, due, incident, subjects};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use renraku::decide::decide;
use renraku::decide::explain::{Changes, why_not};
use renraku::incident::{FactRef, Incident, Knowledge, Origin, Statement, Subject};
use renraku::rulebook::{Possible, RuleId, Rulebook};

const RULE: &str = "r0";
/// The generated lines lie below this; a sum of two items may need twice as much.
const GREATEST: i64 = 8;

fn at() -> (Timestamp, Option<Date>) {
    (Timestamp::UNIX_EPOCH, Some(date(2026, 11, 22)))
}

fn is_due(book: &Rulebook, incident: &Incident) -> bool {
    let (at, as_of) = at();
    due(&decide(book, incident, at, as_of)).contains(RULE)
}

fn with(incident: &Incident, changes: impl IntoIterator<Item = (FactRef, Possible)>) -> Incident {
    let mut turned = incident.clone();
    for (fact, possible) in changes {
        turned.statements.push(Statement {
            subject: Subject::Fact(fact),
            knowledge: Knowledge::Known {
                possible,
                estimated: false,
            },
            at: None,
            origin: Origin::Set,
            written: String::new(),
        });
    }
    turned
}

/// Every value of a fact with its distance from what is known.
fn values(answer: &Answer, count: bool) -> Vec<(Possible, u64)> {
    if count {
        let distance = |n: i64| match answer {
            Answer::Count(low, high) => (low - n).max(n - high).max(0).unsigned_abs(),
            _ => 0,
        };
        let exactly = |n| Possible::Within(renraku::rulebook::Range::exactly(n));
        (0..=GREATEST).map(|n| (exactly(n), distance(n))).collect()
    } else {
        let one = |yes: bool| {
            let word = if yes { "yes" } else { "no" };
            let flips = matches!(answer, Answer::Bool(now) if *now != yes);
            (Possible::OneOf([word.into()].into()), u64::from(flips))
        };
        vec![one(false), one(true)]
    }
}

/// The smallest cost of a change of at most `most` facts that makes the rule due.
fn brute(book: &Rulebook, given: &[Answer], most: usize) -> Option<(usize, u64)> {
    let base = incident(given);
    // Items nobody spoke of are taken not to exist.
    let said = |number: u32| {
        subjects().iter().zip(given).any(|((fact, _), answer)| {
            fact.item.as_ref().is_some_and(|item| item.number == number)
                && !matches!(answer, Answer::Missing)
        })
    };
    let exists = [said(1) || !said(2), said(2)];
    let places: Vec<usize> = subjects()
        .iter()
        .enumerate()
        .filter(|(_, (fact, _))| {
            fact.item
                .as_ref()
                .is_none_or(|item| exists[item.number as usize - 1])
        })
        .map(|(place, _)| place)
        .collect();
    for facts in 1..=most {
        let mut best: Option<u64> = None;
        for chosen in subsets(&places, facts) {
            combine(book, &base, given, &chosen, &mut Vec::new(), 0, &mut best);
        }
        if let Some(steps) = best {
            return Some((facts, steps));
        }
    }
    None
}

fn subsets(places: &[usize], size: usize) -> Vec<Vec<usize>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let mut found = Vec::new();
    for (number, first) in places.iter().enumerate() {
        for mut rest in subsets(&places[number + 1..], size - 1) {
            rest.insert(0, *first);
            found.push(rest);
        }
    }
    found
}

fn combine(
    book: &Rulebook,
    base: &Incident,
    given: &[Answer],
    chosen: &[usize],
    made: &mut Vec<(FactRef, Possible)>,
    steps: u64,
    best: &mut Option<u64>,
) {
    if best.is_some_and(|best| best <= steps) {
        return;
    }
    let Some((first, rest)) = chosen.split_first() else {
        if is_due(book, &with(base, made.clone())) {
            *best = Some(steps);
        }
        return;
    };
    let (fact, count) = &subjects()[*first];
    for (value, more) in values(&given[*first], *count) {
        made.push((fact.clone(), value));
        combine(book, base, given, rest, made, steps + more, best);
        made.pop();
    }
}

fn nearest(book: &Rulebook, given: &[Answer]) -> Option<(Vec<Changes>, bool)> {
    let (at, as_of) = at();
    let why = why_not(book, &incident(given), at, as_of, &RuleId::from(RULE)).unwrap();
    why.nearest.map(|nearest| (nearest.found, nearest.proven))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_nearest_change_turns_the_rule_and_no_smaller_one_does(
        when in condition(), given in answers()
    ) {
        let book = book(vec![when]);
        let base = incident(&given);
        let Some((found, proven)) = nearest(&book, &given) else {
            prop_assert!(is_due(&book, &base));
            return Ok(());
        };
        prop_assert!(!is_due(&book, &base));
        prop_assert!(proven);
        for changes in &found {
            let made = changes.changes.iter().map(|change| (change.fact.clone(), change.possible.clone()));
            prop_assert!(is_due(&book, &with(&base, made)), "{:?}", changes);
        }
        let cost = found.first().map(|best| (best.changes.len(), best.steps));
        // Two facts are tried in every way, three where nothing smaller was said to be enough.
        let most = cost.map_or(2, |(facts, _)| facts.min(2));
        let smallest = brute(&book, &given, most);
        match (cost, smallest) {
            (Some(cost), Some(smallest)) => prop_assert_eq!(cost, smallest, "{:?}", found),
            (Some((facts, _)), None) => prop_assert!(facts > most, "{:?}", found),
            (None, smallest) => prop_assert_eq!(smallest, None),
        }
    }
}
