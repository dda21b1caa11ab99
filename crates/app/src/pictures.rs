//! How does a dossier become one picture? A kind chosen, and what the kind is drawn from: a case, the plan, the decision.

use std::collections::BTreeSet;
use std::path::Path;

use assess::Register;
use document::{Brand, Picture};
use dossier::Dossier;
use figures::{Draw, DrawnFrom, Kind, Look, Shown};
use model::{Basis, Date};

use crate::decision::{DecisionQuestion, decide_dossier};
use crate::dossiers::{Case, DossierQuestion, OpenDossier, Source, cases, evidence_paths};
use crate::error::Error;
use crate::plans::{PlanQuestion, plan_dossier};
use crate::trace::trace_dossier;

/// What is asked for.
pub struct PictureQuestion<'q> {
    /// About which subject, on whose word, on which day.
    pub dossier: DossierQuestion,
    /// What is drawn.
    pub kind: &'static Kind,
    /// For what changed: the day by whose end the earlier state was recorded; the last record if left out.
    pub since: Option<Date>,
    /// For a dark ground?
    pub dark: bool,
    /// Whose colour the water line has.
    pub brand: &'q Brand,
}

/// Draws one picture.
///
/// # Errors
/// When the question fits nothing, or several subjects, or the kind says nothing about what was asked for; when the kind is
/// drawn from a plan or a decision and the dossier has none, or the question has a part that the kind does not know.
pub fn picture(open: &OpenDossier<'_>, question: &PictureQuestion<'_>) -> Result<Picture, Error> {
    refuse_strangers(question)?;
    let accent = question.brand.accent;
    let look = if question.dark { Look::dark(accent) } else { Look::light(accent) };
    let decision =
        || DecisionQuestion { subject: question.dossier.subject.clone(), ..DecisionQuestion::at(question.dossier.at) };
    match question.kind.from {
        DrawnFrom::Assessment(draw) => of_case(open, question, draw, &look),
        DrawnFrom::Plan => {
            let plan = plan_dossier(open, &PlanQuestion::new(question.dossier.clone()))?;
            Ok(report::plan_picture(&plan, &look))
        }
        DrawnFrom::Options => Ok(report::options_picture(&decide_dossier(open, &decision())?, &look)),
        DrawnFrom::Measurements => {
            let decided = decide_dossier(open, &decision())?;
            let nothing = |why| Error::WrongQuestion(format!("there is nothing to draw: {why}"));
            report::value_picture(&decided, &look).map_err(nothing)
        }
        DrawnFrom::Links => Ok(report::trace_picture(&trace_dossier(open, &decision(), None, None)?, &look)),
    }
}

/// Refuses what a kind would overlook in silence.
fn refuse_strangers(question: &PictureQuestion<'_>) -> Result<(), Error> {
    let PictureQuestion { dossier, kind, .. } = question;
    let plain = DossierQuestion::at(dossier.at);
    let on_decision = kind.from.is_decision();
    let strangers = [
        ("--since", question.since.is_some() && kind.id != CHANGES),
        ("--standard", dossier.standard.is_some() && on_decision),
        ("--basis", dossier.basis != Basis::Shown && on_decision),
        ("--scheme", dossier.scheme != plain.scheme && on_decision),
    ];
    let found: Vec<&str> = strangers.iter().filter(|(_, strange)| *strange).map(|(word, _)| *word).collect();
    if found.is_empty() {
        return Ok(());
    }
    let from = match kind.from {
        DrawnFrom::Assessment(_) => "one assessment; only the picture \"changes\" compares with an earlier day",
        DrawnFrom::Plan => "the plan of today",
        DrawnFrom::Options | DrawnFrom::Measurements | DrawnFrom::Links => {
            "the decision in decide.toml, which rests on all its standards and on what is shown"
        }
    };
    Err(Error::WrongQuestion(format!(
        "the picture \"{}\" takes no {}: it is drawn from {from}",
        kind.id,
        found.join(", ")
    )))
}

/// Draws a kind of one subject against one edition.
fn of_case(open: &OpenDossier<'_>, question: &PictureQuestion<'_>, draw: Draw, look: &Look) -> Result<Picture, Error> {
    let catalogue = open.library.catalogue;
    let register = Register::new(&open.dossier.book, &open.holdings, question.dossier.at);
    let doubts = open.doubts()?;
    let source = Source { root: Path::new(""), ..open.source(&register, &doubts) };
    let now = cases(&source, &question.dossier)?;
    let before = match question.kind.id {
        CHANGES => earlier_cases(open, question)?,
        _ => Vec::new(),
    };
    let then = question.since.map_or("recorded".to_owned(), |since| since.to_string());
    let mut drawn = Vec::new();
    let mut refused = Vec::new();
    for case in &now {
        let assessment = case.assessment(catalogue);
        let same = |one: &&Case| one.subject.id == case.subject.id && one.edition().head.key == case.edition().head.key;
        let earlier = before.iter().find(same).map(|one| one.assessment(catalogue));
        let shown = Shown {
            name: &case.subject.name,
            version: case.subject.version().map_or("", |version| version.id.as_str()),
            assessment: &assessment,
            before: earlier.as_ref().map(|one| (then.as_str(), one)),
        };
        let name = format!("{} against {}", case.subject.id, case.edition().head.key);
        match draw(&shown, look) {
            Ok(picture) => drawn.push((name, picture)),
            Err(why) => refused.push(format!("{name}: {why}")),
        }
    }
    if drawn.len() > 1 {
        let names: Vec<&str> = drawn.iter().map(|(name, _)| name.as_str()).collect();
        return Err(Error::WrongQuestion(format!(
            "say with --subject or --standard which one to draw: {}",
            names.join(", ")
        )));
    }
    drawn
        .pop()
        .map(|(_, picture)| picture)
        .ok_or_else(|| Error::WrongQuestion(format!("there is nothing to draw: {}", refused.join("; "))))
}

/// A picture as PNG, so many times its natural size.
///
/// # Errors
/// When it would become too large.
pub fn png_of(picture: &Picture, scale: f32) -> Result<Vec<u8>, Error> {
    figures::png(picture, scale).map_err(|error| Error::Report(error.to_string()))
}

/// The kind that needs an earlier state.
const CHANGES: &str = "changes";

/// The cases as they were recorded, judged with the evidence of today.
fn earlier_cases(open: &OpenDossier<'_>, question: &PictureQuestion<'_>) -> Result<Vec<Case>, Error> {
    let (book, _) = open.recorded_by(question.since)?;
    let holdings = open.folder.holdings(evidence_paths(&book));
    let register = Register::new(&book, &holdings, question.dossier.at);
    let recorded = Dossier { book, ..Dossier::default() };
    let (doubts, nothing) = (open.doubts()?, BTreeSet::new());
    let source =
        Source { root: Path::new(""), dossier: &recorded, changed: &nothing, ..open.source(&register, &doubts) };
    cases(&source, &DossierQuestion { subject: None, ..question.dossier.clone() })
}
