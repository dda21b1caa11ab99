//! What does a foreign OSCAL document state? Claims and verdicts, as tables that are read like sheets.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::{Problem, Spot, lenient_key};
use tables::{Cell, Line, Table};

use crate::at::{At, Problems};
use crate::json::{self, Value};
use crate::limits;
use crate::{read_claims, read_verdicts};

/// What a document states, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// One for each subject, edition and set of columns, in the order of the document.
    pub sheets: Vec<ImportedSheet>,
    /// What is wrong. With an error among them nothing should be taken over.
    pub problems: Vec<Problem>,
}

/// What a document states about one subject and edition.
#[derive(Debug, Clone)]
pub struct ImportedSheet {
    /// About what.
    pub about: About,
    /// Where the document begins to speak of it.
    pub spot: Spot,
    /// The rows, under the columns of a sheet: the applicant's, or the evaluator's with the status that was examined.
    /// A requirement is named by its token; cells know their line and column in the document.
    pub table: Table<'static>,
}

/// What a document says that it speaks of; `None` where it does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct About {
    /// The subject's id in the dossier: `products/eg220`.
    pub subject: Option<String>,
    /// The edition: `iec62443-4-2@2019`.
    pub edition: Option<String>,
    /// The digest of the edition's facts.
    pub digest: Option<String>,
}

/// Whose columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    Applicant,
    Evaluator,
}

/// One row, by column.
pub(crate) type Cells = BTreeMap<&'static str, (String, Spot)>;

/// Is it JSON rather than a sheet? By the name's ending or the first sign.
pub fn is_json(file: &str, bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    file.to_lowercase().ends_with(".json") || first == Some(&b'{')
}

/// Reads a component definition (what applicants claim) or assessment results (what evaluators found).
///
/// In: the file's name for problems, and its bytes. Out: tables with the columns that sheets have, and everything
/// that is wrong, each with line and column and, inside the document, the way to it.
pub fn read(file: &str, bytes: &[u8]) -> Imported {
    let file: Arc<str> = file.into();
    let mut problems = Problems::of(&file);
    let mut sheets = Sheets { file, drafts: Vec::new(), known: BTreeMap::new(), seen: BTreeSet::new(), rows: 0 };
    document(bytes, &mut sheets, &mut problems);
    Imported { sheets: sheets.done(), problems: problems.list() }
}

fn document(bytes: &[u8], sheets: &mut Sheets, problems: &mut Problems) {
    let start = Spot::new(1, 1);
    if bytes.len() > limits::DOCUMENT_BYTES {
        let message = format!("this document is larger than {} MB", limits::DOCUMENT_BYTES / 1024 / 1024);
        return problems.error(start, message, "import it in parts");
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            let spot = Spot::new(u32::try_from(line).unwrap_or(u32::MAX), 1);
            return problems.error(spot, "this line is not UTF-8", "JSON is UTF-8");
        }
    };
    let root = match json::read(text) {
        Ok(root) => root,
        Err(mistake) => {
            return problems.error(mistake.spot, format!("this is no JSON: {}", mistake.message), "mend it there");
        }
    };
    let members: Vec<&str> = match &root.value {
        Value::Object(members) => members.keys().map(String::as_str).filter(|name| *name != "$schema").collect(),
        _ => Vec::new(),
    };
    let whole = At::root(&root, "");
    let kinds = ["component-definition", "assessment-results"];
    let Some((kind, node)) = whole.members().find(|(name, _)| kinds.contains(name)).filter(|_| members.len() == 1)
    else {
        let found = members.first().map(|name| format!(" but {:?}", name.chars().take(40).collect::<String>()));
        let message = format!("this is no OSCAL document that states something{}", found.unwrap_or_default());
        let hint = "its one member is component-definition or assessment-results";
        return problems.error(root.spot, message, hint);
    };
    let document = At::root(node, kind);
    if !matches!(node.value, Value::Object(_)) {
        return problems.wrong(Some(&document), "is an object in OSCAL, and here it is something else");
    }
    if let Some(metadata) = document.member("metadata") {
        let (version, spot) = metadata.text("oscal-version", problems);
        if !version.starts_with("1.") {
            let message = format!("{}.oscal-version is not a version 1 of OSCAL", metadata.path());
            problems.warning(spot, message, "OSCAL 1.2.1 is read, and what it shares with others");
        }
    }
    if kind == kinds[0] {
        read_claims::read(&document, sheets, problems);
    } else {
        read_verdicts::read(&document, sheets, problems);
    }
    if sheets.rows == 0 && problems.is_empty() {
        let hint = "claims stand in implemented-requirements, verdicts in observations";
        problems.warning(root.spot, "nothing to take over stands in this document", hint);
    }
}

/// Rows as they gather, one table for each subject, edition and set of columns.
pub(crate) struct Sheets {
    file: Arc<str>,
    drafts: Vec<Draft>,
    /// Where each draft stands, by what tells it from others.
    known: BTreeMap<(About, Vec<&'static str>), usize>,
    seen: BTreeSet<(Side, About, String, String)>,
    rows: usize,
}

struct Draft {
    about: About,
    spot: Spot,
    columns: Vec<&'static str>,
    lines: Vec<Line<'static>>,
}

impl Sheets {
    /// Takes a row under these columns; a second one on the same requirement and part is an error.
    pub(crate) fn take(
        &mut self,
        side: Side,
        about: &About,
        columns: &[&'static str],
        cells: &Cells,
        at: &At<'_, '_>,
        problems: &mut Problems,
    ) {
        let cell = |name: &str| cells.get(name).map(|(text, _)| text.trim()).unwrap_or_default();
        let key = (side, about.clone(), lenient_key(cell("requirement")), cell("part").to_owned());
        if self.rows == limits::ROWS {
            let message = format!("more than {} claims or verdicts; the rest is not read", limits::ROWS);
            return problems.error(at.node.spot, message, "import it in parts");
        }
        if !self.seen.insert(key) {
            return problems.wrong(Some(at), "speaks a second time of the same requirement and part");
        }
        self.rows += 1;
        let line = Line {
            cells: columns
                .iter()
                .map(|name| match cells.get(name) {
                    Some((text, spot)) => Cell::new(text.clone(), *spot),
                    None => Cell::new("", at.node.spot),
                })
                .collect(),
            broken: false,
            bytes: 0..0,
        };
        let next = self.drafts.len();
        let draft = *self.known.entry((about.clone(), columns.to_vec())).or_insert(next);
        if draft == next {
            let (about, columns) = (about.clone(), columns.to_vec());
            self.drafts.push(Draft { about, spot: at.node.spot, columns, lines: Vec::new() });
        }
        self.drafts[draft].lines.push(line);
    }

    fn done(self) -> Vec<ImportedSheet> {
        let table = |draft: &mut Draft| Table {
            file: Arc::clone(&self.file),
            header: draft.columns.iter().map(|name| Cell::new(*name, draft.spot)).collect(),
            lines: std::mem::take(&mut draft.lines),
        };
        let sheet = |mut draft: Draft| ImportedSheet { table: table(&mut draft), about: draft.about, spot: draft.spot };
        self.drafts.into_iter().map(sheet).collect()
    }
}
