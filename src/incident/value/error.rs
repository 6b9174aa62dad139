//! What can be wrong with a written value, and what to write instead, in both languages.
//!
//! One sentence for the mistake, one hint with what is expected and an example. Knows nothing of
//! where the value stands; whoever has a place adds it.

use thiserror::Error;

use super::fold::excerpt;
use crate::rulebook::{Fact, Kind, Lang};

/// The most choices a hint lists.
const LISTED: usize = 12;

/// A value that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", .problem.message(Lang::En))]
pub struct ValueError {
    /// What is wrong.
    pub problem: Problem,
    /// What would be right.
    pub expected: Expected,
}

impl ValueError {
    /// The mistake in one sentence.
    pub fn message(&self, lang: Lang) -> String {
        self.problem.message(lang)
    }

    /// What to write instead.
    pub fn hint(&self, lang: Lang) -> String {
        self.expected.describe(lang)
    }
}

/// What is wrong with a written value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing is written.
    Empty,
    /// So long that no value is meant.
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
    /// Not among the choices; the nearest ones.
    NoChoice {
        /// As written.
        text: String,
        /// The nearest ids.
        nearest: Vec<String>,
    },
    /// A label or alias of several choices.
    SeveralMeant {
        /// As written.
        text: String,
        /// Their ids.
        ids: Vec<String>,
    },
    /// Several values for a fact that has exactly one.
    OneOnly(String),
    /// `a|?`.
    UnknownAmong(String),
    /// `3|5`: possibilities of a number.
    NotListed(String),
}

impl Problem {
    /// The mistake in one sentence.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Ja => self.ja(),
            Lang::En => self.en(),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Empty => "the value is empty".to_owned(),
            Self::TooLong(limit) => format!("the value is longer than {limit} characters"),
            Self::NotRead(text) => format!("`{}` cannot be read", excerpt(text)),
            Self::Negative(text) => format!("`{}` is less than nothing", excerpt(text)),
            Self::NotWhole(text) => format!("`{}` is not a whole number", excerpt(text)),
            Self::TooFine(text) => format!("`{}` has more decimals than are kept", excerpt(text)),
            Self::TooLarge(text) => format!("`{}` is too large a number", excerpt(text)),
            Self::Grouping(text) => {
                format!("the commas in `{}` do not separate thousands", excerpt(text))
            }
            Self::WrongUnit(text) => format!("`{}` is not a unit of this fact", excerpt(text)),
            Self::NeedsUnit(text) => format!("`{}` needs a unit of time", excerpt(text)),
            Self::Reversed(text) => format!("the range `{}` ends before it begins", excerpt(text)),
            Self::NoValue(text) => format!("no value meets `{}`", excerpt(text)),
            Self::SharedScale(text) => format!(
                "in `{}` it is not clear whether the first number shares the unit of the second",
                excerpt(text)
            ),
            Self::LeadingWave(text) => format!(
                "`{}` may be an estimate or a range without a beginning",
                excerpt(text)
            ),
            Self::Vague(text) => format!("`{}` does not say how many", excerpt(text)),
            Self::NoDay(text) => format!("`{}` is a time without a day", excerpt(text)),
            Self::NoYear(text) => format!("`{}` has no year", excerpt(text)),
            Self::NoSuchTime(text) => format!("`{}` is not in the calendar", excerpt(text)),
            Self::YearOutside(text) => {
                format!("the year of `{}` is not between 1900 and 2199", excerpt(text))
            }
            Self::NoChoice { text, .. } => {
                format!("`{}` is not among the choices", excerpt(text))
            }
            Self::SeveralMeant { text, ids } => {
                format!("`{}` may mean {}", excerpt(text), listed(ids, " or "))
            }
            Self::OneOnly(text) => {
                format!("`{}` gives several values for a fact that has one", excerpt(text))
            }
            Self::UnknownAmong(text) => {
                format!("`{}` counts the unknown among the possibilities", excerpt(text))
            }
            Self::NotListed(text) => {
                format!("`{}` lists single numbers or times", excerpt(text))
            }
        }
    }

    fn ja(&self) -> String {
        match self {
            Self::Empty => "値が空です".to_owned(),
            Self::TooLong(limit) => format!("値が{limit}文字を超えています"),
            Self::NotRead(text) => format!("`{}`を読み取れません", excerpt(text)),
            Self::Negative(text) => format!("`{}`は負の値です", excerpt(text)),
            Self::NotWhole(text) => format!("`{}`は整数ではありません", excerpt(text)),
            Self::TooFine(text) => format!("`{}`は小数の桁が多すぎます", excerpt(text)),
            Self::TooLarge(text) => format!("`{}`は大きすぎます", excerpt(text)),
            Self::Grouping(text) => {
                format!("`{}`のコンマが3桁ごとになっていません", excerpt(text))
            }
            Self::WrongUnit(text) => format!("`{}`はこの項目の単位ではありません", excerpt(text)),
            Self::NeedsUnit(text) => format!("`{}`に時間の単位がありません", excerpt(text)),
            Self::Reversed(text) => format!("範囲`{}`の終わりが始まりより前です", excerpt(text)),
            Self::NoValue(text) => format!("`{}`を満たす値がありません", excerpt(text)),
            Self::SharedScale(text) => format!(
                "`{}`は、前の数にも後の単位が付くのかどうか分かりません",
                excerpt(text)
            ),
            Self::LeadingWave(text) => {
                format!("`{}`は、概数なのか始まりのない範囲なのか分かりません", excerpt(text))
            }
            Self::Vague(text) => format!("`{}`では数が分かりません", excerpt(text)),
            Self::NoDay(text) => format!("`{}`には日付がありません", excerpt(text)),
            Self::NoYear(text) => format!("`{}`には年がありません", excerpt(text)),
            Self::NoSuchTime(text) => format!("`{}`という日時はありません", excerpt(text)),
            Self::YearOutside(text) => {
                format!("`{}`の年が1900年から2199年までにありません", excerpt(text))
            }
            Self::NoChoice { text, .. } => format!("`{}`は選択肢にありません", excerpt(text)),
            Self::SeveralMeant { text, ids } => {
                format!("`{}`は{}のどれか分かりません", excerpt(text), listed(ids, "、"))
            }
            Self::OneOnly(text) => {
                format!("一つだけ選ぶ項目に複数の値`{}`が指定されています", excerpt(text))
            }
            Self::UnknownAmong(text) => {
                format!("`{}`は候補の中に「不明」を含んでいます", excerpt(text))
            }
            Self::NotListed(text) => {
                format!("`{}`は数や日時の候補を並べています", excerpt(text))
            }
        }
    }
}

/// What a fact expects, for the hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    kind: Kind,
    unit: Option<String>,
    choices: Vec<String>,
    nearest: Vec<String>,
}

impl Expected {
    /// What this fact expects.
    pub(super) fn of(fact: &Fact, problem: &Problem) -> Self {
        let nearest = match problem {
            Problem::NoChoice { nearest, .. } => nearest.clone(),
            Problem::SeveralMeant { ids, .. } => ids.clone(),
            _ => Vec::new(),
        };
        let choices = fact.choices.iter();
        Self {
            kind: fact.kind,
            unit: fact.unit.clone(),
            choices: choices.map(|choice| choice.id.to_string()).collect(),
            nearest,
        }
    }

    /// One sentence: what to write, with an example.
    pub fn describe(&self, lang: Lang) -> String {
        let unit = self.unit.as_deref().unwrap_or_default();
        match (lang, self.kind) {
            (Lang::En, Kind::Bool) => "write `yes`, `no`, or `?` if unknown".to_owned(),
            (Lang::Ja, Kind::Bool) => "`yes`、`no`、不明なら`?`と書きます".to_owned(),
            (_, Kind::Choice | Kind::Choices) => self.describe_choices(lang),
            (Lang::En, Kind::Count) => format!(
                "write a whole number{} such as `30000` or `3万`, a range such as `20000..50000` or `>=30000`, or `?` if unknown",
                en_of(unit)
            ),
            (Lang::Ja, Kind::Count) => format!(
                "`30000`、`3万`のような整数{}、`20000..50000`、`>=30000`のような範囲、不明なら`?`と書きます",
                ja_in(unit)
            ),
            (Lang::En, Kind::Quantity) => format!(
                "write a number{} such as `7000{unit}` or `0.5{unit}`, a range such as `100{unit}..200{unit}`, or `?` if unknown",
                en_of(unit)
            ),
            (Lang::Ja, Kind::Quantity) => format!(
                "`7000{unit}`、`0.5{unit}`のような数{}、`100{unit}..200{unit}`のような範囲、不明なら`?`と書きます",
                ja_in(unit)
            ),
            (Lang::En, Kind::Duration) => "write a length of time with its unit such as `90min`, `2h` or `1h30min`, a range such as `1h..3h`, or `?` if unknown".to_owned(),
            (Lang::Ja, Kind::Duration) => "`90分`、`2時間`、`1h30min`のように単位の付いた長さ、`1h..3h`のような範囲、不明なら`?`と書きます".to_owned(),
            (Lang::En, Kind::Instant) => "write a moment such as `2026-11-22T03:10` (Japan time unless an offset follows), a day such as `2026-11-22`, a range such as `2026-11-22T03:00..2026-11-22T05:00`, or `?` if unknown".to_owned(),
            (Lang::Ja, Kind::Instant) => "`2026-11-22T03:10`（時差がなければ日本時間）、日だけなら`2026-11-22`、範囲なら`2026-11-22T03:00..2026-11-22T05:00`、不明なら`?`と書きます".to_owned(),
            (Lang::En, Kind::Date) => "write a day such as `2026-11-22`, a range such as `2026-11-01..2026-11-22`, or `?` if unknown".to_owned(),
            (Lang::Ja, Kind::Date) => "`2026-11-22`のような日、`2026-11-01..2026-11-22`のような範囲、不明なら`?`と書きます".to_owned(),
        }
    }

    fn describe_choices(&self, lang: Lang) -> String {
        let (a, b) = (self.choice(0), self.choice(1));
        let form = match (lang, self.kind) {
            (Lang::En, Kind::Choices) => format!(
                "write one or several such as `{a},{b}`, possibilities such as `{a}|{b}`, or `?` if unknown"
            ),
            (Lang::Ja, Kind::Choices) => {
                format!("一つ又は`{a},{b}`のような組、`{a}|{b}`のような候補、不明なら`?`と書きます")
            }
            (Lang::En, _) => {
                format!("write one, possibilities such as `{a}|{b}`, or `?` if unknown")
            }
            (Lang::Ja, _) => format!("一つ、`{a}|{b}`のような候補、不明なら`?`と書きます"),
        };
        let mut shown = listed(&self.choices, ", ");
        if self.choices.len() > LISTED {
            shown.push_str(", …");
        }
        let near = listed(&self.nearest, ", ");
        match (lang, self.nearest.is_empty()) {
            (Lang::En, true) => format!("{form}; the choices are {shown}"),
            (Lang::En, false) => format!("did you mean {near}? {form}; the choices are {shown}"),
            (Lang::Ja, true) => format!("{form}。選択肢は{shown}"),
            (Lang::Ja, false) => format!("{near}ではありませんか。{form}。選択肢は{shown}"),
        }
    }

    fn choice(&self, index: usize) -> &str {
        let last = self.choices.last().map_or("", String::as_str);
        self.choices.get(index).map_or(last, String::as_str)
    }
}

fn en_of(unit: &str) -> String {
    if unit.is_empty() {
        String::new()
    } else {
        format!(" of {unit}")
    }
}

fn ja_in(unit: &str) -> String {
    if unit.is_empty() {
        String::new()
    } else {
        format!("（単位は{unit}）")
    }
}

fn listed(names: &[String], between: &str) -> String {
    let shown: Vec<_> = names.iter().take(LISTED).map(|id| format!("`{id}`")).collect();
    shown.join(between)
}
