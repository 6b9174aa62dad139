//! Expectations that hold, and each way in which one may fail.

use super::casebook;
use crate::casebook::check::{self, Found, Part, Run, Was, render};
use crate::decide::{Verdict, decide};
use crate::rulebook::{Channel, Lang};

const HEAD: &str = "id: a-case
kind: constructed
title: {ja: 題, en: title}
profile: carrier
facts:
  failure: yes
  occurred_at: 2026-10-23T08:00
  known_at: 2026-10-23T09:00
  users: 5
timeline:
  - {at: 2026-10-23T10:00, facts: {others_at_risk: \"?\"}}
  - {at: 2026-10-23T11:00, facts: {users: 4321}}
";

fn run(rest: &str) -> (Vec<Run>, String) {
    let text = format!("{HEAD}{rest}");
    let (book, loaded) = casebook(&[("telecom/a-case.yaml", &text)]);
    assert_eq!(loaded.errors, [], "{rest}");
    let by = |incident: &_, at, as_of| decide(&book, incident, at, as_of);
    let runs = check::check(&loaded.casebook, &by);
    let shown = runs.iter();
    let shown = shown.map(|run| render::render(run, &loaded.sources, Lang::En));
    let shown = shown.collect();
    (runs, shown)
}

#[test]
fn everything_as_expected() {
    let (runs, shown) = run("expected:
  law: required
  ceptoar: consult
  hotline: not_required
  duties: [outage]
  limbs: {outage: [many, few]}
  open: tell
  deadlines: {outage.detailed: 2026-11-24}
  because: [service.1.users, failure]
  why: {ja: 理由, en: reason}
at_injects:
  - {at: 2026-10-23T10:30, expected: {law: not_required, duties: [], absent: [outage], ceptoar: consult}}
  - {at: 2026-10-23T10:00, expected: {open: [tell]}}
variants:
  - id: fewer
    facts: {users: 1233, others_at_risk: yes}
    expected: {limbs: {outage: [few]}, also: [tell], route: ministry, ceptoar: recommended}
  - id: before-the-law
    as_of: 2014-05-18
    expected: {absent: [outage]}
  - id: earlier
    at: 2026-10-23T10:00
    expected: {duties: []}
");
    assert_eq!(shown, "");
    let parts: Vec<String> = runs.iter().map(render::name).collect();
    assert_eq!(
        parts,
        [
            "a-case",
            "a-case @ 2026-10-23T10:30",
            "a-case @ 2026-10-23T10:00",
            "a-case / fewer",
            "a-case / before-the-law",
            "a-case / earlier",
        ]
    );
    assert_eq!(runs[3].part, Part::Variant("fewer".to_owned()));
}

/// The one difference of an expectation.
fn differs(expected: &str) -> (Found, String) {
    let (mut runs, shown) = run(&format!("expected: {{{expected}}}\n"));
    assert_eq!(runs.len(), 1);
    let mut differences = runs.remove(0).differences;
    assert_eq!(differences.len(), 1, "{expected}: {differences:?}");
    let first = differences.remove(0);
    assert!(!first.because.is_empty(), "{expected}");
    assert_eq!((first.place.line, shown.lines().count() > 2), (13, true));
    (first.found, shown)
}

#[test]
fn each_difference() {
    let (found, shown) = differs("law: not_required");
    assert_eq!(
        found,
        Found::Verdict {
            channel: Channel::Law,
            expected: Verdict::NotRequired,
            got: Verdict::Required,
        }
    );
    assert!(shown.starts_with("a-case: law: expected `not_required`, got `required`\n"));
    assert!(shown.contains("a-case.yaml:13:"), "{shown}");
    assert!(
        shown.contains("because `outage` is due: ") && shown.contains("users=4321 (>= 1234)"),
        "{shown}"
    );
    let is = |expected, wanted: fn(&Found) -> bool| {
        let (found, shown) = differs(expected);
        assert!(wanted(&found), "{expected}: {found:?} {shown}");
        shown
    };
    is("duties: []", |f| matches!(f, Found::DueToo(_)));
    let shown = is("also: [tell]", |f| {
        matches!(f, Found::NotDue(_, Was::Doubtful))
    });
    assert!(shown.contains("hinges on `others_at_risk`"), "{shown}");
    is("absent: [outage]", |f| {
        matches!(f, Found::NotAbsent(_, Was::Due))
    });
    is("absent: [tell]", |f| {
        matches!(f, Found::NotAbsent(_, Was::Doubtful))
    });
    is("open: [outage]", |f| {
        matches!(f, Found::NotOpen(_, Was::Due))
    });
    is(
        "limbs: {outage: [many]}",
        |f| matches!(f, Found::Limbs { got, .. } if got.len() == 2),
    );
    is("route: ceptoar", |f| matches!(f, Found::Route { .. }));
    is("deadlines: {outage.detailed: 2026-11-22}", |f| {
        matches!(f, Found::Deadline { .. })
    });
    is("deadlines: {outage.prompt: 2026-11-22}", |f| {
        matches!(f, Found::Deadline { .. })
    });
    is("because: [others_at_risk]", |f| {
        matches!(f, Found::NoReason(_))
    });
}

#[test]
fn a_deadline_may_be_expected_to_the_minute() {
    let (_, shown) = run("expected: {deadlines: {outage.detailed: 2026-11-24T23:59}}\n");
    assert_eq!(shown, "");
    differs("deadlines: {outage.detailed: 2026-11-24T12:00}");
}

#[test]
fn both_languages() {
    let text = format!("{HEAD}expected: {{law: consult, route: hotline, absent: [outage]}}\n");
    let (book, loaded) = casebook(&[("telecom/a-case.yaml", &text)]);
    let by = |incident: &_, at, as_of| decide(&book, incident, at, as_of);
    let runs = check::check(&loaded.casebook, &by);
    let ja = render::render(&runs[0], &loaded.sources, Lang::Ja);
    assert!(ja.contains("law は `consult` のはずが `required`"), "{ja}");
}
