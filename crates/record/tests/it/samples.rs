//! What do the tests state? Every kind of change with every member filled, and journals made of them.

use std::sync::Arc;

use model::{
    AssessedAs, Capacity, Change, Changed, Claim, ComponentType, ComponentTypes, Cover, Date, Decision, DecisionId,
    DecisionKind, Digest, EditionKey, Element, Entry, EntryId, Evaluation, Evidence, FeatureId, Goal, Key, Mark, Marks,
    MaturityLevel, Named, Observation, ObservationId, Part, Person, PersonId, Piece, PieceFile, PieceId, PieceKind,
    RequirementId, RowId, StandardId, Statement, Status, Subject, SubjectId, SubjectKind, TargetVector, Timestamp,
    Trait, Verdict, Version, parse_date,
};
use record::{Draft, Head, Replay, SecretKey, encode, replay};

pub(crate) fn key(number: u8) -> SecretKey {
    SecretKey::from_seed(&[number; 32])
}

pub(crate) fn day(text: &str) -> Date {
    parse_date(text).unwrap()
}

pub(crate) fn texts<const N: usize>(all: [&str; N]) -> Vec<String> {
    all.map(str::to_owned).to_vec()
}

pub(crate) fn row(requirement: &str, part: Option<&str>) -> RowId {
    RowId {
        subject: SubjectId::new("products/eg220"),
        edition: EditionKey { standard: StandardId::new("iec62443-4-2"), edition: Arc::from("2019") },
        requirement: RequirementId::new(requirement),
        part: part.map(Part::new),
    }
}

pub(crate) fn claim(requirement: &str, status: Status, statement: &str) -> Change {
    let claim = Claim { status: Some(status), statement: statement.to_owned(), ..Claim::default() };
    Change::State(Statement::Claim(row(requirement, None), claim))
}

fn marks() -> Marks {
    let mut marks = Marks::default();
    for (at, one) in Trait::ALL.into_iter().enumerate() {
        marks.set(one, Mark::ALL[at % 3]);
    }
    marks
}

fn subject() -> Subject {
    let element = |id: &str, requirements| Element {
        id: Part::new(id),
        name: format!("The {id}"),
        protocols: texts(["Modbus/TCP", "HTTPS"]),
        requirements,
    };
    Subject {
        id: SubjectId::new("products/eg220"),
        kind: SubjectKind::Product,
        name: "Edge gateway \"220\"".to_owned(),
        model: "EG-220\\B".to_owned(),
        standards: vec![row("", None).edition],
        types: ComponentTypes::NONE.with(ComponentType::EmbeddedDevice).with(ComponentType::NetworkDevice),
        assessed_as: AssessedAs::Product,
        only_platform: true,
        platform: Some(SubjectId::new("products/base")),
        process: Some(SubjectId::new("process/pd")),
        target: TargetVector::parse("2 2 0 1 3 1 3").map(Goal::Levels).ok(),
        applied_for: Some(Goal::Maturity(MaturityLevel::THREE)),
        essential_functions: texts(["Forward alarms"]),
        context: "In a cabinet;\nlocked.".to_owned(),
        present: vec![FeatureId::new("wireless")],
        absent: vec![FeatureId::new("mobile-code")],
        parts: vec![element("radio", None), element("core", Some(Vec::new()))],
        interfaces: vec![element("eth0", Some(vec![RequirementId::new("CR 1.1")]))],
        versions: vec![
            Version::default(),
            Version {
                id: "2.1".to_owned(),
                date: Some(day("2026-02-28")),
                hardware: "B".to_owned(),
                firmware: "2.1.7".to_owned(),
                software: "app 4".to_owned(),
                build: "c0ffee".to_owned(),
                platform: "1.9".to_owned(),
                changed: Some(Changed {
                    parts: texts(["radio"]),
                    interfaces: texts(["eth0"]),
                    features: vec![FeatureId::new("wireless")],
                    requirements: vec![RequirementId::new("CR 3.4")],
                }),
                note: "Nový modem 📡".to_owned(),
            },
        ],
        sites: texts(["brno"]),
        teams: texts(["fw"]),
        products: texts(["eg220"]),
        components: texts(["plc", "hmi"]),
        roles: texts(["integrator"]),
        scope: vec![RequirementId::new("CR 1.1"), RequirementId::new("CR 1.1 RE(1)")],
    }
}

/// Every kind of statement, every member filled, in an order in which a journal may hold them.
pub(crate) fn statements() -> Vec<(Capacity, Statement)> {
    let named = |id: &str| Named { id: id.to_owned(), name: format!("At {id}"), belongs_to: "all".to_owned() };
    let file = |path: &str, sha256| PieceFile { path: Arc::from(path), sha256 };
    let digest = Some(Digest([0xab; 32]));
    let person = Some(PersonId::new("p1"));
    vec![
        (
            Capacity::Applicant,
            Statement::Cover(Cover {
                title: "Gateway".to_owned(),
                organization: "Example s.r.o.".to_owned(),
                sites: vec![named("brno"), Named::default()],
                teams: vec![named("fw")],
            }),
        ),
        (
            Capacity::Applicant,
            Statement::Person(Person {
                id: PersonId::new("p1"),
                capacities: Capacity::ALL.to_vec(),
                key: Some(key(1).public()),
            }),
        ),
        (Capacity::Applicant, Statement::Subject(Box::new(subject()))),
        (
            Capacity::Adviser,
            Statement::Piece(Piece {
                id: PieceId::new("threat-model"),
                title: "Threats".to_owned(),
                kind: PieceKind::Analysis,
                files: vec![file("evidence/a.pdf", digest), file("evidence/b.pdf", None)],
                effective_from: Some(day("2026-01-01")),
                effective_to: Some(day("2027-12-31")),
                received: Some(day("0000-02-29")),
                owner: person.clone(),
                supersedes: Some(PieceId::new("old-model")),
            }),
        ),
        (
            Capacity::Applicant,
            Statement::Claim(
                row("CR 1.1", Some("radio")),
                Claim {
                    status: Some(Status::ByIntegration),
                    statement: "Through the directory, see §4".to_owned(),
                    evidence: ["threat-model", "evidence/a.pdf"].map(Evidence::named).to_vec(),
                    marks: marks(),
                    maturity: Some(MaturityLevel::TWO),
                },
            ),
        ),
        (
            Capacity::Evaluator,
            Statement::Observation(Observation {
                id: ObservationId::new("o1"),
                date: Some(day("2026-03-01")),
                kind: "scan".to_owned(),
                method: "active".to_owned(),
                tool: "nmap 7".to_owned(),
                subject: Some(SubjectId::new("products/eg220")),
                version: "2.1".to_owned(),
                requirements: vec![RequirementId::new("CR 7.7")],
                place: "evidence/scan.xml#host[1]".to_owned(),
                digest,
                result: "No open port".to_owned(),
                by: person.clone(),
            }),
        ),
        (
            Capacity::Evaluator,
            Statement::Verdict(
                row("CR 1.1", None),
                Evaluation {
                    examined: Some(Status::Met),
                    verdict: Some(Verdict::Fail),
                    maturity: Some(MaturityLevel::ZERO),
                    remark: "Default\tpassword".to_owned(),
                    method: "test".to_owned(),
                    evaluator: "p1".to_owned(),
                    date: Some(day("2026-03-02")),
                    version: "2.1".to_owned(),
                },
            ),
        ),
        (
            Capacity::Decider,
            Statement::Decision(Decision {
                id: DecisionId::new("d1"),
                kind: DecisionKind::Certification,
                title: "Certificate".to_owned(),
                subject: Some(SubjectId::new("products/eg220")),
                date: Some(day("2026-04-01")),
                by: person,
                outcome: "granted".to_owned(),
                reason: "All rows pass".to_owned(),
                conditions: texts(["Re-test in a year"]),
                supersedes: Some(DecisionId::new("d0")),
                digest: Some(Digest([7; 32])),
                seed: Some(62_443),
                draws: Some(10_000),
                program: "plimsoll 0.1.0".to_owned(),
                library: Some(Digest([8; 32])),
                files: vec![PieceFile { path: "decisions/d1/decide.toml".into(), sha256: Some(Digest([9; 32])) }],
            }),
        ),
    ]
}

/// A withdrawal of every kind of key.
pub(crate) fn withdrawals() -> Vec<(Capacity, Change)> {
    let gone = |(capacity, statement): (Capacity, Statement)| {
        (capacity, Change::Withdraw(statement.key(), "It was wrong".to_owned()))
    };
    statements().into_iter().map(gone).collect()
}

/// A journal that is being written.
#[derive(Clone, Default)]
pub(crate) struct Journal {
    pub(crate) lines: Vec<String>,
    pub(crate) heads: Vec<Head>,
    pub(crate) made: Vec<Entry>,
}

impl Journal {
    /// Adds an entry of person `p1` that follows all heads.
    pub(crate) fn add(&mut self, capacity: Capacity, change: &Change, supersedes: &[EntryId]) -> EntryId {
        self.add_by(1, capacity, change, supersedes)
    }

    pub(crate) fn add_by(&mut self, who: u8, capacity: Capacity, change: &Change, supersedes: &[EntryId]) -> EntryId {
        let by = PersonId::new(&format!("p{who}"));
        let at = Timestamp::from_unix(1_795_342_500 + i64::try_from(self.lines.len()).unwrap()).unwrap();
        let draft = Draft { by: &by, capacity, at, why: "Said so", supersedes: supersedes.to_vec(), change };
        let (line, entry) = encode(&draft, &self.heads, &key(who)).unwrap();
        let made = entry.made.as_ref().unwrap();
        let head = Head { id: made.id, seq: made.seq };
        self.heads = vec![head];
        self.lines.push(line);
        self.made.push(entry);
        head.id
    }

    /// A journal with one entry of every kind, the last of them a withdrawal.
    pub(crate) fn of_all_kinds() -> Self {
        Self::of(statements())
    }

    /// A journal of these statements that ends with the withdrawal of the last.
    pub(crate) fn of(statements: Vec<(Capacity, Statement)>) -> Self {
        let mut journal = Self::default();
        let mut last = None;
        for (capacity, statement) in statements {
            last = Some((capacity, statement.key(), journal.add(capacity, &Change::State(statement), &[])));
        }
        let (capacity, key, id) = last.unwrap();
        journal.add(capacity, &Change::Withdraw(key, "Too early".to_owned()), &[id]);
        journal
    }

    /// Claims by one author, one after another.
    pub(crate) fn of_claims(count: usize) -> Self {
        let mut journal = Self::default();
        for number in 0..count {
            let change = claim(&format!("CR 1.{number}"), Status::Met, "Yes");
            journal.add(Capacity::Applicant, &change, &[]);
        }
        journal
    }

    pub(crate) fn text(&self) -> String {
        text(&self.lines)
    }
}

/// The file of some lines.
pub(crate) fn text(lines: &[String]) -> String {
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

pub(crate) fn read(bytes: impl AsRef<[u8]>) -> Replay {
    replay("journal.jsonl", bytes.as_ref())
}

/// The problems as people see them.
pub(crate) fn problems(replay: &Replay) -> Vec<String> {
    replay.problems.iter().map(ToString::to_string).collect()
}

pub(crate) fn has_error(replay: &Replay) -> bool {
    replay.problems.iter().any(model::Problem::is_error)
}

/// A row's key on the applicant's side.
pub(crate) fn claim_key(requirement: &str) -> Key {
    Key::Claim(row(requirement, None))
}
