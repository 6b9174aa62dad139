//! The planner: few questions, a true bound of how many are left, and the price of the interview.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a test that cannot go on has failed"
)]

mod book;
#[path = "../common/mod.rs"]
mod common;
#[path = "../generated/parts.rs"]
mod parts;

use std::collections::BTreeMap;

use book::{FACTS, answers, book, either, fact, generated, is, known, priors, subject, weights};
use jiff::Timestamp;
use parts::cond;
use renraku::decide::board::{self, Scratch};
use renraku::decide::outlook::{Outlook, outlook};
use renraku::incident::{Statement, Subject};
use renraku::interview::planner::{Effort, Priors, order};
use renraku::rulebook::{Kind, Node, Rulebook};

/// Rulebooks that are tried.
const SEEDS: std::ops::Range<u64> = 0..24;
/// Looking one answer ahead only.
const SHORT_SIGHTED: Effort = Effort {
    exact_below: 0,
    looks: 0,
};

fn at() -> Timestamp {
    "2026-11-22T00:00:00Z".parse().unwrap()
}

fn look(book: &Rulebook, given: &[Statement]) -> Outlook {
    outlook(book, &known(given), at(), None)
}

fn kind_of(subject: &Subject) -> (&'static str, Kind) {
    *FACTS
        .iter()
        .find(|(id, _)| subject == &book::subject(id))
        .unwrap()
}

/// What was answered, as a key.
fn key(given: &[Statement]) -> Vec<String> {
    let mut parts: Vec<String> = given
        .iter()
        .map(|statement| format!("{} {:?}", statement.subject, statement.knowledge))
        .collect();
    parts.sort();
    parts
}

type Memo = BTreeMap<Vec<String>, f64>;

struct Game<'a> {
    book: &'a Rulebook,
    weights: &'a BTreeMap<&'static str, Vec<usize>>,
}

/// Puts the questions that are open in an order.
type Choose<'a> = dyn Fn(&[Statement], Vec<Subject>) -> Vec<Subject> + 'a;

impl Game<'_> {
    /// Expected number of questions when `choose` says which come into question.
    fn cost(&self, given: &mut Vec<Statement>, memo: &mut Memo, choose: &Choose<'_>) -> f64 {
        let key = key(given);
        if let Some(known) = memo.get(&key) {
            return *known;
        }
        let open = look(self.book, given).questions;
        let mut least = if open.is_empty() { 0.0 } else { f64::MAX };
        for question in choose(given, open) {
            let (id, kind) = kind_of(&question);
            let weights = &self.weights[id];
            let whole: usize = weights.iter().sum();
            let mut sum = 1.0;
            for (answer, weight) in answers(id, kind).into_iter().zip(weights) {
                given.push(answer);
                sum += self.cost(given, memo, choose) * (*weight as f64 / whole as f64);
                given.pop();
            }
            least = least.min(sum);
        }
        memo.insert(key, least);
        least
    }

    /// Under the best order there is.
    fn optimum(&self) -> f64 {
        self.cost(&mut Vec::new(), &mut Memo::new(), &|_, open| open)
    }

    /// Under the planner's order.
    fn planned(&self, priors: &Priors, effort: Effort) -> f64 {
        self.cost(&mut Vec::new(), &mut Memo::new(), &|given, open| {
            let board = board::of_known(self.book, &known(given), at(), None);
            let last = given.last().map(|statement| &statement.subject);
            let order = order(self.book, &board, priors, last, effort);
            let next = order.into_iter().find(|subject| open.contains(subject));
            next.or_else(|| open.first().cloned()).into_iter().collect()
        })
    }

    /// In the order of the catalogue.
    fn as_they_come(&self) -> f64 {
        self.cost(&mut Vec::new(), &mut Memo::new(), &|_, open| {
            open.into_iter().take(1).collect()
        })
    }
}

#[test]
fn the_planner_is_within_a_tenth_of_the_best_order() {
    let (mut best, mut short, mut plain) = (0.0, 0.0, 0.0);
    for seed in SEEDS {
        let book = generated(seed);
        let weights = weights(seed);
        let game = Game {
            book: &book,
            weights: &weights,
        };
        let priors = priors(&weights);
        let optimum = game.optimum();
        let planned = game.planned(&priors, Effort::default());
        assert!(
            planned <= 1.1 * optimum + 1e-9,
            "seed {seed}: {planned} questions against {optimum}"
        );
        assert!(
            planned >= optimum - 1e-9,
            "seed {seed}: better than the best"
        );
        best += optimum;
        short += game.planned(&priors, SHORT_SIGHTED);
        plain += game.as_they_come();
    }
    // Also where every course cannot be looked at, as in the whole rulebook.
    assert!(short <= 1.1 * best, "short-sighted {short} against {best}");
    // The test can fail: no planning at all does.
    assert!(plain > 1.1 * best, "no planning {plain} against {best}");
}

/// The most questions any order and any answers can lead to.
fn most(
    book: &Rulebook,
    given: &mut Vec<Statement>,
    memo: &mut BTreeMap<Vec<String>, usize>,
) -> usize {
    let key = key(given);
    if let Some(known) = memo.get(&key) {
        return *known;
    }
    let outlook = look(book, given);
    let mut worst = 0;
    for question in &outlook.questions {
        let (id, kind) = kind_of(question);
        let mut possible = answers(id, kind);
        if kind == Kind::Choice {
            possible.push(either());
        }
        for answer in possible {
            given.push(answer);
            worst = worst.max(1 + most(book, given, memo));
            given.pop();
        }
    }
    assert!(
        worst <= outlook.left_at_most,
        "{worst} questions after {key:?}, and {} were said to be left at most",
        outlook.left_at_most
    );
    memo.insert(key, worst);
    worst
}

#[test]
fn no_more_questions_are_left_than_is_said() {
    for seed in SEEDS {
        most(&generated(seed), &mut Vec::new(), &mut BTreeMap::new());
    }
}

#[test]
fn exclusive_branches_are_not_counted_together() {
    let mut facts = vec![fact("k", Kind::Choice, "t")];
    let mut rules = Vec::new();
    for (id, gate) in [("a", "x"), ("b", "x"), ("c", "y"), ("d", "z")] {
        let mut waiting = fact(id, Kind::Bool, "t");
        waiting.asked_if = Some(is("k", gate));
        facts.push(waiting);
        rules.push(is(id, "yes"));
    }
    let book = book(facts, rules);
    let outlook = look(&book, &[]);
    assert_eq!(outlook.questions, [subject("k")]);
    assert_eq!(outlook.left_at_most, 3, "k, a and b; c and d exclude them");
    let mut memo = BTreeMap::new();
    assert_eq!(most(&book, &mut Vec::new(), &mut memo), 3);
}

#[test]
fn nothing_is_asked_behind_a_gate_that_is_not_known() {
    let mut detail = fact("b", Kind::Bool, "t");
    detail.asked_if = Some(is("a", "yes"));
    let both = cond(Node::All(vec![is("a", "yes"), is("b", "yes")]));
    let book = book(vec![fact("a", Kind::Bool, "t"), detail], vec![both]);
    let unknown = answers("a", Kind::Bool).pop().unwrap();
    let outlook = look(&book, &[unknown]);
    assert!(outlook.questions.is_empty(), "{:?}", outlook.questions);
    assert_eq!(outlook.left_at_most, 0);
}

#[test]
fn the_board_asks_all_that_deciding_asks() {
    let (mut equal, mut all) = (0, 0);
    for seed in 0..200 {
        let book = generated(seed);
        let mut dice = book::Dice::new(seed);
        let board = board::of_known(&book, &known(&[]), at(), None);
        let mut given = Vec::new();
        let mut put = board.unanswered();
        for _ in 0..dice.roll(FACTS.len()) {
            let open = look(&book, &given).questions;
            if open.is_empty() {
                break;
            }
            let (id, kind) = kind_of(&open[dice.roll(open.len())]);
            let mut options = answers(id, kind);
            let answer = options.swap_remove(dice.roll(options.len()));
            if let Some((question, reply)) = board.reply(&answer) {
                put.set(question, Some(reply));
            }
            given.push(answer);
        }
        let open = board.open(&put, &mut Scratch::default());
        let asked: Vec<&Subject> = open
            .now
            .iter()
            .map(|number| &board.questions()[number].subject)
            .collect();
        let decided = look(&book, &given).questions;
        for subject in &decided {
            assert!(
                asked.contains(&subject),
                "seed {seed}: {subject} after {given:?}"
            );
        }
        all += 1;
        equal += usize::from(asked.len() == decided.len());
    }
    // Deciding takes ranges apart at their lines, which the board does not.
    assert!(equal * 10 >= all * 9, "{equal} of {all}");
}

#[test]
fn a_topic_is_finished_before_the_next() {
    let facts = [("a", "one"), ("b", "two"), ("c", "one"), ("d", "two")];
    let all = facts.iter().map(|(id, _)| is(id, "yes")).collect();
    let facts = facts
        .iter()
        .map(|(id, topic)| fact(id, Kind::Bool, topic))
        .collect();
    let book = book(facts, vec![cond(Node::All(all))]);
    for (first, then) in [("a", "c"), ("b", "d"), ("d", "b")] {
        let yes = answers(first, Kind::Bool).remove(1);
        let given = [yes];
        let board = board::of_known(&book, &known(&given), at(), None);
        let last = subject(first);
        let order = order(
            &book,
            &board,
            &Priors::default(),
            Some(&last),
            Effort::default(),
        );
        assert_eq!(order[0], subject(then));
    }
}

#[test]
fn an_answer_that_is_rarely_no_is_asked_later() {
    let both = cond(Node::All(vec![is("a", "yes"), is("b", "yes")]));
    let facts = ["a", "b"].map(|id| fact(id, Kind::Bool, "t")).to_vec();
    let book = book(facts, vec![both]);
    let board = board::of_known(&book, &known(&[]), at(), None);
    for (often_no, other) in [("a", "b"), ("b", "a")] {
        let mut priors = Priors::default();
        for _ in 0..10 {
            let no = answers(often_no, Kind::Bool).remove(0).knowledge;
            let yes = answers(other, Kind::Bool).remove(1).knowledge;
            for (id, knowledge) in [(often_no, no), (other, yes)] {
                if let renraku::incident::Knowledge::Known { possible, .. } = knowledge {
                    priors.add(&id.into(), Some(&possible));
                }
            }
        }
        let order = order(&book, &board, &priors, None, Effort::default());
        assert_eq!(order[0], subject(often_no));
    }
}

#[test]
fn cases_cost_prints_what_the_interview_costs() {
    let output = common::run(&["cases", "cost", "--only", "port-", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", common::talk(&output));
    let cost: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let cases = cost["cases"].as_array().unwrap();
    assert_eq!(cost["summary"]["cases"], cases.len());
    assert!(!cases.is_empty());
    for case in cases {
        let number = |name: &str| case[name].as_u64().unwrap();
        assert!(number("at_least") <= number("smallest"));
        assert!(number("smallest") <= number("questions"), "{case}");
        assert!(number("questions") <= number("left_at_most"), "{case}");
        assert_eq!(case["same"], true, "{case}");
        let asked = case["asked"].as_array().unwrap();
        assert_eq!(asked.len() as u64, number("questions"));
    }
    assert!(cost["summary"]["mean_ratio"].as_f64().unwrap() <= 1.5);
    let none = common::run(&["cases", "cost", "--only", "no-such-case"]);
    assert_eq!(none.status.code(), Some(2));
}
