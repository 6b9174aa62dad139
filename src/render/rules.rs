//! Lists of rules: a table for a person, JSON with counts for a program.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::table;
use super::words::{self, pick};
use crate::render::json::pretty;
use crate::rulebook::search::{Found, Goal, Search};
use crate::rulebook::{
    Atom, Choice, Condition, Lang, Node, Rule, Rulebook, Sources, Test, Verified,
};

/// A rule in a list.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The folder it is kept in: a sector, or what its channel is called.
    pub sector: String,
    /// The word of its channel.
    pub channel: &'static str,
    /// The lowest level of verification among its editions.
    pub lowest_verified: Verified,
}

impl Entry<'_> {
    /// Whether a rule may bind an operator of a sector, or is kept in the folder of that name. Of a
    /// sector alone: other sectors of the same operator are left aside.
    pub fn concerns(&self, book: &Rulebook, sector: &str) -> bool {
        self.sector == sector || may_bind(book, self.rule, sector)
    }

    /// Whether an edition is, or may be, in force on a day.
    pub fn in_force_on(&self, day: Date) -> bool {
        !self.rule.editions_on(day).is_empty()
    }
}

/// Every rule with where it is kept.
pub fn entries<'a>(book: &'a Rulebook, sources: &Sources) -> Vec<Entry<'a>> {
    book.rules
        .values()
        .map(|rule| Entry {
            rule,
            sector: folder(sources.path(rule.place.file)),
            channel: rule.channel.as_str(),
            lowest_verified: rule
                .editions
                .iter()
                .map(|edition| edition.verified)
                .min()
                .unwrap_or(rule.verified),
        })
        .collect()
}

fn may_bind(book: &Rulebook, rule: &Rule, sector: &str) -> bool {
    let fact = crate::decide::sector_fact();
    let known = book.facts.get(&fact);
    let choices = known
        .map(|known| known.choices.as_slice())
        .unwrap_or_default();
    let (this, others): (Vec<_>, Vec<_>) = choices
        .iter()
        .partition(|choice| choice.id.as_str() == sector);
    if this.is_empty() {
        return false;
    }
    let atom = |choices: Vec<&Choice>| {
        let ids = choices.iter().map(|choice| choice.id.clone());
        let node = Node::Atom(Atom {
            fact: fact.clone(),
            test: Test::OneOf(ids.collect()),
            written: sector.to_owned(),
            when_unknown: None,
        });
        Condition {
            node,
            place: rule.place,
        }
    };
    let (this, others) = (atom(this), atom(others));
    rule.editions.iter().any(|edition| {
        edition.ways().any(|way| {
            let goals = vec![
                Goal::new(&this, true),
                Goal::new(&others, false),
                Goal::new(&edition.bound, true),
                Goal::new(way, true),
            ];
            !matches!(Search::new(book, 1).run(goals), Found::Impossible(_))
        })
    })
}

fn folder(path: &str) -> String {
    path.rsplit(['/', '\\'])
        .nth(1)
        .unwrap_or_default()
        .to_owned()
}

/// A table for a person.
pub fn table(entries: &[Entry<'_>], lang: Lang, width: usize) -> String {
    let mut table = table::new(
        [
            pick(lang, "規則", "rule"),
            pick(lang, "名称", "title"),
            pick(lang, "強さ", "strength"),
            pick(lang, "版", "editions"),
            pick(lang, "検証", "verified"),
        ],
        width,
    );
    for entry in entries {
        table.add_row([
            entry.rule.id.to_string(),
            entry.rule.title.get(lang).to_owned(),
            words::strength(entry.rule.strength, lang).to_owned(),
            entry.rule.editions.len().to_string(),
            words::verified_id(entry.lowest_verified).to_owned(),
        ]);
    }
    format!("{table}\n")
}

#[derive(Serialize)]
struct List<'a> {
    schema: &'static str,
    rulebook: &'a str,
    rules: Vec<RuleLine<'a>>,
    count: usize,
    by_sector: BTreeMap<String, usize>,
    by_channel: BTreeMap<&'static str, usize>,
    by_basis: BTreeMap<&'static str, usize>,
    by_verified: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct RuleLine<'a> {
    rule: &'a str,
    title: BTreeMap<&'static str, &'a str>,
    sector: &'a str,
    channel: &'static str,
    strength: &'static str,
    basis: &'static str,
    verified: &'static str,
    checked_on: String,
    editions: Vec<EditionLine>,
}

#[derive(Serialize)]
struct EditionLine {
    from: String,
    from_at_the_latest: String,
    until: Option<String>,
    strength: &'static str,
    basis: &'static str,
    verified: &'static str,
    limbs: Vec<String>,
}

/// JSON, schema `renraku.rules/1`, with the number of rules by sector, channel, basis and level of
/// verification.
pub fn json(book: &Rulebook, entries: &[Entry<'_>]) -> Result<String, serde_json::Error> {
    let list = List {
        schema: "renraku.rules/1",
        rulebook: &book.version,
        rules: entries.iter().map(line).collect(),
        count: entries.len(),
        by_sector: counts(entries.iter().map(|entry| entry.sector.clone())),
        by_channel: counts(entries.iter().map(|entry| entry.channel)),
        by_basis: counts(
            entries
                .iter()
                .map(|entry| words::basis_id(entry.rule.basis)),
        ),
        by_verified: counts(
            entries
                .iter()
                .map(|entry| words::verified_id(entry.lowest_verified)),
        ),
    };
    pretty(&list)
}

fn line<'a>(entry: &'a Entry<'a>) -> RuleLine<'a> {
    let rule = entry.rule;
    RuleLine {
        rule: rule.id.as_str(),
        title: BTreeMap::from([
            ("ja", rule.title.ja.as_str()),
            ("en", rule.title.en.as_str()),
        ]),
        sector: &entry.sector,
        channel: entry.channel,
        strength: words::strength_id(rule.strength),
        basis: words::basis_id(rule.basis),
        verified: words::verified_id(entry.lowest_verified),
        checked_on: rule.checked_on.to_string(),
        editions: rule
            .editions
            .iter()
            .map(|edition| EditionLine {
                from: edition.from.not_before.to_string(),
                from_at_the_latest: edition.from.not_after.to_string(),
                until: edition.until.map(|until| until.to_string()),
                strength: words::strength_id(edition.strength),
                basis: words::basis_id(edition.basis),
                verified: words::verified_id(edition.verified),
                limbs: edition
                    .limbs
                    .iter()
                    .map(|limb| limb.id.to_string())
                    .collect(),
            })
            .collect(),
    }
}

fn counts<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}
