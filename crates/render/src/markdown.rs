//! How does a document read as Markdown? GitHub's flavour, in which everything that was said prints as itself.
//!
//! References are words here (`table 3`), pictures their descriptions, tones nothing: the words say the same.

mod inline;

use document::{Block, Callout, Document, Figure, Heading, Line, Numbers, Table, Text};

use inline::{Place, escaped, inline, paragraph};

/// A document as Markdown: one blank line between blocks, a line end at the end.
pub fn markdown(document: &Document) -> String {
    let numbers = Numbers::of(document);
    let mut blocks = head(document, &numbers);
    for (index, block) in document.blocks.iter().enumerate() {
        push(&mut blocks, block, numbers.block(index), &numbers);
    }
    if !document.brand.footer.is_empty() || !document.program.is_empty() {
        blocks.push("---".to_owned());
        blocks.extend([&document.brand.footer, &document.program].map(|line| words(line)));
    }
    let mut text = String::new();
    let mut after_list = false;
    for block in blocks.iter().filter(|block| !block.is_empty()) {
        let list = block.starts_with("- ");
        if !text.is_empty() {
            // Without something between them, two lists are one.
            text.push_str(if list && after_list { "\n<!-- -->\n\n" } else { "\n" });
        }
        text.push_str(block);
        text.push('\n');
        after_list = list;
    }
    if text.is_empty() { "\n".to_owned() } else { text }
}

fn head(document: &Document, numbers: &Numbers) -> Vec<String> {
    let mut blocks = Vec::new();
    if !document.brand.name.is_empty() {
        blocks.push(words(&document.brand.name));
    }
    if !document.title.is_empty() {
        blocks.push(format!("# {}", escaped(document.title.trim())));
    }
    blocks.push(words(&document.subtitle));
    let mut facts: Vec<(String, Text)> = Vec::new();
    for (label, value) in [("Author", &document.author), ("Date", &document.date)] {
        if !value.is_empty() {
            facts.push((label.to_owned(), Text::from(value.as_str())));
        }
    }
    facts.extend(document.facts.iter().cloned());
    blocks.push(fact_list(&facts, numbers));
    blocks
}

fn push(blocks: &mut Vec<String>, block: &Block, number: &str, numbers: &Numbers) {
    match block {
        Block::Heading(one) => blocks.push(heading(one, number)),
        Block::Paragraph(text) => blocks.push(paragraph(text, numbers)),
        Block::List(points) => blocks.push(list(points.iter().map(|point| paragraph(point, numbers)))),
        Block::Facts(all) => blocks.push(fact_list(all, numbers)),
        Block::Tiles(all) => blocks.push(list(all.iter().map(|tile| {
            let note = if tile.note.is_empty() { String::new() } else { format!(" ({})", escaped(&tile.note)) };
            let value = inline(&Text::strong(&tile.value), numbers, Place::Paragraph);
            format!("{}: {value}{note}", words(&tile.label))
        }))),
        Block::Callout(one) => blocks.push(callout(one, numbers)),
        Block::Table(one) => table(blocks, one, number, numbers),
        Block::Figure(one) => blocks.push(figure(one, number)),
        // Markdown has no pages; the next heading parts what belongs apart.
        Block::PageBreak => {}
    }
}

fn heading(heading: &Heading, number: &str) -> String {
    let signs = "#".repeat(usize::from(heading.level.clamp(1, 3)) + 1);
    // `## 2. Result` is no list, for `##` already made the line a heading.
    let number = if number.is_empty() { String::new() } else { format!("{number} ") };
    format!("{signs} {number}{}", escaped(heading.text.trim()))
}

/// A paragraph of plain words.
fn words(text: &str) -> String {
    paragraph(&Text::from(text), &Numbers::of(&Document::default()))
}

fn list(points: impl Iterator<Item = String>) -> String {
    points.filter(|point| !point.is_empty()).map(|point| format!("- {point}")).collect::<Vec<_>>().join("\n")
}

fn fact_list(facts: &[(String, Text)], numbers: &Numbers) -> String {
    list(facts.iter().map(|(label, text)| {
        let label = inline(&Text::strong(format!("{}:", label.trim())), numbers, Place::Paragraph);
        format!("{label} {}", inline(text, numbers, Place::Paragraph)).trim_end().to_owned()
    }))
}

fn callout(callout: &Callout, numbers: &Numbers) -> String {
    let mut paragraphs = vec![inline(&Text::strong(callout.title.trim()), numbers, Place::Paragraph)];
    paragraphs.extend(callout.lines.iter().map(|line| paragraph(line, numbers)));
    quoted(&paragraphs)
}

fn figure(figure: &Figure, number: &str) -> String {
    let picture = &figure.picture;
    let caption = format!("**{number}.** {}", escaped(figure.caption.trim()));
    quoted(&[caption, words(&picture.title), words(&picture.description)])
}

fn quoted(paragraphs: &[String]) -> String {
    let paragraphs: Vec<String> =
        paragraphs.iter().filter(|text| !text.is_empty()).map(|text| format!("> {text}")).collect();
    paragraphs.join("\n>\n")
}

fn table(blocks: &mut Vec<String>, table: &Table, number: &str, numbers: &Numbers) {
    blocks.push(format!("**{number}.** {}", escaped(table.caption.trim())).trim_end().to_owned());
    let width = table.columns.len();
    if width == 0 {
        return;
    }
    let mut lines = Vec::with_capacity(table.lines.len() + 2);
    let title = |title: &str| inline(&Text::from(title), numbers, Place::Cell);
    lines.push(record(table.columns.iter().map(|column| title(&column.title)), width));
    let rules = table.columns.iter().map(|column| if column.number { "---:" } else { "---" }.to_owned());
    lines.push(record(rules, width));
    for line in &table.lines {
        lines.push(match line {
            Line::Group(text) => {
                let group = Text::strong(numbers.plain(text));
                record(std::iter::once(inline(&group, numbers, Place::Cell)), width)
            }
            Line::Row(cells) => record(
                cells.iter().map(|cell| {
                    let lines = cell.lines.iter().map(|line| inline(line, numbers, Place::Cell));
                    lines.collect::<Vec<_>>().join("<br>")
                }),
                width,
            ),
        });
    }
    blocks.push(lines.join("\n"));
}

/// A line of a table with as many cells as it has columns.
fn record(cells: impl Iterator<Item = String>, width: usize) -> String {
    let mut line = String::from("|");
    for cell in cells.chain(std::iter::repeat(String::new())).take(width) {
        line.push(' ');
        line.push_str(&cell);
        line.push_str(if cell.is_empty() { "|" } else { " |" });
    }
    line
}
