//! Which files make up a dossier in OSCAL?

use catalogue::Edition;
use report::Matter;

use crate::assessment_plan::assessment_plan;
use crate::assessment_results::assessment_results;
use crate::catalog::catalog;
use crate::component_definition::component_definition;
use crate::names::{COMPONENTS, PLAN, POAM, RESULTS, catalog_file, profile_file};
use crate::poam::poam;
use crate::profile::{profile, profiles_of};
use crate::shape::json;

/// A dossier as files that refer to each other by name: pairs of file name and JSON, for one folder.
///
/// The catalog and the profiles of each edition come first, then what is claimed, to be examined, found and open.
/// A document that would be empty is left out.
pub fn package(matter: &Matter<'_>) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut known: Vec<&Edition> = Vec::new();
    for case in &matter.cases {
        let edition = case.assessment.edition;
        if known.iter().any(|one| one.head.key == edition.head.key) {
            continue;
        }
        known.push(edition);
        let document = catalog(edition, case.words, matter.program, matter.at);
        files.push((catalog_file(edition), json(&document)));
        for (of, level) in profiles_of(edition) {
            let document = profile(edition, of, level, matter.program, matter.at);
            files.push((profile_file(edition, of, level), json(&document)));
        }
    }
    files.push((COMPONENTS.to_owned(), json(&component_definition(matter))));
    let rest = [(PLAN, assessment_plan(matter)), (RESULTS, assessment_results(matter)), (POAM, poam(matter))];
    files.extend(rest.into_iter().filter_map(|(name, document)| Some((name.to_owned(), json(&document?)))));
    files
}
