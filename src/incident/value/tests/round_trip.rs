//! What is read, spelled and read again is the same; nothing panics.

use proptest::prelude::*;

use super::*;
use crate::rulebook::Range;

fn known_again(fact: &Fact, knowledge: &Knowledge) {
    let text = spell(fact, knowledge);
    let again = read(fact, None, &text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(&again.knowledge, knowledge, "{text}");
}

fn ranges(least: i64, most: i64) -> impl Strategy<Value = Range> {
    let tick = move || least..=most;
    let order = |(a, b): (i64, i64)| Range {
        min: Some(a.min(b)),
        max: Some(a.max(b)),
    };
    prop_oneof![
        tick().prop_map(Range::exactly),
        (tick(), tick()).prop_map(order),
        tick().prop_map(|a| Range {
            min: Some(a),
            max: None
        }),
    ]
}

fn subset(ids: Vec<&'static str>) -> impl Strategy<Value = std::collections::BTreeSet<ChoiceId>> {
    let most = ids.len();
    proptest::sample::subsequence(ids, 0..=most)
        .prop_map(|ids| ids.into_iter().map(ChoiceId::new).collect())
}

proptest! {
    #[test]
    fn ordered_values_survive_their_spelling(
        amount in ranges(0, 1_000_000_000_000),
        second in ranges(-2_208_900_000, 7_258_000_000),
        hour in 0_i64..2_000_000,
        day in ranges(-25_567, 83_000),
        estimated: bool,
    ) {
        let within = |range| Knowledge::Known { possible: Possible::Within(range), estimated };
        known_again(&users(), &within(amount));
        known_again(&power(), &within(amount));
        known_again(&fact(Kind::Duration, None, &[]), &within(Range {
            min: amount.min.map(|tick| tick % 10_000_000),
            max: amount.max.map(|tick| 10_000_000 + tick % 10_000_000),
        }));
        let instant = fact(Kind::Instant, None, &[]);
        known_again(&instant, &within(second));
        known_again(&instant, &within(Range { min: None, max: second.max.or(Some(0)) }));
        for length in [3600, 86_400, 172_800] {
            let first = hour * 3600;
            known_again(&instant, &within(Range { min: Some(first), max: Some(first + length - 1) }));
        }
        known_again(&fact(Kind::Date, None, &[]), &within(day));
    }

    #[test]
    fn choices_survive_their_spelling(
        options in subset(vec!["telecom", "cable_tv", "banking", "insurance", "water"]),
        more in subset(vec!["telecom", "cable_tv", "water"]),
        estimated: bool,
    ) {
        let mut sets = vec![options.clone(), more];
        sets.sort();
        sets.dedup();
        let known = |possible| Knowledge::Known { possible, estimated };
        known_again(&sectors(Kind::Choices), &known(Possible::Sets(sets)));
        if !options.is_empty() {
            known_again(&sectors(Kind::Choice), &known(Possible::OneOf(options)));
        }
    }

    #[test]
    fn nothing_a_person_types_panics(text in any::<String>(), bits in "[0-9万億千.,~〜年月日時分半:|<>=T+-]{0,20}") {
        for kind in [Kind::Bool, Kind::Choice, Kind::Choices, Kind::Count, Kind::Quantity,
                     Kind::Duration, Kind::Instant, Kind::Date] {
            let fact = Fact { kind, ..sectors(Kind::Choice) };
            for text in [&text, &bits] {
                if let Ok(reading) = read(&fact, None, text)
                    && reading.knowledge != Knowledge::Unknown
                {
                    known_again(&fact, &reading.knowledge);
                }
            }
        }
    }
}
