//! A family as one Boolean formula over cells of facts.
//!
//! Nodes stand in one list, parts before wholes, so that one pass evaluates it. Groups have one item.
//! A test on a fact holds only where the fact is applicable. A duty is a variable of its own.

use std::collections::BTreeMap;

use super::cells::{self, Cell};
use super::family::Member;
use crate::rulebook::Rulebook;
use crate::rulebook::condition::{Condition, Node};
use crate::rulebook::fact::{Fact, Kind};
use crate::rulebook::id::FactId;
use crate::rulebook::place::Place;
use crate::rulebook::value::{Range, Test};

/// One node; parts by their index.
#[derive(Clone, Debug)]
pub(super) enum Form {
    All(Vec<usize>),
    Any(Vec<usize>),
    Not(usize),
    AtLeast(usize, Vec<usize>),
    /// A variable is in one of the cells that are marked.
    In {
        var: usize,
        marked: Vec<bool>,
        place: Place,
    },
}

/// One variable.
#[derive(Clone, Debug)]
pub(super) struct Var {
    /// The fact, or the name of a duty.
    pub name: FactId,
    pub cells: Vec<Cell>,
    /// Pairs of cells of which the second is the worse.
    pub worse: Vec<(usize, usize)>,
}

/// The formula.
#[derive(Clone, Debug, Default)]
pub(super) struct Formula {
    pub forms: Vec<Form>,
    pub vars: Vec<Var>,
}

/// A variable that stands under a sign that may lose the duty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Suspect {
    pub var: usize,
    pub place: Place,
}

impl Formula {
    /// The formula of a family: some member is due.
    pub fn of(rulebook: &Rulebook, members: &[Member<'_>]) -> Self {
        let mut tests = BTreeMap::new();
        let mut see = |cond: &Condition| gather(rulebook, cond, 0, &mut tests);
        for Member { edition } in members {
            see(&edition.bound);
            edition.limbs.iter().for_each(|limb| see(&limb.when));
        }
        let mut build = Build {
            rulebook,
            formula: Self::default(),
            known: BTreeMap::new(),
            facts: BTreeMap::new(),
            tests,
        };
        let mut due = Vec::new();
        for Member { edition } in members {
            let bound = build.condition(&edition.bound, 0);
            let limbs = edition
                .limbs
                .iter()
                .map(|limb| build.condition(&limb.when, 0));
            let limbs = limbs.collect();
            let any = build.add(Form::Any(limbs));
            due.push(build.add(Form::All(vec![bound, any])));
        }
        let root = build.add(Form::Any(due));
        // The root is the last node, also where it says the same as an earlier one.
        build.formula.forms.push(Form::All(vec![root]));
        build.formula
    }

    /// The fact of a variable.
    pub fn fact(&self, var: usize) -> &FactId {
        // INVARIANT: indices come from this formula; the fallback is never used.
        static NONE: std::sync::LazyLock<FactId> = std::sync::LazyLock::new(|| FactId::new(""));
        self.vars.get(var).map_or(&NONE, |var| &var.name)
    }

    /// Variables with a direction that do not pass by their signs, one place each.
    pub fn suspects(&self) -> Vec<Suspect> {
        let signs = self.signs();
        let mut found: BTreeMap<usize, Place> = BTreeMap::new();
        for (form, (plus, minus)) in self.forms.iter().zip(signs) {
            let Form::In { var, marked, place } = form else {
                continue;
            };
            let worse = self.vars.get(*var).map_or(&[][..], |var| &var.worse);
            let in_cell = |cell: usize| marked.get(cell).copied().unwrap_or(false);
            let falls = worse
                .iter()
                .any(|(low, high)| in_cell(*low) && !in_cell(*high));
            let rises = worse
                .iter()
                .any(|(low, high)| !in_cell(*low) && in_cell(*high));
            if (plus && falls) || (minus && rises) {
                found.entry(*var).or_insert(*place);
            }
        }
        let suspects = found.into_iter();
        suspects
            .map(|(var, place)| Suspect { var, place })
            .collect()
    }

    /// Whether each node matters as it is, and whether negated.
    fn signs(&self) -> Vec<(bool, bool)> {
        let mut signs = vec![(false, false); self.forms.len()];
        if let Some(root) = signs.last_mut() {
            root.0 = true;
        }
        for (at, form) in self.forms.iter().enumerate().rev() {
            let (plus, minus) = signs.get(at).copied().unwrap_or_default();
            let (parts, flip) = match form {
                Form::All(parts) | Form::Any(parts) | Form::AtLeast(_, parts) => {
                    (&parts[..], false)
                }
                Form::Not(part) => (std::slice::from_ref(part), true),
                Form::In { .. } => (&[][..], false),
            };
            for part in parts {
                if let Some(sign) = signs.get_mut(*part) {
                    sign.0 |= if flip { minus } else { plus };
                    sign.1 |= if flip { plus } else { minus };
                }
            }
        }
        signs
    }
}

/// The tests of each fact, for cutting its values.
type Tests = BTreeMap<FactId, Vec<Test>>;

fn gather(rulebook: &Rulebook, cond: &Condition, depth: usize, tests: &mut Tests) {
    if depth > 64 {
        return;
    }
    let mut test = |id: &FactId, test: Test| {
        let new = !tests.contains_key(id);
        let list = tests.entry(id.clone()).or_default();
        if !list.contains(&test) {
            list.push(test);
        }
        new
    };
    let mut first_of = None;
    match &cond.node {
        Node::Atom(atom) => {
            first_of = test(&atom.fact, atom.test.clone()).then_some(&atom.fact);
        }
        Node::Total { of, is, .. } => {
            first_of = test(of, Test::Within(*is)).then_some(of);
        }
        Node::Use(id) => {
            if let Some(inner) = rulebook.definitions.get(id) {
                gather(rulebook, inner, depth + 1, tests);
            }
        }
        _ => {}
    }
    let asked_if = first_of
        .and_then(|id| rulebook.facts.get(id))
        .and_then(|fact| fact.asked_if.as_ref());
    if let Some(asked_if) = asked_if {
        gather(rulebook, asked_if, depth + 1, tests);
    }
    for part in cond.node.parts() {
        gather(rulebook, part, depth + 1, tests);
    }
}

/// What a node says, wherever it is written.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    All(Vec<usize>),
    Any(Vec<usize>),
    Not(usize),
    AtLeast(usize, Vec<usize>),
    In(usize, Vec<bool>),
}

struct Build<'a> {
    rulebook: &'a Rulebook,
    formula: Formula,
    known: BTreeMap<Key, usize>,
    /// Variables of each fact: one, or one a class of choices for a set.
    facts: BTreeMap<FactId, Vec<usize>>,
    tests: Tests,
}

impl Build<'_> {
    /// Adds a node, or finds the one that says the same.
    fn add(&mut self, form: Form) -> usize {
        let key = match &form {
            Form::All(parts) | Form::Any(parts) if parts.len() == 1 => {
                return parts.first().copied().unwrap_or(0);
            }
            Form::All(parts) => Key::All(parts.clone()),
            Form::Any(parts) => Key::Any(parts.clone()),
            Form::Not(part) => Key::Not(*part),
            Form::AtLeast(n, parts) => Key::AtLeast(*n, parts.clone()),
            Form::In { var, marked, .. } => Key::In(*var, marked.clone()),
        };
        let next = self.formula.forms.len();
        let index = *self.known.entry(key).or_insert(next);
        if index == next {
            self.formula.forms.push(form);
        }
        index
    }

    fn condition(&mut self, cond: &Condition, depth: usize) -> usize {
        if depth > 64 {
            return self.add(Form::All(Vec::new()));
        }
        let form = match &cond.node {
            Node::All(parts) => Form::All(self.parts(parts, depth)),
            Node::Any(parts) => Form::Any(self.parts(parts, depth)),
            Node::AtLeast { n, of } => Form::AtLeast(*n, self.parts(of, depth)),
            Node::Not(part) => Form::Not(self.condition(part, depth + 1)),
            Node::Except { when, unless } => {
                let when = self.condition(when, depth + 1);
                let unless = self.condition(unless, depth + 1);
                let not = self.add(Form::Not(unless));
                Form::All(vec![when, not])
            }
            Node::Some { cond, .. } => return self.condition(cond, depth + 1),
            Node::Total { of, whose, is, .. } => {
                return self.total(of, whose.as_deref(), *is, cond.place, depth);
            }
            Node::Use(id) => match self.rulebook.definitions.get(id) {
                Some(inner) => return self.condition(inner, depth + 1),
                None => Form::All(Vec::new()),
            },
            Node::Duty(duty) => {
                let to = duty.to.as_ref().map_or("", |to| to.as_str());
                let name = format!("duty {} {to} {:?}", duty.channel.as_str(), duty.strength);
                let var = self.duty(&FactId::new(name.trim_end()));
                Form::In {
                    var,
                    marked: vec![false, true],
                    place: cond.place,
                }
            }
            Node::Atom(atom) => return self.test(&atom.fact, &atom.test, cond.place, depth),
        };
        self.add(form)
    }

    fn parts(&mut self, parts: &[Condition], depth: usize) -> Vec<usize> {
        let parts = parts.iter().map(|part| self.condition(part, depth + 1));
        parts.collect()
    }

    /// With one item: its number if it counts, else nothing.
    fn total(
        &mut self,
        of: &FactId,
        whose: Option<&Condition>,
        is: Range,
        place: Place,
        depth: usize,
    ) -> usize {
        let counts = match whose {
            Some(cond) => self.condition(cond, depth + 1),
            None => self.add(Form::All(Vec::new())),
        };
        let inside = self.test(of, &Test::Within(is), place, depth);
        let counted = self.add(Form::All(vec![counts, inside]));
        if !is.covers(Range::exactly(0)) {
            return counted;
        }
        let not = self.add(Form::Not(counts));
        self.add(Form::Any(vec![counted, not]))
    }

    /// The fact is applicable and passes the test.
    fn test(&mut self, id: &FactId, test: &Test, place: Place, depth: usize) -> usize {
        let rulebook = self.rulebook;
        let Some(fact) = rulebook.facts.get(id) else {
            return self.add(Form::All(Vec::new()));
        };
        let passes = self.passes(fact, test, place);
        let Some(asked_if) = &fact.asked_if else {
            return passes;
        };
        let applicable = self.condition(asked_if, depth + 1);
        self.add(Form::All(vec![applicable, passes]))
    }

    fn passes(&mut self, fact: &Fact, test: &Test, place: Place) -> usize {
        let tests = self.tests.get(&fact.id).cloned().unwrap_or_default();
        if fact.kind != Kind::Choices {
            let var = self.single(fact, &tests);
            let cells = self.formula.vars.get(var).map_or(&[][..], |var| &var.cells);
            let marked = cells.iter().map(|cell| cell.passes(test)).collect();
            return self.add(Form::In { var, marked, place });
        }
        let index = tests.iter().position(|other| other == test);
        let classes = cells::classes(fact, &tests);
        let vars = self.classes(fact, &classes);
        let mut within = Vec::new();
        for ((_, answers), var) in classes.iter().zip(vars) {
            if index.and_then(|index| answers.get(index)) == Some(&true) {
                let marked = vec![false, true];
                within.push(self.add(Form::In { var, marked, place }));
            }
        }
        self.add(Form::Any(within))
    }

    fn single(&mut self, fact: &Fact, tests: &[Test]) -> usize {
        if let Some(known) = self.facts.get(&fact.id).and_then(|vars| vars.first()) {
            return *known;
        }
        let (cells, worse) = cells::cut(fact, tests);
        let name = fact.id.clone();
        self.var(Var { name, cells, worse }, &fact.id)
    }

    fn classes(&mut self, fact: &Fact, classes: &[(String, Vec<bool>)]) -> Vec<usize> {
        if let Some(known) = self.facts.get(&fact.id) {
            return known.clone();
        }
        for (choice, _) in classes {
            let cells = cells::yes_or_no(choice, &format!("≠ {choice}"));
            let name = fact.id.clone();
            self.var(
                Var {
                    name,
                    cells,
                    worse: Vec::new(),
                },
                &fact.id,
            );
        }
        self.facts.get(&fact.id).cloned().unwrap_or_default()
    }

    fn duty(&mut self, name: &FactId) -> usize {
        if let Some(known) = self.facts.get(name).and_then(|vars| vars.first()) {
            return *known;
        }
        let cells = cells::yes_or_no("yes", "no");
        let var = Var {
            name: name.clone(),
            cells,
            worse: Vec::new(),
        };
        self.var(var, name)
    }

    fn var(&mut self, var: Var, id: &FactId) -> usize {
        let index = self.formula.vars.len();
        self.formula.vars.push(var);
        self.facts.entry(id.clone()).or_default().push(index);
        index
    }
}
