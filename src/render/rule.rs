//! A rule as a person would read it: who is bound, when it is due, to whom, by when, since when.

use super::text::{FAINT, HEADING, Page, styled};
use super::words::{self, pick};
use crate::rulebook::{
    Clock, Condition, DayOne, Deadline, Edition, GovernedBy, Lang, Limb, Node, Rule, Rulebook,
    Source, Test, Within,
};

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

struct Writer<'a> {
    book: &'a Rulebook,
    lang: Lang,
    page: &'a mut Page,
}

impl Writer<'_> {
    fn edition(&mut self, edition: &Edition) {
        let lang = self.lang;
        let heading = words::span(edition, lang);
        let governed = match edition.governed_by {
            GovernedBy::Occurred => pick(lang, "発生日で適用", "by the day of occurrence"),
            GovernedBy::Known => pick(lang, "知った日で適用", "by the day of knowledge"),
            GovernedBy::Due => pick(lang, "判定日で適用", "by the day of decision"),
        };
        let mark = words::verified_mark(edition.verified, lang);
        let strength = words::strength(edition.strength, lang);
        let basis = words::basis(edition.basis, lang);
        self.page.entry(
            "",
            &format!(
                "{} {}",
                styled(HEADING, &heading),
                styled(FAINT, &format!("({strength}, {basis}, {governed}) {mark}"))
            ),
        );
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

    fn labelled(&mut self, label: &str, cond: &Condition) {
        self.page.entry("  ", label);
        self.condition(cond, 4);
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.page.entry(&format!("{}- ", " ".repeat(indent)), text);
    }

    fn condition(&mut self, cond: &Condition, indent: usize) {
        let lang = self.lang;
        match &cond.node {
            Node::All(parts) if parts.is_empty() => {
                self.line(indent, pick(lang, "常に", "always"));
            }
            Node::All(parts) => {
                for part in parts {
                    self.condition(part, indent);
                }
            }
            Node::Any(parts) => {
                self.group(pick(lang, "いずれか:", "any of:"), parts, indent);
            }
            Node::AtLeast { n, of } => {
                let text = match lang {
                    Lang::Ja => format!("うち{n}つ以上:"),
                    Lang::En => format!("at least {n} of:"),
                };
                self.group(&text, of, indent);
            }
            Node::Not(part) => {
                self.line(indent, pick(lang, "次に当たらない:", "not:"));
                self.condition(part, indent + 2);
            }
            Node::Except { when, unless } => {
                self.condition(when, indent);
                self.line(indent, pick(lang, "ただし、次を除く:", "except:"));
                self.condition(unless, indent + 2);
            }
            Node::Some { group, cond } => {
                let text = self.group_title(group);
                self.line(
                    indent,
                    &match lang {
                        Lang::Ja => format!("1つの{text}が次の全てを満たす:"),
                        Lang::En => format!("one {text} meets all of:"),
                    },
                );
                self.condition(cond, indent + 2);
            }
            Node::Total {
                group,
                of,
                whose,
                is,
            } => {
                let text = self.group_title(group);
                let range = words::range(*is);
                self.line(
                    indent,
                    &match lang {
                        Lang::Ja => format!("{of}の合計（{text}ごと）が{range}"),
                        Lang::En => format!("the sum of {of} over every {text} is {range}"),
                    },
                );
                if let Some(whose) = whose {
                    self.condition(whose, indent + 2);
                }
            }
            Node::Use(id) => match self.book.definitions.get(id) {
                Some(definition) => {
                    self.line(indent, &styled(FAINT, &format!("{id}:")));
                    self.condition(definition, indent + 2);
                }
                None => self.line(indent, id.as_str()),
            },
            Node::Duty(test) => {
                let channel = words::channel(test.channel, lang);
                let to = test
                    .to
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                self.line(
                    indent,
                    &match lang {
                        Lang::Ja => format!("「{channel}」の報告がある（{to}）"),
                        Lang::En => format!("a report of channel {channel} is due ({to})"),
                    },
                );
            }
            Node::Atom(atom) => {
                let question = self
                    .book
                    .facts
                    .get(&atom.fact)
                    .map(|fact| fact.question.get(lang));
                let test = match &atom.test {
                    Test::OneOf(_) => format!("= {}", atom.written),
                    Test::Within(_) => atom.written.clone(),
                };
                let question = styled(FAINT, question.unwrap_or_default());
                self.line(indent, &format!("{} {test}  {question}", atom.fact));
            }
        }
    }

    fn group(&mut self, head: &str, parts: &[Condition], indent: usize) {
        self.line(indent, head);
        for part in parts {
            match &part.node {
                Node::All(inner) if inner.len() > 1 => {
                    let row: Option<Vec<_>> = inner.iter().map(atom_text).collect();
                    if let Some(row) = row {
                        self.line(indent + 2, &row.join(pick(self.lang, " かつ ", " and ")));
                    } else {
                        self.line(indent + 2, pick(self.lang, "次の全て:", "all of:"));
                        self.condition(part, indent + 4);
                    }
                }
                _ => self.condition(part, indent + 2),
            }
        }
    }

    fn group_title(&self, group: &crate::rulebook::GroupId) -> String {
        let title = self
            .book
            .groups
            .get(group)
            .map(|group| group.title.get(self.lang));
        title.map_or_else(|| group.to_string(), str::to_owned)
    }

    fn terms(
        &mut self,
        to: Option<&[crate::rulebook::Addressee]>,
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

    fn authority(&self, id: &crate::rulebook::AuthorityId) -> String {
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
        let limbs = |ids: &[crate::rulebook::LimbId]| {
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

    fn sources(&mut self, sources: &[Source], indent: usize) {
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

fn atom_text(cond: &Condition) -> Option<String> {
    match &cond.node {
        Node::Atom(atom) => Some(match &atom.test {
            Test::OneOf(_) => format!("{} = {}", atom.fact, atom.written),
            Test::Within(_) => format!("{} {}", atom.fact, atom.written),
        }),
        _ => None,
    }
}
