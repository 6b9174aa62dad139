//! The time line: what will become due if nothing is restored, from now on, instant by instant.
//!
//! `decide` prints it below the duties and a questionnaire can print it while it asks. It draws what
//! the decision lists and computes nothing of its own.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::super::words::{self, pick};
use super::layout::Page;
use super::{ALERT, CAUTION, FAINT, HEADING, Report, styled};
use crate::decide::{Decision, Due, Later, Status, TimeLine, tokyo};
use crate::rulebook::{Channel, Lang, Strength};

const MINUTE: i64 = 60;

/// Writes the time line; nothing where nothing is running.
pub fn write(page: &mut Page, report: &Report<'_>, lang: Lang) {
    let decision = report.decision;
    let shown: Vec<&Later> = decision
        .later
        .iter()
        .filter(|later| line_of(decision, later).is_some_and(binds))
        .collect();
    if shown.is_empty() {
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
    let now = styled(HEADING, pick(lang, "今", "now"));
    page.entry(&head(decision.at, '●'), &now);
    let mut instants: BTreeMap<Timestamp, Vec<&Later>> = BTreeMap::new();
    for later in shown {
        instants.entry(later.at).or_default().push(later);
    }
    let last = instants.len();
    for (number, (at, changes)) in instants.into_iter().enumerate() {
        let mark = if number + 1 == last { '└' } else { '├' };
        instant(page, decision, at, &changes, mark, lang);
    }
}

fn binds(line: &TimeLine) -> bool {
    line.strength > Strength::Optional
}

fn line_of<'a>(decision: &'a Decision, later: &Later) -> Option<&'a TimeLine> {
    let mut lines = decision.time_line.iter();
    lines.find(|line| line.rule == later.rule)
}

fn instant(
    page: &mut Page,
    decision: &Decision,
    at: Timestamp,
    changes: &[&Later],
    mark: char,
    lang: Lang,
) {
    let reached = changes.iter().find(|change| !change.reaches.is_empty());
    let reached = reached.map(|change| match lang {
        Lang::Ja => format!(
            "{}が{}に達する",
            change.because,
            words::duration(&change.reaches, lang)
        ),
        Lang::En => format!(
            "{} reaches {}",
            change.because,
            words::duration(&change.reaches, lang)
        ),
    });
    let ahead = ahead(at, decision.at, lang);
    let line = match reached {
        Some(reached) => format!("{ahead}{}{reached}", pick(lang, "・", " · ")),
        None => ahead,
    };
    page.entry(&head(at, mark), &styled(FAINT, &line));
    let rail = if mark == '└' {
        "              "
    } else {
        "            │ "
    };
    for change in changes {
        page.entry(&format!("{rail} "), &sentence(decision, change, lang));
    }
}

fn head(at: Timestamp, mark: char) -> String {
    format!("{} {mark} ", tokyo::zoned(at).strftime("%m-%d %H:%M"))
}

fn sentence(decision: &Decision, change: &Later, lang: Lang) -> String {
    let title = change.title.get(lang);
    let line = line_of(decision, change);
    let certain = change.certain;
    let sure = line.and_then(|line| line.latest);
    let style = match (certain, change.channel) {
        (true, Channel::Law) => ALERT,
        _ => CAUTION,
    };
    let verb = match (lang, certain) {
        (Lang::Ja, true) => "に当たる".to_owned(),
        (Lang::Ja, false) => match sure {
            Some(at) => format!(
                "に当たるかもしれない（{}には確実）",
                words::clock_of_year(at)
            ),
            None => "に当たるかもしれない（回答による）".to_owned(),
        },
        (Lang::En, true) => "becomes due".to_owned(),
        (Lang::En, false) => match sure {
            Some(at) => format!("may become due (certain from {})", words::clock_of_year(at)),
            None => "may become due (depends on the answers)".to_owned(),
        },
    };
    let by = line
        .filter(|_| certain)
        .and_then(|line| first_due(line, decision.at, lang));
    let by = by.map(|by| format!("{}{by}", pick(lang, "・", " · ")));
    format!("{title} {}{}", styled(style, &verb), by.unwrap_or_default())
}

/// The first stage of the report that it would then be.
fn first_due(line: &TimeLine, now: Timestamp, lang: Lang) -> Option<String> {
    let stage = line.deadlines.iter().find(|stage| !stage.waived)?;
    let label = stage.stage_label.get(lang);
    if let Some(word) = &stage.word {
        return Some(format!("{label}: {}", word.get(lang)));
    }
    let at = match stage.due {
        Due::At(at) => at,
        Due::Between { earliest, latest } => earliest.or(latest)?,
        Due::None => return None,
    };
    Some(format!("{label}: {}", dated(at, now)))
}

/// The same with the year where it is not that of `now`.
fn dated(at: Timestamp, now: Timestamp) -> String {
    let (at, now) = (tokyo::zoned(at), tokyo::zoned(now));
    let format = if at.year() == now.year() {
        "%m-%d %H:%M"
    } else {
        "%Y-%m-%d %H:%M"
    };
    at.strftime(format).to_string()
}

/// How far ahead, in hours and minutes.
fn ahead(at: Timestamp, now: Timestamp, lang: Lang) -> String {
    let minutes = (at.as_second() - now.as_second()) / MINUTE;
    let (hours, minutes) = (minutes / 60, minutes % 60);
    match (lang, hours, minutes) {
        (Lang::Ja, 0, m) => format!("あと{m}分"),
        (Lang::Ja, h, 0) => format!("あと{h}時間"),
        (Lang::Ja, h, m) => format!("あと{h}時間{m}分"),
        (Lang::En, 0, m) => format!("in {m} min"),
        (Lang::En, h, 0) => format!("in {h} h"),
        (Lang::En, h, m) => format!("in {h} h {m} min"),
    }
}

/// What a duty that is held waits for.
pub fn held(status: &Status, lang: Lang) -> Option<String> {
    let Status::Held { by, at, certain } = status else {
        return None;
    };
    let at = words::clock_of_year(*at);
    Some(match (lang, certain) {
        (Lang::Ja, true) => format!(
            "期間ごとの一覧に載せるもので、今すぐの報告ではありません。{at}までに復旧すればこのまま載せ、復旧しなければ{by}に替わります。"
        ),
        (Lang::Ja, false) => format!(
            "期間ごとの一覧に載せるもので、今すぐの報告ではありません。{at}より後も続けば{by}に替わることがあり、替わらなければ載せます。"
        ),
        (Lang::En, true) => format!(
            "an entry of a periodic list, not a report to make now: it stays if all is restored before {at}, else {by} replaces it."
        ),
        (Lang::En, false) => format!(
            "an entry of a periodic list, not a report to make now: it stays unless {by} replaces it, which may be if it goes on after {at}."
        ),
    })
}
