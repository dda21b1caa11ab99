//! What do the tests have in hand? Small dossiers from strings, and the sample dossier of the repository.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use catalogue::Catalogue;
use dossier::{Dossier, FileEdit, Files, Library, holds, read};
use model::{Book, Entry, Key, Origin, Place, RequirementId, RowId, Spot, Spots, Statement, SubjectId};

pub(crate) static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::compiled);

pub(crate) fn files(all: &[(&str, &str)]) -> Files {
    all.iter().map(|(path, text)| (Arc::from(*path), text.as_bytes().to_vec())).collect()
}

pub(crate) fn dossier(files: &Files) -> Dossier {
    read(&Library::new(&CATALOGUE), files)
}

pub(crate) fn problems(dossier: &Dossier) -> Vec<String> {
    dossier.problems.iter().map(ToString::to_string).collect()
}

/// What holds in a dossier and says something.
pub(crate) fn spoken(dossier: &Dossier) -> Vec<Statement> {
    dossier.book.statements().map(|(one, _)| one.clone()).filter(|one| !one.is_silent()).collect()
}

/// A book of these statements.
pub(crate) fn book(statements: impl IntoIterator<Item = Statement>) -> Book {
    let mut book = Book::default();
    for statement in statements {
        let place = Place { file: "f".into(), spot: Spot::default() };
        book.apply(Entry::draft(statement, Origin { place, spots: Spots::default() })).unwrap();
    }
    book
}

pub(crate) fn edited(files: &Files, edits: &[FileEdit]) -> Files {
    let mut files = files.clone();
    for edit in edits {
        assert_eq!(files.get(&edit.path), edit.before.as_ref(), "{} was what the edit says", edit.path);
        files.insert(Arc::clone(&edit.path), edit.bytes.clone());
    }
    files
}

pub(crate) fn row(subject: &str, standard: &str, requirement: &str, part: Option<&str>) -> RowId {
    RowId {
        subject: SubjectId::new(subject),
        edition: Library::new(&CATALOGUE).key(standard).expect("a standard"),
        requirement: RequirementId::new(requirement),
        part: part.map(model::Part::new),
    }
}

pub(crate) fn says(dossier: &Dossier, key: &Key) -> Option<Statement> {
    dossier.book.entry(key).and_then(Entry::statement).cloned()
}

/// The sample dossier of the repository, read once.
pub(crate) static GATEWAY: LazyLock<Files> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/gateway");
    let mut files = Files::new();
    walk(&root, &root, &mut files);
    assert!(files.len() >= 10, "the sample has its files");
    files
});

#[allow(clippy::disallowed_methods, reason = "the sample stands in files")]
fn walk(root: &Path, folder: &Path, files: &mut Files) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(root, &path, files);
            continue;
        }
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        if holds(&name).is_some() {
            files.insert(name.into(), std::fs::read(&path).unwrap());
        }
    }
}
