//! The numbered items of an edition, and to whom and by when it is to be reported.

use super::conditions::{World, unread};
use super::deadlines;
use super::names::{Space, bad_id, spelled};
use super::rules::route;
use super::sources::sources;
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::id::{AuthorityId, LimbId};
use crate::rulebook::place::Place;
use crate::rulebook::reader::{Fields, list, list_or_one, map, word};
use crate::rulebook::rule::{Addressee, Limb, Source, Terms};
use crate::rulebook::text::say;
use crate::rulebook::yaml::{Entry, Value, Yaml};

/// The limbs of one edition.
pub(super) struct Limbs<'y> {
    /// Every id that is written, readable or not.
    pub ids: Vec<&'y str>,
    /// The limbs that could be read.
    pub list: Vec<Limb>,
}

/// Reads `limbs`.
pub(super) fn read<'y>(
    fields: &mut Fields<'y>,
    world: World<'_>,
    problems: &mut Problems,
) -> Limbs<'y> {
    let node = fields.need("limbs", problems);
    let entries = node.map_or(&[][..], |node| map(node, problems));
    let ids: Vec<_> = entries.iter().map(|entry| entry.key.as_str()).collect();
    let list = entries
        .iter()
        .filter_map(|entry| limb(entry, &ids, world, problems))
        .collect();
    Limbs { ids, list }
}

fn limb(entry: &Entry, ids: &[&str], world: World<'_>, problems: &mut Problems) -> Option<Limb> {
    if !spelled(&entry.key, false, true) {
        problems.push(bad_id(&entry.key, entry.place));
    }
    let mut fields = Fields::under(entry, problems)?;
    let title = fields.pair("title", problems);
    let when = world.when_unless(&mut fields, problems);
    let terms = terms(&mut fields, ids, world, problems);
    let route = route(&mut fields, None, problems);
    let sources = sources(fields.take("sources"), problems);
    fields.finish(problems);
    Some(Limb {
        id: LimbId::new(&entry.key),
        title,
        when: when.unwrap_or_else(|| unread(entry.place)),
        terms,
        route,
        sources,
        place: entry.place,
    })
}

/// Addressees and deadlines of an edition or a limb.
pub(super) fn terms(
    fields: &mut Fields<'_>,
    limbs: &[&str],
    world: World<'_>,
    problems: &mut Problems,
) -> Terms {
    let mut addressees = |key| {
        let node = fields.take(key)?;
        let nodes = list_or_one(node);
        if nodes.is_empty() {
            let message = say!("宛先がありません", "there is no addressee");
            problems.push(Diagnostic::new(Code::EmptyValue, node.place, message));
        }
        let found = nodes
            .iter()
            .filter_map(|node| addressee(node, world, problems));
        Some(found.collect())
    };
    let (to, to_if_differ) = (addressees("to"), addressees("to_if_differ"));
    let deadlines = fields.take("deadlines").map(|node| {
        list(node, problems)
            .iter()
            .filter_map(|node| deadlines::read(node, limbs, world, problems))
            .collect()
    });
    Terms {
        to,
        to_if_differ,
        deadlines,
    }
}

fn addressee(node: &Yaml, world: World<'_>, problems: &mut Problems) -> Option<Addressee> {
    let (id, when) = match &node.value {
        Value::Map(_) => {
            let mut fields = Fields::of(node, problems)?;
            let id = fields.need("id", problems);
            let when = fields.need("when", problems);
            fields.finish(problems);
            (id?, Some(world.condition(when?, problems)?))
        }
        _ => (node, None),
    };
    let name = word(id, problems)?;
    let known = world
        .names
        .resolve(Space::Authority, name, id.place, problems);
    known.then(|| Addressee {
        id: AuthorityId::new(name),
        when,
        place: id.place,
    })
}

impl Limbs<'_> {
    /// Every limb must have an addressee and a source, its own or the edition's.
    pub fn check(
        &self,
        defaults: &Terms,
        cited: &[Source],
        unclear: bool,
        place: Place,
        problems: &mut Problems,
    ) {
        if self.ids.is_empty() && !unclear {
            problems.push(
                Diagnostic::new(
                    Code::EmptyValue,
                    place,
                    say!("この版に号がありません", "this edition has no limb"),
                )
                .help(say!(
                    "号を書くか、定めが公開されていない場合は `unclear` を書いてください",
                    "write a limb, or `unclear` where the text is not public"
                )),
            );
        }
        if cited.is_empty() {
            self.check_sources(place, problems);
        }
        let without_address = self.list.iter().find(|limb| limb.terms.to.is_none());
        if let (Some(limb), None) = (without_address, &defaults.to) {
            let id = &limb.id;
            problems.push(Diagnostic::new(
                Code::MissingKey,
                place,
                say!(
                    "この版にも号 `{id}` にも宛先 `to` がありません",
                    "neither this edition nor its limb `{id}` says to whom (`to`)"
                ),
            ));
        }
    }

    /// The edition has no source: every limb must have its own.
    fn check_sources(&self, place: Place, problems: &mut Problems) {
        let message = match self.list.iter().find(|limb| limb.sources.is_empty()) {
            Some(Limb { id, .. }) => say!(
                "この版にも号 `{id}` にも出典がありません",
                "neither this edition nor its limb `{id}` has a source"
            ),
            None if self.ids.is_empty() => {
                say!("この版に出典がありません", "this edition has no source")
            }
            None => return,
        };
        problems.push(
            Diagnostic::new(Code::MissingSource, place, message).help(say!(
                "`sources` に法令名と条を書いてください",
                "write law and article under `sources`"
            )),
        );
    }
}
