//! Which pieces are styles made of? Spacing, edges, tabs and letters, each as the markup that says it.

use super::sheet::TEXT;

/// Bold, in every script.
pub(super) const BOLD: &str = "<w:b/><w:bCs/>";
/// On one page with what follows.
pub(super) const KEEP_NEXT: &str = "<w:keepNext/>";

/// Room above and below in twips, and the height of a line in 240ths.
pub(super) fn space(before: u16, after: u16, line: u16) -> String {
    format!(r#"<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>"#)
}

/// Room to the left and to the right in twips; the first line hangs out by `hanging`.
pub(super) fn indent(left: u16, right: u16, hanging: u16) -> String {
    format!(r#"<w:ind w:left="{left}" w:right="{right}" w:hanging="{hanging}"/>"#)
}

/// A tab to the right edge of the text, after one at `left`.
pub(super) fn right_tab(left: Option<u16>) -> String {
    let left = left.map(|left| format!(r#"<w:tab w:val="left" w:pos="{left}"/>"#)).unwrap_or_default();
    format!(r#"<w:tabs>{left}<w:tab w:val="right" w:pos="{TEXT}"/></w:tabs>"#)
}

/// A line along a side; its width in eighths of a point, its distance in points.
pub(super) fn edge(side: &str, eighths: u8, distance: u8, colour: &str) -> String {
    format!(r#"<w:{side} w:val="single" w:sz="{eighths}" w:space="{distance}" w:color="{colour}"/>"#)
}

/// The colour of letters.
pub(super) fn colour(hex: &str) -> String {
    format!(r#"<w:color w:val="{hex}"/>"#)
}

/// The size of letters in half points.
pub(super) fn size(half_points: u8) -> String {
    format!(r#"<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>"#)
}

/// Letters of a colour and a size in half points.
pub(super) fn letters(hex: &str, half_points: u8, bold: bool) -> String {
    format!("{}{}{}", if bold { BOLD } else { "" }, colour(hex), size(half_points))
}

/// The room around what stands in a table's cells, in twips.
pub(super) fn margins(high: u8, wide: u8) -> String {
    let side = |side: &str, twips: u8| format!(r#"<w:{side} w:w="{twips}" w:type="dxa"/>"#);
    let (top, left, bottom, right) = (side("top", high), side("left", wide), side("bottom", high), side("right", wide));
    format!("<w:tblCellMar>{top}{left}{bottom}{right}</w:tblCellMar>")
}
