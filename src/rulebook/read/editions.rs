//! The days on which editions are in force: in order, not overlapping, without undeclared gaps.

use jiff::ToSpan;
use jiff::civil::Date;

use super::dated::in_order;
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::place::Place;
use crate::rulebook::reader::{Fields, date};
use crate::rulebook::rule::{Gap, Start};
use crate::rulebook::text::say;
use crate::rulebook::yaml::Value;

/// The days of one edition and where they are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub from: Start,
    pub from_place: Place,
    pub until: Option<(Date, Place)>,
}

impl Span {
    /// Reads `from` and `until`.
    pub fn read(fields: &mut Fields<'_>, problems: &mut Problems) -> Option<Self> {
        let from = fields.need("from", problems);
        let until_node = fields.take("until");
        let until = until_node.and_then(|node| Some((date(node, problems)?, node.place)));
        let from = from?;
        let start = if let Value::Map(_) = &from.value {
            let mut fields = Fields::of(from, problems)?;
            let first = fields.need("not_before", problems);
            let last = fields.need("not_after", problems);
            fields.finish(problems);
            let not_before = date(first?, problems)?;
            let not_after = date(last?, problems)?;
            in_order(not_before, not_after, last?.place, problems);
            Start {
                not_before,
                not_after,
            }
        } else {
            let day = date(from, problems)?;
            Start {
                not_before: day,
                not_after: day,
            }
        };
        if let Some((day, place)) = until {
            in_order(start.not_after, day, place, problems);
        }
        Some(Self {
            from: start,
            from_place: from.place,
            until,
        })
    }
}

/// Checks the editions of a rule against each other and against the declared gaps.
pub(super) fn check(
    spans: &[Span],
    gaps: &[Gap],
    gap_places: &[Place],
    place: Place,
    problems: &mut Problems,
) {
    if spans.is_empty() {
        let message = say!("版がありません", "there is no edition");
        problems.push(Diagnostic::new(Code::EmptyValue, place, message));
        return;
    }
    let mut used = vec![false; gaps.len()];
    for pair in spans.windows(2) {
        let [earlier, later] = pair else { continue };
        if later.from.not_before < earlier.from.not_before {
            in_order(
                earlier.from.not_before,
                later.from.not_before,
                later.from_place,
                problems,
            );
        } else {
            neighbours(earlier, later, gaps, &mut used, problems);
        }
    }
    let unused = used.iter().zip(gap_places).filter(|(used, _)| !**used);
    for (_, place) in unused {
        problems.push(Diagnostic::new(
            Code::WrongGap,
            *place,
            say!(
                "この空白期間は2つの版の間と一致しません",
                "this gap is not just the days between two editions"
            ),
        ));
    }
}

fn neighbours(
    earlier: &Span,
    later: &Span,
    gaps: &[Gap],
    used: &mut [bool],
    problems: &mut Problems,
) {
    let Start {
        not_before,
        not_after,
    } = later.from;
    let last = not_after.checked_sub(1.day()).unwrap_or(not_after);
    let Some((until, until_place)) = earlier.until.filter(|(until, _)| *until <= last) else {
        let place = earlier.until.map_or(later.from_place, |(_, place)| place);
        problems.push(
            Diagnostic::new(
                Code::OverlappingEditions,
                place,
                say!(
                    "次の版が {not_after} に始まるのに、この版がまだ続いています",
                    "this edition goes on although the next begins on {not_after}"
                ),
            )
            .related(later.from_place, say!("次の版", "the next edition"))
            .help(say!(
                "`until: {last}` としてください",
                "write `until: {last}`"
            )),
        );
        return;
    };
    if until == last {
        return;
    }
    let first = until.checked_add(1.day()).unwrap_or(until);
    // Where the next start is in doubt, the days of doubt belong to this edition.
    let declared = gaps.iter().position(|gap| {
        gap.from == first && gap.until == not_before.checked_sub(1.day()).unwrap_or(not_before)
    });
    match declared.and_then(|at| used.get_mut(at)) {
        Some(used) => *used = true,
        None => problems.push(
            Diagnostic::new(
                Code::UndeclaredGap,
                until_place,
                say!(
                    "{first} から {last} までどの版も効力がありません",
                    "no edition is in force from {first} to {last}"
                ),
            )
            .related(later.from_place, say!("次の版", "the next edition"))
            .help(say!(
                "`until: {last}` とするか、`gaps` に理由を書いてください",
                "write `until: {last}`, or declare the gap with its reason under `gaps`"
            )),
        ),
    }
}
