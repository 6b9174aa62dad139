//! Makes a board from a state of knowledge: conditions become nodes, what is known becomes yes or
//! no, and equal parts become one.

use std::collections::BTreeMap;

use super::super::evaluate::passes;
use super::super::outcome::{Outcome, Outcomes};
use super::super::projection::Projection;
use super::super::recipients;
use super::super::standing::{self, Standing};
use super::super::tri::{Hinge, Tri};
use super::super::view::{Listed, Reading, View};
use super::{Asked, Board, Goal, MOST_QUESTIONS, MOST_TESTS, Node, cells};
use crate::incident::{FactRef, Incident, Item, Known, Subject};
use crate::rulebook::{
    Atom, ChoiceId, Condition, DutyTest, Edition, FactId, GroupId, Possible, Range, RuleId,
    Rulebook, Strength, Test,
};
use jiff::Timestamp;
use jiff::civil::Date;

/// Numbers of the constant nodes.
const NO: usize = 0;
const YES: usize = 1;
const DOUBT: usize = 2;

/// The board of an incident at an instant, under the law of its own days or of a prescribed one.
pub fn build(book: &Rulebook, incident: &Incident, at: Timestamp, as_of: Option<Date>) -> Board {
    let known = incident.known_at(at);
    of_known(book, &known, at, as_of.or(incident.as_of))
}

/// The same from a state of knowledge.
pub fn of_known(book: &Rulebook, known: &Known<'_>, at: Timestamp, as_of: Option<Date>) -> Board {
    let view = View::new(book, known, at, as_of);
    let outcomes = Outcomes::of(view);
    let future = Projection::of(view);
    let standings = standing::of_all(&outcomes, &future);
    let mut maker = Maker::new();
    let mut goals = Vec::new();
    let askable = |outcome: &&Outcome<'_>| {
        outcome.strength > Strength::Optional
            && matches!(standings.get(&outcome.rule.id), Some(Standing::Open(hinges)) if hinges.askable())
    };
    for outcome in outcomes.iter().filter(askable) {
        let now = maker.rule(view, &outcomes, &outcome.rule.id);
        let mut ahead = Vec::new();
        for (at, later) in &future.outcomes {
            let node = maker.rule(view.at(*at), later, &outcome.rule.id);
            if node != now && !ahead.contains(&node) {
                ahead.push(node);
            }
        }
        let absorbers = outcome.rule.absorbed_by.iter();
        let absorbers = absorbers
            .map(|id| maker.rule(view, &outcomes, id))
            .filter(|node| *node != NO)
            .collect();
        goals.push(Goal {
            now,
            ahead,
            absorbers,
        });
    }
    maker.finish(view, goals)
}

struct Maker {
    nodes: Vec<Node>,
    numbers: BTreeMap<Node, usize>,
    questions: Vec<Question>,
    by_subject: BTreeMap<Subject, usize>,
    rules: BTreeMap<(i64, RuleId), usize>,
}

/// A question under way.
struct Question {
    subject: Subject,
    possible: Possible,
    gate: usize,
    tests: Vec<Test>,
}

/// Where in the law a condition is read.
#[derive(Clone, Copy)]
struct Here<'a> {
    view: View<'a>,
    outcomes: &'a Outcomes<'a>,
}

impl Maker {
    fn new() -> Self {
        let nodes = vec![Node::No, Node::Yes, Node::Doubt];
        Self {
            numbers: nodes.iter().cloned().zip(0..).collect(),
            nodes,
            questions: Vec::new(),
            by_subject: BTreeMap::new(),
            rules: BTreeMap::new(),
        }
    }

    fn finish(self, view: View<'_>, goals: Vec<Goal>) -> Board {
        let yes_or_no = ["yes", "no"].map(ChoiceId::new);
        let questions = self.questions.into_iter().map(|question| {
            let fact = match &question.subject {
                Subject::Fact(fact) => view.book.facts.get(&fact.fact),
                Subject::AllListed(_) => None,
            };
            let replies = match fact {
                Some(fact) => cells::replies(fact, &question.possible, &question.tests),
                None => yes_or_no
                    .iter()
                    .map(|word| Possible::OneOf([word.clone()].into()))
                    .map(|possible| cells::reply(&question.tests, &possible))
                    .collect(),
            };
            Asked {
                replies,
                unknown: cells::reply(&question.tests, &question.possible),
                subject: question.subject,
                tests: question.tests,
            }
        });
        Board {
            nodes: self.nodes,
            questions: questions.collect(),
            by_subject: self.by_subject,
            goals,
        }
    }

    fn node(&mut self, node: Node) -> usize {
        if let Some(number) = self.numbers.get(&node) {
            return *number;
        }
        let number = self.nodes.len();
        self.nodes.push(node.clone());
        self.numbers.insert(node, number);
        number
    }

    fn all(&mut self, parts: impl IntoIterator<Item = usize>) -> usize {
        match joined(parts, NO, YES) {
            Joined::One(node) => node,
            Joined::Several(parts) => self.node(Node::All(parts)),
        }
    }

    fn any(&mut self, parts: impl IntoIterator<Item = usize>) -> usize {
        match joined(parts, YES, NO) {
            Joined::One(node) => node,
            Joined::Several(parts) => self.node(Node::Any(parts)),
        }
    }

    fn not(&mut self, part: usize) -> usize {
        match part {
            NO => YES,
            YES => NO,
            DOUBT => DOUBT,
            part => self.node(Node::Not(part)),
        }
    }

    fn at_least(&mut self, n: usize, parts: &[usize]) -> usize {
        let met = parts.iter().filter(|part| **part == YES).count();
        let open: Vec<usize> = parts
            .iter()
            .copied()
            .filter(|part| *part != YES && *part != NO)
            .collect();
        match n.checked_sub(met) {
            None | Some(0) => YES,
            Some(missing) if missing > open.len() => NO,
            Some(missing) => self.node(Node::AtLeast(missing, open)),
        }
    }

    /// A rule; settled ones are constants, and editions of which it is open whether they govern are
    /// represented by the last one.
    fn rule(&mut self, view: View<'_>, outcomes: &Outcomes<'_>, id: &RuleId) -> usize {
        let key = (view.now, id.clone());
        if let Some(node) = self.rules.get(&key) {
            return *node;
        }
        let node = match outcomes.get(id).map(|outcome| (&outcome.holds, outcome)) {
            None | Some((Tri::No, _)) => NO,
            Some((Tri::Yes, _)) => YES,
            Some((Tri::Open(hinges), _)) if !hinges.askable() => DOUBT,
            Some((Tri::Open(_), outcome)) => match outcome.editions.last() {
                Some(last) => self.edition(Here { view, outcomes }, last.edition),
                None => DOUBT,
            },
        };
        self.rules.insert(key, node);
        node
    }

    fn edition(&mut self, here: Here<'_>, edition: &Edition) -> usize {
        let bound = self.condition(here, &edition.bound, None);
        let mut ways: Vec<usize> = Vec::new();
        for limb in &edition.limbs {
            ways.push(self.condition(here, &limb.when, None));
        }
        if let Some(unclear) = &edition.unclear {
            let when = self.condition(here, &unclear.when, None);
            ways.push(self.all([when, DOUBT]));
        }
        let met = self.any(ways);
        self.all([bound, met])
    }

    fn condition(&mut self, here: Here<'_>, cond: &Condition, item: Option<&Item>) -> usize {
        use crate::rulebook::Node as Cond;
        let mut parts = |of: &[Condition]| -> Vec<usize> {
            of.iter()
                .map(|part| self.condition(here, part, item))
                .collect()
        };
        match &cond.node {
            Cond::All(of) => {
                let parts = parts(of);
                self.all(parts)
            }
            Cond::Any(of) => {
                let parts = parts(of);
                self.any(parts)
            }
            Cond::AtLeast { n, of } => {
                let parts = parts(of);
                self.at_least(*n, &parts)
            }
            Cond::Not(part) => {
                let part = self.condition(here, part, item);
                self.not(part)
            }
            Cond::Except { when, unless } => {
                let when = self.condition(here, when, item);
                let unless = self.condition(here, unless, item);
                let not = self.not(unless);
                self.all([when, not])
            }
            Cond::Some { group, cond } => {
                let mut ways = Vec::new();
                for item in here.view.items(group) {
                    ways.push(self.condition(here, cond, Some(&item)));
                }
                ways.push(unlisted(here, group));
                self.any(ways)
            }
            Cond::Total {
                group,
                of,
                whose,
                is,
                when_unknown: _,
            } => self.total(here, group, of, whose.as_deref(), *is),
            Cond::Use(id) => match here.view.book.definitions.get(id) {
                Some(definition) => self.condition(here, definition, item),
                None => DOUBT,
            },
            Cond::Duty(test) => self.duty(here, test),
            Cond::Atom(atom) => self.atom(here, atom, item),
        }
    }

    /// A sum over items, as if one item had to reach it alone.
    fn total(
        &mut self,
        here: Here<'_>,
        group: &GroupId,
        of: &FactId,
        whose: Option<&Condition>,
        is: Range,
    ) -> usize {
        let atom = Atom {
            fact: of.clone(),
            test: Test::Within(is),
            written: String::new(),
            when_unknown: None,
        };
        let mut ways = Vec::new();
        for item in here.view.items(group) {
            let counts = whose.map_or(YES, |cond| self.condition(here, cond, Some(&item)));
            let reaches = self.atom(here, &atom, Some(&item));
            ways.push(self.all([counts, reaches]));
        }
        self.any(ways)
    }

    fn duty(&mut self, here: Here<'_>, test: &DutyTest) -> usize {
        let mut ways = Vec::new();
        for outcome in here.outcomes.iter() {
            if outcome.strength < test.strength || outcome.channel != test.channel {
                continue;
            }
            let told = test.to.as_ref().is_none_or(|to| {
                let bodies = recipients::resolve(here.view, to);
                outcome
                    .to
                    .iter()
                    .any(|recipient| bodies.iter().any(|body| body.id == recipient.id))
            });
            if told {
                ways.push(self.rule(here.view, here.outcomes, &outcome.rule.id));
            }
        }
        self.any(ways)
    }

    fn atom(&mut self, here: Here<'_>, atom: &Atom, item: Option<&Item>) -> usize {
        let subject = here.view.subject(&atom.fact, item);
        let (possible, hinge) = match here.view.read(&subject) {
            Reading::NotApplicable => return NO,
            Reading::May(possible, hinge) => (possible, hinge),
        };
        match passes(&possible, &atom.test) {
            Some(true) => return YES,
            Some(false) => return NO,
            None if hinge == Hinge::Unanswered => {}
            None if hinge == Hinge::NotKnown && atom.when_unknown.is_some() => return YES,
            None => return DOUBT,
        }
        let Some(question) = self.question(here, &subject, possible) else {
            return DOUBT;
        };
        let Some(asked) = self.questions.get_mut(question) else {
            return DOUBT;
        };
        let known = asked.tests.iter().position(|test| *test == atom.test);
        let test = match known {
            Some(test) => test,
            None if asked.tests.len() < MOST_TESTS => {
                asked.tests.push(atom.test.clone());
                asked.tests.len() - 1
            }
            None => return DOUBT,
        };
        let gate = asked.gate;
        self.node(Node::Test {
            question,
            test,
            assumed: atom.when_unknown.is_some(),
            gate,
        })
    }

    /// The number of the question about a fact; `None` when the board is full.
    fn question(&mut self, here: Here<'_>, fact: &FactRef, possible: Possible) -> Option<usize> {
        let subject = Subject::Fact(fact.clone());
        if let Some(number) = self.by_subject.get(&subject) {
            return Some(*number);
        }
        // INVARIANT: the checker refuses facts that are gates of each other in a circle.
        let gate = match &here.view.book.facts.get(&fact.fact)?.asked_if {
            Some(gate) => self.condition(here, gate, fact.item.as_ref()),
            None => YES,
        };
        let number = self.questions.len();
        if number >= MOST_QUESTIONS {
            return None;
        }
        self.questions.push(Question {
            subject: subject.clone(),
            possible,
            gate,
            tests: Vec::new(),
        });
        self.by_subject.insert(subject, number);
        Some(number)
    }
}

/// That there may be items of a group which nobody has listed yet.
fn unlisted(here: Here<'_>, group: &GroupId) -> usize {
    match here.view.all_listed(group) {
        Listed::Stated | Listed::Assumed => NO,
        Listed::Open(_) => DOUBT,
    }
}

enum Joined {
    One(usize),
    Several(Vec<usize>),
}

fn joined(parts: impl IntoIterator<Item = usize>, decisive: usize, neutral: usize) -> Joined {
    let mut parts: Vec<usize> = parts.into_iter().filter(|part| *part != neutral).collect();
    parts.sort_unstable();
    parts.dedup();
    match parts.as_slice() {
        [] => Joined::One(neutral),
        [one] => Joined::One(*one),
        several if several.contains(&decisive) => Joined::One(decisive),
        _ => Joined::Several(parts),
    }
}
