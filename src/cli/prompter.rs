//! Asking a person: the terminal behind a trait, so that a session can be played without one.

use std::io;

use dialoguer::theme::ColorfulTheme;
use dialoguer::{Input, MultiSelect, Select};

/// Room that a prompt takes beside an item.
const MARGIN: usize = 6;

/// What a person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply<T> {
    /// Answered.
    Answer(T),
    /// Wants the question before.
    Back,
    /// Wants to stop.
    Stop,
}

impl<T> Reply<T> {
    /// The same, with the answer changed.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Reply<U> {
        match self {
            Self::Answer(answer) => Reply::Answer(change(answer)),
            Self::Back => Reply::Back,
            Self::Stop => Reply::Stop,
        }
    }
}

/// Asks.
pub trait Prompter {
    /// One of several items.
    fn select(&mut self, items: &[String]) -> io::Result<Reply<usize>>;
    /// Any of several items.
    fn select_several(&mut self, items: &[String]) -> io::Result<Reply<Vec<usize>>>;
    /// A line of text.
    fn line(&mut self, prompt: &str) -> io::Result<Reply<String>>;
}

/// The terminal.
pub struct Terminal {
    theme: ColorfulTheme,
    width: usize,
}

impl Terminal {
    /// A terminal of so many columns. From here on Ctrl-C ends a prompt and not the program.
    pub fn new(width: usize) -> Result<Self, ctrlc::Error> {
        ctrlc::set_handler(|| {})?;
        Ok(Self {
            theme: ColorfulTheme::default(),
            width,
        })
    }

    /// An item wider than the terminal would be redrawn over the prompt.
    fn shorten(&self, items: &[String]) -> Vec<String> {
        let room = self.width.saturating_sub(MARGIN);
        items
            .iter()
            .map(|item| console::truncate_str(item, room, "…").into_owned())
            .collect()
    }
}

impl Prompter for Terminal {
    fn select(&mut self, items: &[String]) -> io::Result<Reply<usize>> {
        let items = self.shorten(items);
        let chosen = Select::with_theme(&self.theme)
            .items(&items)
            .default(0)
            .interact_opt();
        reply(chosen)
    }

    fn select_several(&mut self, items: &[String]) -> io::Result<Reply<Vec<usize>>> {
        let items = self.shorten(items);
        reply(
            MultiSelect::with_theme(&self.theme)
                .items(&items)
                .interact_opt(),
        )
    }

    fn line(&mut self, prompt: &str) -> io::Result<Reply<String>> {
        // Line mode: the other mode of the library leaves garbage behind wide characters.
        let typed = Input::<String>::with_theme(&self.theme)
            .with_prompt(prompt)
            .allow_empty(true)
            .interact();
        reply(typed.map(Some))
    }
}

/// Esc goes back, Ctrl-C stops; in both cases the cursor comes back.
fn reply<T>(chosen: Result<Option<T>, dialoguer::Error>) -> io::Result<Reply<T>> {
    match chosen {
        Ok(Some(answer)) => Ok(Reply::Answer(answer)),
        Ok(None) => Ok(Reply::Back),
        Err(dialoguer::Error::IO(error)) if error.kind() == io::ErrorKind::Interrupted => {
            console::Term::stderr().show_cursor()?;
            Ok(Reply::Stop)
        }
        Err(dialoguer::Error::IO(error)) => Err(error),
    }
}
