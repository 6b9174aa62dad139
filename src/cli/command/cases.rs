//! `renraku cases`: browse and check the casebook.

use clap::Subcommand;

use super::super::args::{Format, Global};
use super::super::error::CommandError;
use super::super::exit::Exit;
use super::super::packs::{self, Book};
use super::super::ui::Ui;
use crate::casebook::check::{self, Run};
use crate::casebook::cost::{self, Silence};
use crate::casebook::{Case, Casebook};
use crate::decide;
use crate::render::{cases, cost as render_cost};

/// What to do with the cases.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Decide every case and report what differs from what is expected
    Check(CheckArgs),
    /// Play the interview against every case: questions asked, and the fewest that would have done
    Cost(CostArgs),
    /// List the cases
    List {
        /// Only cases of this folder, a sector as a rule
        #[arg(long, value_name = "SECTOR")]
        sector: Option<String>,
        /// Output format
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Print a case: what was known, what is expected and why
    Show {
        /// The case's id
        case: String,
    },
}

/// Which cases to check.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Only these cases
    case: Vec<String>,
    /// Only what --casebook names, without the built-in cases
    #[arg(long)]
    casebook_only: bool,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Which cases to play, and how to print what they cost.
#[derive(Debug, clap::Args)]
pub struct CostArgs {
    /// Only cases whose id begins like this
    #[arg(long, value_name = "PREFIX")]
    only: Option<String>,
    /// What is answered where a case is silent
    #[arg(long, value_enum, default_value = "unknown")]
    silence: SilenceArg,
    /// Only what --casebook names, without the built-in cases
    #[arg(long)]
    casebook_only: bool,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// What is answered where a case is silent.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum SilenceArg {
    /// It is not known now
    Unknown,
    /// It did not happen
    Harmless,
}

/// Runs the command.
pub fn run(ui: Ui, global: &Global, command: &Command) -> Result<Exit, CommandError> {
    let book = packs::load(ui, global)?;
    match command {
        Command::Check(args) => check(ui, &book, global, args),
        Command::Cost(args) => play(ui, &book, global, args),
        Command::List { sector, format } => {
            let (casebook, _) = packs::load_casebook(ui, global, &book, false)?;
            let wanted = |folder: &str| sector.as_ref().is_none_or(|sector| folder == sector);
            let text = match format {
                Format::Text => cases::table(&casebook, wanted, ui.lang, ui.width()),
                Format::Json => cases::json(&casebook, wanted)?,
            };
            ui.result(&text)?;
            Ok(Exit::Success)
        }
        Command::Show { case } => {
            let (casebook, _) = packs::load_casebook(ui, global, &book, false)?;
            let Some(found) = casebook.cases.get(case) else {
                return Err(unknown_case(ui, &casebook, case));
            };
            ui.result(&cases::show(found, ui.lang, ui.width()))?;
            Ok(Exit::Success)
        }
    }
}

fn check(ui: Ui, book: &Book, global: &Global, args: &CheckArgs) -> Result<Exit, CommandError> {
    let (casebook, sources) = packs::load_casebook(ui, global, book, args.casebook_only)?;
    for id in &args.case {
        if !casebook.cases.contains_key(id) {
            return Err(unknown_case(ui, &casebook, id));
        }
    }
    if casebook.cases.is_empty() {
        let message = ui.both("事例が1件もありません", "there is not a single case");
        let hint = ui.both(
            "--casebook で事例のフォルダを指定してください",
            "name a folder of cases with --casebook",
        );
        return Err(CommandError::user(message, hint));
    }
    let chosen = casebook.cases.values();
    let chosen = chosen.filter(|case| args.case.is_empty() || args.case.contains(&case.id));
    let runs: Vec<Run> = chosen
        .flat_map(|case| {
            check::check_case(case, &|incident, at, as_of| {
                decide::decide(&book.rulebook, incident, at, as_of)
            })
        })
        .collect();
    let wrong: Vec<&Run> = runs
        .iter()
        .filter(|run| !run.differences.is_empty())
        .collect();
    let (total, failed) = (runs.len(), wrong.len());
    if args.format == Format::Json {
        ui.result(&cases::check_json(&runs)?)?;
    } else {
        for run in &wrong {
            ui.talk(&check::render::render(run, &sources, ui.lang))?;
        }
        let cases = casebook.cases.len();
        ui.result(&ui.both(
            &format!(
                "事例 {cases}件、判定 {total}件: 一致 {}件、不一致 {failed}件\n",
                total - failed
            ),
            &format!(
                "{cases} cases, {total} decisions: {} as expected, {failed} differ\n",
                total - failed
            ),
        ))?;
    }
    Ok(if failed == 0 {
        Exit::Success
    } else {
        Exit::Usage
    })
}

fn play(ui: Ui, book: &Book, global: &Global, args: &CostArgs) -> Result<Exit, CommandError> {
    let (casebook, _) = packs::load_casebook(ui, global, book, args.casebook_only)?;
    let wanted = |case: &Case| {
        let prefix = args.only.as_ref();
        prefix.is_none_or(|prefix| case.id.starts_with(prefix.as_str()))
    };
    let count = casebook.cases.values().filter(|case| wanted(case)).count();
    if count == 0 {
        let message = ui.both("当てはまる事例がありません", "there is no such case");
        let hint = ui.both(
            "`renraku cases list` で事例のIDを確かめてください",
            "see the ids with `renraku cases list`",
        );
        return Err(CommandError::user(message, hint));
    }
    let progress = ui.progress(count);
    let silence = match args.silence {
        SilenceArg::Unknown => Silence::Unknown,
        SilenceArg::Harmless => Silence::Harmless,
    };
    let step = || progress.step();
    let costs = cost::measure(&book.rulebook, &casebook, silence, &wanted, &step);
    progress.finish();
    ui.result(&match args.format {
        Format::Text => render_cost::text(&costs, ui.lang, ui.width()),
        Format::Json => render_cost::json(&costs)?,
    })?;
    Ok(Exit::Success)
}

fn unknown_case(ui: Ui, casebook: &Casebook, id: &str) -> CommandError {
    let message = (
        &*format!("事例`{id}`はありません"),
        &*format!("there is no case `{id}`"),
    );
    CommandError::no_such(ui, message, id, casebook.cases.keys().map(String::as_str))
}
