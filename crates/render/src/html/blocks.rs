//! How does each block stand on the page?

use document::{Block, Callout, Figure, Heading, Numbers, Text, Tile};

use super::table;
use super::text::{push_attribute, push_escaped, push_text};

/// Adds a block with its number, which may be empty.
pub(super) fn push(page: &mut String, block: &Block, number: &str, numbers: &Numbers) {
    match block {
        Block::Heading(one) => heading(page, one, number),
        Block::Paragraph(text) => element(page, "<p>", text, "</p>\n", numbers),
        Block::List(points) => {
            if points.is_empty() {
                return;
            }
            page.push_str("<ul>\n");
            for point in points {
                element(page, "<li>", point, "</li>\n", numbers);
            }
            page.push_str("</ul>\n");
        }
        Block::Facts(all) => facts(page, all, numbers),
        Block::Tiles(all) => tiles(page, all),
        Block::Callout(one) => callout(page, one, numbers),
        Block::Table(one) => table::push(page, one, number, numbers),
        Block::Figure(one) => figure(page, one, number),
        Block::PageBreak => page.push_str("<div class=\"page-break\"></div>\n"),
    }
}

fn heading(page: &mut String, heading: &Heading, number: &str) {
    // The document's own title is the page's h1.
    let level = heading.level.clamp(1, 3) + 1;
    page.push_str(&format!("<h{level}"));
    push_attribute(page, "id", &heading.anchor);
    page.push('>');
    if !number.is_empty() {
        page.push_str(&format!("<span class=\"number\">{number}</span> "));
    }
    push_escaped(page, &heading.text);
    page.push_str(&format!("</h{level}>\n"));
}

/// Adds labels with what stands beside them.
pub(super) fn facts(page: &mut String, facts: &[(String, Text)], numbers: &Numbers) {
    if facts.is_empty() {
        return;
    }
    page.push_str("<dl class=\"facts\">\n");
    for (label, text) in facts {
        page.push_str("<div><dt>");
        push_escaped(page, label);
        element(page, "</dt><dd>", text, "</dd></div>\n", numbers);
    }
    page.push_str("</dl>\n");
}

fn tiles(page: &mut String, tiles: &[Tile]) {
    if tiles.is_empty() {
        return;
    }
    page.push_str("<dl class=\"tiles\">\n");
    for tile in tiles {
        page.push_str(&format!("<div class=\"{}\"><dt>", tile.tone.id()));
        push_escaped(page, &tile.label);
        page.push_str("</dt><dd class=\"value\">");
        push_escaped(page, &tile.value);
        page.push_str("</dd>");
        if !tile.note.is_empty() {
            page.push_str("<dd>");
            push_escaped(page, &tile.note);
            page.push_str("</dd>");
        }
        page.push_str("</div>\n");
    }
    page.push_str("</dl>\n");
}

fn callout(page: &mut String, callout: &Callout, numbers: &Numbers) {
    page.push_str(&format!("<aside class=\"callout {}\"", callout.tone.id()));
    push_attribute(page, "aria-label", &callout.title);
    page.push_str(">\n");
    if !callout.title.is_empty() {
        page.push_str("<p><strong>");
        push_escaped(page, &callout.title);
        page.push_str("</strong></p>\n");
    }
    for line in &callout.lines {
        element(page, "<p>", line, "</p>\n", numbers);
    }
    page.push_str("</aside>\n");
}

fn figure(page: &mut String, figure: &Figure, number: &str) {
    let picture = &figure.picture;
    page.push_str("<figure");
    push_attribute(page, "id", &figure.anchor);
    page.push_str("><div class=\"picture\" role=\"img\"");
    push_attribute(page, "aria-label", &[picture.title.as_str(), &picture.description].join(". "));
    // Large drawings shrink with the screen as long as their letters can be read, then they scroll.
    let least = picture.width.min(560);
    page.push_str(&format!(" tabindex=\"0\" style=\"--width:{}px;--least:{least}px\">", picture.width));
    page.push_str(bare(&picture.svg));
    page.push_str("</div>\n<figcaption>");
    table::push_caption(page, number, &figure.caption);
    page.push_str("</figcaption></figure>\n");
}

/// The drawing without what may stand before it in a file of its own: declaration, document type, comments.
fn bare(svg: &str) -> &str {
    svg.find("<svg").and_then(|at| svg.get(at..)).unwrap_or_default()
}

fn element(page: &mut String, open: &str, text: &Text, close: &str, numbers: &Numbers) {
    page.push_str(open);
    push_text(page, text, numbers);
    page.push_str(close);
}
