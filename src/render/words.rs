//! The words of the output that are not data, in both languages side by side.

use jiff::Timestamp;

use crate::decide::{State, Status, Verdict, tokyo};
use crate::incident::{FactRef, FilingAct};
use crate::rulebook::{
    Basis, Channel, Edition, Lang, Range, Rulebook, Strength, Text, Verified, Within,
};

/// Picks one of two wordings.
pub const fn pick<'a>(lang: Lang, ja: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// What a channel is called at the head of its line.
pub fn channel(channel: Channel, lang: Lang) -> &'static str {
    let (ja, en) = match channel {
        Channel::Law => ("法令の報告", "Law"),
        Channel::Ceptoar => ("情報共有", "CEPTOAR"),
        Channel::Hotline => ("ホットライン", "Hotline"),
        Channel::Other => ("その他", "Other"),
    };
    pick(lang, ja, en)
}

/// The headline word of a channel as a person reads it.
pub fn verdict(verdict: Verdict, channel: Channel, lang: Lang) -> &'static str {
    let sharing = matches!(channel, Channel::Ceptoar | Channel::Hotline);
    let (ja, en) = match verdict {
        Verdict::Required => ("必要", "REQUIRED"),
        Verdict::Recommended if channel == Channel::Law => ("努力義務", "RECOMMENDED"),
        Verdict::Recommended if sharing => ("連絡を推奨", "RECOMMENDED"),
        Verdict::Recommended => ("推奨", "RECOMMENDED"),
        Verdict::Optional => ("任意", "OPTIONAL"),
        Verdict::NotRequired => ("不要", "NOT REQUIRED"),
        Verdict::Undetermined => ("未確定", "UNDETERMINED"),
        Verdict::Consult => ("要相談", "CONSULT"),
        Verdict::NotYet => ("まだ（時間で変わる）", "NOT YET"),
        Verdict::Unavailable => ("制度なし", "UNAVAILABLE"),
    };
    pick(lang, ja, en)
}

/// What keeps a channel from being settled, to stand behind the headline word; empty when nothing.
pub fn state(state: State, lang: Lang) -> &'static str {
    let (ja, en) = match state {
        State::Askable => ("未回答の質問あり", "questions open"),
        State::Consult => ("確認できない点あり", "doubt left"),
        State::Later => ("時間の経過で増える", "time will add to it"),
        State::Settled => ("", ""),
    };
    pick(lang, ja, en)
}

/// How strongly a rule binds.
pub fn strength(strength: Strength, lang: Lang) -> &'static str {
    let (ja, en) = match strength {
        Strength::Required => ("必須", "required"),
        Strength::Recommended => ("推奨", "recommended"),
        Strength::Optional => ("任意", "optional"),
    };
    pick(lang, ja, en)
}

/// The word of a strength in JSON.
pub fn strength_id(strength: Strength) -> &'static str {
    match strength {
        Strength::Required => "required",
        Strength::Recommended => "recommended",
        Strength::Optional => "optional",
    }
}

/// The word of a basis in JSON.
pub fn basis_id(basis: Basis) -> &'static str {
    match basis {
        Basis::Statute => "statute",
        Basis::Ordinance => "ordinance",
        Basis::Guideline => "guideline",
        Basis::Notice => "notice",
        Basis::Plan => "plan",
        Basis::Voluntary => "voluntary",
    }
}

/// What a rule rests on.
pub fn basis(basis: Basis, lang: Lang) -> &'static str {
    let (ja, en) = match basis {
        Basis::Statute => ("法律", "statute"),
        Basis::Ordinance => ("省令等", "ordinance"),
        Basis::Guideline => ("監督指針等", "guideline"),
        Basis::Notice => ("通知", "notice"),
        Basis::Plan => ("行動計画", "action plan"),
        Basis::Voluntary => ("任意", "voluntary"),
    };
    pick(lang, ja, en)
}

/// The word of a level of verification in JSON.
pub fn verified_id(verified: Verified) -> &'static str {
    match verified {
        Verified::Text => "text",
        Verified::Ministry => "ministry",
        Verified::Secondary => "secondary",
        Verified::Unverified => "unverified",
    }
}

/// The mark behind everything that is verified less well than by a ministry's page; empty otherwise.
pub fn verified_mark(verified: Verified, lang: Lang) -> &'static str {
    let (ja, en) = match verified {
        Verified::Text | Verified::Ministry => ("", ""),
        Verified::Secondary => ("[二次情報による]", "[from secondary sources]"),
        Verified::Unverified => ("[未検証]", "[unverified]"),
    };
    pick(lang, ja, en)
}

/// What became of a duty; empty while it is simply due.
pub fn status(status: &Status, lang: Lang) -> (&'static str, &str) {
    match status {
        Status::Due => ("", ""),
        Status::Held { .. } => (pick(lang, "一覧に記載", "periodic list"), ""),
        Status::Discharged(reason) => (pick(lang, "果たされた", "discharged"), reason.get(lang)),
        Status::Waived(reason) => (pick(lang, "提出を免除", "filing waived"), reason.get(lang)),
        Status::Filed => (pick(lang, "提出済み", "filed"), ""),
    }
}

/// The route of a sharing rule, as the rulebook words it.
pub fn route(book: &Rulebook, route: &str, lang: Lang) -> String {
    let term = book.terms.get(route);
    term.map_or_else(|| route.to_owned(), |term| term.label.get(lang).to_owned())
}

/// An instant in Japan, to the minute.
pub fn clock(at: Timestamp) -> String {
    tokyo::zoned(at).strftime("%Y-%m-%d %H:%M").to_string()
}

/// The same without the year.
pub fn clock_of_year(at: Timestamp) -> String {
    tokyo::zoned(at).strftime("%m-%d %H:%M").to_string()
}

/// A range of counts as a comparison.
pub fn range(range: Range) -> String {
    match (range.min, range.max) {
        (Some(min), Some(max)) if min == max => format!("== {min}"),
        (Some(min), Some(max)) => format!(">= {min} <= {max}"),
        (Some(min), None) => format!(">= {min}"),
        (None, Some(max)) => format!("<= {max}"),
        (None, None) => "any".to_owned(),
    }
}

/// The days on which an edition is in force.
pub fn span(edition: &Edition, lang: Lang) -> String {
    let from = edition.from;
    let start = if from.not_before == from.not_after {
        from.not_before.to_string()
    } else {
        match lang {
            Lang::Ja => format!("{}〜{}のいずれかの日", from.not_before, from.not_after),
            Lang::En => format!("some day from {} to {}", from.not_before, from.not_after),
        }
    };
    match (lang, edition.until) {
        (Lang::Ja, Some(until)) => format!("{start}から{until}まで"),
        (Lang::Ja, None) => format!("{start}から"),
        (Lang::En, Some(until)) => format!("{start} to {until}"),
        (Lang::En, None) => format!("from {start}"),
    }
}

/// A fact with a value or a comparison, as it is given to `--set`.
pub fn setting(fact: &FactRef, value: &str) -> String {
    let compares = value.starts_with(['<', '>']);
    let sign = if compares { "" } else { "=" };
    format!("{fact}{sign}{value}")
}

/// What was done about a duty, and why where it was not filed.
pub fn act(act: &FilingAct, lang: Lang) -> (&'static str, Option<&str>) {
    match act {
        FilingAct::Filed { .. } => (pick(lang, "提出", "filed"), None),
        FilingAct::NotFiled { why } => (
            pick(lang, "報告しないと決定", "decided not to report"),
            Some(why),
        ),
        FilingAct::Retracted { why } => (pick(lang, "取下げ", "retracted"), Some(why)),
    }
}

/// Where a statement comes from.
pub fn origin(from: &str, lang: Lang) -> &str {
    match (from, lang) {
        ("asked", Lang::Ja) => "回答",
        ("asked", Lang::En) => "answered",
        ("file", Lang::Ja) => "ファイル",
        ("set", _) => "--set",
        ("profile", Lang::Ja) => "プロファイル",
        ("description", Lang::Ja) => "概要文",
        ("derived", Lang::Ja) => "計算",
        (other, _) => other,
    }
}

/// A length of time as it is written, in the words of the language.
pub fn duration(written: &str, lang: Lang) -> String {
    match lang {
        Lang::En => written.to_owned(),
        Lang::Ja => written
            .replace("min", "分")
            .replace('h', "時間")
            .replace('d', "日")
            .replace('s', "秒"),
    }
}

/// The length of a term.
pub fn length(within: Within, lang: Lang) -> String {
    let text = |ja: String, en: String| Text { ja, en };
    let text = match within {
        Within::Hours(n) => text(format!("{n}時間以内"), format!("within {n} hours")),
        Within::Days(n) => text(format!("{n}日以内"), format!("within {n} days")),
        Within::Months(n) => text(format!("{n}か月以内"), format!("within {n} months")),
        Within::MonthDay {
            day,
            months_after: 1,
        } => text(
            format!("翌月{day}日まで"),
            format!("by day {day} of the next month"),
        ),
        Within::MonthDay { day, months_after } => text(
            format!("{months_after}か月後の{day}日まで"),
            format!("by day {day}, {months_after} months on"),
        ),
        Within::AfterFiscalYear { months } => text(
            format!("年度末から{months}か月以内"),
            format!("within {months} months of the end of the fiscal year"),
        ),
        Within::AfterQuarter { months } => text(
            format!("四半期末から{months}か月以内"),
            format!("within {months} months of the end of the quarter"),
        ),
    };
    text.get(lang).to_owned()
}
