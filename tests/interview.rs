//! The questionnaire: it ends, an answer counts, one step back takes it away.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod common;

use common::{run, talk};
use jiff::Timestamp;
use renraku::decide::{State, Verdict};
use renraku::incident::set::{Names, read_arguments};
use renraku::incident::{Incident, Origin};
use renraku::interview::{Kind, Session};
use renraku::rulebook::load;

fn at() -> Timestamp {
    "2026-11-22T00:00:00Z".parse().unwrap()
}

/// Begins for a hospital.
fn with_session(test: impl FnOnce(&mut Session<'_>)) {
    let book = load::builtin().result.unwrap();
    let names = Names::new(&book);
    let given = read_arguments(&names, &["sector=medical".to_owned()], &[], None).unwrap();
    let incident = Incident {
        statements: given.statements,
        ..Incident::default()
    };
    test(&mut Session::new(&names, incident, None));
}

/// More questions than any incident takes.
const MOST: usize = 200;

#[test]
fn answering_no_throughout_ends() {
    with_session(|session| {
        for _ in 0..MOST {
            let decision = session.decide(at());
            let Some(question) = decision.questions.first().cloned() else {
                break;
            };
            let value = match session.asked(&question).unwrap().kind {
                Kind::YesNo => "no".to_owned(),
                Kind::One(fact) => {
                    let none = fact
                        .choices
                        .iter()
                        .find(|choice| choice.id.as_str() == "none");
                    none.or(fact.choices.first()).unwrap().id.to_string()
                }
                Kind::Several(_) => "attack_or_sign|service_disrupted".to_owned(),
                Kind::Value(_) => "0".to_owned(),
            };
            if session.answer(&question.subject, &value, at()).is_err() {
                session.answer_unknown(&question.subject, at());
            }
        }
        let decision = session.decide(at());
        assert!(decision.questions.is_empty(), "{:?}", decision.questions);
        for line in decision.channels.values() {
            assert_ne!(line.state, State::Askable);
            assert_ne!(line.verdict, Verdict::Undetermined);
        }
    });
}

#[test]
fn answering_unknown_throughout_ends_and_never_in_no() {
    with_session(|session| {
        for _ in 0..MOST {
            let decision = session.decide(at());
            let Some(question) = decision.questions.first().cloned() else {
                break;
            };
            session.answer_unknown(&question.subject, at());
        }
        let decision = session.decide(at());
        assert!(decision.questions.is_empty());
        for line in decision.channels.values() {
            assert_ne!(line.verdict, Verdict::NotRequired);
        }
    });
}

#[test]
fn back_takes_the_last_answer_away() {
    with_session(|session| {
        assert!(!session.back(), "nothing was answered yet");
        let first = session.decide(at()).questions.first().cloned().unwrap();
        session
            .answer(&first.subject, "service_disrupted", at())
            .unwrap();
        assert_eq!(session.answers(), 1);
        let answer = session.incident().statements.last().unwrap();
        assert_eq!(answer.origin, Origin::Asked);
        let second = session.decide(at()).questions.first().cloned().unwrap();
        assert_ne!(first.subject, second.subject);
        assert!(session.back());
        assert_eq!(session.decide(at()).questions.first(), Some(&first));
        let refused = session.answer(&first.subject, "nonsense", at());
        assert!(refused.is_err());
        assert_eq!(session.answers(), 0, "a wrong answer changes nothing");
    });
}

#[test]
fn without_a_terminal_it_says_what_to_use() {
    let output = run(&["triage"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        talk(&output).contains("renraku decide"),
        "{}",
        talk(&output)
    );
}
