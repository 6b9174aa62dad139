//! What a filing that was just recorded leaves to be done.

use super::Report;
use super::text::{CAUTION, FAINT, HEADING, Options, Page, duties, styled};
use super::words::pick;
use crate::incident::{Filing, FilingAct};
use crate::rulebook::Lang;

/// Writes the filing and the stages of its rule.
pub fn render(report: &Report<'_>, filing: &Filing, options: Options) -> String {
    let lang = options.lang;
    let mut page = Page::new(options.width);
    let rule = report.book.rules.get(&filing.rule);
    let title = rule.map_or(filing.rule.as_str(), |rule| rule.title.get(lang));
    let done = match filing.act {
        FilingAct::Filed { .. } => pick(lang, "提出を記録しました", "filing recorded"),
        FilingAct::NotFiled { .. } => pick(
            lang,
            "報告しない決定を記録しました",
            "decision not to report recorded",
        ),
        FilingAct::Retracted { .. } => pick(lang, "取下げを記録しました", "retraction recorded"),
    };
    let head = format!(
        "{}: {title} {}",
        styled(HEADING, done),
        styled(FAINT, filing.rule.as_str())
    );
    page.entry("", &head);
    let duty = report
        .decision
        .duties
        .iter()
        .find(|duty| duty.rule == filing.rule);
    match duty {
        Some(duty) => duties::stages(&mut page, duty, report.decision.at, lang),
        None => page.entry("  ", &styled(CAUTION, not_due(lang))),
    }
    page.finish()
}

fn not_due(lang: Lang) -> &'static str {
    pick(
        lang,
        "今分かっている事実では、この報告は必要とされていません。記録は残します。",
        "by what is known this report is not due; it is on record all the same.",
    )
}
