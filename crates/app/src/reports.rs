//! How does a dossier become documents? Reports and formats chosen, gathered, rendered, handed over one by one.
//!
//! What stands in a report is composed in `report`, how a format looks is decided in `render`, `office`, `report-pdf`.

use std::path::Path;

use assess::Register;
use catalogue::Words;
use document::Document;
use dossier::Library;
use model::{EditionKey, Entry, Problem, Row};
use report::reports::{self, Report, Scope};
use report::{Held, Matter, PersonView, PlanResult, ProblemResult, RecordedState};

use crate::PROGRAM;
use crate::dossiers::{Case, DossierQuestion, OpenDossier, Source, cases, problems_within};
use crate::error::Error;
use crate::formats::{Artefact, Format, Made};
use crate::plans::{PlanQuestion, plan_cases};

/// The report that needs a plan.
const PLAN: &str = "plan";

/// What is asked for.
pub struct ReportsQuestion<'q> {
    /// About which subjects, on whose word, on which day.
    pub dossier: DossierQuestion,
    /// The reports; empty means every one.
    pub reports: Vec<&'static Report>,
    /// The formats.
    pub formats: Vec<&'static Format>,
    /// Whose looks they have.
    pub brand: &'q document::Brand,
}

impl ReportsQuestion<'_> {
    /// The reports that are asked for, in the order of their list.
    fn chosen(&self) -> impl Iterator<Item = &'static Report> + '_ {
        let asked = |id: &str| self.reports.is_empty() || self.reports.iter().any(|one| one.id == id);
        reports::ALL.iter().filter(move |report| asked(report.id))
    }
}

/// Everything that reports speak about, owned; [`Gathered::matter`] lends it to them.
pub(crate) struct Gathered<'o, 'c> {
    pub(crate) open: &'o OpenDossier<'c>,
    register: Register,
    pub(crate) cases: Vec<Case>,
    words: Vec<Vec<(usize, Words)>>,
    own_rows: Vec<Vec<Row>>,
    sources: Vec<Vec<(String, String)>>,
    problems: Vec<Vec<Problem>>,
    record: Option<RecordedState>,
    plan: Option<PlanResult>,
    title: String,
    organization: String,
    at: model::Date,
}

impl<'o, 'c> Gathered<'o, 'c> {
    /// Reads and gathers once for all reports. Files are named from the root of the dossier, so that a report says the
    /// same wherever the dossier lies.
    pub(crate) fn new(open: &'o OpenDossier<'c>, question: &DossierQuestion) -> Result<Self, Error> {
        let book = &open.dossier.book;
        let register = Register::new(book, &open.holdings, question.at);
        let doubts = open.doubts()?;
        let source = Source { root: Path::new(""), ..open.source(&register, &doubts) };
        let cases = cases(&source, question)?;
        let catalogue = open.library.catalogue;
        let record = open.unchecked()?.filter(|replay| !replay.entries.is_empty()).map(|replay| RecordedState {
            head: replay.heads.iter().map(|head| head.id.to_string()).collect::<Vec<_>>().join(", "),
            entries: replay.entries.len(),
            unrecorded: replay.book.changes_to(book, "taken out of the files").len(),
        });
        let mut known: Vec<(EditionKey, Vec<(usize, Words)>)> = Vec::new();
        for case in &cases {
            let key = &case.edition().head.key;
            if !known.iter().any(|(one, _)| one == key) {
                known.push((key.clone(), catalogue.texts(case.edition())));
            }
        }
        let words_of = |case: &Case| {
            let found = known.iter().find(|(key, _)| *key == case.edition().head.key);
            found.map(|(_, words)| words.clone()).unwrap_or_default()
        };
        let cover = match book.entry(&model::Key::Cover).and_then(Entry::statement) {
            Some(model::Statement::Cover(cover)) => cover.clone(),
            _ => model::Cover::default(),
        };
        Ok(Self {
            open,
            words: cases.iter().map(words_of).collect(),
            own_rows: cases.iter().map(|case| open.dossier.own_rows(&case.subject, case.edition())).collect(),
            sources: cases.iter().map(|case| sources(open, case)).collect(),
            problems: cases.iter().map(|case| problems_within(open, case)).collect(),
            register,
            cases,
            record,
            plan: None,
            title: open.title(),
            organization: cover.organization,
            at: question.at,
        })
    }

    /// Adds the plan where a report asks for it; what cannot be planned at all has none.
    fn planned(mut self, question: &ReportsQuestion<'_>) -> Self {
        if question.chosen().any(|report| report.id == PLAN) {
            let asked = PlanQuestion::new(question.dossier.clone());
            self.plan = plan_cases(self.open, &self.cases, &asked).ok();
        }
        self
    }

    /// What reports are made from.
    pub(crate) fn matter<'m>(&'m self, brand: &'m document::Brand) -> Matter<'m> {
        let catalogue = self.open.library.catalogue;
        let cases = self.cases.iter().enumerate().map(|(index, case)| {
            let assessment = case.assessment(catalogue);
            let mut problems: Vec<&Problem> = self.problems[index].iter().chain(&assessment.problems).collect();
            problems.sort();
            problems.dedup();
            let problems = problems.into_iter().map(ProblemResult::from).collect();
            report::Case {
                subject: &case.subject,
                words: &self.words[index],
                own_rows: &self.own_rows[index],
                sources: self.sources[index].clone(),
                problems,
                assessment,
            }
        });
        let cases = cases.collect();
        let names = self.open.dossier.names.iter();
        Matter {
            title: &self.title,
            organization: &self.organization,
            program: PROGRAM,
            at: self.at,
            brand,
            cases,
            evidence: self.register.pieces().map(|(piece, because)| Held { piece, because }).collect(),
            people: names
                .map(|(id, one)| PersonView { id: id.as_str(), name: &one.name, organization: &one.organization })
                .collect(),
            record: self.record.clone(),
            plan: self.plan.as_ref(),
        }
    }
}

/// Composes every report that is asked for, without choosing a format.
///
/// # Errors
/// When the question fits nothing in the dossier.
pub fn documents(
    open: &OpenDossier<'_>,
    question: &ReportsQuestion<'_>,
    mut look: impl FnMut(&str, &Document),
) -> Result<(), Error> {
    let gathered = Gathered::new(open, &question.dossier)?.planned(question);
    let matter = gathered.matter(question.brand);
    for report in question.chosen() {
        for (name, part) in parts(report, &matter) {
            look(&name, &(report.compose)(&part));
        }
    }
    Ok(())
}

/// Makes every report that is asked for in every format, and hands each file over as soon as it is made.
///
/// Out: everything that is wrong with the files the reports rest on, each thing once.
///
/// # Errors
/// When the question fits nothing in the dossier, a report cannot be made, or `write` fails.
pub fn reports(
    open: &OpenDossier<'_>,
    question: &ReportsQuestion<'_>,
    mut write: impl FnMut(Artefact) -> Result<(), Error>,
) -> Result<Vec<ProblemResult>, Error> {
    let gathered = Gathered::new(open, &question.dossier)?.planned(question);
    let matter = gathered.matter(question.brand);
    let mut made = 0;
    for report in question.chosen() {
        for (name, part) in parts(report, &matter) {
            let document = (report.compose)(&part);
            for format in &question.formats {
                let Made::Document(render) = format.made else { continue };
                for (ending, bytes) in render(&document, &part, report)? {
                    made += 1;
                    write(Artefact {
                        name: name.clone(),
                        path: format!("{name}{ending}"),
                        what: document.title.clone(),
                        bytes,
                    })?;
                }
            }
        }
    }
    for format in &question.formats {
        let Made::Matter(report, render) = format.made else { continue };
        // What is made from the whole dossier belongs to one report, or to none.
        let mut part = matter.clone();
        if let Some(id) = report {
            let Some(report) = question.chosen().find(|one| one.id == id) else { continue };
            part.cases.retain(|case| (report.fits)(case.assessment.edition));
        }
        if part.cases.is_empty() {
            continue;
        }
        for (path, bytes) in render(&part)? {
            made += 1;
            write(Artefact { name: format.id.to_owned(), path, what: format.about.to_owned(), bytes })?;
        }
    }
    if made == 0 {
        return Err(Error::WrongQuestion(nothing(question, &matter)));
    }
    let mut problems: Vec<ProblemResult> = matter.cases.iter().flat_map(|case| &case.problems).cloned().collect();
    problems.extend(gathered.register.problems.iter().map(ProblemResult::from));
    problems.sort();
    problems.dedup();
    for problem in &mut problems {
        problem.file = crate::dossiers::placed(open.root(), &problem.file);
    }
    // What is wrong with plan.toml is placed already.
    problems.extend(gathered.plan.iter().flat_map(|plan| plan.problems.iter().cloned()));
    Ok(problems)
}

/// Why nothing was made.
fn nothing(question: &ReportsQuestion<'_>, matter: &Matter<'_>) -> String {
    let names = |list: Vec<&str>| list.join(", ");
    let cases =
        matter.cases.iter().map(|case| format!("{} against {}", case.subject.id, case.assessment.edition.head.key));
    format!(
        "there is nothing to write: {} in {} does not fit {}",
        if question.reports.is_empty() {
            "every report".to_owned()
        } else {
            names(question.reports.iter().map(|one| one.id).collect())
        },
        names(question.formats.iter().map(|one| one.id).collect()),
        cases.collect::<Vec<_>>().join(", "),
    )
}

/// The documents of a report: names without endings, and what each is made from.
fn parts<'m>(report: &Report, matter: &Matter<'m>) -> Vec<(String, Matter<'m>)> {
    let fitting = matter.cases.iter().filter(|case| (report.fits)(case.assessment.edition)).cloned();
    match report.scope {
        Scope::Dossier if report.id == PLAN && matter.plan.is_none() => Vec::new(),
        Scope::Dossier => {
            let part = Matter { cases: fitting.collect(), ..matter.clone() };
            vec![(report.id.to_owned(), part)]
        }
        Scope::Case => fitting
            .map(|case| {
                let name = format!("{}-{}", case_name(matter, &case), report.id);
                (name, Matter { cases: vec![case], ..matter.clone() })
            })
            .collect(),
    }
}

/// How files about a case are called: `eg220-4-2`, with the kind before it where two subjects share their short name.
pub(crate) fn case_name(matter: &Matter<'_>, case: &report::Case<'_>) -> String {
    let id = &case.subject.id;
    let shared = matter.cases.iter().any(|other| other.subject.id != *id && other.subject.id.short() == id.short());
    let own = if shared { id.as_str().replace('/', "-") } else { id.short().to_owned() };
    let key = &case.assessment.edition.head.key;
    let edition = Library::sheet_name(key);
    // A subject may be assessed against two editions of one standard.
    let twice = matter.cases.iter().any(|other| {
        let other_key = &other.assessment.edition.head.key;
        other.subject.id == *id && other_key != key && other_key.standard == key.standard
    });
    if twice { format!("{own}-{edition}-{}", key.edition) } else { format!("{own}-{edition}") }
}

/// The files on which a case rests, with their SHA-256.
fn sources(open: &OpenDossier<'_>, case: &Case) -> Vec<(String, String)> {
    let id = &case.subject.id;
    let sheet = open.dossier.sheet(id, &case.edition().head.key);
    let paths = [
        dossier::subject_file(id, case.subject.kind),
        dossier::verdict_file(&sheet),
        sheet.to_string(),
        dossier::EVIDENCE.to_owned(),
    ];
    let mut found: Vec<(String, String)> = paths
        .into_iter()
        .filter_map(|path| {
            let bytes = open.files.get(path.as_str())?;
            Some((path, folder::digest_of(bytes).to_string()))
        })
        .collect();
    found.sort();
    found
}
