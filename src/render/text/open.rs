//! What is still open, what would close it, and what time alone will do.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::super::words::{self, pick};
use super::layout::Page;
use super::{CAUTION, FAINT, HEADING, Report, styled};
use crate::decide::{Hinge, OpenRule, OpenStatus, tokyo};
use crate::incident::Subject;
use crate::rulebook::{Lang, Rulebook, Strength};

/// More open rules than this are only counted.
const MOST_RULES: usize = 8;
/// An answer that matters for longer than this many seconds is not urgent.
const SOON: i64 = 3 * 24 * 60 * 60;
/// More questions than this are only counted.
const MOST_QUESTIONS: usize = 8;

/// Writes what time brings, then the open rules, then the questions that would close them.
pub fn write(page: &mut Page, report: &Report<'_>, lang: Lang) {
    super::time_line::write(page, report, lang);
    let open: Vec<_> = report
        .decision
        .open
        .iter()
        .filter(|open| open.strength > Strength::Optional)
        .collect();
    if open.is_empty() {
        if report.decision.certificate.is_some() {
            page.gap();
            page.entry("", pick(
                lang,
                "全て確定しました。これ以上の回答で判定が変わる事実はありません。",
                "Everything is settled: nothing else that could be asked would change a verdict.",
            ));
        }
        return;
    }
    page.gap();
    page.entry(
        "",
        &styled(HEADING, pick(lang, "まだ決まらないこと", "Still open")),
    );
    for rule in open.iter().take(MOST_RULES) {
        write_rule(page, rule, report.decision.at, lang);
    }
    more(page, open.len().saturating_sub(MOST_RULES), lang);
    questions(page, report, lang);
    unknowns(page, report, &open, lang);
}

/// Says how many entries were left out.
fn more(page: &mut Page, count: usize, lang: Lang) {
    if count > 0 {
        page.entry(
            "  ",
            &styled(
                FAINT,
                &match lang {
                    Lang::Ja => format!("ほか{count}件（--format json に全て）"),
                    Lang::En => format!("and {count} more (all in --format json)"),
                },
            ),
        );
    }
}

fn write_rule(page: &mut Page, open: &OpenRule, now: Timestamp, lang: Lang) {
    let status = match open.status {
        OpenStatus::Open => pick(lang, "回答待ち", "open"),
        OpenStatus::Doubtful => pick(lang, "要相談", "consult"),
    };
    let strength = words::strength(open.strength, lang);
    let mut text = format!(
        "{} [{strength}] {} {}",
        open.title.get(lang),
        styled(CAUTION, status),
        styled(FAINT, open.rule.as_str())
    );
    let soon = |at: &Timestamp| at.as_second() - now.as_second() <= SOON;
    if let Some(at) = open.ask_by.filter(soon) {
        let at = tokyo::zoned(at).strftime("%m-%d %H:%M");
        text = format!(
            "{text} {}",
            styled(
                FAINT,
                &match lang {
                    Lang::Ja => format!("（回答は{at}まで意味あり）"),
                    Lang::En => format!("(answer by {at})"),
                }
            )
        );
    }
    if let Some(unclear) = &open.unclear {
        text = format!("{text}: {}", unclear.get(lang));
    }
    page.entry("  - ", &text);
}

/// The questions that can be asked now.
fn questions(page: &mut Page, report: &Report<'_>, lang: Lang) {
    let questions = &report.decision.questions;
    if questions.is_empty() {
        return;
    }
    page.gap();
    let left = report.decision.questions_left;
    page.entry(
        "",
        &format!(
            "{} {}",
            styled(
                HEADING,
                pick(
                    lang,
                    "これに答えれば決まります",
                    "Answer these to settle it"
                )
            ),
            styled(
                FAINT,
                &match lang {
                    Lang::Ja => format!("残り最大{left}問"),
                    Lang::En => format!("{left} questions left at most"),
                }
            )
        ),
    );
    for (number, next) in questions.iter().take(MOST_QUESTIONS).enumerate() {
        let head = if number == 0 { "  ▶ " } else { "  - " };
        let text = question(report.book, &next.subject, lang);
        page.entry(
            head,
            &format!("{text} {}", styled(FAINT, &next.subject.to_string())),
        );
    }
    more(page, questions.len().saturating_sub(MOST_QUESTIONS), lang);
}

/// What was answered "unknown" or with a range, and would settle a doubtful rule.
fn unknowns(page: &mut Page, report: &Report<'_>, open: &[&OpenRule], lang: Lang) {
    let doubtful = open
        .iter()
        .filter(|rule| rule.status == OpenStatus::Doubtful);
    let subjects: BTreeSet<&Subject> = doubtful
        .flat_map(|rule| &rule.hinges.subjects)
        .filter(|(_, hinge)| **hinge == Hinge::NotKnown)
        .map(|(subject, _)| subject)
        .collect();
    if subjects.is_empty() {
        return;
    }
    page.gap();
    page.entry(
        "",
        &styled(
            HEADING,
            pick(
                lang,
                "分かり次第、答え直すこと",
                "Answer again once it is known",
            ),
        ),
    );
    for subject in subjects {
        let text = question(report.book, subject, lang);
        page.entry(
            "  - ",
            &format!("{text} {}", styled(FAINT, &subject.to_string())),
        );
    }
}

fn question(book: &Rulebook, subject: &Subject, lang: Lang) -> String {
    let text = match subject {
        Subject::Fact(fact) => book.facts.get(&fact.fact).map(|fact| &fact.question),
        Subject::AllListed(group) => book.groups.get(group).map(|group| &group.all_listed),
    };
    text.map_or_else(|| subject.to_string(), |text| text.get(lang).to_owned())
}
