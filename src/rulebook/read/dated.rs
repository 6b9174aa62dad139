//! Things that are so over a span of days.

use jiff::civil::Date;

use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::place::Place;
use crate::rulebook::reader::{Fields, date, list, one_of};
use crate::rulebook::registry::Dated;
use crate::rulebook::rule::Verified;
use crate::rulebook::text::say;
use crate::rulebook::words::VERIFIED;
use crate::rulebook::yaml::Yaml;

/// A list of dated entries, each a mapping with the value's own keys beside `from`, `until` and
/// `verified`.
pub(super) fn entries<T>(
    node: Option<&Yaml>,
    problems: &mut Problems,
    mut value: impl FnMut(&mut Fields<'_>, &mut Problems) -> Option<T>,
) -> Vec<Dated<T>> {
    let nodes = node.map_or(&[][..], |node| list(node, problems));
    let mut found = Vec::new();
    for node in nodes {
        let Some(mut fields) = Fields::of(node, problems) else {
            continue;
        };
        let from = day(&mut fields, "from", problems);
        let until_node = fields.take("until");
        let until = until_node.and_then(|node| date(node, problems));
        let verified = fields.take("verified");
        let verified = verified.and_then(|node| one_of(node, &VERIFIED, problems));
        let value = value(&mut fields, problems);
        fields.finish(problems);
        if let (Some(from), Some(until), Some(node)) = (from, until, until_node) {
            in_order(from, until, node.place, problems);
        }
        found.extend(value.map(|value| Dated {
            from,
            until,
            value,
            verified: verified.unwrap_or(Verified::Unverified),
        }));
    }
    found
}

/// An optional day.
pub(super) fn day(
    fields: &mut Fields<'_>,
    key: &'static str,
    problems: &mut Problems,
) -> Option<Date> {
    date(fields.take(key)?, problems)
}

/// Says so when a span ends before it begins.
pub(super) fn in_order(from: Date, until: Date, place: Place, problems: &mut Problems) -> bool {
    if until < from {
        problems.push(Diagnostic::new(
            Code::DatesOutOfOrder,
            place,
            say!(
                "{until} は始まりの {from} より前です",
                "{until} is before the beginning, {from}"
            ),
        ));
    }
    from <= until
}
