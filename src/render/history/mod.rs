//! The history of a decision, as text and as JSON (`renraku.history/1`).

mod json;

pub use json::render as json;

use super::Report;
use super::text::{ALERT, CALM, CAUTION, FAINT, HEADING, Options, Page, due_text, footer, styled};
use super::words::{self, pick};
use crate::decide::Verdict;
use crate::decide::history::{Changes, NewFact, RuleChange, Step, Stood};
use crate::incident::Filing;
use crate::rulebook::{Lang, RuleId, Rulebook, Strength};

/// Writes every step with what it changed.
pub fn text(report: &Report<'_>, steps: &[Step], options: Options) -> String {
    let mut writer = Writer {
        book: report.book,
        page: Page::new(options.width),
        lang: options.lang,
    };
    for step in steps {
        writer.step(step);
    }
    writer.page.gap();
    let footer = footer(report, options.lang);
    writer.page.entry("", &styled(FAINT, &footer));
    writer.page.finish()
}

struct Writer<'a> {
    book: &'a Rulebook,
    page: Page,
    lang: Lang,
}

impl Writer<'_> {
    fn step(&mut self, step: &Step) {
        let lang = self.lang;
        self.page.gap();
        let note = match &step.note {
            Some(note) => note.get(lang),
            None if step.by_time => pick(lang, "時間の経過", "time passed"),
            None => "",
        };
        let head = styled(HEADING, &format!("{} {note}", words::clock(step.at)));
        self.page.entry("", &head);
        for filing in &step.filings {
            self.filing(filing);
        }
        for fact in step.facts.iter().filter(|fact| !fact.did.is_empty()) {
            self.fact(fact);
        }
        self.others(step);
        self.verdicts(step);
        self.rules(&step.changes, "  ");
        if step.changes.is_empty() {
            let text = pick(
                lang,
                "判定は変わりません。",
                "the decision stays as it was.",
            );
            self.page.entry("  ", &styled(FAINT, text));
        }
    }

    fn fact(&mut self, fact: &NewFact) {
        let lang = self.lang;
        let from = styled(FAINT, words::origin(fact.from, lang));
        self.page.entry("  + ", &format!("{} {from}", told(fact)));
        let did = self.did(&fact.did);
        if !did.is_empty() {
            self.page.entry("      ", &styled(FAINT, &did));
        }
    }

    /// The facts that changed nothing by themselves.
    fn others(&mut self, step: &Step) {
        let quiet = step.facts.iter().filter(|fact| fact.did.is_empty());
        let quiet: Vec<_> = quiet.map(told).collect();
        if quiet.is_empty() {
            return;
        }
        let list = quiet.join(pick(self.lang, "、", ", "));
        let text = match self.lang {
            Lang::Ja => format!("それだけでは何も変えなかった事実: {list}"),
            Lang::En => format!("without effect by itself: {list}"),
        };
        self.page.entry("  + ", &styled(FAINT, &text));
    }

    /// What a fact did, in one line.
    fn did(&self, did: &Changes) -> String {
        let lang = self.lang;
        let mut parts: Vec<String> = did
            .verdicts
            .iter()
            .map(|(channel, before, after)| {
                let word = |verdict: &Verdict| words::verdict(*verdict, *channel, lang);
                format!(
                    "{}: {} → {}",
                    words::channel(*channel, lang),
                    word(before),
                    word(after)
                )
            })
            .collect();
        let shown = |change: &&RuleChange| tells(change);
        for change in did.rules.iter().filter(shown) {
            parts.push(self.turned(change));
        }
        let settled = did.rules.iter().filter(|change| ruled_out(change)).count();
        parts.extend(self.ruled_out(settled));
        if parts.is_empty() {
            return pick(
                lang,
                "これだけでは何も変わらない",
                "changed nothing by itself",
            )
            .to_owned();
        }
        parts.join(pick(lang, "、", "; "))
    }

    fn verdicts(&mut self, step: &Step) {
        let lang = self.lang;
        for (channel, before, after) in &step.changes.verdicts {
            let word = |verdict: &Verdict| words::verdict(*verdict, *channel, lang);
            let style = match after {
                Verdict::Required => ALERT,
                Verdict::NotRequired | Verdict::Optional | Verdict::Unavailable => CALM,
                _ => CAUTION,
            };
            let text = format!(
                "{} {} → {}",
                styled(HEADING, words::channel(*channel, lang)),
                word(before),
                styled(style, word(after))
            );
            self.page.entry("  ⇒ ", &text);
        }
    }

    fn rules(&mut self, changes: &Changes, head: &str) {
        let shown = |change: &&RuleChange| tells(change);
        for change in changes.rules.iter().filter(shown) {
            let text = format!(
                "{} {}",
                self.turned(change),
                styled(FAINT, change.rule.as_str())
            );
            self.page.entry(&format!("{head}⇒ "), &text);
        }
        let settled = changes.rules.iter().filter(|change| ruled_out(change));
        if let Some(text) = self.ruled_out(settled.count()) {
            self.page.entry(&format!("{head}⇒ "), &styled(FAINT, &text));
        }
        for change in &changes.deadlines {
            let at = |due| due_text(due).unwrap_or_else(|| "?".to_owned());
            let text = format!(
                "{} {}: {} → {}",
                self.title(&change.rule),
                change.label.get(self.lang),
                at(change.before),
                at(change.after)
            );
            self.page.entry(&format!("{head}⇒ "), &text);
        }
    }

    fn ruled_out(&self, count: usize) -> Option<String> {
        (count > 0).then(|| match self.lang {
            Lang::Ja => format!("{count}件が当たらないと確定"),
            Lang::En if count == 1 => "1 rule ruled out".to_owned(),
            Lang::En => format!("{count} rules ruled out"),
        })
    }

    fn turned(&self, change: &RuleChange) -> String {
        let title = self.title(&change.rule);
        let lang = self.lang;
        let (ja, en) = match change.after {
            Stood::Due => ("必要になった", "became due"),
            Stood::Held => (
                "一覧に載せるものになった",
                "became an entry of a periodic list",
            ),
            Stood::Replaced => ("ほかの報告に含まれた", "was replaced by a stronger report"),
            Stood::Later => ("時間がたてば必要になる", "will be due by time alone"),
            Stood::Filed => ("提出が済んだ", "is filed"),
            Stood::Relieved => ("果たされた、または免除された", "was met or waived"),
            Stood::Open => ("回答によることになった", "depends on open answers"),
            Stood::Doubtful => ("分からない点によることになった", "is in doubt"),
            Stood::No => ("当たらなくなった", "is not due any more"),
        };
        format!("{title} {}", pick(lang, ja, en))
    }

    fn filing(&mut self, filing: &Filing) {
        let lang = self.lang;
        let stage = filing.stage.as_ref();
        let stage = stage.map(|stage| {
            let term = self.book.terms.get(stage);
            term.map_or_else(|| stage.to_string(), |term| term.label.get(lang).to_owned())
        });
        let (word, why) = words::act(&filing.act, lang);
        let stage = stage.map(|stage| format!(" {stage}")).unwrap_or_default();
        let by = filing.by.as_ref().map(|by| format!("（{by}）"));
        let why = why.map(|why| format!(": {why}")).unwrap_or_default();
        let text = format!(
            "{word}: {}{stage}{}{why}",
            self.title(&filing.rule),
            by.unwrap_or_default()
        );
        self.page.entry("  * ", &text);
    }

    fn title(&self, rule: &RuleId) -> String {
        let found = self.book.rules.get(rule);
        found.map_or_else(
            || rule.to_string(),
            |found| found.title.get(self.lang).to_owned(),
        )
    }
}

/// A fact as it was told.
fn told(fact: &NewFact) -> String {
    match &fact.before {
        Some(before) => format!("{}: {before} → {}", fact.subject, fact.after),
        None => format!("{}={}", fact.subject, fact.after),
    }
}

/// A change worth a line of its own.
fn tells(change: &RuleChange) -> bool {
    let binds = change.strength > Strength::Optional;
    binds && (change.after >= Stood::Later || change.before >= Stood::Later)
}

/// A rule that was open and is not due.
fn ruled_out(change: &RuleChange) -> bool {
    change.after == Stood::No && change.before < Stood::Later
}
