//! The sectors and the choices of the fact `sector` are the same.

use crate::rulebook::Rulebook;
use crate::rulebook::diagnostic::{Code, Diagnostic, Problems};
use crate::rulebook::id::{ChoiceId, FactId};
use crate::rulebook::text::say;

/// The fact whose choices are the sectors.
const SECTOR: &str = "sector";

/// Reports sectors that cannot be chosen and choices that are no sector.
pub(super) fn check(rulebook: &Rulebook, problems: &mut Problems) {
    let fact = rulebook.facts.get(&FactId::new(SECTOR));
    for sector in rulebook.sectors.values() {
        let id = &sector.id;
        let known = fact.and_then(|fact| fact.choice(&ChoiceId::new(id.as_str())));
        if known.is_none() {
            problems.push(Diagnostic::new(
                Code::UnknownSector,
                sector.place,
                say!(
                    "分野 `{id}` が事実 `sector` の選択肢にありません",
                    "the sector `{id}` is no choice of the fact `sector`"
                ),
            ));
        }
    }
    let Some(fact) = fact else { return };
    for choice in &fact.choices {
        let id = &choice.id;
        if !rulebook.sectors.contains_key(id.as_str()) {
            problems.push(Diagnostic::new(
                Code::UnknownSector,
                fact.place,
                say!(
                    "事実 `sector` の選択肢 `{id}` が `sectors.yaml` にありません",
                    "the choice `{id}` of the fact `sector` is not in `sectors.yaml`"
                ),
            ));
        }
    }
}
