//! Civil time in Japan: one fixed offset, whatever the machine's zone.

use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

const OFFSET: Offset = Offset::constant(9);
const SECONDS_OF_DAY: i64 = 24 * 60 * 60;

/// The day in Japan of an instant given in seconds; a day out of range is the nearest one.
pub fn date(seconds: i64) -> Date {
    match Timestamp::from_second(seconds) {
        Ok(instant) => OFFSET.to_datetime(instant).date(),
        Err(_) if seconds < 0 => Date::MIN,
        Err(_) => Date::MAX,
    }
}

/// The first second of a day in Japan.
pub fn start_of(day: Date) -> i64 {
    day.to_zoned(TimeZone::fixed(OFFSET))
        .map_or(i64::MIN, |start| start.timestamp().as_second())
}

/// The last second of a day in Japan.
pub fn end_of(day: Date) -> i64 {
    start_of(day).saturating_add(SECONDS_OF_DAY - 1)
}

/// The instant with its offset, to print.
pub fn zoned(instant: Timestamp) -> jiff::Zoned {
    instant.to_zoned(TimeZone::fixed(OFFSET))
}

/// The day so many days later; the last day there is when that is out of range.
pub fn plus_days(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap_or(Date::MAX)
}

/// The same day of the month so many months later; the month's last day where there is none.
pub fn plus_months(day: Date, months: i64) -> Date {
    day.checked_add(months.months()).unwrap_or(Date::MAX)
}

/// The day a date fact's tick stands for: days since 1970-01-01.
pub fn day_of_tick(tick: i64) -> Date {
    let seconds = tick.saturating_mul(SECONDS_OF_DAY);
    match Timestamp::from_second(seconds) {
        Ok(instant) => Offset::UTC.to_datetime(instant).date(),
        Err(_) if tick < 0 => Date::MIN,
        Err(_) => Date::MAX,
    }
}

/// Midnight, for callers that build civil times.
pub const MIDNIGHT: Time = Time::midnight();
