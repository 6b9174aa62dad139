//! Checks that need the whole rulebook: references, circles, and proofs by search.
//!
//! Nothing here changes what a rule says; the only thing that is added is the order of rules.

mod cycles;
mod guards;
mod monotone;
mod never;
mod references;
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
    rulebook.order = cycles::rules(rulebook, problems);
    let before = problems.count();
    cycles::conditions(rulebook, problems);
    if depth == Depth::Slips || problems.count() != before {
        return;
    }
    never::check(rulebook, problems);
    guards::check(rulebook, problems);
    // A proof over half-read rules would prove nothing.
    if !problems.has_errors() {
        monotone::check(rulebook, problems);
    }
}
