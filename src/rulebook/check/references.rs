//! Where a fact may stand: facts of a group only inside it, and nothing that would go in a circle in
//! `asked_if`.

use std::collections::BTreeMap;

use super::walk::{Role, Root, roots};
use crate::rulebook::Rulebook;
use crate::rulebook::condition::{Condition, Node};
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::id::{DefinitionId, FactId, GroupId};
use crate::rulebook::place::Place;
use crate::rulebook::text::{Text, say};

/// Reports facts of groups outside their group, and words that `asked_if` must not use.
pub(super) fn check(rulebook: &Rulebook, problems: &mut Problems) {
    let mut scopes = Scopes {
        rulebook,
        needs: BTreeMap::new(),
    };
    for id in rulebook.definitions.keys() {
        scopes.need(id, 0);
    }
    for root in roots(rulebook) {
        let inside = match root.role {
            Role::Definition => scopes.group_of(&root),
            _ => root.item.cloned(),
        };
        scopes.walk(root.cond, inside.as_ref(), problems);
        if root.role == Role::AskedIf {
            plain(rulebook, root.cond, None, 0, problems);
        }
    }
}

struct Scopes<'a> {
    rulebook: &'a Rulebook,
    /// The group in which a definition must be used.
    needs: BTreeMap<DefinitionId, Option<GroupId>>,
}

impl Scopes<'_> {
    /// The group whose facts a definition holds outside `some` and `where`.
    fn need(&mut self, id: &DefinitionId, depth: usize) -> Option<GroupId> {
        if let Some(known) = self.needs.get(id) {
            return known.clone();
        }
        let rulebook = self.rulebook;
        let cond = rulebook.definitions.get(id)?;
        let group = (depth < 32).then(|| self.free(cond, depth)).flatten();
        self.needs.insert(id.clone(), group.clone());
        group
    }

    fn free(&mut self, cond: &Condition, depth: usize) -> Option<GroupId> {
        match &cond.node {
            Node::Atom(atom) => self.rulebook.facts.get(&atom.fact)?.group.clone(),
            Node::Use(id) => self.need(id, depth + 1),
            Node::Some { .. } | Node::Total { .. } | Node::Duty(_) => None,
            _ => cond
                .node
                .parts()
                .into_iter()
                .find_map(|part| self.free(part, depth)),
        }
    }

    fn group_of(&self, root: &Root<'_>) -> Option<GroupId> {
        let same = |id: &&DefinitionId| {
            let cond = self.rulebook.definitions.get(*id);
            cond.is_some_and(|cond| std::ptr::eq(cond, root.cond))
        };
        let id = self.rulebook.definitions.keys().find(same)?;
        self.needs.get(id).cloned().flatten()
    }

    fn walk(&self, cond: &Condition, inside: Option<&GroupId>, problems: &mut Problems) {
        match &cond.node {
            Node::Atom(atom) => {
                let fact = self.rulebook.facts.get(&atom.fact);
                let group = fact.and_then(|fact| fact.group.as_ref());
                if let Some(group) = group.filter(|group| Some(*group) != inside) {
                    problems.push(outside(&atom.fact, group, inside, cond.place));
                }
            }
            Node::Use(id) => {
                let group = self.needs.get(id).and_then(Option::as_ref);
                if let Some(group) = group.filter(|group| Some(*group) != inside) {
                    problems.push(outside_use(id, group, cond.place));
                }
            }
            Node::Some { group, cond } => self.walk(cond, Some(group), problems),
            Node::Total { group, whose, .. } => {
                if let Some(whose) = whose {
                    self.walk(whose, Some(group), problems);
                }
            }
            _ => {
                for part in cond.node.parts() {
                    self.walk(part, inside, problems);
                }
            }
        }
    }
}

fn outside(fact: &FactId, group: &GroupId, inside: Option<&GroupId>, place: Place) -> Diagnostic {
    let message = match inside {
        None => say!(
            "`{fact}` は明細 `{group}` の事実なので、ここでは使えません",
            "`{fact}` is a fact of the group `{group}` and cannot stand here"
        ),
        Some(other) => say!(
            "明細 `{other}` の条件の中で、明細 `{group}` の事実 `{fact}` は使えません",
            "`{fact}` is a fact of the group `{group}` and cannot stand inside `{other}`"
        ),
    };
    Diagnostic::new(Code::GroupOutside, place, message).help(way_in(group))
}

fn outside_use(id: &DefinitionId, group: &GroupId, place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::GroupOutside,
        place,
        say!(
            "定義 `{id}` は明細 `{group}` の事実を使うので、ここでは使えません",
            "the definition `{id}` holds facts of the group `{group}` and cannot be used here"
        ),
    )
    .help(way_in(group))
}

fn way_in(group: &GroupId) -> Text {
    say!(
        "`some: {{{group}: ...}}` の中に書いてください",
        "write it inside `some: {{{group}: ...}}`"
    )
}

/// `asked_if` may hold facts only: it is asked before any rule is decided, item by item.
fn plain(
    rulebook: &Rulebook,
    cond: &Condition,
    from: Option<Place>,
    depth: usize,
    problems: &mut Problems,
) {
    let word = match &cond.node {
        Node::Some { .. } => "some",
        Node::Total { .. } => "total",
        Node::Duty(_) => "duty",
        Node::Use(id) => {
            if let Some(inner) = rulebook.definitions.get(id).filter(|_| depth < 32) {
                plain(
                    rulebook,
                    inner,
                    from.or(Some(cond.place)),
                    depth + 1,
                    problems,
                );
            }
            return;
        }
        _ => {
            for part in cond.node.parts() {
                plain(rulebook, part, from, depth, problems);
            }
            return;
        }
    };
    problems.push(Diagnostic::new(
        Code::MisplacedWord,
        from.unwrap_or(cond.place),
        say!(
            "`asked_if` に `{word}` は使えません",
            "`{word}` cannot be used in `asked_if`"
        ),
    ));
}
