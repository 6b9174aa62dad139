//! Settles an edition that is open only because one fact stands in several of its tests.
//!
//! Kleene's logic looks at each test by itself: of "100 to 499" and "500 or more" a count of at least
//! 120 decides neither, although one of them must hold. Here the values of such facts are taken
//! apart at the lines of the edition and the edition is evaluated for each part; only if all agree
//! is it settled. More possible values mean more parts, so this never settles what it left open
//! before.

use std::collections::BTreeMap;

use super::evaluate::Evaluator;
use super::outcome::edition_holds;
use super::tri::{Hinges, Tri};
use super::view::Reading;
use super::walk;
use crate::incident::{FactRef, Subject};
use crate::rulebook::{Edition, FactId, Possible, Range, Rulebook, Test};

/// At most so many evaluations for one edition.
const MOST_PARTS: usize = 32;

/// The answer after splitting; the one that was given where splitting does not help.
pub fn settle(evaluator: Evaluator<'_>, edition: &Edition, hinges: Hinges) -> Tri {
    let mut parts: Vec<Vec<(FactRef, Possible)>> = vec![Vec::new()];
    let lines = lines(evaluator.view.book, edition);
    for subject in hinges.subjects.keys() {
        let Some(values) = values(evaluator, &lines, subject) else {
            continue;
        };
        if parts.len() * values.len() > MOST_PARTS {
            continue;
        }
        parts = parts
            .iter()
            .flat_map(|part| {
                values.iter().map(|value| {
                    let mut part = part.clone();
                    part.push(value.clone());
                    part
                })
            })
            .collect();
    }
    if parts.len() == 1 {
        return Tri::Open(hinges);
    }
    let mut seen: Option<Tri> = None;
    for part in &parts {
        let narrowed = Evaluator {
            view: evaluator.view.narrowed(part),
            ..evaluator
        };
        let holds = edition_holds(narrowed, edition);
        if matches!(holds, Tri::Open(_)) || seen.as_ref().is_some_and(|seen| *seen != holds) {
            return Tri::Open(hinges);
        }
        seen = Some(holds);
    }
    seen.unwrap_or(Tri::Open(hinges))
}

/// The lines of each fact that stands in more than one test of the edition: the first tick of each
/// part but the first.
fn lines(book: &Rulebook, edition: &Edition) -> BTreeMap<FactId, Vec<i64>> {
    let mut found: BTreeMap<FactId, (usize, Vec<i64>)> = BTreeMap::new();
    walk::edition_atoms(book, edition, &mut |atom| {
        let (count, lines) = found.entry(atom.fact.clone()).or_default();
        *count += 1;
        if let Test::Within(range) = &atom.test {
            lines.extend(range.min);
            lines.extend(range.max.and_then(|max| max.checked_add(1)));
        }
    });
    found
        .into_iter()
        .filter(|(_, (count, _))| *count > 1)
        .map(|(fact, (_, mut lines))| {
            lines.sort_unstable();
            lines.dedup();
            (fact, lines)
        })
        .collect()
}

/// The parts of a subject's possible values, at least two; `None` where it cannot be split.
fn values(
    evaluator: Evaluator<'_>,
    lines: &BTreeMap<FactId, Vec<i64>>,
    subject: &Subject,
) -> Option<Vec<(FactRef, Possible)>> {
    let Subject::Fact(fact) = subject else {
        return None;
    };
    let lines = lines.get(&fact.fact)?;
    let view = evaluator.view;
    // A fact that may turn out not to be applicable has one more value than these.
    let definition = view.book.facts.get(&fact.fact)?;
    let stated = view.known.of(fact).is_some();
    if !stated && view.is_asked(definition, fact.item.as_ref()) != Tri::Yes {
        return None;
    }
    let Reading::May(possible, _) = view.read(fact) else {
        return None;
    };
    let parts: Vec<Possible> = match possible {
        Possible::OneOf(options) => options
            .into_iter()
            .map(|option| Possible::OneOf([option].into()))
            .collect(),
        Possible::Sets(sets) => sets
            .into_iter()
            .map(|set| Possible::Sets(vec![set]))
            .collect(),
        Possible::AnySet => return None,
        Possible::Within(range) => cut(range, lines)
            .into_iter()
            .map(Possible::Within)
            .collect(),
    };
    (parts.len() > 1).then(|| parts.into_iter().map(|part| (fact.clone(), part)).collect())
}

/// Cuts a range before each line inside it.
fn cut(range: Range, lines: &[i64]) -> Vec<Range> {
    let mut parts = Vec::new();
    let mut rest = range;
    for &line in lines {
        let below = Range {
            min: None,
            max: line.checked_sub(1),
        };
        let above = Range {
            min: Some(line),
            max: None,
        };
        if rest.misses(below) || rest.misses(above) {
            continue;
        }
        parts.push(rest.intersect(below));
        rest = rest.intersect(above);
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_cut_at_the_lines_inside_it() {
        let range = |min, max| Range {
            min: Some(min),
            max,
        };
        assert_eq!(
            cut(range(120, None), &[100, 500]),
            [range(120, Some(499)), range(500, None)]
        );
        assert_eq!(cut(range(0, Some(10)), &[11]), [range(0, Some(10))]);
        assert_eq!(cut(range(5, Some(5)), &[5]), [range(5, Some(5))]);
    }
}
