//! Cases against a rulebook of a few rules, read from a scratch folder.

mod checking;
mod mistakes;
mod nearness;
mod proving;

use std::fs;
use std::path::Path;

use super::{Loaded, load_only};
use crate::rulebook::load::{Depth, Packs};
use crate::rulebook::{Rulebook, Sources, load};

const RULES: &[(&str, &str)] = &[
    (
        "rulebook.yaml",
        "version: 2026.1.1\nverified_days: {from: 2014-05-19, until: 2026-12-31}\n",
    ),
    (
        "facts/all.yaml",
        "topic: {ja: 題, en: topic}
groups:
  service: {title: {ja: 役務, en: service}, all_listed: {ja: 全て, en: all}}
facts:
  sector:
    kind: choices
    scope: organisation
    question: {ja: 分野, en: sector}
    choices: {telecom: {ja: 通信, en: telecom}, none: {ja: 外, en: none}}
  carrier: {kind: bool, scope: organisation, question: {ja: 問, en: q}}
  failure: {kind: bool, worse: yes, question: {ja: 問, en: q}}
  others_at_risk: {kind: bool, question: {ja: 問, en: q}}
  occurred_at: {kind: instant, question: {ja: 問, en: q}}
  known_at: {kind: instant, question: {ja: 問, en: q}}
  users: {kind: count, unit: users, group: service, worse: higher, question: {ja: 問, en: q}}
",
    ),
    (
        "sectors.yaml",
        "telecom: {title: {ja: 通信, en: telecom}, in_plan: [{from: 2014-05-19}], desks: {ministry: [{is: mic}], ceptoar: [{is: desk}]}}
none: {title: {ja: 外, en: none}, in_plan: [], desks: {ministry: [], ceptoar: []}}
",
    ),
    (
        "authorities.yaml",
        "mic: {names: [{ja: 甲の機関, en: MIC}]}\ndesk: {names: [{ja: 窓口, en: desk}]}\n",
    ),
    (
        "terms.yaml",
        "promptly: {ja: 速やかに, en: promptly}\nprompt: {ja: 速報, en: prompt}\ndetailed: {ja: 詳報, en: detailed}\n",
    ),
    (
        "holidays.yaml",
        "from: 2014-01-01
until: 2027-12-31
weekend: [saturday, sunday]
year_end: {from: 12-29, until: 01-03}
days: {2026-11-23: 勤労感謝の日}
sources: [{law: 祝日法}]
",
    ),
    (
        "law/outage.yaml",
        "id: outage
channel: law
basis: statute
strength: required
title: {ja: 事故, en: outage}
verified: text
checked_on: 2026-01-01
editions:
  - from: 2014-05-19
    governed_by: occurred
    bound: {carrier: true}
    limbs:
      many:
        when: {failure: true, some: {service: {users: '>= 1234'}}}
      few:
        when: {failure: true, some: {service: {users: '>= 10'}}}
    to: [mic]
    deadlines:
      - {stage: prompt, word: promptly, from: known_at}
      - {stage: detailed, within: 30d, from: known_at, day_one: next, roll: true}
    sources: [{law: 法, article: 一}]
",
    ),
    (
        "sharing/tell.yaml",
        "id: tell
channel: ceptoar
basis: plan
strength: recommended
title: {ja: 共有, en: tell}
verified: text
checked_on: 2026-01-01
editions:
  - from: 2014-05-19
    governed_by: occurred
    bound: {carrier: true}
    limbs:
      risk: {when: {others_at_risk: true}}
    to: [desk]
    route: ministry
    deadlines: [{stage: prompt, word: promptly, from: known_at}]
    sources: [{law: 計画}]
",
    ),
];

fn write(root: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn book() -> (Rulebook, Sources) {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), RULES);
    let packs = Packs {
        only: Some(folder.path().to_owned()),
        extra: Vec::new(),
    };
    let loaded = load::load(&packs, Depth::Slips);
    (loaded.result.unwrap(), loaded.sources)
}

const PROFILE: (&str, &str) = (
    "profiles/carrier.yaml",
    "title: {ja: 事業者, en: carrier}\nfacts: {sector: telecom, carrier: yes}\n",
);

/// A casebook of these files and one profile.
fn casebook(files: &[(&str, &str)]) -> (Rulebook, Loaded) {
    let (book, sources) = book();
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[PROFILE]);
    write(folder.path(), files);
    let loaded = load_only(&[folder.path().to_owned()], &book, sources);
    (book, loaded)
}
