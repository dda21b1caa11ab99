//! How does a dossier speak OSCAL, and what comes back?
//!
//! Version 1.2.1, as JSON. What each document carries, and what does not survive the way there and back, stands in
//! `docs/reference/oscal.md`.

mod assessment_plan;
mod assessment_results;
mod at;
mod catalog;
mod component_definition;
mod evidence;
mod ids;
mod json;
pub mod limits;
mod names;
mod observations;
mod package;
mod poam;
mod profile;
mod props;
mod read;
mod read_claims;
mod read_verdicts;
mod scope;
mod shape;

pub use assessment_plan::assessment_plan;
pub use assessment_results::assessment_results;
pub use catalog::catalog;
pub use component_definition::component_definition;
pub use names::{NAMESPACE, catalog_file, profile_file, token};
pub use package::package;
pub use poam::poam;
pub use profile::{profile, profiles_of};
pub use read::{About, Imported, ImportedSheet, is_json, read};
pub use shape::{
    AssessmentPlan, AssessmentResults, Catalog, ComponentDefinition, Document, PlanOfActionAndMilestones, Profile, json,
};
