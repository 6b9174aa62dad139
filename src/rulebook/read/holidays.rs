//! `holidays.yaml` and `rulebook.yaml`: the calendar, and what the data says of itself.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday, date};

use super::dated::in_order;
use super::sources::sources;
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::reader::{self, Fields, list, map, one_of, word};
use crate::rulebook::registry::Holidays;
use crate::rulebook::text::say;
use crate::rulebook::yaml::{Value, Yaml};

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// What `rulebook.yaml` says.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub version: String,
    pub verified_days: (Date, Date),
}

/// A calendar without a day, so that every deadline that could roll carries a warning.
pub(super) fn no_holidays() -> Holidays {
    Holidays {
        from: date(1, 1, 1),
        until: date(1, 1, 1),
        days: BTreeMap::new(),
        weekend: Vec::new(),
        year_end: ((12, 31), (1, 1)),
        sources: Vec::new(),
    }
}

/// Reads `holidays.yaml`.
pub(super) fn holidays(tree: &Yaml, problems: &mut Problems) -> Option<Holidays> {
    let mut fields = Fields::of(tree, problems)?;
    let span = span(&mut fields, problems);
    let weekend = fields.need("weekend", problems);
    let year_end = fields.need("year_end", problems);
    let days_node = fields.need("days", problems);
    let cited = fields.need("sources", problems);
    fields.finish(problems);
    let mut days = BTreeMap::new();
    for entry in days_node.map_or(&[][..], |node| map(node, problems)) {
        let key = Yaml {
            value: Value::Scalar(crate::rulebook::yaml::Scalar {
                text: entry.key.clone(),
                quoted: false,
            }),
            place: entry.place,
        };
        let day = reader::date(&key, problems);
        let name = word(&entry.value, problems);
        if let (Some(day), Some(name)) = (day, name) {
            if span.is_some_and(|(from, until)| day < from || until < day) {
                problems.push(Diagnostic::new(
                    Code::DatesOutOfOrder,
                    entry.place,
                    say!(
                        "{day} は表の期間の外です",
                        "{day} lies outside the days of the table"
                    ),
                ));
            }
            days.insert(day, name.to_owned());
        }
    }
    let weekend = list(weekend?, problems)
        .iter()
        .filter_map(|node| one_of(node, &WEEKDAYS, problems))
        .collect();
    let year_end = year_end.and_then(|node| year_days(node, problems));
    let (from, until) = span?;
    Some(Holidays {
        from,
        until,
        days,
        weekend,
        year_end: year_end?,
        sources: sources(cited, problems),
    })
}

fn span(fields: &mut Fields<'_>, problems: &mut Problems) -> Option<(Date, Date)> {
    let from = fields.need("from", problems);
    let until_node = fields.need("until", problems);
    let from = from.and_then(|node| reader::date(node, problems));
    let until = until_node.and_then(|node| reader::date(node, problems));
    let (from, until) = (from?, until?);
    in_order(from, until, until_node?.place, problems).then_some((from, until))
}

fn year_days(node: &Yaml, problems: &mut Problems) -> Option<((i8, i8), (i8, i8))> {
    let mut fields = Fields::of(node, problems)?;
    let mut day = |key| {
        let node = fields.need(key, problems)?;
        month_day(node, problems)
    };
    let (from, until) = (day("from"), day("until"));
    fields.finish(problems);
    Some((from?, until?))
}

fn month_day(node: &Yaml, problems: &mut Problems) -> Option<(i8, i8)> {
    let text = word(node, problems)?;
    // A leap year, so that 02-29 is a day.
    let day = format!("2024-{text}").parse::<Date>().ok();
    let day = day.filter(|_| text.len() == 5);
    if day.is_none() {
        problems.push(
            Diagnostic::new(
                Code::NotADate,
                node.place,
                say!(
                    "`{text}` は月日ではありません",
                    "`{text}` is not a day of a month"
                ),
            )
            .help(say!("MM-DD の形で書いてください", "write it as MM-DD")),
        );
    }
    day.map(|day| (day.month(), day.day()))
}

/// Reads `rulebook.yaml`.
pub(super) fn header(tree: &Yaml, problems: &mut Problems) -> Option<Header> {
    let mut fields = Fields::of(tree, problems)?;
    let version = fields.need("version", problems);
    let days = fields.need("verified_days", problems);
    fields.finish(problems);
    let version_node = version?;
    let version = word(version_node, problems)?;
    let numbers: Vec<_> = version.split('.').map(str::parse::<u16>).collect();
    if numbers.len() != 3 || numbers.iter().any(Result::is_err) {
        problems.push(Diagnostic::new(
            Code::BadVersion,
            version_node.place,
            say!(
                "版 `{version}` は 年.月.番号 の形ではありません",
                "the version `{version}` is not of the form year.month.number"
            ),
        ));
    }
    let mut fields = Fields::of(days?, problems)?;
    let verified_days = span(&mut fields, problems);
    fields.finish(problems);
    Some(Header {
        version: version.to_owned(),
        verified_days: verified_days?,
    })
}
