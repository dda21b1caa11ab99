//! Can somebody change what is recorded, or sign what is not theirs, without `verify` saying so?
#![allow(clippy::expect_used, clippy::disallowed_methods, reason = "tests at the edge: files of their own")]

use std::fs;
use std::path::{Path, PathBuf};

use app::{Catalogue, InitInput, OpenDossier, RecordInput, TrustedKey};
use model::{
    Capacity, Change, Decision, DecisionId, DecisionKind, Evaluation, Key, Person, PersonId, PublicKey, RowId,
    Statement, SubjectId, Timestamp, Verdict,
};
use record::{Draft, Head, SecretKey, encode, replay};
use report::VerificationResult;

/// A small recorded dossier: `p1` is the applicant, `p2` the evaluator.
struct Case {
    dir: PathBuf,
    catalogue: Catalogue,
}

impl Drop for Case {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

fn key(of: u8) -> SecretKey {
    SecretKey::from_seed(&[of; 32])
}

fn moment(minute: i64) -> Timestamp {
    Timestamp::from_unix(1_760_000_000 + minute * 60).expect("a moment")
}

impl Case {
    fn begins(name: &str) -> Self {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        let case = Self { dir, catalogue: Catalogue::compiled() };
        let input = InitInput { organization: "Larch".into(), person: "Rosa".into(), subjects: Vec::new() };
        app::init(&case.catalogue, &case.dir, &input).expect("a dossier");
        let people = format!(
            "format = 1\ntitle = \"Larch\"\n\n[[person]]\nid = \"p1\"\ncapacities = [\"applicant\"]\nkey = \"{}\"\n\n\
             [[person]]\nid = \"p2\"\ncapacities = [\"evaluator\"]\nkey = \"{}\"\n",
            key(1).public(),
            key(2).public()
        );
        case.write("dossier.toml", people);
        case.write(
            "products/p/product.toml",
            "name = \"P\"\nstandards = [\"4-2@2019\"]\ntypes = [\"embedded-device\"]\n",
        );
        case.write("products/p/4-2.csv", "requirement,status,statement,evidence\nCR 1.1,met,It asks.,design#2\n");
        case.write("evidence/design.txt", "1 Purpose\n2 Login: the service port asks for a name and a password.\n");
        let digest = folder::digest(&case.dir.join("evidence/design.txt")).expect("a digest");
        case.write(
            "evidence.toml",
            format!("[[evidence]]\nid = \"design\"\ntitle = \"Design\"\nkind = \"design\"\nfiles = [{{ path = \"evidence/design.txt\", sha256 = \"{digest}\" }}]\n"),
        );
        case.record(1, 0).expect("recorded");
        case
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.dir.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.dir.join(path)).expect("bytes")
    }

    fn open(&self) -> OpenDossier<'_> {
        OpenDossier::open(&self.catalogue, &self.dir).expect("a dossier")
    }

    fn record(&self, by: u8, minute: i64) -> Result<report::RecordingResult, app::Error> {
        let input =
            RecordInput { why: "because".into(), capacity: None, at: moment(minute), settle: false, dry_run: false };
        app::record(&self.open(), &key(by), &input)
    }

    fn verify(&self) -> VerificationResult {
        let trusted: Vec<TrustedKey> =
            (1..=3).map(|of| TrustedKey { key: key(of).public(), name: format!("key {of}") }).collect();
        app::verify(&self.open(), &trusted, None).expect("a journal")
    }

    fn errors(&self) -> Vec<String> {
        self.verify()
            .problems
            .iter()
            .filter(|one| one.is_error())
            .map(|one| format!("{}: {}", one.file, one.message))
            .collect()
    }

    /// Adds an entry as somebody with a program of their own would.
    fn forge(&self, by: &str, with: u8, capacity: Capacity, change: &Change) {
        let bytes = self.read("journal.jsonl");
        let before = replay("journal.jsonl", &bytes);
        let heads: Vec<Head> = before.heads.clone();
        let about = change.key();
        let standing = before.book.standing(&about);
        let supersedes = standing.filter_map(|entry| entry.made.as_ref()).map(|made| made.id).collect();
        let by = PersonId::new(by);
        let draft = Draft { by: &by, capacity, at: moment(600), why: "forged", supersedes, change };
        let (line, _) = encode(&draft, &heads, &key(with)).expect("a line");
        self.write("journal.jsonl", [bytes, line.into_bytes(), b"\n".to_vec()].concat());
    }
}

fn person(id: &str, capacities: &[Capacity], key: Option<PublicKey>) -> Change {
    Change::State(Statement::Person(Person { id: PersonId::new(id), capacities: capacities.to_vec(), key }))
}

fn pass(evaluator: &str) -> Change {
    let row = RowId {
        subject: SubjectId::new("products/p"),
        edition: Catalogue::compiled().head("iec62443-4-2", None).expect("4-2").key.clone(),
        requirement: model::RequirementId::new("CR 1.1"),
        part: None,
    };
    let found = Evaluation { verdict: Some(Verdict::Pass), evaluator: evaluator.to_owned(), ..Evaluation::default() };
    Change::State(Statement::Verdict(row, found))
}

#[test]
fn what_is_sound_is_verified() {
    let case = Case::begins("sound");
    let result = case.verify();
    assert_eq!(case.errors(), Vec::<String>::new());
    assert_eq!((result.evidence_intact, result.unrecorded.len()), (1, 0));
}

#[test]
fn every_changed_byte_of_evidence_is_found() {
    let case = Case::begins("evidence");
    let whole = case.read("evidence/design.txt");
    for at in 0..whole.len() {
        for flip in [0x01, 0x20, 0x80] {
            let mut changed = whole.clone();
            changed[at] ^= flip;
            case.write("evidence/design.txt", &changed);
            let errors = case.errors();
            assert!(
                errors.iter().any(|error| error.contains("evidence/design.txt: design: the file's digest")),
                "{at}: {errors:?}"
            );
        }
    }
    case.write("evidence/design.txt", &whole[..whole.len() - 1]);
    assert!(!case.errors().is_empty(), "a cut file is found");
    fs::remove_file(case.dir.join("evidence/design.txt")).expect("removed");
    assert!(case.errors().iter().any(|error| error.contains("is not there")), "a missing file is found");
}

#[test]
fn every_changed_byte_of_the_journal_is_found() {
    let case = Case::begins("journal");
    let whole = case.read("journal.jsonl");
    // Each byte and each flip is tried beside the reader itself; here the way through the use case.
    for at in (0..whole.len()).step_by(5) {
        let mut changed = whole.clone();
        changed[at] ^= 0x01;
        case.write("journal.jsonl", &changed);
        assert!(!case.errors().is_empty(), "byte {at}");
    }
    case.write("journal.jsonl", b"");
    assert!(case.errors()[0].contains("holds no entry"));
}

#[test]
fn nobody_signs_as_somebody_else() {
    let case = Case::begins("somebody");
    // The applicant's key under the evaluator's name.
    case.forge("p2", 1, Capacity::Evaluator, &pass("p2"));
    assert!(case.errors().iter().any(|error| error.contains("gave p2 no such key")), "{:?}", case.errors());
}

#[test]
fn nobody_gives_themself_a_capacity() {
    let case = Case::begins("capacity");
    case.forge("p1", 1, Capacity::Evaluator, &pass("p1"));
    assert!(
        case.errors().iter().any(|error| error.contains("did not say that p1 acts as evaluator")),
        "{:?}",
        case.errors()
    );
    let case = Case::begins("two-hats");
    case.forge(
        "p1",
        1,
        Capacity::Applicant,
        &person("p1", &[Capacity::Applicant, Capacity::Evaluator], Some(key(1).public())),
    );
    assert!(
        case.errors().iter().any(|error| error.contains("makes p1 applicant and evaluator")),
        "{:?}",
        case.errors()
    );
}

#[test]
fn one_key_is_one_person_over_the_whole_record() {
    let case = Case::begins("one-key");
    case.forge("p1", 1, Capacity::Applicant, &person("p3", &[Capacity::Evaluator], Some(key(1).public())));
    case.forge("p3", 1, Capacity::Evaluator, &pass("p3"));
    assert!(case.errors().iter().any(|error| error.contains("p3 is given the key of p1")), "{:?}", case.errors());
    // And in the file that people edit.
    let cover = String::from_utf8(case.read("dossier.toml")).expect("text");
    case.write(
        "dossier.toml",
        format!("{cover}\n[[person]]\nid = \"p3\"\ncapacities = [\"evaluator\"]\nkey = \"{}\"\n", key(1).public()),
    );
    assert!(case.errors().iter().any(|error| error.contains("this key is another person's")), "{:?}", case.errors());
}

#[test]
fn whoever_is_withdrawn_signs_no_more() {
    let case = Case::begins("withdrawn");
    case.forge("p1", 1, Capacity::Applicant, &Change::Withdraw(Key::Person(PersonId::new("p2")), "left".into()));
    case.forge("p2", 2, Capacity::Evaluator, &pass("p2"));
    assert!(case.errors().iter().any(|error| error.contains("did not know p2")), "{:?}", case.errors());
}

#[test]
fn a_verdict_in_anothers_name_does_not_come_in() {
    let case = Case::begins("name");
    case.forge("p2", 2, Capacity::Evaluator, &pass("p1"));
    assert!(case.errors().iter().any(|error| error.contains("in the name of p1")), "{:?}", case.errors());
    let decision = Decision {
        title: "Certified".into(),
        by: Some(PersonId::new("p1")),
        outcome: "granted".into(),
        ..Decision::new(DecisionId::new("d1"), DecisionKind::Certification)
    };
    let case = Case::begins("decision");
    case.forge("p1", 1, Capacity::Applicant, &Change::State(Statement::Decision(decision)));
    assert!(case.errors().iter().any(|error| error.contains("is not applicant's to state")), "{:?}", case.errors());
}

#[test]
fn nobody_records_before_the_record_knows_them() {
    let case = Case::begins("unknown");
    let cover = String::from_utf8(case.read("dossier.toml")).expect("text");
    case.write(
        "dossier.toml",
        format!("{cover}\n[[person]]\nid = \"p3\"\ncapacities = [\"evaluator\"]\nkey = \"{}\"\n", key(3).public()),
    );
    let refused = case.record(3, 10).expect_err("the record does not know p3").to_string();
    assert!(refused.contains("does not know p3 yet"), "{refused}");
    case.record(1, 11).expect("the applicant records p3");
    case.write("products/p/4-2.verdicts.csv", "requirement,verdict,evaluator,date\nCR 1.1,pass,p3,2025-10-01\n");
    assert_eq!(case.record(3, 12).expect("now p3 may").recorded.len(), 1);
    assert_eq!(case.errors(), Vec::<String>::new());
    let refused = case.record(1, 1).expect_err("before the last entry").to_string();
    assert!(refused.contains("look at the clock"), "{refused}");
}

#[test]
fn recorded_evidence_keeps_its_files() {
    let case = Case::begins("files");
    case.write("evidence/design.txt", "another text");
    let digest = folder::digest(&case.dir.join("evidence/design.txt")).expect("a digest");
    let register = String::from_utf8(case.read("evidence.toml")).expect("text");
    let old = register.split("sha256 = \"").nth(1).and_then(|rest| rest.get(..64)).expect("a digest").to_owned();
    case.write("evidence.toml", register.replace(&old, &digest.to_string()));
    let recording = case.record(1, 10).expect("the rest is recorded");
    assert!(recording.left.iter().any(|left| left.contains("recorded with other files")), "{:?}", recording.left);
    assert!(!case.errors().is_empty());
}
