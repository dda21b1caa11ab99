//! Do changes touch only what they change, and do the files then say what was meant?

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use dossier::{Files, Library, write};
use model::{
    Change, Claim, Digest, Evaluation, Evidence, Key, Mark, Marks, MaturityLevel, Person, PersonId, Piece, PieceFile,
    PieceId, PieceKind, RowId, Statement, Status, Trait, Verdict, Version, parse_date,
};
use proptest::prelude::*;

use crate::given::{CATALOGUE, book, dossier, edited, files, problems, row, says, spoken};

const COVER: &str = "format = 1\n[[person]]\nid = \"p4\"\ncapacities = [\"evaluator\"]\n";
const PRODUCT: &str = "name = \"G\"\nstandards = [\"iec62443-4-2@2019\"]\ntypes = [\"embedded-device\"]\n";
const PROCESS: &str = "name = \"D\"\nstandards = [\"iec62443-4-1@2018\"]\n";

/// One of the four kinds of sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Product,
    ProductVerdicts,
    Process,
    ProcessVerdicts,
}

impl Kind {
    fn is_process(self) -> bool {
        matches!(self, Self::Process | Self::ProcessVerdicts)
    }

    fn is_verdicts(self) -> bool {
        matches!(self, Self::ProductVerdicts | Self::ProcessVerdicts)
    }

    fn path(self) -> &'static str {
        match self {
            Self::Product => "products/g/4-2.csv",
            Self::ProductVerdicts => "products/g/4-2.verdicts.csv",
            Self::Process => "process/d/4-1.csv",
            Self::ProcessVerdicts => "process/d/4-1.verdicts.csv",
        }
    }

    fn columns(self) -> Vec<&'static str> {
        let mut columns = vec!["part", "note", "title", "Weather"];
        match self {
            Self::Product => columns.extend(["status", "statement", "evidence"]),
            Self::Process => {
                columns.extend(["status", "statement", "evidence", "maturity"]);
                columns.extend(Trait::ALL.map(Trait::id));
            }
            _ => columns.extend(["version", "status", "verdict", "remark", "method", "evaluator", "date"]),
        }
        columns
    }

    fn ids(self) -> [&'static str; 5] {
        if self.is_process() {
            ["SM-1", "SM-2", "SM-10", "SR-1", "DM-1"]
        } else {
            ["CR 1.1", "CR 1.1 RE(1)", "CR 1.10", "CR 2.1", "NDR 1.6"]
        }
    }

    fn row(self, id: usize, part: Option<&str>) -> RowId {
        let (subject, standard) = if self.is_process() { ("process/d", "4-1") } else { ("products/g", "4-2") };
        row(subject, standard, self.ids()[id], part)
    }

    fn key(self, row: RowId) -> Key {
        if self.is_verdicts() { Key::Verdict(row) } else { Key::Claim(row) }
    }
}

fn kinds() -> impl Strategy<Value = Kind> {
    prop::sample::select(vec![Kind::Product, Kind::ProductVerdicts, Kind::Process, Kind::ProcessVerdicts])
}

const PARTS: [Option<&str>; 3] = [None, Some("web"), Some("log; store")];

/// A sheet as odd as people and spreadsheets make them.
#[derive(Debug, Clone)]
struct Odd {
    kind: Kind,
    bytes: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
struct Shape {
    bom: bool,
    separator: char,
    newline: &'static str,
    last_newline: bool,
    blank_first: bool,
}

fn shapes() -> impl Strategy<Value = Shape> {
    let separators = prop::sample::select(vec![',', ';', '\t']);
    let newlines = prop::sample::select(vec!["\n", "\r\n"]);
    (any::<bool>(), separators, newlines, any::<bool>(), any::<bool>()).prop_map(
        |(bom, separator, newline, last_newline, blank_first)| Shape {
            bom,
            separator,
            newline,
            last_newline,
            blank_first,
        },
    )
}

/// What a cell may hold; the evaluator is now and then nobody of the dossier, a word now and then no word.
fn cell(column: &'static str) -> BoxedStrategy<String> {
    let some = |words: &'static [&'static str]| prop::sample::select(words).prop_map(str::to_owned).boxed();
    match column {
        "status" => some(&["", "met", "MET", "not met", "partly", "fulfilled"]),
        "evidence" => some(&["", "tm", "tm#3; e2", "-", "a\nb"]),
        "maturity" => some(&["", "2", "ML3", "9"]),
        "verdict" => some(&["", "pass", "Fail", "ne", "passed"]),
        "evaluator" => some(&["", "p4", "p4", "zed"]),
        "date" => some(&["", "2026-01-02", "2.1.2026"]),
        "version" => some(&["", "1"]),
        "part" => some(&[""]),
        "statement" | "remark" | "method" | "note" => {
            prop_oneof![Just(String::new()), "[a-zé,;\t\"\n ]{0,12}", Just(" # \"so\"\r\nsaid ".to_owned())].boxed()
        }
        "title" | "Weather" => "[a-z ]{0,5}".boxed(),
        _ => some(&["", "yes", "No", "partly", "perhaps"]),
    }
}

fn quoted(text: &str, always: bool) -> String {
    if always || text.contains([',', ';', '\t', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn sheets() -> impl Strategy<Value = Odd> {
    kinds()
        .prop_flat_map(|kind| {
            let columns = kind.columns();
            let count = columns.len();
            let rows = prop::sample::subsequence((0..15).collect::<Vec<usize>>(), 0..6).prop_shuffle();
            (Just(kind), prop::sample::subsequence(columns, 0..=count).prop_shuffle(), 0usize..20, rows)
        })
        .prop_flat_map(|(kind, mut columns, at, rows)| {
            columns.insert(at % (columns.len() + 1), "requirement");
            let line: Vec<BoxedStrategy<String>> = columns
                .iter()
                .map(|column| if *column == "requirement" { Just(String::new()).boxed() } else { cell(column) })
                .collect();
            let line = (line, 0u8..8, any::<u16>());
            let lines = prop::collection::vec(line, rows.len());
            (Just(kind), Just(columns), Just(rows), lines, shapes(), any::<u8>())
        })
        .prop_map(|(kind, columns, rows, lines, shape, capitals)| {
            let separator = shape.separator.to_string();
            let mut text = String::from(if shape.bom { "\u{feff}" } else { "" });
            if shape.blank_first {
                text.push_str(shape.newline);
            }
            let names: Vec<String> = columns
                .iter()
                .map(|name| if capitals % 3 == 0 { name.to_uppercase() } else { (*name).to_owned() })
                .collect();
            text.push_str(&names.join(&separator));
            text.push_str(shape.newline);
            for (at, (mut cells, odd, quotes)) in rows.iter().zip(lines) {
                let (id, part) = (kind.ids()[at % 5], PARTS[at / 5]);
                let part = if columns.contains(&"part") { part } else { None };
                if part.is_none() && at / 5 > 0 {
                    continue;
                }
                for (cell, column) in cells.iter_mut().zip(&columns) {
                    match *column {
                        "requirement" if odd == 1 => *cell = id.to_lowercase().replace(' ', ""),
                        "requirement" => *cell = id.to_owned(),
                        "part" => *cell = part.unwrap_or_default().to_owned(),
                        _ => {}
                    }
                }
                while odd == 2 && cells.last().is_some_and(String::is_empty) {
                    cells.pop();
                }
                let mut cells: Vec<String> = cells
                    .iter()
                    .enumerate()
                    .map(|(index, cell)| quoted(cell, quotes & (1 << index) != 0))
                    .map(|cell| if odd == 5 && !cell.starts_with('"') { format!(" {cell} ") } else { cell })
                    .collect();
                if odd == 3 && columns.len() > 1 {
                    cells.extend([String::new(), " ".to_owned()]);
                }
                text.push_str(&cells.join(&separator));
                text.push_str(shape.newline);
                if odd == 4 {
                    text.push_str(&separator.repeat(columns.len() - 1));
                    text.push_str(shape.newline);
                }
            }
            let end = text.len() - if shape.last_newline { 0 } else { shape.newline.len() };
            Odd { kind, bytes: text.as_bytes()[..end].to_vec() }
        })
}

fn words() -> impl Strategy<Value = String> {
    "[a-zé,;\t\"\n ]{0,12}".prop_map(|text| text.trim().to_owned())
}

fn claims(kind: Kind) -> impl Strategy<Value = Claim> {
    let status = prop::option::of(prop::sample::select(Status::ALL));
    let evidence = prop::sample::subsequence(vec!["tm", "tm#3.1", "evidence/a b.md"], 0..3);
    let maturity = prop::option::of(prop::sample::select(&MaturityLevel::ALL[..]));
    let marks = prop::collection::vec(prop::option::of(prop::sample::select(&Mark::ALL[..])), 7);
    (status, words(), evidence, maturity, marks).prop_map(move |(status, statement, evidence, maturity, given)| {
        let mut marks = Marks::default();
        for (one, mark) in Trait::ALL.into_iter().zip(given).filter(|_| kind.is_process()) {
            marks.put(one, mark);
        }
        let evidence = evidence.into_iter().map(Evidence::named).collect();
        Claim { status, statement, evidence, marks, maturity: maturity.filter(|_| kind.is_process()) }
    })
}

fn evaluations(kind: Kind) -> impl Strategy<Value = Evaluation> {
    let verdict = prop::option::of(prop::sample::select(Verdict::ALL));
    let level = prop::option::of(prop::sample::select(&MaturityLevel::ALL[..]));
    let person = prop::sample::select(vec!["", "p4"]);
    let date = prop::sample::select(vec!["", "2026-01-02", "2026-03-04"]);
    (verdict, level, words(), words(), person, date).prop_map(move |(verdict, level, remark, method, person, date)| {
        Evaluation {
            verdict,
            maturity: level.filter(|_| kind.is_process() && verdict.is_none()),
            remark,
            method,
            // A verdict in nobody's name counts as none.
            evaluator: if verdict.is_some() || level.is_some() { "p4" } else { person }.to_owned(),
            date: parse_date(date),
            examined: verdict.map(|_| Status::Met),
            version: if date.is_empty() { String::new() } else { "1".to_owned() },
        }
    })
}

/// A change of one row, stated or withdrawn.
fn changes(kind: Kind) -> impl Strategy<Value = Vec<Change>> {
    let rows = prop::sample::subsequence((0..15).collect::<Vec<usize>>(), 0..6);
    let what = (claims(kind), evaluations(kind), 0u8..4);
    (rows, prop::collection::vec(what, 6)).prop_map(move |(rows, what)| {
        let mut changes = Vec::new();
        for (at, (claim, evaluation, how)) in rows.into_iter().zip(what) {
            let id = kind.row(at % 5, PARTS[at / 5]);
            let statement = if kind.is_verdicts() {
                Statement::Verdict(id.clone(), evaluation)
            } else {
                Statement::Claim(id.clone(), claim)
            };
            changes.push(match how {
                0 => Change::Withdraw(kind.key(id), "gone".to_owned()),
                _ if statement.is_silent() => Change::Withdraw(kind.key(id), "silent".to_owned()),
                _ => Change::State(statement),
            });
        }
        changes
    })
}

fn given(odd: &Odd) -> Files {
    let mut all = files(&[
        ("dossier.toml", COVER),
        ("products/g/product.toml", PRODUCT),
        ("process/d/process.toml", PROCESS),
        ("products/g/4-2.csv", "requirement\n"),
        ("process/d/4-1.csv", "requirement\n"),
    ]);
    all.insert(odd.kind.path().into(), odd.bytes.clone());
    all
}

/// The bytes of a sheet without those of the header and of the lines about these rows; and the header.
fn elsewhere(kind: Kind, bytes: &[u8], concerned: &BTreeSet<Key>) -> (String, String) {
    let mark = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let text = std::str::from_utf8(&bytes[mark..]).unwrap();
    let (table, problems) = tables::read_csv("s.csv", bytes);
    assert!(problems.is_empty(), "{problems:?}");
    let header = table.header[0].bytes.start..table.header.last().unwrap().bytes.end;
    let (id, part) = (table.column("requirement").unwrap(), table.column("part"));
    let edition = Library::new(&CATALOGUE).edition(&kind.row(0, None).edition).unwrap();
    let lines = table.lines.iter().filter_map(|line| {
        let cell = |at: usize| line.cells.get(at).map_or("", |cell| cell.trimmed());
        let index = edition.find(cell(id)).unwrap();
        let part = part.map(cell).filter(|part| !part.is_empty());
        let requirement = edition.requirements[index].id.as_str();
        let (subject, standard) = if kind.is_process() { ("process/d", "4-1") } else { ("products/g", "4-2") };
        concerned.contains(&kind.key(row(subject, standard, requirement, part))).then_some(line.bytes.clone())
    });
    let out: Vec<Range<usize>> = std::iter::once(header.clone()).chain(lines).collect();
    let rest = text.char_indices().filter(|(at, _)| !out.iter().any(|range| range.contains(at)));
    let rest: String = rest.map(|(_, letter)| letter).collect();
    (format!("{mark}{rest}"), text[header].to_owned())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn rows_change_and_nothing_else_moves((odd, changes) in sheets().prop_flat_map(|odd| { let kind = odd.kind; (Just(odd), changes(kind)) })) {
        let before = given(&odd);
        let read = dossier(&before);
        let edits = write(&Library::new(&CATALOGUE), &read, &before, &changes).unwrap();
        prop_assert!(edits.len() <= 1);
        let after = edited(&before, &edits);
        let reread = dossier(&after);

        let mut wanted: BTreeMap<Key, Statement> = spoken(&read).into_iter().map(|one| (one.key(), one)).collect();
        for change in &changes {
            match change {
                Change::State(statement) => drop(wanted.insert(statement.key(), statement.clone())),
                Change::Withdraw(key, _) => drop(wanted.remove(key)),
            }
        }
        let wanted = book(wanted.into_values());
        prop_assert_eq!(reread.book.changes_to(&wanted, "r"), []);
        prop_assert_eq!(wanted.changes_to(&reread.book, "r"), []);

        let (old, new) = (&odd.bytes, &after[odd.kind.path()]);
        let concerned: BTreeSet<Key> = changes.iter().map(Change::key).collect();
        let (old_rest, old_header) = elsewhere(odd.kind, old, &concerned);
        let (new_rest, new_header) = elsewhere(odd.kind, new, &concerned);
        prop_assert!(new_header.starts_with(&old_header), "columns come on the right: {}", new_header);
        let ended = |text: &str| text.trim_end_matches(['\r', '\n']).to_owned();
        prop_assert_eq!(ended(&old_rest), ended(&new_rest));

        // What nobody reads stays in the changed rows too.
        let notes = |bytes: &[u8]| {
            let (table, _) = tables::read_csv("s.csv", bytes);
            let column = table.column("note");
            let cells: BTreeSet<String> = table.lines.iter().filter_map(|line| Some(line.cells.get(column?)?.text.to_string())).collect();
            cells
        };
        prop_assert!(notes(old).is_subset(&notes(new)));

        // Whoever writes the same again writes nothing.
        let again = write(&Library::new(&CATALOGUE), &reread, &after, &changes).unwrap();
        prop_assert_eq!(again, []);
    }
}

fn library() -> Library<'static> {
    Library::new(&CATALOGUE)
}

fn product(more: &str) -> Files {
    files(&[
        ("dossier.toml", COVER),
        ("products/g/product.toml", &format!("{PRODUCT}{more}")),
        ("products/g/4-2.csv", "requirement,status\nCR 1.1,met\n"),
    ])
}

fn cr(id: &str) -> RowId {
    row("products/g", "4-2", id, None)
}

fn met(id: &str) -> Change {
    Change::State(Statement::Claim(cr(id), Claim { status: Some(Status::Met), ..Claim::default() }))
}

#[test]
fn no_change_writes_no_file() {
    let files = product("");
    assert_eq!(write(&library(), &dossier(&files), &files, &[]), Ok(vec![]));
    assert_eq!(write(&library(), &dossier(&files), &files, &[met("CR 1.1")]), Ok(vec![]));
}

#[test]
fn new_rows_come_in_the_order_of_the_edition() {
    let files = product("");
    let edits = write(&library(), &dossier(&files), &files, &[met("CR 1.10"), met("CR 1.2"), met("CR 1.3")]).unwrap();
    let text = String::from_utf8(edits[0].bytes.clone()).unwrap();
    let ids: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let edition = library().edition(&cr("CR 1.1").edition).unwrap();
    assert_eq!(ids.len(), 4);
    assert!(ids.is_sorted_by_key(|id| edition.find(id)), "{ids:?}");
}

#[test]
fn a_verdict_that_counts_as_none_does_not_come_to_count_when_its_row_changes() {
    let mut files = product("");
    let sheet = "requirement,verdict,evaluator,date,note\nCR 1.1,pass,zed,2026-01-02,mine\nCR 1.2,pass,p4,2.1.2026,\n";
    files.insert("products/g/4-2.verdicts.csv".into(), sheet.into());
    let read = dossier(&files);
    let withdrawn = [
        Change::Withdraw(Key::Verdict(cr("CR 1.1")), "r".to_owned()),
        Change::Withdraw(Key::Verdict(cr("CR 1.2")), "r".to_owned()),
    ];
    let after = edited(&files, &write(&library(), &read, &files, &withdrawn).unwrap());
    let reread = dossier(&after);
    for id in ["CR 1.1", "CR 1.2"] {
        assert_eq!(says(&reread, &Key::Verdict(cr(id))), Some(Statement::Verdict(cr(id), Evaluation::default())));
    }
    let text = String::from_utf8(after["products/g/4-2.verdicts.csv"].clone()).unwrap();
    assert_eq!(text, "requirement,verdict,evaluator,date,note\nCR 1.1,,,,mine\nCR 1.2,,,,\n");
    let looked = Evaluation { evaluator: "p4".to_owned(), remark: "not yet".to_owned(), ..Evaluation::default() };
    let stated = [Change::State(Statement::Verdict(cr("CR 1.1"), looked.clone()))];
    let reread = dossier(&edited(&files, &write(&library(), &read, &files, &stated).unwrap()));
    assert_eq!(says(&reread, &Key::Verdict(cr("CR 1.1"))), Some(Statement::Verdict(cr("CR 1.1"), looked)));
}

#[test]
fn a_row_that_stands_twice_is_not_written() {
    let mut files = product("");
    files.insert("products/g/4-2.csv".into(), "requirement,status\nCR 1.1,met\nCR 1.1,partly\n".into());
    let refused = write(&library(), &dossier(&files), &files, &[met("CR 1.1")]).unwrap_err();
    assert_eq!(
        refused.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "products/g/4-2.csv:3:1: error: CR 1.1 stands here twice, so neither row is changed\n  hint: keep one of the two"
        ]
    );
    assert!(write(&library(), &dossier(&files), &files, &[met("CR 1.2")]).is_ok(), "other rows are written");
}

#[test]
fn a_sheet_that_is_not_clean_is_not_written_and_nothing_else_is() {
    let mut files = product("");
    files.insert("products/g/4-2.csv".into(), b"requirement,status\nCR 1.1,M\xFC\n".to_vec());
    let refused = write(&library(), &dossier(&files), &files, &[met("CR 1.2"), Change::State(piece("tm"))]);
    let refused: Vec<String> = refused.unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(refused.len(), 1);
    assert!(refused[0].starts_with("products/g/4-2.csv:2:9: error: byte 0xFC is not UTF-8"), "{refused:?}");
}

#[test]
fn a_missing_sheet_is_written_with_a_header() {
    let mut files = product("");
    files.remove("products/g/4-2.csv");
    let verdict = Evaluation {
        verdict: Some(Verdict::Pass),
        evaluator: "p4".to_owned(),
        examined: Some(Status::Met),
        ..Evaluation::default()
    };
    let changes = [met("CR 1.1"), Change::State(Statement::Verdict(cr("CR 1.1"), verdict))];
    let edits = write(&library(), &dossier(&files), &files, &changes).unwrap();
    let texts: Vec<(&str, &str)> =
        edits.iter().map(|edit| (&*edit.path, std::str::from_utf8(&edit.bytes).unwrap())).collect();
    assert_eq!(
        texts,
        [
            (
                "products/g/4-2.csv",
                "requirement,title,level,group,part,status,statement,evidence\n\
                 CR 1.1,Human user identification and authentication,SL 1,,,met,,\n"
            ),
            (
                "products/g/4-2.verdicts.csv",
                "requirement,part,version,status,verdict,remark,method,evaluator,date\nCR 1.1,,,met,pass,,,p4,\n"
            )
        ]
    );
    let reread = dossier(&edited(&files, &edits));
    assert!(read_says(&reread, &changes));
}

fn read_says(dossier: &dossier::Dossier, changes: &[Change]) -> bool {
    changes.iter().all(|change| matches!(change, Change::State(one) if says(dossier, &one.key()).as_ref() == Some(one)))
}

fn piece(id: &str) -> Statement {
    Statement::Piece(Piece {
        id: PieceId::new(id),
        title: "a \"title\" \\ with\todd signs".to_owned(),
        kind: PieceKind::Scan,
        files: vec![
            PieceFile { path: "evidence/a b.md".into(), sha256: Some(Digest([7; 32])) },
            PieceFile { path: "evidence/ü.md".into(), sha256: None },
        ],
        effective_from: parse_date("2026-01-02"),
        effective_to: parse_date("2027-01-02"),
        received: parse_date("2026-01-03"),
        owner: Some(PersonId::new("p4")),
        supersedes: Some(PieceId::new("old")),
    })
}

#[test]
fn evidence_is_appended_and_comes_back() {
    for old in [
        "",
        "# what there is\r\n[[evidence]] # first\r\nid = \"x\"\r\ntitle = 'X'\r\nkind = \"plan\"\r\nfiles = []",
        "\u{feff}[[evidence]]\nid = \"x\"\ntitle = \"X\"\nkind = \"plan\"\n# the end",
    ] {
        let mut files = product("");
        files.insert("evidence.toml".into(), old.into());
        let read = dossier(&files);
        let changes = [Change::State(piece("tm")), Change::State(piece("tm2"))];
        let edits = write(&library(), &read, &files, &changes).unwrap();
        assert_eq!(edits.len(), 1);
        let text = String::from_utf8(edits[0].bytes.clone()).unwrap();
        assert!(text.starts_with(old), "{text}");
        assert_eq!(text.contains("\r\n"), old.contains("\r\n"));
        assert!(!old.contains("\r\n") || !text.replace("\r\n", "").contains('\n'), "the file keeps its line ends");
        let reread = dossier(&edited(&files, &edits));
        assert!(read_says(&reread, &changes));
        let mut wanted = spoken(&read);
        wanted.extend([piece("tm"), piece("tm2")]);
        assert_eq!(reread.book.changes_to(&book(wanted), "r"), []);
    }
    let mut none = product("");
    none.remove("evidence.toml");
    let edits = write(&library(), &dossier(&none), &none, &[Change::State(piece("tm"))]).unwrap();
    assert_eq!((&*edits[0].path, &edits[0].before), ("evidence.toml", &None));
    assert!(read_says(&dossier(&edited(&none, &edits)), &[Change::State(piece("tm"))]));
}

#[test]
fn nothing_is_appended_to_a_file_that_would_no_longer_be_read() {
    for (path, old, change) in [
        ("evidence.toml", "evidence = [{ id = \"x\", title = \"X\", kind = \"plan\" }]\n", Change::State(piece("tm"))),
        ("evidence.toml", "[[evidence]\nid = \"x\"\n", Change::State(piece("tm"))),
    ] {
        let mut files = product("");
        files.insert(path.into(), old.into());
        let refused = write(&library(), &dossier(&files), &files, &[change]).unwrap_err();
        assert!(refused.iter().all(|problem| problem.is_error() && &*problem.place.file == path), "{refused:?}");
    }
    let inline = product("version = [{ id = \"1\" }]\n");
    let read = dossier(&inline);
    let mut subject = read.subject("g").unwrap().clone();
    subject.versions.push(Version { id: "2".to_owned(), ..Version::default() });
    assert!(write(&library(), &read, &inline, &[Change::State(Statement::Subject(Box::new(subject)))]).is_err());
    let mut latin = product("");
    latin.insert("evidence.toml".into(), b"# M\xFCller\n".to_vec());
    let refused = write(&library(), &dossier(&latin), &latin, &[Change::State(piece("tm"))]).unwrap_err();
    assert_eq!(
        refused[0].to_string(),
        "evidence.toml:1:1: error: this file is not UTF-8, so nothing is added to it\n  hint: save it as UTF-8"
    );
}

#[test]
fn a_version_is_appended_and_everything_before_it_stays() {
    let more = "# versions\n[[version]]\nid = \"1\"  # the first\n";
    let files = product(more);
    let read = dossier(&files);
    let mut subject = read.subject("g").unwrap().clone();
    subject.versions.push(Version {
        id: "2".to_owned(),
        date: parse_date("2026-01-02"),
        changed: Some(model::Changed::default()),
        note: "nothing \"much\"".to_owned(),
        ..Version::default()
    });
    let change = Change::State(Statement::Subject(Box::new(subject.clone())));
    let edits = write(&library(), &read, &files, std::slice::from_ref(&change)).unwrap();
    let text = String::from_utf8(edits[0].bytes.clone()).unwrap();
    assert!(text.starts_with(&format!("{PRODUCT}{more}")), "{text}");
    assert!(read_says(&dossier(&edited(&files, &edits)), &[change]));
    subject.name = "another".to_owned();
    let refused = write(&library(), &read, &files, &[Change::State(Statement::Subject(Box::new(subject)))]);
    assert_eq!(
        refused.unwrap_err()[0].to_string(),
        "products/g/product.toml:1:1: error: the description of products/g is changed by hand, in its file\n  hint: edit the file itself"
    );
}

#[test]
fn a_subject_whose_file_is_missing_is_written() {
    let mut files = product("");
    let text = files.remove("products/g/product.toml").unwrap();
    let read = dossier(&files);
    assert!(problems(&read)[1].contains("`plimsoll add product` writes one"), "{:?}", problems(&read));
    let wanted = dossier(&product("")).subject("g").unwrap().clone();
    let change = Change::State(Statement::Subject(Box::new(wanted)));
    let edits = write(&library(), &read, &files, std::slice::from_ref(&change)).unwrap();
    assert_eq!((&*edits[0].path, &edits[0].before), ("products/g/product.toml", &None));
    assert!(!text.is_empty() && read_says(&dossier(&edited(&files, &edits)), &[change]));
}

#[test]
fn what_people_write_by_hand_is_changed_by_hand() {
    let mut files = product("");
    files.insert(
        "evidence.toml".into(),
        "[[evidence]]\nid = \"tm\"\ntitle = \"X\"\nkind = \"plan\"\nfiles = []\n".into(),
    );
    let person = Person { id: PersonId::new("p9"), capacities: Vec::new(), key: None };
    for change in [
        Change::State(piece("tm")),
        Change::State(Statement::Person(person)),
        Change::Withdraw(Key::Piece(PieceId::new("tm")), "r".to_owned()),
    ] {
        let refused = write(&library(), &dossier(&files), &files, &[change, met("CR 1.2")]).unwrap_err();
        assert!(refused[0].to_string().contains("is changed by hand, in its file\n  hint: edit the file itself"));
    }
}

#[test]
fn a_new_row_before_a_row_whose_empty_first_cell_changes_stays_a_row_of_its_own() {
    let mut all = product("");
    all.insert("process/d/process.toml".into(), PROCESS.into());
    let sheet =
        "version\tdate\trequirement\r\n\"\"\t2026-01-02\t\"sm-1\"\r\n\t2.1.2026\tDM-1\r\n\"1\"\t 2026-01-02 \t SM-10 ";
    all.insert("process/d/4-1.verdicts.csv".into(), sheet.into());
    let of = |id: &str, part| row("process/d", "4-1", id, part);
    let given = Evaluation { date: parse_date("2026-03-04"), version: "1".to_owned(), ..Evaluation::default() };
    let judged = Evaluation {
        verdict: Some(Verdict::Na),
        remark: "\"pé f,;".to_owned(),
        method: "\"\"\"".to_owned(),
        evaluator: "p4".to_owned(),
        ..given.clone()
    };
    let changes = [
        Change::State(Statement::Verdict(of("DM-1", None), given)),
        Change::State(Statement::Verdict(of("SM-2", Some("log; store")), judged)),
    ];
    let after = edited(&all, &write(&library(), &dossier(&all), &all, &changes).unwrap());
    let reread = dossier(&after);
    let text = String::from_utf8_lossy(&after["process/d/4-1.verdicts.csv"]);
    assert!(read_says(&reread, &changes), "{text:?}\n{:#?}", problems(&reread));
}
