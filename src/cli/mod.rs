//! The program: arguments, commands, the terminal, the clock.
//!
//! `ui` is the only door to the terminal and `clock` the only reader of the clock; each command is one
//! file under `command` with its arguments and one function.

mod args;
mod clock;
mod command;
mod error;
mod exit;
mod given;
mod locale;
mod packs;
mod prompter;
mod save;
mod ui;

use std::ffi::OsString;

use clap::Parser;

use args::{Cli, Command};
use error::CommandError;
pub use exit::Exit;
use ui::Ui;

use crate::rulebook::Lang;

/// Runs the program with these words, the first being its own name.
pub fn run(words: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(words) {
        Ok(cli) => cli,
        Err(error) => {
            let help = !error.use_stderr();
            // Nothing sensible can be done when the help itself cannot be written.
            let _ = error.print();
            return if help { Exit::Success } else { Exit::Usage };
        }
    };
    let ui = Ui {
        lang: locale::choose(cli.global.lang.map(Into::into), |name| {
            std::env::var(name).ok()
        }),
    };
    let result = match cli.command {
        Command::Decide(args) => command::decide::run(ui, &cli.global, &args),
        Command::Cases(command) => command::cases::run(ui, &cli.global, &command),
        Command::Diff(args) => command::diff::run(ui, &cli.global, &args),
        Command::Triage(args) => command::triage::run(ui, &cli.global, &args),
        Command::Why(args) => command::why::run(ui, &cli.global, &args),
        Command::WhyNot(args) => command::why_not::run(ui, &cli.global, &args),
        Command::Filed(args) => command::filed::run(ui, &cli.global, &args),
        Command::History(args) => command::history::run(ui, &cli.global, &args),
        Command::Rules(command) => command::rules::run(ui, &cli.global, &command),
    };
    match result {
        Ok(exit) => exit,
        Err(error) => {
            let exit = error.exit();
            // Nothing sensible can be done when standard error is gone.
            let _ = ui.talk(&tell(&error, ui.lang));
            exit
        }
    }
}

/// The words for an error; nothing for one that has been told.
fn tell(error: &CommandError, lang: Lang) -> String {
    let (word, help) = match lang {
        Lang::Ja => ("エラー", "対処"),
        Lang::En => ("error", "help"),
    };
    match error {
        CommandError::Told => String::new(),
        CommandError::User { message, hint } => {
            let hint = hint
                .as_ref()
                .map(|hint| format!("{help}: {hint}\n"))
                .unwrap_or_default();
            format!("{word}: {message}\n{hint}")
        }
        CommandError::Internal(error) => format!("{word}: {error:#}\n"),
    }
}
