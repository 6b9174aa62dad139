//! Sectors, authorities and terms: `sectors.yaml`, `authorities.yaml`, `terms.yaml` and the folders.

use std::collections::BTreeMap;

use super::names::{Names, Space};
use super::{Document, DocumentKind, dated};
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::id::{AuthorityId, SectorId, TermId};
use crate::rulebook::place::Place;
use crate::rulebook::reader::{Fields, did_you_mean, map, nearest, pair, word};
use crate::rulebook::registry::{Authority, Sector, Term};
use crate::rulebook::text::{Text, say};
use crate::rulebook::yaml::{Entry, Yaml};

/// The desks every sector has.
const DESKS: [&str; 2] = ["ministry", "ceptoar"];

/// Who is who.
#[derive(Debug, Default)]
pub(super) struct Registry {
    pub sectors: BTreeMap<SectorId, Sector>,
    pub authorities: BTreeMap<AuthorityId, Authority>,
    pub terms: BTreeMap<TermId, Term>,
    /// References to authorities: the name and where it stands.
    references: Vec<(String, Place)>,
    /// References to desks.
    desks: Vec<(String, Place)>,
}

/// Reads every file of terms, authorities and sectors.
pub(super) fn read(documents: &[Document], names: &mut Names, problems: &mut Problems) -> Registry {
    let mut registry = Registry::default();
    for document in documents {
        let tree = &document.tree;
        match document.kind {
            DocumentKind::Terms => registry.read_terms(tree, names, problems),
            DocumentKind::Authorities => registry.read_authorities(tree, names, problems),
            DocumentKind::Sectors => registry.read_sectors(tree, names, problems),
            _ => {}
        }
    }
    registry.finish(names, problems);
    registry
}

impl Registry {
    /// Reads a file of terms.
    fn read_terms(&mut self, tree: &Yaml, names: &mut Names, problems: &mut Problems) {
        for entry in map(tree, problems) {
            let new = names.declare(Space::Term, &entry.key, entry.place, problems);
            if let (Some(label), true) = (pair(&entry.value, problems), new) {
                let id = TermId::new(&entry.key);
                let place = entry.place;
                self.terms.insert(id.clone(), Term { id, label, place });
            }
        }
    }

    /// Reads a file of authorities.
    fn read_authorities(&mut self, tree: &Yaml, names: &mut Names, problems: &mut Problems) {
        for entry in map(tree, problems) {
            let new = names.declare(Space::Authority, &entry.key, entry.place, problems);
            let authority = self.authority(entry, problems);
            if let (true, Some(authority)) = (new, authority) {
                self.authorities.insert(authority.id.clone(), authority);
            }
        }
    }

    fn authority(&mut self, entry: &Entry, problems: &mut Problems) -> Option<Authority> {
        let mut fields = Fields::under(entry, problems)?;
        let names = fields.need("names", problems);
        let how = fields.take("how");
        let by_sector = fields.take("by_sector");
        let otherwise = fields.take("otherwise");
        fields.finish(problems);
        let names = dated::entries(names, problems, dated_text);
        let how = dated::entries(how, problems, dated_text);
        let mut reference = |node: Option<&Yaml>, list: &mut Vec<(String, Place)>| {
            let node = node?;
            let name = word(node, problems)?.to_owned();
            list.push((name.clone(), node.place));
            Some(name)
        };
        let by_sector = reference(by_sector, &mut self.desks);
        let otherwise = reference(otherwise, &mut self.references);
        if names.is_empty() {
            problems.push(Diagnostic::new(
                Code::EmptyValue,
                entry.place,
                say!("機関に名前がありません", "the authority has no name"),
            ));
        }
        Some(Authority {
            id: AuthorityId::new(&entry.key),
            names,
            how,
            by_sector,
            otherwise: otherwise.map(|name| AuthorityId::new(&name)),
            place: entry.place,
        })
    }

    /// Reads a file of sectors.
    fn read_sectors(&mut self, tree: &Yaml, names: &mut Names, problems: &mut Problems) {
        for entry in map(tree, problems) {
            let new = names.declare(Space::Sector, &entry.key, entry.place, problems);
            let sector = self.sector(entry, problems);
            if let (true, Some(sector)) = (new, sector) {
                self.sectors.insert(sector.id.clone(), sector);
            }
        }
    }

    fn sector(&mut self, entry: &Entry, problems: &mut Problems) -> Option<Sector> {
        let mut fields = Fields::under(entry, problems)?;
        let title = fields.need_pair("title", problems);
        let in_plan = fields.need("in_plan", problems);
        let desk_node = fields.need("desks", problems);
        let notes = fields.take("notes");
        fields.finish(problems);
        let in_plan = dated::entries(in_plan, problems, |_, _| Some(()));
        let notes = dated::entries(notes, problems, dated_text);
        let mut desks = BTreeMap::new();
        for desk in desk_node.map_or(&[][..], |node| map(node, problems)) {
            let bodies = dated::entries(Some(&desk.value), problems, |fields, problems| {
                let node = fields.need("is", problems)?;
                let name = word(node, problems)?;
                self.references.push((name.to_owned(), node.place));
                Some(AuthorityId::new(name))
            });
            desks.insert(desk.key.clone(), bodies);
        }
        for desk in DESKS {
            if desk_node.is_some() && !desks.contains_key(desk) {
                problems.push(
                    Diagnostic::new(
                        Code::MissingKey,
                        entry.place,
                        say!("窓口 `{desk}` がありません", "the desk `{desk}` is missing"),
                    )
                    .help(say!(
                        "無い場合は `{desk}: []` と書いてください",
                        "write `{desk}: []` if there is none"
                    )),
                );
            }
        }
        Some(Sector {
            id: SectorId::new(&entry.key),
            title: title?,
            in_plan,
            desks,
            notes,
            place: entry.place,
        })
    }

    /// Resolves what could not be resolved before every file was read.
    fn finish(&self, names: &Names, problems: &mut Problems) {
        for (name, place) in &self.references {
            names.resolve(Space::Authority, name, *place, problems);
        }
        let known: Vec<_> = self
            .sectors
            .values()
            .flat_map(|sector| sector.desks.keys().map(String::as_str))
            .collect();
        for (name, place) in &self.desks {
            if !known.contains(&name.as_str()) && !self.sectors.is_empty() {
                problems.push(
                    Diagnostic::new(
                        Code::UnknownDesk,
                        *place,
                        say!(
                            "どの分野にも窓口 `{name}` がありません",
                            "no sector has a desk `{name}`"
                        ),
                    )
                    .help(did_you_mean(nearest(name, known.iter().copied()))),
                );
            }
        }
    }
}

fn dated_text(fields: &mut Fields<'_>, problems: &mut Problems) -> Option<Text> {
    let place = fields.place();
    let (ja, en) = (fields.word("ja", problems), fields.word("en", problems));
    if ja.is_none() || en.is_none() {
        problems.push(Diagnostic::new(
            Code::MissingLanguage,
            place,
            say!(
                "日本語（`ja`）と英語（`en`）の両方が必要です",
                "both Japanese (`ja`) and English (`en`) are needed"
            ),
        ));
    }
    Some(Text {
        ja: ja?.to_owned(),
        en: en?.to_owned(),
    })
}
