//! The first lines: one for each channel.

use anstyle::Style;

use super::super::words::{self, pick};
use super::layout::{Page, pad};
use super::{ALERT, CALM, CAUTION, HEADING, Report, styled};
use crate::decide::{ChannelDecision, Revision, State, Status, Verdict, tokyo};
use crate::rulebook::{Channel, Lang};

const NAME_WIDTH: usize = 14;
const VERDICT_WIDTH: usize = 16;

/// Writes one line for each channel.
pub fn write(page: &mut Page, report: &Report<'_>, lang: Lang) {
    for (channel, line) in &report.decision.channels {
        let name = styled(HEADING, &pad(words::channel(*channel, lang), NAME_WIDTH));
        let word = words::verdict(line.verdict, *channel, lang);
        let verdict = styled(colour(line.verdict), &pad(word, VERDICT_WIDTH));
        page.hanging(
            &format!("{name}{verdict}"),
            NAME_WIDTH,
            &detail(report, *channel, line, lang),
        );
    }
}

fn colour(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Required => ALERT,
        Verdict::NotRequired | Verdict::Optional | Verdict::Unavailable => CALM,
        _ => CAUTION,
    }
}

/// What stands behind the headline word: what is due, or what would decide it.
fn detail(report: &Report<'_>, channel: Channel, line: &ChannelDecision, lang: Lang) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(reason) = &line.reason {
        parts.push(reason.get(lang).to_owned());
    }
    let due = report
        .decision
        .duties
        .iter()
        .filter(|duty| duty.channel == channel && !matches!(duty.status, Status::Held { .. }))
        .count();
    if due > 0 {
        parts.push(match lang {
            Lang::Ja => format!("{due}件"),
            Lang::En if due == 1 => "1 item".to_owned(),
            Lang::En => format!("{due} items"),
        });
    }
    if let Some(route) = &line.route {
        parts.push(words::route(report.book, route, lang));
    }
    if line.ceiling > line.floor
        && let Some(ceiling) = line.ceiling
    {
        let worst = words::strength(ceiling, lang);
        let flip = line.flip.as_ref().map(|flip| {
            let settings = flip.changes.changes.iter();
            let settings = settings.map(|change| words::setting(&change.fact, &change.to));
            settings.collect::<Vec<_>>().join(pick(lang, "、", ", "))
        });
        parts.push(match (lang, flip) {
            (Lang::Ja, None) => format!("最も重ければ「{worst}」"),
            (Lang::Ja, Some(flip)) => format!("最も重ければ「{worst}」（{flip} なら）"),
            (Lang::En, None) => format!("at worst {worst}"),
            (Lang::En, Some(flip)) => format!("at worst {worst} (if {flip})"),
        });
    }
    let soonest = report
        .decision
        .later
        .iter()
        .find(|later| later.channel == channel);
    if let (Verdict::NotYet, Some(later)) = (line.verdict, soonest) {
        let at = tokyo::zoned(later.at).strftime("%m-%d %H:%M").to_string();
        parts.push(match lang {
            Lang::Ja => format!("{at}から"),
            Lang::En => format!("from {at}"),
        });
    }
    if !line.consult.is_empty() {
        let names: Vec<_> = line
            .consult
            .iter()
            .map(|body| body.name.get(lang))
            .collect();
        parts.push(match lang {
            Lang::Ja => format!("{}に相談", names.join("、")),
            Lang::En => format!("ask {}", names.join(", ")),
        });
    }
    if line.state != State::Settled && line.state != State::Consult {
        parts.push(words::state(line.state, lang).to_owned());
    }
    if let Some(verified) = line.verified {
        parts.push(words::verified_mark(verified, lang).to_owned());
    }
    if !line.estimates.is_empty() {
        let facts: Vec<_> = line.estimates.iter().map(ToString::to_string).collect();
        parts.push(match lang {
            Lang::Ja => format!("概数による（{}）", facts.join("、")),
            Lang::En => format!("rests on an estimate ({})", facts.join(", ")),
        });
    }
    if !line.revisions.is_empty() {
        let one = |revision: &Revision| words::setting(&revision.fact, &revision.value);
        let revised: Vec<_> = line.revisions.iter().map(one).collect();
        parts.push(match lang {
            Lang::Ja => format!("{}と改まれば見直す", revised.join("または")),
            Lang::En => format!("reopened by {}", revised.join(" or ")),
        });
    }
    parts.retain(|part| !part.is_empty());
    parts.join(pick(lang, "・", " · "))
}
