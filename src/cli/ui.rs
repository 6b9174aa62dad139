//! The one door to the terminal: results on standard output, talk on standard error.

use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;

use crate::render::text;
use crate::rulebook::Lang;
use crate::rulebook::diagnostic::Colour;

/// Narrower than this nothing reads well.
const MIN_WIDTH: usize = 40;
/// Wider than this lines are hard to follow.
const MAX_WIDTH: usize = 100;
/// Where nothing is known of the terminal.
const DEFAULT_WIDTH: usize = 80;
/// More than this is not an incident.
pub const MAX_INPUT: u64 = 1024 * 1024;

/// Where output goes and how.
#[derive(Clone, Copy, Debug)]
pub struct Ui {
    /// The language of everything that is said.
    pub lang: Lang,
}

#[expect(
    clippy::unused_self,
    reason = "the door is handed from command to command, so that nobody reaches for the terminal"
)]
impl Ui {
    /// Columns to write for.
    pub fn width(self) -> usize {
        let columns = std::env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok());
        let terminal = || {
            console::Term::stdout()
                .size_checked()
                .map(|(_, columns)| usize::from(columns))
        };
        columns
            .or_else(terminal)
            .unwrap_or(DEFAULT_WIDTH)
            .clamp(MIN_WIDTH, MAX_WIDTH)
    }

    /// How text is written for this reader.
    pub fn text(self) -> text::Options {
        text::Options {
            lang: self.lang,
            width: self.width(),
        }
    }

    /// One of two wordings.
    pub fn both(self, ja: &str, en: &str) -> String {
        match self.lang {
            Lang::Ja => ja.to_owned(),
            Lang::En => en.to_owned(),
        }
    }

    /// Whether talk on standard error may have colour.
    pub fn error_colour(self) -> Colour {
        match anstream::AutoStream::choice(&io::stderr()) {
            anstream::ColorChoice::Never => Colour::Never,
            _ => Colour::Always,
        }
    }

    /// Writes a result. A reader that went away is no failure.
    pub fn result(self, text: &str) -> io::Result<()> {
        quiet(anstream::stdout().lock().write_all(text.as_bytes()))
    }

    /// Says something about the run.
    pub fn talk(self, text: &str) -> io::Result<()> {
        quiet(anstream::stderr().lock().write_all(text.as_bytes()))
    }

    /// A bar for work that takes long; nothing where standard error is no terminal.
    pub fn progress(self, length: usize) -> Progress {
        let bar = if io::stderr().is_terminal() {
            let length = u64::try_from(length).unwrap_or(u64::MAX);
            indicatif::ProgressBar::new(length)
        } else {
            indicatif::ProgressBar::hidden()
        };
        Progress(bar)
    }

    /// Writes a result to a file in place of standard output, without colour.
    pub fn result_to(self, path: &Path, text: &str) -> io::Result<()> {
        std::fs::write(path, anstream::adapter::strip_str(text).to_string())
    }

    /// Everything on standard input, up to the limit and one byte more.
    pub fn input(self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        io::stdin()
            .lock()
            .take(MAX_INPUT + 1)
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// A bar that shows how far long work is.
pub struct Progress(indicatif::ProgressBar);

impl Progress {
    /// One step is done.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// The work is done; the bar goes away.
    pub fn finish(self) {
        self.0.finish_and_clear();
    }
}

fn quiet(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
