//! Table tests for every kind, and the round trip through the canonical spelling.

mod chosen;
mod ordered;
mod round_trip;

use super::*;
use crate::rulebook::{Choice, ChoiceId, FileId, Place, Scope, Text, Worse};

/// A fact of that kind; choices as `id/label/alias`.
pub(crate) fn fact(kind: Kind, unit: Option<&str>, choices: &[(&str, &str, &[&str])]) -> Fact {
    let place = Place {
        file: FileId(0),
        line: 1,
        column: 1,
        start: 0,
        end: 0,
    };
    let text = |words: &str| Text {
        ja: words.to_owned(),
        en: words.to_owned(),
    };
    let choices = if kind == Kind::Bool {
        &[("no", "いいえ", &[][..]), ("yes", "はい", &[])][..]
    } else {
        choices
    };
    Fact {
        id: "fact".into(),
        kind,
        unit: unit.map(str::to_owned),
        choices: choices
            .iter()
            .map(|(id, label, aliases)| Choice {
                id: ChoiceId::new(id),
                label: text(label),
                aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
                rank: None,
            })
            .collect(),
        scope: Scope::Incident,
        group: None,
        topic: "topic".to_owned(),
        question: text("?"),
        help: None,
        aliases: Vec::new(),
        asked_if: None,
        worse: Worse::Unordered,
        derived: None,
        place,
    }
}

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
