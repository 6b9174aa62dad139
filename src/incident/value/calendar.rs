//! Days and moments in Japan time, and their ticks.
//!
//! Japan has one offset and no summer time, so no time zone database is needed. An instant is counted
//! in seconds since 1970-01-01T00:00:00Z, a day in days since 1970-01-01.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, date};
use jiff::tz::Offset;

/// Japan time.
pub const TOKYO: Offset = Offset::constant(9);

/// First and last year in which a moment may lie.
pub(crate) const YEARS: (i16, i16) = (1900, 2199);

/// Days since 1970-01-01.
pub fn day_tick(day: Date) -> i64 {
    moment_tick(day.at(0, 0, 0, 0), Offset::UTC).div_euclid(86_400)
}

/// The day of a tick; `None` outside the years a value may have.
pub fn day_of_tick(tick: i64) -> Option<Date> {
    let seconds = tick.checked_mul(86_400)?;
    let stamp = Timestamp::from_second(seconds).ok()?;
    Some(Offset::UTC.to_datetime(stamp).date())
}

/// The first and the last second of a day in Japan.
pub fn day_span(day: Date) -> (i64, i64) {
    let first = moment_tick(day.at(0, 0, 0, 0), TOKYO);
    (first, first + 86_399)
}

/// Seconds since 1970-01-01T00:00:00Z.
pub(crate) fn moment_tick(moment: DateTime, offset: Offset) -> i64 {
    // days are counted from a civil date so that no moment of the calendar is out of reach
    let days = i64::from((moment.date() - date(1970, 1, 1)).get_days());
    let seconds = i64::from(moment.hour()) * 3600
        + i64::from(moment.minute()) * 60
        + i64::from(moment.second());
    days * 86_400 + seconds - i64::from(offset.seconds())
}

/// The moment in Japan time; `None` outside the calendar.
pub fn moment_of_tick(tick: i64) -> Option<DateTime> {
    let stamp = Timestamp::from_second(tick).ok()?;
    Some(TOKYO.to_datetime(stamp))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_and_back() {
        assert_eq!(day_tick(date(1970, 1, 1)), 0);
        assert_eq!(day_tick(date(1969, 12, 31)), -1);
        assert_eq!(day_tick(date(2026, 11, 22)), 20_779);
        for tick in [-25_567, -1, 0, 20_779, 84_000] {
            assert_eq!(day_of_tick(tick).map(day_tick), Some(tick));
        }
        let moment = date(2026, 11, 22).at(3, 10, 0, 0);
        assert_eq!(moment_tick(moment, TOKYO), 1_795_284_600);
        assert_eq!(moment_of_tick(1_795_284_600), Some(moment));
        assert_eq!(moment_of_tick(i64::MAX), None);
        assert_eq!(day_of_tick(i64::MAX), None);
    }
}
