//! The machine's clock; the only place that reads it.

use jiff::Timestamp;

/// The present instant, to the second.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the clock the rest is given"
)]
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}
