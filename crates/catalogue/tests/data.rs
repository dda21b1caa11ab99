//! Do the tables that come with the program hold together, and are they the tables we think they are?
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

use catalogue::{Catalogue, Edition, Kind};
use model::{ComponentType, ComponentTypes, SecurityLevel};

fn edition(standard: &str) -> Edition {
    let catalogue = Catalogue::compiled();
    let head = catalogue.head(standard, None).expect("the standard is there");
    catalogue.edition(head)
}

#[test]
fn nothing_is_wrong_with_the_data() {
    let problems: Vec<_> = Catalogue::compiled().check().iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
fn count(edition: &Edition, kind: Kind) -> usize {
    edition.requirements.iter().filter(|one| one.kind == kind).count()
}

/// Counts printed by laboratories and by the tables' own check.
#[test]
fn the_editions_have_the_published_counts() {
    let e = edition("iec62443-4-2");
    assert_eq!(e.requirements.len(), 141);
    assert_eq!(count(&e, Kind::Constraint), 4);
    assert_eq!(count(&e, Kind::Requirement) + count(&e, Kind::Enhancement), 122);
    assert_eq!((count(&e, Kind::Heading), count(&e, Kind::None)), (12, 3));
    let e = edition("iec62443-3-3");
    assert_eq!((count(&e, Kind::Requirement), count(&e, Kind::Enhancement)), (51, 49));
    for (standard, rows) in [("iec62443-4-1", 47), ("iec62443-2-1", 87), ("iec62443-2-4", 123), ("iec62443-3-2", 32)] {
        let e = edition(standard);
        assert_eq!(count(&e, Kind::Requirement) + count(&e, Kind::Enhancement), rows, "{standard}");
    }
    let e = edition("iec62443-2-4");
    assert_eq!((count(&e, Kind::Requirement), count(&e, Kind::Enhancement)), (72, 51));
}

fn cumulative(e: &Edition, of: impl Fn(ComponentTypes) -> bool) -> [usize; 4] {
    SecurityLevel::ASKED.map(|level| {
        e.requirements.iter().filter(|one| of(one.types) && one.level.is_some_and(|asked| asked <= level)).count()
    })
}

#[test]
fn the_levels_add_up_as_published() {
    assert_eq!(cumulative(&edition("iec62443-3-3"), |_| true), [37, 60, 90, 100]);
    let e = edition("iec62443-4-2");
    assert_eq!(cumulative(&e, |_| true), [50, 93, 116, 122]);
    let by_type = ComponentType::ALL.map(|one| cumulative(&e, |types| types.contains(one)));
    assert_eq!(by_type, [[34, 53, 67, 73], [36, 61, 77, 83], [36, 62, 78, 84], [40, 67, 86, 92]]);
}

/// The totals that certificates print per group of 4-2 (headings included).
#[test]
fn the_groups_of_4_2_count_141() {
    let e = edition("iec62443-4-2");
    let counts: Vec<usize> =
        (0..e.head.groups.len()).map(|group| e.requirements.iter().filter(|one| one.group == group).count()).collect();
    assert_eq!(counts, [4, 22, 21, 19, 5, 4, 3, 11, 3, 13, 14, 22]);
}

/// A released edition never changes: its facts are frozen by digest, and a changed fact is found.
#[test]
fn released_editions_are_frozen() {
    let catalogue = Catalogue::compiled();
    for head in catalogue.heads() {
        assert_eq!(catalogue.edition(head).digest, head.frozen, "{}", head.key);
    }
}

/// The facts about doubt came over: what two sources did not confirm is marked.
#[test]
fn doubts_are_marked() {
    let e = edition("iec62443-4-2");
    let unverified = |id: &str| e.requirements[e.find(id).expect("known")].unverified.clone();
    assert_eq!(unverified("CR 1.1"), ["integration"]);
    assert_eq!(unverified("NDR 5.2"), ["feature"]);
    assert!(unverified("CR 1.3").is_empty());
}
