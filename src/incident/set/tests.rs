//! Names, aliases, items and the mistakes with them.

use super::*;
use crate::incident::testing::rulebook;
use crate::rulebook::Text;

fn take(arguments: &[&str]) -> Result<Vec<String>, Vec<SetProblem>> {
    take_beside(arguments, &[])
}

fn take_beside(arguments: &[&str], given: &[Statement]) -> Result<Vec<String>, Vec<SetProblem>> {
    let rulebook = rulebook();
    let names = Names::new(&rulebook);
    let arguments: Vec<String> = arguments.iter().map(|a| (*a).to_owned()).collect();
    match read_arguments(&names, &arguments, given, None) {
        Ok(taken) => Ok(taken
            .statements
            .iter()
            .map(|s| format!("{}={}", s.subject, s.written))
            .collect()),
        Err(errors) => Err(errors.into_iter().map(|error| *error.problem).collect()),
    }
}

fn wrong(argument: &str) -> SetProblem {
    let mut problems = take(&[argument]).expect_err(argument);
    assert_eq!(problems.len(), 1, "{argument}");
    let problem = problems.remove(0);
    let Text { ja, en } = problem.message();
    assert!(!en.ends_with('.') && !ja.ends_with('。'));
    problem
}

#[test]
fn names_and_items() {
    for (argument, statement) in [
        ("sector=telecom,cable_tv", "sector=cable_tv,telecom"),
        ("sector=電気通信", "sector=telecom"),
        ("Facility-Failure = はい", "facility_failure=yes"),
        ("affected_users=3万", "service.1.affected_users=30000"),
        ("affected_users>=30000", "service.1.affected_users=>=30000"),
        ("affected_users<=30000", "service.1.affected_users=<=30000"),
        ("affected_users＝3万", "service.1.affected_users=30000"),
        ("service.affected_users=1", "service.1.affected_users=1"),
        ("service.2.affected_users=~1", "service.2.affected_users=~1"),
        ("service.99.affected_users=?", "service.99.affected_users=?"),
        ("outage_minutes=120", "service.1.outage_duration=2h"),
        (
            "service.3.outage_minutes=120",
            "service.3.outage_duration=2h",
        ),
        ("outage_duration=120分", "service.1.outage_duration=2h"),
        ("service.all_listed=no", "service.all_listed=no"),
        ("data_set.all_listed=?", "data_set.all_listed=?"),
        ("occurred_at=2026-11-22", "occurred_at=2026-11-22"),
    ] {
        assert_eq!(
            take(&[argument]),
            Ok(vec![statement.to_owned()]),
            "{argument}"
        );
    }
}

#[test]
fn mistakes() {
    use SetProblem as P;
    for (argument, is_it) in [
        (
            "facility_failure",
            (|p| matches!(p, P::NoEquals(_))) as fn(&P) -> bool,
        ),
        ("=yes", |p| matches!(p, P::NoName(_))),
        (
            "facility_failur=yes",
            |p| matches!(p, P::UnknownName(_, near) if near == &["facility_failure"]),
        ),
        (
            "xyzzy=yes",
            |p| matches!(p, P::UnknownName(_, near) if near.is_empty()),
        ),
        ("service=yes", |p| {
            matches!(
                p,
                P::NoFact {
                    example: Some(_),
                    ..
                }
            )
        }),
        ("service.2=yes", |p| matches!(p, P::NoFact { .. })),
        ("service.=yes", |p| matches!(p, P::NoFact { .. })),
        ("service.0.affected_users=1", |p| matches!(p, P::BadItem(_))),
        ("service.100.affected_users=1", |p| {
            matches!(p, P::BadItem(_))
        }),
        ("service.99999999999999999999.affected_users=1", |p| {
            matches!(p, P::BadItem(_))
        }),
        ("service.x.affected_users=1", |p| {
            matches!(p, P::UnknownName(..))
        }),
        ("service.1.2.affected_users=1", |p| {
            matches!(p, P::UnknownName(..))
        }),
        ("thing.affected_users=1", |p| {
            matches!(p, P::UnknownGroup(..))
        }),
        ("data_set.outage_duration=1h", |p| {
            matches!(p, P::NotOfGroup { .. })
        }),
        ("service.occurred_at=?", |p| {
            matches!(p, P::NotOfGroup { .. })
        }),
        ("service.2.all_listed=yes", |p| {
            matches!(p, P::UnknownName(..))
        }),
        ("serious_accident=yes", |p| {
            matches!(p, P::NotSettable { .. })
        }),
        ("outage_duration=120", |p| matches!(p, P::Value(..))),
        ("service.all_listed=maybe", |p| matches!(p, P::Listed(..))),
        ("affected_users=", |p| matches!(p, P::Value(..))),
        ("...=1", |p| matches!(p, P::UnknownName(..))),
    ] {
        let problem = wrong(argument);
        assert!(is_it(&problem), "{argument}: {problem:?}");
    }
}

#[test]
fn all_mistakes_of_a_command_are_named() {
    let problems = take(&["xyzzy=1", "outage_duration=1", "sector=telecom", "nothing"]);
    assert_eq!(problems.map_err(|p| p.len()), Err(3));
}

#[test]
fn one_subject_is_set_once() {
    let problems = take(&["outage_minutes=120", "service.1.outage_duration=3h"]).unwrap_err();
    let [SetProblem::Twice { first, second, .. }] = problems.as_slice() else {
        panic!("{problems:?}")
    };
    assert_eq!(
        (first.as_str(), second.as_str()),
        ("outage_minutes", "service.1.outage_duration")
    );
    assert!(take(&["affected_users=1", "service.2.affected_users=1"]).is_ok());
}

#[test]
fn a_name_of_two_topics_goes_to_the_active_one() {
    let leak = "user_info_leaked=yes";
    let users = "affected_users=5";
    assert_eq!(take(&[users]).unwrap(), ["service.1.affected_users=5"]);
    assert_eq!(
        take(&["user_info_leaked=no", users]).unwrap()[1],
        "service.1.affected_users=5"
    );
    for given in [leak, "user_info_leaked=?"] {
        assert_eq!(
            take(&[given, users]).unwrap()[1],
            "data_set.1.affected_persons=5"
        );
        assert_eq!(
            take(&[users, given]).unwrap()[0],
            "data_set.1.affected_persons=5"
        );
    }
    assert_eq!(
        take(&[leak, "service.affected_users=5"]).unwrap()[1],
        "service.1.affected_users=5"
    );
    for other in [
        "facility_failure=yes",
        "service_class=other_voice",
        "outage_minutes=5",
    ] {
        let problems = take(&[leak, users, other]).unwrap_err();
        assert_eq!(
            problems,
            [SetProblem::Ambiguous(
                "affected_users".to_owned(),
                vec![
                    "service.affected_users".into(),
                    "data_set.affected_persons".into()
                ]
            )],
            "{other}"
        );
    }
    assert_eq!(
        take(&[leak, users, "facility_failure=no"]).unwrap()[1],
        "data_set.1.affected_persons=5"
    );
}

#[test]
fn what_is_stated_already_counts() {
    let rulebook = rulebook();
    let names = Names::new(&rulebook);
    let leak = ["user_info_leaked=yes".to_owned()];
    let given = read_arguments(&names, &leak, &[], None).unwrap().statements;
    assert_eq!(
        take_beside(&["affected_users=5"], &given).unwrap(),
        ["data_set.1.affected_persons=5"]
    );
    let users = ["affected_users=5".to_owned()];
    let taken = read_arguments(&names, &users, &given, None).unwrap();
    assert_eq!(
        taken.remarks,
        [Remark::AliasTaken {
            name: "affected_users".to_owned(),
            taken: "affected_persons".into(),
        }]
    );
}

#[test]
fn an_alias_without_its_topic_is_refused() {
    let problem = wrong("down_for=5");
    let SetProblem::NoTopic(_, options) = &problem else {
        panic!("{problem:?}")
    };
    assert_eq!(options.len(), 2);
    assert!(problem.help().unwrap().en.contains("`user_info_leaked`"));
    assert_eq!(
        take(&["facility_failure=yes", "down_for=5h"]).unwrap()[1],
        "service.1.outage_duration=5h"
    );
}

#[test]
fn a_bare_day_is_remarked_and_a_profile_is_about_the_organisation() {
    let rulebook = rulebook();
    let names = Names::new(&rulebook);
    let day = ["occurred_at=2026-11-22".to_owned()];
    let taken = read_arguments(&names, &day, &[], None).unwrap();
    assert!(matches!(taken.remarks.as_slice(), [Remark::WholeDay(_)]));
    let settings: Vec<Setting> = ["sector=telecom", "facility_failure=yes"]
        .iter()
        .map(|text| Setting::parse(text).unwrap())
        .collect();
    let stamp = Stamp {
        at: None,
        origin: Origin::Profile,
    };
    let taken = names.take(&settings, &[], &stamp);
    assert_eq!(taken.statements.len(), 1);
    let [error] = taken.errors.as_slice() else {
        panic!("{:?}", taken.errors)
    };
    assert!(matches!(*error.problem, SetProblem::NotOrganisation(_)));
    assert_eq!(error.to_string(), error.message().en);
}

#[test]
fn a_list_of_one_is_a_value() {
    let rulebook = rulebook();
    let names = Names::new(&rulebook);
    let setting = |name: &str, items: &[&str]| Setting {
        name: name.to_owned(),
        value: Written::List(items.iter().map(|item| (*item).to_owned()).collect()),
        name_place: None,
        value_place: None,
    };
    let stamp = Stamp {
        at: None,
        origin: Origin::File,
    };
    let settings = [
        setting("sector", &["telecom", "cable_tv"]),
        setting("service_class", &["other_voice"]),
        setting(
            "service.2.service_class",
            &["other_voice", "emergency_voice"],
        ),
    ];
    let taken = names.take(&settings, &[], &stamp);
    assert_eq!(taken.statements.len(), 2);
    assert_eq!(taken.errors.len(), 1);
}

#[test]
fn absurd_arguments_are_refused_at_once() {
    let start = std::time::Instant::now();
    for argument in [
        format!("{}=1", "a".repeat(100_000)),
        format!("affected_users={}", "9".repeat(100_000)),
        format!("{}affected_users=1", "service.".repeat(10_000)),
        "=".repeat(1000),
        "\u{0}=\u{0}".to_owned(),
    ] {
        let message = wrong(&argument).message();
        assert!(message.en.chars().count() < 300, "{}", message.en);
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(2));
}

proptest::proptest! {
    #[test]
    fn nothing_panics(name in "[a-z_.0-9=<>]{0,20}", value: String) {
        let _ = take(&[&format!("{name}={value}"), &value, &name]);
    }
}
