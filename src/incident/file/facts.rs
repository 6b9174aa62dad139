//! A mapping of facts, as settings: plain names, lists, and the items of a group.

use crate::incident::set::{MOST_ITEMS, Setting, Written};
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::reader::{map, wrong_shape};
use crate::rulebook::yaml::{Entry, Value, Yaml};
use crate::rulebook::{Rulebook, say};

/// The settings of a mapping, in its order.
pub(super) fn settings(node: &Yaml, rulebook: &Rulebook, problems: &mut Problems) -> Vec<Setting> {
    let mut out = Vec::new();
    for entry in map(node, problems) {
        let is_group = rulebook.groups.contains_key(entry.key.as_str());
        if is_group && matches!(entry.value.value, Value::List(_) | Value::Map(_)) {
            items(entry, &mut out, problems);
        } else {
            out.extend(setting(entry, String::new(), problems));
        }
    }
    out
}

/// The items of a group: a list, a mapping of numbers, or the facts of the first item.
fn items(group: &Entry, out: &mut Vec<Setting>, problems: &mut Problems) {
    let name = &group.key;
    match &group.value.value {
        Value::List(list) => {
            for (number, item) in (1..).zip(list) {
                if number > MOST_ITEMS {
                    problems.push(too_many(item));
                    return;
                }
                one_item(item, &format!("{name}.{number}."), out, problems);
            }
        }
        Value::Map(entries) if entries.iter().all(|entry| is_number(&entry.key)) => {
            for entry in entries {
                // a number out of bounds is named when the setting is taken
                one_item(
                    &entry.value,
                    &format!("{name}.{}.", entry.key),
                    out,
                    problems,
                );
            }
        }
        _ => one_item(&group.value, &format!("{name}."), out, problems),
    }
}

fn one_item(item: &Yaml, prefix: &str, out: &mut Vec<Setting>, problems: &mut Problems) {
    for entry in map(item, problems) {
        out.extend(setting(entry, prefix.to_owned(), problems));
    }
}

fn setting(entry: &Entry, prefix: String, problems: &mut Problems) -> Option<Setting> {
    let value = match &entry.value.value {
        Value::Scalar(scalar) => Written::Text(scalar.text.clone()),
        Value::List(list) => {
            let mut words = Vec::new();
            for item in list {
                let Some(text) = item.text() else {
                    problems.push(wrong_shape(item, &say!("1つの値", "a single value")));
                    return None;
                };
                words.push(text.to_owned());
            }
            Written::List(words)
        }
        Value::Null => {
            problems.push(empty(entry));
            return None;
        }
        Value::Map(_) => {
            problems.push(wrong_shape(
                &entry.value,
                &say!("1つの値", "a single value"),
            ));
            return None;
        }
    };
    Some(Setting {
        name: prefix + &entry.key,
        value,
        name_place: Some(entry.place),
        value_place: Some(entry.value.place),
    })
}

fn empty(entry: &Entry) -> Diagnostic {
    let key = &entry.key;
    Diagnostic::new(
        Code::EmptyValue,
        entry.place,
        say!("`{key}` に値がありません", "`{key}` has no value"),
    )
    .help(say!(
        "不明であれば `\"?\"` と書き、まだ聞いていなければ行を消してください",
        "write `\"?\"` if it is unknown, or remove the line if nobody was asked"
    ))
}

fn too_many(item: &Yaml) -> Diagnostic {
    Diagnostic::new(
        Code::BadSubject,
        item.place,
        say!(
            "明細は{MOST_ITEMS}件までです",
            "a group has at most {MOST_ITEMS} items"
        ),
    )
}

fn is_number(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|ch| ch.is_ascii_digit())
}
