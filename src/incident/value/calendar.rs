//! Moments in Japan time and their ticks, on top of the rulebook's grid.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use crate::rulebook::ticks;

/// First and last year in which a moment may lie.
pub(super) const YEARS: (i16, i16) = (1900, 2199);

/// Seconds in a day.
const DAY: i64 = 86_400;

/// The day of a tick; `None` outside the calendar.
pub(super) fn day_of_tick(tick: i64) -> Option<Date> {
    let stamp = Timestamp::from_second(tick.checked_mul(DAY)?).ok()?;
    Some(Offset::UTC.to_datetime(stamp).date())
}

/// The first and the last second of a day in Japan.
pub(super) fn day_span(day: Date) -> (i64, i64) {
    (ticks::day_start(day), ticks::day_end(day) - 1)
}

/// Seconds since 1970-01-01T00:00:00Z.
pub(super) fn moment_tick(moment: DateTime, offset: Offset) -> i64 {
    let seconds = i64::from(moment.hour()) * 3600
        + i64::from(moment.minute()) * 60
        + i64::from(moment.second());
    ticks::day(moment.date()) * DAY + seconds - i64::from(offset.seconds())
}

/// The moment in Japan time; `None` outside the calendar.
pub(super) fn moment_of_tick(tick: i64) -> Option<DateTime> {
    let stamp = Timestamp::from_second(tick).ok()?;
    Some(ticks::tokyo().to_datetime(stamp))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn ticks_and_back() {
        assert_eq!(ticks::day(date(2026, 11, 22)), 20_779);
        for tick in [-25_567, -1, 0, 20_779, 84_000] {
            assert_eq!(day_of_tick(tick).map(ticks::day), Some(tick));
        }
        let moment = date(2026, 11, 22).at(3, 10, 0, 0);
        assert_eq!(moment_tick(moment, ticks::tokyo()), 1_795_284_600);
        assert_eq!(moment_of_tick(1_795_284_600), Some(moment));
        assert_eq!(moment_of_tick(i64::MAX), None);
        assert_eq!(day_of_tick(i64::MAX), None);
    }
}
