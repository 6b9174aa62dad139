//! Rules: `law/**`, `sharing/*`, `other/*`, one a file.

use jiff::civil::Date;

use super::conditions::{World, unread};
use super::dated::in_order;
use super::editions::{self, Span};
use super::names::Space;
use super::sources::sources;
use super::{Document, limbs};
use crate::rulebook::condition::Condition;
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::id::RuleId;
use crate::rulebook::place::Place;
use crate::rulebook::reader::{Fields, date, list, list_or_one, one_of, word};
use crate::rulebook::rule::{
    Available, Basis, Channel, Edition, Gap, GovernedBy, NotMonotone, Relief, Rule, Strength,
    Unclear, Verified,
};
use crate::rulebook::text::{Text, say};
use crate::rulebook::words::{BASES, CHANNELS, GOVERNED_BY, ROUTES, STRENGTHS, VERIFIED};
use crate::rulebook::yaml::{Entry, Yaml};

/// What an edition may override.
struct Head {
    basis: Option<Basis>,
    strength: Option<Strength>,
    verified: Option<Verified>,
    checked_on: Option<Date>,
}

impl Head {
    fn read(fields: &mut Fields<'_>, problems: &mut Problems) -> Self {
        let basis = fields.take("basis");
        let strength = fields.take("strength");
        let verified = fields.take("verified");
        let checked_on = fields.take("checked_on");
        Self {
            basis: basis.and_then(|node| one_of(node, &BASES, problems)),
            strength: strength.and_then(|node| one_of(node, &STRENGTHS, problems)),
            verified: verified.and_then(|node| one_of(node, &VERIFIED, problems)),
            checked_on: checked_on.and_then(|node| date(node, problems)),
        }
    }

    /// This, and where it is silent the other.
    fn or(self, other: &Self) -> Self {
        Self {
            basis: self.basis.or(other.basis),
            strength: self.strength.or(other.strength),
            verified: self.verified.or(other.verified),
            checked_on: self.checked_on.or(other.checked_on),
        }
    }
}

/// Reads a rule as far as it can be read, so that the rest can be checked in the same run; what is
/// wrong is among the problems, and a rulebook with problems never leaves the loader.
pub(super) fn rule(document: &Document, world: World<'_>, problems: &mut Problems) -> Option<Rule> {
    let mut fields = Fields::of(&document.tree, problems)?;
    let id_node = fields.need("id", problems);
    let channel = fields.need("channel", problems);
    for key in ["basis", "strength"] {
        fields.need(key, problems);
    }
    let head = Head::read(&mut fields, problems);
    let title = fields.need_pair("title", problems);
    let note = fields.pair("note", problems);
    let available = fields.entry("available");
    let absorbed_by = fields.take("absorbed_by");
    let replaces = fields.take("replaces");
    let not_monotone = fields.take("not_monotone");
    let gaps = fields.take("gaps");
    let editions_node = fields.need("editions", problems);
    fields.finish(problems);
    let place = id_node.map_or(document.tree.place, |node| node.place);
    let channel = channel.and_then(|node| one_of(node, &CHANNELS, problems));
    let gaps = read_gaps(gaps, problems);
    let read = Editions::read(
        editions_node,
        &gaps,
        |node, problems| edition(node, &head, channel, world, place, problems),
        problems,
    );
    let available = available.and_then(|entry| read_available(entry, problems));
    if let (Some(available), Some(first)) = (&available, &read.first) {
        let start = first.from.not_before;
        in_order(available.from, start, first.from_place, problems);
    }
    let absorbed_by = references(absorbed_by, world, problems);
    let replaces = references(replaces, world, problems).pop();
    let not_monotone = exceptions(not_monotone, world, problems);
    let first = read.list.first();
    Some(Rule {
        id: RuleId::new(id_node?.text()?),
        channel: channel?,
        basis: head.basis.unwrap_or(Basis::Statute),
        strength: head.strength.unwrap_or(Strength::Required),
        title: title.unwrap_or_else(|| say!("", "")),
        available,
        absorbed_by,
        replaces,
        not_monotone,
        verified: head
            .verified
            .or(first.map(|first| first.verified))
            .unwrap_or(Verified::Unverified),
        checked_on: head
            .checked_on
            .or(first.map(|first| first.checked_on))
            .unwrap_or(Date::MIN),
        editions: read.list,
        gaps: gaps.into_iter().map(|(gap, _)| gap).collect(),
        note,
        place,
    })
}

/// The editions of a rule, checked against each other if every one has its days.
struct Editions {
    list: Vec<Edition>,
    first: Option<Span>,
}

impl Editions {
    fn read(
        node: Option<&Yaml>,
        gaps: &[(Gap, Place)],
        edition: impl Fn(&Yaml, &mut Problems) -> Option<Read>,
        problems: &mut Problems,
    ) -> Self {
        let (mut editions, mut spans, mut dated) = (Vec::new(), Vec::new(), true);
        for node in node.map_or(&[][..], |node| list(node, problems)) {
            let read = edition(node, problems);
            dated &= read.as_ref().is_some_and(|read| read.dated);
            if let Some(read) = read {
                editions.push(read.edition);
                spans.push(read.span);
            }
        }
        if let (Some(node), true) = (node, dated) {
            editions::check(&spans, gaps, node.place, problems);
        }
        Self {
            list: editions,
            first: spans.first().copied(),
        }
    }
}

fn references(node: Option<&Yaml>, world: World<'_>, problems: &mut Problems) -> Vec<RuleId> {
    let mut ids = Vec::new();
    for node in node.map_or(&[][..], list_or_one) {
        if let Some(name) = word(node, problems) {
            world.names.resolve(Space::Rule, name, node.place, problems);
            ids.push(RuleId::new(name));
        }
    }
    ids
}

fn read_available(entry: &Entry, problems: &mut Problems) -> Option<Available> {
    let mut fields = Fields::under(entry, problems)?;
    let from = fields.need("from", problems);
    let reason = fields.need_pair("reason", problems);
    fields.finish(problems);
    Some(Available {
        from: date(from?, problems)?,
        reason: reason?,
    })
}

fn read_gaps(node: Option<&Yaml>, problems: &mut Problems) -> Vec<(Gap, Place)> {
    let nodes = node.map_or(&[][..], |node| list(node, problems));
    let mut gaps = Vec::new();
    for node in nodes {
        let Some(mut fields) = Fields::of(node, problems) else {
            continue;
        };
        let from = fields.need("from", problems);
        let until = fields.need("until", problems);
        let reason = fields.need_pair("reason", problems);
        fields.finish(problems);
        let from = from.and_then(|node| date(node, problems));
        let last = until.and_then(|node| date(node, problems));
        if let (Some(from), Some(last), Some(end), Some(reason)) = (from, last, until, reason) {
            in_order(from, last, end.place, problems);
            gaps.push((
                Gap {
                    from,
                    until: last,
                    reason,
                },
                node.place,
            ));
        }
    }
    gaps
}

fn exceptions(node: Option<&Yaml>, world: World<'_>, problems: &mut Problems) -> Vec<NotMonotone> {
    let nodes = node.map_or(&[][..], |node| list(node, problems));
    let mut found = Vec::new();
    for node in nodes {
        let Some(mut fields) = Fields::of(node, problems) else {
            continue;
        };
        let fact = fields.need("fact", problems);
        let reason = fields.need_pair("reason", problems);
        fields.finish(problems);
        let (Some(fact), Some(reason)) = (fact, reason) else {
            continue;
        };
        let known = word(fact, problems).and_then(|name| world.fact(name, fact.place, problems));
        found.extend(known.map(|known| NotMonotone {
            fact: known.id.clone(),
            reason,
            place: fact.place,
        }));
    }
    found
}

/// An edition as far as it could be read.
struct Read {
    edition: Edition,
    span: Span,
    /// Its days are right.
    dated: bool,
}

fn edition(
    node: &Yaml,
    rule: &Head,
    channel: Option<Channel>,
    world: World<'_>,
    rule_place: Place,
    problems: &mut Problems,
) -> Option<Read> {
    let mut fields = Fields::of(node, problems)?;
    let before = problems.count();
    let span = Span::read(&mut fields, problems);
    let dated = problems.count() == before;
    let head = Head::read(&mut fields, problems).or(rule);
    let governed_by = fields.need("governed_by", problems);
    let governed_by = governed_by.and_then(|node| one_of(node, &GOVERNED_BY, problems));
    let remark = fields.pair("note", problems);
    let bound = fields.need("bound", problems);
    let bound = bound.and_then(|node| world.condition(node, problems));
    let limbs = limbs::read(&mut fields, world, problems);
    let unclear = reasoned(&mut fields, "unclear", world, problems);
    let discharged_by = reasoned(&mut fields, "discharged_by", world, problems);
    let waived_if = reasoned(&mut fields, "waived_if", world, problems);
    let defaults = limbs::terms(&mut fields, &limbs.ids, world, problems);
    let route = route(&mut fields, channel, problems);
    let cited = sources(fields.take("sources"), problems);
    fields.finish(problems);
    limbs.check(&defaults, &cited, unclear.is_some(), node.place, problems);
    let relief =
        |found: Option<(Condition, Text)>| found.map(|(when, reason)| Relief { when, reason });
    let (verified, checked_on) = verification(&head, rule_place, problems);
    let span = span?;
    let edition = Edition {
        from: span.from,
        until: span.until.map(|(day, _)| day),
        governed_by: governed_by.unwrap_or(GovernedBy::Occurred),
        basis: head.basis.unwrap_or(Basis::Statute),
        strength: head.strength.unwrap_or(Strength::Required),
        bound: bound.unwrap_or_else(|| unread(node.place)),
        limbs: limbs.list,
        unclear: unclear.map(|(when, reason)| Unclear { when, reason }),
        discharged_by: relief(discharged_by),
        waived_if: relief(waived_if),
        defaults,
        route,
        sources: cited,
        verified: verified.unwrap_or(Verified::Unverified),
        checked_on: checked_on.unwrap_or(Date::MIN),
        note: remark,
        place: node.place,
    };
    Some(Read {
        edition,
        span,
        dated,
    })
}

fn verification(
    head: &Head,
    place: Place,
    problems: &mut Problems,
) -> (Option<Verified>, Option<Date>) {
    let missing = [
        ("verified", head.verified.is_none()),
        ("checked_on", head.checked_on.is_none()),
    ];
    for (key, missing) in missing {
        if missing {
            problems.push(Diagnostic::new(
                Code::MissingVerification,
                place,
                say!("`{key}` がありません", "`{key}` is missing"),
            ).help(say!(
                "条文に当たった度合いと確認した日を、規則か各版に書いてください",
                "say on the rule or on each edition how far the text was verified, and on which day"
            )));
        }
    }
    (head.verified, head.checked_on)
}

/// A condition with the reason why it matters.
fn reasoned(
    fields: &mut Fields<'_>,
    key: &'static str,
    world: World<'_>,
    problems: &mut Problems,
) -> Option<(Condition, Text)> {
    let entry = fields.entry(key)?;
    let mut fields = Fields::under(entry, problems)?;
    let when = world.when_unless(&mut fields, problems);
    let reason = fields.need_pair("reason", problems);
    fields.finish(problems);
    Some((when?, reason?))
}

/// The route of a sharing rule.
pub(super) fn route(
    fields: &mut Fields<'_>,
    channel: Option<Channel>,
    problems: &mut Problems,
) -> Option<String> {
    let entry = fields.entry("route")?;
    if let Some(channel @ (Channel::Law | Channel::Other)) = channel {
        let channel = channel.as_str();
        problems.push(Diagnostic::new(
            Code::MisplacedRoute,
            entry.place,
            say!(
                "経路 `{channel}` の規則に `route` は書けません",
                "a rule of channel `{channel}` has no `route`"
            ),
        ));
    }
    one_of(&entry.value, &ROUTES, problems).map(str::to_owned)
}
