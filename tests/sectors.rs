//! Every sector on six days: each line answers, and the ministry of that day is named.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod common;

use common::decide;

const DAYS: [&str; 6] = [
    "2016-03-31",
    "2018-12-01",
    "2023-01-01",
    "2024-06-01",
    "2025-08-01",
    "2026-11-22",
];

/// Sector, its ministry, and the first of the days on which the Action Plan counts it.
const SECTORS: [(&str, &str, &str); 21] = [
    ("telecom", "mic", "2016-03-31"),
    ("broadcasting", "mic", "2016-03-31"),
    ("cable_tv", "mic", "2016-03-31"),
    ("banking", "fsa", "2016-03-31"),
    ("life_insurance", "fsa", "2016-03-31"),
    ("nonlife_insurance", "fsa", "2016-03-31"),
    ("securities", "fsa", "2016-03-31"),
    ("payment", "fsa", "2023-01-01"),
    ("aviation", "mlit", "2016-03-31"),
    ("airport", "mlit", "2018-12-01"),
    ("railway", "mlit", "2016-03-31"),
    ("electricity", "meti", "2016-03-31"),
    ("gas", "meti", "2016-03-31"),
    ("government", "mic", "2016-03-31"),
    ("medical", "mhlw", "2016-03-31"),
    ("water", "mhlw", "2016-03-31"),
    ("logistics", "mlit", "2016-03-31"),
    ("chemical", "meti", "2016-03-31"),
    ("credit", "meti", "2016-03-31"),
    ("petroleum", "meti", "2016-03-31"),
    ("port", "mlit", "2024-06-01"),
];

/// The water supply went from one ministry to another on 2024-04-01.
fn ministry(sector: &str, ministry: &'static str, day: &str) -> &'static str {
    if sector == "water" && day >= "2024-04-01" {
        "mlit"
    } else {
        ministry
    }
}

#[test]
fn an_outage_is_shared_with_the_ministry_of_the_day() {
    for (sector, usual, first) in SECTORS {
        for day in DAYS {
            let facts = [
                &format!("sector={sector}"),
                "happened=service_disrupted",
                "service_impact=stopped",
                "ceptoar_member=yes",
                "holder_type=private_operator",
            ];
            let decision = decide(&facts.map(AsRef::as_ref), &["--as-of", day]);
            let verdict = decision.verdict("ceptoar");
            if day < first {
                assert_ne!(verdict, "recommended", "{sector} on {day}");
                continue;
            }
            assert_eq!(verdict, "recommended", "{sector} on {day}");
            let wanted = ministry(sector, usual, day);
            let duties = decision.0["duties"].as_array().unwrap();
            let told = duties.iter().any(|duty| {
                let to = duty["to"].as_array().unwrap();
                duty["channel"] == "ceptoar" && to.iter().any(|body| body["id"] == wanted)
            });
            assert!(told, "{sector} on {day}: {wanted}\n{duties:#?}");
        }
    }
}

#[test]
fn the_hotline_opened_with_the_fourth_plan() {
    for day in DAYS {
        let decision = decide(&["sector=telecom"], &["--as-of", day]);
        let unavailable = decision.verdict("hotline") == "unavailable";
        assert_eq!(unavailable, day < "2017-04-18", "{day}");
    }
}

#[test]
fn a_firm_outside_all_sectors_is_told_whom_to_tell() {
    for sector in ["none", "nuclear_material"] {
        for day in DAYS {
            let facts = [
                &format!("sector={sector}"),
                "happened=service_disrupted",
                "service_impact=stopped",
            ];
            let decision = decide(&facts.map(AsRef::as_ref), &["--as-of", day]);
            assert_eq!(
                decision.verdict("ceptoar"),
                "not_required",
                "{sector} on {day}"
            );
            let notes = decision.0["notes"].as_array().unwrap();
            let told = notes
                .iter()
                .any(|note| note["en"].as_str().unwrap().contains("JPCERT"));
            assert!(told, "{sector} on {day}: {notes:?}");
        }
    }
}
