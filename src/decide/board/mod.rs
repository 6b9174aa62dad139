//! What is still open, as a small formula: the rules that an answer can still turn, reduced to the
//! questions that can still be asked.
//!
//! A board is made from a decision under way and then played on: answers are put on it and it says,
//! in microseconds, what would still be open. It is the planner's model of the rulebook and may be
//! coarser than deciding (sums over groups are taken item by item, doubtful editions by the last
//! one), so nothing that it says is ever an answer: a verdict comes from `decide` alone.

mod bits;
mod build;
mod cells;

use std::collections::BTreeMap;

pub use bits::Bits;
pub use build::{build, of_known};

use super::evaluate::passes;

use crate::incident::{Knowledge, Statement, Subject};
use crate::rulebook::{Possible, Test};

/// The most questions of a board; what is beyond counts as something that cannot be known.
pub const MOST_QUESTIONS: usize = Bits::CAPACITY;
/// The most tests of one question, for the same reason.
const MOST_TESTS: usize = 64;

/// What is still open.
#[derive(Debug)]
pub struct Board {
    /// Parts before the wholes they belong to.
    nodes: Vec<Node>,
    questions: Vec<Asked>,
    by_subject: BTreeMap<Subject, usize>,
    goals: Vec<Goal>,
}

/// A question of the board.
#[derive(Debug)]
pub struct Asked {
    /// What it is about.
    pub subject: Subject,
    /// The answers that differ for an open rule.
    pub replies: Vec<Reply>,
    /// The answer "not known now".
    pub unknown: Reply,
    tests: Vec<Test>,
}

/// An answer, as far as the tests of the board can tell: those that it certainly passes and those
/// that it certainly fails, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reply {
    passed: u64,
    failed: u64,
}

/// The answers on the board, by number of the question.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Answers {
    replies: Vec<Option<Reply>>,
}

/// What is open under some answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// The questions that can be asked.
    pub now: Bits,
    /// These and the ones that may be asked once it is known that they apply.
    pub ever: Bits,
    /// How many rules are open.
    pub rules: u32,
}

/// A node of the formula; numbers point to earlier nodes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    No,
    Yes,
    /// Open, and no question of the board can change that.
    Doubt,
    Test {
        question: usize,
        test: usize,
        /// The law tells to assume that it passes when it is asked and not known.
        assumed: bool,
        /// Whether the question applies.
        gate: usize,
    },
    All(Vec<usize>),
    Any(Vec<usize>),
    Not(usize),
    AtLeast(usize, Vec<usize>),
}

/// A rule that is open: settled once all of this is.
#[derive(Debug)]
struct Goal {
    /// Whether it is due now.
    now: usize,
    /// Whether it will be due once time passes a line.
    ahead: Vec<usize>,
    /// The duties that replace it.
    absorbers: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Truth {
    No,
    Open,
    Yes,
}

#[derive(Clone, Copy, Debug)]
struct Value {
    truth: Truth,
    now: Bits,
    ever: Bits,
}

impl Value {
    const fn settled(truth: Truth) -> Self {
        Self {
            truth,
            now: Bits::NONE,
            ever: Bits::NONE,
        }
    }
}

/// Room for evaluating, to be used again and again.
#[derive(Default)]
pub struct Scratch {
    values: Vec<Value>,
}

impl Board {
    /// The questions, by number.
    pub fn questions(&self) -> &[Asked] {
        &self.questions
    }

    /// The number of a question.
    pub fn number(&self, subject: &Subject) -> Option<usize> {
        self.by_subject.get(subject).copied()
    }

    /// What a statement answers on the board; `None` where the board does not ask it.
    pub fn reply(&self, statement: &Statement) -> Option<(usize, Reply)> {
        let question = self.number(&statement.subject)?;
        let asked = self.questions.get(question)?;
        let reply = match &statement.knowledge {
            Knowledge::Known { possible, .. } => asked.reply(possible),
            Knowledge::Unknown => asked.unknown,
        };
        Some((question, reply))
    }

    /// No answers yet.
    pub fn unanswered(&self) -> Answers {
        Answers {
            replies: vec![None; self.questions.len()],
        }
    }

    /// What is open under some answers.
    pub fn open(&self, answers: &Answers, scratch: &mut Scratch) -> Open {
        scratch.values.clear();
        for node in &self.nodes {
            let value = self.value(node, answers, &scratch.values);
            scratch.values.push(value);
        }
        let mut open = Open::default();
        for goal in &self.goals {
            if let Some(value) = open_goal(goal, &scratch.values) {
                open.now |= value.now;
                open.ever |= value.ever;
                open.rules += 1;
            }
        }
        open
    }

    /// The same, but a rule is not open if one question settles it in the same way whatever its
    /// answer: as deciding has it, and slower.
    pub fn open_apart(&self, answers: &Answers, scratch: &mut Scratch) -> Open {
        let open = self.open(answers, scratch);
        let mut values: Vec<Option<Value>> = self
            .goals
            .iter()
            .map(|goal| open_goal(goal, &scratch.values))
            .collect();
        for question in open.now.iter() {
            let Some(asked) = self.questions.get(question) else {
                continue;
            };
            if asked.tests.len() < 2 {
                continue;
            }
            let parts: Vec<Vec<Option<Truth>>> = asked
                .replies
                .iter()
                .map(|reply| self.settled(answers, question, *reply, scratch))
                .collect();
            for (number, value) in values.iter_mut().enumerate() {
                let mut truths = parts.iter().map(|part| part.get(number).copied().flatten());
                let first = truths.next().flatten();
                if first.is_some() && truths.all(|truth| truth == first) {
                    *value = None;
                }
            }
        }
        let mut left = Open::default();
        for value in values.into_iter().flatten() {
            left.now |= value.now;
            left.ever |= value.ever;
            left.rules += 1;
        }
        left
    }

    /// What each rule is under one more answer, where that is settled.
    fn settled(
        &self,
        answers: &Answers,
        question: usize,
        reply: Reply,
        scratch: &mut Scratch,
    ) -> Vec<Option<Truth>> {
        let mut answers = answers.clone();
        answers.set(question, Some(reply));
        self.open(&answers, scratch);
        let truth = |goal: &Goal| of(&scratch.values, goal.now).truth;
        let settled = |goal: &Goal| goal.ahead.is_empty() && truth(goal) != Truth::Open;
        self.goals
            .iter()
            .map(|goal| settled(goal).then(|| truth(goal)))
            .collect()
    }

    fn value(&self, node: &Node, answers: &Answers, values: &[Value]) -> Value {
        match node {
            Node::No => Value::settled(Truth::No),
            Node::Yes => Value::settled(Truth::Yes),
            Node::Doubt => Value::settled(Truth::Open),
            Node::Test {
                question,
                test,
                assumed,
                gate,
            } => self.test(*question, *test, *assumed, of(values, *gate), answers),
            Node::All(parts) => fold(parts, values, Truth::No, Truth::Yes),
            Node::Any(parts) => fold(parts, values, Truth::Yes, Truth::No),
            Node::Not(part) => {
                let value = of(values, *part);
                let truth = match value.truth {
                    Truth::No => Truth::Yes,
                    Truth::Yes => Truth::No,
                    Truth::Open => return value,
                };
                Value::settled(truth)
            }
            Node::AtLeast(n, parts) => at_least(*n, parts, values),
        }
    }

    fn test(
        &self,
        question: usize,
        test: usize,
        assumed: bool,
        gate: Value,
        answers: &Answers,
    ) -> Value {
        let answer = answers.replies.get(question).copied().flatten();
        let (Some(asked), bit) = (self.questions.get(question), 1_u64 << test) else {
            return Value::settled(Truth::Open);
        };
        if answer.is_none() && gate.truth == Truth::No {
            return Value::settled(Truth::No);
        }
        let reply = answer.unwrap_or(asked.unknown);
        if reply.passed & bit != 0 || (assumed && answer.is_some() && reply.failed & bit == 0) {
            return Value::settled(Truth::Yes);
        }
        if reply.failed & bit != 0 {
            return Value::settled(Truth::No);
        }
        let mut value = Value::settled(Truth::Open);
        if answer.is_none() {
            match gate.truth {
                Truth::Yes => {
                    value.now = Bits::only(question);
                    value.ever = value.now;
                }
                // Behind a gate of which nothing more can be asked nothing is asked either.
                Truth::Open if !gate.now.is_empty() => {
                    value.now = gate.now;
                    value.ever = gate.ever | Bits::only(question);
                }
                Truth::Open | Truth::No => {}
            }
        }
        value
    }
}

impl Asked {
    /// An answer, as far as the board can tell.
    pub fn reply(&self, possible: &Possible) -> Reply {
        cells::reply(&self.tests, possible)
    }
}

impl Answers {
    /// Puts an answer on the board, or takes it away.
    pub fn set(&mut self, question: usize, reply: Option<Reply>) {
        if let Some(slot) = self.replies.get_mut(question) {
            *slot = reply;
        }
    }

    /// The answer to a question.
    pub fn get(&self, question: usize) -> Option<Reply> {
        self.replies.get(question).copied().flatten()
    }
}

fn of(values: &[Value], node: usize) -> Value {
    // INVARIANT: parts come before wholes; openness is the safe answer all the same.
    values
        .get(node)
        .copied()
        .unwrap_or(Value::settled(Truth::Open))
}

fn fold(parts: &[usize], values: &[Value], decisive: Truth, neutral: Truth) -> Value {
    let mut sum = Value::settled(neutral);
    for part in parts {
        let value = of(values, *part);
        if value.truth == decisive {
            return Value::settled(decisive);
        }
        if value.truth == Truth::Open {
            sum.truth = Truth::Open;
            sum.now |= value.now;
            sum.ever |= value.ever;
        }
    }
    sum
}

fn at_least(n: usize, parts: &[usize], values: &[Value]) -> Value {
    let (mut yes, mut open) = (0, 0);
    let mut sum = Value::settled(Truth::Open);
    for part in parts {
        let value = of(values, *part);
        match value.truth {
            Truth::Yes => yes += 1,
            Truth::No => {}
            Truth::Open => {
                open += 1;
                sum.now |= value.now;
                sum.ever |= value.ever;
            }
        }
    }
    if yes >= n {
        Value::settled(Truth::Yes)
    } else if yes + open < n {
        Value::settled(Truth::No)
    } else {
        sum
    }
}

/// What keeps a rule open, as `standing` has it.
fn open_goal(goal: &Goal, values: &[Value]) -> Option<Value> {
    let due = |node: &usize| of(values, *node).truth == Truth::Yes;
    let mut value = of(values, goal.now);
    let settled = value.truth == Truth::Yes
        || goal.absorbers.iter().any(due)
        || (value.truth == Truth::No && goal.ahead.iter().any(due));
    if settled {
        return None;
    }
    for node in &goal.ahead {
        let more = of(values, *node);
        if more.truth == Truth::Open {
            value.truth = Truth::Open;
            value.now |= more.now;
            value.ever |= more.ever;
        }
    }
    (value.truth == Truth::Open).then_some(value)
}
