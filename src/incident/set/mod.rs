//! `FACT=VALUE`, from the command line, a file or a profile, to statements.
//!
//! Resolves names and reads values, and collects every mistake on the way. Where the settings come
//! from and how mistakes are shown is for others; nothing here opens a file.

mod error;
mod names;
mod stated;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::Timestamp;

pub use error::{MOST_ITEMS, SetError, SetProblem};
pub use names::Names;
use names::Target;
use stated::Stated;

use super::value::{self, Reading};
use super::{FactRef, Knowledge, Origin, Remark, Statement, Subject};
use crate::rulebook::{Fact, FactId, Kind, Place, Scope};

/// A setting as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The name.
    pub name: String,
    /// The value.
    pub value: Written,
    /// Where the name stands, in a file.
    pub name_place: Option<Place>,
    /// Where the value stands, in a file.
    pub value_place: Option<Place>,
}

/// A value as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// A text, number or word.
    Text(String),
    /// A list of a file.
    List(Vec<String>),
}

/// When and how the settings were made.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// When it became known; `None` for what was always known.
    pub at: Option<Timestamp>,
    /// Where it comes from.
    pub origin: Origin,
}

/// What became of settings.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// What they say, in their order.
    pub statements: Vec<Statement>,
    /// What the answer must repeat.
    pub remarks: Vec<Remark>,
    /// Every mistake.
    pub errors: Vec<SetError>,
}

impl Setting {
    /// Takes `FACT=VALUE` apart. `affected_users>=12000` is understood too.
    pub fn parse(argument: &str) -> Result<Self, SetError> {
        let problem = |problem| SetError::new(problem, None);
        let sign = ['=', '＝'];
        let Some((name, text)) = argument.split_once(sign) else {
            return Err(problem(SetProblem::NoEquals(argument.to_owned())));
        };
        let compared = name.trim_end().strip_suffix(['>', '<']);
        let (name, text) = match compared {
            Some(shorter) => {
                let sign = argument.get(shorter.len()..).unwrap_or_default();
                (shorter, sign.replacen('＝', "=", 1))
            }
            None => (name, text.to_owned()),
        };
        if name.trim().is_empty() {
            return Err(problem(SetProblem::NoName(argument.to_owned())));
        }
        Ok(Self {
            name: name.trim().to_owned(),
            value: Written::Text(text),
            name_place: None,
            value_place: None,
        })
    }
}

/// Reads the arguments of `--set`, all of them made at one moment, beside what is stated already.
/// Either every setting is taken or every mistake is named.
pub fn read_arguments(
    names: &Names<'_>,
    arguments: &[String],
    given: &[Statement],
    at: Option<Timestamp>,
) -> Result<Taken, Vec<SetError>> {
    let mut settings = Vec::new();
    let mut errors = Vec::new();
    for argument in arguments {
        match Setting::parse(argument) {
            Ok(setting) => settings.push(setting),
            Err(error) => errors.push(error),
        }
    }
    let origin = Origin::Set;
    let mut taken = names.take(&settings, given, &Stamp { at, origin });
    errors.append(&mut taken.errors);
    if errors.is_empty() {
        Ok(taken)
    } else {
        Err(errors)
    }
}

impl Names<'_> {
    /// Turns settings made at one moment into statements. `given` is what is stated beside them: it
    /// decides what a name with several meanings means.
    pub fn take(&self, settings: &[Setting], given: &[Statement], stamp: &Stamp) -> Taken {
        let stated = self.stated(settings, given);
        let mut taken = Taken::default();
        let mut seen: BTreeMap<Subject, &Setting> = BTreeMap::new();
        for setting in settings {
            let name_problem = |problem| SetError::new(problem, setting.name_place);
            let target = match self.resolve(&setting.name, &stated) {
                Ok(target) => target,
                Err(problem) => {
                    taken.errors.push(name_problem(problem));
                    continue;
                }
            };
            let subject = target.subject();
            if let Some(first) = seen.get(&subject) {
                taken.errors.push(name_problem(SetProblem::Twice {
                    subject,
                    first: first.name.clone(),
                    second: setting.name.clone(),
                }));
                continue;
            }
            seen.insert(subject, setting);
            if let Err(error) = state(setting, &target, stamp, &mut taken) {
                taken.errors.push(error);
            }
        }
        taken
    }

    /// The fact of a name that is written alone: no value, and nothing stated beside it.
    pub fn fact(&self, name: &str) -> Result<FactRef, SetError> {
        match self.resolve(name, &Stated::default()) {
            Ok(Target::Fact { subject, .. }) => Ok(subject),
            Ok(Target::AllListed(_)) => {
                let problem = SetProblem::UnknownName(name.to_owned(), Vec::new());
                Err(SetError::new(problem, None))
            }
            Err(problem) => Err(SetError::new(problem, None)),
        }
    }

    /// What is stated, here and before, under names with one meaning.
    fn stated(&self, settings: &[Setting], given: &[Statement]) -> Stated {
        let mut stated = Stated::default();
        for statement in given {
            stated.add(statement.subject.clone(), statement.knowledge.clone());
        }
        for setting in settings {
            if let Some(Target::Fact {
                fact,
                subject,
                unit,
                ..
            }) = self.plainly(&setting.name)
                && let Ok(reading) = read(setting, fact, unit)
            {
                stated.add(Subject::Fact(subject), reading.knowledge);
            }
        }
        stated
    }
}

/// Reads the value of a setting and adds what it says.
fn state(
    setting: &Setting,
    target: &Target<'_>,
    stamp: &Stamp,
    taken: &mut Taken,
) -> Result<(), SetError> {
    let subject = target.subject();
    let (knowledge, written) = match target {
        Target::AllListed(_) => listed(setting)?,
        Target::Fact {
            fact, unit, chosen, ..
        } => {
            if stamp.origin == Origin::Profile && fact.scope != Scope::Organisation {
                let problem = SetProblem::NotOrganisation(setting.name.clone());
                return Err(SetError::new(problem, setting.name_place));
            }
            let reading = read(setting, fact, *unit)?;
            if reading.whole_day {
                taken.remarks.push(Remark::WholeDay(subject.clone()));
            }
            if *chosen {
                taken.remarks.push(alias_taken(setting, &fact.id));
            }
            let written = value::spell(fact, &reading.knowledge);
            (reading.knowledge, written)
        }
    };
    taken.statements.push(Statement {
        subject,
        knowledge,
        at: stamp.at,
        origin: stamp.origin.clone(),
        written,
    });
    Ok(())
}

fn alias_taken(setting: &Setting, taken: &FactId) -> Remark {
    Remark::AliasTaken {
        name: setting.name.clone(),
        taken: taken.clone(),
    }
}

fn read(setting: &Setting, fact: &Fact, unit: Option<&str>) -> Result<Reading, SetError> {
    let reading = match &setting.value {
        Written::Text(text) => value::read(fact, unit, text),
        Written::List(items) => {
            let items: Vec<&str> = items.iter().map(String::as_str).collect();
            // a list of one is how YAML writers put a single value, whatever the kind
            match items.as_slice() {
                [one] if fact.kind != Kind::Choices => value::read(fact, unit, one),
                items => value::read_list(fact, items),
            }
        }
    };
    reading.map_err(|error| {
        SetError::new(
            SetProblem::Value(setting.name.clone(), error),
            setting.value_place.or(setting.name_place),
        )
    })
}

fn listed(setting: &Setting) -> Result<(Knowledge, String), SetError> {
    let text = match &setting.value {
        Written::Text(text) => text.clone(),
        Written::List(items) => items.join(", "),
    };
    let knowledge = value::read_listed(&text).ok_or_else(|| {
        SetError::new(
            SetProblem::Listed(setting.name.clone(), text),
            setting.value_place.or(setting.name_place),
        )
    })?;
    let written = value::spell_listed(&knowledge);
    Ok((knowledge, written))
}
