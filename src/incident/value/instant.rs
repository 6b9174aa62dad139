//! Moments and days as people write them: `2026-11-22T03:10`, `2026/11/22 3:10`,
//! `令和8年11月22日 午前3時10分`, `2026-11-22`, `2026-11`.
//!
//! What is written less exactly than to the minute is every second it may mean.

use jiff::civil::Date;

use super::calendar::day_span;
use super::cursor::Cursor;
use super::error::Problem;
use crate::rulebook::ticks;

/// How exactly a moment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Second,
    Hour,
    Day,
    Month,
}

/// A moment as written: every tick it may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub first: i64,
    pub last: i64,
    pub grain: Grain,
    /// The day, for a time without one behind it in a range.
    pub day: Date,
}

/// Reads a moment; the ticks are seconds.
pub(super) fn read(text: &str) -> Result<Span, Problem> {
    let mut cursor = Cursor::new(text);
    let (day, grain) = cursor.day()?;
    if grain == Grain::Month || cursor.is_empty() {
        cursor.finish()?;
        let (first, _) = day_span(day);
        let (_, last) = day_span(last_day(day, grain));
        return Ok(Span {
            first,
            last,
            grain,
            day,
        });
    }
    cursor.separator();
    cursor.moment(day)
}

/// Reads a moment behind another one in a range; a time alone is on the same day.
pub(super) fn read_after(text: &str, before: Span) -> Result<Span, Problem> {
    let mut cursor = Cursor::new(text);
    match cursor.day() {
        Err(Problem::NoDay(_)) => Cursor::new(text).moment(before.day),
        _ => read(text),
    }
}

/// Reads a day; the ticks are days.
pub(super) fn read_day(text: &str) -> Result<Span, Problem> {
    let mut cursor = Cursor::new(text);
    let (day, grain) = cursor.day()?;
    cursor.finish()?;
    Ok(Span {
        first: ticks::day(day),
        last: ticks::day(last_day(day, grain)),
        grain,
        day,
    })
}

/// Reads one exact moment, for the places of a file that name an instant and nothing else.
pub(super) fn read_exact(text: &str) -> Result<i64, Problem> {
    let span = read(text)?;
    if span.grain == Grain::Second {
        Ok(span.first)
    } else {
        Err(Problem::NotExact(text.to_owned()))
    }
}

fn last_day(day: Date, grain: Grain) -> Date {
    if grain == Grain::Month {
        day.last_of_month()
    } else {
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEN_PAST_THREE: i64 = 1_795_284_600;

    #[test]
    fn moments_of_every_spelling() {
        for text in [
            "2026-11-22T03:10",
            "2026-11-22 03:10",
            "2026-11-22T03:10:00",
            "2026-11-22T03:10:00.999",
            "2026-11-22T03:10:00+09:00",
            "2026-11-22T03:10+0900",
            "2026-11-22T03:10 +09",
            "2026-11-21T18:10Z",
            "2026-11-21T18:10 UTC",
            "2026-11-21T13:10:00-05:00",
            "2026-11-22T03:10 JST",
            "2026-11-22T03:10:00+09:00[Asia/Tokyo]",
            "2026/11/22 3:10",
            "2026.11.22 3:10",
            "2026年11月22日3時10分",
            "2026年11月22日(日) 午前3時10分",
            "令和8年11月22日 3:10",
        ] {
            let span = read(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
            assert_eq!(
                (span.first, span.last),
                (TEN_PAST_THREE, TEN_PAST_THREE),
                "{text}"
            );
        }
    }

    #[test]
    fn less_exact_moments_are_spans() {
        for (text, first, length, grain) in [
            ("2026-11-22", "2026-11-22T00:00", 86_400, Grain::Day),
            ("2026年11月22日", "2026-11-22T00:00", 86_400, Grain::Day),
            ("2026-11-22T03", "2026-11-22T03:00", 3600, Grain::Hour),
            ("2026-11-22 3時", "2026-11-22T03:00", 3600, Grain::Hour),
            (
                "2026年11月22日午後3時",
                "2026-11-22T15:00",
                3600,
                Grain::Hour,
            ),
            ("2026-11", "2026-11-01T00:00", 30 * 86_400, Grain::Month),
            ("令和元年5月", "2019-05-01T00:00", 31 * 86_400, Grain::Month),
        ] {
            let span = read(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
            assert_eq!(span.first, read(first).unwrap().first, "{text}");
            assert_eq!(span.last, span.first + length - 1, "{text}");
            assert_eq!(span.grain, grain, "{text}");
        }
        let end = read("2026-11-22T24:00").unwrap();
        assert_eq!(end.first, read("2026-11-23T00:00").unwrap().first);
        let after = read_after("05:00", read("2026-11-22T03:00").unwrap()).unwrap();
        assert_eq!(after.first, read("2026-11-22T05:00").unwrap().first);
    }

    #[test]
    fn what_is_no_moment() {
        for text in [
            "",
            "now",
            "03:10",
            "11月22日",
            "11/22",
            "2026-02-30",
            "2026-13-01",
            "2026-11-22T25:00",
            "2026-11-22T03:60",
            "26-11-22",
            "20261122",
            "2026",
            "2026-11-22T03:10+25:00",
            "2026-11-22T03:10[Europe/Berlin]",
            "2026-11-22x",
            "0000-01-01",
            "9999-12-31",
            "-2026-11-22",
            "2026-11/22",
            "2026-11-22T3:",
            "午後3時",
            "2026年",
            "2026-11-22T-3:10",
            "99999-01-01",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(read("03:10"), Err(Problem::NoDay("03:10".into())));
        assert!(matches!(read("11/22"), Err(Problem::NoYear(_))));
        assert!(matches!(read("2026-02-30"), Err(Problem::NoSuchTime(_))));
        assert!(matches!(read("1800-01-01"), Err(Problem::YearOutside(_))));
    }

    #[test]
    fn days() {
        let span = read_day("2026-11-22").unwrap();
        assert_eq!((span.first, span.last), (20_779, 20_779));
        let span = read_day("2026-11").unwrap();
        assert_eq!(span.last - span.first, 29);
        assert!(read_day("2026-11-22T03:10").is_err());
    }
}
