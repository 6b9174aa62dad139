//! One step of planning on a board: by looking at every course of the rest of the interview where
//! that is short enough, else by looking one answer ahead.

use std::collections::HashMap;

use super::priors::{Likely, Priors};
use crate::decide::board::{Answers, Board, Open, Scratch};

/// How far the planner looks.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Every course of the interview is looked at while at most so many questions are left.
    pub exact_below: u32,
    /// At most so many looks at the board for that.
    pub looks: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            exact_below: 6,
            looks: 5_000,
        }
    }
}

/// A question and what asking it next is expected to cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// The number of the question on the board.
    pub question: usize,
    /// How many questions are expected to be left after its answer, roughly or exactly.
    pub left: f64,
}

/// Planning on one board.
pub struct Search<'a> {
    board: &'a Board,
    likely: Vec<Vec<Likely>>,
    scratch: Scratch,
    effort: Effort,
    looks: usize,
    known: HashMap<Answers, f64>,
}

impl<'a> Search<'a> {
    /// Prepares for a board.
    pub fn new(board: &'a Board, priors: &Priors, effort: Effort) -> Self {
        let asked = board.questions().iter();
        Self {
            board,
            likely: asked.map(|asked| priors.answers(asked)).collect(),
            scratch: Scratch::default(),
            effort,
            looks: 0,
            known: HashMap::new(),
        }
    }

    /// Every question that can be asked, best first.
    pub fn choices(&mut self, answers: &Answers) -> Vec<Choice> {
        let open = self.look(answers);
        let exact = open.ever.len() <= self.effort.exact_below;
        let mut found = if exact {
            self.exact_choices(answers, open)
        } else {
            None
        }
        .unwrap_or_else(|| self.near_choices(answers, open));
        found.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.question.cmp(&b.question)));
        found
    }

    fn look(&mut self, answers: &Answers) -> Open {
        self.looks += 1;
        self.board.open(answers, &mut self.scratch)
    }

    /// By looking one answer ahead: at how many questions could then still be asked.
    fn near_choices(&mut self, answers: &Answers, open: Open) -> Vec<Choice> {
        let choice = |question| {
            let left = self.expected(answers, question, &mut |search, answers| {
                Some(f64::from(search.look(answers).ever.len()))
            });
            Choice {
                question,
                left: left.unwrap_or(f64::MAX),
            }
        };
        open.now.iter().map(choice).collect()
    }

    /// By looking at every course; `None` where that takes too long.
    fn exact_choices(&mut self, answers: &Answers, open: Open) -> Option<Vec<Choice>> {
        self.looks = 0;
        let choice = |question| {
            let left = self.expected(answers, question, &mut Self::least)?;
            Some(Choice { question, left })
        };
        open.now.iter().map(choice).collect()
    }

    /// The expected number of questions under the best order; `None` where that takes too long.
    pub fn least(&mut self, answers: &Answers) -> Option<f64> {
        if let Some(known) = self.known.get(answers) {
            return Some(*known);
        }
        if self.looks > self.effort.looks {
            return None;
        }
        self.looks += 1;
        let open = self.board.open_apart(answers, &mut self.scratch);
        let mut least = if open.now.is_empty() { 0.0 } else { f64::MAX };
        for question in open.now.iter() {
            least = least.min(1.0 + self.expected(answers, question, &mut Self::least)?);
        }
        self.known.insert(answers.clone(), least);
        Some(least)
    }

    /// The mean of a measure over the answers to a question.
    fn expected(
        &mut self,
        answers: &Answers,
        question: usize,
        measure: &mut dyn FnMut(&mut Self, &Answers) -> Option<f64>,
    ) -> Option<f64> {
        let mut answers = answers.clone();
        let mut sum = 0.0;
        for Likely { reply, share } in self.likely.get(question).cloned().unwrap_or_default() {
            answers.set(question, Some(reply));
            sum += share * measure(self, &answers)?;
        }
        Some(sum)
    }
}
