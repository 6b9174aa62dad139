//! One rule explained: its editions as trees, where it stands, what it hinges on, what time will do,
//! and the nearest change that would make it due.

use jiff::Timestamp;
use jiff::civil::Date;

use super::nearest::{self, Nearest};
use super::proof::Proof;
use crate::decide::decision::{Decision, DutyDecision, OpenRule, TimeLine};
use crate::decide::evaluate::Evaluator;
use crate::decide::outcome::{EditionOutcome, Outcome, Outcomes};
use crate::decide::projection::Projection;
use crate::decide::standing::{self, Standing};
use crate::decide::tri::{Hinges, Tri};
use crate::decide::view::View;
use crate::incident::Incident;
use crate::rulebook::{
    Channel, Edition, GovernedBy, LimbId, Relief, RuleId, Rulebook, Source, Strength, Text,
};

/// One rule explained.
#[derive(Clone, Debug)]
pub struct Why {
    /// The rule.
    pub rule: RuleId,
    /// What it is called.
    pub title: Text,
    /// Its channel.
    pub channel: Channel,
    /// How strongly it binds.
    pub strength: Strength,
    /// Where it stands.
    pub stands: Stands,
    /// The editions that may govern, in order of time.
    pub editions: Vec<EditionProof>,
    /// It may be that no edition governs.
    pub or_none: bool,
    /// Rules that would replace it, and whether each is due.
    pub absorbers: Vec<(RuleId, Tri)>,
    /// The duty, where it is due.
    pub duty: Option<DutyDecision>,
    /// Why it is open, where it is.
    pub open: Option<OpenRule>,
    /// When time alone will meet it.
    pub time: Option<TimeLine>,
    /// The nearest change that would make it due; `None` where it is due or was not searched.
    pub nearest: Option<Nearest>,
    /// The decision of which it is a part.
    pub decision: Decision,
}

/// Where a rule stands, in a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Due.
    Due,
    /// An entry of a list, unless a stronger rule replaces it.
    Held,
    /// Due, or open, but replaced by this rule.
    Replaced(RuleId),
    /// Time alone will make it due.
    Later,
    /// An unanswered fact can settle it.
    Open(Hinges),
    /// Only unknown facts, ranges or unsettled law keep it open.
    Doubtful(Hinges),
    /// Not due.
    No,
    /// Did not exist on that day.
    Unavailable(Text),
    /// No edition was in force on the day that governs.
    NotInForce,
}

impl Stands {
    /// The word in JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Held => "held",
            Self::Replaced(_) => "replaced",
            Self::Later => "later",
            Self::Open(_) => "open",
            Self::Doubtful(_) => "doubtful",
            Self::No => "no",
            Self::Unavailable(_) => "unavailable",
            Self::NotInForce => "not_in_force",
        }
    }
}

/// One edition as a tree.
#[derive(Clone, Debug)]
pub struct EditionProof {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// The day that chooses the edition.
    pub governed_by: GovernedBy,
    /// Whether the duty is due under it.
    pub holds: Tri,
    /// Who is bound.
    pub bound: Proof,
    /// The numbered items.
    pub limbs: Vec<LimbProof>,
    /// Where the law gives no answer.
    pub unclear: Option<ReliefProof>,
    /// Met by somebody else's act.
    pub discharged_by: Option<ReliefProof>,
    /// Freed from filing.
    pub waived_if: Option<ReliefProof>,
    /// Provisions.
    pub sources: Vec<Source>,
}

/// One numbered item.
#[derive(Clone, Debug)]
pub struct LimbProof {
    /// Its id.
    pub id: LimbId,
    /// What it is called.
    pub title: Option<Text>,
    /// Its condition.
    pub proof: Proof,
    /// Its provisions.
    pub sources: Vec<Source>,
}

/// Something beside the conditions: with its reason.
#[derive(Clone, Debug)]
pub struct ReliefProof {
    /// The reason.
    pub reason: Text,
    /// Its condition.
    pub proof: Proof,
}

/// Explains a rule; `None` where there is no such rule.
pub fn why(
    book: &Rulebook,
    incident: &Incident,
    at: Timestamp,
    as_of: Option<Date>,
    rule: &RuleId,
) -> Option<Why> {
    explain(book, incident, at, as_of, rule, false)
}

/// Explains a rule and searches the nearest change that would make it due.
pub fn why_not(
    book: &Rulebook,
    incident: &Incident,
    at: Timestamp,
    as_of: Option<Date>,
    rule: &RuleId,
) -> Option<Why> {
    explain(book, incident, at, as_of, rule, true)
}

fn explain(
    book: &Rulebook,
    incident: &Incident,
    at: Timestamp,
    as_of: Option<Date>,
    id: &RuleId,
    search: bool,
) -> Option<Why> {
    let rule = book.rules.get(id)?;
    let decision = crate::decide::decide(book, incident, at, as_of);
    let known = incident.known_at(at);
    let view = View::new(book, &known, at, decision.as_of);
    let outcomes = Outcomes::of(view);
    let outcome = outcomes.get(id)?;
    let standings = standing::of_all(&outcomes, &Projection::of(view));
    let stands = stands(outcome, standings.get(id)?);
    let evaluator = Evaluator::new(view, &outcomes);
    let due = matches!(
        stands,
        Stands::Due | Stands::Held | Stands::Replaced(_) | Stands::Unavailable(_)
    );
    let absorbers = rule.absorbed_by.iter();
    let absorbers = absorbers.filter_map(|id| Some((id.clone(), outcomes.get(id)?.holds.clone())));
    let duty = decision.duties.iter().find(|duty| duty.rule == *id);
    let open = decision.open.iter().find(|open| open.rule == *id);
    let time = decision.time_line.iter().find(|line| line.rule == *id);
    Some(Why {
        rule: id.clone(),
        title: rule.title.clone(),
        channel: rule.channel,
        strength: outcome.strength,
        editions: outcome
            .editions
            .iter()
            .map(|edition| edition_proof(evaluator, edition))
            .collect(),
        or_none: crate::decide::edition::governing(view, rule).or_none,
        absorbers: absorbers.collect(),
        duty: duty.cloned(),
        open: open.cloned(),
        time: time.cloned(),
        nearest: (search && !due).then(|| nearest::search(view, rule)),
        stands,
        decision,
    })
}

fn stands(outcome: &Outcome<'_>, standing: &Standing) -> Stands {
    match standing {
        Standing::Due => Stands::Due,
        Standing::Held(_) => Stands::Held,
        Standing::Absorbed { by, .. } => Stands::Replaced(by.clone()),
        Standing::Later => Stands::Later,
        Standing::Open(hinges) if hinges.askable() => Stands::Open(hinges.clone()),
        Standing::Open(hinges) => Stands::Doubtful(hinges.clone()),
        Standing::No if outcome.editions.is_empty() => Stands::NotInForce,
        Standing::No => Stands::No,
        Standing::Unavailable(reason) => Stands::Unavailable(reason.clone()),
    }
}

fn edition_proof(evaluator: Evaluator<'_>, outcome: &EditionOutcome<'_>) -> EditionProof {
    let edition: &Edition = outcome.edition;
    let relief = |relief: &Option<Relief>| {
        relief.as_ref().map(|relief| ReliefProof {
            reason: relief.reason.clone(),
            proof: Proof::of(evaluator, &relief.when, None),
        })
    };
    EditionProof {
        from: edition.from.not_before,
        until: edition.until,
        governed_by: edition.governed_by,
        holds: outcome.holds.clone(),
        bound: Proof::of(evaluator, &edition.bound, None),
        limbs: edition
            .limbs
            .iter()
            .map(|limb| LimbProof {
                id: limb.id.clone(),
                title: limb.title.clone(),
                proof: Proof::of(evaluator, &limb.when, None),
                sources: limb.sources.clone(),
            })
            .collect(),
        unclear: edition.unclear.as_ref().map(|unclear| ReliefProof {
            reason: unclear.reason.clone(),
            proof: Proof::of(evaluator, &unclear.when, None),
        }),
        discharged_by: relief(&edition.discharged_by),
        waived_if: relief(&edition.waived_if),
        sources: edition.sources.clone(),
    }
}
