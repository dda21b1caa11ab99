//! Which requirements apply, which do not, and why? The statement of applicability.

use assess::{Bearing, Stand};
use document::{Block, Cell, Document, Table, Text, Tile, Tone};

use super::{Report, Scope, parts, say};
use crate::matter::{Case, Matter};

pub(super) const REPORT: Report = Report {
    id: "applicability",
    title: "Statement of applicability",
    about: "every requirement: whether it applies, why or why not, and how it is met",
    scope: Scope::Case,
    fits: super::has_rows,
    compose,
};

fn compose(matter: &Matter<'_>) -> Document {
    let Some(case) = matter.cases.first() else { return super::head::of_dossier(&REPORT, matter) };
    let assessment = &case.assessment;
    let edition = assessment.edition;
    let mut document = super::head::of_case(&REPORT, matter, case, false);
    let mut table = Table::new(
        "applicability",
        format!("Applicability of the requirements of {}", say::edition(case)),
        [("Requirement", 34), ("Applies", 14), ("Because", 38), ("Status", 16)],
    );
    let (mut applies, mut drops, mut outside) = (0, 0, 0);
    let mut group = None;
    for (index, asked) in edition.requirements.iter().enumerate().filter(|(_, one)| one.is_asked()) {
        if group != Some(asked.group) {
            group = Some(asked.group);
            let own = edition.group_of(asked);
            table.group(Text::strong(own.id.as_ref()).and(format!("  {}", own.title)));
        }
        let standing = assessment.standing(index);
        let bearing = standing.map(|standing| assessment.bearing(standing));
        let (word, because, tone) = match standing.map(|standing| assessment.stand(standing)) {
            Some(Stand::Open(_)) if bearing == Some(Bearing::Outside) => {
                outside += 1;
                ("not asked", "It is outside the scope, or above what was applied for.".to_owned(), Tone::Absent)
            }
            None => {
                outside += 1;
                let why = if edition.head.component_types && !asked.types.intersects(assessment.ask.types) {
                    format!("It is asked of {} only.", types(asked.types))
                } else {
                    "It is outside the scope of this assessment.".to_owned()
                };
                ("not asked", why, Tone::Absent)
            }
            Some(Stand::NotApplicable(because)) => {
                drops += 1;
                ("no", say::capitalized(&because.to_string()), Tone::Absent)
            }
            Some(_) => {
                applies += 1;
                ("yes", applies_because(case, index), Tone::Plain)
            }
        };
        let rows = standing.map(|standing| standing.rows.as_slice()).unwrap_or_default();
        let status = rows.iter().filter_map(|row| {
            let part = row.part.as_ref().map(|part| format!("{part}: ")).unwrap_or_default();
            row.claim.status.map(|status| Text::from(format!("{part}{status}")))
        });
        table.row([
            Cell::lines(parts::requirement(asked)).named(parts::anchor(asked)),
            Cell::of(Text::strong(word)).toned(tone),
            Cell::of(Text::marked(&because)),
            Cell::lines(status),
        ]);
    }
    let tile = |label: &str, value: usize| Tile {
        label: label.to_owned(),
        value: value.to_string(),
        note: String::new(),
        tone: Tone::Plain,
    };
    document.heading(1, "In short", "short");
    document.blocks.push(Block::Tiles(vec![
        tile("Apply", applies),
        tile("Do not apply", drops),
        tile("Not asked of this target", outside),
    ]));
    document.paragraph(
        "A requirement is not asked when its component type is another one or when it lies outside the stated scope. It \
         drops out when the feature on which it depends is declared absent, when its base drops out, when the applicant \
         states so with a reason where the standard leaves that to the applicant, or when an evaluator accepts it.",
    );
    let features = [("Present", &case.subject.present), ("Absent", &case.subject.absent)];
    let facts: Vec<(String, Text)> = features
        .into_iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(name, list)| {
            let list = list.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            (format!("Features declared {}", name.to_lowercase()), list.into())
        })
        .collect();
    if !facts.is_empty() {
        document.blocks.push(Block::Facts(facts));
    }
    document.heading(1, "Requirement by requirement", "rows");
    document.blocks.push(Block::Table(table));
    document
}

fn types(types: model::ComponentTypes) -> String {
    types.iter().map(|one| one.id().replace('-', " ")).collect::<Vec<_>>().join(", ")
}

fn applies_because(case: &Case<'_>, index: usize) -> String {
    let asked = &case.assessment.edition.requirements[index];
    let feature = asked.feature.as_ref();
    match (feature, &asked.level) {
        (Some(feature), _) if case.assessment.ask.present.contains(feature) => {
            format!("The feature `{feature}` is declared present.")
        }
        (Some(feature), _) => format!("It depends on the feature `{feature}`, which is not declared absent."),
        (None, Some(level)) => format!("It is asked of every such target from {level} on."),
        (None, None) => "It is asked of every such target.".to_owned(),
    }
}
