//! Mistakes in a file, said so that a person can mend them: where, what, and the way out.
//!
//! Nothing here decides what is a mistake; readers and checkers push [`Diagnostic`]s into
//! [`Problems`] and go on, so that one run names them all.

mod code;
mod render;

pub use code::Code;
pub use render::{Colour, render, render_all};

use super::place::Place;
use super::text::Text;

/// Whether the file can be used all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can.
    Warning,
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of mistake.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: Text,
    /// Where; `None` for a file that could not be read.
    pub place: Option<Place>,
    /// What to write beside the caret.
    pub label: Option<Text>,
    /// Other places that matter, with what they are.
    pub related: Vec<(Place, Text)>,
    /// The way out.
    pub help: Option<Text>,
}

impl Diagnostic {
    /// A mistake at a place.
    pub fn new(code: Code, place: impl Into<Option<Place>>, message: Text) -> Self {
        Self {
            code,
            severity: code.severity(),
            message,
            place: place.into(),
            label: None,
            related: Vec::new(),
            help: None,
        }
    }

    /// With words beside the caret.
    #[must_use]
    pub fn label(mut self, label: Text) -> Self {
        self.label = Some(label);
        self
    }

    /// With the way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<Option<Text>>) -> Self {
        self.help = help.into();
        self
    }

    /// With another place that matters.
    #[must_use]
    pub fn related(mut self, place: Place, what: Text) -> Self {
        self.related.push((place, what));
        self
    }
}

/// Every mistake of a run.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    list: Vec<Diagnostic>,
}

impl Problems {
    /// Notes a mistake.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Takes in the mistakes of another part of the run.
    pub fn extend(&mut self, other: Self) {
        self.list.extend(other.list);
    }

    /// Whether something was noted that makes the files unusable.
    pub fn has_errors(&self) -> bool {
        self.list
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many were noted so far.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// Errors and warnings, each in order of file and line, without repetitions.
    pub fn into_sorted(mut self) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        self.list.sort_by_key(|found| (found.place, found.code));
        self.list.dedup();
        self.list
            .into_iter()
            .partition(|diagnostic| diagnostic.severity == Severity::Error)
    }
}
