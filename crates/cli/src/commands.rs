//! What does each command do? Asks `app`, prints the answer, says how it ended.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

use app::{Error, Question};
use clap::CommandFactory;
use model::ComponentTypes;
use report::{ProblemResult, json};

use crate::End;
use crate::args::{
    AssessArgs, CatalogueArgs, CatalogueCommand, Cli, Command, CompareArgs, DeltaArgs, DemoArgs, ExplainArgs, Format,
    GapsArgs, ListFormat, QuestionArgs,
};
use crate::progress;
use crate::show;

type Ended = io::Result<End>;

pub(crate) fn run(cli: Cli) -> Ended {
    let data = cli.data.as_deref();
    // What needs no standard works beside a broken data folder too.
    match cli.command {
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "plimsoll", &mut script);
            print(&String::from_utf8_lossy(&script))
        }
        Command::Man { out: None } => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut page)?;
            print(&String::from_utf8_lossy(&page))
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
        Command::Catalogue(args) => with_catalogue(data, |catalogue| self::catalogue(catalogue, &args)),
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
            subject: self.subject,
            target: self.target.clone(),
            applied_for: self.applied_for.clone(),
            basis: self.basis,
            scheme: self.scheme.clone(),
            at: self.at.unwrap_or_else(app::today),
            present: self.present.clone(),
            absent: self.absent.clone(),
        }
    }
}

fn assess(catalogue: &app::Catalogue, args: &AssessArgs) -> Ended {
    if args.require && args.question.target.is_none() {
        return refuse(&Error::WrongQuestion("--require needs a --target that could be missed".into()));
    }
    let question = args.question.question();
    let work = || app::assess_sheet(catalogue, &args.sheet, &question);
    let result = match progress::show("assessing the sheet", work) {
        Ok(result) => result,
        Err(error) => return refuse(&error),
    };
    let text = match args.format {
        Format::Table => show::assessment(&result, &args.sheet.to_string_lossy()),
        Format::Json => json(&result).map_err(io::Error::other)?,
        Format::Csv => result.csv(),
    };
    print(&text)?;
    problems(&result.problems)?;
    Ok(match (result.has_errors(), result.meets_target) {
        (true, _) => End::InputError,
        (false, Some(false)) if args.require => End::TargetMissed,
        _ => End::Done,
    })
}

fn gaps(catalogue: &app::Catalogue, args: &GapsArgs) -> Ended {
    let question = args.question.question();
    let work = || app::assess_sheet(catalogue, &args.sheet, &question);
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
    match app::explain(catalogue, &args.id, &args.sheet, &args.question.question()) {
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
    match app::compare_sheets(catalogue, &args.before, &args.after, &args.question.question()) {
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
    match app::delta_sheet(catalogue, &args.sheet, &args.to, &args.question.question()) {
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
    match app::demo(catalogue, args.basis, app::today()) {
        Ok(results) => {
            for (sheet, result) in &results {
                print(&show::assessment(result, sheet.path))?;
                print("\n")?;
            }
            print(&show::demo_next(&results.iter().map(|(_, result)| result).collect::<Vec<_>>()))?;
            ended(&results.into_iter().flat_map(|(_, result)| result.problems).collect::<Vec<_>>())
        }
        Err(error) => refuse(&error),
    }
}

fn catalogue(catalogue: &app::Catalogue, args: &CatalogueArgs) -> Ended {
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
                Ok(sheet) => Ok(sheet),
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

fn print(text: &str) -> Ended {
    let mut out = anstream::stdout().lock();
    // On a terminal a mark of direction in somebody's text could turn the rest of the line around.
    let turns = |letter: char| matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let text: Cow<'_, str> = match out.is_terminal() && text.contains(turns) {
        true => text.replace(turns, "").into(),
        false => text.into(),
    };
    heard(out.write_all(text.as_bytes()).and_then(|()| out.flush()))?;
    Ok(End::Done)
}

fn problems(problems: &[ProblemResult]) -> io::Result<()> {
    heard(anstream::stderr().lock().write_all(show::problems(problems).as_bytes()))
}

/// Whoever reads our output may have seen enough, as `head` does; how the command ended does not change by it.
fn heard(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Prints the problems and says how the command ended.
fn ended(found: &[ProblemResult]) -> Ended {
    problems(found)?;
    Ok(if found.iter().any(ProblemResult::is_error) { End::InputError } else { End::Done })
}

/// Says why a use case could not begin.
fn refuse(error: &Error) -> Ended {
    match error {
        Error::BrokenCatalogue(found) | Error::Unreadable(found) => {
            problems(&found.iter().map(ProblemResult::from).collect::<Vec<_>>())?;
        }
        other => heard(writeln!(anstream::stderr().lock(), "{}", show::refusal(other)))?,
    }
    Ok(End::InputError)
}
