//! What is open, and what does it block? One table, those that the target asks for first.

use assess::Gap;
use document::{Cell, Table, Text, Tone};

use super::parts::requirement;
use super::say;
use crate::build_result::place;
use crate::matter::Case;

/// The open points, those for the target first, in the order of the standard.
pub(super) fn table(case: &Case<'_>, anchor_name: &str) -> Table {
    let assessment = &case.assessment;
    let mut table = Table::new(
        anchor_name,
        format!("Open points ({})", assessment.ask.basis),
        [("Requirement", 34), ("Needed for", 12), ("Why it is open", 40), ("What it does", 22)],
    );
    let (first, later): (Vec<_>, Vec<_>) =
        assessment.gaps.iter().partition(|gap| assessment.is_wanted(gap.requirement));
    let parted = !first.is_empty() && !later.is_empty();
    for (gaps, heading) in [(first, "For the target"), (later, "Beyond the target")] {
        if parted {
            table.group(Text::strong(heading));
        }
        for gap in gaps {
            table.row(open_point(case, gap));
        }
    }
    table
}

fn open_point(case: &Case<'_>, gap: &Gap<'_>) -> [Cell; 4] {
    let assessment = &case.assessment;
    let asked = &assessment.edition.requirements[gap.requirement];
    let needed = match (gap.needed_for, super::has_levels(assessment.edition)) {
        (0, _) => "every level".to_owned(),
        (level, true) => format!("SL {level}"),
        (level, false) => format!("ML {level}"),
    };
    let group = asked.fr.map_or_else(|| assessment.edition.group_of(asked).id.as_ref(), |fr| fr.abbreviation());
    let (effect, tone) = match (gap.holds_headline, gap.holds_group) {
        (true, _) => ("holds the headline down".to_owned(), Tone::Bad),
        (false, true) => (format!("holds {group} down"), Tone::Notice),
        (false, false) => ("counts further up".to_owned(), Tone::Plain),
    };
    let at = gap.why.row().and_then(place).map(Text::code).unwrap_or_default();
    [
        Cell::lines(requirement(asked)),
        Cell::of(needed),
        Cell::lines([Text::marked(&say::capitalized(&gap.why.to_string())), at]),
        Cell::of(effect).toned(tone),
    ]
}
