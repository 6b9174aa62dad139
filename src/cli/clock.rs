//! The machine's clock; the only place that reads it.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::decide::tokyo;

/// The present instant, to the second.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the clock the rest is given"
)]
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

/// The present day in Japan.
pub fn today() -> Date {
    tokyo::date(now().as_second())
}
