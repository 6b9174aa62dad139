//! A small question catalogue for the tests of this module, without any file.

use std::collections::BTreeMap;

use jiff::civil::date;

use crate::rulebook::{
    Alias, Atom, Basis, Channel, Choice, ChoiceId, Condition, Fact, FactId, FileId, Group,
    Holidays, Kind, Node, NotSettable, Place, Rule, Rulebook, Scope, Strength, Term, Test, Text,
    Verified, Worse,
};

const PLACE: Place = Place {
    file: FileId(0),
    line: 1,
    column: 1,
    start: 0,
    end: 0,
};

fn text(words: &str) -> Text {
    Text {
        ja: words.to_owned(),
        en: words.to_owned(),
    }
}

/// A fact of that kind; choices as `id/label/alias`.
pub(crate) fn fact(kind: Kind, unit: Option<&str>, choices: &[(&str, &str, &[&str])]) -> Fact {
    let choices = if kind == Kind::Bool {
        &[("no", "いいえ", &[][..]), ("yes", "はい", &[])][..]
    } else {
        choices
    };
    Fact {
        id: "fact".into(),
        kind,
        unit: unit.map(str::to_owned),
        choices: choices
            .iter()
            .map(|(id, label, aliases)| Choice {
                id: ChoiceId::new(id),
                label: text(label),
                aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
                rank: None,
            })
            .collect(),
        scope: Scope::Incident,
        group: None,
        topic: "topic".to_owned(),
        question: text("?"),
        help: None,
        aliases: Vec::new(),
        asked_if: None,
        worse: Worse::Unordered,
        derived: None,
        place: PLACE,
    }
}

fn named(id: &str, topic: &str, group: Option<&str>, base: Fact) -> Fact {
    Fact {
        id: id.into(),
        topic: topic.to_owned(),
        group: group.map(Into::into),
        ..base
    }
}

fn alias(name: &str, unit: Option<&str>, when_given: &[&str]) -> Alias {
    Alias {
        name: name.to_owned(),
        unit: unit.map(str::to_owned),
        when_given: when_given.iter().map(|fact| FactId::new(fact)).collect(),
    }
}

fn is_yes(fact: &str) -> Condition {
    let node = Node::Atom(Atom {
        fact: fact.into(),
        test: Test::OneOf([ChoiceId::new("yes")].into()),
        written: "true".to_owned(),
        when_unknown: None,
    });
    Condition { node, place: PLACE }
}

fn facts() -> Vec<Fact> {
    let classes: &[(&str, &str, &[&str])] = &[
        ("emergency_voice", "緊急通報", &[]),
        ("other_voice", "音声", &[]),
    ];
    let sectors: &[(&str, &str, &[&str])] = &[
        ("telecom", "電気通信", &[]),
        ("cable_tv", "ケーブルテレビ", &[]),
    ];
    let (outage, leak) = (Some("service"), Some("data_set"));
    let mut list = vec![
        named(
            "sector",
            "organisation",
            None,
            fact(Kind::Choices, None, sectors),
        ),
        named(
            "occurred_at",
            "timing",
            None,
            fact(Kind::Instant, None, &[]),
        ),
        named(
            "facility_failure",
            "outage",
            None,
            fact(Kind::Bool, None, &[]),
        ),
        named(
            "user_info_leaked",
            "leak",
            None,
            fact(Kind::Bool, None, &[]),
        ),
        named(
            "service_class",
            "outage",
            outage,
            fact(Kind::Choice, None, classes),
        ),
        named(
            "affected_users",
            "outage",
            outage,
            fact(Kind::Count, Some("users"), &[]),
        ),
        named(
            "outage_duration",
            "outage",
            outage,
            fact(Kind::Duration, None, &[]),
        ),
        named(
            "affected_persons",
            "leak",
            leak,
            fact(Kind::Count, Some("persons"), &[]),
        ),
    ];
    for fact in &mut list {
        match fact.id.as_str() {
            "sector" => fact.scope = Scope::Organisation,
            "affected_users" => fact.asked_if = Some(is_yes("facility_failure")),
            "outage_duration" => {
                fact.aliases = vec![
                    alias("outage_minutes", Some("min"), &[]),
                    alias("down_for", None, &["facility_failure"]),
                ];
            }
            "affected_persons" => {
                fact.aliases = vec![
                    alias("affected_users", None, &["user_info_leaked"]),
                    alias("down_for", None, &["user_info_leaked"]),
                ];
            }
            _ => {}
        }
    }
    list
}

/// A rulebook with a few facts of an outage and of a leak, and no rule.
pub(crate) fn rulebook() -> Rulebook {
    let group = |id: &str| Group {
        id: id.into(),
        title: text(id),
        all_listed: text("?"),
        place: PLACE,
    };
    let day = date(2026, 1, 1);
    Rulebook {
        version: "2026.1.1".to_owned(),
        digest: String::new(),
        verified_days: (day, day),
        facts: facts()
            .into_iter()
            .map(|fact| (fact.id.clone(), fact))
            .collect(),
        topics: BTreeMap::new(),
        groups: ["service", "data_set"]
            .map(|id| (id.into(), group(id)))
            .into(),
        not_settable: vec![NotSettable {
            name: "serious_accident".to_owned(),
            reason: text("it follows from other facts"),
            instead: vec!["affected_users".into(), "outage_duration".into()],
            place: PLACE,
        }],
        definitions: BTreeMap::new(),
        definition_titles: BTreeMap::new(),
        sectors: BTreeMap::new(),
        authorities: BTreeMap::new(),
        terms: BTreeMap::new(),
        holidays: Holidays {
            from: day,
            until: day,
            days: BTreeMap::new(),
            weekend: Vec::new(),
            year_end: ((12, 29), (1, 3)),
            sources: Vec::new(),
        },
        rules: BTreeMap::new(),
        order: Vec::new(),
    }
}

/// A rule without editions.
pub(crate) fn rule(id: &str) -> Rule {
    Rule {
        id: id.into(),
        channel: Channel::Law,
        basis: Basis::Statute,
        strength: Strength::Required,
        title: text(id),
        available: None,
        absorbed_by: Vec::new(),
        replaces: None,
        not_monotone: Vec::new(),
        editions: Vec::new(),
        gaps: Vec::new(),
        verified: Verified::Text,
        checked_on: date(2026, 1, 1),
        note: None,
        place: PLACE,
    }
}

/// A stage.
pub(crate) fn term(id: &str) -> Term {
    Term {
        id: id.into(),
        label: text(id),
        place: PLACE,
    }
}
