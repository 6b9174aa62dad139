use std::time::{Duration, Instant};

use super::*;
use crate::rulebook::Sources;
use crate::rulebook::diagnostic::{Code, Problems};

fn read(text: &str) -> (Option<Yaml>, Vec<(Code, u32, u32)>) {
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let file = sources.add("a.yaml", text);
    let tree = parse(&sources, file, Limits::RULES, &mut problems);
    let found = problems.into_sorted().0;
    let found = found.into_iter().map(|found| {
        let place = found.place.unwrap();
        (found.code, place.line, place.column)
    });
    (tree, found.collect())
}

fn spelling(text: &str, key: &str) -> (String, bool) {
    let (tree, problems) = read(text);
    assert!(problems.is_empty(), "{problems:?}");
    match tree.unwrap().get(key).unwrap().value.clone() {
        Value::Scalar(scalar) => (scalar.text, scalar.quoted),
        other => panic!("{other:?}"),
    }
}

#[test]
fn scalars_keep_their_spelling() {
    for (written, text, quoted) in [
        ("0755", "0755", false),
        ("1.50", "1.50", false),
        ("yes", "yes", false),
        ("True", "True", false),
        (".nan", ".nan", false),
        ("1e999", "1e999", false),
        (
            "123456789012345678901234567890123456789012",
            "123456789012345678901234567890123456789012",
            false,
        ),
        ("2019-04-01", "2019-04-01", false),
        ("重大な 事故   # 注", "重大な 事故", false),
        ("'yes'", "yes", true),
        ("\"a\\nb\"", "a\nb", true),
        ("|\n  foo\n  bar\n", "foo\nbar\n", true),
        ("foo\n  bar", "foo bar", false),
        ("\"?\"", "?", true),
    ] {
        let (found, is_quoted) = spelling(&format!("k: {written}\n"), "k");
        assert_eq!((found.as_str(), is_quoted), (text, quoted), "{written}");
    }
}

#[test]
fn places_are_exact() {
    let (tree, _) = read("a: 1\nい:\n  う: {え: お, b: [x, y]}\n");
    let tree = tree.unwrap();
    let map = tree.get("い").unwrap();
    assert_eq!((map.place.line, map.place.column), (3, 3));
    let inner = map.get("う").unwrap();
    assert_eq!((inner.place.line, inner.place.column), (3, 6));
    let Value::List(list) = &inner.get("b").unwrap().value else {
        panic!("a list")
    };
    assert_eq!((list[1].place.line, list[1].place.column), (3, 20));
}

#[test]
fn each_mistake_has_a_code_and_a_place() {
    let deep = format!("a: {}", "[".repeat(20_000));
    let deeper = format!("a: {}{}", "[".repeat(40), "]".repeat(40));
    let many = "- 1\n".repeat(30_000);
    let bomb = "a: &a [x, x]\nb: &b [*a, *a]\n".to_owned() + &"c: [*b, *b]\n".repeat(999);
    for (text, code, line, column) in [
        ("", Code::FileEmpty, 1, 1),
        (" \n\n", Code::FileEmpty, 1, 1),
        ("# x\n---\n", Code::FileOnlyComments, 1, 1),
        (&bomb, Code::YamlAlias, 1, 7),
        ("a: *x\n", Code::YamlAlias, 1, 4),
        ("a: &x 1\n", Code::YamlAlias, 1, 7),
        ("a: {<<: {b: 1}}\n", Code::YamlAlias, 1, 5),
        (&deep, Code::YamlTooDeep, 1, 259),
        (&deeper, Code::YamlTooDeep, 1, 35),
        (&many, Code::YamlTooLarge, 20_000, 3),
        ("a:\n\tb: 1\n", Code::YamlTab, 2, 1),
        ("a: 1\nb:\n  c: 2\n\td: 3\n", Code::YamlTab, 4, 1),
        ("い: \"foo\nb: 1\n", Code::YamlUnclosedQuote, 1, 4),
        ("い: 'foo\nb: 1\n", Code::YamlUnclosedQuote, 1, 4),
        ("a: foo: bar\n", Code::YamlSyntax, 1, 7),
        ("い: >= 3\n", Code::YamlSyntax, 1, 4),
        ("い: ?\n", Code::YamlSyntax, 1, 4),
        ("a: {b: 1\nc: 2\n", Code::YamlSyntax, 2, 2),
        ("a: 1\n---\nb: 2\n", Code::YamlSeveralDocuments, 2, 1),
        ("a: !foo 1\n", Code::YamlTag, 1, 9),
        ("a: !!str 1\n", Code::YamlTag, 1, 10),
        ("a: !!map {b: 1}\n", Code::YamlTag, 1, 10),
        ("? [a]\n: b\n", Code::YamlKey, 1, 3),
        ("~: b\n", Code::YamlKey, 1, 1),
        ("a: 1\nb: 2\na: 3\n", Code::DuplicateKey, 3, 1),
        ("m: {k: 1, k: 2}\n", Code::DuplicateKey, 1, 11),
    ] {
        let start = Instant::now();
        let found = read(text).1;
        assert!(start.elapsed() < Duration::from_secs(2));
        let shown: String = text.chars().take(40).collect();
        assert_eq!(found, [(code, line, column)], "{shown}");
    }
}

#[test]
fn all_duplicates_are_named_and_the_first_is_kept() {
    let (tree, problems) = read("a: 1\na: 2\nb: 1\nb: 2\n");
    assert_eq!(problems.len(), 2);
    assert_eq!(tree.unwrap().get("a").unwrap().text(), Some("1"));
}
