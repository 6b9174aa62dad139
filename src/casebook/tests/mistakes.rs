//! Every mistake of a case has a code and a place.

use super::casebook;
use crate::rulebook::diagnostic::Code;

const GOOD: &str = "id: a
kind: constructed
title: {ja: 題, en: title}
at: 2026-10-23T10:00
facts: {failure: yes}
expected: {law: required}
";

fn found(files: &[(&str, &str)]) -> Vec<(Code, u32)> {
    let (_, loaded) = casebook(files);
    let errors = loaded.errors.iter();
    errors
        .map(|error| (error.code, error.place.map_or(0, |place| place.line)))
        .collect()
}

fn found_in(text: &str) -> Vec<(Code, u32)> {
    let (_, loaded) = casebook(&[("a.yaml", text)]);
    assert_eq!(
        loaded.casebook.cases.len(),
        usize::from(loaded.errors.is_empty())
    );
    let errors = loaded.errors.iter();
    errors
        .map(|error| (error.code, error.place.unwrap().line))
        .collect()
}

#[test]
fn a_good_case() {
    assert_eq!(found_in(GOOD), []);
}

#[test]
fn mistakes_of_the_case() {
    use Code as C;
    for (from, to, mistakes) in [
        ("id: a\n", "", &[(C::MissingKey, 1)][..]),
        ("id: a\n", "id: b\n", &[(C::IdNotFileName, 1)]),
        ("id: a\n", "id: A\n", &[(C::BadId, 1)]),
        ("kind: constructed\n", "", &[(C::MissingKey, 1)]),
        ("constructed", "true_story", &[(C::UnknownWord, 2)]),
        ("constructed", "published", &[(C::MissingSource, 1)]),
        ("{ja: 題, en: title}", "題", &[(C::MissingLanguage, 3)]),
        ("at: 2026-10-23T10:00\n", "", &[(C::NoInstant, 1)]),
        (
            "at: 2026-10-23T10:00\n",
            "timeline: []\n",
            &[(C::NoInstant, 1)],
        ),
        (
            "at: 2026-10-23T10:00",
            "at: 2026-10-23",
            &[(C::NotAMoment, 4)],
        ),
        ("facts: {failure: yes}\n", "", &[(C::MissingKey, 1)]),
        ("failure: yes", "failur: yes", &[(C::UnknownFact, 5)]),
        ("failure: yes", "failure: maybe", &[(C::BadValue, 5)]),
        ("expected: {law: required}\n", "", &[(C::MissingKey, 1)]),
    ] {
        assert_eq!(found_in(&GOOD.replace(from, to)), mistakes, "{to}");
    }
}

#[test]
fn mistakes_of_the_expectation() {
    use Code as C;
    for (from, to, mistakes) in [
        ("{law: required}", "{}", &[(C::EmptyExpectation, 6)][..]),
        (
            "{law: required}",
            "{why: {ja: 由, en: why}}",
            &[(C::EmptyExpectation, 6)],
        ),
        (
            "law: required",
            "law: needed",
            &[(C::EmptyExpectation, 6), (C::UnknownWord, 6)],
        ),
        (
            "law: required",
            "laws: required",
            &[(C::EmptyExpectation, 6), (C::UnknownKey, 6)],
        ),
        ("law: required", "duties: [outag]", &[(C::UnknownRule, 6)]),
        ("law: required", "duties: [tell]", &[(C::OtherChannel, 6)]),
        (
            "law: required",
            "route: fax",
            &[(C::EmptyExpectation, 6), (C::UnknownWord, 6)],
        ),
        (
            "law: required",
            "open: [outage], absent: [outage]",
            &[(C::Contradiction, 6)],
        ),
        (
            "law: required",
            "duties: [outage], absent: [outage]",
            &[(C::Contradiction, 6)],
        ),
        (
            "law: required",
            "duties: [], limbs: {outage: [all]}",
            &[(C::UnknownLimb, 6)],
        ),
        (
            "law: required",
            "duties: [], editions: {outage: 1999-01-01}",
            &[(C::UnknownEdition, 6)],
        ),
        (
            "law: required",
            "duties: [], limbs: {outag: [many]}",
            &[(C::UnknownRule, 6)],
        ),
        (
            "law: required",
            "duties: [], deadlines: {outage: 2026-11-24}",
            &[(C::UnknownTerm, 6)],
        ),
        (
            "law: required",
            "duties: [], deadlines: {outage.final: 2026-11-24}",
            &[(C::UnknownTerm, 6)],
        ),
        (
            "law: required",
            "duties: [], deadlines: {outage.detailed: soon}",
            &[(C::NotAMoment, 6)],
        ),
        (
            "law: required",
            "duties: [], because: [usrs]",
            &[(C::UnknownFact, 6)],
        ),
        ("kind:", "colour: red\nkind:", &[(C::UnknownKey, 2)]),
        ("kind:", "profile: carier\nkind:", &[(C::UnknownProfile, 2)]),
        (
            "kind:",
            "sources: [{name: x}]\nkind:",
            &[(C::MissingKey, 2)],
        ),
        ("kind:", "lessons: 教訓\nkind:", &[(C::MissingLanguage, 2)]),
    ] {
        let text = GOOD.replacen(from, to, 1);
        assert_eq!(found_in(&text), mistakes, "{text}");
    }
}

#[test]
fn mistakes_of_variants_and_injects() {
    use Code as C;
    for (more, mistakes) in [
        (
            "variants: [{facts: {failure: no}, expected: {law: required}}]",
            &[(C::MissingKey, 7)][..],
        ),
        (
            "variants: [{id: v, facts: {failure: no}}]",
            &[(C::MissingKey, 7)],
        ),
        (
            "variants: [{id: v, facts: {failure: no}, expected: {}}]",
            &[(C::EmptyExpectation, 7)],
        ),
        (
            "variants: [{id: v, expected: {law: required}}]",
            &[(C::SameVariant, 7)],
        ),
        (
            "variants: [{id: v, facts: {x: 1}, expected: {law: required}}]",
            &[(C::UnknownFact, 7)],
        ),
        (
            "variants: [{id: V v, at: 2026-10-24T10:00, expected: {law: required}}]",
            &[(C::BadId, 7)],
        ),
        (
            "variants: [{id: v, as_of: x, expected: {law: required}}]",
            &[(C::NotADate, 7)],
        ),
        (
            "variants: [{id: v, at: x, expected: {law: required}}]",
            &[(C::NotAMoment, 7)],
        ),
        (
            "variants:
  - {id: v, facts: {failure: no}, expected: {law: required}}
  - {id: v, facts: {failure: yes}, expected: {law: required}}",
            &[(C::DuplicateId, 9)],
        ),
        (
            "at_injects: [{expected: {law: required}}]",
            &[(C::MissingKey, 7)],
        ),
        (
            "at_injects: [{at: 2026-10-23T09:00}]",
            &[(C::MissingKey, 7)],
        ),
        (
            "at_injects: [{at: 2026-10-23T11:00, expected: {law: required}}]",
            &[(C::OutOfOrder, 7)],
        ),
    ] {
        assert_eq!(found_in(&format!("{GOOD}{more}\n")), mistakes, "{more}");
    }
}

#[test]
fn the_same_name_twice() {
    let again = GOOD;
    assert_eq!(
        found(&[("x/a.yaml", GOOD), ("y/a.yaml", again)]),
        [(Code::DuplicateId, 1)]
    );
    let profile = "title: {ja: 題, en: t}\nfacts: {carrier: no}\n";
    assert_eq!(
        found(&[("other/profiles/carrier.yaml", profile)]),
        [(Code::DuplicateId, 1)]
    );
    assert_eq!(
        found(&[("profiles/b.yaml", "title: x\nfacts: {failure: yes}\n")]),
        [(Code::NotOrganisation, 2)]
    );
}
