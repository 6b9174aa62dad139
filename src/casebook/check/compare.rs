//! Compares one decision with what is expected of it. Only what is written is compared.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use super::difference::{Difference, Found, Was};
use super::reasons::{of_channel, of_rule, was};
use crate::casebook::{Day, Expected, ExpectedDeadline, Placed};
use crate::decide::{Decision, Due};
use crate::rulebook::{Channel, LimbId, Place, RuleId, ticks};

/// Everything that differs, in the order of the format.
pub(crate) fn compare(expected: &Expected, decision: &Decision) -> Vec<Difference> {
    let mut compare = Compare {
        decision,
        out: Vec::new(),
    };
    compare.verdicts(expected);
    compare.duties(expected);
    compare.limbs(expected);
    compare.editions(expected);
    compare.standings(expected);
    for deadline in &expected.deadlines {
        compare.deadline(deadline);
    }
    compare.because(expected);
    compare.out
}

struct Compare<'a> {
    decision: &'a Decision,
    out: Vec<Difference>,
}

impl Compare<'_> {
    fn about_rule(&mut self, found: Found, place: Place, rule: &RuleId) {
        let because = of_rule(self.decision, rule);
        self.out.push(Difference {
            found,
            place,
            because,
        });
    }

    fn verdicts(&mut self, expected: &Expected) {
        for verdict in &expected.verdicts {
            let (channel, wanted) = verdict.value;
            let got = self
                .decision
                .channels
                .get(&channel)
                .map(|line| line.verdict);
            if let Some(got) = got.filter(|got| *got != wanted) {
                self.out.push(Difference {
                    found: Found::Verdict {
                        channel,
                        expected: wanted,
                        got,
                    },
                    place: verdict.place,
                    because: of_channel(self.decision, channel),
                });
            }
        }
        if let Some(route) = &expected.route {
            self.route(route);
        }
    }

    fn route(&mut self, expected: &Placed<String>) {
        let sharing = [Channel::Ceptoar, Channel::Hotline];
        let lines = sharing.iter().filter_map(|c| self.decision.channels.get(c));
        let got: Vec<String> = lines.filter_map(|line| line.route.clone()).collect();
        if !got.contains(&expected.value) {
            self.out.push(Difference {
                found: Found::Route {
                    expected: expected.value.clone(),
                    got,
                },
                place: expected.place,
                because: of_channel(self.decision, Channel::Ceptoar),
            });
        }
    }

    fn duties(&mut self, expected: &Expected) {
        if let Some(duties) = &expected.duties {
            for (rule, place) in &duties.value {
                self.due(rule, *place);
            }
            let decided = self.decision.duties.iter();
            let extra: Vec<RuleId> = decided
                .filter(|duty| duty.channel == Channel::Law)
                .map(|duty| duty.rule.clone())
                .filter(|rule| !duties.value.contains_key(rule))
                .collect();
            for rule in extra {
                self.about_rule(Found::DueToo(rule.clone()), duties.place, &rule);
            }
        }
        for also in &expected.also {
            self.due(&also.value, also.place);
        }
    }

    fn due(&mut self, rule: &RuleId, place: Place) {
        let was = was(self.decision, rule);
        if was != Was::Due {
            self.about_rule(Found::NotDue(rule.clone(), was), place, rule);
        }
    }

    fn limbs(&mut self, expected: &Expected) {
        for limbs in &expected.limbs {
            let (rule, wanted) = &limbs.value;
            let duties = self.decision.duties.iter();
            let of_rule = duties.filter(|duty| duty.rule == *rule);
            let got: BTreeSet<LimbId> = of_rule.flat_map(|duty| duty.limbs.clone()).collect();
            if got != *wanted {
                let found = Found::Limbs {
                    rule: rule.clone(),
                    expected: wanted.clone(),
                    got,
                };
                self.about_rule(found, limbs.place, rule);
            }
        }
    }

    fn editions(&mut self, expected: &Expected) {
        for edition in &expected.editions {
            let (rule, expected) = &edition.value;
            let mut duties = self.decision.duties.iter();
            let duty = duties.find(|duty| duty.rule == *rule);
            let got = duty.map(|duty| duty.edition);
            if got != Some(*expected) {
                let found = Found::Edition {
                    rule: rule.clone(),
                    expected: *expected,
                    got,
                };
                self.about_rule(found, edition.place, rule);
            }
        }
    }

    fn standings(&mut self, expected: &Expected) {
        for absent in &expected.absent {
            let was = was(self.decision, &absent.value);
            if matches!(was, Was::Due | Was::Open | Was::Doubtful) {
                let found = Found::NotAbsent(absent.value.clone(), was);
                self.about_rule(found, absent.place, &absent.value);
            }
        }
        for open in &expected.open {
            let was = was(self.decision, &open.value);
            if !matches!(was, Was::Open | Was::Doubtful) {
                let found = Found::NotOpen(open.value.clone(), was);
                self.about_rule(found, open.place, &open.value);
            }
        }
    }

    fn deadline(&mut self, expected: &Placed<ExpectedDeadline>) {
        let wanted = &expected.value;
        let duties = self.decision.duties.iter();
        let stages = duties
            .filter(|duty| duty.rule == wanted.rule)
            .flat_map(|duty| &duty.deadlines)
            .filter(|deadline| deadline.stage == wanted.stage);
        // a word without a number may have an official value; then that is what can be expected
        let got: Vec<Due> = stages
            .map(|deadline| match deadline.due {
                Due::None => deadline.guide_due,
                due => due,
            })
            .collect();
        if !got.iter().any(|due| meets(*due, wanted.due)) {
            let found = Found::Deadline {
                expected: wanted.clone(),
                got,
            };
            self.about_rule(found, expected.place, &wanted.rule);
        }
    }

    fn because(&mut self, expected: &Expected) {
        for fact in &expected.because {
            let mut atoms = self.decision.duties.iter().flat_map(|duty| &duty.because);
            if atoms.any(|atom| atom.fact == fact.value) {
                continue;
            }
            let duties = self.decision.duties.iter();
            let because = duties.flat_map(|duty| of_rule(self.decision, &duty.rule));
            self.out.push(Difference {
                found: Found::NoReason(fact.value.clone()),
                place: fact.place,
                because: because.collect(),
            });
        }
    }
}

/// Whether a stage is due on the expected day or minute; of a span its end counts.
fn meets(due: Due, expected: Day) -> bool {
    let instant = match due {
        Due::None => None,
        Due::At(at) => Some(at),
        Due::Between { latest, .. } => latest,
    };
    instant.is_some_and(|at| match expected {
        Day::Day(day) => day_of(at) == day,
        Day::Minute(minute) => at.as_second().div_euclid(60) == minute.as_second().div_euclid(60),
    })
}

fn day_of(at: Timestamp) -> Date {
    ticks::tokyo().to_datetime(at).date()
}
