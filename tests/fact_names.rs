//! One vocabulary: every name by which the statutes' facts are known can be stated, or is refused with
//! what to state in its place.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;

use renraku::incident::set::{Names, read_arguments};
use renraku::rulebook::load;

#[test]
fn every_known_name_is_a_fact_or_says_what_to_state() {
    let book = load::builtin().result.unwrap();
    let names = Names::new(&book);
    let list = fs::read_to_string("tests/fixtures/fact-names.txt").unwrap();
    let mut strangers = Vec::new();
    for name in list.lines() {
        let setting = format!("{name}=?");
        let Err(errors) = read_arguments(&names, &[setting], &[], None) else {
            continue;
        };
        // A computed name, a value of a choice, or a name of several facts: each says so.
        let told = errors.iter().all(|error| {
            let code = error.diagnostic().code.as_str();
            let value = error.message().en.contains("is no fact but a value of");
            value || ["not-settable", "ambiguous-name"].contains(&code)
        });
        if !told {
            strangers.push(name);
        }
    }
    assert!(strangers.is_empty(), "{strangers:?}");
}
