//! Finds the YAML files of a pack.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::text::say;

/// How deep folders may nest.
const DEPTH: usize = 16;

/// The files under `root`, or `root` itself if it is a file: path within the pack, and path to open.
pub(crate) fn files(root: &Path, problems: &mut Problems) -> Vec<(String, PathBuf)> {
    if !root.is_dir() {
        // A file, or nothing; reading it will say which.
        let name = root.file_name().unwrap_or(root.as_os_str());
        return vec![(name.to_string_lossy().into_owned(), root.to_owned())];
    }
    let mut walk = Walk {
        problems,
        seen: BTreeSet::new(),
        found: Vec::new(),
    };
    walk.folder(root, "", 0);
    walk.found.sort();
    walk.found
}

struct Walk<'a> {
    problems: &'a mut Problems,
    /// Folders by their real path: a link back up is followed once only.
    seen: BTreeSet<PathBuf>,
    found: Vec<(String, PathBuf)>,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, inside: &str, depth: usize) {
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        if depth > DEPTH || !self.seen.insert(real) {
            return;
        }
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                let shown = folder.display();
                self.problems.push(Diagnostic::new(
                    Code::FileUnreadable,
                    None,
                    say!(
                        "`{shown}` を読めません（{error}）",
                        "`{shown}` cannot be read ({error})"
                    ),
                ));
                return;
            }
        };
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            // Editors leave hidden files, `#name#` and `name~` behind.
            if name.starts_with(['.', '#']) || name.ends_with('~') {
                continue;
            }
            let inside = if inside.is_empty() {
                name.into_owned()
            } else {
                format!("{inside}/{name}")
            };
            self.entry(path, inside, depth);
        }
    }

    fn entry(&mut self, path: PathBuf, inside: String, depth: usize) {
        if path.is_dir() {
            self.folder(&path, &inside, depth + 1);
        } else if path
            .extension()
            .is_some_and(|ending| ending == "yaml" || ending == "yml")
        {
            self.found.push((inside, path));
        } else if looks_like_yaml(&inside) {
            let shown = path.display();
            self.problems.push(
                Diagnostic::new(
                    Code::FileIgnored,
                    None,
                    say!("`{shown}` は読みませんでした", "`{shown}` was not read"),
                )
                .help(say!(
                    "読ませるには名前を `.yaml` で終えてください",
                    "let its name end in `.yaml` if it is to be read"
                )),
            );
        }
    }
}

fn looks_like_yaml(name: &str) -> bool {
    let name = name.to_lowercase();
    name.contains(".yaml") || name.contains(".yml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_are_ignored_and_links_end() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("law")).unwrap();
        for name in [
            "b.yaml",
            "law/a.yml",
            ".c.yaml",
            "#d.yaml#",
            "e.yaml~",
            "f.txt",
            "g.YAML",
        ] {
            fs::write(root.join(name), "a: 1").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(root, root.join("law/loop")).unwrap();
        let mut problems = Problems::default();
        let found: Vec<_> = files(root, &mut problems)
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(found, ["b.yaml", "law/a.yml"]);
        let warnings: Vec<_> = problems
            .into_sorted()
            .1
            .into_iter()
            .map(|w| w.code)
            .collect();
        assert_eq!(warnings, [Code::FileIgnored]);
    }
}
