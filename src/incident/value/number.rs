//! Numbers as people write them: `12000`, `12,000`, `1.2万`, `1.5億`, `一万二千`, `3 million`.
//!
//! Exact: a number is counted in millionths of a millionth, never as a floating point number. Knows
//! nothing of units; what stands behind the number is handed back.

use super::error::Problem;

/// Parts of one in which numbers are counted.
pub(crate) const ONE: i128 = 1_000_000_000_000;
/// Places behind the decimal point that fit.
const PLACES: usize = 12;
/// Digits before the decimal point; beyond this no headcount, power or sum of money is meant.
const DIGITS: usize = 15;

const MYRIADS: [(char, i128); 3] = [
    ('兆', 1_000_000_000_000),
    ('億', 100_000_000),
    ('万', 10_000),
];
const SMALL: [(char, i128); 3] = [('千', 1000), ('百', 100), ('十', 10)];
const WORDS: [(&str, i128); 4] = [
    ("thousand", 1000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
];
const KANJI_DIGITS: [(char, i128); 15] = [
    ('〇', 0),
    ('零', 0),
    ('一', 1),
    ('壱', 1),
    ('二', 2),
    ('弐', 2),
    ('三', 3),
    ('参', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
    ('拾', 10),
];

/// A number at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// In parts of [`ONE`].
    pub parts: i128,
    /// The word of multiplication it ends in: 10000 in `3万`, else 1.
    pub scale: i128,
    /// It has a decimal point.
    pub decimal: bool,
}

/// Reads the number at the beginning of a folded text; `None` if there is none.
pub(crate) fn leading(text: &str) -> Result<Option<(Number, &str)>, Problem> {
    let mut sum = Sum::default();
    let mut rest = text;
    loop {
        let (step, behind) = token(rest)?;
        let Some(step) = step else { break };
        if !sum.take(step, text)? {
            break;
        }
        rest = behind;
    }
    let Some(mut number) = sum.finish(text)? else {
        return Ok(None);
    };
    if let Some((times, behind)) = english_word(rest) {
        number.parts = times_checked(number.parts, times, text)?;
        number.scale = times;
        rest = behind;
    }
    Ok(Some((number, rest)))
}

/// A piece of a number.
#[derive(Clone, Copy)]
enum Token {
    Digits { parts: i128, decimal: bool },
    Small(i128),
    Myriad(i128),
}

fn token(text: &str) -> Result<(Option<Token>, &str), Problem> {
    let Some(first) = text.chars().next() else {
        return Ok((None, text));
    };
    if first.is_ascii_digit() {
        let (parts, decimal, rest) = arabic(text)?;
        return Ok((Some(Token::Digits { parts, decimal }), rest));
    }
    let behind = text.get(first.len_utf8()..).unwrap_or_default();
    let find = |table: &[(char, i128)]| {
        let hit = table.iter().find(|(sign, _)| *sign == first);
        hit.map(|(_, value)| *value)
    };
    if let Some(value) = find(&SMALL) {
        return Ok((Some(Token::Small(value)), behind));
    }
    if let Some(value) = find(&MYRIADS) {
        return Ok((Some(Token::Myriad(value)), behind));
    }
    if first == '拾' {
        return Ok((Some(Token::Small(10)), behind));
    }
    if find(&KANJI_DIGITS).is_some() {
        let (parts, rest) = kanji_digits(text)?;
        let decimal = false;
        return Ok((Some(Token::Digits { parts, decimal }), rest));
    }
    Ok((None, text))
}

/// `30,000.5` at the beginning.
fn arabic(text: &str) -> Result<(i128, bool, &str), Problem> {
    let end = |text: &str, more: fn(char) -> bool| {
        text.find(|ch: char| !(ch.is_ascii_digit() || more(ch)))
            .unwrap_or(text.len())
    };
    let (whole, mut rest) = text.split_at(end(text, |ch| ch == ','));
    if !grouped(whole) {
        return Err(Problem::Grouping(text.to_owned()));
    }
    let digits = whole.replace(',', "");
    let mut parts = read_digits(&digits, text)?
        .checked_mul(ONE)
        .ok_or_else(|| Problem::TooLarge(text.to_owned()))?;
    let mut decimal = false;
    if let Some(behind) = rest.strip_prefix('.') {
        let (places, after) = behind.split_at(end(behind, |_| false));
        if !places.is_empty() {
            let significant = places.trim_end_matches('0');
            if significant.len() > PLACES {
                return Err(Problem::TooFine(text.to_owned()));
            }
            let padded = format!("{significant:0<PLACES$}");
            parts += read_digits(&padded, text)?;
            rest = after;
            decimal = true;
        }
    }
    Ok((parts, decimal, rest))
}

/// Commas, if any, stand before every third digit.
fn grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    rest.peek().is_none() || ((1..=3).contains(&first.len()) && rest.all(|group| group.len() == 3))
}

fn read_digits(digits: &str, text: &str) -> Result<i128, Problem> {
    let significant = digits.trim_start_matches('0');
    if significant.len() > DIGITS {
        return Err(Problem::TooLarge(text.to_owned()));
    }
    let read = format!("0{significant}").parse();
    read.map_err(|_| Problem::TooLarge(text.to_owned()))
}

/// `二〇二六`: digits written one after the other.
fn kanji_digits(text: &str) -> Result<(i128, &str), Problem> {
    let (mut value, mut rest) = (0_i128, text);
    for (count, ch) in text.chars().enumerate() {
        let digit = KANJI_DIGITS
            .iter()
            .find(|(sign, value)| *sign == ch && *value < 10);
        let Some((_, digit)) = digit else { break };
        if count >= DIGITS {
            return Err(Problem::TooLarge(text.to_owned()));
        }
        value = value * 10 + digit;
        rest = rest.get(ch.len_utf8()..).unwrap_or_default();
    }
    Ok((value * ONE, rest))
}

fn english_word(rest: &str) -> Option<(i128, &str)> {
    let trimmed = rest.trim_start();
    WORDS.iter().find_map(|(word, times)| {
        let head = trimmed.get(..word.len())?;
        let behind = trimmed.get(word.len()..)?;
        let whole = !behind.starts_with(|ch: char| ch.is_ascii_alphanumeric());
        (head.eq_ignore_ascii_case(word) && whole).then_some((*times, behind))
    })
}

/// The sum so far: `1億` + (`2千` + `5百` + ...) .
#[derive(Default)]
struct Sum {
    total: i128,
    section: i128,
    digits: Option<i128>,
    decimal: bool,
    last_small: Option<i128>,
    last_myriad: Option<i128>,
    began: bool,
}

impl Sum {
    /// Takes a piece in; `false` if it does not belong to the number any more.
    fn take(&mut self, token: Token, text: &str) -> Result<bool, Problem> {
        match token {
            Token::Digits { parts, decimal } => {
                if self.digits.is_some() {
                    return Ok(false);
                }
                self.digits = Some(parts);
                self.decimal |= decimal;
            }
            Token::Small(unit) => {
                if self.last_small.is_some_and(|last| last <= unit) {
                    return Err(Problem::NotRead(text.to_owned()));
                }
                let digits = self.digits.take().unwrap_or(ONE);
                self.section += times_checked(digits, unit, text)?;
                self.last_small = Some(unit);
            }
            Token::Myriad(unit) => {
                let section = self.section + self.digits.take().unwrap_or(0);
                if section == 0 || self.last_myriad.is_some_and(|last| last <= unit) {
                    return Err(Problem::NotRead(text.to_owned()));
                }
                self.total += times_checked(section, unit, text)?;
                self.section = 0;
                self.last_small = None;
                self.last_myriad = Some(unit);
            }
        }
        self.began = true;
        Ok(true)
    }

    fn finish(self, text: &str) -> Result<Option<Number>, Problem> {
        if !self.began {
            return Ok(None);
        }
        let parts = self.total + self.section + self.digits.unwrap_or(0);
        // 10^15 ones fit comfortably into the ticks of every kind
        if parts > ONE * 1_000_000_000_000_000 {
            return Err(Problem::TooLarge(text.to_owned()));
        }
        let open = self.digits.is_some();
        let scale = match (self.last_small, self.last_myriad) {
            _ if open => 1,
            (Some(small), _) => small,
            (None, Some(myriad)) => myriad,
            (None, None) => 1,
        };
        Ok(Some(Number {
            parts,
            scale,
            decimal: self.decimal,
        }))
    }
}

fn times_checked(parts: i128, times: i128, text: &str) -> Result<i128, Problem> {
    // both factors are below 10^28, so that sums of a few products cannot overflow either
    parts
        .checked_mul(times)
        .filter(|product| *product < ONE * 1_000_000_000_000_000_000)
        .ok_or_else(|| Problem::TooLarge(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_spelling() {
        for (text, millionths, rest) in [
            ("0", 0, ""),
            ("30000", 30_000_000_000, ""),
            ("30,000人", 30_000_000_000, "人"),
            ("1,234,567", 1_234_567_000_000, ""),
            ("3万", 30_000_000_000, ""),
            ("1.5万", 15_000_000_000, ""),
            ("3,000万", 30_000_000_000_000, ""),
            ("1億2000万", 120_000_000_000_000, ""),
            ("1億2千5百万円", 125_000_000_000_000, "円"),
            ("一万二千", 12_000_000_000, ""),
            ("百二十", 120_000_000, ""),
            ("三〇", 30_000_000, ""),
            ("二〇二六", 2_026_000_000, ""),
            ("壱万", 10_000_000_000, ""),
            ("千", 1_000_000_000, ""),
            ("3 million users", 3_000_000_000_000, " users"),
            ("2.5thousand", 2_500_000_000, ""),
            ("1.000001kW", 1_000_001, "kW"),
            ("2..5", 2_000_000, "..5"),
            ("007", 7_000_000, ""),
        ] {
            let (number, behind) = leading(text).unwrap().unwrap();
            assert_eq!(number.parts * 1_000_000 / ONE, millionths, "{text}");
            assert_eq!(behind, rest, "{text}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in ["", "abc", "約3", "-5", "NaN", "∞", ".5"] {
            assert_eq!(leading(text).unwrap(), None, "{text}");
        }
        for text in [
            "30,00", "1,2345", "3,", ",", "万", "3万5億", "百千", "1万2万",
        ] {
            let read = leading(text);
            assert!(read.is_err() || read == Ok(None), "{text}");
        }
        for text in [
            "9".repeat(40),
            "9".repeat(16),
            "999兆兆".to_owned(),
            "999999兆".to_owned(),
            "九".repeat(20),
        ] {
            assert!(leading(&text).is_err(), "{text}");
        }
        assert!(leading("1.0000000000001").is_err());
    }
}
