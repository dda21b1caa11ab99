//! What may a report speak about? Everything that was read and computed, gathered once for all of them.

use assess::Assessment;
use catalogue::Words;
use document::Brand;
use model::{Date, Piece, Row, Subject};

use crate::decision::DecisionResult;
use crate::pathway::PathwayResult;
use crate::plan_result::PlanResult;
use crate::result::ProblemResult;
use crate::trace::TraceResult;

/// What a report is made from.
#[derive(Debug, Clone)]
pub struct Matter<'a> {
    /// The dossier's title.
    pub title: &'a str,
    /// The organization that keeps it: the applicant; may be empty.
    pub organization: &'a str,
    /// The program and its version.
    pub program: &'a str,
    /// The day for which everything holds.
    pub at: Date,
    /// Whose looks the report has.
    pub brand: &'a Brand,
    /// The subjects with the editions against which they were assessed, in the order of the subjects' ids.
    pub cases: Vec<Case<'a>>,
    /// The register of evidence on the day, in the order of the files.
    pub evidence: Vec<Held<'a>>,
    /// People by their ids, with the name and organization that stand in the working copy; both may be empty.
    pub people: Vec<PersonView<'a>>,
    /// How far the journal vouches for it; `None` for a dossier without one.
    pub record: Option<RecordedState>,
    /// Are all cases of the dossier here, so that what none of them cites is cited by none?
    pub whole: bool,
    /// The path that follows from the answers of the interview; `None` where nothing was answered.
    pub pathway: Option<&'a PathwayResult>,
    /// The decision; `None` where the dossier states none, or nobody asks for it.
    pub decision: Option<&'a DecisionResult>,
    /// The links of the decision; `None` as for the decision.
    pub trace: Option<&'a TraceResult>,
    /// The plan; `None` where nobody asked for it or nothing can be planned.
    pub plan: Option<&'a PlanResult>,
}

/// One subject against one edition.
#[derive(Debug, Clone)]
pub struct Case<'a> {
    /// The subject.
    pub subject: &'a Subject,
    /// The whole assessment: edition, scheme, question, standings with their rows, outcome, gaps, conditions.
    pub assessment: Assessment<'a>,
    /// Our words on the edition's requirements, by index, ascending.
    pub words: &'a [(usize, Words)],
    /// The rows that the subject's own files state, without what a platform lends it.
    pub own_rows: &'a [Row],
    /// The sheet in which its own rows stand, if there is one.
    pub sheet: Option<String>,
    /// The files it rests on, from the root of the dossier, each with its SHA-256.
    pub sources: Vec<(String, String)>,
    /// What is wrong with the files it rests on.
    pub problems: Vec<ProblemResult>,
}

/// A piece of evidence on the day.
#[derive(Debug, Clone)]
pub struct Held<'a> {
    /// The piece.
    pub piece: &'a Piece,
    /// Why it does not hold; `None` where it does.
    pub because: Option<&'a str>,
}

/// Somebody who takes part.
#[derive(Debug, Clone, Copy)]
pub struct PersonView<'a> {
    /// The opaque id: `p1`.
    pub id: &'a str,
    /// The name.
    pub name: &'a str,
    /// The organization.
    pub organization: &'a str,
}

/// How far the journal vouches for what a report says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedState {
    /// The digest of its last line.
    pub head: String,
    /// How many entries it has.
    pub entries: usize,
    /// How many edits of the files it does not know yet.
    pub unrecorded: usize,
    /// Are its chain and every signature in it sound? Whether the keys are trusted is for `verify` to say.
    pub sound: bool,
}

impl<'a> Case<'a> {
    /// Our words on a requirement, by its index.
    pub fn words_on(&self, requirement: usize) -> Option<&'a Words> {
        let at = self.words.binary_search_by_key(&requirement, |(index, _)| *index).ok()?;
        Some(&self.words[at].1)
    }
}
