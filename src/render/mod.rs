//! From a decision to an output: one file per format, each with its own frozen shape.
//!
//! Rendering is pure: a [`Report`] goes in, a string comes out; the terminal belongs to `cli`.

pub mod cases;
pub mod cost;
pub mod diff;
pub mod explain;
pub mod filed;
pub mod history;
pub mod json;
pub mod proof;
pub mod rule;
pub mod rules;
mod table;
pub mod text;
mod words;

use crate::casebook::Similar;
use crate::decide::Decision;
use crate::incident::Incident;
use crate::rulebook::Rulebook;

/// Everything an output may print.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// The law.
    pub book: &'a Rulebook,
    /// The incident as it was given.
    pub incident: &'a Incident,
    /// What was decided.
    pub decision: &'a Decision,
    /// The cases most like it, best first.
    pub similar: &'a [Similar],
}
