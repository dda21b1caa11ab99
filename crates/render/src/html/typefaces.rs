//! In which letters is the page set? The shares of our typeface that it needs, inside it: pictures are drawn to its widths.

use std::collections::BTreeSet;

use fonts::WebFace;

use super::base64;

/// Adds a `@font-face` rule for each share that draws a letter of `body`.
pub(super) fn push(page: &mut String, body: &str) {
    let letters: BTreeSet<char> = body.chars().collect();
    for face in fonts::WEB.iter().filter(|face| letters.iter().any(|letter| face.draws(*letter))) {
        push_face(page, face);
    }
}

fn push_face(page: &mut String, face: &WebFace) {
    let ranges: Vec<String> = face.ranges.iter().map(|(first, last)| format!("U+{first:x}-{last:x}")).collect();
    page.push_str(&format!(
        "@font-face {{ font-family: \"{}\"; font-weight: {}; unicode-range: {}; src: url(data:font/woff2;base64,",
        fonts::SANS,
        face.weight,
        ranges.join(", ")
    ));
    base64::push(page, face.woff2);
    page.push_str(") format(\"woff2\"); }\n");
}
