//! The kinds of mistakes, one name each.
//!
//! A code is the name of its test `tests/bad/<code>.yaml` and what machine output prints; a test
//! fails when a code has no such file.

use std::fmt;

use super::Severity;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What kind of mistake.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $variant,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name, in kebab case.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

codes! {
    /// The file cannot be opened or read.
    FileUnreadable = "file-unreadable",
    /// A folder stands where a file is expected.
    FileIsFolder = "file-is-folder",
    /// The file is larger than any file of this kind should be.
    FileTooLarge = "file-too-large",
    /// The file is not UTF-8.
    FileNotUtf8 = "file-not-utf8",
    /// The file holds nothing.
    FileEmpty = "file-empty",
    /// The file holds comments only.
    FileOnlyComments = "file-only-comments",

    /// The file is not YAML.
    YamlSyntax = "yaml-syntax",
    /// A tab stands where YAML wants blanks.
    YamlTab = "yaml-tab",
    /// A quotation mark is not closed.
    YamlUnclosedQuote = "yaml-unclosed-quote",
    /// Anchor, alias or merge key.
    YamlAlias = "yaml-alias",
    /// A tag.
    YamlTag = "yaml-tag",
    /// A key that is not a plain text.
    YamlKey = "yaml-key",
    /// Nested too deep.
    YamlTooDeep = "yaml-too-deep",
    /// Too many values.
    YamlTooLarge = "yaml-too-large",
    /// More than one document.
    YamlSeveralDocuments = "yaml-several-documents",
    /// The same key twice in one mapping.
    DuplicateKey = "duplicate-key",

    /// A list, mapping or text where another of these is expected.
    WrongShape = "wrong-shape",
    /// A key without a value.
    EmptyValue = "empty-value",
    /// A key that must be there is not.
    MissingKey = "missing-key",
    /// A key that means nothing here.
    UnknownKey = "unknown-key",
    /// A text lacks Japanese or English.
    MissingLanguage = "missing-language",
    /// Not a calendar day.
    NotADate = "not-a-date",
    /// Not a number, or one out of bounds.
    NotANumber = "not-a-number",
    /// Neither yes nor no.
    NotABool = "not-a-bool",
    /// A word that is not one of those that are possible here.
    UnknownWord = "unknown-word",
    /// Something that is declared and not needed.
    Unused = "unused",

    /// A name in an incident that is no fact and no group.
    UnknownName = "unknown-name",
    /// A name that does not say which fact, or which item, it means.
    BadSubject = "bad-subject",
    /// A name that means several facts.
    AmbiguousName = "ambiguous-name",
    /// A name that input may not set.
    NotSettable = "not-settable",
    /// The same subject twice.
    SetTwice = "set-twice",
    /// A value that cannot be read as one of its fact.
    BadValue = "bad-value",
    /// A fact of the incident in a profile.
    NotOrganisation = "not-organisation",
    /// Not an exact moment.
    NotAMoment = "not-a-moment",
    /// Entries of a time line that are not in order of time.
    OutOfOrder = "out-of-order",
}

impl Code {
    /// How serious it is.
    pub(super) fn severity(self) -> Severity {
        if self == Self::Unused {
            Severity::Warning
        } else {
            Severity::Error
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case_and_unique() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        for name in &names {
            assert!(
                name.chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{name}"
            );
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
