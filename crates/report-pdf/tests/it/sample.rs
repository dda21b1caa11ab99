//! Which documents are set here? A full report, many short ones, and small ones with what usually breaks.

use catalogue::Catalogue;
use document::{Block, Brand, Callout, Cell, Colour, Document, Logo, LogoKind, Picture, Table, Text, Tile, Tone};

pub(crate) const DIGEST: &str = "e51321e8773b1949df17a11507f3baafea2fa6f1f6e178192b3108b1a84b233f";
const MET: &str = "Web pages, SSH, the console on X4 and OPC UA sessions with user names all ask the one login service \
    before they show more than the banner; anonymous OPC UA sessions are off on delivery, and switching them on is \
    logged.";
const INTEGRATED: &str = "Named accounts are created, changed, disabled and removed in the site's directory service, \
    which the gateway asks over LDAPS at each login; on the device itself only the emergency account and four service \
    accounts can be managed.";
const PARTLY: &str = "Web pages and SSH can demand a time-based one-time code as second factor; the X4 console and \
    OPC UA user tokens still accept the password alone.";

pub(crate) fn document(title: &str) -> Document {
    Document {
        title: title.into(),
        subtitle: "EG-220, 3.4.1 · IEC 62443-4-2:2019".into(),
        author: "Harrow Controls Ltd".into(),
        date: "2026-11-22".into(),
        program: "plimsoll 0.1.0".into(),
        brand: Brand {
            name: "Harrow Controls Ltd".into(),
            accent: Colour(0x0b, 0x4f, 0x6c),
            logo: None,
            footer: "Harrow Controls Ltd · Whitmoor · Confidential".into(),
        },
        ..Document::default()
    }
}

pub(crate) fn logo() -> Logo {
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 60" width="240" height="60"><circle cx="30" cy="30" r="26" fill="none" stroke="#0b4f6c" stroke-width="6"/><path d="M0 30H60" stroke="#0b4f6c" stroke-width="6"/><text x="72" y="40" font-family="IBM Plex Sans" font-weight="600" font-size="30" fill="#0b4f6c">Harrow</text></svg>"##;
    Logo { kind: LogoKind::Svg, bytes: svg.as_bytes().to_vec(), aspect_percent: 400 }
}

/// A load line for every foundational requirement.
pub(crate) fn chart(name: &str, width: u32) -> Picture {
    let mut bars = String::new();
    for bar in 0..7 {
        let (x, height) = (20 + bar * (width - 40) / 7, 30 + bar * 37 % 110);
        bars += &format!(
            r##"<rect x="{x}" y="{}" width="{}" height="{height}" fill="#0b4f6c"/><text x="{x}" y="196" font-family="IBM Plex Sans" font-size="12" fill="#1b2530">FR {}</text>"##,
            180 - height,
            (width - 40) / 10,
            bar + 1
        );
    }
    let svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="200" viewBox="0 0 {width} 200"><text x="20" y="18" font-family="IBM Plex Sans" font-weight="600" font-size="13" fill="#1b2530">{name}</text><path d="M20 180H{}" stroke="#5b6570"/>{bars}</svg>"##,
        width - 20
    );
    Picture {
        svg,
        width,
        height: 200,
        title: format!("Levels of {name}"),
        description: "Seven bars, one a foundational requirement; the lowest is FR 1 with SL 1.".into(),
    }
}

pub(crate) fn tiles() -> Block {
    let tile = |label: &str, value: &str, note: &str, tone| Tile {
        label: label.into(),
        value: value.into(),
        note: note.into(),
        tone,
    };
    Block::Tiles(vec![
        tile("Capability level, claimed", "SL 2", "target SL 2, reached", Tone::Good),
        tile("Shown by evidence", "SL 1", "4 rows rest on words alone", Tone::Helped),
        tile("Gaps to SL 2", "11", "3 of them in FR 1", Tone::Bad),
        tile("Not applicable", "17", "agreed with the laboratory", Tone::Absent),
    ])
}

pub(crate) fn facts() -> Vec<(String, Text)> {
    vec![
        ("Product".into(), "EG-220 edge gateway 工业边缘网关".into()),
        ("Version".into(), Text::code("3.4.1")),
        ("Applicant".into(), "Harrow Controls Ltd, Whitmoor".into()),
        ("Laboratory".into(), "Adda Test Laboratory, Lucia Marchetti".into()),
        ("Standard".into(), "IEC 62443-4-2:2019, component type network device, embedded device".into()),
        (
            "Question".into(),
            "Capability security level per foundational requirement, claimed · shown · evaluated".into(),
        ),
        ("Edition's digest".into(), Text::code(format!("sha256:{DIGEST}"))),
        ("Journal's head".into(), Text::code(format!("sha256:{}", DIGEST.chars().rev().collect::<String>()))),
    ]
}

/// Every requirement of the newest edition, with statements as makers write them.
pub(crate) fn requirements(anchor: &str) -> Table {
    let catalogue = Catalogue::compiled();
    let head = catalogue.head("iec62443-4-2", None).expect("the edition is compiled in");
    let edition = catalogue.edition(head);
    let mut table = Table::new(
        anchor,
        "Every requirement with its standing on each basis",
        [("Requirement", 13), ("Asks from", 7), ("Standing", 13), ("What the applicant states", 45), ("Evidence", 22)],
    );
    let mut group = usize::MAX;
    for (index, one) in edition.requirements.iter().filter(|one| one.is_asked()).enumerate() {
        if one.group != group {
            group = one.group;
            let heading = &edition.head.groups[group];
            table.group(Text::strong(heading.id.to_string()).and(format!("  {}", heading.title)));
        }
        let (standing, tone, words) = match index % 7 {
            0 | 3 | 5 => ("met", Tone::Good, MET),
            1 => ("met by integration", Tone::Helped, INTEGRATED),
            2 => ("partly", Tone::Bad, PARTLY),
            4 => ("not applicable", Tone::Absent, "The EG-220 has no radio."),
            _ => ("not stated", Tone::Plain, ""),
        };
        let mut evidence = vec![Text::code("security-architecture#4.1"), Text::code("test-access#TC-101")];
        if index % 5 == 0 {
            evidence.push(Text::code(format!("evidence/eg220-identity-and-access-design-v4.md sha256:{DIGEST}")));
        }
        table.row([
            Cell::lines([Text::code(one.id.as_str()), Text::quiet(one.title.as_str())])
                .named(format!("{anchor}-{}", one.id.as_str().replace([' ', '(', ')', '.'], "-").to_lowercase())),
            Cell::of(one.level.map_or("–".to_owned(), |level| level.to_string())),
            Cell::of(standing).toned(tone),
            Cell::lines([words.into(), Text::quiet("assessor: ").and("seen on 2026-06-03")]),
            Cell::lines(evidence),
        ]);
    }
    table
}

/// An assessment report as a laboratory receives it.
pub(crate) fn report() -> Document {
    let mut report = document("Assessment report");
    report.contents = true;
    report.brand.logo = Some(logo());
    report.facts = facts();
    report.properties = vec![("edition".into(), "iec62443-4-2@2019".into()), ("digest".into(), DIGEST.into())];
    report.heading(1, "Result", "result");
    report.paragraph(
        Text::from("On the evidence on file the ").and_strong("EG-220, version 3.4.1").and(
            " reaches capability security level 2 in six of seven foundational requirements. What is missing to the \
             target in the seventh is listed in ",
        ).and_see("gaps").and("; every row stands in ").and_see("all").and(", for instance ").and_see("all-cr-1-1")
        .and(". The journal's head is ").and_code(format!("sha256:{DIGEST}")).and(" and the source is ")
        .and("the edition's page."),
    );
    report.blocks.push(tiles());
    report.figure("load", "Levels by foundational requirement, against the target", chart("EG-220 工业边缘网关", 620));
    report.blocks.push(Block::Callout(Callout {
        tone: Tone::Notice,
        title: "Two pieces of evidence expire within 90 days".into(),
        lines: vec![
            Text::from("The penetration test ").and_code("pentest-2026-06").and(" holds until 2026-12-31."),
            Text::from("The laboratory agreement has to be renewed before the next assessment."),
        ],
    }));
    for (tone, title) in [
        (Tone::Good, "The target is reached on what is claimed"),
        (Tone::Bad, "Protection of audit information is not met"),
        (Tone::Plain, "How to read this report"),
    ] {
        report.blocks.push(Block::Callout(Callout {
            tone,
            title: title.into(),
            lines: vec![
                "A standing is computed from what people state and what the evidence shows; nothing in this \
                         report was typed by hand, and silence never counts as a pass."
                    .into(),
            ],
        }));
    }
    report.heading(2, "Basis", "basis");
    report.blocks.push(Block::Facts(facts()));
    report.heading(2, "What would raise the level", "raise");
    report.blocks.push(Block::List(vec![
        Text::from("Close ").and_see("all-cr-3-9").and(": an append-only event store with rights of its own."),
        "Require the second factor on the X4 console and for OPC UA user tokens, which the backlog holds as EG-2190 \
         and which the laboratory has asked for twice."
            .into(),
        Text::from("Withdraw ").and_code("threat-model-v6").and(", which version 7 supersedes."),
    ]));
    report.heading(3, "Effort", "effort");
    report.paragraph("Four weeks of one developer, by the plan of the gateway firmware team.");
    report.heading(1, "Gaps", "gaps");
    let mut gaps = Table::new(
        "gap-rows",
        "What is missing to the target, by foundational requirement",
        [("FR", 2), ("Title", 8), ("Reached", 3), ("Target", 3), ("Rows open", 3), ("Note", 10)],
    )
    .numbers(&[2, 3, 4]);
    for (index, title) in ["Identification and authentication", "Use control", "System integrity"].iter().enumerate() {
        gaps.row([
            Cell::of(format!("FR {}", index + 1)),
            Cell::of(*title),
            Cell::of("1").toned(Tone::Bad),
            Cell::of("2"),
            Cell::of((index * 4 + 3).to_string()),
            Cell::of(Text::quiet("planned for 3.5").and(" by the gateway firmware team")),
        ]);
    }
    report.blocks.push(Block::Table(gaps));
    report.figure("small", "A small picture keeps its size", chart("HGP-2", 240));
    for (index, chapter) in ["All requirements", "Development process", "Platform"].iter().enumerate() {
        report.heading(1, *chapter, format!("chapter-{index}"));
        report.paragraph(MET);
        report.heading(2, "Method", format!("method-{index}"));
        report.paragraph(INTEGRATED);
        if index == 0 {
            report.blocks.push(Block::Table(requirements("all")));
        } else {
            let mut table = requirements(&format!("all-{index}"));
            table.lines.truncate(60);
            report.blocks.push(Block::Table(table));
        }
    }
    report
}

/// `count` one-page summaries in one file.
pub(crate) fn summaries(count: usize) -> Document {
    let mut all = document("Summaries");
    for index in 0..count {
        if index > 0 {
            all.blocks.push(Block::PageBreak);
        }
        all.heading(1, format!("Product {index} 工业网关"), format!("product-{index}"));
        all.blocks.push(Block::Facts(facts()));
        all.blocks.push(tiles());
        all.figure(&format!("chart-{index}"), "Levels by foundational requirement", chart(&format!("P{index}"), 520));
        all.blocks.push(Block::Callout(Callout {
            tone: Tone::Bad,
            title: "Three requirements keep it from SL 2".into(),
            lines: vec![PARTLY.into()],
        }));
        let mut table =
            Table::new(&format!("gaps-{index}"), "What is open", [("Requirement", 2), ("Standing", 2), ("Why", 6)]);
        for row in 0..6 {
            table.row([
                Cell::of(Text::code(format!("CR {}.{index}", row + 1))),
                Cell::of("partly").toned(Tone::Bad),
                Cell::of("The console still accepts the password alone."),
            ]);
        }
        all.blocks.push(Block::Table(table));
    }
    all
}
