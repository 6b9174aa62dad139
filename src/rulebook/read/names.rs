//! Every name that some file claims, so that a reference can be resolved before, and even if, the
//! thing itself can be read.

use std::collections::BTreeMap;

use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::place::Place;
use crate::rulebook::reader::{did_you_mean, nearest};
use crate::rulebook::text::{Text, say};

/// What a name is a name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Space {
    Fact,
    Group,
    Definition,
    Rule,
    Authority,
    Term,
    Sector,
}

impl Space {
    fn unknown(self) -> Code {
        match self {
            Self::Fact => Code::UnknownFact,
            Self::Group => Code::UnknownGroup,
            Self::Definition => Code::UnknownDefinition,
            Self::Rule => Code::UnknownRule,
            Self::Authority => Code::UnknownAuthority,
            Self::Term => Code::UnknownTerm,
            Self::Sector => Code::UnknownSector,
        }
    }

    fn what(self) -> Text {
        match self {
            Self::Fact => say!("事実", "fact"),
            Self::Group => say!("明細", "group"),
            Self::Definition => say!("定義", "definition"),
            Self::Rule => say!("規則", "rule"),
            Self::Authority => say!("機関", "authority"),
            Self::Term => say!("用語", "term"),
            Self::Sector => say!("分野", "sector"),
        }
    }

    /// Names that `--set` and conditions hold are snake case; names of files are kebab case.
    fn allows(self, id: &str) -> bool {
        let (snake, kebab) = match self {
            Self::Fact | Self::Group | Self::Sector => (true, false),
            Self::Definition | Self::Rule => (false, true),
            Self::Authority | Self::Term => (true, true),
        };
        id.starts_with(|c: char| c.is_ascii_lowercase()) && spelled(id, snake, kebab)
    }
}

/// Whether an id is made of small letters, digits and the separators of its style.
pub(super) fn spelled(id: &str, snake: bool, kebab: bool) -> bool {
    !id.is_empty()
        && id.chars().all(|c| {
            c.is_ascii_lowercase()
                || c.is_ascii_digit()
                || (snake && c == '_')
                || (kebab && c == '-')
        })
}

/// An id with characters it must not have.
pub(super) fn bad_id(id: &str, place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::BadId,
        place,
        say!("`{id}` はIDに使えません", "`{id}` cannot be an id"),
    )
    .help(say!(
        "英小文字で始め、事実・明細・選択肢・分野は `snake_case`、規則・定義・号は `kebab-case` で書いてください",
        "begin with a small letter; facts, groups, choices and sectors are `snake_case`, rules, definitions and limbs `kebab-case`"
    ))
}

/// Every name.
#[derive(Debug, Default)]
pub(super) struct Names {
    spaces: BTreeMap<Space, BTreeMap<String, Place>>,
    /// Other names of facts, for hints.
    pub aliases: BTreeMap<String, String>,
}

impl Names {
    /// Claims a name; false if it is taken.
    pub fn declare(
        &mut self,
        space: Space,
        id: &str,
        place: Place,
        problems: &mut Problems,
    ) -> bool {
        if !space.allows(id) {
            problems.push(bad_id(id, place));
        }
        let ids = self.spaces.entry(space).or_default();
        if let Some(first) = ids.get(id) {
            problems.push(duplicate(id, space.what(), place, *first));
            return false;
        }
        ids.insert(id.to_owned(), place);
        true
    }

    /// Whether a name is claimed.
    pub fn knows(&self, space: Space, id: &str) -> bool {
        self.spaces
            .get(&space)
            .is_some_and(|ids| ids.contains_key(id))
    }

    /// Where a name is claimed.
    pub fn place(&self, space: Space, id: &str) -> Option<Place> {
        self.spaces.get(&space)?.get(id).copied()
    }

    /// Every name of a kind.
    pub fn ids(&self, space: Space) -> impl Iterator<Item = &str> {
        self.spaces
            .get(&space)
            .into_iter()
            .flat_map(|ids| ids.keys().map(String::as_str))
    }

    /// Says so when a name is not claimed.
    pub fn resolve(&self, space: Space, id: &str, place: Place, problems: &mut Problems) -> bool {
        let known = self.knows(space, id);
        if !known {
            problems.push(self.unknown(space, id, place));
        }
        known
    }

    /// A reference to nothing.
    pub fn unknown(&self, space: Space, id: &str, place: Place) -> Diagnostic {
        let Text { ja, en } = space.what();
        Diagnostic::new(
            space.unknown(),
            place,
            say!("{ja} `{id}` はありません", "there is no {en} `{id}`"),
        )
        .help(did_you_mean(nearest(id, self.ids(space))))
    }
}

/// The same id twice.
pub(super) fn duplicate(id: &str, what: Text, place: Place, first: Place) -> Diagnostic {
    let Text { ja, en } = what;
    Diagnostic::new(
        Code::DuplicateId,
        place,
        say!(
            "{ja} `{id}` が重複しています",
            "the {en} `{id}` comes twice"
        ),
    )
    .related(first, say!("最初はここ", "first here"))
}
