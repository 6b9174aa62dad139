//! Finding things by what a person writes, and by day.

use jiff::civil::Date;

use super::Rulebook;
use super::fact::{Alias, Choice, Fact, NotSettable};
use super::id::{ChoiceId, FactId, RuleId};
use super::reader::nearest;
use super::rule::{Edition, Rule};

/// What a name of a fact leads to.
#[derive(Clone, Debug)]
pub enum Named<'a> {
    /// One fact; under an alias with a unit, a bare number is in that unit.
    Fact {
        /// The fact.
        fact: &'a Fact,
        /// The unit of a bare number, if the name says it.
        unit: Option<&'a str>,
        /// Other facts the name could have meant; an answer that takes one of them should say so.
        passed_over: Vec<&'a FactId>,
    },
    /// Several facts, and nothing stated so far tells them apart.
    Several(Vec<&'a Fact>),
    /// It follows from other facts and cannot be set.
    NotSettable(&'a NotSettable),
    /// Nothing; the names nearest to it.
    Unknown(Vec<&'a str>),
}

/// An edition that may be in force.
#[derive(Clone, Copy, Debug)]
pub struct InForce<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// It is in force on every day of the span, whatever the days in doubt turn out to be.
    pub certain: bool,
}

impl Rulebook {
    /// The fact a name stands for. `may_be_yes` says whether a fact is stated and may be yes; aliases
    /// that depend on a topic ask it.
    ///
    /// An alias that depends on a topic which is given goes before an id or a plain alias of the same
    /// name, because otherwise it could never be meant.
    pub fn find_fact(&self, name: &str, may_be_yes: impl Fn(&FactId) -> bool) -> Named<'_> {
        let folded = name.to_lowercase();
        let exact = self
            .facts
            .get(name)
            .or_else(|| self.facts.get(folded.as_str()));
        let mut plain: Vec<(&Fact, Option<&Alias>)> =
            exact.map(|fact| (fact, None)).into_iter().collect();
        let (mut given, mut not_given) = (Vec::new(), Vec::new());
        for (fact, alias) in self
            .aliases()
            .filter(|(_, alias)| alias.name.to_lowercase() == folded)
        {
            let list = if alias.when_given.is_empty() {
                &mut plain
            } else if alias.when_given.iter().any(&may_be_yes) {
                &mut given
            } else {
                &mut not_given
            };
            list.push((fact, Some(alias)));
        }
        let all = || {
            given
                .iter()
                .chain(&plain)
                .chain(&not_given)
                .map(|(fact, _)| *fact)
        };
        let taken = match (given.as_slice(), plain.as_slice(), not_given.as_slice()) {
            ([one], _, _) | ([], [one], _) => one,
            ([], [], []) => return self.no_fact(name, &folded),
            _ => return Named::Several(all().collect()),
        };
        let (fact, alias) = *taken;
        Named::Fact {
            fact,
            unit: alias.and_then(|alias| alias.unit.as_deref()),
            passed_over: all()
                .map(|other| &other.id)
                .filter(|id| **id != fact.id)
                .collect(),
        }
    }

    fn aliases(&self) -> impl Iterator<Item = (&Fact, &Alias)> {
        self.facts
            .values()
            .flat_map(|fact| fact.aliases.iter().map(move |alias| (fact, alias)))
    }

    fn no_fact(&self, name: &str, folded: &str) -> Named<'_> {
        let computed = self
            .not_settable
            .iter()
            .find(|other| other.name.to_lowercase() == folded);
        if let Some(computed) = computed {
            return Named::NotSettable(computed);
        }
        let ids = self.facts.keys().map(FactId::as_str);
        let known: Vec<_> = ids
            .chain(self.aliases().map(|(_, alias)| alias.name.as_str()))
            .collect();
        let mut near = Vec::new();
        while near.len() < 3 {
            let rest = known.iter().copied().filter(|known| !near.contains(known));
            let Some(found) = nearest(name, rest) else {
                break;
            };
            near.push(found);
        }
        Named::Unknown(near)
    }

    /// A rule by its id, or the id nearest to it.
    pub fn find_rule(&self, id: &str) -> Result<&Rule, Option<&RuleId>> {
        self.rules.get(id).ok_or_else(|| {
            let near = nearest(id, self.rules.keys().map(RuleId::as_str))?;
            self.rules.get_key_value(near).map(|(id, _)| id)
        })
    }
}

impl Fact {
    /// The choice that is meant by its id, a label in either language or another spelling.
    pub fn find_choice(&self, text: &str) -> Result<&Choice, Option<&ChoiceId>> {
        let folded = text.trim().to_lowercase();
        let spelled = |choice: &&Choice| {
            let label = [choice.id.as_str(), &choice.label.ja, &choice.label.en];
            let aliases = choice.aliases.iter().map(String::as_str);
            label
                .into_iter()
                .chain(aliases)
                .any(|name| name.to_lowercase() == folded)
        };
        self.choices.iter().find(spelled).ok_or_else(|| {
            let near = nearest(
                &folded,
                self.choices.iter().map(|choice| choice.id.as_str()),
            )?;
            self.choices
                .iter()
                .map(|choice| &choice.id)
                .find(|id| id.as_str() == near)
        })
    }
}

impl Rule {
    /// The editions that may be in force on some day of a span, in order of time.
    pub fn editions_between(&self, first: Date, last: Date) -> Vec<InForce<'_>> {
        let editions = self.editions.iter().enumerate().filter(|(_, edition)| {
            edition.from.not_before <= last && edition.until.is_none_or(|until| first <= until)
        });
        editions
            .map(|(at, edition)| InForce {
                edition,
                certain: self.is_certain(at, edition, first, last),
            })
            .collect()
    }

    /// The editions that may be in force on a day: two where that is in doubt.
    pub fn editions_on(&self, day: Date) -> Vec<InForce<'_>> {
        self.editions_between(day, day)
    }

    fn is_certain(&self, at: usize, edition: &Edition, first: Date, last: Date) -> bool {
        let next = self.editions.get(at + 1);
        edition.from.not_after <= first
            && edition.until.is_none_or(|until| last <= until)
            && next.is_none_or(|next| last < next.from.not_before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::load::{Depth, Packs, load};

    fn small() -> Rulebook {
        let packs = Packs {
            only: Some("tests/fixtures/small".into()),
            extra: Vec::new(),
        };
        load(&packs, Depth::Slips).result.unwrap()
    }

    fn found(rulebook: &Rulebook, name: &str, given: &str) -> String {
        match rulebook.find_fact(name, |fact| fact.as_str() == given) {
            Named::Fact {
                fact,
                unit,
                passed_over,
            } => {
                format!("{} {} {passed_over:?}", fact.id, unit.unwrap_or("-"))
            }
            Named::Several(facts) => format!("{} facts", facts.len()),
            Named::NotSettable(name) => format!("{} not settable", name.name),
            Named::Unknown(near) => format!("near {near:?}"),
        }
    }

    #[test]
    fn names_lead_to_facts() {
        let rulebook = small();
        for (name, given, expected) in [
            ("attack_suspected", "", "attack_suspected - []"),
            ("Cyber", "", "attack_suspected - []"),
            ("outage_minutes", "", "outage_duration min []"),
            ("affected_users", "", "affected_users - [affected_persons]"),
            (
                "affected_users",
                "leaked",
                "affected_persons - [affected_users]",
            ),
            ("serious_accident", "", "serious_accident not settable"),
            ("atack_suspected", "", "near [\"attack_suspected\"]"),
            ("zzz", "", "near []"),
        ] {
            assert_eq!(found(&rulebook, name, given), expected, "{name} {given}");
        }
    }

    #[test]
    fn labels_lead_to_choices() {
        let rulebook = small();
        let fact = &rulebook.facts["sector"];
        for text in [
            "telecom",
            "電気通信",
            "Telecommunications",
            "TELECOM",
            "通信",
        ] {
            assert_eq!(fact.find_choice(text).unwrap().id.as_str(), "telecom");
        }
        let near = fact.find_choice("telecmo").unwrap_err();
        assert_eq!(near.map(ChoiceId::as_str), Some("telecom"));
        assert_eq!(
            rulebook.facts["is_carrier"]
                .find_choice("はい")
                .unwrap()
                .id
                .as_str(),
            "yes"
        );
        let near = rulebook.find_rule("smal-accident").unwrap_err();
        assert_eq!(near.map(RuleId::as_str), Some("small-accident"));
    }

    #[test]
    fn days_choose_editions() {
        let rulebook = small();
        let rule = &rulebook.rules["small-accident"];
        let on = |first: &str, last: &str| -> Vec<(String, bool)> {
            let found = rule.editions_between(first.parse().unwrap(), last.parse().unwrap());
            found
                .iter()
                .map(|found| (found.edition.from.not_before.to_string(), found.certain))
                .collect()
        };
        let edition = |day: &str, certain| (day.to_owned(), certain);
        assert_eq!(on("2013-01-01", "2013-01-01"), []);
        assert_eq!(on("2018-02-01", "2018-02-01"), [], "a declared gap");
        assert_eq!(
            on("2020-05-31", "2020-05-31"),
            [edition("2018-04-01", true)]
        );
        let doubt = [edition("2018-04-01", false), edition("2020-06-01", false)];
        assert_eq!(on("2020-06-15", "2020-06-15"), doubt);
        assert_eq!(
            on("2020-07-01", "2020-07-01"),
            [edition("2020-06-01", true)]
        );
        let span = [edition("2014-04-01", false), edition("2018-04-01", false)];
        assert_eq!(on("2017-12-31", "2018-04-01"), span);
    }
}
