//! The commands, one file each.

pub mod cases;
pub mod decide;
pub mod diff;
pub mod filed;
pub mod history;
pub mod rules;
pub mod triage;
pub mod why;
pub mod why_not;
