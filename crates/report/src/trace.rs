//! What leads from a driver to the evidence, and what leads nowhere? `plimsoll.trace/1`; `app` fills it.

use serde::Serialize;

use crate::result::{HasProblems, ProblemResult};

/// The trace of a decision: `plimsoll.trace/1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "plimsoll.trace/1"))]
pub struct TraceResult {
    /// Always `plimsoll.trace/1`.
    pub schema: &'static str,
    /// The program and its version.
    pub program: String,
    /// The day for which it holds.
    pub at: String,
    /// The dossier's title.
    pub title: String,
    /// The subject.
    pub subject: String,
    /// Its name.
    pub name: String,
    /// The layers from business to proof.
    pub layers: [&'static str; 6],
    /// Where the trace begins; null for all of it.
    pub from: Option<String>,
    /// Where it ends.
    pub to: Option<String>,
    /// The nodes, layer by layer.
    pub nodes: Vec<TraceNodeResult>,
    /// The links, layer by layer.
    pub links: Vec<TraceLinkResult>,
    /// What leads nowhere, layer by layer.
    pub orphans: Vec<OrphanResult>,
    /// What is wrong with the files that it rests on.
    pub problems: Vec<ProblemResult>,
}

/// A node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TraceNodeResult {
    /// `driver:liability`, `requirement:4-1 SM-1`: the layer and the name.
    pub id: String,
    /// `driver`, `attribute`, `objective`, `requirement`, `claim` or `evidence`.
    pub layer: &'static str,
    /// Its name within the layer.
    pub name: String,
    /// Its title, or its words.
    pub title: String,
    /// For requirements and claims, part and practice or foundational requirement: `4-2 IAC`; else empty.
    pub group: String,
    /// How it stands: importance, priority, `shown`, `open`, the status of a claim, whether evidence holds.
    pub state: String,
    /// Where it is stated; null for what comes from the library.
    pub at: Option<String>,
}

/// A link between two layers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TraceLinkResult {
    /// From here …
    pub from: String,
    /// … to here.
    pub to: String,
    /// Its strength or weight.
    pub strength: u8,
    /// Why it is there; empty where the definition is the reason.
    pub reason: String,
}

/// What leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrphanResult {
    /// The node.
    pub id: String,
    /// Its layer.
    pub layer: &'static str,
    /// Its title.
    pub title: String,
    /// For requirements and claims, part and practice or foundational requirement: `4-2 IAC`; else empty.
    pub group: String,
    /// Why.
    pub because: String,
}

impl HasProblems for TraceResult {
    fn problems(&self) -> &[ProblemResult] {
        &self.problems
    }
}
