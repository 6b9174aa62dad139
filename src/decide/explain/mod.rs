//! Explaining one rule: why it is what it is, and what would have to change for it to be due.
//!
//! `why` lays the rule's conditions out as a tree in which every part says whether it holds and every
//! test names the value, who said it and when. `nearest` searches the smallest change of facts that
//! makes the rule due. Both are pure and know nothing of how they are printed.

mod flips;
mod nearest;
mod proof;
mod why;

pub use flips::{Flip, flips};
pub use nearest::{Change, Changes, Nearest};
pub use proof::{AtomProof, Known, Proof, What};
pub use why::{EditionProof, LimbProof, ReliefProof, Stands, Why, why, why_not};
