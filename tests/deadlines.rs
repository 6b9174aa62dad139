//! Deadlines as the dossiers' pitfalls have them: which day is the first, from which instant a term
//! runs, over which days it rolls, and what no table knows.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod common;

use common::{Decision, decide, renraku};
use serde_json::Value;

fn profile(name: &str) -> String {
    let root = env!("CARGO_MANIFEST_DIR");
    format!("{root}/casebook/profiles/{name}.yaml")
}

fn with(name: &str, at: &str, facts: &[&str]) -> Decision {
    decide(facts, &["--profile", &profile(name), "--at", at])
}

fn stage<'a>(decision: &'a Decision, rule: &str, stage: &str) -> &'a Value {
    let stages = decision.duty(rule)["deadlines"].as_array().unwrap();
    stages.iter().find(|line| line["stage"] == stage).unwrap()
}

fn due(decision: &Decision, rule: &str, name: &str) -> String {
    stage(decision, rule, name)["due"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn end_of(day: &str) -> String {
    format!("{day}T23:59:59+09:00")
}

/// A leak of personal data known at noon of a day; by attack, or of more than a thousand persons.
fn leak(known: &str, by_attack: bool) -> Decision {
    let known_at = format!("known_at={known}T12:00");
    let attack = format!(
        "improper_purpose_suspected={}",
        if by_attack { "yes" } else { "no" }
    );
    let facts = [
        "happened=information_affected",
        &known_at,
        &attack,
        "personal_data_involved=yes",
        "is_entrustee=no",
        "event_kind=leak",
        "affected_persons_max=5000",
        "strongly_encrypted=no",
        "all_recovered_unseen=no",
        "copy_kept_elsewhere=no",
        "pseudonymised_only=no",
    ];
    with("private-company", &format!("{known}T13:00"), &facts)
}

/// A serious telecommunications accident that occurred at eight in the morning of a day.
fn outage(occurred: &str) -> Decision {
    let occurred_at = format!("occurred_at={occurred}T08:00");
    let recovered_at = format!("recovered_at={occurred}T12:00");
    let facts = [
        "happened=service_disrupted",
        "facility_failure=yes",
        "service_stopped_or_degraded=yes",
        "additional_function_only=no",
        "service_class=emergency_voice",
        "affected_users=40000",
        "outage_ongoing=no",
        &occurred_at,
        &recovered_at,
    ];
    with("telecom-carrier", &format!("{occurred}T13:00"), &facts)
}

#[test]
fn the_day_of_knowledge_is_day_one_for_personal_data_and_the_first_day_is_left_out_for_telecom() {
    assert_eq!(
        due(&leak("2026-11-02", false), "appi-26-leak", "full"),
        end_of("2026-12-01")
    );
    assert_eq!(
        due(
            &outage("2026-11-02"),
            "telecom-serious-accident",
            "detailed"
        ),
        end_of("2026-12-02")
    );
}

#[test]
fn day_30_and_day_60_on_each_weekday() {
    // 2026-08-03 is a Monday. Day 30 is 29 days later, day 60 is 59 days later.
    for (known, day_30, day_60) in [
        ("2026-08-03", "2026-09-01", "2026-10-01"),
        ("2026-08-04", "2026-09-02", "2026-10-02"),
        ("2026-08-05", "2026-09-03", "2026-10-05"), // Saturday 3 October
        ("2026-08-06", "2026-09-04", "2026-10-05"), // Sunday 4 October
        ("2026-08-07", "2026-09-07", "2026-10-05"), // Saturday 5 September
        ("2026-08-08", "2026-09-07", "2026-10-06"), // Sunday 6 September
        ("2026-08-09", "2026-09-07", "2026-10-07"),
    ] {
        for (by_attack, day) in [(false, day_30), (true, day_60)] {
            let decision = leak(known, by_attack);
            assert_eq!(
                due(&decision, "appi-26-leak", "full"),
                end_of(day),
                "{known}"
            );
            let given = if by_attack { 59 } else { 29 };
            let moved = stage(&decision, "appi-26-leak", "full")["rolled"]
                .as_bool()
                .unwrap();
            let plain: jiff::civil::Date = known.parse().unwrap();
            let plain = plain.checked_add(jiff::Span::new().days(given)).unwrap();
            assert_eq!(moved, plain.to_string() != day, "{known}");
        }
    }
}

#[test]
fn a_term_that_ends_between_29_december_and_3_january_ends_on_the_first_open_day() {
    for (known, day) in [
        ("2026-11-29", "2026-12-28"), // Monday, the last open day
        ("2026-11-30", "2027-01-04"), // 12-29
        ("2026-12-01", "2027-01-04"), // 12-30
        ("2026-12-02", "2027-01-04"), // 12-31
        ("2026-12-03", "2027-01-04"), // 01-01
        ("2026-12-04", "2027-01-04"), // 01-02
        ("2026-12-05", "2027-01-04"), // 01-03
        ("2026-12-06", "2027-01-04"), // Monday itself
        ("2025-11-30", "2026-01-05"), // 4 January 2026 is a Sunday
    ] {
        assert_eq!(
            due(&leak(known, false), "appi-26-leak", "full"),
            end_of(day),
            "{known}"
        );
    }
    assert_eq!(
        due(&leak("2026-11-03", true), "appi-26-leak", "full"),
        end_of("2027-01-04")
    );
}

#[test]
fn leap_day() {
    assert_eq!(
        due(&leak("2024-01-31", false), "appi-26-leak", "full"),
        end_of("2024-02-29")
    );
    assert_eq!(
        due(&leak("2027-01-31", false), "appi-26-leak", "full"),
        end_of("2027-03-01")
    );
    assert_eq!(
        due(
            &outage("2024-01-30"),
            "telecom-serious-accident",
            "detailed"
        ),
        end_of("2024-02-29")
    );
}

#[test]
fn hours_run_from_occurrence_for_gas_and_from_knowledge_for_electricity() {
    let gas = with(
        "gas-pipeline",
        "2026-07-15T12:00",
        &[
            "happened=physical_event",
            "occurred_at=2026-07-15T09:00",
            "known_at=2026-07-15T11:00",
            "gas_main_facility_damaged=yes",
            "gas_pressure_class=medium",
            "inside_production_plant=no",
            "leak_explosion_or_fire=no",
            "consumer_side=none",
            "designated_disaster=no",
            "deaths=0",
            "injured_or_poisoned=0",
        ],
    );
    assert_eq!(
        due(&gas, "gas-4-accident", "prompt"),
        "2026-07-16T09:00:00+09:00"
    );
    let electricity = casualty("2026-07-15T09:00", "2026-07-15T11:00");
    assert_eq!(
        due(&electricity, "elec-3-accident", "prompt"),
        "2026-07-16T11:00:00+09:00"
    );
}

/// An electrical accident in which somebody was admitted to hospital.
fn casualty(occurred: &str, known: &str) -> Decision {
    let (occurred_at, known_at) = (
        format!("occurred_at={occurred}"),
        format!("known_at={known}"),
    );
    let facts = [
        "happened=physical_event",
        &occurred_at,
        &known_at,
        "accident_cause=breakage",
        "natural_cause=no",
        "deaths=0",
        "hospitalised=1",
        "explosion_or_fire=no",
        "third_party_property_damaged=no",
        "supply_interrupted=no",
        "facility_kind=other",
    ];
    with("electricity-generator", known, &facts)
}

#[test]
fn the_last_day_of_48_hours_and_the_first_of_24() {
    for (day, due_at) in [
        ("2016-03-31", "2016-04-02T10:00:00+09:00"),
        ("2016-04-01", "2016-04-02T10:00:00+09:00"),
    ] {
        let decision = casualty(&format!("{day}T09:00"), &format!("{day}T10:00"));
        assert_eq!(due(&decision, "elec-3-accident", "prompt"), due_at, "{day}");
    }
}

#[test]
fn a_monthly_list_is_due_on_the_20th_of_the_next_month() {
    for (occurred, day) in [
        ("2026-11-30", "2026-12-20"), // a Sunday: whether it moves is not settled, so it does not
        ("2026-12-31", "2027-01-20"),
    ] {
        let occurred_at = format!("occurred_at={occurred}T08:00");
        let decision = with(
            "railway",
            &format!("{occurred}T20:00"),
            &[
                "happened=service_disrupted",
                &occurred_at,
                "train_running_affected=yes",
                "trains_cancelled=3",
            ],
        );
        assert_eq!(
            due(&decision, "rail-5-monthly", "notification"),
            end_of(day)
        );
    }
}

#[test]
fn beyond_the_table_of_holidays_there_is_a_warning_and_no_latest_day() {
    let decision = leak("2027-12-10", false);
    let full = stage(&decision, "appi-26-leak", "full");
    assert_eq!(full["due"], Value::Null);
    assert_eq!(full["due_earliest"], end_of("2028-01-10"));
    assert_eq!(full["due_latest"], Value::Null);
    let warnings = decision.0["warnings"].as_array().unwrap();
    assert!(
        warnings
            .iter()
            .any(|warning| warning["code"] == "holidays-end")
    );
    let inside = leak("2027-10-10", false);
    let warnings = inside.0["warnings"].as_array().unwrap();
    assert!(
        warnings
            .iter()
            .all(|warning| warning["code"] != "holidays-end")
    );
}

#[test]
fn a_machine_in_another_zone_decides_the_same() {
    let run = |zone: &str| {
        let output = renraku()
            .env("TZ", zone)
            .args(["decide", "--format", "json", "--at", "2026-11-22T00:30"])
            .args(["--profile", &profile("telecom-carrier")])
            .args([
                "--set",
                "occurred_at=2026-11-21T20:00",
                "--set",
                "known_at=2026-11-21",
            ])
            .args([
                "--set",
                "facility_failure=yes",
                "--set",
                "outage_ongoing=yes",
            ])
            .args([
                "--set",
                "service_class=emergency_voice",
                "--set",
                "affected_users=40000",
            ])
            .args(["--set", "service_stopped_or_degraded=yes"])
            .args(["--set", "additional_function_only=no"])
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let tokyo = run("Asia/Tokyo");
    assert!(tokyo.contains("2026-12-21T23:59:59+09:00"));
    for zone in [
        "America/Los_Angeles",
        "Pacific/Kiritimati",
        "UTC",
        "nonsense",
    ] {
        assert_eq!(run(zone), tokyo, "{zone}");
    }
}

#[test]
fn an_official_value_stands_beside_a_word_without_a_number() {
    let decision = leak("2026-11-02", false);
    let prompt = stage(&decision, "appi-26-leak", "prompt");
    assert_eq!(prompt["word"]["ja"], "速やかに");
    assert_eq!(prompt["due"], Value::Null);
    assert!(prompt["guide_from"].as_str().is_some() && prompt["guide_due"].as_str().is_some());
    assert!(
        prompt["guide_source"]["name"]
            .as_str()
            .unwrap()
            .contains("ガイドライン")
    );
}
