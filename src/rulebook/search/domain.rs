//! What a fact can still be while a search adds one test after another.

use std::collections::BTreeSet;

use crate::rulebook::fact::{Fact, Kind};
use crate::rulebook::id::ChoiceId;
use crate::rulebook::ticks;
use crate::rulebook::value::{Possible, Range, Test};

/// The values that are left, and whether "not applicable" is one of them.
#[derive(Clone, Debug)]
pub struct Domain {
    left: Left,
    /// Every test on a not applicable fact fails, so that only negated tests leave this open.
    not_applicable: bool,
}

#[derive(Clone, Debug)]
enum Left {
    /// `bool` and `choice`.
    Options(BTreeSet<ChoiceId>),
    /// `choices`: sets with none of these, and at least one of each of those.
    Sets {
        without: BTreeSet<ChoiceId>,
        with_one_of: Vec<BTreeSet<ChoiceId>>,
    },
    /// Ordered kinds: any of these ranges, none of them empty.
    Ranges(Vec<Range>),
}

impl Domain {
    /// Everything.
    pub fn of(fact: &Fact) -> Self {
        let left = match fact.everything() {
            Possible::OneOf(options) => Left::Options(options),
            Possible::Sets(_) | Possible::AnySet => Left::Sets {
                without: BTreeSet::new(),
                with_one_of: Vec::new(),
            },
            Possible::Within(range) => Left::Ranges(vec![range]),
        };
        Self {
            left,
            not_applicable: fact.asked_if.is_some(),
        }
    }

    /// Whether "not applicable" is all that is left.
    pub fn only_not_applicable(&self) -> bool {
        self.not_applicable && self.no_value()
    }

    /// Whether nothing so far says that the fact is applicable.
    pub fn may_not_apply(&self) -> bool {
        self.not_applicable
    }

    /// Keeps the values for which the test is `holds`. False if none is left.
    pub fn narrow(&mut self, test: &Test, holds: bool) -> bool {
        if holds {
            self.not_applicable = false;
        }
        match (&mut self.left, test) {
            (Left::Options(options), Test::OneOf(wanted)) => {
                options.retain(|option| wanted.contains(option) == holds);
            }
            (
                Left::Sets {
                    without,
                    with_one_of,
                },
                Test::OneOf(wanted),
            ) => {
                if holds {
                    with_one_of.push(wanted.clone());
                } else {
                    without.extend(wanted.iter().cloned());
                }
            }
            (Left::Ranges(ranges), Test::Within(range)) => {
                let pieces = if holds { vec![*range] } else { outside(*range) };
                *ranges = ranges
                    .iter()
                    .flat_map(|old| pieces.iter().map(|piece| old.intersect(*piece)))
                    .filter(|range| !range.is_empty())
                    .collect();
            }
            // The reader lets no other pair through.
            _ => {}
        }
        !self.is_empty()
    }

    /// One of the values that are left, as written with `--set`, the one nearest to a line; `None`
    /// where only "not applicable" is.
    pub fn example(&self, fact: &Fact) -> Option<String> {
        match &self.left {
            Left::Options(options) => options.first().map(ToString::to_string),
            Left::Sets {
                without,
                with_one_of,
            } => {
                let mut set: BTreeSet<&ChoiceId> = BTreeSet::new();
                for wanted in with_one_of {
                    if !wanted.iter().any(|choice| set.contains(choice)) {
                        set.insert(wanted.iter().find(|choice| !without.contains(*choice))?);
                    }
                }
                let names: Vec<_> = set.iter().map(|choice| choice.as_str()).collect();
                Some(match names.as_slice() {
                    [] => "[]".to_owned(),
                    names => names.join(","),
                })
            }
            Left::Ranges(ranges) => {
                let range = ranges.first()?;
                let tick = match (range.min, range.max) {
                    (Some(0) | None, Some(max)) => max,
                    (Some(min), _) => min,
                    (None, None) if matches!(fact.kind, Kind::Instant | Kind::Date) => return None,
                    (None, None) => 0,
                };
                Some(ticks::show(fact.kind, fact.unit.as_deref(), tick))
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.no_value() && !self.not_applicable
    }

    fn no_value(&self) -> bool {
        match &self.left {
            Left::Options(options) => options.is_empty(),
            Left::Sets {
                without,
                with_one_of,
            } => with_one_of.iter().any(|wanted| wanted.is_subset(without)),
            Left::Ranges(ranges) => ranges.is_empty(),
        }
    }
}

/// Everything but a range.
fn outside(range: Range) -> Vec<Range> {
    let below = range.min.and_then(|min| min.checked_sub(1));
    let above = range.max.and_then(|max| max.checked_add(1));
    let below = below.map(|max| Range {
        min: None,
        max: Some(max),
    });
    let above = above.map(|min| Range {
        min: Some(min),
        max: None,
    });
    below.into_iter().chain(above).collect()
}
