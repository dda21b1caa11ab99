//! How wide is an SVG for its height? Asked of pictures that come from elsewhere, such as a brand's logo.

use resvg::usvg::{Tree, roxmltree};

use crate::png::options;

/// The width of an SVG for its height, in percent, between 5 and 2,000.
///
/// # Errors
/// A sentence that says why it is no SVG that can be drawn.
pub fn aspect_percent(svg: &[u8]) -> Result<u32, String> {
    let size = Tree::from_data(svg, &options()).map_err(|error| error.to_string())?.size();
    // Sizes of an SVG are above 0; what is left of their quotient after the bounds fits.
    Ok((size.width() / size.height() * 100.0).clamp(5.0, 2_000.0) as u32)
}

/// Refuses pictures within the picture that lie elsewhere: no format may go and look for them.
///
/// # Errors
/// A sentence that names the line and the first of them.
pub fn holds_its_pictures(svg: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(svg).unwrap_or_default();
    // What is no XML is named by the reader proper.
    let Ok(document) = roxmltree::Document::parse(text) else { return Ok(()) };
    for node in document.descendants() {
        let links = node.attributes().filter(|attribute| attribute.name() == "href");
        let drawn = matches!(node.tag_name().name(), "image" | "feImage" | "use");
        for link in links.filter(|_| drawn) {
            let address = link.value().trim_start();
            let inside =
                address.starts_with('#') || address.get(..5).is_some_and(|five| five.eq_ignore_ascii_case("data:"));
            if !inside {
                let at = document.text_pos_at(link.range().start);
                let shown: String = address.chars().take(60).collect();
                return Err(format!(
                    "its line {} links to a picture elsewhere, {shown:?}; put the picture itself in, as data:",
                    at.row
                ));
            }
        }
    }
    Ok(())
}
