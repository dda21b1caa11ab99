//! What does the journal know? Replayed with every signature, held against the files, compared with them.
//!
//! Adding to it is `recording`, checking it for an auditor is `verification`.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::thread;

use assess::Register;
use dossier::{Dossier, JOURNAL};
use model::{Book, Date, Entry, Key, Person, PersonId, Problem, PublicKey, Spot, Statement};
use record::{Replay, Signed, replay_unchecked, replay_with};
use report::{ComparisonResult, DossierResult};

use crate::change_words::standing;
use crate::dossiers::{DossierQuestion, OpenDossier, Source, compare_books};
use crate::error::Error;

/// From this many signatures on it is worth spreading them over threads.
const WORTH_THREADS: usize = 64;

/// Replays the journal with every signature checked, spread over the processors.
pub(crate) fn replayed(open: &OpenDossier<'_>) -> Result<Option<(Replay, u64)>, Error> {
    let Some(bytes) = open.journal()? else { return Ok(None) };
    let mut replay = replay_with(JOURNAL, &bytes, &check);
    replay.problems.extend(empty(&bytes));
    Ok(Some((replay, bytes.len() as u64)))
}

/// A journal that is there and empty was emptied.
fn empty(bytes: &[u8]) -> Option<Problem> {
    let hint = "take it from git or a copy; a dossier of which nothing is recorded has no such file";
    let problem = Problem::error(&JOURNAL.into(), Spot::new(1, 1), "this journal holds no entry").hint(hint);
    bytes.is_empty().then_some(problem)
}

fn check(signed: &[Signed<'_>]) -> Vec<bool> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    if workers < 2 || signed.len() < WORTH_THREADS {
        return Signed::verify_all(signed);
    }
    let share = signed.len().div_ceil(workers);
    thread::scope(|scope| {
        let work: Vec<_> = signed.chunks(share).map(|chunk| scope.spawn(|| Signed::verify_all(chunk))).collect();
        // A worker that fell over checked nothing: its signatures count as wrong.
        let answers = work.into_iter().zip(signed.chunks(share));
        answers.flat_map(|(work, chunk)| work.join().unwrap_or_else(|_| vec![false; chunk.len()])).collect()
    })
}

impl OpenDossier<'_> {
    /// The journal's bytes, if there is one.
    fn journal(&self) -> Result<Option<Cow<'_, [u8]>>, Error> {
        match self.compiled_journal {
            Some(bytes) => Ok(Some(Cow::Borrowed(bytes))),
            None => Ok(self.folder.read_journal()?.map(Cow::Owned)),
        }
    }

    /// The journal replayed without looking at signatures.
    pub(crate) fn unchecked(&self) -> Result<Option<Replay>, Error> {
        let Some(bytes) = self.journal()? else { return Ok(None) };
        let mut replay = replay_unchecked(JOURNAL, &bytes);
        replay.problems.extend(empty(&bytes));
        Ok(Some(replay))
    }

    /// What is recorded, without looking at signatures; empty where nobody recorded anything.
    pub(crate) fn recorded(&self) -> Result<(Book, Vec<Problem>), Error> {
        Ok(self.unchecked()?.map(|replay| (replay.book, replay.problems)).unwrap_or_default())
    }

    /// What was recorded by the end of a day, or until now.
    ///
    /// # Errors
    /// When nothing was.
    pub(crate) fn recorded_by(&self, since: Option<Date>) -> Result<(Book, Vec<Problem>), Error> {
        let (mut book, problems) = self.recorded()?;
        if let Some(since) = since {
            let mut earlier = Book::default();
            let by_then = |entry: &&Entry| entry.made.as_ref().is_some_and(|made| made.at.day() <= since);
            for entry in book.entries().filter(by_then) {
                // What an earlier clock put behind a later one leans on an entry that is not there by then.
                let _ = earlier.apply(entry.clone());
            }
            book = earlier;
        }
        if book.entries().next().is_none() {
            let when = since.map(|since| format!(" by the end of {since}")).unwrap_or_default();
            return Err(Error::WrongQuestion(format!(
                "nobody recorded anything{when}, so there is nothing to compare with; name a second dossier"
            )));
        }
        Ok((book, problems))
    }

    /// What the journal knows of the verdicts in the files: which of them nobody signed, and which do not say what was
    /// examined while the claim said something else then.
    ///
    /// Only where there is a journal at all: a folder without one is all unrecorded statements.
    pub(crate) fn doubts(&self) -> Result<Doubts, Error> {
        let (recorded, problems) = self.recorded()?;
        let mut doubts =
            Doubts { problems: problems.into_iter().filter(Problem::is_error).collect(), ..Doubts::default() };
        if recorded.entries().next().is_none() {
            return Ok(doubts);
        }
        for (statement, entry) in self.dossier.book.statements() {
            let (Statement::Verdict(row, found), Some(origin)) = (statement, &entry.origin) else { continue };
            if found.verdict.is_none() && found.maturity.is_none() {
                continue;
            }
            let key = statement.key();
            if standing(&recorded, &key) != Some(statement) {
                let message = format!("{}: this verdict is not recorded, so nobody signed it", row.requirement);
                let problem = Problem::warning(&origin.place.file, origin.spots.verdict, message);
                doubts.unsigned.push(problem.hint("the evaluator records it with `plimsoll record`"));
            } else if found.examined.is_none() && self.claim_changed(&recorded, row, &key) {
                doubts.changed.insert(row.clone());
            }
        }
        Ok(doubts)
    }

    /// Did the claim say something else when the verdict was recorded than the files say now?
    fn claim_changed(&self, recorded: &Book, row: &model::RowId, verdict: &Key) -> bool {
        let claim = Key::Claim(row.clone());
        let status = |statement: Option<&Statement>| match statement {
            Some(Statement::Claim(_, claim)) => claim.status,
            _ => None,
        };
        let given = recorded.entry(verdict).and_then(|entry| entry.made.as_ref()).map(|made| made.seq);
        let before = recorded.entries().filter(|entry| entry.change.key() == claim);
        let before = before.filter(|entry| entry.made.as_ref().map(|made| made.seq) < given).last();
        before.is_some_and(|entry| status(entry.statement()) != status(standing(&self.dossier.book, &claim)))
    }

    pub(crate) fn name_of(&self, person: &PersonId) -> String {
        self.dossier.names.get(person).map(|name| name.name.clone()).unwrap_or_default()
    }

    pub(crate) fn person_with(&self, key: &PublicKey) -> Option<&Person> {
        self.dossier.book.people().map(|(person, _)| person).find(|person| person.key == Some(*key))
    }
}

/// What the journal knows against the verdicts in the files.
#[derive(Debug, Default)]
pub(crate) struct Doubts {
    /// What is wrong with the journal.
    pub(crate) problems: Vec<Problem>,
    /// Verdicts that nobody signed.
    pub(crate) unsigned: Vec<Problem>,
    /// Rows whose claim said something else when the verdict was given.
    pub(crate) changed: BTreeSet<model::RowId>,
}

/// Compares the files of a dossier with what is recorded in it, now or by the end of an earlier day.
///
/// Evidence is looked at as it lies there now; whether it holds is asked for the day of the question on both sides.
///
/// # Errors
/// When nothing is recorded, or nothing of it can be compared.
pub fn compare_with_record(
    open: &OpenDossier<'_>,
    since: Option<Date>,
    question: &DossierQuestion,
) -> Result<DossierResult<ComparisonResult>, Error> {
    let (book, problems) = open.recorded_by(since)?;
    let recorded_as = since.map_or("recorded".to_owned(), |since| format!("recorded by {since}"));
    let holdings = open.folder.holdings(crate::dossiers::evidence_paths(&book));
    let registers =
        [Register::new(&book, &holdings, question.at), Register::new(&open.dossier.book, &open.holdings, question.at)];
    let recorded = Dossier { book, ..Dossier::default() };
    let name = open.root().to_string_lossy().into_owned();
    let doubts = open.doubts()?;
    // What was recorded by then is judged by itself.
    let nothing = BTreeSet::new();
    let source = Source { dossier: &recorded, changed: &nothing, ..open.source(&registers[0], &doubts) };
    let mut result =
        compare_books(open, (&source, &recorded_as), (&open.source(&registers[1], &doubts), &name), question)?;
    result.problems.extend(problems.iter().map(|problem| open.placed(problem)));
    Ok(result)
}
