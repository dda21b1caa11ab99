//! How many products a second? Levels and whole assessments of a fleet from memory, on one core.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a benchmark prints and reads the clock"
)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use assess::{Ask, assess, level_vectors};
use catalogue::{Catalogue, Edition};
use model::{ComponentType, ComponentTypes, Evidence, Row, Spot, Spots, Status, Verdict, parse_date};

const PRODUCTS: usize = 10_000;
const ROUNDS: usize = 7;

/// A product that differs a little from its neighbours: some rows open, some integrated, some without evidence.
fn product(edition: &Edition, types: ComponentTypes, number: usize) -> Vec<Row> {
    let file: Arc<str> = Arc::from("4-2.csv");
    let concerned = edition.requirements.iter().filter(|one| one.is_asked() && one.types.intersects(types));
    concerned
        .enumerate()
        .map(|(line, requirement)| {
            let spot = Spot::new(u32::try_from(line).unwrap_or(0) + 2, 1);
            let spots = Spots {
                requirement: spot,
                status: spot,
                statement: spot,
                evidence: spot,
                verdict: spot,
                maturity: spot,
                date: spot,
            };
            let mut row = Row::silent(requirement.id.clone(), Arc::clone(&file), spots);
            row.claim.status = match (line * 31 + number * 17) % 23 {
                0 => Some(Status::Partly),
                1 if requirement.integration_offered => Some(Status::ByIntegration),
                2 if number.is_multiple_of(3) => None,
                _ => Some(Status::Met),
            };
            row.claim.statement = "The login service does it for every interface.".to_owned();
            if !(line + number).is_multiple_of(13) {
                row.claim.evidence.push(Evidence::named("design.pdf"));
            }
            row.evaluation.verdict = (row.claim.status == Some(Status::Met)).then_some(Verdict::Pass);
            row
        })
        .collect()
}

fn main() {
    let catalogue = Catalogue::compiled();
    let edition = catalogue.edition(catalogue.head("iec62443-4-2", None).expect("4-2"));
    let scheme = catalogue.scheme("default").expect("the default scheme");
    let types = ComponentTypes::from(ComponentType::EmbeddedDevice);
    let ask = Ask::new(types, parse_date("2026-11-22").expect("a day"));
    let products: Vec<Vec<Row>> = (0..PRODUCTS).map(|number| product(&edition, types, number)).collect();
    let rows: usize = products.iter().map(Vec::len).sum();
    println!("{PRODUCTS} embedded devices × 4-2, {rows} rows in memory, one core, median of {ROUNDS} rounds");

    let levels = measure(|| {
        for product in &products {
            black_box(level_vectors(&edition, scheme, black_box(product), &ask));
        }
    });
    println!("  nine level vectors each: {:.0} ms", levels * 1000.0);
    let whole = measure(|| {
        for product in &products {
            black_box(assess(&edition, scheme, black_box(product), &ask));
        }
    });
    println!("  whole assessments with gaps and trails: {:.0} products a second", PRODUCTS as f64 / whole);
}

fn measure(mut work: impl FnMut()) -> f64 {
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let (clock, cpu) = (Instant::now(), on_cpu());
            work();
            // What others do on the machine is not ours: time on a core where the kernel tells it, else the clock's.
            cpu.zip(on_cpu()).map_or_else(|| clock.elapsed().as_secs_f64(), |(before, after)| after - before)
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    rounds[ROUNDS / 2]
}

/// How long this thread has run on a core, in seconds.
fn on_cpu() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split_whitespace().next()?.parse::<f64>().ok()? / 1e9)
}
