//! Does `plan` read well, keep its shape, and refuse what it cannot answer?
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, and reads what the program wrote"
)]

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

/// A folder of the test's own, empty.
fn out(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("plimsoll-cli-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

fn report(more: &[&str]) -> program::Ran {
    plimsoll(&[&["report", "examples/gateway", "--at", "2026-11-22"][..], more].concat())
}

/// The page and the calendar say what the command says, with the same options.
#[test]
fn a_report_takes_what_the_command_takes() {
    let asked = ["--target", "1", "--budget", "150 000", "--by", "2027-12-11", "--seed", "3"];
    let ran = plimsoll(&[&GATEWAY[..], &asked, &["--format", "json"]].concat());
    let plan: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let folder = out("plan");
    let path = folder.to_string_lossy();
    let to = ["--report", "plan", "--to", "html,ics,csv", "--out", &path];
    let ran = report(&[&to[..], &asked].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a file");
    let (page, calendar) = (read("plan.html"), read("plan.ics").replace("\r\n ", ""));
    let sentence = plan["sentence"].as_str().expect("a sentence");
    assert!(page.contains(&sentence.replace('&', "&amp;")), "{sentence}");
    let mut days = 0;
    for part in plan["parts"].as_array().expect("parts") {
        for milestone in part["milestones"].as_array().expect("milestones") {
            let day = milestone["commit_to"].as_str().expect("a day");
            assert!(page.contains(day), "{day} is not on the page");
            assert!(
                calendar.contains(&format!("DTSTART;VALUE=DATE:{}\r\n", day.replace('-', ""))),
                "{day}: {calendar}"
            );
            days += 1;
        }
    }
    assert_eq!(days, 6);
    // Without the options it is another plan.
    assert_eq!(report(&to).code, 0);
    assert!(!read("plan.html").contains(sentence));
    std::fs::remove_dir_all(&folder).expect("it is removed");
}

#[test]
fn a_report_about_a_decision_takes_seed_and_draws() {
    let asked = ["--seed", "3", "--draws", "400"];
    let command = [&["decide", "examples/gateway", "--at", "2026-11-22", "--format", "json"][..], &asked].concat();
    let decision: serde_json::Value = serde_json::from_str(&plimsoll(&command).out).expect("JSON");
    let folder = out("decision");
    let path = folder.to_string_lossy();
    let to = ["--report", "decision", "--to", "html", "--out", &path];
    let ran = report(&[&to[..], &asked].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let page = || std::fs::read_to_string(folder.join("decision.html")).expect("a page");
    let digest = decision["digest"].as_str().expect("a digest");
    assert!(page().contains(digest), "the page was made from other inputs");
    assert_eq!(report(&to).code, 0);
    assert!(!page().contains(digest));
    std::fs::remove_dir_all(&folder).expect("it is removed");
}

/// What no report would use is refused, and what cannot be answered says why.
#[test]
fn options_without_their_report_are_refused() {
    let folder = out("refused");
    let path = folder.to_string_lossy();
    for (more, wanted) in [
        (&["--report", "gaps", "--budget", "100000"][..], "--budget is for the report `plan`, which is not asked for"),
        (&["--report", "decision", "--target", "3"], "--target is for the report `plan`, which is not asked for"),
        (&["--report", "decision", "--by", "2027-12-11"], "--by is for the report `plan`"),
        (&["--report", "plan", "--draws", "100"], "--draws is for the report `decision`, which is not asked for"),
        (&["--report", "summary", "--seed", "3"], "--seed is for the report `plan` or `decision`"),
        (&["--to", "sarif", "--seed", "3"], "which sarif does not show; add html to --to"),
        (&["--report", "plan", "--by", "2020-01-01"], "--by 2020-01-01 lies before the first day of the work"),
        (&["--report", "plan", "--target", "five"], "--target"),
        (&["--report", "plan", "--budget", "much"], "write a whole amount without the currency"),
    ] {
        let ran = report(&[&["--out", &path][..], more].concat());
        assert_eq!(ran.code, 2, "{more:?}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(wanted), "{more:?}: {}", ran.err);
        assert!(!folder.exists(), "{more:?} wrote something");
    }
}
