//! What does one sheet come to? Assess, compare, explain, and the way to another edition.

use std::collections::BTreeMap;
use std::path::Path;

use assess::{Ask, Assessment, assess, compare, cover, delta};
use catalogue::{AssessedBy, Catalogue, Edition};
use dossier::{Sheet, Standard, read_sheet, standard_of};
use model::{ComponentType, ComponentTypes, Problem, Row, Spot, Status};
use report::{
    AssessmentResult, ComparisonResult, DeltaResult, Explanation, GapsResult, ProblemResult, RequirementView, TextsView,
};

use crate::PROGRAM;
use crate::error::Error;
use crate::files;
use crate::question::Question;

/// Assesses one sheet.
///
/// # Errors
/// When the sheet cannot be opened or the question does not fit; what is wrong *in* the sheet stands in the result.
pub fn assess_sheet(catalogue: &Catalogue, sheet: &Path, question: &Question) -> Result<AssessmentResult, Error> {
    let bytes = files::read(sheet)?;
    assess_bytes(catalogue, &sheet.to_string_lossy(), &bytes, question)
}

/// Assesses the bytes of one sheet.
pub(crate) fn assess_bytes(
    catalogue: &Catalogue,
    name: &str,
    bytes: &[u8],
    question: &Question,
) -> Result<AssessmentResult, Error> {
    let opened = Opened::read(catalogue, name, bytes, question)?;
    opened.assessed(catalogue, |assessment| AssessmentResult::new(assessment, &opened.problems, PROGRAM))
}

/// The gaps of a result with our words on each.
pub fn gaps_of(catalogue: &Catalogue, result: &AssessmentResult) -> GapsResult {
    Words::new(catalogue).gaps_of(result)
}

/// Our words on requirements, read once for each edition.
pub(crate) struct Words<'c> {
    catalogue: &'c Catalogue,
    read: BTreeMap<(String, String), BTreeMap<String, TextsView>>,
}

impl<'c> Words<'c> {
    pub(crate) fn new(catalogue: &'c Catalogue) -> Self {
        Self { catalogue, read: BTreeMap::new() }
    }

    pub(crate) fn gaps_of(&mut self, result: &AssessmentResult) -> GapsResult {
        let catalogue = self.catalogue;
        let words = self.read.entry((result.standard.clone(), result.edition.clone())).or_insert_with(|| {
            let Some(head) = catalogue.head(&result.standard, Some(&result.edition)) else { return BTreeMap::new() };
            let edition = catalogue.edition(head);
            let texts = catalogue.texts(&edition);
            let id = |index: usize| edition.requirements[index].id.to_string();
            texts.iter().map(|(index, words)| (id(*index), TextsView::from(words))).collect()
        });
        GapsResult::new(result, |id| words.get(id).cloned())
    }
}

/// Compares two sheets under the same question.
///
/// # Errors
/// As for [`assess_sheet`], and when the sheets are about different standards or about a law.
pub fn compare_sheets(
    catalogue: &Catalogue,
    before: &Path,
    after: &Path,
    question: &Question,
) -> Result<ComparisonResult, Error> {
    let open = |path: &Path, question: &Question| {
        Opened::read(catalogue, &path.to_string_lossy(), &files::read(path)?, question)
    };
    let new = open(after, question)?;
    let old = open(before, &Question { types: new.ask.types, ..question.clone() })?;
    if old.edition().head.key != new.edition().head.key {
        return Err(Error::WrongQuestion(format!(
            "the sheets are about {} and {}; compare like with like, or follow a crosswalk with `plimsoll delta`",
            old.edition().head.key,
            new.edition().head.key
        )));
    }
    if new.edition().head.assessed_by == AssessedBy::Coverage {
        return Err(Error::WrongQuestion("coverage is not compared; compare the sheets of the standards".into()));
    }
    old.assessed(catalogue, |a| {
        new.assessed(catalogue, |b| {
            let problems = old.problems.iter().chain(&a.problems).chain(&new.problems).chain(&b.problems);
            let sheets = [before, after].map(|path| path.to_string_lossy().into_owned());
            ComparisonResult::new(a, b, &compare(a, b), sheets, problems.map(ProblemResult::from).collect())
        })
    })?
}

/// What of a sheet carries over to another edition.
///
/// # Errors
/// As for [`assess_sheet`], and when there is no crosswalk to the target.
pub fn delta_sheet(catalogue: &Catalogue, sheet: &Path, to: &str, question: &Question) -> Result<DeltaResult, Error> {
    let opened = Opened::read(catalogue, &sheet.to_string_lossy(), &files::read(sheet)?, question)?;
    let target = edition(catalogue, to)?;
    let crossings = catalogue.crosswalk(opened.edition());
    if !crossings.iter().any(|crossing| crossing.standard.as_ref() == Some(&target.head.key.standard)) {
        return Err(Error::WrongQuestion(format!(
            "there is no crosswalk from {} to {}",
            opened.edition().head.key,
            target.head.key
        )));
    }
    opened.assessed(catalogue, |assessment| {
        let problems = opened.problems.iter().chain(&assessment.problems).map(ProblemResult::from).collect();
        DeltaResult::new(opened.edition(), &target, &delta(assessment, &crossings, &target), problems)
    })
}

/// The trail of one requirement in a sheet, and everything that is wrong with the sheet.
///
/// # Errors
/// As for [`assess_sheet`], and when the standard has no such requirement.
pub fn explain(catalogue: &Catalogue, id: &str, sheet: &Path, question: &Question) -> Result<Explanation, Error> {
    let opened = Opened::read(catalogue, &sheet.to_string_lossy(), &files::read(sheet)?, question)?;
    let edition = opened.edition();
    let index = edition.find(id).ok_or_else(|| Error::NoSuchRequirement {
        edition: format!("this sheet is about {}, which", edition.head.key),
        wanted: id.to_owned(),
        nearest: edition.nearest(id).map(|near| format!("; did you mean {near}?")).unwrap_or_default(),
    })?;
    let texts = catalogue.texts(edition);
    let words = texts.iter().find(|(at, _)| *at == index).map(|(_, words)| words);
    opened.assessed(catalogue, |assessment| {
        let view = RequirementView::new(edition, index, words);
        let mut problems: Vec<&Problem> = opened.problems.iter().chain(&assessment.problems).collect();
        problems.sort();
        Explanation::new(assessment, index, view, problems.into_iter().map(ProblemResult::from).collect())
    })
}

/// An edition by `standard` or `standard@edition`.
pub(crate) fn edition(catalogue: &Catalogue, name: &str) -> Result<Edition, Error> {
    let (standard, wanted) = match name.split_once('@') {
        Some((standard, edition)) => (standard, Some(edition)),
        None => (name, None),
    };
    // `4-2` is how people speak of a part.
    let long = format!("iec62443-{standard}");
    catalogue
        .head(standard, wanted)
        .or_else(|| catalogue.head(&long, wanted))
        .map(|head| catalogue.edition(head))
        .ok_or_else(|| Error::NoSuchStandard {
            wanted: name.to_owned(),
            known: catalogue.heads().iter().map(|head| head.key.to_string()).collect::<Vec<_>>().join(", "),
        })
}

/// A sheet that is read and bound to editions; the first one is what the question is about.
struct Opened {
    editions: Vec<Edition>,
    rows: Vec<Vec<Row>>,
    ask: Ask,
    scheme: catalogue::Scheme,
    problems: Vec<Problem>,
}

impl Opened {
    fn edition(&self) -> &Edition {
        &self.editions[0]
    }

    fn read(catalogue: &Catalogue, name: &str, bytes: &[u8], question: &Question) -> Result<Self, Error> {
        let scheme = question.scheme(catalogue)?.clone();
        let named = question.standard.as_deref().map(|standard| edition(catalogue, standard)).transpose()?;
        let (sheet, mut problems) = read_sheet(name, bytes);
        let first = match named {
            Some(edition) => edition,
            None => guess(catalogue, name, &sheet, &mut problems)?,
        };
        if first.head.assessed_by == AssessedBy::Steps {
            return Err(Error::WrongQuestion(format!("{} has no levels to assess", first.head.key)));
        }
        let mut editions = vec![first];
        if editions[0].head.assessed_by == AssessedBy::Coverage {
            // A law is covered through standards, so their rows may stand in the same sheet.
            let own = editions[0].head.key.clone();
            let others = catalogue.heads().iter().filter(|head| head.key != own);
            editions.extend(others.map(|head| catalogue.edition(head)));
        }
        let (standards, more) = sheet.rows(&editions.iter().collect::<Vec<_>>());
        problems.extend(more);
        let rows: Vec<Vec<Row>> = standards.into_iter().map(|standard: Standard<'_>| standard.rows).collect();
        let types = types(&editions, &rows, name, question, &mut problems);
        let ask = question.ask(catalogue, &editions[0].head, types)?;
        Ok(Self { editions, rows, ask, scheme, problems })
    }

    fn assessed<T>(&self, catalogue: &Catalogue, look: impl FnOnce(&Assessment<'_>) -> T) -> Result<T, Error> {
        let own = assess(self.edition(), &self.scheme, &self.rows[0], &self.ask);
        if self.edition().head.assessed_by != AssessedBy::Coverage {
            return Ok(look(&own));
        }
        let standards: Vec<Assessment<'_>> = self
            .editions
            .iter()
            .zip(&self.rows)
            .skip(1)
            .filter(|(_, rows)| !rows.is_empty())
            .map(|(edition, rows)| assess(edition, &self.scheme, rows, &self.ask))
            .collect();
        let mut covered = cover(own, &catalogue.crosswalk(self.edition()), &standards, catalogue);
        covered.problems.extend(standards.into_iter().flat_map(|assessment| assessment.problems));
        Ok(look(&covered))
    }
}

/// The standard to which most of the sheet's ids belong.
fn guess(catalogue: &Catalogue, name: &str, sheet: &Sheet, problems: &mut Vec<Problem>) -> Result<Edition, Error> {
    let mut editions: Vec<Edition> = Vec::new();
    for head in catalogue.heads() {
        if catalogue.head(head.key.standard.as_str(), None).is_some_and(|newest| newest.key == head.key) {
            editions.push(catalogue.edition(head));
        }
    }
    match standard_of(sheet, &editions) {
        Some(edition) => Ok(edition.clone()),
        None if problems.iter().any(Problem::is_error) => Err(Error::Unreadable(std::mem::take(problems))),
        None => Err(Error::UnknownStandard(name.to_owned())),
    }
}

/// The component types asked about; if none are named, those whose own rows carry a status.
fn types(
    editions: &[Edition],
    rows: &[Vec<Row>],
    name: &str,
    question: &Question,
    problems: &mut Vec<Problem>,
) -> ComponentTypes {
    let Some((edition, rows)) = editions.iter().zip(rows).find(|(edition, _)| edition.head.component_types) else {
        return ComponentTypes::NONE;
    };
    if !question.types.is_empty() {
        return question.types;
    }
    let law = editions[0].head.assessed_by == AssessedBy::Coverage;
    let mut found = ComponentTypes::NONE;
    // Saying that a row does not apply says nothing of what the product is.
    let says = |row: &&Row| row.claim.status.is_some_and(|status| status != Status::NotApplicable);
    for row in rows.iter().filter(says) {
        let requirement = edition.find(row.requirement.as_str()).map(|index| &edition.requirements[index]);
        let mut types = requirement.map(|one| one.types).unwrap_or_default().iter();
        if let (Some(one), None) = (types.next(), types.next()) {
            found = found.with(one);
        }
    }
    let file = name.into();
    let all = ComponentType::ALL.map(ComponentType::id).join(", ");
    if found.is_empty() {
        if !law || !rows.is_empty() {
            problems.push(
                Problem::error(
                    &file,
                    Spot::new(1, 1),
                    "the component type is not known; all four are assumed, which no product meets by chance",
                )
                .hint(format!("say which with --type: {all}")),
            );
        }
        return ComponentTypes::ALL;
    }
    let types = found.iter().map(ComponentType::id).collect::<Vec<_>>().join(",");
    problems.push(
        Problem::warning(
            &file,
            Spot::new(1, 1),
            format!("the component type is taken from the rows that carry a status: {types}"),
        )
        .hint(format!("say so with --type {types}")),
    );
    found
}
