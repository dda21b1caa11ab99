//! Do the pages read as they should? Snapshots of what a person sees without a terminal.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod program;

use program::plimsoll;

fn page(arguments: &[&str]) -> String {
    let ran = plimsoll(arguments);
    assert_eq!(ran.code, 0, "{}", ran.err);
    // The facts' digest is frozen elsewhere; a page that repeats it would change with every program version.
    ran.out.lines().filter(|line| !line.starts_with("plimsoll 0.")).map(|line| format!("{line}\n")).collect()
}

#[test]
fn pages() {
    let gateway = "crates/cli/tests/sheets/4-2.csv";
    let at = ["--at", "2026-11-22"];
    let types = ["--type", "embedded-device,network-device"];
    let with = |start: &[&'static str], more: &[&'static str]| page(&[start, &at, more].concat());
    insta::assert_snapshot!("assess-levels", with(&["assess", gateway, "--target", "2"], &types));
    insta::assert_snapshot!(
        "assess-evaluated",
        with(&["assess", gateway, "--basis", "evaluated", "--applied-for", "2"], &types)
    );
    insta::assert_snapshot!(
        "assess-maturity",
        with(&["assess", "crates/cli/tests/sheets/4-1.csv", "--target", "2"], &[])
    );
    insta::assert_snapshot!("gaps", with(&["gaps", gateway, "--target", "2"], &types));
    insta::assert_snapshot!("explain", with(&["explain", "CR 1.11", gateway], &types));
    insta::assert_snapshot!("compare", with(&["compare", "crates/cli/tests/sheets/4-2-previous.csv", gateway], &types));
    insta::assert_snapshot!("catalogue-show", page(&["catalogue", "show", "CR 1.1 RE(1)"]));
    insta::assert_snapshot!("catalogue-levels", page(&["catalogue", "levels"]));
}
