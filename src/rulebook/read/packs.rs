//! What happens where an organisation's pack meets the rulebook below it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::facts::choice_id_is_good;
use super::holidays::{self, Header};
use super::names::{Names, Space};
use super::{Document, DocumentKind, declare};
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::fact::{Choice, Fact};
use crate::rulebook::id::{ChoiceId, FactId, SectorId};
use crate::rulebook::place::Place;
use crate::rulebook::registry::{Holidays, Sector};
use crate::rulebook::text::say;
use crate::rulebook::yaml::Yaml;

/// The fact whose choices are the sectors.
pub(super) const SECTOR: &str = "sector";

/// The version of the rulebook followed by those of the packs; the days are the rulebook's.
pub(super) fn header(documents: &[Document], problems: &mut Problems) -> Header {
    let found = one_a_pack(documents, DocumentKind::Rulebook, problems);
    let headers: Vec<_> = found
        .iter()
        .filter_map(|document| holidays::header(&document.tree, problems))
        .collect();
    if found.is_empty() {
        problems.push(
            Diagnostic::new(
                Code::MissingFile,
                None,
                say!(
                    "`rulebook.yaml` がありません",
                    "there is no `rulebook.yaml`"
                ),
            )
            .help(say!(
                "`version` と `verified_days` を書いた `rulebook.yaml` を置いてください",
                "put a `rulebook.yaml` with `version` and `verified_days` beside the rules"
            )),
        );
    }
    let versions: Vec<_> = headers
        .iter()
        .map(|header| header.version.as_str())
        .collect();
    let version = versions.join("+");
    let first = headers.first().map(|header| header.verified_days);
    Header {
        version,
        verified_days: first.unwrap_or((Date::MIN, Date::MIN)),
    }
}

/// The calendar of the topmost pack that has one.
pub(super) fn holidays(documents: &[Document], problems: &mut Problems) -> Holidays {
    let found = one_a_pack(documents, DocumentKind::Holidays, problems);
    let Some(document) = found.last() else {
        problems.push(Diagnostic::new(
            Code::MissingHolidays,
            None,
            say!(
                "`holidays.yaml` がないので、休日で延びる期限に警告が付きます",
                "there is no `holidays.yaml`, so every deadline that a holiday could move carries a warning"
            ),
        ));
        return holidays::no_holidays();
    };
    holidays::holidays(&document.tree, problems).unwrap_or_else(holidays::no_holidays)
}

/// The files of a kind of which a pack has one.
fn one_a_pack<'d>(
    documents: &'d [Document],
    kind: DocumentKind,
    problems: &mut Problems,
) -> Vec<&'d Document> {
    let mut found: Vec<&Document> = Vec::new();
    for document in documents.iter().filter(|document| document.kind == kind) {
        match found.iter().find(|first| first.pack == document.pack) {
            Some(first) => problems.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    document.tree.place,
                    say!(
                        "同じ種類のファイルが既にあります",
                        "there is a file of this kind already"
                    ),
                )
                .related(first.tree.place, say!("最初はここ", "first here")),
            ),
            None => found.push(document),
        }
    }
    found
}

/// A sector that a pack adds is also a choice of the fact `sector`.
pub(super) fn add_sectors(
    facts: &mut BTreeMap<FactId, Fact>,
    sectors: &BTreeMap<SectorId, Sector>,
    documents: &[Document],
) {
    let Some(fact) = facts.get_mut(SECTOR) else {
        return;
    };
    let own = |place: Place| {
        documents
            .iter()
            .any(|document| document.pack > 0 && document.tree.place.file == place.file)
    };
    for sector in sectors.values() {
        let id = ChoiceId::new(sector.id.as_str());
        if own(sector.place) && fact.choice(&id).is_none() && choice_id_is_good(id.as_str()) {
            fact.choices.push(Choice {
                id,
                label: sector.title.clone(),
                aliases: Vec::new(),
                rank: None,
            });
        }
    }
}

/// Claims the ids of all rules; a pack's rule may take the place of one below by `replaces`.
pub(super) fn declare_rules<'d>(
    documents: &'d [Document],
    names: &mut Names,
    problems: &mut Problems,
) -> Vec<&'d Document> {
    let mut rules: Vec<&Document> = Vec::new();
    for document in documents
        .iter()
        .filter(|document| document.kind == DocumentKind::Rule)
    {
        let id = document.tree.get("id").and_then(Yaml::text);
        let replaces = document.tree.get("replaces");
        if let (0, Some(node)) = (document.pack, replaces) {
            problems.push(Diagnostic::new(
                Code::MisplacedReplaces,
                node.place,
                say!(
                    "`replaces` は事業者の規則集でだけ使えます",
                    "`replaces` is for an organisation's own pack"
                ),
            ));
        }
        let below = rules.iter().position(|other| {
            id.is_some()
                && other.tree.get("id").and_then(Yaml::text) == id
                && other.pack < document.pack
        });
        match (below, replaces.and_then(Yaml::text)) {
            (Some(at), target) if target == id => {
                rules.remove(at);
                rules.push(document);
            }
            (Some(_), _) => problems.push(needs_replaces(document, id, names)),
            (None, _) => {
                if declare(document, Space::Rule, names, problems) {
                    rules.push(document);
                }
            }
        }
    }
    rules
}

fn needs_replaces(document: &Document, id: Option<&str>, names: &Names) -> Diagnostic {
    let id = id.unwrap_or_default();
    let place = document
        .tree
        .get("id")
        .map_or(document.tree.place, |node| node.place);
    let diagnostic = Diagnostic::new(
        Code::DuplicateId,
        place,
        say!(
            "規則 `{id}` は既にあります",
            "there is a rule `{id}` already"
        ),
    )
    .help(say!(
        "置き換えるなら `replaces: {id}` と書き、別の規則ならIDを変えてください",
        "write `replaces: {id}` to take its place, or choose another id"
    ));
    match names.place(Space::Rule, id) {
        Some(first) => diagnostic.related(first, say!("最初はここ", "first here")),
        None => diagnostic,
    }
}
