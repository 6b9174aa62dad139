//! One incident under the law of two days: verdicts, and duty by duty what is new, gone or changed.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use super::super::json::shape::Text as Both;
use super::{Change, Days};
use crate::decide::{Decision, Due, DutyDecision};
use crate::render::json::pretty;
use crate::render::text::{FAINT, HEADING, Page, styled};
use crate::render::words::{self, pick};
use crate::rulebook::{Channel, Kind, Lang, RuleId, Text, ticks};

/// The same incident decided twice.
#[derive(Clone, Copy)]
pub struct Pair<'a> {
    /// Under the law of the first day.
    pub from: &'a Decision,
    /// Under the law of the second.
    pub to: &'a Decision,
}

/// One duty under both.
struct DutyChange<'a> {
    rule: &'a RuleId,
    title: &'a Text,
    change: Change,
    /// What differs: the old value and the new.
    differences: Vec<(&'static str, Both, Both)>,
}

impl<'a> Pair<'a> {
    fn duties(self) -> Vec<DutyChange<'a>> {
        let of = |decision: &'a Decision| -> BTreeMap<&'a RuleId, &'a DutyDecision> {
            let duties = decision.duties.iter();
            duties.map(|duty| (&duty.rule, duty)).collect()
        };
        let (old, new) = (of(self.from), of(self.to));
        let rules: std::collections::BTreeSet<&RuleId> =
            old.keys().chain(new.keys()).copied().collect();
        let changes = rules.into_iter().filter_map(|rule| {
            let (change, duty, differences) = match (old.get(rule), new.get(rule)) {
                (Some(old), Some(new)) => {
                    let differences = differences(old, new);
                    let change = if differences.is_empty() {
                        Change::Same
                    } else {
                        Change::Changed
                    };
                    (change, *new, differences)
                }
                (Some(old), None) => (Change::Ended, *old, Vec::new()),
                (None, Some(new)) => (Change::New, *new, Vec::new()),
                (None, None) => return None,
            };
            Some(DutyChange {
                rule: &duty.rule,
                title: &duty.title,
                change,
                differences,
            })
        });
        let mut changes: Vec<_> = changes.collect();
        changes.sort_by_key(|change| change.change);
        changes
    }
}

/// One aspect of a duty in words.
type Words = fn(&DutyDecision, Lang) -> String;

fn differences(old: &DutyDecision, new: &DutyDecision) -> Vec<(&'static str, Both, Both)> {
    let both = |text: Words| {
        let of = |duty| Both {
            ja: text(duty, Lang::Ja),
            en: text(duty, Lang::En),
        };
        (of(old), of(new))
    };
    let aspects: [(&'static str, Words); 6] = [
        ("edition", |duty, _| duty.edition.to_string()),
        ("strength", |duty, lang| {
            words::strength(duty.strength, lang).to_owned()
        }),
        ("limbs", |duty, _| {
            let limbs: Vec<_> = duty.limbs.iter().map(ToString::to_string).collect();
            limbs.join(", ")
        }),
        ("to", |duty, lang| {
            let names = duty.to.iter().map(|to| to.name.get(lang).to_owned());
            names.collect::<Vec<_>>().join(pick(lang, "、", ", "))
        }),
        ("deadlines", deadlines),
        ("law", |duty, _| {
            let sources = duty.sources.iter();
            let cited = sources
                .map(|source| format!("{}{}", source.law, source.article.as_deref().unwrap_or("")));
            cited.collect::<Vec<_>>().join("、")
        }),
    ];
    aspects
        .into_iter()
        .map(|(what, text)| {
            let (old, new) = both(text);
            (what, old, new)
        })
        .filter(|(_, old, new)| old.en != new.en)
        .collect()
}

fn deadlines(duty: &DutyDecision, lang: Lang) -> String {
    let stages = duty.deadlines.iter().map(|deadline| {
        let due = match (deadline.due, &deadline.word) {
            (Due::At(at), _) => moment(at),
            (Due::Between { latest, .. }, _) => latest.map(moment).unwrap_or_default(),
            (Due::None, Some(word)) => word.get(lang).to_owned(),
            (Due::None, None) => String::new(),
        };
        let form = deadline.form.as_deref().unwrap_or_default();
        format!("{} {due} {form}", deadline.stage_label.get(lang))
            .trim_end()
            .to_owned()
    });
    stages.collect::<Vec<_>>().join(pick(lang, "、", ", "))
}

fn moment(at: Timestamp) -> String {
    ticks::show(Kind::Instant, None, at.as_second())
}

/// As a person reads it.
pub fn text(days: Days, pair: Pair<'_>, lang: Lang, width: usize) -> String {
    let mut page = Page::new(width);
    let head = match lang {
        Lang::Ja => format!("{}の法令 → {}の法令", days.from, days.to),
        Lang::En => format!("the law of {} → the law of {}", days.from, days.to),
    };
    page.entry("", &styled(HEADING, &head));
    for channel in Channel::ALL {
        let word = |decision: &Decision| {
            let line = decision.channels.get(&channel);
            line.map_or("", |line| words::verdict(line.verdict, channel, lang))
        };
        let (from, to) = (word(pair.from), word(pair.to));
        let name = words::channel(channel, lang);
        let line = if from == to {
            from.to_owned()
        } else {
            format!("{from} → {}", styled(HEADING, to))
        };
        page.entry(&format!("  {name}: "), &line);
    }
    page.gap();
    for change in pair.duties() {
        let title = change.title.get(lang);
        let word = change.change.word(lang);
        let id = styled(FAINT, change.rule.as_str());
        page.entry(change.change.mark(), &format!("{title} [{word}] {id}"));
        for (what, old, new) in &change.differences {
            let (old, new) = (pick(lang, &old.ja, &old.en), pick(lang, &new.ja, &new.en));
            let what = aspect(what, lang);
            page.entry("    ", &format!("{what}: {old} → {new}"));
        }
    }
    page.finish()
}

fn aspect(what: &str, lang: Lang) -> &str {
    let ja = match what {
        "edition" => "版",
        "strength" => "強さ",
        "limbs" => "号",
        "to" => "宛先",
        "deadlines" => "期限",
        "law" => "根拠",
        other => other,
    };
    pick(lang, ja, what)
}

#[derive(Serialize)]
struct Object<'a> {
    schema: &'static str,
    from: String,
    to: String,
    channels: BTreeMap<&'static str, Verdicts>,
    duties: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Verdicts {
    from: &'static str,
    to: &'static str,
}

#[derive(Serialize)]
struct Line<'a> {
    rule: &'a str,
    title: Both,
    change: Change,
    differences: Vec<Difference>,
}

#[derive(Serialize)]
struct Difference {
    what: &'static str,
    from: Both,
    to: Both,
}

/// JSON, schema `renraku.diff/1`.
pub fn json(days: Days, pair: Pair<'_>) -> Result<String, serde_json::Error> {
    let verdict = |decision: &Decision, channel| {
        let line = decision.channels.get(&channel);
        line.map_or("", |line| line.verdict.as_str())
    };
    let channels = Channel::ALL.map(|channel| {
        let verdicts = Verdicts {
            from: verdict(pair.from, channel),
            to: verdict(pair.to, channel),
        };
        (channel.as_str(), verdicts)
    });
    let duties = pair.duties();
    let object = Object {
        schema: "renraku.diff/1",
        from: days.from.to_string(),
        to: days.to.to_string(),
        channels: channels.into(),
        duties: duties
            .into_iter()
            .map(|change| Line {
                rule: change.rule.as_str(),
                title: Both::of(change.title),
                change: change.change,
                differences: change
                    .differences
                    .into_iter()
                    .map(|(what, from, to)| Difference { what, from, to })
                    .collect(),
            })
            .collect(),
    };
    pretty(&object)
}
