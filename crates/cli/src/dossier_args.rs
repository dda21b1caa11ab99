//! What can be typed about a dossier? Begin one, change it, record it, verify it.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use model::{AssessedAs, Capacity, ComponentType, Date, PieceKind, SubjectKind, Timestamp};

use crate::args::{ListFormat, component_type, day};

#[derive(Debug, Clone, Args)]
pub(crate) struct InitArgs {
    /// The folder to make; it may exist, but must hold no dossier
    pub(crate) dir: PathBuf,
    /// The organization's name
    #[arg(long, value_name = "NAME")]
    pub(crate) organization: Option<String>,
    /// Your name; it stands in dossier.toml and nowhere else
    #[arg(long, value_name = "NAME")]
    pub(crate) person: Option<String>,
    /// The first product's name; none if left out
    #[arg(long, value_name = "NAME")]
    pub(crate) product: Option<String>,
    /// The product's component types, separated by commas
    #[arg(long = "type", value_name = "T[,T]", value_delimiter = ',', value_parser = component_type)]
    pub(crate) types: Vec<ComponentType>,
    /// The product's target: one security level, or seven in the order IAC UC SI DC RDF TRE RA
    #[arg(long, value_name = "LEVELS")]
    pub(crate) target: Option<String>,
    /// Leave the development process (IEC 62443-4-1) out
    #[arg(long)]
    pub(crate) no_process: bool,
    /// Ask nothing, even on a terminal
    #[arg(long)]
    pub(crate) no_questions: bool,
}

#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    #[command(subcommand)]
    pub(crate) what: AddCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AddCommand {
    /// A component: product.toml and a 4-2 sheet with every row that applies
    Product(SubjectArgs),
    /// A development process: process.toml and a 4-1 sheet
    Process(SubjectArgs),
    /// A control-system product or an installed zone: system.toml and a 3-3 sheet
    System(SubjectArgs),
    /// An owner's (2-1) or a service provider's (2-4) programme: programme.toml and its sheet
    Programme(SubjectArgs),
    /// A version of a product: starts from the last, and says which verdicts carry over
    Version(VersionArgs),
    /// A piece of evidence: copied under evidence/ and registered with its digest
    Evidence(EvidenceArgs),
}

impl AddCommand {
    /// The subject's kind and options, where a subject is added.
    pub(crate) fn subject(&self) -> Option<(SubjectKind, &SubjectArgs)> {
        match self {
            Self::Product(args) => Some((SubjectKind::Product, args)),
            Self::Process(args) => Some((SubjectKind::Process, args)),
            Self::System(args) => Some((SubjectKind::System, args)),
            Self::Programme(args) => Some((SubjectKind::Programme, args)),
            Self::Version(_) | Self::Evidence(_) => None,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct SubjectArgs {
    /// The dossier's folder
    pub(crate) dir: PathBuf,
    /// The id, which names the subject's folder: eg220
    pub(crate) id: String,
    /// The name
    #[arg(long, default_value = "")]
    pub(crate) name: String,
    /// What it is assessed against; the usual standard of its kind if left out
    #[arg(long, value_name = "ID[@EDITION]")]
    pub(crate) standard: Vec<String>,
    /// Component types of a product, separated by commas
    #[arg(long = "type", value_name = "T[,T]", value_delimiter = ',', value_parser = component_type)]
    pub(crate) types: Vec<ComponentType>,
    /// The target: security levels, or a maturity level for processes and programmes
    #[arg(long, value_name = "LEVELS")]
    pub(crate) target: Option<String>,
    /// The platform whose rows a product inherits
    #[arg(long, value_name = "PRODUCT")]
    pub(crate) platform: Option<String>,
    /// The process under which it is made
    #[arg(long, value_name = "PROCESS")]
    pub(crate) process: Option<String>,
    /// The first version
    #[arg(long, value_name = "ID")]
    pub(crate) version_id: Option<String>,
    /// Assess a system as a product (SL-C) or an installed zone (SL-A)
    #[arg(long = "as", value_name = "product|zone", value_parser = crate::args::subject)]
    pub(crate) assessed_as: Option<AssessedAs>,
}

#[derive(Debug, Args)]
pub(crate) struct VersionArgs {
    /// The dossier's folder
    pub(crate) dir: PathBuf,
    /// The product or system
    pub(crate) subject: String,
    /// The version's id: 3.4.1
    pub(crate) id: String,
    /// The day of its release
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) date: Option<Date>,
    /// The hardware; as before if left out
    #[arg(long, default_value = "")]
    pub(crate) hardware: String,
    /// The firmware; the version's id if neither it nor the software is given
    #[arg(long, default_value = "")]
    pub(crate) firmware: String,
    /// The software
    #[arg(long, default_value = "")]
    pub(crate) software: String,
    /// The build
    #[arg(long, default_value = "")]
    pub(crate) build: String,
    /// The version of the platform on which it is built; as before if left out
    #[arg(long, default_value = "")]
    pub(crate) platform: String,
    /// A part that changed; repeat it for several
    #[arg(long, value_name = "PART")]
    pub(crate) changed_part: Vec<String>,
    /// An interface that changed, came or went
    #[arg(long, value_name = "INTERFACE")]
    pub(crate) changed_interface: Vec<String>,
    /// A feature that came or went
    #[arg(long, value_name = "FEATURE")]
    pub(crate) changed_feature: Vec<String>,
    /// A row to test again for any other reason
    #[arg(long, value_name = "ID")]
    pub(crate) changed_requirement: Vec<String>,
    /// Nothing else changed; without any --changed-… this says that nothing changed at all
    #[arg(long)]
    pub(crate) nothing_else: bool,
    /// What changed, in words
    #[arg(long, default_value = "")]
    pub(crate) note: String,
}

#[derive(Debug, Args)]
pub(crate) struct EvidenceArgs {
    /// The dossier's folder
    pub(crate) dir: PathBuf,
    /// The file; several form one piece
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The id by which rows cite it; made from the file's name if left out
    #[arg(long)]
    pub(crate) id: Option<String>,
    /// The title; the file's name if left out
    #[arg(long, default_value = "")]
    pub(crate) title: String,
    /// What kind of evidence it is
    #[arg(long, value_name = "KIND", default_value = "other", value_parser = kind)]
    pub(crate) kind: PieceKind,
    /// The first day on which it holds
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) effective_from: Option<Date>,
    /// The last day on which it holds
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) effective_to: Option<Date>,
    /// The day on which it was received; today if left out
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) received: Option<Date>,
    /// Who answers for it, by id
    #[arg(long, value_name = "PERSON")]
    pub(crate) owner: Option<String>,
    /// The piece that it replaces
    #[arg(long, value_name = "ID")]
    pub(crate) supersedes: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct SetArgs {
    /// The dossier's folder
    pub(crate) dir: PathBuf,
    /// The product, process, system or programme
    pub(crate) subject: String,
    /// The requirement, such as "CR 1.1 RE(1)" or SVV-3
    pub(crate) requirement: String,
    /// The status (met, by-integration, compensated, partly, not-met, not-applicable), a maturity level such as ML2, or none
    pub(crate) status: Option<String>,
    /// How it is met, in words
    #[arg(long, value_name = "TEXT")]
    pub(crate) statement: Option<String>,
    /// What shows it: an id of evidence, with a place in it after #; repeat it for several; replaces what was cited
    #[arg(long, value_name = "ID[#PLACE]")]
    pub(crate) evidence: Vec<String>,
    /// Only for this part
    #[arg(long)]
    pub(crate) part: Option<String>,
    /// A mark of a process row: documented=yes, partly, no or none
    #[arg(long, value_name = "MARK=WORD")]
    pub(crate) mark: Vec<String>,
    /// The standard, where several have the id
    #[arg(long, value_name = "ID[@EDITION]")]
    pub(crate) standard: Option<String>,
    /// Show what would change, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// The sheet, CSV or XLSX, or a component definition or assessment results of OSCAL, JSON
    pub(crate) sheet: PathBuf,
    /// The dossier's folder
    pub(crate) dir: PathBuf,
    /// Whose sheet it is, where several subjects have the standard
    #[arg(long, value_name = "ID")]
    pub(crate) subject: Option<String>,
    /// The standard; found from the sheet's ids if left out
    #[arg(long, value_name = "ID[@EDITION]")]
    pub(crate) standard: Option<String>,
    /// Show what would change, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
pub(crate) struct RecordArgs {
    /// The dossier's folder
    pub(crate) dir: PathBuf,
    /// Why
    #[arg(short = 'm', long = "message", value_name = "WHY")]
    pub(crate) message: String,
    /// Which of your keys signs; the one that dossier.toml lists if left out
    #[arg(long, value_name = "NAME")]
    pub(crate) key: Option<String>,
    /// Record only what is stated in this capacity
    #[arg(long, value_name = "CAPACITY", value_parser = capacity)]
    pub(crate) capacity: Option<Capacity>,
    /// Settle contradicting statements with what the files say now
    #[arg(long)]
    pub(crate) settle: bool,
    /// Show what would be recorded, and record nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The moment that the entries name, such as 2026-11-22T10:15:00Z; now if left out
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    pub(crate) at: Option<Timestamp>,
    /// A file that holds the passphrase; else PLIMSOLL_PASSPHRASE, else it is asked for
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// The dossier's folder
    pub(crate) dir: PathBuf,
    /// A list of keys to trust beside your own: [[key]] with key and name; repeat it for several
    #[arg(long, value_name = "FILE")]
    pub(crate) trust: Vec<PathBuf>,
    /// An entry that must be in the journal, noted when you last saw it
    #[arg(long, value_name = "DIGEST")]
    pub(crate) head: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    /// The dossier's folder
    pub(crate) dir: PathBuf,
    /// The day for which it holds; today (UTC) if left out
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) at: Option<Date>,
    /// List everything, not only the first of each kind
    #[arg(long)]
    pub(crate) all: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
pub(crate) struct KeyArgs {
    #[command(subcommand)]
    pub(crate) what: KeyCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    /// Make a key of your own, encrypted under a passphrase, outside every dossier
    New {
        /// Its name
        #[arg(default_value = "mine")]
        name: String,
        /// Enter its public half in this dossier, for --person
        #[arg(long, value_name = "DIR", requires = "person")]
        dossier: Option<PathBuf>,
        /// The person of the dossier whose key it is
        #[arg(long, value_name = "ID", requires = "dossier")]
        person: Option<String>,
        /// A file that holds the passphrase; else PLIMSOLL_PASSPHRASE, else it is asked for
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
    },
    /// Show your keys, and the keys that you trust
    Show,
    /// Trust somebody's key, after comparing it with them by another way
    Trust {
        /// The key (ed25519:…), or with --dossier a person's id
        key: String,
        /// Whose it is
        #[arg(long, default_value = "")]
        name: String,
        /// Take the key that this dossier lists for the person
        #[arg(long, value_name = "DIR")]
        dossier: Option<PathBuf>,
    },
}

fn kind(text: &str) -> Result<PieceKind, String> {
    PieceKind::parse(text).ok_or_else(|| format!("use {}", PieceKind::words()))
}

fn capacity(text: &str) -> Result<Capacity, String> {
    Capacity::parse(text).ok_or_else(|| format!("use {}", Capacity::words()))
}

fn moment(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).ok_or_else(|| "write the moment as 2026-11-22T10:15:00Z".to_owned())
}
