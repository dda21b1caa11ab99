//! Which facts do scenarios ask for, and how is each asked? `data/decide/facts.toml`.

use model::{Date, Problem};
use tables::Document;

use super::Library;
use crate::toml_words::{day, new_id, said, word};
use catalogue::closed_words;

closed_words! {
    /// How a fact is answered.
    FactKind {
        /// With a number.
        Number = "number",
        /// With yes or no.
        YesNo = "yes-no",
        /// By the calendar: the days from the day of the decision to a fixed day.
        DaysUntil = "days-until",
    }
}

/// A fact that can be stated in the dossier, or that the calendar gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFact {
    /// Its id: `customers-asking`.
    pub id: String,
    /// How it is asked.
    pub question: String,
    /// How it is answered.
    pub kind: FactKind,
    /// The unit of a number; empty for yes or no.
    pub unit: String,
    /// The day to which days are counted.
    pub until: Option<Date>,
}

pub(super) fn read(file: &str, text: &str, library: &mut Library, problems: &mut Vec<Problem>) {
    let (document, found) = Document::read(file, text);
    problems.extend(found);
    let root = document.root();
    for section in root.sections("fact", problems) {
        let id = new_id(&section, library.facts.iter().map(|one| one.id.as_str()), problems);
        let question = said(&section, "question", problems);
        let kind = word(&section, "kind", FactKind::parse, &FactKind::words(), problems);
        let unit = match kind {
            Some(FactKind::Number) => said(&section, "unit", problems),
            Some(FactKind::DaysUntil) => "days".to_owned(),
            _ => String::new(),
        };
        let until = if kind == Some(FactKind::DaysUntil) { day(&section, "until", problems) } else { None };
        if let (Some(id), Some(kind)) = (id, kind) {
            library.facts.push(KnownFact { id: id.text, question, kind, unit, until });
        }
        section.finish(problems);
    }
    root.finish(problems);
}
