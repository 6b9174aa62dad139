//! Runs the YAML crate over a file and gathers its values with their places.

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};

use super::trouble;
use super::{Entry, Limits, Scalar, Value, Yaml};
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::place::{FileId, Place};
use crate::rulebook::sources::Sources;
use crate::rulebook::text::say;

/// Reads a file into a tree. `None` when that is impossible; then, and for keys that come twice,
/// the reason is among the problems.
pub fn parse(
    sources: &Sources,
    file: FileId,
    limits: Limits,
    problems: &mut Problems,
) -> Option<Yaml> {
    let text = sources.text(file);
    if let Some(diagnostic) = trouble::nothing_there(sources, file) {
        problems.push(diagnostic);
        return None;
    }
    let options = serde_yaml::options! {
        strict_booleans: true,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::Error,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        reject_unsupported_tags: true,
        with_snippet: false,
        budget: serde_yaml::budget! {
            max_aliases: 0,
            max_anchors: 0,
            max_merge_keys: 0,
            max_documents: 1,
            max_depth: limits.depth,
            max_nodes: limits.nodes,
        },
    };
    match serde_yaml::from_str_with_options::<Spanned<Raw>>(text, options) {
        Ok(raw) => {
            let mut build = Build {
                sources,
                file,
                problems,
            };
            Some(build.node(raw))
        }
        Err(error) => {
            problems.push(trouble::explain(sources, file, &error, limits));
            None
        }
    }
}

/// What the crate gives us: values without spelling.
enum Raw {
    Null,
    Scalar(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

/// Spells back what the crate took for a word or number; the spelling is only a fallback, since
/// [`Build::scalar`] takes it from the file.
macro_rules! visit_as_text {
    ($($name:ident: $kind:ty,)*) => {$(
        fn $name<E: de::Error>(self, value: $kind) -> Result<Raw, E> {
            Ok(Raw::Scalar(value.to_string()))
        }
    )*};
}

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }

    visit_as_text! {
        visit_bool: bool,
        visit_i64: i64,
        visit_u64: u64,
        visit_i128: i128,
        visit_u128: u128,
        visit_f64: f64,
        visit_str: &str,
    }

    fn visit_unit<E: de::Error>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = access.next_element()? {
            list.push(element);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = access.next_key()? {
            entries.push((key, access.next_value()?));
        }
        Ok(Raw::Map(entries))
    }
}

struct Build<'a> {
    sources: &'a Sources,
    file: FileId,
    problems: &'a mut Problems,
}

impl Build<'_> {
    fn node(&mut self, raw: Spanned<Raw>) -> Yaml {
        let mut place = trouble::place_of(self.sources, self.file, raw.referenced);
        self.refuse_tag(place);
        let value = match raw.value {
            Raw::Null => Value::Null,
            Raw::Scalar(text) => Value::Scalar(self.scalar(text, place)),
            Raw::List(list) => Value::List(list.into_iter().map(|raw| self.node(raw)).collect()),
            Raw::Map(list) => {
                let entries = self.entries(list);
                // A mapping without braces has no first character of its own.
                if let (true, Some(first)) = (place.start == place.end, entries.first()) {
                    place = first.place;
                }
                Value::Map(entries)
            }
        };
        Yaml { value, place }
    }

    fn entries(&mut self, list: Vec<(Spanned<String>, Spanned<Raw>)>) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::with_capacity(list.len());
        for (key, raw) in list {
            let place = trouble::place_of(self.sources, self.file, key.referenced);
            let mut value = self.node(raw);
            if value.value == Value::Null && value.place.start == value.place.end {
                value.place = place;
            }
            match entries.iter().find(|entry| entry.key == key.value) {
                Some(first) => self.problems.push(twice(&key.value, place, first.place)),
                None => entries.push(Entry {
                    key: key.value,
                    place,
                    value,
                }),
            }
        }
        entries
    }

    fn scalar(&self, text: String, place: Place) -> Scalar {
        let written = self.sources.slice(place);
        let quoted = written.starts_with(['"', '\'']) || self.is_block(place);
        let text = if quoted || written.is_empty() || written.contains('\n') {
            text
        } else {
            written.trim_end().to_owned()
        };
        Scalar { text, quoted }
    }

    /// Whether `|` or `>` introduces the text that starts here.
    fn is_block(&self, place: Place) -> bool {
        let text = self.sources.text(self.file);
        let before = text.get(..place.bytes().start).unwrap_or_default();
        let head = before.trim_end();
        before.len() > head.len()
            && head
                .trim_end_matches(['+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
                .ends_with(['|', '>'])
    }

    /// Tags of YAML's own schema pass the crate; here they mean nothing.
    fn refuse_tag(&mut self, place: Place) {
        let line = self.sources.line(self.file, place.line).unwrap_or_default();
        let before: String = line
            .chars()
            .take(usize::try_from(place.column).unwrap_or(1).saturating_sub(1))
            .collect();
        let Some(word) = before.split_whitespace().next_back() else {
            return;
        };
        if word.starts_with('!') && before.ends_with(char::is_whitespace) {
            self.problems.push(trouble::tag(place, word));
        }
    }
}

fn twice(key: &str, second: Place, first: Place) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateKey,
        second,
        say!(
            "キー `{key}` が重複しています",
            "the key `{key}` comes twice"
        ),
    )
    .related(first, say!("最初はここ", "first here"))
    .help(say!(
        "一方を消すか、`any` や `all` のリストに分けて書いてください",
        "remove one of them, or write both as items of a list under `any` or `all`"
    ))
}
