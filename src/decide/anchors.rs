//! The few facts the engine itself must know by name: when it happened, when it became known, and
//! in which sectors the operator is. `rules/facts/` defines what they mean.

use crate::rulebook::FactId;

/// The instant at which the event occurred.
pub fn occurred() -> FactId {
    FactId::new("occurred_at")
}

/// The instant at which it became known.
pub fn known() -> FactId {
    FactId::new("known_at")
}

/// The sectors of the operator.
pub fn sector() -> FactId {
    FactId::new("sector")
}
