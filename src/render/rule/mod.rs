//! A rule as a person would read it: who is bound, when it is due, to whom, by when, since when.

mod condition;
mod terms;

use super::text::{FAINT, HEADING, Page, styled};
use super::words::{self, pick};
use crate::rulebook::{Edition, GovernedBy, Lang, Limb, Rule, Rulebook, Text};

/// A width at which nothing is broken.
const UNBROKEN: usize = 100_000;

/// Writes a rule with all its editions, the newest first.
pub fn render(book: &Rulebook, rule: &Rule, lang: Lang, width: usize) -> String {
    let mut page = Page::new(width);
    let strength = words::strength(rule.strength, lang);
    page.entry(
        "",
        &format!(
            "{} [{strength}] {}",
            styled(HEADING, rule.title.get(lang)),
            styled(FAINT, rule.id.as_str())
        ),
    );
    if let Some(available) = &rule.available {
        page.entry(
            "  ",
            &match lang {
                Lang::Ja => format!("{}から。{}", available.from, available.reason.get(lang)),
                Lang::En => format!("from {}. {}", available.from, available.reason.get(lang)),
            },
        );
    }
    for other in &rule.absorbed_by {
        page.entry(
            "  ",
            &match lang {
                Lang::Ja => format!("{other}に当たるときは、そちらに含まれます。"),
                Lang::En => format!("replaced by {other} when that is due."),
            },
        );
    }
    if let Some(note) = &rule.note {
        page.entry("  ", note.get(lang));
    }
    for edition in rule.editions.iter().rev() {
        page.gap();
        Writer {
            book,
            lang,
            page: &mut page,
        }
        .edition(edition);
    }
    for gap in &rule.gaps {
        page.gap();
        page.entry(
            "",
            &match lang {
                Lang::Ja => format!(
                    "{}から{}まで: なし。{}",
                    gap.from,
                    gap.until,
                    gap.reason.get(lang)
                ),
                Lang::En => format!(
                    "{} to {}: none. {}",
                    gap.from,
                    gap.until,
                    gap.reason.get(lang)
                ),
            },
        );
    }
    page.finish()
}

/// What an edition says, line by line, without its days and without colour. A page has the same
/// lines in both languages.
pub fn lines(book: &Rulebook, edition: &Edition) -> Vec<Text> {
    let written = |lang| {
        let mut page = Page::new(UNBROKEN);
        let mut writer = Writer {
            book,
            lang,
            page: &mut page,
        };
        writer.nature(edition);
        writer.content(edition);
        anstream::adapter::strip_str(&page.finish()).to_string()
    };
    let (ja, en) = (written(Lang::Ja), written(Lang::En));
    let both = ja.lines().zip(en.lines());
    both.map(|(ja, en)| Text {
        ja: ja.trim_end().to_owned(),
        en: en.trim_end().to_owned(),
    })
    .collect()
}

struct Writer<'a> {
    book: &'a Rulebook,
    lang: Lang,
    page: &'a mut Page,
}

impl Writer<'_> {
    fn edition(&mut self, edition: &Edition) {
        let heading = words::span(edition, self.lang);
        self.page.entry("", &styled(HEADING, &heading));
        self.nature(edition);
        self.content(edition);
    }

    /// How strongly it binds, on what it rests, and which day governs it.
    fn nature(&mut self, edition: &Edition) {
        let lang = self.lang;
        let governed = match edition.governed_by {
            GovernedBy::Occurred => pick(lang, "発生日で適用", "by the day of occurrence"),
            GovernedBy::Known => pick(lang, "知った日で適用", "by the day of knowledge"),
            GovernedBy::Due => pick(lang, "判定日で適用", "by the day of decision"),
        };
        let mark = words::verified_mark(edition.verified, lang);
        let strength = words::strength(edition.strength, lang);
        let basis = words::basis(edition.basis, lang);
        let text = format!("{strength}, {basis}, {governed} {mark}");
        self.page.entry("  ", &styled(FAINT, text.trim_end()));
    }

    fn content(&mut self, edition: &Edition) {
        let lang = self.lang;
        self.labelled(pick(lang, "対象", "bound"), &edition.bound);
        let several = edition.limbs.len() > 1;
        for limb in &edition.limbs {
            self.limb(limb, several);
        }
        if let Some(unclear) = &edition.unclear {
            self.labelled(pick(lang, "未確定", "unclear"), &unclear.when);
            self.page.entry("      ", unclear.reason.get(lang));
        }
        for (label, relief) in [
            (pick(lang, "果たされる", "met if"), &edition.discharged_by),
            (pick(lang, "提出免除", "waived if"), &edition.waived_if),
        ] {
            if let Some(relief) = relief {
                self.labelled(label, &relief.when);
                self.page.entry("      ", relief.reason.get(lang));
            }
        }
        self.terms(
            edition.defaults.to.as_deref(),
            edition.defaults.deadlines.as_deref(),
            2,
        );
        self.sources(&edition.sources, 2);
        if let Some(note) = &edition.note {
            self.page
                .entry(pick(lang, "  注: ", "  note: "), note.get(lang));
        }
    }

    fn limb(&mut self, limb: &Limb, several: bool) {
        let title = limb
            .title
            .as_ref()
            .map(|title| title.get(self.lang))
            .unwrap_or_default();
        if several || !title.is_empty() {
            let head = if several {
                pick(self.lang, "  いずれか ", "  or ")
            } else {
                "  "
            };
            self.page.entry(
                head,
                &format!("{title} {}", styled(FAINT, limb.id.as_str())),
            );
        }
        self.condition(&limb.when, 4);
        self.terms(limb.terms.to.as_deref(), limb.terms.deadlines.as_deref(), 4);
        self.sources(&limb.sources, 4);
    }
}
