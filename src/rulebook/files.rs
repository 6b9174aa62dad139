//! Reading a file from disk within limits, and saying plainly why one cannot be read.

use std::fs;
use std::io;
use std::path::Path;

use super::diagnostic::{Code, Diagnostic, Problems};
use super::place::FileId;
use super::sources::Sources;
use super::text::say;

/// The largest file that is read.
pub const MAX_BYTES: u64 = 1024 * 1024;

/// Reads a file into the table; `None` when that is impossible, with the reason among the problems.
pub fn read(path: &Path, sources: &mut Sources, problems: &mut Problems) -> Option<FileId> {
    match read_text(path) {
        Ok(text) => Some(sources.add(path.display().to_string(), text)),
        Err(diagnostic) => {
            problems.push(*diagnostic);
            None
        }
    }
}

fn read_text(path: &Path) -> Result<String, Box<Diagnostic>> {
    let shown = path.display();
    let metadata = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if metadata.is_dir() {
        return Err(Box::new(Diagnostic::new(
            Code::FileIsFolder,
            None,
            say!(
                "`{shown}` はフォルダです",
                "`{shown}` is a folder, not a file"
            ),
        )));
    }
    if metadata.len() > MAX_BYTES {
        return Err(Box::new(too_large(path)));
    }
    let bytes = read_bytes(path).map_err(|error| unreadable(path, &error))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MAX_BYTES) {
        return Err(Box::new(too_large(path)));
    }
    decode(bytes).map_err(|line| {
        Box::new(
            Diagnostic::new(
                Code::FileNotUtf8,
                None,
                say!(
                    "`{shown}` の{line}行目がUTF-8ではありません",
                    "`{shown}` is not UTF-8 at line {line}"
                ),
            )
            .help(say!(
                "文字コードをUTF-8にして保存し直してください",
                "save the file again in UTF-8"
            )),
        )
    })
}

fn too_large(path: &Path) -> Diagnostic {
    let shown = path.display();
    Diagnostic::new(
        Code::FileTooLarge,
        None,
        say!(
            "`{shown}` は大きすぎます（1 MiBまで）",
            "`{shown}` is too large (at most 1 MiB)"
        ),
    )
}

/// Never more than one byte over the limit, whatever the metadata said: a pipe or device has no length.
fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    use std::io::Read;
    let mut bytes = Vec::new();
    fs::File::open(path)?
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text without a byte order mark, or the line at which it is not UTF-8.
fn decode(bytes: Vec<u8>) -> Result<String, usize> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text
            .strip_prefix('\u{feff}')
            .map_or_else(|| text.clone(), str::to_owned)),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let before = error.as_bytes().iter().take(good);
            Err(before.filter(|byte| **byte == b'\n').count() + 1)
        }
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    let shown = path.display();
    let message = if error.kind() == io::ErrorKind::NotFound {
        say!("`{shown}` がありません", "`{shown}` does not exist")
    } else {
        say!(
            "`{shown}` を読めません（{error}）",
            "`{shown}` cannot be read ({error})"
        )
    };
    Box::new(Diagnostic::new(Code::FileUnreadable, None, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code_of(path: &Path) -> Option<Code> {
        let (mut sources, mut problems) = (Sources::default(), Problems::default());
        read(path, &mut sources, &mut problems);
        problems.into_sorted().0.first().map(|found| found.code)
    }

    #[test]
    fn each_obstacle_has_its_own_code() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("sjis"), b"a: 1\n\x8f\xc9").unwrap();
        std::fs::File::create(path("huge"))
            .unwrap()
            .set_len(MAX_BYTES + 1)
            .unwrap();
        std::fs::write(path("bom"), "\u{feff}a: 1").unwrap();
        assert_eq!(code_of(folder.path()), Some(Code::FileIsFolder));
        assert_eq!(code_of(&path("none")), Some(Code::FileUnreadable));
        assert_eq!(code_of(&path("huge")), Some(Code::FileTooLarge));
        assert_eq!(code_of(&path("sjis")), Some(Code::FileNotUtf8));
        assert_eq!(code_of(&path("bom")), None);
    }
}
