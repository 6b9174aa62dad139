//! `renraku rules`: browse and check the law as data.

mod diff;

use clap::Subcommand;
use jiff::civil::Date;

use crate::casebook::{Casebook, proof as casebook_proof};
use crate::cli::args::{Format, Global};
use crate::cli::error::CommandError;
use crate::cli::exit::Exit;
use crate::cli::packs::{self, Book};
use crate::cli::ui::Ui;
use crate::render::{proof, rule, rules};
use crate::rulebook::{RuleId, Verified};

/// What to do with the rules.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read every rule and report every mistake, with file, line and column
    Check,
    /// List the rules
    List(ListArgs),
    /// Show which single tests of the rules the casebook proves, and which not
    Coverage(ProofArgs),
    /// Change the rules in small ways and show which changes no case notices
    Mutate(ProofArgs),
    /// Print what changed between two days
    Diff(diff::Args),
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
    /// Only rules that may bind an operator of this sector, or kept in the folder of that name
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

/// What to prove, and how to print it.
#[derive(Debug, clap::Args)]
pub struct ProofArgs {
    /// Only rules and shared definitions whose id begins with this
    #[arg(long, value_name = "PREFIX")]
    only: Option<String>,
    /// Only what --casebook names, without the built-in cases
    #[arg(long)]
    casebook_only: bool,
    /// Exit with 2 when anything is missing
    #[arg(long)]
    require_all: bool,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Runs the command.
pub fn run(ui: Ui, global: &Global, command: &Command) -> Result<Exit, CommandError> {
    match command {
        Command::Check => check(ui, global),
        Command::List(args) => list(ui, global, args),
        Command::Coverage(args) => coverage(ui, global, args),
        Command::Mutate(args) => mutate(ui, global, args),
        Command::Diff(args) => diff::run(ui, global, args),
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

/// The rulebook with only the wanted rules and what can replace them, and the casebook.
fn wanted(ui: Ui, global: &Global, args: &ProofArgs) -> Result<(Book, Casebook), CommandError> {
    let mut book = packs::load(ui, global)?;
    let (casebook, sources) = packs::load_casebook(ui, global, &book, args.casebook_only)?;
    book.sources = sources;
    Ok((book, casebook))
}

/// Whether a rule or shared definition is wanted, by its id.
fn chosen(args: &ProofArgs, id: &str) -> bool {
    let only = args.only.as_ref();
    only.is_none_or(|prefix| id.starts_with(prefix.as_str()))
}

fn coverage(ui: Ui, global: &Global, args: &ProofArgs) -> Result<Exit, CommandError> {
    let (book, casebook) = wanted(ui, global, args)?;
    let progress = ui.progress(casebook_proof::trials(&casebook).len());
    let wanted = |id: &str| chosen(args, id);
    let step = || progress.step();
    let measured = casebook_proof::coverage::measure(&book.rulebook, &casebook, &wanted, &step);
    progress.finish();
    let mut sides = measured
        .iter()
        .flat_map(casebook_proof::coverage::TestCoverage::sides);
    let complete = !sides.any(|(_, shown)| shown.is_missing());
    ui.result(&match args.format {
        Format::Text => proof::coverage_text(&measured, &book.sources, ui.lang, ui.width()),
        Format::Json => proof::coverage_json(&measured, &book.sources)?,
    })?;
    Ok(if args.require_all && !complete {
        Exit::Usage
    } else {
        Exit::Success
    })
}

fn mutate(ui: Ui, global: &Global, args: &ProofArgs) -> Result<Exit, CommandError> {
    let (book, casebook) = wanted(ui, global, args)?;
    let wanted = |id: &str| chosen(args, id);
    let progress = ui.progress(casebook_proof::mutate::count(&book.rulebook, &wanted));
    let step = || progress.step();
    let found = casebook_proof::mutate::run(&book.rulebook, &casebook, &wanted, &step);
    progress.finish();
    let alive = |fate: &casebook_proof::mutate::Fate| {
        matches!(fate.end, casebook_proof::mutate::End::Alive(_))
    };
    let complete = !found.iter().any(alive);
    ui.result(&match args.format {
        Format::Text => proof::mutants_text(&found, &book.sources, ui.lang, ui.width()),
        Format::Json => proof::mutants_json(&found, &book.sources)?,
    })?;
    Ok(if args.require_all && !complete {
        Exit::Usage
    } else {
        Exit::Success
    })
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
            let wanted = args.sector.as_ref();
            wanted.is_none_or(|sector| entry.concerns(&book.rulebook, sector))
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

/// There is no such rule; the nearest name is the way out.
pub(super) fn unknown_rule(ui: Ui, book: &crate::rulebook::Rulebook, id: &str) -> CommandError {
    let message = (
        &*format!("規則`{id}`はありません"),
        &*format!("there is no rule `{id}`"),
    );
    CommandError::no_such(ui, message, id, book.rules.keys().map(RuleId::as_str))
}
