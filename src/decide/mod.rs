//! Deciding: pure functions of (rulebook, state of knowledge, instant).
//!
//! From the bottom up: `tri` (three values), `view` (what each fact may be), `evaluate` (conditions),
//! `edition` (which text of a rule governs), `outcome` (each rule, layer by layer), `projection`
//! (what time alone will do), `standing` (where each rule stands), `clock` and `calendar`
//! (deadlines), `duty` and `channel` (what is printed), `decide` (all of it).
//!
//! Nothing here reads a clock, a file or the environment; whatever is printed is rendered from the
//! [`Decision`].

mod anchors;
mod ask_by;
mod because;
pub mod board;
mod calendar;
mod certificate;
mod channel;
mod clock;
#[expect(
    clippy::module_inception,
    reason = "the module of that name holds the function of that name"
)]
mod decide;
mod deciding;
mod decision;
mod duty;
mod edition;
mod evaluate;
pub mod explain;
pub mod history;
mod later;
mod outcome;
pub mod outlook;
mod probe;
mod projection;
mod question;
mod recipients;
mod revision;
mod spell;
mod split;
mod stages;
mod standing;
pub mod tokyo;
mod total;
mod tri;
mod view;
mod walk;

pub use anchors::sector as sector_fact;
pub use decide::decide;
pub use deciding::Turns;
pub use decision::{
    Absorbed, Assumed, Because, ChannelDecision, DeadlineDue, Decision, Due, DutyDecision, Filed,
    Later, OpenRule, OpenStatus, Progress, Question, Recipient, Revision, RuleNote, State, Status,
    TimeLine, Verdict, Warning,
};
pub use evaluate::is_test;
pub use probe::{Holds, Probe};
pub use tri::{Hinge, Hinges, Tri};
