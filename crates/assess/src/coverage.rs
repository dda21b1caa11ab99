//! How far do the standards cover a law? No level, and never rounded up.
//!
//! Two partials are not a full, a point that no crosswalk row mentions was not examined, and the word drops
//! with every requirement that is not satisfied.

use std::collections::BTreeSet;

use catalogue::{AssessedBy, Catalogue, Coverage, Crossing, Edition, Kind, NotApplicable, Word};
use model::{Basis, MaturityLevel, Row, Status};

use crate::assessment::{Assessment, CoverageOutcome, Covered, Outcome};
use crate::maturity::supported_by_marks;
use crate::standing::Stand;

/// Adds to the assessment of a law what the assessments of standards contribute through the law's crosswalk.
///
/// In: the law's own rows assessed, its crosswalk, and one assessment per standard on the same basis; a standard
/// without one contributes nothing. Out: the law's assessment with its coverage.
pub fn cover<'a>(
    mut law: Assessment<'a>,
    crossings: &[Crossing],
    standards: &[Assessment<'a>],
    catalogue: &Catalogue,
) -> Assessment<'a> {
    let mut editions: Vec<Edition> = Vec::new();
    for standard in crossings.iter().filter_map(|crossing| crossing.standard.as_ref()) {
        if !editions.iter().any(|edition| edition.head.key.standard == *standard)
            && let Some(edition) = catalogue.newest(standard)
        {
            editions.push(edition);
        }
    }
    let points = law
        .edition
        .requirements
        .iter()
        .enumerate()
        .filter(|(_, requirement)| requirement.is_asked())
        .map(|(index, _)| {
            let own = law.standing(index).map(|standing| law.stand(standing));
            let crossings = crossings.iter().filter(|crossing| crossing.from == Some(index));
            point(index, own, crossings, standards, &editions)
        })
        .collect();
    law.outcome = Outcome::Coverage(CoverageOutcome { points });
    // What rests on a surrounding system rests on it for the law too.
    law.conditions.extend(standards.iter().flat_map(|standard| standard.conditions.iter().copied()));
    law
}

fn point<'c>(
    requirement: usize,
    own: Option<Stand<'_>>,
    crossings: impl Iterator<Item = &'c Crossing>,
    standards: &[Assessment<'_>],
    editions: &[Edition],
) -> Covered {
    let mut covered = Covered {
        requirement,
        word: Covered::NOT_EXAMINED,
        at_best: Covered::NOT_EXAMINED,
        rests_on: Vec::new(),
        open: Vec::new(),
        remains: Vec::new(),
        verified: true,
    };
    // What each satisfied or open row would give, once for each word.
    let (mut satisfied, mut open) = (BTreeSet::new(), BTreeSet::new());
    let (mut any, mut gap) = (false, false);
    for crossing in crossings {
        let Word::Coverage(word) = crossing.word else { continue };
        any = true;
        covered.verified &= crossing.verified;
        let Some(standard) = &crossing.standard else {
            gap = true;
            covered.remains.push(crossing.reason.clone());
            continue;
        };
        let about: Vec<&Assessment<'_>> =
            standards.iter().filter(|one| one.edition.head.key.standard == *standard).collect();
        let Some(edition) = editions.iter().find(|edition| edition.head.key.standard == *standard) else {
            // A part that the catalogue does not hold can never be shown row by row.
            open.insert(word);
            remember(&mut covered.open, (standard.clone(), format!("{standard} as a whole")));
            continue;
        };
        for target in targets(edition, crossing) {
            let id = edition.requirements[target].id.as_str().to_owned();
            // Where several speak about one standard, such as two processes, all of them must satisfy it.
            let said = about.iter().filter_map(|assessment| counts(assessment, target)).min();
            match if about.is_empty() { Some(false) } else { said } {
                Some(true) => {
                    satisfied.insert(word);
                    remember(&mut covered.rests_on, (standard.clone(), id));
                }
                Some(false) => {
                    open.insert(word);
                    remember(&mut covered.open, (standard.clone(), id));
                }
                None => {}
            }
        }
    }
    if own.is_some_and(|stand| stand.is_not_applicable()) {
        covered.word = Covered::NOT_APPLICABLE;
        covered.at_best = Covered::NOT_APPLICABLE;
    } else if any {
        let mentioned: BTreeSet<Coverage> = satisfied.union(&open).copied().collect();
        covered.at_best = Covered::word_of(Some(word(&mentioned, &BTreeSet::new(), gap)));
        covered.word = Covered::word_of(Some(word(&satisfied, &open, gap)));
    }
    covered
}

fn remember(list: &mut Vec<(model::StandardId, String)>, item: (model::StandardId, String)) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// The word of a point: full only when every row that covers it, in full or in part, is satisfied and nothing remains.
fn word(satisfied: &BTreeSet<Coverage>, open: &BTreeSet<Coverage>, gap: bool) -> Coverage {
    let covering_open = open.contains(&Coverage::Full) || open.contains(&Coverage::Partial);
    let full = satisfied.contains(&Coverage::Full) && !covering_open && !gap;
    if full {
        Coverage::Full
    } else if satisfied.contains(&Coverage::Full) || satisfied.contains(&Coverage::Partial) {
        Coverage::Partial
    } else if satisfied.contains(&Coverage::Supports) {
        Coverage::Supports
    } else {
        Coverage::Gap
    }
}

/// The rows that a crosswalk line names, headings replaced by what stands under them.
fn targets(edition: &Edition, crossing: &Crossing) -> Vec<usize> {
    let asked = |index: &usize| edition.requirements[*index].is_asked();
    if crossing.whole_part {
        return (0..edition.requirements.len()).filter(asked).collect();
    }
    let mut targets = Vec::new();
    for index in crossing.to.iter().filter_map(|id| edition.find(id.as_str())) {
        let requirement = &edition.requirements[index];
        match requirement.kind {
            Kind::Heading if requirement.see.is_empty() => targets.extend(edition.children(index)),
            Kind::Heading => targets.extend(&requirement.see),
            _ => targets.push(index),
        }
    }
    targets.retain(asked);
    targets
}

/// Is the row satisfied on the asked basis? `None` when it does not concern the subject.
fn counts(assessment: &Assessment<'_>, requirement: usize) -> Option<bool> {
    let standing = assessment.standing(requirement)?;
    let stand = assessment.stand(standing);
    if stand.is_not_applicable() {
        // What an owner leaves out by choice covers nothing; what a product has no feature for is not asked of it.
        let by_choice = assessment.edition.head.not_applicable == NotApplicable::Owner;
        return by_choice.then_some(false);
    }
    if assessment.edition.head.assessed_by != AssessedBy::Maturity {
        return Some(stand.counts(assessment.weakest_way()));
    }
    let level = standing.maturity[assessment.ask.basis as usize]?;
    let least = assessment.scheme.minimum_maturity;
    let every_row = || standing.rows.iter().all(|row| row_counts(row, assessment.ask.basis, least));
    Some(level >= least || (level == MaturityLevel::ONE && every_row()))
}

/// Does a row count by itself? `met` and not a word on maturity does: coverage asks whether it is met, not how well
/// it is run.
fn row_counts(row: &Row, basis: Basis, least: MaturityLevel) -> bool {
    let claim = &row.claim;
    if let (Basis::Evaluated, Some(found)) = (basis, row.evaluation.maturity) {
        return found >= least;
    }
    let met_only = claim.status == Some(Status::Met) && claim.maturity.is_none() && claim.marks.is_empty();
    let stated = claim.maturity.unwrap_or_else(|| supported_by_marks(&claim.marks));
    met_only || stated >= least
}
