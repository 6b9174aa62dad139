//! What is still open, what would close it, and what time alone will do.

use super::super::words::{self, pick};
use super::layout::Page;
use super::{CAUTION, FAINT, HEADING, Report, styled};
use crate::decide::{Hinge, OpenRule, OpenStatus, tokyo};
use crate::incident::Subject;
use crate::rulebook::{Lang, Rulebook, Strength};

/// Writes what time brings, then the open rules, then the questions that would close them.
pub fn write(page: &mut Page, report: &Report<'_>, lang: Lang) {
    time_line(page, report, lang);
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
    for rule in &open {
        write_rule(page, rule, lang);
    }
    questions(page, report, &open, lang);
}

fn write_rule(page: &mut Page, open: &OpenRule, lang: Lang) {
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
    if let Some(unclear) = &open.unclear {
        text = format!("{text}: {}", unclear.get(lang));
    }
    page.entry("  - ", &text);
}

fn questions(page: &mut Page, report: &Report<'_>, open: &[&OpenRule], lang: Lang) {
    let mut asked: Vec<(&Subject, Hinge, usize)> = Vec::new();
    for (subject, hinge) in open.iter().flat_map(|rule| &rule.hinges.subjects) {
        match asked.iter_mut().find(|(known, _, _)| *known == subject) {
            Some((_, known, count)) => {
                *known = (*known).min(*hinge);
                *count += 1;
            }
            None => asked.push((subject, *hinge, 1)),
        }
    }
    asked.sort_by_key(|(subject, hinge, count)| (*hinge, std::cmp::Reverse(*count), *subject));
    page.gap();
    page.entry(
        "",
        &styled(
            HEADING,
            pick(lang, "これが分かれば決まります", "What would close it"),
        ),
    );
    if let Some(next) = &report.decision.next_question {
        let left = next.left_at_most;
        let question = question(report.book, &next.subject, lang);
        page.entry(
            "  ▶ ",
            &match lang {
                Lang::Ja => format!("次に: {question}（{}、残り最大{left}問）", next.subject),
                Lang::En => format!(
                    "next: {question} ({}, {left} questions left at most)",
                    next.subject
                ),
            },
        );
    }
    let next = report
        .decision
        .next_question
        .as_ref()
        .map(|next| &next.subject);
    for (subject, hinge, _) in asked {
        if Some(subject) == next {
            continue;
        }
        let mark = match hinge {
            Hinge::Unanswered => "",
            Hinge::NotKnown => pick(lang, "（不明・範囲）", " (unknown or a range)"),
        };
        page.entry(
            "  - ",
            &format!(
                "{}{mark} {}",
                question(report.book, subject, lang),
                styled(FAINT, &subject.to_string())
            ),
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

fn time_line(page: &mut Page, report: &Report<'_>, lang: Lang) {
    if report.decision.later.is_empty() {
        return;
    }
    page.gap();
    page.entry(
        "",
        &styled(
            HEADING,
            pick(lang, "復旧しなければ", "If it is not restored"),
        ),
    );
    for later in &report.decision.later {
        let at = tokyo::zoned(later.at).strftime("%m-%d %H:%M").to_string();
        let title = later.title.get(lang);
        let certain = match (lang, later.certain) {
            (Lang::Ja, true) => "に当たります",
            (Lang::Ja, false) => "に当たる可能性が出ます",
            (Lang::En, true) => "becomes due",
            (Lang::En, false) => "becomes possible",
        };
        page.entry(&format!("  {at}  "), &format!("{title} {certain}"));
    }
}
