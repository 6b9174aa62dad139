//! The incident file (`docs/case-format.md`), to an incident, with the place of every mistake.
//!
//! A case is the same document with more keys; [`Reader`] reads what they share, and an incident may
//! be read from a case. Reads no file by itself but through the rulebook's shared code, and knows
//! nothing of what a case expects.

mod facts;
mod filings;
mod record;
#[cfg(test)]
mod tests;

pub use record::{NotInserted, with_filing};

use std::path::Path;

use jiff::Timestamp;

use super::profile::Profiles;
use super::set::{Names, Stamp, Taken};
use super::{Entry, Incident, Origin, Statement, value};
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::reader::{Fields, date, list, nearest, pair, word};
use crate::rulebook::yaml::{self, Limits, Value, Yaml};
use crate::rulebook::{FileId, Place, Rulebook, Sources, Text, files, say};

/// Keys that only a case has; an incident is read past them.
const OF_CASES: [&str; 7] = [
    "kind",
    "sources",
    "expected",
    "at_injects",
    "variants",
    "lessons",
    "unverified",
];

/// What an incident file is read against.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The names of the rulebook.
    pub names: &'a Names<'a>,
    /// The profiles the file may name.
    pub profiles: &'a Profiles,
    /// What is stated beside the file: the profile given with `--profile`.
    pub given: &'a [Statement],
}

/// Reads an incident from disk. `None` if anything is wrong; the reasons are among the problems.
pub fn read(
    path: &Path,
    context: Context<'_>,
    sources: &mut Sources,
    problems: &mut Problems,
) -> Option<Incident> {
    let file = files::read(path, sources, problems)?;
    parse(file, context, sources, problems)
}

/// Reads an incident from a text that did not come from a file: `-`, or a test. `name` is what
/// messages print.
pub fn read_text(
    name: &str,
    text: &str,
    context: Context<'_>,
    sources: &mut Sources,
    problems: &mut Problems,
) -> Option<Incident> {
    let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
    if length > files::MAX_BYTES {
        let message = say!(
            "`{name}` は大きすぎます（1 MiBまで）",
            "`{name}` is too large (at most 1 MiB)"
        );
        problems.push(Diagnostic::new(Code::FileTooLarge, None, message));
        return None;
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file = sources.add(name, text);
    parse(file, context, sources, problems)
}

/// Reads an incident from a file of the table.
pub fn parse(
    file: FileId,
    context: Context<'_>,
    sources: &Sources,
    problems: &mut Problems,
) -> Option<Incident> {
    gather(problems, |problems| {
        let tree = yaml::parse(sources, file, Limits::CASES, problems)?;
        let mut fields = Fields::of(&tree, problems)?;
        let mut reader = Reader::new(context.names, context.profiles, problems);
        let incident = reader.incident(&mut fields, context.given);
        for key in OF_CASES {
            fields.take(key);
        }
        fields.finish(reader.problems);
        Some(incident)
    })
}

/// Runs a reader; what it made counts only if it found no error, for a half-read incident could say
/// "not required" where the whole one does not.
pub(crate) fn gather<T>(
    problems: &mut Problems,
    read: impl FnOnce(&mut Problems) -> Option<T>,
) -> Option<T> {
    let mut found = Problems::default();
    let made = read(&mut found);
    let failed = found.has_errors();
    let (errors, warnings) = found.into_sorted();
    for diagnostic in errors.into_iter().chain(warnings) {
        problems.push(diagnostic);
    }
    made.filter(|_| !failed)
}

/// Reads the parts of an incident, a case or a profile.
pub(crate) struct Reader<'a> {
    names: &'a Names<'a>,
    profiles: &'a Profiles,
    /// Every text must be in both languages, as in a casebook.
    bilingual: bool,
    /// Where mistakes go.
    pub problems: &'a mut Problems,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        names: &'a Names<'a>,
        profiles: &'a Profiles,
        problems: &'a mut Problems,
    ) -> Self {
        Self {
            names,
            profiles,
            bilingual: false,
            problems,
        }
    }

    /// The same, but every text must be in both languages.
    pub(crate) fn bilingual(self) -> Self {
        Self {
            bilingual: true,
            ..self
        }
    }

    pub(crate) fn names(&self) -> &'a Names<'a> {
        self.names
    }

    pub(crate) fn rulebook(&self) -> &'a Rulebook {
        self.names.rulebook()
    }

    /// What every document has; the keys of a case are left over.
    pub(crate) fn incident(&mut self, fields: &mut Fields<'_>, given: &[Statement]) -> Incident {
        let mut incident = Incident {
            id: fields.word("id", self.problems).map(str::to_owned),
            title: self.text(fields, "title"),
            description: self.text(fields, "description"),
            ..Incident::default()
        };
        if let Some(node) = fields.take("profile") {
            self.profile(node, &mut incident);
        }
        incident.statements.extend_from_slice(given);
        let as_of = fields.take("as_of");
        incident.as_of = as_of.and_then(|node| date(node, self.problems));
        incident.at = fields.take("at").and_then(|node| self.moment(node));
        let (facts, timeline) = (fields.take("facts"), fields.take("timeline"));
        if facts.is_none() && timeline.is_none() {
            self.problems.push(no_facts(fields.place()));
        }
        let entries = timeline.map_or(&[][..], |node| list(node, self.problems));
        if let Some(node) = facts {
            let at = known_from(incident.at, entries);
            self.state(node, at, &mut incident);
        }
        self.timeline(entries, &mut incident);
        if let Some(node) = fields.take("filings") {
            incident.filings = self.filings(node);
        }
        incident
    }

    fn timeline(&mut self, entries: &[Yaml], incident: &mut Incident) {
        let mut last: Option<(Timestamp, Place)> = None;
        for node in entries {
            let Some(mut fields) = Fields::of(node, self.problems) else {
                continue;
            };
            let at = fields.need("at", self.problems);
            let at = at.and_then(|node| Some((self.moment(node)?, node.place)));
            let note = self.text(&mut fields, "note");
            if let (Some((at, place)), Some((before, earlier))) = (at, last)
                && at < before
            {
                self.problems.push(out_of_order(place, earlier));
            }
            last = at.or(last);
            let facts = fields.take("facts");
            fields.finish(self.problems);
            let Some((at, _)) = at else { continue };
            incident.timeline.push(Entry { at, note });
            if let Some(facts) = facts {
                self.state(facts, Some(at), incident);
            }
        }
        // Entries after the instant the file names still count: what is known must not be hidden.
        // A file that names none is decided when it is read.
        if incident.at.is_some() {
            incident.at = incident.at.max(last.map(|(at, _)| at));
        }
    }

    /// Adds what a mapping of facts says.
    fn state(&mut self, node: &Yaml, at: Option<Timestamp>, incident: &mut Incident) {
        let origin = Origin::File;
        let taken = self.facts(node, &incident.statements, &Stamp { at, origin });
        incident.statements.extend(taken.statements);
        incident.remarks.extend(taken.remarks);
    }

    /// What a mapping of facts says, beside what is stated already.
    pub(crate) fn facts(&mut self, node: &Yaml, given: &[Statement], stamp: &Stamp) -> Taken {
        let settings = facts::settings(node, self.rulebook(), self.problems);
        let mut taken = self.names.take(&settings, given, stamp);
        for error in taken.errors.drain(..) {
            self.problems.push(error.diagnostic());
        }
        taken
    }

    fn profile(&mut self, node: &Yaml, incident: &mut Incident) {
        let Some(name) = word(node, self.problems) else {
            return;
        };
        if let Some(profile) = self.profiles.get(name) {
            incident.statements.extend(profile.statements.clone());
            incident.remarks.extend(profile.remarks.clone());
            return;
        }
        let near = nearest(name, self.profiles.keys().map(String::as_str));
        let message = say!(
            "プロファイル `{name}` はありません",
            "there is no profile `{name}`"
        );
        self.unknown(Code::UnknownProfile, node.place, message, near);
    }

    /// An exact moment.
    pub(crate) fn moment(&mut self, node: &Yaml) -> Option<Timestamp> {
        let text = word(node, self.problems)?;
        match value::read_moment(text) {
            Ok(moment) => Some(moment),
            Err(problem) => {
                let help = say!(
                    "`2026-11-22T03:10` のように書いてください（時差がなければ日本時間）",
                    "write it as in `2026-11-22T03:10` (Japan time unless an offset follows)"
                );
                self.problems.push(
                    Diagnostic::new(Code::NotAMoment, node.place, problem.message()).help(help),
                );
                None
            }
        }
    }

    /// A text in both languages, or the one text that a person wrote.
    pub(crate) fn text(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<Text> {
        if self.bilingual {
            return fields.pair(key, self.problems);
        }
        let node = fields.take(key)?;
        if let Value::Scalar(_) = node.value {
            let text = word(node, self.problems)?.trim_end();
            return Some(say!("{text}", "{text}"));
        }
        pair(node, self.problems)
    }
}

/// When the facts beside a time line became known: at the instant the file names, unless that is
/// later than the first entry; then they were always known.
fn known_from(at: Option<Timestamp>, entries: &[Yaml]) -> Option<Timestamp> {
    let first = entries.first().and_then(|entry| entry.get("at"));
    let first = first.and_then(Yaml::text);
    let first = first.and_then(|text| value::read_moment(text).ok());
    at.filter(|at| first.is_some_and(|first| *at <= first))
}

fn no_facts(place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::MissingKey,
        place,
        say!(
            "`facts` も `timeline` もありません",
            "there is neither `facts` nor `timeline`"
        ),
    )
    .help(say!(
        "何も分かっていなければ `facts: {{}}` と書いてください",
        "write `facts: {{}}` if nothing is known yet"
    ))
}

fn out_of_order(place: Place, earlier: Place) -> Diagnostic {
    Diagnostic::new(
        Code::OutOfOrder,
        place,
        say!(
            "前の時点より前の時刻です",
            "this is earlier than the entry before it"
        ),
    )
    .related(earlier, say!("前の時点", "the entry before it"))
    .help(say!(
        "時刻の順に並べ替えてください",
        "put the entries in order of time"
    ))
}
