//! Which document has one of everything, and words that every format would like to obey?

use document::{
    Block, Brand, Callout, Cell, Colour, Document, Heading, Line, Logo, LogoKind, Picture, Span, Table, Text, Tile,
    Tone,
};

/// Words that mean something in HTML, Markdown, CSV or XML.
pub(crate) const HOSTILE: [&str; 21] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "a | b || c",
    "]]> <!-- --> &amp; &copy; <br>",
    "**bold** __bold__ *it* _it_ ~~gone~~ snake_case_name",
    "`code` ``two`` a ` b",
    "[text](javascript:alert(1)) ![x](y) [^1]",
    "\\ \\| \\\\| \\` ends in \\",
    "# no heading #",
    "- no point",
    "1. no number",
    "1) no number",
    "+ no point",
    "> no quotation",
    "=== --- ***",
    "=cmd|' /C calc'!A0",
    "<https://example.org/a_b> WWW.example.org/a_b $x^2$",
    "say \"it\", then; 'so'",
    "`",
    "Ω Ελληνικά Кириллица 中文 «quotes» 😀",
    "</style></title></svg>",
];

/// A drawing with nothing special to it.
pub(crate) fn picture() -> Picture {
    Picture {
        svg: "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\" width=\"40\" \
              height=\"20\"><title>Two bars</title><rect class=\"bar\" width=\"10\" height=\"20\"/></svg>\n"
            .to_owned(),
        width: 40,
        height: 20,
        title: "Two <bars>".to_owned(),
        description: "The left one is *higher*".to_owned(),
    }
}

/// One of everything, hostile wherever words may stand.
pub(crate) fn document() -> Document {
    let hostile = HOSTILE[0];
    let mut document = Document {
        title: format!("Report {hostile}"),
        subtitle: "Sub \"title\" <b>".to_owned(),
        author: "Somebody & <sons>".to_owned(),
        date: "2026-11-22".to_owned(),
        program: "plimsoll <0.1.0>".to_owned(),
        brand: Brand {
            name: "House & \"Sons\"".to_owned(),
            accent: Colour(0xff, 0xd4, 0x00),
            logo: Some(Logo { kind: LogoKind::Svg, bytes: b"<svg onload=\"x\"/>".to_vec(), aspect_percent: 100 }),
            footer: "Foot \"; } </style>\\".to_owned(),
        },
        contents: true,
        properties: vec![("edition".to_owned(), "an \"edition\" <x>".to_owned())],
        facts: vec![("A <label>".to_owned(), Text::from(hostile))],
        ..Document::default()
    };
    document.heading(1, format!("First {hostile}"), "first");
    for words in HOSTILE {
        document.paragraph(words);
    }
    document.paragraph(
        Text::from("See ")
            .and_see("rows")
            .and(", ")
            .and_see("first")
            .and(", ")
            .and_see("row-1")
            .and(", ")
            .and_see("no<where"),
    );
    document.paragraph(Text(vec![
        Span::Link { text: "words <b>".to_owned(), address: "https://example.org/?a=1&copy;=(2)\"".to_owned() },
        Span::Link { text: "script".to_owned(), address: "javascript://%0aalert(1)".to_owned() },
        Span::Link { text: "data".to_owned(), address: "file:///etc/passwd".to_owned() },
        Span::Link { text: "two lines".to_owned(), address: "https://example.org/\nonclick".to_owned() },
    ]));
    document
        .paragraph(Text::from("close").and_strong("(by)").and("letters").and_strong(" a ").and_strong("*").and("."));
    document.heading(2, "Second", "second");
    document.blocks.push(Block::List(HOSTILE.map(Text::from).to_vec()));
    document.blocks.push(Block::List(HOSTILE.map(Text::strong).to_vec()));
    document.blocks.push(Block::Facts(HOSTILE.map(|words| (words.to_owned(), Text::quiet(words))).to_vec()));
    document.blocks.push(Block::Tiles(
        Tone::ALL
            .map(|tone| Tile { label: hostile.to_owned(), value: "1 < 2".to_owned(), note: "a & b".to_owned(), tone })
            .to_vec(),
    ));
    for tone in Tone::ALL {
        document.blocks.push(Block::Callout(Callout {
            tone,
            title: "Mind <b>".to_owned(),
            lines: HOSTILE.map(Text::from).to_vec(),
        }));
    }
    document.figure("picture", "Bars <i>", picture());
    document.blocks.push(Block::PageBreak);
    document.blocks.push(Block::Heading(Heading {
        level: 9,
        text: "Too deep #".to_owned(),
        anchor: "deep".to_owned(),
    }));
    document.blocks.push(Block::Table(table()));
    let mut odd = Table::new("odd", "", [("", 0)]);
    odd.lines.push(Line::Row(vec![Cell::default(), Cell::of("one too many")]));
    odd.lines.push(Line::Row(Vec::new()));
    document.blocks.push(Block::Table(odd));
    document.blocks.push(Block::Table(Table::new("none", "Nothing", [])));
    document
}

/// Every hostile text plainly, as code and as one of two paragraphs.
pub(crate) fn table() -> Table {
    let mut table = Table::new("rows", "All | <rows>", [("Plain", 3), ("Co|de", 2), ("Two", 1)]).numbers(&[2]);
    for (index, words) in HOSTILE.iter().enumerate() {
        if index == 10 {
            table.group(Text::from("Group ").and_strong("**<x>|"));
        }
        table.row([
            Cell::of(*words).named(format!("row-{index}")),
            Cell::of(Text::code(*words)).toned(Tone::ALL[index % 6]),
            Cell::lines([Text::from("first"), Text::from(*words)]),
        ]);
    }
    table
}
