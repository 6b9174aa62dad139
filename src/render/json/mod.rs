//! The machine interface, `renraku.decision/1`: its own frozen structs, never internal types.
//!
//! Field names are a contract (`docs/json.md`): fields may be added, never renamed or dropped.

pub(super) mod convert;
pub(super) mod shape;
mod time;

use serde::Serialize;

use super::Report;

/// The name of this shape.
pub const SCHEMA: &str = "renraku.decision/1";

/// Renders a decision as one JSON object, pretty-printed, with a final line break.
pub fn render(report: &Report<'_>) -> Result<String, serde_json::Error> {
    pretty(&shape::Object::of(report))
}

/// Any object as every command prints it: indented, with a final line break.
pub(in crate::render) fn pretty(object: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(object)?;
    text.push('\n');
    Ok(text)
}
