//! How large is the sheet, and how is its room shared out? A4 upright, in twips: 20 to a point, 1440 to an inch.

/// The sheet's width.
pub(super) const WIDTH: u32 = 11_906;
/// The sheet's height.
pub(super) const HEIGHT: u32 = 16_838;
/// Left and right of the text.
pub(super) const SIDE: u32 = 1_134;
/// Above the text.
pub(super) const TOP: u32 = 1_474;
/// Below the text.
pub(super) const BOTTOM: u32 = 1_304;
/// The text's width.
pub(super) const TEXT: u32 = WIDTH - 2 * SIDE;
/// The tallest picture that leaves room for its caption.
pub(super) const TALL: u32 = HEIGHT - TOP - BOTTOM - 900;
/// The narrowest column in which a word can still be read.
const NARROW: u32 = 400;

/// The widths of columns of these weights; together exactly as wide as the text.
pub(super) fn share(weights: &[u32]) -> Vec<u32> {
    let count = u32::try_from(weights.len()).unwrap_or(u32::MAX).max(1);
    let least = NARROW.min(TEXT / count);
    let rest = u64::from(TEXT.saturating_sub(least.saturating_mul(count)));
    let sum = weights.iter().map(|weight| u64::from(*weight)).sum::<u64>().max(1);
    let mut seen = 0;
    let mut used = 0;
    let mut widths = Vec::with_capacity(weights.len());
    for (index, weight) in weights.iter().enumerate() {
        seen += u64::from(*weight);
        let least_until = least * u32::try_from(index + 1).unwrap_or(0);
        let until = least_until + u32::try_from(rest * seen / sum).unwrap_or(0);
        widths.push(until - used);
        used = until;
    }
    if let Some(last) = widths.last_mut() {
        *last += TEXT.saturating_sub(used);
    }
    widths
}
