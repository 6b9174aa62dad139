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
pub(super) fn check(spans: &[Span], gaps: &[(Gap, Place)], place: Place, problems: &mut Problems) {
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
    let unused = used.iter().zip(gaps).filter(|(used, _)| !**used);
    for (_, (_, place)) in unused {
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
    gaps: &[(Gap, Place)],
    used: &mut [bool],
    problems: &mut Problems,
) {
    let Start {
        not_before,
        not_after,
    } = later.from;
    let last = day_before(not_after);
    let Some((until, until_place)) = earlier.until.filter(|(until, _)| *until <= last) else {
        problems.push(overlap(earlier, later, last));
        return;
    };
    if until == last {
        return;
    }
    let first = until.checked_add(1.day()).unwrap_or(until);
    // Where the next start is in doubt, the days of doubt belong to this edition.
    let fits = |(gap, _): &(Gap, Place)| gap.from == first && gap.until == day_before(not_before);
    let declared = gaps.iter().position(fits);
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

fn overlap(earlier: &Span, later: &Span, last: Date) -> Diagnostic {
    let next = later.from.not_after;
    let place = earlier.until.map_or(earlier.from_place, |(_, place)| place);
    Diagnostic::new(
        Code::OverlappingEditions,
        place,
        say!(
            "次の版が {next} に始まるのに、この版がまだ続いています",
            "this edition goes on although the next begins on {next}"
        ),
    )
    .related(later.from_place, say!("次の版", "the next edition"))
    .help(say!(
        "`until: {last}` としてください",
        "write `until: {last}`"
    ))
}

fn day_before(day: Date) -> Date {
    day.checked_sub(1.day()).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::{FileId, Text};

    const HERE: Place = Place {
        file: FileId(0),
        line: 1,
        column: 1,
        start: 0,
        end: 0,
    };

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// `first until` or `first/last until`; no `until` while in force.
    fn span(text: &str) -> Span {
        let (from, until) = text.split_once(' ').unwrap_or((text, ""));
        let (first, last) = from.split_once('/').unwrap_or((from, from));
        Span {
            from: Start {
                not_before: day(first),
                not_after: day(last),
            },
            from_place: HERE,
            until: (!until.is_empty()).then(|| (day(until), HERE)),
        }
    }

    fn codes(spans: &[&str], gaps: &[(&str, &str)]) -> Vec<&'static str> {
        let spans: Vec<_> = spans.iter().map(|text| span(text)).collect();
        let reason = Text {
            ja: "理由".to_owned(),
            en: "a reason".to_owned(),
        };
        let gap = |from: &str, until: &str| Gap {
            from: day(from),
            until: day(until),
            reason: reason.clone(),
        };
        let gaps: Vec<_> = gaps
            .iter()
            .map(|(from, until)| (gap(from, until), HERE))
            .collect();
        let mut problems = Problems::default();
        check(&spans, &gaps, HERE, &mut problems);
        let errors = problems.into_sorted().0;
        errors.iter().map(|error| error.code.as_str()).collect()
    }

    #[test]
    fn editions_follow_each_other_day_by_day() {
        let none: [&str; 0] = [];
        let first = "2014-04-01 2019-03-31";
        assert_eq!(codes(&[first, "2019-04-01"], &[]), none);
        assert_eq!(codes(&[first], &[]), none);
        assert_eq!(codes(&[], &[]), ["empty-value"]);
        assert_eq!(codes(&[first, "2019-03-31"], &[]), ["overlapping-editions"]);
        assert_eq!(
            codes(&["2014-04-01", "2019-04-01"], &[]),
            ["overlapping-editions"]
        );
        assert_eq!(codes(&[first, "2019-04-02"], &[]), ["undeclared-gap"]);
        assert_eq!(
            codes(&["2019-04-01", "2014-04-01 2019-03-31"], &[]),
            ["dates-out-of-order"]
        );
    }

    #[test]
    fn gaps_are_declared_to_the_day() {
        let none: [&str; 0] = [];
        let editions = ["2014-04-01 2018-12-31", "2019-04-01"];
        assert_eq!(codes(&editions, &[("2019-01-01", "2019-03-31")]), none);
        let wrong = codes(&editions, &[("2019-01-01", "2019-03-30")]);
        assert_eq!(wrong, ["undeclared-gap", "wrong-gap"]);
        assert_eq!(
            codes(&["2014-04-01"], &[("2013-01-01", "2014-03-31")]),
            ["wrong-gap"]
        );
    }

    #[test]
    fn a_start_in_doubt_overlaps_inside_its_span_only() {
        let none: [&str; 0] = [];
        let doubt = "2020-06-01/2020-07-01";
        assert_eq!(codes(&["2014-04-01 2020-06-30", doubt], &[]), none);
        assert_eq!(
            codes(&["2014-04-01 2020-07-01", doubt], &[]),
            ["overlapping-editions"]
        );
        // If it began on its last possible day, nothing would be in force before it.
        assert_eq!(
            codes(&["2014-04-01 2020-06-29", doubt], &[]),
            ["undeclared-gap"]
        );
        assert_eq!(
            codes(&["2014-04-01 2020-05-31", doubt], &[]),
            ["undeclared-gap"]
        );
    }
}
