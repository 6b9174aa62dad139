//! Every condition of the rulebook, with what holds where it is asked.

use crate::rulebook::condition::Condition;
use crate::rulebook::id::GroupId;
use crate::rulebook::rule::{Addressee, Edition, Terms};
use crate::rulebook::{Rulebook, diagnostic::Problems};

/// Why a condition is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Who is bound.
    Bound,
    /// When a limb holds.
    Limb,
    /// Anything else on a rule: unclear, waived, addressees, deadlines.
    Clause,
    /// A shared condition.
    Definition,
    /// Whether a fact is applicable.
    AskedIf,
}

/// One condition as written in a file.
#[derive(Clone, Debug)]
pub(super) struct Root<'a> {
    pub cond: &'a Condition,
    /// What holds whenever it is asked.
    pub given: Option<&'a Condition>,
    /// The group of whose items it speaks.
    pub item: Option<&'a GroupId>,
    pub role: Role,
}

/// Every condition.
pub(super) fn roots(rulebook: &Rulebook) -> Vec<Root<'_>> {
    let mut roots = Vec::new();
    let plain = |cond, role| Root {
        cond,
        given: None,
        item: None,
        role,
    };
    for cond in rulebook.definitions.values() {
        roots.push(plain(cond, Role::Definition));
    }
    for fact in rulebook.facts.values() {
        if let Some(cond) = &fact.asked_if {
            roots.push(Root {
                item: fact.group.as_ref(),
                ..plain(cond, Role::AskedIf)
            });
        }
    }
    for edition in rulebook.rules.values().flat_map(|rule| &rule.editions) {
        roots.push(plain(&edition.bound, Role::Bound));
        let given = Some(&edition.bound);
        for limb in &edition.limbs {
            roots.push(Root {
                given,
                ..plain(&limb.when, Role::Limb)
            });
        }
        for cond in clauses(edition) {
            roots.push(Root {
                given,
                ..plain(cond, Role::Clause)
            });
        }
    }
    roots
}

fn clauses(edition: &Edition) -> Vec<&Condition> {
    let reliefs = [&edition.discharged_by, &edition.waived_if];
    let mut found: Vec<_> = edition
        .unclear
        .iter()
        .map(|unclear| &unclear.when)
        .collect();
    found.extend(reliefs.into_iter().flatten().map(|relief| &relief.when));
    let terms = edition.limbs.iter().map(|limb| &limb.terms);
    for terms in terms.chain([&edition.defaults]) {
        found.extend(conditions_of(terms));
    }
    found
}

fn conditions_of(terms: &Terms) -> impl Iterator<Item = &Condition> {
    let addressees = [&terms.to, &terms.to_if_differ]
        .into_iter()
        .flatten()
        .flatten();
    let when = addressees.filter_map(|Addressee { when, .. }| when.as_ref());
    let deadlines = terms.deadlines.iter().flatten();
    when.chain(deadlines.filter_map(|deadline| deadline.waived_if.as_ref()))
}

/// Visits a condition and all its parts, outermost first; not what it uses.
pub(super) fn visit<'a>(cond: &'a Condition, see: &mut impl FnMut(&'a Condition)) {
    see(cond);
    for part in cond.node.parts() {
        visit(part, see);
    }
}

/// A check over every condition.
pub(super) fn each(
    rulebook: &Rulebook,
    problems: &mut Problems,
    check: impl Fn(&Root<'_>, &mut Problems),
) {
    for root in roots(rulebook) {
        check(&root, problems);
    }
}
