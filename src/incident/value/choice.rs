//! Bools and choices: ids, labels and aliases in both languages, possibilities `a|b`, sets `a,b`.

use std::collections::BTreeSet;

use super::error::Problem;
use super::fold::key;
use crate::rulebook::{Choice, ChoiceId, Fact, Kind, Possible};

const YES: &[&str] = &[
    "yes",
    "y",
    "true",
    "t",
    "on",
    "1",
    "はい",
    "有",
    "有り",
    "あり",
    "ある",
    "該当",
    "該当する",
    "○",
    "〇",
    "真",
];
const NO: &[&str] = &[
    "no",
    "n",
    "false",
    "f",
    "off",
    "0",
    "いいえ",
    "無",
    "無し",
    "なし",
    "ない",
    "非該当",
    "該当しない",
    "×",
    "✕",
    "偽",
];
/// The empty set, where no choice has one of these names.
const NOTHING: &[&str] = &["[]", "none", "なし", "無し", "該当なし"];

/// The most near names that are offered.
const NEAR: usize = 3;

/// Reads a value of kind bool, choice or choices.
pub(super) fn read(fact: &Fact, text: &str) -> Result<Possible, Problem> {
    // labels hold commas and bars themselves, so the whole text is tried first
    if let Some(id) = find(fact, text)? {
        return Ok(single(fact.kind, id));
    }
    let alternatives: Vec<&str> = text.split('|').map(str::trim).collect();
    if alternatives.iter().any(|part| super::is_unknown(part)) {
        return Err(Problem::UnknownAmong(text.to_owned()));
    }
    if fact.kind == Kind::Choices {
        let mut sets = Vec::new();
        for part in alternatives {
            let set = read_set(fact, part)?;
            if !sets.contains(&set) {
                sets.push(set);
            }
        }
        sets.sort();
        return Ok(Possible::Sets(sets));
    }
    let mut options = BTreeSet::new();
    for part in alternatives {
        let several = split_set(part).len() > 1;
        match find(fact, part)? {
            Some(id) => options.insert(id),
            None if several => return Err(Problem::OneOnly(text.to_owned())),
            None => return Err(no_choice(fact, part)),
        };
    }
    Ok(Possible::OneOf(options))
}

/// Reads a list of a file: a set, each element one choice.
pub(super) fn read_list(fact: &Fact, items: &[&str]) -> Result<Possible, Problem> {
    if fact.kind != Kind::Choices {
        return Err(Problem::OneOnly(items.join(", ")));
    }
    let mut set = BTreeSet::new();
    for item in items {
        if super::is_unknown(item) {
            return Err(Problem::UnknownAmong(items.join(", ")));
        }
        set.insert(find(fact, item)?.ok_or_else(|| no_choice(fact, item))?);
    }
    Ok(Possible::Sets(vec![set]))
}

/// Whether a choice of the fact has this name.
pub(super) fn names_a_choice(fact: &Fact, text: &str) -> bool {
    fact.kind != Kind::Bool && !matches!(find(fact, text), Ok(None))
}

fn single(kind: Kind, id: ChoiceId) -> Possible {
    let set = BTreeSet::from([id]);
    if kind == Kind::Choices {
        Possible::Sets(vec![set])
    } else {
        Possible::OneOf(set)
    }
}

fn read_set(fact: &Fact, text: &str) -> Result<BTreeSet<ChoiceId>, Problem> {
    if let Some(id) = find(fact, text)? {
        return Ok(BTreeSet::from([id]));
    }
    if NOTHING.contains(&key(text).as_str()) {
        return Ok(BTreeSet::new());
    }
    let mut set = BTreeSet::new();
    for part in split_set(text) {
        set.insert(find(fact, part)?.ok_or_else(|| no_choice(fact, part))?);
    }
    Ok(set)
}

fn split_set(text: &str) -> Vec<&str> {
    text.split([',', '、']).map(str::trim).collect()
}

/// `yes` or `no` for a word, in small letters, that says so.
pub(super) fn bool_word(word: &str) -> Option<ChoiceId> {
    let yes = YES.contains(&word);
    let no = NO.contains(&word);
    (yes || no).then(|| ChoiceId::new(if yes { "yes" } else { "no" }))
}

/// The choice of that id, label or alias.
fn find(fact: &Fact, text: &str) -> Result<Option<ChoiceId>, Problem> {
    let wanted = key(text);
    if wanted.is_empty() {
        return Ok(None);
    }
    if fact.kind == Kind::Bool {
        return Ok(bool_word(&wanted));
    }
    let spelled = wanted.replace('-', "_");
    let by_id = |choice: &&Choice| choice.id.as_str() == spelled;
    if let Some(choice) = fact.choices.iter().find(by_id) {
        return Ok(Some(choice.id.clone()));
    }
    let called = fact.choices.iter().filter(|choice| {
        let mut names = choice.aliases.iter();
        key(&choice.label.ja) == wanted
            || key(&choice.label.en) == wanted
            || names.any(|name| key(name) == wanted)
    });
    let ids: Vec<ChoiceId> = called.map(|choice| choice.id.clone()).collect();
    match ids.as_slice() {
        [] => Ok(None),
        [id] => Ok(Some(id.clone())),
        several => Err(Problem::SeveralMeant(
            text.to_owned(),
            several.iter().map(ToString::to_string).collect(),
        )),
    }
}

fn no_choice(fact: &Fact, text: &str) -> Problem {
    if text.is_empty() {
        return Problem::Empty;
    }
    let wanted = key(text);
    let mut near: Vec<(f64, &Choice)> = Vec::new();
    for choice in &fact.choices {
        let names = [choice.id.as_str(), &choice.label.ja, &choice.label.en];
        let names = names
            .into_iter()
            .chain(choice.aliases.iter().map(String::as_str));
        let score = names.map(|name| likeness(&wanted, &key(name)));
        let score = score.fold(0.0, f64::max);
        if score > 0.0 {
            near.push((score, choice));
        }
    }
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    let nearest = near.iter().take(NEAR);
    let nearest = nearest.map(|(_, choice)| choice.id.to_string()).collect();
    Problem::NoChoice(text.to_owned(), nearest)
}

/// How near two names are; 0 where a person would not take one for the other.
fn likeness(wanted: &str, name: &str) -> f64 {
    let score = strsim::normalized_damerau_levenshtein(wanted, name);
    let part = wanted.chars().count() > 1 && name.contains(wanted);
    if score >= 0.6 {
        score
    } else if part {
        0.6
    } else {
        0.0
    }
}
