//! How often each answer is given, as far as closed incidents tell.

use std::collections::BTreeMap;

use crate::decide::board::{Asked, Reply};
use crate::incident::Subject;
use crate::rulebook::{FactId, Possible};

/// What one answer is worth that nobody has given yet, shared among the answers of a question.
const UNSEEN: f64 = 1.0;
/// What "not known now" is worth before anybody has given it.
const UNSEEN_UNKNOWN: f64 = 0.5;

/// How often each answer was given to the question about each fact.
#[derive(Clone, Debug, Default)]
pub struct Priors {
    by_fact: BTreeMap<FactId, Vec<Option<Possible>>>,
}

/// An answer and how likely it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likely {
    /// The answer.
    pub reply: Reply,
    /// Its probability; those of a question sum to one.
    pub share: f64,
}

impl Priors {
    /// Takes in an answer; `None` is "not known now".
    pub fn add(&mut self, fact: &FactId, answer: Option<&Possible>) {
        if let Some(answers) = self.by_fact.get_mut(fact) {
            answers.push(answer.cloned());
        } else {
            self.by_fact.insert(fact.clone(), vec![answer.cloned()]);
        }
    }

    /// The answers to a question that differ for the board, and how likely each is.
    pub fn answers(&self, asked: &Asked) -> Vec<Likely> {
        let mut weights: Vec<(Reply, f64)> = Vec::new();
        let mut add =
            |reply: Reply, weight: f64| match weights.iter_mut().find(|(other, _)| *other == reply)
            {
                Some((_, sum)) => *sum += weight,
                None => weights.push((reply, weight)),
            };
        add(asked.unknown, UNSEEN_UNKNOWN);
        #[expect(clippy::cast_precision_loss, reason = "a handful of answers")]
        let each = UNSEEN / asked.replies.len().max(1) as f64;
        for reply in &asked.replies {
            add(*reply, each);
        }
        if let Subject::Fact(fact) = &asked.subject {
            for answer in self.by_fact.get(&fact.fact).into_iter().flatten() {
                let reply = answer
                    .as_ref()
                    .map_or(asked.unknown, |possible| asked.reply(possible));
                add(reply, 1.0);
            }
        }
        let whole: f64 = weights.iter().map(|(_, weight)| weight).sum();
        weights
            .into_iter()
            .map(|(reply, weight)| Likely {
                reply,
                share: weight / whole,
            })
            .collect()
    }
}
