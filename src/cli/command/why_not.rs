//! `renraku why-not`: the nearest change of facts that would make a rule due.

use super::super::args::{Format, Global};
use super::super::error::CommandError;
use super::super::exit::Exit;
use super::super::ui::Ui;
use super::why::{Args, explained};
use crate::decide::explain;
use crate::render::explain as render;

/// Runs the command.
pub fn run(ui: Ui, global: &Global, args: &Args) -> Result<Exit, CommandError> {
    explained(
        ui,
        global,
        args,
        explain::why_not,
        |report, why, format| match format {
            Format::Json => render::why_not_json(report, why),
            Format::Text => Ok(render::why_not(report, why, ui.text())),
        },
    )
}
