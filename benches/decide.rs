//! How long deciding and planning take over the whole rulebook, loading aside.
//!
//! `cargo bench` prints the figures; they are no test, for they depend on the machine.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a benchmark that cannot go on has failed"
)]

use std::sync::LazyLock;

use divan::Bencher;
use jiff::Timestamp;
use renraku::casebook::{self, Casebook};
use renraku::decide::{board, decide};
use renraku::incident::Incident;
use renraku::incident::set::{Names, read_arguments};
use renraku::interview::planner::{self, Effort, Priors};
use renraku::rulebook::{Rulebook, load};

/// Incidents, from nothing known to a good part.
const INCIDENTS: [(&str, &[&str]); 3] = [
    ("nothing known", &[]),
    ("sector known", &["sector=banking"]),
    (
        "what happened known",
        &[
            "sector=banking",
            "happened=service_disrupted,attack_or_sign",
        ],
    ),
];

static BOOK: LazyLock<Rulebook> = LazyLock::new(|| load::builtin().result.unwrap());
static CASES: LazyLock<Casebook> =
    LazyLock::new(|| casebook::builtin(&BOOK, load::builtin().sources).casebook);
static PRIORS: LazyLock<Priors> = LazyLock::new(|| casebook::learn(&CASES, &BOOK, None));

fn main() {
    divan::main();
}

fn at() -> Timestamp {
    "2026-11-22T00:00:00Z".parse().unwrap()
}

fn incident(name: &str) -> Incident {
    let (_, facts) = INCIDENTS.iter().find(|(other, _)| *other == name).unwrap();
    let facts: Vec<String> = facts.iter().map(|fact| (*fact).to_owned()).collect();
    let names = Names::new(&BOOK);
    Incident {
        statements: read_arguments(&names, &facts, &[], None)
            .unwrap()
            .statements,
        ..Incident::default()
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    INCIDENTS.iter().map(|(name, _)| *name)
}

/// One full decision with its explanation.
#[divan::bench(args = names())]
fn decision(bencher: Bencher, name: &str) {
    let incident = incident(name);
    bencher.bench(|| decide(&BOOK, &incident, at(), None));
}

/// One planning step: the board and the order of the questions on it.
#[divan::bench(args = names())]
fn planning_step(bencher: Bencher, name: &str) {
    let incident = incident(name);
    LazyLock::force(&PRIORS);
    bencher.bench(|| {
        let board = board::build(&BOOK, &incident, at(), None);
        planner::order(&BOOK, &board, &PRIORS, None, Effort::default())
    });
}

/// What the planner learns from the casebook, once a run.
#[divan::bench]
fn learning(bencher: Bencher) {
    LazyLock::force(&CASES);
    bencher.bench(|| casebook::learn(&CASES, &BOOK, None));
}
