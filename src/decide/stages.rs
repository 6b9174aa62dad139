//! The stages of a report: which apply, from when each counts, and when it is due.

use super::clock::{self, Start};
use super::decision::{DeadlineDue, Due, Filed, Progress, Warning};
use super::duty::{Context, filings};
use super::evaluate::Evaluator;
use super::outcome::{EditionOutcome, Outcome, Outcomes};
use super::tri::Tri;
use crate::incident::FilingAct;
use crate::rulebook::{Clock, Deadline, FactId, Kind, LimbId, Range, RuleId, TermId, Text};

/// The stages of a rule that is due, and what they warn of.
pub fn of(
    context: Context<'_>,
    outcome: &Outcome<'_>,
    chosen: &EditionOutcome<'_>,
) -> (Vec<DeadlineDue>, Vec<Warning>) {
    let mut found = Vec::new();
    let mut warnings = Vec::new();
    for (deadline, certain) in applicable(chosen) {
        let (due, warning) = stage(context, outcome, deadline, !certain);
        let known = found.iter().any(|other: &DeadlineDue| {
            other.stage == due.stage && other.due == due.due && other.form == due.form
        });
        if !known {
            found.push(due);
            warnings.extend(warning);
        }
    }
    mark_progress(&mut found, context.view.now);
    (found, warnings)
}

/// The stages of a rule, seen from an instant at which it is first met.
pub fn at(
    context: Context<'_>,
    outcomes: &Outcomes<'_>,
    at: i64,
    outcome: &Outcome<'_>,
) -> Vec<DeadlineDue> {
    let met = |_: &RuleId| Some(at);
    let then = Context {
        view: context.view.at(at),
        outcomes,
        incident: context.incident,
        first_met: &met,
    };
    let chosen = outcome.editions.last();
    chosen.map_or_else(Vec::new, |chosen| of(then, outcome, chosen).0)
}

/// Marks which stages are done, which are late and which is next.
fn mark_progress(stages: &mut [DeadlineDue], now: i64) {
    let mut next = Progress::Next;
    for stage in stages {
        let over = match stage.due {
            Due::At(at)
            | Due::Between {
                latest: Some(at), ..
            } => at.as_second() < now,
            _ => false,
        };
        stage.progress = if stage.filed.is_some() {
            Progress::Done
        } else if stage.waived {
            Progress::NotNeeded
        } else if over && !stage.possible {
            Progress::Late
        } else {
            std::mem::replace(&mut next, Progress::Ahead)
        };
    }
}

/// The deadlines of the limbs that hold, each with whether it certainly applies. Where the rule
/// holds but no single limb certainly does, a deadline is certain that every possible limb has.
fn applicable<'a>(chosen: &EditionOutcome<'a>) -> Vec<(&'a Deadline, bool)> {
    let certain = |holds: &Tri| *holds == Tri::Yes;
    let possible = |holds: &Tri| matches!(holds, Tri::Open(_));
    let settled = chosen.limbs.iter().any(|(_, holds)| certain(holds));
    let candidates = chosen
        .limbs
        .iter()
        .filter(|(_, holds)| possible(holds))
        .count();
    let mut found: Vec<(&Deadline, bool, usize)> = Vec::new();
    for (limb, holds) in &chosen.limbs {
        let own = limb.terms.deadlines.as_deref();
        if *holds == Tri::No || (possible(holds) && settled && own.is_none()) {
            continue;
        }
        for deadline in own
            .or(chosen.edition.defaults.deadlines.as_deref())
            .unwrap_or(&[])
        {
            let filter = limb_filter(chosen, deadline);
            if filter == Tri::No {
                continue;
            }
            let sure = certain(holds) && filter == Tri::Yes;
            let shared = usize::from(possible(holds) && filter == Tri::Yes);
            match found
                .iter_mut()
                .find(|(known, ..)| known.place == deadline.place)
            {
                Some((_, known, count)) => {
                    *known |= sure;
                    *count += shared;
                }
                None => found.push((deadline, sure, shared)),
            }
        }
    }
    found
        .into_iter()
        .map(|(deadline, sure, shared)| (deadline, sure || (!settled && shared == candidates)))
        .collect()
}

/// Whether `if` and `if_not` of a deadline let it apply.
fn limb_filter(chosen: &EditionOutcome<'_>, deadline: &Deadline) -> Tri {
    let any = |ids: &[LimbId]| {
        let wanted = chosen
            .limbs
            .iter()
            .filter(|(limb, _)| ids.contains(&limb.id));
        Tri::any(wanted.map(|(_, holds)| holds.clone()))
    };
    let wanted = if deadline.limbs.is_empty() {
        Tri::Yes
    } else {
        any(&deadline.limbs)
    };
    Tri::all([wanted, any(&deadline.not_limbs).negate()])
}

fn stage(
    context: Context<'_>,
    outcome: &Outcome<'_>,
    deadline: &Deadline,
    possible: bool,
) -> (DeadlineDue, Option<Warning>) {
    let view = context.view;
    let evaluator = Evaluator::new(view, context.outcomes);
    let start = start(context, outcome, &deadline.from);
    let counted = clock::count(&view.book.holidays, deadline, start);
    let guide = deadline.guide.as_ref();
    let waived = deadline
        .waived_if
        .as_ref()
        .map(|when| evaluator.condition(when, None));
    let label = |id: &TermId| view.book.terms.get(id).map(|term| term.label.clone());
    let unnamed = || Text {
        ja: deadline.stage.to_string(),
        en: deadline.stage.to_string(),
    };
    let due = DeadlineDue {
        stage: deadline.stage.clone(),
        stage_label: label(&deadline.stage).unwrap_or_else(unnamed),
        word: deadline.word.as_ref().and_then(label),
        clock: clock_fact(&deadline.from),
        due: counted.due,
        guide_due: guide.map_or(Due::None, |guide| {
            clock::count_guide(deadline, guide, start)
        }),
        guide_source: guide.map(|guide| guide.source.clone()),
        form: deadline.form.clone(),
        waived: waived == Some(Tri::Yes),
        possible: possible || matches!(waived, Some(Tri::Open(_))),
        rolled: counted.rolled,
        filed: filed(context, &outcome.rule.id, &deadline.stage),
        note: deadline.note.clone(),
        progress: Progress::Ahead,
    };
    let warning = counted.beyond_table.then(|| Warning::HolidaysEnd {
        rule: outcome.rule.id.clone(),
        from: view.book.holidays.from,
        until: view.book.holidays.until,
    });
    (due, warning)
}

/// What was last filed for a stage, unless it was withdrawn after that.
fn filed(context: Context<'_>, rule: &RuleId, stage: &TermId) -> Option<Filed> {
    filings(context, rule)
        .filter(|filing| filing.stage.as_ref().is_none_or(|filed| filed == stage))
        .fold(None, |before, filing| match &filing.act {
            FilingAct::Filed { reference, .. } => Some(Filed {
                at: filing.at,
                reference: reference.clone(),
            }),
            FilingAct::Retracted { .. } => None,
            FilingAct::NotFiled { .. } => before,
        })
}

fn clock_fact(clock: &Clock) -> Option<FactId> {
    match clock {
        Clock::Fact(fact) => Some(fact.clone()),
        Clock::LimbMet => None,
    }
}

/// From when a term runs. An unstated instant lies somewhere before the decision: what is reported
/// now has happened and is known, so that the latest end of the term is never later than if it had
/// begun just now.
fn start(context: Context<'_>, outcome: &Outcome<'_>, clock: &Clock) -> Option<Start> {
    let view = context.view;
    let fact = match clock {
        Clock::Fact(fact) => fact,
        Clock::LimbMet => {
            let met = (context.first_met)(&outcome.rule.id).unwrap_or(view.now);
            return Some(Start {
                range: Range::exactly(met),
                kind: Kind::Instant,
            });
        }
    };
    let kind = view.book.facts.get(fact)?.kind;
    if let Some(range) = view.stated_range(fact, None) {
        return Some(Start { range, kind });
    }
    let occurred = view.stated_range(&super::anchors::occurred(), None);
    let known = view.stated_range(&super::anchors::known(), None);
    let min = occurred.and_then(|range| range.min);
    let latest = if *fact == super::anchors::occurred() {
        known.and_then(|range| range.max)
    } else {
        None
    };
    let range = Range {
        min,
        max: Some(latest.unwrap_or(view.now)),
    };
    (kind == Kind::Instant).then_some(Start { range, kind })
}
