//! Days on which administrative organs are closed, and terms that roll over them.

use jiff::civil::Date;

use super::tokyo;
use crate::rulebook::Holidays;

/// The longest run of closed days is far shorter; this only bounds the search.
const MAX_CLOSED_RUN: u32 = 60;

/// A day a term was moved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rolled {
    /// The day.
    pub day: Date,
    /// It differs from the day on which the term would have ended.
    pub moved: bool,
    /// The table of holidays does not reach that far, so that only weekends and year's end were
    /// known.
    pub beyond_table: bool,
}

/// Whether administrative organs are closed on a day.
pub fn is_closed(holidays: &Holidays, day: Date) -> bool {
    holidays.weekend.contains(&day.weekday())
        || holidays.days.contains_key(&day)
        || in_year_end(holidays.year_end, day)
}

/// Moves a day past closed days.
pub fn roll(holidays: &Holidays, day: Date) -> Rolled {
    let mut open = day;
    for _ in 0..MAX_CLOSED_RUN {
        if !is_closed(holidays, open) {
            break;
        }
        open = tokyo::plus_days(open, 1);
    }
    let beyond_table = day < holidays.from || holidays.until < open;
    Rolled {
        day: open,
        moved: open != day,
        beyond_table,
    }
}

fn in_year_end((first, last): ((i8, i8), (i8, i8)), day: Date) -> bool {
    let day = (day.month(), day.day());
    if first <= last {
        first <= day && day <= last
    } else {
        day >= first || day <= last
    }
}
