//! What a case expects of the decision, as written and checked against the rulebook.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::decide::Verdict;
use crate::incident::file::Reader;
use crate::incident::{FactRef, value};
use crate::rulebook::diagnostic::{Code, Diagnostic};
use crate::rulebook::reader::{Fields, date, list_or_one, map, nearest, one_of, word};
use crate::rulebook::words::ROUTES;
use crate::rulebook::yaml::{Entry, Yaml};
use crate::rulebook::{Channel, LimbId, Place, RuleId, TermId, Text, say};

const VERDICTS: [(&str, Verdict); 8] = [
    ("required", Verdict::Required),
    ("recommended", Verdict::Recommended),
    ("optional", Verdict::Optional),
    ("not_required", Verdict::NotRequired),
    ("undetermined", Verdict::Undetermined),
    ("consult", Verdict::Consult),
    ("not_yet", Verdict::NotYet),
    ("unavailable", Verdict::Unavailable),
];

/// Something expected, and where that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    /// What.
    pub value: T,
    /// Where.
    pub place: Place,
}

/// What is expected; only what is written is checked.
#[derive(Clone, Debug)]
pub struct Expected {
    /// The headline words.
    pub verdicts: Vec<Placed<(Channel, Verdict)>>,
    /// The route.
    pub route: Option<Placed<String>>,
    /// Exactly the rules of channel law that are due.
    pub duties: Option<Placed<BTreeMap<RuleId, Place>>>,
    /// Due rules, among others.
    pub also: Vec<Placed<RuleId>>,
    /// Exactly the limbs that hold, by rule.
    pub limbs: Vec<Placed<(RuleId, BTreeSet<LimbId>)>>,
    /// First days of the editions that govern, by rule.
    pub editions: Vec<Placed<(RuleId, Date)>>,
    /// Rules that are neither due nor open.
    pub absent: Vec<Placed<RuleId>>,
    /// Open or doubtful rules, among others.
    pub open: Vec<Placed<RuleId>>,
    /// When stages are due.
    pub deadlines: Vec<Placed<ExpectedDeadline>>,
    /// Facts among the reasons of the duties.
    pub because: Vec<Placed<FactRef>>,
    /// The reasoning, written before the engine was run.
    pub why: Option<Text>,
    /// Where it is written.
    pub place: Place,
}

/// When a stage of a duty is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedDeadline {
    /// The rule.
    pub rule: RuleId,
    /// The stage.
    pub stage: TermId,
    /// When.
    pub due: Day,
}

/// A day, or a minute of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// Some time on that day in Japan.
    Day(Date),
    /// At that minute.
    Minute(Timestamp),
}

impl Reader<'_> {
    /// What is expected under a key.
    pub(super) fn expected(&mut self, entry: &Entry) -> Option<Expected> {
        let mut fields = Fields::under(entry, self.problems)?;
        let mut expected = Expected {
            verdicts: Vec::new(),
            route: None,
            duties: None,
            also: self.rules_under(&mut fields, "also"),
            limbs: Vec::new(),
            editions: Vec::new(),
            absent: self.rules_under(&mut fields, "absent"),
            open: self.rules_under(&mut fields, "open"),
            deadlines: Vec::new(),
            because: Vec::new(),
            why: fields.pair("why", self.problems),
            place: entry.place,
        };
        for channel in Channel::ALL {
            let Some(node) = fields.take(channel.as_str()) else {
                continue;
            };
            if let Some(verdict) = one_of(node, &VERDICTS, self.problems) {
                expected.verdicts.push(placed(node, (channel, verdict)));
            }
        }
        if let Some(node) = fields.take("route") {
            let route = one_of(node, &ROUTES, self.problems);
            expected.route = route.map(|route| placed(node, route.to_owned()));
        }
        if let Some(node) = fields.take("duties") {
            expected.duties = Some(placed(node, self.duties(node)));
        }
        if let Some(node) = fields.take("limbs") {
            for entry in map(node, self.problems) {
                expected.limbs.extend(self.limbs(entry));
            }
        }
        if let Some(node) = fields.take("editions") {
            for entry in map(node, self.problems) {
                expected.editions.extend(self.edition(entry));
            }
        }
        if let Some(node) = fields.take("deadlines") {
            for entry in map(node, self.problems) {
                expected.deadlines.extend(self.deadline(entry));
            }
        }
        if let Some(node) = fields.take("because") {
            for node in list_or_one(node) {
                expected.because.extend(self.fact(node));
            }
        }
        fields.finish(self.problems);
        self.sound(&expected);
        Some(expected)
    }

    /// An expectation expects something, and no rule both ways.
    fn sound(&mut self, expected: &Expected) {
        if expected.is_empty() {
            let diagnostic = Diagnostic::new(
                Code::EmptyExpectation,
                expected.place,
                say!("何も期待していません", "nothing is expected here"),
            );
            self.problems.push(diagnostic.help(say!(
                "判定（`law` など）か `duties` などを書いてください",
                "write a verdict such as `law`, or `duties`"
            )));
        }
        for absent in &expected.absent {
            let rule = &absent.value;
            let Some(wanted) = expected.wanted(rule) else {
                continue;
            };
            let diagnostic = Diagnostic::new(
                Code::Contradiction,
                absent.place,
                say!(
                    "`{rule}` は期待され、かつ除かれています",
                    "`{rule}` is expected and excluded"
                ),
            );
            let here = say!("ここでは期待されています", "expected here");
            self.problems.push(diagnostic.related(wanted, here));
        }
    }

    fn rules_under(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Vec<Placed<RuleId>> {
        let nodes = fields.take(key).map_or(&[][..], list_or_one);
        let rules = nodes.iter().map(|node| (node, self.rule(node)));
        rules
            .filter_map(|(node, rule)| Some(placed(node, rule?)))
            .collect()
    }

    /// The rules of channel law; another rule could never be among them.
    fn duties(&mut self, node: &Yaml) -> BTreeMap<RuleId, Place> {
        let mut duties = BTreeMap::new();
        for node in list_or_one(node) {
            let Some(id) = self.rule(node) else { continue };
            let channel = self.rulebook().rules.get(&id).map(|rule| rule.channel);
            if let Some(channel) = channel.filter(|channel| *channel != Channel::Law) {
                let channel = channel.as_str();
                let diagnostic = Diagnostic::new(
                    Code::OtherChannel,
                    node.place,
                    say!(
                        "`{id}` は経路 `{channel}` の規則です",
                        "`{id}` is a rule of channel `{channel}`"
                    ),
                );
                self.problems.push(
                    diagnostic.help(say!("`also` に書いてください", "write it under `also`")),
                );
            }
            duties.insert(id, node.place);
        }
        duties
    }

    fn limbs(&mut self, entry: &Entry) -> Option<Placed<(RuleId, BTreeSet<LimbId>)>> {
        let rule = self.rule_named(&entry.key, entry.place)?;
        let known: BTreeSet<&LimbId> = rule
            .editions
            .iter()
            .flat_map(|edition| edition.limbs.iter().map(|limb| &limb.id))
            .collect();
        let mut limbs = BTreeSet::new();
        for node in list_or_one(&entry.value) {
            let text = word(node, self.problems)?;
            if let Some(id) = known.iter().find(|limb| limb.as_str() == text) {
                limbs.insert((*id).clone());
                continue;
            }
            let id = &rule.id;
            let near = nearest(text, known.iter().map(|limb| limb.as_str()));
            let message = say!(
                "規則 `{id}` に号 `{text}` はありません",
                "the rule `{id}` has no limb `{text}`"
            );
            self.unknown(Code::UnknownLimb, node.place, message, near);
        }
        Some(Placed {
            value: (rule.id.clone(), limbs),
            place: entry.place,
        })
    }

    fn edition(&mut self, entry: &Entry) -> Option<Placed<(RuleId, Date)>> {
        let rule = self.rule_named(&entry.key, entry.place)?;
        let from = date(&entry.value, self.problems)?;
        let editions = rule.editions.iter();
        let starts: Vec<Date> = editions.map(|edition| edition.from.not_before).collect();
        if !starts.contains(&from) {
            let id = &rule.id;
            let diagnostic = Diagnostic::new(
                Code::UnknownEdition,
                entry.value.place,
                say!(
                    "規則 `{id}` に {from} からの版はありません",
                    "the rule `{id}` has no edition from {from}"
                ),
            );
            let starts: Vec<_> = starts.iter().map(ToString::to_string).collect();
            let starts = starts.join(", ");
            self.problems.push(
                diagnostic.help(say!("版は {starts} から", "its editions begin on {starts}")),
            );
            return None;
        }
        Some(Placed {
            value: (rule.id.clone(), from),
            place: entry.place,
        })
    }

    fn deadline(&mut self, entry: &Entry) -> Option<Placed<ExpectedDeadline>> {
        let key = &entry.key;
        let Some((rule, stage)) = key.rsplit_once('.') else {
            let diagnostic = Diagnostic::new(
                Code::UnknownTerm,
                entry.place,
                say!("`{key}` に段階がありません", "`{key}` names no stage"),
            );
            self.problems.push(diagnostic.help(say!(
                "`{key}.detailed` のように書いてください",
                "write it as in `{key}.detailed`"
            )));
            return None;
        };
        let rule = self.rule_named(rule, entry.place)?;
        let stages = rule.stages();
        let Some(known) = stages.iter().find(|known| known.as_str() == stage) else {
            let id = &rule.id;
            let near = nearest(stage, stages.iter().map(|stage| stage.as_str()));
            let message = say!(
                "規則 `{id}` に段階 `{stage}` はありません",
                "the rule `{id}` has no stage `{stage}`"
            );
            self.unknown(Code::UnknownTerm, entry.place, message, near);
            return None;
        };
        let due = self.day(&entry.value)?;
        Some(Placed {
            value: ExpectedDeadline {
                rule: rule.id.clone(),
                stage: (*known).clone(),
                due,
            },
            place: entry.value.place,
        })
    }

    fn day(&mut self, node: &Yaml) -> Option<Day> {
        let text = word(node, self.problems)?;
        match value::read_day(text) {
            Ok(day) => Some(Day::Day(day)),
            Err(_) => self.moment(node).map(Day::Minute),
        }
    }

    fn fact(&mut self, node: &Yaml) -> Option<Placed<FactRef>> {
        let text = word(node, self.problems)?;
        match self.names().fact(text) {
            Ok(fact) => Some(placed(node, fact)),
            Err(error) => {
                let diagnostic = error.at(node.place).diagnostic();
                self.problems.push(diagnostic);
                None
            }
        }
    }
}

impl Expected {
    fn is_empty(&self) -> bool {
        self.verdicts.is_empty()
            && self.route.is_none()
            && self.duties.is_none()
            && self.also.is_empty()
            && self.limbs.is_empty()
            && self.editions.is_empty()
            && self.absent.is_empty()
            && self.open.is_empty()
            && self.deadlines.is_empty()
            && self.because.is_empty()
    }

    /// Whether it says anything of a rule by name.
    pub fn names(&self, rule: &RuleId) -> bool {
        let duties = self
            .duties
            .iter()
            .any(|duties| duties.value.contains_key(rule));
        let mut rules = self.also.iter().chain(&self.absent).chain(&self.open);
        duties
            || rules.any(|other| other.value == *rule)
            || self.limbs.iter().any(|limbs| limbs.value.0 == *rule)
            || self.editions.iter().any(|edition| edition.value.0 == *rule)
            || self
                .deadlines
                .iter()
                .any(|deadline| deadline.value.rule == *rule)
    }

    /// Where a rule is expected to be due or open.
    fn wanted(&self, rule: &RuleId) -> Option<Place> {
        let duties = self.duties.as_ref();
        let due = duties.and_then(|duties| duties.value.get(rule).copied());
        let mut others = self.also.iter().chain(&self.open);
        due.or_else(|| Some(others.find(|other| other.value == *rule)?.place))
    }
}

fn placed<T>(node: &Yaml, value: T) -> Placed<T> {
    Placed {
        value,
        place: node.place,
    }
}
