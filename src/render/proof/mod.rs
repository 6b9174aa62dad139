//! Coverage and mutants of the rules: what is missing, a table with a bar for each rule, and JSON.

mod coverage;
mod mutants;
mod table;

pub use coverage::{coverage_json, coverage_text};
pub use mutants::{mutants_json, mutants_text};

use serde::Serialize;

use crate::render::json::pretty;
use crate::rulebook::search::Example;
use crate::rulebook::{Place, Sources};

/// One thing that no case shows.
#[derive(Serialize)]
struct Missing {
    /// Whose it is: rule and edition, or shared definition.
    of: String,
    place: String,
    text: String,
    what: String,
    /// Facts, as for `--set`, that would show it, but for what the search does not look at.
    example: Option<Vec<String>>,
}

/// What is proved of one rule or shared definition.
#[derive(Serialize)]
struct Line {
    rule: String,
    part: usize,
    whole: usize,
    /// Of the part, how many no facts could show: proved.
    exempt: usize,
    missing: Vec<Missing>,
}

#[derive(Serialize)]
struct Object<'a> {
    schema: &'static str,
    part: usize,
    whole: usize,
    exempt: usize,
    rules: &'a [Line],
}

/// Adds one thing that can be shown to the line of its owner; lines come in order of first mention.
fn count(lines: &mut Vec<Line>, rule: &str, exempt: bool, missing: Option<Missing>) {
    let at = lines.iter().position(|line| line.rule == rule);
    let at = at.unwrap_or_else(|| {
        lines.push(Line {
            rule: rule.to_owned(),
            part: 0,
            whole: 0,
            exempt: 0,
            missing: Vec::new(),
        });
        lines.len() - 1
    });
    if let Some(line) = lines.get_mut(at) {
        line.whole += 1;
        line.part += usize::from(missing.is_none());
        line.exempt += usize::from(exempt);
        line.missing.extend(missing);
    }
}

fn json(schema: &'static str, lines: &[Line]) -> Result<String, serde_json::Error> {
    let sum = |value: fn(&Line) -> usize| lines.iter().map(value).sum();
    pretty(&Object {
        schema,
        part: sum(|line| line.part),
        whole: sum(|line| line.whole),
        exempt: sum(|line| line.exempt),
        rules: lines,
    })
}

fn place(sources: &Sources, place: Place) -> String {
    format!(
        "{}:{}:{}",
        sources.path(place.file),
        place.line,
        place.column
    )
}

fn example(example: &Example) -> Vec<String> {
    let facts = example.iter().map(|(item, fact, value)| match item {
        Some((group, number)) => format!("{group}.{number}.{fact}={value}"),
        None => format!("{fact}={value}"),
    });
    facts.collect()
}
