//! Where in a file something is written.

/// A file of the rulebook, of the casebook or of an incident: its index in
/// [`Sources`](super::Sources).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A stretch of a file: byte range plus line and column, both counted from 1.
///
/// The column counts characters, not bytes, so that it is right on a Japanese line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// Line, counted from 1.
    pub line: u32,
    /// Column in characters, counted from 1.
    pub column: u32,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte; never less than `start`.
    pub end: u32,
}

impl Place {
    /// The bytes it covers.
    pub fn bytes(self) -> std::ops::Range<usize> {
        let offset = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        offset(self.start)..offset(self.end)
    }
}
