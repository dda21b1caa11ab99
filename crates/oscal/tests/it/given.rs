//! How do the tests get at a dossier? The examples, read and assessed as the program does it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use assess::{Ask, Found, Holdings, Register, assess, rows_of};
use catalogue::{AssessedBy, Catalogue, Edition, Scheme, Words};
use document::Brand;
use dossier::{Dossier, Files, Library, Sheet, holds, import, read};
use model::{Basis, Change, Cover, Date, Goal, Key, Row, Statement, Subject, parse_date};
use report::{Case, Held, Matter, PersonView, RecordedState};

pub(crate) static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::compiled);
static BRAND: Brand = Brand::plain();

/// A dossier as files, and what follows from them.
pub(crate) struct Given {
    pub(crate) library: Library<'static>,
    pub(crate) dossier: Dossier,
    cover: Cover,
    register: Register,
    cases: Vec<Prepared>,
    pub(crate) record: Option<RecordedState>,
}

struct Prepared {
    subject: Subject,
    edition: Arc<Edition>,
    words: Vec<(usize, Words)>,
    rows: Vec<Row>,
    own_rows: Vec<Row>,
    ask: Ask,
    scheme: Scheme,
}

fn at() -> Date {
    parse_date("2026-11-22").expect("a day")
}

fn collect(root: &Path, folder: &Path, files: &mut Files) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/");
            if holds(&name).is_some() {
                files.insert(name.as_str().into(), fs::read(&path).expect("a file"));
            }
        }
    }
}

/// The files of an example.
pub(crate) fn files(example: &str) -> Files {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(example);
    let mut files = Files::new();
    collect(&root, &root, &mut files);
    files
}

impl Given {
    pub(crate) fn example(name: &str, basis: Basis) -> Self {
        Self::of(&files(name), basis)
    }

    pub(crate) fn of(files: &Files, basis: Basis) -> Self {
        let library = Library::new(&CATALOGUE);
        let dossier = read(&library, files);
        // Every file is taken to be there as it was registered: the evidence itself is not this crate's business.
        let mut holdings = Holdings::new();
        for (piece, _) in dossier.book.pieces() {
            for file in &piece.files {
                holdings.insert(Arc::clone(&file.path), file.sha256.map_or(Found::Nothing, Found::File));
            }
        }
        let register = Register::new(&dossier.book, &holdings, at());
        let cover = match dossier.book.entry(&Key::Cover).and_then(model::Entry::statement) {
            Some(Statement::Cover(cover)) => cover.clone(),
            _ => Cover::default(),
        };
        let mut cases = Vec::new();
        for (subject, _) in dossier.book.subjects().filter(|(subject, _)| !subject.only_platform) {
            for key in &subject.standards {
                let edition = library.edition(key).expect("an edition");
                let (rows, _) = rows_of(&dossier.book, &register, subject, &edition);
                let fits = |goal: &Goal| match goal {
                    Goal::Levels(_) => edition.head.assessed_by == AssessedBy::Levels,
                    Goal::Maturity(_) => edition.head.assessed_by == AssessedBy::Maturity,
                };
                let ask = Ask {
                    subject: subject.assessed_as,
                    basis,
                    target: subject.target.filter(fits),
                    applied_for: subject.applied_for.filter(fits),
                    present: subject.present.clone(),
                    absent: subject.absent.clone(),
                    ..Ask::new(subject.types, at())
                };
                cases.push(Prepared {
                    subject: subject.clone(),
                    words: CATALOGUE.texts(&edition),
                    own_rows: dossier.own_rows(subject, &edition),
                    scheme: CATALOGUE.scheme("default").expect("a scheme").clone(),
                    edition,
                    rows,
                    ask,
                });
            }
        }
        Self { library, dossier, cover, register, cases, record: None }
    }

    pub(crate) fn matter(&self) -> Matter<'_> {
        Matter {
            title: &self.cover.title,
            organization: &self.cover.organization,
            program: "plimsoll 0.1.0",
            at: at(),
            brand: &BRAND,
            cases: self.cases.iter().map(Prepared::case).collect(),
            evidence: self.register.pieces().map(|(piece, because)| Held { piece, because }).collect(),
            people: self.people(),
            record: self.record.clone(),
            whole: true,
            pathway: None,
            decision: None,
            trace: None,
            plan: None,
        }
    }

    fn people(&self) -> Vec<PersonView<'_>> {
        let view = |person: &'_ model::Person| {
            let (id, names) = self.dossier.names.get_key_value(&person.id)?;
            Some(PersonView { id: id.as_str(), name: &names.name, organization: &names.organization })
        };
        self.dossier.book.people().filter_map(|(person, _)| view(person)).collect()
    }

    /// The changes that a document brings, and what is wrong with it.
    pub(crate) fn import(&self, json: &str) -> (Vec<Change>, Vec<String>) {
        let imported = oscal::read("o.json", json.as_bytes());
        let mut problems = imported.problems;
        let mut changes = Vec::new();
        for sheet in imported.sheets {
            let subject = sheet.about.subject.as_deref().unwrap_or("eg220");
            let subject = self.dossier.subject(subject).expect("a subject");
            let key = sheet.about.edition.as_deref().unwrap_or("iec62443-4-2");
            let edition = self.library.edition(&self.library.key(key).expect("a key")).expect("an edition");
            let (table, more) = Sheet::of_table(sheet.table);
            problems.extend(more);
            let (more, wrong) = import(&self.dossier, subject, &edition, &table, "emptied");
            changes.extend(more);
            problems.extend(wrong);
        }
        (changes, problems.iter().map(ToString::to_string).collect())
    }
}

impl Prepared {
    fn case(&self) -> Case<'_> {
        Case {
            subject: &self.subject,
            assessment: assess(&self.edition, &self.scheme, &self.rows, &self.ask),
            words: &self.words,
            own_rows: &self.own_rows,
            sources: Vec::new(),
            sheet: None,
            problems: Vec::new(),
        }
    }
}

/// A dossier of everything that people write and formats stumble over.
pub(crate) fn strange() -> Given {
    let mut files = Files::new();
    let mut put = |path: &str, text: &str| files.insert(path.into(), text.as_bytes().to_vec());
    put(
        "dossier.toml",
        "format = 1\ntitle = \"Gerät «Ω» \\\"6\\\" <b>测试</b> *star*\"\n[organization]\nname = \"Müller & Söhne\"\n\
         [[person]]\nid = \"p1\"\ncapacities = [\"applicant\"]\n\
         [[person]]\nid = \"p4\"\nname = \"Ольга\"\norganization = \"Labor 7\"\ncapacities = [\"evaluator\"]\n",
    );
    put(
        "evidence.toml",
        "[[evidence]]\nid = \"plan\"\ntitle = \"Plan (α)\"\nkind = \"plan\"\n\
         files = [{ path = \"evidence/a b#1 é.md\", sha256 = \"853d6c7f2c56b436dc7d387dd7d766f3feb7f93882ba9ae3e2e85dbce02f8789\" }]\n\
         [[evidence]]\nid = \"old\"\ntitle = \"Old\"\nkind = \"record\"\neffective_to = \"2020-01-01\"\n\
         files = [{ path = \"evidence/old.txt\" }]\n",
    );
    put(
        "products/g/product.toml",
        "name = \"网关\"\nstandards = [\"iec62443-4-2@2019\", \"cra@2024\"]\ntypes = [\"software-application\"]\n\
         [[version]]\nid = \"1 beta\"\n[[version]]\nid = \"2\"\nchanged_parts = []\nchanged_interfaces = []\n\
         changed_features = []\nchanged_requirements = [\"CR 1.1\"]\n",
    );
    put(
        "products/g/4-2.csv",
        "requirement,part,status,statement,evidence\n\
         CR 1.1,,met,\"Two lines:\n- *one*\n- \"\"two\"\", <b>three</b> [x](y) \\n {{ insert }}\",plan#5 §3;old;nowhere#x;evidence/old.txt#2\n\
         CR 1.2,Web·界面,by-integration,,plan #7\n\
         CR 1.2,,partly,Teils erfüllt.,\n\
         CR 1.3,,,,plan\n\
         CCSC 1,,not-applicable,No.,\n\
         NDR 1.6,,not-met,,\n",
    );
    put(
        "products/g/4-2.verdicts.csv",
        "requirement,part,version,status,verdict,remark,method,evaluator,date\n\
         CR 1.1,,1 beta,met,pass,\"Several\nlines.\",\"document review,\nthen a test\",p4,2026-01-02\n\
         CR 1.2,Web·界面,2,,fail,,Gespräch,Somebody else,1850-06-01\n\
         CR 1.2,,2,,na,,,,\n\
         CR 1.4,,2,,ne,Not looked at.,,p4,2026-01-03\n\
         CR 1.5,,2,,,Only a note.,,p4,\n",
    );
    put("products/g/cra.csv", "requirement,status,statement\nCRA-I.1(1),met,Yes.\n");
    put("process/p/process.toml", "name = \"P\"\nstandards = [\"iec62443-4-1@2018\"]\n");
    put(
        "process/p/4-1.csv",
        "requirement,status,maturity,performed,documented,competent,practised,repeated,measured,improved,statement,evidence\n\
         SM-1,,2,yes,partly,no,,,,yes,Words.,plan\nSM-2,met,,,,,,,,,,\nSM-3,not-applicable,,,,,,,,,Why not.,\n",
    );
    put(
        "process/p/4-1.verdicts.csv",
        "requirement,verdict,remark,method,evaluator,date\nSM-1,ML3,,interview,p4,2026-01-02\nSM-2,pass,,,p4,\n",
    );
    put("systems/s/system.toml", "name = \"S\"\nstandards = [\"iec62443-3-3@2013\"]\nsubject = \"zone\"\n");
    put("systems/s/3-3.csv", "requirement,status,statement\nSR 1.1,compensated,A fence.\n");
    put("programmes/e/programme.toml", "name = \"\"\nstandards = [\"iec62443-2-4@2023\"]\n");
    Given::of(&files, Basis::Evaluated)
}
