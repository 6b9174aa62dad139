//! From the decision to the shape of the machine interface.

use jiff::Timestamp;

use super::super::{Report, words};
use super::SCHEMA;
use super::shape::{
    Absorbed, Assumed, Because, Body, ChannelLine, Deadline, Duty, FactRecord, FiledStage,
    FilingRecord, Flip, Hold, IncidentRecord, Later, Law, NextQuestion, Note, Object, Open,
    Revision, RulebookStamp, SimilarCase, Text, TimeLine, Warning,
};
use crate::decide::{self, Due, OpenStatus, RuleNote, Status, tokyo};
use crate::incident::{FilingAct, Incident, Origin, Statement};
use crate::rulebook::{self, Lang, Strength};

impl Object {
    pub(super) fn of(report: &Report<'_>) -> Self {
        let decision = report.decision;
        Self {
            schema: SCHEMA,
            tool: concat!("renraku ", env!("CARGO_PKG_VERSION")),
            at: instant(decision.at),
            as_of: decision.as_of.map(|day| day.to_string()),
            rulebook: RulebookStamp::of(report.book),
            incident: IncidentRecord::of(report.incident, &decision.statements),
            channels: decision
                .channels
                .iter()
                .map(|(channel, line)| (channel.as_str(), ChannelLine::of(line)))
                .collect(),
            duties: decision.duties.iter().map(Duty::of).collect(),
            absorbed: decision.absorbed.iter().map(Absorbed::of).collect(),
            open: decision.open.iter().map(Open::of).collect(),
            later: decision.later.iter().map(Later::of).collect(),
            time_line: decision.time_line.iter().map(TimeLine::of).collect(),
            ask_by: decision
                .ask_by
                .iter()
                .map(|(subject, at)| (subject.to_string(), instant(*at)))
                .collect(),
            assumed: decision.assumed.iter().map(Assumed::of).collect(),
            certificate: decision
                .certificate
                .as_ref()
                .map(|facts| facts.iter().map(ToString::to_string).collect()),
            next_question: decision.questions.first().map(|next| NextQuestion {
                fact: next.subject.to_string(),
                left_at_most: decision.questions_left,
                ask_by: decision
                    .open
                    .iter()
                    .filter(|open| next.decides.contains(&open.rule))
                    .filter_map(|open| open.ask_by)
                    .min()
                    .map(instant),
                decides: next.decides.iter().map(ToString::to_string).collect(),
            }),
            questions: decision
                .questions
                .iter()
                .map(|question| question.subject.to_string())
                .collect(),
            similar: report
                .similar
                .iter()
                .map(|like| SimilarCase {
                    case: like.case.clone(),
                    score: like.score,
                })
                .collect(),
            notes: decision.notes.iter().map(Text::of).collect(),
            warnings: decision.warnings.iter().map(Warning::of).collect(),
        }
    }
}

impl RulebookStamp {
    pub(in crate::render) fn of(book: &rulebook::Rulebook) -> Self {
        Self {
            version: book.version.clone(),
            digest: book.digest.clone(),
        }
    }
}

impl IncidentRecord {
    pub(super) fn of(incident: &Incident, statements: &[Statement]) -> Self {
        let facts = statements.iter().map(|statement| {
            let words = match &statement.origin {
                Origin::Description { words } => Some(words.clone()),
                _ => None,
            };
            let record = FactRecord {
                value: statement.written.clone(),
                from: statement.origin.as_str(),
                at: statement.at.map(instant),
                words,
            };
            (statement.subject.to_string(), record)
        });
        Self {
            id: incident.id.clone(),
            title: incident.title.as_ref().map(Text::of),
            description: incident.description.as_ref().map(Text::of),
            facts: facts.collect(),
            filings: incident.filings.iter().map(FilingRecord::of).collect(),
        }
    }
}

impl FilingRecord {
    pub(in crate::render) fn of(filing: &crate::incident::Filing) -> Self {
        let (act, to, reference, why) = match &filing.act {
            FilingAct::Filed { to, reference } => (
                "filed",
                to.as_ref().map(ToString::to_string),
                reference.clone(),
                None,
            ),
            FilingAct::NotFiled { why } => ("not_filed", None, None, Some(why.clone())),
            FilingAct::Retracted { why } => ("retracted", None, None, Some(why.clone())),
        };
        Self {
            rule: filing.rule.to_string(),
            stage: filing.stage.as_ref().map(ToString::to_string),
            at: filing.at.map(instant),
            by: filing.by.clone(),
            act,
            to,
            reference,
            why,
        }
    }
}

impl ChannelLine {
    pub(super) fn of(line: &decide::ChannelDecision) -> Self {
        let strength = |strength: Option<Strength>| strength.map(words::strength_id);
        Self {
            verdict: line.verdict.as_str(),
            floor: strength(line.floor),
            ceiling: strength(line.ceiling),
            state: line.state.as_str(),
            route: line.route.clone(),
            reason: line.reason.as_ref().map(Text::of),
            consult: line.consult.iter().map(Body::of).collect(),
            flipped_by: line.flipped_by.iter().map(ToString::to_string).collect(),
            verified: line.verified.map(words::verified_id),
            estimates: line.estimates.iter().map(ToString::to_string).collect(),
            revisions: line.revisions.iter().map(Revision::of).collect(),
            best: line.best().as_str(),
            worst: line.worst().as_str(),
            flip: line.flip.as_ref().map(Flip::of),
        }
    }
}

impl Duty {
    pub(in crate::render) fn of(duty: &decide::DutyDecision) -> Self {
        let status_reason = match &duty.status {
            Status::Discharged(reason) | Status::Waived(reason) => Some(Text::of(reason)),
            Status::Due | Status::Held { .. } | Status::Filed => None,
        };
        let held = match &duty.status {
            Status::Held { by, at, certain } => Some(Hold {
                by: by.to_string(),
                at: instant(*at),
                certain: *certain,
            }),
            _ => None,
        };
        Self {
            rule: duty.rule.to_string(),
            edition: duty.edition.to_string(),
            limbs: duty.limbs.iter().map(ToString::to_string).collect(),
            possible_limbs: duty
                .possible_limbs
                .iter()
                .map(ToString::to_string)
                .collect(),
            channel: duty.channel.as_str(),
            strength: words::strength_id(duty.strength),
            basis: words::basis_id(duty.basis),
            verified: words::verified_id(duty.verified),
            checked_on: duty.checked_on.to_string(),
            status: duty.status.as_str(),
            status_reason,
            held,
            title: Text::of(&duty.title),
            to: duty.to.iter().map(Body::of).collect(),
            law: duty.sources.iter().map(Law::of).collect(),
            deadlines: duty.deadlines.iter().map(Deadline::of).collect(),
            because: duty.because.iter().map(Because::of).collect(),
            route: duty.route.clone(),
            notes: duty.notes.iter().map(Note::of).collect(),
        }
    }
}

impl Body {
    pub(super) fn of(body: &decide::Recipient) -> Self {
        Self {
            id: body.id.to_string(),
            ja: body.name.ja.clone(),
            en: body.name.en.clone(),
            how: body.how.as_ref().map(Text::of),
            possible: body.possible,
        }
    }
}

impl Law {
    pub(in crate::render) fn of(source: &rulebook::Source) -> Self {
        Self {
            name: source.law.clone(),
            number: source.number.clone(),
            article: source.article.clone(),
            url: source.url.clone(),
        }
    }
}

impl Deadline {
    pub(super) fn of(stage: &decide::DeadlineDue) -> Self {
        let (due, due_earliest, due_latest) = spread(stage.due);
        let (guide_at, guide_from, guide_latest) = spread(stage.guide_due);
        Self {
            stage: stage.stage.to_string(),
            label: Text::of(&stage.stage_label),
            word: stage.word.as_ref().map(Text::of),
            clock: stage.clock.as_ref().map(ToString::to_string),
            due,
            due_earliest,
            due_latest,
            guide_due: guide_at.or(guide_latest),
            guide_from,
            guide_source: stage.guide_source.as_ref().map(Law::of),
            form: stage.form.clone(),
            waived: stage.waived,
            possible: stage.possible,
            rolled: stage.rolled,
            progress: stage.progress.as_str(),
            filed: stage.filed.as_ref().map(|filed| FiledStage {
                at: filed.at.map(instant),
                reference: filed.reference.clone(),
            }),
            note: stage.note.as_ref().map(Text::of),
        }
    }
}

impl Because {
    pub(super) fn of(because: &decide::Because) -> Self {
        Self {
            fact: because.fact.to_string(),
            value: because.value.clone(),
            test: because.test.clone(),
            negated: because.negated,
            from: because.from,
            at: because.at.map(instant),
        }
    }
}

impl Note {
    pub(super) fn of(note: &RuleNote) -> Self {
        let empty = Self {
            kind: "",
            text: None,
            rule: None,
            by: None,
            why: None,
        };
        match note {
            RuleNote::Text(text) => Self {
                kind: "note",
                text: Some(Text::of(text)),
                ..empty
            },
            RuleNote::MayBeAbsorbedBy(rule) => Self {
                kind: "may_be_replaced_by",
                rule: Some(rule.to_string()),
                ..empty
            },
            RuleNote::Overridden { by, why } => Self {
                kind: "overridden",
                by: by.clone(),
                why: Some(why.clone()),
                ..empty
            },
        }
    }
}

impl Absorbed {
    pub(super) fn of(absorbed: &decide::Absorbed) -> Self {
        Self {
            rule: absorbed.rule.to_string(),
            title: Text::of(&absorbed.title),
            by: absorbed.by.to_string(),
        }
    }
}

impl Open {
    pub(super) fn of(open: &decide::OpenRule) -> Self {
        Self {
            rule: open.rule.to_string(),
            title: Text::of(&open.title),
            channel: open.channel.as_str(),
            strength: words::strength_id(open.strength),
            status: match open.status {
                OpenStatus::Open => "open",
                OpenStatus::Doubtful => "doubtful",
            },
            hinges_on: open
                .hinges
                .subjects
                .keys()
                .map(ToString::to_string)
                .collect(),
            law_unsettled: open.hinges.law_unsettled,
            unclear: open.unclear.as_ref().map(Text::of),
            to: open.to.iter().map(Body::of).collect(),
            ask_by: open.ask_by.map(instant),
        }
    }
}

impl Assumed {
    pub(super) fn of(assumed: &decide::Assumed) -> Self {
        match assumed {
            decide::Assumed::AllListed(subject) => Self {
                what: subject.to_string(),
                value: "yes".to_owned(),
                source: None,
            },
            decide::Assumed::DecisionDay(fact) => Self {
                what: fact.to_string(),
                value: "day of the decision".to_owned(),
                source: None,
            },
            decide::Assumed::Worst { fact, source } => Self {
                what: fact.to_string(),
                value: "worst case".to_owned(),
                source: Some(Law::of(source)),
            },
        }
    }
}

impl Text {
    pub(in crate::render) fn of(text: &rulebook::Text) -> Self {
        Self {
            ja: text.ja.clone(),
            en: text.en.clone(),
        }
    }
}

impl Warning {
    pub(super) fn of(warning: &decide::Warning) -> Self {
        Self {
            code: crate::render::text::warning_code(warning),
            ja: crate::render::text::warning(warning, Lang::Ja),
            en: crate::render::text::warning(warning, Lang::En),
        }
    }
}

pub(in crate::render) fn instant(instant: Timestamp) -> String {
    tokyo::zoned(instant)
        .strftime("%Y-%m-%dT%H:%M:%S%:z")
        .to_string()
}

fn spread(due: Due) -> (Option<String>, Option<String>, Option<String>) {
    match due {
        Due::None => (None, None, None),
        Due::At(at) => (Some(instant(at)), None, None),
        Due::Between { earliest, latest } => (None, earliest.map(instant), latest.map(instant)),
    }
}
