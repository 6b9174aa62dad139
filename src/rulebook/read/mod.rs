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

use conditions::World;
use facts::Catalogue;
use names::{Names, Space};

use super::Rulebook;
use super::condition::Condition;
use super::diagnostic::{Code, Diagnostic, Problems};
use super::id::DefinitionId;
use super::reader::{Fields, word};
use super::text::{Text, say};
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
    let mut names = Names::default();
    let header = packs::header(documents, problems);
    let holidays = packs::holidays(documents, problems);
    // Names first: what a file refers to may stand in a later one.
    let mut catalogue = Catalogue::default();
    for document in of(documents, DocumentKind::Facts) {
        catalogue.read(document, &mut names, problems);
    }
    let registry = registry::read(documents, &mut names, problems);
    packs::add_sectors(&mut catalogue.facts, &registry.sectors, documents);
    let rule_documents = packs::declare_rules(documents, &mut names, problems);
    for document in of(documents, DocumentKind::Definition) {
        declare(document, Space::Definition, &mut names, problems);
    }
    let world = World {
        facts: &catalogue.facts,
        names: &names,
    };
    catalogue.resolve(world, problems);
    let definitions = definitions(documents, world, problems);
    let rules = rule_documents
        .into_iter()
        .filter_map(|document| rules::rule(document, world, problems))
        .map(|rule| (rule.id.clone(), rule))
        .collect();
    let asked_if = catalogue.asked_if(world, problems);
    let mut facts = catalogue.facts;
    for (id, condition) in asked_if {
        if let Some(fact) = facts.get_mut(&id) {
            fact.asked_if = Some(condition);
        }
    }
    let (definitions, definition_titles) = definitions.into_iter().unzip();
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

/// The files of one kind.
fn of(documents: &[Document], kind: DocumentKind) -> impl Iterator<Item = &Document> {
    documents
        .iter()
        .filter(move |document| document.kind == kind)
}

/// Shared conditions and what they are called.
type Definitions = Vec<((DefinitionId, Condition), (DefinitionId, Text))>;

fn definitions(documents: &[Document], world: World<'_>, problems: &mut Problems) -> Definitions {
    let mut definitions = Vec::new();
    for document in of(documents, DocumentKind::Definition) {
        let Some(mut fields) = Fields::of(&document.tree, problems) else {
            continue;
        };
        let id = fields.need("id", problems).and_then(Yaml::text);
        let title = fields.need_pair("title", problems);
        let when = world.when_unless(&mut fields, problems);
        fields.finish(problems);
        if let (Some(id), Some(title), Some(when)) = (id.map(DefinitionId::new), title, when) {
            definitions.push(((id.clone(), when), (id, title)));
        }
    }
    definitions
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
