//! Embeds every file under `rules/` and `casebook/` as (path, text), sorted by path, so that the binary
//! needs no files beside it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    for folder in ["rules", "casebook"] {
        embed(&root, folder)?;
    }
    Ok(())
}

/// Writes the list of one folder's files.
fn embed(root: &Path, folder: &str) -> io::Result<()> {
    let mut files = Vec::new();
    collect(&root.join(folder), &mut files)?;
    files.sort();
    let mut list = String::from("&[\n");
    for file in &files {
        let name = file.strip_prefix(root).unwrap_or(file);
        let name = name.to_string_lossy().replace('\\', "/");
        let file = file.to_string_lossy();
        let _ = writeln!(list, "    ({name:?}, include_str!({file:?})),");
    }
    list.push(']');
    let target = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(target.join(format!("{folder}.rs")), list)
}

/// Naming a folder makes cargo notice files that are added to it or taken away.
fn notice(path: &Path) -> io::Result<()> {
    writeln!(io::stdout(), "cargo::rerun-if-changed={}", path.display())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    notice(folder)?;
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with(['.', '#']));
        if path.is_dir() {
            collect(&path, files)?;
        } else if !hidden && path.extension().is_some_and(|ending| ending == "yaml") {
            notice(&path)?;
            files.push(path);
        }
    }
    Ok(())
}
