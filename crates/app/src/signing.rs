//! How is a decision signed off? Its page and what it rested on are frozen, and an entry says who decided, when and why.
//!
//! The signature itself is `recording`'s: what is signed off goes into the journal with `plimsoll record`.

use dossier::{DECIDE, FileEdit, ID_HINT, PAGE, PLAN, frozen_file, in_force, is_id};
use model::{Change, Decision, DecisionId, DecisionKind, Digest, Key, Person, PieceFile, Problem, Statement};
use report::{DecisionResult, FrozenPage, ProblemResult};

use crate::PROGRAM;
use crate::changes::Planned;
use crate::decision::{Decided, DecisionQuestion};
use crate::dossiers::{OpenDossier, placed_problem};
use crate::error::Error;
use crate::signed_off::{broken, changed_inputs, signed_off};

/// The file that keeps git from changing line ends.
const ATTRIBUTES: &str = ".gitattributes";
/// The line of it that frozen copies need.
const KEPT: &str = "decisions/** -text";

/// Who signs what off, and why.
#[derive(Debug, Clone, Default)]
pub struct SignOffInput {
    /// The id of the new decision.
    pub id: String,
    /// The id of the person who decides.
    pub by: String,
    /// The row that is signed; the answer, if left out.
    pub option: Option<String>,
    /// Why, in the decider's words; may be empty where the recommendation is followed.
    pub reason: String,
}

/// Plans a sign-off: frozen copies of what the page rests on, the page itself, and an entry in `decisions.toml` that
/// supersedes the sign-off in force.
///
/// # Errors
/// When the id is none or taken, the person may not decide, the inputs have errors, no row is named and there is no one
/// answer, the named row is not there, it is not the answer and nobody says why, too few draws were made, or nothing
/// changed since the sign-off in force.
pub fn sign_off(open: &OpenDossier<'_>, question: &DecisionQuestion, input: &SignOffInput) -> Result<Planned, Error> {
    let wrong = |message: String| Err(Error::WrongQuestion(message));
    let id = free_id(open, &input.id)?;
    let by = decider(open, &input.by)?;
    if input.reason.chars().any(char::is_control) {
        return wrong(
            "--reason: a reason is one line without control characters: it stays in the journal for good".into(),
        );
    }
    if question.draws < decide::ENOUGH_DRAWS {
        let (few, enough) = (question.draws, decide::ENOUGH_DRAWS);
        return wrong(format!("nothing is signed off on {few} draws; {enough} or more are needed"));
    }
    if question.seed > dossier::limits::WHOLE_NUMBER {
        return wrong(format!("--seed: what is signed off has a seed of at most {}", dossier::limits::WHOLE_NUMBER));
    }
    let made = Decided::new(open, question)?;
    let mut errors: Vec<&Problem> = made.ground.problems.iter().filter(|one| one.is_error()).collect();
    let lost = broken(open, &open.dossier.book, None);
    errors.extend(&lost);
    if !errors.is_empty() {
        return Err(Error::Unreadable(errors.into_iter().map(|one| placed_problem(open.root(), one)).collect()));
    }
    // The frozen page is the same wherever the folder lies.
    let problems = made.ground.problems.iter().map(ProblemResult::from).collect();
    let mut page = made.page(open, problems, None);
    if crate::dossiers::title_of(&open.dossier).is_none() {
        page.title.clone_from(&page.name);
    }
    let bytes = report::json(&page).map_err(|error| Error::WrongQuestion(error.to_string()))?.into_bytes();
    let frozen = FrozenPage::read(&bytes).map_err(Error::WrongQuestion)?;
    let option = chosen(&page, &frozen, input)?;
    let supersedes = superseded(open, &made, question, option)?;
    let mut copies = vec![copy(&id, DECIDE, open.files.get(DECIDE).cloned().unwrap_or_default())];
    if let Ok(terms) = crate::files::read(&open.folder.path(PLAN)) {
        copies.push(copy(&id, PLAN, terms));
    }
    copies.push(copy(&id, PAGE, bytes));
    let decision = Decision {
        title: frozen.heading(option),
        subject: Some(made.ground.subject.id.clone()),
        date: Some(question.at),
        by: Some(by.id.clone()),
        outcome: option.to_owned(),
        reason: input.reason.trim().to_owned(),
        supersedes,
        digest: Digest::parse(&made.digest),
        seed: Some(question.seed),
        draws: Some(question.draws.into()),
        program: PROGRAM.to_owned(),
        library: Digest::parse(&made.library),
        files: copies
            .iter()
            .map(|one| PieceFile { path: one.path.clone(), sha256: Some(folder::digest_of(&one.bytes)) })
            .collect(),
        ..Decision::new(id, DecisionKind::Business)
    };
    let mut planned = open.plan(vec![Change::State(Statement::Decision(decision))], Vec::new())?;
    copies.extend(attributes(open));
    // The list names copies only when they are there.
    planned.edits.splice(0..0, copies);
    Ok(planned)
}

/// The row that is signed: people decide, and say why where the page recommends another one or none.
fn chosen<'i>(page: &'i DecisionResult, frozen: &FrozenPage, input: &'i SignOffInput) -> Result<&'i str, Error> {
    let wrong = |message: String| Err(Error::WrongQuestion(message));
    let rows = || {
        let rows: Vec<String> = page.rows.iter().map(|row| format!("{} (“{}”)", row.id, row.title)).collect();
        rows.join(", ")
    };
    let Some(option) = input.option.as_deref().or(page.answer.option.as_deref()) else {
        return wrong(format!(
            "there is no one answer to sign off: {}\n  \
             hint: people decide all the same with --option and --reason; rows are {}",
            page.sentence,
            rows()
        ));
    };
    if !frozen.has(option) {
        return wrong(format!("--option: the page has no row \"{option}\"; rows are {}", rows()));
    }
    let beside = frozen.beside(option);
    if beside.course == "followed" || !input.reason.trim().is_empty() {
        return Ok(option);
    }
    let title = frozen.title_of(option);
    let why = match beside.course {
        "against" => format!("{title} is not what the page recommends, which is {}", beside.words),
        _ => format!("{title} would be signed without a recommendation: {}", beside.words),
    };
    let fails = beside.fails.iter().map(|must| format!("; it does not meet what every option must: {must}"));
    wrong(format!("--reason: {why}{}; say in a line why it is signed", fails.collect::<String>()))
}

fn free_id(open: &OpenDossier<'_>, id: &str) -> Result<DecisionId, Error> {
    if !is_id(id) {
        return Err(Error::WrongQuestion(format!("--sign-off: \"{id}\" is not an id; {ID_HINT}")));
    }
    let taken = DecisionId::new(id);
    if open.dossier.book.entry(&Key::Decision(taken.clone())).is_some() {
        let message = format!("--sign-off: there is a decision \"{id}\" already; give this one an id of its own");
        return Err(Error::WrongQuestion(message));
    }
    // What an earlier decision left behind is not written over.
    let left = [DECIDE, PLAN, PAGE].map(|file| frozen_file(id, file));
    match left.iter().find(|path| open.folder.path(path).exists()) {
        Some(path) => {
            Err(Error::WrongQuestion(format!("{path} is there already; give this decision an id of its own")))
        }
        None => Ok(taken),
    }
}

/// The person who decides: an applicant, since a decision of the kind `business` is theirs.
fn decider<'b>(open: &'b OpenDossier<'_>, id: &str) -> Result<&'b Person, Error> {
    let book = &open.dossier.book;
    let statement = Statement::Decision(Decision::new(DecisionId::new(""), DecisionKind::Business));
    let may = |person: &Person| person.capacities.iter().any(|capacity| capacity.may_state(&statement));
    let able = || {
        let ids: Vec<&str> =
            book.people().map(|(person, _)| person).filter(|one| may(one)).map(|one| one.id.as_str()).collect();
        if ids.is_empty() { "nobody yet".to_owned() } else { ids.join(", ") }
    };
    match book.person(id) {
        Some(person) if may(person) => Ok(person),
        Some(person) => {
            let capacities: Vec<String> = person.capacities.iter().map(ToString::to_string).collect();
            Err(Error::WrongQuestion(format!(
                "--by: {id} acts as {}, and a business decision is an applicant's; here that is {}",
                capacities.join(", "),
                able()
            )))
        }
        None => Err(Error::WrongQuestion(format!(
            "--by: dossier.toml has no person \"{id}\"; a business decision is an applicant's, here that is {}",
            able()
        ))),
    }
}

/// The sign-off in force, which the new one supersedes.
fn superseded(
    open: &OpenDossier<'_>,
    made: &Decided<'_>,
    question: &DecisionQuestion,
    option: &str,
) -> Result<Option<DecisionId>, Error> {
    let wrong = |message: String| Err(Error::WrongQuestion(message));
    // Whatever its day: what is dated later stands in the way, since only a later decision supersedes it.
    let old = match in_force(&open.dossier.book, &made.ground.subject.id, None).as_slice() {
        [] => return Ok(None),
        [old] => (*old).clone(),
        [first, .., last] => {
            let ids = (&first.id, &last.id);
            return wrong(format!(
                "{} and {} are both in force; say in {} which holds",
                ids.0,
                ids.1,
                dossier::DECISIONS
            ));
        }
    };
    if let Some(date) = old.date.filter(|date| *date > question.at) {
        return wrong(format!(
            "{} was signed off on {date}; only a later decision supersedes it, not one of {}",
            old.id, question.at
        ));
    }
    let same = old.outcome == option
        && changed_inputs(open, &old).is_empty()
        && signed_off(open, made, question)?.and_then(|(one, _)| one.since).is_some_and(|since| since.is_nothing());
    if same {
        return wrong(format!("there is nothing to sign off: {} stands, and nothing has changed since", old.id));
    }
    Ok(Some(old.id))
}

fn copy(id: &DecisionId, file: &str, bytes: Vec<u8>) -> FileEdit {
    FileEdit { path: frozen_file(id.as_str(), file).into(), before: None, bytes }
}

/// The line that keeps git from changing line ends of copies, where the folder has such a file without it.
fn attributes(open: &OpenDossier<'_>) -> Option<FileEdit> {
    let before = crate::files::read(&open.folder.path(ATTRIBUTES)).ok()?;
    let text = std::str::from_utf8(&before).ok()?;
    if text.lines().any(|line| line.trim() == KEPT) {
        return None;
    }
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let bytes = format!("{text}{end}{KEPT}\n").into_bytes();
    Some(FileEdit { path: ATTRIBUTES.into(), before: Some(before), bytes })
}
