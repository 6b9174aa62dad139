//! `renraku rules`: browse and check the law as data.

use clap::Subcommand;
use jiff::civil::Date;

use super::super::args::{Format, Global};
use super::super::error::CommandError;
use super::super::exit::Exit;
use super::super::packs;
use super::super::ui::Ui;
use crate::render::{rule, rules};
use crate::rulebook::{RuleId, Verified};

/// What to do with the rules.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read every rule and report every mistake, with file, line and column
    Check,
    /// List the rules
    List(ListArgs),
    /// Print a rule as a person would read it
    Show {
        /// The rule's id
        rule: String,
    },
}

/// Which rules to list.
#[derive(Debug, clap::Args)]
pub struct ListArgs {
    /// Only rules of this channel: law, ceptoar, hotline, other
    #[arg(long, value_name = "CHANNEL")]
    channel: Option<String>,
    /// Only rules kept under this sector's folder
    #[arg(long, value_name = "SECTOR")]
    sector: Option<String>,
    /// Only rules in force on this day
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// Only rules that rest on less than a ministry's page
    #[arg(long)]
    unverified: bool,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Runs the command.
pub fn run(ui: Ui, global: &Global, command: &Command) -> Result<Exit, CommandError> {
    match command {
        Command::Check => check(ui, global),
        Command::List(args) => list(ui, global, args),
        Command::Show { rule } => show(ui, global, rule),
    }
}

fn check(ui: Ui, global: &Global) -> Result<Exit, CommandError> {
    let book = packs::prove(ui, global)?;
    let rules = book.rulebook.rules.len();
    let editions: usize = book
        .rulebook
        .rules
        .values()
        .map(|rule| rule.editions.len())
        .sum();
    let facts = book.rulebook.facts.len();
    let warnings = book.warnings;
    ui.result(&ui.both(
        &format!("規則 {rules}件（{editions}版）、事実 {facts}件: 誤りなし、警告 {warnings}件\n"),
        &format!("{rules} rules in {editions} editions, {facts} facts: no mistakes, {warnings} warnings\n"),
    ))?;
    Ok(Exit::Success)
}

fn list(ui: Ui, global: &Global, args: &ListArgs) -> Result<Exit, CommandError> {
    let book = packs::load(ui, global)?;
    let entries: Vec<_> = rules::entries(&book.rulebook, &book.sources)
        .into_iter()
        .filter(|entry| {
            args.channel
                .as_ref()
                .is_none_or(|channel| entry.channel == channel)
        })
        .filter(|entry| {
            args.sector
                .as_ref()
                .is_none_or(|sector| entry.sector == *sector)
        })
        .filter(|entry| args.on.is_none_or(|day| entry.in_force_on(day)))
        .filter(|entry| !args.unverified || entry.lowest_verified < Verified::Ministry)
        .collect();
    let text = match args.format {
        Format::Text => rules::table(&entries, ui.lang, ui.width()),
        Format::Json => rules::json(&book.rulebook, &entries)?,
    };
    ui.result(&text)?;
    Ok(Exit::Success)
}

fn show(ui: Ui, global: &Global, id: &str) -> Result<Exit, CommandError> {
    let book = packs::load(ui, global)?;
    let Some(found) = book.rulebook.rules.get(&RuleId::new(id)) else {
        return Err(unknown_rule(ui, &book.rulebook, id));
    };
    ui.result(&rule::render(&book.rulebook, found, ui.lang, ui.width()))?;
    Ok(Exit::Success)
}

fn unknown_rule(ui: Ui, book: &crate::rulebook::Rulebook, id: &str) -> CommandError {
    let nearest = book
        .rules
        .keys()
        .map(|rule| (strsim::damerau_levenshtein(rule.as_str(), id), rule))
        .min()
        .map(|(_, rule)| {
            ui.both(
                &format!("もしかして: `{rule}`"),
                &format!("did you mean `{rule}`?"),
            )
        });
    CommandError::user(
        ui.both(
            &format!("規則`{id}`はありません"),
            &format!("there is no rule `{id}`"),
        ),
        nearest,
    )
}
