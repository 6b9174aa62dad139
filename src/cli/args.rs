//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::command;
use crate::rulebook::Lang;

/// Decides what an incident at a Japanese critical-infrastructure operator obliges it to report:
/// to whom, by when and why.
///
/// 重要インフラ事業者等のインシデントについて、報告・連絡の要否、宛先、期限、根拠を判定します。
#[derive(Debug, Parser)]
#[command(
    name = "renraku",
    version,
    arg_required_else_help = true,
    max_term_width = 100
)]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// Language of the output (default: from the locale, else ja)
    #[arg(long, global = true, env = "RENRAKU_LANG", value_name = "LANG")]
    pub lang: Option<LangArg>,
    /// Add an organisation's own rules on top of the built-in ones
    #[arg(long, global = true, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Use these rules in place of the built-in ones
    #[arg(long, global = true, value_name = "DIR")]
    pub rules_only: Option<PathBuf>,
    /// Add an organisation's own cases to the built-in ones
    #[arg(long, global = true, value_name = "DIR")]
    pub casebook: Vec<PathBuf>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make one decision, without asking
    Decide(command::decide::Args),
    /// Answer questions one at a time until everything is settled
    Triage(command::triage::Args),
    /// Decide one incident under the law of two days and show what differs
    Diff(command::diff::Args),
    /// Show why a rule is due, open or not due
    Why(command::why::Args),
    /// Show the nearest change of facts that would make a rule due
    WhyNot(command::why::Args),
    /// Record in the incident file what was filed, or decided not to be
    Filed(command::filed::Args),
    /// Show how the decision changed as facts came in
    History(command::history::Args),
    /// Browse and check the law as data
    #[command(subcommand)]
    Rules(command::rules::Command),
    /// Browse and check the casebook
    #[command(subcommand)]
    Cases(command::cases::Command),
}

/// A language on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LangArg {
    /// Japanese
    Ja,
    /// English
    En,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Ja => Self::Ja,
            LangArg::En => Self::En,
        }
    }
}

/// Text for a person or JSON for a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person
    Text,
    /// For a program; see docs/json.md
    Json,
}
