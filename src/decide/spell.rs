//! Spells a derived duration for explanations: `2h`, `>= 1h30min`.

use std::fmt::Write;

use super::view::{Reading, View};
use crate::incident::FactRef;
use crate::rulebook::Possible;

/// The value of a derived duration as it would be written with `--set`.
pub fn reading(view: View<'_>, fact: &FactRef) -> String {
    match view.read(fact) {
        Reading::May(Possible::Within(range), _) => match (range.min, range.max) {
            (Some(min), Some(max)) if min == max => duration(min),
            (Some(min), Some(max)) => format!("{}..{}", duration(min), duration(max)),
            (Some(min), None) => format!(">={}", duration(min)),
            (None, Some(max)) => format!("<={}", duration(max)),
            (None, None) => "?".to_owned(),
        },
        _ => "?".to_owned(),
    }
}

/// A duration in days, hours, minutes and seconds, without the parts that are zero.
pub fn duration(seconds: i64) -> String {
    let parts = [("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)];
    let mut left = seconds.max(0);
    let mut text = String::new();
    for (unit, length) in parts {
        let count = left / length;
        left %= length;
        if count > 0 {
            let _ = write!(text, "{count}{unit}"); // writing to a String cannot fail
        }
    }
    if text.is_empty() {
        "0s".to_owned()
    } else {
        text
    }
}
