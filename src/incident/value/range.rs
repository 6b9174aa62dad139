//! Ranges and comparisons of the ordered kinds: `20000..50000`, `>=12000`, `3万人以上`, `1〜2時間`.

use super::amount::Amount;
use super::duration;
use super::error::Problem;
use super::instant::{self, Grain};
use crate::rulebook::{Fact, Kind, Range};

/// Signs and words before a value, longer ones first.
const BEFORE: &[(&str, Compare)] = &[
    (">=", Compare::AtLeast),
    ("<=", Compare::AtMost),
    ("==", Compare::Equal),
    (">", Compare::MoreThan),
    ("<", Compare::LessThan),
    ("=", Compare::Equal),
    ("at least ", Compare::AtLeast),
    ("more than ", Compare::MoreThan),
    ("over ", Compare::MoreThan),
    ("up to ", Compare::AtMost),
    ("at most ", Compare::AtMost),
    ("less than ", Compare::LessThan),
    ("under ", Compare::LessThan),
    ("少なくとも", Compare::AtLeast),
];

/// Words behind a value.
const BEHIND: &[(&str, Compare)] = &[
    ("以上", Compare::AtLeast),
    ("以降", Compare::AtLeast),
    ("以後", Compare::AtLeast),
    ("以下", Compare::AtMost),
    ("以内", Compare::AtMost),
    ("以前", Compare::AtMost),
    ("未満", Compare::LessThan),
    ("を超える", Compare::MoreThan),
    ("超", Compare::MoreThan),
    (" or more", Compare::AtLeast),
    (" or less", Compare::AtMost),
];

/// Signs between the two ends of a range.
const BETWEEN: &[&str] = &["...", "..", "〜", "~", "から"];

#[derive(Clone, Copy)]
enum Compare {
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
    Equal,
}

/// What was read: the possible ticks, and whether they are one bare day.
pub(super) struct Read {
    pub range: Range,
    pub whole_day: bool,
}

/// Reads a value of an ordered kind.
pub(super) fn read(fact: &Fact, bare: Option<&str>, text: &str) -> Result<Read, Problem> {
    let reader = Reader { fact, bare };
    if text.starts_with('〜') {
        return Err(Problem::LeadingWave(text.to_owned()));
    }
    if text.contains('|') {
        return Err(Problem::NotListed(text.to_owned()));
    }
    let (range, whole_day) = reader.range(text)?;
    let range = match fact.kind {
        Kind::Count | Kind::Quantity | Kind::Duration => range.intersect(Range {
            min: Some(0),
            max: None,
        }),
        _ => range,
    };
    if range.is_empty() {
        return Err(Problem::NoValue(text.to_owned()));
    }
    Ok(Read { range, whole_day })
}

struct Reader<'a> {
    fact: &'a Fact,
    bare: Option<&'a str>,
}

impl Reader<'_> {
    fn range(&self, text: &str) -> Result<(Range, bool), Problem> {
        if let Some((compare, behind)) = strip_before(text) {
            return Ok((self.compared(compare, behind)?, false));
        }
        for sign in BETWEEN {
            if let Some((from, to)) = text.split_once(sign) {
                let to = to.strip_suffix("まで").unwrap_or(to);
                return Ok((self.between(from.trim(), to.trim(), text)?, false));
            }
        }
        for (word, compare) in BEHIND {
            if let Some(value) = text.strip_suffix(word) {
                let (first, last) = self.span(value.trim())?;
                return Ok((bounds(*compare, first, last), false));
            }
        }
        let (first, last) = self.span(text)?;
        let whole_day = self.fact.kind == Kind::Instant
            && instant::read(text).is_ok_and(|span| span.grain == Grain::Day);
        Ok((closed(first, last), whole_day))
    }

    /// `>= 20000`, or bounded: `>= 20000 < 50000`.
    fn compared(&self, compare: Compare, behind: &str) -> Result<Range, Problem> {
        let second = behind.find(['<', '>']);
        let (value, more) = match second.and_then(|at| behind.split_at_checked(at)) {
            Some((value, more)) => (value, Some(more)),
            None => (behind, None),
        };
        let (first, last) = self.span(value.trim())?;
        let range = bounds(compare, first, last);
        match more.map(strip_before) {
            None => Ok(range),
            Some(Some((compare, value))) if !value.contains(['<', '>']) => {
                let (first, last) = self.span(value.trim())?;
                Ok(range.intersect(bounds(compare, first, last)))
            }
            Some(_) => Err(Problem::NotRead(behind.to_owned())),
        }
    }

    /// `20000..50000`; one end may be left out.
    fn between(&self, from: &str, to: &str, whole: &str) -> Result<Range, Problem> {
        let range = match (from.is_empty(), to.is_empty()) {
            (true, true) => return Err(Problem::NotRead(whole.to_owned())),
            (false, true) => bounds(Compare::AtLeast, self.span(from)?.0, 0),
            (true, false) => bounds(Compare::AtMost, 0, self.span(to)?.1),
            (false, false) => {
                let (first, last) = self.pair(from, to, whole)?;
                if first > last {
                    return Err(Problem::Reversed(whole.to_owned()));
                }
                closed(first, last)
            }
        };
        Ok(range)
    }

    fn amount(&self) -> Amount<'_> {
        Amount {
            kind: self.fact.kind,
            unit: self.fact.unit.as_deref(),
            bare: self.bare,
        }
    }

    /// First and last tick of one written value.
    fn span(&self, text: &str) -> Result<(i64, i64), Problem> {
        if text.is_empty() {
            return Err(Problem::Empty);
        }
        let exactly = |tick| (tick, tick);
        let ends = |span: instant::Span| (span.first, span.last);
        match self.fact.kind {
            Kind::Duration => duration::read(text, self.bare).map(exactly),
            Kind::Instant => instant::read(text).map(ends),
            Kind::Date => instant::read_day(text).map(ends),
            _ => self.amount().read(text).map(|read| exactly(read.tick)),
        }
    }

    /// First tick of the one and last tick of the other.
    fn pair(&self, from: &str, to: &str, whole: &str) -> Result<(i64, i64), Problem> {
        match self.fact.kind {
            Kind::Duration => duration::pair(from, to, self.bare),
            Kind::Instant => {
                let first = instant::read(from)?;
                let second = instant::read_after(to, first)?;
                Ok((first.first, second.last))
            }
            Kind::Date => Ok((instant::read_day(from)?.first, instant::read_day(to)?.last)),
            _ => self.amount().pair(from, to, whole),
        }
    }
}

fn strip_before(text: &str) -> Option<(Compare, &str)> {
    BEFORE.iter().find_map(|(word, compare)| {
        let head = text.get(..word.len())?;
        let behind = text.get(word.len()..)?;
        (head.eq_ignore_ascii_case(word)).then_some((*compare, behind.trim_start()))
    })
}

/// What a comparison leaves, where the value itself may be a span of ticks.
fn bounds(compare: Compare, first: i64, last: i64) -> Range {
    let (min, max) = match compare {
        Compare::AtLeast => (Some(first), None),
        Compare::MoreThan => (Some(last.saturating_add(1)), None),
        Compare::AtMost => (None, Some(last)),
        Compare::LessThan => (None, Some(first.saturating_sub(1))),
        Compare::Equal => (Some(first), Some(last)),
    };
    Range { min, max }
}

fn closed(first: i64, last: i64) -> Range {
    Range {
        min: Some(first),
        max: Some(last),
    }
}
