//! `renraku decide`: one decision, no questions.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;

use super::super::args::{Format, Global};
use super::super::error::CommandError;
use super::super::exit::Exit;
use super::super::ui::{MAX_INPUT, Ui};
use super::super::{clock, packs};
use crate::casebook;
use crate::decide::{self, Decision, State, tokyo};
use crate::incident::file::{self, Context};
use crate::incident::profile::{Profile, Profiles};
use crate::incident::set::{self, Names};
use crate::incident::{Incident, value};
use crate::render::{Report, json, text};
use crate::rulebook::Sources;
use crate::rulebook::diagnostic::Problems;

/// What standard input is called in messages.
const STANDARD_INPUT: &str = "-";

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
    /// An incident file, or - for standard input
    file: Option<PathBuf>,
    /// State a fact; may be repeated. `?` means asked and not known
    #[arg(long, short, value_name = "FACT=VALUE")]
    set: Vec<String>,
    /// Decide by the law of this day, whatever the facts' dates
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Decide by what was known at this instant (default: the file's, else now); Asia/Tokyo
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    at: Option<Timestamp>,
    /// Facts about the organisation that do not change from incident to incident
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
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

/// An instant; a bare day is its end, so that everything that was known that day counts.
fn instant(text: &str) -> Result<Timestamp, String> {
    // `parse` would also take a day with a time behind it, and forget the time.
    if let Ok(day) = Date::strptime("%Y-%m-%d", text.trim()) {
        return Timestamp::from_second(tokyo::end_of(day)).map_err(|error| error.to_string());
    }
    value::read_moment(text).map_err(|problem| problem.message().en)
}

/// Runs the command.
pub fn run(ui: Ui, global: &Global, args: &Args) -> Result<Exit, CommandError> {
    let book = packs::load(ui, global)?;
    let names = Names::new(&book.rulebook);
    // Beside rules that replace the built-in ones the built-in cases mean nothing.
    let only = global.rules_only.is_some();
    let (casebook, sources) = packs::load_casebook(ui, global, &book, only)?;
    let mut input = Input {
        ui,
        names: &names,
        profiles: &casebook.profiles,
        sources,
    };
    let mut incident = input.incident(args)?;
    let at = args.at.or(incident.at).unwrap_or_else(clock::now);
    input.settings(args, at, &mut incident)?;
    let decision = decide::decide(&book.rulebook, &incident, at, args.as_of);
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
        Format::Text => text::render(
            &report,
            text::Options {
                lang: ui.lang,
                width: ui.width(),
            },
        ),
    };
    match &args.output {
        Some(path) => write(ui, path, &written)?,
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

fn write(ui: Ui, path: &Path, text: &str) -> Result<(), CommandError> {
    ui.result_to(path, text).map_err(|error| {
        let shown = path.display();
        CommandError::Internal(anyhow::Error::new(error).context(ui.both(
            &format!("`{shown}` に書けません"),
            &format!("cannot write `{shown}`"),
        )))
    })
}

/// Gathers what is said of the incident.
struct Input<'a> {
    ui: Ui,
    names: &'a Names<'a>,
    profiles: &'a Profiles,
    sources: Sources,
}

impl Input<'_> {
    fn incident(&mut self, args: &Args) -> Result<Incident, CommandError> {
        let mut problems = Problems::default();
        let profile = args
            .profile
            .as_ref()
            .map(|path| Profile::read(path, self.names, &mut self.sources, &mut problems));
        let profile = profile.flatten().unwrap_or_default();
        let context = Context {
            names: self.names,
            profiles: self.profiles,
            given: &profile.statements,
        };
        let incident = match &args.file {
            Some(path) if path.as_os_str() == STANDARD_INPUT => {
                let text = self.standard_input()?;
                file::read_text(
                    STANDARD_INPUT,
                    &text,
                    context,
                    &mut self.sources,
                    &mut problems,
                )
            }
            Some(path) => file::read(path, context, &mut self.sources, &mut problems),
            None => Some(Incident {
                statements: profile.statements.clone(),
                remarks: profile.remarks.clone(),
                ..Incident::default()
            }),
        };
        self.tell(problems)?;
        incident.ok_or(CommandError::Told)
    }

    fn standard_input(&self) -> Result<String, CommandError> {
        let bytes = self.ui.input()?;
        if u64::try_from(bytes.len()).is_ok_and(|length| length > MAX_INPUT) {
            return Err(self.bad_input("大きすぎます（1 MiBまで）", "is too large (at most 1 MiB)"));
        }
        String::from_utf8(bytes).map_err(|_| self.bad_input("UTF-8ではありません", "is not UTF-8"))
    }

    fn bad_input(&self, ja: &str, en: &str) -> CommandError {
        let message = self
            .ui
            .both(&format!("標準入力は{ja}"), &format!("standard input {en}"));
        CommandError::user(message, None)
    }

    fn settings(
        &self,
        args: &Args,
        at: Timestamp,
        incident: &mut Incident,
    ) -> Result<(), CommandError> {
        match set::read_arguments(self.names, &args.set, &incident.statements, Some(at)) {
            Ok(taken) => {
                incident.statements.extend(taken.statements);
                incident.remarks.extend(taken.remarks);
                Ok(())
            }
            Err(errors) => {
                let list: Vec<_> = errors.iter().map(set::SetError::diagnostic).collect();
                packs::say(self.ui, &self.sources, &list)?;
                Err(CommandError::Told)
            }
        }
    }

    fn tell(&self, problems: Problems) -> Result<(), CommandError> {
        let (errors, warnings) = problems.into_sorted();
        packs::say(self.ui, &self.sources, &warnings)?;
        packs::say(self.ui, &self.sources, &errors)?;
        if errors.is_empty() {
            Ok(())
        } else {
            Err(CommandError::Told)
        }
    }
}
