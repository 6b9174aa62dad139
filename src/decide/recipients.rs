//! Who receives a report: addressees resolved by sector and day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Recipient;
use super::anchors;
use super::evaluate::{self, Evaluator};
use super::tri::{Hinges, Tri};
use super::view::{Reading, View};
use crate::incident::{FactRef, Subject};
use crate::rulebook::{
    Addressee, Authority, AuthorityId, Dated, Edition, Limb, Possible, SectorId, Text,
};

/// The recipients of a report under an edition, given which of its limbs hold.
pub fn of(evaluator: Evaluator<'_>, edition: &Edition, limbs: &[(&Limb, Tri)]) -> Vec<Recipient> {
    let certain = limbs.iter().any(|(_, holds)| *holds == Tri::Yes);
    let wanted = |holds: &Tri| match holds {
        Tri::Yes => true,
        Tri::Open(_) => !certain,
        Tri::No => false,
    };
    let mut lists: Vec<Vec<Named>> = Vec::new();
    for (limb, _) in limbs.iter().filter(|(_, holds)| wanted(holds)) {
        let own = limb
            .terms
            .to
            .as_deref()
            .or(edition.defaults.to.as_deref())
            .unwrap_or(&[]);
        let own = named(evaluator, own);
        if !lists.contains(&own) {
            lists.push(own);
        }
    }
    if lists.is_empty() {
        let default = edition.defaults.to.as_deref();
        lists.extend(default.map(|list| named(evaluator, list)));
    }
    if let (true, Some(instead)) = (lists.len() > 1, edition.defaults.to_if_differ.as_deref()) {
        lists = vec![named(evaluator, instead)];
    }
    let alternatives = if certain { 1 } else { lists.len() };
    let mut found: BTreeMap<AuthorityId, (Recipient, usize)> = BTreeMap::new();
    let mut order = Vec::new();
    for addressee in lists.into_iter().flatten() {
        for mut recipient in resolve(evaluator.view, &addressee.id) {
            recipient.possible |= addressee.possible;
            let id = recipient.id.clone();
            if let Some((known, times)) = found.get_mut(&id) {
                known.possible &= recipient.possible;
                *times += 1;
            } else {
                order.push(id.clone());
                found.insert(id, (recipient, 1));
            }
        }
    }
    // Of several limbs that may hold, only a body that all of them name certainly receives it.
    let sure = |(mut recipient, times): (Recipient, usize)| {
        recipient.possible |= times < alternatives;
        recipient
    };
    order
        .iter()
        .filter_map(|id| found.remove(id))
        .map(sure)
        .collect()
}

/// An addressee whose own condition holds, or may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    id: AuthorityId,
    possible: bool,
}

fn named(evaluator: Evaluator<'_>, list: &[Addressee]) -> Vec<Named> {
    let mut found = Vec::new();
    for addressee in list {
        let when = addressee.when.as_ref();
        let holds = when.map_or(Tri::Yes, |when| evaluator.condition(when, None));
        if holds != Tri::No {
            found.push(Named {
                id: addressee.id.clone(),
                possible: holds != Tri::Yes,
            });
        }
    }
    found
}

/// The bodies behind an authority: itself, or those at a desk of the operator's sectors.
pub fn resolve(view: View<'_>, id: &AuthorityId) -> Vec<Recipient> {
    let day = view.desk_day();
    let Some(authority) = view.book.authorities.get(id) else {
        return Vec::new();
    };
    let Some(desk) = &authority.by_sector else {
        return vec![recipient(authority, day, false)];
    };
    let mut bodies: BTreeMap<AuthorityId, bool> = BTreeMap::new();
    for (sector, certain) in sectors(view) {
        for body in at_desk(view, &sector, desk, authority, day) {
            *bodies.entry(body).or_insert(false) |= certain;
        }
    }
    let found: Vec<_> = bodies
        .iter()
        .filter_map(|(body, certain)| {
            view.book
                .authorities
                .get(body)
                .map(|body| recipient(body, day, !certain))
        })
        .collect();
    if found.is_empty() {
        vec![recipient(authority, day, false)]
    } else {
        found
    }
}

fn at_desk(
    view: View<'_>,
    sector: &SectorId,
    desk: &str,
    authority: &Authority,
    day: Date,
) -> Vec<AuthorityId> {
    let entries = view
        .book
        .sectors
        .get(sector)
        .and_then(|sector| sector.desks.get(desk));
    let found: Vec<_> = entries
        .into_iter()
        .flatten()
        .filter(|entry| entry.holds_on(day))
        .map(|entry| entry.value.clone())
        .collect();
    if found.is_empty() {
        authority.otherwise.clone().into_iter().collect()
    } else {
        found
    }
}

/// The operator's sectors, each with whether it is certain; none while nothing is known.
pub fn sectors(view: View<'_>) -> Vec<(SectorId, bool)> {
    let Reading::May(Possible::Sets(sets), _) = view.read(&FactRef::plain(anchors::sector()))
    else {
        return Vec::new();
    };
    let mut found: BTreeMap<SectorId, usize> = BTreeMap::new();
    for choice in sets.iter().flatten() {
        *found.entry(SectorId::new(choice.as_str())).or_default() += 1;
    }
    found
        .into_iter()
        .map(|(sector, count)| (sector, count == sets.len()))
        .collect()
}

/// What keeps open which sectors the operator is in.
pub fn sector_hinge(view: View<'_>) -> Hinges {
    let subject = FactRef::plain(anchors::sector());
    let hinge = evaluate::hinge_of(view, &subject);
    Hinges::on(Subject::Fact(subject), hinge)
}

fn recipient(authority: &Authority, day: Date, possible: bool) -> Recipient {
    let name =
        Dated::on(&authority.names, day).or_else(|| authority.names.last().map(|name| &name.value));
    let nameless = || Text {
        ja: authority.id.to_string(),
        en: authority.id.to_string(),
    };
    Recipient {
        id: authority.id.clone(),
        name: name.cloned().unwrap_or_else(nameless),
        how: Dated::on(&authority.how, day).cloned(),
        possible,
    }
}
