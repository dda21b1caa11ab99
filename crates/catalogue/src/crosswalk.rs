//! What carries over from one edition to another, and how far? `crosswalk.csv`.

use model::{Problem, RequirementId, Spot, StandardId};
use tables::read_csv;

use crate::closed_words;
use crate::edition::Edition;

closed_words! {
    /// How far a requirement covers a point of the law; never rounded up.
    Coverage {
        /// The point is covered, or nearly so.
        Full = "full or near",
        /// A part of the point is covered.
        Partial = "partial",
        /// It helps without covering.
        Supports = "supports",
        /// Nothing covers it.
        Gap = "gap",
    }
}

closed_words! {
    /// How a requirement of one edition stands to one of another.
    Relation {
        /// The same number and the same thing.
        SameNumber = "same-number",
        /// Split by component type.
        ComponentTypeSpecific = "component-type-specific",
        /// The same thing under another number.
        DifferentNumber = "different-number",
        /// Something else under a related title.
        Different = "different",
        /// Taken into the base requirement.
        MergedIntoBase = "merged-into-base",
        /// New in the target edition.
        New = "new-in-4-2",
        /// Nothing in the target edition.
        None = "none",
    }
}

/// The word of a crosswalk line: from a law it is a coverage, between standards a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// From a law to standards.
    Coverage(Coverage),
    /// Between editions of standards.
    Relation(Relation),
}

impl Word {
    /// The word in the file.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Coverage(word) => word.id(),
            Self::Relation(word) => word.id(),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Coverage::parse(text).map(Self::Coverage).or_else(|| Relation::parse(text).map(Self::Relation))
    }
}

/// One line of a crosswalk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    /// The requirement of the edition to which the crosswalk belongs; `None` for what is new in the target.
    pub from: Option<usize>,
    /// The target standard; `None` where nothing covers the point.
    pub standard: Option<StandardId>,
    /// The target rows; empty means the part as a whole.
    pub to: Vec<RequirementId>,
    /// Does the line name the part as a whole?
    pub whole_part: bool,
    /// How far it carries.
    pub word: Word,
    /// Why, in our words.
    pub reason: String,
    /// Could the word be confirmed?
    pub verified: bool,
    /// Where it stands.
    pub spot: Spot,
}

/// Reads the crosswalk of an edition; whether target ids exist is checked by [`crate::Catalogue::check`].
pub(crate) fn read(edition: &Edition, text: &str) -> (Vec<Crossing>, Vec<Problem>) {
    let path = edition.head.path("crosswalk.csv");
    let (table, mut problems) = read_csv(&path, text.as_bytes());
    let names = ["from", "standard", "to", "word", "reason", "unverified"];
    let columns = names.map(|name| table.column(name));
    let [Some(from), Some(standard), Some(to), Some(word), Some(reason), Some(unverified)] = columns else {
        problems.push(
            Problem::error(&table.file, Spot::new(1, 1), "a column is missing")
                .hint(format!("the columns are {}", names.join(", "))),
        );
        return (Vec::new(), problems);
    };
    let mut crossings = Vec::with_capacity(table.lines.len());
    for line in &table.lines {
        let cell = |index: usize| line.cells.get(index).map(|cell| (cell.trimmed(), cell.spot)).unwrap_or_default();
        let (text, spot) = cell(from);
        let from = edition.find(text);
        if from.is_none() && !text.is_empty() {
            problems.push(Problem::error(
                &table.file,
                spot,
                format!("\"{text}\" is not an id of {}", edition.head.key),
            ));
            continue;
        }
        let (text, spot) = cell(word);
        let Some(word) = Word::parse(text) else {
            problems.push(
                Problem::error(&table.file, spot, format!("\"{text}\" is not a crosswalk word")).hint(format!(
                    "use one of: {}, {}",
                    Coverage::words(),
                    Relation::words()
                )),
            );
            continue;
        };
        let to: Vec<&str> = cell(to).0.split(';').map(str::trim).filter(|id| !id.is_empty()).collect();
        let standard = Some(cell(standard).0).filter(|text| !text.is_empty()).map(StandardId::new);
        crossings.push(Crossing {
            from,
            whole_part: standard.is_some()
                && (to.is_empty() || to.contains(&"all"))
                && matches!(word, Word::Coverage(_)),
            standard,
            to: to.into_iter().filter(|id| *id != "all").map(RequirementId::new).collect(),
            word,
            reason: cell(reason).0.to_owned(),
            verified: cell(unverified).0.is_empty(),
            spot: line.spot(),
        });
    }
    (crossings, problems)
}
