//! Three-valued evaluation of conditions over sets of possible values.

use std::collections::BTreeSet;

use super::outcome::Outcomes;
use super::total::Sum;
use super::tri::{Hinge, Hinges, Tri};
use super::view::{Listed, Reading, View};
use crate::incident::{FactRef, Item, Subject};
use crate::rulebook::{Atom, ChoiceId, Condition, DutyTest, GroupId, Node, Place, Possible, Test};

/// A condition that asks for no duties: an `asked_if`, or one of the first layer.
pub fn condition(view: View<'_>, cond: &Condition, item: Option<&Item>) -> Tri {
    Evaluator::new(view, &Outcomes::default()).condition(cond, item)
}

/// Evaluates against a state of knowledge and the outcomes of the rules decided before.
#[derive(Clone, Copy)]
pub struct Evaluator<'a> {
    /// The state of knowledge.
    pub view: View<'a>,
    /// The outcomes of lower layers.
    pub outcomes: &'a Outcomes<'a>,
    /// A leaf of a condition that is taken to hold or not, whatever the facts say: how the casebook
    /// finds out whether a single test decides a case.
    pub forced: Option<(Place, bool)>,
}

impl<'a> Evaluator<'a> {
    /// By the facts alone.
    pub fn new(view: View<'a>, outcomes: &'a Outcomes<'a>) -> Self {
        Self {
            view,
            outcomes,
            forced: None,
        }
    }

    /// Whether a condition holds, for one item of a group where it stands inside `some`.
    pub fn condition(self, cond: &Condition, item: Option<&Item>) -> Tri {
        if let Some((place, holds)) = self.forced
            && place == cond.place
            && is_test(&cond.node)
        {
            return if holds { Tri::Yes } else { Tri::No };
        }
        match &cond.node {
            Node::All(parts) => Tri::all(parts.iter().map(|part| self.condition(part, item))),
            Node::Any(parts) => Tri::any(parts.iter().map(|part| self.condition(part, item))),
            Node::Not(part) => self.condition(part, item).negate(),
            Node::AtLeast { n, of } => {
                Tri::at_least(*n, of.iter().map(|part| self.condition(part, item)))
            }
            Node::Except { when, unless } => Tri::all([
                self.condition(when, item),
                self.condition(unless, item).negate(),
            ]),
            Node::Some { group, cond } => self.some(group, cond),
            Node::Total {
                group,
                of,
                whose,
                is,
                when_unknown,
            } => {
                let sum = Sum::of(self, group, of, whose.as_deref());
                match sum.lies_in(*is) {
                    Tri::Open(_) if when_unknown.is_some() && sum.at_worst_in(*is) => Tri::Yes,
                    result => result,
                }
            }
            Node::Use(id) => match self.view.book.definitions.get(id) {
                Some(definition) => self.condition(definition, item),
                // INVARIANT: references are resolved when the rulebook is checked.
                None => Tri::Open(Hinges::on_law()),
            },
            Node::Duty(test) => self.duty(test),
            Node::Atom(atom) => self.atom(atom, item),
        }
    }

    /// Whether a fact passes its test; also what the law tells to assume when it is not known.
    pub fn atom(self, atom: &Atom, item: Option<&Item>) -> Tri {
        match self.plain_atom(atom, item) {
            Tri::Open(hinges) if atom.when_unknown.is_some() && hinges.all_not_known() => Tri::Yes,
            result => result,
        }
    }

    /// Whether a fact passes its test, whatever the law tells to assume.
    pub fn plain_atom(self, atom: &Atom, item: Option<&Item>) -> Tri {
        let subject = self.view.subject(&atom.fact, item);
        match self.view.read(&subject) {
            Reading::NotApplicable => Tri::No,
            Reading::May(possible, hinge) => match passes(&possible, &atom.test) {
                Some(true) => Tri::Yes,
                Some(false) => Tri::No,
                None => {
                    let mut hinges = Hinges::on(Subject::Fact(subject.clone()), hinge);
                    if hinge == Hinge::Waiting {
                        hinges.merge(self.view.gates(&subject));
                    }
                    Tri::Open(hinges)
                }
            },
        }
    }

    /// Whether a number was asked and is not known exactly.
    pub fn is_known_within_bounds(self, subject: &FactRef) -> bool {
        match self.view.read(subject) {
            Reading::May(possible, hinge) => !possible.is_single() && hinge == Hinge::NotKnown,
            Reading::NotApplicable => false,
        }
    }

    /// In how many ways a condition may still hold: the branches of `any`, `at_least` and of groups
    /// that are not ruled out. Grows when time or knowledge opens another way.
    pub fn ways(self, cond: &Condition, item: Option<&Item>) -> usize {
        if self.condition(cond, item) == Tri::No {
            return 0;
        }
        match &cond.node {
            Node::Any(parts) | Node::AtLeast { of: parts, .. } => {
                parts.iter().map(|part| self.ways(part, item)).sum()
            }
            Node::All(parts) => parts
                .iter()
                .map(|part| self.ways(part, item))
                .fold(1, usize::saturating_mul),
            Node::Except { when, .. } => self.ways(when, item),
            Node::Some { group, cond } => {
                let items = self.view.items(group);
                items
                    .iter()
                    .map(|item| self.ways(cond, Some(item)))
                    .sum::<usize>()
                    .max(1)
            }
            Node::Use(id) => match self.view.book.definitions.get(id) {
                Some(definition) => self.ways(definition, item),
                None => 1,
            },
            Node::Not(_) | Node::Total { .. } | Node::Duty(_) | Node::Atom(_) => 1,
        }
    }

    fn some(self, group: &GroupId, cond: &Condition) -> Tri {
        let items = self.view.items(group);
        let told = items.iter().map(|item| self.condition(cond, Some(item)));
        Tri::any(told.chain(self.unlisted(group).map(Tri::Open)))
    }

    /// What keeps a group open: items that nobody has listed yet.
    pub fn unlisted(self, group: &GroupId) -> Option<Hinges> {
        match self.view.all_listed(group) {
            Listed::Stated | Listed::Assumed => None,
            Listed::Open(hinge) => Some(Hinges::on(Subject::AllListed(group.clone()), hinge)),
        }
    }

    fn duty(self, test: &DutyTest) -> Tri {
        Tri::any(self.outcomes.iter().filter_map(|outcome| {
            let strong = outcome.strength >= test.strength && outcome.channel == test.channel;
            strong.then(|| match &test.to {
                Some(to) => Tri::all([outcome.holds.clone(), self.is_told(&outcome.to, to)]),
                None => outcome.holds.clone(),
            })
        }))
    }

    /// Whether one of the bodies behind `wanted` is among the recipients.
    fn is_told(self, to: &[super::Recipient], wanted: &crate::rulebook::AuthorityId) -> Tri {
        let bodies = super::recipients::resolve(self.view, wanted);
        Tri::any(to.iter().flat_map(|recipient| {
            bodies
                .iter()
                .filter(|body| body.id == recipient.id)
                .map(|body| {
                    if recipient.possible || body.possible {
                        Tri::Open(super::recipients::sector_hinge(self.view))
                    } else {
                        Tri::Yes
                    }
                })
        }))
    }
}

/// Whether a node asks something itself, of a fact, a duty or a shared definition, rather than
/// joining what others ask.
pub fn is_test(node: &Node) -> bool {
    matches!(
        node,
        Node::Atom(_) | Node::Total { .. } | Node::Duty(_) | Node::Use(_)
    )
}

/// Whether every possible value passes, none does, or it depends.
pub fn passes(possible: &Possible, test: &Test) -> Option<bool> {
    match (possible, test) {
        (Possible::OneOf(options), Test::OneOf(wanted)) => {
            unanimous(options.iter().map(|option| wanted.contains(option)))
        }
        (Possible::Sets(sets), Test::OneOf(wanted)) => {
            unanimous(sets.iter().map(|set| shares_one(set, wanted)))
        }
        (Possible::Within(range), Test::Within(wanted)) => {
            if wanted.covers(*range) {
                Some(true)
            } else if wanted.misses(*range) {
                Some(false)
            } else {
                None
            }
        }
        // Nothing is known of the set; the mixed cases cannot occur in a checked rulebook.
        _ => None,
    }
}

fn shares_one(set: &BTreeSet<ChoiceId>, wanted: &BTreeSet<ChoiceId>) -> bool {
    set.iter().any(|choice| wanted.contains(choice))
}

fn unanimous(votes: impl Iterator<Item = bool>) -> Option<bool> {
    let (mut yes, mut no) = (false, false);
    for vote in votes {
        yes |= vote;
        no |= !vote;
    }
    match (yes, no) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Why something hinges on an unanswered fact rather than on an unknown one.
pub fn hinge_of(view: View<'_>, subject: &FactRef) -> Hinge {
    match view.read(subject) {
        Reading::May(_, hinge) => hinge,
        Reading::NotApplicable => Hinge::NotKnown,
    }
}
