//! From YAML trees to the types of the rulebook, naming every mistake on the way.
//!
//! Everything that can be seen in one file, or by looking a name up, is checked here; what needs the
//! whole rulebook is for [`check`](super::check). Where the files come from is not known here.

mod aliases;
mod choices;
mod conditions;
mod dated;
mod deadlines;
mod editions;
mod facts;
mod holidays;
mod limbs;
mod matchers;
mod names;
mod packs;
mod registry;
mod rules;
mod sources;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use conditions::World;
use facts::Catalogue;
use names::{Names, Space};
use registry::Registry;

use super::Rulebook;
use super::diagnostic::{Code, Diagnostic, Problems};
use super::id::DefinitionId;
use super::reader::{Fields, word};
use super::text::say;
use super::yaml::Yaml;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DocumentKind {
    Rulebook,
    Facts,
    Sectors,
    Authorities,
    Terms,
    Holidays,
    Definition,
    Rule,
}

/// One parsed file.
#[derive(Debug)]
pub(super) struct Document {
    pub kind: DocumentKind,
    pub tree: Yaml,
    /// Its file name without folder and ending.
    pub stem: String,
    /// 0 for the rulebook itself, then the packs on top of it.
    pub pack: usize,
}

/// Reads all files: what could be read, which is whole only if no error was noted.
pub(super) fn read(documents: &[Document], problems: &mut Problems) -> Rulebook {
    let of = |kind| {
        documents
            .iter()
            .filter(move |document| document.kind == kind)
    };
    let mut names = Names::default();
    let header = packs::header(documents, problems);
    let holidays = packs::holidays(documents, problems);
    let mut catalogue = Catalogue::default();
    for document in of(DocumentKind::Facts) {
        catalogue.read(document, &mut names, problems);
    }
    let mut registry = Registry::default();
    for document in of(DocumentKind::Terms) {
        registry.read_terms(&document.tree, &mut names, problems);
    }
    for document in of(DocumentKind::Authorities) {
        registry.read_authorities(&document.tree, &mut names, problems);
    }
    for document in of(DocumentKind::Sectors) {
        registry.read_sectors(&document.tree, &mut names, problems);
    }
    registry.finish(&names, problems);
    packs::add_sectors(&mut catalogue.facts, &registry.sectors, documents);
    let rule_documents = packs::declare_rules(documents, &mut names, problems);
    for document in of(DocumentKind::Definition) {
        declare(document, Space::Definition, &mut names, problems);
    }
    let world = World {
        facts: &catalogue.facts,
        names: &names,
    };
    for (name, place) in &catalogue.references {
        world.fact(name, *place, problems);
    }
    aliases::check(&catalogue, problems);
    for (name, place) in &catalogue.group_references {
        names.resolve(Space::Group, name, *place, problems);
    }
    let (mut definitions, mut definition_titles) = (BTreeMap::new(), BTreeMap::new());
    for document in of(DocumentKind::Definition) {
        let Some(mut fields) = Fields::of(&document.tree, problems) else {
            continue;
        };
        fields.need("id", problems);
        let id = document
            .tree
            .get("id")
            .and_then(Yaml::text)
            .map(DefinitionId::new);
        let title = fields.need_pair("title", problems);
        let when = world.when_unless(&mut fields, problems);
        fields.finish(problems);
        if let (Some(id), Some(title), Some(when)) = (id, title, when) {
            definition_titles.insert(id.clone(), title);
            definitions.insert(id, when);
        }
    }
    let mut rules = BTreeMap::new();
    for document in rule_documents {
        if let Some(rule) = rules::rule(document, world, problems) {
            rules.insert(rule.id.clone(), rule);
        }
    }
    let asked_if: Vec<_> = catalogue
        .asked_if
        .iter()
        .filter_map(|(id, node)| Some((id.clone(), world.condition(node, problems)?)))
        .collect();
    let mut facts = catalogue.facts;
    for (id, condition) in asked_if {
        if let Some(fact) = facts.get_mut(&id) {
            fact.asked_if = Some(condition);
        }
    }
    Rulebook {
        version: header.version,
        digest: String::new(),
        verified_days: header.verified_days,
        facts,
        topics: catalogue.topics,
        groups: catalogue.groups,
        not_settable: catalogue.not_settable,
        definitions,
        definition_titles,
        sectors: registry.sectors,
        authorities: registry.authorities,
        terms: registry.terms,
        holidays,
        rules,
        order: Vec::new(),
    }
}

/// Claims the id of a rule or definition, which must be the name of its file.
fn declare(document: &Document, space: Space, names: &mut Names, problems: &mut Problems) -> bool {
    let Some(node) = document.tree.get("id") else {
        return true;
    };
    let Some(id) = word(node, problems) else {
        return true;
    };
    let stem = &document.stem;
    if id != stem {
        problems.push(
            Diagnostic::new(
                Code::IdNotFileName,
                node.place,
                say!(
                    "ID `{id}` がファイル名 `{stem}` と違います",
                    "the id `{id}` is not the file name `{stem}`"
                ),
            )
            .help(say!(
                "ファイル名を `{id}.yaml` にするか、IDを `{stem}` にしてください",
                "rename the file to `{id}.yaml`, or the id to `{stem}`"
            )),
        );
    }
    names.declare(space, id, node.place, problems)
}
