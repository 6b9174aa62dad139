//! The parts of a written moment, one after the other: year, month, day, time, offset.
//!
//! Knows the spellings; what a day or an hour without minutes means is for [`super::instant`].

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use super::calendar::{YEARS, moment_tick};
use super::error::Problem;
use super::instant::{Grain, Span};
use crate::rulebook::ticks;

/// What is left to read.
pub(super) struct Cursor<'t> {
    text: &'t str,
    rest: &'t str,
}

impl<'t> Cursor<'t> {
    /// At the beginning of a folded text.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, rest: text }
    }

    /// Whether nothing is left.
    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// What stands between a day and a time.
    pub(super) fn separator(&mut self) {
        if !self.eat('T') {
            self.eat('t');
        }
        self.blanks();
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

    /// Nothing may be left.
    pub(super) fn finish(&self) -> Result<(), Problem> {
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
    pub(super) fn day(&mut self) -> Result<(Date, Grain), Problem> {
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
        let sign = ['-', '/', '.', '年']
            .into_iter()
            .find(|sign| self.eat(*sign));
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
    pub(super) fn moment(&mut self, day: Date) -> Result<Span, Problem> {
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
        let mut offset = ticks::tokyo();
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
