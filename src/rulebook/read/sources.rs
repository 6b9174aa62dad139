//! Cited provisions.

use crate::rulebook::diagnostic::Problems;
use crate::rulebook::reader::{Fields, list};
use crate::rulebook::rule::Source;
use crate::rulebook::yaml::Yaml;

/// One provision.
pub(super) fn source(node: &Yaml, problems: &mut Problems) -> Option<Source> {
    let mut fields = Fields::of(node, problems)?;
    fields.need("law", problems);
    let mut text = |key| fields.word(key, problems).map(str::to_owned);
    let (law, number, article, url) = (text("law"), text("number"), text("article"), text("url"));
    fields.finish(problems);
    Some(Source {
        law: law?,
        number,
        article,
        url,
    })
}

/// A list of provisions; empty when left out.
pub(super) fn sources(node: Option<&Yaml>, problems: &mut Problems) -> Vec<Source> {
    let Some(node) = node else {
        return Vec::new();
    };
    list(node, problems)
        .iter()
        .filter_map(|node| source(node, problems))
        .collect()
}
