//! Where do the draws of one input come from? A stream of its own, so that a new input reshuffles no other.
//!
//! xoshiro256++ 1.0 (Blackman and Vigna, 2019), its state the SHA-256 of a label, the seed and the input's id.

use sha2::{Digest, Sha256};

use crate::normal;

/// The generator as results name it.
pub const GENERATOR: &str =
    "xoshiro256++ 1.0, a stream for each input (one for all shares of a line), seeded by SHA-256 of seed and id";

/// The numbers of one input.
pub(crate) struct Stream([u64; 4]);

impl Stream {
    /// The stream that belongs to an input under a seed.
    pub(crate) fn new(seed: u64, input: &str) -> Self {
        let mut digest = Sha256::new();
        digest.update(b"plimsoll decide 1\0");
        digest.update(seed.to_le_bytes());
        digest.update(input.as_bytes());
        let bytes = digest.finalize();
        let mut state = [0; 4];
        for (word, eight) in state.iter_mut().zip(bytes.as_slice().as_chunks::<8>().0) {
            *word = u64::from_le_bytes(*eight);
        }
        Self(state)
    }

    fn next(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.0;
        let result = a.wrapping_add(*d).rotate_left(23).wrapping_add(*a);
        let shifted = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= shifted;
        *d = d.rotate_left(45);
        result
    }

    /// A share strictly between 0 and 1, in steps of 2⁻⁵³.
    pub(crate) fn share(&mut self) -> f64 {
        ((self.next() >> 11) as f64 + 0.5) * (1.0 / 9_007_199_254_740_992.0)
    }

    /// A draw of the standard normal distribution.
    pub(crate) fn normal(&mut self) -> f64 {
        normal::quantile(self.share())
    }
}

#[cfg(test)]
mod tests {
    use super::Stream;

    /// The reference implementation's first values from the state 1, 2, 3, 4.
    #[test]
    fn it_is_the_published_generator() {
        let mut stream = Stream([1, 2, 3, 4]);
        let published = [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386];
        assert_eq!([(); 4].map(|()| stream.next()), published);
    }

    #[test]
    fn a_stream_belongs_to_its_input_and_seed() {
        let first = |seed, input: &str| Stream::new(seed, input).next();
        assert_eq!(first(1, "a"), first(1, "a"));
        assert_ne!(first(1, "a"), first(1, "b"));
        assert_ne!(first(1, "a"), first(2, "a"));
    }
}
