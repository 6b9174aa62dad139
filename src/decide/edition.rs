//! Which editions of a rule may govern an incident.

use jiff::civil::Date;

use super::anchors;
use super::tokyo;
use super::tri::{Hinge, Hinges};
use super::view::View;
use crate::incident::{FactRef, Subject};
use crate::rulebook::{Edition, FactId, GovernedBy, Kind, Rule};

/// The days that may govern, and whence they come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// The fact that leaves them open, if more than one day is possible.
    pub open: Option<FactId>,
    /// Nothing is known of this fact, so that the day of the decision was taken.
    pub assumed: Option<FactId>,
}

/// The editions that may govern.
#[derive(Clone, Debug)]
pub struct Governing<'a> {
    /// They, in order of time.
    pub editions: Vec<&'a Edition>,
    /// It may be that none does.
    pub or_none: bool,
    /// What leaves the choice open.
    pub hinges: Hinges,
    /// The fact whose day was assumed.
    pub assumed: Option<FactId>,
}

/// Finds the editions of a rule that may govern.
pub fn governing<'a>(view: View<'_>, rule: &'a Rule) -> Governing<'a> {
    let own = select(rule, |edition| days(view, edition.governed_by));
    let mixed = rule
        .editions
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a.governed_by != b.governed_by));
    if own.editions.is_empty() && mixed {
        // Two editions may each look at a day on which the other was in force; then the day of the
        // event decides.
        return select(rule, |_| days(view, GovernedBy::Occurred));
    }
    own
}

fn select(rule: &Rule, days: impl Fn(&Edition) -> Days) -> Governing<'_> {
    let mut found = Governing {
        editions: Vec::new(),
        or_none: false,
        hinges: Hinges::default(),
        assumed: None,
    };
    let mut open = None;
    for edition in &rule.editions {
        let span = days(edition);
        let until = edition.until.unwrap_or(Date::MAX);
        if edition.from.not_before <= span.last && span.first <= until {
            found.editions.push(edition);
            found.assumed = found.assumed.or(span.assumed);
            open = open.or(span.open);
        }
    }
    found.or_none = !covered(&found.editions, &days);
    if found.editions.len() > 1 || (found.or_none && !found.editions.is_empty()) {
        found.hinges = match open {
            Some(fact) => Hinges::on(Subject::Fact(FactRef::plain(fact)), Hinge::NotKnown),
            None => Hinges::on_law(),
        };
    }
    found
}

/// Whether on every day that may govern one of the editions is certainly in force.
fn covered(editions: &[&Edition], days: &impl Fn(&Edition) -> Days) -> bool {
    let Some(first) = editions.first() else {
        return false;
    };
    let span = days(first);
    let mut reached = span.first;
    for edition in editions {
        if edition.from.not_after > reached {
            return false;
        }
        let until = edition.until.unwrap_or(Date::MAX);
        if until >= days(edition).last {
            return true;
        }
        reached = tokyo::plus_days(until, 1);
    }
    false
}

/// The days that may govern, by the kind of day.
pub fn days(view: View<'_>, governed_by: GovernedBy) -> Days {
    if let Some(day) = view.as_of {
        return Days {
            first: day,
            last: day,
            open: None,
            assumed: None,
        };
    }
    let wanted = match governed_by {
        GovernedBy::Occurred => Some(anchors::occurred()),
        GovernedBy::Known => Some(anchors::known()),
        GovernedBy::Due => None,
    };
    let today = Days {
        first: view.today,
        last: view.today,
        open: None,
        assumed: None,
    };
    let Some(wanted) = wanted else { return today };
    // An event that is known cannot have occurred later than that; so the day of knowledge is the
    // next best thing to the day of occurrence.
    [wanted.clone(), anchors::known()]
        .into_iter()
        .find_map(|fact| stated_days(view, &fact))
        .map(|days| {
            if days.first == days.last {
                Days { open: None, ..days }
            } else {
                days
            }
        })
        .unwrap_or(Days {
            assumed: Some(wanted),
            ..today
        })
}

fn stated_days(view: View<'_>, fact: &FactId) -> Option<Days> {
    let range = view.stated_range(fact, None)?;
    let kind = view.book.facts.get(fact)?.kind;
    let day = |tick| {
        if kind == Kind::Date {
            tokyo::day_of_tick(tick)
        } else {
            tokyo::date(tick)
        }
    };
    let last = range.max.map_or(view.today, day);
    let first = range.min.map_or(Date::MIN, day).min(last);
    Some(Days {
        first,
        last,
        open: Some(fact.clone()),
        assumed: None,
    })
}
