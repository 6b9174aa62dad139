//! The answers to a question that differ for the tests of a board.

use std::collections::{BTreeMap, BTreeSet};

use super::{Reply, passes};
use crate::rulebook::{ChoiceId, Fact, Kind, Possible, Range, Test};

/// Up to so many choices every set of them is tried, beyond that those of one and two, and all.
const EVERY_SET: usize = 8;

/// How an answer fares with some tests.
pub fn reply(tests: &[Test], possible: &Possible) -> Reply {
    let mut reply = Reply {
        passed: 0,
        failed: 0,
    };
    for (number, test) in tests.iter().enumerate() {
        match passes(possible, test) {
            Some(true) => reply.passed |= 1 << number,
            Some(false) => reply.failed |= 1 << number,
            None => {}
        }
    }
    reply
}

/// The answers that differ for some tests, each once, in the order of the values.
pub fn replies(fact: &Fact, everything: &Possible, tests: &[Test]) -> Vec<Reply> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for value in values(fact, everything, tests) {
        let reply = reply(tests, &value);
        if seen.insert(reply) {
            found.push(reply);
        }
    }
    found
}

fn values(fact: &Fact, everything: &Possible, tests: &[Test]) -> Vec<Possible> {
    match everything {
        Possible::OneOf(options) => options
            .iter()
            .map(|option| Possible::OneOf([option.clone()].into()))
            .collect(),
        Possible::Within(range) => cut(*range, tests)
            .into_iter()
            .map(Possible::Within)
            .collect(),
        Possible::Sets(_) | Possible::AnySet => sets(fact)
            .into_iter()
            .map(|set| Possible::Sets(vec![set]))
            .collect(),
    }
}

/// Cuts a range at every line of the tests.
fn cut(range: Range, tests: &[Test]) -> Vec<Range> {
    let mut lines = BTreeSet::new();
    for test in tests {
        if let Test::Within(wanted) = test {
            lines.extend(wanted.min);
            lines.extend(wanted.max.and_then(|max| max.checked_add(1)));
        }
    }
    let mut parts = Vec::new();
    let mut rest = range;
    for line in lines {
        let below = Range {
            min: None,
            max: line.checked_sub(1),
        };
        let above = Range {
            min: Some(line),
            max: None,
        };
        if !rest.misses(below) && !rest.misses(above) {
            parts.push(rest.intersect(below));
            rest = rest.intersect(above);
        }
    }
    parts.push(rest);
    parts
}

fn sets(fact: &Fact) -> Vec<BTreeSet<ChoiceId>> {
    if fact.kind != Kind::Choices {
        return Vec::new();
    }
    let ids: BTreeMap<usize, &ChoiceId> = fact
        .choices
        .iter()
        .map(|choice| &choice.id)
        .enumerate()
        .collect();
    if ids.len() <= EVERY_SET {
        let every = 0..1_u32 << ids.len();
        return every
            .map(|mask| {
                let chosen = ids.iter().filter(|(number, _)| mask >> **number & 1 == 1);
                chosen.map(|(_, id)| (*id).clone()).collect()
            })
            .collect();
    }
    let mut sets = vec![BTreeSet::new()];
    for (number, first) in &ids {
        sets.push([(*first).clone()].into());
        for (_, second) in ids.range(number + 1..) {
            sets.push([(*first).clone(), (*second).clone()].into());
        }
    }
    sets.push(ids.into_values().cloned().collect());
    sets
}
