//! Is each figure that a reader sees the one that a pencil gives?

use std::collections::BTreeMap;

use decide::{
    Because, BreakEven, Candidate, Decision, Draws, Inputs, Months, OptionPlan, Range, Situation, Spread, Uncertain,
    choose, decide, value,
};
use model::StandardId;

use crate::sample::{PROCESS, PRODUCT, STATED, inputs, library, plan, rows, situation};

const TEN: Draws = Draws { seed: 1, count: 10 };
/// One to ten in no order, so that a rank is a value and nothing is right by being first.
const SHUFFLED: [f64; 10] = [4.0, 9.0, 1.0, 10.0, 3.0, 7.0, 2.0, 8.0, 6.0, 5.0];

fn drawn(times: f64) -> Uncertain {
    Uncertain::Draws { values: SHUFFLED.iter().map(|one| one * times).collect(), likely: 5.5 * times }
}

#[test]
fn a_value_lies_between_baseline_and_target_in_either_direction() {
    // 120 days down to 30: at 75 half of the way is done.
    assert_eq!(
        [130.0, 120.0, 75.0, 30.0, 10.0].map(|measure| value(measure, 120.0, 30.0)),
        [Some(0.0), Some(0.0), Some(0.5), Some(1.0), Some(1.0)]
    );
    assert_eq!(value(40.0, 20.0, 100.0), Some(0.25));
    assert_eq!(value(40.0, 20.0, 20.0), None);
}

#[test]
fn ranks_of_ten_draws_are_their_own_values() {
    let mut one = plan("one", None, &[], 0.0, 0.0);
    one.cost = vec![drawn(1.0)];
    one.months = Some(drawn(2.0));
    one.certificates = vec![StandardId::new(PROCESS)];
    let situation = Situation { options: vec![one], ..situation() };
    // 6.5 a year from the certificate on; at no discount, and with a certificate between month 2 and 20.
    let line = "rate = 0\nhorizon_years = 1\n[[incidents]]\nid = \"i\"\nname = \"i\"\ndriver = \"liability\"\nowner = \"p\"\n\
        cost = 6.5\nreduction = { one = 1 }\n";
    let decided = |more: &str| {
        let library = library();
        decide(&library, &inputs(&library, &format!("{line}{more}")), &situation, TEN)
    };
    let decision = decided("");
    let row = &decision.rows[1];
    assert_eq!(row.months, Some(Months { work_to: 10.0, commit_to: 16.0 }));
    assert_eq!(row.cost_cents, Some(Spread { p10: 100, p50: 500, p90: 900 }));
    let money = decision.worlds[0].money[1].expect("money");
    // Cost k is paid at once, and 2k months are lost of 24: 13 - k - 6.5 · 2k / 12.
    let npv = |k: f64| ((13.0 - k - 6.5 * k / 6.0) * 100.0).round() as i64;
    // The dearest draw is the worst: first, fifth and ninth of ten.
    assert_eq!(money.npv_cents, Spread { p10: npv(10.0), p50: npv(6.0), p90: npv(2.0) });
    assert_eq!(money.below_zero, SHUFFLED.iter().filter(|k| npv(**k) < 0).count() as u32);
    // What is not exceeded in 8 of 10 draws is the third deepest.
    assert_eq!(money.deepest_cents, -800);
    // A contract holds when 8 of 10 draws are in time: month 16 is 487 days away.
    let must = |by: &str| {
        let text = format!(
            "[[must]]\nid = \"m\"\ncertificate = \"{PROCESS}\"\nby = {by}\nreason = \"r\"\nauthor = \"p\"\ndate = 2026-11-01\n"
        );
        decided(&text).worlds[0].choice.dropped.iter().any(|(id, _)| id == "one")
    };
    assert!(!must("2028-03-23"), "487 days");
    assert!(must("2028-03-22"), "486 days");
}

#[test]
fn an_attribute_moves_by_the_mean_of_its_objectives() {
    let mut library = library();
    // K1 and K2 of test B, both of trust: .8 and 1/3 under the process, .8 and 1 under both.
    library.objectives.iter_mut().find(|one| one.id == "checked").expect("known").attribute = "trust".to_owned();
    let decision = decide(&library, &inputs(&library, STATED), &situation(), TEN);
    let parts = |row: usize, attribute: usize| {
        let found = &decision.rows[row].moves[attribute];
        let of = |standard: &str| found.parts.get(&StandardId::new(standard)).copied().unwrap_or(0.0);
        (found.value, of(PROCESS), of(PRODUCT), found.reached, found.of)
    };
    let near =
        |(value, process, product, reached, of): (f64, f64, f64, u32, u32), wanted: [f64; 3], counts: [u32; 2]| {
            let far = [value, process, product].iter().zip(wanted).any(|(one, wanted)| (one - wanted).abs() > 1e-12);
            assert!(!far && [reached, of] == counts, "{value} {process} {product} {reached} of {of}");
        };
    near(parts(2, 0), [(0.8 + 1.0 / 3.0) / 2.0, (0.8 + 1.0 / 3.0) / 2.0, 0.0], [0, 2]);
    near(parts(3, 0), [0.9, (0.8 + 1.0 / 3.0) / 2.0, 1.0 / 3.0], [1, 2]);
    // Nothing hangs on integrity any more; the reference moves nothing, and counts the same objectives.
    near(parts(3, 1), [0.0; 3], [0, 0]);
    near(parts(0, 0), [0.0; 3], [0, 2]);
    near(parts(3, 2), [1.0, 0.5, 0.5], [1, 1]);
}

#[test]
fn a_priority_set_by_hand_counts_and_nothing_is_shared_of_nothing() {
    let library = library();
    let set =
        "[[priority]]\nattribute = \"integrity\"\npriority = 78\nreason = \"r\"\nauthor = \"p\"\ndate = 2026-11-01\n";
    let found = decide::priorities(&library, &inputs(&library, &format!("{STATED}{set}")));
    // 14, 6 set to 78, and 8.
    assert_eq!(
        found.iter().map(|one| (one.derived, one.raw(), one.share)).collect::<Vec<_>>(),
        [(14, 14, 0.14), (6, 78, 0.78), (8, 8, 0.08)]
    );
    let none = decide::priorities(&library, &Inputs::default());
    assert!(none.iter().all(|one| one.raw() == 0 && one.share == 0.0));
}

/// A step that costs nothing is taken without a signature; one that moves nothing more is not looked at.
#[test]
fn a_tie_is_worth_it_and_a_twin_is_dropped() {
    let row = |id: &str, cents: i64, values: &[f64]| Candidate {
        id: id.to_owned(),
        expected_cents: Some(cents),
        values: values.to_vec(),
        fails: Vec::new(),
    };
    let rows = [row("today", 0, &[0.0, 0.5]), row("one", 0, &[0.5, 0.0]), row("two", 7, &[0.2, 0.6])];
    let choice = choose(&rows[..2], |_| Some(5));
    assert_eq!((choice.option.as_deref(), &choice.steps[0].because), (Some("one"), &Because::WorthIt));
    // "two" is better than today everywhere, and less far than "one" in the first objective.
    let choice = choose(&rows, |_| None);
    assert_eq!(choice.dropped.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["today"]);
    assert_eq!((choice.option.as_deref(), choice.steps[0].change_cents), (Some("two"), 7));
    // Of several that dominate, the farthest in the order of nesting is named.
    let rows = [row("today", 0, &[0.0]), row("one", 1, &[0.1]), row("two", 2, &[0.2])];
    let by = |id: &str| {
        let choice = choose(&rows, |_| None);
        choice.dropped.into_iter().find(|(one, _)| one == id).expect("dropped").1
    };
    assert_eq!([by("today"), by("one")], [(); 2].map(|()| decide::Dropped::DominatedBy("two".to_owned())));
}

/// Everything uncertain, a line that waits for its trigger, and costs by draw.
fn uncertain(count: u32, base: f64, waits: bool) -> (Inputs, Situation, Draws) {
    let text = STATED
        .replace("revenue = 120_000", "revenue = [60_000, 120_000, 200_000]")
        .replace("count = 40\nhours = 16", "count = [20, 40, 70]\nhours = [10, 16, 20]")
        .replace("rate = 90", "rate = [80, 90, 120]")
        .replace("answered = { process = 0.5", "answered = { process = [0.3, 0.5, 0.6]")
        .replace("cost = 100_000", "after_trigger = true\ncost = [20_000, 100_000, 400_000]");
    let wait = "[wait]\ntrigger = \"t\"\nwatcher = \"p\"\nreview = 2027-06-30\nthen = \"both\"\nhazard = 0.5\nwatch = 5\n\
        lead_months = 12\n";
    let text = if waits { format!("{text}{wait}") } else { text.replace("after_trigger = true\n", "") };
    let mut situation = situation();
    for (at, option) in situation.options.iter_mut().enumerate() {
        let cost = |one: u32| base + f64::from(one * 7_919 % 97 * (at as u32 + 1)) * 100.0;
        option.cost[0] = Uncertain::Draws { values: (0..count).map(cost).collect(), likely: base + 5e3 };
    }
    (inputs(&library(), &text), situation, Draws { seed: 5, count })
}

fn expected(decision: &Decision, id: &str) -> f64 {
    let row = decision.rows.iter().position(|row| row.id == id).expect("a row");
    decision.worlds[0].money[row].expect("money").expected_cents as f64
}

/// The figure behind an input's id.
fn figure<'a>(inputs: &'a mut Inputs, id: &str) -> Option<&'a mut decide::Figure> {
    let (line, name) = id.split_once('.')?;
    match (&mut inputs.money.iter_mut().find(|one| one.id == line)?.money, name) {
        (decide::Money::Revenue { revenue, .. }, "revenue") => revenue.as_mut(),
        (decide::Money::Revenue { margin, .. }, "margin") => margin.as_mut(),
        (decide::Money::Revenue { keep_reference, .. }, "keep.reference") => keep_reference.as_mut(),
        (decide::Money::Revenue { keep, .. }, name) => keep.get_mut(name.strip_prefix("keep.")?),
        (decide::Money::Questionnaires { count, .. }, "count") => count.as_mut(),
        (decide::Money::Questionnaires { hours, .. }, "hours") => hours.as_mut(),
        (decide::Money::Questionnaires { rate, .. }, "rate") => rate.as_mut(),
        (decide::Money::Questionnaires { answered, .. }, name) => answered.get_mut(name.strip_prefix("answered.")?),
        (decide::Money::Incidents { cost, .. }, "cost") => cost.as_mut(),
        (decide::Money::Incidents { reduction, .. }, name) => reduction.get_mut(name.strip_prefix("reduction.")?),
    }
}

/// Each input at its tie, and each input moved to its tie with its whole range: the two rows are worth the same then,
/// and a little above it the row that is said to be ahead is ahead.
#[test]
fn at_every_break_even_the_two_rows_tie() {
    // Against the reference and the next best; the whole cost only where the other row shares none of it.
    let tried = |waits: bool| ties(600, 115e3, waits).into_iter().collect::<Vec<_>>();
    let of = |against: &str, count: u32, of_cost: bool| ((against.to_owned(), of_cost), count);
    assert_eq!(tried(true), [of("reference", 11, false), of("reference", 1, true), of("wait", 11, false)]);
    assert_eq!(tried(false), [of("process", 9, false), of("reference", 10, false), of("reference", 1, true)]);
}

/// How many ties were tried, by the row against which and by whether they are of cost.
fn ties(count: u32, base: f64, waits: bool) -> BTreeMap<(String, bool), u32> {
    let library = library();
    let (inputs, situation, draws) = uncertain(count, base, waits);
    let decision = decide(&library, &inputs, &situation, draws);
    let gap = |decision: &Decision, one: &BreakEven| expected(decision, &one.option) - expected(decision, &one.against);
    assert_eq!(decision.worlds[0].choice.option.as_deref(), Some("both"), "{:#?}", decision.asks);
    let mut tried = BTreeMap::new();
    for one in &decision.worlds[0].break_evens {
        let with = |range: Range| {
            let (mut inputs, mut situation) = (inputs.clone(), situation.clone());
            match figure(&mut inputs, &one.input) {
                Some(figure) => figure.range = range,
                None => scale(&mut situation, &one.option, range.likely() / one.likely),
            }
            gap(&decide(&library, &inputs, &situation, draws), one)
        };
        let Some(at) = one.at else { continue };
        let of_cost = one.input.starts_with("cost.");
        if !of_cost {
            assert!(with(Range::point(at)).abs() < 20.0, "{one:?}");
            let above = with(Range::point(at * 1.001 + 1e-6));
            assert_eq!(above > 0.0, one.ahead_above, "{one:?} {above}");
        }
        *tried.entry((one.against.clone(), of_cost)).or_insert(0) += 1;
    }
    tried
}

/// Everything that an option and those inside it cost, dearer by a factor.
fn scale(situation: &mut Situation, id: &str, factor: f64) {
    assert_eq!(id, "both", "the last option contains all others");
    for figure in situation.options.iter_mut().flat_map(|option: &mut OptionPlan| &mut option.cost) {
        match figure {
            Uncertain::Range(range) => *range = Range::point(range.likely() * factor),
            Uncertain::Draws { values, likely } => {
                values.iter_mut().chain([likely]).for_each(|one| *one *= factor);
            }
        }
    }
}

/// A share and a cost by hand: one customer of 100,000 a year for two years, one option that is there at once.
#[test]
fn a_share_ties_at_its_value_and_a_cost_by_a_factor() {
    let library = library();
    let mut one = plan("one", None, &[], 0.0, 0.0);
    one.cost = vec![drawn(10e3)];
    one.assumed = true;
    let situation = Situation { options: vec![one], ..situation() };
    let text = "rate = 0\nhorizon_years = 1\n[[revenue]]\nid = \"r\"\nname = \"r\"\ndriver = \"procurement\"\nowner = \"p\"\n\
        revenue = 100_000\nmargin = 1\nkeep_reference = 0\nkeep = { one = [0, 0.4, 0.5] }\n";
    let decision = decide(&library, &inputs(&library, text), &situation, TEN);
    let world = &decision.worlds[0];
    let found = |input: &str| world.break_evens.iter().find(|one| one.input == input).expect("a break-even");
    // The mean cost is 55,000, so 0.275 of 200,000 pays for it; what the draws bring on average says where their mean lies.
    let mean = (expected(&decision, "one") / 100.0 + 55e3) / 200e3;
    let share = found("r.keep.one");
    assert!((share.at.expect("a tie") - 0.275).abs() < 1e-6, "{share:?}");
    assert!(share.ahead_above && !share.assumed);
    // The cost ties at 200,000 times the mean share: so much of the ten costs of 10,000 to 100,000 lies below its likely value then.
    let cost = found("cost.one");
    let tie = 200e3 * mean;
    assert!((cost.at.expect("a tie") - tie).abs() < 0.1 && cost.likely == 55e3, "{cost:?}");
    let below = SHUFFLED.iter().filter(|one| **one * 10e3 <= tie).count();
    assert_eq!(cost.percentile, Some(below as f64 / 10.0));
    assert!(!cost.ahead_above && cost.assumed && (1..10).contains(&below), "{below}");
}

#[test]
fn where_today_remains_the_best_other_row_says_what_would_change_that() {
    let library = library();
    let text = STATED.replace("revenue = 120_000", "revenue = 1_000").replace("revenue = 30_000", "revenue = 1_000");
    let decision = decide(&library, &inputs(&library, &text), &situation(), TEN);
    let world = &decision.worlds[0];
    assert_eq!(world.choice.option.as_deref(), Some("reference"));
    let best = (1..4).max_by_key(|row| world.money[*row].map(|money| money.expected_cents)).expect("rows");
    assert!(!world.break_evens.is_empty());
    assert!(world.break_evens.iter().all(|one| one.option == decision.rows[best].id && one.against == "reference"));
}

/// Without a line of their own, three products on one process must bring what is missing: a year of one product at a time.
#[test]
fn a_family_is_told_what_each_product_must_bring() {
    let library = library();
    let mut one = plan("one", None, &[300.0], 12.0, 0.0);
    one.per_product = true;
    let situation = Situation { options: vec![one], ..situation() };
    let text = "rate = 0.25\nhorizon_years = 2\n[[incidents]]\nid = \"i\"\nname = \"i\"\ndriver = \"liability\"\nowner = \"p\"\n\
        cost = 100\nreduction = { one = 1 }\n";
    let decision = decide(&library, &inputs(&library, text), &situation, TEN);
    let rows = &decision.worlds[0].portfolio;
    // Years 1 and 2 count 0.8 + 0.64 = 1.44 discounted years; a further product costs half as much again.
    // 1: 144 - 300 = -156, / 1.44 = 108.333…; 3: 144 - 600 = -456, / 1.44 / 3; 10: 144 - 1650 = -1506, / 14.4.
    let told: Vec<(u32, u32, i64, i64)> =
        rows.iter().map(|row| (row.products, row.lines, row.expected_cents, row.needed_cents)).collect();
    assert_eq!(told, [(1, 1, -15_600, 10_834), (3, 1, -45_600, 10_556), (10, 1, -150_600, 10_459)]);
}

#[test]
fn spans_of_hazard_follow_each_other_from_nothing_to_all() {
    let library = library();
    let (inputs, situation, draws) = uncertain(20, 40e3, true);
    let wait = decide(&library, &inputs, &situation, draws).wait.expect("waiting is an option");
    let ends: Vec<f64> = wait.spans.iter().map(|span| span.to).collect();
    let begins: Vec<f64> = wait.spans.iter().map(|span| span.from).collect();
    assert_eq!((begins[0], ends[ends.len() - 1]), (0.0, 1.0));
    assert_eq!(begins[1..], ends[..ends.len() - 1]);
}

#[test]
fn a_range_knows_its_pieces() {
    let range = |low: f64, likely: f64, high: f64| Range::new(low, likely, high).expect("in order");
    // Linear from zero on: half a deviation of 1.28155 above the middle is half of the way to P90.
    let linear = range(0.0, 10.0, 14.0);
    assert!((linear.at(1.28155 / 2.0) - 12.0).abs() < 1e-9 && (linear.at(-1.28155 / 2.0) - 5.0).abs() < 1e-9);
    assert!((linear.percentile(14.0).expect("wide") - 0.9).abs() < 1e-5);
    // Lognormal above zero: by factors.
    let factors = range(1.0, 4.0, 100.0);
    assert!((factors.at(1.28155 / 2.0) - 20.0).abs() < 1e-9 && (factors.at(-1.28155 / 2.0) - 2.0).abs() < 1e-9);
    assert_eq!([factors.percentile(0.0), factors.percentile(-1.0)], [Some(0.0); 2]);
    // A piece without width: half of everything lies on the middle, nothing beyond it.
    let flat = range(5.0, 5.0, 8.0);
    assert_eq!([4.9, 5.0].map(|value| flat.percentile(value)), [Some(0.0), Some(0.5)]);
    let flat = range(2.0, 5.0, 5.0);
    assert_eq!([5.0, 5.1].map(|value| flat.percentile(value)), [Some(0.5), Some(1.0)]);
    for wrong in [[1.0, 2.0, f64::INFINITY], [f64::NEG_INFINITY, 2.0, 3.0], [2.0, 1.0, 3.0], [1.0, 3.0, 2.0]] {
        assert_eq!(Range::new(wrong[0], wrong[1], wrong[2]), None);
    }
    assert_eq!((Range::point(f64::NAN), Range::point(2.0).at(1.0)), (Range::point(0.0), 2.0));
}

/// Which fact to ask first: the one whose answers leave the fewest options.
#[test]
fn the_fact_that_decides_most_is_asked_first() {
    let fact =
        |id: &str| format!("[[fact]]\nid = \"{id}\"\nquestion = \"{id}?\"\nsource = \"p3\"\nanswer = \"unknown\"\n");
    let must = "[[must]]\nid = \"cash\"\nbudget = 900000\nonly_if = \"idle\"\nreason = \"r\"\nauthor = \"p\"\ndate = 2026-11-01\n";
    let open = STATED.replace("id = \"certified\"\nname", "id = \"certified\"\nonly_if = \"acme\"\nname");
    // "idle" stands first and changes nothing: whatever its answer, both options remain.
    let must_first = format!("{}{}{must}{open}", fact("idle"), fact("acme"));
    let text = must_first.replacen("rate = 0.08\n", "", 1);
    let library = library();
    let decision = decide(&library, &inputs(&library, &format!("rate = 0.08\n{text}")), &situation(), TEN);
    assert_eq!(decision.worlds.len(), 4);
    let expected = decide::Recommendation::Open {
        ask: "acme".to_owned(),
        question: "acme?".to_owned(),
        yes: vec!["both".to_owned()],
        no: vec!["process".to_owned()],
    };
    assert_eq!(decision.recommendation, expected);
}

/// Money whose certificate is there already is no must that fails; rows that are not planned certify nothing.
#[test]
fn a_certificate_that_is_there_meets_its_must() {
    let must = format!(
        "[[must]]\nid = \"m\"\ncertificate = \"{PRODUCT}\"\nby = 2026-12-01\nreason = \"r\"\nauthor = \"p\"\ndate = 2026-11-01\n"
    );
    let library = library();
    let inputs = inputs(&library, &format!("{STATED}{must}"));
    let mut situation = situation();
    let left = |situation: &Situation| decide(&library, &inputs, situation, TEN).worlds[0].choice.dropped.len();
    assert_eq!(left(&situation), 4);
    situation.shown.insert(decide::Item::Certificate(StandardId::new(PRODUCT)));
    assert!(decide(&library, &inputs, &situation, TEN).worlds[0].choice.option.is_some());
    assert!(rows(PRODUCT, &["CR 3.4"]).is_subset(&situation.shown));
}
