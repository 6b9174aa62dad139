//! The commands, one file each.

pub mod decide;
pub mod rules;
