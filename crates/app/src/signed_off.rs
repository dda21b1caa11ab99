//! What was signed off, is it as it was, and what changed since? Frozen copies against what the files say today.
//!
//! Signing is `signing`; which sign-off is in force is `dossier`'s to say.

use std::collections::BTreeSet;
use std::sync::Arc;

use decide::{Inputs, Library};
use dossier::{DECIDE, PAGE, PLAN, in_force};
use model::{Book, Decision, DecisionId, Digest, Key, Problem, Spot, Statement};
use report::{
    ChangesResult, FrozenPage, ImportanceChangeResult, InputChangeResult, SignedOffResult, StandingsResult,
    SupersededResult,
};

use crate::PROGRAM;
use crate::change_words::standing;
use crate::decision::{Decided, DecisionQuestion, draws};
use crate::dossiers::OpenDossier;
use crate::error::Error;

/// The digest of a file as it lies there now; `None` where it is not there.
pub(crate) fn now(open: &OpenDossier<'_>, path: &str) -> Option<Digest> {
    match open.files.get(path) {
        Some(bytes) => Some(folder::digest_of(bytes)),
        // The sample that came with the program is not changed by what lies in a folder of that name.
        None if open.compiled_journal.is_some() => None,
        None => folder::digest(&open.folder.path(path)).ok(),
    }
}

/// The frozen copies that are not as signed off, by what a book says. In: who names them, for hints.
pub(crate) fn broken(open: &OpenDossier<'_>, book: &Book, journal: Option<&str>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (statement, entry) in book.statements() {
        let Statement::Decision(decision) = statement else { continue };
        let who = match (journal, &entry.made) {
            (Some(journal), Some(made)) => format!("entry {} of {journal} names it", made.seq),
            _ => format!("{} names it", dossier::DECISIONS),
        };
        let mut say = |path: &Arc<str>, message: String| {
            let hint = format!("{who}; put the copy back as it was signed off");
            problems.push(Problem::error(path, Spot::new(1, 1), format!("{}: {message}", decision.id)).hint(hint));
        };
        let before = decision.files.len();
        let mut whole = 0;
        for file in &decision.files {
            let Some(signed) = file.sha256 else { continue };
            match now(open, &file.path) {
                Some(digest) if digest == signed => whole += 1,
                Some(digest) => say(&file.path, format!("the copy's digest is {digest}, signed off is {signed}")),
                None => say(&file.path, "the copy is not there, or is no file".to_owned()),
            }
        }
        if whole == before
            && decision.is_sign_off()
            && let Err((path, message)) = agrees(open, decision)
        {
            say(&path, message);
        }
    }
    problems
}

/// Does the frozen page say what the decision says of it?
fn agrees(open: &OpenDossier<'_>, decision: &Decision) -> Result<(), (Arc<str>, String)> {
    let path: Arc<str> = match copy_of(decision, PAGE) {
        Some(path) => path.into(),
        None => return Err((dossier::DECISIONS.into(), format!("it names no frozen {PAGE}"))),
    };
    let page = page(open, decision).map_err(|message| (path.clone(), message))?;
    if page.answer.option.as_deref() != Some(decision.outcome.as_str()) {
        return Err((path, format!("the outcome is {:?}, and the page gives another answer", decision.outcome)));
    }
    match decision.digest.map(|digest| digest.to_string()) {
        Some(digest) if digest == page.digest => Ok(()),
        _ => Err((path, "the digest of the decision is not that of the page".to_owned())),
    }
}

/// The path of the frozen copy of a file.
fn copy_of<'d>(decision: &'d Decision, file: &str) -> Option<&'d str> {
    decision.files.iter().map(|one| &*one.path).find(|path| path.rsplit('/').next() == Some(file))
}

fn page(open: &OpenDossier<'_>, decision: &Decision) -> Result<FrozenPage, String> {
    let bytes = copy_of(decision, PAGE).and_then(|path| open.files.get(path)).map(Vec::as_slice);
    FrozenPage::read(bytes.unwrap_or_default()).map_err(|reason| format!("this is no page of a decision: {reason}"))
}

/// Which of the files that a sign-off froze say something else today: each by its name. Measurements come all the time, and
/// no decision rests on them.
pub(crate) fn changed_inputs(open: &OpenDossier<'_>, decision: &Decision) -> Vec<&'static str> {
    let frozen = |file: &str| {
        let path = copy_of(decision, file)?;
        decision.files.iter().find(|one| &*one.path == path)?.sha256
    };
    let inputs = |path: &str| {
        let text = String::from_utf8_lossy(open.files.get(path)?);
        let (inputs, _) = decide::read(&Library::of(open.library.catalogue), DECIDE, &text);
        Some(Inputs { measurements: Vec::new(), ..inputs })
    };
    let same = |file: &str| file == DECIDE && copy_of(decision, file).and_then(inputs) == inputs(file);
    [DECIDE, PLAN].into_iter().filter(|file| frozen(file) != now(open, file) && !same(file)).collect()
}

/// A warning for each sign-off in force whose inputs are others today.
pub(crate) fn outdated(open: &OpenDossier<'_>) -> Vec<Problem> {
    let book = &open.dossier.book;
    let signed = book.subjects().flat_map(|(subject, _)| in_force(book, &subject.id));
    let changed =
        signed.flat_map(|decision| changed_inputs(open, decision).into_iter().map(move |file| (decision, file)));
    changed
        .map(|(decision, file)| {
            let message = format!("{file} is not what {} signed off", decision.id);
            let hint = "`plimsoll decide` shows what changed since; a new sign-off supersedes the old one";
            Problem::warning(&file.into(), Spot::new(1, 1), message).hint(hint)
        })
        .collect()
}

/// What was frozen, read again; `None` where a copy is not as it was signed off.
struct Frozen {
    inputs: Inputs,
    page: FrozenPage,
}

impl Frozen {
    fn of(open: &OpenDossier<'_>, library: &Library, decision: &Decision) -> Option<Self> {
        let mut only = Book::default();
        let place = model::Place { file: dossier::DECISIONS.into(), spot: Spot::new(1, 1) };
        let origin = model::Origin { place, spots: model::Spots::default() };
        only.apply(model::Entry::draft(Statement::Decision(decision.clone()), origin)).ok()?;
        if !broken(open, &only, None).is_empty() {
            return None;
        }
        let text = open.files.get(copy_of(decision, DECIDE)?)?;
        let (inputs, _) = decide::read(library, DECIDE, &String::from_utf8_lossy(text));
        Some(Self { inputs, page: page(open, decision).ok()? })
    }
}

/// The sign-off in force for the subject of a decision, and what changed since.
///
/// The answer then is the one on the frozen page; the inputs then are read again from the frozen file. Where both
/// changed, the decision is made once more from the frozen inputs on the rows of today, to say which of the two turned it.
///
/// # Errors
/// When the journal cannot be read.
pub(crate) fn signed_off(
    open: &OpenDossier<'_>,
    made: &Decided<'_>,
    question: &DecisionQuestion,
) -> Result<Option<SignedOffResult>, Error> {
    let book = &open.dossier.book;
    let Some(decision) = in_force(book, &made.ground.subject.id).pop() else { return Ok(None) };
    let library = &made.ground.library;
    let frozen = Frozen::of(open, library, decision);
    let (recorded, _) = open.recorded()?;
    let key = Key::Decision(decision.id.clone());
    let says = standing(&recorded, &key) == standing(book, &key);
    let entry = recorded.entry(&key).filter(|_| says).and_then(|entry| entry.made.as_ref()).map(|made| made.seq);
    let superseded = decision.supersedes.as_ref().and_then(|id| find(book, id)).map(|old| {
        let then = Frozen::of(open, library, old);
        let changes = then.as_ref().zip(frozen.as_ref()).map(|(from, to)| between(old, from, decision, to));
        let words = words(old);
        SupersededResult {
            id: old.id.to_string(),
            by: words.by,
            date: words.date,
            option: old.outcome.clone(),
            title: title(then.as_ref(), old),
            changes,
        }
    });
    let Words { by, date } = words(decision);
    Ok(Some(SignedOffResult {
        id: decision.id.to_string(),
        by,
        date,
        option: decision.outcome.clone(),
        title: title(frozen.as_ref(), decision),
        reason: decision.reason.clone(),
        entry,
        seed: decision.seed,
        draws: decision.draws,
        program: decision.program.clone(),
        digest: decision.digest.map(|digest| digest.to_string()),
        intact: frozen.is_some(),
        since: frozen.as_ref().map(|frozen| since(open, made, question, decision, frozen)),
        superseded,
    }))
}

struct Words {
    by: String,
    date: String,
}

fn words(decision: &Decision) -> Words {
    Words {
        by: decision.by.as_ref().map(ToString::to_string).unwrap_or_default(),
        date: decision.date.map(|date| date.to_string()).unwrap_or_default(),
    }
}

fn title(frozen: Option<&Frozen>, decision: &Decision) -> String {
    frozen.map_or_else(|| decision.title.clone(), |frozen| frozen.page.title_of(&decision.outcome))
}

fn find<'b>(book: &'b Book, id: &DecisionId) -> Option<&'b Decision> {
    match book.entry(&Key::Decision(id.clone()))?.statement()? {
        Statement::Decision(decision) => Some(decision).filter(|one| one.is_sign_off()),
        _ => None,
    }
}

/// What changed from a sign-off to the page of today.
fn since(
    open: &OpenDossier<'_>,
    made: &Decided<'_>,
    question: &DecisionQuestion,
    decision: &Decision,
    frozen: &Frozen,
) -> ChangesResult {
    let page = made.page(open, Vec::new(), None);
    let to = page.answer.option.as_ref().map_or_else(|| page.sentence.clone(), |id| titled(&page, id));
    let answer_changed = page.answer.option.as_deref() != Some(decision.outcome.as_str());
    let (importances, inputs) = decide::input_changes(&frozen.inputs, &made.ground.inputs);
    let same_inputs_today = (answer_changed && !(importances.is_empty() && inputs.is_empty())).then(|| {
        let again = decided_again(open, made, question, &frozen.inputs);
        match again.recommendation {
            decide::Recommendation::One(id) => titled(&page, &id),
            _ => "no one answer".to_owned(),
        }
    });
    let mut inputs: Vec<InputChangeResult> = inputs.into_iter().map(input).collect();
    if changed_inputs(open, decision).contains(&PLAN) {
        inputs.push(InputChangeResult {
            input: PLAN.to_owned(),
            from: Some("as signed".into()),
            to: Some(if open.files.contains_key(PLAN) { "another" } else { "none" }.into()),
        });
    }
    // What the plans come to rests on more than the files above: targets, products, the library of actions.
    let about = |line: &str| line.split([' ', ':']).next().unwrap_or_default().to_owned();
    for line in page.plans.iter().filter(|line| !frozen.page.plans.contains(line)) {
        let then = frozen.page.plans.iter().find(|one| about(one) == about(line)).cloned();
        inputs.push(InputChangeResult {
            input: format!("plan of {}", about(line)),
            from: then,
            to: Some(line.clone()),
        });
    }
    inputs.extend(made_by(
        decision,
        &Maker {
            seed: Some(question.seed),
            draws: Some(question.draws.into()),
            program: PROGRAM,
            library: Some(made.library.clone()),
        },
    ));
    let (closed, opened) = rows(&frozen.page.standings, &page.standings);
    ChangesResult {
        answer_changed,
        // One option may be called otherwise by a later program; its id says that it is the same.
        from: frozen.page.title_of(&decision.outcome),
        to,
        same_inputs_today,
        importances: importances.into_iter().map(importance).collect(),
        inputs,
        closed,
        opened,
    }
}

fn titled(page: &report::DecisionResult, id: &str) -> String {
    page.rows.iter().find(|row| row.id == id).map_or(id.to_owned(), |row| format!("“{}”", row.title))
}

/// The decision on other inputs, with the rows, plans, seed and program of today.
fn decided_again(
    open: &OpenDossier<'_>,
    made: &Decided<'_>,
    question: &DecisionQuestion,
    inputs: &Inputs,
) -> decide::Decision {
    let ground = &made.ground;
    if inputs.horizon_years == ground.inputs.horizon_years {
        return decide::decide(&ground.library, inputs, &made.situation, draws(question));
    }
    let assessments = ground.assessments(open);
    let (situation, _) = ground.situation_over(open, &assessments, question, inputs.horizon_years);
    decide::decide(&ground.library, inputs, &situation, draws(question))
}

/// What changed from one sign-off to the one that supersedes it: both answers are those of their frozen pages.
fn between(old: &Decision, from: &Frozen, new: &Decision, to: &Frozen) -> ChangesResult {
    let (importances, inputs) = decide::input_changes(&from.inputs, &to.inputs);
    let mut inputs: Vec<InputChangeResult> = inputs.into_iter().map(input).collect();
    inputs.extend(made_by(
        old,
        &Maker {
            seed: new.seed,
            draws: new.draws,
            program: &new.program,
            library: new.library.map(|digest| digest.to_string()),
        },
    ));
    let (closed, opened) = rows(&from.page.standings, &to.page.standings);
    ChangesResult {
        answer_changed: old.outcome != new.outcome,
        from: from.page.title_of(&old.outcome),
        to: to.page.title_of(&new.outcome),
        same_inputs_today: None,
        importances: importances.into_iter().map(importance).collect(),
        inputs,
        closed,
        opened,
    }
}

fn importance(one: decide::ImportanceChange) -> ImportanceChangeResult {
    ImportanceChangeResult { driver: one.driver, from: one.from, to: one.to }
}

fn input(one: decide::InputChange) -> InputChangeResult {
    InputChangeResult { input: one.input, from: one.from, to: one.to }
}

/// With what a page was made.
struct Maker<'m> {
    seed: Option<u64>,
    draws: Option<u64>,
    program: &'m str,
    library: Option<String>,
}

fn made_by(old: &Decision, new: &Maker<'_>) -> Vec<InputChangeResult> {
    let number = |number: Option<u64>| number.map(|number| number.to_string());
    let short = |digest: Option<String>| digest.and_then(|digest| digest.get(..12).map(str::to_owned));
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let pairs = [
        ("seed", number(old.seed), number(new.seed)),
        ("draws", number(old.draws), number(new.draws)),
        ("program", said(&old.program), said(new.program)),
        ("data of the program", short(old.library.map(|digest| digest.to_string())), short(new.library.clone())),
    ];
    let changed = pairs.into_iter().filter(|(_, from, to)| from != to);
    changed.map(|(what, from, to)| InputChangeResult { input: what.to_owned(), from, to }).collect()
}

/// Rows that are shown now and were not then, and the other way round.
fn rows(then: &[StandingsResult], now: &[StandingsResult]) -> (Vec<String>, Vec<String>) {
    let shown = |list: &[StandingsResult]| -> Vec<String> {
        list.iter().flat_map(|one| one.shown.iter().map(move |row| format!("{} {row}", one.standard))).collect()
    };
    let (then, now) = (shown(then), shown(now));
    let without = |all: &[String], known: &[String]| -> Vec<String> {
        let known: BTreeSet<&String> = known.iter().collect();
        all.iter().filter(|row| !known.contains(row)).cloned().collect()
    };
    (without(&now, &then), without(&then, &now))
}
