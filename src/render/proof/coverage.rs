//! The coverage of the single tests.

use super::{Line, Missing, count, example, json, place, table};
use crate::casebook::proof::coverage::{Shown, TestCoverage};
use crate::render::words::pick;
use crate::rulebook::{Lang, Sources};

/// The coverage as text: what is missing, a table, the sum.
pub fn coverage_text(
    coverage: &[TestCoverage],
    sources: &Sources,
    lang: Lang,
    width: usize,
) -> String {
    let side = |holds| {
        if holds {
            pick(lang, "成り立って決め手になる", "holds and decides")
        } else {
            pick(lang, "成り立たず決め手になる", "fails and decides")
        }
    };
    let sum = |part, whole, exempt| match lang {
        Lang::Ja => format!(
            "{whole}の側のうち{part}が示されています（うち{exempt}は示しようがないと証明済み）"
        ),
        Lang::En => {
            format!("{part} of {whole} sides are shown, {exempt} of them proved impossible to show")
        }
    };
    let head = pick(lang, "示された側", "sides shown");
    table::text(&lines(coverage, sources, side), head, sum, lang, width)
}

/// The coverage as JSON, schema `renraku.coverage/1`.
pub fn coverage_json(
    coverage: &[TestCoverage],
    sources: &Sources,
) -> Result<String, serde_json::Error> {
    let side = |holds| if holds { "holds" } else { "fails" };
    json("renraku.coverage/1", &lines(coverage, sources, side))
}

fn lines(
    coverage: &[TestCoverage],
    sources: &Sources,
    side: impl Fn(bool) -> &'static str,
) -> Vec<Line> {
    let mut lines = Vec::new();
    for test in coverage {
        for (holds, shown) in test.sides() {
            let missing = match shown {
                Shown::Missing(facts) => Some(Missing {
                    of: test.leaf.owner.to_string(),
                    place: place(sources, test.leaf.place),
                    text: test.leaf.text.clone(),
                    what: side(holds).to_owned(),
                    example: facts.as_ref().map(example),
                }),
                Shown::By(_) | Shown::Never => None,
            };
            let exempt = *shown == Shown::Never;
            count(&mut lines, test.leaf.owner.id(), exempt, missing);
        }
    }
    lines
}
