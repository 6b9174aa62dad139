//! One rule explained, as text and as JSON (`renraku.why/1`, `renraku.why-not/1`).
//!
//! Draws what `decide::explain` found; evaluates nothing.

mod changes;
mod json;
mod shape;
mod tree;

pub use json::{why_json, why_not_json};

use super::Report;
use super::text::{ALERT, CALM, CAUTION, FAINT, HEADING, Options, Page, styled};
use super::words::{self, pick};
use crate::decide::explain::{EditionProof, LimbProof, Stands, Why};
use crate::decide::{Hinge, Hinges, Tri, tokyo};
use crate::incident::Subject;
use crate::rulebook::{GovernedBy, Lang, RuleId, Rulebook, Source};

/// Why a rule is what it is.
pub fn why(report: &Report<'_>, why: &Why, options: Options) -> String {
    let mut writer = Writer::new(report, why, options);
    writer.head();
    writer.stands();
    writer.editions();
    writer.hinges();
    writer.time();
    writer.finish()
}

/// What would make a rule due that is not.
pub fn why_not(report: &Report<'_>, why: &Why, options: Options) -> String {
    let mut writer = Writer::new(report, why, options);
    writer.head();
    writer.stands();
    writer.nearest();
    writer.hinges();
    writer.time();
    writer.finish()
}

struct Writer<'a> {
    report: &'a Report<'a>,
    why: &'a Why,
    page: Page,
    lang: Lang,
}

impl<'a> Writer<'a> {
    fn new(report: &'a Report<'a>, why: &'a Why, options: Options) -> Self {
        Self {
            report,
            why,
            page: Page::new(options.width),
            lang: options.lang,
        }
    }

    fn finish(mut self) -> String {
        self.page.gap();
        let footer = super::text::footer(self.report, self.lang);
        self.page.entry("", &styled(FAINT, &footer));
        self.page.finish()
    }

    fn heading(&mut self, ja: &str, en: &str) {
        self.page.gap();
        let text = styled(HEADING, pick(self.lang, ja, en));
        self.page.entry("", &text);
    }

    fn head(&mut self) {
        let strength = words::strength(self.why.strength, self.lang);
        let text = format!(
            "{} [{strength}] {}",
            styled(HEADING, self.why.title.get(self.lang)),
            styled(FAINT, self.why.rule.as_str())
        );
        self.page.entry("", &text);
    }

    /// Where it stands, in a sentence.
    fn stands(&mut self) {
        let lang = self.lang;
        let (style, text) = match (&self.why.stands, lang) {
            (Stands::Due, Lang::Ja) => (ALERT, "当たります。".to_owned()),
            (Stands::Due, Lang::En) => (ALERT, "it is due.".to_owned()),
            (Stands::Held, _) => {
                let held = self.why.duty.as_ref();
                let held = held.and_then(|duty| super::text::held(&duty.status, lang));
                (CAUTION, held.unwrap_or_default())
            }
            (Stands::Replaced(by), Lang::Ja) => {
                (CAUTION, format!("{by}に当たるため、そちらに含まれます。"))
            }
            (Stands::Replaced(by), Lang::En) => (CAUTION, format!("{by} is due and replaces it.")),
            (Stands::Later, Lang::Ja) => (
                CAUTION,
                "まだ当たりませんが、時間がたてば当たります。".to_owned(),
            ),
            (Stands::Later, Lang::En) => (
                CAUTION,
                "not yet, but time alone will make it due.".to_owned(),
            ),
            (Stands::Open(_), Lang::Ja) => (CAUTION, "未回答の事実によります。".to_owned()),
            (Stands::Open(_), Lang::En) => (
                CAUTION,
                "it depends on facts nobody has been asked.".to_owned(),
            ),
            (Stands::Doubtful(_), Lang::Ja) => (
                CAUTION,
                "分からない事実、幅のある値、または法令の不明確な点によります。".to_owned(),
            ),
            (Stands::Doubtful(_), Lang::En) => (
                CAUTION,
                "it depends on facts that are not known, on ranges, or on unsettled law."
                    .to_owned(),
            ),
            (Stands::No, Lang::Ja) => (CALM, "当たりません。".to_owned()),
            (Stands::No, Lang::En) => (CALM, "it is not due.".to_owned()),
            (Stands::Unavailable(reason), _) => (CALM, reason.get(lang).to_owned()),
            (Stands::NotInForce, _) => (CALM, self.not_in_force()),
        };
        self.page.entry("", &styled(style, &text));
        if let Some(duty) = &self.why.duty {
            let (word, reason) = words::status(&duty.status, lang);
            if !reason.is_empty() {
                self.page.entry("", &format!("{word}: {reason}"));
            }
        }
        for (rule, holds) in &self.why.absorbers {
            let text = match (holds, lang) {
                (Tri::Open(_), Lang::Ja) => {
                    format!("{rule}に当たると分かれば、そちらに含まれます。")
                }
                (Tri::Open(_), Lang::En) => {
                    format!("replaced by {rule} if that turns out to be due.")
                }
                _ => continue,
            };
            self.page.entry("", &styled(FAINT, &text));
        }
    }

    fn not_in_force(&self) -> String {
        let rule = self.report.book.rules.get(&self.why.rule);
        let spans: Vec<String> = rule
            .into_iter()
            .flat_map(|rule| &rule.editions)
            .map(|edition| words::span(edition, self.lang))
            .collect();
        match self.lang {
            Lang::Ja => format!(
                "その日に施行されている版がありません（{}）。",
                spans.join("、")
            ),
            Lang::En => format!(
                "no edition was in force on the day that governs ({}).",
                spans.join("; ")
            ),
        }
    }

    fn editions(&mut self) {
        let why = self.why;
        for edition in &why.editions {
            self.edition(edition);
        }
        if why.or_none && !why.editions.is_empty() {
            let text = pick(
                self.lang,
                "その日に施行されていたかどうかが確かではありません。",
                "whether it was in force on that day is not certain.",
            );
            self.page.entry("", &styled(CAUTION, text));
        }
    }

    fn edition(&mut self, edition: &EditionProof) {
        let lang = self.lang;
        let governed = match edition.governed_by {
            GovernedBy::Occurred => pick(lang, "発生日で適用", "by the day of occurrence"),
            GovernedBy::Known => pick(lang, "知った日で適用", "by the day of knowledge"),
            GovernedBy::Due => pick(lang, "判定日で適用", "by the day of decision"),
        };
        let until = edition
            .until
            .map(|until| until.to_string())
            .unwrap_or_default();
        let span = format!("{}〜{until}", edition.from);
        self.page.gap();
        let text = format!(
            "{} {} {}",
            tree::mark(&edition.holds),
            styled(
                HEADING,
                &match lang {
                    Lang::Ja => format!("{span}の版"),
                    Lang::En => format!("edition {span}"),
                }
            ),
            styled(FAINT, governed)
        );
        self.page.entry("", &text);
        let law = provisions(&edition.sources);
        if !law.is_empty() {
            self.page.entry("  ", &styled(FAINT, &law));
        }
        self.part(pick(lang, "対象となる者", "who is bound"), &edition.bound);
        for limb in &edition.limbs {
            self.limb(limb);
        }
        let relief = |holds: &Tri| *holds != Tri::No;
        for (ja, en, part) in [
            (
                "法令が答えを示していない場合",
                "where the law gives no answer",
                &edition.unclear,
            ),
            (
                "他の者の行為で果たされる場合",
                "met by somebody else's act",
                &edition.discharged_by,
            ),
            (
                "提出を要しない場合",
                "freed from filing",
                &edition.waived_if,
            ),
        ] {
            if let Some(part) = part.as_ref().filter(|part| relief(&part.proof.holds)) {
                self.part(pick(lang, ja, en), &part.proof);
                self.page
                    .entry("      ", &styled(FAINT, part.reason.get(lang)));
            }
        }
    }

    fn limb(&mut self, limb: &LimbProof) {
        let title = limb
            .title
            .as_ref()
            .map_or(limb.id.as_str(), |title| title.get(self.lang));
        let law = provisions(&limb.sources);
        let text = if law.is_empty() {
            title.to_owned()
        } else {
            format!("{title} {}", styled(FAINT, &law))
        };
        self.part(&text, &limb.proof);
    }

    fn part(&mut self, title: &str, proof: &crate::decide::explain::Proof) {
        let head = format!("  {} ", tree::mark(&proof.holds));
        self.page.entry(&head, title);
        let mut tree = tree::Tree {
            book: self.report.book,
            page: &mut self.page,
            lang: self.lang,
        };
        tree.write(proof, 2);
    }

    /// What it hinges on, by what can be done about it.
    fn hinges(&mut self) {
        let (Stands::Open(hinges) | Stands::Doubtful(hinges)) = &self.why.stands else {
            return;
        };
        self.heading("決め手になる事実", "It hinges on");
        self.hinge_list(hinges);
        if let Some(unclear) = self
            .why
            .open
            .as_ref()
            .and_then(|open| open.unclear.as_ref())
        {
            self.page.entry("  - ", unclear.get(self.lang));
        } else if hinges.law_unsettled {
            let text = pick(
                self.lang,
                "法令の不明確な点",
                "a point the law leaves unsettled",
            );
            self.page.entry("  - ", text);
        }
        if let Some(at) = self.why.open.as_ref().and_then(|open| open.ask_by) {
            let at = tokyo::zoned(at).strftime("%Y-%m-%d %H:%M");
            let text = match self.lang {
                Lang::Ja => format!("回答は{at}まで意味があります。"),
                Lang::En => format!("an answer matters until {at}."),
            };
            self.page.entry("  ", &styled(FAINT, &text));
        }
    }

    fn hinge_list(&mut self, hinges: &Hinges) {
        for (subject, hinge) in &hinges.subjects {
            let why = match hinge {
                Hinge::Unanswered => pick(self.lang, "未回答", "not answered"),
                Hinge::Waiting => pick(self.lang, "前の答え待ち", "waits for another answer"),
                Hinge::NotKnown => pick(self.lang, "不明または幅がある", "not known, or a range"),
            };
            let question = question(self.report.book, subject, self.lang);
            let text = format!(
                "{question} {}",
                styled(FAINT, &format!("{subject} ({why})"))
            );
            self.page.entry("  - ", &text);
        }
    }

    /// When time alone will meet it.
    fn time(&mut self) {
        let Some(time) = &self.why.time else { return };
        let clock = |at| tokyo::zoned(at).strftime("%Y-%m-%d %H:%M").to_string();
        let (earliest, latest) = (clock(time.earliest), time.latest.map(clock));
        let text = match (self.lang, latest) {
            (Lang::Ja, Some(latest)) if latest == earliest => {
                format!("復旧しなければ{earliest}から当たります。")
            }
            (Lang::Ja, Some(latest)) => {
                format!("復旧しなければ、早ければ{earliest}、遅くとも{latest}から当たります。")
            }
            (Lang::Ja, None) => format!("復旧しなければ、早ければ{earliest}から当たります。"),
            (Lang::En, Some(latest)) if latest == earliest => {
                format!("due from {earliest} if it is not restored.")
            }
            (Lang::En, Some(latest)) => format!(
                "due from {earliest} at the earliest and {latest} at the latest, if it is not restored."
            ),
            (Lang::En, None) => {
                format!("due from {earliest} at the earliest, if it is not restored.")
            }
        };
        self.page.gap();
        self.page.entry("", &styled(CAUTION, &text));
    }

    fn nearest(&mut self) {
        let book = self.report.book;
        changes::write(&mut self.page, book, self.why, self.lang);
    }
}

/// The question behind a subject.
fn question(book: &Rulebook, subject: &Subject, lang: Lang) -> String {
    let text = match subject {
        Subject::Fact(fact) => book.facts.get(&fact.fact).map(|fact| &fact.question),
        Subject::AllListed(group) => book.groups.get(group).map(|group| &group.all_listed),
    };
    text.map_or_else(|| subject.to_string(), |text| text.get(lang).to_owned())
}

fn provisions(sources: &[Source]) -> String {
    let cited = sources.iter().filter(|source| source.article.is_some());
    let one = |source: &Source| {
        let article = source.article.as_deref().unwrap_or_default();
        format!("{} {article}", source.law)
    };
    let cited: Vec<_> = cited.map(one).collect();
    cited.join("、")
}

/// The title of a rule.
fn title<'a>(book: &'a Rulebook, rule: &'a RuleId, lang: Lang) -> &'a str {
    let found = book.rules.get(rule);
    found.map_or(rule.as_str(), |found| found.title.get(lang))
}
