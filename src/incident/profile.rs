//! Profiles: the facts that do not change from incident to incident.
//!
//! A profile is a file `{title, facts}` of facts of scope organisation. What an incident says later
//! replaces what the profile says.

use std::collections::BTreeMap;
use std::path::Path;

use super::file::{Reader, gather};
use super::set::{Names, Stamp};
use super::{Origin, Remark, Statement};
use crate::rulebook::diagnostic::Problems;
use crate::rulebook::reader::Fields;
use crate::rulebook::yaml::{self, Limits};
use crate::rulebook::{FileId, Sources, Text, files};

/// Profiles by name.
pub type Profiles = BTreeMap<String, Profile>;

/// Who we are.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// What it is called.
    pub title: Option<Text>,
    /// What it says.
    pub statements: Vec<Statement>,
    /// What the answer must repeat.
    pub remarks: Vec<Remark>,
}

impl Profile {
    /// Reads a profile from disk; `None` with the reasons among the problems.
    pub fn read(
        path: &Path,
        names: &Names<'_>,
        sources: &mut Sources,
        problems: &mut Problems,
    ) -> Option<Self> {
        let file = files::read(path, sources, problems)?;
        Self::parse(file, names, sources, problems)
    }

    /// Reads a profile from a file of the table; `None` with the reasons among the problems.
    pub fn parse(
        file: FileId,
        names: &Names<'_>,
        sources: &Sources,
        problems: &mut Problems,
    ) -> Option<Self> {
        gather(problems, |problems| {
            let tree = yaml::parse(sources, file, Limits::CASES, problems)?;
            let profiles = Profiles::new();
            let mut fields = Fields::of(&tree, problems)?;
            let mut reader = Reader::new(names, &profiles, problems);
            let title = reader.text(&mut fields, "title");
            let facts = fields.need("facts", reader.problems)?;
            let stamp = Stamp {
                at: None,
                origin: Origin::Profile,
            };
            let taken = reader.facts(facts, &[], &stamp);
            fields.finish(reader.problems);
            Some(Self {
                title,
                statements: taken.statements,
                remarks: taken.remarks,
            })
        })
    }
}
