//! Properties of deciding, over generated rulebooks and incidents.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

mod generated;

use std::collections::BTreeSet;

use generated::{Answer, answers, book, conditions, due, incident, open, run, subjects};
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use renraku::decide::{State, Verdict, decide};
use renraku::incident::Subject;

/// A rule of strength optional never keeps a channel open, so whether there is something that may be
/// done can still change; whether something must or should be done cannot.
fn binding(verdict: Verdict) -> Verdict {
    if verdict == Verdict::Optional {
        Verdict::NotRequired
    } else {
        verdict
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn not_required_only_when_settled(when in conditions(), given in answers()) {
        let decision = run(&book(when), &given);
        for line in decision.channels.values() {
            if line.verdict == Verdict::NotRequired {
                prop_assert_eq!(line.state, State::Settled);
                prop_assert_eq!(line.ceiling, None);
            }
        }
    }

    #[test]
    fn answering_never_turns_a_settled_verdict(
        when in conditions(), given in answers(), more in answers()
    ) {
        let book = book(when);
        let before = run(&book, &given);
        let answered: Vec<_> = given
            .iter()
            .zip(&more)
            .map(|(old, new)| if matches!(old, Answer::Missing) { new.clone() } else { old.clone() })
            .collect();
        // Items nobody spoke of are taken not to exist, and the output says so; so only answers
        // about items that were already there may be added, or about the first if there was none.
        let said = |number| {
            subjects().iter().zip(&given).any(|((fact, _), old)| {
                fact.item.as_ref().is_some_and(|item| item.number == number)
                    && !matches!(old, Answer::Missing)
            })
        };
        let may_speak = [said(1) || !said(2), said(2)];
        let answered: Vec<_> = answered
            .into_iter()
            .zip(subjects())
            .map(|(new, (fact, _))| match fact.item {
                Some(item) if !may_speak[item.number as usize - 1] => Answer::Missing,
                _ => new,
            })
            .collect();
        let after = run(&book, &answered);
        for (channel, line) in &before.channels {
            if line.state == State::Settled {
                prop_assert_eq!(binding(line.verdict), binding(after.channels[channel].verdict));
            }
        }
        prop_assert!(due(&before).is_subset(&due(&after)));
    }

    #[test]
    fn the_order_of_facts_never_matters(when in conditions(), given in answers()) {
        let book = book(when);
        let forward = incident(&given);
        let mut backward = forward.clone();
        backward.statements.reverse();
        let at = Timestamp::UNIX_EPOCH;
        let [one, two] = [&forward, &backward].map(|incident| decide(&book, incident, at, None));
        prop_assert_eq!(due(&one), due(&two));
        prop_assert_eq!(open(&one), open(&two));
    }

    #[test]
    fn more_possibilities_never_settle(
        when in conditions(), given in answers(), wider in prop::collection::vec(0..3_i64, 10)
    ) {
        let book = book(when);
        let widened: Vec<_> = given
            .iter()
            .zip(&wider)
            .map(|(answer, more)| match (answer, more) {
                (Answer::Count(low, high), more) => Answer::Count((low - more).max(0), high + more),
                (Answer::Bool(_), 2) => Answer::Unknown,
                (other, _) => other.clone(),
            })
            .collect();
        let (before, after) = (run(&book, &given), run(&book, &widened));
        prop_assert!(open(&before).is_subset(&open(&after)));
        prop_assert!(due(&after).is_subset(&due(&before)));
    }

    #[test]
    fn a_range_agrees_with_each_of_its_values(when in conditions(), given in answers()) {
        let book = book(when);
        let whole = run(&book, &given);
        for pick in 0..4_i64 {
            let one: Vec<_> = given
                .iter()
                .map(|answer| match answer {
                    Answer::Count(low, high) => {
                        let value = (low + pick).min(*high);
                        Answer::Count(value, value)
                    }
                    other => other.clone(),
                })
                .collect();
            let single = run(&book, &one);
            prop_assert!(due(&whole).is_subset(&due(&single)));
            prop_assert!(due(&single).is_subset(&due(&whole).union(&open(&whole)).cloned().collect()));
        }
    }

    #[test]
    fn the_certificate_carries_the_result(when in conditions(), given in answers()) {
        let book = book(when);
        let decision = run(&book, &given);
        if let Some(certificate) = &decision.certificate {
            let mut less = incident(&given);
            less.statements.retain(|statement| certificate.contains(&statement.subject));
            let at = Timestamp::UNIX_EPOCH;
            let again = decide(&book, &less, at, Some(date(2026, 11, 22)));
            prop_assert_eq!(due(&decision), due(&again));
            for (channel, line) in &decision.channels {
                prop_assert_eq!(line.verdict, again.channels[channel].verdict);
            }
        }
    }

    #[test]
    fn every_open_rule_closes_when_all_it_hinges_on_is_answered(
        when in conditions(), given in answers(), more in answers()
    ) {
        let book = book(when);
        let before = run(&book, &given);
        let hinges: BTreeSet<_> =
            before.open.iter().flat_map(|open| open.hinges.subjects.keys().cloned()).collect();
        let answered: Vec<_> = given
            .iter()
            .zip(&more)
            .zip(subjects())
            .map(|((old, new), (fact, count))| {
                if !hinges.contains(&Subject::Fact(fact)) {
                    return old.clone();
                }
                match (new, count) {
                    _ if matches!(old, Answer::Count(..)) => {
                        let Answer::Count(low, _) = old else { unreachable!() };
                        Answer::Count(*low, *low)
                    }
                    (Answer::Bool(yes), _) => Answer::Bool(*yes),
                    (Answer::Count(low, _), _) => Answer::Count(*low, *low),
                    (_, true) => Answer::Count(3, 3),
                    (_, false) => Answer::Bool(true),
                }
            })
            .collect();
        let after = run(&book, &answered);
        prop_assert!(after.open.is_empty(), "{:?} {:?}", hinges, open(&after));
    }
}
