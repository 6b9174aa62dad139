//! Runs the casebook against mutants of the rules and finds those that no case notices.
//!
//! A mutant can only be noticed by a decision in which the changed part decides and the change turns
//! it; only those are decided again, whole, and compared with what the case expects. A mutant of
//! which no facts can tell the difference is proved equivalent by search.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::leaves::Owner;
use super::mutants::{self, Change, Mutant};
use super::ways::{self, Feasible};
use super::{Trial, trials};
use crate::casebook::Casebook;
use crate::casebook::check::compare;
use crate::decide::{self, Holds, Probe, Turns};
use crate::incident::Known;
use crate::rulebook::search::{Example, Goal};
use crate::rulebook::{Place, Rulebook};

/// What became of a mutant.
#[derive(Clone, Debug)]
pub struct Fate {
    /// The mutant.
    pub mutant: Mutant,
    /// How it ended.
    pub end: End,
}

/// How a mutant ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The decision of that name is no longer as expected.
    NoticedBy(String),
    /// No facts can tell it from the law: proved.
    Equivalent,
    /// No case notices it; facts that would tell, where the search found some.
    Alive(Option<Example>),
}

/// Runs the mutants of the rules and definitions whose id is wanted. `step` is called after each.
pub fn run(
    book: &Rulebook,
    casebook: &Casebook,
    wanted: &dyn Fn(&str) -> bool,
    step: &(dyn Fn() + Sync),
) -> Vec<Fate> {
    let mutants = mutants::all(book, wanted);
    let trials = trials(casebook);
    let candidates = candidates(book, &mutants, &trials);
    mutants
        .into_par_iter()
        .zip(candidates)
        .map(|(mutant, candidates)| {
            let end = end(book, &mutant, &candidates);
            step();
            Fate { mutant, end }
        })
        .collect()
}

/// How many mutants there are.
pub fn count(book: &Rulebook, wanted: &dyn Fn(&str) -> bool) -> usize {
    mutants::all(book, wanted).len()
}

/// The decisions that may notice each mutant.
fn candidates<'t, 'c>(
    book: &Rulebook,
    mutants: &[Mutant],
    trials: &'t [Trial<'c>],
) -> Vec<Vec<&'t Trial<'c>>> {
    let mut by_place: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    let mut dates = Vec::new();
    for (number, mutant) in mutants.iter().enumerate() {
        match mutant.replacement {
            Some(_) => by_place.entry(mutant.place).or_default().push(number),
            None => dates.push((number, mutants::make(book, mutant))),
        }
    }
    let hits: Vec<Vec<usize>> = trials
        .par_iter()
        .map(|trial| {
            let known = trial.known();
            let mut hits = turned(book, mutants, &by_place, trial, &known);
            let moved = dates.iter().filter(|(number, mutated)| {
                let mutant = mutants.get(*number);
                mutant.is_some_and(|mutant| moves(book, mutated, mutant, trial, &known))
            });
            hits.extend(moved.map(|(number, _)| *number));
            hits
        })
        .collect();
    let mut found = vec![Vec::new(); mutants.len()];
    for (trial, hits) in trials.iter().zip(hits) {
        for number in hits {
            if let Some(found) = found.get_mut(number) {
                found.push(trial);
            }
        }
    }
    found
}

/// The mutants whose changed part decides a trial and is turned by the change.
fn turned(
    book: &Rulebook,
    mutants: &[Mutant],
    by_place: &BTreeMap<Place, Vec<usize>>,
    trial: &Trial<'_>,
    known: &Known<'_>,
) -> Vec<usize> {
    let probe = Probe::new(book, known, trial.at, trial.as_of());
    let mut hits = Vec::new();
    for rule in book.rules.values() {
        for edition in probe.editions(rule) {
            probe.deciding(edition, Turns::Limb, &mut |cond, item, holds| {
                for number in by_place.get(&cond.place).into_iter().flatten() {
                    let Some(mutant) = mutants.get(*number) else {
                        continue;
                    };
                    let Some(replacement) = &mutant.replacement else {
                        continue;
                    };
                    let same = if holds { Holds::Yes } else { Holds::No };
                    if mutants::is_of(cond, mutant)
                        && probe.condition(replacement, item) != same
                        && hits.last() != Some(number)
                    {
                        hits.push(*number);
                    }
                }
            });
        }
    }
    hits.sort_unstable();
    hits.dedup();
    hits
}

/// Whether a changed date makes a rule answer otherwise.
fn moves(
    book: &Rulebook,
    mutated: &Rulebook,
    mutant: &Mutant,
    trial: &Trial<'_>,
    known: &Known<'_>,
) -> bool {
    let Owner::Edition(id, ..) = &mutant.owner else {
        return false;
    };
    let (Some(rule), Some(changed)) = (book.rules.get(id), mutated.rules.get(id)) else {
        return false;
    };
    if matches!(mutant.change, Change::Available(_)) {
        return true;
    }
    Probe::governs(book, rule, known, trial.at, trial.as_of())
        != Probe::governs(mutated, changed, known, trial.at, trial.as_of())
}

fn end(book: &Rulebook, mutant: &Mutant, candidates: &[&Trial<'_>]) -> End {
    let mutated = mutants::make(book, mutant);
    // Those that speak of the rule by name are the likeliest to notice.
    let names = |trial: &Trial<'_>| match &mutant.owner {
        Owner::Edition(rule, ..) => trial.expected.names(rule),
        Owner::Definition(_) => false,
    };
    let (likely, others): (Vec<&Trial<'_>>, Vec<&Trial<'_>>) =
        candidates.iter().partition(|trial| names(trial));
    let noticed = likely.into_iter().chain(others).find(|trial| {
        let decision = decide::decide(&mutated, trial.incident, trial.at, trial.as_of());
        !compare::compare(trial.expected, &decision).is_empty()
    });
    if let Some(trial) = noticed {
        return End::NoticedBy(trial.name());
    }
    match difference(book, mutant) {
        Feasible::Never => End::Equivalent,
        Feasible::With(example) => End::Alive(Some(example)),
        Feasible::Unknown => End::Alive(None),
    }
}

/// Looks for facts that tell a mutant from the law.
fn difference(book: &Rulebook, mutant: &Mutant) -> Feasible {
    let Some(replacement) = &mutant.replacement else {
        return Feasible::Unknown;
    };
    let ways = ways::to(book, &mutant.owner, mutant.place, Turns::Limb);
    let ways: Vec<_> = ways
        .into_iter()
        .filter(|way| mutants::is_of(way.part.cond, mutant))
        .collect();
    let differ = |holds: bool| {
        ways::search(book, &ways, |part: &Goal<'_>| {
            let original = part.part(part.cond, holds);
            vec![original, part.part(replacement, !holds)]
        })
    };
    match differ(true) {
        Feasible::With(example) => Feasible::With(example),
        first => match (first, differ(false)) {
            (_, Feasible::With(example)) => Feasible::With(example),
            (Feasible::Never, Feasible::Never) => Feasible::Never,
            _ => Feasible::Unknown,
        },
    }
}
