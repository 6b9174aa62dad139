//! Differences as sentences: what was expected, what came out, and because of what.

use std::fmt::{Display, Write};

use jiff::Timestamp;

use super::{Difference, Found, Part, Reason, Run, Was};
use crate::casebook::Day;
use crate::decide::Due;
use crate::rulebook::{Lang, Sources, Text, say, ticks};

/// Every difference of a run, each with its place and its reasons; empty if all is as expected.
pub fn render(run: &Run, sources: &Sources, lang: Lang) -> String {
    let (name, mut out) = (name(run), String::new());
    for difference in &run.differences {
        let place = difference.place;
        let path = sources.path(place.file);
        let (line, column) = (place.line, place.column);
        let sentence = sentence(difference);
        // writing to a String cannot fail
        let _ = writeln!(out, "{name}: {}", sentence.get(lang));
        let _ = writeln!(out, "  --> {path}:{line}:{column}");
        for reason in &difference.because {
            let _ = writeln!(out, "  = {}", because(reason).get(lang));
        }
    }
    out
}

/// What a run is called: the case, and which of its expectations.
pub fn name(run: &Run) -> String {
    let case = &run.case;
    match &run.part {
        Part::Whole => case.clone(),
        Part::At(at) => format!("{case} @ {}", moment(*at)),
        Part::Variant(id) => format!("{case} / {id}"),
    }
}

/// What differs, in one sentence.
pub fn sentence(difference: &Difference) -> Text {
    match &difference.found {
        Found::Verdict {
            channel,
            expected,
            got,
        } => {
            let (channel, expected, got) = (channel.as_str(), expected.as_str(), got.as_str());
            say!(
                "{channel} は `{expected}` のはずが `{got}`",
                "{channel}: expected `{expected}`, got `{got}`"
            )
        }
        Found::Route { expected, got } => {
            let got = listed(got);
            say!(
                "route は `{expected}` のはずが {got}",
                "route: expected `{expected}`, got {got}"
            )
        }
        Found::NotDue(rule, was) => {
            let was = standing(*was);
            let (ja, en) = (was.ja, was.en);
            say!(
                "`{rule}` は義務のはずが{ja}",
                "expected `{rule}` to be due, but it is {en}"
            )
        }
        Found::DueToo(rule) => say!(
            "`{rule}` は義務でないはずが義務",
            "`{rule}` is due and was not expected"
        ),
        Found::NotAbsent(rule, was) => {
            let was = standing(*was);
            let (ja, en) = (was.ja, was.en);
            say!(
                "`{rule}` は出ないはずが{ja}",
                "expected `{rule}` to be absent, but it is {en}"
            )
        }
        Found::NotOpen(rule, was) => {
            let was = standing(*was);
            let (ja, en) = (was.ja, was.en);
            say!(
                "`{rule}` は未確定のはずが{ja}",
                "expected `{rule}` to be open, but it is {en}"
            )
        }
        Found::Limbs {
            rule,
            expected,
            got,
        } => {
            let (expected, got) = (listed(expected), listed(got));
            say!(
                "`{rule}` の号は {expected} のはずが {got}",
                "limbs of `{rule}`: expected {expected}, got {got}"
            )
        }
        Found::Edition {
            rule,
            expected,
            got,
        } => match got {
            Some(got) => say!(
                "`{rule}` の版は {expected} からのはずが {got} から",
                "edition of `{rule}`: expected that from {expected}, got that from {got}"
            ),
            None => say!(
                "`{rule}` の版は {expected} からのはずが、義務ではありません",
                "edition of `{rule}`: expected that from {expected}, but it is not due"
            ),
        },
        Found::Deadline { expected, got } => {
            let (rule, stage) = (&expected.rule, &expected.stage);
            let wanted = day(expected.due);
            let got: Vec<String> = got.iter().map(|due| due_text(*due)).collect();
            let got = listed(&got);
            say!(
                "`{rule}` の {stage} の期限は {wanted} のはずが {got}",
                "deadline {stage} of `{rule}`: expected {wanted}, got {got}"
            )
        }
        Found::NoReason(fact) => say!(
            "`{fact}` は理由に入るはずが入っていません",
            "expected `{fact}` among the reasons"
        ),
    }
}

/// What led to a difference, in one sentence.
pub fn because(reason: &Reason) -> Text {
    match reason {
        Reason::Due(rule, tests) => {
            let tests = tests.iter().map(|(fact, value, test, negated)| {
                let not = if *negated { "not " } else { "" };
                format!("{fact}={value} ({not}{test})")
            });
            let tests: Vec<String> = tests.collect();
            let tests = tests.join(", ");
            say!(
                "`{rule}` は義務: {tests}",
                "because `{rule}` is due: {tests}"
            )
        }
        Reason::HingesOn(rule, subjects) if subjects.is_empty() => say!(
            "`{rule}` は法令上はっきりしません",
            "because the law leaves `{rule}` unsettled"
        ),
        Reason::HingesOn(rule, subjects) => {
            let subjects = listed(subjects);
            say!(
                "`{rule}` は {subjects} しだい",
                "because `{rule}` hinges on {subjects}"
            )
        }
        Reason::AbsorbedBy(rule, by) => say!(
            "`{rule}` は `{by}` に代わられました",
            "because `{by}` replaces `{rule}`"
        ),
        Reason::Later(rule, at) => {
            let at = moment(*at);
            say!(
                "`{rule}` は {at} に義務になりえます",
                "because `{rule}` may be due from {at}"
            )
        }
        Reason::Nothing(channel) => {
            let channel = channel.as_str();
            say!(
                "{channel} に当てはまる規則がありません",
                "because no rule of {channel} applies"
            )
        }
        Reason::RuledOut(rule) => say!(
            "`{rule}` は当てはまりません",
            "because the facts rule `{rule}` out"
        ),
    }
}

fn standing(was: Was) -> Text {
    match was {
        Was::Due => say!("義務", "due"),
        Was::Absorbed => say!("他の規則に代わられたもの", "replaced by another"),
        Was::Open => say!("未確定（質問が残る）", "open"),
        Was::Doubtful => say!("未確定（確認できない）", "doubtful"),
        Was::Later => say!("時間の経過しだい", "a matter of time"),
        Was::No => say!("該当なし", "not due"),
    }
}

fn day(day: Day) -> String {
    match day {
        Day::Day(day) => day.to_string(),
        Day::Minute(at) => moment(at),
    }
}

fn due_text(due: Due) -> String {
    let open = |at: Option<Timestamp>| at.map(moment).unwrap_or_default();
    match due {
        Due::None => "-".to_owned(),
        Due::At(at) => moment(at),
        Due::Between { earliest, latest } => format!("{}..{}", open(earliest), open(latest)),
    }
}

fn moment(at: Timestamp) -> String {
    let civil = ticks::tokyo().to_datetime(at);
    civil.strftime("%Y-%m-%dT%H:%M").to_string()
}

fn listed<T: Display>(names: impl IntoIterator<Item = T>) -> String {
    let names = names.into_iter().map(|name| format!("`{name}`"));
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        "-".to_owned()
    } else {
        names.join(", ")
    }
}
