//! The choices of a fact.

use super::facts::{choice_id_is_good, misplaced, yes_and_no};
use super::names::bad_id;
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::fact::{Choice, Kind};
use crate::rulebook::place::Place;
use crate::rulebook::reader::{Fields, list, map, number, word};
use crate::rulebook::text::{Text, say};
use crate::rulebook::yaml::{Entry, Yaml};

/// Reads the choices; a `bool` has its two, an ordered kind none.
pub(super) fn read(
    kind: Kind,
    entry: Option<&Entry>,
    place: Place,
    problems: &mut Problems,
) -> Vec<Choice> {
    match (kind, entry) {
        (Kind::Choice | Kind::Choices, Some(entry)) => {
            let choices: Vec<_> = map(&entry.value, problems)
                .iter()
                .filter_map(|entry| choice(entry, problems))
                .collect();
            check_spellings(&choices, entry.place, problems);
            choices
        }
        (Kind::Choice | Kind::Choices, None) => {
            problems.push(Diagnostic::new(
                Code::MissingKey,
                place,
                say!("`choices` がありません", "`choices` are missing"),
            ));
            Vec::new()
        }
        (kind, entry) => {
            problems_for(entry, kind, problems);
            if kind == Kind::Bool {
                yes_and_no()
            } else {
                Vec::new()
            }
        }
    }
}

fn problems_for(entry: Option<&Entry>, kind: Kind, problems: &mut Problems) {
    if let Some(entry) = entry {
        problems.push(misplaced(entry, kind));
    }
}

fn choice(entry: &Entry, problems: &mut Problems) -> Option<Choice> {
    if !choice_id_is_good(&entry.key) {
        problems.push(bad_id(&entry.key, entry.place));
    }
    let mut fields = Fields::under(entry, problems)?;
    let side =
        |node: Option<&Yaml>, problems: &mut Problems| word(node?, problems).map(str::to_owned);
    let (ja, en) = (fields.take("ja"), fields.take("en"));
    let aliases = fields.take("aliases");
    let rank = fields.take("rank");
    fields.finish(problems);
    if ja.is_none() || en.is_none() {
        problems.push(Diagnostic::new(
            Code::MissingLanguage,
            entry.place,
            say!(
                "日本語（`ja`）と英語（`en`）の両方が必要です",
                "both Japanese (`ja`) and English (`en`) are needed"
            ),
        ));
    }
    let aliases = aliases.map_or(&[][..], |node| list(node, problems));
    let label = (side(ja, problems), side(en, problems));
    Some(Choice {
        id: entry.key.as_str().into(),
        label: Text {
            ja: label.0?,
            en: label.1?,
        },
        aliases: aliases
            .iter()
            .filter_map(|node| word(node, problems).map(str::to_owned))
            .collect(),
        rank: rank.and_then(|node| number(node, 0, 999, problems)),
    })
}

/// A spelling that means two choices would take one of them silently.
fn check_spellings(choices: &[Choice], place: Place, problems: &mut Problems) {
    let mut seen: Vec<(String, &Choice)> = Vec::new();
    for choice in choices {
        let label = [choice.id.as_str(), &choice.label.ja, &choice.label.en];
        let spellings = label
            .into_iter()
            .chain(choice.aliases.iter().map(String::as_str));
        for spelling in spellings {
            let folded = spelling.to_lowercase();
            match seen.iter().find(|(other, _)| *other == folded) {
                Some((_, other)) if other.id != choice.id => {
                    let (first, second) = (&other.id, &choice.id);
                    problems.push(Diagnostic::new(
                        Code::AliasClash,
                        place,
                        say!(
                            "`{spelling}` は `{first}` と `{second}` の両方を指します",
                            "`{spelling}` means both `{first}` and `{second}`"
                        ),
                    ));
                }
                Some(_) => {}
                None => seen.push((folded, choice)),
            }
        }
    }
}
