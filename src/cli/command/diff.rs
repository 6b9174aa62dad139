//! `renraku diff`: one incident under the law of two days.

use jiff::civil::Date;

use super::super::args::{Format, Global};
use super::super::error::CommandError;
use super::super::exit::Exit;
use super::super::given::Given;
use super::super::ui::Ui;
use super::super::{clock, packs};
use crate::decide::decide;
use crate::incident::set::Names;
use crate::render::diff::{Days, incident};

const EXAMPLES: &str = "\
Examples:
  renraku diff incident.yaml --from 2016-03-31
  renraku diff incident.yaml --from 2016-03-31 --to 2026-11-22 --format json";

/// Which incident and which days.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    given: Given,
    /// The law of this day
    #[arg(long, value_name = "DATE")]
    from: Date,
    /// And that of this day (default: today)
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Runs the command.
pub fn run(ui: Ui, global: &Global, args: &Args) -> Result<Exit, CommandError> {
    if args.given.as_of.is_some() {
        let message = ui.both(
            "`--as-of` は `diff` では使えません",
            "`--as-of` has no meaning here",
        );
        let hint = ui.both(
            "`--from` と `--to` で日を指定します",
            "the days are `--from` and `--to`",
        );
        return Err(CommandError::user(message, Some(hint)));
    }
    let book = packs::load(ui, global)?;
    let names = Names::new(&book.rulebook);
    let (casebook, sources) = packs::load_casebook_beside(ui, global, &book)?;
    let (given, at) = args.given.read(ui, &names, &casebook.profiles, sources)?;
    let days = Days {
        from: args.from,
        to: args.to.unwrap_or_else(clock::today),
    };
    let under = |day| decide(&book.rulebook, &given, at, Some(day));
    let (from, to) = (under(days.from), under(days.to));
    let pair = incident::Pair {
        from: &from,
        to: &to,
    };
    ui.result(&match args.format {
        Format::Text => incident::text(days, pair, ui.lang, ui.width()),
        Format::Json => incident::json(days, pair)?,
    })?;
    Ok(Exit::Success)
}
