//! The shapes of `renraku.why/1` and `renraku.why-not/1`, field by field.

use serde::Serialize;

use super::super::json::shape::{Change, Duty, Law, Text, TimeLine};

#[derive(Serialize)]
pub struct Object {
    pub schema: &'static str,
    pub tool: &'static str,
    pub at: String,
    pub as_of: Option<String>,
    pub rulebook: super::super::json::shape::RulebookStamp,
    pub rule: String,
    pub title: Text,
    pub channel: &'static str,
    pub strength: &'static str,
    pub status: &'static str,
    pub replaced_by: Option<String>,
    pub reason: Option<Text>,
    pub absorbers: Vec<Absorber>,
    pub hinges_on: Vec<Hinge>,
    pub law_unsettled: bool,
    pub unclear: Option<Text>,
    pub ask_by: Option<String>,
    pub time: Option<TimeLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editions: Option<Vec<Edition>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duty: Option<Duty>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest: Option<Nearest>,
}

#[derive(Serialize)]
pub struct Absorber {
    pub rule: String,
    pub holds: &'static str,
}

#[derive(Serialize)]
pub struct Hinge {
    pub fact: String,
    pub why: &'static str,
}

#[derive(Serialize)]
pub struct Edition {
    pub from: String,
    pub until: Option<String>,
    pub governed_by: &'static str,
    pub holds: &'static str,
    pub bound: Node,
    pub limbs: Vec<Limb>,
    pub unclear: Option<Relief>,
    pub discharged_by: Option<Relief>,
    pub waived_if: Option<Relief>,
    pub law: Vec<Law>,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "field names are a contract")]
pub struct Limb {
    pub limb: String,
    pub title: Option<Text>,
    pub condition: Node,
    pub law: Vec<Law>,
}

#[derive(Serialize)]
pub struct Relief {
    pub reason: Text,
    pub condition: Node,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "field names are a contract")]
pub struct Node {
    pub node: &'static str,
    pub holds: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub test: Option<Test>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Node>,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "field names are a contract")]
pub struct Test {
    pub fact: String,
    pub test: String,
    pub value: String,
    pub known: &'static str,
    pub from: Option<&'static str>,
    pub words: Option<String>,
    pub at: Option<String>,
    pub worst_case: bool,
}

#[derive(Serialize)]
pub struct Nearest {
    pub proven: bool,
    pub facts: Option<usize>,
    pub found: Vec<Changes>,
}

#[derive(Serialize)]
pub struct Changes {
    pub steps: u64,
    pub changes: Vec<Change>,
}
