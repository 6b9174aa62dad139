//! What is missing, line by line, then a table with a bar for each rule, then the sum.

use std::fmt::Write;

use super::Line;
use crate::render::table;
use crate::render::words::pick;
use crate::rulebook::Lang;

/// Columns of a bar.
const BAR: usize = 20;

/// The whole text; `sum` is what is said of all, given the part, the whole and the exempt.
pub fn text(
    lines: &[Line],
    head: &str,
    sum: impl Fn(usize, usize, usize) -> String,
    lang: Lang,
    width: usize,
) -> String {
    let mut text = String::new(); // writing to a String cannot fail
    for missing in lines.iter().flat_map(|line| &line.missing) {
        let (of, place, what) = (&missing.of, &missing.place, &missing.what);
        let _ = writeln!(text, "{of}: {}: {what}", missing.text);
        let _ = writeln!(text, "  --> {place}");
        if let Some(example) = &missing.example {
            let like = pick(lang, "たとえば", "for example");
            let _ = writeln!(text, "  = {like}: {}", example.join(" "));
        }
    }
    let mut rows = table::new([pick(lang, "規則", "rule"), head, ""], width);
    for line in lines {
        rows.add_row([
            line.rule.clone(),
            format!("{}/{}", line.part, line.whole),
            bar(line.part, line.whole),
        ]);
    }
    let add = |value: fn(&Line) -> usize| lines.iter().map(value).sum();
    let sum = sum(
        add(|line| line.part),
        add(|line| line.whole),
        add(|line| line.exempt),
    );
    let _ = writeln!(text, "{rows}\n{sum}");
    text
}

fn bar(part: usize, whole: usize) -> String {
    let filled = (part * BAR).checked_div(whole).unwrap_or(BAR);
    format!("{}{}", "█".repeat(filled), "·".repeat(BAR - filled))
}
