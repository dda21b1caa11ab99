//! Can any sheet make the engine fall over, or lift a level without a status?
#![no_main]

use std::sync::LazyLock;

use assess::{Ask, Outcome, assess};
use catalogue::{Catalogue, Edition};
use model::{ComponentType, ComponentTypes, SecurityLevel, parse_date};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::compiled);
static EDITION: LazyLock<Edition> = LazyLock::new(|| {
    let head = CATALOGUE.head("iec62443-4-2", None).expect("4-2 is compiled in");
    CATALOGUE.edition(head)
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (sheet, _) = dossier::read_sheet("f.csv", bytes);
    let (mut standards, _) = sheet.rows(&[&EDITION]);
    let rows = standards.remove(0).rows;
    let types = ComponentTypes::from(ComponentType::EmbeddedDevice);
    let ask = Ask::new(types, parse_date("2026-11-22").expect("a day"));
    let scheme = CATALOGUE.scheme("default").expect("the default scheme is compiled in");
    let assessment = assess(&EDITION, scheme, &rows, &ask);
    for gap in &assessment.gaps {
        let _ = gap.why.to_string();
    }
    if let Outcome::Levels(levels) = assessment.outcome {
        let stated = rows.iter().filter(|row| row.claim.status.is_some()).count();
        // SL 1 asks 36 rows of an embedded device.
        assert!(stated >= 10 || levels.headline.is_none_or(|level| level == SecurityLevel::ZERO));
    }
});
