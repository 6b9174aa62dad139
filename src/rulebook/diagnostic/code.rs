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

    /// No such fact.
    UnknownFact = "unknown-fact",
    /// No such group.
    UnknownGroup = "unknown-group",
    /// No such choice of the fact.
    UnknownChoice = "unknown-choice",
    /// No such definition.
    UnknownDefinition = "unknown-definition",
    /// No such rule.
    UnknownRule = "unknown-rule",
    /// No such limb in this edition.
    UnknownLimb = "unknown-limb",
    /// A case expects an edition that a rule does not have.
    UnknownEdition = "unknown-edition",
    /// No such authority.
    UnknownAuthority = "unknown-authority",
    /// No such word of time or stage.
    UnknownTerm = "unknown-term",
    /// A sector that is no choice of the fact `sector`, or the other way round.
    UnknownSector = "unknown-sector",
    /// No sector has such a desk.
    UnknownDesk = "unknown-desk",
    /// An id with characters it must not have.
    BadId = "bad-id",
    /// The same id twice, in one file or in two.
    DuplicateId = "duplicate-id",
    /// The id of a rule or definition is not the name of its file.
    IdNotFileName = "id-not-file-name",
    /// The version is not of the form year.month.number.
    BadVersion = "bad-version",

    /// A key that facts of this kind do not have.
    WrongForKind = "wrong-for-kind",
    /// A derived fact of facts that do not fit.
    WrongDerived = "wrong-derived",
    /// One name for two things.
    AliasClash = "alias-clash",
    /// A name that cannot be set is the name of a fact.
    NotSettableClash = "not-settable-clash",

    /// A matcher that does not fit the kind of the fact.
    WrongMatcher = "wrong-matcher",
    /// A list of comparisons.
    ComparisonList = "comparison-list",
    /// A number without the unit it needs.
    MissingUnit = "missing-unit",
    /// Another unit than the fact's.
    WrongUnit = "wrong-unit",
    /// A total of something that is no number of the group.
    WrongTotal = "wrong-total",
    /// A condition without content.
    EmptyCondition = "empty-condition",
    /// A word that conditions of this place must not use.
    MisplacedWord = "misplaced-word",
    /// A fact of a group outside `some` or `where` of that group.
    GroupOutside = "group-outside",
    /// A fact that may be not applicable, under `not` or `unless`, without its guard.
    Unguarded = "unguarded",
    /// A condition that no facts can meet.
    NeverHolds = "never-holds",

    /// A day before the one it should follow.
    DatesOutOfOrder = "dates-out-of-order",
    /// Two editions in force on one day.
    OverlappingEditions = "overlapping-editions",
    /// Days without an edition that are not declared.
    UndeclaredGap = "undeclared-gap",
    /// A declared gap that is none.
    WrongGap = "wrong-gap",
    /// No provision is cited.
    MissingSource = "missing-source",
    /// No level of verification or day of the check.
    MissingVerification = "missing-verification",
    /// A term in days without its first day.
    MissingDayOne = "missing-day-one",
    /// A term in hours that would roll over a holiday.
    RollWithHours = "roll-with-hours",
    /// A length of time that is none.
    WrongLength = "wrong-length",
    /// A term that runs from something that is no point in time.
    WrongClock = "wrong-clock",
    /// A route on a rule that is not about sharing.
    MisplacedRoute = "misplaced-route",
    /// `replaces` outside an organisation's own pack.
    MisplacedReplaces = "misplaced-replaces",

    /// Definitions that use each other in a circle.
    CircularUse = "circular-use",
    /// Rules that ask for each other's duties in a circle.
    CircularDuty = "circular-duty",
    /// Rules that absorb each other in a circle.
    CircularAbsorption = "circular-absorption",
    /// Facts that are asked only if each other holds, in a circle.
    CircularAskedIf = "circular-asked-if",
    /// A worse fact loses a duty.
    NotMonotone = "not-monotone",
    /// Too large to prove that a worse fact never loses a duty.
    Unproved = "unproved",
    /// A declared exception that is not needed.
    UnneededException = "unneeded-exception",

    /// A file that cannot be told to be rules, facts or anything else.
    UnknownFileKind = "unknown-file-kind",
    /// A file that must be there is not.
    MissingFile = "missing-file",
    /// No calendar of holidays.
    MissingHolidays = "missing-holidays",
    /// A folder without any file of rules.
    EmptyPack = "empty-pack",
    /// A file that looks like YAML by its name and was not read.
    FileIgnored = "file-ignored",

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
    /// No such profile.
    UnknownProfile = "unknown-profile",
    /// Not an exact moment.
    NotAMoment = "not-a-moment",
    /// Entries of a time line that are not in order of time.
    OutOfOrder = "out-of-order",
    /// A case that does not say when it is decided.
    NoInstant = "no-instant",
    /// An expectation that expects nothing.
    EmptyExpectation = "empty-expectation",
    /// The same rule is expected and excluded.
    Contradiction = "contradiction",
    /// A rule of another channel than the one this list is about.
    OtherChannel = "other-channel",
    /// A variant that is its case over again.
    SameVariant = "same-variant",
}

impl Code {
    /// How serious it is.
    pub(super) fn severity(self) -> Severity {
        match self {
            Self::UnneededException | Self::MissingHolidays | Self::FileIgnored => {
                Severity::Warning
            }
            _ => Severity::Error,
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
