//! Runs the casebook against mutants of the rules and finds those that no case notices.

use std::collections::BTreeMap;

use super::mutants::{self, Mutant};
use super::{Trial, trials};
use crate::casebook::Casebook;
use crate::casebook::check::compare;
use crate::decide::{self, Answer, Probe};
use crate::incident::Known;
use crate::rulebook::{Rule, RuleId, Rulebook};

/// What became of the mutants of one rule.
#[derive(Clone, Debug)]
pub struct RuleMutants {
    /// The rule.
    pub rule: RuleId,
    /// How many there are.
    pub total: usize,
    /// Those that no case notices.
    pub alive: Vec<Mutant>,
}

/// Runs every mutant of the wanted rules. `step` is called after each.
pub fn run(
    book: &Rulebook,
    casebook: &Casebook,
    wanted: &dyn Fn(&RuleId) -> bool,
    step: &dyn Fn(),
) -> Vec<RuleMutants> {
    let trials = trials(casebook);
    let knowns: Vec<Known<'_>> = trials.iter().map(Trial::known).collect();
    let probes: Vec<Probe<'_>> = trials
        .iter()
        .zip(&knowns)
        .map(|(trial, known)| Probe::new(book, known, trial.at, trial.as_of()))
        .collect();
    let mut found = Vec::new();
    for rule in book.rules.values().filter(|rule| wanted(&rule.id)) {
        let mutants = mutants::of(book, rule);
        let before: BTreeMap<usize, Answer> = probes
            .iter()
            .enumerate()
            .map(|(number, probe)| (number, probe.ask(rule)))
            .collect();
        let mut result = RuleMutants {
            rule: rule.id.clone(),
            total: mutants.len(),
            alive: vec![],
        };
        for mutant in mutants {
            let mutated = mutants::make(book, &mutant);
            if !is_noticed(&mutated, rule, &trials, &probes, &before) {
                result.alive.push(mutant);
            }
            step();
        }
        found.push(result);
    }
    found
}

/// How many mutants the wanted rules have.
pub fn count(book: &Rulebook, wanted: &dyn Fn(&RuleId) -> bool) -> usize {
    let rules = book.rules.values().filter(|rule| wanted(&rule.id));
    rules.map(|rule| mutants::of(book, rule).len()).sum()
}

/// Whether a case fails under the mutant. Only cases in which the rule itself answers otherwise are
/// decided again.
fn is_noticed(
    mutated: &Rulebook,
    rule: &Rule,
    trials: &[Trial<'_>],
    probes: &[Probe<'_>],
    before: &BTreeMap<usize, Answer>,
) -> bool {
    let Some(changed) = mutated.rules.get(&rule.id) else {
        return false;
    };
    trials
        .iter()
        .zip(probes)
        .enumerate()
        .any(|(number, (trial, probe))| {
            let answer = probe.ask_under(mutated, changed);
            if before.get(&number) == Some(&answer) {
                return false;
            }
            let decision = decide::decide(mutated, trial.incident, trial.at, trial.as_of());
            !compare::compare(trial.expected, &decision).is_empty()
        })
}
