//! A cursor over the keys of a mapping.

use super::{did_you_mean, map, nearest, scalar};
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::place::Place;
use crate::rulebook::text::{Text, say};
use crate::rulebook::yaml::{Entry, Value, Yaml};

/// The keys of one mapping. Ask for each key that may be there, then [`finish`](Self::finish).
#[derive(Debug)]
pub struct Fields<'y> {
    entries: &'y [Entry],
    known: Vec<&'static str>,
    place: Place,
}

impl<'y> Fields<'y> {
    /// Over a mapping; anything else is a problem and has no keys.
    pub fn of(node: &'y Yaml, problems: &mut Problems) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            map(node, problems);
            return None;
        };
        Some(Self {
            entries,
            known: Vec::new(),
            place: node.place,
        })
    }

    /// The same, blaming `place` (the key that leads here) for what is missing.
    pub fn under(entry: &'y Entry, problems: &mut Problems) -> Option<Self> {
        let mut fields = Self::of(&entry.value, problems)?;
        fields.place = entry.place;
        Some(fields)
    }

    /// What a message about the whole mapping points at.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The key with its value, if it is there.
    pub fn entry(&mut self, key: &'static str) -> Option<&'y Entry> {
        self.known.push(key);
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The value of a key that may be left out.
    pub fn take(&mut self, key: &'static str) -> Option<&'y Yaml> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The value of a key that must be there.
    pub fn need(&mut self, key: &'static str, problems: &mut Problems) -> Option<&'y Yaml> {
        let found = self.take(key);
        if found.is_none() {
            problems.push(Diagnostic::new(
                Code::MissingKey,
                self.place,
                say!("キー `{key}` がありません", "the key `{key}` is missing"),
            ));
        }
        found
    }

    /// A word or text that may be left out.
    pub fn word(&mut self, key: &'static str, problems: &mut Problems) -> Option<&'y str> {
        scalar::word(self.take(key)?, problems)
    }

    /// A pair of texts that may be left out.
    pub fn pair(&mut self, key: &'static str, problems: &mut Problems) -> Option<Text> {
        let entry = self.entry(key)?;
        scalar::pair_under(&entry.value, entry.place, problems)
    }

    /// A pair of texts that must be there.
    pub fn need_pair(&mut self, key: &'static str, problems: &mut Problems) -> Option<Text> {
        self.need(key, problems)?;
        self.pair(key, problems)
    }

    /// Keys that nobody asked for, in the order of the file.
    pub fn rest(&self) -> impl Iterator<Item = &'y Entry> {
        self.entries
            .iter()
            .filter(|entry| !self.known.contains(&entry.key.as_str()))
    }

    /// Every key that is left over is unknown.
    pub fn finish(self, problems: &mut Problems) {
        for entry in self.rest() {
            problems.push(unknown_key(entry, &self.known));
        }
    }
}

/// A key that means nothing here.
pub(super) fn unknown_key(entry: &Entry, known: &[&'static str]) -> Diagnostic {
    let key = &entry.key;
    let near = nearest(key, known.iter().copied());
    let help = did_you_mean(near).or_else(|| {
        let mut seen = std::collections::BTreeSet::new();
        let once = known.iter().filter(|word| seen.insert(**word));
        let words: Vec<_> = once.map(|word| format!("`{word}`")).collect();
        let words = words.join(", ");
        Some(say!(
            "ここで使えるキー: {words}",
            "keys that are possible here: {words}"
        ))
    });
    Diagnostic::new(
        Code::UnknownKey,
        entry.place,
        say!("未知のキー `{key}`", "unknown key `{key}`"),
    )
    .help(help)
}
