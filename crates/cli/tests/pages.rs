//! Do the pages read as they should? Snapshots of what a person sees without a terminal.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod program;

use program::{plimsoll, plimsoll_with, root};

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

#[test]
fn pages_of_a_dossier_read_well() {
    let keys = root().join("examples/keys");
    let home = [("PLIMSOLL_HOME", keys.to_str().expect("UTF-8"))];
    let page = |arguments: &[&str]| {
        let ran = plimsoll_with(arguments, &home);
        let lines = ran.out.lines().chain(ran.err.lines()).filter(|line| !line.starts_with("plimsoll 0."));
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    let gateway = "examples/gateway";
    let day = ["--at", "2026-11-22"];
    insta::assert_snapshot!("dossier-assess", page(&[&["assess", "examples/plant"], &day[..]].concat()));
    insta::assert_snapshot!("dossier-status", page(&[&["status", gateway], &day[..]].concat()));
    insta::assert_snapshot!("dossier-explain", page(&[&["explain", "CR 1.14", gateway], &day[..]].concat()));
    let compare = ["compare", gateway, "--since", "2026-06-30", "--basis", "claimed", "--subject", "eg220"];
    insta::assert_snapshot!("dossier-compare", page(&[&compare, &day[..]].concat()));
    insta::assert_snapshot!("dossier-verify", page(&["verify", gateway]));
    let set = ["set", gateway, "eg220", "CR 7.8", "partly", "--statement", "Some of it.", "--dry-run"];
    insta::assert_snapshot!("dossier-set", page(&set));
    insta::assert_snapshot!("keys", page(&["key", "show"]).replace(&*keys.to_string_lossy(), "HOME"));
}
