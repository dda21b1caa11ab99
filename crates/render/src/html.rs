//! How does a document read in a browser? One page that needs nothing outside itself and runs nothing.
//!
//! The page is well-formed XML too, so any reader of either kind can take it apart. Its looks are `html/page.css`.

mod base64;
mod blocks;
mod logo;
mod table;
mod text;
mod theme;
mod typefaces;

use document::{Block, Document, Numbers};

use text::{push_attribute, push_escaped};

/// What the page may load: nothing. Pictures stand in it, and no script ever runs.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";

/// A document as one self-contained page.
///
/// Pictures keep the colours that they were drawn with, on white ground even where the reader's screen is dark.
pub fn html(document: &Document) -> String {
    html_with(document, "")
}

/// The same with style rules for the pictures, which then stand on the page's own ground, light or dark.
///
/// The rules may use the page's custom properties: `--ground`, `--panel`, `--ink`, `--quiet`, `--rule`, `--accent`, and
/// `--good-ink`, `--good-wash` and so on for each tone.
pub fn html_with(document: &Document, figures_css: &str) -> String {
    let body = body(document);
    let mut page = String::with_capacity(body.len() + 192 * 1024);
    head(&mut page, document, figures_css, &body);
    page.push_str(&body);
    page
}

fn body(document: &Document) -> String {
    let numbers = Numbers::of(document);
    let mut page = String::with_capacity(64 * 1024);
    page.push_str(if document.contents { "<body class=\"report\">\n" } else { "<body>\n" });
    // An underscore keeps our own names apart from the document's anchors, which have none.
    page.push_str("<a class=\"skip\" href=\"#_main\">Skip to the text</a>\n");
    header(&mut page, document, &numbers);
    if document.contents {
        contents(&mut page, document, &numbers);
    }
    page.push_str("<main id=\"_main\">\n");
    for (index, block) in document.blocks.iter().enumerate() {
        blocks::push(&mut page, block, numbers.block(index), &numbers);
    }
    page.push_str("</main>\n");
    footer(&mut page, document);
    page.push_str("</body>\n</html>\n");
    page
}

fn head(page: &mut String, document: &Document, figures_css: &str, body: &str) {
    page.push_str("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    page.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\"/>\n"));
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    page.push_str("<meta name=\"color-scheme\" content=\"light dark\"/>\n");
    page.push_str("<meta name=\"referrer\" content=\"no-referrer\"/>\n<title>");
    // A page without a title would not be valid.
    push_escaped(page, if document.title.is_empty() { "Document" } else { &document.title });
    if !document.subtitle.is_empty() {
        page.push_str(" · ");
        push_escaped(page, &document.subtitle);
    }
    page.push_str("</title>\n");
    let named = [("author", &document.author), ("date", &document.date), ("generator", &document.program)];
    for (name, content) in named {
        if !content.is_empty() {
            meta(page, name, content);
        }
    }
    for (name, content) in &document.properties {
        meta(page, &format!("plimsoll:{name}"), content);
    }
    page.push_str("<style>\n");
    typefaces::push(page, body);
    theme::push(page, document);
    page.push_str(include_str!("html/page.css"));
    if figures_css.is_empty() {
        page.push_str(".picture { background: #ffffff; width: fit-content; max-width: 100%; }\n");
    } else {
        // Neither an end of the style nor XML's own letters may stand in it.
        page.push_str(&figures_css.replace('<', "\\3c ").replace('&', "\\26 "));
        page.push('\n');
    }
    page.push_str("</style>\n</head>\n");
}

fn meta(page: &mut String, name: &str, content: &str) {
    page.push_str("<meta");
    push_attribute(page, "name", name);
    push_attribute(page, "content", content);
    page.push_str("/>\n");
}

fn header(page: &mut String, document: &Document, numbers: &Numbers) {
    page.push_str("<header class=\"top\">\n");
    let brand = &document.brand;
    if brand.logo.is_some() || !brand.name.is_empty() {
        page.push_str("<div class=\"house\">");
        if let Some(logo) = &brand.logo {
            logo::push(page, logo, &brand.name);
        }
        if !brand.name.is_empty() {
            page.push_str("<span>");
            push_escaped(page, &brand.name);
            page.push_str("</span>");
        }
        page.push_str("</div>\n");
    }
    if !document.title.is_empty() {
        page.push_str("<h1>");
        push_escaped(page, &document.title);
        page.push_str("</h1>\n");
    }
    if !document.subtitle.is_empty() {
        page.push_str("<p class=\"subtitle\">");
        push_escaped(page, &document.subtitle);
        page.push_str("</p>\n");
    }
    if !document.author.is_empty() || !document.date.is_empty() {
        page.push_str("<p class=\"signed\">");
        push_escaped(page, &document.author);
        if !document.author.is_empty() && !document.date.is_empty() {
            page.push_str(" · ");
        }
        if !document.date.is_empty() {
            page.push_str("<time>");
            push_escaped(page, &document.date);
            page.push_str("</time>");
        }
        page.push_str("</p>\n");
    }
    blocks::facts(page, &document.facts, numbers);
    page.push_str("</header>\n");
}

/// The headings of the first two levels; deeper ones would bury them.
fn contents(page: &mut String, document: &Document, numbers: &Numbers) {
    page.push_str("<nav aria-label=\"Contents\">\n<p>Contents</p>\n<ul>\n");
    for (index, block) in document.blocks.iter().enumerate() {
        let Block::Heading(heading) = block else { continue };
        if heading.level > 2 {
            continue;
        }
        page.push_str(if heading.level == 2 { "<li class=\"deep\"><a" } else { "<li><a" });
        push_attribute(page, "href", &text::fragment(&heading.anchor));
        page.push_str("><span class=\"number\">");
        push_escaped(page, numbers.block(index));
        page.push_str("</span> <span>");
        push_escaped(page, &heading.text);
        page.push_str("</span></a></li>\n");
    }
    page.push_str("</ul>\n</nav>\n");
}

fn footer(page: &mut String, document: &Document) {
    if document.brand.footer.is_empty() && document.program.is_empty() {
        return;
    }
    page.push_str("<footer>\n");
    for line in [&document.brand.footer, &document.program] {
        if !line.is_empty() {
            page.push_str("<p>");
            push_escaped(page, line);
            page.push_str("</p>\n");
        }
    }
    page.push_str("</footer>\n");
}
