//! How sure is it? Spread, regret, draws won, break-evens, and whether the weights matter.

use crate::forecast::Move;
use crate::inputs::Inputs;
use crate::library::Library;
use crate::priority::Priority;

/// The value at or below which a share of sorted draws lies (nearest rank).
pub(crate) fn percentile<T: Copy + Default>(sorted: &[T], share: f64) -> T {
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

/// The mean of draws in cents, rounded half away from zero.
pub(crate) fn mean(draws: &[i64]) -> i64 {
    if draws.is_empty() {
        return 0;
    }
    let sum: i128 = draws.iter().map(|one| i128::from(*one)).sum();
    (sum as f64 / draws.len() as f64).round() as i64
}

/// One standard error of the mean of what an option is worth beyond another in the same draws, in cents: how far another
/// seed would move it. Beyond nothing, where there is no other.
pub(crate) fn standard_error(values: &[i64], beyond: Option<&[i64]>) -> i64 {
    let count = values.len();
    if count < 2 {
        return 0;
    }
    let beyond = |draw: usize| beyond.and_then(|beyond| beyond.get(draw)).copied().unwrap_or(0);
    let step = |draw: usize| (values[draw] - beyond(draw)) as f64;
    let mean = (0..count).map(step).sum::<f64>() / count as f64;
    let squares = (0..count).map(|draw| (step(draw) - mean) * (step(draw) - mean)).sum::<f64>();
    libm::sqrt(squares / (count - 1) as f64 / count as f64) as i64
}

/// How options compare over the same draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The mean of each option, in cents.
    pub expected_cents: Vec<i64>,
    /// What each option leaves on the table on average against the best of every draw, in cents.
    pub regret_cents: Vec<i64>,
    /// Draws in which each option is the best; the earlier one where two are equal.
    pub won: Vec<u32>,
    /// The most that knowing everything beforehand is worth, in cents: the least regret.
    pub information_cents: i64,
}

/// Compares options over the same draws. In: for each option its value in each draw, in cents.
pub fn compare(options: &[Vec<i64>]) -> Comparison {
    let draws = options.iter().map(Vec::len).min().unwrap_or(0);
    let mut best_sum = 0_i128;
    let mut won = vec![0_u32; options.len()];
    for draw in 0..draws {
        let mut best = 0;
        for option in 1..options.len() {
            if options[option][draw] > options[best][draw] {
                best = option;
            }
        }
        best_sum += i128::from(options[best][draw]);
        won[best] += 1;
    }
    let regret = |values: &Vec<i64>| {
        let own: i128 = values[..draws].iter().map(|one| i128::from(*one)).sum();
        ((best_sum - own) as f64 / draws.max(1) as f64).round() as i64
    };
    let regret_cents: Vec<i64> = options.iter().map(regret).collect();
    Comparison {
        expected_cents: options.iter().map(|values| mean(&values[..draws])).collect(),
        information_cents: regret_cents.iter().copied().min().unwrap_or(0),
        regret_cents,
        won,
    }
}

/// A share of draws in words, because a percentage beside a recommendation claims more than ranges can carry.
pub fn in_words(draws: u32, of: u32) -> String {
    let tenths = (f64::from(draws) * 10.0 / f64::from(of.max(1))).round() as u32;
    match tenths {
        0 if draws == 0 => "none of your ranges".to_owned(),
        0 => "fewer than 1 in 10 of your ranges".to_owned(),
        10 if draws < of => "more than 9 in 10 of your ranges".to_owned(),
        10 => "all of your ranges".to_owned(),
        tenths => format!("about {tenths} in 10 of your ranges"),
    }
}

/// Two options whose order by objectives turns when one importance changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flip {
    /// The option ahead now.
    pub ahead: String,
    /// The option ahead then.
    pub behind: String,
    /// The driver.
    pub driver: String,
    /// Its importance now.
    pub from: u8,
    /// The nearest importance at which the order turns.
    pub to: u8,
}

/// Do the weights decide about the order of options by objectives?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weights {
    /// The order does not depend on the weights: of any two, one moves every attribute at least as far.
    DoNotMatter,
    /// Some pairs depend on them, but no single importance turns their order.
    NoSingleFlip,
    /// These single changes turn an order.
    Flip(Vec<Flip>),
}

/// Looks for importances that turn the order of two options. In: each option with what it moves.
pub(crate) fn weights(
    library: &Library,
    inputs: &Inputs,
    priorities: &[Priority],
    options: &[(&str, &[Move])],
) -> Weights {
    let mut matter = false;
    let mut flips = Vec::new();
    for (at, one) in options.iter().enumerate() {
        for other in &options[at + 1..] {
            let differences: Vec<f64> = one.1.iter().zip(other.1).map(|(a, b)| a.value - b.value).collect();
            if differences.iter().all(|one| *one >= 0.0) || differences.iter().all(|one| *one <= 0.0) {
                continue;
            }
            matter = true;
            flips.extend(flips_of(library, inputs, priorities, (one.0, other.0), &differences));
        }
    }
    match (matter, flips.is_empty()) {
        (false, _) => Weights::DoNotMatter,
        (true, true) => Weights::NoSingleFlip,
        (true, false) => Weights::Flip(flips),
    }
}

fn flips_of(
    library: &Library,
    inputs: &Inputs,
    priorities: &[Priority],
    pair: (&str, &str),
    differences: &[f64],
) -> Vec<Flip> {
    let now: f64 = priorities.iter().zip(differences).map(|(one, by)| f64::from(one.raw()) * by).sum();
    let (ahead, behind) = if now >= 0.0 { pair } else { (pair.1, pair.0) };
    let mut flips = Vec::new();
    for stated in &inputs.importances {
        // By how much one point of this importance moves the sum; a priority set by hand does not move.
        let by_point: f64 = library
            .attributes
            .iter()
            .zip(priorities.iter().zip(differences))
            .filter(|(_, (priority, _))| priority.replaced.is_none())
            .filter_map(|(attribute, (_, by))| {
                let link = inputs.link(&library.links, &stated.driver, attribute)?;
                Some(f64::from(link.strength) * by)
            })
            .sum();
        let turns = |importance: &u8| {
            let then = now + (f64::from(*importance) - f64::from(stated.importance)) * by_point;
            (now >= 0.0) != (then >= 0.0)
        };
        let nearest = (0..=5).filter(turns).min_by_key(|one| one.abs_diff(stated.importance));
        flips.extend(nearest.map(|to| Flip {
            ahead: ahead.to_owned(),
            behind: behind.to_owned(),
            driver: stated.driver.clone(),
            from: stated.importance,
            to,
        }));
    }
    flips
}
