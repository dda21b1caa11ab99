//! Does the demo lead from where it stands to a page for a meeting, and end with it?
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod program;

use program::plimsoll;

#[test]
fn the_demo_ends_with_the_page_for_the_meeting() {
    let ran = plimsoll(&["demo", "--no-documents"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(lines.len() <= 130, "{} lines", lines.len());
    assert!(lines.iter().all(|line| line.chars().count() <= 100), "a line is longer than 100 columns");
    let place = |words: &str| lines.iter().position(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}"));
    let order = [
        "Where it stands",
        "Which parts, in which order",
        "The plan",
        "The page for the meeting",
        "▌",
        "money inputs are assumptions",
        "seed       62443",
        "What to do next",
    ];
    let places: Vec<usize> = order.iter().map(|words| place(words)).collect();
    assert!(places.is_sorted(), "{places:?}");
    // Nothing was written, so no document is promised.
    assert!(!ran.out.contains("decision.pdf"));
}
