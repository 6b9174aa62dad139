//! Runs the program as a user would, with nothing of the environment but what a test gives it.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "each test binary uses its own part, and one that cannot go on has failed"
)]

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The program, in English, with a clean environment.
pub fn renraku() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_renraku"));
    command
        .env_clear()
        .env("RENRAKU_LANG", "en")
        .env("COLUMNS", "80");
    command
}

/// Runs it with these words.
pub fn run<S: AsRef<str>>(words: &[S]) -> Output {
    renraku()
        .args(words.iter().map(AsRef::as_ref))
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// Runs it with these words and this standard input.
pub fn run_with_input(words: &[&str], input: &[u8]) -> Output {
    let mut child = renraku()
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may refuse before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

/// What it said on standard error.
pub fn talk(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// What it wrote on standard output.
pub fn result(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// One decision as JSON; `facts` as given to `--set`, `more` other words, among them another `--at`.
pub fn decide(facts: &[&str], more: &[&str]) -> Decision {
    let mut words = vec!["decide", "--format", "json"];
    if !more.contains(&"--at") {
        words.extend(["--at", "2026-11-22T09:00"]);
    }
    words.extend(more);
    for fact in facts {
        words.extend(["--set", fact]);
    }
    let output = run(&words);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{words:?}\n{}",
        talk(&output)
    );
    Decision(serde_json::from_slice(&output.stdout).unwrap())
}

/// A decision as printed.
#[derive(Debug)]
pub struct Decision(pub Value);

impl Decision {
    fn rules(&self, list: &str) -> BTreeSet<String> {
        let entries = self.0[list].as_array().unwrap().iter();
        entries
            .map(|entry| entry["rule"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Rules that are due.
    pub fn duties(&self) -> BTreeSet<String> {
        self.rules("duties")
    }

    /// Rules that are open or doubtful.
    pub fn open(&self) -> BTreeSet<String> {
        self.rules("open")
    }

    /// Whether a rule is due.
    pub fn is_due(&self, rule: &str) -> bool {
        self.duties().contains(rule)
    }

    /// Whether a rule is neither due nor open.
    pub fn is_ruled_out(&self, rule: &str) -> bool {
        !self.duties().contains(rule) && !self.open().contains(rule)
    }

    /// The facts an open rule hinges on.
    pub fn hinges(&self, rule: &str) -> BTreeSet<String> {
        let open = self.0["open"].as_array().unwrap();
        let entry = open.iter().find(|entry| entry["rule"] == rule);
        let hinges = entry.map(|entry| entry["hinges_on"].as_array().unwrap().clone());
        let names = hinges.unwrap_or_default();
        names
            .iter()
            .map(|name| name.as_str().unwrap().to_owned())
            .collect()
    }

    /// The headline word of a channel.
    pub fn verdict(&self, channel: &str) -> &str {
        self.0["channels"][channel]["verdict"].as_str().unwrap()
    }

    /// The entry of a rule that is due.
    pub fn duty(&self, rule: &str) -> &Value {
        let duties = self.0["duties"].as_array().unwrap();
        duties
            .iter()
            .find(|duty| duty["rule"] == rule)
            .unwrap_or_else(|| panic!("{rule} is due"))
    }
}
