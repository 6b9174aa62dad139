//! Mutants: rulebooks that differ from the law in one small thing.

use std::fmt;

use super::leaves;
use crate::rulebook::{
    Condition, DefinitionId, Edition, Fact, Kind, Node, Place, Range, Rule, RuleId, Rulebook, Test,
    ticks,
};

/// What was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A line was moved by one unit, up or down.
    Line(i64),
    /// The value on the line itself no longer counts.
    Strict,
    /// `any` became `all`.
    AnyToAll,
    /// A test was dropped.
    Dropped,
    /// An edition begins a day later, or earlier, and the one before ends accordingly.
    Day(i64),
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(step) => write!(f, "line moved by {step:+}"),
            Self::Strict => f.write_str("line excluded"),
            Self::AnyToAll => f.write_str("any to all"),
            Self::Dropped => f.write_str("test dropped"),
            Self::Day(step) => write!(f, "start moved by {step:+} day"),
        }
    }
}

/// A mutant, not made yet.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// The rule it is about.
    pub rule: RuleId,
    /// The number of the edition.
    pub edition: usize,
    /// The shared definition in which the change stands, if it stands in one.
    pub definition: Option<DefinitionId>,
    /// The place of what is changed.
    pub place: Place,
    /// What is changed, as written.
    pub text: String,
    /// How.
    pub change: Change,
}

/// Every mutant of a rule.
pub fn of(book: &Rulebook, rule: &Rule) -> Vec<Mutant> {
    let mut found = Vec::new();
    for (number, edition) in rule.editions.iter().enumerate() {
        let mut collector = Collector {
            book,
            rule,
            number,
            found: &mut found,
        };
        let unclear = edition.unclear.iter().map(|unclear| &unclear.when);
        let limbs = edition.limbs.iter().map(|limb| &limb.when);
        for cond in std::iter::once(&edition.bound).chain(limbs).chain(unclear) {
            collector.collect(cond, None);
        }
        if number > 0 && edition.from.not_before == edition.from.not_after {
            for step in [-1, 1] {
                collector.add(
                    edition.place,
                    format!("from {}", edition.from.not_before),
                    Change::Day(step),
                    None,
                );
            }
        }
    }
    found
}

struct Collector<'a> {
    book: &'a Rulebook,
    rule: &'a Rule,
    number: usize,
    found: &'a mut Vec<Mutant>,
}

impl Collector<'_> {
    fn add(&mut self, place: Place, text: String, change: Change, within: Option<&DefinitionId>) {
        let mutant = Mutant {
            rule: self.rule.id.clone(),
            edition: self.number,
            definition: within.cloned(),
            place,
            text,
            change,
        };
        let same = |known: &Mutant| {
            known.place == mutant.place
                && known.change == mutant.change
                && known.edition == mutant.edition
        };
        if !self.found.iter().any(same) {
            self.found.push(mutant);
        }
    }

    fn collect(&mut self, cond: &Condition, within: Option<&DefinitionId>) {
        let text = leaves::text(&cond.node);
        match &cond.node {
            Node::Atom(atom) => {
                self.add(cond.place, text.clone(), Change::Dropped, within);
                if let (Test::Within(range), Some(fact)) =
                    (&atom.test, self.book.facts.get(&atom.fact))
                {
                    self.lines(cond.place, &text, *range, fact, within);
                }
            }
            Node::Total { of, is, .. } => {
                self.add(cond.place, text.clone(), Change::Dropped, within);
                if let Some(fact) = self.book.facts.get(of) {
                    self.lines(cond.place, &text, *is, fact, within);
                }
            }
            Node::Duty(_) => self.add(cond.place, text, Change::Dropped, within),
            Node::Any(parts) if parts.len() > 1 => {
                self.add(cond.place, "any".to_owned(), Change::AnyToAll, within);
            }
            _ => {}
        }
        let within = match &cond.node {
            Node::Use(id) => Some(id),
            _ => within,
        };
        for part in leaves::parts(self.book, &cond.node) {
            self.collect(part, within);
        }
    }

    fn lines(
        &mut self,
        place: Place,
        text: &str,
        range: Range,
        fact: &Fact,
        within: Option<&DefinitionId>,
    ) {
        if range.min.is_none() && range.max.is_none() {
            return;
        }
        for step in [-1, 1] {
            self.add(
                place,
                text.to_owned(),
                Change::Line(step * unit(fact.kind)),
                within,
            );
        }
        self.add(place, text.to_owned(), Change::Strict, within);
    }
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
    if let Some(id) = &mutant.definition {
        if let Some(definition) = mutated.definitions.get_mut(id) {
            change(definition, mutant);
        }
        return mutated;
    }
    let Some(rule) = mutated.rules.get_mut(&mutant.rule) else {
        return mutated;
    };
    if let Change::Day(step) = mutant.change {
        shift(rule, mutant.edition, step);
        return mutated;
    }
    if let Some(edition) = rule.editions.get_mut(mutant.edition) {
        change_edition(edition, mutant);
    }
    mutated
}

fn shift(rule: &mut Rule, edition: usize, days: i64) {
    use crate::decide::tokyo::plus_days;
    if let Some(edition) = rule.editions.get_mut(edition) {
        edition.from.not_before = plus_days(edition.from.not_before, days);
        edition.from.not_after = plus_days(edition.from.not_after, days);
    }
    let before = edition
        .checked_sub(1)
        .and_then(|before| rule.editions.get_mut(before));
    if let Some(before) = before {
        before.until = before.until.map(|until| plus_days(until, days));
    }
}

fn change_edition(edition: &mut Edition, mutant: &Mutant) {
    change(&mut edition.bound, mutant);
    for limb in &mut edition.limbs {
        change(&mut limb.when, mutant);
    }
    if let Some(unclear) = &mut edition.unclear {
        change(&mut unclear.when, mutant);
    }
}

fn change(cond: &mut Condition, mutant: &Mutant) {
    if cond.place == mutant.place && changes_here(&mut cond.node, &mutant.change) {
        return;
    }
    match &mut cond.node {
        Node::All(parts) | Node::Any(parts) | Node::AtLeast { of: parts, .. } => {
            for part in parts {
                change(part, mutant);
            }
        }
        Node::Not(part) | Node::Some { cond: part, .. } => change(part, mutant),
        Node::Except { when, unless } => {
            change(when, mutant);
            change(unless, mutant);
        }
        Node::Total {
            whose: Some(whose), ..
        } => change(whose, mutant),
        Node::Total { .. } | Node::Use(_) | Node::Duty(_) | Node::Atom(_) => {}
    }
}

/// Changes the node if the change fits it.
fn changes_here(node: &mut Node, change: &Change) -> bool {
    match (change, &mut *node) {
        (Change::AnyToAll, Node::Any(parts)) => {
            *node = Node::All(std::mem::take(parts));
            true
        }
        (Change::Dropped, Node::Atom(_) | Node::Total { .. } | Node::Duty(_)) => {
            // Where it stands in a conjunction the rest decides.
            *node = Node::All(Vec::new());
            true
        }
        (Change::Line(_) | Change::Strict, Node::Atom(atom)) => {
            if let Test::Within(range) = &mut atom.test {
                move_line(range, change);
            }
            true
        }
        (Change::Line(_) | Change::Strict, Node::Total { is, .. }) => {
            move_line(is, change);
            true
        }
        _ => false,
    }
}

fn move_line(range: &mut Range, change: &Change) {
    match change {
        Change::Line(step) => {
            range.min = range.min.map(|min| min + step);
            range.max = range.max.map(|max| max + step);
        }
        _ => {
            // The value on the line is the least or, without a least, the greatest of the range.
            if let Some(min) = &mut range.min {
                *min += 1;
            } else if let Some(max) = &mut range.max {
                *max -= 1;
            }
        }
    }
}
