//! What is done with hostile bytes? One function a target; the fuzzer and the tests that replay seeds call the same.
#![allow(dead_code, reason = "a fuzz target calls its own function only")]

use std::io::{Cursor, Write};
use std::sync::{Arc, LazyLock};

use catalogue::Catalogue;
use dossier::{Files, Library};
use model::Problem;
use tables::{Bounds, CsvEdit, read_csv_within};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::compiled);
static DECISIONS: LazyLock<decide::Library> = LazyLock::new(decide::Library::compiled);
static ACTIONS: LazyLock<plan::Library> = LazyLock::new(|| plan::Library::compiled(&CATALOGUE));
static PATHWAY: LazyLock<plan::Pathway> = LazyLock::new(|| plan::Pathway::compiled(&CATALOGUE));

thread_local! {
    static LIBRARY: Library<'static> = Library::new(&CATALOGUE);
}

/// What a target does with bytes.
pub(crate) type Target = fn(&[u8]);

/// Every target by its name.
pub(crate) const ALL: &[(&str, Target)] = &[
    ("csv", csv),
    ("toml", toml),
    ("workbook", workbook),
    ("journal", journal),
    ("oscal", oscal),
    ("decide", decide),
    ("plan", plan),
    ("pathway", pathway),
];

/// Any bytes as CSV: read within bounds, and opened for a change that must not lose anything.
pub(crate) fn csv(bytes: &[u8]) {
    let (table, problems) = read_csv_within("f.csv", bytes, Bounds { records: 100, cells: 20 });
    assert!(table.lines.len() <= 100);
    assert!(problems.iter().all(|problem| problem.place.spot.line > 0));
    if let Ok(mut edit) = CsvEdit::open("f.csv", bytes) {
        let lines = edit.table().lines.len();
        if lines > 0 {
            let column = edit.column("status");
            edit.set(0, column, "a \"word\"; and\nanother");
        }
        let changed = edit.finish();
        let (again, problems) = read_csv_within("f.csv", &changed, Bounds { records: usize::MAX, cells: usize::MAX });
        assert!(problems.iter().all(|problem| !problem.is_error()), "{problems:?}");
        assert_eq!(again.lines.len(), lines.max(usize::from(lines > 0)));
    }
}

/// Any bytes as each of the dossier's TOML files.
pub(crate) fn toml(bytes: &[u8]) {
    let Some((which, bytes)) = bytes.split_first() else { return };
    let paths = ["dossier.toml", "evidence.toml", "decisions.toml", "products/p/product.toml", "systems/s/system.toml"];
    let path = paths[usize::from(*which) % paths.len()];
    let mut files = Files::new();
    files.insert(path.into(), bytes.to_vec());
    LIBRARY.with(|library| {
        let read = dossier::read(library, &files);
        for problem in &read.problems {
            let _ = problem.to_string();
        }
        if read.problems.iter().all(|problem| !problem.is_error()) {
            for (subject, _) in read.book.subjects() {
                // What is read is written so that it reads the same.
                let mut files = Files::new();
                let path: Arc<str> = dossier::subject_file(&subject.id, subject.kind).into();
                files.insert(path, dossier::emit::subject(subject).into_bytes());
                let again = dossier::read(library, &files);
                assert_eq!(again.book.subject(&subject.id), Some(subject));
            }
        }
    });
}

/// Any bytes as a document of OSCAL: what comes of it are sheets whose every cell has a place, and problems.
pub(crate) fn oscal(bytes: &[u8]) {
    let _ = oscal::is_json("f.oscal.json", bytes);
    let imported = oscal::read("f.oscal.json", bytes);
    assert!(imported.problems.iter().all(|problem| problem.place.spot.line > 0), "{:?}", imported.problems);
    for sheet in imported.sheets {
        let (sheet, _) = dossier::Sheet::of_table(sheet.table);
        let _ = dossier::standard_of(&sheet, &[]);
    }
}

/// Any bytes as a workbook, or as one of the XML files inside a sound one.
pub(crate) fn workbook(bytes: &[u8]) {
    let Some((which, inside)) = bytes.split_first() else { return };
    let members = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"];
    let bytes = match members.get(usize::from(*which)) {
        Some(member) => packed(member, inside),
        None => bytes.to_vec(),
    };
    let (sheet, _) = dossier::read_sheet("f.xlsx", &bytes);
    let _ = dossier::standard_of(&sheet, &[]);
}

/// A small workbook in which one member is foreign.
fn packed(foreign: &str, bytes: &[u8]) -> Vec<u8> {
    const SOUND: [(&str, &str); 7] = [
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/worksheets/sheet1.xml",
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>status</t></is></c></row><row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" s="0"><v>44000</v></c></row></sheetData></worksheet>"#,
        ),
        (
            "xl/sharedStrings.xml",
            r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2" uniqueCount="2"><si><t>requirement</t></si><si><t>CR 1.1</t></si></sst>"#,
        ),
        (
            "xl/styles.xml",
            r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="1"><xf numFmtId="14"/></cellXfs></styleSheet>"#,
        ),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in SOUND {
        let content = if name == foreign { bytes } else { text.as_bytes() };
        if archive.start_file(name, stored).is_err() || archive.write_all(content).is_err() {
            return Vec::new();
        }
    }
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// Any bytes as a journal: what is not exactly as it was written is named.
pub(crate) fn journal(bytes: &[u8]) {
    let replay = record::replay("journal.jsonl", bytes);
    for problem in &replay.problems {
        let _ = problem.to_string();
    }
    if !replay.problems.iter().any(|problem| problem.is_error()) {
        // Everything that is accepted is a whole journal of whole lines.
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
        assert!(bytes.is_empty() || bytes.ends_with(b"\n"));
        assert!(replay.entries.len() <= lines);
    }
}

/// Every problem lies inside the text and can be said; an error says what would be right or what is read.
fn inside(text: &str, problems: &[Problem]) {
    let lines: Vec<usize> = text.split('\n').map(|line| line.chars().count()).collect();
    for problem in problems {
        let (line, column) = (problem.place.spot.line as usize, problem.place.spot.column as usize);
        let length = line.checked_sub(1).and_then(|line| lines.get(line));
        assert!(length.is_some_and(|length| (1..=length + 1).contains(&column)), "{problem} in {} lines", lines.len());
        let _ = problem.to_string();
    }
}

/// Any bytes as the inputs of a decision: what is read is finite, in order, and names what there is.
pub(crate) fn decide(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let library = &*DECISIONS;
    let (inputs, problems) = decide::read(library, "decide.toml", &text);
    inside(&text, &problems);
    let range = |range: decide::Range| {
        assert!(range.low() <= range.likely() && range.likely() <= range.high());
        assert!(range.low().is_finite() && range.high().is_finite());
    };
    for line in &inputs.money {
        let known = library.driver(&line.driver).is_some() || inputs.drivers.iter().any(|one| one.id == line.driver);
        assert!(known && !line.owner.is_empty());
        let (figures, by_option) = match &line.money {
            decide::Money::Revenue { revenue, margin, keep_reference, keep } => {
                (vec![revenue, margin, keep_reference], keep)
            }
            decide::Money::Questionnaires { count, hours, rate, answered } => (vec![count, hours, rate], answered),
            decide::Money::Incidents { cost, reduction } => (vec![cost], reduction),
        };
        figures.into_iter().flatten().for_each(|figure| range(figure.range));
        for share in by_option.values() {
            range(share.range);
            assert!(share.range.low() >= 0.0 && share.range.high() <= 1.0);
        }
    }
    for aim in &inputs.aims {
        assert!(library.objective(&aim.objective).is_some() && aim.baseline != Some(aim.target));
        assert!((aim.target - aim.baseline.unwrap_or(0.0)).is_finite());
    }
    if let Some(wait) = &inputs.wait {
        [wait.hazard.range, wait.watch.range, wait.lead_months].into_iter().for_each(range);
    }
    assert!(inputs.measurements.iter().all(|one| one.value.is_finite()));
    assert!(
        inputs.facts.iter().all(|one| !matches!(one.answer, decide::Answer::Number(number) if !number.is_finite()))
    );
    assert!(inputs.rate.is_none_or(|rate| (0.0..=1.0).contains(&rate)));
    assert!((1..=10).contains(&inputs.horizon_years));
    assert!(
        inputs.importances.iter().all(|one| one.importance <= 5) && inputs.links.iter().all(|one| one.strength <= 3)
    );
}

/// Any bytes as a team's figures for its plan: rates, fees and people stay such that a plan can be made.
pub(crate) fn plan(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (terms, problems) = plan::Terms::read("plan.toml", &text, &ACTIONS);
    inside(&text, &problems);
    let library = terms.applied_to(&ACTIONS);
    let ranges =
        library.skills.iter().map(|skill| skill.rate_per_hour).chain(library.fees.iter().map(|fee| fee.amount));
    for range in ranges {
        assert!(0.0 <= range.low && range.low <= range.likely && range.likely <= range.high && range.high <= 1e9);
    }
    for skill in &library.skills {
        assert!(
            (1..=100).contains(&skill.people.len()) && skill.people.iter().all(|share| *share > 0.0 && *share <= 1.0)
        );
    }
    assert!(terms.closed.iter().all(|(from, to)| from <= to) && !terms.currency.is_empty());
    // A day far ahead is a day or none, and never the end of the program.
    let otherwise = today();
    for months in [0.0, 7.5, 1e6] {
        let _ = terms.calendar(otherwise).day(months);
    }
}

/// The day for which everything is asked.
fn today() -> model::Date {
    model::parse_date("2026-11-22").unwrap_or(model::Date::MIN)
}

/// Any bytes as answers of the interview: there is a path for them, and answers without a problem are written as they
/// were read.
pub(crate) fn pathway(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (answers, problems) = PATHWAY.read_answers("pathway.toml", &text, &plan::any_subject);
    inside(&text, &problems);
    let _ = PATHWAY.combined(&CATALOGUE, &answers, today());
    if problems.is_empty() {
        let written = PATHWAY.write_answers(&answers);
        let (again, problems) = PATHWAY.read_answers("pathway.toml", &written, &plan::any_subject);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(again, answers);
    }
}
