//! What do `report` and `figure` do? They write files and say which.

use std::path::{Path, PathBuf};

use app::{Artefact, Asked, DossierQuestion, Error, OpenDossier, Outputs, PictureQuestion, ReportsQuestion, Staged};

use crate::commands::{Ended, ended, print, refuse};
use crate::progress;
use crate::report_args::{AboutArgs, FigureArgs, ReportArgs};
use crate::show;

impl AboutArgs {
    fn question(&self) -> DossierQuestion {
        DossierQuestion {
            subject: self.subject.clone(),
            standard: self.standard.clone(),
            target: None,
            applied_for: None,
            basis: self.basis,
            scheme: self.scheme.clone(),
            at: self.at.unwrap_or_else(app::today),
        }
    }

    fn brand(&self) -> Result<document::Brand, Error> {
        self.brand.as_deref().map_or_else(|| Ok(document::Brand::plain()), app::open_brand)
    }
}

impl ReportArgs {
    fn asked(&self) -> Asked {
        Asked {
            target: self.plan.target.clone(),
            budget: self.plan.budget,
            by: self.plan.by,
            seed: self.seed.seed,
            draws: self.draws.draws,
        }
    }
}

pub(crate) fn report(catalogue: &app::Catalogue, args: &ReportArgs) -> Ended {
    let brand = match args.about.brand() {
        Ok(brand) => brand,
        Err(error) => return refuse(&error),
    };
    let open = match progress::show("reading the dossier", || OpenDossier::open(catalogue, &args.dir)) {
        Ok(open) => open,
        Err(error) => return refuse(&error),
    };
    let question = ReportsQuestion {
        dossier: args.about.question(),
        reports: args.reports(),
        formats: args.formats(),
        brand: &brand,
        asked: args.asked(),
    };
    match progress::show("writing reports", || write_reports(&open, &question, &args.out)) {
        Ok((list, problems)) => {
            print(&list)?;
            ended(&problems)
        }
        Err(error) => refuse(&error),
    }
}

/// Writes what is asked for below a folder, or to the one file that `out` names; what was written, a line each.
pub(crate) fn write_reports(
    open: &OpenDossier<'_>,
    question: &ReportsQuestion<'_>,
    out: &Path,
) -> Result<(String, Vec<report::ProblemResult>), Error> {
    let outputs = Outputs::beside(open);
    if !is_file(out) {
        let (written, problems) = write_all(open, question, out)?;
        let list = if written.is_empty() { String::new() } else { show::written(out, &written) };
        return Ok((list, problems));
    }
    outputs.may_write(out)?;
    // One file holds one document, so everything is made before anything is written.
    let mut all = Vec::new();
    let problems = app::reports(open, question, |made| {
        all.push(made);
        Ok(())
    })?;
    match all.as_slice() {
        [] => Ok((String::new(), problems)),
        [one] => {
            fits(out, one)?;
            app::write(out, &one.bytes)?;
            Ok((line(out, one), problems))
        }
        several => {
            let names: Vec<&str> = several.iter().map(|one| one.path.as_str()).collect();
            Err(Error::WrongQuestion(format!(
                "{} files do not fit into {}: {}; name a folder, or narrow it with --report, --to, --subject and --standard",
                several.len(),
                out.display(),
                names.join(", ")
            )))
        }
    }
}

/// Writes every document below a folder. Out: what was written, and what is wrong with what it rests on.
pub(crate) fn write_all(
    open: &OpenDossier<'_>,
    question: &ReportsQuestion<'_>,
    out: &Path,
) -> Result<(Vec<Written>, Vec<report::ProblemResult>), Error> {
    let outputs = Outputs::beside(open);
    let (mut written, mut staged) = (Vec::new(), Staged::default());
    let problems = app::reports(open, question, |made: Artefact| {
        let path = out.join(&made.path);
        outputs.may_write(&path)?;
        staged.add(&path, &made.bytes)?;
        written.push(Written { name: made.name, path: made.path, what: made.what });
        Ok(())
    })?;
    staged.place()?;
    Ok((written, problems))
}

/// Does the file's ending say what the document is?
fn fits(out: &Path, made: &Artefact) -> Result<(), Error> {
    let ending =
        |path: &Path| path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let (named, own) = (ending(out), ending(Path::new(&made.path)));
    let also = matches!((named.as_str(), own.as_str()), ("htm", "html") | ("markdown", "md") | ("json", "sarif"));
    if named == own || also {
        return Ok(());
    }
    Err(Error::WrongQuestion(format!(
        "{} does not end in .{own}, and what comes of it is {}; name such a file, or a folder with / behind it",
        out.display(),
        made.path
    )))
}

/// A file that was written.
pub(crate) struct Written {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) what: String,
}

/// Does the path name a file rather than a folder? It ends as one, without a `/` behind it, and no folder lies there.
fn is_file(out: &Path) -> bool {
    !out.to_string_lossy().ends_with(std::path::is_separator) && out.extension().is_some() && !app::is_dossier(out)
}

fn line(path: &Path, made: &Artefact) -> String {
    format!("{}  {}\n", path.display(), made.what)
}

pub(crate) fn figure(catalogue: &app::Catalogue, args: &FigureArgs) -> Ended {
    let Some(kind) = args.kind() else { return refuse(&Error::WrongQuestion("there is no such picture".into())) };
    let ending = args.out.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let as_png = match ending.as_deref() {
        Some("png") => true,
        Some("svg") => false,
        _ => return refuse(&Error::WrongQuestion("the file to write ends in .svg or .png".into())),
    };
    let brand = match args.about.brand() {
        Ok(brand) => brand,
        Err(error) => return refuse(&error),
    };
    let question =
        PictureQuestion { dossier: args.about.question(), kind, since: args.since, dark: args.dark, brand: &brand };
    let draw = || -> Result<PathBuf, Error> {
        let open = OpenDossier::open(catalogue, &args.dir)?;
        Outputs::beside(&open).may_write(&args.out)?;
        let picture = app::picture(&open, &question)?;
        let bytes = if as_png { app::png_of(&picture, args.scale)? } else { picture.svg.into_bytes() };
        app::write(&args.out, &bytes)?;
        Ok(args.out.clone())
    };
    match progress::show("drawing", draw) {
        Ok(path) => print(&format!("{}  {}\n", path.display(), kind.title)),
        Err(error) => refuse(&error),
    }
}
