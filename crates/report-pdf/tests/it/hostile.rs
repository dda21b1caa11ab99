//! Does a document with the worst in it still print, and as it stands?

use document::{Block, Callout, Cell, Document, Line, Span, Table, Text, Tile, Tone};
use report_pdf::pdf;

use crate::sample;

/// What is a command, a reference, a comment or an escape in Typst's source.
pub(crate) const COMMANDS: &str =
    r##"#panic() $x^2$ *b* _i_ \ ] [ } { " ' @ref <label> // c /* d */ = h - l ~ -- ... `raw` #"q" \u{41} <!-- &amp;"##;

/// Every kind of block, with commands in every place that holds words.
pub(crate) fn everything(title: &str) -> Document {
    let mut all = sample::document(title);
    all.contents = true;
    all.brand.logo = Some(sample::logo());
    all.subtitle = COMMANDS.into();
    all.facts = vec![(COMMANDS.into(), COMMANDS.into())];
    all.properties = vec![("digest".into(), COMMANDS.into())];
    all.blocks.push(Block::PageBreak);
    // Headings that skip a level, say nothing, or share a name.
    all.heading(3, COMMANDS, "a");
    all.heading(0, "", "a");
    all.heading(9, "Größe Ελληνικά Кириллица 工业网关 工業ゲートウェイ", "");
    all.paragraph(Text(vec![
        Span::Plain(COMMANDS.into()),
        Span::Strong(COMMANDS.into()),
        Span::Quiet(COMMANDS.into()),
        Span::Code(COMMANDS.into()),
        Span::Link { text: COMMANDS.into(), address: "https://example.org/a?b=c#d".into() },
        Span::Link { text: "no link".into(), address: "javascript:alert(1)".into() },
        Span::Link { text: String::new(), address: "HTTP://example.org".into() },
        Span::See("a".into()),
        Span::See("row".into()),
        Span::See("nowhere".into()),
        Span::See(String::new()),
    ]));
    all.paragraph(Text::new());
    all.paragraph("");
    all.blocks.push(Block::List(vec![COMMANDS.into(), Text::new()]));
    all.blocks.push(Block::List(Vec::new()));
    all.blocks.push(Block::Facts(vec![(String::new(), Text::new())]));
    all.blocks.push(Block::Facts(Vec::new()));
    let tile = |tone| Tile { label: COMMANDS.into(), value: COMMANDS.into(), note: COMMANDS.into(), tone };
    all.blocks.push(Block::Tiles(Tone::ALL.map(tile).into()));
    all.blocks.push(Block::Tiles(vec![Tile {
        label: String::new(),
        value: String::new(),
        note: String::new(),
        tone: Tone::Plain,
    }]));
    for tone in Tone::ALL {
        all.blocks.push(Block::Callout(Callout { tone, title: COMMANDS.into(), lines: vec![COMMANDS.into()] }));
    }
    all.blocks.push(Block::Callout(Callout { tone: Tone::Bad, title: String::new(), lines: Vec::new() }));
    let mut table = Table::new("t", COMMANDS, [(COMMANDS, 12), ("Number", 0), ("", 40)]).numbers(&[1]);
    table.group(COMMANDS);
    table.group(COMMANDS);
    for tone in Tone::ALL {
        let cell = Cell::lines([Text::code("x".repeat(100)), Text::strong(COMMANDS)]).toned(tone).named("row");
        table.row([cell, Cell::of("12"), Cell::of("й".repeat(200))]);
    }
    table.lines.push(Line::Row(vec![Cell::of("too few")]));
    table.lines.push(Line::Row(vec![Cell::of("too many").named("a"); 5]));
    table.group("nothing follows");
    all.blocks.push(Block::Table(table));
    all.blocks.push(Block::Table(Table::new("", "", [("Only a header", 1)])));
    all.blocks.push(Block::Table(Table::new("no columns", "", [])));
    all.blocks.push(Block::PageBreak);
    all.blocks.push(Block::PageBreak);
    let mut picture = sample::chart("&#x1F600; &#60; &#xe9; 😀 工业", 300);
    picture.title = COMMANDS.into();
    all.figure("t", COMMANDS, picture);
    let mut tall = sample::chart("Tall", 100);
    (tall.height, tall.width) = (4000, 0);
    (tall.title, tall.description) = (String::new(), String::new());
    all.figure("tall", "", tall);
    all.blocks.push(Block::PageBreak);
    all
}

#[test]
fn characters_without_a_picture_are_named_by_their_codes() {
    let mut document = sample::document("Characters");
    for words in [
        "\u{0}\u{1}\u{7}\u{1b}\u{7f}\u{85}\u{9f}\u{a0}\u{ad}\t\r\n",
        "✅ 😀 👩‍💻 🇩🇪 ☑\u{fe0f} \u{e000} \u{f8ff} \u{f0000} \u{10ffff} \u{fffe} \u{feff} \u{fffd}",
        "\u{202e}desrever\u{202c} \u{2066}isolated\u{2069} \u{200b}\u{200d}\u{2028}\u{2029}",
        "e\u{301} Z\u{304}\u{323} x\u{20e3} 中\u{301} \u{301} a\u{1dc4} か\u{3099} \u{302a}中",
        "Configuration of the firewall filter 工业网关",
        "العربية עברית हिन्दी ไทย 한국어 ქართული አማርኛ",
        "ﬁ ﷽ Ⅷ ½ ≤ ≥ → ⇒ ∑ √ ∞ µ Ω ℃ № ™ “quotes” – — … • ■ □ ✓ ✗",
    ] {
        document.paragraph(words);
        document.paragraph(Text::code(words).and_strong(words).and_quiet(words));
        document.heading(1, words, "");
        let mut picture = sample::chart("", 200);
        picture.svg = picture.svg.replace("FR 1", &words.replace(|c: char| c.is_control(), ""));
        picture.description = words.into();
        document.figure("", words, picture);
    }
    document.brand.name = "😀\u{0}".into();
    document.author = "😀\u{0}".into();
    document.program = "😀\u{1}".into();
    document.properties = vec![("😀\u{0}".into(), "\u{fffe}".into())];
    pdf(&document).unwrap();
}
