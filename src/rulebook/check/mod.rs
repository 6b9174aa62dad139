//! Checks that need the whole rulebook.

use super::Rulebook;
use super::diagnostic::Problems;
use super::load::Depth;

/// Checks the rulebook and orders its rules.
pub(super) fn check(_rulebook: &mut Rulebook, _depth: Depth, _problems: &mut Problems) {}
