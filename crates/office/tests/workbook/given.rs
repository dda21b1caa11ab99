//! What do the tests have in hand? The sample dossier, its forms, and a document with everything.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use catalogue::{Catalogue, Edition};
use document::{Block, Callout, Cell, Colour, Document, Picture, Table, Text, Tile, Tone};
use dossier::{Dossier, Files, Form, FormMatter, Library, form, holds, read};
use model::{Part, Subject, SubjectId};

pub(crate) static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::compiled);

pub(crate) const GATEWAY: (&str, &str) = ("products/eg220", "4-2");
pub(crate) const PROCESS: (&str, &str) = ("process/development", "4-1");

pub(crate) static FILES: LazyLock<Files> = LazyLock::new(|| {
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

pub(crate) fn dossier(files: &Files) -> Dossier {
    read(&Library::new(&CATALOGUE), files)
}

pub(crate) fn subject<'d>(dossier: &'d Dossier, id: &str) -> &'d Subject {
    dossier.book.subject(&SubjectId::new(id)).unwrap()
}

pub(crate) fn edition(standard: &str) -> Arc<Edition> {
    let library = Library::new(&CATALOGUE);
    library.edition(&library.key(standard).unwrap()).unwrap()
}

/// The form of a subject of a dossier, with our words and a note, asking everything that its types have.
pub(crate) fn form_of(dossier: &Dossier, (id, standard): (&str, &str)) -> Form {
    let (subject, edition) = (subject(dossier, id), edition(standard));
    let concerned: Vec<usize> = (0..edition.requirements.len())
        .filter(|index| edition.requirements[*index].is_asked())
        .filter(|index| !edition.head.component_types || edition.requirements[*index].types.intersects(subject.types))
        .collect();
    let last = *concerned.last().unwrap();
    let notes = [
        (0, None, "platform hgp2: met".to_owned()),
        (last, Some(Part::new("bootloader")), "platform hgp2: partly".to_owned()),
    ];
    form(FormMatter {
        subject,
        edition: &edition,
        own_rows: &dossier.own_rows(subject, &edition),
        concerned: &concerned,
        words: &CATALOGUE.texts(&edition),
        notes: &notes,
    })
}

/// The forms of the sample dossier.
pub(crate) fn forms() -> Vec<Form> {
    let dossier = dossier(&FILES);
    [GATEWAY, PROCESS].map(|one| form_of(&dossier, one)).into()
}

pub(crate) fn workbook(forms: &[Form]) -> Vec<u8> {
    office::xlsx(&document(), forms, &|_| None).unwrap()
}

/// A document with everything that a document can have.
pub(crate) fn document() -> Document {
    let mut document = Document {
        title: "Assessment report".to_owned(),
        subtitle: "EG220, 3.4.1 · IEC 62443-4-2:2019".to_owned(),
        author: "Harrow Controls Ltd, Producktsicherheit & Qualität, Ελλάδα, 中文".to_owned(),
        date: "2026-11-22".to_owned(),
        program: "plimsoll 0.1.0".to_owned(),
        contents: true,
        properties: vec![("edition".to_owned(), "iec62443-4-2@2019".to_owned())],
        facts: vec![
            ("Subject".to_owned(), Text::code("products/eg220")),
            ("Basis".to_owned(), "Claimed, shown and evaluated; what each of them means is said in ".into()),
        ],
        ..Document::default()
    };
    document.facts[1].1 = document.facts[1].1.clone().and_see("result");
    document.brand.name = "Harrow & Sons".to_owned();
    document.brand.accent = Colour(0x0b, 0x4f, 0x6c);
    document.brand.footer = "Confidential & for the applicant only".to_owned();
    document.heading(1, "Result", "result");
    let tile = |label: &str, value: &str, note: &str, tone: Tone| Tile {
        label: label.to_owned(),
        value: value.to_owned(),
        note: note.to_owned(),
        tone,
    };
    document.blocks.push(Block::Tiles(vec![
        tile("Level by capability", "SL-C 1", "asked: 2", Tone::Helped),
        tile("Rows met", "96 of 141", "12 by integration", Tone::Good),
        tile("Open", "33", "rows of which nobody said anything yet", Tone::Bad),
        tile("Evidence that holds", "48", "", Tone::Plain),
    ]));
    document.blocks.push(Block::Callout(Callout {
        tone: Tone::Notice,
        title: "The last three edits are not recorded yet".to_owned(),
        lines: vec![Text::new().and("Record them with ").and_code("plimsoll record"), "Then verify.".into()],
    }));
    document.paragraph(
        "The gateway reaches the level in five of seven groups. What keeps it from the next one is the second factor \
         at the console, the tamper evidence of the accelerator and the time source, each of which has an owner and a \
         date; the paragraph goes on so that somebody sees how a long one wraps across the page of the worksheet.",
    );
    document.blocks.push(Block::List(vec!["One point".into(), Text::new().and("Another, see ").and_see("gaps")]));
    document.figure(
        "line",
        "Where the load line stands",
        Picture {
            svg: "<svg/>".to_owned(),
            width: 900,
            height: 300,
            title: "Levels by group".to_owned(),
            description: "IAC 2, UC 1, SI 2, DC 2, RDF 2, TRE 1, RA 2.".to_owned(),
        },
    );
    document.heading(2, "Gaps", "gaps-section");
    let mut table =
        Table::new("gaps", "What is missing", [("Row", 2), ("What is missing", 6), ("Hours", 1), ("Status", 2)])
            .numbers(&[2]);
    table.group("Identification and authentication control");
    table.row([
        Cell::of(Text::code("CR 1.1 RE(2)")).named("gap-1"),
        Cell::lines([Text::from("A second factor at the console."), Text::quiet("EG-2190")]),
        "40".into(),
        Cell::of("partly").toned(Tone::Helped),
    ]);
    table.row(["=1+1".into(), "-dash, +plus, @at".into(), "007".into(), Cell::of("not met").toned(Tone::Bad)]);
    table.row(["".into(), Cell::of("x".repeat(40_000)), "1.5".into(), Cell::of("met").toned(Tone::Good)]);
    document.blocks.push(Block::Table(table));
    document.blocks.push(Block::PageBreak);
    document.heading(1, "Register", "register-section");
    let mut table = Table::new("Summary", "The same name as the first worksheet", [("Requirement", 1), ("Digest", 3)]);
    table.row(["中文 Ελληνικά кириллица".into(), Cell::of(Text::code("4f".repeat(32)))]);
    document.blocks.push(Block::Table(table));
    document.blocks.push(Block::Table(Table::new("a/b:c*[d]?", "Nothing in it", [("One", 1)])));
    document
}
