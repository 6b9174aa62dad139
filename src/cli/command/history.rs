//! `renraku history`: how verdicts and duties changed from entry to entry, and what each new fact did.

use super::super::args::{Format, Global};
use super::super::error::CommandError;
use super::super::exit::Exit;
use super::super::given::Given;
use super::super::packs;
use super::super::ui::Ui;
use crate::decide::{self, history};
use crate::incident::set::Names;
use crate::render::{Report, history as render};

const EXAMPLES: &str = "\
Examples:
  renraku history incident.yaml
  renraku history incident.yaml --at 2026-11-22T12:00 --format json";

/// Of which incident.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    given: Given,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Runs the command.
pub fn run(ui: Ui, global: &Global, args: &Args) -> Result<Exit, CommandError> {
    let book = packs::load(ui, global)?;
    let names = Names::new(&book.rulebook);
    let (casebook, sources) = packs::load_casebook_beside(ui, global, &book)?;
    let (incident, at) = args.given.read(ui, &names, &casebook.profiles, sources)?;
    let as_of = args.given.as_of;
    let steps = history::of(&book.rulebook, &incident, at, as_of);
    let decision = decide::decide(&book.rulebook, &incident, at, as_of);
    let report = Report {
        book: &book.rulebook,
        incident: &incident,
        decision: &decision,
        similar: &[],
    };
    let written = match args.format {
        Format::Json => render::json(&report, &steps)?,
        Format::Text => render::text(&report, &steps, ui.text()),
    };
    ui.result(&written)?;
    Ok(Exit::Success)
}
