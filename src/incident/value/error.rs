//! What can be wrong with a written value, and what to write instead, in both languages.
//!
//! One sentence for the mistake, one hint with what is expected and an example. Knows nothing of
//! where the value stands; whoever has a place adds it.

use thiserror::Error;

use super::fold::excerpt;
use crate::rulebook::{Fact, Kind, Text, say};

/// The most choices a hint lists.
const LISTED: usize = 30;

/// A value that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", .problem.message().en)]
pub struct ValueError {
    /// What is wrong.
    pub problem: Problem,
    /// What to write instead, with an example.
    pub help: Box<Text>,
}

impl ValueError {
    pub(super) fn new(fact: &Fact, problem: Problem) -> Self {
        let help = Box::new(expected(fact, &problem));
        Self { problem, help }
    }

    /// The mistake in one sentence.
    pub fn message(&self) -> Text {
        self.problem.message()
    }
}

/// What is wrong with a written value. The texts are as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing is written.
    Empty,
    /// So long that no value is meant: more than so many characters.
    TooLong(usize),
    /// Not of the kind of the fact.
    NotRead(String),
    /// Less than nothing.
    Negative(String),
    /// A count with a fraction.
    NotWhole(String),
    /// More places than are kept.
    TooFine(String),
    /// Beyond every number that is meant.
    TooLarge(String),
    /// Commas that do not stand before every third digit.
    Grouping(String),
    /// A unit that is not that of the fact.
    WrongUnit(String),
    /// A length of time without a unit.
    NeedsUnit(String),
    /// A range that ends before it begins.
    Reversed(String),
    /// A comparison that no value meets.
    NoValue(String),
    /// `2〜3万`: the first number may share the second one's word or not.
    SharedScale(String),
    /// A wave dash at the beginning: an estimate or a range without beginning.
    LeadingWave(String),
    /// 数十: a number that is not one.
    Vague(String),
    /// A time without a day.
    NoDay(String),
    /// A day without a year.
    NoYear(String),
    /// 30 February, 25 o'clock.
    NoSuchTime(String),
    /// A year in which no incident of this tool lies.
    YearOutside(String),
    /// A day or an hour where an exact moment is needed.
    NotExact(String),
    /// Not among the choices; the ids of the nearest ones.
    NoChoice(String, Vec<String>),
    /// A label or alias of several choices, with their ids.
    SeveralMeant(String, Vec<String>),
    /// Several values for a fact that has exactly one.
    OneOnly(String),
    /// `a|?`.
    UnknownAmong(String),
    /// `3|5`: possibilities of a number.
    NotListed(String),
}

impl Problem {
    /// The mistake in one sentence.
    pub fn message(&self) -> Text {
        let shown = excerpt(self.written());
        match self {
            Self::TooLong(_) | Self::Empty | Self::NotRead(_) => self.of_form(&shown),
            Self::Negative(_)
            | Self::NotWhole(_)
            | Self::TooFine(_)
            | Self::TooLarge(_)
            | Self::Grouping(_)
            | Self::WrongUnit(_)
            | Self::NeedsUnit(_)
            | Self::Vague(_) => self.of_number(&shown),
            Self::Reversed(_)
            | Self::NoValue(_)
            | Self::SharedScale(_)
            | Self::LeadingWave(_)
            | Self::NotListed(_) => self.of_range(&shown),
            Self::NoDay(_)
            | Self::NoYear(_)
            | Self::NoSuchTime(_)
            | Self::YearOutside(_)
            | Self::NotExact(_) => self.of_time(&shown),
            _ => self.of_choice(&shown),
        }
    }

    /// What was written, as far as it matters.
    fn written(&self) -> &str {
        match self {
            Self::Empty | Self::TooLong(_) => "",
            Self::NotRead(text)
            | Self::Negative(text)
            | Self::NotWhole(text)
            | Self::TooFine(text)
            | Self::TooLarge(text)
            | Self::Grouping(text)
            | Self::WrongUnit(text)
            | Self::NeedsUnit(text)
            | Self::Reversed(text)
            | Self::NoValue(text)
            | Self::SharedScale(text)
            | Self::LeadingWave(text)
            | Self::Vague(text)
            | Self::NoDay(text)
            | Self::NoYear(text)
            | Self::NoSuchTime(text)
            | Self::YearOutside(text)
            | Self::NotExact(text)
            | Self::NoChoice(text, _)
            | Self::SeveralMeant(text, _)
            | Self::OneOnly(text)
            | Self::UnknownAmong(text)
            | Self::NotListed(text) => text,
        }
    }

    fn of_form(&self, shown: &str) -> Text {
        match self {
            Self::Empty => say!("値が空です", "the value is empty"),
            Self::TooLong(limit) => say!(
                "値が{limit}文字を超えています",
                "the value is longer than {limit} characters"
            ),
            _ => say!("`{shown}` を読み取れません", "`{shown}` cannot be read"),
        }
    }

    fn of_number(&self, shown: &str) -> Text {
        match self {
            Self::Negative(_) => say!("`{shown}` は負の値です", "`{shown}` is less than nothing"),
            Self::NotWhole(_) => say!(
                "`{shown}` は整数ではありません",
                "`{shown}` is not a whole number"
            ),
            Self::TooFine(_) => say!(
                "`{shown}` は小数の桁が多すぎます",
                "`{shown}` has more decimals than are kept"
            ),
            Self::TooLarge(_) => say!(
                "`{shown}` は数が大きすぎます",
                "`{shown}` is too large a number"
            ),
            Self::Grouping(_) => say!(
                "`{shown}` のコンマが3桁ごとになっていません",
                "the commas in `{shown}` do not separate thousands"
            ),
            Self::WrongUnit(_) => say!(
                "`{shown}` はこの項目の単位ではありません",
                "`{shown}` is not a unit of this fact"
            ),
            Self::NeedsUnit(_) => say!(
                "`{shown}` に時間の単位がありません",
                "`{shown}` has no unit of time"
            ),
            _ => say!(
                "`{shown}` では数が分かりません",
                "`{shown}` does not say how many"
            ),
        }
    }

    fn of_range(&self, shown: &str) -> Text {
        match self {
            Self::Reversed(_) => say!(
                "範囲 `{shown}` の終わりが始まりより前です",
                "the range `{shown}` ends before it begins"
            ),
            Self::NoValue(_) => say!(
                "`{shown}` を満たす値がありません",
                "no value meets `{shown}`"
            ),
            Self::SharedScale(_) => say!(
                "`{shown}` の前の数にも後の数の単位が付くのか分かりません",
                "in `{shown}` the first number may share the unit of the second or not"
            ),
            Self::LeadingWave(_) => say!(
                "`{shown}` は概数とも始まりのない範囲とも読めます",
                "`{shown}` may be an estimate or a range without a beginning"
            ),
            _ => say!(
                "`{shown}` は数や日時の候補を並べています",
                "`{shown}` lists single numbers or times"
            ),
        }
    }

    fn of_time(&self, shown: &str) -> Text {
        match self {
            Self::NoDay(_) => say!(
                "`{shown}` に日付がありません",
                "`{shown}` is a time without a day"
            ),
            Self::NoYear(_) => say!("`{shown}` に年がありません", "`{shown}` has no year"),
            Self::YearOutside(_) => say!(
                "`{shown}` の年が1900年から2199年までにありません",
                "the year of `{shown}` is not between 1900 and 2199"
            ),
            Self::NotExact(_) => say!(
                "`{shown}` は時刻まで決まっていません",
                "`{shown}` is not an exact moment"
            ),
            _ => say!(
                "`{shown}` という日時はありません",
                "`{shown}` is not in the calendar"
            ),
        }
    }

    fn of_choice(&self, shown: &str) -> Text {
        match self {
            Self::SeveralMeant(_, ids) => {
                let ids = listed(ids);
                say!(
                    "`{shown}` は {ids} のどれか分かりません",
                    "`{shown}` may mean any of {ids}"
                )
            }
            Self::OneOnly(_) => say!(
                "値が一つの項目に `{shown}` と複数の値があります",
                "`{shown}` gives several values for a fact that has one"
            ),
            Self::UnknownAmong(_) => say!(
                "`{shown}` は候補の中に不明を含んでいます",
                "`{shown}` counts the unknown among the possibilities"
            ),
            _ => say!(
                "`{shown}` は選択肢にありません",
                "`{shown}` is not among the choices"
            ),
        }
    }
}

/// What a fact expects: one sentence with an example.
fn expected(fact: &Fact, problem: &Problem) -> Text {
    let unit = fact.unit.as_deref().unwrap_or_default();
    match fact.kind {
        Kind::Bool => say!(
            "`yes`、`no`、不明なら `?` と書いてください",
            "write `yes`, `no`, or `?` if unknown"
        ),
        Kind::Choice | Kind::Choices => expected_choice(fact, problem),
        Kind::Count => say!(
            "`12000`、`1.2万` のような整数{unit}、`20000..50000`、`>=12000` のような範囲、不明なら `?` と書いてください",
            "write a whole number such as `12000` or `1.2万` {unit}, a range such as `20000..50000` or `>=12000`, or `?` if unknown"
        ),
        Kind::Quantity => say!(
            "`120{unit}`、`0.5{unit}` のような数、`120{unit}..150{unit}` のような範囲、不明なら `?` と書いてください",
            "write a number such as `120{unit}` or `0.5{unit}`, a range such as `120{unit}..150{unit}`, or `?` if unknown"
        ),
        Kind::Duration => say!(
            "`90分`、`2時間`、`1h30min` のように単位の付いた長さ、`1h..3h` のような範囲、不明なら `?` と書いてください",
            "write a length of time with its unit such as `90min`, `2h` or `1h30min`, a range such as `1h..3h`, or `?` if unknown"
        ),
        Kind::Instant => say!(
            "`2026-11-22T03:10`（時差がなければ日本時間）、日だけなら `2026-11-22`、範囲なら `2026-11-22T03:00..2026-11-22T05:00`、不明なら `?` と書いてください",
            "write a moment such as `2026-11-22T03:10` (Japan time unless an offset follows), a day such as `2026-11-22`, a range such as `2026-11-22T03:00..2026-11-22T05:00`, or `?` if unknown"
        ),
        Kind::Date => say!(
            "`2026-11-22` のような日、`2026-11-01..2026-11-22` のような範囲、不明なら `?` と書いてください",
            "write a day such as `2026-11-22`, a range such as `2026-11-01..2026-11-22`, or `?` if unknown"
        ),
    }
}

fn expected_choice(fact: &Fact, problem: &Problem) -> Text {
    let ids: Vec<String> = fact.choices.iter().map(|c| c.id.to_string()).collect();
    let shown = listed(&ids);
    let (a, b) = match ids.as_slice() {
        [] => ("a", "b"),
        [only] => (only.as_str(), only.as_str()),
        [a, b, ..] => (a.as_str(), b.as_str()),
    };
    let form = if fact.kind == Kind::Choices {
        say!(
            "一つ、`{a},{b}` のような組、`{a}|{b}` のような候補、不明なら `?` と書いてください（選択肢: {shown}）",
            "write one, a set such as `{a},{b}`, possibilities such as `{a}|{b}`, or `?` if unknown (choices: {shown})"
        )
    } else {
        say!(
            "一つ、`{a}|{b}` のような候補、不明なら `?` と書いてください（選択肢: {shown}）",
            "write one, possibilities such as `{a}|{b}`, or `?` if unknown (choices: {shown})"
        )
    };
    match problem {
        Problem::NoChoice(_, nearest) if !nearest.is_empty() => {
            let near = listed(nearest);
            let Text { ja, en } = form;
            say!(
                "{near} のことですか。{ja}",
                "did you mean {near}? otherwise {en}"
            )
        }
        _ => form,
    }
}

fn listed(names: &[String]) -> String {
    let shown = names.iter().take(LISTED).map(|name| format!("`{name}`"));
    let mut shown: Vec<String> = shown.collect();
    if names.len() > LISTED {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}
