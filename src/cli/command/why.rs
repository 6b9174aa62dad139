//! `renraku why`: why a rule is what it is for an incident, test by test.

use super::super::args::{Format, Global};
use super::super::error::CommandError;
use super::super::exit::Exit;
use super::super::given::Given;
use super::super::packs;
use super::super::ui::Ui;
use crate::decide::explain::{self, Why};
use crate::incident::set::Names;
use crate::render::{Report, explain as render};
use crate::rulebook::RuleId;

const EXAMPLES: &str = "\
Examples:
  renraku why telecom-serious-accident incident.yaml
  renraku why telecom-serious-accident --profile us.yaml --set affected_users=40000";

/// Which rule, and what is known.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The rule: see `renraku rules list`
    rule: String,
    #[command(flatten)]
    given: Given,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Runs the command.
pub fn run(ui: Ui, global: &Global, args: &Args) -> Result<Exit, CommandError> {
    explained(
        ui,
        global,
        args,
        explain::why,
        |report, why, format| match format {
            Format::Json => render::why_json(report, why),
            Format::Text => Ok(render::why(report, why, ui.text())),
        },
    )
}

/// Explains the rule in one way and writes it in another.
pub(super) fn explained(
    ui: Ui,
    global: &Global,
    args: &Args,
    explain: impl Fn(
        &crate::rulebook::Rulebook,
        &crate::incident::Incident,
        jiff::Timestamp,
        Option<jiff::civil::Date>,
        &RuleId,
    ) -> Option<Why>,
    write: impl Fn(&Report<'_>, &Why, Format) -> Result<String, serde_json::Error>,
) -> Result<Exit, CommandError> {
    let book = packs::load(ui, global)?;
    let names = Names::new(&book.rulebook);
    let rule = RuleId::new(&args.rule);
    // Said before the incident is read: it is the shorter way to a mistake in the command itself.
    if !book.rulebook.rules.contains_key(&rule) {
        return Err(super::rules::unknown_rule(ui, &book.rulebook, &args.rule));
    }
    let (casebook, sources) = packs::load_casebook_beside(ui, global, &book)?;
    let (incident, at) = args.given.read(ui, &names, &casebook.profiles, sources)?;
    let Some(why) = explain(&book.rulebook, &incident, at, args.given.as_of, &rule) else {
        return Err(super::rules::unknown_rule(ui, &book.rulebook, &args.rule));
    };
    let report = Report {
        book: &book.rulebook,
        incident: &incident,
        decision: &why.decision,
        similar: &[],
    };
    ui.result(&write(&report, &why, args.format)?)?;
    Ok(Exit::Success)
}
