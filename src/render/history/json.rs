//! The shape of `renraku.history/1`.

use serde::Serialize;

use super::super::json::convert::instant;
use super::super::json::shape::{FilingRecord, RulebookStamp, Text};
use super::super::{Report, words};
use crate::decide::Due;
use crate::decide::history::{self, Step};
use crate::render::json::pretty;

#[derive(Serialize)]
struct Object {
    schema: &'static str,
    tool: &'static str,
    rulebook: RulebookStamp,
    steps: Vec<StepLine>,
}

#[derive(Serialize)]
struct StepLine {
    at: String,
    by_time: bool,
    note: Option<Text>,
    facts: Vec<Fact>,
    filings: Vec<FilingRecord>,
    verdicts: std::collections::BTreeMap<&'static str, &'static str>,
    duties: Vec<String>,
    changes: Changes,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "field names are a contract")]
struct Fact {
    fact: String,
    before: Option<String>,
    after: String,
    from: &'static str,
    did: Changes,
}

#[derive(Serialize)]
struct Changes {
    verdicts: Vec<Verdict>,
    rules: Vec<Rule>,
    deadlines: Vec<Deadline>,
}

#[derive(Serialize)]
struct Verdict {
    channel: &'static str,
    before: &'static str,
    after: &'static str,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "field names are a contract")]
struct Rule {
    rule: String,
    strength: &'static str,
    before: &'static str,
    after: &'static str,
}

#[derive(Serialize)]
struct Deadline {
    rule: String,
    stage: String,
    before: Span,
    after: Span,
}

#[derive(Serialize)]
struct Span {
    earliest: Option<String>,
    latest: Option<String>,
}

/// Renders every step as one JSON object.
pub fn render(report: &Report<'_>, steps: &[Step]) -> Result<String, serde_json::Error> {
    let object = Object {
        schema: "renraku.history/1",
        tool: concat!("renraku ", env!("CARGO_PKG_VERSION")),
        rulebook: RulebookStamp::of(report.book),
        steps: steps.iter().map(line).collect(),
    };
    pretty(&object)
}

fn line(step: &Step) -> StepLine {
    let decision = &step.decision;
    StepLine {
        at: instant(step.at),
        by_time: step.by_time,
        note: step.note.as_ref().map(Text::of),
        facts: step.facts.iter().map(fact).collect(),
        filings: step.filings.iter().map(FilingRecord::of).collect(),
        verdicts: decision
            .channels
            .iter()
            .map(|(channel, line)| (channel.as_str(), line.verdict.as_str()))
            .collect(),
        duties: decision
            .duties
            .iter()
            .map(|duty| duty.rule.to_string())
            .collect(),
        changes: changes(&step.changes),
    }
}

fn fact(new: &history::NewFact) -> Fact {
    Fact {
        fact: new.subject.to_string(),
        before: new.before.clone(),
        after: new.after.clone(),
        from: new.from,
        did: changes(&new.did),
    }
}

fn changes(changes: &history::Changes) -> Changes {
    let verdict = |(channel, before, after): &(
        crate::rulebook::Channel,
        crate::decide::Verdict,
        crate::decide::Verdict,
    )| Verdict {
        channel: channel.as_str(),
        before: before.as_str(),
        after: after.as_str(),
    };
    let rule = |change: &history::RuleChange| Rule {
        rule: change.rule.to_string(),
        strength: words::strength_id(change.strength),
        before: change.before.as_str(),
        after: change.after.as_str(),
    };
    let deadline = |change: &history::DeadlineChange| Deadline {
        rule: change.rule.to_string(),
        stage: change.stage.to_string(),
        before: span(change.before),
        after: span(change.after),
    };
    Changes {
        verdicts: changes.verdicts.iter().map(verdict).collect(),
        rules: changes.rules.iter().map(rule).collect(),
        deadlines: changes.deadlines.iter().map(deadline).collect(),
    }
}

fn span(due: Due) -> Span {
    let (earliest, latest) = match due {
        Due::None => (None, None),
        Due::At(at) => (Some(at), Some(at)),
        Due::Between { earliest, latest } => (earliest, latest),
    };
    Span {
        earliest: earliest.map(instant),
        latest: latest.map(instant),
    }
}
