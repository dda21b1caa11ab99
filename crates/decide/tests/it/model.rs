//! Do the worked examples A to E of the model come out to the last figure?

use decide::{Best, Draws, Inputs, Item, Recommendation, compare, decide, priorities};
use model::StandardId;

use crate::sample::{PROCESS, PRODUCT, STATED, TEN_THOUSAND, inputs, library, plan, situation};

/// A: priorities.
#[test]
fn priorities_are_sums_of_products() {
    let library = library();
    let mut stated = inputs(&library, STATED);
    let raw =
        |inputs: &Inputs| -> Vec<u32> { priorities(&library, inputs).iter().map(decide::Priority::raw).collect() };
    assert_eq!(raw(&stated), [14, 6, 8]);
    let shares: Vec<f64> = priorities(&library, &stated).iter().map(|one| one.share).collect();
    assert_eq!(shares, [0.5, 6.0 / 28.0, 8.0 / 28.0]);
    assert_eq!(priorities(&library, &stated)[0].terms.len(), 2);
    stated.importances[1].importance = 4;
    assert_eq!(raw(&stated), [16, 12, 8]);
    assert!((priorities(&library, &stated)[0].share - 0.4444).abs() < 5e-5);
}

/// B: values and forecasts, with the parts of both standards.
#[test]
fn coverage_moves_objectives() {
    let library = library();
    let mut situation = situation();
    // The same options with a 4-2 step at SL 1, which closes nothing more, before the one at SL 2.
    let mut low = plan("both-sl1", Some("process"), &[0.0], 24.0, 0.0);
    low.certificates = vec![StandardId::new(PRODUCT)];
    situation.options.insert(2, low);
    let decision = decide(&library, &inputs(&library, STATED), &situation, Draws { seed: 1, count: 10 });
    let value = |objective: usize, option: usize| decision.objectives[objective].options[option].value[1];
    let measure = |objective: usize, option: usize| decision.objectives[objective].options[option].measure[1];
    let (internal, process, sl1, sl2) = (0, 1, 2, 3);
    // K1
    assert!((value(0, process) - 0.8).abs() < 1e-12);
    assert!((measure(0, process) - 48.0).abs() < 1e-9);
    assert_eq!((decision.objectives[0].satisfied, decision.objectives[0].of), (1, 4));
    // K2
    for option in [internal, process, sl1] {
        assert!((value(1, option) - 1.0 / 3.0).abs() < 1e-12);
        assert!((measure(1, option) - 46.666_666_666).abs() < 1e-6);
    }
    assert!((measure(1, sl2) - 100.0).abs() < 1e-9);
    let forecast = &decision.objectives[1].options[sl2];
    let parts = [PROCESS, PRODUCT].map(|standard| forecast.part(&StandardId::new(standard), 1.0));
    assert_eq!(parts, [1.0 / 3.0, 2.0 / 3.0]);
    assert_eq!((forecast.gained.values().sum::<u32>(), forecast.gap), (3, 3));
    // K3
    for (option, percent) in [(internal, 0.0), (process, 40.0), (sl2, 80.0)] {
        assert!((measure(2, option) - percent).abs() < 1e-9);
    }
}

#[test]
fn what_is_satisfied_already_cannot_be_moved() {
    let library = library();
    let mut situation = situation();
    situation.shown.extend(crate::sample::rows(PROCESS, &["DM-2", "DM-3", "DM-4"]));
    situation.not_applicable.extend(crate::sample::rows(PRODUCT, &["CR 3.4", "CR 3.4 RE(1)", "EDR 3.11"]));
    situation.not_applicable.extend(crate::sample::rows(PROCESS, &["SVV-3"]));
    situation.not_applicable.insert(Item::Certificate(StandardId::new(PRODUCT)));
    let decision = decide(&library, &inputs(&library, STATED), &situation, Draws { seed: 1, count: 10 });
    let stuck: Vec<_> = decision.objectives.iter().map(|row| row.stuck).collect();
    assert_eq!(stuck, [Some(decide::Stuck::NothingLeft), Some(decide::Stuck::NothingApplies), None]);
    assert!(decision.objectives[0].options.iter().all(|one| one.value == [0.0; 3]));
    // What does not apply leaves the sum: the certificate of 4-1 is now all of K3.
    assert!((decision.objectives[2].options[1].measure[1] - 80.0).abs() < 1e-9);
}

/// Money of the examples is in thousands, printed with three digits.
fn near(cents: i64, thousands: f64) -> bool {
    (cents as f64 / 100_000.0 - thousands).abs() < 0.000_501
}

/// C: money over five years, and at which margin it turns.
#[test]
fn money_is_discounted_from_the_certificate_on() {
    let library = library();
    let (text, situation) = (STATED, situation());
    let decision = decide(&library, &inputs(&library, text), &situation, Draws { seed: 1, count: 100 });
    let world = &decision.worlds[0];
    let money = |row: usize| world.money[row].expect("money is stated");
    for (row, thousands) in [(0, 0.0), (1, -150.0), (2, 14.808), (3, 161.812)] {
        assert!(near(money(row).expected_cents, thousands), "{row}: {}", money(row).expected_cents);
        assert_eq!(money(row).likely_cents, money(row).expected_cents);
    }
    assert!(near(money(3).step_cents, 161.812 - 14.808));
    // Within a year, what is paid comes before what is earned.
    assert!(near(money(3).deepest_cents, -405.0));
    assert_eq!(decision.recommendation, Recommendation::One("both".to_owned()));
    let tie = |against: &str| {
        let found = world.break_evens.iter().find(|one| one.input == "certified.revenue" && one.against == against);
        found.expect("a break-even").at.expect("a value") / 1000.0
    };
    assert!((tie("process") - 72.066).abs() < 0.001, "{}", tie("process"));
    assert!((tie("reference") - 67.237).abs() < 0.001, "{}", tie("reference"));
}

/// C again, with the process certified already: what is held is part of today, so the step beyond it is worth what it was
/// worth on top of it.
#[test]
fn what_is_held_is_part_of_today() {
    let library = library();
    let mut situation = situation();
    let held: Vec<_> = situation.options.drain(..2).collect();
    situation.held = held.iter().map(|one| one.id.clone()).collect();
    situation.options[0].contains = None;
    situation.shown.extend(held.iter().flat_map(|one| one.closes.clone()));
    situation.shown.insert(Item::Certificate(StandardId::new(PROCESS)));
    let decision = decide(&library, &inputs(&library, STATED), &situation, Draws { seed: 1, count: 100 });
    assert!(decision.asks.iter().all(|ask| !ask.blocks_money), "{:#?}", decision.asks);
    assert_eq!(decision.rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["reference", "both"]);
    let world = &decision.worlds[0];
    assert!(near(world.money[1].expect("money").expected_cents, 161.812 - 14.808));
    // The tie with today is the one that was a tie with the process.
    let tie = world.break_evens.iter().find(|one| one.input == "certified.revenue").expect("a break-even");
    assert!((tie.at.expect("a value") / 1000.0 - 72.066).abs() < 0.001, "{tie:?}");
    // K3 stands at its first half: what is left of it is the certificate of 4-2.
    assert_eq!((decision.objectives[2].satisfied, decision.objectives[2].of), (1, 2));
    // What a share of the process is, is an input still, for it is what the step is measured by; the reference is none.
    let assumed = |id: &str| world.break_evens.iter().any(|one| one.input == id);
    assert!(assumed("questionnaires.answered.process") && !assumed("asks-process.keep.reference"));

    // Nothing is paid for it, and nothing waits for it.
    let more = "[[pay_up_to]]\noption = \"process\"\namount = 5\nobjectives = [\"certified\"]\nreason = \"r\"\nauthor = \"p1\"\n\
                date = 2026-11-01\n[wait]\ntrigger = \"t\"\nwatcher = \"p1\"\nreview = 2027-01-01\nthen = \"internal\"\n\
                hazard = 0.3\nwatch = 5\nlead_months = 12\n";
    let decision =
        decide(&library, &inputs(&library, &format!("{STATED}{more}")), &situation, Draws { seed: 1, count: 100 });
    let asked = |input: &str| decision.asks.iter().find(|ask| ask.input == input).map(|ask| ask.blocks_money);
    assert_eq!((asked("pay-up-to.process"), asked("wait.then")), (Some(false), Some(true)));
}

/// Work that a trigger starts does not wait for the day on which the plan would have begun: what lies inside it has its
/// effect as early after the trigger as without that delay.
#[test]
fn a_trigger_does_not_wait_for_the_plan() {
    let library = library();
    let more = "[[incidents]]\nid = \"more\"\nname = \"n\"\ndriver = \"liability\"\nowner = \"p\"\ncost = 100_000\n\
                reduction = { internal = 0.5 }\n[wait]\ntrigger = \"t\"\nwatcher = \"p1\"\nreview = 2027-01-01\n\
                then = \"process\"\nhazard = 0.9\nwatch = 5\nlead_months = 12\n";
    let inputs = inputs(&library, &format!("{STATED}{more}"));
    let waiting = |begins: usize| {
        let mut situation = situation();
        situation.begins_in_years = begins;
        for (option, month) in situation.options.iter_mut().zip([6.0, 12.0, 24.0]) {
            option.months = Some(decide::Uncertain::Range(decide::Range::point(12.0 * begins as f64 + month)));
            let idle = (0..begins).map(|_| decide::Uncertain::Range(decide::Range::point(0.0)));
            option.cost.splice(0..0, idle);
        }
        let decision = decide(&library, &inputs, &situation, Draws { seed: 1, count: 500 });
        let wait = decision.rows.iter().position(|row| row.id == decide::WAIT).expect("a row");
        decision.worlds[0].money[wait].expect("money").expected_cents
    };
    assert_eq!(waiting(0), waiting(2));
}

/// A mean of draws is known as well as they are many: another seed moves a step within a few standard errors.
#[test]
fn a_step_says_how_far_other_draws_would_move_it() {
    let library = library();
    let text = STATED.replace("revenue = 120_000", "revenue = [60_000, 120_000, 300_000]");
    let step = |seed| {
        let decision = decide(&library, &inputs(&library, &text), &situation(), Draws { seed, count: 1_000 });
        let money = decision.worlds[0].money[3].expect("money");
        (money.step_cents as f64, money.step_error_cents as f64)
    };
    let steps: Vec<(f64, f64)> = (1..=40).map(step).collect();
    let mean = steps.iter().map(|(step, _)| step).sum::<f64>() / 40.0;
    let spread = (steps.iter().map(|(step, _)| (step - mean).powi(2)).sum::<f64>() / 39.0).sqrt();
    let stated = steps.iter().map(|(_, error)| error).sum::<f64>() / 40.0;
    assert!((0.7..1.4).contains(&(spread / stated)), "{spread} beside {stated}");
    let certain = decide(&library, &inputs(&library, STATED), &situation(), Draws { seed: 1, count: 100 });
    assert_eq!(certain.worlds[0].money[3].expect("money").step_error_cents, 0);
}

/// D: start now, wait, or neither.
#[test]
fn waiting_has_a_value_of_its_own() {
    let library = library();
    let mut situation = situation();
    situation.options = vec![plan("now", None, &[300.0], 12.0, 0.0)];
    let at = |hazard: f64| {
        let text = format!(
            r#"
rate = 0
horizon_years = 4
[[revenue]]
id = "later"
name = "Customers who may ask"
driver = "procurement"
owner = "p3"
revenue = 200
margin = 1
keep_reference = 0
keep = {{ now = 1 }}
after_trigger = true
[wait]
trigger = "the first customer asks"
watcher = "p3"
review = 2027-06-30
then = "now"
hazard = {hazard}
watch = 5
lead_months = 12
"#
        );
        decide(&library, &inputs(&library, &text), &situation, TEN_THOUSAND)
    };
    for (hazard, now, waits) in [(0.1, -119.02, 21.805), (0.2, 27.68, 61.24), (0.3, 145.38, 98.335)] {
        let decision = at(hazard);
        let wait = decision.wait.as_ref().expect("waiting is an option");
        assert!((wait.now_cents as f64 / 100.0 - now).abs() < 0.006, "{hazard}: {}", wait.now_cents);
        assert!((wait.wait_cents as f64 / 100.0 - waits).abs() < 0.006, "{hazard}: {}", wait.wait_cents);
        // The third year's trigger comes too late to pay for the work, and the rule knows it.
        assert_eq!(wait.starts_in_years, [1, 2]);
        // The draws say the same within what ten thousand of them can say.
        let drawn: Vec<f64> =
            decision.worlds[0].money.iter().map(|row| row.expect("money").expected_cents as f64 / 100.0).collect();
        assert!((drawn[1] - waits).abs() < 6.0 && (drawn[2] - now).abs() < 12.0, "{hazard}: {drawn:?}");
    }
    let spans = at(0.1).wait.expect("waiting is an option").spans;
    let best: Vec<Best> = spans.iter().map(|span| span.best).collect();
    assert_eq!(best, [Best::Neither, Best::Wait, Best::Now]);
    assert!((spans[1].from - 0.0471).abs() < 5e-5, "{spans:?}");
    assert!((spans[2].from - 0.2381).abs() < 5e-5, "{spans:?}");
}

/// E: the one that wins most draws is not the one to take.
#[test]
fn regret_and_not_draws_won_decides() {
    let comparison = compare(&[vec![1000; 4], vec![3000, 2000, 1500, -6500]]);
    assert_eq!(comparison.won, [1, 3]);
    assert_eq!(comparison.expected_cents, [1000, 0]);
    assert_eq!(comparison.regret_cents, [875, 1875]);
    assert_eq!(comparison.information_cents, 875);
}
