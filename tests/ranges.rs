//! Deciding over ranges, against brute force over the values in them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod generated;

use generated::{Answer, answers, book, conditions, due, open, run, subjects};
use proptest::prelude::*;
use renraku::rulebook::{Range, Rulebook};

/// The generated lines lie below this; every value from here on is like it.
const GREATEST: i64 = 12;
/// More combinations of values than this are not tried.
const MOST: usize = 400;

/// The values an answer leaves possible.
fn values(answer: &Answer, count: bool) -> Vec<Answer> {
    match answer {
        Answer::Bool(yes) => vec![Answer::Bool(*yes)],
        Answer::Count(low, high) => (*low..=*high).map(|n| Answer::Count(n, n)).collect(),
        Answer::Missing | Answer::Unknown if count => {
            (0..=GREATEST).map(|n| Answer::Count(n, n)).collect()
        }
        Answer::Missing | Answer::Unknown => vec![Answer::Bool(false), Answer::Bool(true)],
    }
}

/// How a rule comes out over every combination of values: (sometimes due, sometimes not).
fn brute(book: &Rulebook, given: &[Answer]) -> Option<Vec<(bool, bool)>> {
    let mut combinations: Vec<Vec<Answer>> = vec![Vec::new()];
    for (answer, (_, count)) in given.iter().zip(subjects()) {
        let values = values(answer, count);
        if combinations.len() * values.len() > MOST {
            return None;
        }
        combinations = combinations
            .iter()
            .flat_map(|before| {
                values.iter().map(|value| {
                    let mut more = before.clone();
                    more.push(value.clone());
                    more
                })
            })
            .collect();
    }
    let mut seen = vec![(false, false); book.rules.len()];
    for combination in &combinations {
        let due = due(&run(book, combination));
        for (seen, rule) in seen.iter_mut().zip(book.rules.keys()) {
            let is_due = due.contains(rule.as_str());
            seen.0 |= is_due;
            seen.1 |= !is_due;
        }
    }
    Some(seen)
}

/// An answer of which something is known.
fn known(answer: &Answer, count: bool) -> Answer {
    match (answer, count) {
        (Answer::Missing | Answer::Unknown, true) => Answer::Count(2, 2),
        (Answer::Missing | Answer::Unknown, false) => Answer::Bool(false),
        (Answer::Count(low, _), _) => Answer::Count(*low, *low),
        (Answer::Bool(yes), _) => Answer::Bool(*yes),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Due means due for all values, no means due for none: whatever is a range, unknown or not said.
    #[test]
    fn what_is_settled_holds_for_every_value(when in conditions(), given in answers()) {
        let book = book(when);
        // At most three facts stay wide, so that all combinations can be tried.
        let mut wide = 0;
        let given: Vec<_> = given.iter().zip(subjects()).map(|(answer, (_, count))| {
            let is_wide = values(answer, count).len() > 1;
            wide += usize::from(is_wide);
            if is_wide && wide > 2 { known(answer, count) } else { answer.clone() }
        }).collect();
        let decision = run(&book, &given);
        let (due, open) = (due(&decision), open(&decision));
        if let Some(seen) = brute(&book, &given) {
            for (rule, (some, none)) in book.rules.keys().zip(seen) {
                if due.contains(rule.as_str()) {
                    prop_assert!(!none, "{rule} is said to be due");
                } else if !open.contains(rule.as_str()) {
                    prop_assert!(!some, "{rule} is said not to be due");
                }
            }
        }
    }

    /// With one range and everything else known the answer is exact: open only if it truly depends.
    #[test]
    fn one_range_is_decided_exactly(
        when in conditions(), given in answers(), low in 0..7_i64, width in 0..5_i64
    ) {
        let book = book(when);
        let mut given: Vec<_> = given.iter().zip(subjects())
            .map(|(answer, (_, count))| known(answer, count)).collect();
        let place = subjects().iter().position(|(fact, _)| fact.to_string() == "n").unwrap();
        given[place] = Answer::Count(low, low + width);
        let decision = run(&book, &given);
        let (due, open) = (due(&decision), open(&decision));
        for (rule, (some, none)) in book.rules.keys().zip(brute(&book, &given).unwrap()) {
            let id = rule.as_str();
            let said = (due.contains(id) || open.contains(id), !due.contains(id));
            prop_assert_eq!(said, (some, none), "{} over {}..{}", rule, low, low + width);
        }
    }

    /// Covering and missing are exact on the grid.
    #[test]
    fn covering_and_missing_agree_with_counting(a in 0..9_i64, b in 0..9_i64, c in 0..9_i64, d in 0..9_i64) {
        let (line, value) = (
            Range { min: Some(a), max: Some(b) },
            Range { min: Some(c), max: Some(c + d) },
        );
        let inside = (c..=c + d).filter(|n| a <= *n && *n <= b).count();
        prop_assert_eq!(line.covers(value), inside == usize::try_from(d).unwrap() + 1);
        prop_assert_eq!(line.misses(value), inside == 0);
    }
}
