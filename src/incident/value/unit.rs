//! Units of counts and quantities: synonyms in both languages and decimal prefixes.
//!
//! A unit of the fact is never guessed: what is neither the same word, nor a synonym, nor the same
//! unit with another prefix, is refused.

use super::fold::fold;

/// Words that count the same things; a word may stand in several lists.
const COUNTERS: &[&[&str]] = &[
    &[
        "人",
        "名",
        "persons",
        "person",
        "people",
        "users",
        "user",
        "利用者",
        "ユーザー",
        "ユーザ",
        "customers",
        "customer",
        "顧客",
        "subscribers",
        "subscriber",
        "加入者",
        "契約者",
        "passengers",
        "patients",
        "人分",
        "名分",
    ],
    &[
        "件", "cases", "case", "records", "record", "items", "item", "件分", "cards", "accounts",
    ],
    &["口座", "アカウント", "accounts", "account"],
    &["枚", "cards", "card"],
    &[
        "台",
        "devices",
        "device",
        "units",
        "unit",
        "terminals",
        "vehicles",
        "両",
    ],
    &[
        "回線",
        "lines",
        "line",
        "circuits",
        "subscriptions",
        "契約",
        "users",
    ],
    &[
        "戸",
        "世帯",
        "軒",
        "households",
        "household",
        "homes",
        "customers",
        "houses",
    ],
    &[
        "社",
        "companies",
        "company",
        "firms",
        "operators",
        "organisations",
    ],
    &["便", "flights", "flight"],
    &["本", "trains", "train"],
    &[
        "箇所", "か所", "カ所", "ヶ所", "ヵ所", "places", "place", "sites", "site",
    ],
    &["回", "times", "time"],
    &["局", "stations", "station"],
    &["日", "日間", "days", "day"],
    &["市町村", "自治体", "municipalities", "municipality"],
];

/// Other spellings of a unit, and the one that is calculated with.
const SPELLINGS: &[(&str, &str)] = &[
    ("円", "JPY"),
    ("yen", "JPY"),
    ("jpy", "JPY"),
    ("パーセント", "%"),
    ("percent", "%"),
    ("キロワット", "kW"),
    ("メガワット", "MW"),
    ("ワット", "W"),
    ("キロボルト", "kV"),
    ("ボルト", "V"),
    ("キロワット時", "kWh"),
    ("トン", "t"),
    ("tonnes", "t"),
    ("tons", "t"),
    ("キログラム", "kg"),
    ("キロリットル", "kL"),
    ("リットル", "L"),
    ("立方メートル", "m3"),
    ("キロメートル", "km"),
    ("メートル", "m"),
    ("ミリシーベルト", "mSv"),
    ("マイクロシーベルト", "μSv"),
    ("テラベクレル", "TBq"),
    ("ベクレル", "Bq"),
    ("ギガバイト", "GB"),
];

/// Units that take prefixes, as (symbol, symbol that is calculated with, power of ten).
const SCALABLE: &[(&str, &str, i32)] = &[
    ("W", "W", 0),
    ("Wh", "Wh", 0),
    ("VA", "VA", 0),
    ("var", "var", 0),
    ("V", "V", 0),
    ("A", "A", 0),
    ("Hz", "Hz", 0),
    ("g", "g", 0),
    ("t", "g", 6),
    ("m", "m", 0),
    ("L", "L", 0),
    ("l", "L", 0),
    ("B", "B", 0),
    ("bps", "bps", 0),
    ("Bq", "Bq", 0),
    ("Sv", "Sv", 0),
    ("Gy", "Gy", 0),
    ("Pa", "Pa", 0),
    ("J", "J", 0),
];

const PREFIXES: &[(&str, i32)] = &[
    ("", 0),
    ("T", 12),
    ("G", 9),
    ("M", 6),
    ("k", 3),
    ("K", 3),
    ("m", -3),
    ("μ", -6),
    ("u", -6),
];

/// One `given` in units of the fact, as numerator and denominator; `None` if they do not match.
pub(super) fn ratio(given: &str, fact_unit: &str) -> Option<(i128, i128)> {
    let (given, fact_unit) = (spelling(given), spelling(fact_unit));
    if given == fact_unit || same_counter(&given, &fact_unit) {
        return Some((1, 1));
    }
    if let (Some((base, power)), Some((other, fact_power))) = (split(&given), split(&fact_unit)) {
        return (base == other).then(|| powers(power - fact_power));
    }
    // `kw` for `kW` is safe; `mw` for `MW` is not, for it also means the millionth part of a kW
    let milli_or_mega = given.starts_with(['m', 'M']) && given.chars().count() > 1;
    (!milli_or_mega && given.to_lowercase() == fact_unit.to_lowercase()).then_some((1, 1))
}

fn spelling(unit: &str) -> String {
    let folded = fold(unit).replace(' ', "").replace('µ', "μ");
    let lower = folded.to_lowercase();
    let known = SPELLINGS
        .iter()
        .find(|(other, _)| *other == folded || *other == lower);
    known.map_or(folded, |(_, symbol)| (*symbol).to_owned())
}

fn same_counter(given: &str, fact_unit: &str) -> bool {
    let (given, fact_unit) = (given.to_lowercase(), fact_unit.to_lowercase());
    COUNTERS
        .iter()
        .any(|words| words.contains(&given.as_str()) && words.contains(&fact_unit.as_str()))
}

/// `MW` as (`W`, 6); what stands behind a slash belongs to the base: `mSv/h` as (`Sv/h`, -3).
fn split(unit: &str) -> Option<(String, i32)> {
    let (head, per) = unit
        .split_once('/')
        .map_or((unit, String::new()), |(head, per)| {
            (head, format!("/{per}"))
        });
    if matches!(head, "m3" | "立米") {
        return Some((format!("L{per}"), 3));
    }
    PREFIXES.iter().find_map(|(prefix, power)| {
        let symbol = head.strip_prefix(prefix)?;
        let (_, base, own) = SCALABLE.iter().find(|(name, ..)| *name == symbol)?;
        Some((format!("{base}{per}"), power + own))
    })
}

fn powers(exponent: i32) -> (i128, i128) {
    let ten = 10_i128.checked_pow(exponent.unsigned_abs()).unwrap_or(1);
    if exponent >= 0 { (ten, 1) } else { (1, ten) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_that_match() {
        for (given, fact, expected) in [
            ("kW", "kW", (1, 1)),
            ("MW", "kW", (1000, 1)),
            ("W", "kW", (1, 1000)),
            ("GW", "MW", (1000, 1)),
            ("㎾", "kW", (1, 1)),
            ("キロワット", "kW", (1, 1)),
            ("kw", "kW", (1, 1)),
            ("t", "kg", (1000, 1)),
            ("m³", "kL", (1, 1)),
            ("L", "m3", (1, 1000)),
            ("μSv/h", "mSv/h", (1, 1000)),
            ("人", "users", (1, 1)),
            ("名", "persons", (1, 1)),
            ("Users", "users", (1, 1)),
            ("件", "records", (1, 1)),
            ("円", "yen", (1, 1)),
            ("％", "%", (1, 1)),
            ("TB", "GB", (1000, 1)),
        ] {
            assert_eq!(ratio(given, fact), Some(expected), "{given} {fact}");
        }
    }

    #[test]
    fn units_that_do_not() {
        for (given, fact) in [
            ("kWh", "kW"),
            ("V", "kW"),
            ("mw", "MW"),
            ("人", "records"),
            ("h", "kW"),
            ("Sv/h", "Sv"),
            ("horses", "users"),
            ("km3", "m3"),
        ] {
            assert_eq!(ratio(given, fact), None, "{given} {fact}");
        }
    }
}
