//! Saving without losing: a new file of the owner's only, synced, then renamed over the old one.
//!
//! It owns bytes and paths and knows nothing of incidents: what is written is text.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// Replaces a file by one of this text that only its owner may read. Whatever happens, the file is
/// then either the old one or the new one.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = folder(path);
    let mut file: NamedTempFile = Builder::new()
        .prefix(".renraku-")
        .suffix(".tmp")
        .tempfile_in(&folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|failed| failed.error)?;
    sync_folder(&folder)
}

/// Makes the rename itself last; not every platform can.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}
