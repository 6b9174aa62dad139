//! Rulebooks small enough to try every order of questions, generated from fixed seeds.

use std::collections::{BTreeMap, BTreeSet};

use renraku::incident::{FactRef, Knowledge, Known, Origin, Statement, Subject};
use renraku::interview::planner::Priors;
use renraku::rulebook::{
    Channel, Condition, Fact, Kind, Node, Possible, Range, Rulebook, Strength, Test,
};

use crate::parts::{self, atom, cond, rule, rulebook};

/// Facts of a generated rulebook: four of yes or no, a choice of three, a count.
pub const FACTS: [(&str, Kind); 6] = [
    ("a", Kind::Bool),
    ("b", Kind::Bool),
    ("c", Kind::Bool),
    ("d", Kind::Bool),
    ("k", Kind::Choice),
    ("n", Kind::Count),
];
const LINES: [i64; 2] = [10, 20];

/// Numbers that look random and are the same in every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % sides
    }
}

pub fn is(fact: &str, word: &str) -> Condition {
    atom(fact, Test::OneOf([word.into()].into()))
}

pub fn fact(id: &str, kind: Kind, topic: &str) -> Fact {
    let choices: &[&str] = match kind {
        Kind::Choice => &["x", "y", "z"],
        _ => &[],
    };
    Fact {
        topic: topic.into(),
        ..parts::fact(id, kind, choices)
    }
}

/// A rulebook of these facts, with a rule for each condition.
pub fn book(facts: Vec<Fact>, conditions: Vec<Condition>) -> Rulebook {
    let rules = conditions.into_iter().enumerate().map(|(number, when)| {
        let id = format!("r{number}");
        rule(&id, Channel::Law, Strength::Required, when)
    });
    rulebook(facts, vec![], rules.collect())
}

/// A rulebook with two to four rules; some facts wait for others.
pub fn generated(seed: u64) -> Rulebook {
    let mut dice = Dice::new(seed);
    let mut facts: Vec<Fact> = FACTS
        .iter()
        .map(|(id, kind)| fact(id, *kind, "t"))
        .collect();
    if dice.roll(2) == 0 {
        let gate = ["x", "y", "z"][dice.roll(3)];
        facts[0].asked_if = Some(is("k", gate));
        let gate = ["x", "y", "z"][dice.roll(3)];
        facts[1].asked_if = Some(is("k", gate));
    }
    if dice.roll(2) == 0 {
        facts[2].asked_if = Some(is("d", "yes"));
    }
    let rules = 2 + dice.roll(3);
    let conditions = (0..rules).map(|_| tree(&mut dice, 2)).collect();
    book(facts, conditions)
}

fn tree(dice: &mut Dice, depth: usize) -> Condition {
    if depth == 0 || dice.roll(5) == 0 {
        return leaf(dice);
    }
    let parts: Vec<_> = (0..2 + dice.roll(2))
        .map(|_| tree(dice, depth - 1))
        .collect();
    match dice.roll(6) {
        0..=2 => cond(Node::All(parts)),
        3 | 4 => cond(Node::Any(parts)),
        _ => cond(Node::AtLeast { n: 2, of: parts }),
    }
}

fn leaf(dice: &mut Dice) -> Condition {
    let (id, kind) = FACTS[dice.roll(FACTS.len())];
    match kind {
        Kind::Bool => is(id, ["no", "yes", "yes"][dice.roll(3)]),
        Kind::Choice => is(id, ["x", "y", "z"][dice.roll(3)]),
        _ => atom(
            id,
            Test::Within(Range {
                min: Some(LINES[dice.roll(2)]),
                max: None,
            }),
        ),
    }
}

pub fn subject(id: &str) -> Subject {
    Subject::Fact(FactRef::plain(id.into()))
}

/// Every answer to a fact of that kind, "not known now" last.
pub fn answers(id: &str, kind: Kind) -> Vec<Statement> {
    let one = |word: &str| Possible::OneOf([word.into()].into());
    let values = match kind {
        Kind::Bool => vec![one("no"), one("yes")],
        Kind::Choice => vec![one("x"), one("y"), one("z")],
        _ => vec![0, 10, 20]
            .into_iter()
            .map(|tick| Possible::Within(Range::exactly(tick)))
            .collect(),
    };
    let known = values.into_iter().map(|possible| Knowledge::Known {
        possible,
        estimated: false,
    });
    known
        .chain([Knowledge::Unknown])
        .map(|knowledge| statement(id, knowledge))
        .collect()
}

/// An answer that leaves two values of a choice possible.
pub fn either() -> Statement {
    statement(
        "k",
        Knowledge::Known {
            possible: Possible::OneOf(BTreeSet::from(["x".into(), "y".into()])),
            estimated: false,
        },
    )
}

fn statement(id: &str, knowledge: Knowledge) -> Statement {
    Statement {
        subject: subject(id),
        knowledge,
        at: None,
        origin: Origin::Asked,
        written: String::new(),
    }
}

/// How often each answer is given: by fact, in the order of [`answers`].
pub fn weights(seed: u64) -> BTreeMap<&'static str, Vec<usize>> {
    let mut dice = Dice::new(seed ^ 0xabcd);
    FACTS
        .iter()
        .map(|(id, kind)| {
            let count = answers(id, *kind).len();
            (*id, (0..count).map(|_| 1 + dice.roll(9)).collect())
        })
        .collect()
}

/// Priors learned from so many answers that nothing else counts.
pub fn priors(weights: &BTreeMap<&'static str, Vec<usize>>) -> Priors {
    let mut priors = Priors::default();
    for (id, kind) in FACTS {
        for (answer, weight) in answers(id, kind).iter().zip(&weights[id]) {
            for _ in 0..weight * 100 {
                match &answer.knowledge {
                    Knowledge::Known { possible, .. } => priors.add(&id.into(), Some(possible)),
                    Knowledge::Unknown => priors.add(&id.into(), None),
                }
            }
        }
    }
    priors
}

pub fn known(statements: &[Statement]) -> Known<'_> {
    let mut known = Known::default();
    for statement in statements {
        known.add(statement);
    }
    known
}
