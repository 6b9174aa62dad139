//! One decision: from the state of knowledge to everything that any output prints.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::ask_by::{self, AskBy};
use super::certificate;
use super::channel;
use super::decision::{Absorbed, Assumed, Decision, OpenRule, OpenStatus, State, Status, Warning};
use super::duty::{self, Context};
use super::later;
use super::outcome::{Outcome, Outcomes};
use super::projection::{self, Projection};
use super::question;
use super::recipients;
use super::revision;
use super::standing::{self, Standing};
use super::tri::Tri;
use super::view::{Listed, View};
use crate::incident::{Incident, Known, Subject};
use crate::rulebook::{Channel, RuleId, Rulebook, Text};

/// Decides an incident by what was known at an instant, under the law of the incident's own days
/// or, with `as_of`, of a prescribed day.
pub fn decide(
    book: &Rulebook,
    incident: &Incident,
    at: Timestamp,
    as_of: Option<Date>,
) -> Decision {
    let as_of = as_of.or(incident.as_of);
    let known = incident.known_at(at);
    let view = View::new(book, &known, at, as_of);
    let outcomes = Outcomes::of(view);
    let future = Projection::of(view);
    let standings = standing::of_all(&outcomes, &future);
    let first_met = |rule: &RuleId| first_met(book, incident, at, as_of, rule);
    let context = Context {
        view,
        outcomes: &outcomes,
        incident,
        first_met: &first_met,
    };

    let mut revisions = revision::of(view, &outcomes);
    let channels: BTreeMap<_, _> = Channel::ALL
        .into_iter()
        .map(|channel| {
            let mut line = channel::decide(context, channel, &standings);
            line.reopened_by(revisions.remove(&channel).unwrap_or_default());
            (channel, line)
        })
        .collect();
    let settled = channels
        .values()
        .all(|channel| channel.state == State::Settled);
    let ask_by = ask_by::of(context, &future, &standings);
    let time = later::of(context, &future, &standings);
    let (questions, questions_left) = question::all(view, &outcomes, &standings);
    let mut decision = Decision {
        at,
        as_of,
        statements: known
            .iter()
            .map(|(_, statement)| statement.clone())
            .collect(),
        channels,
        duties: Vec::new(),
        absorbed: absorbed(&outcomes, &standings),
        open: open(&outcomes, &standings, &ask_by),
        later: time.later,
        time_line: time.lines,
        ask_by: ask_by.subjects,
        assumed: assumed(view, &outcomes),
        certificate: settled.then(|| certificate::find(book, &known, at, as_of)),
        questions,
        questions_left,
        notes: sector_notes(view),
        warnings: warnings(view, &known),
    };
    add_duties(&mut decision, context, &standings);
    decision
}

fn add_duties(
    decision: &mut Decision,
    context: Context<'_>,
    standings: &BTreeMap<RuleId, Standing>,
) {
    for outcome in context.outcomes.iter() {
        let hold = match standings.get(&outcome.rule.id) {
            Some(Standing::Due) => None,
            Some(Standing::Held(hold)) => Some(hold),
            _ => continue,
        };
        let Some(mut built) = duty::build(context, outcome) else {
            continue;
        };
        if let (Some(hold), Status::Due) = (hold, &built.duty.status) {
            built.duty.status = Status::Held {
                by: hold.by.clone(),
                at: Timestamp::from_second(hold.at).unwrap_or(decision.at),
                certain: hold.certain,
            };
        }
        decision.duties.push(built.duty);
        for assumed in built.assumed {
            if !decision.assumed.contains(&assumed) {
                decision.assumed.push(assumed);
            }
        }
        decision.warnings.extend(built.warnings);
    }
    // What must be done before what should be; then what is due first.
    decision.duties.sort_by_key(|duty| {
        let strength = std::cmp::Reverse(duty.strength);
        (
            strength,
            duty::first_due(duty),
            duty.channel,
            duty.rule.clone(),
        )
    });
}

fn absorbed(outcomes: &Outcomes<'_>, standings: &BTreeMap<RuleId, Standing>) -> Vec<Absorbed> {
    let replaced = |outcome: &Outcome<'_>| match standings.get(&outcome.rule.id) {
        Some(Standing::Absorbed { by, due: true }) => Some(Absorbed {
            rule: outcome.rule.id.clone(),
            title: outcome.rule.title.clone(),
            by: by.clone(),
        }),
        _ => None,
    };
    outcomes.iter().filter_map(replaced).collect()
}

fn open(
    outcomes: &Outcomes<'_>,
    standings: &BTreeMap<RuleId, Standing>,
    ask_by: &AskBy,
) -> Vec<OpenRule> {
    let mut found: Vec<_> = outcomes
        .iter()
        .filter_map(|outcome| {
            let Some(Standing::Open(hinges)) = standings.get(&outcome.rule.id) else {
                return None;
            };
            let status = if hinges.askable() {
                OpenStatus::Open
            } else {
                OpenStatus::Doubtful
            };
            Some(OpenRule {
                rule: outcome.rule.id.clone(),
                title: outcome.rule.title.clone(),
                channel: outcome.channel,
                strength: outcome.strength,
                status,
                hinges: hinges.clone(),
                unclear: outcome.unclear.filter(|_| hinges.law_unsettled).cloned(),
                ask_by: ask_by.rules.get(&outcome.rule.id).copied(),
                to: outcome.to.clone(),
            })
        })
        .collect();
    found.sort_by_key(|open| {
        (
            open.channel,
            std::cmp::Reverse(open.strength),
            open.rule.clone(),
        )
    });
    found
}

fn assumed(view: View<'_>, outcomes: &Outcomes<'_>) -> Vec<Assumed> {
    let mut found = Vec::new();
    for group in view.book.groups.keys() {
        if view.all_listed(group) == Listed::Assumed && !view.known.items(group).is_empty() {
            found.push(Assumed::AllListed(Subject::AllListed(group.clone())));
        }
    }
    for outcome in outcomes.iter() {
        if let Some(fact) = &outcome.assumed_day {
            let day = Assumed::DecisionDay(fact.clone());
            if !found.contains(&day) {
                found.push(day);
            }
        }
    }
    found
}

fn sector_notes(view: View<'_>) -> Vec<Text> {
    let day = view.desk_day();
    let sectors = recipients::sectors(view);
    let notes = sectors
        .iter()
        .filter_map(|(sector, _)| view.book.sectors.get(sector))
        .flat_map(|sector| &sector.notes)
        .filter(|note| note.holds_on(day));
    let mut found: Vec<Text> = Vec::new();
    for note in notes {
        // Two sectors may say the same.
        if !found.contains(&note.value) {
            found.push(note.value.clone());
        }
    }
    found
}

fn warnings(view: View<'_>, known: &Known<'_>) -> Vec<Warning> {
    let mut found = Vec::new();
    let (from, until) = view.book.verified_days;
    let day = view.desk_day();
    if day < from || until < day {
        found.push(Warning::OutsideVerifiedDays { day, from, until });
    }
    for (subject, _) in known.iter() {
        let Subject::Fact(fact) = subject else {
            continue;
        };
        let Some(definition) = view.book.facts.get(&fact.fact) else {
            continue;
        };
        if view.is_asked(definition, fact.item.as_ref()) == Tri::No {
            found.push(Warning::NotAsked(fact.clone()));
        }
    }
    found.extend(reversed_spans(view));
    found
}

fn reversed_spans(view: View<'_>) -> Vec<Warning> {
    let mut found = Vec::new();
    for derived in view
        .book
        .facts
        .values()
        .filter_map(|fact| fact.derived.as_ref())
    {
        let ranges = view
            .stated_range(&derived.from, None)
            .zip(view.stated_range(&derived.until, None));
        let reversed = ranges.is_some_and(|(from, until)| {
            from.min
                .zip(until.max)
                .is_some_and(|(from, until)| until < from)
        });
        let warning = Warning::EndsBeforeItBegins {
            from: derived.from.clone(),
            until: derived.until.clone(),
        };
        if reversed && !found.contains(&warning) {
            found.push(warning);
        }
    }
    found
}

/// The first moment on the time line at which a rule held, in seconds.
fn first_met(
    book: &Rulebook,
    incident: &Incident,
    at: Timestamp,
    as_of: Option<Date>,
    rule: &RuleId,
) -> Option<i64> {
    let definition = book.rules.get(rule)?;
    let known = incident.known_at(at);
    let view = View::new(book, &known, at, as_of);
    let mut instants: Vec<i64> = projection::lines(view, definition)
        .into_iter()
        .map(|(instant, ..)| instant)
        .chain(
            incident
                .statements
                .iter()
                .filter_map(|made| made.at)
                .map(Timestamp::as_second),
        )
        .filter(|instant| *instant <= at.as_second())
        .collect();
    instants.push(at.as_second());
    instants.sort_unstable();
    instants.dedup();
    instants.into_iter().find(|instant| {
        let Ok(moment) = Timestamp::from_second(*instant) else {
            return false;
        };
        let known = incident.known_at(moment);
        let view = View::new(book, &known, moment, as_of);
        Outcomes::of(view)
            .get(rule)
            .is_some_and(|outcome| outcome.holds == Tri::Yes)
    })
}
