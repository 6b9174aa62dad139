//! Deadlines: a stage, from when, how long, and how the days are counted.

use super::conditions::World;
use super::names::Space;
use super::sources::source;
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::fact::Kind;
use crate::rulebook::id::{LimbId, TermId};
use crate::rulebook::place::Place;
use crate::rulebook::reader::{
    Fields, did_you_mean, list_or_one, nearest, number, one_of, word, yes_or_no,
};
use crate::rulebook::rule::{Clock, DayOne, Deadline, Guide, Within};
use crate::rulebook::text::say;
use crate::rulebook::yaml::{Entry, Value, Yaml};

const DAYS_ONE: [(&str, DayOne); 2] = [("same", DayOne::Same), ("next", DayOne::Next)];

/// Reads one deadline.
pub(super) fn read(
    node: &Yaml,
    limbs: &[&str],
    world: World<'_>,
    problems: &mut Problems,
) -> Option<Deadline> {
    let mut fields = Fields::of(node, problems)?;
    let stage = fields.need("stage", problems);
    let word_node = fields.take("word");
    let within_entry = fields.entry("within");
    let guide_entry = fields.entry("guide");
    let from = fields.need("from", problems);
    let day_one = fields.entry("day_one");
    let roll = fields.entry("roll");
    let form = fields.word("form", problems).map(str::to_owned);
    let only = fields.take("if");
    let except = fields.take("if_not");
    let waived = fields.take("waived_if");
    let remark = fields.pair("note", problems);
    fields.finish(problems);

    // Every part is read before any is missed, so that one run names every mistake.
    let stage = stage.and_then(|node| term(node, world, problems));
    let term_word = word_node.and_then(|node| term(node, world, problems));
    let within = within_entry.and_then(|entry| within(&entry.value, problems));
    let guide = guide_entry.and_then(|entry| guide(entry, problems));
    if word_node.is_none() && within_entry.is_none() {
        problems.push(Diagnostic::new(
            Code::MissingKey,
            node.place,
            say!(
                "`word` か `within` のどちらかが必要です",
                "either `word` or `within` is needed"
            ),
        ));
    }
    let counts_days = matches!(within, Some(Within::Days(_)));
    let day_one = first_day(day_one, counts_days, node.place, problems);
    let roll = rolls(roll, within, problems);
    let from = from.and_then(|node| clock(node, world, problems));
    let waived_if = waived.and_then(|node| world.condition(node, problems));
    let limb_lists = [only, except].map(|node| limb_ids(node, limbs, problems));
    let [only, except] = limb_lists;
    Some(Deadline {
        stage: stage?,
        word: term_word,
        within,
        guide,
        from: from?,
        day_one: day_one?,
        roll,
        form,
        limbs: only,
        not_limbs: except,
        waived_if,
        note: remark,
        place: node.place,
    })
}

fn rolls(entry: Option<&Entry>, within: Option<Within>, problems: &mut Problems) -> bool {
    let Some(entry) = entry else {
        return false;
    };
    let roll = yes_or_no(&entry.value, problems).unwrap_or(false);
    if let (true, Some(Within::Hours(_))) = (roll, within) {
        problems.push(Diagnostic::new(
            Code::RollWithHours,
            entry.place,
            say!(
                "時間で数える期限は休日で延びません",
                "a term in hours never moves past a holiday"
            ),
        ));
    }
    roll
}

fn term(node: &Yaml, world: World<'_>, problems: &mut Problems) -> Option<TermId> {
    let name = word(node, problems)?;
    let known = world.names.resolve(Space::Term, name, node.place, problems);
    known.then(|| TermId::new(name))
}

fn first_day(
    entry: Option<&Entry>,
    counts_days: bool,
    place: Place,
    problems: &mut Problems,
) -> Option<DayOne> {
    match entry {
        Some(entry) => one_of(&entry.value, &DAYS_ONE, problems),
        None if !counts_days => Some(DayOne::Next),
        None => {
            problems.push(
                Diagnostic::new(
                    Code::MissingDayOne,
                    place,
                    say!(
                        "日で数える期限に `day_one` がありません",
                        "a term in days needs `day_one`"
                    ),
                )
                .help(say!(
                    "初日を算入するなら `day_one: same`、しないなら `day_one: next` を書いてください",
                    "write `day_one: same` if the first day counts, `day_one: next` if not"
                )),
            );
            None
        }
    }
}

fn clock(node: &Yaml, world: World<'_>, problems: &mut Problems) -> Option<Clock> {
    let name = word(node, problems)?;
    if name == "met" {
        return Some(Clock::LimbMet);
    }
    let fact = world.fact(name, node.place, problems)?;
    let is_time = matches!(fact.kind, Kind::Instant | Kind::Date);
    if is_time && fact.group.is_none() {
        return Some(Clock::Fact(fact.id.clone()));
    }
    problems.push(
        Diagnostic::new(
            Code::WrongClock,
            node.place,
            say!(
                "`{name}` から期限を数えることはできません",
                "a term cannot run from `{name}`"
            ),
        )
        .help(say!(
            "種類が `instant` か `date` で明細に属さない事実、または `met` を書いてください",
            "write a fact of kind `instant` or `date` outside any group, or `met`"
        )),
    );
    None
}

fn limb_ids(node: Option<&Yaml>, limbs: &[&str], problems: &mut Problems) -> Vec<LimbId> {
    let mut ids = Vec::new();
    for node in node.map_or(&[][..], list_or_one) {
        let Some(name) = word(node, problems) else {
            continue;
        };
        if limbs.contains(&name) {
            ids.push(LimbId::new(name));
            continue;
        }
        problems.push(
            Diagnostic::new(
                Code::UnknownLimb,
                node.place,
                say!(
                    "この版に号 `{name}` はありません",
                    "this edition has no limb `{name}`"
                ),
            )
            .help(did_you_mean(nearest(name, limbs.iter().copied()))),
        );
    }
    ids
}

/// The length of a term.
fn within(node: &Yaml, problems: &mut Problems) -> Option<Within> {
    if let Value::Map(_) = &node.value {
        calendar(node, problems)
    } else {
        let text = word(node, problems)?;
        let length = length(text);
        if length.is_none() {
            problems.push(wrong_length(text, node.place));
        }
        length
    }
}

fn length(text: &str) -> Option<Within> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (digits, unit) = text.split_at_checked(end)?;
    let n = digits.parse().ok().filter(|n| (1..=9_999).contains(n))?;
    match unit.trim() {
        "h" => Some(Within::Hours(n)),
        "d" => Some(Within::Days(n)),
        "mo" => Some(Within::Months(n)),
        _ => None,
    }
}

fn wrong_length(text: &str, place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::WrongLength,
        place,
        say!("`{text}` は期間ではありません", "`{text}` is not a length of time"),
    )
    .help(say!(
        "`24h`、`30d`、`2mo`、`{{month_day: 20, months_after: 1}}`、`{{after_fiscal_year: 2mo}}`、`{{after_quarter: 2mo}}` のどれかを書いてください",
        "write one of `24h`, `30d`, `2mo`, `{{month_day: 20, months_after: 1}}`, `{{after_fiscal_year: 2mo}}`, `{{after_quarter: 2mo}}`"
    ))
}

fn calendar(node: &Yaml, problems: &mut Problems) -> Option<Within> {
    let mut fields = Fields::of(node, problems)?;
    let month_day = fields.take("month_day");
    let months_after = fields.take("months_after");
    let year = fields.take("after_fiscal_year");
    let quarter = fields.take("after_quarter");
    fields.finish(problems);
    let mut months = |node: &Yaml| {
        let text = word(node, problems)?;
        let Some(Within::Months(months)) = length(text) else {
            problems.push(wrong_length(text, node.place));
            return None;
        };
        Some(months)
    };
    match (month_day, months_after, year, quarter) {
        (Some(day), Some(after), None, None) => {
            let day = number(day, 1, 31, problems);
            let months_after = number(after, 0, 120, problems)?;
            day.map(|day| Within::MonthDay { day, months_after })
        }
        (None, None, Some(node), None) => {
            months(node).map(|months| Within::AfterFiscalYear { months })
        }
        (None, None, None, Some(node)) => {
            months(node).map(|months| Within::AfterQuarter { months })
        }
        _ => {
            problems.push(wrong_length("{...}", node.place));
            None
        }
    }
}

fn guide(entry: &Entry, problems: &mut Problems) -> Option<Guide> {
    let mut fields = Fields::under(entry, problems)?;
    let days = fields.need("days", problems);
    let cited = fields.need("source", problems);
    fields.finish(problems);
    let source = cited.and_then(|node| source(node, problems));
    let days = days?;
    let text = word(days, problems)?;
    let (least, most) = text.split_once("..").unwrap_or((text, text));
    match (least.parse(), most.parse()) {
        (Ok(min_days), Ok(max_days)) if min_days <= max_days => Some(Guide {
            min_days,
            max_days,
            source: source?,
        }),
        _ => {
            problems.push(
                Diagnostic::new(
                    Code::WrongLength,
                    days.place,
                    say!(
                        "`{text}` は日数ではありません",
                        "`{text}` is not a number of days"
                    ),
                )
                .help(say!("例: `\"3..5\"`", "for example `\"3..5\"`")),
            );
            None
        }
    }
}
