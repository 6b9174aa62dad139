//! YAML as a tree in which every value knows its place and its spelling.
//!
//! This is the only folder that names the YAML crate. It knows nothing of rules or incidents; what a
//! value means is for [`reader`](super::reader) and those who use it.

mod parse;
#[cfg(test)]
mod tests;
mod trouble;

pub use parse::parse;

use super::place::Place;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Yaml {
    /// What it is.
    pub value: Value,
    /// Where: a scalar exactly; a mapping or list at its first character or first key.
    pub place: Place,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// A text, number or word; which of these is for the reader to say.
    Scalar(Scalar),
    /// A list.
    List(Vec<Yaml>),
    /// A mapping, in the order of the file; no key comes twice.
    Map(Vec<Entry>),
}

/// One text, number or word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// As written: `0755` and `1.50` stay what they are.
    pub text: String,
    /// In quotation marks, or a block of text.
    pub quoted: bool,
}

/// One key of a mapping with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub place: Place,
    /// The value.
    pub value: Yaml,
}

impl Yaml {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// The entries of a mapping.
    pub fn entries(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value under a key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let entry = self.entries()?.iter().find(|entry| entry.key == key)?;
        Some(&entry.value)
    }
}

/// How much a file may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How deep lists and mappings may nest.
    pub depth: usize,
    /// How many values there may be.
    pub nodes: usize,
}

impl Limits {
    /// For files of rules and facts.
    pub const RULES: Self = Self {
        depth: 32,
        nodes: 20_000,
    };
    /// For cases and incident files.
    pub const CASES: Self = Self {
        depth: 64,
        nodes: 20_000,
    };
}
