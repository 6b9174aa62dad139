//! Circles: definitions that use each other, facts asked for each other, rules that absorb each
//! other, and channels that wait for each other. What is left has an order.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use super::walk::{roots, visit};
use crate::rulebook::condition::{Condition, Node};
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::id::{DefinitionId, FactId, RuleId};
use crate::rulebook::place::Place;
use crate::rulebook::rule::Channel;
use crate::rulebook::text::{Text, say};
use crate::rulebook::{Rule, Rulebook};

/// Things that point at other things, each arrow with its place.
type Arrows<K> = BTreeMap<K, Vec<(K, Place)>>;

/// Reports every circle in which a search would run: of definitions and of questions.
pub(super) fn conditions(rulebook: &Rulebook, problems: &mut Problems) {
    uses(rulebook, problems);
    asked_if(rulebook, problems);
}

/// Reports every circle of rules; returns their order.
pub(super) fn rules(rulebook: &Rulebook, problems: &mut Problems) -> Vec<RuleId> {
    absorption(rulebook, problems);
    order(rulebook, problems)
}

fn uses(rulebook: &Rulebook, problems: &mut Problems) {
    let mut arrows: Arrows<DefinitionId> = BTreeMap::new();
    for (id, cond) in &rulebook.definitions {
        let list = arrows.entry(id.clone()).or_default();
        visit(cond, &mut |part| {
            if let Node::Use(other) = &part.node {
                list.push((other.clone(), part.place));
            }
        });
    }
    let what = say!("定義", "definition");
    report(&arrows, Code::CircularUse, &what, problems);
}

fn asked_if(rulebook: &Rulebook, problems: &mut Problems) {
    let mut arrows: Arrows<FactId> = BTreeMap::new();
    for fact in rulebook.facts.values() {
        let mut list = Vec::new();
        if let Some(cond) = &fact.asked_if {
            facts_in(rulebook, cond, cond.place, 0, &mut list);
        }
        arrows.insert(fact.id.clone(), list);
    }
    let what = say!("`asked_if` の事実", "`asked_if` of the fact");
    report(&arrows, Code::CircularAskedIf, &what, problems);
}

fn facts_in(
    rulebook: &Rulebook,
    cond: &Condition,
    place: Place,
    depth: usize,
    list: &mut Vec<(FactId, Place)>,
) {
    visit(cond, &mut |part| {
        let place = if depth == 0 { part.place } else { place };
        match &part.node {
            Node::Atom(atom) => list.push((atom.fact.clone(), place)),
            Node::Use(id) if depth < 32 => {
                if let Some(inner) = rulebook.definitions.get(id) {
                    facts_in(rulebook, inner, place, depth + 1, list);
                }
            }
            _ => {}
        }
    });
}

fn absorption(rulebook: &Rulebook, problems: &mut Problems) {
    let mut arrows: Arrows<RuleId> = BTreeMap::new();
    for rule in rulebook.rules.values() {
        let list = rule.absorbed_by.iter().map(|by| (by.clone(), rule.place));
        arrows.insert(rule.id.clone(), list.collect());
    }
    let what = say!("`absorbed_by` の規則", "`absorbed_by` of the rule");
    report(&arrows, Code::CircularAbsorption, &what, problems);
}

/// Reports each circle once, at the arrow that closes it.
fn report<K: Ord + Clone + Display>(
    arrows: &Arrows<K>,
    code: Code,
    what: &Text,
    problems: &mut Problems,
) {
    let mut search = Search {
        arrows,
        done: BTreeSet::new(),
        path: Vec::new(),
        found: Vec::new(),
    };
    for start in arrows.keys() {
        search.follow(start);
    }
    let Text { ja, en } = what;
    for (circle, place) in search.found {
        let names: Vec<_> = circle.iter().map(|name| format!("`{name}`")).collect();
        let names = names.join(" → ");
        problems.push(Diagnostic::new(
            code,
            place,
            say!(
                "{ja}が循環しています: {names}",
                "the {en} goes in a circle: {names}"
            ),
        ));
    }
}

struct Search<'a, K> {
    arrows: &'a Arrows<K>,
    done: BTreeSet<K>,
    path: Vec<K>,
    found: Vec<(Vec<K>, Place)>,
}

impl<K: Ord + Clone> Search<'_, K> {
    fn follow(&mut self, node: &K) {
        if self.done.contains(node) {
            return;
        }
        self.path.push(node.clone());
        for (next, place) in self.arrows.get(node).into_iter().flatten() {
            match self.path.iter().position(|step| step == next) {
                Some(at) => {
                    let mut circle: Vec<_> = self.path.iter().skip(at).cloned().collect();
                    circle.push(next.clone());
                    self.found.push((circle, *place));
                }
                None => self.follow(next),
            }
        }
        self.path.pop();
        self.done.insert(node.clone());
    }
}

/// Rules in the order in which they are decided: a channel after every channel it asks for.
fn order(rulebook: &Rulebook, problems: &mut Problems) -> Vec<RuleId> {
    let mut asks: BTreeMap<Channel, Vec<(Channel, Place)>> = BTreeMap::new();
    for rule in rulebook.rules.values() {
        let duties = duties_of(rulebook, rule);
        asks.entry(rule.channel).or_default().extend(duties);
    }
    let (mut order, mut left) = (Vec::new(), Channel::ALL.to_vec());
    while !left.is_empty() {
        let ready = left.iter().position(|channel| {
            let mut needs = asks.get(channel).into_iter().flatten();
            needs.all(|(need, _)| !left.contains(need))
        });
        let Some(at) = ready else {
            circle(&asks, &left, problems);
            break;
        };
        let channel = left.remove(at);
        let rules = rulebook
            .rules
            .values()
            .filter(|rule| rule.channel == channel);
        order.extend(rules.map(|rule| rule.id.clone()));
    }
    order
}

fn circle(
    asks: &BTreeMap<Channel, Vec<(Channel, Place)>>,
    left: &[Channel],
    problems: &mut Problems,
) {
    for channel in left {
        for (need, place) in asks.get(channel).into_iter().flatten() {
            // A channel that only waits for a circle is not in it.
            if reaches(asks, *need, *channel) {
                let (one, other) = (channel.as_str(), need.as_str());
                problems.push(Diagnostic::new(
                    Code::CircularDuty,
                    *place,
                    say!(
                        "経路 `{one}` の規則が経路 `{other}` の義務を問い、循環します",
                        "a rule of channel `{one}` asks for duties of channel `{other}`, which goes in a circle"
                    ),
                ).help(say!(
                    "先に決まる経路の義務だけを問えます",
                    "a rule may only ask for duties of channels decided before its own"
                )));
            }
        }
    }
}

fn reaches(asks: &BTreeMap<Channel, Vec<(Channel, Place)>>, from: Channel, to: Channel) -> bool {
    let mut reached = vec![from];
    let mut at = 0;
    while let Some(channel) = reached.get(at).copied() {
        for (need, _) in asks.get(&channel).into_iter().flatten() {
            if !reached.contains(need) {
                reached.push(*need);
            }
        }
        at += 1;
    }
    reached.contains(&to)
}

/// The channels whose duties a rule asks for, directly or through definitions.
fn duties_of(rulebook: &Rulebook, rule: &Rule) -> Vec<(Channel, Place)> {
    let own = |place: Place| place.file == rule.place.file;
    let mut found = Vec::new();
    for root in roots(rulebook).iter().filter(|root| own(root.cond.place)) {
        duties_in(rulebook, root.cond, None, 0, &mut found);
    }
    found
}

fn duties_in(
    rulebook: &Rulebook,
    cond: &Condition,
    from: Option<Place>,
    depth: usize,
    found: &mut Vec<(Channel, Place)>,
) {
    visit(cond, &mut |part| match &part.node {
        Node::Duty(duty) => found.push((duty.channel, from.unwrap_or(part.place))),
        Node::Use(id) if depth < 32 => {
            if let Some(inner) = rulebook.definitions.get(id) {
                duties_in(rulebook, inner, from.or(Some(part.place)), depth + 1, found);
            }
        }
        _ => {}
    });
}
