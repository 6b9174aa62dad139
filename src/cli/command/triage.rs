//! `renraku triage`: the questionnaire, one question at a time, with the answers as they settle.

use std::io::IsTerminal;

use jiff::Timestamp;

use super::super::args::Global;
use super::super::error::CommandError;
use super::super::exit::Exit;
use super::super::given::Given;
use super::super::prompter::{Prompter, Reply, Terminal};
use super::super::ui::Ui;
use super::super::{clock, packs};
use crate::casebook;
use crate::decide::{Decision, Question};
use crate::incident::set::{Names, SetError};
use crate::interview::{Asked, Kind, Session};
use crate::render::{Report, text};
use crate::rulebook::{Choice, Rulebook};

/// What is known before the first question.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    given: Given,
}

/// What became of one question.
enum Turn {
    Answered,
    Back,
    Stop,
}

/// Runs the command.
pub fn run(ui: Ui, global: &Global, args: &Args) -> Result<Exit, CommandError> {
    if !(std::io::stdin().is_terminal() && std::io::stderr().is_terminal()) {
        return Err(CommandError::user(
            ui.both(
                "triageは端末で質問します",
                "triage asks questions at a terminal",
            ),
            ui.both(
                "端末がなければ `renraku decide --set 事実=値` を使ってください",
                "without one use `renraku decide --set FACT=VALUE`",
            ),
        ));
    }
    let book = packs::load(ui, global)?;
    let names = Names::new(&book.rulebook);
    let (casebook, sources) = packs::load_casebook_beside(ui, global, &book)?;
    let (incident, _) = args.given.read(ui, &names, &casebook.profiles, sources)?;
    let mut session = Session::new(&names, incident, args.given.as_of);
    let except = session.incident().id.clone();
    let priors = casebook::learn(&casebook, &book.rulebook, except.as_deref());
    session = session.with_priors(priors);
    let mut prompter = Terminal::new(ui.width()).map_err(anyhow::Error::new)?;
    let at = || args.given.at.unwrap_or_else(clock::now);
    let stopped = ask_all(ui, &book.rulebook, &mut session, &mut prompter, &at)?;
    let decision = session.decide(at());
    let incident = session.incident();
    let similar = casebook::similar(
        &casebook,
        &book.rulebook,
        &decision.statements,
        incident.id.as_deref(),
    );
    let report = Report {
        book: &book.rulebook,
        incident,
        decision: &decision,
        similar: &similar,
    };
    ui.result(&text::render(&report, ui.text()))?;
    Ok(if stopped {
        Exit::Interrupted
    } else {
        Exit::Success
    })
}

/// Asks until nothing is left; true when the person stopped before.
fn ask_all(
    ui: Ui,
    book: &Rulebook,
    session: &mut Session<'_>,
    prompter: &mut dyn Prompter,
    at: &dyn Fn() -> Timestamp,
) -> Result<bool, CommandError> {
    loop {
        let decision = session.decide(at());
        let Some(question) = decision.questions.first() else {
            return Ok(false);
        };
        let Some(asked) = session.asked(question) else {
            return Ok(false);
        };
        ui.talk(&heading(ui, book, session, &decision, question, &asked))?;
        match ask(ui, session, prompter, question, &asked, at())? {
            Turn::Answered => {}
            Turn::Back => {
                if !session.back() {
                    ui.talk(&ui.both("最初の質問です。\n", "This is the first question.\n"))?;
                }
            }
            Turn::Stop => return Ok(true),
        }
    }
}

/// The answers so far, the question, why it is asked and how many are left.
fn heading(
    ui: Ui,
    book: &Rulebook,
    session: &Session<'_>,
    decision: &Decision,
    question: &Question,
    asked: &Asked<'_>,
) -> String {
    let report = Report {
        book,
        incident: session.incident(),
        decision,
        similar: &[],
    };
    text::question(&report, question, asked.question, asked.help, ui.text())
}

fn ask(
    ui: Ui,
    session: &mut Session<'_>,
    prompter: &mut dyn Prompter,
    question: &Question,
    asked: &Asked<'_>,
    at: Timestamp,
) -> Result<Turn, CommandError> {
    let unknown = ui.both("今は分からない", "Not known yet");
    let labels = |choices: &[Choice]| -> Vec<String> {
        choices
            .iter()
            .map(|choice| choice.label.get(ui.lang).to_owned())
            .collect()
    };
    let value = match asked.kind {
        Kind::YesNo => {
            let items = [ui.both("はい", "Yes"), ui.both("いいえ", "No"), unknown];
            prompter
                .select(&items)?
                .map(|chosen| ["yes", "no"].get(chosen).map(|word| (*word).to_owned()))
        }
        Kind::One(fact) => {
            let mut items = labels(&fact.choices);
            items.push(unknown);
            let id = |chosen: usize| fact.choices.get(chosen).map(|choice| choice.id.to_string());
            prompter.select(&items)?.map(id)
        }
        Kind::Several(fact) => {
            ui.talk(&ui.both(
                "空白キーで選び、Enterで決めます。何も選ばなければ「今は分からない」です。\n",
                "Space selects, Enter confirms. Nothing selected means not known yet.\n",
            ))?;
            let ids = |chosen: Vec<usize>| {
                let ids: Vec<_> = chosen
                    .iter()
                    .filter_map(|number| fact.choices.get(*number))
                    .map(|choice| choice.id.to_string())
                    .collect();
                (!ids.is_empty()).then(|| ids.join(","))
            };
            prompter.select_several(&labels(&fact.choices))?.map(ids)
        }
        Kind::Value(_) => {
            let prompt = ui.both("値（?で不明、<で戻る）", "value (? unknown, < back)");
            match prompter.line(&prompt)? {
                Reply::Answer(line) if line.trim() == "<" => Reply::Back,
                Reply::Answer(line) if line.trim().is_empty() => Reply::Answer(None),
                other => other.map(Some),
            }
        }
    };
    let value = match value {
        Reply::Back => return Ok(Turn::Back),
        Reply::Stop => return Ok(Turn::Stop),
        Reply::Answer(value) => value,
    };
    match value {
        None => session.answer_unknown(&question.subject, at),
        Some(value) => {
            if let Err(errors) = session.answer(&question.subject, &value, at) {
                ui.talk(&complaint(ui, &errors))?;
            }
        }
    }
    Ok(Turn::Answered)
}

/// A wrong input in one line and the way out; the question is asked again.
fn complaint(ui: Ui, errors: &[SetError]) -> String {
    let lines = errors.iter().map(|error| {
        let help = error
            .help()
            .map(|help| format!(" ({})", help.get(ui.lang)))
            .unwrap_or_default();
        format!("{}{help}\n", error.message().get(ui.lang))
    });
    lines.collect()
}
