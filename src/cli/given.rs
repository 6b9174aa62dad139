//! What is given of an incident on the command line: a file, settings, a profile, the instant and
//! the day of the law. Every command that decides takes the same.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::Date;

use super::error::CommandError;
use super::ui::{MAX_INPUT, Ui};
use super::{clock, packs};
use crate::decide::tokyo;
use crate::incident::file::{self, Context};
use crate::incident::profile::{Profile, Profiles};
use crate::incident::set::{self, Names};
use crate::incident::{Incident, value};
use crate::rulebook::Sources;
use crate::rulebook::diagnostic::Problems;

/// What standard input is called in messages.
const STANDARD_INPUT: &str = "-";

/// What is given of an incident.
#[derive(Debug, clap::Args)]
pub struct Given {
    /// An incident file, or - for standard input
    pub file: Option<PathBuf>,
    /// State a fact; may be repeated. `?` means asked and not known
    #[arg(long, short, value_name = "FACT=VALUE")]
    pub set: Vec<String>,
    /// Decide by the law of this day, whatever the facts' dates
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// Decide by what was known at this instant (default: the file's, else now); Asia/Tokyo
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub at: Option<Timestamp>,
    /// Facts about the organisation that do not change from incident to incident
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
}

impl Given {
    /// The incident as given, and the instant of decision.
    pub fn read(
        &self,
        ui: Ui,
        names: &Names<'_>,
        profiles: &Profiles,
        sources: Sources,
    ) -> Result<(Incident, Timestamp), CommandError> {
        let mut input = Input {
            ui,
            names,
            profiles,
            sources,
        };
        let mut incident = input.incident(self)?;
        let at = self.at.or(incident.at).unwrap_or_else(clock::now);
        input.settings(self, at, &mut incident)?;
        Ok((incident, at))
    }
}

/// An instant; a bare day is its end, so that everything that was known that day counts.
pub(super) fn instant(text: &str) -> Result<Timestamp, String> {
    // `parse` would also take a day with a time behind it, and forget the time.
    if let Ok(day) = Date::strptime("%Y-%m-%d", text.trim()) {
        return Timestamp::from_second(tokyo::end_of(day)).map_err(|error| error.to_string());
    }
    value::read_moment(text).map_err(|problem| problem.message().en)
}

/// Gathers what is said of the incident.
struct Input<'a> {
    ui: Ui,
    names: &'a Names<'a>,
    profiles: &'a Profiles,
    sources: Sources,
}

impl Input<'_> {
    fn incident(&mut self, given: &Given) -> Result<Incident, CommandError> {
        let mut problems = Problems::default();
        let profile = given
            .profile
            .as_ref()
            .map(|path| Profile::read(path, self.names, &mut self.sources, &mut problems));
        let profile = profile.flatten().unwrap_or_default();
        let context = Context {
            names: self.names,
            profiles: self.profiles,
            given: &profile.statements,
        };
        let incident = match &given.file {
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
        given: &Given,
        at: Timestamp,
        incident: &mut Incident,
    ) -> Result<(), CommandError> {
        match set::read_arguments(self.names, &given.set, &incident.statements, Some(at)) {
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
