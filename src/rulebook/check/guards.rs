//! Facts that may be not applicable, under `not` or `unless`.
//!
//! A test on such a fact is no, so that its negation would be yes although nobody could answer. What
//! stands beside it must therefore say that the fact is applicable.

use super::walk::{Role, Root, roots};
use crate::rulebook::Rulebook;
use crate::rulebook::condition::{Atom, Condition, Node};
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::id::GroupId;
use crate::rulebook::place::Place;
use crate::rulebook::search::{Found, Goal, Items, Search};
use crate::rulebook::text::say;

/// Reports every negated test whose fact may be not applicable there.
pub(super) fn check(rulebook: &Rulebook, problems: &mut Problems) {
    for root in roots(rulebook) {
        let mut walk = Walk {
            rulebook,
            items: 1,
            problems: &mut *problems,
        };
        walk.root(&root);
    }
}

/// Where a walk stands.
#[derive(Clone)]
struct At<'a> {
    /// What surely holds, or fails, whenever this part matters.
    given: Vec<Goal<'a>>,
    items: Items,
    /// Under an odd number of negations.
    negated: bool,
    /// Inside a definition: the `use` that leads here, and whether it was negated there.
    through: Option<(Place, bool)>,
    depth: usize,
}

impl At<'_> {
    fn flipped(self) -> Self {
        let negated = !self.negated;
        Self { negated, ..self }
    }
}

struct Walk<'a, 'p> {
    rulebook: &'a Rulebook,
    items: u32,
    problems: &'p mut Problems,
}

impl<'a> Walk<'a, '_> {
    fn root(&mut self, root: &Root<'a>) {
        let mut items = Items::default();
        if let Some(group) = root.item {
            items = items.with(group, 1);
        }
        // In a definition of a group's facts, items of one group are one item too.
        if root.role == Role::Definition {
            for group in self.rulebook.groups.keys() {
                items = items.with(group, 1);
            }
        }
        let at = At {
            given: root
                .given
                .map(|bound| Goal::new(bound, true))
                .into_iter()
                .collect(),
            items,
            negated: false,
            through: None,
            depth: 0,
        };
        self.part(root.cond, at);
    }

    fn part(&mut self, cond: &'a Condition, at: At<'a>) {
        match &cond.node {
            // When one part of a conjunction matters, the others hold.
            Node::All(parts) => self.siblings(parts, true, &at),
            Node::Any(parts) => self.siblings(parts, false, &at),
            Node::AtLeast { of, .. } => {
                for part in of {
                    self.part(part, at.clone());
                }
            }
            Node::Not(part) => self.part(part, at.flipped()),
            Node::Except { when, unless } => {
                let mut aside = at.clone().flipped();
                let items = at.items.clone();
                aside.given.push(Goal {
                    cond: when,
                    holds: true,
                    items,
                });
                self.part(when, at);
                self.part(unless, aside);
            }
            Node::Some { group, cond } => self.item(group, cond, at),
            Node::Total { group, whose, .. } => {
                if let Some(whose) = whose {
                    self.item(group, whose, at);
                }
            }
            Node::Use(id) => {
                let inner = self.rulebook.definitions.get(id);
                if let Some(inner) = inner.filter(|_| at.depth < 32) {
                    let through = at.through.or(Some((cond.place, at.negated)));
                    let depth = at.depth + 1;
                    self.part(
                        inner,
                        At {
                            through,
                            depth,
                            ..at
                        },
                    );
                }
            }
            Node::Duty(_) => {}
            Node::Atom(atom) => self.atom(atom, cond.place, at),
        }
    }

    fn item(&mut self, group: &GroupId, cond: &'a Condition, at: At<'a>) {
        self.items += 1;
        let items = at.items.with(group, self.items);
        self.part(cond, At { items, ..at });
    }

    fn siblings(&mut self, parts: &'a [Condition], hold: bool, at: &At<'a>) {
        for (index, part) in parts.iter().enumerate() {
            let mut inner = at.clone();
            for (other, sibling) in parts.iter().enumerate() {
                if other != index {
                    let items = at.items.clone();
                    inner.given.push(Goal {
                        cond: sibling,
                        holds: hold,
                        items,
                    });
                }
            }
            self.part(part, inner);
        }
    }

    fn atom(&mut self, atom: &'a Atom, place: Place, at: At<'a>) {
        let fact = self.rulebook.facts.get(&atom.fact);
        let Some(asked_if) = fact.and_then(|fact| fact.asked_if.as_ref()) else {
            return;
        };
        // What a definition negates itself is reported where it is written.
        let own = at.through.is_none_or(|(_, negated)| negated);
        if !at.negated || !own {
            return;
        }
        let mut goals = at.given;
        goals.push(Goal {
            cond: asked_if,
            holds: false,
            items: at.items,
        });
        let found = Search::new(self.rulebook, self.items).run(goals);
        if !matches!(found, Found::Possible(_)) {
            return;
        }
        let id = &atom.fact;
        let mut diagnostic = Diagnostic::new(
            Code::Unguarded,
            at.through.map_or(place, |(place, _)| place),
            say!(
                "`{id}` は問われないことがあり、否定すると答えなしに成り立ちます",
                "`{id}` may be not applicable, and its negation would then hold without an answer"
            ),
        )
        .help(say!(
            "`{id}` の `asked_if` の条件を同じマッピングに書いてください",
            "state the `asked_if` of `{id}` in the same mapping"
        ))
        .related(asked_if.place, say!("`asked_if` はここ", "its `asked_if`"));
        if at.through.is_some() {
            diagnostic =
                diagnostic.related(place, say!("定義の中のここ", "here in the definition"));
        }
        self.problems.push(diagnostic);
    }
}
