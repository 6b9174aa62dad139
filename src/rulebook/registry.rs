//! Who is who, by date: sectors, authorities, words of time, holidays.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use super::id::{AuthorityId, SectorId, TermId};
use super::place::Place;
use super::rule::{Source, Verified};
use super::text::Text;

/// Something that is so over a span of days.
#[derive(Clone, Debug)]
pub struct Dated<T> {
    /// First day; `None` for always.
    pub from: Option<Date>,
    /// Last day; `None` while it lasts.
    pub until: Option<Date>,
    /// What is so.
    pub value: T,
    /// Level of verification.
    pub verified: Verified,
}

impl<T> Dated<T> {
    /// Whether it is so on `day`.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// What is so on `day`, among several.
    pub fn on(entries: &[Self], day: Date) -> Option<&T> {
        let mut entries = entries.iter();
        let entry = entries.find(|entry| entry.holds_on(day));
        entry.map(|entry| &entry.value)
    }
}

/// A sector of critical infrastructure.
#[derive(Clone, Debug)]
pub struct Sector {
    /// Its id, also a choice of the fact `sector`.
    pub id: SectorId,
    /// What it is called.
    pub title: Text,
    /// Days on which the Action Plan counts it.
    pub in_plan: Vec<Dated<()>>,
    /// Who stands behind an addressee that depends on the sector: desk name to bodies by date.
    /// The desks `ministry` and `ceptoar` always exist.
    pub desks: BTreeMap<String, Vec<Dated<AuthorityId>>>,
    /// What the output tells an operator of this sector, by date.
    pub notes: Vec<Dated<Text>>,
    /// Where it is written.
    pub place: Place,
}

/// A body that receives reports.
#[derive(Clone, Debug)]
pub struct Authority {
    /// Its id.
    pub id: AuthorityId,
    /// Its name, by date.
    pub names: Vec<Dated<Text>>,
    /// How to reach it, by date.
    pub how: Vec<Dated<Text>>,
    /// It stands for the body at this desk of the operator's sectors.
    pub by_sector: Option<String>,
    /// Where `by_sector` finds nobody: this body.
    pub otherwise: Option<AuthorityId>,
    /// Where it is written.
    pub place: Place,
}

/// A word of time or the name of a stage.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its id.
    pub id: TermId,
    /// The word.
    pub label: Text,
    /// Where it is written.
    pub place: Place,
}

/// Holidays of administrative organs.
#[derive(Clone, Debug)]
pub struct Holidays {
    /// First day the table covers.
    pub from: Date,
    /// Last day the table covers; beyond it a warning, never a guess.
    pub until: Date,
    /// The national holidays in between, with their names.
    pub days: BTreeMap<Date, String>,
    /// Days of the week that are holidays.
    pub weekend: Vec<Weekday>,
    /// First and last day (month, day) of the closed days around new year.
    pub year_end: ((i8, i8), (i8, i8)),
    /// Where they come from.
    pub sources: Vec<Source>,
}
