//! What is a dossier about? Subjects, the people around them, evidence, observations and decisions.
//!
//! Plain data as people state it; whether it holds is judged in `assess`.

use std::fmt;
use std::sync::Arc;

use crate::ids::text_id;
use crate::statement::words;
use crate::{
    AssessedAs, Capacity, ComponentTypes, Date, EditionKey, FeatureId, MaturityLevel, Part, RequirementId,
    TargetVector, parse_date,
};

text_id! {
    /// A subject by the folder in which it stands: `products/eg220`.
    SubjectId
}
text_id! {
    /// A person, opaque: `p1`. Names are no part of any record, so that a person can be forgotten.
    PersonId
}
text_id! {
    /// A piece of evidence: `threat-model`.
    PieceId
}
text_id! {
    /// An observation: `o1`.
    ObservationId
}
text_id! {
    /// A decision: `d1`.
    DecisionId
}

impl SubjectId {
    /// The id without its folder: `eg220`.
    pub fn short(&self) -> &str {
        self.as_str().rsplit('/').next().unwrap_or_default()
    }
}

/// A moment in UTC, in whole seconds: `2026-11-22T10:15:00Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(time::OffsetDateTime);

impl Timestamp {
    /// The moment so many seconds after 1970 began; `None` outside the years 1 to 9999.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        time::OffsetDateTime::from_unix_timestamp(seconds).ok().filter(|at| at.year() >= 1).map(Self)
    }

    /// Reads `2026-11-22T10:15:00Z` and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, clock) = text.strip_suffix('Z')?.split_once('T')?;
        let day = Some(day).filter(|day| !day.contains(' ')).and_then(parse_date)?;
        let bytes = clock.as_bytes();
        let shape = bytes.len() == 8 && bytes[2] == b':' && bytes[5] == b':';
        let number = |at: usize| -> Option<u8> {
            let pair = clock.get(at..at + 2)?;
            pair.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
            pair.parse().ok()
        };
        if !shape {
            return None;
        }
        let clock = time::Time::from_hms(number(0)?, number(3)?, number(6)?).ok()?;
        Some(Self(time::OffsetDateTime::new_utc(day, clock)))
    }

    /// The day in UTC.
    pub const fn day(self) -> Date {
        self.0.date()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = (self.0.hour(), self.0.minute(), self.0.second());
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}Z", self.0.date())
    }
}

/// A SHA-256 digest, written as 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// Reads 64 hexadecimal digits, with or without `sha256:` before them.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        unhex(text.strip_prefix("sha256:").unwrap_or(text)).map(Self)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(f, &self.0)
    }
}

/// An Ed25519 public key, written as `ed25519:` and 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PublicKey(pub [u8; 32]);

impl PublicKey {
    /// Reads its one text form.
    pub fn parse(text: &str) -> Option<Self> {
        unhex(text.trim().strip_prefix("ed25519:")?).map(Self)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ed25519:")?;
        hex(f, &self.0)
    }
}

/// Writes lower-case hexadecimal digits.
pub(crate) fn hex(f: &mut fmt::Formatter<'_>, bytes: &[u8]) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

/// Bytes from lower-case hexadecimal digits, exactly as many as asked for.
pub fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let pairs = text.as_bytes().as_chunks::<2>();
    if pairs.0.len() != N || !pairs.1.is_empty() {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs.0) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(bytes)
}

/// What a dossier is, and whose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cover {
    /// Its title.
    pub title: String,
    /// The organization that keeps it.
    pub organization: String,
    /// The organization's sites.
    pub sites: Vec<Named>,
    /// Its teams; `belongs_to` is the site.
    pub teams: Vec<Named>,
}

/// Something with an id and a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The id of what it belongs to; may be empty.
    pub belongs_to: String,
}

/// Somebody who takes part, without a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The opaque id.
    pub id: PersonId,
    /// The capacities in which the person acts.
    pub capacities: Vec<Capacity>,
    /// The public key with which the person signs.
    pub key: Option<PublicKey>,
}

/// What kind of thing is assessed: decides the folder and what may be said of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SubjectKind {
    /// A component of IEC 62443-4-2.
    Product,
    /// A development process of IEC 62443-4-1.
    Process,
    /// A control-system product, or an installed zone, of IEC 62443-3-3.
    System,
    /// An owner's programme (IEC 62443-2-1) or a service provider's (IEC 62443-2-4).
    Programme,
}

impl SubjectKind {
    /// All kinds, in the order in which results list their subjects.
    pub const ALL: [Self; 4] = [Self::Product, Self::Process, Self::System, Self::Programme];

    /// The word on the command line, and the name of the TOML file in the subject's folder.
    pub const fn id(self) -> &'static str {
        ["product", "process", "system", "programme"][self as usize]
    }

    /// The folder that holds subjects of this kind.
    pub const fn folder(self) -> &'static str {
        ["products", "process", "systems", "programmes"][self as usize]
    }

    /// The kind with this word or folder.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == text || kind.folder() == text)
    }
}

/// A goal of a subject: levels for what is technical, one maturity for processes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// Security levels, one for each foundational requirement.
    Levels(TargetVector),
    /// One maturity level for every row in scope.
    Maturity(MaturityLevel),
}

/// What is assessed, as its people describe it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Its id, which names its folder.
    pub id: SubjectId,
    /// Its kind.
    pub kind: SubjectKind,
    /// Its name.
    pub name: String,
    /// The maker's model designation; may be empty.
    pub model: String,
    /// The editions against which it is assessed.
    pub standards: Vec<EditionKey>,
    /// Component types, for products.
    pub types: ComponentTypes,
    /// A product (SL-C) or an installed zone (SL-A).
    pub assessed_as: AssessedAs,
    /// Does it only serve the products built on it, so that it is not assessed by itself?
    pub only_platform: bool,
    /// The platform whose rows it inherits.
    pub platform: Option<SubjectId>,
    /// The process under which it is made.
    pub process: Option<SubjectId>,
    /// What should be reached.
    pub target: Option<Goal>,
    /// What an evaluation is applied for.
    pub applied_for: Option<Goal>,
    /// What must go on working whatever happens.
    pub essential_functions: Vec<String>,
    /// The security context: where and how it is used, what its surroundings provide.
    pub context: String,
    /// Features that it has.
    pub present: Vec<FeatureId>,
    /// Features that it does not have.
    pub absent: Vec<FeatureId>,
    /// Its parts.
    pub parts: Vec<Element>,
    /// Its interfaces.
    pub interfaces: Vec<Element>,
    /// Its versions; the last one is the current one.
    pub versions: Vec<Version>,
    /// The sites at which a process is practised, or the site of a zone or programme.
    pub sites: Vec<String>,
    /// The teams that practise it.
    pub teams: Vec<String>,
    /// Products on which a process is practised.
    pub products: Vec<String>,
    /// Components of a system.
    pub components: Vec<String>,
    /// Roles of a service provider.
    pub roles: Vec<String>,
    /// The rows in scope; empty leaves it to the sheet.
    pub scope: Vec<RequirementId>,
}

impl Subject {
    /// A subject of which nothing but its id and kind is said.
    pub fn new(id: SubjectId, kind: SubjectKind) -> Self {
        Self {
            name: id.short().to_owned(),
            id,
            kind,
            model: String::new(),
            standards: Vec::new(),
            types: ComponentTypes::NONE,
            assessed_as: AssessedAs::Product,
            only_platform: false,
            platform: None,
            process: None,
            target: None,
            applied_for: None,
            essential_functions: Vec::new(),
            context: String::new(),
            present: Vec::new(),
            absent: Vec::new(),
            parts: Vec::new(),
            interfaces: Vec::new(),
            versions: Vec::new(),
            sites: Vec::new(),
            teams: Vec::new(),
            products: Vec::new(),
            components: Vec::new(),
            roles: Vec::new(),
            scope: Vec::new(),
        }
    }

    /// The current version, if versions are stated.
    pub fn version(&self) -> Option<&Version> {
        self.versions.last()
    }
}

/// A part or an interface of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// The id, as sheets and versions name it.
    pub id: Part,
    /// The name.
    pub name: String,
    /// What it speaks; for interfaces.
    pub protocols: Vec<String>,
    /// The rows that rest on it; `None` where nobody says, so that every row may.
    pub requirements: Option<Vec<RequirementId>>,
}

/// One version of a product.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Version {
    /// Its id.
    pub id: String,
    /// The day of its release.
    pub date: Option<Date>,
    /// The hardware.
    pub hardware: String,
    /// The firmware.
    pub firmware: String,
    /// The software.
    pub software: String,
    /// The build.
    pub build: String,
    /// The version of the platform on which it is built; empty where nobody says.
    pub platform: String,
    /// What changed since the version before; `None` where nobody says, so that anything may have.
    pub changed: Option<Changed>,
    /// What changed, in words.
    pub note: String,
}

/// What changed between a version and the one before it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changed {
    /// Parts, by id.
    pub parts: Vec<String>,
    /// Interfaces that changed, came or went, by id.
    pub interfaces: Vec<String>,
    /// Features that came or went.
    pub features: Vec<FeatureId>,
    /// Rows to test again for any other reason.
    pub requirements: Vec<RequirementId>,
}

words! {
    /// What kind of evidence a piece is.
    PieceKind {
        /// A rule that the organization gives itself.
        Policy = "policy",
        /// How something is done.
        Procedure = "procedure",
        /// What will be done.
        Plan = "plan",
        /// How something is built.
        Design = "design",
        /// What was thought through: threats, risks, impact.
        Analysis = "analysis",
        /// What users are told.
        Manual = "manual",
        /// What a test found.
        TestReport = "test-report",
        /// What a tool found.
        Scan = "scan",
        /// What a product consists of.
        Sbom = "sbom",
        /// That something was done.
        Record = "record",
        /// Who was trained in what.
        Training = "training",
        /// What a body attests.
        Certificate = "certificate",
        /// What was agreed with somebody.
        Agreement = "agreement",
        /// Anything else.
        Other = "other",
    }
}

/// A piece of evidence: one or several files with their digests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its id.
    pub id: PieceId,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: PieceKind,
    /// Its files.
    pub files: Vec<PieceFile>,
    /// The first day on which it holds.
    pub effective_from: Option<Date>,
    /// The last day on which it holds.
    pub effective_to: Option<Date>,
    /// The day on which it was received.
    pub received: Option<Date>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// The piece that it replaces.
    pub supersedes: Option<PieceId>,
}

/// One file of a piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PieceFile {
    /// Its path from the root of the dossier.
    pub path: Arc<str>,
    /// Its digest; `None` where nobody stated one, so that nothing can be checked.
    pub sha256: Option<Digest>,
}

/// A fact that somebody or something observed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// Its id.
    pub id: ObservationId,
    /// When.
    pub date: Option<Date>,
    /// What was done: a scan, a test, an interview.
    pub kind: String,
    /// How.
    pub method: String,
    /// With what.
    pub tool: String,
    /// On what.
    pub subject: Option<SubjectId>,
    /// On which version of it.
    pub version: String,
    /// Which rows it bears on.
    pub requirements: Vec<RequirementId>,
    /// Where it stands: a path, with a place inside the file after `#`.
    pub place: String,
    /// The digest of that file.
    pub digest: Option<Digest>,
    /// What was observed.
    pub result: String,
    /// By whom.
    pub by: Option<PersonId>,
}

words! {
    /// What kind of decision it is.
    DecisionKind {
        /// Whether and why to certify.
        Business = "business",
        /// That an application is made or accepted.
        Application = "application",
        /// What a reviewer makes of an evaluation.
        Review = "review",
        /// What a certification body decides.
        Certification = "certification",
        /// That something may differ, for a time.
        Exception = "exception",
    }
}

/// What a decider decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// Its kind.
    pub kind: DecisionKind,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub subject: Option<SubjectId>,
    /// When.
    pub date: Option<Date>,
    /// By whom.
    pub by: Option<PersonId>,
    /// What was decided.
    pub outcome: String,
    /// Why.
    pub reason: String,
    /// Under which conditions.
    pub conditions: Vec<String>,
    /// The earlier decision that it replaces.
    pub supersedes: Option<DecisionId>,
    /// SHA-256 over everything that a page signed off was made from; `None` for a decision without such a page.
    pub digest: Option<Digest>,
    /// The seed of the page's draws.
    pub seed: Option<u64>,
    /// How many draws the page was made from.
    pub draws: Option<u64>,
    /// The program and its version that made the page; empty without a page.
    pub program: String,
    /// SHA-256 over the data that came with that program.
    pub library: Option<Digest>,
    /// Frozen copies of what it rested on.
    pub files: Vec<PieceFile>,
}

impl Decision {
    /// A decision of which nothing but its id and kind is said.
    pub const fn new(id: DecisionId, kind: DecisionKind) -> Self {
        Self {
            id,
            kind,
            title: String::new(),
            subject: None,
            date: None,
            by: None,
            outcome: String::new(),
            reason: String::new(),
            conditions: Vec::new(),
            supersedes: None,
            digest: None,
            seed: None,
            draws: None,
            program: String::new(),
            library: None,
            files: Vec::new(),
        }
    }

    /// Is it the sign-off of a page, with frozen copies of what it rested on?
    pub const fn is_sign_off(&self) -> bool {
        self.digest.is_some() || !self.files.is_empty()
    }
}
