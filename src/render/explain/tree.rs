//! A condition as an indented tree: a mark for each part, its value, who said it and when.
//!
//! Alternatives that were not needed are only counted, and a part of tests alone stands on one line.

use super::super::text::{ALERT, CALM, CAUTION, FAINT, Page, styled};
use super::super::words::{self, pick};
use super::title;
use crate::decide::Tri;
use crate::decide::explain::{AtomProof, Known, Proof, What};
use crate::rulebook::{Lang, Rulebook, ticks};

/// Deeper than this the tree is only indented no further.
const DEEPEST: usize = 8;

/// The mark of a part.
pub fn mark(holds: &Tri) -> String {
    match holds {
        Tri::Yes => styled(CALM, "✓"),
        Tri::No => styled(ALERT, "✗"),
        Tri::Open(_) => styled(CAUTION, "?"),
    }
}

/// Writes trees on a page.
pub struct Tree<'a> {
    /// The law.
    pub book: &'a Rulebook,
    /// Where to.
    pub page: &'a mut Page,
    /// The language.
    pub lang: Lang,
}

impl Tree<'_> {
    /// Writes the parts of a condition.
    pub fn write(&mut self, proof: &Proof, depth: usize) {
        match &proof.what {
            // An empty condition asks nothing.
            What::All if proof.parts.is_empty() => {}
            What::All => self.parts(proof, depth),
            What::Any => self.any(proof, depth),
            _ => self.node(proof, depth),
        }
    }

    fn parts(&mut self, proof: &Proof, depth: usize) {
        for part in &proof.parts {
            self.write(part, depth);
        }
    }

    fn any(&mut self, proof: &Proof, depth: usize) {
        let text = pick(self.lang, "次のいずれか", "any of");
        self.line(&proof.holds, depth, text);
        let met = proof.holds == Tri::Yes;
        let mut others = 0;
        for part in &proof.parts {
            if met && part.holds != Tri::Yes {
                others += 1;
            } else {
                self.alternative(part, depth + 1);
            }
        }
        self.counted(others, depth + 1);
    }

    fn counted(&mut self, others: usize, depth: usize) {
        if others > 0 {
            let text = match self.lang {
                Lang::Ja => format!("ほかの{others}通りは要りません"),
                Lang::En if others == 1 => "1 other alternative was not needed".to_owned(),
                Lang::En => format!("{others} other alternatives were not needed"),
            };
            let head = indent(depth);
            self.page.entry(&head, &styled(FAINT, &text));
        }
    }

    /// One alternative: on one line where it is made of tests alone.
    fn alternative(&mut self, part: &Proof, depth: usize) {
        let tests: Option<Vec<&AtomProof>> = match &part.what {
            What::All => part
                .parts
                .iter()
                .map(|part| match &part.what {
                    What::Atom(atom) => Some(atom),
                    _ => None,
                })
                .collect(),
            _ => None,
        };
        match tests {
            Some(tests) if tests.len() > 1 => {
                let one = |(atom, part): (&&AtomProof, &Proof)| {
                    format!("{} {}", mark(&part.holds), tested(atom))
                };
                let text: Vec<_> = tests.iter().zip(&part.parts).map(one).collect();
                self.line(&part.holds, depth, &text.join(pick(self.lang, "、", ", ")));
            }
            _ if matches!(part.what, What::All) => {
                self.line(&part.holds, depth, pick(self.lang, "次の全て", "all of"));
                self.parts(part, depth + 1);
            }
            _ => self.write(part, depth),
        }
    }

    fn node(&mut self, proof: &Proof, depth: usize) {
        let lang = self.lang;
        let text = match &proof.what {
            What::All | What::Any => String::new(),
            What::Not => pick(lang, "次に当たらない", "not").to_owned(),
            What::AtLeast(n) => match lang {
                Lang::Ja => format!("次のうち{n}つ以上"),
                Lang::En => format!("at least {n} of"),
            },
            What::Except => return self.except(proof, depth),
            What::Some(group) => {
                let found = self.book.groups.get(group);
                let group = found.map_or(group.as_str(), |group| group.title.get(lang));
                match lang {
                    Lang::Ja => format!("一つの{group}が次を全て満たす"),
                    Lang::En => format!("one {group} meets all of"),
                }
            }
            What::Item(item) => format!("{}.{}", item.group, item.number),
            What::Total { of, is } => self.total(of, *is),
            What::Use { id, title } => title
                .as_ref()
                .map_or_else(|| id.to_string(), |title| title.get(lang).to_owned()),
            What::Duty { by, .. } => {
                let by: Vec<_> = by.iter().map(|rule| title(self.book, rule, lang)).collect();
                let text = pick(lang, "別の報告が要る", "another report is due");
                if by.is_empty() {
                    text.to_owned()
                } else {
                    format!("{text}: {}", by.join(pick(lang, "、", ", ")))
                }
            }
            What::Atom(atom) => self.atom(atom),
        };
        self.line(&proof.holds, depth, &text);
        let several = matches!(proof.what, What::Some(_)) && proof.holds == Tri::Yes;
        let mut others = 0;
        for part in &proof.parts {
            if several && part.holds != Tri::Yes {
                others += 1;
            } else {
                self.write(part, depth + 1);
            }
        }
        self.counted(others, depth + 1);
    }

    /// The general rule, then its exception, named as one.
    fn except(&mut self, proof: &Proof, depth: usize) {
        let mut parts = proof.parts.iter();
        if let Some(when) = parts.next() {
            self.write(when, depth);
        }
        let Some(unless) = parts.next() else { return };
        let text = match (&unless.holds, self.lang) {
            (Tri::Yes, Lang::Ja) => "ただし書に当たる",
            (Tri::Yes, Lang::En) => "but the exception holds",
            (Tri::No, Lang::Ja) => "ただし書に当たらない",
            (Tri::No, Lang::En) => "and the exception does not hold",
            (Tri::Open(_), Lang::Ja) => "ただし書に当たるかもしれない",
            (Tri::Open(_), Lang::En) => "and the exception may hold",
        };
        self.line(&unless.holds.clone().negate(), depth, text);
        self.write(unless, depth + 1);
    }

    fn total(&self, of: &crate::incident::FactRef, is: crate::rulebook::Range) -> String {
        let fact = self.book.facts.get(&of.fact);
        let show = |tick: i64| {
            fact.map_or_else(
                || tick.to_string(),
                |fact| ticks::show(fact.kind, fact.unit.as_deref(), tick),
            )
        };
        let line = match (is.min, is.max) {
            (Some(min), None) => format!(">= {}", show(min)),
            (None, Some(max)) => format!("<= {}", show(max)),
            (min, max) => {
                let ends: Vec<_> = [min, max].into_iter().flatten().map(show).collect();
                ends.join("..")
            }
        };
        match self.lang {
            Lang::Ja => format!("{of}の合計 {line}"),
            Lang::En => format!("total of {of} {line}"),
        }
    }

    fn atom(&self, atom: &AtomProof) -> String {
        let mut notes: Vec<String> = Vec::new();
        match atom.known {
            Known::Unanswered => notes.push(pick(self.lang, "未回答", "not answered").to_owned()),
            Known::NotApplicable => {
                notes.push(pick(self.lang, "該当しない", "does not apply").to_owned());
            }
            _ => {}
        }
        if atom.worst_case {
            let text = "分からないときは重い場合とする定め";
            notes.push(pick(self.lang, text, "the law takes the worst case").to_owned());
        }
        notes.extend(
            atom.from
                .map(|from| words::origin(from, self.lang).to_owned()),
        );
        notes.extend(atom.words.as_ref().map(|words| format!("「{words}」")));
        notes.extend(atom.at.map(words::clock_of_year));
        let tested = tested(atom);
        if notes.is_empty() {
            tested
        } else {
            format!("{tested} {}", styled(FAINT, &notes.join(" · ")))
        }
    }

    fn line(&mut self, holds: &Tri, depth: usize, text: &str) {
        let head = format!("{}{} ", indent(depth), mark(holds));
        self.page.entry(&head, text);
    }
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth.min(DEEPEST))
}

/// A fact, its value and the test.
fn tested(atom: &AtomProof) -> String {
    let test = atom.test.trim();
    match atom.known {
        Known::Unanswered | Known::NotApplicable => format!("{} {}", atom.fact, asked(test)),
        _ if test.is_empty() || test == atom.value || yes_or_no(test) == Some(&*atom.value) => {
            format!("{}={}", atom.fact, atom.value)
        }
        _ => format!("{}={} ({})", atom.fact, atom.value, test),
    }
}

/// The spelling of yes and no in rules.
fn yes_or_no(test: &str) -> Option<&'static str> {
    match test {
        "true" => Some("yes"),
        "false" => Some("no"),
        _ => None,
    }
}

/// The test of a fact of which nothing is known.
fn asked(test: &str) -> String {
    let compares = test.starts_with(['<', '>', '=', '[']);
    if compares {
        format!("({test})")
    } else {
        format!("(= {})", yes_or_no(test).unwrap_or(test))
    }
}
