//! How does an answer look on a terminal? Every page as text; colour goes where there is none to see it.

mod assessment;
mod catalogue;
mod changes;
mod comparison;
mod decision;
mod decision_below;
mod demo;
mod dossier;
mod explanation;
mod gaps;
mod layout;
mod pathway;
mod plan;
mod problems;
mod reports;
mod trace;

pub(crate) use assessment::assessment;
pub(crate) use catalogue::{editions, features, found, levels, requirement, requirements, schemes};
pub(crate) use changes::{
    Followed, begun, keys, new_key, planned, recording, signed_off, status, verdicts, verification,
};
pub(crate) use comparison::{comparison, delta};
pub(crate) use decision::decision;
pub(crate) use demo::{Demo, demo, demo_documents, demo_meeting};
pub(crate) use dossier::{dossier, whose};
pub(crate) use explanation::explanation;
pub(crate) use gaps::gaps;
pub(crate) use layout::painted;
pub(crate) use pathway::{asked_for, behind, kept, pathway, question, questions};
pub(crate) use plan::plan;
pub(crate) use problems::{problems, refusal};
pub(crate) use reports::written;
pub(crate) use trace::trace;
