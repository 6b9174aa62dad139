//! Matchers: what a condition asks of one fact, checked against the fact's kind, unit and choices.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::fact::{Fact, Kind};
use crate::rulebook::id::ChoiceId;
use crate::rulebook::place::Place;
use crate::rulebook::reader::{did_you_mean, list_or_one, nearest, word};
use crate::rulebook::text::{Text, say};
use crate::rulebook::ticks::{self, NotADuration};
use crate::rulebook::value::{Range, Test};
use crate::rulebook::yaml::{Value, Yaml};

/// Reads a matcher: the test, and how it is written.
pub(super) fn read(fact: &Fact, node: &Yaml, problems: &mut Problems) -> Option<(Test, String)> {
    match fact.kind {
        Kind::Bool => yes_or_no(fact, node, problems),
        Kind::Choice | Kind::Choices => choices(fact, node, problems),
        _ => {
            let (range, written) = range(fact, node, problems)?;
            Some((Test::Within(range), written))
        }
    }
}

/// Reads a comparison of an ordered kind.
pub(super) fn range(fact: &Fact, node: &Yaml, problems: &mut Problems) -> Option<(Range, String)> {
    if let Value::List(_) = node.value {
        problems.push(
            Diagnostic::new(
                Code::ComparisonList,
                node.place,
                say!(
                    "比較のリストは書けません",
                    "a list of comparisons is not possible"
                ),
            )
            .help(say!(
                "両方を満たす範囲は `\">= 100 < 500\"`、どちらかでよいなら `any` で書いてください",
                "write `\">= 100 < 500\"` for both, or use `any` for one of them"
            )),
        );
        return None;
    }
    let text = word(node, problems)?;
    match comparisons(fact, text) {
        Ok(range) => Some((range, text.trim().to_owned())),
        Err(trouble) => {
            problems.push(trouble.at(fact, text, node.place));
            None
        }
    }
}

fn yes_or_no(fact: &Fact, node: &Yaml, problems: &mut Problems) -> Option<(Test, String)> {
    let text = match &node.value {
        Value::Scalar(scalar) => scalar.text.as_str(),
        _ => "",
    };
    let answer = match text {
        "true" | "yes" => "yes",
        "false" | "no" => "no",
        _ => {
            let id = &fact.id;
            problems.push(Diagnostic::new(
                Code::WrongMatcher,
                node.place,
                say!(
                    "`{id}` は真偽値なので `true` か `false` と比べます",
                    "`{id}` is a yes-or-no fact and is matched by `true` or `false`"
                ),
            ));
            return None;
        }
    };
    let wanted = BTreeSet::from([ChoiceId::new(answer)]);
    Some((Test::OneOf(wanted), text.to_owned()))
}

fn choices(fact: &Fact, node: &Yaml, problems: &mut Problems) -> Option<(Test, String)> {
    let (mut wanted, mut good) = (BTreeSet::new(), true);
    let nodes = list_or_one(node);
    for node in nodes {
        match word(node, problems) {
            Some(text) if fact.choice(&text.into()).is_some() => {
                wanted.insert(ChoiceId::new(text));
            }
            Some(text) => {
                problems.push(unknown_choice(fact, text, node.place));
                good = false;
            }
            None => good = false,
        }
    }
    if nodes.is_empty() {
        let message = say!("選択肢がありません", "there is no choice");
        problems.push(Diagnostic::new(Code::EmptyValue, node.place, message));
        return None;
    }
    let written: Vec<_> = nodes.iter().filter_map(Yaml::text).collect();
    good.then(|| (Test::OneOf(wanted), written.join(", ")))
}

fn unknown_choice(fact: &Fact, text: &str, place: Place) -> Diagnostic {
    let id = &fact.id;
    if text.starts_with(['<', '>', '=']) {
        return Diagnostic::new(
            Code::WrongMatcher,
            place,
            say!(
                "`{id}` は選択肢から選ぶ事実なので比較できません",
                "`{id}` is a choice and cannot be compared"
            ),
        );
    }
    let other = fact.choices.iter().find(|choice| {
        choice.label.ja == text
            || choice.label.en == text
            || choice.aliases.iter().any(|alias| alias == text)
    });
    let near = other
        .map(|choice| choice.id.as_str())
        .or_else(|| nearest(text, fact.choices.iter().map(|choice| choice.id.as_str())));
    let known: Vec<_> = fact.choices.iter().map(|c| format!("`{}`", c.id)).collect();
    let known = known.join(", ");
    Diagnostic::new(
        Code::UnknownChoice,
        place,
        say!(
            "`{id}` に選択肢 `{text}` はありません",
            "`{id}` has no choice `{text}`"
        ),
    )
    .help(did_you_mean(near).or_else(|| {
        Some(say!(
            "次のどれかを書いてください: {known}",
            "write one of {known}"
        ))
    }))
}

/// What can be wrong with a comparison.
enum Trouble {
    /// No operator.
    Bare,
    /// An operator that does not exist here.
    Operator(String),
    /// Two comparisons that are no range, or more than two.
    NotARange,
    /// A range without any value.
    Empty,
    /// Not a value of this kind.
    Value(String),
    /// A number without the unit it needs.
    MissingUnit,
    /// Another unit than the fact's.
    WrongUnit(String),
}

fn comparisons(fact: &Fact, text: &str) -> Result<Range, Trouble> {
    let is_operator = |c: char| {
        matches!(
            c,
            '<' | '>' | '=' | '!' | '≥' | '≤' | '≠' | '＜' | '＞' | '＝'
        )
    };
    let mut rest = text.trim();
    if !rest.starts_with(is_operator) {
        return Err(Trouble::Bare);
    }
    let mut range = Range::ALL;
    let mut count = 0;
    while !rest.is_empty() {
        let after = rest.trim_start_matches(is_operator);
        let operator = rest.strip_suffix(after).unwrap_or_default();
        let end = after.find(is_operator).unwrap_or(after.len());
        let (operand, next) = after.split_at_checked(end).unwrap_or((after, ""));
        let (first, last) = value(fact, operand.trim())?;
        let one = match operator {
            ">=" => bounds(Some(first), None),
            ">" => bounds(last.checked_add(1), None),
            "<" => bounds(None, first.checked_sub(1)),
            "<=" => bounds(None, Some(last)),
            "==" => bounds(Some(first), Some(last)),
            other => return Err(Trouble::Operator(other.to_owned())),
        };
        // A second comparison must bound the other side.
        let same_side = (one.min.is_some() && range.min.is_some())
            || (one.max.is_some() && range.max.is_some());
        if same_side {
            return Err(Trouble::NotARange);
        }
        range = range.intersect(one);
        count += 1;
        rest = next.trim();
    }
    if range.is_empty() {
        return Err(if count > 1 {
            Trouble::Empty
        } else {
            Trouble::NotARange
        });
    }
    Ok(range)
}

fn bounds(min: Option<i64>, max: Option<i64>) -> Range {
    Range { min, max }
}

/// The first and last tick of an operand: a day has many instants, everything else one tick.
fn value(fact: &Fact, operand: &str) -> Result<(i64, i64), Trouble> {
    let malformed = || Trouble::Value(operand.to_owned());
    let single = |tick: i64| (tick, tick);
    match fact.kind {
        Kind::Date | Kind::Instant => {
            let day: Date = operand.parse().map_err(|_| malformed())?;
            Ok(match fact.kind {
                Kind::Date => single(ticks::day(day)),
                _ => (ticks::day_start(day), ticks::day_end(day) - 1),
            })
        }
        Kind::Duration => ticks::duration(operand)
            .map(single)
            .map_err(|error| match error {
                NotADuration::MissingUnit => Trouble::MissingUnit,
                NotADuration::WrongUnit(unit) => Trouble::WrongUnit(unit),
                NotADuration::Malformed => malformed(),
            }),
        _ => {
            let number_end = operand
                .find(|c: char| !c.is_ascii_digit() && c != '.')
                .unwrap_or(operand.len());
            let (number, unit) = operand.split_at_checked(number_end).ok_or_else(malformed)?;
            let tick = match fact.kind {
                Kind::Quantity => ticks::quantity(number),
                _ => ticks::count(number),
            };
            check_unit(fact, unit.trim())?;
            tick.map(single).ok_or_else(malformed)
        }
    }
}

fn check_unit(fact: &Fact, unit: &str) -> Result<(), Trouble> {
    match unit {
        "" if fact.kind == Kind::Quantity => Err(Trouble::MissingUnit),
        "" => Ok(()),
        unit if fact.unit.as_deref() == Some(unit) => Ok(()),
        unit if unit.starts_with(char::is_alphabetic) || unit == "%" => {
            Err(Trouble::WrongUnit(unit.to_owned()))
        }
        unit => Err(Trouble::Value(unit.to_owned())),
    }
}

impl Trouble {
    fn at(self, fact: &Fact, text: &str, place: Place) -> Diagnostic {
        let id = &fact.id;
        let units = fact.unit.as_deref().unwrap_or("d h min s");
        let example = example(fact);
        let code = match &self {
            Self::Bare | Self::Operator(_) | Self::NotARange | Self::Value(_) => Code::WrongMatcher,
            Self::Empty => Code::NeverHolds,
            Self::MissingUnit => Code::MissingUnit,
            Self::WrongUnit(_) => Code::WrongUnit,
        };
        let message: Text = match &self {
            Self::Bare => say!(
                "`{id}` は比較で調べます",
                "`{id}` is matched by a comparison"
            ),
            Self::Operator(operator) => say!(
                "比較 `{operator}` はありません",
                "there is no comparison `{operator}`"
            ),
            Self::NotARange => say!("`{text}` は範囲になっていません", "`{text}` is not a range"),
            Self::Empty => say!("`{text}` を満たす値はありません", "no value meets `{text}`"),
            Self::Value(operand) => say!(
                "`{operand}` は `{id}` の値ではありません",
                "`{operand}` is not a value of `{id}`"
            ),
            Self::MissingUnit => say!(
                "`{id}` との比較には単位が必要です",
                "a comparison with `{id}` needs a unit"
            ),
            Self::WrongUnit(unit) => say!(
                "`{unit}` は `{id}` の単位ではありません",
                "`{unit}` is not a unit of `{id}`"
            ),
        };
        let help = match self {
            Self::MissingUnit | Self::WrongUnit(_) => say!("単位: `{units}`", "units: `{units}`"),
            _ => say!("例: `{example}`", "for example `{example}`"),
        };
        Diagnostic::new(code, place, message).help(help)
    }
}

fn example(fact: &Fact) -> String {
    let unit = fact.unit.as_deref().unwrap_or_default();
    match fact.kind {
        Kind::Quantity => format!("\">= 100 {unit} < 500 {unit}\""),
        Kind::Duration => "\">= 1h30min\"".to_owned(),
        Kind::Instant | Kind::Date => "\">= 2016-04-01\"".to_owned(),
        _ => "\">= 100 < 500\"".to_owned(),
    }
}
