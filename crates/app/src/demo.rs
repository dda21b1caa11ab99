//! What does a real-sized case look like? The sample gateway's dossier, compiled in.

use std::path::Path;

use assess::{Found, Holdings};
use catalogue::Catalogue;
use dossier::{Files, Library, holds};
use folder::Folder;

use crate::dossiers::{OpenDossier, evidence_paths};

include!(concat!(env!("OUT_DIR"), "/demo.rs"));

/// Where the sample lies in the repository, and so how its files are named.
pub const DEMO: &str = "examples/gateway";

/// The sample gateway's dossier, opened from the program itself.
pub fn demo(catalogue: &Catalogue) -> OpenDossier<'_> {
    let library = Library::new(catalogue);
    let own = FILES.iter().filter(|(path, _)| holds(path).is_some());
    let files: Files = own.map(|(path, bytes)| ((*path).into(), bytes.to_vec())).collect();
    let read = dossier::read(&library, &files);
    let look = |path: std::sync::Arc<str>| {
        let found = FILES.iter().find(|(name, _)| *name == path.as_ref());
        (path, found.map_or(Found::Nothing, |(_, bytes)| Found::File(folder::digest_of(bytes))))
    };
    let holdings: Holdings = evidence_paths(&read.book).map(look).collect();
    // The sample is the one that came with the program, whatever lies in a folder of that name.
    let compiled_journal = FILES.iter().find(|(path, _)| *path == dossier::JOURNAL).map(|(_, bytes)| *bytes);
    OpenDossier { folder: Folder::new(Path::new(DEMO)), library, files, dossier: read, holdings, compiled_journal }
}
