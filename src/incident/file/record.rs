//! Writes one more filing into the text of an incident file and leaves everything else as it is:
//! comments, order, spelling, line ends.
//!
//! The place is found in the tree of the file, the line is inserted into its text, and the new text is
//! read again: only if it says what the old one said and the new filing, it is handed back. Opens no
//! file.

use jiff::tz::Offset;

use super::{Context, parse};
use crate::incident::{Filing, FilingAct};
use crate::rulebook::Sources;
use crate::rulebook::diagnostic::Problems;
use crate::rulebook::yaml::{self, Limits, Value, Yaml};

const KEY: &str = "filings";
/// Japan is nine hours ahead the whole year.
const JAPAN: Offset = Offset::constant(9);

/// The file is written in a way into which nothing can be inserted safely.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the list of filings cannot be extended")]
pub struct NotInserted;

/// The text with the filing behind those that are there. The text must be a valid incident file.
pub fn with_filing(
    text: &str,
    filing: &Filing,
    context: Context<'_>,
) -> Result<String, NotInserted> {
    let before = read(text, context).ok_or(NotInserted)?;
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let entry = entry(filing);
    let made = insert(text, &entry, line_end).ok_or(NotInserted)?;
    let after = read(&made, context).ok_or(NotInserted)?;
    let mut wanted = before.filings.clone();
    wanted.push(filing.clone());
    let same = after.statements == before.statements
        && after.timeline == before.timeline
        && after.description == before.description
        && after.filings == wanted;
    if same { Ok(made) } else { Err(NotInserted) }
}

fn read(text: &str, context: Context<'_>) -> Option<crate::incident::Incident> {
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let file = sources.add("-", text);
    parse(file, context, &sources, &mut problems)
}

fn insert(text: &str, entry: &str, line_end: &str) -> Option<String> {
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let file = sources.add("-", text);
    let tree = yaml::parse(&sources, file, Limits::CASES, &mut problems)?;
    let entries = tree.entries()?;
    let Some(place) = entries.iter().position(|entry| entry.key == KEY) else {
        return Some(at_end(
            text,
            &format!("{KEY}:{line_end}  - {entry}{line_end}"),
            line_end,
        ));
    };
    let found = entries.get(place)?;
    let next = entries
        .get(place + 1)
        .map(|entry| entry.place.bytes().start);
    let until = next.unwrap_or(text.len());
    match &found.value.value {
        Value::List(items) => {
            let first = found.value.place.bytes().start;
            if text.get(first..)?.starts_with('[') {
                in_brackets(text, first, items, entry, line_end)
            } else {
                behind_items(text, items, until, entry, line_end)
            }
        }
        _ => None,
    }
}

/// `filings: [...]`, on one line or several.
fn in_brackets(
    text: &str,
    first: usize,
    items: &[Yaml],
    entry: &str,
    line_end: &str,
) -> Option<String> {
    if items.is_empty() {
        let close = first + text.get(first..)?.find(']')?;
        let rest = text.get(close + 1..)?;
        let head = text.get(..first)?;
        let emptied = format!("{}{rest}", head.trim_end_matches(' '));
        let at = line_behind(&emptied, head.trim_end_matches(' ').len());
        return Some(splice(
            &emptied,
            at,
            &format!("  - {entry}{line_end}"),
            line_end,
        ));
    }
    let close = closing(text, first)?;
    let (head, tail) = text.split_at_checked(close)?;
    let trimmed = head.trim_end();
    let comma = if trimmed.ends_with(',') { " " } else { ", " };
    Some(format!("{trimmed}{comma}{entry}{tail}"))
}

/// The bracket that closes the one at `first`.
fn closing(text: &str, first: usize) -> Option<usize> {
    let (mut depth, mut quote) = (0_usize, None);
    for (at, character) in text.get(first..)?.char_indices() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (None, '"' | '\'') => quote = Some(character),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(first + at);
                }
            }
            _ => {}
        }
    }
    None
}

/// A list with one dash a line.
fn behind_items(
    text: &str,
    items: &[Yaml],
    until: usize,
    entry: &str,
    line_end: &str,
) -> Option<String> {
    let last = items.last()?.place.bytes().start;
    let start = text.get(..last)?.rfind('\n').map_or(0, |at| at + 1);
    let indent = text.get(start..last)?.find('-')?;
    // Behind the last line that says something: what follows belongs to the next key.
    let mut end = line_behind(text, last);
    let mut at = end;
    while at < until {
        let line = text.get(at..)?.split_inclusive('\n').next()?;
        at += line.len();
        let deeper = line.len() - line.trim_start_matches(' ').len() > indent;
        let says = !line.trim().is_empty() && (deeper || !line.trim_start().starts_with('#'));
        if says && at <= until {
            end = at;
        }
    }
    let dash = format!("{}- {entry}{line_end}", " ".repeat(indent));
    Some(splice(text, end, &dash, line_end))
}

/// The start of the line behind an offset, or the end of the text.
fn line_behind(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |at| from + at + 1)
}

fn at_end(text: &str, more: &str, line_end: &str) -> String {
    splice(text, text.len(), more, line_end)
}

/// Inserts whole lines at the start of a line.
fn splice(text: &str, at: usize, lines: &str, line_end: &str) -> String {
    let (head, tail) = text.split_at_checked(at).unwrap_or((text, ""));
    let gap = if head.is_empty() || head.ends_with('\n') {
        ""
    } else {
        line_end
    };
    format!("{head}{gap}{lines}{tail}")
}

/// The filing as one line of YAML.
fn entry(filing: &Filing) -> String {
    let mut parts = vec![format!("rule: {}", filing.rule)];
    let mut add = |key: &str, value: Option<String>| {
        parts.extend(value.map(|value| format!("{key}: {value}")));
    };
    add("stage", filing.stage.as_ref().map(ToString::to_string));
    add("at", filing.at.map(moment));
    match &filing.act {
        FilingAct::Filed { to, reference } => {
            add("to", to.as_ref().map(ToString::to_string));
            add("ref", reference.as_deref().map(quoted));
            add("by", filing.by.as_deref().map(quoted));
        }
        FilingAct::NotFiled { why } => {
            add("not", Some("true".to_owned()));
            add("by", filing.by.as_deref().map(quoted));
            add("why", Some(quoted(why)));
        }
        FilingAct::Retracted { why } => {
            add("retracted", Some("true".to_owned()));
            add("by", filing.by.as_deref().map(quoted));
            add("why", Some(quoted(why)));
        }
    }
    format!("{{{}}}", parts.join(", "))
}

fn moment(at: jiff::Timestamp) -> String {
    let moment = JAPAN.to_datetime(at);
    let form = if moment.second() == 0 {
        "%Y-%m-%dT%H:%M"
    } else {
        "%Y-%m-%dT%H:%M:%S"
    };
    moment.strftime(form).to_string()
}

/// A text in double quotes: what JSON escapes, YAML reads back.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::super::super::set::Names;
    use super::super::super::{Profiles, testing};
    use super::*;

    fn filing() -> Filing {
        Filing {
            rule: "small-accident".into(),
            stage: Some("prompt".into()),
            at: crate::incident::value::read_moment("2026-11-22T10:00").ok(),
            by: Some("当直 \"A\": #1".to_owned()),
            act: FilingAct::Filed {
                to: None,
                reference: Some("A-17".to_owned()),
            },
        }
    }

    fn written(text: &str) -> Result<String, NotInserted> {
        let mut book = testing::rulebook();
        let rule = testing::rule("small-accident");
        book.rules.insert(rule.id.clone(), rule);
        let term = testing::term("prompt");
        book.terms.insert(term.id.clone(), term);
        let names = Names::new(&book);
        let profiles = Profiles::default();
        let context = Context {
            names: &names,
            profiles: &profiles,
            given: &[],
        };
        with_filing(text, &filing(), context)
    }

    const ENTRY: &str = "{rule: small-accident, stage: prompt, at: 2026-11-22T10:00, ref: \"A-17\", by: \"当直 \\\"A\\\": #1\"}";

    #[test]
    fn the_rest_of_the_file_stays_as_it_is() {
        for (before, after) in [
            (
                "facts: {}\n",
                format!("facts: {{}}\nfilings:\n  - {ENTRY}\n"),
            ),
            (
                "# 障害\nfacts: {} # none",
                format!("# 障害\nfacts: {{}} # none\nfilings:\n  - {ENTRY}\n"),
            ),
            (
                "facts: {}\r\n",
                format!("facts: {{}}\r\nfilings:\r\n  - {ENTRY}\r\n"),
            ),
            (
                "filings: [] # nothing yet\nfacts: {}\n",
                format!("filings: # nothing yet\n  - {ENTRY}\nfacts: {{}}\n"),
            ),
            (
                "filings: [{rule: small-accident, ref: \"a]\"}]\nfacts: {}\n",
                format!("filings: [{{rule: small-accident, ref: \"a]\"}}, {ENTRY}]\nfacts: {{}}\n"),
            ),
            (
                "filings:\n- rule: small-accident # first\n  ref: a\n\n# the facts\nfacts: {}\n",
                format!(
                    "filings:\n- rule: small-accident # first\n  ref: a\n- {ENTRY}\n\n# the facts\nfacts: {{}}\n"
                ),
            ),
            (
                "facts: {}\nfilings:\n  - rule: small-accident\n    not: true\n    why: |\n      one\n\n      # two\n  # end\n",
                format!(
                    "facts: {{}}\nfilings:\n  - rule: small-accident\n    not: true\n    why: |\n      one\n\n      # two\n  - {ENTRY}\n  # end\n"
                ),
            ),
        ] {
            assert_eq!(written(before).as_deref(), Ok(after.as_str()), "{before}");
        }
    }

    #[test]
    fn what_cannot_be_extended_safely_is_refused() {
        assert_eq!(written("{facts: {}}\n"), Err(NotInserted));
        assert_eq!(written("facts: {nonsense: 1}\n"), Err(NotInserted));
    }
}
