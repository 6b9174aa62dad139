//! The duties: to whom, by when, on which law, and why.

use jiff::Timestamp;

use super::super::words::{self, pick};
use super::layout::Page;
use super::{ALERT, CAUTION, FAINT, HEADING, Report, styled};
use crate::decide::{Because, DeadlineDue, Due, DutyDecision, Progress, RuleNote, Status, tokyo};
use crate::rulebook::{Channel, Lang, RuleId, Rulebook, Source, Strength};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Writes what is to be done, in order, then what was replaced.
pub fn write(page: &mut Page, report: &Report<'_>, lang: Lang) {
    let decision = report.decision;
    let (offers, duties): (Vec<_>, Vec<_>) = decision
        .duties
        .iter()
        .partition(|duty| duty.strength == Strength::Optional);
    if !duties.is_empty() {
        page.gap();
        page.entry("", &styled(HEADING, pick(lang, "すること", "To do")));
        for (number, duty) in duties.iter().enumerate() {
            write_duty(page, number + 1, duty, report, lang);
        }
    }
    if !offers.is_empty() {
        page.gap();
        page.entry(
            "",
            &styled(
                HEADING,
                pick(lang, "してもよいこと（任意）", "May be done (optional)"),
            ),
        );
        for duty in offers {
            let to = recipients(report.book, duty, lang);
            page.entry(
                "  - ",
                &format!(
                    "{} → {to}  {}",
                    duty.title.get(lang),
                    faint(&duty.rule.to_string())
                ),
            );
        }
    }
    for absorbed in &decision.absorbed {
        let (title, by) = (absorbed.title.get(lang), &absorbed.by);
        page.entry(
            "  ",
            &styled(
                FAINT,
                &match lang {
                    Lang::Ja => format!(
                        "{title}（{}）は{by}に含まれるため、別には要りません。",
                        absorbed.rule
                    ),
                    Lang::En => format!("{title} ({}) is replaced by {by}.", absorbed.rule),
                },
            ),
        );
    }
}

fn faint(text: &str) -> String {
    styled(FAINT, text)
}

fn write_duty(
    page: &mut Page,
    number: usize,
    duty: &DutyDecision,
    report: &Report<'_>,
    lang: Lang,
) {
    let strength = words::strength(duty.strength, lang);
    let (status, reason) = words::status(&duty.status, lang);
    let mark = words::verified_mark(duty.verified, lang);
    let colour = match (&duty.status, duty.strength) {
        (Status::Due, Strength::Required) => ALERT,
        (Status::Due | Status::Held { .. }, _) => CAUTION,
        _ => FAINT,
    };
    let mut head = format!(
        "{} {}",
        styled(HEADING, duty.title.get(lang)),
        styled(
            colour,
            &format!("[{}]", if status.is_empty() { strength } else { status })
        )
    );
    if !mark.is_empty() {
        head = format!("{head} {}", styled(CAUTION, mark));
    }
    page.entry(
        &format!("{number:>2}. "),
        &format!("{head} {}", faint(&duty.rule.to_string())),
    );
    if !reason.is_empty() {
        page.entry("      ", reason);
    }
    if let Some(held) = super::time_line::held(&duty.status, lang) {
        page.entry("      ", &styled(CAUTION, &held));
    }
    field(
        page,
        pick(lang, "宛先", "to"),
        &recipients(report.book, duty, lang),
    );
    stages(page, duty, report.decision.at, lang);
    field(
        page,
        pick(lang, "根拠", "law"),
        &provisions(&duty.sources, duty, lang),
    );
    if !duty.because.is_empty() {
        field(
            page,
            pick(lang, "理由", "because"),
            &reasons(&duty.because, lang),
        );
    }
    for note in &duty.notes {
        if !matches!(note, RuleNote::Overridden { .. }) {
            let text = styled(FAINT, &note_text(note, lang));
            field(page, pick(lang, "注", "note"), &text);
        }
    }
}

fn field(page: &mut Page, name: &str, text: &str) {
    page.entry(&format!("    {} ", super::pad(name, 7)), text);
}

/// The stages of a duty, with which of them are done, next and late, and what was decided about it.
pub fn stages(page: &mut Page, duty: &DutyDecision, now: Timestamp, lang: Lang) {
    // Which stage is next goes without saying until one of them is filed or late.
    let begun = |stage: &DeadlineDue| matches!(stage.progress, Progress::Done | Progress::Late);
    let several = duty.deadlines.iter().any(begun);
    for deadline in &duty.deadlines {
        let label = deadline.stage_label.get(lang);
        let text = format!("{label}: {}", stage(deadline, several, now, lang));
        field(page, pick(lang, "期限", "by"), &text);
    }
    for note in &duty.notes {
        if let RuleNote::Overridden { .. } = note {
            let text = styled(CAUTION, &note_text(note, lang));
            field(page, pick(lang, "決定", "decided"), &text);
        }
    }
}

fn recipients(book: &Rulebook, duty: &DutyDecision, lang: Lang) -> String {
    let one = |body: &crate::decide::Recipient| {
        let name = body.name.get(lang);
        let how = body
            .how
            .as_ref()
            .map(|how| format!("（{}）", how.get(lang)))
            .unwrap_or_default();
        let maybe = if body.possible {
            pick(lang, "？", "?")
        } else {
            ""
        };
        format!("{name}{maybe}{how}")
    };
    let names: Vec<_> = duty.to.iter().map(one).collect();
    let route = duty
        .route
        .as_ref()
        .filter(|_| duty.channel == Channel::Ceptoar);
    let route = route
        .map(|route| format!(" [{}]", words::route(book, route, lang)))
        .unwrap_or_default();
    format!("{}{route}", names.join(pick(lang, "、", ", ")))
}

fn stage(deadline: &DeadlineDue, several: bool, now: Timestamp, lang: Lang) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(filed) = &deadline.filed {
        let at = filed.at.map(words::clock).unwrap_or_default();
        parts.push(
            format!("{} {at}", pick(lang, "提出済み", "filed"))
                .trim_end()
                .to_owned(),
        );
    }
    match deadline.progress {
        Progress::Late => parts.push(styled(ALERT, pick(lang, "遅れています", "LATE"))),
        Progress::Next if several => parts.push(pick(lang, "次", "next").to_owned()),
        _ => {}
    }
    if deadline.waived {
        parts.push(pick(lang, "不要", "not needed").to_owned());
    }
    if let Some(word) = &deadline.word {
        parts.push(word.get(lang).to_owned());
    }
    parts.extend(due(deadline.due, now, lang));
    if let Some(guide) = guide(deadline, lang) {
        parts.push(guide);
    }
    if deadline.rolled {
        parts.push(pick(lang, "休日のため繰下げ", "moved past closed days").to_owned());
    }
    if deadline.possible {
        parts.push(pick(lang, "要る場合あり", "may be needed").to_owned());
    }
    if let Some(form) = &deadline.form {
        parts.push(form.clone());
    }
    if let Some(note) = &deadline.note {
        parts.push(note.get(lang).to_owned());
    }
    parts.join(pick(lang, "・", " · "))
}

fn due(due: Due, now: Timestamp, lang: Lang) -> Option<String> {
    match due {
        Due::None => None,
        Due::At(at) => Some(match lang {
            Lang::Ja => format!("{}まで（{}）", words::clock(at), left(at, now, lang)),
            Lang::En => format!("{} ({})", words::clock(at), left(at, now, lang)),
        }),
        Due::Between {
            earliest: Some(earliest),
            latest: Some(latest),
        } => Some(match lang {
            Lang::Ja => format!(
                "早ければ{}、遅くとも{}まで",
                words::clock(earliest),
                words::clock(latest)
            ),
            Lang::En => format!(
                "{} at the earliest, {} at the latest",
                words::clock(earliest),
                words::clock(latest)
            ),
        }),
        Due::Between {
            earliest: None,
            latest: Some(latest),
        } => Some(match lang {
            Lang::Ja => format!("遅くとも{}まで（起算の時刻が未回答）", words::clock(latest)),
            Lang::En => format!(
                "{} at the latest (its clock is not stated)",
                words::clock(latest)
            ),
        }),
        Due::Between { earliest, .. } => earliest.map(|earliest| match lang {
            Lang::Ja => format!("早ければ{}", words::clock(earliest)),
            Lang::En => format!("{} at the earliest", words::clock(earliest)),
        }),
    }
}

/// What was filed, or decided not to be, under rules that are not due: it stays visible.
pub fn filed_beside(report: &Report<'_>, lang: Lang) -> Vec<String> {
    let decision = report.decision;
    let due = |rule: &RuleId| decision.duties.iter().any(|duty| duty.rule == *rule);
    let made = report.incident.filings.iter();
    let made = made.filter(|filing| filing.at.is_none_or(|at| at <= decision.at));
    made.filter(|filing| !due(&filing.rule))
        .map(|filing| {
            let found = report.book.rules.get(&filing.rule);
            let title = found.map_or(filing.rule.as_str(), |rule| rule.title.get(lang));
            let at = filing.at.map(words::clock).unwrap_or_default();
            let (word, why) = words::act(&filing.act, lang);
            let why = why.map(|why| format!(": {why}")).unwrap_or_default();
            match lang {
                Lang::Ja => format!(
                    "{title}は今の事実では必要ありませんが、記録があります（{word} {at}{why}）。"
                ),
                Lang::En => format!(
                    "{title} is not due by what is known, but is on record ({word} {at}{why})."
                ),
            }
        })
        .collect()
}

/// When a stage is due, as a bare instant or span.
pub fn due_text(due: Due) -> Option<String> {
    match due {
        Due::None => None,
        Due::At(at) => Some(words::clock(at)),
        Due::Between { earliest, latest } => {
            let end = |at: Option<Timestamp>| at.map(words::clock).unwrap_or_default();
            Some(format!("{}〜{}", end(earliest), end(latest)))
        }
    }
}

fn guide(deadline: &DeadlineDue, lang: Lang) -> Option<String> {
    let days = |at: Timestamp| tokyo::zoned(at).strftime("%m-%d").to_string();
    let span = match deadline.guide_due {
        Due::None => return None,
        Due::At(at) => days(at),
        Due::Between { earliest, latest } => {
            let ends: Vec<_> = [earliest, latest].into_iter().flatten().map(days).collect();
            ends.join(pick(lang, "〜", " to "))
        }
    };
    let who = deadline
        .guide_source
        .as_ref()
        .map(|source| source.law.as_str())
        .unwrap_or_default();
    Some(match lang {
        Lang::Ja => format!("目安 {span}（{who}）"),
        Lang::En => format!("guide value {span} ({who})"),
    })
}

/// How much time is left, in the largest unit that fits.
fn left(at: Timestamp, now: Timestamp, lang: Lang) -> String {
    let seconds = at.as_second() - now.as_second();
    let (count, unit) = match seconds.abs() {
        s if s >= 2 * DAY => (s / DAY, pick(lang, "日", "days")),
        s if s >= 2 * HOUR => (s / HOUR, pick(lang, "時間", "hours")),
        s => (s / MINUTE, pick(lang, "分", "minutes")),
    };
    match (lang, seconds < 0) {
        (Lang::Ja, false) => format!("あと{count}{unit}"),
        (Lang::Ja, true) => format!("{count}{unit}超過"),
        (Lang::En, false) => format!("{count} {unit} left"),
        (Lang::En, true) => format!("{count} {unit} late"),
    }
}

fn provisions(sources: &[Source], duty: &DutyDecision, lang: Lang) -> String {
    let one = |source: &Source| {
        let article = source.article.as_deref().unwrap_or_default();
        let numbered = article.starts_with(|first: char| first.is_ascii_digit());
        let gap = if article.is_empty() || numbered {
            ""
        } else {
            " "
        };
        format!("{}{gap}{article}", source.law)
    };
    let cited: Vec<_> = sources
        .iter()
        .filter(|source| source.article.is_some())
        .map(one)
        .collect();
    let cited = if cited.is_empty() {
        sources.iter().map(one).collect()
    } else {
        cited
    };
    let basis = words::basis(duty.basis, lang);
    let checked = duty.checked_on;
    match lang {
        Lang::Ja => format!("{}（{basis}、{checked}確認）", cited.join("、")),
        Lang::En => format!("{} ({basis}, checked {checked})", cited.join(", ")),
    }
}

fn reasons(because: &[Because], lang: Lang) -> String {
    let one = |because: &Because| {
        let (fact, value, test) = (&because.fact, &because.value, &because.test);
        let is_line = test.starts_with(['<', '>', '=']);
        if is_line && !because.negated {
            format!("{fact}={value} ({test})")
        } else {
            format!("{fact}={value}")
        }
    };
    // A fact that passes several tests is named once, with its line where it has one.
    let is_line = |because: &&Because| because.test.starts_with(['<', '>', '=']);
    let mut all: Vec<String> = Vec::new();
    for (number, reason) in because.iter().enumerate() {
        let mut same = because.iter().filter(|other| other.fact == reason.fact);
        let lined = same.clone().find(is_line);
        let first = because.iter().position(|other| other.fact == reason.fact) == Some(number);
        if first && let Some(shown) = lined.or_else(|| same.next()) {
            all.push(one(shown));
        }
    }
    all.join(pick(lang, "、", ", "))
}

fn note_text(note: &RuleNote, lang: Lang) -> String {
    match (note, lang) {
        (RuleNote::Text(text), lang) => text.get(lang).to_owned(),
        (RuleNote::MayBeAbsorbedBy(rule), Lang::Ja) => {
            format!("{rule}に当たると分かれば、そちらに含まれます。")
        }
        (RuleNote::MayBeAbsorbedBy(rule), Lang::En) => {
            format!("replaced by {rule} if that turns out to be due.")
        }
        (RuleNote::Overridden { by, why }, Lang::Ja) => {
            format!(
                "報告しないと決められています（{}）: {why}",
                by.as_deref().unwrap_or("決定者の記載なし")
            )
        }
        (RuleNote::Overridden { by, why }, Lang::En) => {
            format!(
                "it was decided not to report ({}): {why}",
                by.as_deref().unwrap_or("by nobody named")
            )
        }
    }
}
