//! Every duty that the research names became a rule, a fact or a note; and every rule has one.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::collections::BTreeSet;

use common::{decide, run};

const MAP: &str = include_str!("fixtures/duties.txt");

/// Duty, kind of what became of it, and the rest of the line.
fn map() -> Vec<(&'static str, &'static str, &'static str)> {
    let lines = MAP.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (duty, rest) = line.split_once(' ').unwrap();
            let (kind, rest) = rest.trim().split_once(' ').unwrap();
            (duty, kind, rest)
        })
        .collect()
}

fn rules() -> BTreeSet<String> {
    let output = run(&["rules", "list", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let rules = list["rules"].as_array().unwrap().iter();
    rules
        .map(|rule| rule["rule"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn every_duty_became_a_rule_or_says_where_it_went() {
    let rules = rules();
    for (duty, kind, rest) in map() {
        match kind {
            "rule" | "into" => {
                for rule in rest.split_whitespace() {
                    assert!(rules.contains(rule), "{duty}: no rule {rule}");
                }
            }
            "fact" => {
                let fact = format!("{rest}=yes");
                assert!(decide(&[&fact], &[]).0["incident"]["facts"][rest].is_object());
            }
            "note" => {
                let (sector, words) = rest.split_once(": ").unwrap();
                let decision = decide(&[&format!("sector={sector}")], &[]);
                let notes = decision.0["notes"].as_array().unwrap().iter();
                let said = notes
                    .clone()
                    .any(|note| note["en"].as_str().unwrap().contains(words));
                assert!(said, "{duty}: no note of {sector} says `{words}`");
            }
            other => panic!("{duty}: {other}"),
        }
    }
}

#[test]
fn every_rule_is_what_a_duty_became() {
    let held: BTreeSet<String> = map()
        .into_iter()
        .filter(|(_, kind, _)| *kind == "rule")
        .flat_map(|(.., rest)| rest.split_whitespace().map(str::to_owned))
        .collect();
    assert_eq!(rules(), held);
}

#[test]
fn no_duty_is_listed_twice() {
    let mut seen = BTreeSet::new();
    for (duty, ..) in map() {
        assert!(seen.insert(duty), "{duty}");
    }
}
