//! The commands, one file each.

pub mod cases;
pub mod decide;
pub mod rules;
pub mod triage;
