//! Small rulebooks and incidents, generated: what the properties of deciding and explaining run over.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "each test binary uses its own part, and one that cannot go on has failed"
)]

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use renraku::decide::{Decision, decide};
use renraku::incident::{FactRef, Incident, Knowledge, Origin, Statement, Subject};
use renraku::rulebook::{
    Atom, Basis, Channel, Choice, Condition, Edition, Fact, FileId, GovernedBy, Group, Holidays,
    Kind, Limb, Node, Place, Possible, Range, Rule, Rulebook, Scope, Start, Strength, Terms, Test,
    Text, Verified, Worse,
};

pub const BOOLS: [&str; 4] = ["a", "b", "c", "d"];
pub const COUNTS: [&str; 2] = ["n", "m"];
pub const GROUP_BOOL: &str = "g_flag";
pub const GROUP_COUNT: &str = "g_size";
pub const PLACE: Place = Place {
    file: FileId(0),
    line: 1,
    column: 1,
    start: 0,
    end: 0,
};

pub fn text() -> Text {
    Text {
        ja: "文".into(),
        en: "text".into(),
    }
}

pub fn cond(node: Node) -> Condition {
    Condition { node, place: PLACE }
}

pub fn atom(fact: &str, test: Test) -> Condition {
    cond(Node::Atom(Atom {
        fact: fact.into(),
        test,
        written: String::new(),
        when_unknown: None,
    }))
}

pub fn fact(id: &str, kind: Kind, group: Option<&str>) -> Fact {
    let choice = |id: &str| Choice {
        id: id.into(),
        label: text(),
        aliases: vec![],
        rank: None,
    };
    Fact {
        id: id.into(),
        kind,
        unit: None,
        choices: if kind == Kind::Bool {
            vec![choice("no"), choice("yes")]
        } else {
            vec![]
        },
        scope: Scope::Incident,
        group: group.map(Into::into),
        topic: "t".into(),
        question: text(),
        help: None,
        aliases: vec![],
        asked_if: None,
        worse: Worse::Unordered,
        derived: None,
        place: PLACE,
    }
}

pub fn rule(id: &str, channel: Channel, strength: Strength, when: Condition) -> Rule {
    let day = date(2014, 1, 1);
    Rule {
        id: id.into(),
        channel,
        basis: Basis::Statute,
        strength,
        title: text(),
        available: None,
        absorbed_by: vec![],
        replaces: None,
        not_monotone: vec![],
        editions: vec![Edition {
            from: Start {
                not_before: day,
                not_after: day,
            },
            until: None,
            governed_by: GovernedBy::Due,
            basis: Basis::Statute,
            strength,
            bound: cond(Node::All(vec![])),
            limbs: vec![Limb {
                id: "x".into(),
                title: None,
                when,
                terms: Terms::default(),
                route: None,
                sources: vec![],
                place: PLACE,
            }],
            unclear: None,
            discharged_by: None,
            waived_if: None,
            defaults: Terms::default(),
            route: None,
            sources: vec![],
            verified: Verified::Text,
            checked_on: day,
            note: None,
            place: PLACE,
        }],
        gaps: vec![],
        verified: Verified::Text,
        checked_on: day,
        note: None,
        place: PLACE,
    }
}

pub fn book(conditions: Vec<Condition>) -> Rulebook {
    let mut facts = BTreeMap::new();
    let mut add = |fact: Fact| facts.insert(fact.id.clone(), fact);
    for id in BOOLS {
        add(fact(id, Kind::Bool, None));
    }
    for id in COUNTS {
        add(fact(id, Kind::Count, None));
    }
    add(fact(GROUP_BOOL, Kind::Bool, Some("g")));
    add(fact(GROUP_COUNT, Kind::Count, Some("g")));
    let kinds = [
        (Channel::Law, Strength::Required),
        (Channel::Law, Strength::Recommended),
        (Channel::Ceptoar, Strength::Recommended),
        (Channel::Other, Strength::Optional),
    ];
    let rules: BTreeMap<_, _> = conditions
        .into_iter()
        .zip(kinds)
        .enumerate()
        .map(|(number, (when, (channel, strength)))| {
            let rule = rule(&format!("r{number}"), channel, strength, when);
            (rule.id.clone(), rule)
        })
        .collect();
    let group = Group {
        id: "g".into(),
        title: text(),
        all_listed: text(),
        place: PLACE,
    };
    Rulebook {
        version: "test".into(),
        digest: "sha256:".into(),
        verified_days: (date(2014, 5, 19), date(2026, 11, 22)),
        facts,
        groups: BTreeMap::from([("g".into(), group)]),
        not_settable: vec![],
        definitions: BTreeMap::new(),
        definition_titles: BTreeMap::new(),
        topics: BTreeMap::new(),
        sectors: BTreeMap::new(),
        authorities: BTreeMap::new(),
        terms: BTreeMap::new(),
        holidays: Holidays {
            from: date(2014, 1, 1),
            until: date(2027, 12, 31),
            days: BTreeMap::new(),
            weekend: vec![],
            year_end: ((12, 29), (1, 3)),
            sources: vec![],
        },
        order: rules.keys().cloned().collect(),
        rules,
    }
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
