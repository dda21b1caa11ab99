//! Is every wrong word of a `decide.toml` named, with its place and what would be right?

use crate::sample::{STATED, inputs, library};

fn problems(text: &str) -> Vec<String> {
    decide::read(&library(), "decide.toml", text)
        .1
        .iter()
        .map(|one| one.to_string().replace("\n  hint: ", " | "))
        .collect()
}

#[test]
fn what_is_right_is_read_whole() {
    let inputs = inputs(&library(), STATED);
    assert_eq!((inputs.money.len(), inputs.aims.len(), inputs.importances.len()), (4, 3, 2));
    assert_eq!((inputs.rate, inputs.horizon_years, inputs.currency.as_deref()), (Some(0.08), 5, None));
}

#[test]
fn every_wrong_word_is_named() {
    let text = r#"currency = "euro"
rate = 8
horizon_years = 30
colour = "red"
[[importance]]
driver = "fame"
importance = 6
reason = ""
author = "p1"
date = 2026-13-01
[[objective]]
id = "fix-time"
baseline = 30
target = 30
date = 2027-12-31
owner = "p2"
[[fact]]
id = "acme"
answer = "maybe"
source = "p1"
[[fact]]
id = "beta"
answer = true
source = "p1"
[[revenue]]
id = "cost"
name = "n"
driver = "procurement"
owner = "p3"
only_if = "acme"
revenue = [3, 2, 1]
margin = 1.4
assumed = ["marge"]
[revenue.keep]
"A b" = 1
[[must]]
id = "m"
reason = "r"
author = "p1"
date = 2026-01-01
[[pay_up_to]]
option = "both"
amount = -1
objectives = ["fame"]
reason = "r"
author = "p1"
date = 2026-01-01
[wait]
trigger = "t"
watcher = "w"
then = "both"
hazard = 0.1
watch = 5
"#;
    let found = problems(text);
    let starts = [
        "decide.toml:1:12: error: \"euro\" is not a currency | three capital letters",
        "decide.toml:2:8: error: `rate` is 8 | a share a year",
        "decide.toml:3:17: error: `horizon_years` is 30 | use 1 to 10",
        "decide.toml:4:1: error: nobody reads `colour` | known here:",
        "decide.toml:6:10: error: \"fame\" is not a driver | use one of: procurement, liability",
        "decide.toml:7:14: error: `importance` is 6 | use 0 to 5",
        "decide.toml:8:10: error: `reason` is empty | say it in a sentence",
        "decide.toml:10:8: error:",
        "decide.toml:14:10: error: the target is the baseline | state where it stands today",
        "decide.toml:19:1: error: `answer` is no answer | answer = true, false, a number, or \"unknown\"",
        "decide.toml:22:6: error: \"beta\" is no fact of the library and has no `question` |",
        "decide.toml:26:6: error: \"cost\" stands here twice |",
        "decide.toml:30:11: error: \"acme\" is not a [[fact]] of this file |",
        "decide.toml:31:12: error: `revenue` is not a range | write low, likely and high in this order",
        "decide.toml:32:10: error: `margin` is 1.4, which is out of bounds | it lies between 0 and 1",
        "decide.toml:33:12: error: \"marge\" is no figure of this line |",
        "decide.toml:35:1: error: \"A b\" is not the id of an option |",
        "decide.toml:36:1: error: a must has a budget or a certificate |",
        "decide.toml:43:1: error: `amount` is missing or below zero |",
        "decide.toml:44:15: error: \"fame\" is not an objective in use |",
        "decide.toml:48:1: error: `review` is missing in [wait] |",
        "decide.toml:48:1: error: `lead_months` is missing in [wait] | without it, waiting is \"as today\"",
    ];
    for start in starts {
        assert!(found.iter().any(|one| one.starts_with(start)), "{start}\n{found:#?}");
    }
}

#[test]
fn a_customer_is_counted_once() {
    let again =
        STATED.replace("Customers who ask for a process certificate", "CUSTOMERS who ask for a certified product");
    let found = problems(&again);
    assert_eq!(found.len(), 1, "{found:#?}");
    let start = "decide.toml:47:1: error: \"asks-process\" names the same customer or market";
    assert!(found[0].starts_with(start), "{found:#?}");
}

#[test]
fn what_is_wrong_counts_as_not_stated() {
    let broken = STATED.replace("importance = 4", "importance = 7").replace("count = 40", "count = \"many\"");
    let (inputs, problems) = decide::read(&library(), "decide.toml", &broken);
    assert_eq!((problems.len(), inputs.importances.len()), (2, 1), "{problems:#?}");
    let decision =
        decide::decide(&library(), &inputs, &crate::sample::situation(), decide::Draws { seed: 1, count: 10 });
    let asked: Vec<&str> = decision.asks.iter().map(|ask| ask.input.as_str()).collect();
    // A must might be among what cannot be read, so nothing is decided until it can.
    assert_eq!(asked, ["importance.procurement", "decide.toml", "questionnaires.count", "draws"]);
    assert!(matches!(decision.recommendation, decide::Recommendation::NotDecidable { .. }));
}
