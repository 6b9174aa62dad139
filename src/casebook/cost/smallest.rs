//! The smallest set of answers after which nothing is left to ask: found on the board, proven by
//! deciding.
//!
//! Every set of answers that still leaves something to ask misses at least one answer outside it;
//! so a smallest set that hits the complements of many such sets is a lower bound, and if it leaves
//! nothing to ask it is the smallest of all. Each complement is checked by deciding, so the board
//! can be too coarse for the answer but never make it wrong.

use std::collections::BTreeSet;

use super::hitting;
use super::play::Respondent;
use crate::decide::board::{self, Answers, Board, Scratch};
use crate::decide::outlook::{Outlook, may_apply, outlook};
use crate::incident::{Statement, Subject};

/// At most so many complements; beyond that the bound so far is reported.
const MOST_ROUNDS: usize = 300;

/// What was found.
pub struct Smallest {
    /// A set after which nothing is left to ask.
    pub set: Vec<Subject>,
    /// There is no smaller one.
    pub proven: bool,
    /// A set needs at least so many answers.
    pub at_least: usize,
    /// It settles the same as the whole interview.
    pub same: bool,
}

struct Universe<'a> {
    respondent: &'a Respondent<'a>,
    board: Board,
    answers: Vec<Statement>,
    scratch: Scratch,
}

/// Finds the smallest set for a case whose interview was this one.
pub fn find(respondent: &Respondent<'_>, interview: &[Statement]) -> Smallest {
    let mut universe = Universe::new(respondent, interview);
    let all: BTreeSet<usize> = (0..interview.len()).collect();
    let wanted = universe.decide(&all);
    let mut best = universe.reduced(all);
    let mut cores: Vec<BTreeSet<usize>> = universe.necessary();
    let (mut at_least, mut proven) = (cores.len(), false);
    for _ in 0..MOST_ROUNDS {
        let Some(hit) = hitting::smallest(&cores) else {
            break;
        };
        at_least = at_least.max(hit.len());
        if at_least >= best.len() {
            proven = true;
            break;
        }
        if universe.decide(&hit).questions.is_empty() {
            best = hit;
            proven = true;
            break;
        }
        match universe.core(&hit) {
            Some(core) => cores.push(core),
            None => break,
        }
    }
    let end = universe.decide(&best);
    let same = end.rules == wanted.rules;
    // A set that settles something else is no answer, but no smaller one can be it either.
    Smallest {
        same,
        proven: proven && same,
        at_least: if proven { best.len() } else { at_least },
        set: best
            .iter()
            .filter_map(|number| universe.answers.get(*number))
            .map(|answer| answer.subject.clone())
            .collect(),
    }
}

impl<'a> Universe<'a> {
    /// Every answer that could matter: those of the interview first, then the rest of the board.
    ///
    /// What does not apply in the end is left out: an answer to it could turn a no into a doubt, and
    /// the bound holds only if more answers never leave more to ask.
    fn new(respondent: &'a Respondent<'a>, interview: &[Statement]) -> Self {
        let (case, book) = (respondent.case, respondent.book);
        let board = board::of_known(book, &respondent.known(&[]), case.at, case.incident.as_of);
        let mut answers = interview.to_vec();
        let end = respondent.known(interview);
        let applies = |subject: &Subject| match subject {
            Subject::Fact(fact) => may_apply(book, &end, case.at, case.incident.as_of, fact),
            Subject::AllListed(_) => true,
        };
        let asked = board.questions().iter().map(|asked| &asked.subject);
        let others = asked.filter(|subject| {
            !interview.iter().any(|answer| answer.subject == **subject) && applies(subject)
        });
        answers.extend(others.map(|subject| respondent.answer(subject)));
        Self {
            respondent,
            board,
            answers,
            scratch: Scratch::default(),
        }
    }

    /// What is left by deciding.
    fn decide(&self, chosen: &BTreeSet<usize>) -> Outlook {
        let answers: Vec<Statement> = chosen
            .iter()
            .filter_map(|number| self.answers.get(*number).cloned())
            .collect();
        let case = self.respondent.case;
        let known = self.respondent.known(&answers);
        outlook(self.respondent.book, &known, case.at, case.incident.as_of)
    }

    /// Whether nothing is left, as far as the board can tell.
    fn is_done(&mut self, chosen: &BTreeSet<usize>) -> bool {
        let mut answers: Answers = self.board.unanswered();
        for number in chosen {
            let Some(answer) = self.answers.get(*number) else {
                continue;
            };
            if let Some((question, reply)) = self.board.reply(answer) {
                answers.set(question, Some(reply));
            }
        }
        self.board.open(&answers, &mut self.scratch).now.is_empty()
    }

    /// Leaves out what can be left out, one after the other.
    fn reduced(&mut self, mut chosen: BTreeSet<usize>) -> BTreeSet<usize> {
        for number in chosen.clone() {
            let mut less = chosen.clone();
            less.remove(&number);
            if self.is_done(&less) && self.decide(&less).questions.is_empty() {
                chosen = less;
            }
        }
        chosen
    }

    /// The answers without which everything else does not suffice.
    fn necessary(&mut self) -> Vec<BTreeSet<usize>> {
        let all: BTreeSet<usize> = (0..self.answers.len()).collect();
        let mut found = Vec::new();
        for number in &all {
            let mut less = all.clone();
            less.remove(number);
            if !self.is_done(&less) && !self.decide(&less).questions.is_empty() {
                found.push(BTreeSet::from([*number]));
            }
        }
        found
    }

    /// A set of answers of which at least one is missing from an insufficient set; `None` where the
    /// board and deciding do not agree that it is insufficient.
    fn core(&mut self, chosen: &BTreeSet<usize>) -> Option<BTreeSet<usize>> {
        let mut grown = chosen.clone();
        if !self.is_done(&grown) {
            for number in 0..self.answers.len() {
                let mut more = grown.clone();
                if more.insert(number) && !self.is_done(&more) {
                    grown = more;
                }
            }
        }
        if self.decide(&grown).questions.is_empty() {
            // The board was too coarse; the set itself is insufficient for certain.
            grown.clone_from(chosen);
        }
        let core: BTreeSet<usize> = (0..self.answers.len())
            .filter(|number| !grown.contains(number))
            .collect();
        (!core.is_empty()).then_some(core)
    }
}
