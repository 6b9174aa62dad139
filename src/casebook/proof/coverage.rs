//! Modified condition and decision coverage, in its masking form: for every single test of every
//! edition, whether the casebook holds a case in which the test holds and alone decides, and one in
//! which it fails and alone decides.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::leaves::{self, Leaf};
use super::trials;
use crate::casebook::Casebook;
use crate::decide::{Holds, Probe};
use crate::rulebook::{RuleId, Rulebook};

/// What is shown of one rule.
#[derive(Clone, Debug)]
pub struct RuleCoverage {
    /// The rule.
    pub rule: RuleId,
    /// Its single tests, by edition.
    pub tests: Vec<TestCoverage>,
}

/// What is shown of one single test.
#[derive(Clone, Debug)]
pub struct TestCoverage {
    /// First day of the edition.
    pub edition: Date,
    /// The test.
    pub leaf: Leaf,
    /// A case in which it holds and alone decides.
    pub holds: Option<String>,
    /// A case in which it fails and alone decides.
    pub fails: Option<String>,
}

impl RuleCoverage {
    /// Sides that are shown, and all there are.
    pub fn count(&self) -> (usize, usize) {
        let shown = self
            .tests
            .iter()
            .map(|test| usize::from(test.holds.is_some()) + usize::from(test.fails.is_some()));
        (shown.sum(), 2 * self.tests.len())
    }
}

/// Measures the casebook against the rules. `step` is called after each decision.
pub fn measure(book: &Rulebook, casebook: &Casebook, step: &dyn Fn()) -> Vec<RuleCoverage> {
    let mut found: BTreeMap<RuleId, Vec<Vec<TestCoverage>>> = BTreeMap::new();
    for rule in book.rules.values() {
        let editions = rule.editions.iter().map(|edition| {
            let tests = leaves::of(book, edition)
                .into_iter()
                .map(|leaf| TestCoverage {
                    edition: edition.from.not_before,
                    leaf,
                    holds: None,
                    fails: None,
                });
            tests.collect()
        });
        found.insert(rule.id.clone(), editions.collect());
    }
    for trial in trials(casebook) {
        let known = trial.known();
        let probe = Probe::new(book, &known, trial.at, trial.as_of());
        for rule in book.rules.values() {
            let Some(editions) = found.get_mut(&rule.id) else {
                continue;
            };
            for number in probe.editions(rule) {
                let actual = probe.edition(rule, number);
                let Some(tests) = editions
                    .get_mut(number)
                    .filter(|_| actual != Some(Holds::Open))
                else {
                    continue;
                };
                for test in tests
                    .iter_mut()
                    .filter(|test| test.holds.is_none() || test.fails.is_none())
                {
                    let force = |value| probe.force(rule, number, test.leaf.place, value);
                    let (with, without) = (force(true), force(false));
                    if with == without {
                        continue;
                    }
                    let side = if actual == with {
                        &mut test.holds
                    } else if actual == without {
                        &mut test.fails
                    } else {
                        continue;
                    };
                    side.get_or_insert_with(|| trial.name());
                }
            }
        }
        step();
    }
    found
        .into_iter()
        .map(|(rule, editions)| RuleCoverage {
            rule,
            tests: editions.into_iter().flatten().collect(),
        })
        .collect()
}
