//! How does a document become a file that people open and edit in Word?

mod address;
mod body;
mod cover;
mod grid;
mod look;
mod margins;
mod numbering;
mod package;
mod panels;
mod picture;
mod places;
mod properties;
mod run;
mod settings;
mod sheet;
mod spans;
mod styles;
mod table;
mod theme;
mod xml;

use document::{Document, Picture};

use body::Body;
use package::{Part, Relations, pack};

/// The namespace of everything that is words.
const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Why there is no DOCX.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// A table is wider than Word can hold.
    #[error("the table {table} has {columns} columns; Word holds at most 63")]
    TooManyColumns {
        /// Its anchor.
        table: String,
        /// How many it has.
        columns: usize,
    },
    /// The parts could not be packed.
    #[error("the document could not be packed")]
    Pack(#[from] std::io::Error),
}

/// A document as DOCX, the same bytes for the same document.
///
/// `pictures` gives a picture as PNG at twice its size; where it gives none, the picture's words stand in its place.
/// A logo in SVG is left out in favour of the brand's name.
///
/// # Errors
/// Where a table has more columns than Word holds, or the package would exceed what a ZIP file can hold.
pub fn docx(document: &Document, pictures: &dyn Fn(&Picture) -> Option<Vec<u8>>) -> Result<Vec<u8>, DocxError> {
    let mut body = Body::new(document, pictures);
    body.cover();
    body.blocks()?;

    let mut root = Relations::new();
    root.part("document", "officeDocument", "word/document.xml");
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    root.part("core", core, "docProps/core.xml");
    root.part("program", "extended-properties", "docProps/app.xml");
    let mut relations = Relations::new();
    for kind in ["styles", "numbering", "settings", "fontTable", "header", "footer"] {
        relations.part(kind, kind, &format!("{kind}.xml"));
    }
    relations.part("theme", "theme", "theme/theme1.xml");
    let (text, pictures, relations) = body.finish(relations);

    let office = "application/vnd.openxmlformats-officedocument.";
    let mut parts = vec![
        Part::word("document.xml", "document.main", text),
        Part::word("styles.xml", "styles", styles::styles(&document.brand, document.contents)),
        Part::word("numbering.xml", "numbering", numbering::numbering()),
        Part::word("settings.xml", "settings", settings::settings()),
        Part::word("fontTable.xml", "fontTable", theme::fonts()),
        Part::word("header.xml", "header", margins::header(document)),
        Part::word("footer.xml", "footer", margins::footer(document)),
        Part::other("word/theme/theme1.xml", &format!("{office}theme+xml"), theme::theme(&document.brand)),
        Part::other(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            properties::core(document),
        ),
        Part::other("docProps/app.xml", &format!("{office}extended-properties+xml"), properties::program(document)),
    ];
    if !document.properties.is_empty() {
        root.part("facts", "custom-properties", "docProps/custom.xml");
        let kind = format!("{office}custom-properties+xml");
        parts.push(Part::other("docProps/custom.xml", &kind, properties::facts(document)));
    }
    parts.extend(pictures);
    pack(&parts, root, relations)
}
