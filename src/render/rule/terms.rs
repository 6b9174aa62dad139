//! To whom, by when, on which form, and on which provision.

use super::Writer;
use crate::render::words::{self, pick};
use crate::rulebook::{
    Addressee, AuthorityId, Clock, DayOne, Deadline, Lang, LimbId, Source, Within,
};

impl Writer<'_> {
    pub(super) fn terms(
        &mut self,
        to: Option<&[Addressee]>,
        deadlines: Option<&[Deadline]>,
        indent: usize,
    ) {
        let lang = self.lang;
        let pad = " ".repeat(indent);
        if let Some(to) = to {
            let names: Vec<_> = to
                .iter()
                .map(|addressee| self.authority(&addressee.id))
                .collect();
            let names = names.join(pick(lang, "、", ", "));
            self.page
                .entry(&format!("{pad}{}: ", pick(lang, "宛先", "to")), &names);
        }
        for deadline in deadlines.unwrap_or(&[]) {
            let text = self.deadline(deadline);
            self.page
                .entry(&format!("{pad}{}: ", pick(lang, "期限", "by")), &text);
        }
    }

    fn authority(&self, id: &AuthorityId) -> String {
        let name = self
            .book
            .authorities
            .get(id)
            .and_then(|authority| authority.names.last());
        name.map_or_else(
            || id.to_string(),
            |name| name.value.get(self.lang).to_owned(),
        )
    }

    fn deadline(&self, deadline: &Deadline) -> String {
        let lang = self.lang;
        let term = |id| {
            self.book
                .terms
                .get(id)
                .map(|term| term.label.get(lang).to_owned())
        };
        let mut parts = vec![term(&deadline.stage).unwrap_or_else(|| deadline.stage.to_string())];
        parts.extend(deadline.word.as_ref().and_then(term));
        parts.extend(deadline.within.map(|within| words::length(within, lang)));
        parts.push(match &deadline.from {
            Clock::Fact(fact) => match lang {
                Lang::Ja => format!("{fact}から"),
                Lang::En => format!("from {fact}"),
            },
            Clock::LimbMet => pick(lang, "当たった時から", "from when it first held").to_owned(),
        });
        if deadline.day_one == DayOne::Same && matches!(deadline.within, Some(Within::Days(_))) {
            parts.push(pick(lang, "初日算入", "first day counts").to_owned());
        }
        if deadline.roll {
            parts.push(pick(lang, "休日は翌開庁日", "moves past closed days").to_owned());
        }
        parts.extend(deadline.form.clone());
        let limbs = |ids: &[LimbId]| {
            ids.iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", ")
        };
        if !deadline.limbs.is_empty() {
            parts.push(format!(
                "{} {}",
                pick(lang, "該当時のみ:", "only for"),
                limbs(&deadline.limbs)
            ));
        }
        if !deadline.not_limbs.is_empty() {
            parts.push(format!(
                "{} {}",
                pick(lang, "除く:", "not for"),
                limbs(&deadline.not_limbs)
            ));
        }
        parts.join(pick(lang, "・", " · "))
    }

    pub(super) fn sources(&mut self, sources: &[Source], indent: usize) {
        for source in sources {
            let article = source.article.as_deref().unwrap_or_default();
            let number = source
                .number
                .as_deref()
                .map(|number| format!("（{number}）"))
                .unwrap_or_default();
            let url = source.url.as_deref().unwrap_or_default();
            let head = format!(
                "{}{}: ",
                " ".repeat(indent),
                pick(self.lang, "根拠", "source")
            );
            self.page.entry(
                &head,
                format!("{}{number}{article} {url}", source.law).trim_end(),
            );
        }
    }
}
