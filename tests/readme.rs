//! What the README shows is what the program prints.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::fs;

use common::{renraku, result, talk};

/// The blocks of a kind, without their fences.
fn blocks(text: &str, kind: &str) -> Vec<String> {
    let fence = format!("```{kind}\n");
    text.split(&fence)
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap().replace("\\\n", ""))
        .collect()
}

/// Runs a shown session; every shown line must be printed, in order, but for `...`.
fn check(session: &str) {
    let mut lines = session.lines();
    let command = lines.next().unwrap();
    let words: Vec<&str> = command
        .split_whitespace()
        .skip_while(|word| *word != "decide")
        .collect();
    let output = renraku().args(&words).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", talk(&output));
    let printed = result(&output);
    let mut rest = printed.lines();
    for line in lines.map(str::trim_end).filter(|line| line.trim() != "...") {
        assert!(
            rest.any(|other| other.trim_end() == line),
            "{line}\nis not in\n{printed}"
        );
    }
}

#[test]
fn the_shown_sessions_are_true() {
    for readme in ["README.md", "README.ja.md"] {
        let text = fs::read_to_string(readme).unwrap();
        let sessions = blocks(&text, "console");
        assert!(!sessions.is_empty(), "{readme}");
        for session in sessions {
            check(&session);
        }
    }
}

#[test]
fn the_two_commands_are_what_they_say() {
    for readme in ["README.md", "README.ja.md"] {
        let text = fs::read_to_string(readme).unwrap();
        let commands = blocks(&text, "sh");
        let [main, tests] = commands.as_slice() else {
            panic!("{readme} shows two commands")
        };
        assert_eq!(tests.trim(), "cargo test --locked");
        let (cargo, words) = main.trim().split_once(" -- ").unwrap();
        assert_eq!(cargo, "cargo run --release --locked");
        let output = renraku().args(words.split_whitespace()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", talk(&output));
    }
    let ci = fs::read_to_string(".ci/run").unwrap();
    assert!(ci.contains("cargo test --locked"));
}
