//! What was signed off, and is it as it was? Frozen copies against their digests and against what the entry says.
//!
//! Signing is `signing`, what changed since is `signed_since`; which sign-off is in force is `dossier`'s to say.

use std::sync::Arc;

use decide::{Inputs, Library};
use dossier::{DECIDE, PAGE, PLAN, all_in_force, in_force};
use model::{Book, Date, Decision, DecisionId, Digest, Key, Problem, Spot, Statement};
use plan::Terms;
use report::{FrozenPage, SignedOffResult, SupersededResult};

use crate::change_words::standing;
use crate::decision::{Decided, DecisionQuestion, Ground};
use crate::dossiers::OpenDossier;
use crate::error::Error;
use crate::plan_terms;
use crate::signed_since::{between, since};

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
            let what = if **path == *dossier::DECISIONS { "entry" } else { "copy" };
            let hint = format!("{who}; put the {what} back as it was signed off");
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

/// Does the decision say of the frozen page what that page says: a row of it, its digest, and in the title whether the
/// recommendation was followed?
fn agrees(open: &OpenDossier<'_>, decision: &Decision) -> Result<(), (Arc<str>, String)> {
    let entry = |message: String| Err((dossier::DECISIONS.into(), message));
    let Some(path) = copy_of(decision, PAGE) else { return entry(format!("it names no frozen {PAGE}")) };
    let page = page(open, decision).map_err(|message| (path.into(), message))?;
    let outcome = &decision.outcome;
    if !page.has(outcome) {
        return entry(format!("the outcome is \"{outcome}\", and the page that was signed off has no such row"));
    }
    if decision.digest.map(|digest| digest.to_string()).as_ref() != Some(&page.digest) {
        return Err((path.into(), "the digest of the decision is not that of the page".to_owned()));
    }
    let heading = page.heading(outcome);
    if !decision.title.split_whitespace().eq(heading.split_whitespace()) {
        return entry(format!("by its page and its outcome \"{outcome}\", its title is \"{heading}\""));
    }
    if page.beside(outcome).course != "followed" && decision.reason.trim().is_empty() {
        return entry(format!("\"{outcome}\" is not what the page recommended, and no reason is given"));
    }
    Ok(())
}

/// The path of the frozen copy of a file.
fn copy_of<'d>(decision: &'d Decision, file: &str) -> Option<&'d str> {
    decision.files.iter().map(|one| &*one.path).find(|path| path.rsplit('/').next() == Some(file))
}

fn page(open: &OpenDossier<'_>, decision: &Decision) -> Result<FrozenPage, String> {
    let bytes = copy_of(decision, PAGE).and_then(|path| open.files.get(path)).map(Vec::as_slice);
    FrozenPage::read(bytes.unwrap_or_default()).map_err(|reason| format!("this is no page of a decision: {reason}"))
}

/// Which of the files that a sign-off froze mean something else today: each by its name. Measurements come all the time,
/// and no decision rests on them; comments, blanks and the order of a plan's entries mean nothing.
pub(crate) fn changed_inputs(open: &OpenDossier<'_>, decision: &Decision) -> Vec<&'static str> {
    let frozen = |file: &str| {
        let path = copy_of(decision, file)?;
        decision.files.iter().find(|one| &*one.path == path)?.sha256
    };
    let bytes = |path: Option<&str>| path.and_then(|path| open.files.get(path)).map(Vec::as_slice);
    let inputs = |path: Option<&str>| {
        let text = String::from_utf8_lossy(bytes(path)?);
        let (inputs, _) = decide::read(&Library::of(open.library.catalogue), DECIDE, &text);
        Some(Inputs { measurements: Vec::new(), ..inputs })
    };
    let same = |file: &str| match file {
        DECIDE => inputs(copy_of(decision, DECIDE)) == inputs(Some(DECIDE)),
        _ => {
            let library = plan::Library::of(open.library.catalogue);
            let terms = |path: Option<&str>| plan_terms::read(bytes(path), &library).0;
            terms(copy_of(decision, PLAN)).changes(&terms(Some(PLAN)), &library).is_empty()
        }
    };
    [DECIDE, PLAN].into_iter().filter(|file| frozen(file) != now(open, file) && !same(file)).collect()
}

/// The sign-offs in force on a day that did not follow their page's recommendation.
pub(crate) fn otherwise<'o>(open: &'o OpenDossier<'_>, at: Date) -> Vec<&'o Decision> {
    let book = &open.dossier.book;
    let signed = all_in_force(book, Some(at)).into_values().flatten();
    let other = |one: &&Decision| page(open, one).is_ok_and(|page| page.beside(&one.outcome).course != "followed");
    signed.filter(other).collect()
}

/// A warning for each sign-off in force whose inputs are others today. In: the day; `None` for all that is signed off.
pub(crate) fn outdated(open: &OpenDossier<'_>, at: Option<Date>) -> Vec<Problem> {
    let book = &open.dossier.book;
    let signed = all_in_force(book, at).into_values().flatten();
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
pub(crate) struct Frozen {
    pub(crate) inputs: Inputs,
    pub(crate) terms: Terms,
    pub(crate) page: FrozenPage,
}

impl Frozen {
    fn of(open: &OpenDossier<'_>, ground: &Ground<'_>, decision: &Decision) -> Option<Self> {
        let mut only = Book::default();
        let place = model::Place { file: dossier::DECISIONS.into(), spot: Spot::new(1, 1) };
        let origin = model::Origin { place, spots: model::Spots::default() };
        only.apply(model::Entry::draft(Statement::Decision(decision.clone()), origin)).ok()?;
        if !broken(open, &only, None).is_empty() {
            return None;
        }
        let text = open.files.get(copy_of(decision, DECIDE)?)?;
        let (inputs, _) = decide::read(&ground.library, DECIDE, &String::from_utf8_lossy(text));
        let plan = copy_of(decision, PLAN).and_then(|path| open.files.get(path)).map(Vec::as_slice);
        let (terms, _) = plan_terms::read(plan, &ground.terms.assumed);
        Some(Self { inputs, terms, page: page(open, decision).ok()? })
    }
}

/// The sign-off in force for the subject of a decision on its day, with what changed since, and its page where the copies
/// are as they were signed off.
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
) -> Result<Option<(SignedOffResult, Option<FrozenPage>)>, Error> {
    let book = &open.dossier.book;
    let Some(decision) = in_force(book, &made.ground.subject.id, Some(question.at)).pop() else { return Ok(None) };
    let ground = &made.ground;
    let frozen = Frozen::of(open, ground, decision);
    let (recorded, _) = open.recorded()?;
    let key = Key::Decision(decision.id.clone());
    let says = standing(&recorded, &key) == standing(book, &key);
    let entry = recorded.entry(&key).filter(|_| says).and_then(|entry| entry.made.as_ref()).map(|made| made.seq);
    let superseded = decision.supersedes.as_ref().and_then(|id| find(book, id)).map(|old| {
        let then = Frozen::of(open, ground, old);
        let changes = then.as_ref().zip(frozen.as_ref()).map(|(from, to)| between(ground, (old, from), (decision, to)));
        let words = words(old);
        SupersededResult {
            id: old.id.to_string(),
            by: words.by,
            date: words.date,
            option: old.outcome.clone(),
            title: title(then.as_ref(), old),
            recommendation: then.as_ref().map(|then| then.page.beside(&old.outcome)),
            changes,
        }
    });
    let Words { by, date } = words(decision);
    let result = SignedOffResult {
        id: decision.id.to_string(),
        by,
        date,
        option: decision.outcome.clone(),
        title: title(frozen.as_ref(), decision),
        recommendation: frozen.as_ref().map(|frozen| frozen.page.beside(&decision.outcome)),
        reason: decision.reason.clone(),
        entry,
        seed: decision.seed,
        draws: decision.draws,
        program: decision.program.clone(),
        digest: decision.digest.map(|digest| digest.to_string()),
        intact: frozen.is_some(),
        since: frozen.as_ref().map(|frozen| since(open, made, question, decision, frozen)),
        superseded,
    };
    Ok(Some((result, frozen.map(|frozen| frozen.page))))
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
