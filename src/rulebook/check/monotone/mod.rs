//! A worse fact never loses a duty.
//!
//! For each rule together with what absorbs it, directly or not, and for each combination of editions
//! in force at the same time: making one fact worse, all others unchanged, never takes the family
//! from true to false. Most facts pass by looking at the signs under which they stand
//! ([`formula`]); the others are proved or refuted by search ([`proof`]).

mod cells;
mod family;
mod formula;
mod pairs;
mod proof;

use std::collections::{BTreeMap, BTreeSet};

use family::Member;
use formula::Formula;
use proof::{Counterexample, Verdict};

use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::id::FactId;
use crate::rulebook::rule::NotMonotone;
use crate::rulebook::text::say;
use crate::rulebook::{Rule, Rulebook};

/// Reports facts that lose a duty when they get worse, and exceptions that are not needed.
pub(super) fn check(rulebook: &Rulebook, problems: &mut Problems) {
    for rule in rulebook.rules.values() {
        let mut family = FamilyCheck {
            rulebook,
            rule,
            declared: declared(rulebook, rule),
            needed: BTreeSet::new(),
            reported: BTreeMap::new(),
        };
        for members in family::combinations(rulebook, rule) {
            family.members(&members);
        }
        family.finish(problems);
    }
}

/// Facts that some rule of the family declares as exceptions.
fn declared(rulebook: &Rulebook, rule: &Rule) -> BTreeSet<FactId> {
    let absorbers = family::absorbers(rulebook, rule);
    let rules = absorbers.into_iter().chain([rule]);
    let exceptions = rules.flat_map(|rule| &rule.not_monotone);
    exceptions.map(|exception| exception.fact.clone()).collect()
}

struct FamilyCheck<'a> {
    rulebook: &'a Rulebook,
    rule: &'a Rule,
    declared: BTreeSet<FactId>,
    /// Declared exceptions without which the proof fails.
    needed: BTreeSet<FactId>,
    /// One report a fact, whatever the number of editions.
    reported: BTreeMap<FactId, Diagnostic>,
}

impl FamilyCheck<'_> {
    fn members(&mut self, members: &[Member<'_>]) {
        let formula = Formula::of(self.rulebook, members);
        for suspect in formula.suspects() {
            let fact = formula.fact(suspect.var);
            let exception = self.declared.contains(fact);
            let settled = if exception {
                self.needed.contains(fact)
            } else {
                self.reported.contains_key(fact)
            };
            if settled {
                continue;
            }
            let report = match proof::prove(&formula, suspect.var) {
                Verdict::Proved => continue,
                Verdict::Refuted(_) | Verdict::GaveUp if exception => {
                    self.needed.insert(fact.clone());
                    continue;
                }
                Verdict::Refuted(example) => lost(self.rule, members, fact, &example)
                    .related(suspect.place, say!("ここで失われます", "it is lost here")),
                Verdict::GaveUp => gave_up(self.rule, fact),
            };
            self.reported.insert(fact.clone(), report);
        }
    }

    fn finish(self, problems: &mut Problems) {
        for diagnostic in self.reported.into_values() {
            problems.push(diagnostic);
        }
        for exception in &self.rule.not_monotone {
            if !self.needed.contains(&exception.fact) {
                problems.push(not_needed(exception));
            }
        }
    }
}

fn lost(
    rule: &Rule,
    members: &[Member<'_>],
    fact: &FactId,
    example: &Counterexample,
) -> Diagnostic {
    let id = &rule.id;
    let Counterexample { from, to, others } = example;
    let edition = members
        .first()
        .map(|member| member.edition.from.not_before.to_string());
    let edition = edition.unwrap_or_default();
    let others: Vec<_> = others
        .iter()
        .map(|(fact, value)| format!("`{fact}`: {value}"))
        .collect();
    let others = others.join(", ");
    let diagnostic = Diagnostic::new(
        Code::NotMonotone,
        rule.place,
        say!(
            "`{fact}` が {from} から {to} に悪化すると、規則 `{id}` の義務が失われます",
            "the rule `{id}` is lost when `{fact}` gets worse, from {from} to {to}"
        ),
    )
    .help(say!(
        "取って代わる規則を `absorbed_by` に、意図どおりなら理由を `not_monotone` に書いてください",
        "name the rule that takes its place under `absorbed_by`, or declare the reason under `not_monotone`"
    ));
    if others.is_empty() {
        return diagnostic.label(say!("{edition} からの版", "in the edition from {edition}"));
    }
    diagnostic.label(say!(
        "{edition} からの版で、{others} のとき",
        "in the edition from {edition}, with {others}"
    ))
}

fn gave_up(rule: &Rule, fact: &FactId) -> Diagnostic {
    let id = &rule.id;
    Diagnostic::new(
        Code::Unproved,
        rule.place,
        say!(
            "`{fact}` が悪化しても規則 `{id}` の義務が失われないことを証明しきれません",
            "it takes too long to prove that the rule `{id}` is not lost when `{fact}` gets worse"
        ),
    )
    .help(say!(
        "条件を簡単にするか、理由を `not_monotone` に書いてください",
        "simplify the condition, or declare the reason under `not_monotone`"
    ))
}

fn not_needed(exception: &NotMonotone) -> Diagnostic {
    let fact = &exception.fact;
    Diagnostic::new(
        Code::UnneededException,
        exception.place,
        say!(
            "`{fact}` の例外は要りません。悪化しても義務は失われません",
            "the exception for `{fact}` is not needed: no duty is lost when it gets worse"
        ),
    )
}
