//! From an explained rule to the shapes of the machine interface.

use super::super::json::convert::instant;
use super::super::json::shape::{Change, Duty, Law, RulebookStamp, Text, TimeLine};
use super::super::{Report, words};
use super::shape::{Absorber, Changes, Edition, Hinge, Limb, Nearest, Node, Object, Relief, Test};
use crate::decide::explain::{
    self, AtomProof, EditionProof, LimbProof, Proof, ReliefProof, Stands, What, Why,
};
use crate::decide::{self, Tri};
use crate::render::json::pretty;
use crate::rulebook::GovernedBy;

/// Why a rule is what it is, schema `renraku.why/1`.
pub fn why_json(report: &Report<'_>, why: &Why) -> Result<String, serde_json::Error> {
    let mut object = object("renraku.why/1", report, why);
    object.editions = Some(why.editions.iter().map(edition).collect());
    object.duty = why.duty.as_ref().map(Duty::of);
    pretty(&object)
}

/// What would make a rule due, schema `renraku.why-not/1`.
pub fn why_not_json(report: &Report<'_>, why: &Why) -> Result<String, serde_json::Error> {
    let mut object = object("renraku.why-not/1", report, why);
    object.nearest = why.nearest.as_ref().map(nearest);
    pretty(&object)
}

fn object(schema: &'static str, report: &Report<'_>, why: &Why) -> Object {
    let hinges = match &why.stands {
        Stands::Open(hinges) | Stands::Doubtful(hinges) => Some(hinges),
        _ => None,
    };
    let hinges_on = hinges.into_iter().flat_map(|hinges| &hinges.subjects);
    Object {
        schema,
        tool: concat!("renraku ", env!("CARGO_PKG_VERSION")),
        at: instant(why.decision.at),
        as_of: why.decision.as_of.map(|day| day.to_string()),
        rulebook: RulebookStamp::of(report.book),
        rule: why.rule.to_string(),
        title: Text::of(&why.title),
        channel: why.channel.as_str(),
        strength: words::strength_id(why.strength),
        status: why.stands.as_str(),
        replaced_by: match &why.stands {
            Stands::Replaced(by) => Some(by.to_string()),
            _ => None,
        },
        reason: match &why.stands {
            Stands::Unavailable(reason) => Some(Text::of(reason)),
            _ => None,
        },
        absorbers: why
            .absorbers
            .iter()
            .map(|(rule, tri)| Absorber {
                rule: rule.to_string(),
                holds: holds(tri),
            })
            .collect(),
        hinges_on: hinges_on
            .map(|(subject, hinge)| Hinge {
                fact: subject.to_string(),
                why: match hinge {
                    decide::Hinge::Unanswered => "unanswered",
                    decide::Hinge::Waiting => "waiting",
                    decide::Hinge::NotKnown => "not_known",
                },
            })
            .collect(),
        law_unsettled: hinges.is_some_and(|hinges| hinges.law_unsettled),
        unclear: why
            .open
            .as_ref()
            .and_then(|open| open.unclear.as_ref())
            .map(Text::of),
        ask_by: why.open.as_ref().and_then(|open| open.ask_by).map(instant),
        time: why.time.as_ref().map(TimeLine::of),
        editions: None,
        duty: None,
        nearest: None,
    }
}

fn holds(tri: &Tri) -> &'static str {
    match tri {
        Tri::Yes => "yes",
        Tri::No => "no",
        Tri::Open(_) => "open",
    }
}

fn edition(proof: &EditionProof) -> Edition {
    Edition {
        from: proof.from.to_string(),
        until: proof.until.map(|day| day.to_string()),
        governed_by: match proof.governed_by {
            GovernedBy::Occurred => "occurred",
            GovernedBy::Known => "known",
            GovernedBy::Due => "due",
        },
        holds: holds(&proof.holds),
        bound: node(&proof.bound),
        limbs: proof.limbs.iter().map(limb).collect(),
        unclear: proof.unclear.as_ref().map(relief),
        discharged_by: proof.discharged_by.as_ref().map(relief),
        waived_if: proof.waived_if.as_ref().map(relief),
        law: proof.sources.iter().map(Law::of).collect(),
    }
}

fn limb(proof: &LimbProof) -> Limb {
    Limb {
        limb: proof.id.to_string(),
        title: proof.title.as_ref().map(Text::of),
        condition: node(&proof.proof),
        law: proof.sources.iter().map(Law::of).collect(),
    }
}

fn relief(proof: &ReliefProof) -> Relief {
    Relief {
        reason: Text::of(&proof.reason),
        condition: node(&proof.proof),
    }
}

fn node(proof: &Proof) -> Node {
    let mut made = Node {
        node: "all",
        holds: holds(&proof.holds),
        name: None,
        title: None,
        n: None,
        by: None,
        test: None,
        parts: proof.parts.iter().map(node).collect(),
    };
    match &proof.what {
        What::All => {}
        What::Any => made.node = "any",
        What::Not => made.node = "not",
        What::AtLeast(n) => {
            made.node = "at_least";
            made.n = Some(*n);
        }
        What::Except => made.node = "except",
        What::Some(group) => {
            made.node = "some";
            made.name = Some(group.to_string());
        }
        What::Item(item) => {
            made.node = "item";
            made.name = Some(format!("{}.{}", item.group, item.number));
        }
        What::Total { of, is } => {
            made.node = "total";
            made.name = Some(format!("{of} {}", words::range(*is)));
        }
        What::Use { id, title } => {
            made.node = "use";
            made.name = Some(id.to_string());
            made.title = title.as_ref().map(Text::of);
        }
        What::Duty {
            channel, to, by, ..
        } => {
            made.node = "duty";
            made.name = Some(match to {
                Some(to) => format!("{} {to}", channel.as_str()),
                None => channel.as_str().to_owned(),
            });
            made.by = Some(by.iter().map(ToString::to_string).collect());
        }
        What::Atom(atom) => {
            made.node = "test";
            made.test = Some(test(atom));
        }
    }
    made
}

fn test(atom: &AtomProof) -> Test {
    Test {
        fact: atom.fact.to_string(),
        test: atom.test.clone(),
        value: atom.value.clone(),
        known: atom.known.as_str(),
        from: atom.from,
        words: atom.words.clone(),
        at: atom.at.map(instant),
        worst_case: atom.worst_case,
    }
}

fn nearest(nearest: &explain::Nearest) -> Nearest {
    let found: Vec<Changes> = nearest.found.iter().map(changes).collect();
    Nearest {
        proven: nearest.proven,
        facts: found.first().map(|found| found.changes.len()),
        found,
    }
}

fn changes(changes: &explain::Changes) -> Changes {
    Changes {
        steps: changes.steps,
        changes: changes.changes.iter().map(Change::of).collect(),
    }
}
