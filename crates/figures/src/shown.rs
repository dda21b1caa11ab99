//! What of an assessment goes into which picture? From an assessment to the plain input of each drawing.

use assess::{Assessment, Bearing, Covered, Outcome, Stand, compare};
use catalogue::EditionHead;
use document::Picture;
use model::{Basis, FoundationalRequirement, Goal, MaturityLevel, SecurityLevel, Way};

use crate::changes::{ChangedGroup, ChangedRow, Changes, changes};
use crate::coverage::{COVERAGE_WORDS, CoverageRings, coverage_rings};
use crate::heat_map::{Heat, HeatCell, HeatGroup, HeatMap, Measure, heat_map};
use crate::load_line::{LoadLine, load_line};
use crate::load_line_small::load_line_small;
use crate::look::Look;
use crate::maturity::{Maturity, Practice, maturity};

/// What a picture is drawn of.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'s, 'a> {
    /// The subject's name.
    pub name: &'s str,
    /// Its version; may be empty.
    pub version: &'s str,
    /// What it comes to.
    pub assessment: &'s Assessment<'a>,
    /// An earlier assessment of the same edition, and how it is called: a version or a day.
    pub before: Option<(&'s str, &'s Assessment<'a>)>,
}

/// How a standard is called in print: `IEC 62443-4-2:2019`; a law by its title.
pub(crate) fn called(head: &EditionHead) -> String {
    let (id, edition) = (head.key.standard.as_str(), &head.key.edition);
    match id.strip_prefix("iec62443-") {
        Some(part) => format!("IEC 62443-{part}:{edition}"),
        None => head.title.clone(),
    }
}

/// The load line; says why where there are no security levels.
pub(crate) fn draw_load_line(shown: &Shown<'_, '_>, look: &Look) -> Result<Picture, &'static str> {
    with_levels(shown, |of| load_line(of, look))
}

/// The small load line of an assessment.
///
/// # Errors
/// Says why where there are no security levels.
pub fn small_load_line_of(shown: &Shown<'_, '_>, look: &Look) -> Result<Picture, &'static str> {
    with_levels(shown, |of| load_line_small(of, look))
}

fn with_levels(shown: &Shown<'_, '_>, draw: impl FnOnce(&LoadLine<'_>) -> Picture) -> Result<Picture, &'static str> {
    let assessment = shown.assessment;
    let Outcome::Levels(levels) = &assessment.outcome else { return Err("this standard has no security levels") };
    let (basis, weakest) = (assessment.ask.basis, assessment.weakest_way());
    let way = |way| *levels.on(basis, way);
    let on = |basis| *levels.on(basis, weakest);
    Ok(draw(&LoadLine {
        name: shown.name,
        version: shown.version,
        standard: &called(&assessment.edition.head),
        basis,
        weakest,
        by_way: [way(Way::Native), way(Way::Integration), way(Way::Countermeasure)],
        by_basis: [on(Basis::Claimed), on(Basis::Shown), on(Basis::Evaluated)],
        target: match assessment.ask.target {
            Some(Goal::Levels(target)) => Some(target),
            _ => None,
        },
        headline: levels.headline,
        claimable: levels.claimable,
    }))
}

/// The maturity bars; says why where there is no maturity.
pub(crate) fn draw_maturity(shown: &Shown<'_, '_>, look: &Look) -> Result<Picture, &'static str> {
    let assessment = shown.assessment;
    let Outcome::Maturity(outcome) = &assessment.outcome else { return Err("this standard has no maturity levels") };
    let practices = assessment.edition.head.groups.iter().enumerate().map(|(at, group)| Practice {
        id: &group.id,
        title: &group.title,
        level: outcome.practices.get(at).copied().flatten(),
    });
    Ok(maturity(
        &Maturity {
            name: shown.name,
            version: shown.version,
            standard: &called(&assessment.edition.head),
            basis: assessment.ask.basis,
            practices: practices.collect(),
            target: match assessment.ask.target {
                Some(Goal::Maturity(target)) => Some(target),
                _ => None,
            },
            headline: outcome.headline,
            histogram: outcome.histogram,
            not_applicable: outcome.not_applicable,
            not_evaluated: outcome.not_evaluated,
        },
        look,
    ))
}

/// The heat map; every assessment has one.
pub(crate) fn draw_heat_map(shown: &Shown<'_, '_>, look: &Look) -> Result<Picture, &'static str> {
    let assessment = shown.assessment;
    let edition = assessment.edition;
    let mut groups: Vec<HeatGroup<'_>> = edition
        .head
        .groups
        .iter()
        .map(|group| HeatGroup { id: &group.id, title: &group.title, cells: Vec::new() })
        .collect();
    for (index, requirement) in edition.requirements.iter().enumerate() {
        let (heat, because) = heat(assessment, index);
        let holds = assessment.gaps.iter().any(|gap| gap.requirement == index && gap.holds_group);
        let cell = HeatCell { id: requirement.id.as_str(), title: &requirement.title, heat, because, holds };
        if let Some(group) = groups.get_mut(requirement.group) {
            group.cells.push(cell);
        }
    }
    Ok(heat_map(
        &HeatMap {
            name: shown.name,
            version: shown.version,
            standard: &called(&edition.head),
            basis: assessment.ask.basis,
            measure: match assessment.outcome {
                Outcome::Coverage(_) => Measure::Coverage,
                _ => Measure::Stand,
            },
            groups,
        },
        look,
    ))
}

fn heat(assessment: &Assessment<'_>, index: usize) -> (Heat, String) {
    if let Outcome::Coverage(outcome) = &assessment.outcome {
        let point = outcome.points.iter().find(|point| point.requirement == index);
        return (point.map_or(Heat::NotAsked, covered), String::new());
    }
    let Some(standing) = assessment.standing(index) else { return (Heat::NotAsked, String::new()) };
    if assessment.bearing(standing) == Bearing::Outside {
        return (Heat::NotAsked, String::new());
    }
    let level = standing.maturity[assessment.ask.basis as usize].map(|level| level.to_string()).unwrap_or_default();
    let weakest = assessment.weakest_way();
    match assessment.stand(standing) {
        Stand::NotApplicable(_) => (Heat::NotApplicable, String::new()),
        Stand::Satisfied(Way::Native, _) => (Heat::Native, level),
        Stand::Satisfied(Way::Integration, _) => (Heat::Integration, level),
        Stand::Satisfied(Way::Countermeasure, _) if weakest == Way::Countermeasure => (Heat::Countermeasure, level),
        stand @ Stand::Satisfied(Way::Countermeasure, _) => (Heat::Compensated, why(stand, weakest)),
        stand @ Stand::Open(_) => (Heat::Open, why(stand, weakest)),
    }
}

/// The look of a word of coverage.
fn covered(point: &Covered) -> Heat {
    const HEATS: [Heat; 6] =
        [Heat::Native, Heat::Integration, Heat::Countermeasure, Heat::Open, Heat::NotApplicable, Heat::NotAsked];
    COVERAGE_WORDS.iter().position(|word| *word == point.word).map_or(Heat::NotAsked, |at| HEATS[at])
}

fn why(stand: Stand<'_>, weakest: Way) -> String {
    stand.why(weakest).map(|why| why.to_string()).unwrap_or_default()
}

/// The coverage rings; says why where nothing is covered by anything.
pub(crate) fn draw_coverage(shown: &Shown<'_, '_>, look: &Look) -> Result<Picture, &'static str> {
    let assessment = shown.assessment;
    let Outcome::Coverage(outcome) = &assessment.outcome else {
        return Err("this standard is not a law that others cover");
    };
    let count = |word: fn(&Covered) -> &'static str| {
        COVERAGE_WORDS.map(|wanted| outcome.points.iter().filter(|point| word(point) == wanted).count())
    };
    Ok(coverage_rings(
        &CoverageRings {
            name: shown.name,
            version: shown.version,
            standard: &called(&assessment.edition.head),
            basis: assessment.ask.basis,
            now: count(|point| point.word),
            at_best: count(|point| point.at_best),
        },
        look,
    ))
}

/// What changed; says why where there is nothing to compare.
pub(crate) fn draw_changes(shown: &Shown<'_, '_>, look: &Look) -> Result<Picture, &'static str> {
    let Some((called_before, before)) = shown.before else {
        return Err("there is no earlier assessment to compare with");
    };
    let after = shown.assessment;
    let edition = after.edition;
    if before.edition.head.key != edition.head.key {
        return Err("the earlier assessment is of another edition");
    }
    let (scale, groups): (_, Vec<ChangedGroup<'_>>) = match (&before.outcome, &after.outcome) {
        (Outcome::Levels(old), Outcome::Levels(new)) => {
            let level = |level: Option<SecurityLevel>| level.map(SecurityLevel::number);
            let group = |fr: FoundationalRequirement| ChangedGroup {
                id: fr.abbreviation(),
                before: level(old.vector.get(fr)),
                after: level(new.vector.get(fr)),
            };
            ("SL", FoundationalRequirement::ALL.into_iter().map(group).collect())
        }
        (Outcome::Maturity(old), Outcome::Maturity(new)) => {
            let level =
                |of: &[Option<MaturityLevel>], at: usize| of.get(at).copied().flatten().map(MaturityLevel::number);
            let groups = edition.head.groups.iter().enumerate().map(|(at, group)| ChangedGroup {
                id: &group.id,
                before: level(&old.practices, at),
                after: level(&new.practices, at),
            });
            ("ML", groups.collect())
        }
        _ => return Err("this standard has no levels that could move"),
    };
    let comparison = compare(before, after);
    let rows = comparison.rows.iter().map(|row| ChangedRow {
        id: edition.requirements[row.requirement].id.as_str(),
        before: &row.before,
        after: &row.after,
        better: row.better,
    });
    Ok(changes(
        &Changes {
            name: shown.name,
            version: shown.version,
            before: called_before,
            standard: &called(&edition.head),
            basis: after.ask.basis,
            scale,
            groups,
            rows: rows.collect(),
        },
        look,
    ))
}
