//! What can be wrong with `FACT=VALUE`, and the way out, in both languages.

use thiserror::Error;

use crate::incident::Subject;
use crate::incident::value::{ValueError, excerpt};
use crate::rulebook::diagnostic::{Code, Diagnostic};
use crate::rulebook::{FactId, GroupId, Place, Text, say};

/// The greatest number an item of a group may have.
pub const MOST_ITEMS: u32 = 99;

/// A setting that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", .problem.message().en)]
pub struct SetError {
    /// What is wrong.
    pub problem: Box<SetProblem>,
    /// Where it is written, in a file.
    pub place: Option<Place>,
}

impl SetError {
    pub(super) fn new(problem: SetProblem, place: Option<Place>) -> Self {
        Self {
            problem: Box::new(problem),
            place,
        }
    }

    /// The same, at a place of a file.
    #[must_use]
    pub fn at(self, place: Place) -> Self {
        Self {
            place: Some(place),
            ..self
        }
    }

    /// The mistake in one sentence.
    pub fn message(&self) -> Text {
        self.problem.message()
    }

    /// The way out.
    pub fn help(&self) -> Option<Text> {
        self.problem.help()
    }

    /// The same as a mistake in a file.
    pub fn diagnostic(&self) -> Diagnostic {
        Diagnostic::new(self.problem.code(), self.place, self.message()).help(self.help())
    }
}

/// What is wrong with a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetProblem {
    /// There is no `=`.
    NoEquals(String),
    /// There is nothing before the `=`.
    NoName(String),
    /// Nothing has this name; the nearest names.
    UnknownName(String, Vec<String>),
    /// No such fact, but a choice of these.
    IsChoice {
        /// As written.
        name: String,
        /// The facts with such a choice.
        of: Vec<FactId>,
    },
    /// There is no such group; the groups there are.
    UnknownGroup(String, Vec<GroupId>),
    /// A group or one of its items, without a fact.
    NoFact {
        /// As written.
        name: String,
        /// A fact of the group, for the example.
        example: Option<FactId>,
    },
    /// A fact that is not of the group it is written under.
    NotOfGroup {
        /// As written.
        name: String,
        /// How it is written.
        right: Vec<String>,
    },
    /// An item that is not from 1 to [`MOST_ITEMS`].
    BadItem(String),
    /// A name that input may not set.
    NotSettable {
        /// As written.
        name: String,
        /// Why.
        reason: Text,
        /// What to set instead.
        instead: Vec<FactId>,
    },
    /// A name of several facts, as they are written without doubt.
    Ambiguous(String, Vec<String>),
    /// An alias whose topic nothing points to: the facts, and what must be given with each.
    NoTopic(String, Vec<(String, Vec<FactId>)>),
    /// The same subject twice, under these names.
    Twice {
        /// What both set.
        subject: Subject,
        /// The earlier name.
        first: String,
        /// The later name.
        second: String,
    },
    /// The value cannot be read.
    Value(String, ValueError),
    /// Whether everything is listed is neither yes, no nor unknown.
    Listed(String, String),
    /// A fact of the incident in a profile.
    NotOrganisation(String),
}

impl SetProblem {
    /// The code of the mistake in a file.
    pub fn code(&self) -> Code {
        match self {
            Self::NoEquals(_) | Self::NoName(_) | Self::NoFact { .. } | Self::BadItem(_) => {
                Code::BadSubject
            }
            Self::UnknownName(..) | Self::IsChoice { .. } | Self::NotOfGroup { .. } => {
                Code::UnknownFact
            }
            Self::UnknownGroup(..) => Code::UnknownGroup,
            Self::NotSettable { .. } => Code::NotSettable,
            Self::Ambiguous(..) | Self::NoTopic(..) => Code::AmbiguousName,
            Self::Twice { .. } => Code::SetTwice,
            Self::Value(..) | Self::Listed(..) => Code::BadValue,
            Self::NotOrganisation(_) => Code::NotOrganisation,
        }
    }

    /// The mistake in one sentence.
    pub fn message(&self) -> Text {
        match self {
            Self::NoEquals(text) => {
                let text = excerpt(text);
                say!(
                    "`{text}` に `=` がありません",
                    "there is no `=` in `{text}`"
                )
            }
            Self::NoName(text) => {
                let text = excerpt(text);
                say!(
                    "`{text}` に項目の名前がありません",
                    "there is no name of a fact in `{text}`"
                )
            }
            Self::IsChoice { name, of } => {
                let (name, of) = (excerpt(name), listed(of));
                say!(
                    "`{name}` は項目ではなく、{of} の値です",
                    "`{name}` is no fact but a value of {of}"
                )
            }
            Self::UnknownName(name, _) => {
                let name = excerpt(name);
                say!("項目 `{name}` はありません", "there is no fact `{name}`")
            }
            Self::UnknownGroup(name, _) => {
                let name = excerpt(name);
                say!("明細 `{name}` はありません", "there is no group `{name}`")
            }
            Self::NoFact { name, .. } => {
                let name = excerpt(name);
                say!(
                    "`{name}` だけではどの項目か分かりません",
                    "`{name}` does not name a fact"
                )
            }
            Self::NotOfGroup { name, .. } => {
                let name = excerpt(name);
                say!(
                    "`{name}` はその明細の項目ではありません",
                    "`{name}` is not a fact of that group"
                )
            }
            Self::BadItem(name) => {
                let name = excerpt(name);
                say!(
                    "`{name}` の番号が1から{MOST_ITEMS}までにありません",
                    "the number in `{name}` is not from 1 to {MOST_ITEMS}"
                )
            }
            other => other.message_of_known(),
        }
    }

    /// The mistakes in which the name is one that is known.
    fn message_of_known(&self) -> Text {
        match self {
            Self::NotSettable { name, reason, .. } => {
                let name = excerpt(name);
                let Text { ja, en } = reason;
                say!(
                    "`{name}` は直接には設定できません（{ja}）",
                    "`{name}` cannot be set ({en})"
                )
            }
            Self::NoTopic(name, _) => {
                let name = excerpt(name);
                say!(
                    "`{name}` は、ほかの項目と一緒のときだけ使える別名です",
                    "`{name}` is another name of a fact only beside certain others"
                )
            }
            Self::Ambiguous(name, _) => {
                let name = excerpt(name);
                say!(
                    "`{name}` はいくつかの項目に当てはまります",
                    "`{name}` may mean several facts"
                )
            }
            Self::Twice {
                subject,
                first,
                second,
            } if first == second => say!(
                "`{subject}` が2回設定されています",
                "`{subject}` is set twice"
            ),
            Self::Twice {
                subject,
                first,
                second,
            } => {
                let (first, second) = (excerpt(first), excerpt(second));
                say!(
                    "`{first}` と `{second}` がどちらも `{subject}` を設定しています",
                    "`{first}` and `{second}` both set `{subject}`"
                )
            }
            Self::Value(name, error) => {
                let name = excerpt(name);
                let Text { ja, en } = error.message();
                say!("`{name}`: {ja}", "`{name}`: {en}")
            }
            Self::Listed(name, text) => {
                let (name, text) = (excerpt(name), excerpt(text));
                say!(
                    "`{name}`: `{text}` は真偽値ではありません",
                    "`{name}`: `{text}` is neither yes nor no"
                )
            }
            Self::NotOrganisation(name) => {
                let name = excerpt(name);
                say!(
                    "`{name}` は事象の項目で、プロファイルには書けません",
                    "`{name}` is a fact of an incident and does not belong in a profile"
                )
            }
            _ => say!("`=` の左を読み取れません", "the name cannot be read"),
        }
    }

    /// The way out.
    pub fn help(&self) -> Option<Text> {
        match self {
            Self::NoEquals(_) | Self::NoName(_) => Some(say!(
                "`affected_users=12000` のように書いてください",
                "write it as in `affected_users=12000`"
            )),
            Self::UnknownName(_, nearest) | Self::Ambiguous(_, nearest) => which(nearest),
            Self::IsChoice { name, of } => {
                let (name, fact) = (excerpt(name), of.first()?);
                Some(say!(
                    "`{fact}={name}` のように書いてください",
                    "write it as in `{fact}={name}`"
                ))
            }
            Self::NotOfGroup { right, .. } => which(right),
            Self::UnknownGroup(_, groups) => {
                let groups = listed(groups);
                Some(say!("明細: {groups}", "the groups are {groups}"))
            }
            Self::NoFact { name, example } => {
                let (name, example) = (excerpt(name), example.as_ref()?);
                Some(say!(
                    "`{name}.{example}` のように項目まで書いてください",
                    "name the fact too, as in `{name}.{example}`"
                ))
            }
            Self::NotSettable { instead, .. } if instead.is_empty() => None,
            Self::NotSettable { instead, .. } => {
                let instead = listed(instead);
                Some(say!("代わりに設定: {instead}", "set {instead} instead"))
            }
            Self::NoTopic(_, options) => Some(topics(options)),
            Self::Twice { .. } => Some(say!("片方を消してください", "remove one of them")),
            Self::Value(_, error) => Some((*error.help).clone()),
            Self::Listed(..) => Some(say!(
                "`yes`、`no`、不明なら `?` と書いてください",
                "write `yes`, `no`, or `?` if unknown"
            )),
            Self::NotOrganisation(_) => Some(say!(
                "事象のファイルか `--set` に書いてください",
                "write it in the incident file or with `--set`"
            )),
            Self::BadItem(_) => None,
        }
    }
}

fn which(names: &[String]) -> Option<Text> {
    if names.is_empty() {
        return None;
    }
    let names = listed(names);
    Some(say!("{names} のことですか", "did you mean {names}?"))
}

/// For each fact what must be given with it, or its own name.
fn topics(options: &[(String, Vec<FactId>)]) -> Text {
    let names: Vec<&String> = options.iter().map(|(name, _)| name).collect();
    let topics: Vec<&FactId> = options.iter().flat_map(|(_, topics)| topics).collect();
    let (names, topics) = (listed(&names), listed(&topics));
    say!(
        "{names} と書くか、{topics} も設定してください",
        "write {names}, or set {topics} too"
    )
}

fn listed<T: std::fmt::Display>(names: &[T]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
