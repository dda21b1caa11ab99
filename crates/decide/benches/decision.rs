//! How long does a decision take? Five options, ten lines of ranges, waiting, 10,000 draws, on one core.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a benchmark prints and reads the clock"
)]

use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::Instant;

use decide::{Draws, Item, Library, OptionPlan, Range, Situation, Uncertain, decide, read};
use model::{StandardId, parse_date};

const ROUNDS: usize = 9;

fn range(likely: f64) -> Range {
    Range::new(likely * 0.7, likely, likely * 1.6).expect("in order")
}

fn plan(id: &str, contains: Option<&str>, certificate: &str, cost: [f64; 2], month: f64) -> OptionPlan {
    OptionPlan {
        id: id.to_owned(),
        title: id.to_owned(),
        contains: contains.map(str::to_owned),
        certificates: if certificate.is_empty() { Vec::new() } else { vec![StandardId::new(certificate)] },
        closes: BTreeSet::new(),
        cost: cost.map(|units| Uncertain::Range(range(units))).to_vec(),
        months: Some(Uncertain::Range(range(month))),
        upkeep: range(20_000.0),
        per_product: certificate == "iec62443-4-2",
        assumed: true,
    }
}

fn text(open: bool) -> String {
    let mut text = String::from("rate = 0.08\n");
    for (line, more) in (0..6).map(|line| (line, if open && line == 0 { "only_if = \"asks\"\n" } else { "" })) {
        text.push_str(&format!(
            "[[revenue]]\nid = \"r{line}\"\nname = \"n{line}\"\ndriver = \"procurement\"\nowner = \"p\"\n{more}\
             revenue = [200_000, 400_000, 900_000]\nmargin = [0.2, 0.3, 0.4]\nkeep_reference = [0.4, 0.6, 0.7]\n\
             after_trigger = {}\nkeep = {{ process = [0.5, 0.7, 0.8], sl1 = [0.6, 0.8, 0.9], sl2 = [0.7, 0.9, 0.95] }}\n",
            line == 5
        ));
    }
    for line in 0..2 {
        text.push_str(&format!(
            "[[questionnaires]]\nid = \"q{line}\"\nname = \"n\"\ndriver = \"procurement\"\nowner = \"p\"\n\
             count = [20, 40, 60]\nhours = [8, 16, 30]\nrate = [70, 90, 120]\nanswered = {{ process = [0.3, 0.5, 0.6] }}\n\
             [[incidents]]\nid = \"i{line}\"\nname = \"n\"\ndriver = \"liability\"\nowner = \"p\"\n\
             cost = [20_000, 100_000, 500_000]\nreduction = {{ internal = [0.1, 0.2, 0.3], sl2 = [0.2, 0.4, 0.5] }}\n"
        ));
    }
    text.push_str(
        "[wait]\ntrigger = \"t\"\nwatcher = \"w\"\nreview = 2027-06-30\nthen = \"sl2\"\nhazard = [0.1, 0.2, 0.4]\n\
         watch = 5000\nlead_months = [12, 18, 24]\n\
         [[fact]]\nid = \"asks\"\nquestion = \"q\"\nanswer = \"unknown\"\nsource = \"p\"\n",
    );
    for (driver, importance) in [("trust", 3), ("procurement", 5), ("liability", 2)] {
        text.push_str(&format!(
            "[[importance]]\ndriver = \"{driver}\"\nimportance = {importance}\nreason = \"r\"\nauthor = \"p\"\ndate = 2026-11-01\n"
        ));
    }
    text
}

fn main() {
    let start = Instant::now();
    let library = Library::compiled();
    println!("the library is read in {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    let mut aims = String::new();
    for objective in &library.objectives {
        let target = if objective.direction == decide::Direction::Up { 100.0 } else { 0.0 };
        aims.push_str(&format!(
            "[[objective]]\nid = \"{}\"\ntarget = {target}\ndate = 2028-01-01\nowner = \"p\"\n",
            objective.id
        ));
    }
    let items: Vec<Item> = library.objectives.iter().flat_map(|one| &one.items).map(|link| link.item.clone()).collect();
    let of = |standard: &str| items.iter().filter(|item| item.standard().as_str() == standard).cloned().collect();
    let mut options = vec![
        plan("internal", None, "", [150_000.0, 10_000.0], 9.0),
        plan("process", Some("internal"), "iec62443-4-1", [60_000.0, 10_000.0], 10.0),
        plan("sl1", Some("process"), "iec62443-4-2", [50_000.0, 60_000.0], 16.0),
        plan("sl2", Some("sl1"), "iec62443-4-2", [20_000.0, 80_000.0], 18.0),
        plan("service", None, "iec62443-2-4", [90_000.0, 0.0], 6.0),
    ];
    options[0].closes = of("iec62443-4-1");
    options[3].closes = of("iec62443-4-2");
    let situation = Situation {
        today: parse_date("2026-11-22").expect("a day"),
        shown: BTreeSet::new(),
        not_applicable: BTreeSet::new(),
        options,
        held: Vec::new(),
        begins_in_years: 0,
        cost_currency: "EUR".to_owned(),
        legal_duties: vec![range(80_000.0)],
        products: vec!["gateway".to_owned()],
        further_product: range(0.5),
    };
    for open in [false, true] {
        let (inputs, problems) = read(&library, "decide.toml", &(text(open) + &aims));
        assert!(problems.is_empty(), "{problems:#?}");
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            let start = Instant::now();
            black_box(decide(&library, &inputs, &situation, Draws { seed: 1, count: 10_000 }));
            times.push(start.elapsed());
        }
        times.sort_unstable();
        let decision = decide(&library, &inputs, &situation, Draws { seed: 1, count: 10_000 });
        println!(
            "{} world(s), {} money inputs, 10,000 draws: {:.1} ms (median of {ROUNDS}), {:?}",
            decision.worlds.len(),
            decision.money_inputs,
            times[ROUNDS / 2].as_secs_f64() * 1000.0,
            decision.recommendation
        );
    }
}
