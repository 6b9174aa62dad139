//! The planner: which question to ask next, so that few are needed.
//!
//! It looks at the board of what is still open, weighs each answer by how often it was given in
//! closed incidents, and takes the question after which the fewest are expected to be left. It only
//! puts questions in order: which of them can still change an open rule is for `decide` to say.

mod priors;
mod search;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

pub use priors::{Likely, Priors};
pub use search::{Choice, Effort, Search};

use crate::decide::board::{self, Board};
use crate::decide::{self, Decision, Question};
use crate::incident::{Incident, Origin, Subject};
use crate::rulebook::Rulebook;

/// Expected costs that differ by less than this part of a question count as equal.
const EQUAL: f64 = 0.05;

/// Decides, with the questions in the order in which they are best asked.
pub fn decide(
    book: &Rulebook,
    incident: &Incident,
    at: Timestamp,
    as_of: Option<Date>,
    priors: &Priors,
) -> Decision {
    let mut decision = decide::decide(book, incident, at, as_of);
    if decision.questions.len() > 1 {
        let board = board::build(book, incident, at, as_of);
        let last = last_asked(incident);
        let order = order(book, &board, priors, last, Effort::default());
        arrange(&mut decision.questions, &order);
    }
    decision
}

/// The questions of a board that can be asked now, best first. Of those that cost the same the first
/// is one of the topic of the last question, for a person should not jump between topics.
pub fn order(
    book: &Rulebook,
    board: &Board,
    priors: &Priors,
    last: Option<&Subject>,
    effort: Effort,
) -> Vec<Subject> {
    let mut choices = Search::new(board, priors, effort).choices(&board.unanswered());
    let subject = |choice: &Choice| {
        board
            .questions()
            .get(choice.question)
            .map(|asked| &asked.subject)
    };
    if let Some(least) = choices.first().map(|choice| choice.left) {
        let near = |choice: &Choice| {
            let same = last.map(|last| nearness(book, subject(choice), last));
            (choice.left <= least + EQUAL).then_some(same).flatten()
        };
        // The sort is stable: what is not nearer keeps its place.
        choices.sort_by_key(|choice| std::cmp::Reverse(near(choice).unwrap_or(0)));
    }
    choices
        .iter()
        .filter_map(|choice| subject(choice).cloned())
        .collect()
}

/// How near a question is to the last one: of the same item or of the same topic.
fn nearness(book: &Rulebook, subject: Option<&Subject>, last: &Subject) -> u8 {
    let (Some(Subject::Fact(fact)), Subject::Fact(last)) = (subject, last) else {
        return 0;
    };
    let topic = |id| book.facts.get(id).map(|fact| &fact.topic);
    let same_topic = topic(&fact.fact) == topic(&last.fact);
    let same_item = fact.item.is_some() && fact.item == last.item;
    u8::from(same_topic) + u8::from(same_item)
}

fn last_asked(incident: &Incident) -> Option<&Subject> {
    let asked = |statement: &&crate::incident::Statement| statement.origin == Origin::Asked;
    let last = incident.statements.iter().rev().find(asked);
    last.map(|statement| &statement.subject)
}

/// Puts questions in the planned order; those that the plan does not know come last, the more
/// decisive first.
fn arrange(questions: &mut [Question], order: &[Subject]) {
    let places: BTreeMap<&Subject, usize> = order.iter().zip(0..).collect();
    questions.sort_by_key(|question| {
        let place = places.get(&question.subject).copied();
        (
            place.unwrap_or(usize::MAX),
            std::cmp::Reverse(question.decides.len()),
        )
    });
}
