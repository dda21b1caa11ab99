//! Does `plan` read well, keep its shape, and refuse what it cannot answer?
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod program;

use program::plimsoll;

const GATEWAY: [&str; 4] = ["plan", "examples/gateway", "--at", "2026-11-22"];

#[test]
fn the_page_of_a_plan() {
    let ran = plimsoll(&[&GATEWAY[..], &["--budget", "122 000", "--by", "2027-12-11"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    insta::assert_snapshot!("plan", ran.out);
}

#[test]
fn a_plan_as_json_is_the_same_twice() {
    let arguments = [&GATEWAY[..], &["--format", "json", "--seed", "3", "--subject", "eg220"]].concat();
    let (one, other) = (plimsoll(&arguments), plimsoll(&arguments));
    assert_eq!((one.code, &one.out), (0, &other.out));
    let plan: serde_json::Value = serde_json::from_str(&one.out).expect("JSON");
    assert_eq!((&plan["schema"], &plan["seed"]), (&"plimsoll.plan/1".into(), &3.into()));
    // Without the process in the question the product begins at once.
    assert_eq!(plan["parts"][0]["begins_after"], serde_json::Value::Null);
}

#[test]
fn wrong_questions_end_with_2_and_say_what_would_be_right() {
    for (more, wanted) in [
        (&["--budget", "12k"][..], "write a whole amount without the currency, such as 120000"),
        (&["--by", "2020-01-01"], "--by 2020-01-01 lies before the first day of the work"),
        (&["--by", "soon"], "write the day as 2026-11-22"),
        (&["--subject", "eg221"], "eg221"),
        (&["--target", "5"], "--target"),
    ] {
        let ran = plimsoll(&[&GATEWAY[..], more].concat());
        assert_eq!(ran.code, 2, "{more:?}: {}", ran.err);
        assert!(ran.err.contains(wanted), "{more:?}: {}", ran.err);
    }
}
