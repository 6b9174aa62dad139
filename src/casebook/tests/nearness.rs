//! Which cases are like an incident.

use super::casebook;
use crate::casebook::similar;
use crate::incident::set::{Names, read_arguments};

fn case(id: &str, facts: &str) -> String {
    format!(
        "id: {id}
kind: constructed
title: {{ja: 題, en: title}}
profile: carrier
at: 2026-10-23T10:00
facts: {{{facts}}}
expected: {{law: required}}
"
    )
}

#[test]
fn the_most_alike_come_first() {
    let files = [
        ("near", "failure: yes, users: 4321, others_at_risk: no"),
        (
            "nearer",
            "failure: yes, users: '1234..60000', others_at_risk: yes",
        ),
        ("far", "failure: no, users: 3, others_at_risk: no"),
        ("farther", "failure: no, others_at_risk: no"),
    ];
    let texts = files.map(|(id, facts)| (format!("x/{id}.yaml"), case(id, facts)));
    let files: Vec<(&str, &str)> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let (book, loaded) = casebook(&files);
    assert_eq!(loaded.errors, []);
    let names = Names::new(&book);
    let rank = |facts: &[&str], except| {
        let facts: Vec<String> = facts.iter().map(|fact| (*fact).to_owned()).collect();
        let stated = read_arguments(&names, &facts, &[], None)
            .unwrap()
            .statements;
        similar(&loaded.casebook, &book, &stated, except)
    };
    let facts = [
        "carrier=yes",
        "failure=yes",
        "users=50000",
        "others_at_risk=yes",
    ];
    let found = rank(&facts, None);
    let ids: Vec<&str> = found.iter().map(|similar| similar.case.as_str()).collect();
    assert_eq!(ids, ["nearer", "near", "far"]);
    assert!(
        found
            .iter()
            .all(|similar| (0.0..=1.0).contains(&similar.score))
    );
    assert!(found[0].score > 0.8 && found[2].score < 0.3, "{found:?}");
    assert!(
        rank(&facts, Some("nearer"))
            .iter()
            .all(|similar| similar.case != "nearer")
    );
    assert_eq!(rank(&[], None), []);
    assert_eq!(rank(&["failure=?"], None), []);
}
