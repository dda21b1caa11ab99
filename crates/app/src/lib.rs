//! What can somebody do with Plimsoll? One function a use case; files are opened here, nothing is judged here.
#![allow(clippy::disallowed_methods, reason = "this crate stands at the edge: it reads files and the day")]

mod additions;
mod brand;
mod catalogue_pages;
mod change_words;
mod changes;
mod decision;
mod demo;
mod dossiers;
mod error;
mod files;
mod formats;
mod held;
mod init;
mod journal;
mod keys;
mod option_plans;
mod oscal_import;
mod outputs;
mod overlay;
mod path_subjects;
mod pathways;
mod pictures;
mod plan_terms;
mod plans;
mod question;
mod recording;
mod reports;
mod sheets;
mod signed_off;
mod signed_since;
mod signing;
mod spread;
mod status;
mod trace;
mod verification;

pub use additions::{
    EvidenceInput, PlannedVersion, SubjectInput, VerdictsByEdition, VersionInput, add_evidence, add_subject,
    add_version,
};
pub use brand::open_brand;
pub use catalogue::Catalogue;
pub use catalogue_pages::{editions, features, levels_table, requirements, schemes, search, show, template};
pub use changes::{Planned, RowInput, import_result, import_sheet, set, words_between};
pub use decision::{DecisionQuestion, decide_dossier};
pub use demo::{DEMO, demo};
pub use dossiers::{
    DossierQuestion, OpenDossier, assess_dossier, compare_dossiers, explain_dossier, gaps_dossier, is_dossier,
};
pub use error::Error;
pub use figures::{ALL as FIGURES, Kind as FigureKind};
pub use files::{data_warnings, open_catalogue, write};
pub use folder::{KeyStore, OwnKey, Staged, TrustedKey};
pub use formats::{Artefact, FORMATS, Format};
pub use init::{InitInput, init, suggest_id};
pub use journal::compare_with_record;
pub use keys::{enter_key, is_key_name, key_of, may_enter_key, signing_key, trusted_keys};
pub use outputs::Outputs;
pub use overlay::Overlay;
pub use pathways::{Interview, PathPart, answered_parts, pathway_dossier, questions};
pub use pictures::{PictureQuestion, picture, png_of};
pub use plan::Question as PathQuestion;
pub use plans::{PlanQuestion, plan_dossier, plan_dossier_counted};
pub use question::Question;
pub use recording::{RecordInput, now, record};
pub use reports::{Asked, ReportsQuestion, documents, reports};
pub use sheets::{assess_sheet, compare_sheets, delta_sheet, explain, gaps_of};
pub use signing::{SignOffInput, sign_off};
pub use spread::Count;
pub use status::status;
pub use trace::trace_dossier;
pub use verification::verify;

/// The program and its version, as every result names it.
pub const PROGRAM: &str = concat!("plimsoll ", env!("CARGO_PKG_VERSION"));

/// Today's date in UTC: the default of every question about now.
pub fn today() -> model::Date {
    time::OffsetDateTime::now_utc().date()
}
