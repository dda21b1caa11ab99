//! Is any text at all read as a `decide.toml`, without an end of the program, and into figures that can be reckoned with?

use decide::{Library, read};
use proptest::prelude::*;

const GATEWAY: &str = include_str!("../../../../examples/gateway/decide.toml");

fn stays_sound(text: &str) -> Result<(), TestCaseError> {
    let (inputs, problems) = read(&Library::compiled(), "decide.toml", text);
    let lines = text.split('\n').count();
    for problem in &problems {
        prop_assert!((1..=lines).contains(&(problem.place.spot.line as usize)), "{problem} in {lines} lines");
        prop_assert!(problem.place.spot.column > 0);
    }
    for aim in &inputs.aims {
        prop_assert!((aim.target - aim.baseline.unwrap_or(0.0)).is_finite());
    }
    prop_assert!(inputs.measurements.iter().all(|one| one.value.is_finite()));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        stays_sound(&String::from_utf8_lossy(&bytes))?;
    }

    /// A sound file with one piece of it replaced: most of it is read, and what is wrong is inside.
    #[test]
    fn a_damaged_file_is_read(
        sample in 0..1_usize,
        at in any::<prop::sample::Index>(),
        cut in 0..40_usize,
        with in prop::sample::select(vec!["", "1e308", "-1", "inf", "\"\"", "[]", "[[a]]", "\n", "=", "true", "\u{202e}", "2026-99-99"]),
    ) {
        let letters: Vec<char> = [GATEWAY][sample].chars().collect();
        let from = at.index(letters.len());
        let to = (from + cut).min(letters.len());
        let text: String = letters[..from].iter().chain(with.chars().collect::<Vec<_>>().iter()).chain(&letters[to..]).collect();
        stays_sound(&text)?;
    }
}
