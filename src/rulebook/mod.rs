//! The law as data: facts, sectors, authorities, definitions and rules.
//!
//! Three steps: `yaml` reads a file into a tree with positions; `raw` and `check` turn the tree into
//! the types of this module and collect every mistake on the way; what is left is a [`Rulebook`] that
//! cannot be wrong: ids resolved, dates ordered, units known. This module knows nothing of incidents.

mod check;
mod condition;
pub mod diagnostic;
mod fact;
pub mod files;
mod id;
pub mod load;
mod lookup;
mod place;
mod read;
pub mod reader;
mod registry;
mod rule;
pub mod search;
mod sources;
mod text;
pub mod ticks;
mod value;
pub mod words;
pub mod yaml;

use std::collections::BTreeMap;

pub use condition::{Atom, Condition, DutyTest, Node, WhenUnknown};
pub use fact::{Alias, Choice, Derived, Fact, Group, Kind, NotSettable, Scope, Worse};
pub use id::{
    AuthorityId, ChoiceId, DefinitionId, FactId, GroupId, LimbId, RuleId, SectorId, TermId,
};
pub use lookup::{InForce, Named};
pub use place::{FileId, Place};
pub use registry::{Authority, Dated, Holidays, Sector, Term};
pub use rule::{
    Addressee, Available, Basis, Channel, Clock, DayOne, Deadline, Edition, Gap, GovernedBy, Guide,
    Limb, NotMonotone, Relief, Rule, Source, Start, Strength, Terms, Unclear, Verified, Within,
};
pub use sources::Sources;
pub(crate) use text::say;
pub use text::{Lang, Text};
pub use value::{Possible, Range, Test};

/// The whole law, checked.
#[derive(Clone, Debug)]
pub struct Rulebook {
    /// Version of the data, from `rules/rulebook.yaml`.
    pub version: String,
    /// SHA-256 over all files, as `sha256:` and hexadecimal digits.
    pub digest: String,
    /// First and last day for which the texts were checked; outside them the output warns.
    pub verified_days: (jiff::civil::Date, jiff::civil::Date),
    /// The question catalogue.
    pub facts: BTreeMap<FactId, Fact>,
    /// What each topic of the catalogue is called.
    pub topics: BTreeMap<String, Text>,
    /// The groups.
    pub groups: BTreeMap<GroupId, Group>,
    /// Names that input may not set.
    pub not_settable: Vec<NotSettable>,
    /// Shared conditions.
    pub definitions: BTreeMap<DefinitionId, Condition>,
    /// What each shared condition is called.
    pub definition_titles: BTreeMap<DefinitionId, Text>,
    /// Sectors.
    pub sectors: BTreeMap<SectorId, Sector>,
    /// Bodies.
    pub authorities: BTreeMap<AuthorityId, Authority>,
    /// Words of time and stages.
    pub terms: BTreeMap<TermId, Term>,
    /// Holidays.
    pub holidays: Holidays,
    /// Rules by id.
    pub rules: BTreeMap<RuleId, Rule>,
    /// Rules in layers: a rule asks only for duties of channels decided before it.
    pub order: Vec<RuleId>,
}
