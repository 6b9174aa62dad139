//! The questionnaire as a pure state machine: which question is next, what an answer says, one step
//! back. It knows nothing of the terminal; the order of questions is that of the planner.

pub mod planner;

use jiff::Timestamp;
use jiff::civil::Date;

use planner::Priors;

use crate::decide::{Decision, Question};
use crate::incident::set::{Names, SetError, read_arguments};
use crate::incident::{Incident, Knowledge, Origin, Statement, Subject};
use crate::rulebook::{Fact, Rulebook, Text};

/// What counts as "not known now" wherever a value is expected.
const UNKNOWN: &str = "?";

/// A questionnaire under way.
pub struct Session<'a> {
    book: &'a Rulebook,
    names: &'a Names<'a>,
    incident: Incident,
    as_of: Option<Date>,
    priors: Priors,
    /// The statements given before the first question; going back stops here.
    given: usize,
}

/// What can be answered to a question.
#[derive(Clone, Copy, Debug)]
pub enum Kind<'a> {
    /// Yes or no: of a fact, or whether every item of a group is listed.
    YesNo,
    /// One of the choices of the fact.
    One(&'a Fact),
    /// Any of the choices of the fact.
    Several(&'a Fact),
    /// A value to type.
    Value(&'a Fact),
}

/// A question as a person is asked it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Its wording.
    pub question: &'a Text,
    /// Help for it.
    pub help: Option<&'a Text>,
    /// What can be answered.
    pub kind: Kind<'a>,
}

impl<'a> Session<'a> {
    /// Begins with what is known already.
    pub fn new(names: &'a Names<'a>, incident: Incident, as_of: Option<Date>) -> Self {
        let given = incident.statements.len();
        Self {
            book: names.rulebook(),
            names,
            incident,
            as_of,
            priors: Priors::default(),
            given,
        }
    }

    /// Plans by how often each answer was given before.
    #[must_use]
    pub fn with_priors(self, priors: Priors) -> Self {
        Self { priors, ..self }
    }

    /// The decision on what is known at an instant; its first question is the next one.
    pub fn decide(&self, at: Timestamp) -> Decision {
        planner::decide(self.book, &self.incident, at, self.as_of, &self.priors)
    }

    /// The incident with every answer so far.
    pub fn incident(&self) -> &Incident {
        &self.incident
    }

    /// How many answers were given.
    pub fn answers(&self) -> usize {
        self.incident.statements.len().saturating_sub(self.given)
    }

    /// How a question is asked; `None` for a subject that is not in the rulebook.
    pub fn asked(&self, question: &Question) -> Option<Asked<'a>> {
        match &question.subject {
            Subject::AllListed(group) => {
                let group = self.book.groups.get(group)?;
                Some(Asked {
                    question: &group.all_listed,
                    help: None,
                    kind: Kind::YesNo,
                })
            }
            Subject::Fact(subject) => {
                let fact = self.book.facts.get(&subject.fact)?;
                let kind = match fact.kind {
                    crate::rulebook::Kind::Bool => Kind::YesNo,
                    crate::rulebook::Kind::Choice => Kind::One(fact),
                    crate::rulebook::Kind::Choices => Kind::Several(fact),
                    _ => Kind::Value(fact),
                };
                Some(Asked {
                    question: &fact.question,
                    help: fact.help.as_ref(),
                    kind,
                })
            }
        }
    }

    /// Takes an answer, written as with `--set`.
    pub fn answer(
        &mut self,
        subject: &Subject,
        value: &str,
        at: Timestamp,
    ) -> Result<(), Vec<SetError>> {
        let setting = format!("{subject}={value}");
        let taken = read_arguments(self.names, &[setting], &self.incident.statements, Some(at))?;
        let asked = taken.statements.into_iter().map(|statement| Statement {
            origin: Origin::Asked,
            ..statement
        });
        self.incident.statements.extend(asked);
        self.incident.remarks.extend(taken.remarks);
        Ok(())
    }

    /// Takes "not known now" for an answer.
    pub fn answer_unknown(&mut self, subject: &Subject, at: Timestamp) {
        self.incident.statements.push(Statement {
            subject: subject.clone(),
            knowledge: Knowledge::Unknown,
            at: Some(at),
            origin: Origin::Asked,
            written: UNKNOWN.to_owned(),
        });
    }

    /// Takes the last answer back; false where there is none.
    pub fn back(&mut self) -> bool {
        self.answers() > 0 && self.incident.statements.pop().is_some()
    }
}
