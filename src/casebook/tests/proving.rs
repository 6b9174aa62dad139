//! Coverage and mutants of the small rulebook.

use super::casebook;
use crate::casebook::proof::coverage::{self, Shown};
use crate::casebook::proof::mutate::{self, End, Fate};

const CASE: &str = "id: lines
kind: constructed
title: {ja: 題, en: title}
description: {ja: 文, en: text}
profile: carrier
at: 2026-10-23T10:00
facts: {failure: yes, service.1.users: 10}
expected: {duties: [outage], limbs: {outage: [few]}}
variants:
  - {id: no-failure, facts: {failure: no}, expected: {absent: [outage]}}
  - {id: no-failure-many, facts: {failure: no, service.1.users: 1234}, expected: {absent: [outage]}}
  - {id: no-carrier, facts: {carrier: no}, expected: {absent: [outage]}}
  - {id: many, facts: {service.1.users: 1234}, expected: {limbs: {outage: [few, many]}}}
  - {id: not-many, facts: {service.1.users: 1233}, expected: {limbs: {outage: [few]}}}
";
const NINE: &str = "  - {id: nine, facts: {service.1.users: 9}, expected: {absent: [outage]}}\n";

fn outage(id: &str) -> bool {
    id == "outage"
}

fn sides(case: &str) -> Vec<(String, bool, Shown)> {
    let (book, loaded) = casebook(&[("x/lines.yaml", case)]);
    assert!(loaded.errors.is_empty(), "{:?}", loaded.errors);
    coverage::measure(&book, &loaded.casebook, &outage, &|| {})
        .into_iter()
        .flat_map(|test| {
            let text = test.leaf.text.clone();
            let sides = test.sides().map(|(holds, shown)| (holds, shown.clone()));
            sides.map(|(holds, shown)| (text.clone(), holds, shown))
        })
        .collect()
}

fn fates(case: &str) -> Vec<Fate> {
    let (book, loaded) = casebook(&[("x/lines.yaml", case)]);
    assert!(loaded.errors.is_empty(), "{:?}", loaded.errors);
    mutate::run(&book, &loaded.casebook, &outage, &|| {})
}

#[test]
fn a_side_is_shown_by_the_case_that_turns_on_it_alone() {
    let sides = sides(&format!("{CASE}{NINE}"));
    let shown = |text: &str, holds: bool| {
        let mut found = sides
            .iter()
            .filter(|side| side.0 == text && side.1 == holds);
        found.next().unwrap().2.clone()
    };
    assert_eq!(
        shown("users: >= 10", false),
        Shown::By("lines / nine".to_owned())
    );
    assert_eq!(
        shown("carrier: true", false),
        Shown::By("lines / no-carrier".to_owned())
    );
    // Where many hold, few hold as well: so this test never decides by holding.
    assert_eq!(shown("users: >= 1234", true), Shown::Never);
    assert!(sides.iter().all(|(.., shown)| !shown.is_missing()));
}

#[test]
fn a_missing_side_comes_with_facts_that_would_show_it() {
    let missing: Vec<_> = sides(CASE)
        .into_iter()
        .filter(|(.., shown)| shown.is_missing())
        .collect();
    assert_eq!(missing.len(), 2, "{missing:?}");
    for (_, holds, shown) in missing {
        let Shown::Missing(Some(example)) = shown else {
            panic!("{shown:?}");
        };
        let users = example.iter().find(|(_, fact, _)| fact.as_str() == "users");
        assert_eq!((holds, users.unwrap().2.as_str()), (false, "9 users"));
    }
}

#[test]
fn every_mutant_is_noticed_or_proved_equivalent() {
    let fates = fates(&format!("{CASE}{NINE}"));
    for Fate { mutant, end } in &fates {
        assert!(
            !matches!(end, End::Alive(_)),
            "{} {}",
            mutant.text,
            mutant.change
        );
    }
    assert!(
        fates
            .iter()
            .any(|fate| matches!(fate.end, End::NoticedBy(_)))
    );
}

#[test]
fn a_mutant_that_no_case_notices_stays_alive() {
    let alive: Vec<_> = fates(CASE)
        .into_iter()
        .filter(|fate| matches!(fate.end, End::Alive(_)))
        .map(|fate| format!("{}: {}", fate.mutant.text, fate.mutant.change))
        .collect();
    assert_eq!(
        alive,
        [
            "users: >= 10: lower line moved to 9 users",
            "users: >= 10: dropped"
        ]
    );
}

#[test]
fn the_first_day_of_an_edition_is_noticed_by_the_edition_that_is_expected() {
    // The first edition begins on the first day of the rulebook: no mutant moves it.
    assert!(
        fates(CASE)
            .iter()
            .all(|fate| fate.mutant.replacement.is_some())
    );
}
