//! Lengths of time: `90min`, `1h30min`, `2時間半`, `1.5h`, `半日`, `two`-part ranges such as `1〜2時間`.

use super::error::Problem;
use super::number::{self, ONE};

/// Words for a unit, and its seconds. Longer words stand before their beginnings.
const UNITS: &[(&str, i64)] = &[
    ("週間", 604_800),
    ("weeks", 604_800),
    ("week", 604_800),
    ("週", 604_800),
    ("w", 604_800),
    ("日間", 86_400),
    ("days", 86_400),
    ("day", 86_400),
    ("日", 86_400),
    ("d", 86_400),
    ("時間", 3600),
    ("hours", 3600),
    ("hour", 3600),
    ("hrs", 3600),
    ("hr", 3600),
    ("h", 3600),
    ("分間", 60),
    ("minutes", 60),
    ("minute", 60),
    ("mins", 60),
    ("min", 60),
    ("分", 60),
    ("m", 60),
    ("秒間", 1),
    ("seconds", 1),
    ("second", 1),
    ("secs", 1),
    ("sec", 1),
    ("秒", 1),
    ("s", 1),
];

/// Seconds beyond which no length of an incident is meant: a thousand years.
const LONGEST: i64 = 1000 * 366 * 86_400;

/// Reads one length in seconds; `bare` is the unit of a bare number, under an alias that has one.
pub(super) fn read(text: &str, bare: Option<&str>) -> Result<i64, Problem> {
    let not_read = || Problem::NotRead(text.to_owned());
    if text.starts_with('-') {
        return Err(Problem::Negative(text.to_owned()));
    }
    if text.starts_with(['数', '何']) {
        return Err(Problem::Vague(text.to_owned()));
    }
    let (mut seconds, mut last, mut rest) = (0_i64, i64::MAX, text);
    while !rest.is_empty() {
        let (part, unit, behind) = component(rest, text, bare)?;
        if unit >= last {
            return Err(not_read());
        }
        seconds = seconds
            .checked_add(part)
            .filter(|sum| *sum <= LONGEST)
            .ok_or_else(|| Problem::TooLarge(text.to_owned()))?;
        last = unit;
        rest = joined(behind);
    }
    Ok(seconds)
}

/// Reads a range; a bare first number is in the unit of the second length, if that is a single one.
pub(super) fn pair(from: &str, to: &str, bare: Option<&str>) -> Result<(i64, i64), Problem> {
    let second = read(to, bare)?;
    let first = match read(from, bare) {
        Err(Problem::NeedsUnit(_)) => {
            let unit = single_unit(to).ok_or_else(|| Problem::NeedsUnit(from.to_owned()))?;
            read(&format!("{from}{unit}"), None)?
        }
        other => other?,
    };
    Ok((first, second))
}

/// One number with its unit, and the half that may follow: seconds, seconds of the unit, the rest.
fn component<'t>(
    rest: &'t str,
    text: &str,
    bare: Option<&str>,
) -> Result<(i64, i64, &'t str), Problem> {
    if let Some(behind) = rest.strip_prefix('半') {
        let (unit, behind) = unit(behind).ok_or_else(|| Problem::NotRead(text.to_owned()))?;
        return Ok((unit / 2, unit, behind));
    }
    let read = number::leading(rest)?;
    let (number, behind) = read.ok_or_else(|| Problem::NotRead(text.to_owned()))?;
    let found = unit(behind.trim_start());
    let (unit, behind) = match (found, bare) {
        (Some(found), _) => found,
        (None, _) if behind.starts_with(|ch: char| ch != ' ') => {
            return Err(Problem::NotRead(text.to_owned()));
        }
        (None, Some(name)) if rest.len() == text.len() => {
            let (seconds, _) = unit(name).ok_or_else(|| Problem::NotRead(text.to_owned()))?;
            (seconds, behind)
        }
        (None, None) if number.parts == 0 && behind.is_empty() => (1, behind),
        (None, _) => return Err(Problem::NeedsUnit(text.to_owned())),
    };
    let product = number.parts.checked_mul(i128::from(unit));
    let product = product.ok_or_else(|| Problem::TooLarge(text.to_owned()))?;
    if product % ONE != 0 {
        return Err(Problem::TooFine(text.to_owned()));
    }
    let seconds = i64::try_from(product / ONE);
    let seconds = seconds.map_err(|_| Problem::TooLarge(text.to_owned()))?;
    match behind.strip_prefix('半') {
        Some(behind) => Ok((seconds.saturating_add(unit / 2), unit, behind)),
        None => Ok((seconds, unit, behind)),
    }
}

/// The unit at the beginning; a word in Latin letters must end there.
fn unit(text: &str) -> Option<(i64, &str)> {
    UNITS.iter().find_map(|(word, seconds)| {
        let head = text.get(..word.len())?;
        let behind = text.get(word.len()..)?;
        let latin = word.starts_with(|ch: char| ch.is_ascii_alphabetic());
        let goes_on = latin && behind.starts_with(|ch: char| ch.is_ascii_alphabetic());
        (head.eq_ignore_ascii_case(word) && !goes_on).then_some((*seconds, behind))
    })
}

/// What follows a component: a blank, 「と」 or `and` between two of them.
fn joined(text: &str) -> &str {
    let text = text.trim_start();
    let text = text.strip_prefix('と').unwrap_or(text);
    text.strip_prefix("and ").unwrap_or(text).trim_start()
}

/// The word of the unit, if the length is one number with one unit.
fn single_unit(text: &str) -> Option<&str> {
    let (_, behind) = number::leading(text).ok()??;
    let word = behind.trim_start();
    let (_, rest) = unit(word)?;
    rest.is_empty().then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        for (text, seconds) in [
            ("90min", 5400),
            ("90分", 5400),
            ("90 minutes", 5400),
            ("90m", 5400),
            ("2h", 7200),
            ("2 hrs", 7200),
            ("2時間", 7200),
            ("2時間半", 9000),
            ("二時間半", 9000),
            ("2時間30分", 9000),
            ("1h30min", 5400),
            ("1H 30Min", 5400),
            ("1 hour and 30 minutes", 5400),
            ("1.5h", 5400),
            ("1時間と15分10秒", 4510),
            ("3d", 259_200),
            ("3日間", 259_200),
            ("1日半", 129_600),
            ("半日", 43_200),
            ("半時間", 1800),
            ("1週間", 604_800),
            ("30s", 30),
            ("0", 0),
            ("0分", 0),
            ("1,000h", 3_600_000),
        ] {
            assert_eq!(read(text, None), Ok(seconds), "{text}");
        }
        assert_eq!(read("120", Some("min")), Ok(7200));
        assert_eq!(read("1.5", Some("h")), Ok(5400));
        assert_eq!(read("2h", Some("min")), Ok(7200));
        assert_eq!(pair("1", "2時間", None), Ok((3600, 7200)));
        assert_eq!(pair("30min", "2h", None), Ok((1800, 7200)));
        assert_eq!(pair("30", "45", Some("min")), Ok((1800, 2700)));
    }

    #[test]
    fn what_is_no_length() {
        for text in [
            "120",
            "2時",
            "1:30",
            "h",
            "半",
            "30min1h",
            "1h2h",
            "1h30",
            "-5min",
            "3ヶ月",
            "数時間",
            "NaN",
            "1e9h",
            "0.0001s",
            "2hx",
            "1h,30min",
            "min",
        ] {
            assert!(read(text, None).is_err(), "{text}");
        }
        assert_eq!(read("120", None), Err(Problem::NeedsUnit("120".into())));
        assert!(matches!(
            read("999999999999999d", None),
            Err(Problem::TooLarge(_))
        ));
        assert!(pair("1", "1h30min", None).is_err());
    }
}
