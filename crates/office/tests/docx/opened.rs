//! What is inside a DOCX? Its parts by name, and the words of its paragraphs.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use document::{Document, Picture};
use roxmltree::Node;

/// The namespace of words.
pub(crate) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of relations as words use them.
pub(crate) const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a package.
pub(crate) struct Opened(pub(crate) BTreeMap<String, Vec<u8>>);

/// A document written and opened again, its pictures being the smallest PNG.
pub(crate) fn opened(document: &Document) -> Opened {
    opened_with(document, &|_| Some(super::samples::PNG.to_vec()))
}

/// A document written with these pictures and opened again.
pub(crate) fn opened_with(document: &Document, pictures: &dyn Fn(&Picture) -> Option<Vec<u8>>) -> Opened {
    let bytes = office::docx(document, pictures).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        assert!(parts.insert(name.clone(), bytes).is_none(), "{name} twice");
    }
    Opened(parts)
}

impl Opened {
    /// A part of XML.
    pub(crate) fn xml(&self, name: &str) -> roxmltree::Document<'_> {
        let text = std::str::from_utf8(&self.0[name]).unwrap();
        roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names of the parts that are XML.
    pub(crate) fn xml_names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str).filter(|name| name.ends_with(".xml") || name.ends_with(".rels"))
    }

    /// The paragraphs of the document: style and words.
    pub(crate) fn paragraphs(&self) -> Vec<(String, String)> {
        let document = self.xml("word/document.xml");
        let all = document.descendants().filter(|node| node.has_tag_name((W, "p")));
        all.map(|node| (style(node).unwrap_or_default(), words(node))).collect()
    }

    /// Does a paragraph of this style say this?
    pub(crate) fn says(&self, style: &str, words: &str) -> bool {
        self.paragraphs().iter().any(|(one, said)| one == style && said == words)
    }
}

/// The style of a paragraph.
pub(crate) fn style(paragraph: Node<'_, '_>) -> Option<String> {
    let style = paragraph.descendants().find(|node| node.has_tag_name((W, "pStyle")))?;
    style.attribute((W, "val")).map(str::to_owned)
}

/// What a node says.
pub(crate) fn words(node: Node<'_, '_>) -> String {
    let mut words = String::new();
    for node in node.descendants() {
        match node.tag_name().name() {
            "t" if node.has_tag_name((W, "t")) => words.push_str(node.text().unwrap_or_default()),
            "br" => words.push('\n'),
            "tab" if node.parent().is_some_and(|parent| parent.has_tag_name((W, "r"))) => words.push('\t'),
            _ => {}
        }
    }
    words
}
