//! Rules: one duty or recommendation each, with all its editions.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::condition::Condition;
use super::id::{AuthorityId, FactId, LimbId, RuleId, TermId};
use super::place::Place;
use super::text::Text;

/// The line of the answer a rule belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// To the competent ministry and other authorities, under law.
    Law,
    /// Information sharing under the Action Plan.
    Ceptoar,
    /// Straight to the national cyber office.
    Hotline,
    /// Persons concerned, entrustor, police and others.
    Other,
}

impl Channel {
    /// All, in the order in which they are decided and printed.
    pub const ALL: [Self; 4] = [Self::Law, Self::Ceptoar, Self::Hotline, Self::Other];

    /// The word in YAML and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Ceptoar => "ceptoar",
            Self::Hotline => "hotline",
            Self::Other => "other",
        }
    }
}

/// What a rule rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words of DESIGN are the definition")]
pub enum Basis {
    Statute,
    Ordinance,
    Guideline,
    Notice,
    Plan,
    Voluntary,
}

/// How strongly a rule binds. Ordered: `Optional < Recommended < Required`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// May be done.
    Optional,
    /// Should be done.
    Recommended,
    /// Must be done.
    Required,
}

/// How far a statement about the law has been verified. Ordered from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verified {
    /// General knowledge.
    Unverified,
    /// Press, law firm, commentary.
    Secondary,
    /// A page or paper of a ministry or public body.
    Ministry,
    /// The text of the law.
    Text,
}

/// A cited provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Name of the law, guideline or plan, in Japanese.
    pub law: String,
    /// Its number: as printed in the official gazette.
    pub number: Option<String>,
    /// The provision: article, paragraph, item.
    pub article: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
}

/// The day that chooses the edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GovernedBy {
    /// The day on which the event occurred.
    Occurred,
    /// The day on which it became known.
    Known,
    /// The day of the decision, that is of the report.
    Due,
}

/// The day on which an edition starts, or the span in which that day lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// Not in force before this day.
    pub not_before: Date,
    /// In force from this day at the latest; equal to `not_before` where the day is known.
    pub not_after: Date,
}

/// A rule with all its editions.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id; also the stem of its file.
    pub id: RuleId,
    /// The channel.
    pub channel: Channel,
    /// What it rests on, unless an edition says otherwise.
    pub basis: Basis,
    /// How strongly it binds, unless an edition says otherwise.
    pub strength: Strength,
    /// What the duty is called.
    pub title: Text,
    /// The channel or rule did not exist before a day.
    pub available: Option<Available>,
    /// Stronger duties that replace this one.
    pub absorbed_by: Vec<RuleId>,
    /// The built-in rule that this one replaces.
    pub replaces: Option<RuleId>,
    /// Declared exceptions to "a worse fact never loses a duty", with the reason.
    pub not_monotone: Vec<NotMonotone>,
    /// Editions in order of time; they never overlap.
    pub editions: Vec<Edition>,
    /// Declared gaps between editions: days on which the rule was not in force.
    pub gaps: Vec<Gap>,
    /// Level of verification, unless an edition says otherwise.
    pub verified: Verified,
    /// Day on which that was checked.
    pub checked_on: Date,
    /// A note a reader of the rule should see.
    pub note: Option<Text>,
    /// Where it is written.
    pub place: Place,
}

/// A rule that did not exist before a day.
#[derive(Clone, Debug)]
pub struct Available {
    /// First day.
    pub from: Date,
    /// Why it was not there before.
    pub reason: Text,
}

/// A fact that, when worse, rightly loses the duty.
#[derive(Clone, Debug)]
pub struct NotMonotone {
    /// The fact.
    pub fact: FactId,
    /// Why.
    pub reason: Text,
    /// Where it is written.
    pub place: Place,
}

/// Days between two editions on which the rule was not in force.
#[derive(Clone, Debug)]
pub struct Gap {
    /// First day of the gap.
    pub from: Date,
    /// Last day of the gap.
    pub until: Date,
    /// Why.
    pub reason: Text,
}

/// A rule as in force over a span of days.
#[derive(Clone, Debug)]
pub struct Edition {
    /// First day.
    pub from: Start,
    /// Last day; `None` while in force. Where the next edition's start is in doubt, the last day on
    /// which this one may be in force.
    pub until: Option<Date>,
    /// The day that chooses the edition.
    pub governed_by: GovernedBy,
    /// Basis in this edition.
    pub basis: Basis,
    /// Strength in this edition.
    pub strength: Strength,
    /// Who is bound.
    pub bound: Condition,
    /// The numbered items; the duty is due when one holds.
    pub limbs: Vec<Limb>,
    /// A condition under which no source settles the answer.
    pub unclear: Option<Unclear>,
    /// The duty is met by somebody else's act.
    pub discharged_by: Option<Relief>,
    /// The duty stands, but a notice or the like frees from filing.
    pub waived_if: Option<Relief>,
    /// Addressees, deadlines and form of every limb that has none of its own.
    pub defaults: Terms,
    /// The route, for sharing rules: `ministry`, `ceptoar`, `ceptoar_anonymous`, `hotline`.
    pub route: Option<String>,
    /// Provisions.
    pub sources: Vec<Source>,
    /// Level of verification.
    pub verified: Verified,
    /// Day on which that was checked.
    pub checked_on: Date,
    /// A note that the output shows beside the duty.
    pub note: Option<Text>,
    /// Where it is written.
    pub place: Place,
}

impl Edition {
    /// The conditions each of which alone can make it due or doubtful for those who are bound: the
    /// limbs, then what is unclear.
    pub fn ways(&self) -> impl Iterator<Item = &Condition> {
        let limbs = self.limbs.iter().map(|limb| &limb.when);
        limbs.chain(self.unclear.iter().map(|unclear| &unclear.when))
    }

    /// Every condition that decides whether it is due: who is bound, the limbs, what is unclear.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        std::iter::once(&self.bound).chain(self.ways())
    }

    /// The stages of its deadlines, as often as they are written.
    pub fn stages(&self) -> impl Iterator<Item = &TermId> {
        let limbs = self.limbs.iter().map(|limb| &limb.terms);
        let terms = std::iter::once(&self.defaults).chain(limbs);
        let deadlines = terms.filter_map(|terms| terms.deadlines.as_ref()).flatten();
        deadlines.map(|deadline| &deadline.stage)
    }
}

impl Rule {
    /// Every stage of every edition, each once, in order of its id.
    pub fn stages(&self) -> BTreeSet<&TermId> {
        self.editions.iter().flat_map(Edition::stages).collect()
    }
}

/// A condition under which the law itself gives no answer.
#[derive(Clone, Debug)]
pub struct Unclear {
    /// When.
    pub when: Condition,
    /// What is unsettled.
    pub reason: Text,
}

/// Something that meets or lifts a duty that is due; shown as such, never as "not required".
#[derive(Clone, Debug)]
pub struct Relief {
    /// When.
    pub when: Condition,
    /// What meets or lifts it.
    pub reason: Text,
}

/// A numbered item of a rule.
#[derive(Clone, Debug)]
pub struct Limb {
    /// Its id, unique in the edition.
    pub id: LimbId,
    /// What it is called.
    pub title: Option<Text>,
    /// The condition, exceptions included.
    pub when: Condition,
    /// Addressees, deadlines, form of its own.
    pub terms: Terms,
    /// Route of its own.
    pub route: Option<String>,
    /// Provisions of its own, beside those of the edition.
    pub sources: Vec<Source>,
    /// Where it is written.
    pub place: Place,
}

/// To whom and by when.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Addressees; `None` on a limb means those of the edition.
    pub to: Option<Vec<Addressee>>,
    /// When several limbs hold and their addressees differ, only these.
    pub to_if_differ: Option<Vec<Addressee>>,
    /// Deadlines; `None` on a limb means those of the edition.
    pub deadlines: Option<Vec<Deadline>>,
}

/// One who receives a report.
#[derive(Clone, Debug)]
pub struct Addressee {
    /// Who.
    pub id: AuthorityId,
    /// Only when this holds.
    pub when: Option<Condition>,
    /// Where it is written.
    pub place: Place,
}

/// One stage of a report and when it is due.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// The stage: `prompt`, `detailed`, ...
    pub stage: TermId,
    /// A word of time without a number: `promptly`, `at_once`, `without_delay`.
    pub word: Option<TermId>,
    /// The length, where there is one.
    pub within: Option<Within>,
    /// An official value for a word without a number.
    pub guide: Option<Guide>,
    /// The instant or date from which it runs.
    pub from: Clock,
    /// Whether the first day counts.
    pub day_one: DayOne,
    /// Whether a term that ends on a holiday of administrative organs moves to the next other day.
    pub roll: bool,
    /// The form.
    pub form: Option<String>,
    /// Only when one of these limbs holds; empty for all.
    pub limbs: Vec<LimbId>,
    /// Not when one of these limbs holds.
    pub not_limbs: Vec<LimbId>,
    /// This stage is not needed when this holds.
    pub waived_if: Option<Condition>,
    /// A remark for the reader.
    pub note: Option<Text>,
    /// Where it is written.
    pub place: Place,
}

/// An official value for a word without a number: so many days from the clock.
#[derive(Clone, Debug)]
pub struct Guide {
    /// Least number of days.
    pub min_days: u32,
    /// Greatest number of days.
    pub max_days: u32,
    /// Who says so.
    pub source: Source,
}

/// The length of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// Exact hours; never rolls over a holiday.
    Hours(u32),
    /// Calendar days.
    Days(u32),
    /// Calendar months.
    Months(u32),
    /// A day of the month so many months after the month of the clock: the 20th of the next month.
    MonthDay {
        /// Day of the month, 1 to 31; the last day where the month is shorter.
        day: u32,
        /// Months after the month of the clock.
        months_after: u32,
    },
    /// So many months after the end of the fiscal year (April to March) of the clock.
    AfterFiscalYear {
        /// Months after 31 March.
        months: u32,
    },
    /// So many months after the end of the quarter of the clock.
    AfterQuarter {
        /// Months after the last day of the quarter.
        months: u32,
    },
}

/// From when a term runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clock {
    /// An instant or date.
    Fact(FactId),
    /// The moment on the time line at which the rule first held.
    LimbMet,
}

/// Whether the first day counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOne {
    /// The day of the clock is day 1.
    Same,
    /// The day after is day 1.
    Next,
}
