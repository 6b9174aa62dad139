use super::*;
use crate::rulebook::Sources;
use crate::rulebook::yaml::{Limits, parse};

fn with<T>(text: &str, run: impl FnOnce(&Yaml, &mut Problems) -> T) -> (T, Vec<String>) {
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let file = sources.add("a.yaml", text);
    let tree = parse(&sources, file, Limits::RULES, &mut problems).unwrap();
    let value = run(&tree, &mut problems);
    let found = problems.into_sorted().0.into_iter().map(|found| {
        let place = found.place.unwrap();
        let help = found.help.map(|help| format!(" ({})", help.en));
        let help = help.unwrap_or_default();
        format!("{}:{} {}{help}", place.line, place.column, found.code)
    });
    (value, found.collect())
}

#[test]
fn leftover_keys_name_the_nearest_known() {
    let ((), problems) = with("title: x\nchanel: law\n", |tree, problems| {
        let mut fields = Fields::of(tree, problems).unwrap();
        fields.take("title");
        fields.take("channel");
        fields.need("basis", problems);
        fields.finish(problems);
    });
    assert_eq!(
        problems,
        [
            "1:1 missing-key",
            "2:1 unknown-key (did you mean `channel`?)"
        ]
    );
}

#[test]
fn a_pair_needs_both_languages() {
    let bad = "a: {ja: あ}\nb: x\nc: {ja: 甲, 乙, en: c}\nd: {ja: あ, en: \"\"}\n";
    let ((), problems) = with(bad, |tree, problems| {
        let mut fields = Fields::of(tree, problems).unwrap();
        for key in ["a", "b", "c", "d"] {
            fields.pair(key, problems);
        }
    });
    assert_eq!(
        problems,
        [
            "1:1 missing-language",
            "2:4 missing-language (write both as `{ja: ..., en: ...}`)",
            "3:12 unknown-key (put a text that holds `,` in quotation marks)",
            "4:16 empty-value",
        ]
    );
}

#[test]
fn values_are_read_strictly() {
    let text = "day: 2023-02-29\nn: 007x\nb: maybe\nw: statut\nempty:\nl: {a: b}\n";
    let ((), problems) = with(text, |tree, problems| {
        let mut fields = Fields::of(tree, problems).unwrap();
        date(fields.take("day").unwrap(), problems);
        number(fields.take("n").unwrap(), 0, 9, problems);
        yes_or_no(fields.take("b").unwrap(), problems);
        one_of(
            fields.take("w").unwrap(),
            &[("statute", 1), ("plan", 2)],
            problems,
        );
        fields.word("empty", problems);
        list(fields.take("l").unwrap(), problems);
    });
    assert_eq!(
        problems,
        [
            "1:6 not-a-date (write it as YYYY-MM-DD)",
            "2:4 not-a-number",
            "3:4 not-a-bool (write `true` or `false`)",
            "4:4 unknown-word (did you mean `statute`?)",
            "5:1 empty-value (write a single value)",
            "6:4 wrong-shape",
        ]
    );
}
