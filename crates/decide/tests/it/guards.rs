//! Are wishful and careless uses caught? Musts, open facts, grey money, assumptions, changed importances, scenarios.

use decide::{
    Because, Draws, Dropped, Expected, Fired, Inputs, Look, Recommendation, Uncertain, Weights, decide, differences,
    expected, in_words, input_changes, looks, scenarios, watched,
};

use crate::sample::{STATED, TEN_THOUSAND, day, inputs, library, library_with, situation};

const FEW: Draws = Draws { seed: 3, count: 200 };
const SIGNED: &str = "reason = \"r\"\nauthor = \"p1\"\ndate = 2026-11-01\n";

fn stated(more: &str) -> Inputs {
    inputs(&library(), &format!("{STATED}\n{more}"))
}

fn answer(more: &str) -> Recommendation {
    decide(&library(), &stated(more), &situation(), FEW).recommendation
}

fn one(option: &str) -> Recommendation {
    Recommendation::One(option.to_owned())
}

#[test]
fn a_must_comes_before_money() {
    assert_eq!(answer(""), one("both"));
    // 405,000 at the deepest: 200,000, then 180,000 and 25,000 of upkeep before anything of year 1 is earned.
    assert_eq!(answer(&format!("[[must]]\nid = \"cash\"\nbudget = 405000\n{SIGNED}")), one("both"));
    assert_eq!(answer(&format!("[[must]]\nid = \"cash\"\nbudget = 404999\n{SIGNED}")), one("process"));
    let contract =
        |by: &str| format!("[[must]]\nid = \"contract\"\ncertificate = \"iec62443-4-2\"\nby = {by}\n{SIGNED}");
    assert_eq!(answer(&contract("2028-11-30")), one("both"));
    assert_eq!(answer(&contract("2028-11-01")), Recommendation::NothingMeetsTheMusts);
    let decision = decide(&library(), &stated(&contract("2028-11-01")), &situation(), FEW);
    let failed = Dropped::Fails(vec!["contract".to_owned()]);
    assert!(decision.worlds[0].choice.dropped.iter().all(|(_, reason)| *reason == failed));
}

#[test]
fn two_remain_until_a_fact_is_known() {
    let fact = "[[fact]]\nid = \"acme-asks\"\nquestion = \"Will Acme ask?\"\nsource = \"p3\"\n";
    let open = STATED.replace("id = \"certified\"\nname", "id = \"certified\"\nonly_if = \"acme-asks\"\nname");
    let with = |answer: &str| inputs(&library(), &format!("{open}\n{fact}answer = {answer}\n"));
    let decided = |answer: &str| decide(&library(), &with(answer), &situation(), FEW);
    assert_eq!(decided("true").recommendation, one("both"));
    assert_eq!(decided("false").recommendation, one("process"));
    let decision = decided("\"unknown\"");
    let expected = Recommendation::Open {
        ask: "acme-asks".to_owned(),
        question: "Will Acme ask?".to_owned(),
        yes: vec!["both".to_owned()],
        no: vec!["process".to_owned()],
    };
    assert_eq!(decision.recommendation, expected);
    // Both values are shown, each as if it were known.
    assert_eq!(decision.worlds.len(), 2);
    assert_eq!(decision.worlds[0].money, decided("true").worlds[0].money);
    assert_eq!(decision.worlds[1].money, decided("false").worlds[0].money);
}

#[test]
fn a_fact_that_changes_nothing_is_not_asked() {
    let fact = "[[fact]]\nid = \"idle\"\nquestion = \"Does it matter?\"\nsource = \"p3\"\nanswer = \"unknown\"\n";
    let must = format!("[[must]]\nid = \"cash\"\nbudget = 900000\nonly_if = \"idle\"\n{SIGNED}");
    assert_eq!(answer(&format!("{fact}{must}")), one("both"));
}

#[test]
fn five_open_facts_are_too_many_to_answer_both_ways() {
    let mut text = String::new();
    for fact in 0..5 {
        text.push_str(&format!(
            "[[fact]]\nid = \"f{fact}\"\nquestion = \"q\"\nsource = \"p1\"\nanswer = \"unknown\"\n"
        ));
        text.push_str(&format!("[[must]]\nid = \"m{fact}\"\nbudget = 1\nonly_if = \"f{fact}\"\n{SIGNED}"));
    }
    assert_eq!(answer(&text), Recommendation::NotDecidable { state: vec!["fact".to_owned()] });
}

#[test]
fn options_that_do_not_hang_together_are_named() {
    let mut situation = situation();
    situation.options.swap(0, 1);
    let decision = decide(&library(), &stated(""), &situation, FEW);
    assert_eq!(decision.recommendation, Recommendation::NotDecidable { state: vec!["option.process".to_owned()] });
}

#[test]
fn a_skipped_figure_leaves_money_grey() {
    let skipped = STATED.replace("count = 40\n", "");
    let decision = decide(&library(), &inputs(&library(), &skipped), &situation(), FEW);
    assert!(decision.worlds[0].money.iter().all(Option::is_none));
    let Recommendation::NotDecidable { state } = &decision.recommendation else {
        panic!("{:?}", decision.recommendation)
    };
    assert_eq!(state, &["questionnaires.count"]);
    // Cost and objectives still stand side by side.
    assert_eq!(decision.rows[3].cost_cents.expect("a plan").p50, 38_000_000);
    assert!(decision.rows[3].moves[0].value > 0.0);
}

#[test]
fn without_money_only_a_signature_or_a_must_decides() {
    let bare = &STATED[..STATED.find("[[revenue]]").expect("money")];
    let decide = |more: &str| {
        let inputs = inputs(&library(), &format!("{bare}\n{more}"));
        decide(&library(), &inputs, &situation(), FEW).recommendation
    };
    assert_eq!(decide(""), Recommendation::NotDecidable { state: vec!["money".to_owned()] });
    let pays = |amount: u32| {
        format!("[[pay_up_to]]\noption = \"internal\"\namount = {amount}\nobjectives = [\"fix-time\"]\n{SIGNED}")
    };
    assert_eq!(decide(&pays(150_000)), one("internal"));
    assert_eq!(decide(&pays(149_999)), Recommendation::NotDecidable { state: vec!["money".to_owned()] });
    let contract = format!("[[must]]\nid = \"c\"\ncertificate = \"iec62443-4-1\"\nby = 2028-01-01\n{SIGNED}");
    assert_eq!(decide(&contract), one("process"));
}

#[test]
fn what_is_not_planned_is_not_chosen() {
    let mut situation = situation();
    situation.options[2].cost.clear();
    let decision = decide(&library(), &stated(""), &situation, FEW);
    assert_eq!(decision.recommendation, one("process"));
    assert!(decision.worlds[0].choice.dropped.contains(&("both".to_owned(), Dropped::NotPlanned)));
    assert!(decision.worlds[0].money[3].is_none());
    assert!(decision.asks.iter().any(|ask| ask.input == "option.both"));
    // A plan with fewer draws than the decision is none.
    situation.options[2].cost = vec![Uncertain::Draws { values: vec![1.0; 199], likely: 1.0 }];
    assert_eq!(decide(&library(), &stated(""), &situation, FEW).recommendation, one("process"));
}

#[test]
fn assumptions_are_counted_and_a_target_behind_its_baseline_is_named() {
    let text = STATED.replace("hours = 16", "hours = 16\nassumed = [\"hours\", \"answered.both\"]");
    let text = text.replace("baseline = 120\ntarget = 30", "target = 130");
    let decision = decide(&library(), &inputs(&library(), &text), &situation(), FEW);
    assert_eq!(decision.assumed_inputs, ["questionnaires.hours", "questionnaires.answered.both"]);
    // Seventeen figures of four lines, the cost of three steps, and the upkeep of two.
    assert_eq!(decision.money_inputs, 22);
    assert!(decision.objectives[0].baseline_assumed);
    let inputs: Vec<&str> = decision.asks.iter().map(|ask| ask.input.as_str()).collect();
    assert_eq!(inputs, ["objective.fix-time", "draws"]);
}

#[test]
fn an_option_that_keeps_less_than_today_is_asked_about() {
    let text = STATED.replace(
        "keep_reference = 0\nkeep = { process = 1, both = 0 }",
        "keep_reference = 0.5\nkeep = { process = 0.4 }",
    );
    let decision = decide(&library(), &inputs(&library(), &text), &situation(), FEW);
    let asked: Vec<&str> = decision.asks.iter().map(|ask| ask.input.as_str()).collect();
    // And nothing is said about the last step.
    assert_eq!(asked, ["asks-process.both", "asks-process.keep.process", "draws"]);
}

#[test]
fn a_changed_importance_says_what_it_changed() {
    let before = stated("");
    let mut after = before.clone();
    after.importances[1].importance = 5;
    after.money.pop();
    after.musts = stated(&format!("[[must]]\nid = \"cash\"\nbudget = 1000\n{SIGNED}")).musts;
    let (library, situation) = (library(), situation());
    let decided = |inputs: &Inputs| decide(&library, inputs, &situation, FEW);
    let changes = differences((&before, &decided(&before)), (&after, &decided(&after)));
    assert_eq!(changes.answer, Some((one("both"), one("reference"))));
    let importance = &changes.importances[0];
    assert_eq!((importance.driver.as_str(), importance.from, importance.to), ("liability", Some(2), Some(5)));
    let inputs: Vec<&str> = changes.inputs.iter().map(|one| one.input.as_str()).collect();
    assert_eq!(inputs, ["money.incidents", "must.cash"]);
    assert!(changes.inputs[0].from.is_some() && changes.inputs[0].to.is_none(), "a line that went");
    assert!(changes.inputs[1].from.is_none() && changes.inputs[1].to.is_some(), "a must that came");
}

#[test]
fn each_changed_figure_is_told_with_what_it_was_and_is() {
    let before = stated("");
    assert_eq!(input_changes(&before, &before), (Vec::new(), Vec::new()));
    let changed = |from: &str, to: &str| {
        assert!(STATED.contains(from), "{from}");
        let after = inputs(&library(), &STATED.replacen(from, to, 1));
        input_changes(&before, &after)
    };
    let (importances, others) = changed("revenue = 120_000", "revenue = [100_000, 120_000, 150_000]");
    let [only] = others.as_slice() else { panic!("one change: {others:?}") };
    assert_eq!(
        (importances.len(), only.from.as_deref(), only.to.as_deref()),
        (0, Some("120000"), Some("100000/120000/150000"))
    );
    assert!(only.input.ends_with(".revenue"), "{}", only.input);
    // The rate of discount is one number.
    let (_, others) = changed("rate = 0.08", "rate = 0.1");
    let [only] = others.as_slice() else { panic!("one change: {others:?}") };
    assert_eq!((only.input.as_str(), only.from.as_deref(), only.to.as_deref()), ("rate", Some("0.08"), Some("0.1")));
}

#[test]
fn nested_options_do_not_depend_on_weights_and_others_may() {
    let (library, inputs) = (library(), stated(""));
    let mut situation = situation();
    assert_eq!(decide(&library, &inputs, &situation, FEW).weights, Weights::DoNotMatter);
    // Beside each other instead of nested: one moves trust, the other integrity.
    for option in &mut situation.options {
        option.contains = None;
    }
    situation.options[0].closes = crate::sample::rows(crate::sample::PROCESS, &["DM-2", "DM-3", "DM-4"]);
    situation.options[2].certificates.clear();
    let Weights::Flip(flips) = decide(&library, &inputs, &situation, FEW).weights else { panic!("a flip") };
    let flip = flips.iter().find(|flip| flip.driver == "procurement" && flip.ahead == "internal").expect("a flip");
    // 14 · 0.8 against 6 · 2/3; at importance 1 the two tie, at 0 the order turns.
    assert_eq!((flip.behind.as_str(), flip.from, flip.to), ("both", 4, 0));
}

#[test]
fn a_price_needs_a_signature_that_covers_it() {
    // Nobody asks for certificates: what remains is the price of what moves.
    let text = STATED.replace("revenue = 120_000", "revenue = 60_000");
    let with = |more: &str| inputs(&library(), &format!("{text}\n{more}"));
    let decision = decide(&library(), &with(""), &situation(), FEW);
    assert_eq!(decision.recommendation, one("process"));
    let step = decision.worlds[0].choice.steps.last().expect("a step");
    assert_eq!((step.to.as_str(), &step.because), ("both", &Because::TooDear));
    let price = -step.change_cents / 100 + 1;
    let pays = format!("[[pay_up_to]]\noption = \"both\"\namount = {price}\nobjectives = [\"checked\"]\n{SIGNED}");
    assert_eq!(decide(&library(), &with(&pays), &situation(), FEW).recommendation, one("both"));
}

#[test]
fn scenarios_say_from_which_fact_and_how_far() {
    let facts = "[[fact]]\nid = \"asking\"\nquestion = \"q\"\nkind = \"number\"\nunit = \"customers\"\n\
        [[fact]]\nid = \"eu\"\nquestion = \"q\"\nkind = \"yes-no\"\n\
        [[fact]]\nid = \"days\"\nquestion = \"q\"\nkind = \"days-until\"\nuntil = 2027-12-11\n";
    let scenario = "title = \"t\"\nside = \"favours\"\nsays = \"s\"\nbecause = \"b\"\nsource = \"assumption\"\n\
        flag = \"f\"\nquestion = \"q\"\n[[when]]\nfact = \"asking\"\ntest = \"at-least\"\nthreshold = 3\n\
        [[when]]\nfact = \"eu\"\ntest = \"yes\"\n[[when]]\nfact = \"days\"\ntest = \"at-most\"\nthreshold = 400\n";
    let (library, problems) = library_with(facts, &[("asked", scenario)]);
    assert!(problems.is_empty(), "{problems:#?}");
    let state = |asking: &str, eu: &str| {
        let fact = |id: &str, answer: &str| format!("[[fact]]\nid = \"{id}\"\nanswer = {answer}\nsource = \"p1\"\n");
        let inputs = inputs(&library, &(fact("asking", asking) + &fact("eu", eu)));
        scenarios(&library, &inputs, day("2026-11-22")).remove(0)
    };
    let fired = state("5", "true");
    assert_eq!(fired.fired, Fired::Fired);
    let distances: Vec<_> = fired.conditions.iter().map(|one| one.distance).collect();
    assert_eq!(distances, [Some(2.0), None, Some(16.0)]);
    assert_eq!(state("1", "\"unknown\"").fired, Fired::NotFired);
    assert_eq!(state("1", "true").conditions[0].distance, Some(-2.0));
    assert_eq!(state("5", "\"unknown\"").fired, Fired::Unknown);
}

#[test]
fn measurements_are_held_against_the_band_and_few_events_say_nothing() {
    let measured = |value: u32, date: &str, events: &str| {
        let text = format!(
            "[[measured]]\nobjective = \"fix-time\"\ndate = {date}\nvalue = {value}\n{events}\nauthor = \"p2\"\n"
        );
        let inputs = stated(&text);
        let decision = decide(&library(), &inputs, &situation(), FEW);
        let expected = expected(&decision, "process");
        let against = watched(&expected, &inputs)[0].against.id();
        (against, looks(&decision, &inputs, &expected, day("2028-01-10")))
    };
    assert_eq!(measured(48, "2028-01-02", "").0, "within");
    assert_eq!(measured(60, "2028-01-02", "events = 9").0, "behind");
    assert_eq!(measured(40, "2028-01-02", "events = 9").0, "beyond");
    assert_eq!(measured(60, "2028-01-02", "events = 4").0, "few-events");
    assert_eq!(measured(60, "2027-01-02", "").0, "too-early");
    assert!(measured(60, "2028-01-02", "").1.contains(&Look::Outside("fix-time".to_owned())));
    assert!(measured(60, "2027-01-02", "").1.contains(&Look::NotMeasured("fix-time".to_owned())));
}

#[test]
fn what_was_expected_earlier_is_the_yardstick_and_not_the_forecast_of_today() {
    let text = "[[measured]]\nobjective = \"fix-time\"\ndate = 2028-01-02\nvalue = 60\nauthor = \"p2\"\n";
    let inputs = stated(text);
    let decision = decide(&library(), &inputs, &situation(), FEW);
    let today = expected(&decision, "process");
    assert_eq!(watched(&today, &inputs)[0].against.id(), "behind");
    let earlier: Vec<Expected> = today.into_iter().map(|one| Expected { band: [65.0, 55.0], ..one }).collect();
    assert_eq!(watched(&earlier, &inputs)[0].against.id(), "within");
    assert_eq!(watched(&earlier, &inputs)[0].expected, [65.0, 55.0]);
    let outside = Look::Outside("fix-time".to_owned());
    assert!(!looks(&decision, &inputs, &earlier, day("2028-01-10")).contains(&outside));
    // A day that was put off later is past all the same.
    let due: Vec<Expected> = earlier.into_iter().map(|one| Expected { date: day("2028-01-05"), ..one }).collect();
    let silent = Look::NotMeasured("fix-time".to_owned());
    assert!(looks(&decision, &inputs, &due, day("2028-01-10")).contains(&silent));
    assert!(expected(&decision, "wish").is_empty(), "nothing is expected of an option that is no row");
    assert!(!looks(&decision, &inputs, &[], day("2028-01-10")).contains(&outside), "nor where none is in force");
}

#[test]
fn shares_of_draws_are_words() {
    let words = [0, 1, 7_800, 9_990, 10_000].map(|draws| in_words(draws, 10_000));
    assert_eq!(words[0], "none of your ranges");
    assert_eq!(words[1], "fewer than 1 in 10 of your ranges");
    assert_eq!(words[2], "about 8 in 10 of your ranges");
    assert_eq!(words[3], "more than 9 in 10 of your ranges");
    assert_eq!(words[4], "all of your ranges");
}

#[test]
fn a_family_shares_the_process_and_multiplies_no_benefit() {
    let mut situation = situation();
    situation.products = vec!["gateway".to_owned(), "switch".to_owned()];
    let text = format!(
        "{STATED}\n[[revenue]]\nid = \"switch\"\nname = \"s\"\ndriver = \"procurement\"\nowner = \"p3\"\nproduct = \"switch\"\n\
        revenue = 10_000\nmargin = 1\nkeep_reference = 0\nkeep = {{ both = 1 }}\n"
    );
    let decision = decide(&library(), &inputs(&library(), &text), &situation, TEN_THOUSAND);
    let world = &decision.worlds[0];
    let row = |products: u32| {
        let found = world.portfolio.iter().find(|row| row.option == "both" && row.products == products);
        found.expect("a row").clone()
    };
    assert_eq!((row(1).lines, row(3).lines, row(10).lines), (4, 5, 5));
    // The decision is about the first product: the switch's line is not in it.
    assert_eq!(row(1).expected_cents, world.money[3].expect("money").expected_cents);
    assert_eq!(row(1).needed_cents, 0);
    assert!(row(10).expected_cents < row(3).expected_cents && row(10).needed_cents > 0);
}

/// A sign-off holds only what it shows: whatever an entry of the file says, a change of it is told under its name.
#[test]
fn no_entry_changes_silently() {
    let full = format!(
        "currency = \"EUR\"\nhorizon_years = 5\n{STATED}\n[[driver]]\nid = \"own\"\ntitle = \"Own\"\nquestion = \"q\"\nowns = \"o\"\n\
         [[link]]\ndriver = \"own\"\nattribute = \"trust\"\nstrength = 2\nreason = \"because\"\n\
         [[priority]]\nattribute = \"trust\"\npriority = 9\n{SIGNED}\
         [[fact]]\nid = \"acme\"\nquestion = \"q?\"\nsource = \"p3\"\nanswer = false\n\
         [[must]]\nid = \"cash\"\nbudget = 900.50\n{SIGNED}\
         [[pay_up_to]]\noption = \"both\"\namount = 700\nobjectives = [\"checked\"]\n{SIGNED}\
         [[measured]]\nobjective = \"checked\"\ndate = 2027-01-02\nvalue = 31\nauthor = \"p2\"\n\
         [wait]\ntrigger = \"t\"\nwatcher = \"p\"\nreview = 2027-06-30\nthen = \"both\"\nhazard = 0.3\nwatch = 5\n\
         lead_months = [8, 12, 20]\n"
    );
    let library = library();
    let before = inputs(&library, &full);
    let told = |from: &str, to: &str| {
        assert!(full.contains(from), "{from}");
        let (importances, changes) = input_changes(&before, &inputs(&library, &full.replacen(from, to, 1)));
        assert!(importances.is_empty(), "{importances:?}");
        let said = |one: &Option<String>| one.clone().unwrap_or_else(|| "none".to_owned());
        changes.iter().map(|one| format!("{}: {} -> {}", one.input, said(&one.from), said(&one.to))).collect::<Vec<_>>()
    };
    for (from, to, change) in [
        ("\"EUR\"", "\"USD\"", "currency: EUR -> USD"),
        ("horizon_years = 5", "horizon_years = 6", "horizon_years: 5 -> 6"),
        ("title = \"Own\"", "title = \"New\"", "driver.own.title: Own -> New"),
        ("strength = 2", "strength = 3", "link.own.trust.strength: 2 -> 3"),
        ("reason = \"tenders ask\"", "reason = \"so\"", "importance.procurement.reason: tenders ask -> so"),
        ("priority = 9", "priority = 8", "priority.trust.priority: 9 -> 8"),
        (
            "target = 30\ndate = 2027-12-31",
            "target = 30\ndate = 2027-12-30",
            "objective.fix-time.date: 2027-12-31 -> 2027-12-30",
        ),
        ("target = 30", "target = 31", "objective.fix-time.target: 30 -> 31"),
        ("cost = 100_000", "after_trigger = true\ncost = 100_000", "money.incidents.after_trigger: none -> true"),
        ("hours = 16", "hours = 16\nassumed = [\"hours\"]", "money.questionnaires.hours: 16 -> 16, assumed"),
        ("budget = 900.50", "budget = 900", "must.cash.budget: 900.50 -> 900"),
        ("amount = 700", "amount = 701", "pay_up_to.both.amount: 700 -> 701"),
        ("answer = false", "answer = true", "fact.acme.answer: false -> true"),
        ("value = 31", "value = 32", "measured.checked.2027-01-02.value: 31 -> 32"),
        ("lead_months = [8, 12, 20]", "lead_months = 12", "wait.lead_months: 8/12/20 -> 12"),
        ("hazard = 0.3", "hazard = 0.4", "wait.hazard: 0.3 -> 0.4"),
    ] {
        assert_eq!(told(from, to), [change]);
    }
    // A driver that is weighed for the first time is told by its importance alone, whichever side it stands on.
    let mut fewer = before.clone();
    fewer.importances.remove(0);
    for (one, other, sides) in [(&before, &fewer, (Some(4), None)), (&fewer, &before, (None, Some(4)))] {
        let (importances, changes) = input_changes(one, other);
        assert_eq!(importances.iter().map(|one| (one.from, one.to)).collect::<Vec<_>>(), [sides]);
        assert_eq!(changes, []);
    }
}

#[test]
fn a_threshold_that_is_met_exactly_holds_and_a_no_is_an_answer() {
    let facts = "[[fact]]\nid = \"few\"\nquestion = \"q\"\nkind = \"number\"\nunit = \"u\"\n\
        [[fact]]\nid = \"eu\"\nquestion = \"q\"\nkind = \"yes-no\"\n";
    let scenario = "title = \"t\"\nside = \"favours\"\nsays = \"s\"\nbecause = \"b\"\nsource = \"assumption\"\n\
        flag = \"f\"\nquestion = \"q\"\n[[when]]\nfact = \"few\"\ntest = \"at-most\"\nthreshold = 3\n\
        [[when]]\nfact = \"eu\"\ntest = \"no\"\n";
    let (library, problems) = library_with(facts, &[("few", scenario)]);
    assert!(problems.is_empty(), "{problems:#?}");
    let fired = |few: f64, eu: bool| {
        let text = format!(
            "[[fact]]\nid = \"few\"\nanswer = {few}\nsource = \"p\"\n[[fact]]\nid = \"eu\"\nanswer = {eu}\nsource = \"p\"\n"
        );
        scenarios(&library, &inputs(&library, &text), day("2026-11-22")).remove(0).fired
    };
    assert_eq!(
        [fired(3.0, false), fired(3.5, false), fired(3.0, true)],
        [Fired::Fired, Fired::NotFired, Fired::NotFired]
    );
}
