//! Names of subjects: ids, aliases, `<group>.<item>.<fact>`, and what a name means beside others.
//!
//! Owns the resolution of names only; values are for [`crate::incident::value`].

use std::collections::BTreeMap;

use super::error::{MOST_ITEMS, SetProblem};
use super::stated::Stated;
use crate::incident::value::key;
use crate::incident::{FactRef, Subject};
use crate::rulebook::reader::nearest;
use crate::rulebook::{Atom, Condition, Fact, FactId, Group, GroupId, Kind, Node, Rulebook, Scope};

/// The last part of the name that says whether every item of a group is listed.
const ALL_LISTED: &str = "all_listed";

/// Every name under which a fact may be set.
pub struct Names<'r> {
    rulebook: &'r Rulebook,
    by_name: BTreeMap<String, Vec<Meaning<'r>>>,
}

/// One fact a name may mean.
#[derive(Clone, Copy)]
struct Meaning<'r> {
    fact: &'r Fact,
    unit: Option<&'r str>,
    /// Empty for an id and for an alias that always applies.
    when_given: &'r [FactId],
    own: bool,
}

/// What a name means.
pub(super) enum Target<'r> {
    /// A fact.
    Fact {
        fact: &'r Fact,
        subject: FactRef,
        /// Unit of a bare number under this name.
        unit: Option<&'r str>,
        /// The name could have meant another fact.
        chosen: bool,
    },
    /// Whether every item is listed.
    AllListed(GroupId),
}

impl Target<'_> {
    pub(super) fn subject(&self) -> Subject {
        match self {
            Self::Fact { subject, .. } => Subject::Fact(subject.clone()),
            Self::AllListed(group) => Subject::AllListed(group.clone()),
        }
    }
}

/// A name taken apart.
struct Parts<'r> {
    group: Option<&'r Group>,
    number: Option<u32>,
    last: String,
}

impl<'r> Names<'r> {
    /// The names of a rulebook.
    pub fn new(rulebook: &'r Rulebook) -> Self {
        let mut by_name: BTreeMap<String, Vec<Meaning<'r>>> = BTreeMap::new();
        for fact in rulebook.facts.values() {
            let own = Meaning {
                fact,
                unit: None,
                when_given: &[],
                own: true,
            };
            by_name
                .entry(plain(fact.id.as_str()))
                .or_default()
                .push(own);
            for alias in &fact.aliases {
                let meaning = Meaning {
                    fact,
                    unit: alias.unit.as_deref(),
                    when_given: &alias.when_given,
                    own: false,
                };
                let meanings = by_name.entry(plain(&alias.name)).or_default();
                meanings.push(meaning);
            }
        }
        Self { rulebook, by_name }
    }

    /// The rulebook whose names they are.
    pub fn rulebook(&self) -> &'r Rulebook {
        self.rulebook
    }

    /// What a name means where nothing else has to be known, for finding out what is active.
    pub(super) fn plainly(&self, name: &str) -> Option<Target<'r>> {
        let parts = self.parts(name).ok()?;
        let meanings = self.meanings(&parts, name).ok()?;
        match meanings.as_slice() {
            [meaning] if meaning.when_given.is_empty() => {
                target(*meaning, &parts, name, false).ok()
            }
            _ => None,
        }
    }

    /// What a name means, given what else is stated.
    pub(super) fn resolve(&self, name: &str, stated: &Stated) -> Result<Target<'r>, SetProblem> {
        let parts = self.parts(name)?;
        if let (Some(group), None, ALL_LISTED) = (parts.group, parts.number, parts.last.as_str()) {
            return Ok(Target::AllListed(group.id.clone()));
        }
        let meanings = self.meanings(&parts, name)?;
        let (meaning, chosen) = self.choose(&meanings, name, stated)?;
        target(meaning, &parts, name, chosen)
    }

    fn parts(&self, name: &str) -> Result<Parts<'r>, SetProblem> {
        let spelled = plain(name);
        let parts: Vec<&str> = spelled.split('.').map(str::trim).collect();
        let bad_item = || SetProblem::BadItem(name.to_owned());
        let (group, number, last) = match parts.as_slice() {
            [last] if self.group(last).is_none() => (None, None, *last),
            [group] | [group, ""] => return Err(self.no_fact(name, group)),
            [group, number] if is_number(number) => return Err(self.no_fact(name, group)),
            [group, last] => (Some(*group), None, *last),
            [group, number, last] if is_number(number) && !last.is_empty() => {
                let number = number.parse().map_err(|_| bad_item())?;
                if !(1..=MOST_ITEMS).contains(&number) {
                    return Err(bad_item());
                }
                (Some(*group), Some(number), *last)
            }
            _ => return Err(self.unknown(name, &spelled)),
        };
        let group = match group {
            Some(group) => Some(self.group(group).ok_or_else(|| {
                let known = self.rulebook.groups.keys().cloned().collect();
                SetProblem::UnknownGroup(group.to_owned(), known)
            })?),
            None => None,
        };
        Ok(Parts {
            group,
            number,
            last: last.to_owned(),
        })
    }

    fn group(&self, name: &str) -> Option<&'r Group> {
        self.rulebook.groups.get(name)
    }

    fn no_fact(&self, name: &str, group: &str) -> SetProblem {
        let Some(group) = self.group(group) else {
            return self.unknown(name, name);
        };
        let mut facts = self.rulebook.facts.values();
        let example = facts.find(|fact| fact.group.as_ref() == Some(&group.id));
        SetProblem::NoFact {
            name: name.trim_end_matches('.').to_owned(),
            example: example.map(|fact| fact.id.clone()),
        }
    }

    fn unknown(&self, name: &str, last: &str) -> SetProblem {
        let not_settable = self.rulebook.not_settable.iter();
        if let Some(entry) = not_settable
            .clone()
            .find(|entry| plain(&entry.name) == last)
        {
            return SetProblem::NotSettable {
                name: name.to_owned(),
                reason: entry.reason.clone(),
                instead: entry.instead.clone(),
            };
        }
        let facts = self.rulebook.facts.values();
        let has_choice = |fact: &&Fact| {
            let mut choices = fact.choices.iter();
            fact.kind != Kind::Bool && choices.any(|choice| plain(choice.id.as_str()) == last)
        };
        let of: Vec<FactId> = facts
            .filter(has_choice)
            .map(|fact| fact.id.clone())
            .collect();
        if !of.is_empty() {
            return SetProblem::IsChoice {
                name: name.to_owned(),
                of,
            };
        }
        let known = self.by_name.keys().map(String::as_str);
        let near = nearest(last, known);
        SetProblem::UnknownName(
            name.to_owned(),
            near.map(str::to_owned).into_iter().collect(),
        )
    }

    /// The facts a name may mean, of the group that is written, if one is.
    fn meanings(&self, parts: &Parts<'r>, name: &str) -> Result<Vec<Meaning<'r>>, SetProblem> {
        let Some(all) = self.by_name.get(&parts.last) else {
            return Err(self.unknown(name, &parts.last));
        };
        let Some(group) = parts.group else {
            return Ok(all.clone());
        };
        let of_group = all
            .iter()
            .filter(|m| m.fact.group.as_ref() == Some(&group.id));
        let of_group: Vec<Meaning<'r>> = of_group.copied().collect();
        if of_group.is_empty() {
            let right = all.iter().map(|meaning| written(meaning.fact)).collect();
            return Err(SetProblem::NotOfGroup {
                name: name.to_owned(),
                right,
            });
        }
        Ok(of_group)
    }

    /// The one meaning that counts, and whether others had to be ruled out.
    fn choose(
        &self,
        meanings: &[Meaning<'r>],
        name: &str,
        stated: &Stated,
    ) -> Result<(Meaning<'r>, bool), SetProblem> {
        let own = meanings.iter().find(|meaning| meaning.own);
        let mut called: Vec<Meaning<'r>> = Vec::new();
        for meaning in meanings.iter().filter(|meaning| !meaning.own) {
            let always = meaning.when_given.is_empty() && own.is_none();
            if always || meaning.when_given.iter().any(|fact| stated.may_be_so(fact)) {
                called.push(*meaning);
            }
        }
        let several = meanings.len() > 1;
        match (own, called.as_slice()) {
            (Some(own), []) => Ok((*own, false)),
            (None, [meaning]) => Ok((*meaning, several)),
            (Some(own), [meaning]) if !self.topic_is_active(own.fact, *meaning, stated) => {
                Ok((*meaning, true))
            }
            (None, []) => Err(SetProblem::NoTopic(
                name.to_owned(),
                meanings
                    .iter()
                    .map(|meaning| (written(meaning.fact), meaning.when_given.to_vec()))
                    .collect(),
            )),
            (own, called) => {
                let all = own.into_iter().chain(called);
                let names = all.map(|meaning| written(meaning.fact)).collect();
                Err(SetProblem::Ambiguous(name.to_owned(), names))
            }
        }
    }

    /// Whether something stated points to the questions among which this fact is asked: what its
    /// `asked_if` tests in the incident, or another fact of its group. What makes the other meaning
    /// active does not count.
    fn topic_is_active(&self, fact: &Fact, other: Meaning<'r>, stated: &Stated) -> bool {
        let counts = |id: &FactId| {
            let known = self.rulebook.facts.get(id);
            let of_incident = known.is_some_and(|known| known.scope == Scope::Incident);
            of_incident && *id != fact.id && *id != other.fact.id && !other.when_given.contains(id)
        };
        let mut atoms = Vec::new();
        if let Some(condition) = &fact.asked_if {
            collect_atoms(condition, &mut atoms);
        }
        let asked = |atom: &&Atom| counts(&atom.fact) && stated.may_meet(&atom.fact, &atom.test);
        if atoms.iter().any(asked) {
            return true;
        }
        let mut facts = stated
            .facts()
            .filter(|id| counts(id) && stated.may_be_so(id));
        facts.any(|id| {
            let group = self
                .rulebook
                .facts
                .get(id)
                .and_then(|known| known.group.as_ref());
            group.is_some() && group == fact.group.as_ref()
        })
    }
}

/// The subject that a meaning and the group and number written before it make.
fn target<'r>(
    meaning: Meaning<'r>,
    parts: &Parts<'r>,
    name: &str,
    chosen: bool,
) -> Result<Target<'r>, SetProblem> {
    let fact = meaning.fact;
    let subject = match (&fact.group, parts.group) {
        (Some(group), _) => {
            FactRef::of_item(group.clone(), parts.number.unwrap_or(1), fact.id.clone())
        }
        (None, None) => FactRef::plain(fact.id.clone()),
        (None, Some(_)) => {
            return Err(SetProblem::NotOfGroup {
                name: name.to_owned(),
                right: vec![fact.id.to_string()],
            });
        }
    };
    Ok(Target::Fact {
        fact,
        subject,
        unit: meaning.unit,
        chosen,
    })
}

fn collect_atoms<'c>(condition: &'c Condition, out: &mut Vec<&'c Atom>) {
    match &condition.node {
        Node::All(parts) | Node::Any(parts) | Node::AtLeast { of: parts, .. } => {
            for part in parts {
                collect_atoms(part, out);
            }
        }
        Node::Some { cond: part, .. } => collect_atoms(part, out),
        Node::Except { when, .. } => collect_atoms(when, out),
        Node::Atom(atom) => out.push(atom),
        // what a negation tests points away from the question
        Node::Not(_) | Node::Total { .. } | Node::Use(_) | Node::Duty(_) => {}
    }
}

/// How a fact is written without doubt.
fn written(fact: &Fact) -> String {
    match &fact.group {
        Some(group) => format!("{group}.{}", fact.id),
        None => fact.id.to_string(),
    }
}

fn plain(name: &str) -> String {
    key(name).replace('-', "_")
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|ch| ch.is_ascii_digit() || ch == '_')
}
