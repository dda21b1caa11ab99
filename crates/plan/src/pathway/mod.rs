//! Which parts, in which order, and why? Roles, aims and facts become a path.

mod all_answers;
mod answers_file;
mod combined;
mod condition;
mod cra;
mod given;
mod laws;
mod path;
mod question;
mod rules;
mod skipped;

use catalogue::{Catalogue, Files};
use model::{Date, Problem};

pub use all_answers::{AllAnswers, ORGANIZATION, OwnAnswers};
pub use answers_file::Known;
pub use combined::{Combined, Single};
pub use cra::{CraClass, CraDate, CraRoute, CraStatus, Distance};
pub use given::NoAnswer;
pub use laws::Served;
pub use path::{CraPath, CraScope, InPlace, LeftOut, Path, Reason, Remark, Step, UnfitScheme};
pub use question::{Answers, Choice, Question};
pub use rules::{Contradiction, NoCertificate, Part, RemarkKind, SchemeFor};
pub use skipped::Skipped;

/// The questions and rules that lead to a path.
pub struct Pathway {
    questions: Vec<Question>,
    rules: rules::Rules,
    cra: cra::Cra,
}

impl Pathway {
    /// The questions and rules that came with the program.
    pub fn compiled(catalogue: &Catalogue) -> Self {
        Self::open(&Files::compiled(), catalogue).0
    }

    /// The questions and rules beside a catalogue: those that came with the program, or those of its data folder.
    pub fn of(catalogue: &Catalogue) -> Self {
        Self::open(catalogue.files(), catalogue).0
    }

    /// Reads questions and rules from `pathway/` and names everything that is wrong with them.
    pub fn open(files: &Files, catalogue: &Catalogue) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let cra = cra::Cra::read(files, &mut problems);
        let questions = question::read(files, &cra.classes, &mut problems);
        let rules = rules::Rules::read(files, &questions, &mut problems);
        for part in &rules.parts {
            if catalogue.head(part.standard.as_str(), None).is_none() {
                let message = format!("\"{}\" is not a standard of the catalogue", part.standard);
                let spot = model::Spot::new(1, 1);
                problems
                    .push(Problem::error(&"pathway/parts.csv".into(), spot, message).hint("a part names its standard"));
            }
        }
        problems.sort();
        (Self { questions, rules, cra }, problems)
    }

    /// The interview, in order.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The dates of the CRA, seen from a day.
    pub fn cra_dates(&self, at: Date) -> Vec<CraDate> {
        self.cra.dates_at(at)
    }

    /// The path that follows from answers, as seen on a day.
    pub fn path(&self, catalogue: &Catalogue, answers: &Answers, at: Date) -> Path {
        path::find(self, catalogue, answers, at)
    }

    /// What an answer to each skipped question would change, by itself.
    pub fn skipped(&self, answers: &Answers, at: Date) -> Vec<Skipped> {
        skipped::skipped(self, answers, at)
    }

    /// The part with this number; where it serves several purposes, the first.
    pub fn part(&self, id: &str) -> Option<&Part> {
        self.rules.parts.iter().find(|part| part.id == id)
    }

    /// The paths of all for whom something is answered, and the one that holds them all, as seen on a day.
    pub fn combined(&self, catalogue: &Catalogue, answers: &AllAnswers, at: Date) -> Combined {
        combined::find(self, catalogue, answers, at)
    }

    /// Reads answers as `pathway.toml` keeps them, strictly.
    ///
    /// In: the name under which problems are reported, the text, and what knows the products and sites of the dossier
    /// ([`any_subject`] where there is none). Out: the answers, among them those that fit no question and so count as
    /// skipped, and everything that is wrong with file, line and column. Answers that cannot hold together are warnings:
    /// each can be read, and the path says so too. So is a product or site that nobody knows: it may be yet to come.
    pub fn read_answers(&self, file: &str, text: &str, known: Known<'_>) -> (AllAnswers, Vec<Problem>) {
        let contradictions = |answers: &Answers| path::contradictions(self, &answers.fitting(&self.questions));
        answers_file::read(file, text, &self.questions, &contradictions, known)
    }

    /// The text of `pathway.toml` for answers.
    pub fn write_answers(&self, answers: &AllAnswers) -> String {
        answers_file::write(answers, &self.questions)
    }
}

/// Takes every name of a product or site as it is written.
///
/// # Errors
/// Never; it stands where a dossier would know better.
pub fn any_subject(name: &str) -> Result<String, NoAnswer> {
    Ok(name.to_owned())
}
