//! Conditions that no facts can meet.

use super::walk::{Role, Root, each};
use crate::rulebook::Rulebook;
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::place::Place;
use crate::rulebook::search::{Found, Goal, Items, Search};
use crate::rulebook::text::{Text, say};

/// Reports every condition that cannot hold, alone or together with who is bound.
pub(super) fn check(rulebook: &Rulebook, problems: &mut Problems) {
    each(rulebook, problems, |root, problems| {
        let alone = Search::new(rulebook, 1).run(vec![goal(root)]);
        if let Found::Impossible(conflict) = alone {
            let message = match root.role {
                Role::AskedIf => say!(
                    "この `asked_if` は成り立たないので、この事実は問われません",
                    "this `asked_if` can never hold, so that the fact is never asked"
                ),
                _ => say!("この条件は成り立ちません", "this condition can never hold"),
            };
            problems.push(diagnostic(root.cond.place, conflict, message));
            return;
        }
        let Some(bound) = root.given else { return };
        let together = vec![Goal::new(bound, true), goal(root)];
        // If nobody is bound, that is said of `bound`.
        let bound_can_hold = || {
            let found = Search::new(rulebook, 1).run(vec![Goal::new(bound, true)]);
            !matches!(found, Found::Impossible(_))
        };
        if let Found::Impossible(conflict) = Search::new(rulebook, 1).run(together)
            && bound_can_hold()
        {
            let message = say!(
                "この条件は `bound` と両立しません",
                "this condition can never hold for those who are bound"
            );
            problems.push(diagnostic(root.cond.place, conflict, message));
        }
    });
}

fn goal<'a>(root: &Root<'a>) -> Goal<'a> {
    let mut goal = Goal::new(root.cond, true);
    if let Some(group) = root.item {
        goal.items = Items::default().with(group, 1);
    }
    goal
}

fn diagnostic(place: Place, conflict: Option<(Place, Place)>, message: Text) -> Diagnostic {
    match conflict {
        Some((second, first)) if second != first => {
            Diagnostic::new(Code::NeverHolds, second, message)
                .label(say!("これと", "this"))
                .related(
                    first,
                    say!("これは両立しません", "and this exclude each other"),
                )
        }
        Some((only, _)) => Diagnostic::new(Code::NeverHolds, only, message),
        None => Diagnostic::new(Code::NeverHolds, place, message),
    }
}
