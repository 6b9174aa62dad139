//! Plays the interview against one case.

use std::collections::BTreeSet;

use super::super::Case;
use super::{Cost, Silence, smallest};
use crate::decide::board;
use crate::decide::outlook::outlook;
use crate::incident::{Item, Knowledge, Known, Origin, Statement, Subject};
use crate::interview::planner::{self, Effort, Priors};
use crate::rulebook::{Fact, Kind, Possible, Range, Rulebook, Scope, Worse};

/// A case as a respondent: what it knows before the first question and what it answers.
pub struct Respondent<'a> {
    /// The law.
    pub book: &'a Rulebook,
    /// The case.
    pub case: &'a Case,
    truth: Known<'a>,
    given: Vec<Statement>,
    items: BTreeSet<Item>,
    silence: Silence,
}

impl<'a> Respondent<'a> {
    fn new(book: &'a Rulebook, case: &'a Case, silence: Silence) -> Self {
        let truth = case.incident.known_at(case.at);
        let statements: Vec<_> = truth.iter().collect();
        let beforehand = statements
            .iter()
            .filter(|(subject, _)| is_known_beforehand(book, subject));
        let given = beforehand
            .map(|(_, statement)| (*statement).clone())
            .collect();
        let items = statements.iter().filter_map(|(subject, _)| match subject {
            Subject::Fact(fact) => fact.item.clone(),
            Subject::AllListed(_) => None,
        });
        Self {
            book,
            case,
            silence,
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
        stated.cloned().unwrap_or_else(|| Statement {
            knowledge: match self.silence {
                Silence::Harmless if !is_of_organisation(self.book, subject) => {
                    harmless(self.book, subject)
                }
                Silence::Harmless | Silence::Unknown => Knowledge::Unknown,
            },
            subject: subject.clone(),
            at: None,
            origin: Origin::Asked,
            written: String::new(),
        })
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
    let fact = book.facts.get(&fact.fact);
    fact.is_some_and(|fact| {
        fact.scope == Scope::Organisation || matches!(fact.kind, Kind::Instant | Kind::Date)
    })
}

/// What a case costs.
pub fn cost(book: &Rulebook, case: &Case, priors: &Priors, silence: Silence) -> Cost {
    let mut respondent = Respondent::new(book, case, silence);
    let first = outlook(book, &respondent.known(&[]), case.at, case.incident.as_of);
    let mut answers: Vec<Statement> = Vec::new();
    while let Some(next) = next(&respondent, &answers, priors) {
        let answer = respondent.answer(&next);
        if is_of_organisation(book, &next) {
            respondent.given.push(answer);
        } else {
            answers.push(answer);
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
        left_at_most: first.left_at_most,
    }
}

/// The question that the planner asks next.
fn next(respondent: &Respondent<'_>, answers: &[Statement], priors: &Priors) -> Option<Subject> {
    let (book, case) = (respondent.book, respondent.case);
    let known = respondent.known(answers);
    let open = outlook(book, &known, case.at, case.incident.as_of).questions;
    if open.len() < 2 {
        return open.into_iter().next();
    }
    let board = board::of_known(book, &known, case.at, case.incident.as_of);
    let last = answers.last().map(|answer| &answer.subject);
    let planned = planner::order(book, &board, priors, last, Effort::default());
    let next = planned.into_iter().find(|subject| open.contains(subject));
    next.or_else(|| open.into_iter().next())
}

fn is_of_organisation(book: &Rulebook, subject: &Subject) -> bool {
    let Subject::Fact(fact) = subject else {
        return false;
    };
    let fact = book.facts.get(&fact.fact);
    fact.is_some_and(|fact| fact.scope == Scope::Organisation)
}

/// The answer that is least bad, as the catalogue has it; "not known now" where it does not say.
fn harmless(book: &Rulebook, subject: &Subject) -> Knowledge {
    let Subject::Fact(fact) = subject else {
        return Knowledge::Unknown;
    };
    let possible = book.facts.get(&fact.fact).and_then(|fact| {
        let least = |fact: &Fact| {
            let ranked = fact.choices.iter().filter(|choice| choice.rank.is_some());
            ranked
                .min_by_key(|choice| choice.rank)
                .map(|choice| choice.id.clone())
        };
        match (fact.kind, fact.worse) {
            (Kind::Bool, Worse::No) => Some(Possible::OneOf(["yes".into()].into())),
            (Kind::Bool, _) => Some(Possible::OneOf(["no".into()].into())),
            (Kind::Choice, _) => least(fact).map(|choice| Possible::OneOf([choice].into())),
            (Kind::Choices, _) => Some(Possible::Sets(vec![BTreeSet::new()])),
            (Kind::Count | Kind::Quantity | Kind::Duration, worse) if worse != Worse::Lower => {
                Some(Possible::Within(Range::exactly(0)))
            }
            _ => None,
        }
    });
    possible.map_or(Knowledge::Unknown, |possible| Knowledge::Known {
        possible,
        estimated: false,
    })
}
