//! Every kind of mistake has a file that makes it, and is reported at the right line and column; a
//! good rulebook loads without a word.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use renraku::rulebook::diagnostic::{Code, Colour, Diagnostic, render};
use renraku::rulebook::load::{Depth, Loaded, Packs, load};
use renraku::rulebook::{Channel, FactId, Lang, RuleId};

const SMALL: &str = "tests/fixtures/small";
const BAD: &str = "tests/bad";

/// Mistakes of the disk, which no file in a repository can make; see [`obstacles_of_the_disk`].
const OF_THE_DISK: [Code; 6] = [
    Code::FileUnreadable,
    Code::FileIsFolder,
    Code::FileTooLarge,
    Code::FileNotUtf8,
    Code::EmptyPack,
    Code::FileIgnored,
];
/// Mistakes that take more than a file: see the test of each in `src/rulebook/check`.
const OF_SIZE: [Code; 1] = [Code::Unproved];

/// Mistakes of incidents, profiles and cases: see `tests/bad_input.rs`.
const OF_INPUT: [Code; 15] = [
    Code::BadSubject,
    Code::AmbiguousName,
    Code::NotSettable,
    Code::SetTwice,
    Code::BadValue,
    Code::NotOrganisation,
    Code::UnknownProfile,
    Code::NotAMoment,
    Code::OutOfOrder,
    Code::NoInstant,
    Code::EmptyExpectation,
    Code::UnknownEdition,
    Code::Contradiction,
    Code::OtherChannel,
    Code::SameVariant,
];

fn all(loaded: &Loaded) -> Vec<&Diagnostic> {
    let errors = loaded.result.as_ref().err().into_iter().flatten();
    errors.chain(&loaded.warnings).collect()
}

/// What the comments at the top of a bad file say.
fn directive(text: &str, name: &str) -> Option<String> {
    let prefix = format!("# {name}: ");
    let line = text
        .lines()
        .take(3)
        .find_map(|line| line.strip_prefix(&prefix));
    line.map(str::to_owned)
}

fn bad_packs(path: &Path, text: &str) -> Packs {
    match directive(text, "base").as_deref() {
        Some("none") => Packs {
            only: Some(path.to_owned()),
            extra: Vec::new(),
        },
        _ => Packs {
            only: Some(SMALL.into()),
            extra: vec![path.to_owned()],
        },
    }
}

fn check(code: Code, path: &Path) {
    let text = fs::read_to_string(path).unwrap_or_default();
    let loaded = load(&bad_packs(path, &text), Depth::Proofs);
    let found = all(&loaded);
    let shown: Vec<_> = found
        .iter()
        .map(|found| render(found, &loaded.sources, Lang::En, Colour::Never))
        .collect();
    let shown = shown.join("\n\n");
    let also = directive(&text, "also").unwrap_or_default();
    let of_code: Vec<_> = found.iter().filter(|found| found.code == code).collect();
    assert_eq!(of_code.len(), 1, "{code} must be reported once:\n{shown}");
    let stray = found.iter().filter(|found| {
        found.code != code && !also.split(", ").any(|name| name == found.code.as_str())
    });
    assert_eq!(stray.count(), 0, "{code} only:\n{shown}");
    let place = of_code.first().and_then(|found| found.place).map(|place| {
        assert_eq!(Path::new(loaded.sources.path(place.file)), path, "{code}");
        format!("{}:{}", place.line, place.column)
    });
    let expected = directive(&text, "expect").unwrap_or_else(|| "1:1".to_owned());
    assert_eq!(
        place.as_deref().unwrap_or("none"),
        expected,
        "{code}:\n{shown}"
    );
    if place.is_some() {
        let header = format!("{}:{expected}", path.display());
        assert!(shown.contains(&header), "{header} is not in\n{shown}");
    }
}

#[test]
fn every_code_has_a_file_and_a_place() {
    for code in Code::ALL {
        let elsewhere = [&OF_THE_DISK[..], &OF_SIZE[..], &OF_INPUT[..]];
        if !elsewhere.iter().any(|codes| codes.contains(code)) {
            check(*code, &Path::new(BAD).join(format!("{code}.yaml")));
        }
    }
}

#[test]
fn every_bad_file_has_a_code() {
    let names: BTreeSet<_> = Code::ALL
        .iter()
        .map(|code| format!("{code}.yaml"))
        .collect();
    for entry in fs::read_dir(BAD).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(names.contains(&name), "{name}");
    }
}

#[test]
fn every_message_is_said_in_both_languages() {
    for entry in fs::read_dir(BAD).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let loaded = load(&bad_packs(&path, &text), Depth::Proofs);
        for found in all(&loaded) {
            let message = &found.message;
            assert!(!message.ja.is_ascii(), "{message:?}");
            let kana = |c: char| ('ぁ'..='ん').contains(&c);
            assert!(!message.en.contains(kana), "{message:?}");
            for text in [&message.ja, &message.en] {
                assert!(
                    !text.ends_with(['.', '。']) && !text.contains('\n'),
                    "{text}"
                );
            }
            let first = message.en.chars().next().unwrap();
            assert!(!first.is_uppercase(), "{}", message.en);
        }
    }
}

#[test]
fn obstacles_of_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("empty")).unwrap();
    fs::create_dir(path("odd")).unwrap();
    fs::write(path("odd/a.yaml.bak"), "a: 1").unwrap();
    fs::write(path("sjis.yaml"), b"a: 1\nb: \x8f\xc9\n").unwrap();
    let huge = fs::File::create(path("huge.yaml")).unwrap();
    huge.set_len(5 << 20).unwrap();
    let codes = |path: PathBuf| -> Vec<Code> {
        let packs = Packs {
            only: Some(SMALL.into()),
            extra: vec![path],
        };
        let loaded = load(&packs, Depth::Slips);
        all(&loaded).iter().map(|found| found.code).collect()
    };
    assert_eq!(codes(path("missing.yaml")), [Code::FileUnreadable]);
    assert_eq!(codes(path("huge.yaml")), [Code::FileTooLarge]);
    assert_eq!(codes(path("sjis.yaml")), [Code::FileNotUtf8]);
    assert_eq!(codes(path("empty")), [Code::EmptyPack]);
    assert_eq!(codes(path("odd")), [Code::EmptyPack, Code::FileIgnored]);
}

#[test]
fn a_good_rulebook_loads_without_a_word() {
    let packs = Packs {
        only: Some(SMALL.into()),
        extra: Vec::new(),
    };
    let loaded = load(&packs, Depth::Proofs);
    assert_eq!(all(&loaded), Vec::<&Diagnostic>::new());
    let rulebook = loaded.result.unwrap();
    assert_eq!(rulebook.version, "2026.1.1");
    assert!(rulebook.digest.starts_with("sha256:"));
    let order: Vec<_> = rulebook.order.iter().map(RuleId::as_str).collect();
    assert_eq!(order, ["small-accident", "small-share", "small-note"]);
    let accident = &rulebook.rules["small-accident"];
    assert_eq!(accident.channel, Channel::Law);
    assert_eq!(accident.editions.len(), 3);
    assert_eq!(accident.gaps.len(), 1);
    assert!(
        rulebook.facts[&FactId::new("attack_kind")]
            .asked_if
            .is_some()
    );
}

#[test]
fn a_pack_adds_replaces_and_extends() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let rule = fs::read_to_string(format!("{SMALL}/other/small-note.yaml")).unwrap();
    write(
        "small-note.yaml",
        &rule.replace("absorbed_by:", "replaces: small-note\nabsorbed_by:"),
    );
    write(
        "own-note.yaml",
        &rule.replace("id: small-note", "id: own-note"),
    );
    write(
        "extra.yaml",
        "space:\n  title: {ja: 宇宙, en: Space}\n  in_plan: []\n  desks: {ministry: [], ceptoar: []}\n",
    );
    let extra = vec![folder.path().to_owned()];
    let loaded = load(
        &Packs {
            only: Some(SMALL.into()),
            extra,
        },
        Depth::Proofs,
    );
    assert_eq!(all(&loaded), Vec::<&Diagnostic>::new());
    let rulebook = loaded.result.unwrap();
    assert_eq!(rulebook.rules.len(), 4);
    let replaced = &rulebook.rules["small-note"];
    assert_eq!(replaced.replaces, Some("small-note".into()));
    let sector = &rulebook.facts[&FactId::new("sector")];
    assert!(sector.choice(&"space".into()).is_some());
}

#[test]
fn a_rule_of_the_same_id_must_say_that_it_replaces() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("small-note.yaml");
    fs::copy(format!("{SMALL}/other/small-note.yaml"), &path).unwrap();
    let packs = Packs {
        only: Some(SMALL.into()),
        extra: vec![path],
    };
    let loaded = load(&packs, Depth::Proofs);
    let found = all(&loaded);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, Code::DuplicateId);
    assert!(
        found[0]
            .help
            .as_ref()
            .unwrap()
            .en
            .contains("replaces: small-note")
    );
}

/// A start of the program takes the built-in rulebook without proofs; this is where they are made.
#[test]
fn the_built_in_rulebook_is_proved() {
    let loaded = load(&Packs::default(), Depth::Proofs);
    let shown: Vec<_> = all(&loaded)
        .iter()
        .map(|found| render(found, &loaded.sources, Lang::En, Colour::Never))
        .collect();
    assert!(shown.is_empty(), "{}", shown.join("\n\n"));
}
