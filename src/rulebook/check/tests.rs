use std::fmt::Write;
use std::fs;

use crate::rulebook::Lang;
use crate::rulebook::diagnostic::Diagnostic;
use crate::rulebook::load::{Depth, Packs, load};

/// What the checks say of a rule over the facts of `tests/fixtures/small` with these conditions:
/// code and message of each problem.
fn problems(rule: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tried.yaml");
    fs::write(&path, rule).unwrap();
    let packs = Packs {
        only: Some("tests/fixtures/small".into()),
        extra: vec![folder.path().to_owned()],
    };
    let loaded = load(&packs, Depth::Proofs);
    let errors = loaded.result.err().unwrap_or_default();
    let say = |found: &Diagnostic| {
        let label = found
            .label
            .as_ref()
            .map(|label| label.get(Lang::En).to_owned());
        let label = label.map(|label| format!(" ({label})")).unwrap_or_default();
        format!("{}: {}{label}", found.code, found.message.en)
    };
    errors.iter().chain(&loaded.warnings).map(say).collect()
}

fn rule(bound: &str, when: &str, head: &str) -> String {
    format!(
        "id: tried
channel: law
basis: statute
strength: required
title: {{ja: 試験, en: Test}}
verified: text
checked_on: 2026-11-22
{head}
editions:
  - from: 2020-01-01
    governed_by: occurred
    bound: {bound}
    limbs:
      one:
        when: {when}
    to: [mic]
    sources: [{{law: 法律}}]
"
    )
}

fn codes(when: &str) -> Vec<String> {
    let found = problems(&rule("{sector: telecom}", when, ""));
    found
        .into_iter()
        .map(|found| found.split(':').next().unwrap().to_owned())
        .collect()
}

#[test]
fn a_condition_that_can_hold_is_found_to() {
    for when in [
        "{attack_suspected: true, lost_power: \">= 100 kW\"}",
        "{any: [{lost_power: \">= 100 kW\"}, {attack_suspected: true}], attack_suspected: true}",
        // Two services may differ.
        "{all: [{some: {service: {service_stopped: true}}}, {some: {service: {service_stopped: false}}}]}",
        // A set may hold both.
        "{all: [{sector: telecom}, {sector: none}]}",
        "{at_least: {n: 2, of: [{lost_power: \">= 100 kW\"}, {attack_suspected: true}, {is_carrier: true}]}}",
        "{total: {group: data_set, of: affected_persons, where: {leaked: true}, is: \"> 1000\"}}",
    ] {
        assert_eq!(codes(when), Vec::<String>::new(), "{when}");
    }
}

#[test]
fn a_condition_that_cannot_hold_is_found_out() {
    for when in [
        "{attack_suspected: true, not: {attack_suspected: true}}",
        "{some: {service: {affected_users: \">= 10\", any: [{affected_users: \"< 5\"}, {affected_users: \"== 7\"}]}}}",
        "{some: {service: {use: class-lines, affected_users: \"< 100\"}}}",
        "{attack_suspected: false, attack_kind: ddos}",
        "{sector: telecom, not: {sector: [telecom, none]}}",
        "{some: {service: {affected_users: \"< 0\"}}}",
        "{at_least: {n: 2, of: [{attack_suspected: true}, {attack_suspected: false}]}}",
        "{total: {group: data_set, of: affected_persons, where: {leaked: true, all: [{leaked: false}]}, is: \"> 1\"}}",
        "{attack_suspected: true, unless: {attack_suspected: true}}",
    ] {
        assert!(
            codes(when).contains(&"never-holds".to_owned()),
            "{when}: {:?}",
            codes(when)
        );
    }
    let bound = rule(
        "{sector: telecom, is_carrier: false}",
        "{is_carrier: true}",
        "",
    );
    assert_eq!(
        problems(&bound),
        ["never-holds: this condition can never hold for those who are bound (this)"]
    );
}

#[test]
fn negated_facts_need_their_guard() {
    for (when, guarded) in [
        ("{is_carrier: true, not: {attack_kind: ddos}}", false),
        ("{attack_suspected: true, not: {attack_kind: ddos}}", true),
        (
            "{is_carrier: true, not: {attack_suspected: true, attack_kind: ddos}}",
            true,
        ),
        ("{is_carrier: true, unless: {attack_kind: ddos}}", false),
        (
            "{attack_suspected: true, unless: {attack_kind: ddos}}",
            true,
        ),
        ("{not: {not: {attack_kind: ddos}}}", true),
        (
            "{not: {any: [{attack_suspected: false}, {attack_kind: ddos}]}}",
            true,
        ),
        (
            "{not: {any: [{is_carrier: false}, {attack_kind: ddos}]}}",
            false,
        ),
        (
            "{any: [{attack_suspected: true}, {not: {attack_kind: ddos}}]}",
            false,
        ),
        (
            "{is_carrier: true, not: {at_least: {n: 2, of: [{attack_suspected: true}, {attack_kind: ddos}]}}}",
            false,
        ),
    ] {
        let found = codes(when).contains(&"unguarded".to_owned());
        assert_eq!(!found, guarded, "{when}");
    }
}

#[test]
fn a_worse_fact_loses_no_duty() {
    for (when, kept) in [
        ("{lost_power: \">= 100 kW\"}", true),
        ("{lost_power: \"< 100 kW\"}", false),
        ("{lost_power: \">= 100 kW < 500 kW\"}", false),
        (
            "{any: [{lost_power: \">= 100 kW < 500 kW\"}, {lost_power: \">= 500 kW\"}]}",
            true,
        ),
        // One tick is missing.
        (
            "{any: [{lost_power: \">= 100 kW < 500 kW\"}, {lost_power: \"> 500 kW\"}]}",
            false,
        ),
        // The second line holds for carriers only.
        (
            "{any: [{lost_power: \"< 500 kW\"}, {is_carrier: true, lost_power: \">= 500 kW\"}]}",
            false,
        ),
        (
            "{is_carrier: true, any: [{lost_power: \"< 500 kW\"}, {is_carrier: true, lost_power: \">= 500 kW\"}]}",
            true,
        ),
        ("{attack_suspected: false}", false),
        (
            "{any: [{attack_suspected: false}, {attack_suspected: true, attack_kind: [ddos, other]}]}",
            false,
        ),
        (
            "{any: [{attack_suspected: false}, {attack_suspected: true, attack_kind: [ddos, other, ransomware]}]}",
            true,
        ),
        // Ranks of choices.
        ("{some: {service: {service_class: voice}}}", true),
        ("{some: {service: {service_class: data}}}", false),
        // A test on a fact that stops being applicable.
        (
            "{total: {group: data_set, of: affected_persons, where: {leaked: true}, is: \">= 1000\"}}",
            true,
        ),
        (
            "{total: {group: data_set, of: affected_persons, where: {leaked: true}, is: \"< 1000\"}}",
            false,
        ),
    ] {
        let found = codes(when).contains(&"not-monotone".to_owned());
        assert_eq!(
            !found,
            kept,
            "{when}: {:?}",
            problems(&rule("{sector: telecom}", when, ""))
        );
    }
}

#[test]
fn a_counterexample_is_said_in_words() {
    let when = "{any: [{lost_power: \"< 500 kW\"}, {is_carrier: true, lost_power: \">= 500 kW\"}]}";
    assert_eq!(
        problems(&rule("{sector: telecom}", when, "")),
        [
            "not-monotone: the rule `tried` is lost when `lost_power` gets worse, \
             from 499.999999 kW to 500 kW \
             (in the edition from 2020-01-01, with `sector`: telecom, `is_carrier`: no)"
        ]
    );
}

#[test]
fn what_absorbs_a_rule_may_take_over() {
    let when = "{some: {service: {service_stopped: true, affected_users: \"< 100000\"}}}";
    let alone = problems(&rule("{is_carrier: true}", when, ""));
    assert!(
        alone.iter().any(|found| found.starts_with("not-monotone")),
        "{alone:?}"
    );
    // The other rule takes over above the line, but only after an hour and a half.
    let when = "{some: {service: {service_stopped: true, outage_duration: \">= 2h\", affected_users: \"< 100000\"}}}";
    let mut absorbed = rule("{is_carrier: true}", when, "absorbed_by: [small-accident]");
    assert_eq!(problems(&absorbed), Vec::<String>::new());
    absorbed = absorbed.replace(">= 2h", ">= 1h");
    let found = problems(&absorbed);
    assert!(
        found.iter().any(|found| found.starts_with("not-monotone")),
        "{found:?}"
    );
}

/// More pigeons than holes, one hole each: never true, and no search finds that out quickly.
fn pigeons(holes: usize) -> (String, String) {
    let mut facts = "topic: {ja: 鳩, en: Pigeons}\nfacts:\n".to_owned();
    let mut parts = Vec::new();
    for pigeon in 0..=holes {
        let mut somewhere = Vec::new();
        for hole in 0..holes {
            let _ = writeln!(
                facts,
                "  p{pigeon}_{hole}: {{kind: bool, question: {{ja: 鳩, en: P}}}}"
            );
            somewhere.push(format!("{{p{pigeon}_{hole}: true}}"));
            for other in 0..pigeon {
                parts.push(format!(
                    "{{not: {{p{pigeon}_{hole}: true, p{other}_{hole}: true}}}}"
                ));
            }
        }
        parts.push(format!("{{any: [{}]}}", somewhere.join(", ")));
    }
    (
        facts,
        format!("{{lost_power: \"< 100 kW\", all: [{}]}}", parts.join(", ")),
    )
}

#[test]
fn too_large_a_rule_is_refused_and_can_be_declared() {
    let (facts, when) = pigeons(8);
    let declared = "not_monotone: [{fact: lost_power, reason: {ja: 鳩, en: Pigeons}}]";
    for (head, expected) in [("", &["unproved"][..]), (declared, &[])] {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("facts")).unwrap();
        fs::write(folder.path().join("facts/pigeons.yaml"), &facts).unwrap();
        let text = rule("{sector: telecom}", &when, head);
        fs::write(folder.path().join("tried.yaml"), text).unwrap();
        let packs = Packs {
            only: Some("tests/fixtures/small".into()),
            extra: vec![folder.path().to_owned()],
        };
        let loaded = load(&packs, Depth::Proofs);
        let errors = loaded.result.err().unwrap_or_default();
        let found: Vec<_> = errors.iter().map(|found| found.code.as_str()).collect();
        assert_eq!(found, expected);
        assert_eq!(loaded.warnings, Vec::new());
    }
}
