//! Which files does a DOCX hold, and how do they find each other? Parts, their kinds, and the relations between them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::DocxError;
use super::xml::Xml;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// A file inside the package.
#[derive(Debug)]
pub(super) struct Part {
    name: String,
    kind: String,
    bytes: Vec<u8>,
}

impl Part {
    /// A part below `word/`: `styles.xml` of kind `styles`.
    pub(super) fn word(name: &str, kind: &str, bytes: Vec<u8>) -> Self {
        Self { name: format!("word/{name}"), kind: format!("{WORD}{kind}+xml"), bytes }
    }

    /// A part anywhere, of any kind.
    pub(super) fn other(name: &str, kind: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), kind: kind.to_owned(), bytes }
    }

    /// A PNG below `word/`; its kind goes by its ending.
    pub(super) fn png(name: &str, bytes: Vec<u8>) -> Self {
        Self { name: format!("word/{name}"), kind: String::new(), bytes }
    }
}

/// The relations that begin at one part.
#[derive(Debug)]
pub(super) struct Relations(Xml);

impl Relations {
    /// None yet.
    pub(super) fn new() -> Self {
        let mut xml = Xml::part();
        let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
        xml.start("Relationships", &[("xmlns", namespace)]);
        Self(xml)
    }

    /// To another part; `kind` is the last word of the relation's type, or all of it.
    pub(super) fn part(&mut self, id: &str, kind: &str, target: &str) {
        let whole = if kind.starts_with("http") { kind.to_owned() } else { format!("{OFFICE}{kind}") };
        self.0.empty("Relationship", &[("Id", id), ("Type", &whole), ("Target", target)]);
    }

    /// To a web address.
    pub(super) fn web(&mut self, id: &str, address: &str) {
        let kind = format!("{OFFICE}hyperlink");
        let attributes = [("Id", id), ("Type", &kind), ("Target", address), ("TargetMode", "External")];
        self.0.empty("Relationship", &attributes);
    }

    /// As a part's content.
    pub(super) fn finish(self) -> Vec<u8> {
        self.0.finish()
    }
}

/// Packs the parts and the two parts of relations. The same parts give the same bytes.
pub(super) fn pack(parts: &[Part], root: Relations, document: Relations) -> Result<Vec<u8>, DocxError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Without a time of our own the crate may ask the clock, by a feature that another crate switches on.
    let plain = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let deflated = plain.compression_method(CompressionMethod::Deflated);
    let stored = plain.compression_method(CompressionMethod::Stored);
    let mut add = |name: &str, bytes: &[u8]| -> Result<(), std::io::Error> {
        let options = if name.ends_with(".png") { stored } else { deflated };
        zip.start_file(name, options)?;
        zip.write_all(bytes)
    };
    add("[Content_Types].xml", &kinds(parts))?;
    add("_rels/.rels", &root.finish())?;
    add("word/_rels/document.xml.rels", &document.finish())?;
    for part in parts {
        add(&part.name, &part.bytes)?;
    }
    Ok(zip.finish().map_err(std::io::Error::from)?.into_inner())
}

fn kinds(parts: &[Part]) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.start("Types", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")]);
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    for (ending, kind) in [("png", "image/png"), ("rels", relations), ("xml", "application/xml")] {
        xml.empty("Default", &[("Extension", ending), ("ContentType", kind)]);
    }
    for part in parts.iter().filter(|part| !part.kind.is_empty()) {
        xml.empty("Override", &[("PartName", &format!("/{}", part.name)), ("ContentType", &part.kind)]);
    }
    xml.finish()
}
