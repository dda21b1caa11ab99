//! Is the page whole, self-contained, readable in both lights, and deaf to what stands in it?

use std::collections::{BTreeMap, BTreeSet};

use document::{Colour, Document, Tone};
use roxmltree::{Document as Xml, Node, ParsingOptions};

use crate::sample;

pub(crate) fn parsed(page: &str) -> Xml<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Xml::parse_with_options(page, options).unwrap_or_else(|error| panic!("{error}\n{page}"))
}

pub(crate) fn words(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

fn all<'a, 'i>(page: &'a Xml<'i>, name: &str) -> Vec<Node<'a, 'i>> {
    page.descendants().filter(|node| node.tag_name().name() == name).collect()
}

#[test]
fn hostile_words_stay_words() {
    let page = render::html(&sample::document());
    let xml = parsed(&page);
    for name in ["script", "b:script", "iframe", "object", "link", "base", "form", "i"] {
        assert!(all(&xml, name).is_empty(), "{name}");
    }
    for node in xml.descendants().filter(Node::is_element) {
        for attribute in node.attributes() {
            assert!(!attribute.name().starts_with("on"), "{attribute:?}");
            if ["src", "href"].contains(&attribute.name()) {
                let value = attribute.value();
                assert!(
                    ["#", "https://example.org/?", "data:image/svg+xml;base64,"]
                        .iter()
                        .any(|start| value.starts_with(start)),
                    "{value}"
                );
            }
        }
    }
    let paragraphs: Vec<String> = all(&xml, "p").into_iter().map(words).collect();
    let cells: Vec<String> = all(&xml, "td").into_iter().map(words).collect();
    for hostile in sample::HOSTILE {
        // A paragraph, six callouts, and the second paragraph of a cell.
        assert_eq!(paragraphs.iter().filter(|words| *words == hostile).count(), 8, "{hostile}");
        assert!(cells.iter().any(|words| words == hostile), "{hostile}");
    }
    assert_eq!(page, render::html(&sample::document()));
}

#[test]
fn the_page_needs_nothing_and_says_so() {
    let page = render::html_with(&sample::document(), ".bar { fill: red } </style><script>");
    let xml = parsed(&page);
    let meta: BTreeMap<&str, &str> = all(&xml, "meta")
        .into_iter()
        .filter_map(|node| Some((node.attribute("name").or(node.attribute("http-equiv"))?, node.attribute("content")?)))
        .collect();
    let policy = meta["Content-Security-Policy"];
    assert!(policy.starts_with("default-src 'none'; style-src 'unsafe-inline'; img-src data:"), "{policy}");
    assert_eq!(meta["plimsoll:edition"], "an \"edition\" <x>");
    assert_eq!((meta["date"], meta["generator"]), ("2026-11-22", "plimsoll <0.1.0>"));
    let style = words(all(&xml, "style")[0]);
    // The typeface stands in the page; nothing else is named by an address.
    assert!(
        style.matches("url(").count() > 0
            && style.matches("url(").count() == style.matches("url(data:font/woff2;").count()
    );
    assert!(!style.contains("@import") && style.contains(".bar { fill: red }"));
    assert_eq!(style.matches('{').count(), style.matches('}').count());
    assert_eq!(page.matches("</style").count(), 1);
    assert_eq!(all(&xml, "html")[0].attribute("lang"), Some("en"));
}

#[test]
fn every_anchor_stands_once_and_every_reference_finds_one() {
    let page = render::html(&sample::document());
    let xml = parsed(&page);
    let ids: Vec<&str> = xml.descendants().filter_map(|node| node.attribute("id")).collect();
    let anchors: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), anchors.len());
    for anchor in ["first", "second", "deep", "picture", "rows", "row-1", "odd"] {
        assert!(anchors.contains(anchor), "{anchor}");
    }
    let references: Vec<(String, &str)> = all(&xml, "a")
        .into_iter()
        .filter_map(|node| Some((words(node), node.attribute("href")?.strip_prefix('#')?)))
        .collect();
    assert!(references.iter().all(|(_, anchor)| anchors.contains(anchor)), "{references:?}");
    assert!(
        references.contains(&("table 1".to_owned(), "rows")) && references.contains(&("section 1".to_owned(), "first"))
    );
    let contents = words(all(&xml, "nav")[0]);
    assert!(contents.contains("1.1 Second") && !contents.contains("Too deep"), "{contents}");
}

#[test]
fn tables_have_captions_headers_and_bodies() {
    let page = render::html(&sample::document());
    let xml = parsed(&page);
    let table = xml.descendants().find(|node| node.attribute("id") == Some("rows")).unwrap();
    let own = |name: &'static str| table.descendants().filter(move |node| node.tag_name().name() == name);
    assert_eq!(own("caption").map(words).collect::<Vec<_>>(), ["Table 1. All | <rows>"]);
    let scopes: Vec<&str> = own("th").filter_map(|node| node.attribute("scope")).collect();
    assert_eq!(scopes.iter().filter(|scope| **scope == "col").count(), 3);
    assert_eq!(scopes.iter().filter(|scope| **scope == "row").count(), sample::HOSTILE.len());
    assert_eq!(own("tbody").count(), 2);
    let group = own("th").find(|node| node.attribute("scope") == Some("rowgroup")).unwrap();
    assert_eq!((words(group).as_str(), group.attribute("colspan")), ("Group **<x>|", Some("3")));
    let picture = xml.descendants().find(|node| node.attribute("role") == Some("img")).unwrap();
    assert_eq!(picture.attribute("aria-label"), Some("Two <bars>. The left one is *higher*"));
    assert_eq!(words(all(&xml, "figcaption")[0]), "Figure 1. Bars <i>");
}

/// The page's custom colours by day and by night.
fn colours(page: &str) -> [BTreeMap<String, Colour>; 2] {
    let (day, night) = page.split_once("(prefers-color-scheme: dark)").unwrap();
    [day, night].map(|rules| {
        let rules = rules.split_once(":root {").unwrap().1.split_once('}').unwrap().0;
        rules
            .split(';')
            .filter_map(|rule| rule.trim().strip_prefix("--")?.split_once(':'))
            .map(|(name, value)| (name.to_owned(), Colour::parse(value).unwrap()))
            .collect()
    })
}

#[test]
fn everything_can_be_read_by_day_and_by_night() {
    let mut document = Document::default();
    for accent in
        [0x00_00_00, 0xff_ff_ff, 0xff_d4_00, 0x0b_4f_6c, 0x80_80_80, 0xff_00_00, 0x00_00_ff, 0x00_ff_00, 0x12_17_1c]
    {
        document.brand.accent = Colour((accent >> 16) as u8, (accent >> 8 & 255) as u8, (accent & 255) as u8);
        for colours in colours(&render::html(&document)) {
            for ground in ["ground", "panel"] {
                for ink in ["ink", "quiet", "accent"] {
                    let contrast = colours[ink].contrast(colours[ground]);
                    assert!(contrast >= 4.5, "{ink} on {ground}: {contrast} with {accent:06x}");
                }
            }
            for tone in Tone::ALL.map(Tone::id) {
                let ink = colours[&format!("{tone}-ink")];
                for ground in [format!("{tone}-wash"), "ground".to_owned(), "panel".to_owned()] {
                    assert!(ink.contrast(colours[&ground]) >= 4.5, "{tone} on {ground}");
                }
            }
        }
    }
}

#[test]
fn a_document_of_nothing_is_a_page() {
    let page = render::html(&Document::default());
    let xml = parsed(&page);
    assert_eq!(words(all(&xml, "title")[0]), "Document");
    assert!(all(&xml, "nav").is_empty() && all(&xml, "table").is_empty());
}
