//! Deadlines as instants: hours exact, days with the first day in or out, months, and the calendar.

use jiff::Timestamp;
use jiff::civil::Date;

use super::calendar;
use super::decision::Due;
use super::tokyo;
use crate::rulebook::{DayOne, Deadline, Guide, Holidays, Kind, Range, Within};

/// From when a term runs, as far as is known: ticks of an instant or a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// The range.
    pub range: Range,
    /// Instant or date.
    pub kind: Kind,
}

/// A deadline and what happened on the way to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// When it is due.
    pub due: Due,
    /// It was moved past closed days.
    pub rolled: bool,
    /// The table of holidays ends before it.
    pub beyond_table: bool,
}

/// Counts a term from its start.
pub fn count(holidays: &Holidays, deadline: &Deadline, start: Option<Start>) -> Counted {
    let nothing = Counted {
        due: Due::None,
        rolled: false,
        beyond_table: false,
    };
    let (Some(within), Some(start)) = (deadline.within, start) else {
        return nothing;
    };
    if start.range == Range::ALL {
        return nothing;
    }
    let end = |tick| end_of(holidays, deadline, within, start.kind, tick);
    let (first, last) = (start.range.min.map(end), start.range.max.map(end));
    let ends = || first.iter().chain(last.iter());
    let beyond_table = ends().any(|end| end.beyond_table);
    let due = match (first, last) {
        // No table says which days are closed there: not before this day, and no promise after it.
        _ if beyond_table => between(first.or(last).map(|end| end.instant), None),
        (Some(first), Some(last)) if first.instant == last.instant => instant(first.instant),
        (first, last) => between(first.map(|end| end.instant), last.map(|end| end.instant)),
    };
    Counted {
        due,
        rolled: ends().any(|end| end.rolled),
        beyond_table,
    }
}

/// The span an official guide value gives to a word without a number: from the end of its least to
/// the end of its greatest number of days. Guide values never roll.
pub fn count_guide(deadline: &Deadline, guide: &Guide, start: Option<Start>) -> Due {
    let Some(start) = start else { return Due::None };
    let shift = i64::from(deadline.day_one == DayOne::Same);
    let end = |tick, days: u32| {
        tokyo::end_of(tokyo::plus_days(
            day_of(start.kind, tick),
            i64::from(days) - shift,
        ))
    };
    match (start.range.min, start.range.max) {
        (None, None) => Due::None,
        (min, max) => between(
            min.map(|tick| end(tick, guide.min_days)),
            max.map(|tick| end(tick, guide.max_days)),
        ),
    }
}

#[derive(Clone, Copy)]
struct End {
    instant: i64,
    rolled: bool,
    beyond_table: bool,
}

fn end_of(holidays: &Holidays, deadline: &Deadline, within: Within, kind: Kind, tick: i64) -> End {
    if let Within::Hours(hours) = within {
        let start = if kind == Kind::Date {
            tokyo::start_of(tokyo::day_of_tick(tick))
        } else {
            tick
        };
        let instant = start.saturating_add(i64::from(hours) * 3600);
        return End {
            instant,
            rolled: false,
            beyond_table: false,
        };
    }
    let day = last_day(within, deadline.day_one, day_of(kind, tick));
    if !deadline.roll {
        return End {
            instant: tokyo::end_of(day),
            rolled: false,
            beyond_table: false,
        };
    }
    let rolled = calendar::roll(holidays, day);
    End {
        instant: tokyo::end_of(rolled.day),
        rolled: rolled.moved,
        beyond_table: rolled.beyond_table,
    }
}

fn last_day(within: Within, day_one: DayOne, start: Date) -> Date {
    // With the first day left out, day n is n days later; with the first day in, one less.
    let shift = i64::from(day_one == DayOne::Same);
    match within {
        Within::Hours(_) => start,
        Within::Days(days) => tokyo::plus_days(start, i64::from(days) - shift),
        Within::Months(months) => {
            tokyo::plus_days(tokyo::plus_months(start, i64::from(months)), -shift)
        }
        Within::MonthDay { day, months_after } => {
            let month = tokyo::plus_months(start.first_of_month(), i64::from(months_after));
            let last = month.days_in_month();
            let day = i8::try_from(day).map_or(last, |day| day.clamp(1, last));
            tokyo::plus_days(month, i64::from(day) - 1)
        }
        Within::AfterFiscalYear { months } => months_after_month(end_month(start, 12), months),
        Within::AfterQuarter { months } => months_after_month(end_month(start, 3), months),
    }
}

/// The first day of the last month of the period of so many months, counted from April, in which
/// the day lies.
fn end_month(day: Date, period: i64) -> Date {
    let since_april = (i64::from(day.month()) + 8) % 12;
    let left = period - 1 - since_april % period;
    tokyo::plus_months(day.first_of_month(), left)
}

fn months_after_month(month: Date, months: u32) -> Date {
    tokyo::plus_months(month, i64::from(months)).last_of_month()
}

fn day_of(kind: Kind, tick: i64) -> Date {
    if kind == Kind::Date {
        tokyo::day_of_tick(tick)
    } else {
        tokyo::date(tick)
    }
}

fn instant(seconds: i64) -> Due {
    Timestamp::from_second(seconds).map_or(Due::None, Due::At)
}

fn between(earliest: Option<i64>, latest: Option<i64>) -> Due {
    let stamp = |seconds: Option<i64>| seconds.and_then(|s| Timestamp::from_second(s).ok());
    match (stamp(earliest), stamp(latest)) {
        (None, None) => Due::None,
        (Some(a), Some(b)) if a == b => Due::At(a),
        (earliest, latest) => Due::Between { earliest, latest },
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::{Weekday, date};

    use super::*;
    use crate::rulebook::{Clock, FileId, Place};

    fn holidays() -> Holidays {
        Holidays {
            from: date(2014, 1, 1),
            until: date(2027, 12, 31),
            days: BTreeMap::from([(date(2026, 11, 23), "祝日".into())]),
            weekend: vec![Weekday::Saturday, Weekday::Sunday],
            year_end: ((12, 29), (1, 3)),
            sources: Vec::new(),
        }
    }

    fn deadline(within: Within, day_one: DayOne, roll: bool) -> Deadline {
        Deadline {
            stage: "detailed".into(),
            word: None,
            within: Some(within),
            guide: None,
            from: Clock::LimbMet,
            day_one,
            roll,
            form: None,
            limbs: Vec::new(),
            not_limbs: Vec::new(),
            waived_if: None,
            note: None,
            place: Place {
                file: FileId(0),
                line: 1,
                column: 1,
                start: 0,
                end: 0,
            },
        }
    }

    fn due(within: Within, day_one: DayOne, roll: bool, start: Date) -> Date {
        let start = tokyo::start_of(start) + 12 * 3600;
        let start = Start {
            range: Range::exactly(start),
            kind: Kind::Instant,
        };
        match count(&holidays(), &deadline(within, day_one, roll), Some(start)).due {
            Due::At(instant) => tokyo::zoned(instant).date(),
            other => panic!("one instant expected, not {other:?}"),
        }
    }

    #[test]
    fn the_first_day_counts_or_not() {
        let days = Within::Days(30);
        assert_eq!(
            due(days, DayOne::Next, false, date(2026, 11, 22)),
            date(2026, 12, 22)
        );
        assert_eq!(
            due(days, DayOne::Same, false, date(2026, 11, 22)),
            date(2026, 12, 21)
        );
    }

    #[test]
    fn terms_roll_over_weekends_holidays_and_new_year() {
        let roll = |days, start| due(Within::Days(days), DayOne::Next, true, start);
        assert_eq!(roll(1, date(2026, 11, 20)), date(2026, 11, 24)); // Saturday, Sunday, holiday
        assert_eq!(roll(30, date(2026, 11, 29)), date(2027, 1, 4)); // 29 December
        for weekday in 0..7 {
            let start = tokyo::plus_days(date(2026, 8, 3), weekday);
            let end = roll(60, start);
            assert!(!is_closed_in_test(end), "{end}");
        }
    }

    fn is_closed_in_test(day: Date) -> bool {
        calendar::is_closed(&holidays(), day)
    }

    #[test]
    fn months_end_on_the_corresponding_or_the_last_day() {
        assert_eq!(
            due(Within::Months(1), DayOne::Next, false, date(2024, 1, 31)),
            date(2024, 2, 29)
        );
        assert_eq!(
            due(Within::Months(3), DayOne::Next, false, date(2026, 11, 22)),
            date(2027, 2, 22)
        );
    }

    #[test]
    fn the_calendar_sets_some_terms() {
        let twentieth = Within::MonthDay {
            day: 20,
            months_after: 1,
        };
        assert_eq!(
            due(twentieth, DayOne::Next, false, date(2026, 12, 5)),
            date(2027, 1, 20)
        );
        let year = Within::AfterFiscalYear { months: 2 };
        assert_eq!(
            due(year, DayOne::Next, false, date(2026, 4, 1)),
            date(2027, 5, 31)
        );
        assert_eq!(
            due(year, DayOne::Next, false, date(2026, 3, 31)),
            date(2026, 5, 31)
        );
        let quarter = Within::AfterQuarter { months: 2 };
        assert_eq!(
            due(quarter, DayOne::Next, false, date(2016, 2, 10)),
            date(2016, 5, 31)
        );
        assert_eq!(
            due(quarter, DayOne::Next, false, date(2016, 4, 1)),
            date(2016, 8, 31)
        );
    }

    #[test]
    fn hours_never_roll() {
        let start = Start {
            range: Range::exactly(tokyo::start_of(date(2026, 12, 31))),
            kind: Kind::Instant,
        };
        let counted = count(
            &holidays(),
            &deadline(Within::Hours(24), DayOne::Next, true),
            Some(start),
        );
        let Due::At(instant) = counted.due else {
            panic!("one instant")
        };
        assert_eq!(instant.as_second(), tokyo::start_of(date(2027, 1, 1)));
    }

    #[test]
    fn a_term_beyond_the_table_says_so() {
        let start = Start {
            range: Range::exactly(tokyo::start_of(date(2027, 12, 20))),
            kind: Kind::Instant,
        };
        let counted = count(
            &holidays(),
            &deadline(Within::Days(30), DayOne::Next, true),
            Some(start),
        );
        assert!(counted.beyond_table);
    }

    #[test]
    fn an_open_clock_gives_earliest_and_latest() {
        let day = |d| tokyo::start_of(date(2026, 11, d));
        let start = Start {
            range: Range {
                min: Some(day(1)),
                max: Some(day(3)),
            },
            kind: Kind::Instant,
        };
        let counted = count(
            &holidays(),
            &deadline(Within::Days(1), DayOne::Next, false),
            Some(start),
        );
        assert!(matches!(
            counted.due,
            Due::Between {
                earliest: Some(_),
                latest: Some(_)
            }
        ));
    }
}
