//! Loads the rulebook and the casebook that the global options name, and says what is wrong with them.

use super::args::Global;
use super::error::CommandError;
use super::ui::Ui;
use crate::casebook::{self, Casebook};
use crate::rulebook::diagnostic::{Diagnostic, render_all};
use crate::rulebook::load::{self, Depth, Loaded, Packs};
use crate::rulebook::{Rulebook, Sources};

/// A rulebook and the files it was read from.
pub struct Book {
    /// The law.
    pub rulebook: Rulebook,
    /// Its files.
    pub sources: Sources,
    /// How many warnings there were.
    pub warnings: usize,
}

/// Loads the rulebook. The one inside the binary was proven when it was built; packs are proven
/// whenever they are used.
pub fn load(ui: Ui, global: &Global) -> Result<Book, CommandError> {
    let packs = Packs {
        only: global.rules_only.clone(),
        extra: global.rules.clone(),
    };
    let depth = if packs == Packs::default() {
        Depth::Slips
    } else {
        Depth::Proofs
    };
    tell(ui, load::load(&packs, depth))
}

/// Loads the rulebook and proves all of it.
pub fn prove(ui: Ui, global: &Global) -> Result<Book, CommandError> {
    let packs = Packs {
        only: global.rules_only.clone(),
        extra: global.rules.clone(),
    };
    tell(ui, load::load(&packs, Depth::Proofs))
}

fn tell(ui: Ui, loaded: Loaded) -> Result<Book, CommandError> {
    let Loaded {
        sources,
        result,
        warnings,
    } = loaded;
    say(ui, &sources, &warnings)?;
    match result {
        Ok(rulebook) => Ok(Book {
            rulebook,
            sources,
            warnings: warnings.len(),
        }),
        Err(errors) => {
            say(ui, &sources, &errors)?;
            let count = errors.len();
            ui.talk(&ui.both(&format!("誤り {count}件\n"), &format!("{count} mistakes\n")))?;
            Err(CommandError::Told)
        }
    }
}

/// Loads the casebook that belongs beside a rulebook: beside rules that replace the built-in ones the
/// built-in cases mean nothing.
pub fn load_casebook_beside(
    ui: Ui,
    global: &Global,
    book: &Book,
) -> Result<(Casebook, Sources), CommandError> {
    load_casebook(ui, global, book, global.rules_only.is_some())
}

/// Loads the casebook on top of a rulebook; with `only` without the built-in cases.
pub fn load_casebook(
    ui: Ui,
    global: &Global,
    book: &Book,
    only: bool,
) -> Result<(Casebook, Sources), CommandError> {
    let sources = book.sources.clone();
    let loaded = if only {
        casebook::load_only(&global.casebook, &book.rulebook, sources)
    } else {
        casebook::load(&global.casebook, &book.rulebook, sources)
    };
    say(ui, &loaded.sources, &loaded.warnings)?;
    say(ui, &loaded.sources, &loaded.errors)?;
    if loaded.errors.is_empty() {
        Ok((loaded.casebook, loaded.sources))
    } else {
        Err(CommandError::Told)
    }
}

/// Says diagnostics on standard error.
pub fn say(ui: Ui, sources: &Sources, list: &[Diagnostic]) -> Result<(), CommandError> {
    if !list.is_empty() {
        let text = render_all(list, sources, ui.lang, ui.error_colour());
        ui.talk(&format!("{}\n", text.trim_end()))?;
    }
    Ok(())
}
