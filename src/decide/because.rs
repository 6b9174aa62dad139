//! The atoms that made a rule true, with the values and where they come from.

use super::decision::{Assumed, Because};
use super::evaluate::Evaluator;
use super::total::Sum;
use super::tri::Tri;
use crate::incident::{FactRef, Item, Origin};
use crate::rulebook::{Atom, Condition, Node, Source};

/// Collects the reasons for which a condition holds.
pub struct Reasons<'a> {
    evaluator: Evaluator<'a>,
    /// The atoms, in the order of the text, each once.
    pub because: Vec<Because>,
    /// What the law tells to assume.
    pub assumed: Vec<Assumed>,
}

impl<'a> Reasons<'a> {
    /// Nothing yet.
    pub fn new(evaluator: Evaluator<'a>) -> Self {
        Self {
            evaluator,
            because: Vec::new(),
            assumed: Vec::new(),
        }
    }

    /// Adds the reasons for which the condition has the wanted value; nothing if it has not.
    pub fn collect(&mut self, cond: &Condition, item: Option<&Item>, wanted: bool) {
        let value = if wanted { Tri::Yes } else { Tri::No };
        if self.evaluator.condition(cond, item) != value {
            return;
        }
        match &cond.node {
            Node::All(parts) | Node::Any(parts) | Node::AtLeast { of: parts, .. } => {
                for part in parts {
                    self.collect(part, item, wanted);
                }
            }
            Node::Not(part) => self.collect(part, item, !wanted),
            Node::Except { when, unless } => {
                self.collect(when, item, wanted);
                self.collect(unless, item, !wanted);
            }
            Node::Some { group, cond } => {
                for item in self.evaluator.view.items(group) {
                    self.collect(cond, Some(&item), wanted);
                }
            }
            Node::Total {
                group,
                of,
                whose,
                is,
                when_unknown,
            } => {
                let sum = Sum::of(self.evaluator, group, of, whose.as_deref());
                let worst = when_unknown.as_ref();
                let worst = worst.filter(|_| matches!(sum.lies_in(*is), Tri::Open(_)));
                for item in self.evaluator.view.items(group) {
                    if let Some(whose) = whose {
                        self.collect(whose, Some(&item), wanted);
                    }
                    let subject = FactRef {
                        item: Some(item),
                        fact: of.clone(),
                    };
                    if let Some(worst) = worst
                        && self.evaluator.is_known_within_bounds(&subject)
                    {
                        self.assume(&subject, &worst.source);
                    }
                    self.add(&subject, "total", !wanted);
                }
            }
            Node::Use(id) => {
                if let Some(definition) = self.evaluator.view.book.definitions.get(id) {
                    self.collect(definition, item, wanted);
                }
            }
            Node::Duty(_) => {}
            Node::Atom(atom) => self.atom(atom, item, wanted),
        }
    }

    /// Adds the reasons for those parts of a condition that hold, where it holds only together with
    /// another.
    pub fn collect_met(&mut self, cond: &Condition) {
        match &cond.node {
            Node::All(parts) => {
                for part in parts {
                    self.collect_met(part);
                }
            }
            _ => self.collect(cond, None, true),
        }
    }

    fn atom(&mut self, atom: &Atom, item: Option<&Item>, wanted: bool) {
        let subject = self.evaluator.view.subject(&atom.fact, item);
        if let Some(worst) = &atom.when_unknown
            && matches!(self.evaluator.plain_atom(atom, item), Tri::Open(_))
        {
            self.assume(&subject, &worst.source);
        }
        self.add(&subject, &atom.written, !wanted);
    }

    fn assume(&mut self, fact: &FactRef, source: &Source) {
        let assumed = Assumed::Worst {
            fact: fact.clone(),
            source: source.clone(),
        };
        if !self.assumed.contains(&assumed) {
            self.assumed.push(assumed);
        }
    }

    fn add(&mut self, fact: &FactRef, test: &str, negated: bool) {
        let statement = self.evaluator.view.known.of(fact);
        let derived = self
            .evaluator
            .view
            .book
            .facts
            .get(&fact.fact)
            .is_some_and(|fact| fact.derived.is_some());
        let (value, from, at) = match statement {
            Some(statement) => (statement.written.clone(), &statement.origin, statement.at),
            None if derived => {
                let value = super::spell::reading(self.evaluator.view, fact);
                (value, &Origin::Derived, None)
            }
            None => return,
        };
        let because = Because {
            fact: fact.clone(),
            value,
            test: test.to_owned(),
            negated,
            from: from.as_str(),
            at,
        };
        if !self.because.contains(&because) {
            self.because.push(because);
        }
    }
}
