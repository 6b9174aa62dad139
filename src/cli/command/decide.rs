//! `renraku decide`: one decision, no questions.

use std::path::PathBuf;

use super::super::args::{Format, Global};
use super::super::error::CommandError;
use super::super::exit::Exit;
use super::super::given::Given;
use super::super::packs;
use super::super::ui::Ui;
use crate::casebook;
use crate::decide::{Decision, State, explain};
use crate::incident::set::Names;
use crate::interview::planner;
use crate::render::{Report, json, text};

const EXAMPLES: &str = "\
Examples:
  renraku decide --set sector=telecom --set is_telecom_carrier=yes --set facility_failure=yes \\
      --set service_class=emergency_voice --set affected_users=40000 --set outage_minutes=90
  renraku decide incident.yaml --profile us.yaml --format json
  renraku decide incident.yaml --as-of 2016-03-31";

/// What to decide, and how to print it.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    given: Given,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Write to this file in place of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Exit with 3 when a channel is not settled
    #[arg(long)]
    require_settled: bool,
}

/// Runs the command.
pub fn run(ui: Ui, global: &Global, args: &Args) -> Result<Exit, CommandError> {
    let book = packs::load(ui, global)?;
    let names = Names::new(&book.rulebook);
    let (casebook, sources) = packs::load_casebook_beside(ui, global, &book)?;
    let (incident, at) = args.given.read(ui, &names, &casebook.profiles, sources)?;
    let priors = casebook::learn(&casebook, &book.rulebook, incident.id.as_deref());
    let mut decision = planner::decide(&book.rulebook, &incident, at, args.given.as_of, &priors);
    for (channel, flip) in explain::flips(&book.rulebook, &incident, &decision) {
        if let Some(line) = decision.channels.get_mut(&channel) {
            line.flip = Some(flip);
        }
    }
    let similar = casebook::similar(
        &casebook,
        &book.rulebook,
        &decision.statements,
        incident.id.as_deref(),
    );
    let report = Report {
        book: &book.rulebook,
        incident: &incident,
        decision: &decision,
        similar: &similar,
    };
    let written = match args.format {
        Format::Json => json::render(&report)?,
        Format::Text => text::render(&report, ui.text()),
    };
    match &args.output {
        Some(path) => ui
            .result_to(path, &written)
            .map_err(|error| CommandError::cannot_write(ui, path, error))?,
        None => ui.result(&written)?,
    }
    Ok(if args.require_settled && !settled(&decision) {
        Exit::NotSettled
    } else {
        Exit::Success
    })
}

fn settled(decision: &Decision) -> bool {
    decision
        .channels
        .values()
        .all(|line| line.state == State::Settled)
}
