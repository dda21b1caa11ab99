//! Is any text at all read as a `plan.toml` or `pathway.toml`, without an end of the program, and into sound figures?

use std::sync::LazyLock;

use catalogue::Catalogue;
use model::Problem;
use plan::{Library, Pathway, Terms, any_subject};
use proptest::prelude::*;

const GATEWAY: &str = include_str!("../../../../examples/gateway/plan.toml");
const ANSWERS: &str = include_str!("../../../../examples/gateway/pathway.toml");

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::compiled);
static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::compiled(&CATALOGUE));
static PATHWAY: LazyLock<Pathway> = LazyLock::new(|| Pathway::compiled(&CATALOGUE));

fn inside(text: &str, problems: &[Problem]) -> Result<(), TestCaseError> {
    let lines = text.split('\n').count();
    for problem in problems {
        prop_assert!((1..=lines).contains(&(problem.place.spot.line as usize)), "{problem} in {lines} lines");
        prop_assert!(problem.place.spot.column > 0);
    }
    Ok(())
}

fn stays_sound(text: &str) -> Result<(), TestCaseError> {
    let (terms, problems) = Terms::read("plan.toml", text, &LIBRARY);
    inside(text, &problems)?;
    let library = terms.applied_to(&LIBRARY);
    let ranges = library.skills.iter().map(|one| one.rate_per_hour).chain(library.fees.iter().map(|one| one.amount));
    for range in ranges {
        prop_assert!(0.0 <= range.low && range.low <= range.likely && range.likely <= range.high);
        prop_assert!(range.high.is_finite());
    }
    prop_assert!(library.skills.iter().all(|one| one.people.iter().all(|share| *share > 0.0 && *share <= 1.0)));
    let (answers, problems) = PATHWAY.read_answers("pathway.toml", text, &any_subject);
    inside(text, &problems)?;
    if problems.is_empty() {
        let written = PATHWAY.write_answers(&answers);
        prop_assert_eq!(PATHWAY.read_answers("pathway.toml", &written, &any_subject), (answers, Vec::new()));
    }
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
        sample in 0..2_usize,
        at in any::<prop::sample::Index>(),
        cut in 0..40_usize,
        with in prop::sample::select(vec!["", "1e308", "-1", "inf", "\"\"", "[]", "[[a]]", "\n", "=", "true", "\u{202e}", "2026-99-99"]),
    ) {
        let letters: Vec<char> = [GATEWAY, ANSWERS][sample].chars().collect();
        let from = at.index(letters.len());
        let to = (from + cut).min(letters.len());
        let text: String = letters[..from].iter().chain(with.chars().collect::<Vec<_>>().iter()).chain(&letters[to..]).collect();
        stays_sound(&text)?;
    }
}
