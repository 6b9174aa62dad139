//! Facts, groups and names that input may not set: `facts/<topic>.yaml`.

use std::collections::BTreeMap;

use super::conditions::{self, World};
use super::names::{Names, Space, bad_id, duplicate, spelled};
use super::{Document, aliases, choices};
use crate::rulebook::condition::Condition;
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::fact::{Alias, Choice, Derived, Fact, Group, Kind, NotSettable, Scope, Worse};
use crate::rulebook::id::{FactId, GroupId};
use crate::rulebook::place::Place;
use crate::rulebook::reader::{Fields, list, list_or_one, map, one_of, word};
use crate::rulebook::text::{Text, say};
use crate::rulebook::words::{KINDS, SCOPES};
use crate::rulebook::yaml::{Entry, Value, Yaml};

/// What the files of facts hold. Conditions among them are read later, when every fact is known.
#[derive(Debug, Default)]
pub(super) struct Catalogue<'y> {
    pub facts: BTreeMap<FactId, Fact>,
    pub groups: BTreeMap<GroupId, Group>,
    pub not_settable: Vec<NotSettable>,
    pub topics: BTreeMap<String, Text>,
    /// `asked_if` by fact.
    pub asked_if: Vec<(FactId, &'y Yaml)>,
    /// References to facts, resolved when every fact is known: the name and where it stands.
    pub references: Vec<(&'y str, Place)>,
    /// Every alias with its fact and place.
    pub aliases: Vec<(FactId, Alias, Place)>,
    /// Every derived fact with the three it follows from and their places.
    pub derived: Vec<(FactId, [(FactId, Place); 3])>,
    /// References to groups, likewise.
    pub group_references: Vec<(&'y str, Place)>,
}

impl<'y> Catalogue<'y> {
    /// Reads one file.
    pub fn read(&mut self, document: &'y Document, names: &mut Names, problems: &mut Problems) {
        let Some(mut fields) = Fields::of(&document.tree, problems) else {
            return;
        };
        let topic = fields.need_pair("topic", problems);
        let groups = fields.take("groups");
        let facts = fields.take("facts");
        let not_settable = fields.take("not_settable");
        fields.finish(problems);
        if let Some(topic) = topic {
            self.topics.insert(document.stem.clone(), topic);
        }
        for entry in groups.map_or(&[][..], |node| map(node, problems)) {
            self.group(entry, names, problems);
        }
        for entry in facts.map_or(&[][..], |node| map(node, problems)) {
            self.fact(entry, &document.stem, names, problems);
        }
        for entry in not_settable.map_or(&[][..], |node| map(node, problems)) {
            self.forbid(entry, problems);
        }
    }

    /// Resolves what could not be resolved before every file was read.
    pub fn resolve(&self, world: World<'_>, problems: &mut Problems) {
        for (name, place) in &self.references {
            world.fact(name, *place, problems);
        }
        for (name, place) in &self.group_references {
            world.names.resolve(Space::Group, name, *place, problems);
        }
        aliases::check(self, problems);
    }

    /// Reads when each fact is asked.
    pub fn asked_if(&self, world: World<'_>, problems: &mut Problems) -> Vec<(FactId, Condition)> {
        let asked_if = self.asked_if.iter();
        asked_if
            .filter_map(|(id, node)| Some((id.clone(), world.condition(node, problems)?)))
            .collect()
    }

    fn group(&mut self, entry: &Entry, names: &mut Names, problems: &mut Problems) {
        let new = names.declare(Space::Group, &entry.key, entry.place, problems);
        let Some(mut fields) = Fields::under(entry, problems) else {
            return;
        };
        let title = fields.need_pair("title", problems);
        let all_listed = fields.need_pair("all_listed", problems);
        fields.finish(problems);
        if let (true, Some(title), Some(all_listed)) = (new, title, all_listed) {
            let id = GroupId::new(&entry.key);
            let place = entry.place;
            self.groups.insert(
                id.clone(),
                Group {
                    id,
                    title,
                    all_listed,
                    place,
                },
            );
        }
    }

    fn fact(&mut self, entry: &'y Entry, topic: &str, names: &mut Names, problems: &mut Problems) {
        if conditions::WORDS.contains(&entry.key.as_str()) {
            problems.push(bad_id(&entry.key, entry.place));
        }
        let new = names.declare(Space::Fact, &entry.key, entry.place, problems);
        let fact = self.read_fact(entry, topic, problems);
        if let (true, Some(fact)) = (new, fact) {
            for alias in &fact.aliases {
                if alias.when_given.is_empty() {
                    names
                        .aliases
                        .insert(alias.name.clone(), fact.id.to_string());
                }
            }
            self.facts.insert(fact.id.clone(), fact);
        }
    }

    fn read_fact(
        &mut self,
        entry: &'y Entry,
        topic: &str,
        problems: &mut Problems,
    ) -> Option<Fact> {
        let mut fields = Fields::under(entry, problems)?;
        let id = FactId::new(&entry.key);
        let kind = fields.need("kind", problems);
        let kind = kind.and_then(|node| one_of(node, &KINDS, problems));
        let unit = fields.entry("unit");
        let group = fields.take("group");
        let scope = fields.take("scope");
        let question = fields.need_pair("question", problems);
        let help = fields.pair("help", problems);
        let worse = fields.take("worse");
        let asked_if = fields.take("asked_if");
        let aliases = fields.take("aliases");
        let choices = fields.entry("choices");
        let derived = fields.entry("derived");
        fields.finish(problems);
        let kind = kind?;
        let group = group.and_then(|node| {
            let name = word(node, problems)?;
            self.group_references.push((name, node.place));
            Some(GroupId::new(name))
        });
        let scope = scope.map(|node| one_of(node, &SCOPES, problems));
        self.asked_if
            .extend(asked_if.map(|node| (id.clone(), node)));
        let fact = Fact {
            kind,
            unit: read_unit(kind, unit, entry.place, problems),
            choices: choices::read(kind, choices, entry.place, problems),
            scope: scope.unwrap_or(Some(Scope::Incident))?,
            group,
            topic: topic.to_owned(),
            question: question?,
            help,
            aliases: self.aliases(&id, aliases, kind, problems),
            asked_if: None,
            worse: read_worse(kind, worse, problems),
            derived: derived.and_then(|entry| self.derived(&id, kind, entry, problems)),
            place: entry.place,
            id,
        };
        Some(fact)
    }

    fn aliases(
        &mut self,
        fact: &FactId,
        node: Option<&'y Yaml>,
        kind: Kind,
        problems: &mut Problems,
    ) -> Vec<Alias> {
        let mut aliases = Vec::new();
        for node in node.map_or(&[][..], |node| list(node, problems)) {
            let alias = match &node.value {
                Value::Map(_) => self.long_alias(node, kind, problems),
                _ => word(node, problems).map(|name| Alias {
                    name: name.to_owned(),
                    unit: None,
                    when_given: Vec::new(),
                }),
            };
            if let Some(alias) = alias {
                self.aliases.push((fact.clone(), alias.clone(), node.place));
                aliases.push(alias);
            }
        }
        aliases
    }

    fn long_alias(&mut self, node: &'y Yaml, kind: Kind, problems: &mut Problems) -> Option<Alias> {
        let mut fields = Fields::of(node, problems)?;
        fields.need("name", problems);
        let name = fields.word("name", problems);
        let unit = fields.take("unit");
        let when_given = fields.take("when_given");
        fields.finish(problems);
        let unit = unit.and_then(|node| {
            let unit = word(node, problems)?;
            let known = match kind {
                Kind::Duration => ["d", "h", "min", "s"].contains(&unit),
                Kind::Count | Kind::Quantity => true,
                _ => false,
            };
            if !known {
                problems.push(Diagnostic::new(
                    Code::WrongUnit,
                    node.place,
                    say!(
                        "`{unit}` はこの事実の単位ではありません",
                        "`{unit}` is not a unit of this fact"
                    ),
                ));
            }
            known.then(|| unit.to_owned())
        });
        Some(Alias {
            name: name?.to_owned(),
            unit,
            when_given: self.refer(when_given, problems),
        })
    }

    /// Facts named elsewhere than in a condition.
    fn refer(&mut self, node: Option<&'y Yaml>, problems: &mut Problems) -> Vec<FactId> {
        let mut ids = Vec::new();
        for node in node.map_or(&[][..], list_or_one) {
            if let Some(name) = word(node, problems) {
                self.references.push((name, node.place));
                ids.push(FactId::new(name));
            }
        }
        ids
    }

    fn derived(
        &mut self,
        fact: &FactId,
        kind: Kind,
        entry: &'y Entry,
        problems: &mut Problems,
    ) -> Option<Derived> {
        if kind != Kind::Duration {
            problems.push(misplaced(entry, kind));
        }
        let mut fields = Fields::under(entry, problems)?;
        let [from, until, running] = ["from", "until", "running"].map(|key| {
            let node = fields.need(key, problems)?;
            Some((self.refer(Some(node), problems).pop()?, node.place))
        });
        fields.finish(problems);
        let (from, until, running) = (from?, until?, running?);
        let parts = [from.clone(), until.clone(), running.clone()];
        self.derived.push((fact.clone(), parts));
        Some(Derived {
            from: from.0,
            until: until.0,
            running: running.0,
        })
    }

    fn forbid(&mut self, entry: &'y Entry, problems: &mut Problems) {
        let Some(mut fields) = Fields::under(entry, problems) else {
            return;
        };
        let reason = fields.need_pair("reason", problems);
        let instead = fields.take("instead");
        fields.finish(problems);
        let instead = self.refer(instead, problems);
        let same = |other: &&NotSettable| other.name == entry.key;
        if let Some(first) = self.not_settable.iter().find(same) {
            let what = say!("設定できない名前", "name that cannot be set");
            problems.push(duplicate(&entry.key, what, entry.place, first.place));
        } else if let Some(reason) = reason {
            self.not_settable.push(NotSettable {
                name: entry.key.clone(),
                reason,
                instead,
                place: entry.place,
            });
        }
    }
}

fn read_unit(
    kind: Kind,
    unit: Option<&Entry>,
    place: Place,
    problems: &mut Problems,
) -> Option<String> {
    let needed = matches!(kind, Kind::Count | Kind::Quantity);
    match unit {
        Some(entry) if needed => word(&entry.value, problems).map(str::to_owned),
        Some(entry) => {
            problems.push(misplaced(entry, kind));
            None
        }
        None => {
            if needed {
                let kind = kind.as_str();
                problems.push(Diagnostic::new(
                    Code::MissingKey,
                    place,
                    say!(
                        "`{kind}` には `unit` が必要です",
                        "a `{kind}` needs a `unit`"
                    ),
                ));
            }
            None
        }
    }
}

const ORDERED: [(&str, Worse); 2] = [("higher", Worse::Higher), ("lower", Worse::Lower)];
const BOOL: [(&str, Worse); 4] = [
    ("yes", Worse::Yes),
    ("no", Worse::No),
    ("true", Worse::Yes),
    ("false", Worse::No),
];

fn read_worse(kind: Kind, node: Option<&Yaml>, problems: &mut Problems) -> Worse {
    let Some(node) = node else {
        return Worse::Unordered;
    };
    let found = match kind {
        Kind::Bool => one_of(node, &BOOL, problems),
        Kind::Choice | Kind::Choices => {
            problems.push(
                Diagnostic::new(
                    Code::WrongForKind,
                    node.place,
                    say!("選択肢に `worse` は書けません", "a choice has no `worse`"),
                )
                .help(say!(
                    "順序があれば各選択肢に `rank` を書いてください",
                    "give each choice a `rank` if they are ordered"
                )),
            );
            None
        }
        _ => one_of(node, &ORDERED, problems),
    };
    found.unwrap_or(Worse::Unordered)
}

/// A key that facts of this kind do not have.
pub(super) fn misplaced(entry: &Entry, kind: Kind) -> Diagnostic {
    let (key, kind) = (&entry.key, kind.as_str());
    Diagnostic::new(
        Code::WrongForKind,
        entry.place,
        say!(
            "種類 `{kind}` の事実に `{key}` は書けません",
            "a fact of kind `{kind}` has no `{key}`"
        ),
    )
}

/// The two values of a yes-or-no fact.
pub(super) fn yes_and_no() -> Vec<Choice> {
    let choice = |id: &str, ja: &str, en: &str, alias: &str| Choice {
        id: id.into(),
        label: Text {
            ja: ja.to_owned(),
            en: en.to_owned(),
        },
        aliases: vec![alias.to_owned()],
        rank: None,
    };
    vec![
        choice("no", "いいえ", "no", "false"),
        choice("yes", "はい", "yes", "true"),
    ]
}

/// An id of a choice.
pub(super) fn choice_id_is_good(id: &str) -> bool {
    spelled(id, true, false)
}
