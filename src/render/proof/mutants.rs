//! The mutants of the rules.

use super::{Line, Missing, count, example, json, place, table};
use crate::casebook::proof::mutate::{End, Fate};
use crate::render::words::pick;
use crate::rulebook::{Lang, Sources};

/// The mutants as text: those that no case notices, a table, the sum.
pub fn mutants_text(fates: &[Fate], sources: &Sources, lang: Lang, width: usize) -> String {
    let sum = |part, whole, exempt| match lang {
        Lang::Ja => format!(
            "変異{whole}件のうち{part}件に事例が気付きます（うち{exempt}件は元の規則と等しいと証明済み）"
        ),
        Lang::En => format!(
            "{part} of {whole} mutants are noticed by a case, {exempt} of them proved equivalent"
        ),
    };
    let head = pick(lang, "気付いた変異", "noticed");
    table::text(&lines(fates, sources), head, sum, lang, width)
}

/// The mutants as JSON, schema `renraku.mutants/1`.
pub fn mutants_json(fates: &[Fate], sources: &Sources) -> Result<String, serde_json::Error> {
    json("renraku.mutants/1", &lines(fates, sources))
}

fn lines(fates: &[Fate], sources: &Sources) -> Vec<Line> {
    let mut lines = Vec::new();
    for Fate { mutant, end } in fates {
        let missing = match end {
            End::Alive(facts) => Some(Missing {
                of: mutant.owner.to_string(),
                place: place(sources, mutant.place),
                text: mutant.text.clone(),
                what: mutant.change.to_string(),
                example: facts.as_ref().map(example),
            }),
            End::NoticedBy(_) | End::Equivalent => None,
        };
        let exempt = *end == End::Equivalent;
        count(&mut lines, mutant.owner.id(), exempt, missing);
    }
    lines
}
