//! What do the commands on a dossier do? Each asks `app`, shows what changes, and says how it ended.

use std::io;
use std::path::Path;

use app::{
    EvidenceInput, InitInput, KeyStore, OpenDossier, Planned, RecordInput, RowInput, SubjectInput, VersionInput,
};
use model::{AssessedAs, ComponentType, ComponentTypes, PublicKey, SubjectKind, TargetVector};
use report::{ProblemResult, json};

use crate::End;
use crate::args::{ListFormat, component_type};
use crate::ask;
use crate::commands::{Ended, ended, print, refuse};
use crate::dossier_args::{
    AddCommand, EvidenceArgs, ImportArgs, InitArgs, KeyCommand, RecordArgs, SetArgs, StatusArgs, SubjectArgs,
    VerifyArgs, VersionArgs,
};
use crate::progress;
use crate::show;

/// So often a change is planned again when somebody else writes to the same dossier.
const TRIES: usize = 50;

/// Opens a dossier; how the command ended if that cannot be done.
macro_rules! open {
    ($catalogue:expr, $dir:expr) => {
        match progress::show("reading the dossier", || OpenDossier::open($catalogue, $dir)) {
            Ok(open) => open,
            Err(error) => return refuse(&error),
        }
    };
}

/// What a use case gave; how the command ended if it could not begin.
macro_rules! done {
    ($result:expr) => {
        match $result {
            Ok(value) => value,
            Err(error) => return refuse(&error),
        }
    };
}

pub(crate) fn init(catalogue: &app::Catalogue, args: &InitArgs) -> Ended {
    let mut args = args.clone();
    let parts = done!(app::answered_parts(catalogue, &args.dir, app::today()));
    let on_path = |id: &str| parts.as_ref().is_none_or(|parts| parts.iter().any(|part| part.id == id));
    if ask::somebody_is_there() && !args.no_questions {
        match args.ask(on_path("4-2")) {
            Err(left) if left.kind() == io::ErrorKind::UnexpectedEof => {
                return refuse(&app::Error::WrongQuestion(left.to_string()));
            }
            other => other?,
        }
    }
    let mut subjects = Vec::new();
    // Without answers of the interview a dossier begins as makers need it.
    let with_process = !args.no_process && on_path("4-1");
    match &parts {
        Some(parts) => {
            for one in parts.iter().flat_map(|part| subjects_for(part, with_process)) {
                let same = |known: &&mut SubjectInput| known.kind == one.kind && known.id == one.id;
                match subjects.iter_mut().find(same) {
                    // One programme may be judged by two parts.
                    Some(known) => known.standards.extend(one.standards),
                    None => subjects.push(one),
                }
            }
        }
        None => subjects.extend(with_process.then(development)),
    }
    if let Some(product) = &args.product {
        subjects.push(SubjectInput {
            name: product.clone(),
            types: args.types.iter().copied().collect(),
            target: args.target.clone(),
            process: with_process.then(|| "development".to_owned()),
            ..SubjectInput::new(SubjectKind::Product, &app::suggest_id(product))
        });
    }
    let input = InitInput {
        organization: args.organization.clone().unwrap_or_default(),
        person: args.person.clone().unwrap_or_default(),
        subjects,
    };
    let paths = done!(app::init(catalogue, &args.dir, &input));
    let followed = parts.map(|parts| show::Followed {
        wants_product: parts.iter().any(|part| part.id == "4-2"),
        parts: parts.into_iter().map(|part| part.id).collect(),
    });
    let product = args.product.as_deref().map(app::suggest_id);
    print(&show::begun(&args.dir.to_string_lossy(), &paths, product.as_deref(), followed.as_ref()))
}

fn development() -> SubjectInput {
    SubjectInput { name: "Development process".to_owned(), ..SubjectInput::new(SubjectKind::Process, "development") }
}

/// What is assessed for a part on the path: what it means for the organization, and every subject of its kind that
/// answers for itself under its own id.
fn subjects_for(part: &app::PathPart, with_process: bool) -> Vec<SubjectInput> {
    let Some(usual) = subject_for(part, with_process) else { return Vec::new() };
    let own: Vec<SubjectInput> = (part.whom.iter())
        .filter_map(|id| id.strip_prefix(usual.kind.folder())?.strip_prefix('/'))
        .filter(|id| app::suggest_id(id) == **id)
        .map(|id| SubjectInput { id: id.to_owned(), name: String::new(), ..usual.clone() })
        .collect();
    // A site or a free name has no folder: it shares the usual one.
    let all_named = !part.whom.is_empty() && own.len() == part.whom.len();
    (!all_named).then_some(usual).into_iter().chain(own).collect()
}

/// What is assessed for a part on the path; `None` for a product, which has a name and types, and for 3-2, whose steps
/// have no sheet.
fn subject_for(part: &app::PathPart, with_process: bool) -> Option<SubjectInput> {
    let named = |kind, id, name: &str| SubjectInput {
        name: name.to_owned(),
        standards: vec![part.id.clone()],
        ..SubjectInput::new(kind, id)
    };
    match (part.id.as_str(), part.purpose.as_str()) {
        ("4-1", _) => with_process.then(development),
        ("2-1", _) => Some(named(SubjectKind::Programme, "site", "Security program of the site")),
        ("2-4", _) => Some(named(SubjectKind::Programme, "services", "Service program")),
        ("3-3", "plant") => {
            Some(SubjectInput { zone: true, ..named(SubjectKind::System, "zone-1", "First zone of the plant") })
        }
        ("3-3", _) => Some(SubjectInput {
            process: with_process.then(|| "development".to_owned()),
            ..named(SubjectKind::System, "control-system", "Control system")
        }),
        _ => None,
    }
}

impl InitArgs {
    /// Asks for what was not given.
    fn ask(&mut self, product_too: bool) -> io::Result<()> {
        if self.organization.is_none() {
            self.organization = Some(ask::until("Your organization", "", said)?);
        }
        if self.person.is_none() {
            self.person = Some(ask::until("Your name (it stays in dossier.toml)", "", said)?);
        }
        if self.product.is_none() && product_too {
            self.product = Some(ask::line("The first product (empty: none yet)", "")?).filter(|name| !name.is_empty());
        }
        if self.product.is_some() && self.types.is_empty() {
            let known = ComponentType::ALL.map(ComponentType::id).join(", ");
            let read = |text: &str| {
                let types: Result<Vec<_>, _> = text.split(',').map(|one| component_type(one.trim())).collect();
                types.map_err(|_| format!("one or several, separated by commas: {known}"))
            };
            self.types = ask::until(&format!("Its component type ({known})"), "embedded-device", read)?;
        }
        if self.product.is_some() && self.target.is_none() {
            let read = |text: &str| TargetVector::parse(text).map(|_| text.to_owned());
            self.target = Some(ask::until("The security level that it should reach (1 to 4)", "2", read)?);
        }
        Ok(())
    }
}

/// An answer that says something.
fn said(text: &str) -> Result<String, String> {
    if text.is_empty() { Err("please answer, or leave with Ctrl-C".to_owned()) } else { Ok(text.to_owned()) }
}

pub(crate) fn add(catalogue: &app::Catalogue, what: &AddCommand) -> Ended {
    if let Some((kind, args)) = what.subject() {
        return add_subject(catalogue, kind, args);
    }
    match what {
        AddCommand::Version(args) => add_version(catalogue, args),
        AddCommand::Evidence(args) => add_evidence(catalogue, args),
        _ => Ok(End::Done),
    }
}

fn add_subject(catalogue: &app::Catalogue, kind: SubjectKind, args: &SubjectArgs) -> Ended {
    let input = SubjectInput {
        name: args.name.clone(),
        standards: args.standard.clone(),
        types: args.types.iter().copied().collect::<ComponentTypes>(),
        target: args.target.clone(),
        platform: args.platform.clone(),
        process: args.process.clone(),
        version: args.version_id.clone(),
        zone: args.assessed_as == Some(AssessedAs::Zone),
        ..SubjectInput::new(kind, &args.id)
    };
    change(catalogue, &args.dir, false, |open| app::add_subject(open, &input))
}

fn add_version(catalogue: &app::Catalogue, args: &VersionArgs) -> Ended {
    let input = VersionInput {
        id: args.id.clone(),
        date: args.date,
        hardware: args.hardware.clone(),
        firmware: args.firmware.clone(),
        software: args.software.clone(),
        build: args.build.clone(),
        platform: args.platform.clone(),
        parts: args.changed_part.clone(),
        interfaces: args.changed_interface.clone(),
        features: args.changed_feature.clone(),
        requirements: args.changed_requirement.clone(),
        nothing_else: args.nothing_else,
        note: args.note.clone(),
    };
    let verdicts = std::cell::RefCell::default();
    let end = change(catalogue, &args.dir, false, |open| {
        let version = app::add_version(open, &args.subject, &input)?;
        *verdicts.borrow_mut() = version.verdicts;
        Ok(version.planned)
    })?;
    if end == End::Done {
        print(&show::verdicts(&verdicts.into_inner(), &args.id))?;
    }
    Ok(end)
}

fn add_evidence(catalogue: &app::Catalogue, args: &EvidenceArgs) -> Ended {
    let input = EvidenceInput {
        files: args.files.clone(),
        id: args.id.clone(),
        title: args.title.clone(),
        kind: args.kind,
        effective: [args.effective_from, args.effective_to],
        received: Some(args.received.unwrap_or_else(app::today)),
        owner: args.owner.clone(),
        supersedes: args.supersedes.clone(),
    };
    change(catalogue, &args.dir, false, |open| app::add_evidence(open, &input))
}

pub(crate) fn set(catalogue: &app::Catalogue, args: &SetArgs) -> Ended {
    let input = RowInput {
        requirement: args.requirement.clone(),
        standard: args.standard.clone(),
        part: args.part.clone(),
        status: args.status.clone(),
        statement: args.statement.clone(),
        evidence: args.evidence.clone(),
        marks: args.mark.clone(),
    };
    change(catalogue, &args.dir, args.dry_run, |open| app::set(open, &args.subject, &input))
}

pub(crate) fn import(catalogue: &app::Catalogue, args: &ImportArgs) -> Ended {
    let plan = |open: &OpenDossier<'_>| {
        app::import_sheet(open, &args.sheet, args.subject.as_deref(), args.standard.as_deref())
    };
    let (planned, format) = (done!(changed(catalogue, &args.dir, args.dry_run, plan)), args.format);
    match format {
        ListFormat::Json => {
            print(&json(&app::import_result(&planned, args.dry_run)).map_err(io::Error::other)?)?;
        }
        ListFormat::Table => {
            print(&show::planned(&planned, args.dry_run))?;
        }
    }
    ended(&planned.problems.iter().map(ProblemResult::from).collect::<Vec<_>>())
}

/// Plans a change and writes it; where somebody else wrote meanwhile, it is planned again on what they wrote.
pub(crate) fn changed(
    catalogue: &app::Catalogue,
    dir: &Path,
    dry_run: bool,
    plan: impl Fn(&OpenDossier<'_>) -> Result<Planned, app::Error>,
) -> Result<Planned, app::Error> {
    let mut tries = 0;
    loop {
        let open = OpenDossier::open(catalogue, dir)?;
        let planned = plan(&open)?;
        tries += 1;
        match if dry_run { Ok(()) } else { open.carry_out(&planned) } {
            Err(app::Error::Folder(error)) if error.is_changed() && tries < TRIES => {}
            Err(error) => return Err(error),
            Ok(()) => return Ok(planned),
        }
    }
}

/// Changes a dossier and shows what changed.
fn change(
    catalogue: &app::Catalogue,
    dir: &Path,
    dry_run: bool,
    plan: impl Fn(&OpenDossier<'_>) -> Result<Planned, app::Error>,
) -> Ended {
    let planned = done!(changed(catalogue, dir, dry_run, plan));
    print(&show::planned(&planned, dry_run))?;
    ended(&planned.problems.iter().map(ProblemResult::from).collect::<Vec<_>>())
}

pub(crate) fn record(catalogue: &app::Catalogue, args: &RecordArgs) -> Ended {
    let open = open!(catalogue, &args.dir);
    let store = done!(KeyStore::of_user().map_err(app::Error::from));
    let own = done!(app::signing_key(&open, &store, args.key.as_deref()));
    let passphrase = match ask::passphrase(args.passphrase_file.as_deref(), &own.name, false) {
        Ok(passphrase) => passphrase,
        Err(sentence) => return refuse(&app::Error::WrongQuestion(sentence)),
    };
    let secret = done!(store.unlock(&own, &passphrase).map_err(app::Error::from));
    let Some(at) = args.at.or_else(app::now) else {
        return refuse(&app::Error::WrongQuestion("the system's clock is out of its mind; say when with --at".into()));
    };
    let input = RecordInput {
        why: args.message.clone(),
        capacity: args.capacity,
        at,
        settle: args.settle,
        dry_run: args.dry_run,
    };
    let result = done!(progress::show("recording", || app::record(&open, &secret, &input)));
    match args.format {
        ListFormat::Json => print(&json(&result).map_err(io::Error::other)?)?,
        ListFormat::Table => print(&show::recording(&result, args.dry_run))?,
    };
    ended(&result.problems)
}

pub(crate) fn verify(catalogue: &app::Catalogue, args: &VerifyArgs) -> Ended {
    let open = open!(catalogue, &args.dir);
    let store = done!(KeyStore::of_user().map_err(app::Error::from));
    let trusted = done!(app::trusted_keys(&store, &args.trust));
    let result = done!(progress::show("verifying the journal", || app::verify(&open, &trusted, args.head.as_deref())));
    match args.format {
        ListFormat::Json => print(&json(&result).map_err(io::Error::other)?)?,
        ListFormat::Table => print(&show::verification(&result))?,
    };
    let end = ended(&result.problems)?;
    let all_recorded = result.unrecorded.is_empty() && result.conflicts.is_empty();
    Ok(if all_recorded { end } else { end.max(End::TargetMissed) })
}

pub(crate) fn status(catalogue: &app::Catalogue, args: &StatusArgs) -> Ended {
    let open = open!(catalogue, &args.dir);
    let at = args.at.unwrap_or_else(app::today);
    let result = done!(progress::show("looking through the dossier", || app::status(&open, at)));
    match args.format {
        ListFormat::Json => print(&json(&result).map_err(io::Error::other)?)?,
        ListFormat::Table => print(&show::status(&result, args.all))?,
    };
    ended(&result.problems)
}

pub(crate) fn key(catalogue: &app::Catalogue, what: &KeyCommand) -> Ended {
    let store = done!(KeyStore::of_user().map_err(app::Error::from));
    match what {
        KeyCommand::New { name, dossier, person, passphrase_file } => {
            let into = dossier.as_deref().zip(person.as_deref());
            new_key(catalogue, &store, name, into, passphrase_file.as_deref())
        }
        KeyCommand::Show => {
            let own = done!(store.own().map_err(app::Error::from));
            let (trusted, wrong) = done!(store.trusted().map_err(app::Error::from));
            print(&show::keys(&own, &trusted, |name| store.path(name).to_string_lossy().into_owned()))?;
            ended(&wrong.iter().map(ProblemResult::from).collect::<Vec<_>>())
        }
        KeyCommand::Trust { key, name, dossier } => trust(catalogue, &store, key, name, dossier.as_deref()),
    }
}

fn new_key(
    catalogue: &app::Catalogue,
    store: &KeyStore,
    name: &str,
    into: Option<(&Path, &str)>,
    passphrase_file: Option<&Path>,
) -> Ended {
    if !app::is_key_name(name) {
        let message = format!("\"{name}\" is no name for a key: use letters, digits, `-`, `.` and `_`");
        return refuse(&app::Error::WrongQuestion(message));
    }
    // Nothing is made before it is clear that it can be entered.
    let open = match into {
        Some((dir, person)) => {
            let open = open!(catalogue, dir);
            done!(app::may_enter_key(&open, person));
            Some((open, person))
        }
        None => None,
    };
    let passphrase = match ask::passphrase(passphrase_file, name, true) {
        Ok(passphrase) if passphrase.is_empty() => {
            return refuse(&app::Error::WrongQuestion("a key without a passphrase protects nobody".into()));
        }
        Ok(passphrase) => passphrase,
        Err(sentence) => return refuse(&app::Error::WrongQuestion(sentence)),
    };
    let own = done!(store.create(name, &passphrase).map_err(app::Error::from));
    if let Some((open, person)) = &open {
        done!(app::enter_key(open, person, &own.public));
    }
    print(&show::new_key(&own, &store.path(name).to_string_lossy(), open.as_ref().map(|(_, person)| *person)))
}

fn trust(catalogue: &app::Catalogue, store: &KeyStore, key: &str, name: &str, dossier: Option<&Path>) -> Ended {
    let (key, whose) = match dossier {
        Some(dir) => {
            let open = open!(catalogue, dir);
            done!(app::key_of(&open, key))
        }
        None => match PublicKey::parse(key) {
            Some(key) => (key, String::new()),
            None => {
                let message =
                    "this is no public key: write ed25519: and 64 digits, or a person's id with --dossier DIR";
                return refuse(&app::Error::WrongQuestion(message.into()));
            }
        },
    };
    let name = if name.is_empty() { whose } else { name.to_owned() };
    done!(store.trust(&key, &name).map_err(app::Error::from));
    print(&format!("trusted: {key}{}\n", if name.is_empty() { String::new() } else { format!("  {name}") }))
}
