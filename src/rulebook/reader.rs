//! Reading values out of a YAML tree: one place for "expected a list" and "did you mean".
//!
//! [`Fields`] walks a mapping and remembers which keys were asked for, so that what is left over is
//! unknown and the nearest of the known ones can be named. Shared by the readers of rules, facts,
//! cases and incident files; it knows none of them.

mod fields;
mod scalar;
#[cfg(test)]
mod tests;

pub use fields::Fields;
pub use scalar::{date, number, one_of, pair, word, yes_or_no};

use super::diagnostic::{Code, Diagnostic, Problems};
use super::text::{Text, say};
use super::yaml::{Entry, Value, Yaml};

/// The elements of a list.
pub fn list<'y>(node: &'y Yaml, problems: &mut Problems) -> &'y [Yaml] {
    if let Value::List(list) = &node.value {
        list
    } else {
        problems.push(wrong_shape(node, &say!("リスト", "a list")));
        &[]
    }
}

/// The elements of a list, or the one value that stands for a list of one.
pub fn list_or_one(node: &Yaml) -> &[Yaml] {
    match &node.value {
        Value::List(list) => list,
        Value::Null => &[],
        _ => std::slice::from_ref(node),
    }
}

/// The entries of a mapping whose keys are names.
pub fn map<'y>(node: &'y Yaml, problems: &mut Problems) -> &'y [Entry] {
    if let Value::Map(entries) = &node.value {
        entries
    } else {
        problems.push(wrong_shape(node, &say!("マッピング", "a mapping")));
        &[]
    }
}

/// A value of another shape than the one expected.
pub fn wrong_shape(node: &Yaml, wanted: &Text) -> Diagnostic {
    let found = match &node.value {
        Value::Null => {
            let message = say!("値がありません", "there is no value");
            let (ja, en) = (&wanted.ja, &wanted.en);
            return Diagnostic::new(Code::EmptyValue, node.place, message)
                .help(say!("{ja}を書いてください", "write {en}"));
        }
        Value::Scalar(_) => say!("1つの値", "a single value"),
        Value::List(_) => say!("リスト", "a list"),
        Value::Map(_) => say!("マッピング", "a mapping"),
    };
    let (ja, en) = (&wanted.ja, &wanted.en);
    let (found_ja, found_en) = (&found.ja, &found.en);
    Diagnostic::new(
        Code::WrongShape,
        node.place,
        say!(
            "{ja}が必要ですが、{found_ja}があります",
            "expected {en}, found {found_en}"
        ),
    )
}

/// `did you mean`, when a known name is near.
pub fn did_you_mean(near: Option<&str>) -> Option<Text> {
    near.map(|name| say!("`{name}` のことですか", "did you mean `{name}`?"))
}

/// The longest text that is compared with names; comparing costs time with the product of lengths.
const LONGEST_SLIP: usize = 200;

/// The known name nearest to what was written, if any is near enough to be a slip.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST_SLIP {
        return None;
    }
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(score, candidate)| {
            *score > 0.87 || strsim::damerau_levenshtein(name, candidate) <= 1
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}
