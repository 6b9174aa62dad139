//! Single values: words, numbers, days, pairs of texts.

use jiff::civil::Date;

use super::fields::{Fields, unknown_key};
use super::{did_you_mean, nearest, wrong_shape};
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::place::Place;
use crate::rulebook::text::{Text, say};
use crate::rulebook::yaml::{Value, Yaml};

/// A word or text, not empty.
pub fn word<'y>(node: &'y Yaml, problems: &mut Problems) -> Option<&'y str> {
    match &node.value {
        Value::Scalar(scalar) if !scalar.text.trim().is_empty() => Some(&scalar.text),
        Value::Scalar(_) => {
            problems.push(Diagnostic::new(
                Code::EmptyValue,
                node.place,
                say!("値が空です", "the value is empty"),
            ));
            None
        }
        _ => {
            problems.push(wrong_shape(node, &say!("1つの値", "a single value")));
            None
        }
    }
}

/// A calendar day.
pub fn date(node: &Yaml, problems: &mut Problems) -> Option<Date> {
    let text = word(node, problems)?;
    let day = text.parse::<Date>().ok().filter(|_| text.len() == 10);
    if day.is_none() {
        problems.push(
            Diagnostic::new(
                Code::NotADate,
                node.place,
                say!(
                    "`{text}` は暦日ではありません",
                    "`{text}` is not a calendar day"
                ),
            )
            .help(say!(
                "YYYY-MM-DD の形で書いてください",
                "write it as YYYY-MM-DD"
            )),
        );
    }
    day
}

/// A whole number from `least` to `most`.
pub fn number(node: &Yaml, least: u32, most: u32, problems: &mut Problems) -> Option<u32> {
    let text = word(node, problems)?;
    let number = text.parse().ok().filter(|n| (least..=most).contains(n));
    if number.is_none() {
        problems.push(Diagnostic::new(
            Code::NotANumber,
            node.place,
            say!(
                "`{text}` は{least}から{most}までの整数ではありません",
                "`{text}` is not a whole number from {least} to {most}"
            ),
        ));
    }
    number
}

/// Yes or no.
pub fn yes_or_no(node: &Yaml, problems: &mut Problems) -> Option<bool> {
    match word(node, problems)? {
        "true" | "yes" => Some(true),
        "false" | "no" => Some(false),
        text => {
            problems.push(
                Diagnostic::new(
                    Code::NotABool,
                    node.place,
                    say!(
                        "`{text}` は真偽値ではありません",
                        "`{text}` is neither yes nor no"
                    ),
                )
                .help(say!(
                    "`true` か `false` を書いてください",
                    "write `true` or `false`"
                )),
            );
            None
        }
    }
}

/// One word of a table.
pub fn one_of<T: Copy>(node: &Yaml, table: &[(&str, T)], problems: &mut Problems) -> Option<T> {
    let text = word(node, problems)?;
    if let Some((_, value)) = table.iter().find(|(name, _)| *name == text) {
        return Some(*value);
    }
    let names: Vec<_> = table.iter().map(|(name, _)| format!("`{name}`")).collect();
    let names = names.join(", ");
    let near = nearest(text, table.iter().map(|(name, _)| *name));
    problems.push(
        Diagnostic::new(
            Code::UnknownWord,
            node.place,
            say!(
                "`{text}` はここでは使えません",
                "`{text}` is not possible here"
            ),
        )
        .help(did_you_mean(near).or_else(|| {
            Some(say!(
                "次のどれかを書いてください: {names}",
                "write one of {names}"
            ))
        })),
    );
    None
}

/// A text in both languages.
pub fn pair(node: &Yaml, problems: &mut Problems) -> Option<Text> {
    pair_under(node, node.place, problems)
}

/// The same, blaming `place` for what is missing.
pub(super) fn pair_under(node: &Yaml, place: Place, problems: &mut Problems) -> Option<Text> {
    if let Value::Scalar(_) = node.value {
        problems.push(missing_language(node.place).help(say!(
            "`{{ja: ..., en: ...}}` の形で両方を書いてください",
            "write both as `{{ja: ..., en: ...}}`"
        )));
        return None;
    }
    let mut fields = Fields::of(node, problems)?;
    let mut side = |key| {
        if let Some(node) = fields.take(key) {
            word(node, problems).map(|text| text.trim_end().to_owned())
        } else {
            problems.push(
                missing_language(place).label(say!("`{key}` がありません", "`{key}` is missing")),
            );
            None
        }
    };
    let (ja, en) = (side("ja"), side("en"));
    for entry in fields.rest() {
        let mut diagnostic = unknown_key(entry, &["ja", "en"]);
        if entry.value.value == Value::Null {
            // `{ja: 甲, 乙, en: ...}` reads as a third key without a value.
            diagnostic.help = Some(say!(
                "`,` を含む文字は引用符で囲んでください",
                "put a text that holds `,` in quotation marks"
            ));
        }
        problems.push(diagnostic);
    }
    Some(Text { ja: ja?, en: en? })
}

fn missing_language(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::MissingLanguage,
        place,
        say!(
            "日本語（`ja`）と英語（`en`）の両方が必要です",
            "both Japanese (`ja`) and English (`en`) are needed"
        ),
    )
}
