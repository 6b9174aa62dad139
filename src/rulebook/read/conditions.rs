//! Conditions: from a YAML mapping to the checked tree.
//!
//! Names and matchers are resolved here; whether a fact may stand where it stands, whether the whole
//! can ever hold and so on is for [`check`](crate::rulebook::check).

use std::collections::BTreeMap;

use super::matchers;
use super::names::{Names, Space};
use super::sources::source;
use crate::rulebook::condition::{Atom, Condition, DutyTest, Node, WhenUnknown};
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::fact::{Fact, Kind};
use crate::rulebook::id::{AuthorityId, DefinitionId, FactId, GroupId};
use crate::rulebook::place::Place;
use crate::rulebook::reader::{
    Fields, did_you_mean, list, map, nearest, number, one_of, word, yes_or_no,
};
use crate::rulebook::rule::Strength;
use crate::rulebook::text::say;
use crate::rulebook::words::{CHANNELS, STRENGTHS};
use crate::rulebook::yaml::{Entry, Value, Yaml};

/// The words that are no facts.
pub(super) const WORDS: [&str; 10] = [
    "all", "any", "not", "at_least", "some", "total", "use", "duty", "unless", "always",
];

/// What a condition may speak of.
#[derive(Clone, Copy, Debug)]
pub(super) struct World<'a> {
    /// The facts that could be read.
    pub facts: &'a BTreeMap<FactId, Fact>,
    /// Every name, readable or not.
    pub names: &'a Names,
}

impl World<'_> {
    /// Reads a condition. What is wrong in it stands as a part that always holds, so that the rest
    /// can be checked in the same run; the mistake is among the problems. `None` where nothing is left.
    pub fn condition(&self, node: &Yaml, problems: &mut Problems) -> Option<Condition> {
        if let Value::List(_) = node.value {
            problems.push(
                Diagnostic::new(
                    Code::WrongShape,
                    node.place,
                    say!("条件はマッピングです", "a condition is a mapping"),
                )
                .help(say!(
                    "リストは `all:` か `any:` の下に書いてください",
                    "write a list under `all:` or `any:`"
                )),
            );
            return None;
        }
        let before = problems.count();
        let entries = map(node, problems);
        if entries.is_empty() && problems.count() == before {
            problems.push(empty(node.place));
            return None;
        }
        let (mut parts, mut unless, mut good) = (Vec::new(), None, problems.count() == before);
        for entry in entries {
            let before = problems.count();
            if entry.key == "unless" {
                unless = self.condition(&entry.value, problems);
            } else if let Some(found) = self.part(entry, problems) {
                parts.extend(found);
            }
            good &= problems.count() == before;
        }
        if !good {
            // A half-read negation would say too much, and so would one whose guard is half-read.
            parts.retain(|part| !matches!(part.node, Node::Not(_)));
            unless = None;
        }
        if good && parts.is_empty() && unless.is_some() {
            problems.push(lonely_unless(node.place));
            return None;
        }
        Some(except(conjunction(parts, node.place), unless, node.place))
    }

    /// Reads `when` and an optional `unless` that stand beside each other.
    pub fn when_unless(
        &self,
        fields: &mut Fields<'_>,
        problems: &mut Problems,
    ) -> Option<Condition> {
        let when = fields.need("when", problems);
        let unless = fields.take("unless");
        let before = problems.count();
        let when = when.and_then(|node| self.condition(node, problems))?;
        let unless = unless.and_then(|node| self.condition(node, problems));
        let place = when.place;
        Some(except(
            when,
            unless.filter(|_| problems.count() == before),
            place,
        ))
    }

    /// One key of a mapping.
    fn part(&self, entry: &Entry, problems: &mut Problems) -> Option<Vec<Condition>> {
        let node = &entry.value;
        let one = match entry.key.as_str() {
            "all" => Node::All(self.parts(node, problems)?),
            "any" => Node::Any(self.parts(node, problems)?),
            "not" => Node::Not(Box::new(self.condition(node, problems)?)),
            "at_least" => self.at_least(node, problems)?,
            "some" => return self.some(entry, problems),
            "total" => self.total(node, problems)?,
            "use" => {
                let name = word(node, problems)?;
                self.names
                    .resolve(Space::Definition, name, node.place, problems)
                    .then_some(())?;
                Node::Use(DefinitionId::new(name))
            }
            "duty" => Node::Duty(self.duty(entry, problems)?),
            "always" => always(node, problems)?,
            _ => Node::Atom(self.atom(entry, problems)?),
        };
        Some(vec![Condition {
            node: one,
            place: entry.place,
        }])
    }

    fn parts(&self, node: &Yaml, problems: &mut Problems) -> Option<Vec<Condition>> {
        let before = problems.count();
        let nodes = list(node, problems);
        if nodes.is_empty() && problems.count() == before {
            problems.push(empty(node.place));
        }
        let parts: Vec<_> = nodes
            .iter()
            .map(|node| {
                self.condition(node, problems)
                    .unwrap_or_else(|| unread(node.place))
            })
            .collect();
        (!parts.is_empty()).then_some(parts)
    }

    fn at_least(&self, node: &Yaml, problems: &mut Problems) -> Option<Node> {
        let mut fields = Fields::of(node, problems)?;
        let of = fields.need("of", problems);
        let n = fields.need("n", problems);
        fields.finish(problems);
        let of = self.parts(of?, problems)?;
        let most = u32::try_from(of.len()).unwrap_or(u32::MAX);
        let n = number(n?, 1, most, problems)?;
        let n = usize::try_from(n).ok()?;
        Some(Node::AtLeast { n, of })
    }

    fn some(&self, entry: &Entry, problems: &mut Problems) -> Option<Vec<Condition>> {
        let before = problems.count();
        let entries = map(&entry.value, problems);
        if entries.is_empty() && problems.count() == before {
            problems.push(empty(entry.value.place));
        }
        let parts: Vec<_> = entries
            .iter()
            .map(|entry| {
                let known = self
                    .names
                    .resolve(Space::Group, &entry.key, entry.place, problems);
                let cond = Box::new(self.condition(&entry.value, problems)?);
                let group = GroupId::new(&entry.key);
                known.then_some(Condition {
                    node: Node::Some { group, cond },
                    place: entry.place,
                })
            })
            .collect();
        let parts: Option<Vec<_>> = parts.into_iter().collect();
        parts.filter(|parts| !parts.is_empty())
    }

    fn total(&self, node: &Yaml, problems: &mut Problems) -> Option<Node> {
        let mut fields = Fields::of(node, problems)?;
        let group = fields.need("group", problems);
        let of = fields.need("of", problems);
        let whose = fields.take("where");
        let is = fields.need("is", problems);
        let when_unknown = fields.entry("when_unknown");
        fields.finish(problems);
        let when_unknown = match when_unknown {
            Some(entry) => Some(assumption(entry, problems)?),
            None => None,
        };
        let whose = match whose {
            Some(node) => Some(Box::new(self.condition(node, problems)?)),
            None => None,
        };
        let (group, of, is) = (group?, of?, is?);
        let group_name = word(group, problems)?;
        self.names
            .resolve(Space::Group, group_name, group.place, problems)
            .then_some(())?;
        let name = word(of, problems)?;
        let fact = self.fact(name, of.place, problems)?;
        let numeric = matches!(fact.kind, Kind::Count | Kind::Quantity | Kind::Duration);
        if !numeric || fact.group.as_ref().map(GroupId::as_str) != Some(group_name) {
            problems.push(Diagnostic::new(
                Code::WrongTotal,
                of.place,
                say!(
                    "`{name}` は明細 `{group_name}` の数ではありません",
                    "`{name}` is not a number of the group `{group_name}`"
                ),
            ));
            return None;
        }
        let (is, _) = matchers::range(fact, is, problems)?;
        Some(Node::Total {
            group: GroupId::new(group_name),
            of: fact.id.clone(),
            whose,
            is,
            when_unknown,
        })
    }

    fn duty(&self, entry: &Entry, problems: &mut Problems) -> Option<DutyTest> {
        let mut fields = Fields::under(entry, problems)?;
        let channel = fields.need("channel", problems);
        let to = fields.take("to");
        let strength = fields.take("strength");
        fields.finish(problems);
        let channel = channel.and_then(|node| one_of(node, &CHANNELS, problems));
        let strength = strength.map(|node| one_of(node, &STRENGTHS, problems));
        let to = to.map(|node| {
            let name = word(node, problems)?;
            let space = Space::Authority;
            let known = self.names.resolve(space, name, node.place, problems);
            known.then(|| AuthorityId::new(name))
        });
        Some(DutyTest {
            channel: channel?,
            to: to.map_or(Some(None), |to| to.map(Some))?,
            strength: strength.unwrap_or(Some(Strength::Required))?,
        })
    }

    fn atom(&self, entry: &Entry, problems: &mut Problems) -> Option<Atom> {
        let fact = self.fact(&entry.key, entry.place, problems)?;
        let (matcher, when_unknown) = match &entry.value.value {
            Value::Map(_) => {
                let mut fields = Fields::under(entry, problems)?;
                let is = fields.need("is", problems);
                let when_unknown = fields.entry("when_unknown");
                fields.finish(problems);
                let when_unknown = match when_unknown {
                    Some(entry) => Some(assumption(entry, problems)?),
                    None => None,
                };
                (is?, when_unknown)
            }
            _ => (&entry.value, None),
        };
        let (test, written) = matchers::read(fact, matcher, problems)?;
        Some(Atom {
            fact: fact.id.clone(),
            test,
            written,
            when_unknown,
        })
    }

    /// A fact by its id. An id that is claimed but could not be read is no second mistake.
    pub fn fact(&self, name: &str, place: Place, problems: &mut Problems) -> Option<&Fact> {
        let fact = self.facts.get(name);
        if fact.is_none() && !self.names.knows(Space::Fact, name) {
            problems.push(self.unknown_fact(name, place));
        }
        fact
    }

    fn unknown_fact(&self, name: &str, place: Place) -> Diagnostic {
        let diagnostic = self.names.unknown(Space::Fact, name, place);
        if let Some(fact) = self.names.aliases.get(name) {
            return diagnostic.help(say!(
                "規則には `{fact}` と書いてください（`{name}` はその別名です）",
                "write `{fact}` in rules; `{name}` is another name of it"
            ));
        }
        if self.names.knows(Space::Group, name) {
            return diagnostic.help(say!(
                "明細の条件は `some: {{{name}: ...}}` と書いてください",
                "write a condition on a group as `some: {{{name}: ...}}`"
            ));
        }
        let known = WORDS.into_iter().chain(self.names.ids(Space::Fact));
        diagnostic.help(did_you_mean(nearest(name, known)))
    }
}

/// Stands for a condition that could not be read: it may hold.
pub(super) fn unread(place: Place) -> Condition {
    Condition {
        node: Node::All(Vec::new()),
        place,
    }
}

fn assumption(entry: &Entry, problems: &mut Problems) -> Option<WhenUnknown> {
    let mut fields = Fields::under(entry, problems)?;
    let worst = fields.need("worst", problems);
    let from = fields.need("source", problems);
    fields.finish(problems);
    let source = source(from?, problems)?;
    let worst = worst?;
    if yes_or_no(worst, problems)? {
        return Some(WhenUnknown { source });
    }
    problems.push(Diagnostic::new(
        Code::UnknownWord,
        worst.place,
        say!(
            "`worst: false` とは書けません",
            "`worst: false` is not possible"
        ),
    ).help(say!(
        "法令が悪い方とみなす場合だけ `worst: true` を書き、そうでなければ `when_unknown` を消してください",
        "write `worst: true` where the law assumes the worse, and leave `when_unknown` out elsewhere"
    )));
    None
}

fn always(node: &Yaml, problems: &mut Problems) -> Option<Node> {
    if yes_or_no(node, problems)? {
        return Some(Node::All(Vec::new()));
    }
    let message = say!(
        "`always: false` は成り立ちません",
        "`always: false` never holds"
    );
    problems.push(Diagnostic::new(Code::NeverHolds, node.place, message));
    None
}

fn conjunction(mut parts: Vec<Condition>, place: Place) -> Condition {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            Condition {
                node: Node::All(parts),
                place,
            }
        }
    }
}

fn except(when: Condition, unless: Option<Condition>, place: Place) -> Condition {
    match unless {
        None => when,
        Some(unless) => Condition {
            node: Node::Except {
                when: Box::new(when),
                unless: Box::new(unless),
            },
            place,
        },
    }
}

fn empty(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::EmptyCondition,
        place,
        say!("条件が空です", "the condition is empty"),
    )
    .help(say!(
        "常に成り立つ条件は `always: true` と書いてください",
        "write `always: true` for a condition that always holds"
    ))
}

fn lonely_unless(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::EmptyCondition,
        place,
        say!(
            "`unless` には本文が必要です",
            "`unless` needs a condition beside it"
        ),
    )
    .help(say!(
        "例外だけの条件は `not` で書いてください",
        "use `not` for a condition that is only an exception"
    ))
}
