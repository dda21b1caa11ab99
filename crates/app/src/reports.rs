//! How does a dossier become documents? Reports and formats chosen, gathered, rendered, handed over one by one.
//!
//! What stands in a report is composed in `report`, how a format looks is decided in `render`, `office`, `report-pdf`.

mod question;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use assess::Register;
use catalogue::Words;
use document::Document;
use dossier::Library;
use model::{Basis, EditionKey, Entry, Problem, Row, Severity, Spot, Subject};
use report::reports::{Report, Scope};
use report::{
    DecisionResult, Held, Matter, PathwayResult, PersonView, PlanResult, ProblemResult, RecordedState, TraceResult,
};

use crate::PROGRAM;
use crate::decision::{self, decide_dossier};
use crate::dossiers::{Case, DossierQuestion, OpenDossier, Source, cases, problems_within};
use crate::error::Error;
use crate::formats::{Artefact, Made};
use crate::journal::replayed;
use crate::plans::{PlanQuestion, plan_cases};
use crate::spread::Count;
use crate::trace::trace_dossier;
pub use question::{Asked, ReportsQuestion};
use question::{DECISION, PATHWAY, PLAN, TRACE};

/// Everything that reports speak about, owned; [`Gathered::matter`] lends it to them.
pub(crate) struct Gathered<'o, 'c> {
    pub(crate) open: &'o OpenDossier<'c>,
    register: Register,
    pub(crate) cases: Vec<Case>,
    /// Our words on each edition, once: five hundred products are mostly held against one.
    words: Vec<(EditionKey, Vec<(usize, Words)>)>,
    /// Empty where no format asks for them.
    own_rows: Vec<Vec<Row>>,
    sources: Vec<Vec<(String, String)>>,
    sheets: Vec<Option<String>>,
    problems: Vec<Vec<Problem>>,
    record: Option<RecordedState>,
    whole: bool,
    pathway: Option<PathwayResult>,
    decision: Option<DecisionResult>,
    trace: Option<TraceResult>,
    plan: Option<PlanResult>,
    /// What is wrong with the files that only a decision, a path or a plan reads, named from the root of the dossier.
    beside: Vec<ProblemResult>,
    /// Reports that cannot be made, by their ids: where to look, why, and what would be right.
    without: Vec<(&'static str, Problem)>,
    title: String,
    organization: String,
    at: model::Date,
}

impl<'o, 'c> Gathered<'o, 'c> {
    /// Reads and gathers once for all reports. Files are named from the root of the dossier, so that a report says the
    /// same wherever the dossier lies.
    pub(crate) fn new(
        open: &'o OpenDossier<'c>,
        question: &DossierQuestion,
        with_own_rows: bool,
        cases_needed: bool,
    ) -> Result<Self, Error> {
        let book = &open.dossier.book;
        let register = Register::new(book, &open.holdings, question.at);
        let doubts = open.doubts()?;
        let source = Source { root: Path::new(""), ..open.source(&register, &doubts) };
        let cases = match cases(&source, question) {
            Ok(cases) => cases,
            // The answers of the interview make a page before there is anything to assess.
            Err(_) if !cases_needed && open.dossier.book.subjects().next().is_none() => Vec::new(),
            Err(Error::Unreadable(problems)) => return Err(unreadable(open, problems.iter())),
            Err(error) => return Err(error),
        };
        // A page is the same wherever the folder lies, so a folder's own name is no title for the interview's answer.
        let title =
            if cases.is_empty() { crate::dossiers::title_of(&open.dossier).unwrap_or_default() } else { open.title() };
        let catalogue = open.library.catalogue;
        let mut journal = doubts.problems.clone();
        let mut record = None;
        if let Some((replay, _)) = replayed(open)? {
            journal.extend(replay.problems.iter().filter(|problem| problem.is_error()).cloned());
            record = Some(RecordedState {
                head: replay.heads.iter().map(|head| head.id.to_string()).collect::<Vec<_>>().join(", "),
                entries: replay.entries.len(),
                unrecorded: replay.book.changes_to(book, "taken out of the files").len(),
                sound: journal.is_empty(),
            });
        }
        journal.sort();
        journal.dedup();
        let mut words: Vec<(EditionKey, Vec<(usize, Words)>)> = Vec::new();
        for case in &cases {
            let key = &case.edition().head.key;
            if !words.iter().any(|(one, _)| one == key) {
                words.push((key.clone(), catalogue.texts(case.edition())));
            }
        }
        let own_rows = |case: &Case| match with_own_rows {
            true => open.dossier.own_rows(&case.subject, case.edition()),
            false => Vec::new(),
        };
        let cover = match book.entry(&model::Key::Cover).and_then(Entry::statement) {
            Some(model::Statement::Cover(cover)) => cover.clone(),
            _ => model::Cover::default(),
        };
        // A book is asked once: five hundred products would ask it five hundred times.
        let subjects: Vec<&Subject> = book.subjects().map(|(subject, _)| subject).collect();
        let files: Vec<Vec<Arc<str>>> = cases.iter().map(|case| files_of(open, &subjects, case)).collect();
        Ok(Self {
            open,
            words,
            own_rows: cases.iter().map(own_rows).collect(),
            sheets: cases.iter().map(|case| sheet(open, case)).collect(),
            problems: cases
                .iter()
                .zip(&files)
                .map(|(case, files)| {
                    let mut problems = problems_within(open, case);
                    // What is wrong with a platform's file, or a process's, is wrong with what rests on it.
                    let rested = |problem: &&Problem| files.contains(&problem.place.file);
                    problems.extend(open.dossier.problems.iter().filter(rested).cloned());
                    if question.basis == Basis::Evaluated {
                        problems.extend(doubts.unsigned.iter().filter(rested).cloned());
                    }
                    problems.extend(journal.iter().cloned());
                    problems
                })
                .collect(),
            sources: files.iter().map(|files| sources(open, files)).collect(),
            whole: question.subject.is_none() && question.standard.is_none(),
            register,
            cases,
            record,
            pathway: crate::pathways::pathway_dossier(open, question.at),
            decision: None,
            trace: None,
            plan: None,
            beside: Vec::new(),
            without: Vec::new(),
            title,
            organization: cover.organization,
            at: question.at,
        })
    }

    fn words_on(&self, edition: &EditionKey) -> &[(usize, Words)] {
        let found = self.words.iter().find(|(key, _)| key == edition);
        found.map(|(_, words)| words.as_slice()).unwrap_or_default()
    }

    /// Adds what single reports need beside the cases: the path, the decision, the plan. What cannot be had is remembered
    /// with its reason.
    ///
    /// # Errors
    /// When something is asked of a plan that cannot be made.
    fn completed(mut self, question: &ReportsQuestion<'_>) -> Result<Self, Error> {
        let asked = |id: &str| question.chosen().any(|report| report.id == id);
        if asked(PATHWAY) {
            self.walked();
        }
        if question.chosen().any(|report| report.scope == Scope::Decision) {
            self.decided(question);
        }
        if asked(PLAN) {
            match self.plan_of(&question.asked.plan(&question.dossier), question.asked.target.is_some()) {
                Ok(mut plan) => {
                    self.taken(&mut plan.problems);
                    self.plan = Some(plan);
                }
                Err(error) if question.asked.needs_plan() => return Err(error),
                Err(error) => self.without(PLAN, dossier::COVER, &error.to_string(), "`plimsoll plan` says the same"),
            }
        }
        Ok(self)
    }

    /// In: the question, and whether its target is another than that of the cases here.
    fn plan_of(&self, asked: &PlanQuestion, other_target: bool) -> Result<PlanResult, Error> {
        if !other_target {
            return plan_cases(self.open, &self.cases, asked, &Count::default());
        }
        let doubts = self.open.doubts()?;
        let source = Source { root: Path::new(""), ..self.open.source(&self.register, &doubts) };
        plan_cases(self.open, &cases(&source, &asked.dossier)?, asked, &Count::default())
    }

    /// What is wrong with the answers, and why there is no path if there is none.
    fn walked(&mut self) {
        self.beside.extend(of_pathway(self.open).map(ProblemResult::from));
        if self.pathway.is_none() {
            let why = match self.open.files.contains_key(dossier::PATHWAY) {
                true => "nothing is answered here that can be read",
                false => "this is missing: no question is answered",
            };
            self.without(PATHWAY, dossier::PATHWAY, why, "`plimsoll start` asks, and keeps the answers there");
        }
    }

    /// Decides where the dossier states a decision.
    fn decided(&mut self, question: &ReportsQuestion<'_>) {
        let hint = "`plimsoll decide` says how to begin";
        if !decision::is_stated(self.open) {
            let why = "this is missing: nobody has stated what a decision rests on";
            return self.without(DECISION, dossier::DECIDE, why, hint);
        }
        let asked = question.asked.decision(&question.dossier);
        let about = |report: &&Report| report.scope == Scope::Decision;
        if question.chosen().any(|report| report.id == TRACE) {
            match trace_dossier(self.open, &asked, None, None) {
                Ok(mut trace) => {
                    self.taken(&mut trace.problems);
                    self.trace = Some(trace);
                }
                Err(error) => {
                    self.without(TRACE, dossier::DECIDE, &error.to_string(), "`plimsoll trace` says the same")
                }
            }
        }
        if !question.chosen().filter(about).any(|report| report.id != TRACE) {
            return;
        }
        match decide_dossier(self.open, &asked) {
            Ok(mut decision) => {
                self.taken(&mut decision.problems);
                self.decision = Some(decision);
            }
            Err(error) => {
                self.without(DECISION, dossier::DECIDE, &error.to_string(), "`plimsoll decide` says the same")
            }
        }
    }

    /// Names files from the root of the dossier, and remembers what is wrong with them.
    fn taken(&mut self, problems: &mut [ProblemResult]) {
        for problem in &mut *problems {
            if let Ok(inside) = Path::new(&problem.file).strip_prefix(self.open.root()) {
                problem.file = inside.to_string_lossy().into_owned();
            }
        }
        self.beside.extend(problems.iter().cloned());
    }

    fn without(&mut self, report: &'static str, file: &str, why: &str, hint: &str) {
        let message = format!("{why}, so there is no report `{report}`");
        let problem = Problem::warning(&file.into(), Spot::new(1, 1), message);
        self.without.push((report, problem.hint(hint)));
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
                words: self.words_on(&case.edition().head.key),
                own_rows: &self.own_rows[index],
                sources: self.sources[index].clone(),
                sheet: self.sheets[index].clone(),
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
            whole: self.whole,
            pathway: self.pathway.as_ref(),
            decision: self.decision.as_ref(),
            trace: self.trace.as_ref(),
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
    question.answered()?;
    let gathered = Gathered::new(open, &question.dossier, false, question.needs_cases())?.completed(question)?;
    let matter = gathered.matter(question.brand);
    for report in question.chosen() {
        for (name, part) in parts(report, &matter) {
            let document = (report.compose)(&part);
            if !document.blocks.is_empty() {
                look(&name, &document);
            }
        }
    }
    Ok(())
}

/// Makes every report that is asked for in every format, and hands each file over as soon as it is made.
///
/// Out: everything that is wrong with the files the reports rest on, each thing once, and which reports there are not.
///
/// # Errors
/// When the question fits nothing in the dossier, a report cannot be made, or `write` fails.
pub fn reports(
    open: &OpenDossier<'_>,
    question: &ReportsQuestion<'_>,
    mut write: impl FnMut(Artefact) -> Result<(), Error>,
) -> Result<Vec<ProblemResult>, Error> {
    question.answered()?;
    let with_own_rows = question.formats.iter().any(|format| format.own_rows);
    let gathered =
        Gathered::new(open, &question.dossier, with_own_rows, question.needs_cases())?.completed(question)?;
    let matter = gathered.matter(question.brand);
    let (mut made, mut spoken) = (0, BTreeSet::new());
    for report in question.chosen() {
        for (name, part) in parts(report, &matter) {
            let document = (report.compose)(&part);
            // Without answers, say, there is no path to show.
            if document.blocks.is_empty() {
                continue;
            }
            spoken.insert(report.id);
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
        let mut part = Cow::Borrowed(&matter);
        if let Some(id) = report {
            let Some(report) = question.chosen().find(|one| one.id == id) else { continue };
            part.to_mut().cases.retain(|case| (report.fits)(case.assessment.edition));
        }
        if part.cases.is_empty() {
            continue;
        }
        for (path, bytes) in render(&part)? {
            made += 1;
            write(Artefact { name: format.id.to_owned(), path, what: format.about.to_owned(), bytes })?;
        }
    }
    let left_out = left_out(&gathered, question, &matter, &spoken);
    if made == 0 && left_out.is_empty() {
        return Err(Error::WrongQuestion(nothing(question, &matter)));
    }
    let mut problems: Vec<ProblemResult> = matter.cases.iter().flat_map(|case| &case.problems).cloned().collect();
    problems.extend(gathered.register.problems.iter().map(ProblemResult::from));
    // Before `init` the other files are not there, and nobody misses them for the answer of the interview.
    if question.needs_cases() && question.dossier.subject.is_none() {
        problems.extend(open.dossier.problems.iter().map(ProblemResult::from));
    }
    problems.extend(gathered.beside.iter().cloned());
    problems.extend(left_out.iter().map(ProblemResult::from));
    problems.sort();
    problems.dedup();
    for problem in &mut problems {
        problem.file = crate::dossiers::placed(open.root(), &problem.file);
    }
    Ok(problems)
}

/// Which of the reports say nothing, and why: an error where somebody named the report, a warning where all are made.
/// Files are named from the root of the dossier.
fn left_out(
    gathered: &Gathered<'_, '_>,
    question: &ReportsQuestion<'_>,
    matter: &Matter<'_>,
    spoken: &BTreeSet<&str>,
) -> Vec<Problem> {
    let comes = |report: &Report| {
        question.formats.iter().any(|format| match format.made {
            Made::Document(_) => true,
            Made::Matter(of, _) => of == Some(report.id),
        })
    };
    let silent = question.chosen().filter(|report| comes(report) && !spoken.contains(report.id));
    silent
        .map(|report| {
            let known = gathered.without.iter().find(|(id, _)| *id == report.id).map(|(_, problem)| problem.clone());
            let mut problem = known.unwrap_or_else(|| {
                let message = format!(
                    "the report `{}` has nothing to say about {}",
                    report.id,
                    match matter.cases.as_slice() {
                        [case] => format!("{} against {}", case.subject.id, case.assessment.edition.head.key),
                        cases => format!("any of {} subjects and standards", cases.len()),
                    }
                );
                let hint = format!("it is {}; `standards` of a subject say what it is held against", report.about);
                Problem::warning(&dossier::COVER.into(), Spot::new(1, 1), message).hint(hint)
            });
            if !question.reports.is_empty() {
                problem.severity = Severity::Error;
            }
            problem
        })
        .collect()
}

/// What is wrong with the answers of the interview.
fn of_pathway<'o>(open: &'o OpenDossier<'_>) -> impl Iterator<Item = &'o Problem> {
    open.dossier.problems.iter().filter(|problem| *problem.place.file == *dossier::PATHWAY)
}

/// Files that cannot be read, named from where the user stands.
fn unreadable<'p>(open: &OpenDossier<'_>, problems: impl Iterator<Item = &'p Problem>) -> Error {
    Error::Unreadable(problems.map(|problem| crate::dossiers::placed_problem(open.root(), problem)).collect())
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
fn parts<'m, 'a>(report: &Report, matter: &'m Matter<'a>) -> Vec<(String, Cow<'m, Matter<'a>>)> {
    let fits = |case: &&report::Case<'_>| (report.fits)(case.assessment.edition);
    let mut fitting = matter.cases.iter().filter(fits).cloned();
    match report.scope {
        Scope::Dossier if report.id == PLAN && matter.plan.is_none() => Vec::new(),
        Scope::Dossier if matter.cases.iter().all(|case| fits(&case)) => {
            vec![(report.id.to_owned(), Cow::Borrowed(matter))]
        }
        Scope::Dossier => {
            let part = Matter { cases: fitting.by_ref().collect(), ..without_cases(matter) };
            vec![(report.id.to_owned(), Cow::Owned(part))]
        }
        Scope::Decision if matter.decision.is_none() && matter.trace.is_none() => Vec::new(),
        Scope::Decision => vec![(report.id.to_owned(), Cow::Borrowed(matter))],
        Scope::Case => {
            let mut names: BTreeMap<String, usize> = BTreeMap::new();
            fitting
                .map(|case| {
                    let name = format!("{}-{}", case_name(matter, &case), report.id);
                    let times = names.entry(name.clone()).and_modify(|times| *times += 1).or_insert(1);
                    // Ids that differ only in a slash would else be one file.
                    let name = if *times == 1 { name } else { format!("{name}-{times}") };
                    (name, Cow::Owned(Matter { cases: vec![case], ..without_cases(matter) }))
                })
                .collect()
        }
    }
}

/// Everything but the cases, which are the large part of it.
fn without_cases<'a>(matter: &Matter<'a>) -> Matter<'a> {
    Matter {
        cases: Vec::new(),
        evidence: matter.evidence.clone(),
        people: matter.people.clone(),
        record: matter.record.clone(),
        ..*matter
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

/// The sheet in which a case's own rows stand, if it is there.
fn sheet(open: &OpenDossier<'_>, case: &Case) -> Option<String> {
    let sheet = open.dossier.sheet(&case.subject.id, &case.edition().head.key);
    open.files.contains_key(&sheet).then(|| sheet.to_string())
}

/// The files on which a case rests: its subject's, and those of every subject whose rows speak for it.
fn files_of(open: &OpenDossier<'_>, subjects: &[&Subject], case: &Case) -> Vec<Arc<str>> {
    let id = &case.subject.id;
    let sheet = open.dossier.sheet(id, &case.edition().head.key);
    let mut files: BTreeSet<Arc<str>> =
        case.every_row().flat_map(|row| std::iter::once(&row.file).chain(row.verdict_file())).map(Arc::clone).collect();
    files.extend([dossier::verdict_file(&sheet).into(), sheet, dossier::EVIDENCE.into()]);
    let speaking = |subject: &&Subject| {
        subject.id == *id
            || files.iter().any(|file| file.strip_prefix(subject.id.as_str()).is_some_and(|rest| rest.starts_with('/')))
    };
    let subjects: Vec<&&Subject> = subjects.iter().filter(|subject| speaking(subject)).collect();
    files.extend(subjects.into_iter().map(|subject| dossier::subject_file(&subject.id, subject.kind).into()));
    files.into_iter().collect()
}

/// The same with their SHA-256, as far as they are there.
fn sources(open: &OpenDossier<'_>, files: &[Arc<str>]) -> Vec<(String, String)> {
    let there =
        |path: Arc<str>| open.files.get(&path).map(|bytes| (path.to_string(), folder::digest_of(bytes).to_string()));
    files.iter().cloned().filter_map(there).collect()
}
