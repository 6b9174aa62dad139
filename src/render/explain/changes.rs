//! The nearest changes in words.

use super::super::text::{FAINT, HEADING, Page, styled};
use super::super::words::pick;
use super::question;
use crate::decide::explain::{Change, Changes, Nearest, Why};
use crate::incident::Subject;
use crate::rulebook::{Kind, Lang, Rulebook};

/// Writes what would make the rule due.
pub fn write(page: &mut Page, book: &Rulebook, why: &Why, lang: Lang) {
    let Some(nearest) = &why.nearest else { return };
    page.gap();
    let Some((first, others)) = nearest.found.split_first() else {
        page.entry("", nothing(nearest, lang));
        return;
    };
    let heading = pick(lang, "これで当たります", "It would be due if");
    page.entry("", &styled(HEADING, heading));
    one(page, book, first, lang);
    for other in others {
        page.entry("  ", pick(lang, "または", "or"));
        one(page, book, other, lang);
    }
    if !nearest.proven {
        let text = pick(
            lang,
            "調べ切れていません。もっと近い変更があるかもしれません。",
            "the search was cut short: a nearer change may exist.",
        );
        page.entry("  ", &styled(FAINT, text));
    }
}

fn nothing(nearest: &Nearest, lang: Lang) -> &'static str {
    if nearest.proven {
        pick(
            lang,
            "事実を変えても当たりません（日付や明細の数は変えずに調べました）。",
            "no change of facts would make it due (dates and the number of items as they are).",
        )
    } else {
        pick(
            lang,
            "調べ切れず、近い変更は見つかりませんでした。",
            "the search was cut short and found no change.",
        )
    }
}

fn one(page: &mut Page, book: &Rulebook, changes: &Changes, lang: Lang) {
    for change in &changes.changes {
        let subject = Subject::Fact(change.fact.clone());
        let question = question(book, &subject, lang);
        let text = format!(
            "{} {}",
            turned(book, change, lang),
            styled(FAINT, &question)
        );
        page.entry("  - ", &text);
    }
}

/// From what to what, and how far that is.
fn turned(book: &Rulebook, change: &Change, lang: Lang) -> String {
    let from = match &change.from {
        Some(from) => from.as_str(),
        None => pick(lang, "未回答", "not answered"),
    };
    let fact = book.facts.get(&change.fact.fact);
    let unit = fact.map(|fact| match fact.kind {
        Kind::Duration | Kind::Instant => pick(lang, "分", "min").to_owned(),
        Kind::Date => pick(lang, "日", "days").to_owned(),
        Kind::Count | Kind::Quantity => fact.unit.clone().unwrap_or_default(),
        Kind::Bool | Kind::Choice | Kind::Choices => String::new(),
    });
    let steps = match unit {
        Some(unit) if change.steps > 0 && !unit.is_empty() => match lang {
            Lang::Ja => format!("（{}{unit}の差）", change.steps),
            Lang::En => format!(" ({} {unit} away)", change.steps),
        },
        _ => String::new(),
    };
    format!("{}: {from} → {}{steps}", change.fact, change.to)
}
