//! The lines on missing facts that rule engines are known to get wrong: no short cut may change an
//! answer or hide a missing fact.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::fs;
use std::path::Path;

use common::{Decision, result, run, talk};

/// A rulebook of three facts and one rule for each condition.
fn write(folder: &Path, conditions: &[(&str, &str)]) {
    let file = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    file(
        "rulebook.yaml",
        "version: 2026.1.1\nverified_days: {from: 2014-05-19, until: 2026-11-22}\n",
    );
    file(
        "terms.yaml",
        "promptly: {ja: 速やかに, en: promptly}\nprompt: {ja: 速報, en: prompt report}\n",
    );
    file(
        "authorities.yaml",
        "office: {names: [{ja: 係, en: Office, verified: text}]}\n",
    );
    file(
        "sectors.yaml",
        "none: {title: {ja: なし, en: None}, in_plan: [], desks: {ministry: [{is: office}], ceptoar: []}}\n",
    );
    file(
        "holidays.yaml",
        "from: 2014-01-01\nuntil: 2027-12-31\nweekend: [saturday, sunday]\n\
         year_end: {from: 12-29, until: 01-03}\ndays: {}\nsources: [{law: 法}]\n",
    );
    file(
        "facts.yaml",
        "topic: {ja: 話, en: Topic}\nfacts:\n\
         \x20 sector: {kind: choices, scope: organisation, question: {ja: 分野, en: Sector}, choices: {none: {ja: なし, en: None}}}\n\
         \x20 occurred_at: {kind: instant, question: {ja: いつ, en: When}}\n\
         \x20 known_at: {kind: instant, question: {ja: 知った時, en: Known}}\n\
         \x20 a: {kind: bool, question: {ja: 甲, en: A}}\n\
         \x20 b: {kind: bool, question: {ja: 乙, en: B}}\n\
         \x20 n: {kind: count, unit: things, question: {ja: 数, en: N}}\n",
    );
    for (id, when) in conditions {
        file(
            &format!("{id}.yaml"),
            &format!(
                "id: {id}\nchannel: law\nbasis: statute\nstrength: required\n\
                 title: {{ja: 規則, en: Rule}}\nverified: text\nchecked_on: 2026-11-22\n\
                 not_monotone: []\neditions:\n  - from: 2014-01-01\n    governed_by: due\n\
                 \x20   bound: {{always: true}}\n    limbs:\n      one:\n        when: {when}\n\
                 \x20   to: [office]\n    deadlines: [{{stage: prompt, word: promptly, from: known_at}}]\n\
                 \x20   sources: [{{law: 法}}]\n"
            ),
        );
    }
}

fn decide(folder: &Path, a: &str) -> Decision {
    let folder = folder.to_str().unwrap();
    let set = format!("a={a}");
    let output = run(&[
        "decide",
        "--rules-only",
        folder,
        "--at",
        "2026-11-22",
        "--format",
        "json",
        "--set",
        &set,
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", talk(&output));
    Decision(serde_json::from_str(&result(&output)).unwrap())
}

#[test]
fn no_short_cut_changes_an_answer_or_hides_a_missing_fact() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        &[
            ("a-or-b", "{any: [{a: true}, {b: true}]}"),
            ("b-or-a", "{any: [{b: true}, {a: true}]}"),
            ("a-and-b", "{all: [{a: true}, {b: true}]}"),
            ("b-and-a", "{all: [{b: true}, {a: true}]}"),
            ("n-at-least", "{n: \">= 10\"}"),
            ("not-n-at-least", "{not: {n: \">= 10\"}}"),
            ("n-below", "{n: \"< 10\"}"),
        ],
    );
    let yes = decide(folder.path(), "yes");
    assert!(yes.is_due("a-or-b") && yes.is_due("b-or-a"));
    let no = decide(folder.path(), "no");
    assert!(no.is_ruled_out("a-and-b") && no.is_ruled_out("b-and-a"));
    for (rule, fact) in [
        ("a-or-b", "b"),
        ("b-or-a", "b"),
        ("n-at-least", "n"),
        ("not-n-at-least", "n"),
        ("n-below", "n"),
    ] {
        assert!(no.hinges(rule).contains(fact), "{rule}");
    }
    assert_eq!(no.verdict("law"), "undetermined");
}

#[test]
fn nothing_said_leaves_everything_open() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        &[("a-and-b", "{all: [{a: true}, {b: true}]}")],
    );
    let unknown = decide(folder.path(), "?");
    assert_eq!(
        unknown.hinges("a-and-b").len(),
        2,
        "no missing fact is hidden"
    );
    assert_eq!(unknown.verdict("law"), "undetermined");
}
