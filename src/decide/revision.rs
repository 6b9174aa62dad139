//! What a revision of an estimate would reopen: the nearest other values at which a channel's floor
//! or ceiling would not be what it is.
//!
//! Each estimated fact is tried just beyond every line that any rule draws for it, nearest first, and
//! every other choice; the whole rulebook is evaluated for each. Without estimates nothing is done.

use std::collections::{BTreeMap, BTreeSet};

use super::decision::Revision;
use super::outcome::Outcomes;
use super::tri::Tri;
use super::view::View;
use super::walk;
use crate::incident::{FactRef, Knowledge, Origin, Statement, Subject, value};
use crate::rulebook::{Channel, Node, Possible, Range, Strength, Test};

/// Floor and ceiling of each channel, absorbed duties included.
type Marks = BTreeMap<Channel, (Option<Strength>, Option<Strength>)>;

/// The revisions that would reopen each channel.
pub fn of(view: View<'_>, outcomes: &Outcomes<'_>) -> BTreeMap<Channel, Vec<Revision>> {
    let mut found: BTreeMap<Channel, Vec<Revision>> = BTreeMap::new();
    let estimates: Vec<(&FactRef, &Possible)> = view
        .known
        .iter()
        .filter_map(
            |(subject, statement)| match (subject, &statement.knowledge) {
                (
                    Subject::Fact(fact),
                    Knowledge::Known {
                        possible,
                        estimated: true,
                    },
                ) => Some((fact, possible)),
                _ => None,
            },
        )
        .collect();
    if estimates.is_empty() {
        return found;
    }
    let now = marks(outcomes);
    for (fact, possible) in estimates {
        for side in sides(view, fact, possible) {
            let mut reopened: BTreeSet<Channel> = BTreeSet::new();
            for revised in side {
                let then = marks_if(view, fact, &revised);
                for (channel, mark) in &then {
                    if now.get(channel) != Some(mark) && reopened.insert(*channel) {
                        let revision = revision(view, fact, possible, &revised);
                        found.entry(*channel).or_default().extend(revision);
                    }
                }
            }
        }
    }
    found
}

/// Floor and ceiling if the fact were this.
fn marks_if(view: View<'_>, fact: &FactRef, revised: &Possible) -> Marks {
    let revised = [Statement {
        subject: Subject::Fact(fact.clone()),
        knowledge: Knowledge::Known {
            possible: revised.clone(),
            estimated: false,
        },
        at: None,
        origin: Origin::Set,
        written: String::new(),
    }];
    let known = view.known.with(&revised);
    marks(&Outcomes::of(view.knowing(&known)))
}

fn marks(outcomes: &Outcomes<'_>) -> Marks {
    let mut marks = Marks::new();
    for outcome in outcomes.iter() {
        let (floor, ceiling) = marks.entry(outcome.channel).or_default();
        if outcome.holds == Tri::Yes {
            *floor = (*floor).max(Some(outcome.strength));
        }
        if outcome.holds != Tri::No {
            *ceiling = (*ceiling).max(Some(outcome.strength));
        }
    }
    marks
}

/// The other values to try, in lists of which each goes away from the estimate in one direction.
fn sides(view: View<'_>, fact: &FactRef, possible: &Possible) -> Vec<Vec<Possible>> {
    match possible {
        Possible::Within(range) => {
            let lines = lines(view, fact);
            let exactly = |tick: i64| Possible::Within(Range::exactly(tick));
            let below = lines.iter().rev().map(|line| line - 1);
            let below = below.filter(|tick| range.min.is_some_and(|min| *tick < min && *tick >= 0));
            let above = lines.iter().copied();
            let above = above.filter(|tick| range.max.is_some_and(|max| *tick > max));
            vec![below.map(exactly).collect(), above.map(exactly).collect()]
        }
        Possible::OneOf(options) => {
            let choices = view.book.facts.get(&fact.fact);
            let choices = choices.into_iter().flat_map(|fact| &fact.choices);
            let others = choices.filter(|choice| !options.contains(&choice.id));
            others
                .map(|choice| vec![Possible::OneOf([choice.id.clone()].into())])
                .collect()
        }
        Possible::Sets(_) | Possible::AnySet => Vec::new(),
    }
}

/// The first tick of each part into which the rules cut the fact, in order.
fn lines(view: View<'_>, fact: &FactRef) -> BTreeSet<i64> {
    let mut found = BTreeSet::new();
    let mut add = |range: &Range| {
        found.extend(range.min);
        found.extend(range.max.and_then(|max| max.checked_add(1)));
    };
    for edition in view.book.rules.values().flat_map(|rule| &rule.editions) {
        walk::edition_nodes(view.book, edition, &mut |node| match node {
            Node::Atom(atom) if atom.fact == fact.fact => {
                if let Test::Within(range) = &atom.test {
                    add(range);
                }
            }
            Node::Total { of, is, .. } if *of == fact.fact => add(is),
            _ => {}
        });
    }
    found
}

/// The revision in words: everything on that side from the first value that reopens.
fn revision(
    view: View<'_>,
    fact: &FactRef,
    estimate: &Possible,
    revised: &Possible,
) -> Option<Revision> {
    let definition = view.book.facts.get(&fact.fact)?;
    let shown = match (estimate, revised) {
        (Possible::Within(now), Possible::Within(then)) => {
            let lower = then.max.zip(now.min).is_some_and(|(then, now)| then < now);
            Possible::Within(if lower {
                Range {
                    min: None,
                    max: then.max,
                }
            } else {
                Range {
                    min: then.min,
                    max: None,
                }
            })
        }
        _ => revised.clone(),
    };
    Some(Revision {
        fact: fact.clone(),
        value: value::spell_possible(definition, &shown),
    })
}
