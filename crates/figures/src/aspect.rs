//! How wide is an SVG for its height? Asked of pictures that come from elsewhere, such as a brand's logo.

use resvg::usvg::Tree;

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
