//! May a file be written there? Not over what the dossier reads, nor where it would read it as a subject's.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use dossier::holds;
use model::SubjectKind;

use crate::dossiers::{OpenDossier, evidence_paths};
use crate::error::Error;

/// What of an open dossier no document may replace.
pub struct Outputs<'o, 'c> {
    open: &'o OpenDossier<'c>,
    /// The dossier's folder as the disk knows it.
    root: PathBuf,
    /// Where its files and its evidence really lie: some of them may be links.
    kept: BTreeSet<PathBuf>,
}

impl<'o, 'c> Outputs<'o, 'c> {
    /// Looks where the files of a dossier lie.
    pub fn beside(open: &'o OpenDossier<'c>) -> Self {
        let names = open.files.keys().cloned().chain(evidence_paths(&open.dossier.book));
        let names = names.chain(OTHERS.map(Into::into));
        let kept = names.filter_map(|name| fs::canonicalize(open.folder.path(&name)).ok()).collect();
        Self { open, root: real(open.root()), kept }
    }

    /// May a document be written to this path?
    ///
    /// # Errors
    /// Says why not.
    pub fn may_write(&self, path: &Path) -> Result<(), Error> {
        let real = real(path);
        let refused = |why: &str| {
            let path = model::visible(&path.to_string_lossy());
            Err(Error::WrongQuestion(format!("{path} {why}; nothing was written, name another place")))
        };
        let leads_to = fs::canonicalize(path).ok();
        if self.kept.contains(&real) || leads_to.is_some_and(|real| self.kept.contains(&real)) {
            return refused("is a file that the dossier reads, or evidence that it names");
        }
        let Ok(inside) = real.strip_prefix(&self.root) else { return Ok(()) };
        let steps: Vec<String> = inside.iter().map(|step| step.to_string_lossy().into_owned()).collect();
        let name = steps.join("/");
        if let [folder, id, _, ..] = steps.as_slice()
            && SubjectKind::ALL.iter().any(|kind| kind.folder() == folder)
        {
            let subject = format!("{folder}/{id}");
            if !self.open.dossier.book.subjects().any(|(known, _)| known.id.as_str() == subject) {
                return refused(&format!("would lie in {subject}, which the dossier would read as a subject"));
            }
        }
        if holds(&name).is_some() || OTHERS.contains(&name.as_str()) {
            return refused("would be read as a file of the dossier");
        }
        Ok(())
    }
}

/// Files that a dossier reads beside those that [`dossier::holds`] knows.
const OTHERS: [&str; 2] = [dossier::JOURNAL, plan::Terms::FILE];

/// The path as the disk knows it, without links on the way; what is not there yet keeps its name.
fn real(path: &Path) -> PathBuf {
    let mut real = PathBuf::new();
    let mut steps = path.components().peekable();
    if !path.is_absolute() {
        real.push(".");
        real = fs::canonicalize(&real).unwrap_or(real);
    }
    while let Some(step) = steps.next() {
        match step {
            Component::CurDir => {}
            Component::ParentDir => {
                real.pop();
            }
            other => real.push(other),
        }
        // The last step is what would be replaced, link or not.
        if steps.peek().is_some()
            && let Ok(known) = fs::canonicalize(&real)
        {
            real = known;
        }
    }
    real
}
