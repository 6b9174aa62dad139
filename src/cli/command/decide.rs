//! `renraku decide`: one decision, no questions.

use super::super::args::Global;
use super::super::error::CommandError;
use super::super::exit::Exit;
use super::super::ui::Ui;

/// What to decide, and how to print it.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
pub fn run(_ui: Ui, _global: &Global, _args: &Args) -> Result<Exit, CommandError> {
    Ok(Exit::Success)
}
