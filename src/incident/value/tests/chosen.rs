//! Bools, choices and sets, and the wording of what is wrong.

use super::*;

#[test]
fn bools() {
    let bool = fact(Kind::Bool, None, &[]);
    for text in [
        "yes",
        "Yes",
        "TRUE",
        "y",
        "1",
        "はい",
        "有",
        "あり",
        "ＹＥＳ",
    ] {
        assert_eq!(spelled(&bool, text), "yes", "{text}");
    }
    for text in ["no", "False", "n", "0", "いいえ", "無し", "なし"] {
        assert_eq!(spelled(&bool, text), "no", "{text}");
    }
    for text in ["?", "？", "unknown", "不明", "わからない", "分からない"] {
        assert_eq!(spelled(&bool, text), "?", "{text}");
    }
    assert_eq!(spelled(&bool, "yes|no"), "no|yes");
    assert_eq!(spelled(&bool, "~yes"), "~yes");
    assert!(matches!(problem(&bool, "maybe"), Problem::NoChoice(..)));
    assert!(matches!(problem(&bool, "yes,no"), Problem::OneOnly(_)));
    assert!(matches!(problem(&bool, "yes|?"), Problem::UnknownAmong(_)));
}

#[test]
fn choices() {
    let one = sectors(Kind::Choice);
    for (text, canonical) in [
        ("telecom", "telecom"),
        ("Telecom", "telecom"),
        ("電気通信", "telecom"),
        ("情報通信（電気通信）", "telecom"),
        ("cable-tv", "cable_tv"),
        ("catv", "cable_tv"),
        ("Finance (banks, and the like)", "banking"),
        ("telecom|水道", "telecom|water"),
        ("?", "?"),
        ("~telecom", "~telecom"),
    ] {
        assert_eq!(spelled(&one, text), canonical, "{text}");
    }
    assert!(matches!(
        problem(&one, "telecom,water"),
        Problem::OneOnly(_)
    ));
    let Problem::NoChoice(_, nearest) = problem(&one, "telecon") else {
        panic!("must be unknown")
    };
    assert_eq!(nearest, ["telecom"]);
    let Problem::SeveralMeant(_, ids) = problem(&one, "金融") else {
        panic!("must be ambiguous")
    };
    assert_eq!(ids, ["banking", "insurance"]);
    assert!(matches!(problem(&one, "|"), Problem::Empty));
}

#[test]
fn sets() {
    let several = sectors(Kind::Choices);
    for (text, canonical) in [
        ("telecom", "telecom"),
        ("cable_tv, telecom", "cable_tv,telecom"),
        ("電気通信、ケーブルテレビ", "cable_tv,telecom"),
        ("telecom,cable_tv|water", "cable_tv,telecom|water"),
        ("water|telecom|water", "telecom|water"),
        ("[]", "[]"),
        ("なし", "[]"),
        ("[]|water", "[]|water"),
        ("Finance (banks, and the like)", "banking"),
    ] {
        assert_eq!(spelled(&several, text), canonical, "{text}");
    }
    assert!(matches!(problem(&several, "telecom,"), Problem::Empty));
    assert!(matches!(
        problem(&several, "telecom,?"),
        Problem::NoChoice(..)
    ));
    let list = read_list(&several, &["telecom", "水道"]).unwrap();
    assert_eq!(spell(&several, &list.knowledge), "telecom,water");
    assert_eq!(
        spell(&several, &read_list(&several, &[]).unwrap().knowledge),
        "[]"
    );
    assert!(read_list(&sectors(Kind::Choice), &["telecom"]).is_err());
}

#[test]
fn every_problem_is_said_in_one_sentence() {
    let text = || "x".to_owned();
    let all = [
        Problem::Empty,
        Problem::TooLong(3),
        Problem::NotRead(text()),
        Problem::Negative(text()),
        Problem::NotWhole(text()),
        Problem::TooFine(text()),
        Problem::TooLarge(text()),
        Problem::Grouping(text()),
        Problem::WrongUnit(text()),
        Problem::NeedsUnit(text()),
        Problem::Reversed(text()),
        Problem::NoValue(text()),
        Problem::SharedScale(text()),
        Problem::LeadingWave(text()),
        Problem::Vague(text()),
        Problem::NoDay(text()),
        Problem::NoYear(text()),
        Problem::NoSuchTime(text()),
        Problem::YearOutside(text()),
        Problem::NotExact(text()),
        Problem::NoChoice(text(), vec![]),
        Problem::SeveralMeant(text(), vec![text()]),
        Problem::OneOnly(text()),
        Problem::UnknownAmong(text()),
        Problem::NotListed(text()),
    ];
    let mut seen = std::collections::BTreeSet::new();
    for problem in &all {
        let Text { ja, en } = problem.message();
        assert!(!en.ends_with('.') && !ja.ends_with('。'), "{en} {ja}");
        assert!(seen.insert(ja) && seen.insert(en), "{problem:?}");
    }
}
