//! Deciding: pure functions of (rulebook, state of knowledge, instant).
//!
//! Nothing here reads a clock, a file or the environment; whatever is printed is rendered from the
//! [`Decision`].

mod decision;
mod tri;

pub use decision::{
    Absorbed, Assumed, Because, ChannelDecision, DeadlineDue, Decision, Due, DutyDecision, Filed,
    Later, NextQuestion, OpenRule, OpenStatus, Recipient, RuleNote, State, Status, Verdict,
    Warning,
};
pub use tri::{Hinge, Hinges, Tri};
