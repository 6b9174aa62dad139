//! Mutants: rulebooks that differ from the law in one small thing.

use std::fmt;

use jiff::civil::Date;

use super::leaves::{self, Owner};
use crate::decide::tokyo::plus_days;
use crate::rulebook::{Condition, Edition, Kind, Node, Place, Range, Rule, Rulebook, Test, ticks};

/// What was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The lower or the upper line of a test was moved.
    Line {
        /// The upper line, not the lower.
        upper: bool,
        /// Where to, as a person writes it.
        to: String,
    },
    /// `any` became `all`.
    AnyToAll,
    /// A part was dropped.
    Dropped,
    /// An edition begins a day later or earlier; the one before it ends accordingly.
    Start(i64),
    /// An edition that none follows at once ends a day later or earlier.
    End(i64),
    /// The rule comes into being a day later or earlier.
    Available(i64),
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line { upper, to } => {
                let side = if *upper { "upper" } else { "lower" };
                write!(f, "{side} line moved to {to}")
            }
            Self::AnyToAll => f.write_str("any to all"),
            Self::Dropped => f.write_str("dropped"),
            Self::Start(days) => write!(f, "start moved by {days:+} day"),
            Self::End(days) => write!(f, "end moved by {days:+} day"),
            Self::Available(days) => write!(f, "availability moved by {days:+} day"),
        }
    }
}

/// A mutant, not made yet.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// Whose it is.
    pub owner: Owner,
    /// The place of what is changed.
    pub place: Place,
    /// What is changed, as written.
    pub text: String,
    /// How.
    pub change: Change,
    /// What stands in place of the changed part, unless a date was changed.
    pub replacement: Option<Condition>,
}

/// Every mutant of the rules and definitions whose id is wanted.
pub fn all(book: &Rulebook, wanted: &dyn Fn(&str) -> bool) -> Vec<Mutant> {
    let mut collector = Collector {
        book,
        found: Vec::new(),
    };
    for (owner, cond) in leaves::roots(book).filter(|(owner, _)| wanted(owner.id())) {
        collector.part(&owner, cond, Parent::Other);
    }
    let rules = book.rules.values();
    for rule in rules.filter(|rule| wanted(rule.id.as_str())) {
        collector.dates(rule);
    }
    collector.found
}

/// Where a part stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parent {
    /// One of several of which not all need hold.
    Choice,
    /// Anywhere else.
    Other,
}

struct Collector<'a> {
    book: &'a Rulebook,
    found: Vec<Mutant>,
}

impl Collector<'_> {
    fn part(&mut self, owner: &Owner, cond: &Condition, parent: Parent) {
        let mut changes = self.lines(&cond.node);
        if leaves::is_test(&cond.node) {
            // What is dropped from a choice can no longer be chosen; elsewhere the rest decides.
            let rest = match parent {
                Parent::Choice => Node::Any(Vec::new()),
                Parent::Other => Node::All(Vec::new()),
            };
            changes.push((Change::Dropped, rest));
        }
        if let Node::Any(parts) = &cond.node
            && parts.len() > 1
        {
            changes.push((Change::AnyToAll, Node::All(parts.clone())));
        }
        let place = cond.place;
        for (change, node) in changes {
            self.found.push(Mutant {
                owner: owner.clone(),
                place,
                text: leaves::text(&cond.node),
                change,
                replacement: Some(Condition { node, place }),
            });
        }
        let parent = match &cond.node {
            Node::Any(_) | Node::AtLeast { .. } => Parent::Choice,
            _ => Parent::Other,
        };
        for part in cond.node.parts() {
            self.part(owner, part, parent);
        }
    }

    /// Each line of a test moved by one unit either way, and the value on the line left out.
    fn lines(&self, node: &Node) -> Vec<(Change, Node)> {
        let (fact, range) = match node {
            Node::Atom(atom) => match &atom.test {
                Test::Within(range) => (&atom.fact, *range),
                Test::OneOf(_) => return Vec::new(),
            },
            Node::Total { of, is, .. } => (of, *is),
            _ => return Vec::new(),
        };
        let Some(fact) = self.book.facts.get(fact) else {
            return Vec::new();
        };
        let unit = unit(fact.kind);
        let mut moved = Vec::new();
        for (upper, line, inwards) in [(false, range.min, 1), (true, range.max, -1)] {
            let Some(line) = line else { continue };
            let mut steps = vec![unit, -unit];
            if unit != 1 {
                steps.push(inwards);
            }
            for by in steps {
                let Some(line) = line.checked_add(by) else {
                    continue;
                };
                let (min, max) = if upper {
                    (range.min, Some(line))
                } else {
                    (Some(line), range.max)
                };
                let to = ticks::show(fact.kind, fact.unit.as_deref(), line);
                moved.push((
                    Change::Line { upper, to },
                    with_range(node, Range { min, max }),
                ));
            }
        }
        moved
    }

    fn dates(&mut self, rule: &Rule) {
        for (number, edition) in rule.editions.iter().enumerate() {
            let from = edition.from;
            let mut add = |change, text| {
                self.found.push(Mutant {
                    owner: Owner::Edition(rule.id.clone(), number, from.not_before),
                    place: edition.place,
                    text,
                    change,
                    replacement: None,
                });
            };
            // Nothing is promised before the first day the rulebook was checked for.
            if from.not_before == from.not_after && from.not_before > self.book.verified_days.0 {
                for days in [-1, 1] {
                    add(Change::Start(days), format!("from: {}", from.not_before));
                }
            }
            if let Some(until) = edition.until
                && !follows(rule, number, until)
            {
                for days in [-1, 1] {
                    add(Change::End(days), format!("until: {until}"));
                }
            }
        }
        // Where both are one day, they move together.
        let first = rule.editions.first().map(|edition| edition.from.not_before);
        if let Some(available) = &rule.available
            && first != Some(available.from)
        {
            for days in [-1, 1] {
                self.found.push(Mutant {
                    owner: Owner::Edition(rule.id.clone(), 0, available.from),
                    place: rule.place,
                    text: format!("available: {}", available.from),
                    change: Change::Available(days),
                    replacement: None,
                });
            }
        }
    }
}

/// Whether the next edition begins on the day after this one's last, or on a day in doubt.
fn follows(rule: &Rule, number: usize, until: Date) -> bool {
    let next = rule.editions.get(number + 1);
    next.is_some_and(|next| next.from.not_before <= plus_days(until, 1))
}

fn with_range(node: &Node, range: Range) -> Node {
    let mut node = node.clone();
    match &mut node {
        Node::Atom(atom) => atom.test = Test::Within(range),
        Node::Total { is, .. } => *is = range,
        _ => {}
    }
    node
}

/// One unit of a kind in ticks: a minute for durations, a whole unit for quantities.
fn unit(kind: Kind) -> i64 {
    match kind {
        Kind::Duration => 60,
        Kind::Quantity => ticks::QUANTITY_GRID,
        _ => 1,
    }
}

/// Makes the mutant.
pub fn make(book: &Rulebook, mutant: &Mutant) -> Rulebook {
    let mut mutated = book.clone();
    match &mutant.owner {
        Owner::Definition(id) => {
            if let Some(definition) = mutated.definitions.get_mut(id) {
                replace(definition, mutant);
            }
        }
        Owner::Edition(id, number, _) => {
            if let Some(rule) = mutated.rules.get_mut(id) {
                change(rule, *number, mutant);
            }
        }
    }
    mutated
}

fn change(rule: &mut Rule, number: usize, mutant: &Mutant) {
    match mutant.change {
        Change::Start(days) => start(rule, number, days),
        Change::End(days) => {
            if let Some(edition) = rule.editions.get_mut(number) {
                edition.until = edition.until.map(|until| plus_days(until, days));
            }
        }
        Change::Available(days) => {
            if let Some(available) = &mut rule.available {
                available.from = plus_days(available.from, days);
            }
        }
        _ => {
            if let Some(edition) = rule.editions.get_mut(number) {
                replace_in(edition, mutant);
            }
        }
    }
}

fn start(rule: &mut Rule, number: usize, days: i64) {
    let Some(edition) = rule.editions.get_mut(number) else {
        return;
    };
    let first_day = edition.from.not_before;
    let day_before = plus_days(first_day, -1);
    edition.from.not_before = plus_days(edition.from.not_before, days);
    edition.from.not_after = plus_days(edition.from.not_after, days);
    if let Some(available) = &mut rule.available
        && number == 0
        && available.from == first_day
    {
        available.from = plus_days(first_day, days);
    }
    let before = number
        .checked_sub(1)
        .and_then(|before| rule.editions.get_mut(before));
    if let Some(before) = before
        && before.until == Some(day_before)
    {
        before.until = Some(plus_days(day_before, days));
    }
}

fn replace_in(edition: &mut Edition, mutant: &Mutant) {
    replace(&mut edition.bound, mutant);
    for limb in &mut edition.limbs {
        replace(&mut limb.when, mutant);
    }
    if let Some(unclear) = &mut edition.unclear {
        replace(&mut unclear.when, mutant);
    }
}

/// Puts the replacement where the changed part stands.
fn replace(cond: &mut Condition, mutant: &Mutant) {
    let Some(replacement) = &mutant.replacement else {
        return;
    };
    if is_of(cond, mutant) {
        *cond = replacement.clone();
        return;
    }
    match &mut cond.node {
        Node::All(parts) | Node::Any(parts) | Node::AtLeast { of: parts, .. } => {
            for part in parts {
                replace(part, mutant);
            }
        }
        Node::Not(part) | Node::Some { cond: part, .. } => replace(part, mutant),
        Node::Except { when, unless } => {
            replace(when, mutant);
            replace(unless, mutant);
        }
        Node::Total {
            whose: Some(whose), ..
        } => replace(whose, mutant),
        Node::Total { .. } | Node::Use(_) | Node::Duty(_) | Node::Atom(_) => {}
    }
}

/// Whether a part is the one that the mutant changes: a mapping may begin where its first test does.
pub fn is_of(cond: &Condition, mutant: &Mutant) -> bool {
    cond.place == mutant.place
        && match mutant.change {
            Change::AnyToAll => matches!(&cond.node, Node::Any(_)),
            _ => leaves::is_test(&cond.node),
        }
}
