//! The table of files: what was read, under which path, and where its lines begin.
//!
//! A [`Place`] is an index into this table; whoever prints a place needs it. The table knows nothing
//! of YAML and never opens a file.

use std::ops::Range;

use super::place::{FileId, Place};

/// Every file that was read, in the order in which it was added.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

#[derive(Clone, Debug)]
struct SourceFile {
    path: String,
    text: String,
    line_starts: Vec<usize>,
}

impl Sources {
    /// Takes in a file; `path` is what messages print.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(breaks).collect();
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile {
            path: path.into(),
            text,
            line_starts,
        });
        id
    }

    /// The path of a file.
    pub fn path(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.path)
    }

    /// The whole text of a file.
    pub fn text(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.text)
    }

    /// One line, counted from 1, without its line break.
    pub fn line(&self, file: FileId, line: u32) -> Option<&str> {
        let source = self.file(file)?;
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        let start = *source.line_starts.get(index)?;
        let rest = source.text.get(start..)?;
        Some(rest.lines().next().unwrap_or(""))
    }

    /// The characters at a place.
    pub fn slice(&self, place: Place) -> &str {
        self.text(place.file).get(place.bytes()).unwrap_or_default()
    }

    /// The place of a byte range; what lies outside the text or inside a character is moved to the
    /// nearest character before it.
    pub fn place(&self, file: FileId, bytes: Range<usize>) -> Place {
        let text = self.text(file);
        let start = text.floor_char_boundary(bytes.start);
        let end = text.floor_char_boundary(bytes.end).max(start);
        let (line, column) = self.line_and_column(file, start);
        Place {
            file,
            line,
            column,
            start: narrow(start),
            end: narrow(end),
        }
    }

    /// The byte offset of a line and column, both counted from 1, the column in characters.
    pub fn offset(&self, file: FileId, line: u32, column: u32) -> Option<usize> {
        let source = self.file(file)?;
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        let start = *source.line_starts.get(index)?;
        let before = usize::try_from(column).ok()?.saturating_sub(1);
        let line: String = self.line(file, line)?.chars().take(before).collect();
        Some(start + line.len())
    }

    /// Every file, in order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &str, &str)> {
        self.files.iter().enumerate().map(|(index, file)| {
            let id = FileId(u32::try_from(index).unwrap_or(u32::MAX));
            (id, file.path.as_str(), file.text.as_str())
        })
    }

    fn file(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(usize::try_from(file.0).ok()?)
    }

    fn line_and_column(&self, file: FileId, offset: usize) -> (u32, u32) {
        let Some(source) = self.file(file) else {
            return (1, 1);
        };
        let line = source.line_starts.partition_point(|start| *start <= offset);
        let start = line
            .checked_sub(1)
            .and_then(|index| source.line_starts.get(index))
            .copied()
            .unwrap_or(0);
        let before = source.text.get(start..offset).unwrap_or_default();
        (narrow(line.max(1)), narrow(before.chars().count() + 1))
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", "x: 1\nあい: 2\n");
        let place = sources.place(file, 13..14);
        assert_eq!((place.line, place.column), (2, 5));
        assert_eq!(sources.slice(place), "2");
        assert_eq!(sources.offset(file, 2, 5), Some(13));
        assert_eq!(sources.line(file, 2), Some("あい: 2"));
    }

    #[test]
    fn nothing_outside_the_text_is_an_error() {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", "あ");
        let place = sources.place(file, 1..99);
        assert_eq!((place.start, place.end), (0, 3));
        assert_eq!(sources.line(file, 9), None);
        assert_eq!(sources.text(FileId(7)), "");
        assert_eq!(
            sources.slice(Place {
                file: FileId(7),
                ..place
            }),
            ""
        );
    }
}
