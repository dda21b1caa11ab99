//! What do the subjects of a dossier come to? Assess, gaps, explain and compare over a folder.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use assess::{Ask, Assessment, Register, assess, compare, cover, rows_of};
use catalogue::{AssessedBy, Catalogue, Edition, Scheme};
use dossier::{Dossier, Files, Library};
use folder::Folder;
use model::{Basis, Book, Date, EditionKey, Goal, Problem, Row, RowId, Subject, SubjectId, TargetVector};
use report::{
    AssessmentResult, ComparisonResult, DossierResult, Explanation, GapsResult, OfResult, ProblemResult,
    RequirementView,
};

use crate::PROGRAM;
use crate::error::Error;
use crate::journal::Doubts;
use crate::question::{Question, goal};
use crate::sheets::{Words, edition};

/// What is asked about a dossier; everything else stands in its files.
#[derive(Debug, Clone)]
pub struct DossierQuestion {
    /// Only this subject.
    pub subject: Option<String>,
    /// Only this standard.
    pub standard: Option<String>,
    /// Another target than the dossier's, to see what it would take.
    pub target: Option<String>,
    /// Other levels applied for than the dossier's.
    pub applied_for: Option<String>,
    /// On whose word.
    pub basis: Basis,
    /// The scheme.
    pub scheme: String,
    /// The day.
    pub at: Date,
}

impl DossierQuestion {
    /// The plain question: every subject, on the evidence shown, under the default scheme.
    pub fn at(day: Date) -> Self {
        Self {
            subject: None,
            standard: None,
            target: None,
            applied_for: None,
            basis: Basis::Shown,
            scheme: "default".to_owned(),
            at: day,
        }
    }
}

/// A dossier that is open: its files, what they say, and the evidence that was found.
pub struct OpenDossier<'c> {
    pub(crate) folder: Folder,
    pub(crate) library: Library<'c>,
    pub(crate) files: Files,
    pub(crate) dossier: Dossier,
    pub(crate) holdings: assess::Holdings,
    /// The journal of a sample that came with the program; `None` where it lies in the folder.
    pub(crate) compiled_journal: Option<&'static [u8]>,
}

impl<'c> OpenDossier<'c> {
    /// Opens the folder, reads its files and looks at the evidence that they name.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read; what is wrong *in* the files stands in the problems.
    pub fn open(catalogue: &'c Catalogue, path: &Path) -> Result<Self, Error> {
        let folder = Folder::new(path);
        let (files, unreadable) = folder.read()?;
        if files.is_empty() && unreadable.is_empty() {
            let path = path.to_string_lossy();
            return Err(Error::WrongQuestion(format!("{path} holds no dossier; `plimsoll init {path}` begins one")));
        }
        let library = Library::new(catalogue);
        let mut dossier = dossier::read(&library, &files);
        dossier.problems.extend(unreadable);
        let answers = crate::pathways::problems_of(catalogue, &files, &dossier);
        dossier.problems.extend(answers);
        dossier.problems.sort();
        let holdings = folder.holdings(evidence_paths(&dossier.book));
        Ok(Self { folder, library, files, dossier, holdings, compiled_journal: None })
    }

    /// Where it lies.
    pub fn root(&self) -> &Path {
        self.folder.root()
    }

    /// Its title.
    pub fn title(&self) -> String {
        title_of(&self.dossier).unwrap_or_else(|| self.root().to_string_lossy().into_owned())
    }

    /// A problem with its file named from where the user stands.
    pub(crate) fn placed(&self, problem: &Problem) -> ProblemResult {
        ProblemResult::from(&placed_problem(self.root(), problem))
    }

    /// Is a problem about a file of this subject?
    fn is_about(problem: &Problem, subject: &SubjectId) -> bool {
        problem.place.file.strip_prefix(subject.as_str()).is_some_and(|rest| rest.starts_with('/'))
    }
}

/// The title that the cover states.
pub(crate) fn title_of(dossier: &Dossier) -> Option<String> {
    match dossier.book.entry(&model::Key::Cover).and_then(model::Entry::statement) {
        Some(model::Statement::Cover(cover)) => Some(cover.title.clone()).filter(|title| !title.is_empty()),
        _ => None,
    }
}

/// A file of a dossier as the user, who named the dossier, would name it.
pub(crate) fn placed(root: &Path, file: &str) -> String {
    if file.is_empty() { root.to_string_lossy().into_owned() } else { root.join(file).to_string_lossy().into_owned() }
}

pub(crate) fn placed_problem(root: &Path, problem: &Problem) -> Problem {
    let mut problem = problem.clone();
    problem.place.file = placed(root, &problem.place.file).into();
    problem
}

pub(crate) fn evidence_paths(book: &Book) -> impl Iterator<Item = Arc<str>> {
    book.pieces().flat_map(|(piece, _)| &piece.files).map(|file| Arc::clone(&file.path))
}

/// One subject against one edition, ready to be assessed.
pub(crate) struct Case {
    pub(crate) subject: Subject,
    /// The edition asked about first; behind it, for a law, those that contribute to it.
    editions: Vec<Arc<Edition>>,
    rows: Vec<Vec<Row>>,
    ask: Ask,
    scheme: Scheme,
    pub(crate) problems: Vec<Problem>,
}

impl Case {
    pub(crate) fn edition(&self) -> &Edition {
        &self.editions[0]
    }

    /// The rows of every edition that speaks for it: for a law, those of the standards that contribute.
    pub(crate) fn every_row(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().flatten()
    }

    pub(crate) fn rows(&self) -> &[Row] {
        &self.rows[0]
    }

    /// The case assessed; a law with what standards contribute to it.
    pub(crate) fn assessment(&self, catalogue: &Catalogue) -> Assessment<'_> {
        let own = assess(self.edition(), &self.scheme, &self.rows[0], &self.ask);
        if self.edition().head.assessed_by != AssessedBy::Coverage {
            return own;
        }
        let standards: Vec<Assessment<'_>> = self.editions[1..]
            .iter()
            .zip(&self.rows[1..])
            .filter(|(_, rows)| !rows.is_empty())
            .map(|(edition, rows)| assess(edition, &self.scheme, rows, &self.ask))
            .collect();
        cover(own, &catalogue.crosswalk(self.edition()), &standards, catalogue)
    }
}

/// What cases are made from: the files' book or a recorded one, with the evidence of a day.
pub(crate) struct Source<'s, 'c> {
    pub(crate) root: &'s Path,
    pub(crate) library: &'s Library<'c>,
    pub(crate) dossier: &'s Dossier,
    pub(crate) register: &'s Register,
    /// Rows whose verdict no longer speaks, since the claim said something else when it was given.
    pub(crate) changed: &'s BTreeSet<RowId>,
}

impl OpenDossier<'_> {
    /// What the files say, with the evidence of a day.
    pub(crate) fn source<'s>(&'s self, register: &'s Register, doubts: &'s Doubts) -> Source<'s, 's> {
        let (root, library, dossier, changed) = (self.root(), &self.library, &self.dossier, &doubts.changed);
        Source { root, library, dossier, register, changed }
    }
}

/// Every subject and edition that a question is about, in the order of the subjects' ids.
pub(crate) fn cases(source: &Source<'_, '_>, question: &DossierQuestion) -> Result<Vec<Case>, Error> {
    let Source { library, dossier, .. } = source;
    let (book, catalogue) = (&dossier.book, library.catalogue);
    let scheme = Question { scheme: question.scheme.clone(), ..Question::at(question.at) }.scheme(catalogue)?.clone();
    let only = question.subject.as_deref().map(|word| dossier.subject(word)).transpose();
    let only = only.map_err(Error::WrongQuestion)?.map(|subject| subject.id.clone());
    let standard = question.standard.as_deref().map(|name| edition(catalogue, name)).transpose()?;
    let mut cases = Vec::new();
    // Whoever names a subject wants to see it, even one that is not assessed by itself.
    let asked = |one: &Subject| only.as_ref().map_or(!one.only_platform, |id| *id == one.id);
    for (subject, _) in book.subjects().filter(|(one, _)| asked(one)) {
        for key in &subject.standards {
            let wanted = standard.as_ref().is_none_or(|edition| edition.head.key == *key);
            let Some(edition) = library.edition(key).filter(|_| wanted) else { continue };
            // What has steps only is listed, not assessed.
            if edition.head.assessed_by != AssessedBy::Steps {
                cases.push(case(source, question, &scheme, subject, edition)?);
            }
        }
    }
    let with_levels = |case: &Case| case.edition().head.assessed_by == AssessedBy::Levels;
    if question.target.as_deref().is_some_and(is_vector) && !cases.iter().any(with_levels) {
        return Err(Error::WrongQuestion("--target: nothing here has seven levels; use ML 0 to ML 4".to_owned()));
    }
    if cases.is_empty() {
        let errors = || dossier.problems.iter().filter(|problem| problem.is_error());
        if only.is_none() && standard.is_none() && errors().next().is_some() {
            return Err(Error::Unreadable(errors().map(|problem| placed_problem(source.root, problem)).collect()));
        }
        let asked = standard.map(|edition| format!(" against {}", edition.head.key)).unwrap_or_default();
        let whose = only.map(|id| format!(" of {id}")).unwrap_or_default();
        return Err(Error::WrongQuestion(format!(
            "there is nothing{whose} to assess{asked}; the `standards` of each subject say what it is assessed against"
        )));
    }
    Ok(cases)
}

/// Seven levels, which only products and systems have.
fn is_vector(text: &str) -> bool {
    text.contains([',', ' ', '/']) && TargetVector::parse(text).is_ok()
}

fn case(
    source: &Source<'_, '_>,
    question: &DossierQuestion,
    scheme: &Scheme,
    subject: &Subject,
    edition: Arc<Edition>,
) -> Result<Case, Error> {
    let book = &source.dossier.book;
    let head = &edition.head;
    let fits = |goal: &Goal| match goal {
        Goal::Levels(_) => head.assessed_by == AssessedBy::Levels,
        Goal::Maturity(_) => head.assessed_by == AssessedBy::Maturity,
    };
    let asked = |option: &str, text: &Option<String>| {
        let has_levels = match head.assessed_by {
            AssessedBy::Levels => true,
            // Seven levels are asked of products; a process beside them keeps the target of the dossier.
            AssessedBy::Maturity => question.subject.is_some() || !text.as_deref().is_some_and(is_vector),
            AssessedBy::Coverage | AssessedBy::Steps => false,
        };
        text.as_deref().filter(|_| has_levels).map(|text| goal(option, text, head)).transpose()
    };
    let target = asked("--target", &question.target)?.or(subject.target.filter(fits));
    let applied_for = asked("--applied-for", &question.applied_for)?.or(subject.applied_for.filter(fits));
    let ask = Ask {
        subject: subject.assessed_as,
        types: subject.types,
        basis: question.basis,
        target,
        applied_for: applied_for.or(target),
        present: subject.present.clone(),
        absent: subject.absent.clone(),
        at: question.at,
    };
    let (rows, mut problems) = placed_rows(source, subject, &edition);
    let (mut editions, mut every) = (vec![Arc::clone(&edition)], vec![rows]);
    if head.assessed_by == AssessedBy::Coverage {
        for (contributor, key) in contributors(book, subject) {
            let Some(other) = source.library.edition(key).filter(|other| other.head.key != head.key) else { continue };
            if other.head.assessed_by == AssessedBy::Coverage {
                continue;
            }
            let (rows, more) = placed_rows(source, contributor, &other);
            problems.extend(more);
            editions.push(other);
            every.push(rows);
        }
    }
    Ok(Case { subject: subject.clone(), editions, rows: every, ask, scheme: scheme.clone(), problems })
}

/// Whose rows contribute to a law for a subject: its own, and those of the process under which it is made.
fn contributors<'b>(book: &'b Book, subject: &'b Subject) -> Vec<(&'b Subject, &'b EditionKey)> {
    let named = subject.process.iter().filter_map(|id| book.subject(id));
    let listing = book.subjects().map(|(other, _)| other).filter(|other| {
        let lists = other.products.iter().any(|id| *id == subject.id.short() || *id == subject.id.as_str());
        other.kind == model::SubjectKind::Process && lists && subject.process.as_ref() != Some(&other.id)
    });
    let subjects = std::iter::once(subject).chain(named).chain(listing);
    subjects.flat_map(|one| one.standards.iter().map(move |key| (one, key))).collect()
}

/// Assesses every subject of a dossier.
///
/// # Errors
/// When the question fits nothing in the dossier; what is wrong *in* its files stands in the result.
pub fn assess_dossier(
    open: &OpenDossier<'_>,
    question: &DossierQuestion,
) -> Result<DossierResult<AssessmentResult>, Error> {
    over(open, question, "plimsoll.dossier/1", |case, doubts| {
        let mut own = problems_of(open, case);
        if question.basis == Basis::Evaluated {
            let mine = |problem: &&Problem| OpenDossier::is_about(problem, &case.subject.id);
            own.extend(doubts.unsigned.iter().filter(mine).map(|problem| placed_problem(open.root(), problem)));
        }
        let result = AssessmentResult::new(&case.assessment(open.library.catalogue), &own, PROGRAM);
        Ok(Some(AssessmentResult { of: Some(OfResult::from(&case.subject)), ..result }))
    })
}

/// The gaps of every subject, with our words on each.
///
/// # Errors
/// As for [`assess_dossier`].
pub fn gaps_dossier(open: &OpenDossier<'_>, question: &DossierQuestion) -> Result<DossierResult<GapsResult>, Error> {
    let assessed = assess_dossier(open, question)?;
    let mut words = Words::new(open.library.catalogue);
    let subjects = assessed.subjects.iter().map(|one| words.gaps_of(one)).collect();
    let DossierResult { program, at, title, problems, .. } = assessed;
    Ok(DossierResult { schema: "plimsoll.dossier-gaps/1", program, at, title, subjects, problems })
}

/// The trail of one requirement in every subject whose standards have it.
///
/// # Errors
/// As for [`assess_dossier`], and when none of the standards has such a requirement.
pub fn explain_dossier(
    open: &OpenDossier<'_>,
    id: &str,
    question: &DossierQuestion,
) -> Result<DossierResult<Explanation>, Error> {
    let catalogue = open.library.catalogue;
    let mut nearest = None;
    let result = over(open, question, "plimsoll.dossier-explanation/1", |case, _| {
        let edition = case.edition();
        let Some(index) = edition.find(id) else {
            nearest = nearest.take().or_else(|| edition.nearest(id).map(ToString::to_string));
            return Ok(None);
        };
        let texts = catalogue.texts(edition);
        let words = texts.iter().find(|(at, _)| *at == index).map(|(_, words)| words);
        let assessment = case.assessment(catalogue);
        let view = RequirementView::new(edition, index, words);
        let own = problems_of(open, case);
        let mut problems: Vec<&Problem> = own.iter().chain(&assessment.problems).collect();
        problems.sort();
        let problems = problems.into_iter().map(ProblemResult::from).collect();
        let explanation = Explanation::new(&assessment, index, view, problems);
        Ok(Some(Explanation { of: Some(OfResult::from(&case.subject)), ..explanation }))
    })?;
    if result.subjects.is_empty() {
        return Err(Error::NoSuchRequirement {
            edition: "this dossier".to_owned(),
            wanted: id.to_owned(),
            nearest: nearest.map(|near| format!("; did you mean {near}?")).unwrap_or_default(),
        });
    }
    Ok(result)
}

/// Compares the subjects that two books have in common, or that the newer one has.
pub(crate) fn compare_books(
    open: &OpenDossier<'_>,
    before: (&Source<'_, '_>, &str),
    after: (&Source<'_, '_>, &str),
    question: &DossierQuestion,
) -> Result<DossierResult<ComparisonResult>, Error> {
    let catalogue = open.library.catalogue;
    let (old_name, new_name) = (before.1, after.1);
    let new = cases(after.0, question)?;
    let whole = DossierQuestion { subject: None, ..question.clone() };
    let old = cases(before.0, &whole).unwrap_or_default();
    let mut subjects = Vec::new();
    for after in &new {
        if after.edition().head.assessed_by == AssessedBy::Coverage {
            continue;
        }
        let same =
            |case: &&Case| case.subject.id == after.subject.id && case.edition().head.key == after.edition().head.key;
        let Some(before) = old.iter().find(same) else { continue };
        let (a, b) = (before.assessment(catalogue), after.assessment(catalogue));
        let names = [old_name.to_owned(), new_name.to_owned()];
        let result = ComparisonResult::new(&a, &b, &compare(&a, &b), names, Vec::new());
        subjects.push(ComparisonResult { of: Some(OfResult::from(&after.subject)), ..result });
    }
    if subjects.is_empty() {
        return Err(Error::WrongQuestion("the two have no subject and standard in common that can be compared".into()));
    }
    let problems = open.dossier.problems.iter().map(|problem| open.placed(problem)).collect();
    Ok(envelope(open, question, "plimsoll.dossier-comparison/1", subjects, problems))
}

/// Compares two dossiers, such as two checkouts of one.
///
/// # Errors
/// When the two have nothing in common that can be compared.
pub fn compare_dossiers(
    before: &OpenDossier<'_>,
    after: &OpenDossier<'_>,
    question: &DossierQuestion,
) -> Result<DossierResult<ComparisonResult>, Error> {
    let registers = [before, after].map(|open| Register::new(&open.dossier.book, &open.holdings, question.at));
    let doubts = [before.doubts()?, after.doubts()?];
    let [old, new] = [before, after].map(|open| open.root().to_string_lossy().into_owned());
    let mut result = compare_books(
        after,
        (&before.source(&registers[0], &doubts[0]), &old),
        (&after.source(&registers[1], &doubts[1]), &new),
        question,
    )?;
    result.problems.extend(before.dossier.problems.iter().map(|problem| before.placed(problem)));
    Ok(result)
}

/// One answer for each case, and the problems that belong to none of them.
fn over<T>(
    open: &OpenDossier<'_>,
    question: &DossierQuestion,
    schema: &'static str,
    mut answer: impl FnMut(&Case, &Doubts) -> Result<Option<T>, Error>,
) -> Result<DossierResult<T>, Error> {
    let book = &open.dossier.book;
    let register = Register::new(book, &open.holdings, question.at);
    let doubts = open.doubts()?;
    let cases = cases(&open.source(&register, &doubts), question)?;
    let mut subjects = Vec::new();
    let mut about: Vec<&SubjectId> = Vec::new();
    for case in &cases {
        if let Some(one) = answer(case, &doubts)? {
            subjects.push(one);
            about.push(&case.subject.id);
        }
    }
    let rest = open.dossier.problems.iter().chain(&register.problems).chain(&doubts.problems);
    // Whoever asks about one subject need not mend the others first.
    let others = |problem: &&Problem| {
        let whose = book.subjects().find(|(subject, _)| OpenDossier::is_about(problem, &subject.id));
        match whose {
            Some((subject, _)) => question.subject.is_none() && !about.contains(&&subject.id),
            None => true,
        }
    };
    let problems = rest.filter(others).map(|problem| open.placed(problem)).collect();
    Ok(envelope(open, question, schema, subjects, problems))
}

fn envelope<T>(
    open: &OpenDossier<'_>,
    question: &DossierQuestion,
    schema: &'static str,
    subjects: Vec<T>,
    problems: Vec<ProblemResult>,
) -> DossierResult<T> {
    let (program, at) = (PROGRAM.to_owned(), question.at.to_string());
    DossierResult { schema, program, at, title: open.title(), subjects, problems }
}

/// What is wrong with the files of a subject and with the rows that speak for it.
pub(crate) fn problems_of(open: &OpenDossier<'_>, case: &Case) -> Vec<Problem> {
    problems_within(open, case).into_iter().map(|problem| placed_problem(open.root(), &problem)).collect()
}

/// The same, their files named from the root of the dossier.
pub(crate) fn problems_within(open: &OpenDossier<'_>, case: &Case) -> Vec<Problem> {
    let id = &case.subject.id;
    let sheets_of = |key: &EditionKey| {
        let sheet = open.dossier.sheet(id, key);
        [dossier::verdict_file(&sheet).into(), sheet]
    };
    let own: [Arc<str>; 2] = sheets_of(&case.edition().head.key);
    let every: Vec<Arc<str>> = case.subject.standards.iter().flat_map(sheets_of).collect();
    let first = case.subject.standards.first() == Some(&case.edition().head.key);
    // Another sheet of the same subject is another answer's; what is no sheet's belongs to the first.
    let mine = |problem: &&Problem| {
        let file = &problem.place.file;
        OpenDossier::is_about(problem, id) && (own.contains(file) || (first && !every.contains(file)))
    };
    open.dossier.problems.iter().filter(mine).chain(&case.problems).cloned().collect()
}

/// The rows that speak for a subject, their files named from where the user stands.
fn placed_rows(source: &Source<'_, '_>, subject: &Subject, edition: &Edition) -> (Vec<Row>, Vec<Problem>) {
    let root = source.root;
    let (mut rows, mut problems) = rows_of(&source.dossier.book, source.register, subject, edition);
    for row in &mut rows {
        let part = row.part.as_ref().map(|part| part.as_str());
        let id = dossier::row_id(subject, &edition.head.key, &row.requirement, part);
        if source.changed.contains(&id) {
            (row.evaluation.verdict, row.evaluation.maturity) = (None, None);
            row.note("test again: the claim was changed after the verdict".to_owned());
            let message = format!("{}: test again, the claim was changed after this verdict", row.requirement);
            let hint = "the evaluator looks again, and writes into the column `status` what was examined";
            problems.push(row.warning(model::Cell::Verdict, message).hint(hint));
        }
        row.file = placed(root, &row.file).into();
        if let Some(file) = row.verdict_file().map(|file| placed(root, file).into()) {
            row.set_verdict_file(file);
        }
    }
    (rows, problems)
}

/// Is the path a dossier's folder rather than a sheet?
pub fn is_dossier(path: &Path) -> bool {
    path.is_dir()
}
