//! What a single rule says of a case, as it is or changed: for coverage and mutation of the casebook.

use jiff::Timestamp;
use jiff::civil::Date;

use super::edition;
use super::evaluate::Evaluator;
use super::outcome::{self, Outcome, Outcomes};
use super::tri::Tri;
use super::view::View;
use crate::incident::Known;
use crate::rulebook::{LimbId, Place, Rule, Rulebook};

/// A case, decided once, of which single rules can be asked again.
pub struct Probe<'a> {
    view: View<'a>,
    outcomes: Outcomes<'a>,
}

/// What a rule says, as far as a case can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether it is due.
    pub holds: Holds,
    /// The limbs that hold.
    pub limbs: Vec<LimbId>,
    /// First days of the editions that govern.
    pub editions: Vec<Date>,
}

impl From<&Outcome<'_>> for Answer {
    fn from(outcome: &Outcome<'_>) -> Self {
        let editions = outcome.editions.iter();
        Self {
            holds: Holds::from(&outcome.holds),
            limbs: outcome.certain_limbs(),
            editions: editions
                .map(|edition| edition.edition.from.not_before)
                .collect(),
        }
    }
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

    /// What a rule says; it may be a changed one that is not in the rulebook.
    pub fn ask(&self, rule: &Rule) -> Answer {
        Answer::from(&self.outcomes.decide(self.view, rule))
    }

    /// The same under changed shared definitions.
    pub fn ask_under(&self, book: &Rulebook, rule: &Rule) -> Answer {
        let view = self.view.under(book);
        Answer::from(&self.outcomes.decide(view, rule))
    }

    /// The numbers of the editions of a rule that govern the case.
    pub fn editions(&self, rule: &Rule) -> Vec<usize> {
        let governing = edition::governing(self.view, rule);
        let number = |edition: &crate::rulebook::Edition| {
            rule.editions
                .iter()
                .position(|other| std::ptr::eq(other, edition))
        };
        governing
            .editions
            .iter()
            .filter_map(|edition| number(edition))
            .collect()
    }

    /// Whether an edition holds when a leaf of its conditions is taken to hold or not, whatever the
    /// facts say.
    pub fn force(&self, rule: &Rule, edition: usize, leaf: Place, value: bool) -> Option<Holds> {
        let edition = rule.editions.get(edition)?;
        let evaluator = Evaluator {
            forced: Some((leaf, value)),
            ..Evaluator::new(self.view, &self.outcomes)
        };
        Some(Holds::from(&outcome::edition_holds(evaluator, edition)))
    }

    /// Whether an edition holds by the facts.
    pub fn edition(&self, rule: &Rule, edition: usize) -> Option<Holds> {
        let edition = rule.editions.get(edition)?;
        let evaluator = Evaluator::new(self.view, &self.outcomes);
        Some(Holds::from(&outcome::edition_holds(evaluator, edition)))
    }
}
