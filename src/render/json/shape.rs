//! The shape of `renraku.decision/1`, field by field.

use std::collections::BTreeMap;

use serde::Serialize;

#[derive(Serialize)]
pub struct Object {
    pub schema: &'static str,
    pub tool: &'static str,
    pub at: String,
    pub as_of: Option<String>,
    pub rulebook: RulebookStamp,
    pub incident: IncidentRecord,
    pub channels: BTreeMap<&'static str, ChannelLine>,
    pub duties: Vec<Duty>,
    pub absorbed: Vec<Absorbed>,
    pub open: Vec<Open>,
    pub later: Vec<Later>,
    pub time_line: Vec<TimeLine>,
    pub ask_by: BTreeMap<String, String>,
    pub assumed: Vec<Assumed>,
    pub certificate: Option<Vec<String>>,
    pub next_question: Option<NextQuestion>,
    pub questions: Vec<String>,
    pub similar: Vec<SimilarCase>,
    pub notes: Vec<Text>,
    pub warnings: Vec<Warning>,
}

#[derive(Serialize)]
pub struct RulebookStamp {
    pub version: String,
    pub digest: String,
}

#[derive(Serialize)]
pub struct IncidentRecord {
    pub id: Option<String>,
    pub title: Option<Text>,
    pub description: Option<Text>,
    pub facts: BTreeMap<String, FactRecord>,
    pub filings: Vec<FilingRecord>,
}

#[derive(Serialize)]
pub struct FactRecord {
    pub value: String,
    pub from: &'static str,
    pub at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

#[derive(Serialize)]
pub struct FilingRecord {
    pub rule: String,
    pub stage: Option<String>,
    pub at: Option<String>,
    pub by: Option<String>,
    pub act: &'static str,
    pub to: Option<String>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    pub why: Option<String>,
}

#[derive(Serialize)]
pub struct ChannelLine {
    pub verdict: &'static str,
    pub floor: Option<&'static str>,
    pub ceiling: Option<&'static str>,
    pub state: &'static str,
    pub route: Option<String>,
    pub reason: Option<Text>,
    pub consult: Vec<Body>,
    pub flipped_by: Vec<String>,
    pub verified: Option<&'static str>,
    pub estimates: Vec<String>,
    pub revisions: Vec<Revision>,
    pub best: &'static str,
    pub worst: &'static str,
    pub flip: Option<Flip>,
}

#[derive(Serialize)]
pub struct Duty {
    pub rule: String,
    pub edition: String,
    pub limbs: Vec<String>,
    pub possible_limbs: Vec<String>,
    pub channel: &'static str,
    pub strength: &'static str,
    pub basis: &'static str,
    pub verified: &'static str,
    pub checked_on: String,
    pub status: &'static str,
    pub status_reason: Option<Text>,
    pub held: Option<Hold>,
    pub title: Text,
    pub to: Vec<Body>,
    pub law: Vec<Law>,
    pub deadlines: Vec<Deadline>,
    pub because: Vec<Because>,
    pub route: Option<String>,
    pub notes: Vec<Note>,
}

#[derive(Serialize)]
pub struct Body {
    pub id: String,
    pub ja: String,
    pub en: String,
    pub how: Option<Text>,
    pub possible: bool,
}

#[derive(Serialize)]
pub struct Law {
    pub name: String,
    pub number: Option<String>,
    pub article: Option<String>,
    pub url: Option<String>,
}

#[derive(Serialize)]
pub struct Deadline {
    pub stage: String,
    pub label: Text,
    pub word: Option<Text>,
    pub clock: Option<String>,
    pub due: Option<String>,
    pub due_earliest: Option<String>,
    pub due_latest: Option<String>,
    pub guide_due: Option<String>,
    pub guide_from: Option<String>,
    pub guide_source: Option<Law>,
    pub form: Option<String>,
    pub waived: bool,
    pub possible: bool,
    pub rolled: bool,
    pub progress: &'static str,
    pub filed: Option<FiledStage>,
    pub note: Option<Text>,
}

#[derive(Serialize)]
pub struct FiledStage {
    pub at: Option<String>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
}

#[derive(Serialize)]
pub struct Because {
    pub fact: String,
    pub value: String,
    pub test: String,
    pub negated: bool,
    pub from: &'static str,
    pub at: Option<String>,
}

#[derive(Serialize)]
pub struct Note {
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

#[derive(Serialize)]
pub struct Absorbed {
    pub rule: String,
    pub title: Text,
    pub by: String,
}

#[derive(Serialize)]
pub struct Open {
    pub rule: String,
    pub title: Text,
    pub channel: &'static str,
    pub strength: &'static str,
    pub status: &'static str,
    pub hinges_on: Vec<String>,
    pub law_unsettled: bool,
    pub unclear: Option<Text>,
    pub to: Vec<Body>,
    pub ask_by: Option<String>,
}

#[derive(Serialize)]
pub struct Later {
    pub rule: String,
    pub title: Text,
    pub channel: &'static str,
    pub at: String,
    pub because: String,
    pub certain: bool,
    pub reaches: String,
}

#[derive(Serialize)]
pub struct TimeLine {
    pub rule: String,
    pub title: Text,
    pub channel: &'static str,
    pub strength: &'static str,
    pub earliest: String,
    pub latest: Option<String>,
    pub because: String,
    pub deadlines: Vec<Deadline>,
}

#[derive(Serialize)]
pub struct Flip {
    pub rule: String,
    pub changes: Vec<Change>,
}

#[derive(Serialize)]
pub struct Change {
    pub fact: String,
    pub from: Option<String>,
    pub to: String,
    pub steps: u64,
}

#[derive(Serialize)]
pub struct Revision {
    pub fact: String,
    pub value: String,
}

#[derive(Serialize)]
pub struct Hold {
    pub by: String,
    pub at: String,
    pub certain: bool,
}

#[derive(Serialize)]
pub struct Assumed {
    pub what: String,
    pub value: String,
    pub source: Option<Law>,
}

#[derive(Serialize)]
pub struct NextQuestion {
    pub fact: String,
    pub left_at_most: usize,
    pub ask_by: Option<String>,
    pub decides: Vec<String>,
}

#[derive(Serialize)]
pub struct SimilarCase {
    pub case: String,
    pub score: f64,
}

#[derive(Serialize)]
pub struct Text {
    pub ja: String,
    pub en: String,
}

#[derive(Serialize)]
pub struct Warning {
    pub code: &'static str,
    pub ja: String,
    pub en: String,
}
