//! What does the document open with? The house, the title, the facts, and what there is to find inside.

use document::{Block, LogoKind};

use super::body::{Body, Layout};
use super::picture::is_png;
use super::run::{field, instruct, mark, one_line, run};

/// A logo's height in CSS pixels, and how wide it may become.
const LOGO: (u32, u32) = (48, 260);

impl Body<'_> {
    /// Title, subtitle and facts: a page of their own before the contents, or the head of the first page.
    pub(super) fn cover(&mut self) {
        let document = self.document;
        self.brand();
        self.words("Title", Layout::default(), &one_line(&document.title));
        if !document.subtitle.is_empty() {
            self.words("Subtitle", Layout::default(), &one_line(&document.subtitle));
        }
        self.facts(&document.facts);
        if document.contents {
            self.new_page = true;
            self.contents();
            self.new_page = true;
        }
    }

    /// The logo, or the name where there is none that Word could show: drawn ones it shows only beside painted ones.
    fn brand(&mut self) {
        let brand = &self.document.brand;
        let painted = brand.logo.as_ref().filter(|logo| logo.kind == LogoKind::Png && is_png(&logo.bytes));
        if let Some(logo) = painted.filter(|logo| logo.aspect_percent > 0) {
            let wide = u64::from(LOGO.0) * u64::from(logo.aspect_percent) / 100;
            let width = u32::try_from(wide.clamp(1, u64::from(LOGO.1))).unwrap_or(LOGO.1);
            let height = u64::from(width) * 100 / u64::from(logo.aspect_percent);
            let height = u32::try_from(height.clamp(1, u64::from(LOGO.0))).unwrap_or(LOGO.0);
            self.open("Brand", Layout::default());
            self.picture(logo.bytes.clone(), width, height, &brand.name, &brand.name);
            self.xml.end();
        } else if self.document.contents && !brand.name.is_empty() {
            self.words("Brand", Layout::default(), &one_line(&brand.name));
        }
    }

    /// The contents, as Word would write them itself.
    ///
    /// Nobody knows the pages before Word has laid them out: these fields are empty and without dots that would lead
    /// nowhere, until Word fills them on printing or on request.
    fn contents(&mut self) {
        let document = self.document;
        let headings: Vec<_> = document
            .blocks
            .iter()
            .enumerate()
            .filter_map(|(index, block)| match block {
                Block::Heading(heading) => Some((index, heading)),
                _ => None,
            })
            .collect();
        if headings.is_empty() {
            return;
        }
        self.xml.start("w:sdt", &[]);
        self.xml.raw(concat!(
            r#"<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>"#,
            r#"</w:docPartObj></w:sdtPr>"#,
        ));
        self.xml.start("w:sdtContent", &[]);
        self.words("TOCHeading", Layout::default(), "Contents");
        for (at, (index, heading)) in headings.iter().enumerate() {
            self.open(&format!("TOC{}", heading.level.clamp(1, 3)), Layout::default());
            if at == 0 {
                mark(&mut self.xml, None, "begin");
                instruct(&mut self.xml, None, "TOC \\o \"1-3\" \\h");
                mark(&mut self.xml, None, "separate");
            }
            let bookmark = self.places.at((*index, None)).unwrap_or_default().to_owned();
            let number = self.numbers.block(*index).to_owned();
            self.xml.start("w:hyperlink", &[("w:anchor", &bookmark), ("w:history", "1")]);
            run(&mut self.xml, None, &format!("{number}\t{}\t", one_line(&heading.text)));
            field(&mut self.xml, &format!("PAGEREF {bookmark} \\h"), None, "");
            self.xml.end();
            if at + 1 == headings.len() {
                mark(&mut self.xml, None, "end");
            }
            self.xml.end();
        }
        self.xml.end();
        self.xml.end();
    }
}
