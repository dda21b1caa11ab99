//! Where do the draws of one input come from? A stream of its own, so that a new input reshuffles no other.
//!
//! The generator and the distribution are those of `plan`.

use plan::{Seed, Stream};

/// The generator as results name it.
pub const GENERATOR: &str =
    "xoshiro256++ 1.0, a stream for each input (one for all shares of a line), seeded by SHA-256 of seed and id";

/// The stream that belongs to an input of a decision under a seed.
pub(crate) fn stream(seed: u64, input: &str) -> Stream {
    Seed(seed).stream_of("decide", input)
}

#[cfg(test)]
mod tests {
    use super::stream;

    #[test]
    fn a_stream_belongs_to_its_input_and_seed() {
        let first = |seed, input: &str| stream(seed, input).bits();
        assert_eq!(first(1, "a"), first(1, "a"));
        assert_ne!(first(1, "a"), first(1, "b"));
        assert_ne!(first(1, "a"), first(2, "a"));
        assert_ne!(first(1, "a"), plan::Seed(1).stream("a").bits());
    }
}
