use super::*;
use crate::rulebook::Sources;
use crate::rulebook::condition::Condition;
use crate::rulebook::fact::{Fact, Kind};
use crate::rulebook::ticks;
use crate::rulebook::value::{Range, Test};
use crate::rulebook::yaml::{Limits, parse};

const FACTS: &str = "\
topic: {ja: 試験, en: Test}
groups:
  item: {title: {ja: 品, en: item}, all_listed: {ja: 全て, en: All?}}
facts:
  flag: {kind: bool, question: {ja: 問, en: Q}}
  kind: {kind: choice, question: {ja: 問, en: Q}, choices: {a: {ja: 甲, en: A}, b: {ja: 乙, en: B}}}
  kinds: {kind: choices, question: {ja: 問, en: Q}, choices: {a: {ja: 甲, en: A}, b: {ja: 乙, en: B}}}
  users: {kind: count, unit: users, question: {ja: 問, en: Q}, aliases: [people]}
  power: {kind: quantity, unit: kW, question: {ja: 問, en: Q}}
  length: {kind: duration, question: {ja: 問, en: Q}}
  begun: {kind: instant, question: {ja: 問, en: Q}}
  told: {kind: date, question: {ja: 問, en: Q}}
  amount: {kind: count, unit: yen, group: item, question: {ja: 問, en: Q}}
";

/// Parses, without accepting any mistake.
fn tree(sources: &mut Sources, text: &str, problems: &mut Problems) -> Yaml {
    let file = sources.add("a.yaml", text);
    parse(sources, file, Limits::RULES, problems).unwrap()
}

fn document(tree: Yaml) -> Document {
    Document {
        kind: DocumentKind::Facts,
        tree,
        stem: "test".to_owned(),
        pack: 0,
    }
}

/// Reads a condition over the facts above; mistakes as `code at the characters it points at`.
fn condition(text: &str) -> Result<Condition, Vec<String>> {
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let facts = document(tree(&mut sources, FACTS, &mut problems));
    let node = tree(&mut sources, text, &mut problems);
    let (mut names, mut catalogue) = (Names::default(), Catalogue::default());
    catalogue.read(&facts, &mut names, &mut problems);
    assert_eq!(problems.count(), 0, "{problems:?}");
    let world = World {
        facts: &catalogue.facts,
        names: &names,
    };
    let found = world.condition(&node, &mut problems);
    let mistakes = problems.into_sorted().0;
    if mistakes.is_empty() {
        return Ok(found.unwrap());
    }
    let mistakes = mistakes.into_iter().map(|mistake| {
        let at = sources.slice(mistake.place.unwrap()).to_owned();
        format!("{} at {at}", mistake.code)
    });
    Err(mistakes.collect())
}

fn test_of(text: &str) -> Test {
    match condition(text).unwrap().node {
        crate::rulebook::Node::Atom(atom) => atom.test,
        other => panic!("{other:?}"),
    }
}

fn within(min: Option<i64>, max: Option<i64>) -> Test {
    Test::Within(Range { min, max })
}

#[test]
fn comparisons_become_closed_ranges() {
    let day = |text: &str| text.parse().unwrap();
    let midnight = ticks::day_start(day("2016-04-01"));
    let next = ticks::day_start(day("2016-04-02"));
    let date = ticks::day(day("2016-04-01"));
    for (text, min, max) in [
        ("users: \">= 30000\"", Some(30_000), None),
        ("users: \">30000\"", Some(30_001), None),
        ("users: \"< 500\"", None, Some(499)),
        ("users: \"<= 2 users\"", None, Some(2)),
        ("users: \"== 0\"", Some(0), Some(0)),
        ("users: \">= 100 < 500\"", Some(100), Some(499)),
        ("users: \"< 500 >= 100\"", Some(100), Some(499)),
        ("power: \">= 7000 kW\"", Some(7_000_000_000), None),
        ("power: \"> 1.5kW\"", Some(1_500_001), None),
        ("length: \">= 1h30min\"", Some(5_400), None),
        ("length: \"> 3d\"", Some(259_201), None),
        ("begun: \">= 2016-04-01\"", Some(midnight), None),
        ("begun: \"< 2016-04-01\"", None, Some(midnight - 1)),
        ("begun: \"> 2016-04-01\"", Some(next), None),
        ("begun: \"<= 2016-04-01\"", None, Some(next - 1)),
        ("begun: \"== 2016-04-01\"", Some(midnight), Some(next - 1)),
        ("told: \">= 2016-04-01\"", Some(date), None),
    ] {
        assert_eq!(test_of(text), within(min, max), "{text}");
    }
}

#[test]
fn matchers_that_do_not_fit_are_refused_at_their_place() {
    for (text, mistake) in [
        ("flag: \">= 1\"", "wrong-matcher at \">= 1\""),
        ("flag: [true, false]", "wrong-matcher at ["),
        ("kind: c", "unknown-choice at c"),
        ("kind: [a, 甲]", "unknown-choice at 甲"),
        ("kind: []", "empty-value at ["),
        ("kind: \">= 1\"", "wrong-matcher at \">= 1\""),
        ("users: 30000", "wrong-matcher at 30000"),
        ("users: [\">= 1\", \"< 2\"]", "comparison-list at ["),
        ("users: \">= 1 >= 2\"", "wrong-matcher at \">= 1 >= 2\""),
        ("users: \"!= 1\"", "wrong-matcher at \"!= 1\""),
        ("users: \"≥ 1\"", "wrong-matcher at \"≥ 1\""),
        ("users: \">= 1.5\"", "wrong-matcher at \">= 1.5\""),
        ("users: \">= -1\"", "wrong-matcher at \">= -1\""),
        ("users: \">= 30,000\"", "wrong-matcher at \">= 30,000\""),
        ("users: \">= ３\"", "wrong-matcher at \">= ３\""),
        ("users: \">=\"", "wrong-matcher at \">=\""),
        ("users: \">= 500 < 100\"", "never-holds at \">= 500 < 100\""),
        ("users: \">= 1 kW\"", "wrong-unit at \">= 1 kW\""),
        (
            "users: \">= 99999999999999999999\"",
            "wrong-matcher at \">= 99999999999999999999\"",
        ),
        ("power: \">= 7000\"", "missing-unit at \">= 7000\""),
        ("power: \">= 7 MW\"", "wrong-unit at \">= 7 MW\""),
        ("length: \">= 90\"", "missing-unit at \">= 90\""),
        ("length: \">= 2w\"", "wrong-unit at \">= 2w\""),
        (
            "told: \">= 2016-02-30\"",
            "wrong-matcher at \">= 2016-02-30\"",
        ),
        ("people: \">= 1\"", "unknown-fact at people"),
        ("item: {flag: true}", "unknown-fact at item"),
        ("always: false", "never-holds at false"),
        ("unless: {flag: true}", "empty-condition at unless"),
        ("any: []", "empty-condition at ["),
        ("some: {}", "empty-condition at {"),
        ("at_least: {n: 0, of: [{flag: true}]}", "not-a-number at 0"),
        (
            "total: {group: item, of: users, is: \">= 1\"}",
            "wrong-total at users",
        ),
        ("duty: {channel: lore}", "unknown-word at lore"),
        (
            "flag: {is: true, when_unknown: {worst: false, source: {law: 法}}}",
            "unknown-word at false",
        ),
    ] {
        assert_eq!(condition(text).unwrap_err(), [mistake], "{text}");
    }
}

#[test]
fn every_mistake_of_a_condition_is_reported() {
    let text =
        "any:\n  - {flagg: true}\n  - {kind: c, users: \">= 1 kW\"}\n  - not: {power: \">= 1\"}\n";
    let mistakes = condition(text).unwrap_err();
    assert_eq!(
        mistakes,
        [
            "unknown-fact at flagg",
            "unknown-choice at c",
            "wrong-unit at \">= 1 kW\"",
            "missing-unit at \">= 1\"",
        ]
    );
}

#[test]
fn kinds_have_their_choices() {
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let facts = document(tree(&mut sources, FACTS, &mut problems));
    let (mut names, mut catalogue) = (Names::default(), Catalogue::default());
    catalogue.read(&facts, &mut names, &mut problems);
    let ids = |fact: &Fact| -> Vec<String> {
        fact.choices
            .iter()
            .map(|choice| choice.id.to_string())
            .collect()
    };
    assert_eq!(ids(&catalogue.facts["flag"]), ["no", "yes"]);
    assert_eq!(ids(&catalogue.facts["kinds"]), ["a", "b"]);
    assert_eq!(catalogue.facts["amount"].kind, Kind::Count);
    assert!(catalogue.facts["amount"].group.is_some());
}
