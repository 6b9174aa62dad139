//! Modified condition and decision coverage, in its masking form: for every single test of every
//! edition and of every shared definition, whether the casebook holds a decision in which the test
//! holds and alone decides, and one in which it fails and alone decides.
//!
//! A side that no facts can show is proved so by search and counts as exempt.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::leaves::{self, Leaf};
use super::trials;
use super::ways::{self, Feasible};
use crate::casebook::Casebook;
use crate::decide::{Probe, Turns};
use crate::rulebook::search::Example;
use crate::rulebook::{Place, Rulebook};

/// What is shown of one single test.
#[derive(Clone, Debug)]
pub struct TestCoverage {
    /// The test.
    pub leaf: Leaf,
    /// Whether it is shown to hold and decide.
    pub holds: Shown,
    /// Whether it is shown to fail and decide.
    pub fails: Shown,
}

/// Whether one side of a test is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// By the decision of that name.
    By(String),
    /// No facts can show it: proved.
    Never,
    /// By none; facts that would, where the search found some.
    Missing(Option<Example>),
}

impl Shown {
    /// Whether something is missing.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing(_))
    }
}

impl TestCoverage {
    /// Both sides.
    pub fn sides(&self) -> [(bool, &Shown); 2] {
        [(true, &self.holds), (false, &self.fails)]
    }
}

/// Measures the casebook against the tests whose owner's id is wanted. `step` is called after each
/// decision.
pub fn measure(
    book: &Rulebook,
    casebook: &Casebook,
    wanted: &(dyn Fn(&str) -> bool + Sync),
    step: &(dyn Fn() + Sync),
) -> Vec<TestCoverage> {
    let leaves = leaves::all(book);
    let shown = shown(book, casebook, step);
    let wanted = leaves
        .into_par_iter()
        .filter(|leaf| wanted(leaf.owner.id()));
    wanted
        .map(|leaf| {
            let side = |holds| match shown.get(&(leaf.place, holds)) {
                Some(name) => Shown::By(name.clone()),
                None => missing(book, &leaf, holds),
            };
            TestCoverage {
                holds: side(true),
                fails: side(false),
                leaf,
            }
        })
        .collect()
}

/// The first decision of the casebook that shows each side of each test.
fn shown(
    book: &Rulebook,
    casebook: &Casebook,
    step: &(dyn Fn() + Sync),
) -> BTreeMap<(Place, bool), String> {
    let trials = trials(casebook);
    let found: Vec<(String, Vec<(Place, bool)>)> = trials
        .par_iter()
        .map(|trial| {
            let known = trial.known();
            let probe = Probe::new(book, &known, trial.at, trial.as_of());
            let mut sides = Vec::new();
            for rule in book.rules.values() {
                for edition in probe.editions(rule) {
                    probe.deciding(edition, Turns::Edition, &mut |cond, _, holds| {
                        if leaves::is_test(&cond.node) {
                            sides.push((cond.place, holds));
                        }
                    });
                }
            }
            step();
            (trial.name(), sides)
        })
        .collect();
    let mut shown = BTreeMap::new();
    for (name, sides) in found {
        for side in sides {
            shown.entry(side).or_insert_with(|| name.clone());
        }
    }
    shown
}

fn missing(book: &Rulebook, leaf: &Leaf, holds: bool) -> Shown {
    let mut ways = ways::to(book, &leaf.owner, leaf.place, Turns::Edition);
    // A mapping begins where its first test does.
    ways.retain(|way| leaves::is_test(&way.part.cond.node));
    match ways::search(book, &ways, |part| vec![part.part(part.cond, holds)]) {
        Feasible::Never => Shown::Never,
        Feasible::With(example) => Shown::Missing(Some(example)),
        Feasible::Unknown => Shown::Missing(None),
    }
}
