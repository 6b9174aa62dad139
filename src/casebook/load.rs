//! Loads the cases inside the binary and those of an organisation's own folders.

use std::path::{Path, PathBuf};

use super::Casebook;
use super::read::{self, CaseFile};
use crate::incident::Profile;
use crate::incident::set::Names;
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::load::walk;
use crate::rulebook::{FileId, Place, Rulebook, Sources, files, say};

/// Every file under `casebook/` at build time: path and text, sorted.
const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/casebook.rs"));

/// The folder of a pack that holds profiles.
const PROFILES: &str = "profiles";

/// What was loaded.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Every case and profile that could be read.
    pub casebook: Casebook,
    /// The files, after those that were handed in, for printing diagnostics.
    pub sources: Sources,
    /// Errors: what they are about is not in the casebook.
    pub errors: Vec<Diagnostic>,
    /// Warnings.
    pub warnings: Vec<Diagnostic>,
}

/// The casebook inside the binary.
pub fn builtin(book: &Rulebook, sources: Sources) -> Loaded {
    load(&[], book, sources)
}

/// The casebook inside the binary with folders or files on top. `sources` is the table to which the
/// files are added: that of the rulebook, so that one table serves every diagnostic.
pub fn load(packs: &[PathBuf], book: &Rulebook, sources: Sources) -> Loaded {
    let mut load = Load::new(sources);
    for (path, text) in BUILT_IN {
        let file = load.sources.add(*path, *text);
        let inside = path.strip_prefix("casebook/").unwrap_or(path);
        load.files.push((inside.to_owned(), file));
    }
    for path in packs {
        load.add_pack(path);
    }
    load.finish(book)
}

/// Folders or files only: beside rules that replace those of the binary, its cases mean nothing.
pub fn load_only(packs: &[PathBuf], book: &Rulebook, sources: Sources) -> Loaded {
    let mut load = Load::new(sources);
    for path in packs {
        load.add_pack(path);
    }
    load.finish(book)
}

struct Load {
    sources: Sources,
    problems: Problems,
    /// Path within its pack, and the file.
    files: Vec<(String, FileId)>,
}

impl Load {
    fn new(sources: Sources) -> Self {
        Self {
            sources,
            problems: Problems::default(),
            files: Vec::new(),
        }
    }

    fn add_pack(&mut self, root: &Path) {
        let found = walk::files(root, &mut self.problems);
        if found.is_empty() && root.is_dir() {
            let shown = root.display();
            let message = say!(
                "`{shown}` に事例のファイルがありません",
                "there is no file of cases in `{shown}`"
            );
            self.problems
                .push(Diagnostic::new(Code::EmptyPack, None, message));
        }
        for (inside, path) in found {
            if let Some(file) = files::read(&path, &mut self.sources, &mut self.problems) {
                self.files.push((inside, file));
            }
        }
    }

    fn finish(mut self, book: &Rulebook) -> Loaded {
        let names = Names::new(book);
        let mut casebook = Casebook::default();
        let mut places: Vec<(String, Place)> = Vec::new();
        let (profiles, cases): (Vec<_>, Vec<_>) = std::mem::take(&mut self.files)
            .into_iter()
            .partition(|(inside, _)| folder(inside) == PROFILES);
        for (inside, file) in profiles {
            let name = stem(&inside).to_owned();
            let read = Profile::parse(file, &names, &self.sources, &mut self.problems);
            let Some(profile) = read else { continue };
            let place = self.sources.place(file, 0..0);
            let first = places.iter().find(|(known, _)| *known == name);
            if let Some((_, first)) = first {
                self.problems.push(read::twice(&name, place, *first));
                continue;
            }
            places.push((name.clone(), place));
            casebook.profiles.insert(name, profile);
        }
        for (inside, file) in cases {
            let from = CaseFile {
                folder: folder(&inside),
                stem: stem(&inside),
                file,
            };
            let (profiles, problems) = (&casebook.profiles, &mut self.problems);
            let read = read::case(&from, &names, profiles, &self.sources, problems);
            let Some(case) = read else { continue };
            if let Some(first) = casebook.cases.get(&case.id) {
                problems.push(read::twice(&case.id, case.place, first.place));
                continue;
            }
            casebook.cases.insert(case.id.clone(), case);
        }
        let (errors, warnings) = self.problems.into_sorted();
        Loaded {
            casebook,
            sources: self.sources,
            errors,
            warnings,
        }
    }
}

/// The folder directly above a file, within its pack.
fn folder(inside: &str) -> &str {
    let folders = inside.rsplit_once('/').map_or("", |(folders, _)| folders);
    folders.rsplit('/').next().unwrap_or_default()
}

fn stem(inside: &str) -> &str {
    let name = inside.rsplit('/').next().unwrap_or(inside);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
