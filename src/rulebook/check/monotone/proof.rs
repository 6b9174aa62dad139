//! Proves or refutes, by search over cells, that a worse fact never takes a formula from true to
//! false.
//!
//! Facts that do not matter are never tried: a branch ends as soon as what is assumed decides.

use super::formula::Formula;
use super::pairs::{Gate, Step};
use crate::rulebook::id::FactId;

/// Cases after which a proof gives up.
const BUDGET: u32 = 200_000;

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
        left: BUDGET,
    };
    for (from, to) in worse {
        match proof.search(*from, *to) {
            End::Lost => return Verdict::Refuted(proof.example(*from, *to)),
            End::GaveUp => return Verdict::GaveUp,
            End::Kept => {}
        }
    }
    Verdict::Proved
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Kept,
    Lost,
    GaveUp,
}

struct Proof<'a> {
    formula: &'a Formula,
    var: usize,
    assigned: Vec<Option<usize>>,
    assumed: Vec<Option<bool>>,
    left: u32,
}

impl Proof<'_> {
    /// Whether some facts lose the duty in this step; they are left assigned.
    fn search(&mut self, from: usize, to: usize) -> End {
        if self.left == 0 {
            return End::GaveUp;
        }
        self.left -= 1;
        let step = self.step(from, to);
        let Some(values) = step.evaluate() else {
            return End::Kept;
        };
        let whole = values.whole();
        if !whole.may_lose() {
            return End::Kept;
        }
        let gate = match values.unsettled {
            None if whole.loses() => return End::Lost,
            Some(node) if whole.loses() => step.settle(&values, node),
            _ => step.gate(&values),
        };
        match gate {
            Some(Gate::Var(var)) => self.try_cells(var, from, to),
            Some(Gate::Node(node)) => self.try_both(node, from, to),
            // INVARIANT: what is open has an open part; if none were found, nothing is proved.
            None => End::GaveUp,
        }
    }

    fn try_cells(&mut self, var: usize, from: usize, to: usize) -> End {
        let cells = self.formula.vars.get(var).map_or(0, |var| var.cells.len());
        for cell in 0..cells {
            self.assign(var, Some(cell));
            match self.search(from, to) {
                End::Kept => {}
                end => return end,
            }
        }
        self.assign(var, None);
        End::Kept
    }

    fn try_both(&mut self, node: usize, from: usize, to: usize) -> End {
        for value in [true, false] {
            self.assume(node, Some(value));
            match self.search(from, to) {
                End::Kept => {}
                end => return end,
            }
        }
        self.assume(node, None);
        End::Kept
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

    fn assume(&mut self, node: usize, value: Option<bool>) {
        if let Some(slot) = self.assumed.get_mut(node) {
            *slot = value;
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
