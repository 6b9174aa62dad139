//! Checks that need the whole rulebook: references, circles, and proofs by search.
//!
//! Nothing here changes what a rule says; the only thing that is added is the order of rules.

mod cycles;
mod domain;
mod guards;
mod monotone;
mod never;
mod references;
mod search;
mod sectors;
#[cfg(test)]
mod tests;
mod walk;

use super::Rulebook;
use super::diagnostic::Problems;
use super::load::Depth;

/// Checks the rulebook and orders its rules.
pub(super) fn check(rulebook: &mut Rulebook, depth: Depth, problems: &mut Problems) {
    sectors::check(rulebook, problems);
    references::check(rulebook, problems);
    let before = problems.count();
    rulebook.order = cycles::check(rulebook, problems);
    // A search would run in a circle.
    if depth == Depth::Proofs && problems.count() == before {
        never::check(rulebook, problems);
        guards::check(rulebook, problems);
        monotone::check(rulebook, problems);
    }
}
