//! What changed between two days: `rules diff` and `diff`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod common;

use common::{result, run, talk};
use serde_json::Value;

const BANK: &str = "casebook/banking/banking-2026-11-ransomware-five-thousand.yaml";

fn json(words: &[&str]) -> Value {
    let output = run(words);
    assert_eq!(output.status.code(), Some(0), "{}", talk(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// `rules diff` as JSON.
fn rules_diff(from: &str, to: &str) -> Value {
    json(&[
        "rules", "diff", "--from", from, "--to", to, "--format", "json",
    ])
}

fn changes<'a>(diff: &'a Value, list: &str, change: &str) -> Vec<&'a str> {
    let entries = diff[list].as_array().unwrap().iter();
    entries
        .filter(|entry| entry["change"] == change)
        .map(|entry| entry["rule"].as_str().unwrap())
        .collect()
}

#[test]
fn nothing_changes_from_a_day_to_the_same_day() {
    let diff = rules_diff("2026-11-22", "2026-11-22");
    let counts = &diff["counts"];
    assert_eq!(
        (&counts["new"], &counts["ended"], &counts["changed"]),
        (&0.into(), &0.into(), &0.into())
    );
    assert!(diff["bodies"].as_array().unwrap().is_empty());
}

#[test]
fn ten_years_of_law() {
    let diff = rules_diff("2016-03-31", "2026-11-22");
    let new = changes(&diff, "rules", "new");
    assert!(new.contains(&"cyber-response-5-incident"), "{new:?}");
    assert!(new.contains(&"telecom-near-miss"), "{new:?}");
    let ended = changes(&diff, "rules", "ended");
    assert!(
        ended.contains(&"telecom-facility-information-leak"),
        "{ended:?}"
    );
    let rules = diff["rules"].as_array().unwrap();
    let telecom = rules
        .iter()
        .find(|rule| rule["rule"] == "telecom-serious-accident")
        .unwrap();
    assert_eq!(telecom["change"], "changed");
    assert_eq!(telecom["changed_on"][0], "2019-04-01");
    let removed = telecom["removed"].as_array().unwrap();
    assert!(
        removed
            .iter()
            .any(|line| line["en"].as_str().unwrap().contains("lpwa"))
    );
    let bodies = diff["bodies"].as_array().unwrap();
    let water = bodies
        .iter()
        .find(|body| body["id"] == "water" && body["what"] == "ministry")
        .unwrap();
    assert_eq!(water["from"]["ja"], "厚生労働省");
    assert_eq!(water["to"]["ja"], "国土交通省");
}

#[test]
fn a_changed_line_is_the_same_line_in_both_languages() {
    let diff = rules_diff("2016-03-31", "2026-11-22");
    let rules = diff["rules"].as_array().unwrap().iter();
    let lines = rules.flat_map(|rule| ["removed", "added"].map(|list| &rule[list]));
    // A test of a fact begins with its name whatever the language.
    let fact = |line: &Value, lang: &str| {
        let text = line[lang].as_str().unwrap().strip_prefix("- ")?;
        let (name, rest) = text.split_once(' ')?;
        rest.starts_with(['=', '<', '>']).then(|| name.to_owned())
    };
    let mut tests = 0;
    for line in lines.flat_map(|list| list.as_array().unwrap()) {
        assert_eq!(fact(line, "ja"), fact(line, "en"), "{line}");
        tests += usize::from(fact(line, "en").is_some());
    }
    assert!(tests > 20, "{tests}");
}

#[test]
fn one_attack_on_a_bank_under_both_laws() {
    let diff = json(&[
        "diff",
        BANK,
        "--from",
        "2016-03-31",
        "--to",
        "2026-11-22",
        "--format",
        "json",
    ]);
    let new = changes(&diff, "duties", "new");
    assert!(new.contains(&"cyber-response-5-incident"), "{new:?}");
    assert!(new.contains(&"appi-26-leak"), "{new:?}");
    assert_eq!(diff["channels"]["law"]["from"], "required");
    let changed = changes(&diff, "duties", "changed");
    assert!(
        changed.contains(&"fin-system-failure-report"),
        "{changed:?}"
    );
}

#[test]
fn both_read_well_in_sixty_columns() {
    for lang in ["ja", "en"] {
        for words in [
            &[
                "rules",
                "diff",
                "--from",
                "2016-03-31",
                "--to",
                "2026-11-22",
            ][..],
            &["diff", BANK, "--from", "2016-03-31", "--to", "2026-11-22"],
        ] {
            let mut command = common::renraku();
            command
                .env("COLUMNS", "60")
                .args(["--lang", lang])
                .args(words);
            let output = command.output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{}", talk(&output));
            let text = result(&output);
            assert!(text.contains("cyber-response-5-incident"), "{text}");
            // A name that is longer than what is left of a line stays whole.
            let wide = text
                .lines()
                .find(|line| console::measure_text_width(line) > 60 && line.trim().contains(' '));
            assert_eq!(wide, None, "{lang}");
        }
    }
}

#[test]
fn the_day_of_the_law_is_given_once() {
    let output = run(&[
        "diff",
        BANK,
        "--from",
        "2016-03-31",
        "--as-of",
        "2016-03-31",
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(talk(&output).contains("--as-of"));
}
