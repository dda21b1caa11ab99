//! How do the tests say what stands in a dossier? Small files built from strings, read by `dossier`.

use std::sync::Arc;

use assess::{Ask, CarriedVerdict, Found, Holdings, Register, carried_verdicts, level_vectors, rows_of};
use catalogue::Edition;
use dossier::{Dossier, Files, Library, read};
use model::{Date, Digest, EvidenceState, LevelVector, Row, parse_date};

use crate::subject::{CATALOGUE, COMPONENTS, scheme};

/// A dossier with one evaluator, `p4`, that grows file by file.
#[derive(Clone, Default)]
pub(crate) struct Given {
    pub(crate) files: Files,
    pub(crate) holdings: Holdings,
    evidence: String,
}

/// What speaks for a subject.
pub(crate) struct Spoken {
    pub(crate) rows: Vec<Row>,
    pub(crate) problems: Vec<String>,
}

pub(crate) fn day(text: &str) -> Date {
    parse_date(text).expect("a day")
}

/// The digest of the file as it was registered.
pub(crate) const DIGEST: Digest = Digest([1; 32]);

impl Given {
    pub(crate) fn new() -> Self {
        let cover = "format = 1\n[[person]]\nid = \"p4\"\ncapacities = [\"evaluator\"]\n";
        Self::default().file("dossier.toml", cover)
    }

    pub(crate) fn file(mut self, path: &str, text: &str) -> Self {
        self.files.insert(path.into(), text.as_bytes().to_vec());
        self
    }

    /// A product under 4-2 with more lines in its file.
    pub(crate) fn product(self, id: &str, more: &str) -> Self {
        let text =
            format!("name = \"{id}\"\nstandards = [\"iec62443-4-2@2019\"]\ntypes = [\"embedded-device\"]\n{more}");
        self.file(&format!("products/{id}/product.toml"), &text)
    }

    /// Rows of `requirement,part,status,statement,evidence`.
    pub(crate) fn claims(self, id: &str, rows: &str) -> Self {
        self.file(&format!("products/{id}/4-2.csv"), &format!("requirement,part,status,statement,evidence\n{rows}"))
    }

    /// Rows of `requirement,part,version,verdict,date`, all by `p4`.
    pub(crate) fn verdicts(self, id: &str, rows: &str) -> Self {
        let rows: String = rows.lines().map(|row| format!("{row},p4\n")).collect();
        let text = format!("requirement,part,version,verdict,date,evaluator\n{rows}");
        self.file(&format!("products/{id}/4-2.verdicts.csv"), &text)
    }

    /// A piece with one file `evidence/<id>.md`, which is there as it was registered.
    pub(crate) fn piece(self, id: &str, more: &str) -> Self {
        let files = format!("files = [{{ path = \"evidence/{id}.md\", sha256 = \"{DIGEST}\" }}]\n");
        self.bare_piece(id, &format!("{files}{more}")).found(&format!("evidence/{id}.md"), Found::File(DIGEST))
    }

    pub(crate) fn bare_piece(mut self, id: &str, more: &str) -> Self {
        let block = format!("[[evidence]]\nid = \"{id}\"\ntitle = \"{id}\"\nkind = \"design\"\n{more}\n");
        self.evidence.push_str(&block);
        let text = self.evidence.clone();
        self.file("evidence.toml", &text)
    }

    pub(crate) fn found(mut self, path: &str, found: Found) -> Self {
        self.holdings.insert(path.into(), found);
        self
    }

    pub(crate) fn read(&self) -> Dossier {
        read(&Library::new(&CATALOGUE), &self.files)
    }

    pub(crate) fn rows_under(&self, subject: &str, edition: &Edition, at: &str) -> Spoken {
        let dossier = self.read();
        let register = Register::new(&dossier.book, &self.holdings, day(at));
        let subject = dossier.subject(subject).expect("a subject");
        let (rows, problems) = rows_of(&dossier.book, &register, subject, edition);
        Spoken { rows, problems: problems.iter().map(ToString::to_string).collect() }
    }

    /// What speaks for a product on the day of the tests.
    pub(crate) fn rows(&self, id: &str) -> Spoken {
        self.rows_under(id, &COMPONENTS, "2026-11-22")
    }

    /// Why a verdict is to be tested again; `None` where it carries over. Not listed where it is current.
    pub(crate) fn carried(&self, id: &str) -> Vec<CarriedVerdict> {
        let dossier = self.read();
        carried_verdicts(&dossier.book, dossier.subject(id).expect("a subject"), &COMPONENTS)
    }

    /// The state of the first evidence of the first row, and why.
    pub(crate) fn evidence(&self, at: &str) -> (EvidenceState, String) {
        let spoken = self.rows_under("g", &COMPONENTS, at);
        let evidence = &spoken.rows[0].claim.evidence[0];
        (evidence.state, evidence.because().to_owned())
    }

    /// The vectors of a product, by basis and way.
    pub(crate) fn vectors(&self, id: &str, ask: &Ask) -> [[LevelVector; 3]; 3] {
        let spoken = self.rows(id);
        level_vectors(&COMPONENTS, scheme("default"), &spoken.rows, ask)
    }

    /// What is wrong with registered files.
    pub(crate) fn register_problems(&self, at: &str) -> Vec<String> {
        let register = Register::new(&self.read().book, &self.holdings, day(at));
        register.problems.iter().map(ToString::to_string).collect()
    }
}

impl Spoken {
    pub(crate) fn row(&self, id: &str, part: Option<&str>) -> &Row {
        let found = self
            .rows
            .iter()
            .find(|row| row.requirement.as_str() == id && row.part.as_ref().map(model::Part::as_str) == part);
        found.expect("a row")
    }

    pub(crate) fn statements(&self) -> Vec<(String, Option<String>, String)> {
        let part = |row: &Row| row.part.as_ref().map(ToString::to_string);
        self.rows.iter().map(|row| (row.requirement.to_string(), part(row), row.claim.statement.clone())).collect()
    }
}

pub(crate) fn file(path: &str) -> Arc<str> {
    path.into()
}
