//! The canonical spelling of what is known: short, and read back as exactly the same.

use jiff::civil::DateTime;

use super::calendar::{day_of_tick, day_span, moment_of_tick};
use crate::incident::Knowledge;
use crate::rulebook::{ChoiceId, Fact, Kind, Possible, Range};

/// What is known of a fact, as it can be given to `--set` again.
pub fn spell(fact: &Fact, knowledge: &Knowledge) -> String {
    match knowledge {
        Knowledge::Unknown => "?".to_owned(),
        Knowledge::Known {
            possible,
            estimated,
        } => {
            let spelled = spell_possible(fact, possible);
            if *estimated && spelled != "?" {
                format!("~{spelled}")
            } else {
                spelled
            }
        }
    }
}

/// The values a fact may have, as they can be given to `--set` again; `?` if every value is left.
pub fn spell_possible(fact: &Fact, possible: &Possible) -> String {
    match possible {
        Possible::OneOf(options) => joined(options, "|"),
        Possible::Sets(sets) => {
            let sets: Vec<String> = sets.iter().map(spell_set).collect();
            sets.join("|")
        }
        Possible::AnySet => "?".to_owned(),
        Possible::Within(range) => spell_range(fact, *range),
    }
}

/// Whether all items of a group are listed.
pub(crate) fn spell_listed(knowledge: &Knowledge) -> String {
    match knowledge {
        Knowledge::Known {
            possible: Possible::OneOf(options),
            ..
        } => joined(options, "|"),
        _ => "?".to_owned(),
    }
}

fn joined<'a>(ids: impl IntoIterator<Item = &'a ChoiceId>, between: &str) -> String {
    let ids: Vec<&str> = ids.into_iter().map(ChoiceId::as_str).collect();
    ids.join(between)
}

fn spell_set<'a>(set: impl IntoIterator<Item = &'a ChoiceId>) -> String {
    let spelled = joined(set, ",");
    if spelled.is_empty() {
        "[]".to_owned()
    } else {
        spelled
    }
}

fn spell_range(fact: &Fact, range: Range) -> String {
    let from_zero = matches!(fact.kind, Kind::Count | Kind::Quantity | Kind::Duration);
    match (range.min, range.max) {
        (None, None) => "?".to_owned(),
        (Some(min), None) => format!(">={}", spell_first(fact, min)),
        (Some(0), Some(max)) if from_zero && max > 0 => format!("<={}", spell_last(fact, max)),
        (None, Some(max)) => format!("<={}", spell_last(fact, max)),
        (Some(min), Some(max)) if min == max => spell_tick(fact, min),
        (Some(min), Some(max)) => spell_between(fact, min, max),
    }
}

fn spell_between(fact: &Fact, min: i64, max: i64) -> String {
    if fact.kind == Kind::Instant {
        if whole_day(min, max) {
            return spell_day_of(min);
        }
        if whole_hour(min, max) {
            let moment = moment_of_tick(min).map(|moment| moment.strftime("%Y-%m-%dT%H"));
            return moment.map_or_else(String::new, |text| text.to_string());
        }
        if starts_day(min) && ends_day(max) {
            return format!("{}..{}", spell_day_of(min), spell_day_of(max));
        }
    }
    format!("{}..{}", spell_tick(fact, min), spell_tick(fact, max))
}

/// The least tick of a range without end: a day where it is the first second of one.
fn spell_first(fact: &Fact, tick: i64) -> String {
    if fact.kind == Kind::Instant && starts_day(tick) {
        spell_day_of(tick)
    } else {
        spell_tick(fact, tick)
    }
}

/// The greatest tick of a range without beginning: a day where it is the last second of one.
fn spell_last(fact: &Fact, tick: i64) -> String {
    if fact.kind == Kind::Instant && ends_day(tick) {
        spell_day_of(tick)
    } else {
        spell_tick(fact, tick)
    }
}

fn starts_day(tick: i64) -> bool {
    moment_of_tick(tick).is_some_and(|moment| day_span(moment.date()).0 == tick)
}

fn ends_day(tick: i64) -> bool {
    moment_of_tick(tick).is_some_and(|moment| day_span(moment.date()).1 == tick)
}

fn whole_day(min: i64, max: i64) -> bool {
    starts_day(min) && max.checked_sub(min) == Some(86_399)
}

fn whole_hour(min: i64, max: i64) -> bool {
    min.rem_euclid(3600) == 0 && max.checked_sub(min) == Some(3599)
}

fn spell_day_of(tick: i64) -> String {
    moment_of_tick(tick).map_or_else(String::new, |moment| moment.date().to_string())
}

fn spell_tick(fact: &Fact, tick: i64) -> String {
    match fact.kind {
        Kind::Quantity => spell_quantity(tick, fact.unit.as_deref().unwrap_or_default()),
        Kind::Duration => spell_duration(tick),
        Kind::Instant => moment_of_tick(tick).map_or_else(String::new, spell_moment),
        Kind::Date => day_of_tick(tick).map_or_else(String::new, |day| day.to_string()),
        _ => tick.to_string(),
    }
}

fn spell_moment(moment: DateTime) -> String {
    let form = if moment.second() == 0 {
        "%Y-%m-%dT%H:%M"
    } else {
        "%Y-%m-%dT%H:%M:%S"
    };
    moment.strftime(form).to_string()
}

fn spell_quantity(tick: i64, unit: &str) -> String {
    let (whole, millionths) = (tick / 1_000_000, tick.rem_euclid(1_000_000));
    let places = format!("{millionths:06}");
    let places = places.trim_end_matches('0');
    let point = if places.is_empty() { "" } else { "." };
    format!("{whole}{point}{places}{unit}")
}

/// Whole days from two days on, else hours, minutes and seconds: a law that says 24 hours is met by
/// `24h`, not by a day.
fn spell_duration(seconds: i64) -> String {
    const DAY: i64 = 86_400;
    if seconds >= 2 * DAY && seconds % DAY == 0 {
        return format!("{}d", seconds / DAY);
    }
    let mut out = String::new();
    for (number, unit) in [
        (seconds / 3600, "h"),
        (seconds / 60 % 60, "min"),
        (seconds % 60, "s"),
    ] {
        if number > 0 {
            out.push_str(&number.to_string());
            out.push_str(unit);
        }
    }
    if out.is_empty() {
        out.push_str("0min");
    }
    out
}
