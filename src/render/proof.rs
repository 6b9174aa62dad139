//! Coverage and mutants of the rules: a table with a bar for each rule, what is missing, and JSON.

use std::fmt::Write;

use serde::Serialize;

use super::table;
use super::words::pick;
use crate::casebook::proof::coverage::RuleCoverage;
use crate::casebook::proof::mutate::RuleMutants;
use crate::rulebook::{Lang, Sources};

/// Columns of a bar.
const BAR: usize = 20;

/// A share of a whole, for a rule.
struct Share {
    rule: String,
    part: usize,
    whole: usize,
}

fn table(shares: &[Share], head: &str, lang: Lang, width: usize) -> String {
    let mut table = table::new([pick(lang, "規則", "rule"), head, ""], width);
    for share in shares {
        table.add_row([
            share.rule.clone(),
            format!("{}/{}", share.part, share.whole),
            bar(share.part, share.whole),
        ]);
    }
    format!("{table}\n")
}

fn bar(part: usize, whole: usize) -> String {
    let filled = (part * BAR).checked_div(whole).unwrap_or(BAR);
    format!("{}{}", "█".repeat(filled), "·".repeat(BAR - filled))
}

fn total(shares: &[Share]) -> (usize, usize) {
    shares.iter().fold((0, 0), |(part, whole), share| {
        (part + share.part, whole + share.whole)
    })
}

fn coverage_shares(coverage: &[RuleCoverage]) -> Vec<Share> {
    coverage
        .iter()
        .map(|rule| {
            let (part, whole) = rule.count();
            Share {
                rule: rule.rule.to_string(),
                part,
                whole,
            }
        })
        .collect()
}

/// The coverage as text: what is missing, a table, the sum.
pub fn coverage_text(
    coverage: &[RuleCoverage],
    sources: &Sources,
    lang: Lang,
    width: usize,
) -> String {
    let mut text = String::new(); // writing to a String cannot fail
    for rule in coverage {
        for test in &rule.tests {
            let sides = [
                (
                    test.holds.is_none(),
                    pick(lang, "成り立って決め手になる", "holds and decides"),
                ),
                (
                    test.fails.is_none(),
                    pick(lang, "成り立たず決め手になる", "fails and decides"),
                ),
            ];
            for (_, side) in sides.iter().filter(|(missing, _)| *missing) {
                let place = test.leaf.place;
                let _ = writeln!(
                    text,
                    "{} {} {}:{}:{} {}: {side}",
                    rule.rule,
                    test.edition,
                    sources.path(place.file),
                    place.line,
                    place.column,
                    test.leaf.text,
                );
            }
        }
    }
    let shares = coverage_shares(coverage);
    let (part, whole) = total(&shares);
    text.push_str(&table(
        &shares,
        pick(lang, "示された側", "sides shown"),
        lang,
        width,
    ));
    let _ = match lang {
        Lang::Ja => writeln!(text, "{whole}の側のうち{part}が事例で示されています"),
        Lang::En => writeln!(text, "{part} of {whole} sides are shown by a case"),
    };
    text
}

fn mutant_shares(mutants: &[RuleMutants]) -> Vec<Share> {
    mutants
        .iter()
        .map(|rule| Share {
            rule: rule.rule.to_string(),
            part: rule.total - rule.alive.len(),
            whole: rule.total,
        })
        .collect()
}

/// The mutants as text: those that no case notices, a table, the sum.
pub fn mutants_text(
    mutants: &[RuleMutants],
    sources: &Sources,
    lang: Lang,
    width: usize,
) -> String {
    let mut text = String::new(); // writing to a String cannot fail
    for mutant in mutants.iter().flat_map(|rule| &rule.alive) {
        let _ = writeln!(
            text,
            "{} #{} {}:{}:{} {}: {}",
            mutant.rule,
            mutant.edition + 1,
            sources.path(mutant.place.file),
            mutant.place.line,
            mutant.place.column,
            mutant.text,
            mutant.change,
        );
    }
    let shares = mutant_shares(mutants);
    let (part, whole) = total(&shares);
    text.push_str(&table(
        &shares,
        pick(lang, "気付いた変異", "noticed"),
        lang,
        width,
    ));
    let _ = match lang {
        Lang::Ja => writeln!(text, "変異{whole}件のうち{part}件に事例が気付きます"),
        Lang::En => writeln!(text, "{part} of {whole} mutants are noticed by a case"),
    };
    text
}

#[derive(Serialize)]
struct Object {
    schema: &'static str,
    part: usize,
    whole: usize,
    rules: Vec<RuleLine>,
}

#[derive(Serialize)]
struct RuleLine {
    rule: String,
    part: usize,
    whole: usize,
    missing: Vec<Missing>,
}

#[derive(Serialize)]
struct Missing {
    place: String,
    text: String,
    what: String,
}

fn json(
    schema: &'static str,
    shares: Vec<Share>,
    missing: Vec<Vec<Missing>>,
) -> Result<String, serde_json::Error> {
    let (part, whole) = total(&shares);
    let rules = shares
        .into_iter()
        .zip(missing)
        .map(|(share, missing)| RuleLine {
            rule: share.rule,
            part: share.part,
            whole: share.whole,
            missing,
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&Object {
        schema,
        part,
        whole,
        rules,
    })?;
    text.push('\n');
    Ok(text)
}

/// The coverage as JSON, schema `renraku.coverage/1`.
pub fn coverage_json(
    coverage: &[RuleCoverage],
    sources: &Sources,
) -> Result<String, serde_json::Error> {
    let missing = coverage.iter().map(|rule| {
        let tests = rule.tests.iter().flat_map(|test| {
            let place = test.leaf.place;
            let entry = |what: &str| Missing {
                place: format!(
                    "{}:{}:{}",
                    sources.path(place.file),
                    place.line,
                    place.column
                ),
                text: format!("{} (edition {})", test.leaf.text, test.edition),
                what: what.to_owned(),
            };
            let holds = test.holds.is_none().then(|| entry("holds"));
            holds
                .into_iter()
                .chain(test.fails.is_none().then(|| entry("fails")))
        });
        tests.collect()
    });
    json(
        "renraku.coverage/1",
        coverage_shares(coverage),
        missing.collect(),
    )
}

/// The mutants as JSON, schema `renraku.mutants/1`.
pub fn mutants_json(
    mutants: &[RuleMutants],
    sources: &Sources,
) -> Result<String, serde_json::Error> {
    let missing = mutants.iter().map(|rule| {
        let alive = rule.alive.iter().map(|mutant| {
            let place = mutant.place;
            Missing {
                place: format!(
                    "{}:{}:{}",
                    sources.path(place.file),
                    place.line,
                    place.column
                ),
                text: format!("{} (edition #{})", mutant.text, mutant.edition + 1),
                what: mutant.change.to_string(),
            }
        });
        alive.collect()
    });
    json(
        "renraku.mutants/1",
        mutant_shares(mutants),
        missing.collect(),
    )
}
