//! Cuts the values of a fact into cells within which no test changes its answer.

use std::collections::{BTreeMap, BTreeSet};

use crate::rulebook::fact::{Fact, Kind, Worse};
use crate::rulebook::id::ChoiceId;
use crate::rulebook::ticks;
use crate::rulebook::value::{Range, Test};

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// What stands for it: a choice, or the first tick.
    at: Point,
    /// As a person writes the whole of it.
    pub label: String,
    /// The value nearest to the cell before, and to the one behind.
    pub edges: (String, String),
    /// Rank in badness of a choice.
    rank: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Point {
    Choice(ChoiceId),
    Tick(i64),
}

impl Cell {
    /// Whether a test holds in it.
    pub fn passes(&self, test: &Test) -> bool {
        match (&self.at, test) {
            (Point::Choice(id), Test::OneOf(wanted)) => wanted.contains(id),
            (Point::Tick(tick), Test::Within(range)) => range.covers(Range::exactly(*tick)),
            _ => false,
        }
    }
}

/// The cells of a fact under these tests, and the pairs of which the second is the worse.
pub(super) fn cut(fact: &Fact, tests: &[Test]) -> (Vec<Cell>, Vec<(usize, usize)>) {
    if fact.kind.is_ordered() {
        let cells = ordered(fact, tests);
        let steps = (1..cells.len()).map(|at| (at - 1, at));
        let pairs = match fact.worse {
            Worse::Higher => steps.collect(),
            Worse::Lower => steps.map(|(low, high)| (high, low)).collect(),
            _ => Vec::new(),
        };
        return (cells, pairs);
    }
    let cells = chosen(fact, tests);
    let is = |cell: &Cell, name: &str| matches!(&cell.at, Point::Choice(id) if id.as_str() == name);
    let pairs = pairs(&cells, |one, other| match fact.worse {
        Worse::Yes => is(one, "no") && is(other, "yes"),
        Worse::No => is(one, "yes") && is(other, "no"),
        _ => matches!((one.rank, other.rank), (Some(low), Some(high)) if low < high),
    });
    (cells, pairs)
}

fn pairs(cells: &[Cell], worse: impl Fn(&Cell, &Cell) -> bool) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (at, one) in cells.iter().enumerate() {
        for (other_at, other) in cells.iter().enumerate() {
            if worse(one, other) {
                found.push((at, other_at));
            }
        }
    }
    found
}

/// One cell for all choices that pass the same tests and have the same rank.
fn chosen(fact: &Fact, tests: &[Test]) -> Vec<Cell> {
    let mut cells: Vec<(Vec<bool>, Cell)> = Vec::new();
    for choice in &fact.choices {
        let cell = Cell {
            at: Point::Choice(choice.id.clone()),
            label: choice.id.to_string(),
            edges: (choice.id.to_string(), choice.id.to_string()),
            rank: choice.rank,
        };
        let answers: Vec<_> = tests.iter().map(|test| cell.passes(test)).collect();
        let same = |(known, other): &(Vec<bool>, Cell)| {
            *known == answers && other.rank == cell.rank && fact.kind == Kind::Choice
        };
        if !cells.iter().any(same) {
            cells.push((answers, cell));
        }
    }
    cells.into_iter().map(|(_, cell)| cell).collect()
}

fn ordered(fact: &Fact, tests: &[Test]) -> Vec<Cell> {
    let ranges = tests.iter().filter_map(|test| match test {
        Test::Within(range) => Some(*range),
        Test::OneOf(_) => None,
    });
    let mut starts = BTreeSet::new();
    for range in ranges {
        starts.extend(range.min);
        starts.extend(range.max.and_then(|max| max.checked_add(1)));
    }
    let lowest = match fact.kind {
        Kind::Instant | Kind::Date => starts.first().map_or(0, |first| first.saturating_sub(1)),
        _ => 0,
    };
    starts.insert(lowest);
    starts.retain(|start| *start >= lowest);
    let show = |tick| ticks::show(fact.kind, fact.unit.as_deref(), tick);
    let starts: Vec<_> = starts.into_iter().collect();
    let cells = starts.iter().enumerate().map(|(at, start)| {
        let end = starts.get(at + 1).map(|next| next.saturating_sub(1));
        let label = match end {
            Some(last) if last == *start => show(*start),
            Some(last) => format!("{}..{}", show(*start), show(last)),
            None => format!("{}..", show(*start)),
        };
        Cell {
            at: Point::Tick(*start),
            label,
            edges: (show(*start), show(end.unwrap_or(*start))),
            rank: None,
        }
    });
    cells.collect()
}

/// The choices of a set fact, by the tests in which they occur. A test holds when one of its classes
/// is in the set; choices in no test do not matter.
pub(super) fn classes(fact: &Fact, tests: &[Test]) -> Vec<(String, Vec<bool>)> {
    let mut found: BTreeMap<Vec<bool>, String> = BTreeMap::new();
    for choice in &fact.choices {
        let within =
            |test: &Test| matches!(test, Test::OneOf(wanted) if wanted.contains(&choice.id));
        let answers: Vec<_> = tests.iter().map(within).collect();
        if answers.contains(&true) {
            found
                .entry(answers)
                .or_insert_with(|| choice.id.to_string());
        }
    }
    found
        .into_iter()
        .map(|(answers, name)| (name, answers))
        .collect()
}

/// The two cells of something that is so or not.
pub(super) fn yes_or_no(yes: &str, no: &str) -> Vec<Cell> {
    [no, yes]
        .into_iter()
        .map(|label| Cell {
            at: Point::Tick(0),
            label: label.to_owned(),
            edges: (label.to_owned(), label.to_owned()),
            rank: None,
        })
        .collect()
}
