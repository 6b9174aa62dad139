//! `renraku rules diff`: what changed in the law between two days.

use jiff::civil::Date;

use crate::cli::args::{Format, Global};
use crate::cli::error::CommandError;
use crate::cli::exit::Exit;
use crate::cli::ui::Ui;
use crate::cli::{clock, packs};
use crate::render::diff::{Days, rules};
use crate::render::rules::entries;

/// Which days and which rules.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The earlier day
    #[arg(long, value_name = "DATE")]
    from: Date,
    /// The later day (default: today)
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// Only rules that may bind an operator of this sector, or kept in the folder of that name
    #[arg(long, value_name = "SECTOR")]
    sector: Option<String>,
    /// Only rules whose id begins with this
    #[arg(long, value_name = "PREFIX")]
    only: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Runs the command.
pub fn run(ui: Ui, global: &Global, args: &Args) -> Result<Exit, CommandError> {
    let book = packs::load(ui, global)?;
    let days = Days {
        from: args.from,
        to: args.to.unwrap_or_else(clock::today),
    };
    let entries = entries(&book.rulebook, &book.sources);
    let wanted = entries.iter().filter(|entry| {
        let only = args.only.as_ref();
        let sector = args.sector.as_ref();
        only.is_none_or(|prefix| entry.rule.id.as_str().starts_with(prefix.as_str()))
            && sector.is_none_or(|sector| entry.concerns(&book.rulebook, sector))
    });
    let changes = rules::compare(&book.rulebook, wanted.map(|entry| entry.rule), days);
    // Whoever asks for single rules does not ask who is who.
    let bodies = match (&args.only, &args.sector) {
        (None, None) => rules::bodies(&book.rulebook, days),
        _ => Vec::new(),
    };
    ui.result(&match args.format {
        Format::Text => {
            let both = (changes.as_slice(), bodies.as_slice());
            rules::text(days, both, ui.lang, ui.width())
        }
        Format::Json => rules::json(days, &changes, &bodies)?,
    })?;
    Ok(Exit::Success)
}
