//! From a rule that is due to the duty that is printed.

use jiff::Timestamp;

use super::because::Reasons;
use super::decision::{Assumed, DeadlineDue, Due, DutyDecision, RuleNote, Status, Warning};
use super::evaluate::Evaluator;
use super::outcome::{EditionOutcome, Outcome, Outcomes};
use super::stages;
use super::tri::Tri;
use super::view::View;
use crate::incident::{Filing, FilingAct, Incident};
use crate::rulebook::{Limb, Relief, RuleId};

/// What every duty of a decision is built from.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The state of knowledge.
    pub view: View<'a>,
    /// The outcomes of all rules.
    pub outcomes: &'a Outcomes<'a>,
    /// The incident, for its filings.
    pub incident: &'a Incident,
    /// The moment at which a rule first held, in seconds.
    pub first_met: &'a dyn Fn(&RuleId) -> Option<i64>,
}

/// A duty together with what it assumes and warns of.
pub struct Built {
    /// The duty.
    pub duty: DutyDecision,
    /// What it assumes.
    pub assumed: Vec<Assumed>,
    /// What it warns of.
    pub warnings: Vec<Warning>,
}

/// Builds the duty of a rule that is due.
pub fn build(context: Context<'_>, outcome: &Outcome<'_>) -> Option<Built> {
    // Where several editions agree, the newest is the one to cite.
    let chosen = outcome.editions.last()?;
    let edition = chosen.edition;
    let evaluator = Evaluator::new(context.view, context.outcomes);
    let limbs = |wanted: fn(&Tri) -> bool| {
        let found = chosen.limbs.iter().filter(|(_, holds)| wanted(holds));
        found.map(|(limb, _)| *limb).collect::<Vec<&Limb>>()
    };
    let certain = limbs(|holds| *holds == Tri::Yes);
    let possible = limbs(|holds| matches!(holds, Tri::Open(_)));
    let mut reasons = Reasons::new(evaluator);
    reasons.collect(&edition.bound, None, true);
    for limb in &certain {
        reasons.collect(&limb.when, None, true);
    }
    if certain.is_empty() {
        for limb in &possible {
            reasons.collect_met(&limb.when);
        }
    }
    let (deadlines, mut warnings) = stages::of(context, outcome, chosen);
    warnings.extend(straddles(context.view, outcome, chosen));
    let mut sources = edition.sources.clone();
    for source in certain.iter().flat_map(|limb| &limb.sources) {
        if !sources.contains(source) {
            sources.push(source.clone());
        }
    }
    let duty = DutyDecision {
        rule: outcome.rule.id.clone(),
        edition: edition.from.not_before,
        limbs: certain.iter().map(|limb| limb.id.clone()).collect(),
        possible_limbs: possible.iter().map(|limb| limb.id.clone()).collect(),
        channel: outcome.channel,
        strength: edition.strength,
        basis: edition.basis,
        verified: edition.verified,
        checked_on: edition.checked_on,
        status: status(evaluator, chosen, &deadlines),
        title: outcome.rule.title.clone(),
        to: outcome.to.clone(),
        sources,
        deadlines,
        because: reasons.because,
        route: route(&certain, edition.route.as_deref()),
        notes: notes(context, outcome, chosen),
    };
    Some(Built {
        duty,
        assumed: reasons.assumed,
        warnings,
    })
}

/// The route of a rule that is due.
pub fn route_of(outcome: &Outcome<'_>) -> Option<String> {
    let chosen = outcome.editions.last()?;
    let held = chosen.limbs.iter().filter(|(_, holds)| *holds == Tri::Yes);
    let held: Vec<&Limb> = held.map(|(limb, _)| *limb).collect();
    route(&held, chosen.edition.route.as_deref())
}

fn route(limbs: &[&Limb], edition: Option<&str>) -> Option<String> {
    limbs
        .iter()
        .find_map(|limb| limb.route.as_deref())
        .or(edition)
        .map(str::to_owned)
}

fn status(
    evaluator: Evaluator<'_>,
    chosen: &EditionOutcome<'_>,
    deadlines: &[DeadlineDue],
) -> Status {
    let holds = |relief: &Option<Relief>| {
        let relief = relief.as_ref()?;
        (evaluator.condition(&relief.when, None) == Tri::Yes).then(|| relief.reason.clone())
    };
    if let Some(reason) = holds(&chosen.edition.discharged_by) {
        return Status::Discharged(reason);
    }
    if let Some(reason) = holds(&chosen.edition.waived_if) {
        return Status::Waived(reason);
    }
    let mut needed = deadlines
        .iter()
        .filter(|deadline| !deadline.waived && !deadline.possible)
        .peekable();
    if needed.peek().is_some() && needed.all(|deadline| deadline.filed.is_some()) {
        return Status::Filed;
    }
    Status::Due
}

fn notes(
    context: Context<'_>,
    outcome: &Outcome<'_>,
    chosen: &EditionOutcome<'_>,
) -> Vec<RuleNote> {
    let text = [&outcome.rule.note, &chosen.edition.note]
        .into_iter()
        .flatten()
        .cloned();
    let mut notes: Vec<_> = text.map(RuleNote::Text).collect();
    for id in &outcome.rule.absorbed_by {
        if context
            .outcomes
            .get(id)
            .is_some_and(|other| matches!(other.holds, Tri::Open(_)))
        {
            notes.push(RuleNote::MayBeAbsorbedBy(id.clone()));
        }
    }
    for filing in filings(context, &outcome.rule.id) {
        if let FilingAct::NotFiled { why } | FilingAct::Retracted { why } = &filing.act {
            notes.push(RuleNote::Overridden {
                by: filing.by.clone(),
                why: why.clone(),
            });
        }
    }
    notes
}

/// What was filed for a rule, or decided not to be, up to the instant of the view.
pub fn filings<'a>(context: Context<'a>, rule: &RuleId) -> impl Iterator<Item = &'a Filing> {
    let now = context.view.now;
    let made = move |filing: &&Filing| filing.at.is_none_or(|at| at.as_second() <= now);
    let rule = rule.clone();
    context
        .incident
        .filings
        .iter()
        .filter(move |filing| filing.rule == rule)
        .filter(made)
}

/// The edition in force today differs from the one that governs.
fn straddles(
    view: View<'_>,
    outcome: &Outcome<'_>,
    chosen: &EditionOutcome<'_>,
) -> Option<Warning> {
    if view.as_of.is_some() {
        return None;
    }
    let newer = outcome.rule.editions.iter().find(|edition| {
        edition.from.not_before > chosen.edition.from.not_before
            && edition.from.not_before <= view.today
    })?;
    Some(Warning::StraddlesAmendment {
        rule: outcome.rule.id.clone(),
        day: newer.from.not_before,
    })
}

/// The first instant at which something is due, for sorting; words without a number come first.
pub fn first_due(duty: &DutyDecision) -> i64 {
    let instant = |due: Due| match due {
        Due::None => None,
        Due::At(instant) => Some(instant.as_second()),
        Due::Between { earliest, latest } => earliest.or(latest).map(Timestamp::as_second),
    };
    let open = duty.deadlines.iter().filter(|deadline| !deadline.waived);
    open.map(
        |deadline| match (deadline.word.is_some(), instant(deadline.due)) {
            (true, None) => i64::MIN,
            (_, due) => due.unwrap_or(i64::MAX),
        },
    )
    .min()
    .unwrap_or(i64::MAX)
}
