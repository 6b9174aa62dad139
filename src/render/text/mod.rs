//! Text for a tired person: one line for each answer first, then what to do in order of time, then
//! what is still open and what would close it.

pub mod duties;
mod headline;
mod layout;
mod open;
mod time_line;
mod warnings;

use anstyle::{AnsiColor, Style};

use super::Report;
use super::words::pick;
use crate::decide::{Assumed, Question, tokyo};
use crate::rulebook::{Lang, RuleId, Rulebook, Text};

pub use duties::due_text;
pub use layout::{Page, pad};
pub use time_line::held;
pub use warnings::{code as warning_code, sentence as warning};

/// How to write.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The language.
    pub lang: Lang,
    /// Columns of the page.
    pub width: usize,
}

/// Strong text, for headings.
pub const HEADING: Style = Style::new().bold();
/// Text of less weight.
pub const FAINT: Style = Style::new().dimmed();
/// Text that must be seen.
pub const ALERT: Style = AnsiColor::Red.on_default().bold();
/// Text that warns.
pub const CAUTION: Style = AnsiColor::Yellow.on_default();
/// Text that calms.
pub const CALM: Style = AnsiColor::Green.on_default();

/// Puts a text in a style; the terminal strips it where colour is not wanted.
pub fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// Renders a decision.
pub fn render(report: &Report<'_>, options: Options) -> String {
    let lang = options.lang;
    let mut page = Page::new(options.width);
    headline::write(&mut page, report, lang);
    duties::write(&mut page, report, lang);
    open::write(&mut page, report, lang);
    remarks(&mut page, report, lang);
    similar(&mut page, report, lang);
    page.gap();
    page.entry("", &styled(FAINT, &footer(report, lang)));
    page.finish()
}

/// A question with the answers so far above it, why it is asked, and how many are left at most.
pub fn question(
    report: &Report<'_>,
    question: &Question,
    wording: &Text,
    help: Option<&Text>,
    options: Options,
) -> String {
    let lang = options.lang;
    let mut page = Page::new(options.width);
    page.gap();
    headline::write(&mut page, report, lang);
    page.gap();
    page.entry("", &styled(HEADING, wording.get(lang)));
    if let Some(help) = help {
        page.entry("  ", &styled(FAINT, help.get(lang)));
    }
    let title = |rule: &RuleId| report.book.rules.get(rule).map(|rule| rule.title.get(lang));
    let decides: Vec<_> = question.decides.iter().filter_map(title).take(2).collect();
    let more = question.decides.len().saturating_sub(decides.len());
    let decides = decides.join(pick(lang, "、", ", "));
    let left = report.decision.questions_left;
    page.entry(
        "  ",
        &styled(
            FAINT,
            &match (lang, more) {
                (Lang::Ja, 0) => {
                    format!("これで決まること: {decides}・残り最大{left}問・Escで戻る")
                }
                (Lang::Ja, more) => {
                    format!("これで決まること: {decides}ほか{more}件・残り最大{left}問・Escで戻る")
                }
                (Lang::En, 0) => {
                    format!("decides: {decides} · {left} left at most · Esc goes back")
                }
                (Lang::En, more) => {
                    format!(
                        "decides: {decides} and {more} more · {left} left at most · Esc goes back"
                    )
                }
            },
        ),
    );
    page.finish()
}

fn remarks(page: &mut Page, report: &Report<'_>, lang: Lang) {
    let (book, decision) = (report.book, report.decision);
    let mut lines: Vec<String> = Vec::new();
    lines.extend(
        decision
            .warnings
            .iter()
            .map(|warning| warnings::sentence(warning, lang)),
    );
    lines.extend(
        decision
            .assumed
            .iter()
            .map(|assumed| assumption(book, assumed, lang)),
    );
    lines.extend(duties::filed_beside(report, lang));
    lines.extend(decision.notes.iter().map(|note| note.get(lang).to_owned()));
    if lines.is_empty() {
        return;
    }
    page.gap();
    page.entry(
        "",
        &styled(
            HEADING,
            pick(lang, "前提と注意", "Assumptions and warnings"),
        ),
    );
    for line in lines {
        page.entry("  - ", &line);
    }
}

fn assumption(book: &Rulebook, assumed: &Assumed, lang: Lang) -> String {
    let group_title = |subject: &crate::incident::Subject| match subject {
        crate::incident::Subject::AllListed(group) => book
            .groups
            .get(group)
            .map(|group| group.title.get(lang).to_owned()),
        crate::incident::Subject::Fact(_) => None,
    };
    match (assumed, lang) {
        (Assumed::AllListed(subject), Lang::Ja) => {
            let title = group_title(subject).unwrap_or_else(|| subject.to_string());
            format!("{title}は、述べられたもので全てとしました（{subject}=no で取り消せます）。")
        }
        (Assumed::AllListed(subject), Lang::En) => {
            let title = group_title(subject).unwrap_or_else(|| subject.to_string());
            format!("every {title} is taken to be listed (say {subject}=no if not).")
        }
        (Assumed::DecisionDay(fact), Lang::Ja) => {
            format!("{fact}が述べられていないので、判定の日の法令によりました。")
        }
        (Assumed::DecisionDay(fact), Lang::En) => {
            format!("{fact} is not stated, so the law of the day of decision was taken.")
        }
        (Assumed::Worst { fact, source }, Lang::Ja) => {
            format!(
                "{fact}は分からないので、最も重い場合としました（{}）。",
                source.law
            )
        }
        (Assumed::Worst { fact, source }, Lang::En) => {
            format!(
                "{fact} is not known; the worst case counts ({}).",
                source.law
            )
        }
    }
}

fn similar(page: &mut Page, report: &Report<'_>, lang: Lang) {
    if report.similar.is_empty() {
        return;
    }
    page.gap();
    page.entry(
        "",
        &styled(HEADING, pick(lang, "似た事例", "Similar cases")),
    );
    for like in report.similar {
        let share = (like.score * 100.0).round();
        page.entry("  - ", &format!("{}  ({share:.0}%)", like.case));
    }
}

/// The last line: when, by which rules.
pub fn footer(report: &Report<'_>, lang: Lang) -> String {
    let at = tokyo::zoned(report.decision.at).strftime("%Y-%m-%d %H:%M");
    let digest: String = report
        .book
        .digest
        .chars()
        .take("sha256:".len() + 12)
        .collect();
    let version = env!("CARGO_PKG_VERSION");
    let rules = &report.book.version;
    match (lang, report.decision.as_of) {
        (Lang::Ja, None) => format!(
            "判定 {at}（日本時間）・renraku {version}・規則 {rules} {digest}・判断の支援であり、法的助言ではありません"
        ),
        (Lang::Ja, Some(day)) => format!(
            "判定 {at}（日本時間）、{day}の法令による・renraku {version}・規則 {rules} {digest}・判断の支援であり、法的助言ではありません"
        ),
        (Lang::En, None) => format!(
            "decided {at} (Japan) · renraku {version} · rules {rules} {digest} · decision support, not legal advice"
        ),
        (Lang::En, Some(day)) => format!(
            "decided {at} (Japan) under the law of {day} · renraku {version} · rules {rules} {digest} · decision support, not legal advice"
        ),
    }
}
