//! Which rows speak for a subject, and which verdicts still hold? One test a rule.

use model::{Status, Verdict};

use crate::dossiers::Given;
use crate::subject::edition;

/// A product `g` on a platform `p`.
fn on_platform() -> Given {
    Given::new().product("g", "platform = \"p\"\n").product("p", "only_platform = true\n")
}

fn versions(second: &str) -> String {
    format!("[[version]]\nid = \"1\"\ndate = \"2025-01-01\"\n[[version]]\nid = \"2\"\ndate = \"2026-01-01\"\n{second}")
}

/// A product of two versions, with rows about CR 1.1, CR 3.1, CR 3.1 RE(1) and NDR 1.6, all examined on version 1.
fn examined(elements: &str, second: &str) -> Given {
    let more = format!("{elements}{}", versions(second));
    Given::new().product("g", &more).claims("g", "CR 1.1,,met,,\nCR 3.1,,met,,\nCR 3.1 RE(1),,met,,\n").verdicts(
        "g",
        "CR 1.1,,1,pass,2025-06-01\nCR 3.1,,1,pass,2025-06-01\nCR 3.1 RE(1),,1,pass,2025-06-01\nNDR 1.6,,1,pass,2025-06-01",
    )
}

const NOTHING: &str = "changed_parts = []\n";
const PARTS: &str = "[[part]]\nid = \"web\"\nrequirements = [\"CR 3.1\"]\n[[part]]\nid = \"odd\"\n";
const INTERFACES: &str = "[[interface]]\nid = \"x1\"\nrequirements = [\"CR 1.1\"]\n[[interface]]\nid = \"x2\"\n";

/// The rows to test again, with the reason, and those whose verdict carries over.
fn again(given: &Given) -> (Vec<(String, String)>, Vec<String>) {
    let (mut again, mut carried) = (Vec::new(), Vec::new());
    for one in given.carried("g") {
        let part = one.part.map(|part| format!(" [{part}]")).unwrap_or_default();
        let id = format!("{}{part}", one.requirement);
        match one.again {
            Some(why) => again.push((id, why)),
            None => carried.push(id),
        }
    }
    (again, carried)
}

fn reasons(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(id, why)| ((*id).to_owned(), (*why).to_owned())).collect()
}

#[test]
fn an_own_row_speaks_before_the_platforms_for_the_same_requirement_and_part() {
    let given = on_platform()
        .claims("g", "CR 1.1,,met,own whole,\nCR 1.2,web,met,own web,\n")
        .claims("p", "CR 1.1,,met,platform whole,\nCR 1.1,web,met,platform web,\nCR 1.2,,partly,platform whole,\n");
    let spoken = given.rows("g");
    let wanted = [
        ("CR 1.1", None, "own whole"),
        ("CR 1.1", Some("web"), "platform web"),
        ("CR 1.2", None, "platform whole"),
        ("CR 1.2", Some("web"), "own web"),
    ];
    let wanted: Vec<_> =
        wanted.into_iter().map(|(id, part, text)| (id.to_owned(), part.map(str::to_owned), text.to_owned())).collect();
    assert_eq!(spoken.statements(), wanted);
    assert!(spoken.row("CR 1.1", None).notes.is_empty(), "an own row is not inherited");
    assert_eq!(given.rows("p").rows.len(), 3, "the platform inherits nothing from its product");
}

#[test]
fn a_silent_own_row_inherits_with_a_note() {
    let spoken = on_platform().claims("g", "CR 1.1,,,,\n").claims("p", "CR 1.1,,met,platform,\n").rows("g");
    let row = spoken.row("CR 1.1", None);
    assert_eq!((row.claim.status, row.claim.statement.as_str()), (Some(Status::Met), "platform"));
    assert_eq!(row.notes, ["inherited from the platform products/p"]);
    assert_eq!(&*row.file, "products/p/4-2.csv", "its place is where it stands");
}

#[test]
fn where_nobody_speaks_the_silent_own_row_stays() {
    let spoken = on_platform().claims("g", "CR 1.1,,,,\n").claims("p", "CR 1.1,,,,\nCR 1.2,,,,\n").rows("g");
    assert_eq!(spoken.rows.len(), 1);
    assert_eq!(&*spoken.row("CR 1.1", None).file, "products/g/4-2.csv");
}

#[test]
fn the_platforms_platform_speaks_where_both_are_silent() {
    let given = on_platform()
        .product("p", "platform = \"q\"\n")
        .product("q", "")
        .claims("g", "CR 1.1,,,,\n")
        .claims("p", "CR 1.1,,,,\nCR 1.2,,met,from p,\n")
        .claims("q", "CR 1.1,,met,from q,\nCR 1.2,,met,from q too,\n");
    let spoken = given.rows("g");
    assert_eq!(spoken.row("CR 1.1", None).claim.statement, "from q");
    assert_eq!(spoken.row("CR 1.1", None).notes, ["inherited from the platform products/q"]);
    assert_eq!(spoken.row("CR 1.2", None).claim.statement, "from p", "the nearer platform speaks first");
}

#[test]
fn a_platform_that_rests_on_itself_is_an_error_and_ends() {
    let given = Given::new()
        .product("g", "platform = \"p\"\n")
        .product("p", "platform = \"q\"\n")
        .product("q", "platform = \"p\"\n")
        .claims("q", "CR 1.1,,met,from q,\n")
        .verdicts("g", "CR 1.2,,,pass,2026-01-01");
    let spoken = given.rows("g");
    assert_eq!(spoken.problems.len(), 1, "{:?}", spoken.problems);
    assert!(
        spoken.problems[0]
            .starts_with("products/g/product.toml:1:1: error: products/p rests on itself as a platform\n  hint: "),
        "{:?}",
        spoken.problems
    );
    assert_eq!(spoken.row("CR 1.1", None).claim.statement, "from q", "what was found on the way speaks");
    let own = Given::new().product("g", "platform = \"g\"\n").claims("g", "CR 1.1,,met,own,\n").rows("g");
    assert_eq!((own.rows.len(), own.problems.len()), (1, 1));
}

#[test]
fn verdicts_are_not_inherited() {
    let given = on_platform()
        .claims("p", "CR 1.1,,met,platform,\n")
        .verdicts("p", "CR 1.1,,,pass,2026-01-01\nCR 1.2,,,fail,2026-01-01");
    let spoken = given.rows("g");
    assert_eq!(spoken.rows.len(), 1);
    assert_eq!(spoken.row("CR 1.1", None).evaluation.verdict, None);
    assert_eq!(given.rows("p").row("CR 1.1", None).evaluation.verdict, Some(Verdict::Pass));
}

#[test]
fn an_own_verdict_judges_an_inherited_row() {
    let spoken =
        on_platform().claims("p", "CR 1.1,,met,platform,\n").verdicts("g", "CR 1.1,,,fail,2026-01-01").rows("g");
    let row = spoken.row("CR 1.1", None);
    assert_eq!((row.claim.statement.as_str(), row.evaluation.verdict), ("platform", Some(Verdict::Fail)));
    assert_eq!(row.verdict_file.as_deref(), Some("products/g/4-2.verdicts.csv"));
}

#[test]
fn a_verdict_on_the_current_version_or_without_versions_is_current() {
    let given = Given::new().product("g", "").verdicts("g", "CR 1.1,,,pass,2026-01-01");
    assert_eq!(given.rows("g").row("CR 1.1", None).evaluation.verdict, Some(Verdict::Pass));
    let one = Given::new()
        .product("g", "[[version]]\nid = \"1\"\n")
        .verdicts("g", "CR 1.1,,,pass,2026-01-01\nCR 1.2,,1,pass,2026-01-01");
    let two = Given::new().product("g", &versions("")).verdicts("g", "CR 1.1,,2,pass,2026-06-01");
    for given in [one, two] {
        let spoken = given.rows("g");
        assert!(spoken.problems.is_empty() && given.carried("g").is_empty(), "{:?}", spoken.problems);
        assert!(spoken.rows.iter().all(|row| row.evaluation.verdict == Some(Verdict::Pass) && row.notes.is_empty()));
    }
}

#[test]
fn a_verdict_on_an_earlier_version_carries_over_when_nothing_it_rests_on_changed() {
    let given = examined(&format!("{PARTS}{INTERFACES}"), NOTHING);
    let (again, carried) = again(&given);
    assert!(again.is_empty(), "{again:?}");
    assert_eq!(carried, ["CR 1.1", "CR 3.1", "CR 3.1 RE(1)", "NDR 1.6"]);
    let spoken = given.rows("g");
    let row = spoken.row("CR 1.1", None);
    assert_eq!(row.evaluation.verdict, Some(Verdict::Pass));
    assert_eq!(row.notes, ["the verdict on 1 carries over to 2: nothing that it rests on changed"]);
    assert!(spoken.problems.is_empty());
}

#[test]
fn a_changed_part_touches_the_rows_that_it_carries() {
    let (again, carried) = again(&examined(PARTS, "changed_parts = [\"web\"]\n"));
    let why = "the part web changed in 2";
    assert_eq!(again, reasons(&[("CR 3.1", why), ("CR 3.1 RE(1)", why)]), "an enhancement rests on its base");
    assert_eq!(carried, ["CR 1.1", "NDR 1.6"]);
}

#[test]
fn a_verdict_to_test_again_counts_as_none_and_is_named() {
    let spoken = examined(PARTS, "changed_parts = [\"web\"]\n").rows("g");
    let row = spoken.row("CR 3.1", None);
    assert_eq!((row.evaluation.verdict, row.claim.status), (None, Some(Status::Met)));
    assert_eq!(row.notes, ["test again: the part web changed in 2"]);
    assert_eq!(
        spoken.problems[0],
        "products/g/4-2.verdicts.csv:3:11: warning: CR 3.1: test again, the part web changed in 2\n  \
         hint: until then the verdict counts for nothing on this version"
    );
    assert_eq!(spoken.problems.len(), 2);
}

#[test]
fn a_changed_interface_touches_the_rows_that_rest_on_it() {
    let (again, carried) = again(&examined(INTERFACES, "changed_interfaces = [\"x1\"]\n"));
    assert_eq!(again, reasons(&[("CR 1.1", "the interface x1 changed in 2")]));
    assert_eq!(carried, ["CR 3.1", "CR 3.1 RE(1)", "NDR 1.6"]);
}

#[test]
fn a_changed_feature_touches_the_rows_that_depend_on_it() {
    let (again, carried) = again(&examined("", "changed_features = [\"wireless\"]\n"));
    assert_eq!(again, reasons(&[("NDR 1.6", "the feature wireless changed in 2")]));
    assert_eq!(carried, ["CR 1.1", "CR 3.1", "CR 3.1 RE(1)"]);
}

#[test]
fn a_named_requirement_and_the_enhancements_of_it_are_tested_again() {
    let (rows, carried) = again(&examined("", "changed_requirements = [\"CR 3.1\"]\n"));
    assert_eq!(rows, reasons(&[("CR 3.1", "2 changed it"), ("CR 3.1 RE(1)", "2 changed it")]));
    assert_eq!(carried, ["CR 1.1", "NDR 1.6"]);
    let (rows, _) = again(&examined("", "changed_requirements = [\"CR 3.1 RE(1)\"]\n"));
    assert_eq!(rows, reasons(&[("CR 3.1 RE(1)", "2 changed it")]), "the base does not rest on its enhancement");
}

#[test]
fn what_reaches_nobody_knows_how_far_touches_every_row() {
    for second in ["changed_parts = [\"odd\"]\n", "changed_parts = [\"never declared\"]\n"] {
        let (again, carried) = again(&examined(PARTS, second));
        assert_eq!((again.len(), carried.len()), (4, 0), "{second}");
    }
    for second in ["changed_interfaces = [\"x2\"]\n", "changed_interfaces = [\"never declared\"]\n"] {
        let (again, carried) = again(&examined(INTERFACES, second));
        assert_eq!((again.len(), carried.len()), (4, 0), "{second}");
    }
}

#[test]
fn a_row_about_one_part_is_touched_by_that_part_and_by_interfaces_but_by_no_other_part() {
    let of = |second: &str| {
        let more = format!("{PARTS}{INTERFACES}{}", versions(second));
        again(
            &Given::new()
                .product("g", &more)
                .verdicts("g", "CR 1.1,odd,1,pass,2025-06-01\nCR 2.1,web,1,pass,2025-06-01"),
        )
    };
    let (again, carried) = of("changed_parts = [\"odd\"]\n");
    assert_eq!(again, reasons(&[("CR 1.1 [odd]", "the part odd changed in 2")]));
    assert_eq!(carried, ["CR 2.1 [web]"], "another part of unknown reach does not touch it");
    let (again, carried) = of("changed_parts = [\"web\"]\n");
    assert_eq!(again, reasons(&[("CR 2.1 [web]", "the part web changed in 2")]), "its part, whatever it declares");
    assert_eq!(carried, ["CR 1.1 [odd]"]);
    let (again, _) = of("changed_interfaces = [\"x2\"]\n");
    assert_eq!(again.len(), 2, "an interface of unknown reach touches parts too");
}

#[test]
fn where_nobody_says_what_changed_everything_is_tested_again() {
    let (again, carried) = again(&examined(PARTS, "note = \"a few things\"\n"));
    assert!(carried.is_empty());
    assert!(again.len() == 4 && again.iter().all(|(_, why)| why == "nobody says what changed in 2"), "{again:?}");
}

#[test]
fn every_version_between_the_examined_and_the_current_one_counts() {
    let third = "changed_requirements = [\"CR 1.1\"]\n[[version]]\nid = \"3\"\nchanged_requirements = [\"CR 3.1\"]\n";
    let given = examined("", third);
    let (rows, _) = again(&given);
    assert_eq!(
        rows,
        reasons(&[("CR 1.1", "2 changed it"), ("CR 3.1", "3 changed it"), ("CR 3.1 RE(1)", "3 changed it")])
    );
    let later = given.verdicts("g", "CR 1.1,,2,pass,2026-06-01\nCR 3.1,,2,pass,2026-06-01");
    let (rows, carried) = again(&later);
    assert_eq!(rows, reasons(&[("CR 3.1", "3 changed it")]));
    assert_eq!(carried, ["CR 1.1"], "what changed before the examination was examined");
}

/// `g` has one row of its own, CR 1.1, and inherits CR 3.1; `first` and `second` are the versions of `p` below it.
fn built_on(first: &str, second: &str) -> Given {
    let built = |id: &str| if id.is_empty() { String::new() } else { format!("platform = \"{id}\"\n") };
    let more = format!(
        "platform = \"p\"\n[[version]]\nid = \"1\"\n{}[[version]]\nid = \"2\"\n{NOTHING}{}",
        built(first),
        built(second)
    );
    let platform = "[[version]]\nid = \"a\"\n[[version]]\nid = \"b\"\nchanged_requirements = [\"CR 1.1\", \"CR 3.1\"]\n\
                    [[version]]\nid = \"c\"\nchanged_parts = []\n";
    Given::new()
        .product("g", &more)
        .product("p", platform)
        .claims("g", "CR 1.1,,met,own,\n")
        .claims("p", "CR 1.1,,met,,\nCR 3.1,,met,,\n")
        .verdicts("g", "CR 1.1,,1,pass,2025-06-01\nCR 3.1,,1,pass,2025-06-01")
}

#[test]
fn a_changed_platform_touches_the_rows_that_it_carries() {
    let (rows, carried) = again(&built_on("a", "b"));
    assert_eq!(rows, reasons(&[("CR 3.1", "b changed it of products/p")]));
    assert_eq!(carried, ["CR 1.1"], "the product's own row does not rest on the platform");
    assert_eq!(again(&built_on("b", "a")).0.len(), 1, "going back is a change too");
    for (first, second) in [("b", "c"), ("b", "b"), ("c", "c")] {
        assert_eq!(again(&built_on(first, second)).1, ["CR 1.1", "CR 3.1"], "{first} to {second}");
    }
}

#[test]
fn a_platform_of_unknown_versions_is_tested_again() {
    for (first, second) in [("", "b"), ("a", ""), ("", ""), ("a", "z")] {
        let (rows, carried) = again(&built_on(first, second));
        assert_eq!(rows, reasons(&[("CR 3.1", "nobody says on which versions of products/p they are built")]));
        assert_eq!(carried, ["CR 1.1"]);
    }
}

#[test]
fn a_verdict_on_an_unknown_version_is_an_error_and_counts_as_none() {
    let spoken = Given::new().product("g", &versions(NOTHING)).verdicts("g", "CR 1.1,,0.9,pass,2026-06-01").rows("g");
    assert_eq!(spoken.row("CR 1.1", None).evaluation.verdict, None);
    assert_eq!(
        spoken.problems,
        ["products/g/4-2.verdicts.csv:2:13: error: CR 1.1: products/g has no version \"0.9\"\n  \
          hint: the column `version` names a version that the subject's file lists"]
    );
}

#[test]
fn the_version_is_derived_from_the_day_where_none_is_named() {
    let given = Given::new().product("g", &versions("changed_requirements = [\"CR 1.1\", \"CR 1.2\"]\n")).verdicts(
        "g",
        "CR 1.1,,,pass,2025-12-31\nCR 1.2,,,pass,2026-01-01\nCR 1.3,,,pass,2025-01-01\nCR 1.4,,,pass,2024-12-31\nCR 1.5,,,pass,",
    );
    let carried = given.carried("g");
    let got: Vec<_> = carried
        .iter()
        .map(|one| (one.requirement.as_str(), one.version.as_str(), one.again.as_deref().unwrap_or("carries")))
        .collect();
    let unknown = "the verdict does not say which version was examined";
    assert_eq!(
        got,
        [("CR 1.1", "1", "2 changed it"), ("CR 1.3", "1", "carries"), ("CR 1.4", "", unknown), ("CR 1.5", "", unknown)],
        "on the day of a release the release was examined"
    );
    let spoken = given.rows("g");
    assert_eq!(spoken.row("CR 1.2", None).evaluation.verdict, Some(Verdict::Pass));
    assert_eq!(spoken.row("CR 1.4", None).evaluation.verdict, None);
}

#[test]
fn a_scope_keeps_its_rows_and_no_others() {
    let programme = edition("iec62443-2-4");
    let ids: Vec<&str> =
        programme.requirements.iter().filter(|one| one.is_asked()).map(|one| one.id.as_str()).take(3).collect();
    let key = &programme.head.key;
    let given = Given::new()
        .file(
            "programmes/s/programme.toml",
            &format!("name = \"s\"\nstandards = [\"{key}\"]\nscope = [\"{}\", \"{}\"]\n", ids[0], ids[1]),
        )
        .file("programmes/s/2-4.csv", &format!("requirement,status\n{},met\n{},met\n", ids[0], ids[2]));
    let spoken = given.rows_under("s", &programme, "2026-11-22");
    let mut got: Vec<_> = spoken.rows.iter().map(|row| (row.requirement.as_str(), row.claim.status)).collect();
    got.sort_unstable_by_key(|(id, _)| ids.iter().position(|one| one == id));
    assert_eq!(got, [(ids[0], Some(Status::Met)), (ids[1], None)], "what nobody stated yet is in scope all the same");
    assert_eq!(
        spoken.problems,
        [format!(
            "programmes/s/2-4.csv:3:1: warning: {} is not in scope; the row counts for nothing\n  \
             hint: add it to `scope` in programme.toml, or empty the row",
            ids[2]
        )]
    );
}

#[test]
fn a_changed_feature_touches_the_enhancements_of_the_row_that_depends_on_it() {
    let given = Given::new()
        .product("g", &versions("changed_features = [\"wireless\"]\n"))
        .verdicts("g", "NDR 1.6 RE(1),,1,pass,2025-06-01\nCR 1.1,,1,pass,2025-06-01");
    let (rows, carried) = again(&given);
    assert_eq!(rows, reasons(&[("NDR 1.6 RE(1)", "the feature wireless changed in 2")]));
    assert_eq!(carried, ["CR 1.1"]);
}

#[test]
fn a_row_of_the_platforms_platform_changes_with_both() {
    let given = |below: [&str; 2], changed: &str| {
        let more = "platform = \"p\"\n[[version]]\nid = \"1\"\nplatform = \"a\"\n\
                    [[version]]\nid = \"2\"\nplatform = \"b\"\nchanged_parts = []\n";
        let platform = format!(
            "platform = \"q\"\n[[version]]\nid = \"a\"\nplatform = \"{}\"\n\
             [[version]]\nid = \"b\"\nplatform = \"{}\"\n{changed}",
            below[0], below[1]
        );
        // The ids of its versions are those of `p` the other way round.
        let lowest = "[[version]]\nid = \"b\"\n[[version]]\nid = \"a\"\nchanged_requirements = [\"CR 1.1\"]\n";
        Given::new()
            .product("g", more)
            .product("p", &platform)
            .product("q", lowest)
            .claims("p", "CR 1.1,,,,\n")
            .claims("q", "CR 1.1,,met,,\n")
            .verdicts("g", "CR 1.1,,1,pass,2025-06-01\nCR 1.2,,1,pass,2025-06-01")
    };
    let (rows, carried) = again(&given(["b", "a"], NOTHING));
    assert_eq!(rows, reasons(&[("CR 1.1", "a changed it of products/q")]));
    assert_eq!(carried, ["CR 1.2"], "what no platform carries does not rest on one");
    assert_eq!(again(&given(["b", "b"], NOTHING)).1, ["CR 1.1", "CR 1.2"]);
    let (rows, _) = again(&given(["b", "b"], "changed_requirements = [\"CR 1.1\"]\n"));
    assert_eq!(rows, reasons(&[("CR 1.1", "b changed it of products/p")]));
    let (rows, _) = again(&given(["b", "z"], NOTHING));
    assert_eq!(rows, reasons(&[("CR 1.1", "nobody says on which versions of products/q they are built")]));
}
