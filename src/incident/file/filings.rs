//! The list of what was filed, or decided not to be.

use super::Reader;
use crate::incident::{Filing, FilingAct};
use crate::rulebook::diagnostic::{Code, Diagnostic};
use crate::rulebook::reader::{Fields, did_you_mean, list, nearest, word, yes_or_no};
use crate::rulebook::yaml::Yaml;
use crate::rulebook::{AuthorityId, Place, Rule, RuleId, TermId, Text, say};

impl<'a> Reader<'a> {
    /// Every filing that can be read.
    pub(super) fn filings(&mut self, node: &Yaml) -> Vec<Filing> {
        let entries = list(node, self.problems);
        entries
            .iter()
            .filter_map(|entry| self.filing(entry))
            .collect()
    }

    fn filing(&mut self, node: &Yaml) -> Option<Filing> {
        let mut fields = Fields::of(node, self.problems)?;
        let rule = fields.need("rule", self.problems);
        let rule = rule.and_then(|node| self.rule(node));
        let stage = fields.take("stage").and_then(|node| self.stage(node));
        let at = fields.take("at").and_then(|node| self.moment(node));
        let to = fields.take("to").and_then(|node| self.authority(node));
        let reference = fields.word("ref", self.problems).map(str::to_owned);
        let by = fields.word("by", self.problems).map(str::to_owned);
        let mut flag = |key| {
            let node = fields.take(key);
            node.and_then(|node| yes_or_no(node, self.problems))
                .unwrap_or(false)
        };
        let (not, retracted) = (flag("not"), flag("retracted"));
        let why = if not || retracted {
            let node = fields.need("why", self.problems);
            node.and_then(|node| word(node, self.problems))
                .map(str::to_owned)
        } else {
            fields.word("why", self.problems).map(str::to_owned)
        };
        fields.finish(self.problems);
        let act = match (retracted, not) {
            (true, _) => FilingAct::Retracted { why: why? },
            (false, true) => FilingAct::NotFiled { why: why? },
            (false, false) => FilingAct::Filed { to, reference },
        };
        Some(Filing {
            rule: rule?,
            stage,
            at,
            by,
            act,
        })
    }

    /// A rule of the rulebook.
    pub(crate) fn rule(&mut self, node: &Yaml) -> Option<RuleId> {
        let text = word(node, self.problems)?;
        self.rule_named(text, node.place)
            .map(|rule| rule.id.clone())
    }

    /// The rule of that id.
    pub(crate) fn rule_named(&mut self, id: &str, place: Place) -> Option<&'a Rule> {
        let rules = &self.rulebook().rules;
        if let Some(rule) = rules.get(id) {
            return Some(rule);
        }
        let near = nearest(id, rules.keys().map(RuleId::as_str));
        let message = say!("規則 `{id}` はありません", "there is no rule `{id}`");
        self.unknown(Code::UnknownRule, place, message, near);
        None
    }

    fn stage(&mut self, node: &Yaml) -> Option<TermId> {
        let text = word(node, self.problems)?;
        if let Some((id, _)) = self.rulebook().terms.get_key_value(text) {
            return Some(id.clone());
        }
        let known = self.rulebook().terms.keys().map(TermId::as_str);
        let near = nearest(text, known);
        let message = say!("段階 `{text}` はありません", "there is no stage `{text}`");
        self.unknown(Code::UnknownTerm, node.place, message, near);
        None
    }

    fn authority(&mut self, node: &Yaml) -> Option<AuthorityId> {
        let text = word(node, self.problems)?;
        if let Some((id, _)) = self.rulebook().authorities.get_key_value(text) {
            return Some(id.clone());
        }
        let known = self.rulebook().authorities.keys().map(AuthorityId::as_str);
        let near = nearest(text, known);
        let message = say!(
            "宛先 `{text}` はありません",
            "there is no authority `{text}`"
        );
        self.unknown(Code::UnknownAuthority, node.place, message, near);
        None
    }

    /// Names a word that is none of those that are possible, and the nearest one.
    pub(crate) fn unknown(&mut self, code: Code, place: Place, message: Text, near: Option<&str>) {
        let help = did_you_mean(near);
        self.problems
            .push(Diagnostic::new(code, place, message).help(help));
    }
}
