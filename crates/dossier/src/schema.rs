//! What may stand in the TOML files of a dossier? JSON Schemas for the editors of people who write them.
//!
//! Nothing here reads anything: the structs describe, and `tests/schema.rs` keeps them as the readers are.
//! They are narrower in places: where a reader forgives letter case, or a number for a text, an editor shows one way.

use catalogue::Catalogue;
use model::{AssessedAs, Capacity, ComponentType, DecisionKind, PieceKind};
use schemars::{JsonSchema, Schema, json_schema};
use tables::schema::{of_file, words};

use crate::read_subject::ROLES;

/// Every schema with the name of its file without the ending, `dossier` for `dossier.toml`.
pub fn files() -> Vec<(&'static str, Schema)> {
    vec![
        ("dossier", of_file::<Dossier>()),
        ("product", of_file::<Product>()),
        ("process", of_file::<Process>()),
        ("system", of_file::<System>()),
        ("programme", of_file::<Programme>()),
        ("evidence", of_file::<Evidence>()),
        ("decisions", of_file::<Decisions>()),
    ]
}

/// The features about which a subject as a whole may say something.
fn features() -> Schema {
    let catalogue = Catalogue::compiled();
    words(catalogue.features().iter().filter(|feature| !feature.row_by_row).map(|feature| feature.id.as_str()))
}

/// The editions as completions; an edition of one's own (`--data`) is right too.
fn editions() -> Schema {
    let catalogue = Catalogue::compiled();
    let keys: Vec<String> = catalogue.heads().iter().map(|head| head.key.to_string()).collect();
    json_schema!({ "anyOf": [{ "type": "string", "enum": keys }, { "type": "string", "pattern": "^[^@]+@[^@]+$" }] })
}

tables::values! {
    /// The id of a subject, person, site, team, piece of evidence, version or decision.
    Id = json_schema!({ "type": ["string", "integer"], "pattern": "^[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9_-])?$" });
    /// A product's id, with or without its folder.
    ProductId = json_schema!({ "type": ["string", "integer"], "pattern": "^(products/)?[a-z0-9][a-z0-9._-]*$" });
    /// A process' id, with or without its folder.
    ProcessId = json_schema!({ "type": ["string", "integer"], "pattern": "^(process/)?[a-z0-9][a-z0-9._-]*$" });
    /// A day.
    Day = json_schema!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
    /// What should be reached.
    Level = json_schema!({ "type": ["string", "integer"], "examples": ["2", "2 2 1 1 3 1 2"] });
    /// A SHA-256 digest.
    Sha256 = json_schema!({ "type": "string", "pattern": "^(sha256:)?[0-9a-f]{64}$" });
    /// A public key.
    Key = json_schema!({ "type": "string", "pattern": "^ed25519:[0-9a-f]{64}$" });
    /// A version of the format.
    Format = json_schema!({ "type": "integer", "enum": [1] });
    /// An edition of a standard.
    Edition = editions();
    /// A feature.
    Feature = features();
    /// A capacity.
    CapacityWord = words(Capacity::ALL.iter().map(|one| one.id()));
    /// A component type.
    TypeWord = words(ComponentType::ALL.iter().map(|one| one.id()));
    /// What a system is assessed as.
    AssessedAsWord = words(AssessedAs::ALL.iter().map(|one| one.id()));
    /// A role.
    RoleWord = words(ROLES.into_iter());
    /// A kind of evidence.
    PieceKindWord = words(PieceKind::ALL.iter().map(|one| one.id()));
    /// A kind of decision.
    DecisionKindWord = words(DecisionKind::ALL.iter().map(|one| one.id()));
}

/// Whose dossier it is, and who takes part. Names of people stand in this file only.
#[derive(JsonSchema)]
#[schemars(title = "dossier.toml", deny_unknown_fields)]
pub struct Dossier {
    /// The version of the folder's format: 1.
    pub format: Option<Format>,
    /// The dossier's title.
    pub title: Option<String>,
    /// The organization that keeps the dossier.
    pub organization: Option<Organization>,
    /// The organization's sites.
    pub site: Option<Vec<Site>>,
    /// The organization's teams.
    pub team: Option<Vec<Team>>,
    /// Everybody who states, examines or decides something here.
    pub person: Option<Vec<Person>>,
}

/// The organization that keeps the dossier.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Organization {
    /// Its name.
    pub name: String,
}

/// A site.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Site {
    /// The id by which subjects and teams name the site.
    pub id: Id,
    /// What the site is called, and what is done there.
    pub name: Option<String>,
}

/// A team.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Team {
    /// The id by which processes name the team.
    pub id: Id,
    /// What the team is called.
    pub name: Option<String>,
    /// The id of the site at which it works.
    pub site: Option<Id>,
}

/// Somebody who takes part.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Person {
    /// An id that says nothing about the person, such as p1: it is what the journal keeps for ever.
    pub id: Id,
    /// The name. It never enters the journal, so that it can be erased.
    pub name: Option<String>,
    /// For whom the person acts; for an evaluator the laboratory. It never enters the journal.
    pub organization: Option<String>,
    /// In which capacities the person acts: they decide what the person may state.
    pub capacities: Option<Vec<CapacityWord>>,
    /// The public key with which the person signs; `plimsoll key new --dossier DIR --person ID` enters it.
    pub key: Option<Key>,
}

/// What a product is: a component of IEC 62443-4-2.
#[derive(JsonSchema)]
#[schemars(title = "product.toml", deny_unknown_fields)]
pub struct Product {
    /// The product's name.
    pub name: String,
    /// The maker's model designation.
    pub model: Option<String>,
    /// The editions against which it is assessed. The first with levels decides how targets are written.
    pub standards: Option<Vec<Edition>>,
    /// Component types. They decide which rows apply; without them all four are assumed.
    pub types: Option<Vec<TypeWord>>,
    /// true: it only serves the products built on it and is not assessed by itself.
    pub only_platform: Option<bool>,
    /// The product on which it is built. The platform's rows speak where its own say nothing.
    pub platform: Option<ProductId>,
    /// The process under which it is made.
    pub process: Option<ProcessId>,
    /// What should be reached: one level, or seven in the order IAC UC SI DC RDF TRE RA.
    pub target: Option<Level>,
    /// What an evaluation is applied for; written like the target.
    pub applied_for: Option<Level>,
    /// What must go on working whatever happens.
    pub essential_functions: Option<Vec<String>>,
    /// The security context: where and how it is meant to be used, and what its surroundings provide.
    pub context: Option<String>,
    /// Features that it has; they decide about conditional rows.
    pub present: Option<Vec<Feature>>,
    /// Features that it does not have; rows that depend on them do not apply.
    pub absent: Option<Vec<Feature>>,
    /// Its parts.
    pub part: Option<Vec<PartTable>>,
    /// Its interfaces.
    pub interface: Option<Vec<InterfaceTable>>,
    /// Its versions in the order of their release; the last one is the current one.
    pub version: Option<Vec<VersionTable>>,
}

/// A part.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PartTable {
    /// The id as the column `part` of the sheets and `changed_parts` write it; blanks are allowed.
    pub id: String,
    /// The name.
    pub name: Option<String>,
    /// The rows that rest on it. Left out, a change of it touches every row that is not about another part;
    /// an empty list says that no row about the whole rests on it.
    pub requirements: Option<Vec<String>>,
}

/// An interface.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct InterfaceTable {
    /// The id as `changed_interfaces` writes it.
    pub id: String,
    /// The name.
    pub name: Option<String>,
    /// What it speaks.
    pub protocols: Option<Vec<String>>,
    /// The rows that rest on it. Left out, a change of it touches every row.
    pub requirements: Option<Vec<String>>,
}

/// A version. Without any of the four keys `changed_…` anything may have changed, and no verdict carries over.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct VersionTable {
    /// The id as the column `version` of verdicts writes it.
    pub id: Id,
    /// The day of its release, such as 2026-11-22.
    pub date: Option<Day>,
    /// The hardware.
    pub hardware: Option<String>,
    /// The firmware.
    pub firmware: Option<String>,
    /// The software.
    pub software: Option<String>,
    /// The build.
    pub build: Option<String>,
    /// The id of the platform's version on which it is built.
    pub platform: Option<String>,
    /// Ids of parts that changed since the version before.
    pub changed_parts: Option<Vec<String>>,
    /// Ids of interfaces that changed, came or went.
    pub changed_interfaces: Option<Vec<String>>,
    /// Features that came or went.
    pub changed_features: Option<Vec<Feature>>,
    /// Rows to test again for any other reason.
    pub changed_requirements: Option<Vec<String>>,
    /// What changed, in words.
    pub note: Option<String>,
}

/// What a development process is: IEC 62443-4-1.
#[derive(JsonSchema)]
#[schemars(title = "process.toml", deny_unknown_fields)]
pub struct Process {
    /// The process' name.
    pub name: String,
    /// The editions against which it is assessed.
    pub standards: Option<Vec<Edition>>,
    /// The maturity level that should be reached.
    pub target: Option<Level>,
    /// The maturity level that an evaluation is applied for.
    pub applied_for: Option<Level>,
    /// Ids of the sites at which it is practised.
    pub sites: Option<Vec<String>>,
    /// Ids of the teams that practise it.
    pub teams: Option<Vec<String>>,
    /// Products on which it was practised: ids of products/, or names of others.
    pub products: Option<Vec<String>>,
    /// Features that the process has; they decide about conditional rows.
    pub present: Option<Vec<Feature>>,
    /// Features that it does not have; rows that depend on them do not apply.
    pub absent: Option<Vec<Feature>>,
}

/// What a system is: a control-system product or an installed zone of IEC 62443-3-3.
#[derive(JsonSchema)]
#[schemars(title = "system.toml", deny_unknown_fields)]
pub struct System {
    /// The system's name.
    pub name: String,
    /// The maker's model designation.
    pub model: Option<String>,
    /// The editions against which it is assessed.
    pub standards: Option<Vec<Edition>>,
    /// product: what a control-system product can do (SL-C). zone: what an installed zone achieves (SL-A), where
    /// countermeasures count.
    pub subject: Option<AssessedAsWord>,
    /// The id of the site of a zone.
    pub site: Option<Id>,
    /// What it is put together from: ids of products/, or names of others.
    pub components: Option<Vec<String>>,
    /// The process under which it is made.
    pub process: Option<ProcessId>,
    /// What should be reached: one level, or seven in the order IAC UC SI DC RDF TRE RA.
    pub target: Option<Level>,
    /// What an evaluation is applied for; written like the target.
    pub applied_for: Option<Level>,
    /// What must go on working whatever happens.
    pub essential_functions: Option<Vec<String>>,
    /// The security context: where and how it is meant to be used, and what its surroundings provide.
    pub context: Option<String>,
    /// Features that it has; they decide about conditional rows.
    pub present: Option<Vec<Feature>>,
    /// Features that it does not have; rows that depend on them do not apply.
    pub absent: Option<Vec<Feature>>,
    /// Its parts.
    pub part: Option<Vec<PartTable>>,
    /// Its interfaces.
    pub interface: Option<Vec<InterfaceTable>>,
    /// Its versions in the order of their release; the last one is the current one.
    pub version: Option<Vec<VersionTable>>,
}

/// What a security programme is: an owner's (IEC 62443-2-1) or a service provider's (IEC 62443-2-4).
#[derive(JsonSchema)]
#[schemars(title = "programme.toml", deny_unknown_fields)]
pub struct Programme {
    /// The programme's name.
    pub name: String,
    /// The editions against which it is assessed.
    pub standards: Option<Vec<Edition>>,
    /// The maturity level that should be reached.
    pub target: Option<Level>,
    /// The maturity level that an evaluation is applied for.
    pub applied_for: Option<Level>,
    /// The id of the site; an owner has one programme a site.
    pub site: Option<Id>,
    /// What a service provider does.
    pub roles: Option<Vec<RoleWord>>,
    /// Ids of the rows in scope. Where it is there, these rows and no others count; left out or empty, those of the sheet.
    pub scope: Option<Vec<String>>,
    /// Features that it has; they decide about conditional rows.
    pub present: Option<Vec<Feature>>,
    /// Features that it does not have; rows that depend on them do not apply.
    pub absent: Option<Vec<Feature>>,
}

/// The register of evidence.
#[derive(JsonSchema)]
#[schemars(title = "evidence.toml", deny_unknown_fields)]
pub struct Evidence {
    /// The pieces. What was evidence once stays here.
    pub evidence: Option<Vec<PieceTable>>,
}

/// A piece of evidence.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PieceTable {
    /// The id by which rows cite it; a place in it stands behind `#`.
    pub id: Id,
    /// The title, best with the edition of the document.
    pub title: String,
    /// What kind of evidence it is; other if left out.
    pub kind: Option<PieceKindWord>,
    /// The files; several may form one piece. `plimsoll add evidence DIR FILE` writes path and digest.
    pub files: Option<Vec<FileTable>>,
    /// The first day on which it holds.
    pub effective_from: Option<Day>,
    /// The last day on which it holds.
    pub effective_to: Option<Day>,
    /// The day on which it was received.
    pub received: Option<Day>,
    /// The id of the person who answers for it.
    pub owner: Option<Id>,
    /// The id of the piece that it replaces.
    pub supersedes: Option<Id>,
}

/// A file.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct FileTable {
    /// The path from the dossier's root, with `/`.
    pub path: String,
    /// The SHA-256 of the file: 64 lower-case hexadecimal digits. Without it the piece shows nothing.
    pub sha256: Option<Sha256>,
}

/// The decisions.
#[derive(JsonSchema)]
#[schemars(title = "decisions.toml", deny_unknown_fields)]
pub struct Decisions {
    /// The decisions.
    pub decision: Option<Vec<DecisionTable>>,
}

/// A decision.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct DecisionTable {
    /// The id.
    pub id: Id,
    /// What kind of decision it is; business if left out.
    pub kind: Option<DecisionKindWord>,
    /// What was decided, in a line.
    pub title: String,
    /// The subject, with its folder: products/eg220.
    pub subject: Option<String>,
    /// The day.
    pub date: Option<Day>,
    /// The id of the person who decided.
    pub by: Option<Id>,
    /// What came out.
    pub outcome: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Under which conditions.
    pub conditions: Option<Vec<String>>,
    /// The id of the earlier decision that it replaces.
    pub supersedes: Option<Id>,
    /// The seed of the page that was signed off; `plimsoll decide DIR --sign-off ID` writes it and the keys below.
    pub seed: Option<u64>,
    /// How many draws the page was made from.
    pub draws: Option<u64>,
    /// The program and its version that made the page.
    pub program: Option<String>,
    /// The SHA-256 over the data that came with that program.
    pub library: Option<Sha256>,
    /// The page's digest: SHA-256 over everything that it was made from.
    pub digest: Option<Sha256>,
    /// Frozen copies of what was signed off, under decisions/<id>/.
    pub files: Option<Vec<FileTable>>,
}
