//! The law is data: no article, number, ministry or question of the law stands in `src/`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == ending)
        {
            found.push(path);
        }
    }
}

/// The text of every file below a folder of this package.
fn texts(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    files(&root, ending, &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect()
}

/// The values of a key in YAML flow or block style, roughly: enough to search for them.
fn values<'a>(text: &'a str, key: &str) -> Vec<&'a str> {
    text.match_indices(key)
        .map(|(at, _)| text[at + key.len()..].trim_start())
        .map(|rest| {
            rest.split(['\n', ',', '}', '"'])
                .find(|part| !part.is_empty())
                .unwrap_or("")
        })
        .map(str::trim)
        .filter(|value| value.chars().count() >= 3)
        .collect()
}

#[test]
fn no_name_of_a_law_or_authority_and_no_question_occurs_in_the_source() {
    let rules = texts("rules", "yaml");
    assert!(rules.len() > 20);
    let source = texts("src", "rs");
    let mut words: Vec<&str> = Vec::new();
    for (path, text) in &rules {
        words.extend(values(text, "law: "));
        let path = path.to_string_lossy();
        if path.contains("authorities") {
            words.extend(values(text, "ja: ").into_iter().chain(values(text, "en: ")));
        }
        if path.contains("facts") {
            words.extend(values(text, "question: {ja: "));
        }
    }
    assert!(words.len() > 100);
    for (path, text) in &source {
        for word in &words {
            assert!(
                !text.contains(word),
                "`{word}` of the law stands in {}",
                path.display()
            );
        }
    }
}

#[test]
fn no_article_or_number_of_a_law_occurs_in_the_source() {
    for (path, text) in texts("src", "rs") {
        for (number, line) in text.lines().enumerate() {
            let mut before = ' ';
            for character in line.chars() {
                let article = "条号項".contains(character) && before.is_ascii_digit();
                assert!(!article, "{}:{}: {line}", path.display(), number + 1);
                before = character;
            }
            assert!(
                !line.contains("法律第"),
                "{}:{}: {line}",
                path.display(),
                number + 1
            );
        }
    }
}

#[test]
fn the_thresholds_of_the_law_do_not_occur_in_the_source() {
    let rules = texts("rules", "yaml");
    let mut thresholds: Vec<String> = Vec::new();
    for (_, text) in &rules {
        for sign in ["\">= ", "\"> "] {
            for value in values(text, sign) {
                let digits: String = value.chars().take_while(char::is_ascii_digit).collect();
                // Small numbers and round units of time mean nothing by themselves.
                if digits.len() >= 4 {
                    thresholds.push(digits);
                }
            }
        }
    }
    assert!(!thresholds.is_empty());
    // Numbers in tests of pure logic are examples; those the program shows are not the law's.
    let is_test = |path: &Path| path.to_string_lossy().contains("tests");
    for (path, text) in texts("src", "rs")
        .into_iter()
        .filter(|(path, _)| !is_test(path))
    {
        let plain = text.replace('_', "");
        let code = plain
            .lines()
            .take_while(|line| !line.contains("#[cfg(test)]"));
        for line in code.filter(|line| !line.trim_start().starts_with("//")) {
            let numbers = line
                .split(|c: char| !c.is_ascii_digit())
                .filter(|part| part.len() >= 4);
            for number in numbers {
                let is_law = thresholds.iter().any(|threshold| threshold == number);
                // Places of the decimal system and the seconds of an hour and a day.
                let is_unit =
                    number.trim_end_matches('0') == "1" || ["86400", "3600"].contains(&number);
                assert!(!is_law || is_unit, "{}: {line}", path.display());
            }
        }
    }
}
