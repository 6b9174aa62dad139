//! The outcome of each rule at an instant, layer by layer.

use std::collections::BTreeMap;

use super::Recipient;
use super::edition::{self, Governing};
use super::evaluate::Evaluator;
use super::recipients;
use super::split;
use super::tri::{Hinges, Tri};
use super::view::View;
use crate::rulebook::{Channel, Edition, FactId, Limb, LimbId, Rule, RuleId, Strength, Text};

/// What a rule says at an instant.
#[derive(Clone, Debug)]
pub struct Outcome<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// Its channel.
    pub channel: Channel,
    /// How strongly it binds in the strongest edition that may govern.
    pub strength: Strength,
    /// Whether it is due.
    pub holds: Tri,
    /// What each edition that may govern says.
    pub editions: Vec<EditionOutcome<'a>>,
    /// Who receives the report.
    pub to: Vec<Recipient>,
    /// Why the law is unsettled, where that is what keeps it open.
    pub unclear: Option<&'a Text>,
    /// Why it did not exist on that day.
    pub unavailable: Option<&'a Text>,
    /// The fact whose day was assumed.
    pub assumed_day: Option<FactId>,
}

impl Outcome<'_> {
    /// The limbs that hold in the newest edition that may govern.
    pub fn certain_limbs(&self) -> Vec<LimbId> {
        let limbs = self
            .editions
            .last()
            .map(|last| last.limbs.iter())
            .into_iter()
            .flatten();
        limbs
            .filter(|(_, holds)| *holds == Tri::Yes)
            .map(|(limb, _)| limb.id.clone())
            .collect()
    }
}

/// What one edition says.
#[derive(Clone, Debug)]
pub struct EditionOutcome<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// Whether the duty is due under it.
    pub holds: Tri,
    /// Whether each limb holds.
    pub limbs: Vec<(&'a Limb, Tri)>,
}

/// The outcomes of all rules, by id.
#[derive(Clone, Debug, Default)]
pub struct Outcomes<'a> {
    by_rule: BTreeMap<RuleId, Outcome<'a>>,
}

impl<'a> Outcomes<'a> {
    /// Decides every rule, lower layers first.
    pub fn of(view: View<'a>) -> Self {
        let mut outcomes = Self::default();
        // INVARIANT: the order names every rule; a rule that it missed is decided last all the same,
        // for a rule left out would read as "not required".
        for id in view.book.order.iter().chain(view.book.rules.keys()) {
            if let Some(rule) = view
                .book
                .rules
                .get(id)
                .filter(|_| outcomes.get(id).is_none())
            {
                let outcome = outcomes.decide(view, rule);
                outcomes.by_rule.insert(id.clone(), outcome);
            }
        }
        outcomes
    }

    /// All, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Outcome<'a>> {
        self.by_rule.values()
    }

    /// One.
    pub fn get(&self, rule: &RuleId) -> Option<&Outcome<'a>> {
        self.by_rule.get(rule)
    }

    /// Another rule that is due and replaces this one.
    pub fn absorber(&self, rule: &Rule) -> Option<&Outcome<'a>> {
        rule.absorbed_by
            .iter()
            .filter_map(|id| self.get(id))
            .find(|other| other.holds == Tri::Yes)
    }

    /// Decides one rule, given those of lower layers.
    pub fn decide<'r>(&self, view: View<'_>, rule: &'r Rule) -> Outcome<'r> {
        let unavailable = rule
            .available
            .as_ref()
            .filter(|available| view.desk_day() < available.from)
            .map(|available| &available.reason);
        let governing = edition::governing(view, rule);
        let evaluator = Evaluator::new(view, self);
        let editions: Vec<_> = match unavailable {
            Some(_) => Vec::new(),
            None => governing
                .editions
                .iter()
                .map(|edition| decide_edition(evaluator, edition))
                .collect(),
        };
        let strength = editions
            .iter()
            .map(|outcome| outcome.edition.strength)
            .max();
        let to = editions
            .last()
            .map(|outcome| recipients::of(evaluator, outcome.edition, &outcome.limbs))
            .unwrap_or_default();
        let unclear = editions
            .iter()
            .filter(|outcome| matches!(outcome.holds, Tri::Open(_)))
            .find_map(|outcome| outcome.edition.unclear.as_ref())
            .map(|unclear| &unclear.reason);
        Outcome {
            rule,
            channel: rule.channel,
            strength: strength.unwrap_or(rule.strength),
            holds: join(&editions, &governing),
            editions,
            to,
            unclear,
            unavailable,
            assumed_day: governing.assumed,
        }
    }
}

/// Decides one edition.
pub fn decide_edition<'a>(evaluator: Evaluator<'_>, edition: &'a Edition) -> EditionOutcome<'a> {
    let limbs: Vec<_> = edition
        .limbs
        .iter()
        .map(|limb| (limb, evaluator.condition(&limb.when, None)))
        .collect();
    let holds = match join_edition(evaluator, edition, limbs.iter().map(|(_, holds)| holds)) {
        Tri::Open(hinges) => split::settle(evaluator, edition, hinges),
        settled => settled,
    };
    EditionOutcome {
        edition,
        holds,
        limbs,
    }
}

/// Whether an edition holds, test by test.
pub fn edition_holds(evaluator: Evaluator<'_>, edition: &Edition) -> Tri {
    let limbs: Vec<_> = edition
        .limbs
        .iter()
        .map(|limb| evaluator.condition(&limb.when, None))
        .collect();
    join_edition(evaluator, edition, limbs.iter())
}

fn join_edition<'t>(
    evaluator: Evaluator<'_>,
    edition: &Edition,
    limbs: impl Iterator<Item = &'t Tri>,
) -> Tri {
    let bound = evaluator.condition(&edition.bound, None);
    let met = Tri::any(limbs.cloned());
    let unsettled = match &edition.unclear {
        Some(unclear) => match evaluator.condition(&unclear.when, None) {
            Tri::Yes => Tri::Open(Hinges::on_law()),
            other => other,
        },
        None => Tri::No,
    };
    Tri::all([bound, Tri::any([met, unsettled])])
}

/// One answer from those of all editions that may govern; where they differ, it is open.
fn join(editions: &[EditionOutcome<'_>], governing: &Governing<'_>) -> Tri {
    let (mut yes, mut no, mut open) = (
        false,
        editions.is_empty() || governing.or_none,
        None::<Hinges>,
    );
    for outcome in editions {
        match &outcome.holds {
            Tri::Yes => yes = true,
            Tri::No => no = true,
            Tri::Open(hinges) => open.get_or_insert_default().merge(hinges.clone()),
        }
    }
    match (yes, no, open) {
        (true, false, None) => Tri::Yes,
        (false, _, None) => Tri::No,
        (_, _, Some(mut hinges)) => {
            if yes || no {
                hinges.merge(governing.hinges.clone());
            }
            Tri::Open(hinges)
        }
        (true, true, None) => Tri::Open(governing.hinges.clone()),
    }
}
