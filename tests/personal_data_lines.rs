//! The personal-data leak duty: its classes, its exclusions, its terms.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

mod common;

use common::{Decision, decide};

const LEAK: &str = "appi-26-leak";

const COMPANY: [&str; 20] = [
    "sector=none",
    "holder_type=private",
    "personal_data_involved=yes",
    "event_kind=leak",
    "leak_suspected=yes",
    "exfiltration_trace_found=no",
    "infostealer_malware_found=no",
    "c2_communication_seen=no",
    "input_page_or_link_tampered=no",
    "credible_external_notice=no",
    "insider_misuse_suspected=no",
    "improper_purpose_suspected=no",
    "data_planned_for_database=no",
    "strongly_encrypted=no",
    "key_kept_safe=no",
    "all_recovered_unseen=no",
    "copy_kept_elsewhere=no",
    "pseudonymised_only=no",
    "is_entrustee=no",
    "known_at=2026-11-20T10:00",
];

fn leak(more: &[&str], words: &[&str]) -> Decision {
    let replaced = |fact: &&&str| {
        let name = fact.split('=').next().unwrap();
        !more
            .iter()
            .any(|other| other.split('=').next() == Some(name))
    };
    let mut facts: Vec<&str> = COMPANY.iter().filter(replaced).copied().collect();
    facts.extend(more);
    decide(&facts, words)
}

const ORDINARY: [&str; 2] = [
    "contains_sensitive_data=no",
    "contains_payment_or_login_data=no",
];

fn ordinary(persons: &str, words: &[&str]) -> Decision {
    leak(
        &[
            ORDINARY[0],
            ORDINARY[1],
            &format!("affected_persons_max={persons}"),
        ],
        words,
    )
}

#[test]
fn more_than_a_thousand_persons() {
    assert!(ordinary("1000", &[]).is_ruled_out(LEAK));
    assert!(ordinary("1001", &[]).is_due(LEAK));
}

#[test]
fn one_patient_is_enough() {
    let one = leak(
        &[
            "contains_sensitive_data=yes",
            "contains_payment_or_login_data=no",
            "affected_persons_max=1",
        ],
        &[],
    );
    assert!(one.is_due(LEAK));
}

#[test]
fn encryption_excludes_only_what_was_encrypted() {
    let first = [
        "contains_sensitive_data=yes",
        "contains_payment_or_login_data=no",
        "affected_persons_max=50000",
        "strongly_encrypted=yes",
        "key_kept_safe=yes",
    ];
    assert!(leak(&first, &[]).is_ruled_out(LEAK));
    let mut both = first.to_vec();
    both.extend([
        "data_set.2.event_kind=leak",
        "data_set.2.contains_sensitive_data=yes",
        "data_set.2.contains_payment_or_login_data=no",
        "data_set.2.affected_persons_max=300",
        "data_set.2.strongly_encrypted=no",
        "data_set.2.key_kept_safe=no",
        "data_set.2.all_recovered_unseen=no",
        "data_set.2.copy_kept_elsewhere=no",
        "data_set.2.pseudonymised_only=no",
        "data_set.2.data_planned_for_database=no",
    ]);
    let decision = leak(&both, &[]);
    assert!(decision.is_due(LEAK));
    assert_eq!(decision.duty(LEAK)["limbs"], serde_json::json!(["class-1"]));
    let key_lost = leak(
        &[
            "contains_sensitive_data=yes",
            "affected_persons_max=50000",
            "strongly_encrypted=yes",
            "key_kept_safe=no",
            "contains_payment_or_login_data=no",
        ],
        &[],
    );
    assert!(key_lost.is_due(LEAK));
}

#[test]
fn the_number_alone_settles_nothing() {
    let decision = decide(&["affected_persons_max=1000"], &[]);
    assert_eq!(decision.verdict("law"), "undetermined");
    assert!(decision.open().contains(LEAK));
}

#[test]
fn an_unknown_number_counts_as_the_largest_possible() {
    let unknown = ordinary("?", &[]);
    assert!(unknown.is_due(LEAK));
    let assumed = unknown.0["assumed"].to_string();
    assert!(assumed.contains("affected_persons_max"), "{assumed}");
    assert!(ordinary("500..5000", &[]).is_due(LEAK));
    assert!(ordinary("500..1000", &[]).is_ruled_out(LEAK));
}

#[test]
fn there_was_no_such_duty_in_2016() {
    let decision = ordinary("100000", &["--as-of", "2016-03-31"]);
    assert!(decision.is_ruled_out(LEAK));
    let effort = ordinary("100000", &["--as-of", "2018-01-01"]);
    assert_eq!(effort.duty(LEAK)["strength"], "recommended");
}

#[test]
fn the_day_of_knowledge_is_day_one() {
    let due = |decision: &Decision| {
        let stages = decision.duty(LEAK)["deadlines"].as_array().unwrap().clone();
        stages
            .iter()
            .find(|stage| stage["stage"] == "full")
            .unwrap()["due"]
            .clone()
    };
    // 2026-11-20 is day 1, 2026-12-19 a Saturday is day 30.
    assert_eq!(due(&ordinary("1001", &[])), "2026-12-21T23:59:59+09:00");
    let improper = leak(
        &[
            "improper_purpose_suspected=yes",
            ORDINARY[0],
            ORDINARY[1],
            "affected_persons_max=1",
        ],
        &[],
    );
    // Day 60 is 2027-01-18, a Monday.
    assert_eq!(due(&improper), "2027-01-18T23:59:59+09:00");
}
