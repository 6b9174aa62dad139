//! Names of things in the rulebook, one type for each kind of thing.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Makes an id from its spelling; whether it is known is for the checker to say.
            pub fn new(text: &str) -> Self {
                Self(Arc::from(text))
            }
            /// The spelling, as written in YAML and printed in JSON.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }
    )*};
}

id! {
    /// A fact of the question catalogue, `rules/facts/*.yaml`.
    FactId;
    /// One value of a fact of kind `choice` or `choices`; a `bool` has the two values `yes` and `no`.
    ChoiceId;
    /// A group of facts that come several times: `service`, `data_set`, `facility`.
    GroupId;
    /// A rule, `rules/law/**`, `rules/sharing/*` and `rules/other/*`.
    RuleId;
    /// A numbered item (号) of a rule.
    LimbId;
    /// A condition that several rules share, `rules/definitions/*.yaml`.
    DefinitionId;
    /// A body that receives reports, `rules/authorities.yaml`.
    AuthorityId;
    /// A sector of critical infrastructure, `rules/sectors.yaml`.
    SectorId;
    /// A word of time without a number, or the name of a stage: `rules/terms.yaml`.
    TermId;
}
