//! Files, good and bad.

use proptest::prelude::*;

use super::*;
use crate::incident::testing::rulebook;
use crate::incident::{FilingAct, Profile, Remark};

struct Found {
    incident: Option<Incident>,
    mistakes: Vec<(Code, u32, u32)>,
}

fn read(text: &str) -> Found {
    let rulebook = rulebook();
    let names = Names::new(&rulebook);
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let profile = sources.add("carrier.yaml", "title: 事業者\nfacts: {sector: telecom}\n");
    let profile = Profile::parse(profile, &names, &sources, &mut problems).unwrap();
    let profiles = Profiles::from([("carrier".to_owned(), profile)]);
    let context = Context {
        names: &names,
        profiles: &profiles,
        given: &[],
    };
    let incident = read_text("a.yaml", text, context, &mut sources, &mut problems);
    let (errors, _) = problems.into_sorted();
    let mistakes = errors.iter().map(|found| {
        let place = found.place.unwrap();
        (found.code, place.line, place.column)
    });
    Found {
        incident,
        mistakes: mistakes.collect(),
    }
}

fn good(text: &str) -> Incident {
    let found = read(text);
    assert_eq!(found.mistakes, [], "{text}");
    found.incident.unwrap()
}

fn said(incident: &Incident) -> Vec<String> {
    let said = incident.statements.iter();
    said.map(|s| format!("{}={}", s.subject, s.written))
        .collect()
}

#[test]
fn plain_facts_items_and_sets() {
    let incident = good(
        "facts:
  facility_failure: yes
  sector: [telecom, cable_tv]
  affected_users: 30,000
  service.2.affected_users: ~50000
  service.all_listed: no
  data_set:
    - {affected_persons: '20000..50000'}
    - {affected_persons: \"?\"}
",
    );
    assert_eq!(
        said(&incident),
        [
            "facility_failure=yes",
            "sector=cable_tv,telecom",
            "service.1.affected_users=30000",
            "service.2.affected_users=~50000",
            "service.all_listed=no",
            "data_set.1.affected_persons=20000..50000",
            "data_set.2.affected_persons=?",
        ]
    );
    assert!(incident.statements.iter().all(|s| s.at.is_none()));
}

#[test]
fn items_may_be_numbered_or_the_only_one() {
    let incident =
        good("facts:\n  service:\n    2: {outage_duration: 1h}\n    5: {outage_minutes: 90}\n");
    assert_eq!(
        said(&incident),
        [
            "service.2.outage_duration=1h",
            "service.5.outage_duration=1h30min"
        ]
    );
    let incident = good("facts:\n  service: {outage_duration: 1h, all_listed: yes}\n");
    assert_eq!(
        said(&incident),
        ["service.1.outage_duration=1h", "service.all_listed=yes"]
    );
}

#[test]
fn a_whole_case_is_an_incident() {
    let incident = good(
        "id: a-case
kind: constructed
title: {ja: 題, en: title}
description: {ja: 記述, en: description}
sources: []
profile: carrier
as_of: 2016-03-31
at: 2026-11-22T09:00
facts: {facility_failure: yes, occurred_at: 2026-11-22}
timeline:
  - at: 2026-11-22T10:00
    note: {ja: 続報, en: more}
    facts: {affected_users: 5}
  - {at: 2026-11-22T10:30, facts: {affected_users: 50000}}
expected: {law: required}
variants: []
at_injects: []
lessons: {ja: 教訓, en: lesson}
unverified: {ja: 未, en: not}
",
    );
    assert_eq!(
        said(&incident),
        [
            "sector=telecom",
            "facility_failure=yes",
            "occurred_at=2026-11-22",
            "service.1.affected_users=5",
            "service.1.affected_users=50000",
        ]
    );
    let at: Vec<Option<String>> = incident
        .statements
        .iter()
        .map(|s| s.at.map(|at| at.to_string()))
        .collect();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        at,
        [
            None,
            text("2026-11-22T00:00:00Z"),
            text("2026-11-22T00:00:00Z"),
            text("2026-11-22T01:00:00Z"),
            text("2026-11-22T01:30:00Z"),
        ]
    );
    assert_eq!(incident.at.unwrap().to_string(), "2026-11-22T01:30:00Z");
    assert_eq!(incident.timeline.len(), 2);
    assert!(matches!(incident.remarks.as_slice(), [Remark::WholeDay(_)]));
    assert_eq!(incident.as_of, Some(jiff::civil::date(2016, 3, 31)));
}

#[test]
fn facts_of_a_later_instant_were_always_known() {
    let incident = good(
        "at: 2026-11-22T12:00
facts: {facility_failure: yes}
timeline: [{at: 2026-11-22T10:00, facts: {affected_users: 5}}]
",
    );
    assert_eq!(incident.statements[0].at, None);
    assert_eq!(incident.at.unwrap().to_string(), "2026-11-22T03:00:00Z");
    let incident = good("at: 2026-11-22T12:00\nfacts: {facility_failure: yes}\n");
    assert_eq!(incident.statements[0].at, None);
}

#[test]
fn a_title_may_be_one_text_and_nothing_may_be_known() {
    let incident = good("title: 障害\nfacts: {}\n");
    assert_eq!(incident.title.unwrap().en, "障害");
    assert_eq!(incident.at, None);
    good("timeline: [{at: 2026-11-22T10:00, note: 第一報}]");
}

#[test]
fn mistakes_carry_their_place() {
    use Code as C;
    for (text, mistakes) in [
        (
            "facts: {facility_failur: yes}\n",
            &[(C::UnknownFact, 1, 9)][..],
        ),
        (
            "facts:\n  facility_failure: 多分\n",
            &[(C::BadValue, 2, 21)],
        ),
        ("facts:\n  affected_users:\n", &[(C::EmptyValue, 2, 3)]),
        ("facts:\n  affected_users: ~\n", &[(C::EmptyValue, 2, 3)]),
        (
            "facts:\n  affected_users: {a: b}\n",
            &[(C::WrongShape, 2, 19)],
        ),
        (
            "facts:\n  serious_accident: yes\n",
            &[(C::NotSettable, 2, 3)],
        ),
        ("facts:\n  down_for: 1h\n", &[(C::AmbiguousName, 2, 3)]),
        ("facts:\n  service: 5\n", &[(C::BadSubject, 2, 3)]),
        (
            "facts:\n  service.0.affected_users: 5\n",
            &[(C::BadSubject, 2, 3)],
        ),
        (
            "facts: {outage_minutes: 5, outage_duration: 5h}\n",
            &[(C::SetTwice, 1, 28)],
        ),
        ("facts: [a]\n", &[(C::WrongShape, 1, 8)]),
        (
            "fakts: {}\n",
            &[(C::MissingKey, 1, 1), (C::UnknownKey, 1, 1)],
        ),
        (
            "facts: {}\nprofile: carier\n",
            &[(C::UnknownProfile, 2, 10)],
        ),
        ("facts: {}\nat: 2026-11-22\n", &[(C::NotAMoment, 2, 5)]),
        ("facts: {}\nas_of: 2026-13-22\n", &[(C::NotADate, 2, 8)]),
        ("timeline: [{facts: {}}]\n", &[(C::MissingKey, 1, 12)]),
        (
            "timeline:\n  - at: 2026-11-22T10:00\n  - at: 2026-11-22T09:00\n",
            &[(C::OutOfOrder, 3, 9)],
        ),
        (
            "facts: {}\nfilings: [{rule: x}]\n",
            &[(C::UnknownRule, 2, 18)],
        ),
        ("", &[(C::FileEmpty, 1, 1)]),
        (
            "facts:\n  xyzzy: 1\n  facility_failure: 多分\ncolour: red\n",
            &[
                (C::UnknownFact, 2, 3),
                (C::BadValue, 3, 21),
                (C::UnknownKey, 4, 1),
            ],
        ),
    ] {
        let found = read(text);
        assert_eq!(found.mistakes, mistakes, "{text}");
        assert!(found.incident.is_none(), "{text}");
    }
}

#[test]
fn a_plain_question_mark() {
    // YAML takes a lone `?` for the sign of a key; inside a text it is none
    for text in [
        "facts: {facility_failure: \"?\"}\n",
        "facts:\n  facility_failure: '?'\n",
    ] {
        assert_eq!(said(&good(text)), ["facility_failure=?"]);
    }
    for text in [
        "facts: {facility_failure: ?}\n",
        "facts:\n  facility_failure: ?\n",
    ] {
        match read(text) {
            Found {
                incident: Some(incident),
                ..
            } => assert_eq!(said(&incident), ["facility_failure=?"]),
            Found { mistakes, .. } => assert_eq!(mistakes.len(), 1, "{text}"),
        }
    }
}

#[test]
fn too_much_is_refused() {
    let found = read_long(&format!("facts: {{}}\n# {}", "x".repeat(1024 * 1024)));
    assert_eq!(found, [Code::FileTooLarge]);
    let items = "    - {affected_users: 1}\n".repeat(100);
    let found = read_long(&format!("facts:\n  service:\n{items}"));
    assert_eq!(found, [Code::BadSubject]);
}

fn read_long(text: &str) -> Vec<Code> {
    let rulebook = rulebook();
    let names = Names::new(&rulebook);
    let profiles = Profiles::new();
    let context = Context {
        names: &names,
        profiles: &profiles,
        given: &[],
    };
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    assert!(read_text("-", text, context, &mut sources, &mut problems).is_none());
    let errors = problems.into_sorted().0;
    errors.iter().map(|found| found.code).collect()
}

#[test]
fn filings() {
    let rulebook = with_a_rule();
    let names = Names::new(&rulebook);
    let profiles = Profiles::new();
    let context = Context {
        names: &names,
        profiles: &profiles,
        given: &[],
    };
    let read = |text: &str| {
        let (mut sources, mut problems) = (Sources::default(), Problems::default());
        let incident = read_text("a.yaml", text, context, &mut sources, &mut problems);
        let errors = problems.into_sorted().0;
        (
            incident,
            errors.iter().map(|found| found.code).collect::<Vec<_>>(),
        )
    };
    let (incident, errors) = read(
        "facts: {}
filings:
  - {rule: a-rule, stage: prompt, at: 2026-11-22T10:00, ref: '12', by: 当直}
  - {rule: a-rule, not: true, why: 訓練, by: 部長}
  - {rule: a-rule, retracted: true, why: 誤報}
",
    );
    assert_eq!(errors, []);
    let filings = incident.unwrap().filings;
    assert_eq!(filings.len(), 3);
    assert_eq!(filings[0].stage, Some("prompt".into()));
    assert!(matches!(&filings[1].act, FilingAct::NotFiled { why } if why == "訓練"));
    for (entry, code) in [
        ("{rule: a-rule, not: true}", Code::MissingKey),
        ("{rule: a-rul}", Code::UnknownRule),
        ("{stage: prompt}", Code::MissingKey),
        ("{rule: a-rule, stage: promt}", Code::UnknownTerm),
        ("{rule: a-rule, to: nobody}", Code::UnknownAuthority),
        ("{rule: a-rule, at: 2026-11-22}", Code::NotAMoment),
        ("{rule: a-rule, reference: x}", Code::UnknownKey),
    ] {
        let (_, errors) = read(&format!("facts: {{}}\nfilings: [{entry}]\n"));
        assert_eq!(errors, [code], "{entry}");
    }
}

fn with_a_rule() -> Rulebook {
    use crate::incident::testing::{rule, term};
    let mut rulebook = rulebook();
    rulebook.rules.insert("a-rule".into(), rule("a-rule"));
    rulebook.terms.insert("prompt".into(), term("prompt"));
    rulebook
}

const PIECES: [&str; 18] = [
    "facts:",
    "  ",
    "timeline:",
    "- ",
    "at: ",
    "2026-11-22T10:00",
    "service:",
    "affected_users: ",
    "{",
    "}",
    "\n",
    "filings: ",
    "[",
    "]",
    "3万",
    "?",
    "facility_failure: ",
    ", ",
];

proptest! {
    #[test]
    fn no_file_panics(picks in proptest::collection::vec(0..PIECES.len(), 0..40), noise in any::<String>()) {
        let text: String = picks.iter().map(|pick| PIECES[*pick]).collect();
        for text in [text.clone(), format!("{text}{noise}"), format!("facts: {{{text}}}")] {
            let found = read(&text);
            prop_assert_eq!(found.incident.is_none(), !found.mistakes.is_empty());
        }
    }
}
