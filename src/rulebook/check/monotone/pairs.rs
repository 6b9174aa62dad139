//! What a part of a formula can be before and after one fact gets worse.
//!
//! Following both values at once is what makes proofs short: a part in which the fact does not occur
//! has the same value twice, however little is known of it.

use super::formula::{Form, Formula};

/// A set of (before, after).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pairs(u8);

impl Pairs {
    const NO_NO: Self = Self(1);
    const NO_YES: Self = Self(1 << 1);
    const YES_NO: Self = Self(1 << 2);
    const YES_YES: Self = Self(1 << 3);

    /// Just this pair.
    pub fn exactly(before: bool, after: bool) -> Self {
        match (before, after) {
            (false, false) => Self::NO_NO,
            (false, true) => Self::NO_YES,
            (true, false) => Self::YES_NO,
            (true, true) => Self::YES_YES,
        }
    }

    /// Whether true before and false after is possible.
    pub fn may_lose(self) -> bool {
        self.has(Self::YES_NO)
    }

    /// Whether it is certain.
    pub fn loses(self) -> bool {
        self == Self::YES_NO
    }

    /// Whether more than one pair is possible.
    pub fn is_open(self) -> bool {
        self.0.count_ones() > 1
    }

    fn has(self, pair: Self) -> bool {
        self.0 & pair.0 != 0
    }

    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn with(self, pair: Self, possible: bool) -> Self {
        if possible { self.or(pair) } else { self }
    }

    fn negate(self) -> Self {
        Self(0)
            .with(Self::NO_NO, self.has(Self::YES_YES))
            .with(Self::YES_YES, self.has(Self::NO_NO))
            .with(Self::NO_YES, self.has(Self::YES_NO))
            .with(Self::YES_NO, self.has(Self::NO_YES))
    }

    /// Both hold. Each pair of the result needs one of these in each part.
    fn and(self, other: Self) -> Self {
        let (any_after_yes, any_before_yes) = (Self(0b1010), Self(0b1100));
        let yes = self.has(Self::YES_YES) && other.has(Self::YES_YES);
        let after = self.has(any_after_yes)
            && other.has(any_after_yes)
            && (self.has(Self::NO_YES) || other.has(Self::NO_YES));
        let before = self.has(any_before_yes)
            && other.has(any_before_yes)
            && (self.has(Self::YES_NO) || other.has(Self::YES_NO));
        let no = self.has(Self::NO_NO)
            || other.has(Self::NO_NO)
            || (self.has(Self::NO_YES) && other.has(Self::YES_NO))
            || (self.has(Self::YES_NO) && other.has(Self::NO_YES));
        Self(0)
            .with(Self::YES_YES, yes)
            .with(Self::NO_YES, after)
            .with(Self::YES_NO, before)
            .with(Self::NO_NO, no)
    }

    fn at_least(n: usize, parts: &[Self]) -> Self {
        let count = |pairs: Self| parts.iter().filter(|part| part.has(pairs)).count();
        let sure = |pairs: u8| parts.iter().filter(|part| part.0 & !pairs == 0).count();
        let before = (sure(0b1100) >= n, count(Self(0b1100)) >= n);
        let after = (sure(0b1010) >= n, count(Self(0b1010)) >= n);
        let rises = parts.iter().any(|part| part.has(Self::NO_YES));
        let falls = parts.iter().any(|part| part.has(Self::YES_NO));
        Self(0)
            .with(Self::YES_YES, before.1 && after.1)
            .with(Self::NO_NO, !before.0 && !after.0)
            .with(Self::NO_YES, rises && !before.0 && after.1)
            .with(Self::YES_NO, falls && before.1 && !after.0)
    }
}

/// One step of one variable, under what is assumed of the others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step<'a> {
    pub formula: &'a Formula,
    /// The variable that gets worse, from a cell to a cell.
    pub var: usize,
    pub from: usize,
    pub to: usize,
    /// Cells of the other variables.
    pub assigned: &'a [Option<usize>],
    /// Values of whole nodes in which the variable makes no difference.
    pub assumed: &'a [Option<bool>],
}

/// The pairs of every node.
#[derive(Clone, Debug)]
pub(super) struct Values {
    pairs: Vec<Pairs>,
    /// An assumed node that what is assigned does not settle yet.
    pub unsettled: Option<usize>,
}

/// What to decide next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gate {
    Var(usize),
    Node(usize),
}

impl Step<'_> {
    /// Evaluates every node; `None` if an assumption contradicts what is assigned.
    pub fn evaluate(&self) -> Option<Values> {
        let mut pairs: Vec<Pairs> = Vec::with_capacity(self.formula.forms.len());
        let mut unsettled = None;
        for (node, form) in self.formula.forms.iter().enumerate() {
            let mut value = self.value(form, &pairs);
            if let Some(assumed) = self.assumed.get(node).copied().flatten() {
                let wanted = Pairs::exactly(assumed, assumed);
                if !value.has(wanted) {
                    return None;
                }
                if value.is_open() {
                    unsettled.get_or_insert(node);
                }
                value = wanted;
            }
            pairs.push(value);
        }
        Some(Values { pairs, unsettled })
    }

    fn value(&self, form: &Form, pairs: &[Pairs]) -> Pairs {
        let of = |part: &usize| pairs.get(*part).copied().unwrap_or(Pairs(0b1111));
        match form {
            Form::All(parts) => parts.iter().map(of).fold(Pairs::YES_YES, Pairs::and),
            Form::Any(parts) => parts
                .iter()
                .map(|part| of(part).negate())
                .fold(Pairs::YES_YES, Pairs::and)
                .negate(),
            Form::Not(part) => of(part).negate(),
            Form::AtLeast(n, parts) => {
                let parts: Vec<_> = parts.iter().map(of).collect();
                Pairs::at_least(*n, &parts)
            }
            Form::In { var, marked, .. } => self.leaf(*var, marked),
        }
    }

    fn leaf(&self, var: usize, marked: &[bool]) -> Pairs {
        let at = |cell: usize| marked.get(cell).copied().unwrap_or(false);
        if var == self.var {
            return Pairs::exactly(at(self.from), at(self.to));
        }
        match self.assigned.get(var).copied().flatten() {
            Some(cell) => Pairs::exactly(at(cell), at(cell)),
            None => Pairs(0)
                .with(Pairs::YES_YES, marked.contains(&true))
                .with(Pairs::NO_NO, marked.contains(&false)),
        }
    }

    /// What decides whether the duty is lost: the nearest gate beside a part that may be. A whole
    /// part in which the variable makes no difference is one gate, so that a condition that two
    /// limbs share is decided once.
    pub fn gate(&self, values: &Values) -> Option<Gate> {
        let root = values.pairs.len().checked_sub(1)?;
        self.gate_of(values, root, Pairs::YES_NO)
    }

    fn gate_of(&self, values: &Values, node: usize, wanted: Pairs) -> Option<Gate> {
        if !values.is_open(node) {
            return None;
        }
        if !values.differs(node) {
            return self.plain(node);
        }
        let (parts, wanted) = match self.formula.forms.get(node)? {
            Form::Not(part) => (std::slice::from_ref(part), wanted.negate()),
            form => (parts_of(form), wanted),
        };
        let may = |part: &usize| {
            values
                .pairs
                .get(*part)
                .is_some_and(|pairs| pairs.has(wanted))
        };
        let (losing, rest): (Vec<usize>, Vec<usize>) = parts.iter().partition(|part| may(part));
        let mut order = losing.iter().chain(&rest);
        order.find_map(|part| self.gate_of(values, *part, wanted))
    }

    /// A node as a gate; a leaf by its variable, a negation by what it negates.
    fn plain(&self, node: usize) -> Option<Gate> {
        match self.formula.forms.get(node)? {
            Form::Not(part) => self.plain(*part),
            Form::In { var, .. } => (*var != self.var).then_some(Gate::Var(*var)),
            _ => Some(Gate::Node(node)),
        }
    }

    /// What settles an assumed node: one of its open parts.
    pub fn settle(&self, values: &Values, node: usize) -> Option<Gate> {
        let parts = parts_of(self.formula.forms.get(node)?);
        let mut open = parts.iter().filter(|part| values.is_open(**part));
        open.find_map(|part| self.plain(*part))
    }
}

impl Values {
    /// The pairs of the whole formula.
    pub fn whole(&self) -> Pairs {
        self.pairs.last().copied().unwrap_or(Pairs::YES_YES)
    }

    fn is_open(&self, node: usize) -> bool {
        self.pairs.get(node).is_some_and(|pairs| pairs.is_open())
    }

    fn differs(&self, node: usize) -> bool {
        let pairs = self.pairs.get(node).copied();
        pairs.is_some_and(|pairs| pairs.has(Pairs::NO_YES) || pairs.has(Pairs::YES_NO))
    }
}

fn parts_of(form: &Form) -> &[usize] {
    match form {
        Form::All(parts) | Form::Any(parts) | Form::AtLeast(_, parts) => parts,
        Form::Not(part) => std::slice::from_ref(part),
        Form::In { .. } => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every operation agrees with doing it pair by pair.
    #[test]
    fn operations_are_exact() {
        let all = [Pairs::NO_NO, Pairs::NO_YES, Pairs::YES_NO, Pairs::YES_YES];
        let bools = |pair: Pairs| (pair.has(Pairs(0b1100)), pair.has(Pairs(0b1010)));
        for (left, right) in (1..16).flat_map(|left| (1..16).map(move |right| (left, right))) {
            let (mut and, mut not) = (Pairs(0), Pairs(0));
            for one in all.into_iter().filter(|pair| Pairs(left).has(*pair)) {
                let (before, after) = bools(one);
                not = not.or(Pairs::exactly(!before, !after));
                for other in all.into_iter().filter(|pair| Pairs(right).has(*pair)) {
                    let (also_before, also_after) = bools(other);
                    and = and.or(Pairs::exactly(before && also_before, after && also_after));
                }
            }
            assert_eq!(Pairs(left).and(Pairs(right)), and, "{left:b} and {right:b}");
            assert_eq!(Pairs(left).negate(), not);
        }
    }
}
