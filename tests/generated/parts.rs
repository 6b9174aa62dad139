//! The pieces of made-up rulebooks: what every generated one is put together from.
#![allow(dead_code, reason = "each test binary uses its own part")]

use std::collections::BTreeMap;

use jiff::civil::date;
use renraku::rulebook::{
    Atom, Basis, Channel, Choice, Condition, Edition, Fact, FileId, GovernedBy, Group, Holidays,
    Kind, Limb, Node, Place, Rule, Rulebook, Scope, Start, Strength, Terms, Test, Text, Verified,
    Worse,
};

pub const PLACE: Place = Place {
    file: FileId(0),
    line: 1,
    column: 1,
    start: 0,
    end: 0,
};

pub fn text() -> Text {
    Text {
        ja: "文".into(),
        en: "text".into(),
    }
}

pub fn cond(node: Node) -> Condition {
    Condition { node, place: PLACE }
}

pub fn atom(fact: &str, test: Test) -> Condition {
    cond(Node::Atom(Atom {
        fact: fact.into(),
        test,
        written: String::new(),
        when_unknown: None,
    }))
}

/// A fact of the incident; the choices of a yes or no need not be given.
pub fn fact(id: &str, kind: Kind, choices: &[&str]) -> Fact {
    let choices = if kind == Kind::Bool {
        &["no", "yes"]
    } else {
        choices
    };
    let choice = |id: &&str| Choice {
        id: (*id).into(),
        label: text(),
        aliases: vec![],
        rank: None,
    };
    Fact {
        id: id.into(),
        kind,
        unit: None,
        choices: choices.iter().map(choice).collect(),
        scope: Scope::Incident,
        group: None,
        topic: "t".into(),
        question: text(),
        help: None,
        aliases: vec![],
        asked_if: None,
        worse: Worse::Unordered,
        derived: None,
        place: PLACE,
    }
}

pub fn rule(id: &str, channel: Channel, strength: Strength, when: Condition) -> Rule {
    let day = date(2014, 1, 1);
    Rule {
        id: id.into(),
        channel,
        basis: Basis::Statute,
        strength,
        title: text(),
        available: None,
        absorbed_by: vec![],
        replaces: None,
        not_monotone: vec![],
        editions: vec![Edition {
            from: Start {
                not_before: day,
                not_after: day,
            },
            until: None,
            governed_by: GovernedBy::Due,
            basis: Basis::Statute,
            strength,
            bound: cond(Node::All(vec![])),
            limbs: vec![Limb {
                id: "x".into(),
                title: None,
                when,
                terms: Terms::default(),
                route: None,
                sources: vec![],
                place: PLACE,
            }],
            unclear: None,
            discharged_by: None,
            waived_if: None,
            defaults: Terms::default(),
            route: None,
            sources: vec![],
            verified: Verified::Text,
            checked_on: day,
            note: None,
            place: PLACE,
        }],
        gaps: vec![],
        verified: Verified::Text,
        checked_on: day,
        note: None,
        place: PLACE,
    }
}

/// A rulebook of these and nothing else.
pub fn rulebook(facts: Vec<Fact>, groups: Vec<Group>, rules: Vec<Rule>) -> Rulebook {
    let rules: BTreeMap<_, _> = rules
        .into_iter()
        .map(|rule| (rule.id.clone(), rule))
        .collect();
    Rulebook {
        version: "test".into(),
        digest: "sha256:".into(),
        verified_days: (date(2014, 5, 19), date(2026, 11, 22)),
        facts: facts
            .into_iter()
            .map(|fact| (fact.id.clone(), fact))
            .collect(),
        groups: groups
            .into_iter()
            .map(|group| (group.id.clone(), group))
            .collect(),
        not_settable: vec![],
        definitions: BTreeMap::new(),
        definition_titles: BTreeMap::new(),
        topics: BTreeMap::new(),
        sectors: BTreeMap::new(),
        authorities: BTreeMap::new(),
        terms: BTreeMap::new(),
        holidays: Holidays {
            from: date(2014, 1, 1),
            until: date(2027, 12, 31),
            days: BTreeMap::new(),
            weekend: vec![],
            year_end: ((12, 29), (1, 3)),
            sources: vec![],
        },
        order: rules.keys().cloned().collect(),
        rules,
    }
}
