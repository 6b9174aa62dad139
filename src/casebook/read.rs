//! Reads one case: the incident by the shared reader, then the keys that only a case has.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{AtInject, Case, CaseKind, CaseSource, Variant};
use crate::incident::file::{Reader, gather};
use crate::incident::set::{Names, Stamp};
use crate::incident::{Incident, Origin, Profiles};
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::reader::{Fields, date, list, list_or_one, one_of, word};
use crate::rulebook::words::VERIFIED;
use crate::rulebook::yaml::{self, Limits, Yaml};
use crate::rulebook::{FileId, Place, Sources, say};

/// A file of a pack.
pub(super) struct CaseFile<'a> {
    /// Its folder within the pack.
    pub folder: &'a str,
    /// Its name without the ending.
    pub stem: &'a str,
    /// The file.
    pub file: FileId,
}

/// Reads a case; `None` with the reasons among the problems.
pub(super) fn case(
    from: &CaseFile<'_>,
    names: &Names<'_>,
    profiles: &Profiles,
    sources: &Sources,
    problems: &mut Problems,
) -> Option<Case> {
    gather(problems, |problems| {
        let tree = yaml::parse(sources, from.file, Limits::CASES, problems)?;
        let mut fields = Fields::of(&tree, problems)?;
        let mut reader = Reader::new(names, profiles, problems).bilingual();
        let incident = reader.incident(&mut fields, &[]);
        let id = fields.need("id", reader.problems);
        let id = id.and_then(|node| reader.id(node, from.stem));
        fields.need("title", reader.problems);
        let kind = fields.need("kind", reader.problems);
        let kind = kind.and_then(|node| one_of(node, &CaseKind::WORDS, reader.problems));
        let profile = fields.take("profile").and_then(Yaml::text);
        let sources = fields.take("sources");
        let sources = sources.map_or_else(Vec::new, |node| reader.case_sources(node));
        if kind == Some(CaseKind::Published) && sources.is_empty() {
            reader.problems.push(no_source(fields.place()));
        }
        let at = incident.last_instant();
        if at.is_none() && names_no_instant(&mut fields) {
            reader.problems.push(no_instant(fields.place()));
        }
        fields.need("expected", reader.problems);
        let expected = fields.entry("expected");
        let expected = expected.and_then(|entry| reader.expected(entry));
        let at_injects = fields.take("at_injects");
        let at_injects = at_injects.map_or_else(Vec::new, |node| reader.at_injects(node, at));
        let variants = fields.take("variants");
        let variants = variants.map_or_else(Vec::new, |node| reader.variants(node, &incident));
        let lessons = fields.pair("lessons", reader.problems);
        let unverified = fields.pair("unverified", reader.problems);
        fields.finish(reader.problems);
        Some(Case {
            id: id?,
            folder: from.folder.to_owned(),
            kind: kind?,
            title: incident.title.clone()?,
            at: at?,
            incident,
            sources,
            profile: profile.map(str::to_owned),
            expected: expected?,
            at_injects,
            variants,
            lessons,
            unverified,
            place: tree.place,
        })
    })
}

impl Reader<'_> {
    /// The id of a case: kebab case, and the name of its file.
    fn id(&mut self, node: &Yaml, stem: &str) -> Option<String> {
        let id = self.kebab(node)?;
        if id != stem {
            let diagnostic = Diagnostic::new(
                Code::IdNotFileName,
                node.place,
                say!(
                    "id `{id}` がファイル名 `{stem}` と違います",
                    "the id `{id}` is not the name of the file, `{stem}`"
                ),
            );
            self.problems.push(diagnostic);
            return None;
        }
        Some(id)
    }

    fn kebab(&mut self, node: &Yaml) -> Option<String> {
        let text = word(node, self.problems)?;
        let good = |ch: char| ch.is_ascii_lowercase() || ch.is_ascii_digit() || ch == '-';
        if !text.chars().all(good) || text.starts_with('-') || text.ends_with('-') {
            let diagnostic = Diagnostic::new(
                Code::BadId,
                node.place,
                say!("`{text}` は id に使えません", "`{text}` is not an id"),
            );
            self.problems.push(diagnostic.help(say!(
                "小文字、数字、`-` で書いてください",
                "use small letters, digits and `-`"
            )));
            return None;
        }
        Some(text.to_owned())
    }

    fn case_sources(&mut self, node: &Yaml) -> Vec<CaseSource> {
        let nodes = list(node, self.problems);
        nodes
            .iter()
            .filter_map(|node| self.case_source(node))
            .collect()
    }

    fn case_source(&mut self, node: &Yaml) -> Option<CaseSource> {
        let mut fields = Fields::of(node, self.problems)?;
        let name = fields.need("name", self.problems);
        let name = name.and_then(|node| word(node, self.problems));
        let url = fields.word("url", self.problems).map(str::to_owned);
        let verified = fields.need("verified", self.problems);
        let verified = verified.and_then(|node| one_of(node, &VERIFIED, self.problems));
        fields.finish(self.problems);
        Some(CaseSource {
            name: name?.to_owned(),
            url,
            verified: verified?,
        })
    }

    fn at_injects(&mut self, node: &Yaml, last: Option<Timestamp>) -> Vec<AtInject> {
        let mut out = Vec::new();
        for node in list(node, self.problems) {
            let Some(mut fields) = Fields::of(node, self.problems) else {
                continue;
            };
            let at = fields.need("at", self.problems);
            let at = at.and_then(|node| Some((self.moment(node)?, node.place)));
            if let (Some((at, place)), Some(last)) = (at, last)
                && at > last
            {
                self.problems.push(Diagnostic::new(
                    Code::OutOfOrder,
                    place,
                    say!(
                        "時系列の終わりより後です",
                        "this is after the end of the time line"
                    ),
                ));
            }
            let expected = self.needed_expectation(&mut fields);
            fields.finish(self.problems);
            if let (Some((at, _)), Some(expected)) = (at, expected) {
                out.push(AtInject { at, expected });
            }
        }
        out
    }

    fn needed_expectation(&mut self, fields: &mut Fields<'_>) -> Option<super::Expected> {
        fields.need("expected", self.problems)?;
        let entry = fields.entry("expected")?;
        self.expected(entry)
    }

    fn variants(&mut self, node: &Yaml, base: &Incident) -> Vec<Variant> {
        let mut seen: BTreeMap<String, Place> = BTreeMap::new();
        let mut out = Vec::new();
        let nodes = list(node, self.problems);
        let read = nodes.iter().flat_map(|node| self.variant(node, base));
        for variant in read.collect::<Vec<_>>() {
            if let Some(first) = seen.insert(variant.id.clone(), variant.place) {
                let id = &variant.id;
                let diagnostic = Diagnostic::new(
                    Code::DuplicateId,
                    variant.place,
                    say!("id `{id}` が2回あります", "the id `{id}` comes twice"),
                );
                let here = say!("最初はここ", "first here");
                self.problems.push(diagnostic.related(first, here));
            }
            out.push(variant);
        }
        out
    }

    /// One variant, or one for each day if the law of several days is to be tried.
    fn variant(&mut self, node: &Yaml, base: &Incident) -> Vec<Variant> {
        let Some(mut fields) = Fields::of(node, self.problems) else {
            return Vec::new();
        };
        let id = fields.need("id", self.problems);
        let id = id.and_then(|node| Some((self.kebab(node)?, node.place)));
        let title = fields.pair("title", self.problems);
        let (facts, as_of, at) = (
            fields.take("facts"),
            fields.take("as_of"),
            fields.take("at"),
        );
        if facts.or(as_of).or(at).is_none() {
            self.problems.push(same_variant(fields.place()));
        }
        let mut incident = base.clone();
        if let Some(node) = facts {
            self.change(node, &mut incident);
        }
        if let Some(node) = at {
            incident.at = self.moment(node);
        }
        let days = as_of.map_or(&[][..], list_or_one);
        let days: Vec<Date> = days
            .iter()
            .filter_map(|node| date(node, self.problems))
            .collect();
        let expected = self.needed_expectation(&mut fields);
        fields.finish(self.problems);
        let (Some((id, place)), Some(expected)) = (id, expected) else {
            return Vec::new();
        };
        let one = |id: String, as_of: Option<Date>| {
            let mut incident = incident.clone();
            incident.as_of = as_of.or(incident.as_of);
            Some(Variant {
                id,
                title: title.clone(),
                at: incident.last_instant()?,
                incident,
                expected: expected.clone(),
                place,
            })
        };
        match days.as_slice() {
            [] => one(id, None).into_iter().collect(),
            [day] => one(id, Some(*day)).into_iter().collect(),
            days => days
                .iter()
                .filter_map(|day| one(format!("{id}-{day}"), Some(*day)))
                .collect(),
        }
    }

    /// Facts of a variant replace those of the case, whenever they became known.
    fn change(&mut self, node: &Yaml, incident: &mut Incident) {
        let stamp = Stamp {
            at: None,
            origin: Origin::File,
        };
        let taken = self.facts(node, &incident.statements, &stamp);
        incident.statements.extend(taken.statements);
        incident.remarks.extend(taken.remarks);
    }
}

fn no_source(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::MissingSource,
        place,
        say!(
            "公表された事例に出典がありません",
            "a published case cites no source"
        ),
    )
    .help(say!(
        "`sources` に報じた媒体と URL を書いてください",
        "write under `sources` who reported it, and the address"
    ))
}

/// Whether there is no instant at all, good or bad; a bad one has been named.
fn names_no_instant(fields: &mut Fields<'_>) -> bool {
    let entries = fields.take("timeline").map_or(&[][..], list_or_one);
    fields.take("at").is_none() && entries.is_empty()
}

fn no_instant(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::NoInstant,
        place,
        say!(
            "判定の時刻がありません",
            "the instant of decision is missing"
        ),
    )
    .help(say!(
        "`at` か `timeline` を書いてください",
        "write `at`, or a `timeline`"
    ))
}

fn same_variant(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::SameVariant,
        place,
        say!(
            "この変形は元の事例と変わりません",
            "this variant changes nothing"
        ),
    )
    .help(say!(
        "`facts`、`as_of`、`at` のどれかを書いてください",
        "write `facts`, `as_of` or `at`"
    ))
}

/// Two cases, or two profiles, of one name.
pub(super) fn twice(id: &str, place: Place, first: Place) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateId,
        place,
        say!("id `{id}` が2回あります", "the id `{id}` comes twice"),
    )
    .related(first, say!("最初はここ", "first here"))
}
