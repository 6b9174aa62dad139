//! `why`, `why-not`, `filed` and `history` as a user runs them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{renraku, result, run, talk};
use serde_json::Value;

const INCIDENT: &str = "\
# the outage of 22 November
profile: telecom-carrier
timeline:
  - at: 2026-11-22T03:20
    note: the alarm   # from monitoring
    facts:
      happened: [service_disrupted]
      facility_failure: yes
      important_facility: none
      near_miss_event: none
      occurred_at: 2026-11-22T03:10
      outage_ongoing: yes
      service:
        - {service_stopped_or_degraded: yes, additional_function_only: no, service_class: emergency_voice, affected_users: \"?\"}
  - at: 2026-11-22T03:45
    facts: {service.1.affected_users: \"30000..50000\"}

  - at: 2026-11-22T04:20
    facts: {outage_ongoing: yes}
# end
";

struct Folder(tempfile::TempDir);

impl Folder {
    fn with_incident() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        fs::write(folder.incident(), INCIDENT).unwrap();
        folder
    }

    fn incident(&self) -> PathBuf {
        self.0.path().join("incident.yaml")
    }
}

fn json(words: &[&str]) -> Value {
    let mut all = words.to_vec();
    all.extend(["--format", "json"]);
    let output = run(&all);
    assert_eq!(output.status.code(), Some(0), "{}", talk(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn tests_of<'a>(node: &'a Value, found: &mut Vec<&'a Value>) {
    found.extend(node["test"].as_object().map(|_| &node["test"]));
    for part in node["parts"].as_array().into_iter().flatten() {
        tests_of(part, found);
    }
}

#[test]
fn why_names_value_origin_time_and_article() {
    let folder = Folder::with_incident();
    let file = folder.incident();
    let words = [
        "why",
        "telecom-serious-accident",
        text(&file),
        "--at",
        "2026-11-22T04:20",
    ];
    let why = json(&words);
    assert_eq!(why["schema"], "renraku.why/1");
    assert_eq!(why["status"], "due");
    let edition = &why["editions"][0];
    let limb = edition["limbs"].as_array().unwrap().iter();
    let limb = limb
        .clone()
        .find(|limb| limb["limb"] == "service-failure")
        .unwrap();
    assert_eq!(limb["condition"]["holds"], "yes");
    assert_eq!(limb["law"][0]["article"], "58条2項1号");
    let mut tests = Vec::new();
    tests_of(&limb["condition"], &mut tests);
    let of = |fact: &str| tests.iter().find(|test| test["fact"] == fact).unwrap();
    let users = of("service.1.affected_users");
    assert_eq!(users["value"], "30000..50000");
    assert_eq!(users["from"], "file");
    assert_eq!(users["at"], "2026-11-22T03:45:00+09:00");
    let duration = of("service.1.outage_duration");
    assert_eq!(
        (&duration["known"], &duration["value"]),
        (&"derived".into(), &"1h10min".into())
    );
    assert_eq!(why["duty"]["rule"], "telecom-serious-accident");
}

#[test]
fn why_says_what_replaced_a_rule_and_what_was_met_by_others() {
    let folder = Folder::with_incident();
    let file = folder.incident();
    let words = [
        "why",
        "telecom-annual-accident-report",
        text(&file),
        "--at",
        "2026-11-22T04:20",
    ];
    let why = json(&words);
    assert_eq!(why["status"], "replaced");
    assert_eq!(why["replaced_by"], "telecom-serious-accident");
    assert_eq!(why["absorbers"][0]["holds"], "yes");
}

#[test]
fn why_not_names_the_nearest_change_and_it_turns_the_rule() {
    let facts = |users: &str| {
        vec![
            format!("--set=affected_users={users}"),
            "--set=service_class=emergency_voice".to_owned(),
            "--set=outage_duration=90min".to_owned(),
            "--set=facility_failure=yes".to_owned(),
            "--set=service_stopped_or_degraded=yes".to_owned(),
            "--set=additional_function_only=no".to_owned(),
            "--set=is_telecom_carrier=yes".to_owned(),
            "--set=sector=telecom".to_owned(),
            "--at=2026-11-22T09:00".to_owned(),
        ]
    };
    let words = |users: &str| {
        let mut words = vec!["why-not".to_owned(), "telecom-serious-accident".to_owned()];
        words.extend(facts(users));
        words
    };
    let why_not = |users: &str| {
        let words = words(users);
        json(&words.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let short = why_not("28000");
    assert_eq!(short["schema"], "renraku.why-not/1");
    let nearest = &short["nearest"];
    assert_eq!(
        (&nearest["proven"], &nearest["facts"]),
        (&true.into(), &1.into())
    );
    let change = &nearest["found"][0]["changes"][0];
    assert_eq!(change["fact"], "service.1.affected_users");
    assert_eq!(change["to"], "30000");
    assert_eq!(change["steps"], 2000);
    let turned = why_not("30000");
    assert_eq!(turned["status"], "due");
    assert_eq!(turned.get("nearest"), None);
    let one_less = why_not("29999");
    assert_eq!(one_less["nearest"]["found"][0]["changes"][0]["steps"], 1);
}

#[test]
fn why_not_of_an_open_rule_names_what_it_hinges_on() {
    let why_not = json(&[
        "why-not",
        "appi-26-leak",
        "--set=happened=information_affected",
        "--set=personal_data_involved=yes",
        "--set=holder_type=private_operator",
        "--at=2026-11-22T09:00",
    ]);
    assert_eq!(why_not["status"], "open");
    let hinges = why_not["hinges_on"].as_array().unwrap();
    assert!(hinges.iter().any(|hinge| hinge["why"] == "unanswered"));
}

#[test]
fn both_languages_and_wrong_names() {
    for lang in ["ja", "en"] {
        for command in ["why", "why-not"] {
            let output = run(&[command, "telecom-serious-accident", "--lang", lang]);
            assert_eq!(output.status.code(), Some(0), "{}", talk(&output));
            let japanese = result(&output).contains("未回答");
            assert_eq!(japanese, lang == "ja", "{command}: {}", result(&output));
        }
    }
    let output = run(&["why", "telecom-serious-acident"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(talk(&output).contains("did you mean `telecom-serious-accident`?"));
}

#[test]
fn filed_adds_one_line_and_leaves_the_rest_as_it_is() {
    let folder = Folder::with_incident();
    let file = folder.incident();
    let rule = "telecom-serious-accident";
    let output = run(&[
        "filed",
        text(&file),
        rule,
        "--stage",
        "prompt",
        "--at",
        "2026-11-22T04:30",
        "--to",
        "mic",
        "--ref",
        "第1号",
        "--by",
        "当直",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", talk(&output));
    assert!(result(&output).contains("filed 2026-11-22 04:30"));
    let written = fs::read_to_string(&file).unwrap();
    let line = "filings:\n  - {rule: telecom-serious-accident, stage: prompt, at: 2026-11-22T04:30, to: mic, ref: \"第1号\", by: \"当直\"}\n";
    assert_eq!(written, format!("{INCIDENT}{line}"));
    // Nothing but the file is left in the folder.
    assert_eq!(fs::read_dir(folder.0.path()).unwrap().count(), 1);

    let stages = |at: &str| {
        let decision = json(&["decide", text(&file), "--at", at]);
        let duties = decision["duties"].as_array().unwrap().clone();
        let duty = duties.iter().find(|duty| duty["rule"] == rule).unwrap();
        let stages = duty["deadlines"].as_array().unwrap().iter();
        stages
            .map(|stage| stage["progress"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(stages("2026-11-22T04:25"), ["next", "ahead"]);
    assert_eq!(stages("2026-11-22T05:00"), ["done", "next"]);
    assert_eq!(stages("2026-12-23T09:00"), ["done", "late"]);
}

#[test]
fn an_override_and_a_retraction_stay_visible() {
    let folder = Folder::with_incident();
    let file = folder.incident();
    let rule = "telecom-serious-accident";
    let filed = |more: &[&str]| {
        let mut words = vec!["filed", text(&file), rule];
        words.extend(more);
        run(&words)
    };
    // Who and why are not optional.
    assert_eq!(filed(&["--not", "--why", "x"]).status.code(), Some(2));
    assert_eq!(filed(&["--not", "--by", "x"]).status.code(), Some(2));
    assert_eq!(filed(&["--retract"]).status.code(), Some(2));
    let at = ["--at", "2026-11-22T04:30"];
    let not = [
        &["--not", "--by", "部長", "--why", "誤報と判断"][..],
        &at[..],
    ]
    .concat();
    assert_eq!(filed(&not).status.code(), Some(0));
    let decide = |at: &str| json(&["decide", text(&file), "--at", at]);
    let remarks = |decision: &Value| {
        let duties = decision["duties"].as_array().unwrap().clone();
        let duty = duties
            .into_iter()
            .find(|duty| duty["rule"] == rule)
            .unwrap();
        let notes = duty["notes"].as_array().unwrap().clone();
        let kind = |note: &Value| note["kind"] == "overridden";
        (
            duty["status"].clone(),
            notes.into_iter().filter(kind).collect::<Vec<_>>(),
        )
    };
    let (status, notes) = remarks(&decide("2026-11-22T05:00"));
    assert_eq!(status, "due", "what the rules say stays");
    assert_eq!(
        (&notes[0]["by"], &notes[0]["why"]),
        (&"部長".into(), &"誤報と判断".into())
    );

    assert_eq!(
        filed(&["--stage", "prompt", "--at", "2026-11-22T05:00"])
            .status
            .code(),
        Some(0)
    );
    let retract = [
        "--stage",
        "prompt",
        "--retract",
        "--why",
        "別の障害だった",
        "--at",
        "2026-11-22T06:00",
    ];
    assert_eq!(filed(&retract).status.code(), Some(0));
    let decision = decide("2026-11-22T07:00");
    let (_, notes) = remarks(&decision);
    assert_eq!(notes.len(), 2);
    let duties = decision["duties"].as_array().unwrap();
    let duty = duties.iter().find(|duty| duty["rule"] == rule).unwrap();
    assert_eq!(
        duty["deadlines"][0]["filed"],
        Value::Null,
        "a withdrawn stage is not done"
    );
    assert_eq!(duty["deadlines"][0]["progress"], "next");
}

#[test]
fn filed_refuses_what_it_cannot_record() {
    let folder = Folder::with_incident();
    let file = folder.incident();
    let output = run(&[
        "filed",
        text(&file),
        "telecom-serious-accident",
        "--stage",
        "full",
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(talk(&output).contains("its stages: `detailed`, `prompt`"));
    let output = run(&[
        "filed",
        text(&file),
        "telecom-serious-accident",
        "--to",
        "mik",
    ]);
    assert!(talk(&output).contains("did you mean"));
    assert_eq!(fs::read_to_string(&file).unwrap(), INCIDENT);
    fs::write(&file, "{facts: {facility_failure: yes}}\n").unwrap();
    let output = run(&[
        "filed",
        text(&file),
        "telecom-serious-accident",
        "--at",
        "2026-11-22",
    ]);
    assert_eq!(output.status.code(), Some(2), "{}", talk(&output));
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        "{facts: {facility_failure: yes}}\n"
    );
}

#[test]
fn history_tells_what_each_fact_did_and_where_time_turned_a_rule() {
    let folder = Folder::with_incident();
    let file = folder.incident();
    let history = json(&["history", text(&file), "--at", "2026-11-22T05:00"]);
    assert_eq!(history["schema"], "renraku.history/1");
    let steps = history["steps"].as_array().unwrap();
    let at: Vec<String> = steps
        .iter()
        .map(|step| {
            step["at"]
                .as_str()
                .unwrap()
                .chars()
                .skip(11)
                .take(5)
                .collect()
        })
        .collect();
    assert_eq!(at, ["03:20", "03:45", "04:10", "04:20"]);
    assert_eq!(steps[0]["note"]["en"], "the alarm");
    let users = &steps[1]["facts"][0];
    assert_eq!(users["fact"], "service.1.affected_users");
    assert_eq!(
        (&users["before"], &users["after"]),
        (&"?".into(), &"30000..50000".into())
    );
    let did = users["did"]["rules"].as_array().unwrap();
    let serious = did
        .iter()
        .find(|rule| rule["rule"] == "telecom-serious-accident");
    assert_eq!(serious.unwrap()["after"], "later");
    assert_eq!(steps[2]["by_time"], true);
    let rules = steps[2]["changes"]["rules"].as_array().unwrap();
    let serious = rules
        .iter()
        .find(|rule| rule["rule"] == "telecom-serious-accident");
    assert_eq!(serious.unwrap()["after"], "due");
    // The last entry only repeats what was known.
    assert!(steps[3]["facts"].as_array().unwrap().is_empty());
    assert_eq!(steps[3]["verdicts"]["law"], "required");
}

#[test]
fn the_outputs_fit_a_narrow_terminal() {
    let folder = Folder::with_incident();
    let file = folder.incident();
    for words in [
        vec!["history", text(&file), "--at", "2026-11-22T05:00"],
        vec![
            "why",
            "telecom-serious-accident",
            text(&file),
            "--at",
            "2026-11-22T04:00",
        ],
        vec![
            "why-not",
            "telecom-serious-accident",
            text(&file),
            "--at",
            "2026-11-22T04:00",
        ],
        vec!["decide", text(&file), "--at", "2026-11-22T04:00"],
    ] {
        for lang in ["ja", "en"] {
            let output = renraku()
                .env("COLUMNS", "60")
                .args(&words)
                .args(["--lang", lang])
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(0), "{}", talk(&output));
            for line in result(&output).lines() {
                assert!(console::measure_text_width(line) <= 60, "{line}");
            }
        }
    }
}
