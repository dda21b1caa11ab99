//! How does a picture stand in a line? As wide as it is meant and the text allows, with words for who does not see it.

use super::body::Body;
use super::sheet::{TALL, TEXT};

/// Office counts 635 to a twip; a CSS pixel is 15 twips.
const PER_TWIP: u64 = 635;

/// Do the bytes begin as a PNG does?
pub(super) fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n")
}

impl Body<'_> {
    /// A picture in the open paragraph; width and height in CSS pixels, neither of them zero.
    pub(super) fn picture(&mut self, png: Vec<u8>, width: u32, height: u32, title: &str, description: &str) {
        self.media.push(png);
        let id = self.media.len().to_string();
        let (width, height) = fit(u64::from(width) * 15, u64::from(height) * 15);
        let (width, height) = ((width * PER_TWIP).to_string(), (height * PER_TWIP).to_string());
        let relation = format!("picture{id}");
        let xml = &mut self.xml;
        xml.start("w:r", &[]);
        xml.start("w:drawing", &[]);
        xml.start("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
        xml.empty("wp:extent", &[("cx", &width), ("cy", &height)]);
        let name = format!("Picture {id}");
        xml.empty("wp:docPr", &[("id", &id), ("name", &name), ("descr", description), ("title", title)]);
        xml.raw(r#"<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>"#);
        xml.raw(r#"<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">"#);
        xml.start("pic:pic", &[]);
        xml.start("pic:nvPicPr", &[]);
        xml.empty("pic:cNvPr", &[("id", &id), ("name", &format!("{relation}.png")), ("descr", description)]);
        xml.raw("<pic:cNvPicPr/>");
        xml.end();
        xml.start("pic:blipFill", &[]);
        xml.empty("a:blip", &[("r:embed", &relation)]);
        xml.raw("<a:stretch><a:fillRect/></a:stretch>");
        xml.end();
        xml.raw(r#"<pic:spPr><a:xfrm><a:off x="0" y="0"/>"#);
        xml.empty("a:ext", &[("cx", &width), ("cy", &height)]);
        xml.raw(r#"</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>"#);
        xml.end();
        xml.raw("</a:graphicData></a:graphic>");
        xml.end();
        xml.end();
        xml.end();
    }
}

/// Scaled down, never up, to the room there is; in twips.
fn fit(width: u64, height: u64) -> (u64, u64) {
    let (mut wide, mut high) = (width, height);
    if wide > u64::from(TEXT) {
        (wide, high) = (u64::from(TEXT), high * u64::from(TEXT) / wide);
    }
    if high > u64::from(TALL) {
        (wide, high) = (wide * u64::from(TALL) / high, u64::from(TALL));
    }
    (wide.max(1), high.max(1))
}
