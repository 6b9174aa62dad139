//! Moments and days as people write them: `2026-11-22T03:10`, `2026/11/22 3:10`,
//! `令和8年11月22日 午前3時10分`, `2026-11-22`, `2026-11`.
//!
//! What is written less exactly than to the minute is every second it may mean.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use super::calendar::{TOKYO, YEARS, day_tick, moment_tick};
use super::error::Problem;

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
    day: Date,
}

/// Reads a moment; the ticks are seconds.
pub(super) fn read(text: &str) -> Result<Span, Problem> {
    let mut cursor = Cursor::new(text);
    let (day, grain) = cursor.day()?;
    if grain == Grain::Month || cursor.rest.is_empty() {
        cursor.finish()?;
        let (first, last) = (moment(day), moment(last_day(day, grain)) + 86_399);
        return Ok(Span {
            first,
            last,
            grain,
            day,
        });
    }
    if !cursor.eat('T') {
        cursor.eat('t');
    }
    cursor.blanks();
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
        first: day_tick(day),
        last: day_tick(last_day(day, grain)),
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
        Err(Problem::NotRead(text.to_owned()))
    }
}

fn last_day(day: Date, grain: Grain) -> Date {
    if grain == Grain::Month {
        day.last_of_month()
    } else {
        day
    }
}

fn moment(day: Date) -> i64 {
    moment_tick(day.at(0, 0, 0, 0), TOKYO)
}

/// What is left to read.
struct Cursor<'t> {
    text: &'t str,
    rest: &'t str,
}

impl<'t> Cursor<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, rest: text }
    }

    fn not_read<T>(&self) -> Result<T, Problem> {
        Err(Problem::NotRead(self.text.to_owned()))
    }

    fn eat(&mut self, sign: char) -> bool {
        let behind = self.rest.strip_prefix(sign);
        self.rest = behind.unwrap_or(self.rest);
        behind.is_some()
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let behind = self.rest.strip_prefix(word);
        self.rest = behind.unwrap_or(self.rest);
        behind.is_some()
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn finish(&self) -> Result<(), Problem> {
        if self.rest.trim().is_empty() {
            Ok(())
        } else {
            self.not_read()
        }
    }

    /// A number of up to `most` digits, and how many digits it has; `None` leaves the rest alone.
    fn number(&mut self, most: usize) -> Option<(i16, usize)> {
        let end = self
            .rest
            .find(|ch: char| !ch.is_ascii_digit())
            .unwrap_or(self.rest.len());
        let (digits, behind) = self.rest.split_at_checked(end)?;
        if digits.is_empty() || digits.len() > most {
            return None;
        }
        let number = digits.parse().ok()?;
        self.rest = behind;
        Some((number, digits.len()))
    }

    /// A day, or a month as its first day.
    fn day(&mut self) -> Result<(Date, Grain), Problem> {
        let (year, sign) = self.year()?;
        let Some((month, _)) = self.number(2) else {
            return self.not_read();
        };
        let more = if sign == '年' {
            self.eat('月') && self.rest.starts_with(|ch: char| ch.is_ascii_digit())
        } else {
            self.eat(sign)
        };
        let (day, grain) = if more {
            let Some((day, _)) = self.number(2) else {
                return self.not_read();
            };
            if sign == '年' && !self.eat('日') {
                return self.not_read();
            }
            (day, Grain::Day)
        } else {
            (1, Grain::Month)
        };
        self.weekday();
        let in_calendar = || {
            let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            Date::new(year, month, day).ok()
        };
        let date = in_calendar().ok_or_else(|| Problem::NoSuchTime(self.text.to_owned()))?;
        Ok((date, grain))
    }

    /// A year and the sign behind it, which must also stand behind the month.
    fn year(&mut self) -> Result<(i16, char), Problem> {
        if self.rest.starts_with('-') {
            return self.not_read();
        }
        let eras = [("令和", 2018_i16), ("平成", 1988), ("昭和", 1925)];
        for (era, before) in eras {
            if self.eat_word(era) {
                let first = self.eat('元').then_some(1);
                let number = first.or_else(|| self.number(2).map(|(number, _)| number));
                let Some(number) = number.filter(|_| self.eat('年')) else {
                    return self.not_read();
                };
                return Ok((before + number, '年'));
            }
        }
        if self.rest.starts_with("午") {
            return Err(Problem::NoDay(self.text.to_owned()));
        }
        let Some((year, digits)) = self.number(4) else {
            return self.not_read();
        };
        if digits <= 2 && self.rest.starts_with([':', '時']) {
            return Err(Problem::NoDay(self.text.to_owned()));
        }
        if digits <= 2 && self.rest.starts_with(['月', '/', '-']) {
            return Err(Problem::NoYear(self.text.to_owned()));
        }
        let sign = ['-', '/', '.', '年'].into_iter().find(|sign| self.eat(*sign));
        match sign {
            Some(sign) if digits == 4 && (YEARS.0..=YEARS.1).contains(&year) => Ok((year, sign)),
            Some(_) if digits == 4 => Err(Problem::YearOutside(self.text.to_owned())),
            _ => self.not_read(),
        }
    }

    /// `(日)` behind a day.
    fn weekday(&mut self) {
        for day in ["月", "火", "水", "木", "金", "土", "日"] {
            if self.eat_word(&format!("({day})")) {
                return;
            }
        }
    }

    /// A time of that day, with its offset.
    fn moment(&mut self, day: Date) -> Result<Span, Problem> {
        let (hour, minute, second) = self.time()?;
        let exact = minute.is_some();
        let offset = self.offset()?;
        self.finish()?;
        // 24:00 is the end of the day
        let (next, hour) = match (hour, minute.unwrap_or(0), second) {
            (24, 0, 0) => (1, 0),
            _ => (0, hour),
        };
        let time = Time::new(hour, minute.unwrap_or(0), second, 0);
        let time = time.map_err(|_| Problem::NoSuchTime(self.text.to_owned()))?;
        let first = moment_tick(day.to_datetime(time), offset) + next * 86_400;
        Ok(Span {
            first,
            last: if exact { first } else { first + 3599 },
            grain: if exact { Grain::Second } else { Grain::Hour },
            day,
        })
    }

    /// Hour, minute if written, second.
    fn time(&mut self) -> Result<(i8, Option<i8>, i8), Problem> {
        let afternoon = self.eat_word("午後");
        let half_day = afternoon || self.eat_word("午前");
        let Some(mut hour) = self.small() else {
            return self.not_read();
        };
        if half_day {
            if hour > 12 {
                return Err(Problem::NoSuchTime(self.text.to_owned()));
            }
            hour += if afternoon && hour < 12 { 12 } else { 0 };
        }
        if self.eat('時') {
            if self.eat('半') {
                return Ok((hour, Some(30), 0));
            }
            let minute = self.small();
            if minute.is_some() && !self.eat('分') {
                return self.not_read();
            }
            let second = self.small();
            if second.is_some() && !self.eat('秒') {
                return self.not_read();
            }
            return Ok((hour, minute, second.unwrap_or(0)));
        }
        if !self.eat(':') {
            return Ok((hour, None, 0));
        }
        let Some(minute) = self.small() else {
            return self.not_read();
        };
        let mut second = 0;
        if self.eat(':') {
            let Some(read) = self.small() else {
                return self.not_read();
            };
            second = read;
            // fractions of a second are dropped: deadlines are to the second
            if self.eat('.') {
                let digits = |ch: char| ch.is_ascii_digit();
                self.rest = self.rest.trim_start_matches(digits);
            }
        }
        Ok((hour, Some(minute), second))
    }

    fn small(&mut self) -> Option<i8> {
        let (number, _) = self.number(2)?;
        i8::try_from(number).ok()
    }

    /// `Z`, `+09:00`, `+0900`, `+09`, `JST`, `UTC`, a zone in brackets behind it; else Japan time.
    fn offset(&mut self) -> Result<Offset, Problem> {
        self.blanks();
        let mut offset = TOKYO;
        if self.eat('Z') || self.eat('z') || self.eat_word("UTC") || self.eat_word("GMT") {
            offset = Offset::UTC;
        } else if self.rest.starts_with(['+', '-']) {
            offset = self.signed_offset()?;
        } else {
            self.eat_word("JST");
        }
        if self.eat_word("[Asia/Tokyo]") || !self.rest.starts_with('[') {
            Ok(offset)
        } else {
            self.not_read()
        }
    }

    fn signed_offset(&mut self) -> Result<Offset, Problem> {
        let sign = if self.eat('-') { -1 } else { 1 };
        self.eat('+');
        let Some((number, digits)) = self.number(4) else {
            return self.not_read();
        };
        let (hours, minutes) = match digits {
            4 => (number / 100, number % 100),
            2 if self.eat(':') => match self.number(2) {
                Some((minutes, 2)) => (number, minutes),
                _ => return self.not_read(),
            },
            2 => (number, 0),
            _ => return self.not_read(),
        };
        let seconds = sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60);
        let known = Offset::from_seconds(seconds).ok();
        known
            .filter(|_| hours <= 14 && minutes < 60)
            .ok_or_else(|| Problem::NoSuchTime(self.text.to_owned()))
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
            assert_eq!((span.first, span.last), (TEN_PAST_THREE, TEN_PAST_THREE), "{text}");
        }
    }

    #[test]
    fn less_exact_moments_are_spans() {
        for (text, first, length, grain) in [
            ("2026-11-22", "2026-11-22T00:00", 86_400, Grain::Day),
            ("2026年11月22日", "2026-11-22T00:00", 86_400, Grain::Day),
            ("2026-11-22T03", "2026-11-22T03:00", 3600, Grain::Hour),
            ("2026-11-22 3時", "2026-11-22T03:00", 3600, Grain::Hour),
            ("2026年11月22日午後3時", "2026-11-22T15:00", 3600, Grain::Hour),
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
            "", "now", "03:10", "11月22日", "11/22", "2026-02-30", "2026-13-01", "2026-11-22T25:00",
            "2026-11-22T03:60", "26-11-22", "20261122", "2026", "2026-11-22T03:10+25:00",
            "2026-11-22T03:10[Europe/Berlin]", "2026-11-22x", "0000-01-01", "9999-12-31", "-2026-11-22",
            "2026-11/22", "2026-11-22T3:", "午後3時", "2026年", "2026-11-22T-3:10", "99999-01-01",
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
