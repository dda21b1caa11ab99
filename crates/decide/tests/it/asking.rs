//! Is everything that is missing or contradictory asked for, and does money stay grey just where it must?

use decide::{Decision, Draws, ENOUGH_DRAWS, Inputs, Look, Situation, decide, expected, looks, watched};

use crate::sample::{STATED, day, inputs, library, plan, situation};

const SIGNED: &str = "reason = \"r\"\nauthor = \"p1\"\ndate = 2026-11-01\n";
const ENOUGH: Draws = Draws { seed: 1, count: ENOUGH_DRAWS };

fn decided(text: &str, situation: &Situation) -> Decision {
    let library = library();
    decide(&library, &inputs(&library, text), situation, ENOUGH)
}

/// What is asked, and whether money stays grey until it is answered.
fn asked(text: &str, situation: &Situation) -> Vec<(String, bool)> {
    let decision = decided(text, situation);
    let grey = decision.asks.iter().any(|ask| ask.blocks_money);
    assert_eq!(decision.worlds[0].money[0].is_none(), grey, "{:#?}", decision.asks);
    decision.asks.into_iter().map(|ask| (ask.input, ask.blocks_money)).collect()
}

fn one(input: &str, blocks: bool) -> Vec<(String, bool)> {
    vec![(input.to_owned(), blocks)]
}

#[test]
fn nothing_is_asked_where_everything_is_stated() {
    assert_eq!(asked(STATED, &situation()), []);
}

#[test]
fn each_contradiction_is_asked_about_and_no_other() {
    let swapped = |from: &str, to: &str| {
        assert!(STATED.contains(from), "{from}");
        STATED.replacen(from, to, 1)
    };
    let more = |more: &str| format!("{STATED}{more}");
    let must = |what: &str| more(&format!("[[must]]\nid = \"m\"\n{what}\n{SIGNED}"));
    let wait = |review: &str, then: &str| {
        more(&format!(
            "[wait]\ntrigger = \"t\"\nwatcher = \"p\"\nreview = {review}\nthen = \"{then}\"\nhazard = 0.3\nwatch = 5\nlead_months = 12\n"
        ))
    };
    let pays = format!("[[pay_up_to]]\noption = \"none\"\namount = 5\nobjectives = [\"certified\"]\n{SIGNED}");
    let reference = |keep: &str| swapped("keep_reference = 0\nkeep = { process = 1, both = 0 }", keep);
    for (text, asks) in [
        // As it is stated, a target must be better in the objective's own direction; an assumed baseline is said.
        (swapped("baseline = 20\ntarget = 100", "baseline = 20\ntarget = 19"), one("objective.checked", false)),
        (swapped("baseline = 120\ntarget = 30", "baseline = 120\ntarget = 121"), one("objective.fix-time", false)),
        (swapped("baseline = 120\n", ""), one("objective.fix-time", false)),
        (swapped("rate = 0.08\n", ""), one("rate", true)),
        (swapped("rate = 0.08\n", "rate = 0.08\ncurrency = \"USD\"\n"), one("currency", true)),
        (swapped("rate = 0.08\n", "rate = 0.08\ncurrency = \"EUR\"\n"), Vec::new()),
        (swapped("both = 0.35 }", "both = 0.35, none = 0.5 }"), one("incidents.none", true)),
        (swapped("cost = 100_000", "product = \"valve\"\ncost = 100_000"), one("incidents", true)),
        (swapped("cost = 100_000", "after_trigger = true\ncost = 100_000"), one("incidents", true)),
        (reference("keep_reference = 0.5\nkeep = { process = 0.5, both = 0.5 }"), Vec::new()),
        (more(&pays), one("pay-up-to.none", true)),
        (must("certificate = \"iec62443-4-2\"\nby = 2026-11-22"), Vec::new()),
        (must("certificate = \"iec62443-4-2\"\nby = 2026-11-21"), one("must.m", false)),
        (wait("2026-11-22", "both"), Vec::new()),
        (wait("2026-11-21", "both"), one("wait.review", false)),
        (wait("2026-11-22", "none"), one("wait.then", true)),
    ] {
        assert_eq!(asked(&text, &situation()), asks, "{text}");
    }
}

#[test]
fn attributes_that_matter_and_options_without_an_id_of_their_own_are_asked_about() {
    let aim = &STATED[STATED.find("[[objective]]\nid = \"checked\"").expect("an aim")..];
    let aim = &aim[..aim.find("[[objective]]\nid = \"certified\"").expect("the next")];
    let text = STATED.replace(aim, "");
    assert_eq!(asked(&text, &situation()), one("attribute.integrity", false));
    let decision = decided(&text, &situation());
    assert!(decision.asks[0].message.ends_with("(there are checked)"), "{:?}", decision.asks[0]);
    // Nobody cares about liability: then integrity does not matter.
    assert_eq!(asked(&text.replace("importance = 2", "importance = 0"), &situation()), []);

    for (id, titles) in [("internal", 1), ("reference", 1), ("wait", 1)] {
        let mut situation = situation();
        situation.options.insert(1, plan(id, None, &[1.0], 1.0, 0.0));
        let found = asked(STATED, &situation);
        assert_eq!(found.iter().filter(|ask| **ask == (format!("option.{id}"), true)).count(), titles, "{found:?}");
    }
    // A must for a certificate that no option ends with.
    let mut situation = situation();
    let must = format!("[[must]]\nid = \"m\"\ncertificate = \"iec62443-4-2\"\nby = 2027-01-01\n{SIGNED}");
    situation.options[2].certificates.clear();
    assert_eq!(asked(&format!("{STATED}{must}"), &situation), one("must.m", false));
}

#[test]
fn two_hundred_lines_are_read_and_one_more_is_not() {
    let line = |at: usize| {
        format!(
            "[[incidents]]\nid = \"l{at}\"\nname = \"l{at}\"\ndriver = \"liability\"\nowner = \"p\"\ncost = 1\nreduction = {{ both = 1 }}\n"
        )
    };
    let with = |count: usize| format!("{STATED}{}", (0..count - 4).map(line).collect::<String>());
    let asked = |count: usize| {
        let library = library();
        let decision = decide(&library, &inputs(&library, &with(count)), &situation(), Draws { seed: 1, count: 1 });
        decision.asks.iter().map(|ask| (ask.input.clone(), ask.blocks_money)).collect::<Vec<_>>()
    };
    let few = ("draws".to_owned(), false);
    assert_eq!(asked(201), [("money".to_owned(), true), few.clone()]);
    assert_eq!(asked(200), [few]);
}

fn measured(text: &str) -> (Inputs, Decision) {
    let library = library();
    let inputs = inputs(&library, &format!("{STATED}{text}"));
    let decision = decide(&library, &inputs, &situation(), Draws { seed: 1, count: 10 });
    (inputs, decision)
}

fn measurement(objective: &str, date: &str, value: f64, events: u32) -> String {
    format!(
        "[[measured]]\nobjective = \"{objective}\"\ndate = {date}\nvalue = {value}\nevents = {events}\nauthor = \"p2\"\n"
    )
}

#[test]
fn the_last_measurement_is_held_against_its_own_option() {
    // Under both, K2 is expected at 100 %, under the process at 46.67 %; the day is 2027-12-31, and five events are enough.
    let text = measurement("checked", "2027-12-31", 46.5, 5) + &measurement("checked", "2027-12-30", 99.0, 5);
    let (inputs, decision) = measured(&text);
    let against = |option: &str| {
        let found = watched(&expected(&decision, option), &inputs);
        assert_eq!(found.len(), 1);
        (found[0].value, found[0].against.id())
    };
    assert_eq!(
        [against("process"), against("both"), against("reference")],
        [(46.5, "behind"), (46.5, "behind"), (46.5, "beyond")]
    );
    let (inputs, decision) = measured(&measurement("checked", "2027-12-31", 99.0, 5));
    let band = |option: &str| {
        watched(&expected(&decision, option), &inputs)[0].expected.map(|one| (one * 100.0).round() / 100.0)
    };
    assert_eq!([band("internal"), band("both"), band("reference")], [[46.67; 2], [100.0; 2], [20.0; 2]]);
}

#[test]
fn a_decision_deserves_another_look_for_each_of_four_reasons() {
    let wait = "[wait]\ntrigger = \"t\"\nwatcher = \"p\"\nreview = 2027-11-02\nthen = \"both\"\nhazard = 0.3\nwatch = 5\n\
                lead_months = 12\n";
    // K1 is within its band (48 days), and K2 was measured before its day only; K3's day is a year later.
    let text = measurement("fix-time", "2027-12-31", 48.0, 9) + &measurement("checked", "2027-12-30", 1.0, 9) + wait;
    let (inputs, decision) = measured(&text);
    let on = |date: &str| looks(&decision, &inputs, &expected(&decision, "process"), day(date));
    let not_measured = |objective: &str| Look::NotMeasured(objective.to_owned());
    let review = Look::Review(day("2027-11-02"));
    let old = ["procurement", "liability"].map(|driver| Look::OldImportance(driver.to_owned()));
    // Importances are of 2026-11-01: on the 365th day after, they are not old yet.
    assert_eq!(on("2027-11-01"), []);
    assert_eq!(on("2027-11-02"), [std::slice::from_ref(&review), &old[..]].concat());
    assert_eq!(on("2027-12-31"), on("2027-11-02"));
    assert_eq!(on("2028-01-01"), [&[not_measured("checked"), review.clone()], &old[..]].concat());
    let all = [&[not_measured("checked"), not_measured("certified"), review], &old[..]].concat();
    assert_eq!(on("2029-01-01"), all);
}
