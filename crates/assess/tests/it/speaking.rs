//! Which rows speak for a subject, and which verdicts still hold? One test a rule.

use assess::carried_verdicts;
use model::{Changed, Status, Verdict};

use crate::dossiers::Given;
use crate::subject::{COMPONENTS, edition};

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
    assert!(spoken.row("CR 1.1", None).notes().is_empty(), "an own row is not inherited");
    assert_eq!(given.rows("p").rows.len(), 3, "the platform inherits nothing from its product");
}

#[test]
fn a_silent_own_row_inherits_with_a_note() {
    let spoken = on_platform().claims("g", "CR 1.1,,,,\n").claims("p", "CR 1.1,,met,platform,\n").rows("g");
    let row = spoken.row("CR 1.1", None);
    assert_eq!((row.claim.status, row.claim.statement.as_str()), (Some(Status::Met), "platform"));
    assert_eq!(row.notes(), ["inherited from the platform products/p"]);
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
    assert_eq!(spoken.row("CR 1.1", None).notes(), ["inherited from the platform products/q"]);
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
    assert_eq!(row.verdict_file().map(|file| &**file), Some("products/g/4-2.verdicts.csv"));
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
        assert!(spoken.rows.iter().all(|row| row.evaluation.verdict == Some(Verdict::Pass) && row.notes().is_empty()));
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
    assert_eq!(row.notes(), ["the verdict on 1 carries over to 2: nothing that it rests on changed"]);
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
    assert_eq!(row.notes(), ["test again: the part web changed in 2"]);
    assert_eq!(
        spoken.problems[0],
        "products/g/4-2.verdicts.csv:3:11: warning: CR 3.1: test again, the part web changed in 2\n  \
         hint: until then the verdict counts for nothing"
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
fn a_verdict_names_its_version_where_there_are_several_and_its_day_says_nothing() {
    let given = Given::new()
        .product("g", &versions(NOTHING))
        .verdicts("g", "CR 1.1,,,pass,2025-12-31\nCR 1.2,,,pass,2026-01-01\nCR 1.3,,1,pass,\nCR 1.4,,2,pass,");
    let (rows, carried) = again(&given);
    let why = "the verdict does not say which version was examined";
    assert_eq!(rows, reasons(&[("CR 1.1", why), ("CR 1.2", why)]), "a guess from the day is no examination");
    assert_eq!(carried, ["CR 1.3"]);
    let spoken = given.rows("g");
    for (id, verdict) in
        [("CR 1.1", None), ("CR 1.2", None), ("CR 1.3", Some(Verdict::Pass)), ("CR 1.4", Some(Verdict::Pass))]
    {
        assert_eq!(spoken.row(id, None).evaluation.verdict, verdict, "{id}");
    }
    assert_eq!(spoken.problems.iter().filter(|text| text.contains(": error: ") && text.contains(why)).count(), 2);
}

#[test]
fn a_verdict_on_a_version_of_a_subject_without_versions_is_unknown() {
    let spoken = Given::new().product("g", "").verdicts("g", "CR 1.1,,1,pass,2026-01-01").rows("g");
    assert_eq!(spoken.row("CR 1.1", None).evaluation.verdict, None);
    assert!(
        matches!(spoken.problems.as_slice(), [one] if one.contains("error: CR 1.1: products/g has no version \"1\"")),
        "{:?}",
        spoken.problems
    );
}

#[test]
fn a_version_whose_id_cannot_be_read_is_not_the_one_that_no_verdict_names() {
    for broken in ["[[version]]\ndate = \"2026-01-01\"\n", "[[version]]\nid = 2\n", "[[version]]\nid = \" \"\n"] {
        let more = format!("[[version]]\nid = \"1\"\n{broken}");
        let given =
            Given::new().product("g", &more).verdicts("g", "CR 1.1,,,pass,2026-06-01\nCR 1.2,,1,pass,2026-06-01");
        let (rows, carried) = again(&given);
        assert_eq!(rows.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["CR 1.1", "CR 1.2"], "{broken}");
        assert!(carried.is_empty() && given.rows("g").rows.iter().all(|row| row.evaluation.verdict.is_none()));
    }
}

/// A product whose row was examined with one status and now states another.
fn restated(examined: &str, now: &str) -> Given {
    Given::new().product("g", "").claims("g", &format!("CR 1.1,,{now},a word,\n")).file(
        "products/g/4-2.verdicts.csv",
        &format!("requirement,status,verdict,date,evaluator\nCR 1.1,{examined},pass,2026-01-01,p4\n"),
    )
}

#[test]
fn a_verdict_on_another_status_than_is_stated_now_is_to_be_tested_again() {
    for (examined, now, why) in [
        ("compensated", "met", "`compensated` was examined, and now `met` is stated"),
        ("met", "by-integration", "`met` was examined, and now `by-integration` is stated"),
        ("met", "", "`met` was examined, and now `nothing` is stated"),
    ] {
        let spoken = restated(examined, now).rows("g");
        let row = spoken.row("CR 1.1", None);
        assert_eq!((row.evaluation.verdict, row.notes()), (None, &[format!("test again: {why}")][..]));
        assert_eq!(spoken.problems.len(), 1);
        assert!(spoken.problems[0].contains(&format!("warning: CR 1.1: test again, {why}")), "{:?}", spoken.problems);
    }
    for (examined, now) in [("met", "met"), ("not-met", "not-met"), ("", "met"), ("", "")] {
        let spoken = restated(examined, now).rows("g");
        assert_eq!(spoken.row("CR 1.1", None).evaluation.verdict, Some(Verdict::Pass), "{examined} to {now}");
        assert!(spoken.problems.is_empty(), "{:?}", spoken.problems);
    }
}

#[test]
fn an_inherited_status_is_the_one_that_was_examined() {
    let given = |now: &str| {
        on_platform().claims("p", &format!("CR 1.1,,{now},a word,\n")).file(
            "products/g/4-2.verdicts.csv",
            "requirement,status,verdict,date,evaluator\nCR 1.1,met,pass,2026-01-01,p4\n",
        )
    };
    assert_eq!(given("met").rows("g").row("CR 1.1", None).evaluation.verdict, Some(Verdict::Pass));
    assert_eq!(given("compensated").rows("g").row("CR 1.1", None).evaluation.verdict, None);
}

#[test]
fn a_changed_part_or_interface_that_nobody_declared_touches_every_row() {
    let given = Given::new()
        .product("g", &format!("{PARTS}{INTERFACES}{}", versions(NOTHING)))
        .verdicts("g", "CR 1.1,,1,pass,\nCR 2.1,web,1,pass,\nCR 2.2,odd,1,pass,");
    let dossier = given.read();
    // The reader takes such a change as unknown; a journal may hold it all the same.
    let touched = |parts: &[&str], interfaces: &[&str]| {
        let list = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        let mut subject = dossier.subject("g").expect("a subject").clone();
        let changed = Changed { parts: list(parts), interfaces: list(interfaces), ..Changed::default() };
        subject.versions[1].changed = Some(changed);
        let carried = carried_verdicts(&dossier.book, &subject, &COMPONENTS);
        assert_eq!(carried.len(), 3);
        carried.into_iter().filter(|one| one.again.is_some()).map(|one| one.requirement.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(touched(&["never declared"], &[]), ["CR 1.1", "CR 2.1", "CR 2.2"]);
    assert_eq!(touched(&[], &["never declared"]), ["CR 1.1", "CR 2.1", "CR 2.2"]);
    assert_eq!(touched(&["web"], &[]), ["CR 2.1"], "a declared part touches what it carries");
    assert_eq!(touched(&[], &["x1"]), ["CR 1.1"], "so does a declared interface");
    assert_eq!(touched(&[], &[]), [""; 0]);
}

#[test]
fn not_applicable_is_not_inherited() {
    let given = on_platform().claims("p", "CR 1.1,,not-applicable,no people,\nCR 1.2,,not-met,,\nCR 1.3,,met,,\n");
    let spoken = given.rows("g");
    let ids: Vec<&str> = spoken.rows.iter().map(|row| row.requirement.as_str()).collect();
    assert_eq!(ids, ["CR 1.2", "CR 1.3"], "what a platform has no feature for, the product may have");
    assert_eq!(given.rows("p").row("CR 1.1", None).claim.status, Some(Status::NotApplicable));
    // Nor does it let a platform below speak for a row of which the product itself says nothing.
    let silent = given.claims("g", "CR 1.1,,,,\n").rows("g");
    assert_eq!(silent.row("CR 1.1", None).claim.status, None);
}

/// `g` is built on `version` of `p`, whose rows are stated for its last version, 3.
fn built_below(version: &str, third: &str) -> Given {
    let built = if version.is_empty() { String::new() } else { format!("platform = \"{version}\"\n") };
    let platform = format!(
        "[[version]]\nid = \"1\"\n[[version]]\nid = \"2\"\nchanged_parts = []\n[[version]]\nid = \"3\"\n{third}"
    );
    Given::new()
        .product("g", &format!("platform = \"p\"\n[[version]]\nid = \"a\"\n{built}"))
        .product("p", &platform)
        .claims("p", "CR 1.1,,met,,\nCR 3.1,,met,,\n")
}

#[test]
fn a_row_that_a_platform_states_for_a_later_version_is_not_taken() {
    let third = "changed_requirements = [\"CR 3.1\"]\n";
    let ids = |given: &Given| {
        let spoken = given.rows("g");
        (spoken.rows.iter().map(|row| row.requirement.to_string()).collect::<Vec<_>>(), spoken.problems)
    };
    for version in ["1", "2"] {
        let (rows, problems) = ids(&built_below(version, third));
        assert_eq!(rows, ["CR 1.1"], "{version}");
        assert_eq!(
            problems,
            ["products/p/4-2.csv:3:1: warning: CR 3.1 is stated for a later products/p than products/g is built on: \
              3 changed it\n  hint: state the row at the product itself, or build it on that version"]
        );
    }
    assert_eq!(ids(&built_below("3", third)), (vec!["CR 1.1".to_owned(), "CR 3.1".to_owned()], Vec::new()));
    let unknown = ids(&built_below("2", ""));
    assert_eq!((unknown.0.len(), unknown.1.len()), (0, 2), "nobody says what changed, so anything may have");
    let own = built_below("2", third).claims("g", "CR 3.1,,partly,,\n").rows("g");
    assert_eq!(own.row("CR 3.1", None).claim.status, Some(Status::Partly));
    assert!(own.problems.is_empty(), "an own row needs none of the platform: {:?}", own.problems);
}

#[test]
fn an_unstated_version_of_a_platform_is_named_where_it_has_several() {
    for version in ["", "9"] {
        let spoken = built_below(version, "changed_requirements = [\"CR 3.1\"]\n").rows("g");
        assert_eq!(spoken.rows.len(), 2, "its current rows are taken until then");
        assert!(
            matches!(spoken.problems.as_slice(), [one] if one.starts_with(
                "products/g/product.toml:1:1: warning: nobody says on which version of products/p products/g is built\n")),
            "{:?}",
            spoken.problems
        );
    }
    let one = on_platform().product("p", "[[version]]\nid = \"1\"\n").claims("p", "CR 1.1,,met,,\n").rows("g");
    assert!(one.problems.is_empty(), "{:?}", one.problems);
}

#[test]
fn the_row_about_the_whole_speaks_on_the_side_on_which_a_parts_row_says_nothing() {
    let given = Given::new()
        .product("g", "[[part]]\nid = \"web\"\n[[part]]\nid = \"odd\"\n")
        .claims("g", "CR 1.1,,met,whole,\nCR 1.1,web,partly,web,\nCR 1.2,,met,whole,\nCR 1.3,web,met,web,\n")
        .verdicts(
            "g",
            "CR 1.1,,,pass,2026-01-01\nCR 1.2,,,pass,2026-01-01\nCR 1.2,web,,fail,2026-01-02\nCR 1.3,,,fail,2026-01-01",
        );
    let spoken = given.rows("g");
    let of = |id: &str, part: Option<&str>| {
        let row = spoken.row(id, part);
        (row.claim.status, row.claim.statement.as_str(), row.evaluation.verdict, row.notes().len())
    };
    // The part has a claim only: the verdict on the whole speaks for it.
    assert_eq!(of("CR 1.1", Some("web")), (Some(Status::Partly), "web", Some(Verdict::Pass), 1));
    assert_eq!(spoken.row("CR 1.1", Some("web")).notes(), ["the verdict on the whole speaks for the part \"web\" too"]);
    // The part has a verdict only: the claim about the whole speaks for it.
    assert_eq!(of("CR 1.2", Some("web")), (Some(Status::Met), "whole", Some(Verdict::Fail), 1));
    let row = spoken.row("CR 1.2", Some("web"));
    assert_eq!(row.notes(), ["the claim about the whole speaks for the part \"web\" too"]);
    assert_eq!(
        (&*row.file, row.verdict_file().map(|file| &**file)),
        ("products/g/4-2.csv", Some("products/g/4-2.verdicts.csv"))
    );
    assert_eq!((row.spots.status.line, row.spots.verdict.line), (4, 4), "each side has its own place");
    // The whole keeps its own word, and what the whole says on one side only is silent on the other.
    assert_eq!(of("CR 1.1", None), (Some(Status::Met), "whole", Some(Verdict::Pass), 0));
    assert_eq!(of("CR 1.3", None), (None, "", Some(Verdict::Fail), 0));
    assert_eq!(of("CR 1.3", Some("web")), (Some(Status::Met), "web", Some(Verdict::Fail), 1));
}

#[test]
fn a_verdict_on_the_whole_that_is_to_be_tested_again_speaks_for_no_part() {
    let given = Given::new()
        .product("g", &format!("[[part]]\nid = \"web\"\n{}", versions("changed_requirements = [\"CR 1.1\"]\n")))
        .claims("g", "CR 1.1,,met,,\nCR 1.1,web,met,,\n")
        .verdicts("g", "CR 1.1,,1,pass,2025-06-01");
    assert!(given.rows("g").rows.iter().all(|row| row.evaluation.verdict.is_none()));
}

#[test]
fn a_platform_without_versions_is_tested_again() {
    for platform in ["", "[[version]]\ndate = \"2025-01-01\"\n"] {
        for built in ["", "a"] {
            let (rows, carried) = again(&built_on(built, built).product("p", platform));
            assert_eq!(rows, reasons(&[("CR 3.1", "nobody says on which versions of products/p they are built")]));
            assert_eq!(carried, ["CR 1.1"]);
        }
    }
}

/// `g` on `p` on `q`; CR 3.1 is stated by `q` alone, and changed in its version y.
fn nested(first: &str, second: &str) -> Given {
    let built = |id: &str, on: &str, more: &str| format!("[[version]]\nid = \"{id}\"\nplatform = \"{on}\"\n{more}");
    let middle = [built("a", "x", ""), built("b", "x", NOTHING), built("c", "y", NOTHING), built("d", "z", NOTHING)];
    let bottom = "[[version]]\nid = \"x\"\n[[version]]\nid = \"y\"\nchanged_requirements = [\"CR 3.1\"]\n\
                  [[version]]\nid = \"z\"\nchanged_parts = []\n";
    Given::new()
        .product("g", &format!("platform = \"p\"\n{}{}", built("1", first, ""), built("2", second, NOTHING)))
        .product("p", &format!("platform = \"q\"\n{}", middle.concat()))
        .product("q", bottom)
        .claims("p", "CR 1.1,,met,,\n")
        .claims("q", "CR 3.1,,met,,\n")
        .verdicts("g", "CR 1.1,,1,pass,2025-06-01\nCR 3.1,,1,pass,2025-06-01")
}

#[test]
fn nested_platforms_are_followed_version_by_version() {
    for (first, second) in [("a", "a"), ("a", "b"), ("c", "d"), ("d", "c")] {
        assert_eq!(again(&nested(first, second)).1, ["CR 1.1", "CR 3.1"], "{first} to {second}");
    }
    for (first, second) in [("a", "c"), ("b", "d"), ("d", "a")] {
        let (rows, carried) = again(&nested(first, second));
        assert_eq!(rows, reasons(&[("CR 3.1", "y changed it of products/q")]), "{first} to {second}");
        assert_eq!(carried, ["CR 1.1"], "{first} to {second}: it does not rest on the platform below");
    }
    let (rows, _) = again(&nested("a", ""));
    assert_eq!(rows.len(), 2, "{rows:?}");
    let lost = nested("a", "b").product("q", "[[version]]\nid = \"y\"\n[[version]]\nid = \"z\"\n");
    assert_eq!(again(&lost).0, reasons(&[("CR 3.1", "nobody says on which versions of products/q they are built")]));
}

#[test]
fn rows_of_a_platform_below_are_taken_for_the_version_on_which_the_one_above_is_built() {
    // The current version of `p`, d, is built on z; `g` is on a of `p`, which is built on x.
    let spoken = nested("a", "a").rows("g");
    assert!(
        spoken.rows.iter().all(|row| row.requirement.as_str() != "CR 3.1" || row.claim.is_silent()),
        "{:?}",
        spoken.problems
    );
    let spoken = nested("d", "d").rows("g");
    assert_eq!(spoken.row("CR 3.1", None).claim.status, Some(Status::Met));
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
