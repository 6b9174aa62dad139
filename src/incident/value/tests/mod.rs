//! Table tests for every kind, and the round trip through the canonical spelling.

mod chosen;
mod ordered;
mod round_trip;

use super::*;
use crate::incident::testing::fact;
use crate::rulebook::{ChoiceId, Text};

fn users() -> Fact {
    fact(Kind::Count, Some("users"), &[])
}

fn power() -> Fact {
    fact(Kind::Quantity, Some("kW"), &[])
}

fn sectors(kind: Kind) -> Fact {
    fact(
        kind,
        None,
        &[
            ("telecom", "情報通信（電気通信）", &["電気通信", "通信"]),
            ("cable_tv", "ケーブルテレビ", &["CATV"]),
            (
                "banking",
                "Finance (banks, and the like)",
                &["銀行", "金融"],
            ),
            ("insurance", "保険", &["金融"]),
            ("water", "水道", &["not known|no"]),
        ],
    )
}

fn ticks(fact: &Fact, text: &str) -> (Option<i64>, Option<i64>, bool) {
    match read(fact, None, text) {
        Ok(Reading {
            knowledge:
                Knowledge::Known {
                    possible: Possible::Within(range),
                    estimated,
                },
            ..
        }) => (range.min, range.max, estimated),
        other => panic!("{text}: {other:?}"),
    }
}

fn problem(fact: &Fact, text: &str) -> Problem {
    match read(fact, None, text) {
        Err(error) => error.problem,
        Ok(reading) => panic!("{text}: {reading:?}"),
    }
}

fn spelled(fact: &Fact, text: &str) -> String {
    let reading = read(fact, None, text).unwrap_or_else(|error| panic!("{text}: {error}"));
    spell(fact, &reading.knowledge)
}
