//! How does a dossier become one picture? A kind chosen, a case chosen, and, for what changed, the state to compare with.

use std::collections::BTreeSet;
use std::path::Path;

use assess::Register;
use document::{Brand, Picture};
use dossier::Dossier;
use figures::{Kind, Look, Shown};
use model::Date;

use crate::dossiers::{Case, DossierQuestion, OpenDossier, Source, cases, evidence_paths};
use crate::error::Error;

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
/// When the question fits nothing, or several subjects, or the kind says nothing about what was asked for.
pub fn picture(open: &OpenDossier<'_>, question: &PictureQuestion<'_>) -> Result<Picture, Error> {
    let catalogue = open.library.catalogue;
    let register = Register::new(&open.dossier.book, &open.holdings, question.dossier.at);
    let doubts = open.doubts()?;
    let source = Source { root: Path::new(""), ..open.source(&register, &doubts) };
    let now = cases(&source, &question.dossier)?;
    let accent = question.brand.accent;
    let look = if question.dark { Look::dark(accent) } else { Look::light(accent) };
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
        match (question.kind.draw)(&shown, &look) {
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
