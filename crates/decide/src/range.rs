//! What does "low, likely, high" mean? P10, P50 and P90 of a distribution with two pieces.

use crate::draws::stream;

/// The constant by which P90 of a normal distribution lies above its middle, as the model writes it.
const P90: f64 = 1.28155;

/// The share of the standard normal distribution below a value.
fn share_below(value: f64) -> f64 {
    0.5 * libm::erfc(-value / std::f64::consts::SQRT_2)
}

/// An uncertain figure: one in ten lies below `low`, half below `likely`, nine in ten below `high`.
///
/// Lognormal in two pieces where `low` is above 0, linear in two pieces where it is not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    low: f64,
    likely: f64,
    high: f64,
}

impl Range {
    /// A range; `None` unless all three are finite and in order.
    pub fn new(low: f64, likely: f64, high: f64) -> Option<Self> {
        let fine = [low, likely, high].iter().all(|one| one.is_finite()) && low <= likely && likely <= high;
        fine.then_some(Self { low, likely, high })
    }

    /// A figure that is certain; what is not finite becomes 0.
    pub fn point(value: f64) -> Self {
        let value = if value.is_finite() { value } else { 0.0 };
        Self { low: value, likely: value, high: value }
    }

    /// P10.
    pub const fn low(self) -> f64 {
        self.low
    }

    /// P50.
    pub const fn likely(self) -> f64 {
        self.likely
    }

    /// P90.
    pub const fn high(self) -> f64 {
        self.high
    }

    /// Is there nothing uncertain about it?
    pub fn is_point(self) -> bool {
        self.low >= self.high
    }

    /// The value that lies `z` standard deviations from the middle.
    pub fn at(self, z: f64) -> f64 {
        self.on(self.pieces(), z)
    }

    /// The reach of one standard deviation, below and above the middle: as a logarithm where the range is lognormal.
    fn pieces(self) -> [f64; 2] {
        if self.low > 0.0 {
            [libm::log(self.likely / self.low) / P90, libm::log(self.high / self.likely) / P90]
        } else {
            [(self.likely - self.low) / P90, (self.high - self.likely) / P90]
        }
    }

    fn on(self, [below, above]: [f64; 2], z: f64) -> f64 {
        let reach = if z >= 0.0 { z * above } else { z * below };
        if self.is_point() {
            self.likely
        } else if self.low > 0.0 {
            self.likely * libm::exp(reach)
        } else {
            self.likely + reach
        }
    }

    /// The share of the range that lies below a value, 0 to 1; `None` where the figure is certain.
    pub fn percentile(self, value: f64) -> Option<f64> {
        if self.is_point() {
            return None;
        }
        if self.low > 0.0 && value <= 0.0 {
            return Some(0.0);
        }
        let above = value >= self.likely;
        let (reach, side) = if self.low > 0.0 {
            let side = if above { self.high / self.likely } else { self.likely / self.low };
            (libm::log(value / self.likely), libm::log(side))
        } else {
            (value - self.likely, if above { self.high - self.likely } else { self.likely - self.low })
        };
        if side <= 0.0 {
            // One piece has no width: half of everything lies on the middle itself.
            return Some(if reach == 0.0 {
                0.5
            } else if above {
                1.0
            } else {
                0.0
            });
        }
        Some(share_below(reach * P90 / side))
    }

    /// As many draws as asked for, from the input's own stream, and the likely value behind them.
    ///
    /// A range that begins at 0 is drawn along a line that goes on below it; what is counted and cannot be less than
    /// nothing is not drawn there.
    pub(crate) fn draws(self, seed: u64, input: &str, count: usize, bounds: (f64, f64)) -> Vec<f64> {
        let (least, most) = bounds;
        let least = if self.low >= 0.0 { least.max(0.0) } else { least };
        let mut values = Vec::with_capacity(count + 1);
        if self.is_point() {
            values.resize(count, self.likely.clamp(least, most));
        } else {
            let mut stream = stream(seed, input);
            let pieces = self.pieces();
            values.extend((0..count).map(|_| self.on(pieces, stream.normal()).clamp(least, most)));
        }
        values.push(self.likely.clamp(least, most));
        values
    }
}

/// Bounds of a share.
pub(crate) const SHARE: (f64, f64) = (0.0, 1.0);
/// Bounds of an amount or a count: large enough for any balance sheet, small enough that sums of draws do not overflow.
pub(crate) const AMOUNT: (f64, f64) = (-1e12, 1e12);

#[cfg(test)]
mod tests {
    use super::{AMOUNT, Range};

    #[test]
    fn its_three_figures_are_percentiles() {
        for range in [Range::new(20.0, 30.0, 70.0), Range::new(-5.0, 0.0, 1.0)] {
            let range = range.expect("in order");
            assert!((range.at(1.28155) - range.high()).abs() < 1e-9);
            assert!((range.at(-1.28155) - range.low()).abs() < 1e-9);
            for (value, share) in [(range.low(), 0.1), (range.likely(), 0.5), (range.high(), 0.9)] {
                assert!((range.percentile(value).expect("uncertain") - share).abs() < 1e-5);
            }
            let mut draws = range.draws(7, "x", 10_000, AMOUNT);
            assert_eq!(draws.pop(), Some(range.likely()));
            let below = draws.iter().filter(|draw| **draw < range.low()).count();
            assert!((900..1100).contains(&below), "{below}");
        }
        let counted = Range::new(0.0, 10.0, 100.0).expect("in order").draws(7, "x", 10_000, AMOUNT);
        let least = counted.iter().copied().fold(f64::INFINITY, f64::min);
        assert_eq!(least, 0.0, "there are never fewer than none");
        assert_eq!(Range::new(2.0, 1.0, 3.0), None);
        assert_eq!(Range::new(f64::NAN, 1.0, 3.0), None);
        assert_eq!(Range::point(4.0).percentile(5.0), None);
    }
}
