//! Numbers, lengths of time, moments and days.

use super::*;

#[test]
fn counts() {
    for (text, min, max, estimated) in [
        ("30000", Some(30_000), Some(30_000), false),
        ("３０，０００", Some(30_000), Some(30_000), false),
        ("3万", Some(30_000), Some(30_000), false),
        ("3万人", Some(30_000), Some(30_000), false),
        ("1.5万 users", Some(15_000), Some(15_000), false),
        ("30k", Some(30_000), Some(30_000), false),
        ("1.5k users", Some(1500), Some(1500), false),
        ("三万人", Some(30_000), Some(30_000), false),
        ("3 million", Some(3_000_000), Some(3_000_000), false),
        ("~30000", Some(30_000), Some(30_000), true),
        ("約3万人", Some(30_000), Some(30_000), true),
        ("約3万人程度", Some(30_000), Some(30_000), true),
        ("about 30,000", Some(30_000), Some(30_000), true),
        ("20000..50000", Some(20_000), Some(50_000), false),
        ("2万〜5万", Some(20_000), Some(50_000), false),
        ("2万～5万人", Some(20_000), Some(50_000), false),
        ("2万から5万まで", Some(20_000), Some(50_000), false),
        ("20000 .. 50000", Some(20_000), Some(50_000), false),
        ("5000..3万", Some(5000), Some(30_000), false),
        ("..5000", Some(0), Some(5000), false),
        ("20000..", Some(20_000), None, false),
        (">=30000", Some(30_000), None, false),
        (">= 3万", Some(30_000), None, false),
        ("≧30000", Some(30_000), None, false),
        (">30000", Some(30_001), None, false),
        ("<=5000", Some(0), Some(5000), false),
        ("<5000", Some(0), Some(4999), false),
        ("==5", Some(5), Some(5), false),
        (">=100 <500", Some(100), Some(499), false),
        ("3万人以上", Some(30_000), None, false),
        ("3万人未満", Some(0), Some(29_999), false),
        ("3万人を超える", Some(30_001), None, false),
        ("at least 30000", Some(30_000), None, false),
        ("約3万人以上", Some(30_000), None, true),
        ("0", Some(0), Some(0), false),
    ] {
        assert_eq!(ticks(&users(), text), (min, max, estimated), "{text}");
    }
}

#[test]
fn counts_that_are_none() {
    let text = |text: &str| text.to_owned();
    for (written, expected) in [
        ("", Problem::Empty),
        ("　", Problem::Empty),
        ("~", Problem::Empty),
        ("abc", Problem::NotRead(text("abc"))),
        ("NaN", Problem::NotRead(text("NaN"))),
        ("-5", Problem::Negative(text("-5"))),
        ("−5", Problem::Negative(text("-5"))),
        ("1.5", Problem::NotWhole(text("1.5"))),
        ("1.000", Problem::NotWhole(text("1.000"))),
        ("1.00001万", Problem::NotWhole(text("1.00001万"))),
        ("30,00", Problem::Grouping(text("30,00"))),
        ("3万件", Problem::WrongUnit(text("件"))),
        ("数十人", Problem::Vague(text("数十人"))),
        ("十数人", Problem::Vague(text("十数人"))),
        ("50000..20000", Problem::Reversed(text("50000..20000"))),
        ("<0", Problem::NoValue(text("<0"))),
        (">5 <3", Problem::NoValue(text(">5 <3"))),
        ("2〜3万", Problem::SharedScale(text("2〜3万"))),
        ("〜5000", Problem::LeadingWave(text("〜5000"))),
        ("3|5", Problem::NotListed(text("3|5"))),
        ("..", Problem::NotRead(text(".."))),
        (
            "99999999999999999999",
            Problem::TooLarge(text("99999999999999999999")),
        ),
    ] {
        assert_eq!(problem(&users(), written), expected, "{written}");
    }
    let long = "9".repeat(LONGEST + 1);
    assert_eq!(problem(&users(), &long), Problem::TooLong(LONGEST));
    for text in [
        "1e9", "0x10", "3 5", "3万5", "1..2..3", ">=", ">=>=3", "∞", "1/2", "12:30",
    ] {
        let read = read(&users(), None, text);
        assert!(read.is_err() || text == "3万5", "{text}: {read:?}");
    }
}

#[test]
fn quantities() {
    for (text, min, max) in [
        ("7000kW", Some(7_000_000_000), Some(7_000_000_000)),
        ("7,000 kW", Some(7_000_000_000), Some(7_000_000_000)),
        ("7000", Some(7_000_000_000), Some(7_000_000_000)),
        ("7MW", Some(7_000_000_000), Some(7_000_000_000)),
        ("7㎿", Some(7_000_000_000), Some(7_000_000_000)),
        ("10万kW", Some(100_000_000_000), Some(100_000_000_000)),
        ("0.000001", Some(1), Some(1)),
        ("1W", Some(1000), Some(1000)),
        (">= 7000 kW", Some(7_000_000_000), None),
        ("100kW..7MW", Some(100_000_000), Some(7_000_000_000)),
        ("9000..7MW", None, None),
    ] {
        if min.is_some() {
            assert_eq!(ticks(&power(), text), (min, max, false), "{text}");
        } else {
            assert!(
                matches!(problem(&power(), text), Problem::Reversed(_)),
                "{text}"
            );
        }
    }
    for (text, expected) in [
        ("0.0000001", Problem::TooFine("0.0000001".into())),
        ("7000kWh", Problem::WrongUnit("kWh".into())),
        ("5..10MW", Problem::SharedScale("5..10MW".into())),
        (
            "9999999999999kW",
            Problem::TooLarge("9999999999999kW".into()),
        ),
    ] {
        assert_eq!(problem(&power(), text), expected, "{text}");
    }
    let bare = read(&power(), Some("MW"), "7").unwrap();
    assert_eq!(spell(&power(), &bare.knowledge), "7000kW");
    let yen = fact(Kind::Count, Some("yen"), &[]);
    assert_eq!(ticks(&yen, "3,000万円").0, Some(30_000_000));
    assert_eq!(ticks(&yen, "￥3,000").0, Some(3000));
}

#[test]
fn durations() {
    let duration = fact(Kind::Duration, None, &[]);
    for (text, min, max) in [
        ("90min", Some(5400), Some(5400)),
        ("2時間半", Some(9000), Some(9000)),
        ("1〜2時間", Some(3600), Some(7200)),
        ("30min..2h", Some(1800), Some(7200)),
        ("2時間以上", Some(7200), None),
        ("> 2h", Some(7201), None),
        ("24時間以内", Some(0), Some(86_400)),
    ] {
        assert_eq!(ticks(&duration, text), (min, max, false), "{text}");
    }
    assert_eq!(problem(&duration, "120"), Problem::NeedsUnit("120".into()));
    let error = read(&duration, None, "120").unwrap_err();
    assert!(error.help.en.contains("`90min`"), "{}", error.help.en);
    let minutes = read(&duration, Some("min"), "120").unwrap();
    assert_eq!(spell(&duration, &minutes.knowledge), "2h");
    let minutes = read(&duration, Some("min"), ">=60").unwrap();
    assert_eq!(spell(&duration, &minutes.knowledge), ">=1h");
}

#[test]
fn instants_and_dates() {
    let instant = fact(Kind::Instant, None, &[]);
    let date = fact(Kind::Date, None, &[]);
    for (text, canonical) in [
        ("2026-11-22T03:10", "2026-11-22T03:10"),
        ("2026-11-21 18:10:05Z", "2026-11-22T03:10:05"),
        ("2026-11-22", "2026-11-22"),
        ("2026-11-22 3時頃", "~2026-11-22T03"),
        ("2026-11-20..2026-11-22", "2026-11-20..2026-11-22"),
        ("2026-11", "2026-11-01..2026-11-30"),
        (
            "2026-11-22T03:00..05:00",
            "2026-11-22T03:00..2026-11-22T05:00",
        ),
        (
            "2026-11-22T03:00〜2026-11-22T05:00",
            "2026-11-22T03:00..2026-11-22T05:00",
        ),
        (">=2026-11-22", ">=2026-11-22"),
        (">2026-11-22", ">=2026-11-23"),
        ("<2026-11-22", "<=2026-11-21"),
        ("..2026-11-22", "<=2026-11-22"),
        ("2026-11-22T03:10以降", ">=2026-11-22T03:10"),
        ("~2026-11-22", "~2026-11-22"),
    ] {
        assert_eq!(spelled(&instant, text), canonical, "{text}");
    }
    let whole = |text: &str| read(&instant, None, text).unwrap().whole_day;
    assert!(whole("2026-11-22") && whole("~2026-11-22"));
    assert!(!whole("2026-11-22T03") && !whole("2026-11-22..2026-11-22"));
    for (text, canonical) in [
        ("2026-11-22", "2026-11-22"),
        ("2026年11月22日", "2026-11-22"),
        ("2026-11", "2026-11-01..2026-11-30"),
        ("2026-11-01..2026-11-22", "2026-11-01..2026-11-22"),
        ("< 2026-04-01", "<=2026-03-31"),
        ("2026-04-01以前", "<=2026-04-01"),
    ] {
        assert_eq!(spelled(&date, text), canonical, "{text}");
    }
    assert!(matches!(
        problem(&date, "2026-11-22T03:10"),
        Problem::NotRead(_)
    ));
    assert!(matches!(problem(&instant, "03:10"), Problem::NoDay(_)));
    assert_eq!(read_day("2026-11-22"), Ok(jiff::civil::date(2026, 11, 22)));
    assert!(read_day("2026-11").is_err());
    assert!(read_moment("2026-11-22").is_err());
    assert_eq!(
        read_moment("2026-11-22T03:10").map(Timestamp::as_second),
        Ok(1_795_284_600)
    );
}
