//! What the interview costs, case by case: a table with the sum below it, and JSON.

use serde::Serialize;

use super::table;
use super::words::pick;
use crate::casebook::cost::{Cost, Summary, summary};
use crate::render::json::pretty;
use crate::rulebook::Lang;

#[derive(Serialize)]
struct Object {
    schema: &'static str,
    summary: Sum,
    cases: Vec<Line>,
}

#[derive(Serialize)]
struct Sum {
    cases: usize,
    mean_ratio: f64,
    worst_ratio: f64,
    mean_questions: f64,
    median_questions: usize,
    most_questions: usize,
    median_answered: usize,
    proven: usize,
}

#[derive(Serialize)]
struct Line {
    case: String,
    questions: usize,
    unknown: usize,
    smallest: usize,
    at_least: usize,
    proven: bool,
    same: bool,
    ratio: f64,
    left_at_most: usize,
    asked: Vec<String>,
    smallest_set: Vec<String>,
}

/// The costs as text, the dearest last, where a terminal stops.
pub fn text(costs: &[Cost], lang: Lang, width: usize) -> String {
    let mut sorted: Vec<&Cost> = costs.iter().collect();
    sorted.sort_by(|a, b| a.ratio().total_cmp(&b.ratio()).then(a.case.cmp(&b.case)));
    let mut table = table::new(
        [
            pick(lang, "事例", "case"),
            pick(lang, "質問", "asked"),
            pick(lang, "うち不明", "not known"),
            pick(lang, "最少", "fewest"),
            pick(lang, "比", "ratio"),
        ],
        width,
    );
    for cost in sorted {
        let mark = if cost.proven { "" } else { "≥" };
        table.add_row([
            cost.case.clone(),
            cost.asked.len().to_string(),
            cost.unknown.to_string(),
            format!("{mark}{}", cost.at_least),
            format!("{:.2}", cost.ratio()),
        ]);
    }
    format!("{table}\n{}", sum_text(&summary(costs), lang))
}

fn sum_text(sum: &Summary, lang: Lang) -> String {
    let Summary {
        cases,
        mean_ratio,
        worst_ratio,
        mean_questions,
        median_questions,
        most_questions,
        median_answered,
        proven,
    } = sum;
    match lang {
        Lang::Ja => format!(
            "事例 {cases}件: 質問の中央値 {median_questions}（うち事例が答えるもの {median_answered}）、平均 {mean_questions:.1}、最多 {most_questions}\n\
             後から見た最少との比: 平均 {mean_ratio:.2}、最大 {worst_ratio:.2}（最少を証明したもの {proven}件、ほかは下限）\n"
        ),
        Lang::En => format!(
            "{cases} cases: median {median_questions} questions ({median_answered} of them answered by the case), mean {mean_questions:.1}, most {most_questions}\n\
             ratio to the fewest in hindsight: mean {mean_ratio:.2}, worst {worst_ratio:.2} (proven to be the fewest for {proven}, a lower bound for the others)\n"
        ),
    }
}

/// The costs as JSON.
pub fn json(costs: &[Cost]) -> serde_json::Result<String> {
    let sum = summary(costs);
    let object = Object {
        schema: "renraku.cases-cost/1",
        summary: Sum {
            cases: sum.cases,
            mean_ratio: sum.mean_ratio,
            worst_ratio: sum.worst_ratio,
            mean_questions: sum.mean_questions,
            median_questions: sum.median_questions,
            most_questions: sum.most_questions,
            median_answered: sum.median_answered,
            proven: sum.proven,
        },
        cases: costs.iter().map(line).collect(),
    };
    pretty(&object)
}

fn line(cost: &Cost) -> Line {
    Line {
        case: cost.case.clone(),
        questions: cost.asked.len(),
        unknown: cost.unknown,
        smallest: cost.smallest.len(),
        at_least: cost.at_least,
        proven: cost.proven,
        same: cost.same,
        ratio: cost.ratio(),
        left_at_most: cost.left_at_most,
        asked: cost.asked.iter().map(ToString::to_string).collect(),
        smallest_set: cost.smallest.iter().map(ToString::to_string).collect(),
    }
}
