//! Does Markdown print what was said, and only that?

use document::{Document, Text};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::sample;

fn events(text: &str) -> Vec<Event<'_>> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES | Options::ENABLE_MATH;
    Parser::new_ext(text, options).collect()
}

/// The words of each element that `is` picks, as a reader sees them.
fn words(text: &str, is: impl Fn(&Tag<'_>) -> bool) -> Vec<String> {
    let (mut found, mut depth) = (Vec::new(), 0);
    for event in events(text) {
        match event {
            Event::Start(tag) if depth == 0 && is(&tag) => {
                depth = 1;
                found.push(String::new());
            }
            Event::Start(_) if depth > 0 => depth += 1,
            Event::End(_) if depth > 0 => depth -= 1,
            Event::Text(words) | Event::Code(words) if depth > 0 => found.last_mut().unwrap().push_str(&words),
            Event::InlineHtml(tag) if depth > 0 && &*tag == "<br>" => found.last_mut().unwrap().push('\n'),
            _ => {}
        }
    }
    found
}

/// The words of every paragraph, point, heading and cell, in order.
pub(crate) fn shown(text: &str) -> Vec<String> {
    words(text, |tag| matches!(tag, Tag::Paragraph | Tag::Item | Tag::Heading { .. } | Tag::TableCell))
}

#[test]
fn a_table_reads_back_cell_by_cell() {
    let text = render::markdown(&sample::document());
    let cells = words(&text, |tag| matches!(tag, Tag::TableCell));
    assert_eq!(cells[..3], ["Plain", "Co|de", "Two"]);
    let mut rows: Vec<&[String]> = cells[3..3 + 3 * (sample::HOSTILE.len() + 1)].chunks(3).collect();
    assert_eq!(rows.remove(10), ["Group **<x>|", "", ""]);
    for (row, words) in rows.iter().zip(sample::HOSTILE) {
        assert_eq!(*row, [words.to_owned(), words.to_owned(), format!("first\n{words}")], "{text}");
    }
}

#[test]
fn every_paragraph_point_and_callout_prints_as_itself() {
    let text = render::markdown(&sample::document());
    let paragraphs = words(&text, |tag| matches!(tag, Tag::Paragraph));
    let points = words(&text, |tag| matches!(tag, Tag::Item));
    for hostile in sample::HOSTILE {
        // Once among the paragraphs, once in each of six callouts.
        assert_eq!(paragraphs.iter().filter(|words| *words == hostile).count(), 7, "{hostile}\n{text}");
        assert_eq!(points.iter().filter(|words| *words == hostile).count(), 2, "{hostile}\n{text}");
        assert!(points.contains(&format!("{hostile}: {hostile}")), "{hostile}\n{text}");
    }
    assert!(paragraphs.contains(&"See table 1, section 1, \"><img src=x onerror='alert(1)'>, no<where".to_owned()));
    assert!(paragraphs.contains(&"close(by)letters a *.".to_owned()), "{paragraphs:#?}");
    assert!(paragraphs.contains(&"The left one is *higher*".to_owned()));
    assert!(!text.contains("<svg") && !text.contains("\n\n\n") && text.ends_with('\n') && !text.ends_with("\n\n"));
    assert_eq!(text, render::markdown(&sample::document()));
}

#[test]
fn nothing_is_obeyed() {
    let text = render::markdown(&sample::document());
    let (mut links, mut headings) = (Vec::new(), Vec::new());
    for event in events(&text) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                assert!(
                    ["<br>", "<strong>", "</strong>", "<code>", "</code>", "<!-- -->\n"].contains(&&*html),
                    "{html}"
                );
            }
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.into_string()),
            Event::Start(Tag::Heading { level, .. }) => headings.push(level),
            Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::Emphasis | Tag::Strikethrough) => {
                panic!("{event:?}")
            }
            Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => panic!("{event:?}"),
            _ => {}
        }
    }
    assert_eq!(links, ["https://example.org/?a=1&copy;=%282%29\""]);
    assert_eq!(headings, [HeadingLevel::H1, HeadingLevel::H2, HeadingLevel::H3, HeadingLevel::H4]);
    let titles = words(&text, |tag| matches!(tag, Tag::Heading { .. }));
    assert_eq!(titles[1..], ["1 First <script>alert(1)</script>", "1.1 Second", "1.1.1 Too deep #"]);
}

#[test]
fn strong_words_are_strong_wherever_they_stand() {
    for (before, strong, after) in
        [("a ", "b", " c"), ("a", "b", "c"), ("", "(b)", ""), ("a ", "(b)", "."), ("中", "文。", "字")]
    {
        let mut document = Document::default();
        document.paragraph(Text::from(before).and_strong(strong).and(after));
        let text = render::markdown(&document);
        let stars = words(&text, |tag| matches!(tag, Tag::Strong)) == [strong];
        assert!(stars || text.contains(&format!("<strong>{strong}</strong>")), "{text}");
        let ends = events(&text).iter().filter(|event| matches!(event, Event::End(TagEnd::Paragraph))).count();
        assert_eq!(ends, 1);
    }
}

#[test]
fn a_document_of_nothing_is_a_line_end() {
    assert_eq!(render::markdown(&Document::default()), "\n");
}
