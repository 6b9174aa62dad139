//! Cases: a table, one case to read, and JSON.

use serde::Serialize;

use super::table;
use super::text::{FAINT, HEADING, Page, styled};
use super::words::{self, pick};
use crate::casebook::check::{Run, render};
use crate::casebook::{Case, Casebook, Day, Expected, ExpectedDeadline, Placed};
use crate::decide::tokyo;
use crate::incident::Statement;
use crate::render::json::pretty;
use crate::rulebook::{Lang, RuleId};

/// A table for a person.
pub fn table(
    casebook: &Casebook,
    wanted: impl Fn(&str) -> bool,
    lang: Lang,
    width: usize,
) -> String {
    let mut table = table::new(
        [
            pick(lang, "事例", "case"),
            pick(lang, "名称", "title"),
            pick(lang, "種別", "kind"),
            pick(lang, "変化形", "variants"),
        ],
        width,
    );
    for case in casebook.cases.values().filter(|case| wanted(&case.folder)) {
        table.add_row([
            case.id.clone(),
            case.title.get(lang).to_owned(),
            case.kind.as_str().to_owned(),
            case.variants.len().to_string(),
        ]);
    }
    format!("{table}\n")
}

/// One case to read: what was known and when, what is expected and why.
pub fn show(case: &Case, lang: Lang, width: usize) -> String {
    let mut page = Page::new(width);
    page.entry(
        "",
        &format!(
            "{} {}",
            styled(HEADING, case.title.get(lang)),
            styled(FAINT, &format!("{} ({})", case.id, case.kind.as_str()))
        ),
    );
    if let Some(description) = &case.incident.description {
        page.gap();
        page.entry("", description.get(lang).trim());
    }
    page.gap();
    heading(&mut page, pick(lang, "分かっていたこと", "What was known"));
    if let Some(day) = case.incident.as_of {
        page.entry(
            "  ",
            &match lang {
                Lang::Ja => format!("{day}の法令による"),
                Lang::En => format!("under the law of {day}"),
            },
        );
    }
    for statement in &case.incident.statements {
        page.entry("  - ", &known(statement));
    }
    page.gap();
    heading(&mut page, pick(lang, "期待する判定", "What is expected"));
    expected(&mut page, &case.expected, lang);
    for variant in &case.variants {
        page.gap();
        let title = variant
            .title
            .as_ref()
            .map(|title| title.get(lang))
            .unwrap_or_default();
        page.entry("  ", &format!("{} {}", styled(HEADING, &variant.id), title));
        let base = &case.incident.statements;
        for statement in variant
            .incident
            .statements
            .iter()
            .filter(|said| !base.contains(said))
        {
            page.entry("    - ", &known(statement));
        }
        expected(&mut page, &variant.expected, lang);
    }
    for (title, text) in [
        (pick(lang, "教訓", "Lessons"), &case.lessons),
        (
            pick(
                lang,
                "公表されていないこと・読み方",
                "Not public, or our reading",
            ),
            &case.unverified,
        ),
    ] {
        if let Some(text) = text {
            page.gap();
            heading(&mut page, title);
            page.entry("  ", text.get(lang).trim());
        }
    }
    if !case.sources.is_empty() {
        page.gap();
        heading(&mut page, pick(lang, "出典", "Sources"));
        for source in &case.sources {
            let url = source.url.as_deref().unwrap_or_default();
            page.entry("  - ", format!("{} {url}", source.name).trim());
        }
    }
    page.finish()
}

fn heading(page: &mut Page, text: &str) {
    page.entry("", &styled(HEADING, text));
}

fn known(statement: &Statement) -> String {
    let at = statement
        .at
        .map(|at| tokyo::zoned(at).strftime("%Y-%m-%d %H:%M").to_string());
    let at = at
        .map(|at| styled(FAINT, &format!(" ({at})")))
        .unwrap_or_default();
    format!("{}={}{at}", statement.subject, statement.written)
}

fn expected(page: &mut Page, expected: &Expected, lang: Lang) {
    let ids = |ids: &[Placed<RuleId>]| {
        ids.iter()
            .map(|id| id.value.to_string())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut lines: Vec<(&str, String)> = Vec::new();
    for verdict in &expected.verdicts {
        let (channel, verdict) = verdict.value;
        lines.push((
            words::channel(channel, lang),
            words::verdict(verdict, channel, lang).to_owned(),
        ));
    }
    if let Some(duties) = &expected.duties {
        let duties: Vec<_> = duties.value.keys().map(ToString::to_string).collect();
        let none = || pick(lang, "なし", "none").to_owned();
        let duties = if duties.is_empty() {
            none()
        } else {
            duties.join(", ")
        };
        lines.push((pick(lang, "報告", "due"), duties));
    }
    lines.push((pick(lang, "あわせて", "also"), ids(&expected.also)));
    lines.push((pick(lang, "当たらない", "ruled out"), ids(&expected.absent)));
    lines.push((pick(lang, "未確定", "open"), ids(&expected.open)));
    for deadline in &expected.deadlines {
        let ExpectedDeadline { rule, stage, due } = &deadline.value;
        let due = match due {
            Day::Day(day) => day.to_string(),
            Day::Minute(at) => tokyo::zoned(*at).strftime("%Y-%m-%d %H:%M").to_string(),
        };
        lines.push((pick(lang, "期限", "by"), format!("{rule} {stage}: {due}")));
    }
    for (name, text) in lines.into_iter().filter(|(_, text)| !text.is_empty()) {
        page.entry(&format!("    {name}: "), &text);
    }
    if let Some(why) = &expected.why {
        page.entry("    ", why.get(lang).trim());
    }
}

#[derive(Serialize)]
struct List<'a> {
    schema: &'static str,
    count: usize,
    decisions: usize,
    cases: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    case: &'a str,
    folder: &'a str,
    kind: &'static str,
    ja: &'a str,
    en: &'a str,
    variants: Vec<&'a str>,
    sources: Vec<&'a str>,
}

/// JSON, schema `renraku.cases/1`.
pub fn json(
    casebook: &Casebook,
    wanted: impl Fn(&str) -> bool,
) -> Result<String, serde_json::Error> {
    let cases: Vec<_> = casebook
        .cases
        .values()
        .filter(|case| wanted(&case.folder))
        .collect();
    let list = List {
        schema: "renraku.cases/1",
        count: cases.len(),
        decisions: cases
            .iter()
            .map(|case| 1 + case.at_injects.len() + case.variants.len())
            .sum(),
        cases: cases.iter().map(|case| line(case)).collect(),
    };
    pretty(&list)
}

fn line(case: &Case) -> Line<'_> {
    Line {
        case: &case.id,
        folder: &case.folder,
        kind: case.kind.as_str(),
        ja: &case.title.ja,
        en: &case.title.en,
        variants: case
            .variants
            .iter()
            .map(|variant| variant.id.as_str())
            .collect(),
        sources: case
            .sources
            .iter()
            .filter_map(|source| source.url.as_deref())
            .collect(),
    }
}

#[derive(Serialize)]
struct Checked {
    schema: &'static str,
    decisions: usize,
    differ: usize,
    differences: Vec<CheckedRun>,
}

#[derive(Serialize)]
struct CheckedRun {
    run: String,
    differences: Vec<String>,
}

/// JSON, schema `renraku.cases-check/1`.
pub fn check_json(runs: &[Run]) -> Result<String, serde_json::Error> {
    let wrong: Vec<_> = runs
        .iter()
        .filter(|run| !run.differences.is_empty())
        .collect();
    let checked = Checked {
        schema: "renraku.cases-check/1",
        decisions: runs.len(),
        differ: wrong.len(),
        differences: wrong
            .iter()
            .map(|run| CheckedRun {
                run: render::name(run),
                differences: run
                    .differences
                    .iter()
                    .map(|difference| render::sentence(difference).en)
                    .collect(),
            })
            .collect(),
    };
    pretty(&checked)
}
