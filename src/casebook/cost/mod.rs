//! What the interview costs: for each case the questions that are asked until nothing is left to
//! ask, and the smallest set of answers after which, in hindsight, nothing would have been.
//!
//! The respondent knows what the case states; what it is silent about is answered "not known now",
//! or as if it had not happened. Before the first question the facts of the organisation are known,
//! as from a profile (those the case is silent about are not known and cost nothing), and the
//! instants and days of the event, for they choose the law; also how many items of a group there
//! are. Each item's fact is a question of its own.

mod hitting;
mod play;
mod smallest;

use std::sync::atomic::{AtomicUsize, Ordering};

use super::learn::learn;
use super::{Case, Casebook};
use crate::incident::Subject;
use crate::rulebook::Rulebook;

/// What the respondent says where the case is silent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Silence {
    /// It is not known now.
    #[default]
    Unknown,
    /// It did not happen: the least bad answer by the catalogue's own order.
    Harmless,
}

/// What one case costs.
#[derive(Clone, Debug)]
pub struct Cost {
    /// The case.
    pub case: String,
    /// The questions in the order in which they were asked.
    pub asked: Vec<Subject>,
    /// How many of them the case does not answer.
    pub unknown: usize,
    /// The smallest set of answers that leaves nothing to ask.
    pub smallest: Vec<Subject>,
    /// No smaller set exists; else `at_least` is all that is proven.
    pub proven: bool,
    /// No smaller number of answers suffices.
    pub at_least: usize,
    /// The smallest set settles the same rules in the same way.
    pub same: bool,
    /// How many questions were left at most before the first, by the interview's own word.
    pub left_at_most: usize,
}

impl Cost {
    /// Questions asked for each that was needed; one where none was needed.
    #[expect(clippy::cast_precision_loss, reason = "a handful of questions")]
    pub fn ratio(&self) -> f64 {
        match (self.asked.len(), self.at_least) {
            (0, _) => 1.0,
            (asked, 0) => asked as f64,
            (asked, least) => asked as f64 / least as f64,
        }
    }
}

/// The costs of all cases in one view.
#[derive(Clone, Copy, Debug, Default)]
pub struct Summary {
    /// Cases.
    pub cases: usize,
    /// Mean of the ratios.
    pub mean_ratio: f64,
    /// Greatest ratio.
    pub worst_ratio: f64,
    /// Mean number of questions.
    pub mean_questions: f64,
    /// Median number of questions.
    pub median_questions: usize,
    /// Greatest number of questions.
    pub most_questions: usize,
    /// Median number of questions that the case answers.
    pub median_answered: usize,
    /// Cases whose smallest set is proven to be smallest.
    pub proven: usize,
}

/// Plays the interview against cases, each with priors from all the others, on every core.
pub fn measure(
    book: &Rulebook,
    casebook: &Casebook,
    silence: Silence,
    wanted: &(dyn Fn(&Case) -> bool + Sync),
    step: &(dyn Fn() + Sync),
) -> Vec<Cost> {
    let cases: Vec<&Case> = casebook
        .cases
        .values()
        .filter(|case| wanted(case))
        .collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            let priors = learn(casebook, book, Some(&case.id));
            found.push(play::cost(book, case, &priors, silence));
            step();
        }
        found
    };
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut costs: Vec<Cost> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let done = running.into_iter().map(|worker| match worker.join() {
            Ok(found) => found,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        done.flatten().collect()
    });
    costs.sort_by(|a, b| a.case.cmp(&b.case));
    costs
}

/// Sums up; zeros for no case at all.
#[expect(clippy::cast_precision_loss, reason = "a handful of questions")]
pub fn summary(costs: &[Cost]) -> Summary {
    if costs.is_empty() {
        return Summary::default();
    }
    let whole = costs.len() as f64;
    let sum: usize = costs.iter().map(|cost| cost.asked.len()).sum();
    Summary {
        cases: costs.len(),
        mean_ratio: costs.iter().map(Cost::ratio).sum::<f64>() / whole,
        worst_ratio: costs.iter().map(Cost::ratio).fold(0.0, f64::max),
        mean_questions: sum as f64 / whole,
        median_questions: median(costs.iter().map(|cost| cost.asked.len())),
        most_questions: costs.iter().map(|cost| cost.asked.len()).max().unwrap_or(0),
        median_answered: median(costs.iter().map(|cost| cost.asked.len() - cost.unknown)),
        proven: costs.iter().filter(|cost| cost.proven).count(),
    }
}

/// The middle value; the greater of two.
fn median(values: impl Iterator<Item = usize>) -> usize {
    let mut values: Vec<usize> = values.collect();
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or(0)
}
