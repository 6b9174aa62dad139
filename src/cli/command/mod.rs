//! The commands, one file each.

pub mod cases;
pub mod decide;
pub mod diff;
pub mod rules;
pub mod triage;
