//! Values as a person or a file writes them, to what is known of a fact, and back.
//!
//! The table at the end of `docs/case-format.md` is the contract. Pure: no clock, no file; a value is
//! read the same way from `--set`, an incident file and a prompt. What a name like
//! `service.2.affected_users` means is for [`super::set`].

mod amount;
mod calendar;
mod choice;
mod cursor;
mod duration;
mod error;
mod fold;
mod instant;
mod number;
mod range;
mod spell;
#[cfg(test)]
mod tests;
mod unit;

pub use error::{Problem, ValueError};
pub(crate) use fold::{excerpt, key};
pub(crate) use spell::spell_listed;
pub use spell::{spell, spell_possible};

use jiff::Timestamp;
use jiff::civil::Date;

use super::Knowledge;
use crate::rulebook::{Fact, Kind, Possible};

/// The most characters a value may have.
const LONGEST: usize = 2000;

const UNKNOWN: &[&str] = &[
    "?",
    "??",
    "unknown",
    "not known",
    "不明",
    "未詳",
    "わからない",
    "分からない",
    "判らない",
    "わかりません",
    "分かりません",
    "未確認",
    "不詳",
];
const ESTIMATE_BEFORE: &[&str] = &[
    "~",
    "約",
    "およそ",
    "おおよそ",
    "おおむね",
    "概ね",
    "推定",
    "about ",
    "around ",
    "approx. ",
    "approximately ",
    "ca. ",
    "circa ",
    "roughly ",
];
const ESTIMATE_BEHIND: &[&str] = &[
    "くらい",
    "ぐらい",
    "程度",
    "ほど",
    "前後",
    "頃",
    "ころ",
    "ごろ",
];

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What it says.
    pub knowledge: Knowledge,
    /// A bare day was given for an instant: any time on that day is possible.
    pub whole_day: bool,
}

/// Reads a value of a fact. `unit` is that of a bare number, under an alias that carries one.
pub fn read(fact: &Fact, unit: Option<&str>, text: &str) -> Result<Reading, ValueError> {
    parse(fact, unit, text).map_err(|problem| ValueError::new(fact, problem))
}

/// Reads a list of a file: the set of its elements.
pub fn read_list(fact: &Fact, items: &[&str]) -> Result<Reading, ValueError> {
    let longest = items.iter().map(|item| item.chars().count()).max();
    let read = if longest.is_some_and(|longest| longest > LONGEST) {
        Err(Problem::TooLong(LONGEST))
    } else {
        choice::read_list(fact, items)
    };
    read.map(|possible| known(possible, false, false))
        .map_err(|problem| ValueError::new(fact, problem))
}

/// Reads the answer to "is everything listed": yes, no or unknown.
pub(crate) fn read_listed(text: &str) -> Option<Knowledge> {
    if is_unknown(text) {
        return Some(Knowledge::Unknown);
    }
    let answer = choice::bool_word(&key(text))?;
    Some(Knowledge::Known {
        possible: Possible::OneOf([answer].into()),
        estimated: false,
    })
}

/// Reads one exact moment, Japan time where no offset is given: `at` of a file, `--at`.
pub fn read_moment(text: &str) -> Result<Timestamp, Problem> {
    let folded = short(text)?;
    let second = instant::read_exact(&folded)?;
    Timestamp::from_second(second).map_err(|_| Problem::NoSuchTime(folded))
}

/// Reads one day: `as_of` of a file, `--as-of`.
pub fn read_day(text: &str) -> Result<Date, Problem> {
    let folded = short(text)?;
    let span = instant::read_day(&folded)?;
    if span.grain != instant::Grain::Day {
        return Err(Problem::NotExact(folded));
    }
    calendar::day_of_tick(span.first).ok_or(Problem::NoSuchTime(folded))
}

/// Whether the text says that something is not known.
pub(crate) fn is_unknown(text: &str) -> bool {
    UNKNOWN.contains(&key(text).as_str())
}

fn short(text: &str) -> Result<String, Problem> {
    if text.chars().count() > LONGEST {
        return Err(Problem::TooLong(LONGEST));
    }
    let folded = fold::fold(text);
    if folded.is_empty() {
        return Err(Problem::Empty);
    }
    Ok(folded)
}

fn parse(fact: &Fact, unit: Option<&str>, text: &str) -> Result<Reading, Problem> {
    let folded = short(text)?;
    let chooses = !fact.kind.is_ordered();
    if folded == "?" || (is_unknown(&folded) && !choice::names_a_choice(fact, &folded)) {
        return Ok(Reading {
            knowledge: Knowledge::Unknown,
            whole_day: false,
        });
    }
    let named = chooses && choice::names_a_choice(fact, &folded);
    let (value, estimated) = if named {
        (folded.as_str(), false)
    } else {
        strip_estimate(&folded, fact.kind)
    };
    if value.is_empty() {
        return Err(Problem::Empty);
    }
    if chooses {
        let possible = choice::read(fact, value)?;
        return Ok(known(possible, estimated, false));
    }
    let read = range::read(fact, unit, value)?;
    let possible = Possible::Within(read.range);
    Ok(known(possible, estimated, read.whole_day))
}

/// The value without the words that make it an estimate.
fn strip_estimate(text: &str, kind: Kind) -> (&str, bool) {
    let (mut value, mut estimated) = (text, false);
    // `約3万人程度` says it twice
    for _ in 0..2 {
        let before = ESTIMATE_BEFORE.iter().find_map(|word| {
            let head = value.get(..word.len())?;
            let behind = value.get(word.len()..)?;
            head.eq_ignore_ascii_case(word).then_some(behind)
        });
        let behind = ESTIMATE_BEHIND
            .iter()
            .filter(|_| kind.is_ordered())
            .find_map(|word| value.strip_suffix(word));
        if let Some(rest) = before.or(behind) {
            value = rest.trim();
            estimated = true;
        }
    }
    (value, estimated)
}

fn known(possible: Possible, estimated: bool, whole_day: bool) -> Reading {
    let knowledge = Knowledge::Known {
        possible,
        estimated,
    };
    Reading {
        knowledge,
        whole_day,
    }
}
