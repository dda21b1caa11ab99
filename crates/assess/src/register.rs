//! Which evidence holds on a day? In effect, not superseded, every file there with the digest that was stated.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::{Book, Date, Digest, Evidence, Piece, PieceId, Problem, Statement};

/// What was found at the path of an evidence file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A file with this digest.
    File(Digest),
    /// Nothing that can be read.
    Nothing,
}

/// The files of a dossier's evidence, by path, as somebody found them; what is not in it was not looked at.
pub type Holdings = BTreeMap<Arc<str>, Found>;

/// The register of evidence on one day.
pub struct Register {
    by_id: BTreeMap<PieceId, usize>,
    by_path: BTreeMap<Arc<str>, usize>,
    pieces: Vec<(Arc<Piece>, Option<String>)>,
    /// What is wrong with registered files, wherever they are cited.
    pub problems: Vec<Problem>,
}

/// When something is, unless the day could not be read: then the reader put the one that never helps.
fn when(day: Date, unread: Date, what: &str) -> String {
    if day == unread { "has a day, or a key, that cannot be read".to_owned() } else { format!("{what} {day}") }
}

/// The first day on which a piece can hold: when it takes effect, else when it was received.
fn begins(piece: &Piece) -> Option<Date> {
    piece.effective_from.or(piece.received)
}

impl Register {
    /// The register of a book on a day, checked against the files that were found.
    pub fn new(book: &Book, holdings: &Holdings, at: Date) -> Self {
        let mut register =
            Self { by_id: BTreeMap::new(), by_path: BTreeMap::new(), pieces: Vec::new(), problems: Vec::new() };
        // A successor counts from the day on which it holds; one without a day holds at once.
        let mut replaced: BTreeMap<&PieceId, &PieceId> = BTreeMap::new();
        for (piece, _) in book.pieces() {
            let holds = begins(piece).is_none_or(|from| from <= at);
            if let (Some(old), true) = (&piece.supersedes, holds) {
                replaced.insert(old, &piece.id);
            }
        }
        for (statement, entry) in book.statements() {
            let Statement::Piece(piece) = statement else { continue };
            let wrong = piece.files.iter().find_map(|file| match holdings.get(&file.path) {
                Some(Found::File(digest)) if file.sha256 == Some(*digest) => None,
                Some(Found::File(_)) if file.sha256.is_some() => {
                    Some((true, format!("{} is not the file that was registered: its digest differs", file.path)))
                }
                Some(Found::File(_)) => Some((false, format!("{} is registered without a digest", file.path))),
                _ => Some((true, format!("{} is not there", file.path))),
            });
            if let (Some((true, message)), Some(origin)) = (&wrong, &entry.origin) {
                let hint = "put the file back, or register the new one as a piece of its own that supersedes this one";
                let problem = Problem::error(&origin.place.file, origin.place.spot, format!("{}: {message}", piece.id));
                register.problems.push(problem.hint(hint));
            }
            let because = if let Some(from) = begins(piece).filter(|from| *from > at) {
                Some(when(from, Date::MAX, "takes effect on"))
            } else if let Some(to) = piece.effective_to.filter(|to| *to < at) {
                Some(when(to, Date::MIN, "expired on"))
            } else if let Some(new) = replaced.get(&piece.id) {
                Some(format!("is superseded by {new}"))
            } else if piece.files.is_empty() {
                Some("names no file".to_owned())
            } else {
                wrong.map(|(_, message)| format!("does not hold: {message}"))
            };
            let index = register.pieces.len();
            register.by_id.insert(piece.id.clone(), index);
            for file in &piece.files {
                register.by_path.entry(Arc::clone(&file.path)).or_insert(index);
            }
            register.pieces.push((Arc::new(piece.clone()), because));
        }
        register
    }

    /// The piece that a citation such as `threat-model#3.1` or `evidence/tm.md#3.1` means.
    pub fn piece(&self, citation: &str) -> Option<&Arc<Piece>> {
        self.find(citation).map(|index| &self.pieces[index].0)
    }

    fn find(&self, citation: &str) -> Option<usize> {
        // A `#` parts the piece from the place inside it.
        let name = citation.split('#').next().unwrap_or_default().trim();
        self.by_id.get(&PieceId::new(name)).or_else(|| self.by_path.get(name)).copied()
    }

    /// Every piece, with the reason why it does not hold on the day, if there is one.
    pub fn pieces(&self) -> impl Iterator<Item = (&Piece, Option<&str>)> {
        self.pieces.iter().map(|(piece, because)| (piece.as_ref(), because.as_deref()))
    }

    /// Looks up what a claim cites.
    pub(crate) fn look_up(&self, evidence: &mut Evidence) {
        match self.find(&evidence.name) {
            Some(index) => {
                let (piece, because) = &self.pieces[index];
                evidence.look(Some(Arc::clone(piece)), because.clone());
            }
            None => evidence.look(None, Some("is not in the register of evidence".to_owned())),
        }
    }
}
