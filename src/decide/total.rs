//! The sum of a number over the items of a group, as far as it is known.

use super::evaluate::Evaluator;
use super::tri::{Hinge, Hinges, Tri};
use super::view::Reading;
use crate::incident::{FactRef, Item, Subject};
use crate::rulebook::{Condition, FactId, GroupId, Possible, Range};

/// A sum over the items of a group.
pub struct Sum {
    /// What it may be.
    range: Range,
    /// What the items that certainly count add up to when each number that was asked and is not
    /// known is the largest it may be; `None` where nothing bounds one of them.
    worst: Option<i64>,
    /// What keeps it open.
    hinges: Hinges,
}

impl Sum {
    /// Adds up a number over the items that meet a condition, or over all.
    pub fn of(
        evaluator: Evaluator<'_>,
        group: &GroupId,
        of: &FactId,
        whose: Option<&Condition>,
    ) -> Self {
        let mut sum = Self {
            range: Range::exactly(0),
            worst: Some(0),
            hinges: Hinges::default(),
        };
        for item in evaluator.view.items(group) {
            let counts = whose.map_or(Tri::Yes, |cond| evaluator.condition(cond, Some(&item)));
            sum.add(evaluator, item, of, counts);
        }
        if let Some(open) = evaluator.unlisted(group) {
            sum.range.max = None;
            sum.hinges.merge(open);
        }
        sum
    }

    /// Whether it lies in a range.
    pub fn lies_in(&self, is: Range) -> Tri {
        if is.covers(self.range) {
            Tri::Yes
        } else if is.misses(self.range) {
            Tri::No
        } else {
            Tri::Open(self.hinges.clone())
        }
    }

    /// Whether it lies in a range when the largest possible numbers count, whatever else is added.
    pub fn at_worst_in(&self, is: Range) -> bool {
        match self.worst {
            Some(worst) => is.covers(Range {
                min: Some(worst),
                max: None,
            }),
            None => is.max.is_none(),
        }
    }

    /// Adds what one item adds, and what keeps that open.
    fn add(&mut self, evaluator: Evaluator<'_>, item: Item, of: &FactId, counts: Tri) {
        let subject = FactRef {
            item: Some(item),
            fact: of.clone(),
        };
        let Reading::May(Possible::Within(range), hinge) = evaluator.view.read(&subject) else {
            return;
        };
        let least = range.min.unwrap_or(0);
        let certain = match counts {
            Tri::No => return,
            Tri::Yes => true,
            Tri::Open(hinges) => {
                self.hinges.merge(hinges);
                false
            }
        };
        self.range = Range {
            min: plus(self.range.min, Some(if certain { least } else { 0 })),
            max: plus(self.range.max, range.max),
        };
        if certain {
            let asked = range.single().is_some() || hinge == Hinge::NotKnown;
            self.worst = plus(self.worst, if asked { range.max } else { Some(least) });
        }
        if range.single().is_none() {
            self.hinges.merge(Hinges::on(Subject::Fact(subject), hinge));
        }
    }
}

/// A sum of bounds; one that would overflow is no bound.
fn plus(a: Option<i64>, b: Option<i64>) -> Option<i64> {
    a.zip(b).and_then(|(a, b)| a.checked_add(b))
}
