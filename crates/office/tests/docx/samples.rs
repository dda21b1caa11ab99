//! Which documents are tried? One with everything, one that means harm, one with nothing.

use document::{
    Block, Brand, Callout, Cell, Colour, Document, Line, Logo, LogoKind, Picture, Span, Table, Text, Tile, Tone,
};

/// The smallest PNG: one pixel.
pub(crate) const PNG: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00,
    0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x77, 0x53, 0xde, 0x00, 0x00, 0x00, 0x0c, 0x49,
    0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0xe0, 0xf6, 0xcf, 0x01, 0x00, 0x01, 0x2f, 0x00, 0xc7, 0xc3, 0x4c, 0x8f, 0x03,
    0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

/// A picture, of which only the measures and the words matter here.
pub(crate) fn picture(title: &str) -> Picture {
    let description = "Seven bars, one for each foundation; the third is the shortest.".to_owned();
    Picture { svg: "<svg/>".into(), width: 900, height: 320, title: title.into(), description }
}

/// The documents of which each part is looked at.
pub(crate) fn all() -> [(&'static str, Document); 4] {
    let plain = Document { contents: false, ..everything() };
    [("everything", everything()), ("hostile", hostile()), ("nothing", Document::default()), ("plain", plain)]
}

/// Every kind of block and span, in several scripts, with a cover.
pub(crate) fn everything() -> Document {
    let mut document = Document {
        title: "Assessment report".into(),
        subtitle: "Gateway EG220, firmware 3.4.1 · IEC 62443-4-2:2019".into(),
        author: "Müller & Söhne Prüflabor GmbH".into(),
        date: "2026-11-22".into(),
        program: "Plimsoll 0.1.0".into(),
        contents: true,
        brand: Brand {
            name: "Hafenwerke Nord".into(),
            accent: Colour(0x0b, 0x4f, 0x6c),
            logo: Some(Logo { kind: LogoKind::Png, bytes: PNG.to_vec(), aspect_percent: 300 }),
            footer: "Hafenwerke Nord AG · Am Kai 7 · confidential".into(),
        },
        properties: vec![
            ("edition".into(), "x:2019".into()),
            ("Edition".into(), "again".into()),
            (String::new(), "n".into()),
        ],
        facts: vec![
            ("Subject".into(), "Gateway EG220, firmware 3.4.1".into()),
            ("Assessed for".into(), "22 November 2026".into()),
            ("Digest".into(), Text::code("b7f2a91c".repeat(8))),
            ("Applicant".into(), "上海港机有限公司 (Shanghai), Λιμένας Πειραιώς, Морской порт".into()),
        ],
        ..Document::default()
    };
    document.heading(1, "Result", "result");
    document.paragraph(
        Text::from("The gateway reaches ")
            .and_strong("SL 2")
            .and(" for six of seven foundations; see ")
            .and_see("counts")
            .and(", ")
            .and_see("levels-table")
            .and(", ")
            .and_see("levels-picture")
            .and(" and ")
            .and_see("row-1-1")
            .and_quiet(", as of today")
            .and("."),
    );
    document.blocks.push(Block::Tiles(vec![
        Tile { label: "Achieved".into(), value: "SL 2".into(), note: "target SL 2".into(), tone: Tone::Good },
        Tile { label: "Fulfilled".into(), value: "112".into(), note: "of 141 requirements".into(), tone: Tone::Plain },
        Tile { label: "Gaps".into(), value: "9".into(), note: "3 of them at SL 1".into(), tone: Tone::Bad },
        Tile { label: "Open".into(), value: "20".into(), note: String::new(), tone: Tone::Absent },
    ]));
    for tone in Tone::ALL {
        document.blocks.push(Block::Callout(Callout {
            tone,
            title: format!("A {} box", tone.id()),
            lines: vec![
                "It holds as long as the conditions in the annex hold.".into(),
                Text::from("See ").and_see("counts").and("."),
            ],
        }));
    }
    document.blocks.push(Block::List(vec![
        "One point".into(),
        Text::from("another with a ").with_link("web address", "https://example.org/a?b=1&c=2"),
        Text::from("and a path: ").and_code("evidence/very/long/path/".repeat(8)),
    ]));
    document.heading(2, "Counts", "counts");
    document.blocks.push(Block::Facts(vec![
        ("Requirements".into(), "141".into()),
        ("A label that is rather long for its column and breaks".into(), Text::strong("strong").and(" and plain")),
    ]));
    let mut table = Table::new(
        "levels-table",
        "Requirements and how they are met",
        [("Requirement", 2), ("State", 2), ("Reason", 5), ("Hours", 1)],
    )
    .numbers(&[3]);
    let tones = Tone::ALL;
    for foundation in 1..=3 {
        table.group(Text::from(format!("FR {foundation} — 身份识别与认证 Identification")));
        for row in 1..=12 {
            let reason =
                "The device verifies the signature of the firmware before it is installed and refuses what fails. ";
            table.row([
                Cell::of(Text::code(format!("CR {foundation}.{row}"))).named(format!("row-{foundation}-{row}")),
                Cell::of("met by integration").toned(tones[row % tones.len()]),
                Cell::lines([
                    reason.repeat(row % 3 + 1).into(),
                    Text::quiet("Recorded by p1").and_see("levels-picture"),
                ]),
                Cell::of(row.to_string()),
            ]);
        }
    }
    document.blocks.push(Block::Table(table));
    document.heading(
        3,
        "Deeper, with a heading that is long enough to need a second line in the list of contents, surely",
        "deeper",
    );
    document.figure("levels-picture", "Levels by foundation", picture("Levels"));
    document.blocks.push(Block::PageBreak);
    document.blocks.push(Block::Facts(vec![("After".into(), "a page break".into())]));
    document.blocks.push(Block::PageBreak);
    document.heading(1, "End", "end");
    document.heading(3, "Below nothing", "skipped");
    document.heading(2, "Numbered again", "again");
    document.heading(3, "And below", "below");
    document.paragraph(
        Text::from("As ").and_see("skipped").and(" and ").and_see("below").and(" say. 全部“要求”均已评估。"),
    );
    document
}

/// Everything that could break a file or a reader.
pub(crate) fn hostile() -> Document {
    let evil = "<w:p>&amp; \"]]> \u{0}\u{b}\u{1b}\u{ffff}\u{202e} \r\n\t{MERGEFIELD} ' \u{1f4a9}";
    let mut document = Document {
        title: evil.into(),
        subtitle: evil.into(),
        author: evil.into(),
        date: "2026-02-30".into(),
        program: evil.into(),
        contents: true,
        brand: Brand {
            name: "W".repeat(300),
            accent: Colour(255, 255, 0),
            footer: evil.repeat(9),
            logo: Some(Logo { kind: LogoKind::Png, bytes: b"GIF89a".to_vec(), aspect_percent: 0 }),
        },
        properties: vec![(evil.into(), evil.into()), (evil.into(), evil.into()), ("a".repeat(999), String::new())],
        facts: vec![(evil.into(), evil.into()), (String::new(), Text::new())],
        ..Document::default()
    };
    for anchor in ["", "same", "SAME", "same", "9-to-5", "-", &"long-".repeat(40), &"long-".repeat(40)] {
        document.heading(9, evil, anchor);
        document.heading(0, "", anchor);
    }
    let addresses = [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://ok.example/a b\"<>#x#y",
        "http://[",
        "HTTP://OK.example",
        evil,
    ];
    document.paragraph(Text(
        addresses.iter().map(|address| Span::Link { text: evil.into(), address: (*address).into() }).collect(),
    ));
    document.paragraph(Text::new().and_see("nowhere").and_see(evil));
    let mut table = Table::new("same", evil, [(evil, 0), ("", 1), ("", 65_535)]);
    table.row([Cell::default(), Cell::default().named("empty-cell"), Cell::of(evil.repeat(400)).toned(Tone::Bad)]);
    table.lines.push(Line::Row(Vec::new()));
    table.lines.push(Line::Row(vec![Cell::of("one"); 5]));
    table.group(evil);
    document.blocks.push(Block::Table(table));
    document.blocks.push(Block::Table(Table::new("columnless", "", [])));
    document.blocks.push(Block::Table(Table {
        anchor: "group".into(),
        caption: String::new(),
        columns: Vec::new(),
        values: None,
        lines: vec![Line::Group("alone".into())],
    }));
    document.paragraph(Text::new().and_see("empty-cell").and_see("columnless"));
    document.blocks.push(Block::Callout(Callout { tone: Tone::Bad, title: String::new(), lines: Vec::new() }));
    document.blocks.push(Block::List(Vec::new()));
    document.blocks.push(Block::Tiles(Vec::new()));
    document.blocks.push(Block::Tiles(vec![
        Tile {
            label: evil.into(),
            value: evil.into(),
            note: evil.into(),
            tone: Tone::Notice
        };
        6
    ]));
    document.blocks.push(Block::PageBreak);
    document.blocks.push(Block::PageBreak);
    document.blocks.push(Block::Facts(vec![(evil.into(), evil.into())]));
    document.figure("same", evil, picture(evil));
    document.figure("flat", "", Picture { width: 0, height: u32::MAX, ..picture("") });
    document.blocks.push(Block::PageBreak);
    document
}

/// As large as a gateway against a whole edition: one table of 141 rows, five pictures.
pub(crate) fn gateway() -> Document {
    let mut document = everything();
    let mut table =
        Table::new("all", "All requirements", [("Requirement", 2), ("State", 2), ("Reason", 5), ("Evidence", 3)]);
    for row in 0..141 {
        table.row([
            Cell::of(Text::code(format!("CR {}.{}", row / 20, row % 20))).named(format!("all-{row}")),
            Cell::of("met").toned(Tone::ALL[row % 6]),
            Cell::lines([
                "The device verifies what it is given before it acts on it, and refuses what fails; ".repeat(4).into(),
                Text::quiet("Recorded by p1 on 22 November 2026"),
            ]),
            Cell::of(Text::code("evidence/test-report-4711.pdf").and(" page 12, ").and_see("counts")),
        ]);
    }
    document.blocks.push(Block::Table(table));
    for number in 0..4 {
        document.figure(&format!("more-{number}"), "One more picture", picture("More"));
    }
    document
}

trait WithLink {
    fn with_link(self, text: &str, address: &str) -> Self;
}

impl WithLink for Text {
    fn with_link(mut self, text: &str, address: &str) -> Self {
        self.0.push(Span::Link { text: text.into(), address: address.into() });
        self
    }
}
