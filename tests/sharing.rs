//! The sharing lines: what existed when, and to whom.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

mod common;

use common::decide;

const OUTAGE: [&str; 8] = [
    "sector=telecom",
    "is_telecom_carrier=yes",
    "facility_failure=yes",
    "service_stopped_or_degraded=yes",
    "additional_function_only=no",
    "service_class=emergency_voice",
    "affected_users=30000",
    "outage_minutes=120",
];

#[test]
fn there_was_no_hotline_in_2016() {
    let decision = decide(&OUTAGE, &["--as-of", "2016-03-31"]);
    assert_eq!(decision.verdict("hotline"), "unavailable");
    let reason = &decision.0["channels"]["hotline"]["reason"];
    assert!(!reason["ja"].as_str().unwrap().is_empty());
    assert!(!reason["en"].as_str().unwrap().is_empty());
}

#[test]
fn a_statutory_report_goes_with_sharing_through_the_ministry() {
    let decision = decide(&OUTAGE, &[]);
    assert_eq!(decision.verdict("ceptoar"), "recommended");
    assert_eq!(decision.0["channels"]["ceptoar"]["route"], "ministry");
}

#[test]
fn the_office_behind_the_hotline_changed_its_name() {
    let name = |day: &str| {
        let mut facts = OUTAGE.to_vec();
        facts.extend([
            "urgent_threat=yes",
            "other_operators_at_risk_now=yes",
            "attack_ongoing=yes",
        ]);
        let decision = decide(&facts, &["--as-of", day]);
        decision.duty("cip-info-share-hotline")["to"][0]["en"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert!(
        name("2025-06-30").contains("NISC"),
        "{}",
        name("2025-06-30")
    );
    assert!(name("2025-07-01").contains("NCO"), "{}", name("2025-07-01"));
}

#[test]
fn no_anonymous_route_before_the_fourth_plan() {
    let route = |day: &str| {
        let decision = decide(
            &[
                "sector=electricity",
                "ceptoar_member=yes",
                "wants_anonymity=yes",
                "happened=attack_or_sign",
                "near_miss=yes",
            ],
            &["--as-of", day],
        );
        decision.0["channels"]["ceptoar"]["route"].clone()
    };
    assert_ne!(route("2017-04-17"), "ceptoar_anonymous");
}
