//! What is to be reached in one part, and what holds already? One answer for a plan and for a decision about it.

use assess::{Assessment, Outcome};
use catalogue::Edition;
use model::{Goal, MaturityLevel, RequirementId, TargetVector};
use plan::{Action, Library, RowOf, Scope, Target};

/// An assumption: what, its value, its basis.
pub(crate) type Note<'a> = (&'static str, String, &'a str);

/// What is to be reached in one part.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Aim {
    Levels(TargetVector),
    Maturity(MaturityLevel),
}

impl Aim {
    /// The target of the dossier or of the question; one level up, or ML 2, where there is none.
    pub(crate) fn of(assessment: &Assessment<'_>) -> (Self, Option<Note<'static>>) {
        match (assessment.ask.target, &assessment.outcome) {
            (Some(Goal::Levels(vector)), _) => (Self::Levels(vector), None),
            (Some(Goal::Maturity(level)), _) => {
                let grown = (level > MaturityLevel::TWO).then(|| {
                    let value = format!("{level} needs dated records of repeated use beyond the actions planned here");
                    ("Not planned", value, "time and a second release, which no hours replace")
                });
                // The actions document and introduce; what comes above grows with use.
                (Self::Maturity(level.min(MaturityLevel::TWO)), grown)
            }
            (None, Outcome::Levels(levels)) => {
                let reached = levels.headline.unwrap_or_default();
                let next = reached.next().unwrap_or(reached);
                let note = ("Target", next.to_string(), "assumed: the dossier states none");
                (Self::Levels(TargetVector::uniform(next)), Some(note))
            }
            (None, _) => {
                let note = ("Target", MaturityLevel::TWO.to_string(), "assumed: the dossier states none");
                (Self::Maturity(MaturityLevel::TWO), Some(note))
            }
        }
    }

    pub(crate) fn words(self) -> String {
        match self {
            Self::Maturity(level) => level.to_string(),
            Self::Levels(vector) if vector.0.iter().all(|level| *level == vector.0[0]) => vector.0[0].to_string(),
            Self::Levels(vector) => format!("SL vector {vector}"),
        }
    }

    /// The rows that hold already for what is aimed at.
    pub(crate) fn met(self, assessment: &Assessment<'_>) -> Vec<RequirementId> {
        let weakest = assessment.weakest_way();
        let basis = assessment.ask.basis as usize;
        let holds = |standing: &&assess::Standing<'_>| {
            let stand = assessment.stand(standing);
            match (stand.is_not_applicable(), self, standing.maturity[basis]) {
                (true, ..) => true,
                (false, Self::Maturity(wanted), Some(level)) => level >= wanted,
                _ => stand.why(weakest).is_none(),
            }
        };
        let standings = assessment.standings.iter().filter(holds);
        standings.map(|standing| assessment.edition.requirements[standing.requirement].id.clone()).collect()
    }

    /// The part as a route sees it.
    pub(crate) fn scope<'a>(self, assessment: &'a Assessment<'a>, met: &'a [RequirementId]) -> Scope<'a> {
        let target = match self {
            Self::Levels(vector) => Target::Levels(vector),
            Self::Maturity(_) => Target::Every,
        };
        let (types, absent) = (assessment.ask.types, assessment.ask.absent.as_slice());
        Scope { edition: assessment.edition, types, absent, met, target }
    }
}

/// What is done once a part is certified: every action of it.
pub(crate) fn done_with(library: &Library, edition: &Edition) -> Vec<String> {
    let every: Vec<RequirementId> = edition.requirements.iter().map(|requirement| requirement.id.clone()).collect();
    done_after(library, edition, &every, &[])
}

/// What is done once a part is: its actions, and those whose rows in this edition all hold already.
pub(crate) fn done_after(library: &Library, edition: &Edition, met: &[RequirementId], chosen: &[usize]) -> Vec<String> {
    let touched = |action: &Action| {
        let own = |row: &&RowOf| row.standard == edition.head.key.standard;
        let mut rows = action.closes.iter().chain(&action.partly).filter(own).peekable();
        rows.peek().is_some() && rows.all(|row| met.contains(&row.id))
    };
    let done = library.actions.iter().enumerate();
    let done = done.filter(|(index, action)| chosen.contains(index) || touched(action));
    done.map(|(_, action)| action.id.to_string()).collect()
}
