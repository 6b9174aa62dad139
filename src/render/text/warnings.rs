//! Warnings as sentences.

use crate::decide::Warning;
use crate::rulebook::Lang;

/// The stable name of a warning.
pub fn code(warning: &Warning) -> &'static str {
    match warning {
        Warning::OutsideVerifiedDays { .. } => "outside-verified-days",
        Warning::HolidaysEnd { .. } => "holidays-end",
        Warning::StraddlesAmendment { .. } => "straddles-amendment",
        Warning::NotAsked(_) => "not-asked",
        Warning::EndsBeforeItBegins { .. } => "ends-before-it-begins",
    }
}

/// The warning as a sentence.
pub fn sentence(warning: &Warning, lang: Lang) -> String {
    match (warning, lang) {
        (Warning::OutsideVerifiedDays { day, from, until }, Lang::Ja) => {
            format!("{day}は、条文を確かめた期間（{from}から{until}まで）の外です。")
        }
        (Warning::OutsideVerifiedDays { day, from, until }, Lang::En) => {
            format!("{day} lies outside the days whose texts were checked ({from} to {until}).")
        }
        (Warning::HolidaysEnd { rule, from, until }, Lang::Ja) => {
            format!(
                "{rule}の期限は祝日の表（{from}から{until}まで）の外です。祝日による繰下げは確かめてください。"
            )
        }
        (Warning::HolidaysEnd { rule, from, until }, Lang::En) => format!(
            "a deadline of {rule} lies outside the table of holidays ({from} to {until}); check whether it moves."
        ),
        (Warning::StraddlesAmendment { rule, day }, Lang::Ja) => {
            format!("{rule}は{day}に改正されています。この事案には改正前の定めを当てはめました。")
        }
        (Warning::StraddlesAmendment { rule, day }, Lang::En) => {
            format!("{rule} was amended on {day}; the earlier text governs this incident.")
        }
        (Warning::NotAsked(fact), Lang::Ja) => {
            format!("{fact}は他の答えからは聞かない事実ですが、述べられた値を使いました。")
        }
        (Warning::NotAsked(fact), Lang::En) => {
            format!("{fact} would not be asked with the other answers; the stated value was used.")
        }
        (Warning::EndsBeforeItBegins { from, until }, Lang::Ja) => {
            format!("{until}が{from}より前です。どちらかが違います。")
        }
        (Warning::EndsBeforeItBegins { from, until }, Lang::En) => {
            format!("{until} lies before {from}; one of them is wrong.")
        }
    }
}
