//! The law between two days, rule by rule and body by body.

use std::collections::BTreeMap;

use serde::Serialize;
use similar::{Algorithm, ChangeTag, capture_diff_slices};

use super::super::json::shape::Text as Both;
use super::{Change, Days};
use crate::render::json::pretty;
use crate::render::rule;
use crate::render::text::{FAINT, HEADING, Page, styled};
use crate::render::words::pick;
use crate::rulebook::{Dated, Edition, Lang, Rule, Rulebook, Text};

/// One rule on both days.
pub struct RuleChange<'a> {
    rule: &'a Rule,
    change: Change,
    /// The edition that is in force on each day; of two in doubt the newer.
    editions: (Option<&'a Edition>, Option<&'a Edition>),
    /// Of a rule in force on both: lines that only one of the editions has, in order.
    lines: Vec<(ChangeTag, Text)>,
    /// First days of the editions that came into force in between.
    steps: Vec<jiff::civil::Date>,
}

/// Compares the rules that are wanted.
pub fn compare<'a>(
    book: &Rulebook,
    rules: impl IntoIterator<Item = &'a Rule>,
    days: Days,
) -> Vec<RuleChange<'a>> {
    let compared = rules.into_iter().filter_map(|rule| {
        let on = |day| {
            let editions = rule.editions_on(day);
            editions.last().map(|found| found.edition)
        };
        let editions = (on(days.from), on(days.to));
        let (change, lines) = match editions {
            (None, None) => return None,
            (None, Some(_)) => (Change::New, Vec::new()),
            (Some(_), None) => (Change::Ended, Vec::new()),
            (Some(a), Some(b)) => match differing(book, a, b) {
                lines if lines.is_empty() => (Change::Same, lines),
                lines => (Change::Changed, lines),
            },
        };
        let starts = rule.editions.iter().map(|edition| edition.from.not_before);
        let steps = starts.filter(|start| days.from < *start && *start <= days.to);
        Some(RuleChange {
            rule,
            change,
            editions,
            lines,
            steps: steps.collect(),
        })
    });
    compared.collect()
}

/// Lines that only one of two editions has, provisions included; empty if they say the same.
fn differing(book: &Rulebook, old: &Edition, new: &Edition) -> Vec<(ChangeTag, Text)> {
    if std::ptr::eq(old, new) {
        return Vec::new();
    }
    let (old, new) = (rule::lines(book, old), rule::lines(book, new));
    let changes = capture_diff_slices(Algorithm::Myers, &old, &new);
    changes
        .iter()
        .flat_map(|change| change.iter_changes(&old, &new))
        .filter(|change| change.tag() != ChangeTag::Equal)
        .map(|change| (change.tag(), change.value()))
        .collect()
}

/// Something else that has another value on the other day.
#[derive(Serialize)]
pub struct BodyChange {
    /// Whose: a sector or an authority.
    id: String,
    /// Which of its values: its membership, a desk, the name.
    what: String,
    from: Option<Both>,
    to: Option<Both>,
}

/// Sectors and bodies whose membership, desks or names differ.
pub fn bodies(book: &Rulebook, days: Days) -> Vec<BodyChange> {
    let mut found = Vec::new();
    let mut add = |id: &str, what: &str, from: Option<Both>, to: Option<Both>| {
        let text = |both: &Option<Both>| both.as_ref().map(|both| both.en.clone());
        if text(&from) != text(&to) {
            found.push(BodyChange {
                id: id.to_owned(),
                what: what.to_owned(),
                from,
                to,
            });
        }
    };
    for sector in book.sectors.values() {
        let member = |day| {
            let mut spans = sector.in_plan.iter();
            spans
                .any(|span| span.holds_on(day))
                .then(|| Both::of(&sector.title))
        };
        add(
            sector.id.as_str(),
            "in_plan",
            member(days.from),
            member(days.to),
        );
        for (desk, held) in &sector.desks {
            let on = |day| {
                let bodies = held.iter().filter(|body| body.holds_on(day));
                join(bodies.map(|body| name(book, body.value.as_str(), day)))
            };
            add(sector.id.as_str(), desk, on(days.from), on(days.to));
        }
    }
    for authority in book.authorities.values() {
        let on = |day| Dated::on(&authority.names, day).map(Both::of);
        add(authority.id.as_str(), "name", on(days.from), on(days.to));
    }
    found
}

fn name(book: &Rulebook, id: &str, day: jiff::civil::Date) -> Both {
    let authority = book.authorities.get(id);
    let name = authority.and_then(|authority| Dated::on(&authority.names, day));
    name.map_or_else(
        || Both {
            ja: id.to_owned(),
            en: id.to_owned(),
        },
        Both::of,
    )
}

fn join(names: impl Iterator<Item = Both>) -> Option<Both> {
    names.reduce(|all, next| Both {
        ja: format!("{}、{}", all.ja, next.ja),
        en: format!("{}, {}", all.en, next.en),
    })
}

fn counts(changes: &[RuleChange<'_>]) -> BTreeMap<Change, usize> {
    let mut counts = BTreeMap::from(
        [Change::New, Change::Ended, Change::Changed, Change::Same].map(|change| (change, 0)),
    );
    for change in changes {
        *counts.entry(change.change).or_default() += 1;
    }
    counts
}

/// As a person reads it: what is new, ended and changed, the lines that differ, and the bodies.
pub fn text(
    days: Days,
    (changes, bodies): (&[RuleChange<'_>], &[BodyChange]),
    lang: Lang,
    width: usize,
) -> String {
    let mut page = Page::new(width);
    let counts: Vec<_> = counts(changes)
        .into_iter()
        .map(|(change, count)| match lang {
            Lang::Ja => format!("{}{count}", change.word(lang)),
            Lang::En => format!("{count} {}", change.word(lang)),
        })
        .collect();
    let counts = counts.join(pick(lang, "、", ", "));
    page.entry("", &format!("{} → {}: {counts}", days.from, days.to));
    for change in changes
        .iter()
        .filter(|change| change.change != Change::Same)
    {
        write_rule(&mut page, change, lang);
    }
    if !bodies.is_empty() {
        page.gap();
        let head = pick(lang, "分野・機関", "Sectors and bodies");
        page.entry("", &styled(HEADING, head));
        for body in bodies {
            write_body(&mut page, body, lang);
        }
    }
    page.finish()
}

fn write_rule(page: &mut Page, change: &RuleChange<'_>, lang: Lang) {
    page.gap();
    let rule = change.rule;
    let title = styled(HEADING, rule.title.get(lang));
    let word = change.change.word(lang);
    let id = styled(FAINT, rule.id.as_str());
    page.entry(change.change.mark(), &format!("{title} [{word}] {id}"));
    if !change.steps.is_empty() {
        let steps: Vec<_> = change.steps.iter().map(ToString::to_string).collect();
        let steps = steps.join(pick(lang, "、", ", "));
        page.entry(pick(lang, "    改正日: ", "    changed on: "), &steps);
    }
    // What is new is read with `rules show`; what differs is read here.
    for (tag, line) in &change.lines {
        let line = line.get(lang);
        let sign = if *tag == ChangeTag::Insert { '+' } else { '-' };
        let text = line.trim_start();
        let indent = line.len() - text.len();
        page.entry(&format!("    {sign} {}", " ".repeat(indent)), text);
    }
}

fn write_body(page: &mut Page, body: &BodyChange, lang: Lang) {
    let show = |both: &Option<Both>| match both {
        Some(both) => pick(lang, &both.ja, &both.en).to_owned(),
        None => pick(lang, "なし", "none").to_owned(),
    };
    let (from, to) = (show(&body.from), show(&body.to));
    page.entry("  - ", &format!("{} {}: {from} → {to}", body.id, body.what));
}

#[derive(Serialize)]
struct Object<'a> {
    schema: &'static str,
    from: String,
    to: String,
    counts: BTreeMap<Change, usize>,
    rules: Vec<Line<'a>>,
    bodies: &'a [BodyChange],
}

#[derive(Serialize)]
struct Line<'a> {
    rule: &'a str,
    title: Both,
    change: Change,
    edition_from: Option<String>,
    edition_to: Option<String>,
    changed_on: Vec<String>,
    removed: Vec<Both>,
    added: Vec<Both>,
}

/// JSON, schema `renraku.rules-diff/1`.
pub fn json(
    days: Days,
    changes: &[RuleChange<'_>],
    bodies: &[BodyChange],
) -> Result<String, serde_json::Error> {
    let object = Object {
        schema: "renraku.rules-diff/1",
        from: days.from.to_string(),
        to: days.to.to_string(),
        counts: counts(changes),
        rules: changes.iter().map(line).collect(),
        bodies,
    };
    pretty(&object)
}

fn line<'a>(change: &RuleChange<'a>) -> Line<'a> {
    let start = |edition: Option<&Edition>| Some(edition?.from.not_before.to_string());
    let of = |wanted: ChangeTag| {
        let lines = change.lines.iter().filter(|(tag, _)| *tag == wanted);
        lines
            .map(|(_, line)| Both {
                ja: line.ja.trim().to_owned(),
                en: line.en.trim().to_owned(),
            })
            .collect()
    };
    Line {
        rule: change.rule.id.as_str(),
        title: Both::of(&change.rule.title),
        change: change.change,
        edition_from: start(change.editions.0),
        edition_to: start(change.editions.1),
        changed_on: change.steps.iter().map(ToString::to_string).collect(),
        removed: of(ChangeTag::Delete),
        added: of(ChangeTag::Insert),
    }
}
