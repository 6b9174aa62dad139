//! `renraku` decides what an incident at a Japanese critical-infrastructure operator obliges it to
//! report, to whom, by when and why. The law is data under `rules/`; see `docs/architecture.md`.

pub mod casebook;
pub mod cli;
pub mod decide;
pub mod incident;
pub mod interview;
pub mod render;
pub mod rulebook;
