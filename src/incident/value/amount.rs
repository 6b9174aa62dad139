//! Counts and quantities: a number with or without its unit, as ticks of the fact's grid.

use super::error::Problem;
use super::number::{self, Number, ONE};
use super::unit;
use crate::rulebook::Kind;

/// Parts of a unit to which a quantity is kept.
const MILLIONTHS: i128 = 1_000_000;

/// How the amounts of one fact are read.
#[derive(Clone, Copy)]
pub(super) struct Amount<'a> {
    /// `Count` or `Quantity`.
    pub kind: Kind,
    /// The fact's unit.
    pub unit: Option<&'a str>,
    /// The unit of a bare number, under an alias that carries one.
    pub bare: Option<&'a str>,
}

/// One amount, and what decides whether a bare number before it in a range shares its unit.
pub(super) struct Read {
    /// The value.
    pub tick: i64,
    /// What a bare number would be multiplied with if it shared this amount's words.
    shared: Option<(i128, i128)>,
}

impl Amount<'_> {
    /// Reads one amount.
    pub(super) fn read(self, text: &str) -> Result<Read, Problem> {
        let (number, rest) = self.number(text)?;
        let ratio = self.ratio(rest.trim(), text)?;
        let spoken = !rest.trim().is_empty() && ratio != (1, 1);
        let shared = (number.scale != 1 || spoken).then_some((ratio.0 * number.scale, ratio.1));
        let tick = self.ticks(number.parts, ratio, text)?;
        Ok(Read { tick, shared })
    }

    /// Reads a range; a bare first number that could share the second one's words is refused.
    pub(super) fn pair(self, from: &str, to: &str, whole: &str) -> Result<(i64, i64), Problem> {
        let (first, second) = (self.read(from)?, self.read(to)?);
        let bare = from
            .chars()
            .all(|ch| ch.is_ascii_digit() || matches!(ch, ',' | '.'));
        if let (true, Some(shared)) = (bare, second.shared) {
            let (number, _) = self.number(from)?;
            let both = self.ticks(number.parts, shared, from);
            if first.tick <= second.tick && both.is_ok_and(|tick| tick <= second.tick) {
                return Err(Problem::SharedScale(whole.to_owned()));
            }
        }
        Ok((first.tick, second.tick))
    }

    fn number<'t>(&self, text: &'t str) -> Result<(Number, &'t str), Problem> {
        if text.starts_with('-') {
            return Err(Problem::Negative(text.to_owned()));
        }
        if text.starts_with(['数', '何']) {
            return Err(Problem::Vague(text.to_owned()));
        }
        let text = if self
            .unit
            .is_some_and(|unit| unit::ratio("円", unit).is_some())
        {
            text.strip_prefix('円').map_or(text, str::trim_start)
        } else {
            text
        };
        let read = number::leading(text)?;
        let (mut number, mut rest) = read.ok_or_else(|| Problem::NotRead(text.to_owned()))?;
        if rest.starts_with(['数', '余']) {
            return Err(Problem::Vague(text.to_owned()));
        }
        if self.kind == Kind::Count
            && let Some(behind) = rest.strip_prefix(['k', 'K'])
            && !behind.starts_with(|ch: char| ch.is_alphanumeric())
        {
            number.parts *= 1000;
            number.scale = 1000;
            rest = behind;
        }
        // `1.000` is one to some and a thousand to others: in a count it is refused
        if self.kind == Kind::Count && number.decimal && number.scale == 1 {
            return Err(Problem::NotWhole(text.to_owned()));
        }
        Ok((number, rest))
    }

    fn ratio(&self, given: &str, text: &str) -> Result<(i128, i128), Problem> {
        let given = if given.is_empty() {
            self.bare.unwrap_or_default()
        } else {
            given
        };
        if given.is_empty() {
            return Ok((1, 1));
        }
        let Some(fact_unit) = self.unit else {
            return Err(Problem::NotRead(text.to_owned()));
        };
        unit::ratio(given, fact_unit).ok_or_else(|| Problem::WrongUnit(given.to_owned()))
    }

    fn ticks(&self, parts: i128, ratio: (i128, i128), text: &str) -> Result<i64, Problem> {
        let too_large = || Problem::TooLarge(text.to_owned());
        let grid = if self.kind == Kind::Count {
            1
        } else {
            MILLIONTHS
        };
        let product = parts
            .checked_mul(ratio.0)
            .and_then(|product| product.checked_mul(grid))
            .ok_or_else(too_large)?;
        let divisor = ONE.checked_mul(ratio.1).ok_or_else(too_large)?;
        if product % divisor != 0 {
            return Err(if self.kind == Kind::Count {
                Problem::NotWhole(text.to_owned())
            } else {
                Problem::TooFine(text.to_owned())
            });
        }
        // an eighth of what fits: some way from the edge, and still a million million units
        i64::try_from(product / divisor)
            .ok()
            .filter(|tick| *tick <= i64::MAX / 8)
            .ok_or_else(too_large)
    }
}
