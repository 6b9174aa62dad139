//! A rule with what absorbs it, edition by edition.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::rulebook::Rulebook;
use crate::rulebook::rule::{Edition, Rule};

/// Combinations of editions in doubt that are looked at for one span of days.
const MOST: usize = 64;

/// One edition of one rule of the family.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'a> {
    pub edition: &'a Edition,
}

/// Every rule that absorbs this one, directly or not.
pub(super) fn absorbers<'a>(rulebook: &'a Rulebook, rule: &'a Rule) -> Vec<&'a Rule> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::from([&rule.id]));
    let mut left: Vec<_> = rule.absorbed_by.iter().collect();
    while let Some(id) = left.pop() {
        if let (true, Some(by)) = (seen.insert(id), rulebook.rules.get(id)) {
            left.extend(&by.absorbed_by);
            found.push(by);
        }
    }
    found
}

/// For each edition of the rule, each combination of the absorbers' editions that may be in force at
/// the same time. The rule's own edition comes first.
pub(super) fn combinations<'a>(rulebook: &'a Rulebook, rule: &'a Rule) -> Vec<Vec<Member<'a>>> {
    let absorbers = absorbers(rulebook, rule);
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for edition in &rule.editions {
        for day in days(edition, &absorbers) {
            for members in on_day(edition, &absorbers, day) {
                let key: Vec<_> = members.iter().map(|member| member.edition.place).collect();
                if seen.insert(key) {
                    found.push(members);
                }
            }
        }
    }
    found
}

/// The days within an edition on which something changes.
fn days(edition: &Edition, absorbers: &[&Rule]) -> BTreeSet<Date> {
    let mut days = BTreeSet::from([edition.from.not_before]);
    for other in absorbers.iter().flat_map(|rule| &rule.editions) {
        days.extend([other.from.not_before, other.from.not_after]);
        days.extend(
            other
                .until
                .and_then(|until| until.checked_add(1.day()).ok()),
        );
    }
    days.retain(|day| possible(edition, *day));
    days
}

fn possible(edition: &Edition, day: Date) -> bool {
    edition.from.not_before <= day && edition.until.is_none_or(|until| day <= until)
}

fn on_day<'a>(edition: &'a Edition, absorbers: &[&'a Rule], day: Date) -> Vec<Vec<Member<'a>>> {
    let mut found = vec![vec![Member { edition }]];
    for rule in absorbers {
        let editions = rule
            .editions
            .iter()
            .filter(|edition| possible(edition, day));
        let mut options: Vec<_> = editions.map(|edition| Some(Member { edition })).collect();
        let certain = options
            .iter()
            .flatten()
            .any(|member| member.edition.from.not_after <= day);
        if !certain {
            options.push(None);
        }
        let longer = found.iter().flat_map(|members| {
            options.iter().map(|option| {
                let mut members = members.clone();
                members.extend(*option);
                members
            })
        });
        found = longer.take(MOST).collect();
    }
    found
}
