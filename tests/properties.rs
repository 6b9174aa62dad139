//! Properties of deciding, over generated rulebooks and incidents.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use renraku::decide::{Decision, State, Verdict, decide};
use renraku::incident::{FactRef, Incident, Knowledge, Origin, Statement, Subject};
use renraku::rulebook::{
    Atom, Basis, Channel, Choice, Condition, Edition, Fact, FileId, GovernedBy, Group, Holidays,
    Kind, Limb, Node, Place, Possible, Range, Rule, Rulebook, Scope, Start, Strength, Terms, Test,
    Text, Verified, Worse,
};

const BOOLS: [&str; 4] = ["a", "b", "c", "d"];
const COUNTS: [&str; 2] = ["n", "m"];
const GROUP_BOOL: &str = "g_flag";
const GROUP_COUNT: &str = "g_size";
const PLACE: Place = Place {
    file: FileId(0),
    line: 1,
    column: 1,
    start: 0,
    end: 0,
};

fn text() -> Text {
    Text {
        ja: "文".into(),
        en: "text".into(),
    }
}

fn cond(node: Node) -> Condition {
    Condition { node, place: PLACE }
}

fn atom(fact: &str, test: Test) -> Condition {
    cond(Node::Atom(Atom {
        fact: fact.into(),
        test,
        written: String::new(),
        when_unknown: None,
    }))
}

fn fact(id: &str, kind: Kind, group: Option<&str>) -> Fact {
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

fn rule(id: &str, channel: Channel, strength: Strength, when: Condition) -> Rule {
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

fn book(conditions: Vec<Condition>) -> Rulebook {
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

fn one_of(values: &[&str]) -> Test {
    Test::OneOf(values.iter().map(|value| (*value).into()).collect())
}

fn line() -> impl Strategy<Value = Test> {
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

fn plain_leaf() -> BoxedStrategy<Condition> {
    prop_oneof![
        (prop::sample::select(BOOLS.to_vec()), any::<bool>())
            .prop_map(|(id, yes)| atom(id, one_of(&[if yes { "yes" } else { "no" }]))),
        (prop::sample::select(COUNTS.to_vec()), line()).prop_map(|(id, test)| atom(id, test)),
    ]
    .boxed()
}

fn group_leaf() -> BoxedStrategy<Condition> {
    prop_oneof![
        any::<bool>().prop_map(|yes| atom(GROUP_BOOL, one_of(&[if yes { "yes" } else { "no" }]))),
        line().prop_map(|test| atom(GROUP_COUNT, test)),
    ]
    .boxed()
}

fn tree(leaf: BoxedStrategy<Condition>) -> BoxedStrategy<Condition> {
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

fn condition() -> BoxedStrategy<Condition> {
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
        })
    });
    tree(prop_oneof![4 => plain_leaf(), 1 => some, 1 => total].boxed())
}

#[derive(Clone, Debug)]
enum Answer {
    Missing,
    Unknown,
    Bool(bool),
    Count(i64, i64),
}

fn answer(count: bool) -> BoxedStrategy<Answer> {
    let known = if count {
        (0..7_i64, 0..4_i64)
            .prop_map(|(low, width)| Answer::Count(low, low + width))
            .boxed()
    } else {
        any::<bool>().prop_map(Answer::Bool).boxed()
    };
    prop_oneof![1 => Just(Answer::Missing), 1 => Just(Answer::Unknown), 3 => known].boxed()
}

fn subjects() -> Vec<(FactRef, bool)> {
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

fn answers() -> BoxedStrategy<Vec<Answer>> {
    subjects()
        .into_iter()
        .map(|(_, count)| answer(count))
        .collect::<Vec<_>>()
        .boxed()
}

fn possible(answer: &Answer) -> Option<Knowledge> {
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

fn incident(answers: &[Answer]) -> Incident {
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

fn run(book: &Rulebook, answers: &[Answer]) -> Decision {
    decide(
        book,
        &incident(answers),
        Timestamp::UNIX_EPOCH,
        Some(date(2026, 11, 22)),
    )
}

fn due(decision: &Decision) -> BTreeSet<String> {
    decision
        .duties
        .iter()
        .map(|duty| duty.rule.to_string())
        .collect()
}

fn open(decision: &Decision) -> BTreeSet<String> {
    decision
        .open
        .iter()
        .map(|open| open.rule.to_string())
        .collect()
}

/// A rule of strength optional never keeps a channel open, so whether there is something that may be
/// done can still change; whether something must or should be done cannot.
fn binding(verdict: Verdict) -> Verdict {
    if verdict == Verdict::Optional {
        Verdict::NotRequired
    } else {
        verdict
    }
}

fn conditions() -> BoxedStrategy<Vec<Condition>> {
    prop::collection::vec(condition(), 4).boxed()
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
