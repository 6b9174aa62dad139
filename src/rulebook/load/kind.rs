//! Tells what a file holds: by its folder, else by its keys.

use crate::rulebook::diagnostic::{Code, Diagnostic};
use crate::rulebook::read::DocumentKind;
use crate::rulebook::text::say;
use crate::rulebook::yaml::Yaml;

/// What a file holds; `inside` is its path within the pack.
pub(super) fn of(inside: &str, tree: &Yaml) -> Option<DocumentKind> {
    let inside = inside.strip_prefix("rules/").unwrap_or(inside);
    let (folder, _) = inside.split_once('/').unwrap_or((inside, ""));
    let folder = folder.strip_suffix(".yaml").unwrap_or(folder);
    match folder {
        "facts" => Some(DocumentKind::Facts),
        "definitions" => Some(DocumentKind::Definition),
        "law" | "sharing" | "other" => Some(DocumentKind::Rule),
        "authorities" => Some(DocumentKind::Authorities),
        "terms" => Some(DocumentKind::Terms),
        "rulebook" => Some(DocumentKind::Rulebook),
        "sectors" => Some(DocumentKind::Sectors),
        "holidays" => Some(DocumentKind::Holidays),
        _ => by_keys(tree),
    }
}

fn by_keys(tree: &Yaml) -> Option<DocumentKind> {
    let entries = tree.entries()?;
    let has = |keys: &[&str]| keys.iter().any(|key| tree.get(key).is_some());
    if has(&["editions", "channel"]) {
        return Some(DocumentKind::Rule);
    }
    if has(&["facts", "topic", "not_settable", "groups"]) {
        return Some(DocumentKind::Facts);
    }
    if has(&["when"]) {
        return Some(DocumentKind::Definition);
    }
    if has(&["version", "verified_days"]) {
        return Some(DocumentKind::Rulebook);
    }
    if has(&["year_end", "weekend"]) {
        return Some(DocumentKind::Holidays);
    }
    let each = |key| entries.iter().all(|entry| entry.value.get(key).is_some());
    let any = |key| entries.iter().any(|entry| entry.value.get(key).is_some());
    if any("desks") || any("in_plan") {
        return Some(DocumentKind::Sectors);
    }
    if any("names") || any("by_sector") {
        return Some(DocumentKind::Authorities);
    }
    (each("ja") || each("en")).then_some(DocumentKind::Terms)
}

/// A file that is nothing we know.
pub(super) fn unknown(tree: &Yaml) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownFileKind,
        tree.place,
        say!(
            "このファイルが何を書いたものか分かりません",
            "it cannot be told what this file holds"
        ),
    )
    .help(say!(
        "規則には `editions`、事実には `facts`、定義には `when` が要ります。フォルダ `law`、`sharing`、`other`、`facts`、`definitions` に置いても分かります",
        "a rule has `editions`, a file of facts `facts`, a definition `when`; the folders `law`, `sharing`, `other`, `facts` and `definitions` tell it too"
    ))
}
