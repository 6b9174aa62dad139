//! The grid of the ordered kinds: texts to ticks and back.
//!
//! Counts in ones, quantities in millionths, durations and instants in seconds, dates in days; days
//! begin at midnight in Tokyo (+09:00 the whole year). Knows values only, no facts.

use std::fmt::Write;

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan, tz};

use super::fact::Kind;

/// Ticks in one unit of a quantity.
pub const QUANTITY_GRID: i64 = 1_000_000;
/// Seconds in a day.
const DAY: i64 = 86_400;
/// Units of a duration, greatest first, in seconds.
const UNITS: [(&str, i64); 4] = [("d", DAY), ("h", 3_600), ("min", 60), ("s", 1)];

/// Why a text is no duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotADuration {
    /// A bare number.
    MissingUnit,
    /// A unit that is none of `d h min s`, or not in that order.
    WrongUnit(String),
    /// Not a number, or too large.
    Malformed,
}

/// The offset of Asia/Tokyo.
pub fn tokyo() -> tz::Offset {
    tz::offset(9)
}

/// A whole number.
pub fn count(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

/// A decimal number to six places, in ticks.
pub fn quantity(text: &str) -> Option<i64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    if decimals.len() > 6 {
        return None;
    }
    let decimals = count(&format!("{decimals:0<6}"))?;
    count(whole)?
        .checked_mul(QUANTITY_GRID)?
        .checked_add(decimals)
}

/// A duration like `1h30min`, in seconds.
pub fn duration(text: &str) -> Result<i64, NotADuration> {
    let mut rest = text.trim();
    let (mut total, mut last) = (0_i64, usize::MAX);
    if rest.is_empty() {
        return Err(NotADuration::Malformed);
    }
    while !rest.is_empty() {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let (number, tail) = rest
            .split_at_checked(rest.len() - digits.len())
            .ok_or(NotADuration::Malformed)?;
        let number = count(number).ok_or(NotADuration::Malformed)?;
        let tail = tail.trim_start();
        let end = tail.find(|c: char| c.is_ascii_digit());
        let (unit, next) = tail
            .split_at_checked(end.unwrap_or(tail.len()))
            .ok_or(NotADuration::Malformed)?;
        let unit = unit.trim_end();
        if unit.is_empty() {
            return Err(NotADuration::MissingUnit);
        }
        let known = UNITS.iter().position(|(name, _)| *name == unit);
        let Some((index, (_, seconds))) = known.and_then(|at| Some((at, UNITS.get(at)?))) else {
            return Err(NotADuration::WrongUnit(unit.to_owned()));
        };
        if last != usize::MAX && index <= last {
            return Err(NotADuration::WrongUnit(unit.to_owned()));
        }
        last = index;
        total = number
            .checked_mul(*seconds)
            .and_then(|seconds| total.checked_add(seconds))
            .ok_or(NotADuration::Malformed)?;
        rest = next;
    }
    Ok(total)
}

/// Days since 1970-01-01.
pub fn day(day: Date) -> i64 {
    day.duration_since(date(1970, 1, 1)).as_secs() / DAY
}

/// The instant at which a day begins in Tokyo, in seconds.
pub fn day_start(day: Date) -> i64 {
    self::day(day) * DAY - i64::from(tokyo().seconds())
}

/// The instant at which the next day begins in Tokyo.
pub fn day_end(day: Date) -> i64 {
    day_start(day) + DAY
}

/// A tick as a person writes it, with its unit: `12000 users`, `1h30min`, `2016-04-01`.
pub fn show(kind: Kind, unit: Option<&str>, tick: i64) -> String {
    let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    match kind {
        Kind::Quantity => format!("{}{unit}", show_quantity(tick)),
        Kind::Duration => show_duration(tick),
        Kind::Instant => show_instant(tick),
        Kind::Date => date(1970, 1, 1)
            .checked_add(tick.days())
            .map_or_else(|_| tick.to_string(), |day| day.to_string()),
        Kind::Count | Kind::Bool | Kind::Choice | Kind::Choices => format!("{tick}{unit}"),
    }
}

fn show_quantity(tick: i64) -> String {
    let (whole, decimals) = (tick / QUANTITY_GRID, (tick % QUANTITY_GRID).abs());
    if decimals == 0 {
        return whole.to_string();
    }
    let decimals = format!("{decimals:06}");
    format!("{whole}.{}", decimals.trim_end_matches('0'))
}

fn show_duration(seconds: i64) -> String {
    let (mut left, mut text) = (seconds, String::new());
    for (name, size) in UNITS {
        if left >= size {
            let _ = write!(text, "{}{name}", left / size);
            left %= size;
        }
    }
    if text.is_empty() {
        "0s".to_owned()
    } else {
        text
    }
}

fn show_instant(seconds: i64) -> String {
    match Timestamp::from_second(seconds) {
        Ok(at) => tokyo().to_datetime(at).to_string(),
        Err(_) => seconds.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_ticks() {
        assert_eq!(count("30000"), Some(30_000));
        assert_eq!(count("-1"), None);
        assert_eq!(count("99999999999999999999"), None);
        assert_eq!(quantity("1.5"), Some(1_500_000));
        assert_eq!(quantity("0.0000001"), None);
        assert_eq!(quantity("1."), Some(1_000_000));
        assert_eq!(duration("1h30min"), Ok(5_400));
        assert_eq!(duration("1h 30min"), Ok(5_400));
        assert_eq!(duration("3d"), Ok(259_200));
        assert_eq!(duration("90"), Err(NotADuration::MissingUnit));
        assert_eq!(duration("2w"), Err(NotADuration::WrongUnit("w".into())));
        assert_eq!(duration("1min2h"), Err(NotADuration::WrongUnit("h".into())));
        assert_eq!(duration("h"), Err(NotADuration::Malformed));
        assert_eq!(day(date(1970, 1, 2)), 1);
        assert_eq!(day_start(date(1970, 1, 1)), -32_400);
    }

    #[test]
    fn ticks_become_texts() {
        for (kind, unit, tick, text) in [
            (Kind::Count, Some("users"), 30_000, "30000 users"),
            (Kind::Quantity, Some("kW"), 1_500_000, "1.5 kW"),
            (Kind::Duration, None, 5_400, "1h30min"),
            (Kind::Duration, None, 0, "0s"),
            (Kind::Instant, None, -32_400, "1970-01-01T00:00:00"),
            (Kind::Date, None, -1, "1969-12-31"),
        ] {
            assert_eq!(show(kind, unit, tick), text);
        }
    }
}
