//! What time alone will do to a running outage, and what is held until it has done it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod common;

use common::{Decision, decide};
use serde_json::Value;

const PROFILE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/casebook/profiles/telecom-carrier.yaml"
);

/// An outage that began at 01:40 and goes on; nothing but the outage is left open under law.
const OUTAGE: [&str; 14] = [
    "happened=service_disrupted",
    "important_facility=none",
    "near_miss_event=none",
    "facility_failure=yes",
    "service_stopped_or_degraded=yes",
    "additional_function_only=no",
    "known_at=2026-11-22T01:45",
    "outage_ongoing=yes",
    "malicious_act_suspected=no",
    "communication_secrecy_leaked=no",
    "designated_core_infrastructure=no",
    "failed_equipment_is_telecom=yes",
    "restricted_for_priority=no",
    "suspended_for_priority_comm=no",
];

fn outage(at: &str, began: &str, more: &[&str]) -> Decision {
    let began = format!("occurred_at={began}");
    let mut facts = OUTAGE.to_vec();
    facts.push(&began);
    facts.extend(more);
    decide(&facts, &["--profile", PROFILE, "--at", at])
}

/// Instants, to the minute, at which time alone changes something under law.
fn instants(decision: &Decision) -> Vec<String> {
    let later = decision.0["later"].as_array().unwrap().iter();
    let law = later.filter(|later| later["channel"] == "law");
    let mut found: Vec<String> = law.map(|later| minute(&later["at"])).collect();
    found.dedup();
    found
}

fn minute(at: &Value) -> String {
    at.as_str().unwrap().chars().skip(5).take(11).collect()
}

fn line<'a>(decision: &'a Decision, rule: &str) -> &'a Value {
    let lines = decision.0["time_line"].as_array().unwrap();
    lines.iter().find(|line| line["rule"] == rule).unwrap()
}

#[test]
fn users_as_a_range_and_the_class_unanswered() {
    let decision = outage(
        "2026-11-22T02:10",
        "2026-11-22T01:40",
        &["affected_users=25000..60000"],
    );
    let law = &decision.0["channels"]["law"];
    assert_eq!(law["verdict"], "undetermined");
    assert_eq!(law["ceiling"], "required");
    assert_eq!(law["floor"], Value::Null);
    let instants = instants(&decision);
    assert_eq!(instants[..2], ["11-22T02:40", "11-22T03:40"]);
}

#[test]
fn not_yet_until_the_line_and_required_from_then() {
    let facts = ["affected_users=40000", "service_class=emergency_voice"];
    for (moment, verdict) in [
        ("2026-11-22T02:10", "not_yet"),
        ("2026-11-22T02:39:59", "not_yet"),
        ("2026-11-22T02:40", "required"),
        ("2026-11-22T05:00", "required"),
    ] {
        let decision = outage(moment, "2026-11-22T01:40", &facts);
        assert_eq!(decision.verdict("law"), verdict, "{moment}");
        assert_eq!(
            decision.is_due("telecom-serious-accident"),
            verdict == "required",
            "{moment}"
        );
    }
}

#[test]
fn the_list_that_is_due_anyway_is_said_but_does_not_raise_the_headline() {
    let facts = ["affected_users=40000", "service_class=emergency_voice"];
    let running = outage("2026-11-22T02:10", "2026-11-22T01:40", &facts);
    let list = running.duty("telecom-annual-accident-report");
    assert_eq!(list["status"], "held");
    assert_eq!(list["held"]["by"], "telecom-serious-accident");
    assert_eq!(list["held"]["at"], "2026-11-22T02:40:00+09:00");
    assert_eq!(list["held"]["certain"], true);
    assert_eq!(list["deadlines"][0]["due"], "2027-05-31T23:59:59+09:00");
    // Over before the line: the list is all there is, and it is required.
    let mut over = facts.to_vec();
    over.extend(["outage_ongoing=no", "recovered_at=2026-11-22T02:05"]);
    let over = decide(
        &OUTAGE
            .iter()
            .filter(|fact| **fact != "outage_ongoing=yes")
            .chain(&over)
            .chain(&["occurred_at=2026-11-22T01:40"])
            .copied()
            .collect::<Vec<_>>(),
        &["--profile", PROFILE, "--at", "2026-11-22T02:10"],
    );
    assert_eq!(over.verdict("law"), "required");
    assert_eq!(over.duty("telecom-annual-accident-report")["status"], "due");
}

#[test]
fn a_list_that_nothing_ahead_can_replace_is_due() {
    // Free of charge and far below its lines: no time makes it a serious accident within a day, and
    // too few users ever.
    let facts = ["affected_users=40000", "service_class=free_internet"];
    let decision = outage("2026-11-22T02:10", "2026-11-22T01:40", &facts);
    assert_eq!(decision.verdict("law"), "required");
    assert_eq!(
        decision.duty("telecom-annual-accident-report")["status"],
        "due"
    );
}

#[test]
fn a_beginning_that_is_a_range_gives_earliest_and_latest() {
    let facts = ["affected_users=40000", "service_class=emergency_voice"];
    let decision = outage(
        "2026-11-22T02:10",
        "2026-11-22T01:30..2026-11-22T01:50",
        &facts,
    );
    let line = line(&decision, "telecom-serious-accident");
    assert_eq!(minute(&line["earliest"]), "11-22T02:30");
    assert_eq!(minute(&line["latest"]), "11-22T02:50");
    assert_eq!(line["because"], "service.1.outage_duration");
    assert_eq!(decision.verdict("law"), "not_yet");
    // The stage with a number is counted as it would then fall.
    let stages = line["deadlines"].as_array().unwrap();
    let detailed = stages.iter().find(|stage| stage["stage"] == "detailed");
    assert_eq!(detailed.unwrap()["due"], "2026-12-22T23:59:59+09:00");
}

#[test]
fn users_alone_matter_only_until_time_has_settled_it() {
    // Free of charge: only the list is open, and two hours settle it whatever the number.
    let facts = ["affected_users=25000..60000", "service_class=free_internet"];
    let decision = outage("2026-11-22T02:10", "2026-11-22T01:40", &facts);
    let ask_by = &decision.0["ask_by"]["service.1.affected_users"];
    assert_eq!(minute(ask_by), "11-22T03:40");
    let later = outage("2026-11-22T03:40", "2026-11-22T01:40", &facts);
    assert!(later.is_due("telecom-annual-accident-report"));
    assert!(
        later
            .open()
            .iter()
            .all(|rule| !rule.starts_with("telecom-"))
    );
}

#[test]
fn an_estimate_names_the_revision_that_would_reopen_the_verdict() {
    let facts = ["affected_users=~40000", "service_class=emergency_voice"];
    let decision = outage("2026-11-22T03:00", "2026-11-22T01:40", &facts);
    let law = &decision.0["channels"]["law"];
    assert_eq!(law["verdict"], "required");
    assert_eq!(law["estimates"][0], "service.1.affected_users");
    assert_eq!(law["revisions"][0]["fact"], "service.1.affected_users");
    assert_eq!(law["revisions"][0]["value"], "<=29999");
    // The revision does reopen it.
    let revised = ["affected_users=29999", "service_class=emergency_voice"];
    let revised = outage("2026-11-22T03:00", "2026-11-22T01:40", &revised);
    assert_ne!(revised.verdict("law"), "required");
    // A measured number names none.
    let measured = ["affected_users=40000", "service_class=emergency_voice"];
    let measured = outage("2026-11-22T03:00", "2026-11-22T01:40", &measured);
    assert!(
        measured.0["channels"]["law"]["revisions"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn best_and_worst_case_and_the_fact_that_flips_them_are_named() {
    let decision = outage(
        "2026-11-22T03:00",
        "2026-11-22T01:40",
        &["affected_users=25000..29999"],
    );
    // Neither the class nor the number can make it due, so nothing flips the channel.
    assert_eq!(decision.0["channels"]["law"]["flip"], Value::Null);
    let decision = outage(
        "2026-11-22T03:00",
        "2026-11-22T01:40",
        &[
            "affected_users=25000..60000",
            "service_class=emergency_voice",
        ],
    );
    let law = &decision.0["channels"]["law"];
    // Restored in time and with fewer users there is nothing to report.
    assert_eq!(law["best"], "not_required");
    assert_eq!(law["worst"], "required");
    let flip = &law["flip"];
    let change = &flip["changes"][0];
    assert_eq!(change["fact"], "service.1.affected_users");
    assert_eq!(change["to"], "30000..60000");
}
