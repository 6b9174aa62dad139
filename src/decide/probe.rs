//! What decides a case in single rules: for coverage and mutation of the casebook.

use jiff::Timestamp;
use jiff::civil::Date;

use super::deciding::{self, Turns};
use super::edition;
use super::evaluate::Evaluator;
use super::outcome::Outcomes;
use super::tri::Tri;
use super::view::View;
use crate::incident::{Item, Known};
use crate::rulebook::{Condition, Edition, Rule, Rulebook};

/// A case, decided once, of which single rules can be asked again.
pub struct Probe<'a> {
    view: View<'a>,
    outcomes: Outcomes<'a>,
}

/// Yes, no or open, without what it hinges on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Due.
    Yes,
    /// Not due.
    No,
    /// Open or doubtful.
    Open,
}

impl From<&Tri> for Holds {
    fn from(tri: &Tri) -> Self {
        match tri {
            Tri::Yes => Self::Yes,
            Tri::No => Self::No,
            Tri::Open(_) => Self::Open,
        }
    }
}

impl<'a> Probe<'a> {
    /// Decides a case.
    pub fn new(
        book: &'a Rulebook,
        known: &'a Known<'a>,
        at: Timestamp,
        as_of: Option<Date>,
    ) -> Self {
        let view = View::new(book, known, at, as_of);
        Self {
            view,
            outcomes: Outcomes::of(view),
        }
    }

    /// The editions of a rule that govern the case.
    pub fn editions<'r>(&self, rule: &'r Rule) -> Vec<&'r Edition> {
        edition::governing(self.view, rule).editions
    }

    /// The numbers of the editions of a rule that govern a case, and whether it may be that none
    /// does.
    pub fn governs(
        book: &Rulebook,
        rule: &Rule,
        known: &Known<'_>,
        at: Timestamp,
        as_of: Option<Date>,
    ) -> (Vec<usize>, bool) {
        let governing = edition::governing(View::new(book, known, at, as_of), rule);
        let numbered = rule.editions.iter().enumerate();
        let governs = |edition: &Edition| {
            let mut editions = governing.editions.iter();
            editions.any(|other| std::ptr::eq(*other, edition))
        };
        let numbers = numbered.filter(|(_, edition)| governs(edition));
        (
            numbers.map(|(number, _)| number).collect(),
            governing.or_none,
        )
    }

    /// Visits every part of an edition that alone decides: see [`deciding`].
    pub fn deciding(&self, edition: &Edition, turns: Turns, visit: &mut deciding::Visit<'_>) {
        let evaluator = Evaluator::new(self.view, &self.outcomes);
        deciding::visit(evaluator, edition, turns, visit);
    }

    /// Whether a condition holds; open counts as neither.
    pub fn condition(&self, cond: &Condition, item: Option<&Item>) -> Holds {
        let evaluator = Evaluator::new(self.view, &self.outcomes);
        Holds::from(&evaluator.condition(cond, item))
    }
}
