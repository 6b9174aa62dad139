//! Which other values of a fact come into question, and how far each is.

use std::collections::BTreeSet;

use crate::rulebook::ticks::QUANTITY_GRID;
use crate::rulebook::{ChoiceId, Fact, Kind, Possible, Range, Test};

const MINUTE: i64 = 60;

/// The values under which a test holds, or fails, nearest to what is known. Where every part may
/// matter by itself (`often`), one a part, and the whole for what is not known precisely.
pub fn of(
    fact: &Fact,
    now: &Possible,
    test: &Test,
    wanted: bool,
    lines: &[i64],
    often: bool,
) -> Vec<Possible> {
    match (now, test) {
        (Possible::Within(now), Test::Within(line)) => {
            let all = everything(fact);
            let sides = if wanted {
                vec![line.intersect(all)]
            } else {
                outside(*line).map(|side| side.intersect(all)).to_vec()
            };
            within(*now, &sides, lines, often)
        }
        (Possible::OneOf(now), Test::OneOf(line)) => one_of(fact, now, line, wanted, often),
        (Possible::Sets(now), Test::OneOf(line)) => sets(now, line, wanted, often),
        (Possible::AnySet, Test::OneOf(line)) => any_set(fact, line, wanted, often),
        _ => Vec::new(),
    }
}

/// The values in a range nearest to what is known, for a sum.
pub fn within_range(fact: &Fact, now: Range, wanted: Range) -> Vec<Possible> {
    let wanted = wanted.intersect(everything(fact));
    within(now, &[wanted], &[], false)
}

/// How far it is from what is known to other values, in the unit of the kind.
pub fn steps(kind: Kind, from: &Possible, to: &Possible) -> u64 {
    match (from, to) {
        (Possible::Within(from), Possible::Within(to)) => {
            let unit = match kind {
                Kind::Quantity => QUANTITY_GRID,
                Kind::Duration | Kind::Instant => MINUTE,
                _ => 1,
            };
            let gap = if let (Some(least), Some(most)) = (to.min, from.max)
                && least > most
            {
                least.saturating_sub(most)
            } else if let (Some(most), Some(least)) = (to.max, from.min)
                && most < least
            {
                least.saturating_sub(most)
            } else {
                0
            };
            // Part of a unit is a step too.
            let whole = gap / unit + i64::from(gap % unit != 0);
            u64::try_from(whole).unwrap_or(0)
        }
        (Possible::OneOf(from), Possible::OneOf(to)) => u64::from(from.is_disjoint(to)),
        (Possible::Sets(from), Possible::Sets(to)) => {
            let changed = |a: &BTreeSet<ChoiceId>, b: &BTreeSet<ChoiceId>| {
                u64::try_from(a.symmetric_difference(b).count()).unwrap_or(u64::MAX)
            };
            let pairs = from
                .iter()
                .flat_map(|a| to.iter().map(move |b| changed(a, b)));
            pairs.min().unwrap_or(0)
        }
        _ => 0,
    }
}

fn everything(fact: &Fact) -> Range {
    match fact.everything() {
        Possible::Within(range) => range,
        _ => Range::ALL,
    }
}

/// What lies below and above a range; empty where it has no end.
pub fn outside(range: Range) -> [Range; 2] {
    const NOTHING: Range = Range {
        min: Some(1),
        max: Some(0),
    };
    let below = range.min.and_then(|min| min.checked_sub(1));
    let above = range.max.and_then(|max| max.checked_add(1));
    [
        below.map_or(NOTHING, |max| Range {
            min: None,
            max: Some(max),
        }),
        above.map_or(NOTHING, |min| Range {
            min: Some(min),
            max: None,
        }),
    ]
}

fn within(now: Range, sides: &[Range], lines: &[i64], often: bool) -> Vec<Possible> {
    let mut found: Vec<Possible> = Vec::new();
    let mut add = |range: Range| {
        if let Some(value) = nearest(now, range)
            && !found.contains(&value)
        {
            found.push(value);
        }
    };
    for side in sides {
        add(*side);
        if often {
            for part in parts(*side, lines) {
                add(part);
            }
        }
    }
    found
}

/// The parts of a range between the lines.
fn parts(range: Range, lines: &[i64]) -> Vec<Range> {
    let mut found = Vec::new();
    let mut rest = range;
    for line in lines {
        let below = Range {
            min: None,
            max: line.checked_sub(1),
        };
        let above = Range {
            min: Some(*line),
            max: None,
        };
        if rest.misses(below) || rest.misses(above) {
            continue;
        }
        found.push(rest.intersect(below));
        rest = rest.intersect(above);
    }
    found.push(rest);
    found
}

/// What is left of what is known inside a range; else the value of the range nearest to it.
fn nearest(now: Range, wanted: Range) -> Option<Possible> {
    if wanted.is_empty() {
        return None;
    }
    let both = now.intersect(wanted);
    if !both.is_empty() {
        return Some(Possible::Within(both));
    }
    let tick = match (wanted.min, now.max) {
        (Some(least), Some(most)) if least > most => least,
        _ => wanted.max?,
    };
    Some(Possible::Within(Range::exactly(tick)))
}

fn one_of(
    fact: &Fact,
    now: &BTreeSet<ChoiceId>,
    line: &BTreeSet<ChoiceId>,
    wanted: bool,
    often: bool,
) -> Vec<Possible> {
    let all = fact.choices.iter().map(|choice| &choice.id);
    let passing: BTreeSet<ChoiceId> = all
        .filter(|choice| line.contains(*choice) == wanted)
        .cloned()
        .collect();
    let left: BTreeSet<ChoiceId> = now.intersection(&passing).cloned().collect();
    let whole = if left.is_empty() { passing } else { left };
    let mut found = Vec::new();
    if !whole.is_empty() {
        found.push(Possible::OneOf(whole.clone()));
    }
    if often && whole.len() > 1 {
        let single = |choice: &ChoiceId| Possible::OneOf([choice.clone()].into());
        found.extend(whole.iter().map(single));
    }
    found
}

fn sets(
    now: &[BTreeSet<ChoiceId>],
    line: &BTreeSet<ChoiceId>,
    wanted: bool,
    often: bool,
) -> Vec<Possible> {
    let passes = |set: &BTreeSet<ChoiceId>| set.iter().any(|choice| line.contains(choice));
    let left: Vec<_> = now
        .iter()
        .filter(|set| passes(set) == wanted)
        .cloned()
        .collect();
    if !left.is_empty() {
        return one_or_each(left, often);
    }
    let Some(first) = now.first() else {
        return Vec::new();
    };
    if !wanted {
        let less = first.difference(line).cloned().collect();
        return vec![Possible::Sets(vec![less])];
    }
    let more = line.iter().map(|choice| {
        let mut set = first.clone();
        set.insert(choice.clone());
        set
    });
    one_or_each(more.collect(), often)
}

fn any_set(fact: &Fact, line: &BTreeSet<ChoiceId>, wanted: bool, often: bool) -> Vec<Possible> {
    let all = fact.choices.iter().map(|choice| &choice.id);
    let passing = all.filter(|choice| line.contains(*choice) == wanted);
    let mut found: Vec<BTreeSet<ChoiceId>> =
        passing.map(|choice| [choice.clone()].into()).collect();
    if !wanted && found.is_empty() {
        found.push(BTreeSet::new());
    }
    one_or_each(found, often)
}

/// Any of several sets, and each by itself where each may matter.
fn one_or_each(sets: Vec<BTreeSet<ChoiceId>>, often: bool) -> Vec<Possible> {
    if sets.is_empty() {
        return Vec::new();
    }
    let mut found = vec![Possible::Sets(sets.clone())];
    if often && sets.len() > 1 {
        found.extend(sets.into_iter().map(|set| Possible::Sets(vec![set])));
    }
    found
}
