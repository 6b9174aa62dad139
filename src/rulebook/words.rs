//! The words of the format that stand for one of a few values, as tables for readers.

use super::fact::{Kind, Scope};
use super::rule::{Basis, Channel, GovernedBy, Strength, Verified};

/// Channels.
pub const CHANNELS: [(&str, Channel); 4] = [
    ("law", Channel::Law),
    ("ceptoar", Channel::Ceptoar),
    ("hotline", Channel::Hotline),
    ("other", Channel::Other),
];

/// What a rule rests on.
pub const BASES: [(&str, Basis); 6] = [
    ("statute", Basis::Statute),
    ("ordinance", Basis::Ordinance),
    ("guideline", Basis::Guideline),
    ("notice", Basis::Notice),
    ("plan", Basis::Plan),
    ("voluntary", Basis::Voluntary),
];

/// How strongly a rule binds.
pub const STRENGTHS: [(&str, Strength); 3] = [
    ("required", Strength::Required),
    ("recommended", Strength::Recommended),
    ("optional", Strength::Optional),
];

/// How far a statement has been verified.
pub const VERIFIED: [(&str, Verified); 4] = [
    ("text", Verified::Text),
    ("ministry", Verified::Ministry),
    ("secondary", Verified::Secondary),
    ("unverified", Verified::Unverified),
];

/// The day that chooses the edition.
pub const GOVERNED_BY: [(&str, GovernedBy); 3] = [
    ("occurred", GovernedBy::Occurred),
    ("known", GovernedBy::Known),
    ("due", GovernedBy::Due),
];

/// Kinds of values.
pub const KINDS: [(&str, Kind); 8] = [
    ("bool", Kind::Bool),
    ("choice", Kind::Choice),
    ("choices", Kind::Choices),
    ("count", Kind::Count),
    ("quantity", Kind::Quantity),
    ("duration", Kind::Duration),
    ("instant", Kind::Instant),
    ("date", Kind::Date),
];

/// Whom a fact describes.
pub const SCOPES: [(&str, Scope); 2] = [
    ("organisation", Scope::Organisation),
    ("incident", Scope::Incident),
];

/// The routes of sharing rules.
pub const ROUTES: [(&str, &str); 4] = [
    ("ministry", "ministry"),
    ("ceptoar", "ceptoar"),
    ("ceptoar_anonymous", "ceptoar_anonymous"),
    ("hotline", "hotline"),
];

/// The word for a value of a table.
pub fn word_of<T: Copy + PartialEq>(table: &[(&'static str, T)], value: T) -> &'static str {
    table
        .iter()
        .find(|(_, known)| *known == value)
        .map_or("", |(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_agree_with_the_types() {
        for (word, channel) in CHANNELS {
            assert_eq!(word, channel.as_str());
        }
        for (word, kind) in KINDS {
            assert_eq!(word, kind.as_str());
        }
        assert_eq!(word_of(&VERIFIED, Verified::Ministry), "ministry");
    }
}
