//! What does each command do? Asks `app`, prints the answer, says how it ended.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use app::{Asked, DossierQuestion, Error, OpenDossier, Question, ReportsQuestion};
use clap::CommandFactory;
use model::{AssessedAs, Basis, ComponentTypes};
use report::{DossierResult, HasProblems, ProblemResult, json};
use serde::Serialize;

use crate::End;
use crate::args::{
    AssessArgs, CatalogueArgs, CatalogueCommand, Cli, Command, CompareArgs, DeltaArgs, DemoArgs, ExplainArgs, Format,
    GapsArgs, ListFormat, QuestionArgs,
};
use crate::decide_commands;
use crate::dossier_commands;
use crate::pathway_commands;
use crate::plan_commands;
use crate::progress;
use crate::report_commands;
use crate::show;

pub(crate) type Ended = io::Result<End>;

pub(crate) fn run(cli: Cli) -> Ended {
    let data = cli.data.as_deref();
    // What needs no standard works beside a broken data folder too.
    match cli.command {
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "plimsoll", &mut script);
            print_data(&String::from_utf8_lossy(&script))
        }
        Command::Man { out: None } => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut page)?;
            print_data(&String::from_utf8_lossy(&page))
        }
        Command::Man { out: Some(folder) } => {
            clap_mangen::generate_to(Cli::command(), &folder)?;
            print(&format!("the manual pages stand in {}\n", folder.display()))
        }
        Command::Assess(args) => with_catalogue(data, |catalogue| assess(catalogue, &args)),
        Command::Gaps(args) => with_catalogue(data, |catalogue| gaps(catalogue, &args)),
        Command::Explain(args) => with_catalogue(data, |catalogue| explain(catalogue, &args)),
        Command::Compare(args) => with_catalogue(data, |catalogue| compare(catalogue, &args)),
        Command::Delta(args) => with_catalogue(data, |catalogue| delta(catalogue, &args)),
        Command::Start(args) => with_catalogue(data, |catalogue| pathway_commands::start(catalogue, &args)),
        Command::Pathway(args) => with_catalogue(data, |catalogue| pathway_commands::pathway(catalogue, &args)),
        Command::Init(args) => with_catalogue(data, |catalogue| dossier_commands::init(catalogue, &args)),
        Command::Add(args) => with_catalogue(data, |catalogue| dossier_commands::add(catalogue, &args.what)),
        Command::Set(args) => with_catalogue(data, |catalogue| dossier_commands::set(catalogue, &args)),
        Command::Import(args) => with_catalogue(data, |catalogue| dossier_commands::import(catalogue, &args)),
        Command::Status(args) => with_catalogue(data, |catalogue| dossier_commands::status(catalogue, &args)),
        Command::Record(args) => with_catalogue(data, |catalogue| dossier_commands::record(catalogue, &args)),
        Command::Verify(args) => with_catalogue(data, |catalogue| dossier_commands::verify(catalogue, &args)),
        Command::Key(args) => with_catalogue(data, |catalogue| dossier_commands::key(catalogue, &args.what)),
        Command::Catalogue(args) => with_catalogue(data, |catalogue| self::catalogue(catalogue, &args, data)),
        Command::Plan(args) => with_catalogue(data, |catalogue| plan_commands::plan(catalogue, &args)),
        Command::Report(args) => with_catalogue(data, |catalogue| report_commands::report(catalogue, &args)),
        Command::Figure(args) => with_catalogue(data, |catalogue| report_commands::figure(catalogue, &args)),
        Command::Decide(args) => with_catalogue(data, |catalogue| decide_commands::decide(catalogue, &args)),
        Command::Trace(args) => with_catalogue(data, |catalogue| decide_commands::trace(catalogue, &args)),
        Command::Demo(args) => with_catalogue(data, |catalogue| demo(catalogue, &args)),
    }
}

fn with_catalogue(data: Option<&Path>, work: impl FnOnce(&app::Catalogue) -> Ended) -> Ended {
    match progress::show("reading the catalogue", || app::open_catalogue(data)) {
        Ok(catalogue) => work(&catalogue),
        Err(error) => refuse(&error),
    }
}

impl QuestionArgs {
    fn question(&self) -> Question {
        Question {
            standard: self.standard.clone(),
            types: self.types.iter().copied().collect::<ComponentTypes>(),
            subject: self.assessed_as.unwrap_or(AssessedAs::Product),
            target: self.target.clone(),
            applied_for: self.applied_for.clone(),
            basis: self.basis.unwrap_or(Basis::Claimed),
            scheme: self.scheme.clone(),
            at: self.at.unwrap_or_else(app::today),
            present: self.present.clone(),
            absent: self.absent.clone(),
        }
    }

    /// The question about a dossier, whose files say what a sheet leaves to options.
    fn about_dossier(&self) -> Result<DossierQuestion, Error> {
        let said = [
            ("--type", !self.types.is_empty()),
            ("--as", self.assessed_as.is_some()),
            ("--present", !self.present.is_empty()),
            ("--absent", !self.absent.is_empty()),
        ];
        if let Some((option, _)) = said.into_iter().find(|(_, said)| *said) {
            return Err(Error::WrongQuestion(format!("{option}: a dossier says this in the subject's own file")));
        }
        let at = self.at.unwrap_or_else(app::today);
        Ok(DossierQuestion {
            subject: self.subject.clone(),
            standard: self.standard.clone(),
            target: self.target.clone(),
            applied_for: self.applied_for.clone(),
            basis: self.basis.unwrap_or(Basis::Shown),
            scheme: self.scheme.clone(),
            at,
        })
    }

    /// The question about a sheet.
    fn about_sheet(&self) -> Result<Question, Error> {
        match &self.subject {
            Some(_) => Err(Error::WrongQuestion("--subject names a subject of a dossier, and this is a sheet".into())),
            None => Ok(self.question()),
        }
    }
}

/// Opens a dossier and asks something about it.
fn ask_dossier<T>(
    catalogue: &app::Catalogue,
    path: &Path,
    question: &QuestionArgs,
    work: impl FnOnce(&OpenDossier<'_>, &DossierQuestion) -> Result<T, Error> + Send,
) -> Result<T, Error>
where
    T: Send,
{
    let question = question.about_dossier()?;
    progress::show("reading the dossier", || work(&OpenDossier::open(catalogue, path)?, &question))
}

/// Prints what a dossier came to: JSON as it is, or a page for each subject.
fn print_dossier<T: Serialize + HasProblems>(
    result: &DossierResult<T>,
    format: ListFormat,
    page: impl Fn(&T) -> String,
) -> Ended {
    match format {
        ListFormat::Json => print(&json(result).map_err(io::Error::other)?)?,
        ListFormat::Table => {
            let pages: Vec<String> = result.subjects.iter().map(page).collect();
            print(&pages.join("\n"))?
        }
    };
    ended(&result.every_problem())
}

fn assess(catalogue: &app::Catalogue, args: &AssessArgs) -> Ended {
    if args.require && args.question.target.is_none() && !app::is_dossier(&args.sheet) {
        return refuse(&Error::WrongQuestion("--require needs a --target that could be missed".into()));
    }
    if app::is_dossier(&args.sheet) {
        return assess_dossier(catalogue, args);
    }
    let work = || app::assess_sheet(catalogue, &args.sheet, &args.question.about_sheet()?);
    let result = match progress::show("assessing the sheet", work) {
        Ok(result) => result,
        Err(error) => return refuse(&error),
    };
    let text = match args.format {
        Format::Table => show::assessment(&result, &args.sheet.to_string_lossy()),
        Format::Json => json(&result).map_err(io::Error::other)?,
        Format::Csv => {
            print_data(&result.csv())?;
            String::new()
        }
    };
    print(&text)?;
    problems(&result.problems)?;
    Ok(match (result.has_errors(), result.meets_target) {
        (true, _) => End::InputError,
        (false, Some(false)) if args.require => End::TargetMissed,
        _ => End::Done,
    })
}

fn assess_dossier(catalogue: &app::Catalogue, args: &AssessArgs) -> Ended {
    let result = match ask_dossier(catalogue, &args.sheet, &args.question, app::assess_dossier) {
        Ok(result) => result,
        Err(error) => return refuse(&error),
    };
    if args.require && result.subjects.iter().all(|subject| subject.meets_target.is_none()) {
        return refuse(&Error::WrongQuestion(
            "--require needs a target that could be missed, and no subject has one".into(),
        ));
    }
    let text = match args.format {
        Format::Table => show::dossier(&result, |one| show::assessment(one, &show::whose(one.of.as_ref()))),
        Format::Json => json(&result).map_err(io::Error::other)?,
        Format::Csv => {
            print_data(&result.csv())?;
            String::new()
        }
    };
    print(&text)?;
    let end = ended(&result.every_problem())?;
    let missed = args.require && result.subjects.iter().any(|subject| subject.meets_target == Some(false));
    Ok(if missed { end.max(End::TargetMissed) } else { end })
}

fn gaps(catalogue: &app::Catalogue, args: &GapsArgs) -> Ended {
    if app::is_dossier(&args.sheet) {
        return match ask_dossier(catalogue, &args.sheet, &args.question, app::gaps_dossier) {
            Ok(result) => print_dossier(&result, args.format, |one| show::gaps(one, args.all)),
            Err(error) => refuse(&error),
        };
    }
    let work = || app::assess_sheet(catalogue, &args.sheet, &args.question.about_sheet()?);
    let result = match progress::show("assessing the sheet", work) {
        Ok(result) => result,
        Err(error) => return refuse(&error),
    };
    let gaps = app::gaps_of(catalogue, &result);
    match args.format {
        ListFormat::Table => print(&show::gaps(&gaps, args.all))?,
        ListFormat::Json => print(&json(&gaps).map_err(io::Error::other)?)?,
    };
    ended(&result.problems)
}

fn explain(catalogue: &app::Catalogue, args: &ExplainArgs) -> Ended {
    let overlay = match overlay(catalogue, args.text.as_deref())? {
        Ok(overlay) => overlay,
        Err(end) => return Ok(end),
    };
    if app::is_dossier(&args.sheet) {
        let work = |open: &OpenDossier<'_>, question: &DossierQuestion| app::explain_dossier(open, &args.id, question);
        return match ask_dossier(catalogue, &args.sheet, &args.question, work) {
            Ok(result) => {
                print_dossier(&result, args.format, |one| show::explanation(one, overlay.text(&one.requirement.id)))
            }
            Err(error) => refuse(&error),
        };
    }
    let question = match args.question.about_sheet() {
        Ok(question) => question,
        Err(error) => return refuse(&error),
    };
    match app::explain(catalogue, &args.id, &args.sheet, &question) {
        Ok(explanation) => {
            match args.format {
                ListFormat::Table => {
                    let licensed = overlay.text(&explanation.requirement.id);
                    print(&show::explanation(&explanation, licensed))?
                }
                ListFormat::Json => print(&json(&explanation).map_err(io::Error::other)?)?,
            };
            ended(&explanation.problems)
        }
        Err(error) => refuse(&error),
    }
}

fn compare(catalogue: &app::Catalogue, args: &CompareArgs) -> Ended {
    if app::is_dossier(&args.before) {
        if args.since.is_some() && args.after.is_some() {
            return refuse(&Error::WrongQuestion("--since compares one dossier with its own record; name one".into()));
        }
        let work = |open: &OpenDossier<'_>, question: &DossierQuestion| match &args.after {
            Some(after) => app::compare_dossiers(open, &OpenDossier::open(catalogue, after)?, question),
            None => app::compare_with_record(open, args.since, question),
        };
        return match ask_dossier(catalogue, &args.before, &args.question, work) {
            Ok(result) => print_dossier(&result, args.format, show::comparison),
            Err(error) => refuse(&error),
        };
    }
    if args.since.is_some() {
        return refuse(&Error::WrongQuestion("--since looks into the record of a dossier, and this is a sheet".into()));
    }
    let Some(after) = &args.after else {
        return refuse(&Error::WrongQuestion("name two sheets; only a dossier is compared with its own record".into()));
    };
    let question = match args.question.about_sheet() {
        Ok(question) => question,
        Err(error) => return refuse(&error),
    };
    match app::compare_sheets(catalogue, &args.before, after, &question) {
        Ok(comparison) => {
            match args.format {
                ListFormat::Table => print(&show::comparison(&comparison))?,
                ListFormat::Json => print(&json(&comparison).map_err(io::Error::other)?)?,
            };
            ended(&comparison.problems)
        }
        Err(error) => refuse(&error),
    }
}

fn delta(catalogue: &app::Catalogue, args: &DeltaArgs) -> Ended {
    let question = match args.question.about_sheet() {
        Ok(question) => question,
        Err(error) => return refuse(&error),
    };
    match app::delta_sheet(catalogue, &args.sheet, &args.to, &question) {
        Ok(delta) => {
            match args.format {
                ListFormat::Table => print(&show::delta(&delta))?,
                ListFormat::Json => print(&json(&delta).map_err(io::Error::other)?)?,
            };
            ended(&delta.problems)
        }
        Err(error) => refuse(&error),
    }
}

fn demo(catalogue: &app::Catalogue, args: &DemoArgs) -> Ended {
    let today = app::today();
    let question = DossierQuestion { basis: args.basis, ..DossierQuestion::at(today) };
    let open = app::demo(catalogue);
    let work = || {
        let assessed = app::assess_dossier(&open, &question)?;
        let plan = app::plan_dossier(&open, &app::PlanQuestion::new(question.clone()))?;
        let decision = app::decide_dossier(&open, &app::DecisionQuestion::at(today))?;
        Ok((assessed, plan, decision))
    };
    let (assessed, plan, decision) = match progress::show("assessing, planning, deciding", work) {
        Ok(all) => all,
        Err(error) => return refuse(&error),
    };
    let pathway = app::pathway_dossier(&open, today);
    let all = show::Demo { assessed: &assessed, pathway: pathway.as_ref(), plan: &plan, decision: &decision };
    print(&show::demo(&all))?;
    if !args.no_documents {
        let brand = document::Brand::plain();
        let everything = ReportsQuestion {
            dossier: question,
            reports: Vec::new(),
            formats: app::FORMATS.iter().collect(),
            brand: &brand,
            asked: Asked::default(),
        };
        match progress::show("writing reports", || report_commands::write_all(&open, &everything, &args.out)) {
            Ok((written, _)) => print(&show::demo_documents(&args.out, &written))?,
            Err(error) => return refuse(&error),
        };
    }
    print(&show::demo_meeting(&all, (!args.no_documents).then_some(args.out.as_path())))?;
    ended(&assessed.every_problem())
}

fn catalogue(catalogue: &app::Catalogue, args: &CatalogueArgs, data: Option<&Path>) -> Ended {
    let as_json = args.format == ListFormat::Json;
    let standard = args.standard.as_deref();
    let text = match &args.what {
        CatalogueCommand::List => match standard.map(|standard| app::requirements(catalogue, standard)) {
            Some(Ok(all)) if as_json => json(&all),
            Some(Ok(all)) => Ok(show::requirements(&all)),
            Some(Err(error)) => return refuse(&error),
            None if as_json => json(&app::editions(catalogue)),
            None => Ok(show::editions(&app::editions(catalogue))),
        },
        CatalogueCommand::Template { types } => {
            let Some(standard) = standard else {
                return refuse(&Error::WrongQuestion("say which with --standard, such as iec62443-4-2".into()));
            };
            match app::template(catalogue, standard, types.iter().copied().collect()) {
                Ok(sheet) => return print_data(&sheet),
                Err(error) => return refuse(&error),
            }
        }
        CatalogueCommand::Features => {
            let features = app::features(catalogue);
            if as_json { json(&features) } else { Ok(show::features(&features)) }
        }
        CatalogueCommand::Show { id, text } => {
            let overlay = match overlay(catalogue, text.as_deref())? {
                Ok(overlay) => overlay,
                Err(end) => return Ok(end),
            };
            match app::show(catalogue, id, standard) {
                Ok(view) if as_json => json(&view),
                Ok(view) => Ok(show::requirement(&view, overlay.text(&view.id))),
                Err(error) => return refuse(&error),
            }
        }
        CatalogueCommand::Search { words } => match app::search(catalogue, &words.join(" "), standard) {
            Ok(found) if as_json => json(&found),
            Ok(found) => Ok(show::found(&found, &words.join(" "))),
            Err(error) => return refuse(&error),
        },
        CatalogueCommand::Levels => match app::levels_table(catalogue, standard) {
            Ok(tables) if as_json => json(&tables),
            Ok(tables) => Ok(show::levels(&tables)),
            Err(error) => return refuse(&error),
        },
        CatalogueCommand::Schemes => {
            let schemes = app::schemes(catalogue);
            if as_json { json(&schemes) } else { Ok(show::schemes(&schemes)) }
        }
        // A folder with problems was refused before we came here.
        CatalogueCommand::Check => {
            let editions = app::editions(catalogue);
            problems(&data.map(|folder| app::data_warnings(catalogue, folder)).unwrap_or_default())?;
            if as_json {
                return print(&json(&editions).map_err(io::Error::other)?);
            }
            Ok(format!("{} editions, nothing wrong\n", editions.len()))
        }
    };
    print(&text.map_err(io::Error::other)?)
}

/// The licensed texts, or how the command ended because they cannot be read.
fn overlay(catalogue: &app::Catalogue, path: Option<&Path>) -> io::Result<Result<app::Overlay, End>> {
    let Some(path) = path else { return Ok(Ok(app::Overlay::default())) };
    match app::Overlay::read(catalogue, path) {
        Ok((overlay, found)) => {
            let found: Vec<ProblemResult> = found.iter().map(ProblemResult::from).collect();
            let end = ended(&found)?;
            Ok(if end == End::Done { Ok(overlay) } else { Err(end) })
        }
        Err(error) => refuse(&error).map(Err),
    }
}

/// Prints a page. Whatever its texts hold, nothing but our own styles reaches the terminal as a command.
pub(crate) fn print(text: &str) -> Ended {
    let mut out = anstream::stdout().lock();
    heard(out.write_all(show::painted(text).as_bytes()).and_then(|()| out.flush()))?;
    Ok(End::Done)
}

/// Prints what programs read, such as CSV: byte for byte, except onto a terminal.
#[allow(
    clippy::disallowed_methods,
    reason = "the terminal is ours, and what programs read passes nothing that strips it"
)]
pub(crate) fn print_data(text: &str) -> Ended {
    let mut out = io::stdout().lock();
    if out.is_terminal() {
        return print(&text.replace("\r\n", "\n"));
    }
    heard(out.write_all(text.as_bytes()).and_then(|()| out.flush()))?;
    Ok(End::Done)
}

fn problems(problems: &[ProblemResult]) -> io::Result<()> {
    heard(anstream::stderr().lock().write_all(show::painted(&show::problems(problems)).as_bytes()))
}

/// Whoever reads our output may have seen enough, as `head` does; how the command ended does not change by it.
fn heard(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Prints the problems and says how the command ended.
pub(crate) fn ended(found: &[ProblemResult]) -> Ended {
    problems(found)?;
    Ok(if found.iter().any(ProblemResult::is_error) { End::InputError } else { End::Done })
}

/// Says why a use case could not begin.
pub(crate) fn refuse(error: &Error) -> Ended {
    match error {
        Error::BrokenCatalogue(found) | Error::Unreadable(found) => {
            problems(&found.iter().map(ProblemResult::from).collect::<Vec<_>>())?;
        }
        other => heard(writeln!(anstream::stderr().lock(), "{}", show::painted(&show::refusal(other))))?,
    }
    // A full disk is nobody's mistake, as it is none on the standard output.
    Ok(if error.is_full() { End::Failure } else { End::InputError })
}
