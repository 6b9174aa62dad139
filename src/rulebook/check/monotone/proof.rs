//! Proves or refutes, by search over cells, that a worse fact never takes a formula from true to
//! false.
//!
//! Facts that do not matter are never tried: a branch ends as soon as what is assumed decides.

use super::formula::Formula;
use super::pairs::{Gate, Step};
use crate::rulebook::id::FactId;

/// Node values computed after which a proof gives up.
const BUDGET: usize = 12_000_000;
/// Decisions that may be open at once: the bits of a [`Reason`].
const DEPTH: usize = 128;

/// The end of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Proved,
    Refuted(Counterexample),
    GaveUp,
}

/// Facts under which the duty is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counterexample {
    /// The value before.
    pub from: String,
    /// The worse value.
    pub to: String,
    /// Facts that matter beside it, and their values.
    pub others: Vec<(FactId, String)>,
}

/// Looks at every step of one variable to a worse cell.
pub(super) fn prove(formula: &Formula, var: usize) -> Verdict {
    let worse = formula.vars.get(var).map_or(&[][..], |var| &var.worse);
    let mut proof = Proof {
        formula,
        var,
        assigned: vec![None; formula.vars.len()],
        assumed: vec![None; formula.forms.len()],
        decisions: Vec::new(),
        left: BUDGET,
    };
    for (from, to) in worse {
        match proof.search(*from, *to) {
            End::Lost => return Verdict::Refuted(proof.example(*from, *to)),
            End::GaveUp => return Verdict::GaveUp,
            End::Kept(_) => {}
        }
    }
    Verdict::Proved
}

/// Which of the open decisions made a branch end, one bit each. A decision that is not among them
/// need not be tried the other way.
type Reason = u128;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Kept(Reason),
    Lost,
    GaveUp,
}

struct Proof<'a> {
    formula: &'a Formula,
    var: usize,
    assigned: Vec<Option<usize>>,
    assumed: Vec<Option<bool>>,
    /// Open decisions, outermost first.
    decisions: Vec<Decision>,
    left: usize,
}

/// One decision that is being tried.
#[derive(Clone, Copy, Debug)]
enum Decision {
    Cell(usize, usize),
    Value(usize, bool),
}

impl Proof<'_> {
    /// Whether some facts lose the duty in this step; they are left assigned.
    fn search(&mut self, from: usize, to: usize) -> End {
        let cost = self.formula.forms.len().max(1);
        let Some(left) = self.left.checked_sub(cost) else {
            return End::GaveUp;
        };
        self.left = left;
        let step = self.step(from, to);
        let values = step.evaluate();
        let Some(values) = values.filter(|values| values.whole().may_lose()) else {
            return End::Kept(self.reason(from, to));
        };
        let loses = values.whole().loses();
        let gate = match values.unsettled {
            None if loses => return End::Lost,
            Some(node) if loses => step.settle(&values, node),
            _ => step.gate(&values),
        };
        let cells = |var: usize| self.formula.vars.get(var).map_or(0, |var| var.cells.len());
        let ways: Vec<_> = match gate {
            Some(Gate::Var(var)) => (0..cells(var))
                .map(|cell| Decision::Cell(var, cell))
                .collect(),
            Some(Gate::Node(node)) => [true, false]
                .map(|value| Decision::Value(node, value))
                .into(),
            // INVARIANT: what is open has an open part; if none were found, nothing is proved.
            None => return End::GaveUp,
        };
        self.try_all(&ways, from, to)
    }

    fn try_all(&mut self, ways: &[Decision], from: usize, to: usize) -> End {
        let depth = self.decisions.len();
        if depth >= DEPTH {
            return End::GaveUp;
        }
        let own: Reason = 1 << depth;
        let mut reasons = 0;
        for way in ways {
            self.set(*way, true);
            self.decisions.push(*way);
            let end = self.search(from, to);
            self.decisions.pop();
            let End::Kept(reason) = end else {
                return end;
            };
            self.set(*way, false);
            if reason & own == 0 {
                return End::Kept(reason);
            }
            reasons |= reason & !own;
        }
        End::Kept(reasons)
    }

    /// Takes back each decision without which the branch ends all the same.
    fn reason(&mut self, from: usize, to: usize) -> Reason {
        let mut needed: Reason = 0;
        let decisions = self.decisions.clone();
        for (depth, decision) in decisions.iter().enumerate() {
            self.set(*decision, false);
            let values = self.step(from, to).evaluate();
            if values.is_some_and(|values| values.whole().may_lose()) {
                self.set(*decision, true);
                needed |= 1 << depth;
            }
        }
        let cost = self.formula.forms.len() * decisions.len();
        self.left = self.left.saturating_sub(cost);
        for decision in decisions {
            self.set(decision, true);
        }
        needed
    }

    fn set(&mut self, decision: Decision, on: bool) {
        match decision {
            Decision::Cell(var, cell) => self.assign(var, on.then_some(cell)),
            Decision::Value(node, value) => {
                if let Some(slot) = self.assumed.get_mut(node) {
                    *slot = on.then_some(value);
                }
            }
        }
    }

    fn step(&self, from: usize, to: usize) -> Step<'_> {
        Step {
            formula: self.formula,
            var: self.var,
            from,
            to,
            assigned: &self.assigned,
            assumed: &self.assumed,
        }
    }

    fn assign(&mut self, var: usize, cell: Option<usize>) {
        if let Some(slot) = self.assigned.get_mut(var) {
            *slot = cell;
        }
    }

    /// The facts that lose the duty, without those that do not matter.
    fn example(mut self, from: usize, to: usize) -> Counterexample {
        self.assumed.fill(None);
        for var in 0..self.assigned.len() {
            let Some(cell) = self.assigned.get(var).copied().flatten() else {
                continue;
            };
            self.assign(var, None);
            let values = self.step(from, to).evaluate();
            if !values.is_some_and(|values| values.whole().loses()) {
                self.assign(var, Some(cell));
            }
        }
        let mut others = Vec::new();
        for (var, cell) in self.formula.vars.iter().zip(&self.assigned) {
            if let Some(cell) = cell.and_then(|cell| var.cells.get(cell)) {
                others.push((var.name.clone(), cell.label.clone()));
            }
        }
        let cells = self
            .formula
            .vars
            .get(self.var)
            .map_or(&[][..], |var| &var.cells);
        let edge = |at: usize, other: usize| {
            let edges = cells.get(at).map(|cell| cell.edges.clone());
            let (first, last) = edges.unwrap_or_default();
            if at < other { last } else { first }
        };
        Counterexample {
            from: edge(from, to),
            to: edge(to, from),
            others,
        }
    }
}
