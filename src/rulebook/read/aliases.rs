//! Facts that name other facts: aliases, derived facts, names that cannot be set.

use super::facts::Catalogue;
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::fact::{Alias, Kind};
use crate::rulebook::id::FactId;
use crate::rulebook::place::Place;
use crate::rulebook::text::say;

/// Checks what names mean across all files of facts.
pub(super) fn check(catalogue: &Catalogue<'_>, problems: &mut Problems) {
    for (at, (fact, alias, place)) in catalogue.aliases.iter().enumerate() {
        let earlier = catalogue.aliases.iter().take(at);
        for (other, other_alias, first) in earlier {
            if other != fact && same_name(alias, other_alias) && !told_apart(alias, other_alias) {
                problems.push(clash(&alias.name, fact, other, *place, *first));
            }
        }
        against_ids(catalogue, fact, alias, *place, problems);
    }
    for name in &catalogue.not_settable {
        let fact = catalogue.facts.get(name.name.as_str());
        let alias = catalogue
            .aliases
            .iter()
            .find(|(_, alias, _)| alias.name == name.name);
        let first = fact
            .map(|fact| fact.place)
            .or(alias.map(|(_, _, place)| *place));
        if let Some(first) = first {
            let id = &name.name;
            problems.push(
                Diagnostic::new(
                    Code::NotSettableClash,
                    name.place,
                    say!(
                        "`{id}` は設定できる事実の名前です",
                        "`{id}` is the name of a fact that can be set"
                    ),
                )
                .related(first, say!("その事実", "that fact")),
            );
        }
    }
    for (fact, parts) in &catalogue.derived {
        derived(catalogue, fact, parts, problems);
    }
}

fn same_name(one: &Alias, other: &Alias) -> bool {
    one.name.to_lowercase() == other.name.to_lowercase()
}

/// Both apply only when some fact is stated, and not when the same ones are.
fn told_apart(one: &Alias, other: &Alias) -> bool {
    !one.when_given.is_empty()
        && !other.when_given.is_empty()
        && one
            .when_given
            .iter()
            .all(|fact| !other.when_given.contains(fact))
}

fn against_ids(
    catalogue: &Catalogue<'_>,
    fact: &FactId,
    alias: &Alias,
    place: Place,
    problems: &mut Problems,
) {
    let Some(other) = catalogue.facts.get(alias.name.as_str()) else {
        return;
    };
    if other.id == *fact || alias.when_given.is_empty() {
        problems.push(clash(&alias.name, fact, &other.id, place, other.place));
    }
}

fn clash(name: &str, one: &FactId, other: &FactId, place: Place, first: Place) -> Diagnostic {
    Diagnostic::new(
        Code::AliasClash,
        place,
        say!(
            "`{name}` は `{one}` と `{other}` の両方を指します",
            "`{name}` means both `{one}` and `{other}`"
        ),
    )
    .related(first, say!("もう一方", "the other"))
    .help(say!(
        "別の名前にするか、`when_given` で場合を分けてください",
        "choose another name, or tell them apart with `when_given`"
    ))
}

fn derived(
    catalogue: &Catalogue<'_>,
    fact: &FactId,
    parts: &[(FactId, Place); 3],
    problems: &mut Problems,
) {
    let Some(fact) = catalogue.facts.get(fact) else {
        return;
    };
    let wanted = [Kind::Instant, Kind::Instant, Kind::Bool];
    for ((part, place), kind) in parts.iter().zip(wanted) {
        let Some(part) = catalogue.facts.get(part) else {
            continue;
        };
        let same_item = part.group.is_none() || part.group == fact.group;
        if part.kind == kind && same_item {
            continue;
        }
        let (id, kind) = (&part.id, kind.as_str());
        problems.push(
            Diagnostic::new(
                Code::WrongDerived,
                *place,
                say!(
                    "`{id}` からは導けません",
                    "nothing can be derived from `{id}` here"
                ),
            )
            .help(say!(
                "種類が `{kind}` で、明細に属さないか同じ明細に属する事実が必要です",
                "a fact of kind `{kind}` is needed, outside any group or in the same one"
            )),
        );
    }
}
