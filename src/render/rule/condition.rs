//! A condition as a person would read it, one test a line.

use super::Writer;
use crate::render::text::{FAINT, styled};
use crate::render::words::{self, pick};
use crate::rulebook::{Condition, GroupId, Lang, Node, Test};

impl Writer<'_> {
    pub(super) fn labelled(&mut self, label: &str, cond: &Condition) {
        self.page.entry("  ", label);
        self.condition(cond, 4);
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.page.entry(&format!("{}- ", " ".repeat(indent)), text);
    }

    pub(super) fn condition(&mut self, cond: &Condition, indent: usize) {
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
                ..
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

    fn group_title(&self, group: &GroupId) -> String {
        let title = self
            .book
            .groups
            .get(group)
            .map(|group| group.title.get(self.lang));
        title.map_or_else(|| group.to_string(), str::to_owned)
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
