//! Does every page of a decision, a plan, a pathway and a trace fit the terminal, wide or narrow?
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod program;

use std::collections::BTreeSet;

use program::plimsoll_with;

/// A page without what only colours it.
fn bare(page: &str) -> String {
    let mut bare = String::new();
    let mut letters = page.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            letters.by_ref().find(|letter| letter.is_ascii_alphabetic());
        } else {
            bare.push(letter);
        }
    }
    bare
}

#[test]
fn no_page_is_wider_than_the_terminal_and_no_word_is_broken() {
    let of = |command: &'static str, dossier: &'static str| vec![command, dossier, "--at", "2026-11-22"];
    let mut pages = vec![
        vec!["start", "--questions"],
        vec!["start", "--no-questions", "--answer", "role=integrator", "--answer", "aim=tender", "--at", "2026-11-22"],
        [of("plan", "examples/gateway"), vec!["--budget", "122 000", "--by", "2027-12-11"]].concat(),
        of("plan", "examples/first-steps"),
        [of("trace", "examples/gateway"), vec!["--to", "DM-4"]].concat(),
    ];
    for dossier in ["examples/gateway", "examples/integrator", "examples/plant"] {
        pages.extend(["decide", "plan", "pathway", "trace"].map(|command| of(command, dossier)));
    }
    for arguments in &pages {
        let at = |columns: &str| {
            let ran = plimsoll_with(arguments, &[("COLUMNS", columns), ("CLICOLOR_FORCE", "1")]);
            assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
            bare(&ran.out)
        };
        let wide = at("120");
        for columns in ["60", "80", "100", "120"] {
            let page = at(columns);
            let room: usize = columns.parse().unwrap_or_default();
            let longest = page.lines().max_by_key(|line| line.chars().count()).unwrap_or_default();
            assert!(longest.chars().count() <= room, "{arguments:?} at {columns}: {longest}");
            let words: BTreeSet<&str> = page.split_whitespace().collect();
            // A digest stands in two halves.
            let digest = |word: &str| word.len() == 64 && word.bytes().all(|letter| letter.is_ascii_hexdigit());
            let long = |word: &&str| word.chars().count() >= 9 && !digest(word);
            let broken = wide.split_whitespace().filter(long).find(|word| !words.contains(word));
            assert_eq!(broken, None, "{arguments:?} at {columns}: {page}");
        }
    }
}
