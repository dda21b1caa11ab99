//! How is an uncertain figure stated, and how is it drawn so that everybody draws the same?
//!
//! A range is low, likely, high, read as P10, mode-like middle (P50) and P90.
//! Every input has a stream of its own, named by its id: a new input never reshuffles the draws of the others.
//! Generator: xoshiro256++ 1.0 (Blackman and Vigna), its state the SHA-256 of seed and name.
//! Uniform numbers become normal ones by the inverse of the distribution (Wichura's AS 241), one for one.

use sha2::{Digest, Sha256};

use crate::normal;

/// The number from which everything random follows; it is printed with every result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seed(pub u64);

impl Seed {
    /// The seed that is used when nobody names one: the number of the standard.
    pub const DEFAULT: Self = Self(62443);

    /// The stream of one input of a plan. In: its id. Same seed and same id, same numbers, whatever else is drawn.
    pub fn stream(self, id: &str) -> Stream {
        self.stream_of("draws", id)
    }

    /// The stream of one input among those of a kind, so that ids of two kinds need not differ.
    pub fn stream_of(self, kind: &str, id: &str) -> Stream {
        let mut hash = Sha256::new();
        hash.update(format!("plimsoll {kind} 1\0"));
        hash.update(self.0.to_le_bytes());
        hash.update(id.as_bytes());
        let digest = hash.finalize();
        let mut state = [0u64; 4];
        for (word, bytes) in state.iter_mut().zip(digest.chunks_exact(8)) {
            *word = bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        }
        Stream { state }
    }
}

/// An endless row of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stream {
    state: [u64; 4],
}

impl Stream {
    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let mut next = [a, b, c ^ a, d ^ b];
        next[1] ^= next[2];
        next[0] ^= next[3];
        next[2] ^= b << 17;
        next[3] = next[3].rotate_left(45);
        self.state = next;
        result
    }

    /// The next number strictly between 0 and 1.
    pub fn uniform(&mut self) -> f64 {
        // The upper 53 bits, moved to the middle of their interval: neither 0 nor 1 can come out.
        ((self.bits() >> 11) as f64 + 0.5) * (1.0 / 9_007_199_254_740_992.0)
    }

    /// The next standard normal number; one uniform number is used for each.
    pub fn normal(&mut self) -> f64 {
        normal::quantile(self.uniform())
    }
}

/// What is shared between inputs of one kind: without it the spread of a sum depends on how finely work is cut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correlation {
    shared: f64,
    own: f64,
}

impl Correlation {
    /// A correlation ρ between 0 and 1; what lies outside is moved to the edge.
    pub fn new(rho: f64) -> Self {
        let rho = if rho.is_finite() { rho.clamp(0.0, 1.0) } else { 0.0 };
        Self { shared: rho.sqrt(), own: (1.0 - rho).sqrt() }
    }

    /// `√ρ · factor + √(1 − ρ) · own`, the standard normal number with which an input is drawn.
    pub fn mix(self, factor: f64, own: f64) -> f64 {
        self.shared * factor + self.own * own
    }
}

/// A figure with its uncertainty: low is undercut in one case of ten, high is exceeded in one of ten.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// P10.
    pub low: f64,
    /// P50.
    pub likely: f64,
    /// P90.
    pub high: f64,
}

/// The 90th percentile of the standard normal distribution, as the model writes it.
const Z90: f64 = 1.28155;

impl Range {
    /// A range; `None` if a figure is not finite or the three are not in order.
    pub fn new(low: f64, likely: f64, high: f64) -> Option<Self> {
        let finite = low.is_finite() && likely.is_finite() && high.is_finite();
        (finite && low <= likely && likely <= high).then_some(Self { low, likely, high })
    }

    /// A figure without uncertainty.
    pub const fn exactly(value: f64) -> Self {
        Self { low: value, likely: value, high: value }
    }

    /// A likely figure with factors for low and high: `(500, ×0.75, ×1.4)`.
    pub fn around(likely: f64, low_factor: f64, high_factor: f64) -> Option<Self> {
        Self::new(likely * low_factor, likely, likely * high_factor)
    }

    /// The same range times a number that is not negative.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { low: self.low * factor, likely: self.likely * factor, high: self.high * factor }
    }

    /// The figure at a standard normal number: likely at 0, low at −1.28155, high at 1.28155.
    ///
    /// A two-piece lognormal; linear in two pieces where low is 0 or less, because a logarithm needs more.
    pub fn at(self, z: f64) -> f64 {
        let Self { low, likely, high } = self;
        if low <= 0.0 {
            let side = if z >= 0.0 { high - likely } else { likely - low };
            return likely + z * side / Z90;
        }
        let ratio = if z >= 0.0 { high / likely } else { likely / low };
        if ratio == 1.0 { likely } else { likely * libm::exp(z * libm::log(ratio) / Z90) }
    }

    /// The figure of a share at a standard normal number, kept between 0 and 1.
    pub fn share_at(self, z: f64) -> f64 {
        self.at(z).clamp(0.0, 1.0)
    }
}

/// Where a tenth, half and nine tenths of the draws lie, and the four fifths to which one commits.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Percentiles {
    /// P10, never printed as a date.
    pub p10: f64,
    /// P50, what to work to.
    pub p50: f64,
    /// P80, what to commit to.
    pub p80: f64,
    /// P90.
    pub p90: f64,
}

impl Percentiles {
    /// The percentiles of draws in any order; all 0 when there are none.
    pub fn of(draws: &[f64]) -> Self {
        let mut draws = draws.to_vec();
        let count = draws.len();
        let (mut rest, mut passed) = (draws.as_mut_slice(), 0);
        // Each lies among those that are left from the one before on: to sort them all would take several times as long.
        let [p10, p50, p80, p90] = [10, 50, 80, 90].map(|percent| {
            let index = (count * percent).div_ceil(100).saturating_sub(1) - passed;
            if index < rest.len() {
                rest.select_nth_unstable_by(index, f64::total_cmp);
            }
            rest = &mut std::mem::take(&mut rest)[index..];
            passed += index;
            rest.first().copied().unwrap_or_default()
        });
        Self { p10, p50, p80, p90 }
    }
}

/// In how many of the draws a figure stays at or below a limit, 0 to 1; 0 when there are no draws.
pub fn share_within(draws: &[f64], limit: f64) -> f64 {
    if draws.is_empty() {
        return 0.0;
    }
    draws.iter().filter(|draw| **draw <= limit).count() as f64 / draws.len() as f64
}

/// A share in words that promise no more than draws can know: "about 4 in 5".
pub fn share_in_words(share: f64) -> &'static str {
    const WORDS: [(f64, &str); 10] = [
        (0.05, "hardly ever"),
        (0.15, "about 1 in 10"),
        (0.25, "about 1 in 5"),
        (0.40, "about 1 in 3"),
        (0.60, "about half"),
        (0.70, "about 2 in 3"),
        (0.80, "about 3 in 4"),
        (0.85, "about 4 in 5"),
        (0.95, "about 9 in 10"),
        (f64::INFINITY, "nearly always"),
    ];
    WORDS.iter().find(|(below, _)| share < *below).map_or("nearly always", |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::Stream;

    /// The reference implementation's first values from the state 1, 2, 3, 4.
    #[test]
    fn it_is_the_published_generator() {
        let mut stream = Stream { state: [1, 2, 3, 4] };
        let published = [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386];
        assert_eq!([(); 4].map(|()| stream.bits()), published);
    }
}
