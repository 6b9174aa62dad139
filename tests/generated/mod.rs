//! Small rulebooks and incidents, generated: what the properties of deciding and explaining run over.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "each test binary uses its own part, and one that cannot go on has failed"
)]

pub mod parts;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::date;
pub use parts::{PLACE, atom, cond, rule, rulebook, text};
use proptest::prelude::*;
use renraku::decide::{Decision, decide};
use renraku::incident::{FactRef, Incident, Knowledge, Origin, Statement, Subject};
use renraku::rulebook::{
    Channel, Condition, Fact, Group, Kind, Node, Possible, Range, Rulebook, Strength, Test,
};

pub const BOOLS: [&str; 4] = ["a", "b", "c", "d"];
pub const COUNTS: [&str; 2] = ["n", "m"];
pub const GROUP_BOOL: &str = "g_flag";
pub const GROUP_COUNT: &str = "g_size";

pub fn fact(id: &str, kind: Kind, group: Option<&str>) -> Fact {
    Fact {
        group: group.map(Into::into),
        ..parts::fact(id, kind, &[])
    }
}

pub fn book(conditions: Vec<Condition>) -> Rulebook {
    let plain = BOOLS.iter().map(|id| fact(id, Kind::Bool, None));
    let counts = COUNTS.iter().map(|id| fact(id, Kind::Count, None));
    let of_group = [
        fact(GROUP_BOOL, Kind::Bool, Some("g")),
        fact(GROUP_COUNT, Kind::Count, Some("g")),
    ];
    let kinds = [
        (Channel::Law, Strength::Required),
        (Channel::Law, Strength::Recommended),
        (Channel::Ceptoar, Strength::Recommended),
        (Channel::Other, Strength::Optional),
    ];
    let rules = conditions.into_iter().zip(kinds).enumerate();
    let rules = rules.map(|(number, (when, (channel, strength)))| {
        rule(&format!("r{number}"), channel, strength, when)
    });
    let group = Group {
        id: "g".into(),
        title: text(),
        all_listed: text(),
        place: PLACE,
    };
    rulebook(
        plain.chain(counts).chain(of_group).collect(),
        vec![group],
        rules.collect(),
    )
}

pub fn one_of(values: &[&str]) -> Test {
    Test::OneOf(values.iter().map(|value| (*value).into()).collect())
}

pub fn line() -> impl Strategy<Value = Test> {
    (0..6_i64, any::<bool>()).prop_map(|(line, up)| {
        Test::Within(if up {
            Range {
                min: Some(line),
                max: None,
            }
        } else {
            Range {
                min: None,
                max: Some(line),
            }
        })
    })
}

pub fn plain_leaf() -> BoxedStrategy<Condition> {
    prop_oneof![
        (prop::sample::select(BOOLS.to_vec()), any::<bool>())
            .prop_map(|(id, yes)| atom(id, one_of(&[if yes { "yes" } else { "no" }]))),
        (prop::sample::select(COUNTS.to_vec()), line()).prop_map(|(id, test)| atom(id, test)),
    ]
    .boxed()
}

pub fn group_leaf() -> BoxedStrategy<Condition> {
    prop_oneof![
        any::<bool>().prop_map(|yes| atom(GROUP_BOOL, one_of(&[if yes { "yes" } else { "no" }]))),
        line().prop_map(|test| atom(GROUP_COUNT, test)),
    ]
    .boxed()
}

pub fn tree(leaf: BoxedStrategy<Condition>) -> BoxedStrategy<Condition> {
    leaf.prop_recursive(3, 12, 3, |inner| {
        let list = || prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            list().prop_map(|parts| cond(Node::All(parts))),
            list().prop_map(|parts| cond(Node::Any(parts))),
            inner
                .clone()
                .prop_map(|part| cond(Node::Not(Box::new(part)))),
            (1..3_usize, list()).prop_map(|(n, of)| cond(Node::AtLeast { n, of })),
            (inner.clone(), inner).prop_map(|(when, unless)| cond(Node::Except {
                when: Box::new(when),
                unless: Box::new(unless),
            })),
        ]
    })
    .boxed()
}

pub fn condition() -> BoxedStrategy<Condition> {
    let some = tree(group_leaf()).prop_map(|inner| {
        cond(Node::Some {
            group: "g".into(),
            cond: Box::new(inner),
        })
    });
    let total = line().prop_map(|test| {
        let Test::Within(is) = test else {
            unreachable!("lines are ranges")
        };
        let whose = Some(Box::new(atom(GROUP_BOOL, one_of(&["yes"]))));
        cond(Node::Total {
            group: "g".into(),
            of: GROUP_COUNT.into(),
            whose,
            is,
            when_unknown: None,
        })
    });
    tree(prop_oneof![4 => plain_leaf(), 1 => some, 1 => total].boxed())
}

/// What is said of a fact.
#[derive(Clone, Debug)]
pub enum Answer {
    Missing,
    Unknown,
    Bool(bool),
    Count(i64, i64),
}

pub fn answer(count: bool) -> BoxedStrategy<Answer> {
    let known = if count {
        (0..7_i64, 0..4_i64)
            .prop_map(|(low, width)| Answer::Count(low, low + width))
            .boxed()
    } else {
        any::<bool>().prop_map(Answer::Bool).boxed()
    };
    prop_oneof![1 => Just(Answer::Missing), 1 => Just(Answer::Unknown), 3 => known].boxed()
}

pub fn subjects() -> Vec<(FactRef, bool)> {
    let plain = |id: &str| FactRef::plain(id.into());
    let item = |number, id: &str| FactRef::of_item("g".into(), number, id.into());
    BOOLS
        .iter()
        .map(|id| (plain(id), false))
        .chain(COUNTS.iter().map(|id| (plain(id), true)))
        .chain([1, 2].into_iter().flat_map(|number| {
            [
                (item(number, GROUP_BOOL), false),
                (item(number, GROUP_COUNT), true),
            ]
        }))
        .collect()
}

pub fn answers() -> BoxedStrategy<Vec<Answer>> {
    subjects()
        .into_iter()
        .map(|(_, count)| answer(count))
        .collect::<Vec<_>>()
        .boxed()
}

pub fn possible(answer: &Answer) -> Option<Knowledge> {
    let known = |possible| {
        Some(Knowledge::Known {
            possible,
            estimated: false,
        })
    };
    match answer {
        Answer::Missing => None,
        Answer::Unknown => Some(Knowledge::Unknown),
        Answer::Bool(yes) => {
            let word = if *yes { "yes" } else { "no" };
            known(Possible::OneOf(BTreeSet::from([word.into()])))
        }
        Answer::Count(low, high) => known(Possible::Within(Range {
            min: Some(*low),
            max: Some(*high),
        })),
    }
}

pub fn incident(answers: &[Answer]) -> Incident {
    let statements = subjects()
        .into_iter()
        .zip(answers)
        .filter_map(|((fact, _), answer)| {
            Some(Statement {
                subject: Subject::Fact(fact),
                knowledge: possible(answer)?,
                at: None,
                origin: Origin::Set,
                written: format!("{answer:?}"),
            })
        })
        .collect();
    Incident {
        statements,
        ..Incident::default()
    }
}

pub fn run(book: &Rulebook, answers: &[Answer]) -> Decision {
    decide(
        book,
        &incident(answers),
        Timestamp::UNIX_EPOCH,
        Some(date(2026, 11, 22)),
    )
}

pub fn due(decision: &Decision) -> BTreeSet<String> {
    decision
        .duties
        .iter()
        .map(|duty| duty.rule.to_string())
        .collect()
}

pub fn open(decision: &Decision) -> BTreeSet<String> {
    decision
        .open
        .iter()
        .map(|open| open.rule.to_string())
        .collect()
}

pub fn conditions() -> BoxedStrategy<Vec<Condition>> {
    prop::collection::vec(condition(), 4).boxed()
}
