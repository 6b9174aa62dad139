//! Which changes could turn a rule that is not due: for every part that must turn, every value of
//! every fact that could turn it.
//!
//! INVARIANT: any further set of changes that makes the rule due contains one of those returned, up
//! to values that the rule cannot tell apart. Of parts of which all must turn one is enough, but for
//! one that is open and asks a fact twice: a case split may settle it without any change of its own.
//! Where only such parts are left, all of them count.

use std::collections::BTreeSet;

use super::cut::Cut;
use super::values;
use crate::decide::evaluate::Evaluator;
use crate::decide::outcome::Outcome;
use crate::decide::tri::Tri;
use crate::decide::view::{Reading, View};
use crate::decide::walk;
use crate::incident::{FactRef, Item};
use crate::rulebook::{Atom, Condition, DutyTest, Edition, FactId, GroupId, Node, Possible, Range};

/// A fact and other values of it.
pub type Alternative = (FactRef, Possible);

/// Finds whom to blame, under the changes of one state.
#[derive(Clone, Copy)]
pub struct Blame<'a> {
    /// Evaluates under the changes.
    pub evaluator: Evaluator<'a>,
    /// What the rule asks.
    pub cut: &'a Cut,
    /// The changes.
    pub fixed: &'a [(FactRef, Possible)],
}

/// A part of a condition, and whether it is wanted to hold.
type Part<'c> = (&'c Condition, bool);

impl Blame<'_> {
    /// The changes that could make a rule due that is not.
    pub fn of_rule(self, outcome: &Outcome<'_>) -> Vec<Alternative> {
        let mut missing = outcome.editions.iter();
        missing
            .find(|edition| edition.holds != Tri::Yes)
            .map_or_else(Vec::new, |edition| self.of_edition(edition.edition, true))
    }

    fn of_edition(self, edition: &Edition, wanted: bool) -> Vec<Alternative> {
        if !wanted {
            let mut found = self.of(&edition.bound, None, false);
            let parts: Vec<Part<'_>> = edition.ways().map(|way| (way, false)).collect();
            found.extend(self.every(&parts, None));
            return found;
        }
        if self.evaluator.condition(&edition.bound, None) == Tri::No {
            return self.of(&edition.bound, None, true);
        }
        let limbs = edition.limbs.iter();
        let mut found: Vec<Alternative> = limbs
            .flat_map(|limb| self.of(&limb.when, None, true))
            .collect();
        found.extend(self.of(&edition.bound, None, true));
        found
    }

    /// Whether the fact would not be asked with the other answers.
    pub fn is_ruled_out(self, fact: &FactRef) -> bool {
        let view = self.evaluator.view;
        let definition = view.book.facts.get(&fact.fact);
        definition
            .is_some_and(|definition| view.is_asked(definition, fact.item.as_ref()) == Tri::No)
    }

    /// The changes that could make a fact asked that is not; `None` where it is.
    pub fn of_gate(self, fact: &FactRef) -> Option<Vec<Alternative>> {
        let view = self.evaluator.view;
        let gate = view.book.facts.get(&fact.fact)?.asked_if.as_ref()?;
        self.is_ruled_out(fact)
            .then(|| self.of(gate, fact.item.as_ref(), true))
    }

    /// The changes that could make a condition hold, or fail.
    fn of(self, cond: &Condition, item: Option<&Item>, wanted: bool) -> Vec<Alternative> {
        if is(&self.evaluator.condition(cond, item), wanted) {
            return Vec::new();
        }
        match &cond.node {
            Node::All(list) | Node::Any(list) => {
                let list: Vec<Part<'_>> = list.iter().map(|part| (part, wanted)).collect();
                if matches!(cond.node, Node::All(_)) == wanted {
                    self.every(&list, item)
                } else {
                    self.some_of(&list, item)
                }
            }
            Node::AtLeast { of, .. } => {
                let list: Vec<Part<'_>> = of.iter().map(|part| (part, wanted)).collect();
                self.some_of(&list, item)
            }
            Node::Not(part) => self.of(part, item, !wanted),
            Node::Except { when, unless } => {
                let list = [(&**when, wanted), (&**unless, !wanted)];
                if wanted {
                    self.every(&list, item)
                } else {
                    self.some_of(&list, item)
                }
            }
            Node::Some { group, cond } => {
                let items = self.evaluator.view.items(group).into_iter();
                items
                    .flat_map(|item| self.of(cond, Some(&item), wanted))
                    .collect()
            }
            Node::Total {
                group,
                of,
                whose,
                is,
                ..
            } => self.of_total(group, of, whose.as_deref(), *is, wanted),
            Node::Use(id) => {
                let definition = self.evaluator.view.book.definitions.get(id);
                definition.map_or_else(Vec::new, |cond| self.of(cond, item, wanted))
            }
            Node::Duty(test) => self.of_duty(test, wanted),
            Node::Atom(atom) => self.of_atom(atom, item, wanted),
        }
    }

    /// All parts must turn: one that must is enough.
    fn every(self, parts: &[Part<'_>], item: Option<&Item>) -> Vec<Alternative> {
        let failing: Vec<(Part<'_>, Tri)> = parts
            .iter()
            .map(|part| (*part, self.evaluator.condition(part.0, item)))
            .filter(|((_, wanted), holds)| !is(holds, *wanted))
            .collect();
        let enough = failing.iter().filter(|((cond, _), holds)| {
            !matches!(holds, Tri::Open(_)) || !self.may_be_split(cond)
        });
        // Of those that are enough, the one that leaves the fewest ways.
        let ways = enough.map(|((cond, wanted), _)| self.of(cond, item, *wanted));
        if let Some(fewest) = ways.min_by_key(Vec::len) {
            return fewest;
        }
        let failing: Vec<Part<'_>> = failing.into_iter().map(|(part, _)| part).collect();
        self.some_of(&failing, item)
    }

    /// At least one part must turn: any may.
    fn some_of(self, parts: &[Part<'_>], item: Option<&Item>) -> Vec<Alternative> {
        let all = parts
            .iter()
            .flat_map(|(cond, wanted)| self.of(cond, item, *wanted));
        all.collect()
    }

    /// Whether a case split over one of its facts could settle a part that is open: without a fact
    /// that it asks twice, open means that it can turn out either way.
    fn may_be_split(self, cond: &Condition) -> bool {
        let mut asked: BTreeSet<&FactId> = BTreeSet::new();
        let mut twice = false;
        walk::nodes(self.evaluator.view.book, cond, &mut |node| match node {
            Node::Atom(atom) => twice |= !asked.insert(&atom.fact),
            Node::Total { of, .. } => twice |= !asked.insert(of),
            Node::Duty(_) => twice = true,
            _ => {}
        });
        twice
    }

    fn of_atom(self, atom: &Atom, item: Option<&Item>, wanted: bool) -> Vec<Alternative> {
        let view = self.evaluator.view;
        let fact = view.subject(&atom.fact, item);
        let Some(definition) = view.book.facts.get(&atom.fact) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        match view.read(&fact) {
            Reading::NotApplicable if wanted => {
                return self.of_gate(&fact).unwrap_or_default();
            }
            Reading::NotApplicable => {}
            Reading::May(now, _) => {
                if self.may_change(&fact) {
                    let (lines, often) =
                        (self.cut.lines(&atom.fact), self.cut.asks_often(&atom.fact));
                    let values = values::of(definition, &now, &atom.test, wanted, lines, often);
                    found.extend(values.into_iter().map(|value| (fact.clone(), value)));
                }
                // Nothing was said of it: it may also turn out not to apply.
                if let (false, None, Some(gate)) =
                    (wanted, view.known.of(&fact), &definition.asked_if)
                {
                    found.extend(self.of(gate, fact.item.as_ref(), false));
                }
            }
        }
        found
    }

    /// A fact that stands in one test has no second value worth trying.
    fn may_change(self, fact: &FactRef) -> bool {
        self.cut.asks_often(&fact.fact) || !self.fixed.iter().any(|(other, _)| other == fact)
    }

    fn of_duty(self, test: &DutyTest, wanted: bool) -> Vec<Alternative> {
        let counts = self.evaluator.outcomes.iter().filter(|outcome| {
            outcome.channel == test.channel
                && outcome.strength >= test.strength
                && !is(&outcome.holds, wanted)
        });
        let editions = counts.filter_map(|outcome| outcome.editions.last());
        editions
            .flat_map(|edition| self.of_edition(edition.edition, wanted))
            .collect()
    }

    fn of_total(
        self,
        group: &GroupId,
        of: &FactId,
        whose: Option<&Condition>,
        is: Range,
        wanted: bool,
    ) -> Vec<Alternative> {
        let view = self.evaluator.view;
        let items = view.items(group);
        let mut found = Vec::new();
        for item in &items {
            let others = items.iter().filter(|other| *other != item);
            let rest = others
                .map(|other| share(self.evaluator, of, whose, other))
                .fold(Range::exactly(0), plus);
            let fact = FactRef {
                item: Some(item.clone()),
                fact: of.clone(),
            };
            match view.read(&fact) {
                Reading::May(Possible::Within(now), _) => {
                    let targets = if wanted {
                        vec![is]
                    } else {
                        values::outside(is).to_vec()
                    };
                    let targets = targets.iter().filter(|target| !target.is_empty());
                    for range in targets.flat_map(|target| missing(*target, rest)) {
                        found.extend(toward(view, &fact, now, range));
                    }
                }
                Reading::May(..) => {}
                Reading::NotApplicable => found.extend(self.of_gate(&fact).unwrap_or_default()),
            }
            if let Some(whose) = whose {
                found.extend(self.of(whose, Some(item), true));
                found.extend(self.of(whose, Some(item), false));
            }
        }
        found
    }
}

/// Whether a part has turned out as wanted.
fn is(holds: &Tri, wanted: bool) -> bool {
    *holds == if wanted { Tri::Yes } else { Tri::No }
}

/// The values of a fact in the range, nearest first.
fn toward(view: View<'_>, fact: &FactRef, now: Range, range: Range) -> Vec<Alternative> {
    let Some(definition) = view.book.facts.get(&fact.fact) else {
        return Vec::new();
    };
    let values = values::within_range(definition, now, range).into_iter();
    values.map(|value| (fact.clone(), value)).collect()
}

/// What one item adds to a sum, at least and at most.
fn share(evaluator: Evaluator<'_>, of: &FactId, whose: Option<&Condition>, item: &Item) -> Range {
    let counts = whose.map_or(Tri::Yes, |cond| evaluator.condition(cond, Some(item)));
    let fact = FactRef {
        item: Some(item.clone()),
        fact: of.clone(),
    };
    match (evaluator.view.read(&fact), counts) {
        (Reading::May(Possible::Within(range), _), Tri::Yes) => Range {
            min: range.min.or(Some(0)),
            max: range.max,
        },
        (Reading::May(Possible::Within(range), _), Tri::Open(_)) => Range {
            min: Some(0),
            max: range.max,
        },
        _ => Range::exactly(0),
    }
}

fn plus(a: Range, b: Range) -> Range {
    let sum = |a: Option<i64>, b: Option<i64>| a.zip(b).and_then(|(a, b)| a.checked_add(b));
    Range {
        min: sum(a.min, b.min),
        max: sum(a.max, b.max),
    }
}

/// What one part of a sum may have to be, given the rest, for the sum to lie in a range: what is
/// enough by itself; where the sum has a greatest value, also as much as there is room for when the
/// other parts give way, and nothing.
fn missing(is: Range, rest: Range) -> Vec<Range> {
    let less = |bound: Option<i64>, by: Option<i64>| {
        bound.zip(by).map(|(bound, by)| bound.saturating_sub(by))
    };
    let mut found = Vec::new();
    if is.max.is_none() || rest.max.is_some() {
        found.push(Range {
            min: less(is.min, rest.min),
            max: less(is.max, rest.max),
        });
    }
    if is.max.is_some() {
        found.push(Range {
            min: None,
            max: is.max,
        });
        found.push(Range::exactly(0));
    }
    found
}
