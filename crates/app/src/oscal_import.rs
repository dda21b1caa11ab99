//! What would an OSCAL document change in a dossier? Its tables go the way of sheets, once it is clear whose they are.

use std::sync::Arc;

use catalogue::Edition;
use dossier::{Sheet, import};
use model::{Change, Problem, Subject};
use oscal::ImportedSheet;

use crate::changes::EMPTIED;
use crate::dossiers::OpenDossier;
use crate::error::Error;

/// The changes that a document brings, what is wrong with it, and how many claims and verdicts it states.
///
/// What it says about its subject and edition counts; the options fill in what it leaves open. With a subject named,
/// what the document says about others is passed over.
pub(crate) fn import_oscal(
    open: &OpenDossier<'_>,
    name: &str,
    bytes: &[u8],
    subject: Option<&str>,
    standard: Option<&str>,
) -> Result<(Vec<Change>, Vec<Problem>, usize), Error> {
    let imported = oscal::read(name, bytes);
    let mut problems = imported.problems;
    // A broken document does not get the chance to be about nothing we know.
    if problems.iter().any(Problem::is_error) {
        return Err(Error::Unreadable(problems));
    }
    let rows = imported.sheets.iter().map(|sheet| sheet.table.lines.len()).sum();
    let wanted = subject.map(|word| open.one_subject(word)).transpose()?;
    let mut changes = Vec::new();
    for sheet in imported.sheets {
        let file = Arc::clone(&sheet.table.file);
        if let (Some(wanted), Some(id)) = (wanted, &sheet.about.subject)
            && open.dossier.subject(id).map(|known| &known.id) != Ok(&wanted.id)
        {
            let message = format!("what stands here is about {id:?}, not about {}", wanted.id);
            problems.push(Problem::warning(&file, sheet.spot, message).hint("leave out --subject to take it over too"));
            continue;
        }
        let Some(bound) = bound(open, name, sheet, (subject, standard), &mut problems)? else { continue };
        let (more, wrong) = import(&open.dossier, bound.subject, &bound.edition, &bound.table, EMPTIED);
        changes.extend(more);
        problems.extend(wrong);
    }
    Ok((changes, problems, rows))
}

/// A table with whose it is, and the edition that it is about.
struct Bound<'o> {
    subject: &'o Subject,
    edition: Arc<Edition>,
    table: Sheet,
}

/// Whose table it is and about which edition; a problem, and nothing, where the dossier has no such thing.
fn bound<'o>(
    open: &'o OpenDossier<'_>,
    name: &str,
    sheet: ImportedSheet,
    (subject, standard): (Option<&str>, Option<&str>),
    problems: &mut Vec<Problem>,
) -> Result<Option<Bound<'o>>, Error> {
    let ImportedSheet { about, spot, table } = sheet;
    let file = Arc::clone(&table.file);
    let mut refuse = |message: String, hint: &str| {
        problems.push(Problem::error(&file, spot, message).hint(hint));
        Ok(None)
    };
    if let Some(Err(message)) = about.subject.as_deref().map(|id| open.dossier.subject(id)) {
        return refuse(message, "import it into the dossier that it is about, or add the subject first");
    }
    let named = about.subject.as_deref().or(subject);
    let Some(key) = &about.edition else {
        let (table, wrong) = Sheet::of_table(table);
        let (subject, edition) = open.whose(&table, name, named, standard, problems)?;
        problems.extend(wrong);
        return Ok(Some(Bound { subject, edition, table }));
    };
    let has = |subject: &Subject| subject.standards.iter().any(|known| known.to_string() == *key);
    let subjects: Vec<&Subject> = match named {
        Some(word) => vec![open.one_subject(word)?],
        None => open.dossier.book.subjects().map(|(subject, _)| subject).filter(|subject| has(subject)).collect(),
    };
    let subject = match subjects.as_slice() {
        [subject] => *subject,
        [] => {
            return refuse(
                format!("no subject is assessed against {key:?}"),
                "`standards` in a subject's file says so",
            );
        }
        several => {
            let ids = several.iter().map(|subject| subject.id.as_str()).collect::<Vec<_>>().join(", ");
            return Err(Error::WrongQuestion(format!("say with --subject whose claims these are: {ids}")));
        }
    };
    let known = subject.standards.iter().find(|known| known.to_string() == *key);
    let Some(edition) = known.and_then(|known| open.library.edition(known)) else {
        let message = format!("{} is not assessed against {key:?}", subject.id);
        return refuse(message, "`standards` in the subject's file names its editions");
    };
    if let Some(digest) = about.digest.filter(|digest| *digest != edition.digest) {
        let message = format!("the facts of {key} were others when this was written: {digest:?}");
        return refuse(message, "a result holds for the facts that it names; export the document anew");
    }
    let (table, wrong) = Sheet::of_table(table);
    problems.extend(wrong);
    Ok(Some(Bound { subject, edition, table }))
}
