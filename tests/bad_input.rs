//! Bad input gets one clear message with its place and a way out, and never a panic.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use common::{run, run_with_input, talk};

/// Refused, with something said and nothing on standard output.
fn refused(output: &Output) -> String {
    let talk = talk(output);
    assert_eq!(output.status.code(), Some(2), "{talk}");
    assert!(output.stdout.is_empty());
    assert!(talk.contains("error"), "{talk}");
    assert!(!talk.contains("panicked"), "{talk}");
    talk
}

fn files(folder: &str) -> Vec<PathBuf> {
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    found.sort();
    found
}

fn stem(path: &Path) -> &str {
    path.file_stem().unwrap().to_str().unwrap()
}

#[test]
fn ten_mistakes_are_ten_diagnostics_at_their_places() {
    let path = "tests/fixtures/ten-mistakes/telecom-ten-mistakes.yaml";
    let talk = refused(&run(&["rules", "check", "--rules", path]));
    let expected = [
        ("unknown-key", "8:1"),
        ("missing-source", "10:5"),
        ("dates-out-of-order", "11:12"),
        ("unknown-fact", "13:13"),
        ("missing-unit", "18:45"),
        ("unknown-choice", "18:69"),
        ("wrong-unit", "21:44"),
        ("unknown-definition", "22:23"),
        ("unknown-authority", "23:10"),
        ("missing-day-one", "25:9"),
    ];
    let codes: Vec<_> = talk
        .lines()
        .filter_map(|line| line.strip_prefix("error["))
        .collect();
    assert_eq!(codes.len(), expected.len(), "{talk}");
    for (line, (code, place)) in codes.iter().zip(expected) {
        assert!(
            line.starts_with(&format!("{code}]")),
            "{code} at {place}\n{talk}"
        );
        assert!(
            talk.contains(&format!("{path}:{place}\n")),
            "{code} at {place}\n{talk}"
        );
    }
    assert!(talk.contains("10 mistakes"), "{talk}");
}

#[test]
fn mistakes_of_every_stage_are_reported_together() {
    let talk = refused(&run(&[
        "rules",
        "check",
        "--rules",
        "tests/fixtures/many-mistakes",
    ]));
    for code in [
        "circular-absorption",
        "circular-duty",
        "missing-language",
        "unknown-key",
        "overlapping-editions",
        "never-holds",
        "missing-source",
        "undeclared-gap",
        "unknown-fact",
        "unknown-choice",
        "unguarded",
        "roll-with-hours",
        "duplicate-id",
    ] {
        assert_eq!(
            talk.matches(&format!("error[{code}]")).count(),
            1,
            "{code}\n{talk}"
        );
    }
}

#[test]
fn a_worse_fact_must_not_lose_a_duty() {
    let talk = refused(&run(&[
        "rules",
        "check",
        "--rules",
        "tests/fixtures/not-monotone",
    ]));
    assert!(talk.contains("error[not-monotone]"), "{talk}");
    assert!(talk.contains("affected_users"), "{talk}");
}

#[test]
fn each_mistake_of_an_incident_is_told_with_its_place() {
    for path in files("tests/bad-input/incident") {
        let talk = refused(&run(&["decide", path.to_str().unwrap()]));
        assert!(talk.contains(&format!("error[{}]", stem(&path))), "{talk}");
        assert!(talk.contains(&format!("{}:", path.display())), "{talk}");
    }
}

#[test]
fn each_mistake_of_a_case_is_told_with_its_place() {
    for path in files("tests/bad-input/case") {
        let path = path.to_str().unwrap();
        let words = ["cases", "check", "--casebook-only", "--casebook", path];
        let talk = refused(&run(&words));
        assert!(
            talk.contains(&format!("error[{}]", stem(Path::new(path)))),
            "{talk}"
        );
        assert!(talk.contains(&format!("{path}:")), "{talk}");
    }
}

#[test]
fn a_profile_says_only_who_we_are() {
    let path = "tests/bad-input/not-organisation.yaml";
    let talk = refused(&run(&["decide", "--profile", path]));
    assert!(talk.contains("error[not-organisation]"), "{talk}");
}

#[test]
fn files_that_are_no_incident_and_no_rule() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::create_dir(path("folder")).unwrap();
    fs::write(path("empty.yaml"), "").unwrap();
    fs::write(path("large.yaml"), vec![b'a'; 50_000_000]).unwrap();
    fs::write(path("nested.yaml"), "[".repeat(20_000)).unwrap();
    fs::write(path("binary.yaml"), (0..=255).collect::<Vec<u8>>()).unwrap();
    let mut bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
    for (before, name) in ('a'..='h').zip('b'..='i') {
        let list = vec![format!("*{before}"); 9].join(",");
        writeln!(bomb, "{name}: &{name} [{list}]").unwrap();
    }
    fs::write(path("bomb.yaml"), bomb).unwrap();
    for (name, code) in [
        ("empty.yaml", "file-empty"),
        ("large.yaml", "file-too-large"),
        ("nested.yaml", "yaml-too-deep"),
        ("binary.yaml", "file-not-utf8"),
        ("bomb.yaml", "yaml-alias"),
        ("missing.yaml", "file-unreadable"),
    ] {
        for words in [vec!["decide"], vec!["rules", "check", "--rules"]] {
            let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            words.push(path(name));
            let talk = refused(&run(&words));
            assert!(
                talk.contains(&format!("error[{code}]")),
                "{words:?}\n{talk}"
            );
        }
    }
    let talk = refused(&run(&["decide".to_owned(), path("folder")]));
    assert!(talk.contains("error[file-is-folder]"), "{talk}");
}

#[test]
fn standard_input_has_the_same_limits() {
    refused(&run_with_input(&["decide", "-"], &vec![b'a'; 2_000_000]));
    refused(&run_with_input(
        &["decide", "-"],
        b"facts: {affected_users: \xff}\n",
    ));
    let good = run_with_input(&["decide", "-", "--at", "2026-11-22"], b"facts: {}\n");
    assert_eq!(good.status.code(), Some(0), "{}", talk(&good));
}

#[test]
fn every_bad_setting_is_named_in_one_run() {
    let talk = refused(&run(&[
        "decide",
        "--set",
        "affected_user=5",
        "--set",
        "outage_duration=90",
        "--set",
        "statutory_report_due=yes",
        "--set",
        "malware_infection=yes",
    ]));
    assert!(talk.contains("did you mean `affected_users`?"), "{talk}");
    assert!(talk.contains("90min"), "{talk}");
    assert!(
        talk.contains("`statutory_report_due` cannot be set"),
        "{talk}"
    );
    assert!(
        talk.contains("`malware_infection` is no fact but a value of"),
        "{talk}"
    );
}
