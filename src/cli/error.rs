//! What can go wrong in a command, and how it ends the run.

use std::path::Path;

use super::exit::Exit;
use super::ui::Ui;

/// Bad input that has been told already, or is told by its message.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// Everything has been said on standard error.
    #[error("the input has mistakes")]
    Told,
    /// One message, for the user to mend.
    #[error("{message}")]
    User {
        /// What is wrong.
        message: String,
        /// The way out.
        hint: Option<String>,
    },
    /// The tool or the machine failed.
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

impl CommandError {
    /// A message with a way out.
    pub fn user(message: impl Into<String>, hint: impl Into<Option<String>>) -> Self {
        Self::User {
            message: message.into(),
            hint: hint.into(),
        }
    }

    /// There is nothing of that name; the nearest known name is the way out.
    pub fn no_such<'a>(
        ui: Ui,
        message: (&str, &str),
        id: &str,
        known: impl Iterator<Item = &'a str>,
    ) -> Self {
        let nearest = known
            .map(|name| (strsim::damerau_levenshtein(name, id), name))
            .min()
            .map(|(_, name)| {
                ui.both(
                    &format!("もしかして: `{name}`"),
                    &format!("did you mean `{name}`?"),
                )
            });
        Self::user(ui.both(message.0, message.1), nearest)
    }

    /// A file cannot be written.
    pub fn cannot_write(ui: Ui, path: &Path, error: std::io::Error) -> Self {
        let shown = path.display();
        Self::Internal(anyhow::Error::new(error).context(ui.both(
            &format!("`{shown}` に書けません"),
            &format!("cannot write `{shown}`"),
        )))
    }

    /// How the run ends.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Told | Self::User { .. } => Exit::Usage,
            Self::Internal(_) => Exit::Failure,
        }
    }
}

impl From<std::io::Error> for CommandError {
    fn from(error: std::io::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<serde_json::Error> for CommandError {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(error.into())
    }
}
