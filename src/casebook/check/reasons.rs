//! What led to a difference: taken from the decision, nothing is evaluated again.

use super::difference::{Reason, Was};
use crate::decide::{Decision, DutyDecision, OpenRule, OpenStatus};
use crate::rulebook::{Channel, RuleId};

/// What a rule was.
pub(super) fn was(decision: &Decision, rule: &RuleId) -> Was {
    if decision.duties.iter().any(|duty| duty.rule == *rule) {
        return Was::Due;
    }
    if let Some(open) = decision.open.iter().find(|open| open.rule == *rule) {
        return match open.status {
            OpenStatus::Open => Was::Open,
            OpenStatus::Doubtful => Was::Doubtful,
        };
    }
    if decision.absorbed.iter().any(|gone| gone.rule == *rule) {
        return Was::Absorbed;
    }
    if decision.later.iter().any(|later| later.rule == *rule) {
        return Was::Later;
    }
    Was::No
}

/// Why a rule was what it was.
pub(super) fn of_rule(decision: &Decision, rule: &RuleId) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let duties = decision.duties.iter();
    reasons.extend(duties.filter(|duty| duty.rule == *rule).map(due));
    let open = decision.open.iter();
    reasons.extend(open.filter(|open| open.rule == *rule).map(hinges));
    for gone in decision.absorbed.iter().filter(|gone| gone.rule == *rule) {
        reasons.push(Reason::AbsorbedBy(rule.clone(), gone.by.clone()));
    }
    for later in decision.later.iter().filter(|later| later.rule == *rule) {
        reasons.push(Reason::Later(rule.clone(), later.at));
    }
    if reasons.is_empty() {
        reasons.push(Reason::RuledOut(rule.clone()));
    }
    reasons
}

/// Why a channel has its headline word.
pub(super) fn of_channel(decision: &Decision, channel: Channel) -> Vec<Reason> {
    let duties = decision.duties.iter();
    let mut reasons: Vec<Reason> = duties
        .filter(|duty| duty.channel == channel)
        .map(due)
        .collect();
    let open = decision.open.iter();
    reasons.extend(open.filter(|open| open.channel == channel).map(hinges));
    for later in decision
        .later
        .iter()
        .filter(|later| later.channel == channel)
    {
        reasons.push(Reason::Later(later.rule.clone(), later.at));
    }
    if reasons.is_empty() {
        reasons.push(Reason::Nothing(channel));
    }
    reasons
}

fn due(duty: &DutyDecision) -> Reason {
    let tests = duty.because.iter().map(|atom| {
        (
            atom.fact.clone(),
            atom.value.clone(),
            atom.test.clone(),
            atom.negated,
        )
    });
    Reason::Due(duty.rule.clone(), tests.collect())
}

fn hinges(open: &OpenRule) -> Reason {
    let subjects = open.hinges.subjects.keys().map(ToString::to_string);
    Reason::HingesOn(open.rule.clone(), subjects.collect())
}
