//! Says what is wrong with a file that is not the YAML we want.

use serde_yaml::budget::BudgetBreach;
use serde_yaml::{Error, Location};

use super::Limits;
use crate::rulebook::diagnostic::{Code, Diagnostic};
use crate::rulebook::place::{FileId, Place};
use crate::rulebook::sources::Sources;
use crate::rulebook::text::{Text, say};

/// A file without any value.
pub(super) fn nothing_there(sources: &Sources, file: FileId) -> Option<Diagnostic> {
    let text = sources.text(file);
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let start = sources.place(file, 0..0);
    let Some(first) = lines.next() else {
        let message = say!("ファイルが空です", "the file is empty");
        return Some(Diagnostic::new(Code::FileEmpty, start, message));
    };
    let blank = |line: &str| line.starts_with('#') || line == "---" || line == "...";
    if blank(first) && lines.all(blank) {
        let message = say!(
            "ファイルにはコメントしかありません",
            "the file holds nothing but comments"
        );
        return Some(Diagnostic::new(Code::FileOnlyComments, start, message));
    }
    None
}

/// The place of a location of the crate.
pub(super) fn place_of(sources: &Sources, file: FileId, location: Location) -> Place {
    let narrow = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    let wide = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let span = location.span();
    let start = match span.byte_offset() {
        Some(offset) => wide(offset),
        None => sources
            .offset(file, narrow(location.line()), narrow(location.column()))
            .unwrap_or(0),
    };
    let length = span.byte_len().map_or(1, wide);
    sources.place(file, start..start.saturating_add(length))
}

/// A tag before a value.
pub(super) fn tag(place: Place, tag: &str) -> Diagnostic {
    Diagnostic::new(
        Code::YamlTag,
        place,
        say!(
            "YAMLのタグ `{tag}` は使えません",
            "the YAML tag `{tag}` is not allowed"
        ),
    )
    .help(say!(
        "タグを消すか、値を引用符で囲んでください",
        "remove the tag, or put the value in quotation marks"
    ))
}

/// What the crate found wrong.
pub(super) fn explain(
    sources: &Sources,
    file: FileId,
    error: &Error,
    limits: Limits,
) -> Diagnostic {
    let place = error.location().map_or_else(
        || sources.place(file, 0..0),
        |location| place_of(sources, file, location),
    );
    match error.without_snippet() {
        Error::Budget { breach, .. } => budget(place, breach, limits),
        Error::UnknownAnchor { .. } | Error::MergeKeyNotAllowed { .. } => alias(place),
        Error::UnsupportedTag { tag: name, .. } => tag(place, name),
        Error::NullIntoString { .. } | Error::Unexpected { .. } => key(place),
        other => syntax(sources, place, &detail(other), limits),
    }
}

fn budget(place: Place, breach: &BudgetBreach, limits: Limits) -> Diagnostic {
    match breach {
        BudgetBreach::Depth { .. } => too_deep(place, limits),
        BudgetBreach::Documents { .. } => Diagnostic::new(
            Code::YamlSeveralDocuments,
            place,
            say!(
                "1つのファイルに書けるYAML文書は1つです",
                "a file holds one YAML document only"
            ),
        )
        .help(say!(
            "`---` から後を別のファイルに移してください",
            "move what follows `---` into a file of its own"
        )),
        BudgetBreach::Aliases { .. }
        | BudgetBreach::Anchors { .. }
        | BudgetBreach::AliasAnchorRatio { .. }
        | BudgetBreach::MergeKeys { .. } => alias(place),
        _ => {
            let nodes = limits.nodes;
            Diagnostic::new(
                Code::YamlTooLarge,
                place,
                say!(
                    "値が多すぎます（1ファイル{nodes}個まで）",
                    "there are too many values (at most {nodes} in a file)"
                ),
            )
        }
    }
}

fn too_deep(place: Place, limits: Limits) -> Diagnostic {
    let depth = limits.depth;
    Diagnostic::new(
        Code::YamlTooDeep,
        place,
        say!(
            "入れ子が深すぎます（{depth}段まで）",
            "nested too deep (at most {depth} levels)"
        ),
    )
}

fn alias(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::YamlAlias,
        place,
        say!(
            "アンカー `&`、エイリアス `*`、マージキー `<<` は使えません",
            "anchors `&`, aliases `*` and merge keys `<<` are not allowed"
        ),
    )
    .help(say!(
        "値をその場に書くか、文字であれば引用符で囲んでください",
        "write the value out, or put it in quotation marks if it is a text"
    ))
}

fn key(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::YamlKey,
        place,
        say!(
            "キーは文字でなければなりません",
            "a key must be a plain word"
        ),
    )
}

/// The crate's own words, without the place it appends.
fn detail(error: &Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((words, _)) => words.to_owned(),
        None => text,
    }
}

fn syntax(sources: &Sources, place: Place, detail: &str, limits: Limits) -> Diagnostic {
    if detail.contains("recursion limit") {
        return too_deep(place, limits);
    }
    if detail.contains("unclosed quote") {
        let message = say!(
            "引用符が閉じられていません",
            "the quotation mark is not closed"
        );
        return Diagnostic::new(Code::YamlUnclosedQuote, place, message);
    }
    if detail.contains("tab") {
        return tab(sources, place);
    }
    Diagnostic::new(
        Code::YamlSyntax,
        place,
        say!("YAMLとして読めません", "this cannot be read as YAML"),
    )
    .label(say!("{detail}", "{detail}"))
    .help(way_out(sources, place, detail))
}

/// The crate points before the tab; we point at it.
fn tab(sources: &Sources, place: Place) -> Diagnostic {
    let text = sources.text(place.file);
    let line_start = place
        .bytes()
        .start
        .saturating_sub(usize::try_from(place.column).unwrap_or(1).saturating_sub(1));
    let from = text.floor_char_boundary(line_start);
    let found = text.get(from..).and_then(|rest| rest.find('\t'));
    let place = found.map_or(place, |at| {
        sources.place(place.file, from + at..from + at + 1)
    });
    Diagnostic::new(
        Code::YamlTab,
        place,
        say!("ここにタブは使えません", "a tab is not allowed here"),
    )
    .help(say!("空白で字下げしてください", "indent with blanks"))
}

fn way_out(sources: &Sources, place: Place, detail: &str) -> Option<Text> {
    let text = sources.text(place.file).get(place.bytes().start..)?;
    if text.starts_with(['>', '<', '|', '@', '`', '%', '=', '?', '*', '&', '!']) {
        return Some(say!(
            "記号で始まる値は引用符で囲んでください（例: `\">= 3\"`）",
            "put a value that begins with a sign in quotation marks, as in `\">= 3\"`"
        ));
    }
    if detail.contains("mapping values are not allowed") {
        return Some(say!(
            "字下げを揃えるか、`: ` を含む文字を引用符で囲んでください",
            "line up the indentation, or put a text that holds `: ` in quotation marks"
        ));
    }
    if detail.contains("flow") || detail.contains("bracket") || detail.contains("indicator") {
        return Some(say!(
            "括弧とコンマを確かめ、`,` や `: ` や括弧を含む文字は引用符で囲んでください",
            "check brackets and commas, and put a text that holds `,`, `: ` or brackets in quotation marks"
        ));
    }
    None
}
