//! What was filed, or decided not to be.

use jiff::Timestamp;

use crate::rulebook::{AuthorityId, RuleId, TermId};

/// What was done about a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilingAct {
    /// A report was filed.
    Filed {
        /// To whom.
        to: Option<AuthorityId>,
        /// The reference the authority or the operator gave it.
        reference: Option<String>,
    },
    /// It was decided not to report.
    NotFiled {
        /// Why.
        why: String,
    },
    /// A report turned out not to be due and was withdrawn.
    Retracted {
        /// Why.
        why: String,
    },
}

/// One entry of the list of filings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    /// The rule.
    pub rule: RuleId,
    /// The stage; `None` for all of them.
    pub stage: Option<TermId>,
    /// When.
    pub at: Option<Timestamp>,
    /// Who did or decided it.
    pub by: Option<String>,
    /// What.
    pub act: FilingAct,
}
