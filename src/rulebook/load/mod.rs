//! Loading: from the files inside the binary or from folders to a checked [`Rulebook`].
//!
//! This is the only part of the rulebook that touches a disk. Everything that is wrong is reported
//! together, in the order of the files.

mod kind;
pub(crate) mod walk;

use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::diagnostic::{Code, Diagnostic, Problems};
use super::place::FileId;
use super::read::{self, Document};
use super::sources::Sources;
use super::text::say;
use super::yaml::{self, Limits};
use super::{Rulebook, check, files};

/// Every file under `rules/` at build time: path and text, sorted.
const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// Which files to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packs {
    /// A folder or file that replaces the built-in rulebook.
    pub only: Option<PathBuf>,
    /// Folders or files on top.
    pub extra: Vec<PathBuf>,
}

/// How much to prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Everything that could make an answer wrong by a slip.
    Slips,
    /// Also what takes a search: that conditions can hold and that worse facts lose no duty.
    Proofs,
}

/// What was loaded.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The files, for printing diagnostics.
    pub sources: Sources,
    /// The rulebook, or every error.
    pub result: Result<Rulebook, Vec<Diagnostic>>,
    /// Warnings.
    pub warnings: Vec<Diagnostic>,
}

/// The rulebook inside the binary. Tests prove it, so that a start need not.
pub fn builtin() -> Loaded {
    load(&Packs::default(), Depth::Slips)
}

/// Loads the built-in rulebook with the packs on top, or what replaces it.
pub fn load(packs: &Packs, depth: Depth) -> Loaded {
    let mut load = Load::default();
    match &packs.only {
        Some(path) => load.add_pack(path),
        None => load.add_built_in(),
    }
    for path in &packs.extra {
        load.pack += 1;
        load.add_pack(path);
    }
    load.finish(depth)
}

/// What has been gathered so far.
#[derive(Default)]
struct Load {
    sources: Sources,
    problems: Problems,
    /// The pack that is being read: 0, then those on top.
    pack: usize,
    /// Path within its pack, the pack, and the file.
    files: Vec<(usize, String, FileId)>,
}

impl Load {
    fn add_built_in(&mut self) {
        for (path, text) in BUILT_IN {
            let file = self.sources.add(*path, *text);
            let inside = path.strip_prefix("rules/").unwrap_or(path);
            self.files.push((self.pack, inside.to_owned(), file));
        }
    }

    fn add_pack(&mut self, root: &std::path::Path) {
        let found = walk::files(root, &mut self.problems);
        if found.is_empty() && root.is_dir() {
            let shown = root.display();
            self.problems.push(
                Diagnostic::new(
                    Code::EmptyPack,
                    None,
                    say!(
                        "`{shown}` に規則のファイルがありません",
                        "there is no file of rules in `{shown}`"
                    ),
                )
                .help(say!(
                    "`.yaml` で終わるファイルを置いてください",
                    "put files there whose names end in `.yaml`"
                )),
            );
        }
        for (inside, path) in found {
            if let Some(file) = files::read(&path, &mut self.sources, &mut self.problems) {
                self.files.push((self.pack, inside, file));
            }
        }
    }

    fn finish(mut self, depth: Depth) -> Loaded {
        self.files.sort();
        let documents = self.parse();
        let mut rulebook = read::read(&documents, &mut self.problems);
        rulebook.digest = digest(&self.files, &self.sources);
        check::check(&mut rulebook, depth, &mut self.problems);
        let (errors, warnings) = self.problems.into_sorted();
        let result = if errors.is_empty() {
            Ok(rulebook)
        } else {
            Err(errors)
        };
        Loaded {
            sources: self.sources,
            result,
            warnings,
        }
    }

    /// Parses on two threads: half of the time of a start goes into this.
    fn parse(&mut self) -> Vec<Document> {
        let (sources, files) = (&self.sources, &self.files);
        let (first, second) = files.split_at(files.len() / 2);
        let (one, other) = std::thread::scope(|scope| {
            let handle = scope.spawn(|| parse(sources, first));
            let other = parse(sources, second);
            // A thread that panicked left nothing; its files are then read here.
            let one = handle.join().unwrap_or_else(|_| parse(sources, first));
            (one, other)
        });
        let mut documents = Vec::new();
        for (parsed, problems) in [one, other] {
            documents.extend(parsed);
            self.problems.extend(problems);
        }
        documents
    }
}

fn parse(sources: &Sources, files: &[(usize, String, FileId)]) -> (Vec<Document>, Problems) {
    let (mut documents, mut problems) = (Vec::new(), Problems::default());
    for (pack, inside, file) in files {
        let Some(tree) = yaml::parse(sources, *file, Limits::RULES, &mut problems) else {
            continue;
        };
        let name = inside.rsplit('/').next().unwrap_or(inside);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        match kind::of(inside, &tree) {
            Some(kind) => documents.push(Document {
                kind,
                stem: stem.to_owned(),
                tree,
                pack: *pack,
            }),
            None => problems.push(kind::unknown(&tree)),
        }
    }
    (documents, problems)
}

/// SHA-256 over `path NUL text NUL` of every file, sorted by pack and path within the pack.
fn digest(files: &[(usize, String, FileId)], sources: &Sources) -> String {
    let mut hash = Sha256::new();
    for (_, inside, file) in files {
        for part in [inside.as_str(), sources.text(*file)] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
    }
    let digits = hash
        .finalize()
        .into_iter()
        .map(|byte| format!("{byte:02x}"));
    format!("sha256:{}", digits.collect::<String>())
}
