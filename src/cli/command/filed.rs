//! `renraku filed`: records in the incident file what was filed, or decided not to be, and shows what
//! is then done, next and late.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::super::args::Global;
use super::super::error::CommandError;
use super::super::exit::Exit;
use super::super::given::instant;
use super::super::packs::{self, Book};
use super::super::ui::Ui;
use super::super::{clock, save};
use crate::decide;
use crate::incident::file::{self, Context};
use crate::incident::set::Names;
use crate::incident::{Filing, FilingAct, Incident};
use crate::render::{Report, filed as render};
use crate::rulebook::diagnostic::Problems;
use crate::rulebook::{AuthorityId, Rule, RuleId, Rulebook, Sources, TermId};

const EXAMPLES: &str = "\
Examples:
  renraku filed incident.yaml telecom-serious-accident --stage prompt --ref A-17
  renraku filed incident.yaml appi-26-leak --not --by 法務 --why '対象の情報ではないと確認'
  renraku filed incident.yaml appi-26-leak --retract --by 法務 --why '漏えいではなかった'";

/// What was filed.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The incident file; it is written to
    file: PathBuf,
    /// The rule: see `renraku rules list`
    rule: String,
    /// The stage: prompt, detailed, ... (default: every stage)
    #[arg(long)]
    stage: Option<String>,
    /// When (default: now); Asia/Tokyo
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    at: Option<Timestamp>,
    /// To whom
    #[arg(long, value_name = "AUTHORITY", conflicts_with_all = ["not", "retract"])]
    to: Option<String>,
    /// The reference it was given
    #[arg(long = "ref", value_name = "REFERENCE", conflicts_with_all = ["not", "retract"])]
    reference: Option<String>,
    /// Who did or decided it
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// It was decided not to report
    #[arg(long, requires_all = ["by", "why"])]
    not: bool,
    /// The report turned out not to be due and is withdrawn
    #[arg(long, requires = "why", conflicts_with = "not")]
    retract: bool,
    /// Why it is not reported, or withdrawn
    #[arg(long, value_name = "REASON")]
    why: Option<String>,
}

/// Runs the command.
pub fn run(ui: Ui, global: &Global, args: &Args) -> Result<Exit, CommandError> {
    let book = packs::load(ui, global)?;
    let names = Names::new(&book.rulebook);
    let (casebook, mut sources) = packs::load_casebook_beside(ui, global, &book)?;
    let filing = filing(ui, &book.rulebook, args)?;
    // A link is followed, so that its target is replaced and not the link.
    let path = std::fs::canonicalize(&args.file).unwrap_or_else(|_| args.file.clone());
    let context = Context {
        names: &names,
        profiles: &casebook.profiles,
        given: &[],
    };
    let before = read(ui, &path, context, &mut sources)?;
    let text = std::fs::read_to_string(&path).map_err(anyhow::Error::new)?;
    let (mark, body) = match text.strip_prefix('\u{feff}') {
        Some(body) => ("\u{feff}", body),
        None => ("", text.as_str()),
    };
    let written = file::with_filing(body, &filing, context).map_err(|_| by_hand(ui, &args.file))?;
    save::replace(&path, &format!("{mark}{written}"))
        .map_err(|error| CommandError::cannot_write(ui, &args.file, error))?;
    let mut incident = before;
    incident.filings.push(filing.clone());
    show(ui, &book, &incident, &filing)
}

fn read(
    ui: Ui,
    path: &Path,
    context: Context<'_>,
    sources: &mut Sources,
) -> Result<Incident, CommandError> {
    let mut problems = Problems::default();
    let incident = file::read(path, context, sources, &mut problems);
    let (errors, warnings) = problems.into_sorted();
    packs::say(ui, sources, &warnings)?;
    packs::say(ui, sources, &errors)?;
    incident.ok_or(CommandError::Told)
}

fn by_hand(ui: Ui, path: &Path) -> CommandError {
    let shown = path.display();
    CommandError::user(
        ui.both(
            &format!("`{shown}` の `filings` に書き足せません"),
            &format!("`filings` of `{shown}` cannot be extended"),
        ),
        ui.both(
            "`filings:` を、行ごとに `- {rule: ...}` と書く形にしてください",
            "write `filings:` as a list with one `- {rule: ...}` a line",
        ),
    )
}

/// The filing as it will be recorded.
fn filing(ui: Ui, book: &Rulebook, args: &Args) -> Result<Filing, CommandError> {
    let Some(rule) = book.rules.get(&RuleId::new(&args.rule)) else {
        return Err(super::rules::unknown_rule(ui, book, &args.rule));
    };
    let stage = args
        .stage
        .as_ref()
        .map(|stage| known_stage(ui, rule, stage))
        .transpose()?;
    let to = args
        .to
        .as_ref()
        .map(|to| known_authority(ui, book, to))
        .transpose()?;
    let why = args.why.clone().unwrap_or_default();
    if (args.not || args.retract) && why.trim().is_empty() {
        return Err(CommandError::user(
            ui.both("理由が空です", "the reason is empty"),
            ui.both("`--why` に理由を書いてください", "say why with `--why`"),
        ));
    }
    let act = if args.not {
        FilingAct::NotFiled { why }
    } else if args.retract {
        FilingAct::Retracted { why }
    } else {
        FilingAct::Filed {
            to,
            reference: args.reference.clone(),
        }
    };
    // Whole seconds are what a file holds.
    let at = args.at.unwrap_or_else(clock::now).as_second();
    Ok(Filing {
        rule: rule.id.clone(),
        stage,
        at: Timestamp::from_second(at).ok(),
        by: args.by.clone(),
        act,
    })
}

/// A stage that some edition of the rule has.
fn known_stage(ui: Ui, rule: &Rule, wanted: &str) -> Result<TermId, CommandError> {
    let stages = rule.stages();
    if let Some(stage) = stages.iter().find(|stage| stage.as_str() == wanted) {
        return Ok((*stage).clone());
    }
    let known: Vec<String> = stages.iter().map(|stage| format!("`{stage}`")).collect();
    let known = known.join(", ");
    let id = &rule.id;
    Err(CommandError::user(
        ui.both(
            &format!("`{id}` に段階 `{wanted}` はありません"),
            &format!("`{id}` has no stage `{wanted}`"),
        ),
        if known.is_empty() {
            ui.both("`--stage` を付けないでください", "leave `--stage` out")
        } else {
            ui.both(&format!("段階: {known}"), &format!("its stages: {known}"))
        },
    ))
}

fn known_authority(ui: Ui, book: &Rulebook, wanted: &str) -> Result<AuthorityId, CommandError> {
    if let Some((id, _)) = book.authorities.get_key_value(wanted) {
        return Ok(id.clone());
    }
    let message = (
        &*format!("宛先 `{wanted}` はありません"),
        &*format!("there is no authority `{wanted}`"),
    );
    let known = book.authorities.keys().map(AuthorityId::as_str);
    Err(CommandError::no_such(ui, message, wanted, known))
}

/// The stages of the rule after the filing, as of now or of the filing where that is later.
fn show(ui: Ui, book: &Book, incident: &Incident, filing: &Filing) -> Result<Exit, CommandError> {
    let last = incident.last_instant().into_iter().chain(filing.at).max();
    let at = last.unwrap_or_else(clock::now);
    let decision = decide::decide(&book.rulebook, incident, at, None);
    let report = Report {
        book: &book.rulebook,
        incident,
        decision: &decision,
        similar: &[],
    };
    let options = ui.text();
    ui.result(&render::render(&report, filing, options))?;
    Ok(Exit::Success)
}
