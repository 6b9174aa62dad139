//! Plays the interview against one case.

use std::collections::BTreeSet;

use super::super::Case;
use super::{Cost, smallest};
use crate::decide::board;
use crate::decide::outlook::outlook;
use crate::incident::{FactRef, Item, Knowledge, Known, Origin, Statement, Subject};
use crate::interview::planner::{self, Effort, Priors};
use crate::rulebook::{Kind, Rulebook, Scope};

/// A case as a respondent: what it knows before the first question and what it answers.
pub struct Respondent<'a> {
    /// The law.
    pub book: &'a Rulebook,
    /// The case.
    pub case: &'a Case,
    truth: Known<'a>,
    given: Vec<Statement>,
    items: BTreeSet<Item>,
}

impl<'a> Respondent<'a> {
    fn new(book: &'a Rulebook, case: &'a Case) -> Self {
        let truth = case.incident.known_at(case.at);
        let statements: Vec<_> = truth.iter().collect();
        let beforehand = statements
            .iter()
            .filter(|(subject, _)| is_known_beforehand(book, subject));
        let stated = beforehand.map(|(_, statement)| (*statement).clone());
        // A profile has every fact of the organisation; what this one does not say is not known.
        let silent = book.facts.values().filter(|fact| {
            let subject = FactRef::plain(fact.id.clone());
            fact.scope == Scope::Organisation && truth.of(&subject).is_none()
        });
        let silent = silent.map(|fact| unknown(&Subject::Fact(FactRef::plain(fact.id.clone()))));
        let given = stated.chain(silent).collect();
        let items = statements.iter().filter_map(|(subject, _)| match subject {
            Subject::Fact(fact) => fact.item.clone(),
            Subject::AllListed(_) => None,
        });
        Self {
            book,
            case,
            items: items.collect(),
            given,
            truth,
        }
    }

    /// The answer to a question.
    pub fn answer(&self, subject: &Subject) -> Statement {
        let stated = match subject {
            Subject::Fact(fact) => self.truth.of(fact),
            Subject::AllListed(group) => self.truth.all_listed(group),
        };
        stated.cloned().unwrap_or_else(|| unknown(subject))
    }

    /// What is known once these are answered.
    pub fn known<'b>(&'b self, answers: &'b [Statement]) -> Known<'b> {
        let mut known = Known::default();
        for item in &self.items {
            known.list(item);
        }
        for statement in self.given.iter().chain(answers) {
            known.add(statement);
        }
        known
    }
}

fn is_known_beforehand(book: &Rulebook, subject: &Subject) -> bool {
    let Subject::Fact(fact) = subject else {
        return true;
    };
    book.facts.get(&fact.fact).is_some_and(|fact| {
        fact.scope == Scope::Organisation || matches!(fact.kind, Kind::Instant | Kind::Date)
    })
}

fn unknown(subject: &Subject) -> Statement {
    Statement {
        subject: subject.clone(),
        knowledge: Knowledge::Unknown,
        at: None,
        origin: Origin::Asked,
        written: "?".to_owned(),
    }
}

/// What a case costs.
pub fn cost(book: &Rulebook, case: &Case, priors: &Priors) -> Cost {
    let respondent = Respondent::new(book, case);
    let (at, as_of) = (case.at, case.incident.as_of);
    let bound = outlook(book, &respondent.known(&[]), at, as_of).left_at_most;
    let mut answers: Vec<Statement> = Vec::new();
    loop {
        let known = respondent.known(&answers);
        let board = board::of_known(book, &known, at, as_of);
        let last = answers.last().map(|answer| &answer.subject);
        let planned = planner::order(book, &board, priors, last, Effort::default());
        // What the board is too coarse for, deciding still asks.
        let next = planned.into_iter().next().or_else(|| {
            let outlook = outlook(book, &known, at, as_of);
            outlook.questions.into_iter().next()
        });
        match next {
            Some(next) => answers.push(respondent.answer(&next)),
            None => break,
        }
    }
    let found = smallest::find(&respondent, &answers);
    Cost {
        case: case.id.clone(),
        unknown: answers
            .iter()
            .filter(|answer| answer.knowledge == Knowledge::Unknown)
            .count(),
        asked: answers.into_iter().map(|answer| answer.subject).collect(),
        smallest: found.set,
        proven: found.proven,
        at_least: found.at_least,
        same: found.same,
        bound,
    }
}
