//! Every line of every class of the serious telecom accident, on both sides, by the law of the day.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

mod common;

use common::{Decision, decide};

const SERIOUS: &str = "telecom-serious-accident";
const SMALL: &str = "telecom-annual-accident-report";

const CARRIER: [&str; 6] = [
    "sector=telecom",
    "is_telecom_carrier=yes",
    "facility_failure=yes",
    "service_stopped_or_degraded=yes",
    "additional_function_only=no",
    "important_facility=none",
];

fn outage(class: &str, users: u64, minutes: u64, as_of: Option<&str>) -> Decision {
    let class = format!("service_class={class}");
    let users = format!("affected_users={users}");
    let minutes = format!("outage_minutes={minutes}");
    let mut facts = CARRIER.to_vec();
    facts.extend([class.as_str(), users.as_str(), minutes.as_str()]);
    let more: Vec<&str> = as_of
        .map(|day| ["--as-of", day])
        .into_iter()
        .flatten()
        .collect();
    decide(&facts, &more)
}

/// Lines of a class: users and minutes.
type Lines = &'static [(u64, u64)];

/// Checks that each line is met exactly, that one unit less on either side is not, and that what
/// is not serious is a small accident where it reaches the lines of that.
fn check(as_of: Option<&str>, table: &[(&str, Lines)]) {
    for (class, lines) in table {
        for &(users, minutes) in *lines {
            let at = |users, minutes| outage(class, users, minutes, as_of);
            let met = |users, minutes| lines.iter().any(|&(u, m)| users >= u && minutes >= m);
            let here = at(users, minutes);
            assert!(here.is_due(SERIOUS), "{class} {users} {minutes} {as_of:?}");
            for (users, minutes) in [(users - 1, minutes), (users, minutes - 1)] {
                if met(users, minutes) {
                    continue;
                }
                let below = at(users, minutes);
                assert!(
                    below.is_ruled_out(SERIOUS),
                    "{class} {users} {minutes} {as_of:?}"
                );
                // The small accident needs only one of its two lines, whatever the class.
                let small = users >= 30_000 || minutes >= 120;
                assert_eq!(
                    below.is_due(SMALL),
                    small,
                    "{class} {users} {minutes} {as_of:?}"
                );
            }
        }
    }
}

#[test]
fn todays_five_classes() {
    let table: [(&str, Lines); 5] = [
        ("emergency_voice", &[(30_000, 60)]),
        ("other_voice", &[(30_000, 120), (100_000, 60)]),
        ("lpwa", &[(30_000, 720), (1_000_000, 120)]),
        ("free_internet", &[(100_000, 1440), (1_000_000, 720)]),
        ("other", &[(30_000, 120), (1_000_000, 60)]),
    ];
    check(None, &table);
    check(Some("2019-04-01"), &table);
}

#[test]
fn the_classes_of_2016_know_no_lpwa() {
    check(
        Some("2016-03-31"),
        &[
            ("emergency_voice", &[(30_000, 60)]),
            ("other_voice", &[(30_000, 120), (100_000, 60)]),
            ("free_internet", &[(100_000, 1440), (1_000_000, 720)]),
            ("other", &[(30_000, 120), (1_000_000, 60)]),
            ("lpwa", &[(30_000, 120), (1_000_000, 60)]),
        ],
    );
}

#[test]
fn before_2015_one_line_for_all() {
    for class in ["emergency_voice", "other_voice", "free_internet", "other"] {
        check(Some("2015-03-31"), &[(class, &[(30_000, 120)])]);
    }
}

#[test]
fn without_the_number_of_users_it_is_open_and_says_so() {
    let mut facts = CARRIER.to_vec();
    facts.extend(["service_class=other_voice", "outage_minutes=120"]);
    let decision = decide(&facts, &[]);
    assert!(decision.open().contains(SERIOUS));
    assert!(
        decision
            .hinges(SERIOUS)
            .contains("service.1.affected_users")
    );
}

#[test]
fn two_services_never_mix() {
    let mut facts = CARRIER.to_vec();
    facts.extend([
        "service_class=other_voice",
        "affected_users=90000",
        "outage_minutes=10",
        "service.2.service_class=other_voice",
        "service.2.service_stopped_or_degraded=yes",
        "service.2.additional_function_only=no",
        "service.2.affected_users=40",
        "service.2.outage_duration=9h",
    ]);
    let decision = decide(&facts, &[]);
    assert!(
        decision.is_ruled_out(SERIOUS),
        "{:?}",
        decision.hinges(SERIOUS)
    );
    assert!(decision.is_due(SMALL));
}

#[test]
fn a_satellite_or_cable_needs_no_users() {
    let at = |minutes: &str| {
        let minutes = format!("all_traffic_lost_minutes={minutes}");
        decide(
            &[
                "sector=telecom",
                "is_telecom_carrier=yes",
                "facility_failure=yes",
                "important_facility=submarine_cable",
                "service_stopped_or_degraded=no",
                &minutes,
            ],
            &[],
        )
    };
    assert!(at("120").is_due(SERIOUS));
    assert!(at("119").is_ruled_out(SERIOUS));
}

#[test]
fn the_small_accident_report_was_quarterly() {
    let small = |as_of: &str, occurred: &str| {
        let mut facts = CARRIER.to_vec();
        facts.extend([
            "service_class=other",
            "affected_users=50000",
            "outage_minutes=30",
            occurred,
        ]);
        decide(&facts, &["--as-of", as_of]).duty(SMALL)["deadlines"][0]["due"].clone()
    };
    assert_eq!(
        small("2016-03-31", "occurred_at=2016-02-10T09:00"),
        "2016-05-31T23:59:59+09:00"
    );
    assert_eq!(
        small("2025-04-01", "occurred_at=2025-04-01T09:00"),
        "2026-06-01T23:59:59+09:00"
    );
}
