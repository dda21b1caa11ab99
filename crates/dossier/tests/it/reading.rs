//! What happens to a dossier in which something is broken? The rest is read, and each problem says where and what next.

use std::sync::Arc;

use dossier::{Files, Library, import, read_sheet};
use model::{
    Capacity, Date, DecisionKind, Evaluation, Key, PersonId, Piece, PieceId, Statement, Status, Subject, Verdict,
};
use proptest::prelude::*;

use crate::given::{CATALOGUE, GATEWAY, dossier, files, problems, row, says};

const COVER: &str = r#"format = 1
title = "T"
[organization]
name = "O"
[[site]]
id = "s1"
[[team]]
id = "t1"
site = "s1"
[[person]]
id = "p1"
name = "A"
capacities = ["applicant"]
[[person]]
id = "p4"
capacities = ["evaluator"]
[[person]]
id = "p5"
capacities = ["reviewer"]
"#;
const KEY: &str = "key = \"ed25519:d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a\"";
const EVIDENCE: &str = r#"[[evidence]]
id = "tm"
title = "Threats"
kind = "analysis"
files = [{ path = "evidence/tm.md", sha256 = "0101010101010101010101010101010101010101010101010101010101010101" }]
owner = "p1"
"#;
const DECISIONS: &str = r#"[[decision]]
id = "d1"
kind = "review"
title = "R"
subject = "products/g"
by = "p5"
"#;
const OBSERVATIONS: &str = "id,date,kind,subject,result,by\no1,2026-01-02,scan,products/g,none,p4\n";
const PRODUCT: &str = r#"name = "G"
standards = ["iec62443-4-2@2019"]
types = ["embedded-device"]
process = "d"
target = "2"
present = ["hardware"]
[[part]]
id = "web"
requirements = ["CR 1.1"]
[[version]]
id = "1"
date = "2025-01-01"
"#;
const CLAIMS: &str =
    "requirement,part,status,statement,evidence\nCR 1.1,,met,first,tm\nCR 1.2,web,partly,second,\nCR 1.3,,met,third,\n";
const VERDICTS: &str = "requirement,part,version,verdict,remark,evaluator,date\nCR 1.1,,1,pass,so,p4,2026-01-02\nCR 1.3,,1,fail,not,p4,2026-01-03\n";
const PROCESS: &str = "name = \"D\"\nstandards = [\"iec62443-4-1@2018\"]\nsites = [\"s1\"]\nteams = [\"t1\"]\n";
const MARKS: &str =
    "requirement,status,performed,documented,maturity,statement\nSM-1,,yes,partly,,fourth\nSM-2,met,,,2,\n";

fn whole() -> Files {
    files(&[
        ("dossier.toml", COVER),
        ("evidence.toml", EVIDENCE),
        ("decisions.toml", DECISIONS),
        ("observations.csv", OBSERVATIONS),
        ("products/g/product.toml", PRODUCT),
        ("products/g/4-2.csv", CLAIMS),
        ("products/g/4-2.verdicts.csv", VERDICTS),
        ("process/d/process.toml", PROCESS),
        ("process/d/4-1.csv", MARKS),
    ])
}

fn with(path: &str, bytes: impl Into<Vec<u8>>) -> Files {
    let mut files = whole();
    files.insert(path.into(), bytes.into());
    files
}

fn without(path: &str) -> Files {
    let mut files = whole();
    files.remove(path);
    files
}

/// A file of the whole dossier with some words replaced.
fn changed(path: &str, from: &str, to: &str) -> Files {
    let text = String::from_utf8(whole()[path].clone()).unwrap();
    assert!(text.contains(from), "{from}");
    with(path, text.replacen(from, to, 1))
}

/// The statements of the applicant's rows, whatever the rest of the dossier says.
fn statements(files: &Files) -> Vec<String> {
    let dossier = dossier(files);
    let claims = dossier.book.statements().filter_map(|(one, _)| match one {
        Statement::Claim(_, claim) => Some(claim.statement.clone()),
        _ => None,
    });
    claims.filter(|text| !text.is_empty()).collect()
}

#[test]
fn a_whole_dossier_has_no_problems() {
    assert_eq!(problems(&dossier(&whole())), [] as [String; 0]);
    assert_eq!(statements(&whole()), ["fourth", "first", "second", "third"]);
    assert_eq!(problems(&dossier(&GATEWAY)), [] as [String; 0], "nor has the sample");
}

type Case = (&'static str, Files, &'static [&'static str]);

fn cases() -> Vec<Case> {
    vec![
        (
            "a syntax error",
            changed("dossier.toml", "title = \"T\"", "title = \"T"),
            &["dossier.toml:2:11: error: invalid basic string, expected `\"`"],
        ),
        (
            "unknown keys in the cover",
            changed("dossier.toml", "name = \"A\"", "nmae = \"A\""),
            &[
                "dossier.toml:12:1: error: nobody reads `nmae`\n  hint: known here: capacities, id, key, name, organization",
            ],
        ),
        (
            "a format of tomorrow",
            changed("dossier.toml", "format = 1", "format = 2"),
            &[
                "dossier.toml:1:10: error: this is format 2 of a dossier; this program reads format 1\n  hint: use a newer program, or write format = 1",
            ],
        ),
        (
            "an unknown capacity",
            changed("dossier.toml", "[\"reviewer\"]", "[\"reviewer\", \"auditor\"]"),
            &[
                "dossier.toml:19:27: error: \"auditor\" is not a capacity\n  hint: use one of: applicant, adviser, evaluator, reviewer, decider",
            ],
        ),
        (
            "a person twice",
            changed("dossier.toml", "id = \"p5\"", "id = \"p1\""),
            &[
                "decisions.toml:2:6: error: d1: there is no person p5\n  hint: add them to dossier.toml",
                "dossier.toml:18:6: error: the person p1 stands here twice\n  hint: keep one of the two",
            ],
        ),
        (
            "an id that is none",
            changed("dossier.toml", "id = \"p5\"", "id = \"P 5\""),
            &[
                "decisions.toml:2:6: error: d1: there is no person p5\n  hint: add them to dossier.toml",
                "dossier.toml:18:6: error: \"P 5\" is not an id\n  hint: an id has lower-case letters, digits, `-`, `.` and `_`, such as eg220",
            ],
        ),
        (
            "a person without an id",
            changed("dossier.toml", "id = \"p5\"\n", ""),
            &[
                "decisions.toml:2:6: error: d1: there is no person p5\n  hint: add them to dossier.toml",
                "dossier.toml:17:1: error: `id` is missing in [person]",
            ],
        ),
        (
            "a key that is none",
            changed("dossier.toml", "name = \"A\"", "key = \"ed25519:00\""),
            &[
                "dossier.toml:12:7: error: this is no public key\n  hint: `plimsoll key show` prints it: ed25519: and 64 hexadecimal digits",
            ],
        ),
        (
            "a team of a person",
            changed("dossier.toml", "name = \"A\"", "team = \"t1\""),
            &[
                "dossier.toml:12:1: error: nobody reads `team`\n  hint: known here: capacities, id, key, name, organization",
            ],
        ),
        (
            "one key for two persons",
            with(
                "dossier.toml",
                COVER
                    .replace("id = \"p4\"", &format!("id = \"p4\"\n{KEY}"))
                    .replace("id = \"p5\"", &format!("id = \"p5\"\n{KEY}")),
            ),
            &[
                "dossier.toml:20:1: error: this key is another person's, on line 14; one key is one person\n  hint: give each person a key of their own",
            ],
        ),
        (
            "a person in no capacity",
            changed("dossier.toml", "capacities = [\"reviewer\"]", ""),
            &["dossier.toml:17:1: warning: this person acts in no capacity\n  hint: add capacities = [\"applicant\"]"],
        ),
        (
            "a team of an unknown site",
            changed("dossier.toml", "site = \"s1\"", "site = \"s2\""),
            &[
                "dossier.toml:7:3: warning: the team t1 belongs to the site \"s2\", which is not here\n  hint: add it as [[site]]",
            ],
        ),
        (
            "a site twice",
            changed("dossier.toml", "[[team]]", "[[site]]\nid = \"s1\"\n[[team]]"),
            &["dossier.toml:8:6: error: the site s1 stands here twice\n  hint: keep one of the two"],
        ),
        (
            "an organization that is a text",
            changed("dossier.toml", "[organization]\nname = \"O\"", "organization = \"O\""),
            &["dossier.toml:3:16: error: `organization` is a text\n  hint: write a table"],
        ),
        (
            "a cover that is missing",
            without("dossier.toml"),
            &[
                "decisions.toml:2:6: error: d1: there is no person p5\n  hint: add them to dossier.toml",
                "dossier.toml:1:1: error: this file is missing\n  hint: `plimsoll init` writes a dossier; its root holds dossier.toml",
                "evidence.toml:2:6: warning: tm: there is no person p1\n  hint: owners are people of dossier.toml",
                "observations.csv:2:1: warning: o1: there is no person p4\n  hint: add them to dossier.toml",
                "products/g/4-2.verdicts.csv:2:11: error: CR 1.1: \"p4\" is no person of this dossier\n  hint: dossier.toml gives each person an id; names stay out of sheets, so that they stay out of the record",
                "products/g/4-2.verdicts.csv:3:11: error: CR 1.3: \"p4\" is no person of this dossier\n  hint: dossier.toml gives each person an id; names stay out of sheets, so that they stay out of the record",
            ],
        ),
        (
            "a cover that is not UTF-8",
            with("dossier.toml", [COVER.replace("name = \"A\"", "").as_bytes(), b"# M\xFCller\n"].concat()),
            &["dossier.toml:20:1: error: this line is not UTF-8\n  hint: save the file as UTF-8"],
        ),
        (
            "an evaluator who is an adviser",
            changed("dossier.toml", "[\"evaluator\"]", "[\"adviser\", \"evaluator\"]"),
            &[
                "dossier.toml:16:1: error: nobody is adviser and evaluator in one dossier\n  hint: whoever prepares or advises must not evaluate, review or certify",
                "products/g/4-2.verdicts.csv:2:11: error: CR 1.1: p4 is no evaluator\n  hint: a verdict is an evaluator's; dossier.toml says in which capacities somebody acts",
                "products/g/4-2.verdicts.csv:3:11: error: CR 1.3: p4 is no evaluator\n  hint: a verdict is an evaluator's; dossier.toml says in which capacities somebody acts",
            ],
        ),
        (
            "a syntax error in the register",
            changed("evidence.toml", "[[evidence]]", "[[evidence]"),
            &[
                "evidence.toml:1:12: error: unclosed array table, expected `]`",
                "evidence.toml:6:1: error: nobody reads `owner`\n  hint: known here: evidence",
            ],
        ),
        (
            "an unknown kind of evidence",
            changed("evidence.toml", "\"analysis\"", "\"thoughts\""),
            &[
                "evidence.toml:4:8: error: \"thoughts\" is not a value of `kind`\n  hint: use one of: policy, procedure, plan, design, analysis, manual, test-report, scan, sbom, record, training, certificate, agreement, other",
            ],
        ),
        (
            "an unknown key of evidence",
            changed("evidence.toml", "owner", "holder"),
            &[
                "evidence.toml:6:1: error: nobody reads `holder`\n  hint: known here: effective_from, effective_to, files, id, kind, owner, received, supersedes, title",
            ],
        ),
        (
            "evidence twice",
            with("evidence.toml", EVIDENCE.repeat(2)),
            &[
                "evidence.toml:8:6: error: the evidence tm stands here twice, first on line 2\n  hint: keep one of the two",
            ],
        ),
        (
            "a path that leads out",
            changed("evidence.toml", "evidence/tm.md", "../../etc/passwd"),
            &[
                "evidence.toml:2:6: warning: tm names no file, so it shows nothing\n  hint: files = [{ path = \"evidence/…\", sha256 = \"…\" }]",
                "evidence.toml:5:19: error: \"../../etc/passwd\" leads out of the dossier\n  hint: write the path from the dossier's root with `/`, such as evidence/threat-model.md",
            ],
        ),
        (
            "a path from the root",
            changed("evidence.toml", "evidence/tm.md", "/etc/passwd"),
            &[
                "evidence.toml:2:6: warning: tm names no file, so it shows nothing\n  hint: files = [{ path = \"evidence/…\", sha256 = \"…\" }]",
                "evidence.toml:5:19: error: \"/etc/passwd\" leads out of the dossier\n  hint: write the path from the dossier's root with `/`, such as evidence/threat-model.md",
            ],
        ),
        (
            "a digest that is none",
            changed("evidence.toml", "0101010101010101010101010101010101010101010101010101010101010101", "01"),
            &[
                "evidence.toml:2:6: warning: tm: evidence/tm.md has no digest, so it shows nothing\n  hint: `sha256sum evidence/tm.md` prints it; `plimsoll add evidence` writes both",
                "evidence.toml:5:46: error: this is no SHA-256\n  hint: 64 lower-case hexadecimal digits, as `sha256sum` prints them",
            ],
        ),
        (
            "evidence without files",
            changed(
                "evidence.toml",
                "files = [{ path = \"evidence/tm.md\", sha256 = \"0101010101010101010101010101010101010101010101010101010101010101\" }]\n",
                "",
            ),
            &[
                "evidence.toml:2:6: warning: tm names no file, so it shows nothing\n  hint: files = [{ path = \"evidence/…\", sha256 = \"…\" }]",
            ],
        ),
        (
            "an owner who is nobody",
            changed("evidence.toml", "owner = \"p1\"", "owner = \"p9\""),
            &["evidence.toml:2:6: warning: tm: there is no person p9\n  hint: owners are people of dossier.toml"],
        ),
        (
            "a predecessor that is not here",
            changed("evidence.toml", "owner = \"p1\"", "supersedes = \"old\""),
            &[
                "evidence.toml:2:6: error: tm supersedes old, which is not here\n  hint: what was evidence once stays in the register",
            ],
        ),
        (
            "a day that is none",
            changed("evidence.toml", "owner = \"p1\"", "received = \"2.1.2026\""),
            &[
                "evidence.toml:6:12: error: `received` is \"2.1.2026\", which is no day\n  hint: write the day as \"2026-11-22\"",
            ],
        ),
        (
            "an end before the beginning",
            changed(
                "evidence.toml",
                "owner = \"p1\"",
                "effective_from = \"2026-02-01\"\neffective_to = \"2026-01-01\"",
            ),
            &["evidence.toml:7:1: error: tm ends before it begins\n  hint: effective_from comes first"],
        ),
        (
            "evidence without a title",
            changed("evidence.toml", "title = \"Threats\"\n", ""),
            &["evidence.toml:1:1: error: `title` is missing in [evidence]"],
        ),
        (
            "an unknown kind of decision",
            changed("decisions.toml", "\"review\"", "\"opinion\""),
            &[
                "decisions.toml:3:8: error: \"opinion\" is not a value of `kind`\n  hint: use one of: business, application, review, certification, exception",
            ],
        ),
        (
            "a decision twice",
            with("decisions.toml", DECISIONS.repeat(2)),
            &["decisions.toml:8:6: error: the decision d1 stands here twice\n  hint: keep one of the two"],
        ),
        (
            "a decision by nobody known",
            changed("decisions.toml", "\"p5\"", "\"p9\""),
            &["decisions.toml:2:6: error: d1: there is no person p9\n  hint: add them to dossier.toml"],
        ),
        (
            "a decision about nothing known",
            changed("decisions.toml", "products/g", "g"),
            &["decisions.toml:2:6: error: d1: there is no g\n  hint: write it as products/eg220"],
        ),
        (
            "a reviewer who evaluated",
            changed("decisions.toml", "\"p5\"", "\"p4\""),
            &[
                "decisions.toml:2:6: error: d1: p4 evaluated products/g too\n  hint: review and decision are made by people who took no part in the evaluation",
            ],
        ),
        (
            "an observation without an id",
            changed("observations.csv", "o1,", "O 1,"),
            &[
                "observations.csv:2:1: error: \"O 1\" is not an id\n  hint: an id has lower-case letters, digits, `-`, `.` and `_`, such as eg220",
            ],
        ),
        (
            "an observation twice",
            with("observations.csv", format!("{OBSERVATIONS}o1,,,,,\n")),
            &[
                "observations.csv:3:1: error: \"o1\" is here twice, first on line 2\n  hint: give the second observation an id of its own",
            ],
        ),
        (
            "words in an observation that are none",
            changed("observations.csv", "2026-01-02,scan,products/g,none,p4", "soon,scan,products/x,none,Ann Other"),
            &[
                "observations.csv:2:1: warning: o1: there is no products/x\n  hint: write it as products/eg220",
                "observations.csv:2:4: error: \"soon\" is no day\n  hint: write the day as 2026-11-22",
                "observations.csv:2:30: error: \"Ann Other\" is no person's id\n  hint: dossier.toml gives each person an id; names stay out of the record",
            ],
        ),
        (
            "an observation by nobody known",
            changed("observations.csv", "p4", "p9"),
            &["observations.csv:2:1: warning: o1: there is no person p9\n  hint: add them to dossier.toml"],
        ),
        (
            "an unknown column of observations",
            changed("observations.csv", "result", "results"),
            &[
                "observations.csv:1:22: warning: nobody reads the column \"results\"\n  hint: columns: id, date, kind, method, tool, subject, version, requirements, place, digest, result, by",
            ],
        ),
        (
            "a product with a syntax error",
            changed("products/g/product.toml", "target = \"2\"", "target = 2\""),
            &[
                "products/g/product.toml:5:10: error: `target`: \"2\"\" is not a level; use 0 to 4\n  hint: one level, or seven in the order IAC UC SI DC RDF TRE RA: \"2 2 1 1 3 1 2\"",
                "products/g/product.toml:5:10: error: missing opening quote, expected `\"`",
            ],
        ),
        (
            "an unknown key of a product",
            changed("products/g/product.toml", "target", "goal"),
            &[
                "products/g/product.toml:5:1: error: nobody reads `goal`\n  hint: known here: absent, applied_for, context, essential_functions, interface, model, name, only_platform, part, platform, present, process, standards, target, types, version",
            ],
        ),
        (
            "words of a product that are none",
            changed("products/g/product.toml", "[\"embedded-device\"]", "[\"toaster\"]"),
            &[
                "products/g/product.toml:3:10: error: \"toaster\" is not a component type; all four are assumed\n  hint: use: software-application, embedded-device, host-device, network-device",
            ],
        ),
        (
            "an edition that is none",
            changed("products/g/product.toml", "4-2@2019", "4-2@1999"),
            &[
                "products/g/4-2.csv:1:1: warning: products/g does not say that it is assessed against iec62443-4-2@2019\n  hint: add \"iec62443-4-2@2019\" to `standards` in products/g/product.toml",
                "products/g/product.toml:2:14: error: \"iec62443-4-2@1999\" is no edition of a standard\n  hint: use one of: cra@2024, iec62443-2-1@2024, iec62443-2-4@2023, iec62443-3-2@2020, iec62443-3-3@2013+COR1, iec62443-4-1@2018, iec62443-4-2@2019, nis2@2022",
                "products/g/product.toml:5:10: error: `target`: none of the subject's standards has levels\n  hint: one level, or seven in the order IAC UC SI DC RDF TRE RA: \"2 2 1 1 3 1 2\"",
                "products/g/product.toml:9:17: error: \"CR 1.1\" is not an id of this subject's standards\n  hint: `standards` says which editions have the ids",
            ],
        ),
        (
            "a standard without an edition",
            changed("products/g/product.toml", "iec62443-4-2@2019", "4-2"),
            &[
                "products/g/product.toml:2:14: warning: \"4-2\" names no edition; the newest is taken\n  hint: write \"iec62443-4-2@2019\", so that a later edition changes nothing by itself",
            ],
        ),
        (
            "a goal that is none",
            changed("products/g/product.toml", "target = \"2\"", "target = \"7\""),
            &[
                "products/g/product.toml:5:10: error: `target`: \"7\" is not a level; use 0 to 4\n  hint: one level, or seven in the order IAC UC SI DC RDF TRE RA: \"2 2 1 1 3 1 2\"",
            ],
        ),
        (
            "a feature that is none",
            changed("products/g/product.toml", "[\"hardware\"]", "[\"wifi\"]\nabsent = [\"risk-assessment\"]"),
            &[
                "products/g/product.toml:6:12: error: \"wifi\" is not a feature\n  hint: `plimsoll catalogue features` lists them",
                "products/g/product.toml:7:11: error: risk-assessment is decided row by row\n  hint: state not-applicable with the reason at each row",
            ],
        ),
        (
            "a feature present and absent",
            changed("products/g/product.toml", "[\"hardware\"]", "[\"hardware\"]\nabsent = [\"hardware\"]"),
            &[
                "products/g/product.toml:7:1: error: the feature hardware is declared both present and absent\n  hint: decide for one",
            ],
        ),
        (
            "a process that is not here",
            changed("products/g/product.toml", "process = \"d\"", "process = \"e\""),
            &["products/g/product.toml:1:1: error: there is no process/e\n  hint: add it, or take the reference out"],
        ),
        (
            "a requirement that is none",
            changed("products/g/product.toml", "[\"CR 1.1\"]", "[\"CR 1.99\"]"),
            &[
                "products/g/product.toml:9:17: error: \"CR 1.99\" is not an id of this subject's standards\n  hint: did you mean CR 1.9?",
            ],
        ),
        (
            "a part and a version twice",
            with("products/g/product.toml", format!("{PRODUCT}[[version]]\nid = \"1\"\n[[part]]\nid = \"web\"\n")),
            &[
                "products/g/product.toml:14:6: error: the version 1 stands here twice\n  hint: keep one of the two",
                "products/g/product.toml:16:6: error: the part \"web\" stands here twice\n  hint: keep one of the two",
            ],
        ),
        (
            "versions that change what is not here",
            with(
                "products/g/product.toml",
                format!(
                    "{PRODUCT}[[version]]\nid = \"2\"\ndate = \"2024-01-01\"\nchanged_parts = [\"kernel\"]\nchanged_interfaces = [\"x9\"]\n"
                ),
            ),
            &[
                "products/g/product.toml:15:1: warning: the version 2 is older than the one before it\n  hint: versions stand in the order of their release; the last is the current one",
                "products/g/product.toml:16:18: error: there is no part \"kernel\"; a change of it touches every row\n  hint: declare it as [[part]], or correct the id",
                "products/g/product.toml:17:23: error: there is no interface \"x9\"; a change of it touches every row\n  hint: declare it as [[interface]], or correct the id",
            ],
        ),
        (
            "a description that is missing",
            without("products/g/product.toml"),
            &[
                "products/g/4-2.csv:1:1: warning: products/g does not say that it is assessed against iec62443-4-2@2019\n  hint: add \"iec62443-4-2@2019\" to `standards` in products/g/product.toml",
                "products/g/product.toml:1:1: error: this file is missing, but products/g/4-2.csv is here\n  hint: it says what is assessed; `plimsoll add product` writes one",
            ],
        ),
        (
            "a product that is not UTF-8",
            with("products/g/product.toml", [b"# \xFF\n", PRODUCT.as_bytes()].concat()),
            &["products/g/product.toml:1:1: error: this line is not UTF-8\n  hint: save the file as UTF-8"],
        ),
        (
            "a sheet that is missing",
            without("products/g/4-2.csv"),
            &[
                "products/g/product.toml:1:1: warning: there is no sheet for iec62443-4-2@2019; it would be products/g/4-2.csv\n  hint: `plimsoll catalogue template --standard iec62443-4-2@2019` prints its rows",
            ],
        ),
        (
            "a sheet that is empty",
            with("products/g/4-2.csv", ""),
            &[
                "products/g/4-2.csv:1:1: error: this sheet is empty\n  hint: columns, in any order: requirement, part, status, statement, evidence, verdict, remark, method, evaluator, date, maturity, version, performed, documented, competent, practised, repeated, measured, improved",
            ],
        ),
        (
            "a sheet of no standard",
            with("products/g/notes.csv", "a,b\n1,2\n"),
            &[
                "products/g/notes.csv:1:1: warning: nobody reads this file: its name is no standard's\n  hint: a sheet is called after its standard, such as 4-2.csv; put other tables under evidence/",
            ],
        ),
        (
            "a workbook beside the sheets",
            with("products/g/4-2.xlsx", "PK"),
            &[
                "products/g/4-2.xlsx:1:1: warning: nobody reads a workbook here: a dossier keeps its sheets as CSV\n  hint: `plimsoll import` brings its rows into the sheet",
            ],
        ),
        (
            "two sheets of one standard",
            with("products/g/iec62443-4-2.csv", CLAIMS),
            &[
                "products/g/iec62443-4-2.csv:1:1: error: products/g/4-2.csv is about iec62443-4-2@2019 too; this one is not read\n  hint: keep one of the two",
            ],
        ),
        (
            "an undeclared standard",
            with("products/g/3-3.csv", "requirement,status\nSR 1.1,met\n"),
            &[
                "products/g/3-3.csv:1:1: warning: products/g does not say that it is assessed against iec62443-3-3@2013+COR1\n  hint: add \"iec62443-3-3@2013+COR1\" to `standards` in products/g/product.toml",
            ],
        ),
        (
            "bad rows",
            with(
                "products/g/4-2.csv",
                format!(
                    "{CLAIMS}CR 1.3,,met,again,\nCR 9.9,,met,,\n,,met,nobody,\nCR 2.1,,done,=1+1,\nCR 2.2,,met,a,b,c\nCR 2.3,kernel,met,fifth,\n"
                ),
            ),
            &[
                "products/g/4-2.csv:5:1: error: CR 1.3 stands here twice, first on line 4\n  hint: keep one row, or give each row its part; until then neither counts",
                "products/g/4-2.csv:6:1: error: \"CR 9.9\" is not an id of iec62443-4-2@2019\n  hint: did you mean CR 1.9?",
                "products/g/4-2.csv:7:1: error: this row names no requirement\n  hint: write its id, such as one that `plimsoll catalogue show` lists, or delete the row",
                "products/g/4-2.csv:8:9: error: \"done\" is not a value of status\n  hint: use one of: met, by-integration, compensated, partly, not-met, not-applicable, or leave it empty",
                "products/g/4-2.csv:8:14: error: a formula or an error value in statement: =1+1\n  hint: a sheet states values: paste the value, or put a word before the =",
                "products/g/4-2.csv:9:17: error: this record has 6 cells, the header has 5\n  hint: put quotes around a text that contains the separator",
                "products/g/4-2.csv:10:1: warning: products/g declares no part \"kernel\"\n  hint: add it as [[part]] with id = \"kernel\", or correct the name",
            ],
        ),
        (
            "a sheet with bytes that are not UTF-8",
            with("products/g/4-2.csv", [CLAIMS.as_bytes(), b"CR 2.1,,met,M\xFCller,\n"].concat()),
            &["products/g/4-2.csv:5:14: error: byte 0xFC is not UTF-8\n  hint: save the sheet as \"CSV UTF-8\""],
        ),
        (
            "a sheet that never closes a quote",
            with("products/g/4-2.csv", format!("{CLAIMS}CR 2.1,,met,\"open,\nCR 2.3,,met,fifth,\n")),
            &[
                "products/g/4-2.csv:5:13: error: this quote is never closed\n  hint: close it before the next separator; until then the cell is taken to end with its line",
            ],
        ),
        (
            "the evaluators side in the applicants sheet",
            with(
                "products/g/4-2.csv",
                "requirement,status,statement,verdict\nCR 1.1,met,first,pass\nCR 1.2,,second,\nCR 1.3,,third,\n",
            ),
            &[
                "products/g/4-2.csv:2:18: warning: the column \"verdict\" is not read here\n  hint: in a dossier the evaluator's side stands in a file of its own, such as 4-2.verdicts.csv",
            ],
        ),
        (
            "a verdict by somebody who is no evaluator",
            changed("products/g/4-2.verdicts.csv", "so,p4", "so,p1"),
            &[
                "products/g/4-2.verdicts.csv:2:11: error: CR 1.1: p1 is no evaluator\n  hint: a verdict is an evaluator's; dossier.toml says in which capacities somebody acts",
            ],
        ),
        (
            "a verdict by nobody known",
            changed("products/g/4-2.verdicts.csv", "so,p4", "so,Ann Other"),
            &[
                "products/g/4-2.verdicts.csv:2:11: error: CR 1.1: \"Ann Other\" is no person of this dossier\n  hint: dossier.toml gives each person an id; names stay out of sheets, so that they stay out of the record",
            ],
        ),
        (
            "a verdict that names nobody",
            changed("products/g/4-2.verdicts.csv", "so,p4", "so,"),
            &[
                "products/g/4-2.verdicts.csv:2:11: error: CR 1.1: the verdict names no evaluator\n  hint: write the id that dossier.toml gives the person",
            ],
        ),
        (
            "words of a verdict that are none",
            with(
                "products/g/4-2.verdicts.csv",
                "requirement,verdict,evaluator,date\nCR 1.1,passed,p4,2026-01-02\nCR 1.3,fail,p4,yesterday\n",
            ),
            &[
                "products/g/4-2.verdicts.csv:2:8: error: \"passed\" is not a value of verdict\n  hint: use one of: pass, fail, na, ne, or leave it empty",
                "products/g/4-2.verdicts.csv:3:16: error: \"yesterday\" is not a value of date\n  hint: write the day as 2026-11-22",
            ],
        ),
        (
            "a status that was examined and is none",
            with(
                "products/g/4-2.verdicts.csv",
                "requirement,status,verdict,evaluator,date\nCR 1.1,mett,pass,p4,2026-01-02\n",
            ),
            &[
                "products/g/4-2.verdicts.csv:2:8: error: \"mett\" is not a value of status\n  hint: use one of: met, by-integration, compensated, partly, not-met, not-applicable, or leave it empty",
            ],
        ),
        (
            "the applicants side in the evaluators sheet",
            changed("products/g/4-2.verdicts.csv", "remark", "statement"),
            &[
                "products/g/4-2.verdicts.csv:2:16: warning: the column \"statement\" is not read here\n  hint: the applicant's side stands in the sheet beside this one",
            ],
        ),
        (
            "a subject in a folder that is no id",
            with("products/G 1/product.toml", PRODUCT),
            &[
                "products/G 1/product.toml:1:1: error: \"G 1\" is not an id\n  hint: an id has lower-case letters, digits, `-`, `.` and `_`, such as eg220",
                "products/G 1/product.toml:1:1: warning: there is no sheet for iec62443-4-2@2019; it would be products/G 1/4-2.csv\n  hint: `plimsoll catalogue template --standard iec62443-4-2@2019` prints its rows",
            ],
        ),
        (
            "a process with unknown sites and teams",
            with("process/d/process.toml", PROCESS.replace("s1", "s9").replace("t1", "t9")),
            &[
                "process/d/process.toml:1:1: warning: dossier.toml has no site \"s9\"\n  hint: add it as [[site]]",
                "process/d/process.toml:1:1: warning: dossier.toml has no team \"t9\"\n  hint: add it as [[team]]",
            ],
        ),
        (
            "marks and levels that are none",
            with("process/d/4-1.csv", MARKS.replace("partly", "half").replace(",2,", ",9,")),
            &[
                "process/d/4-1.csv:2:11: error: \"half\" is not a value of documented\n  hint: use yes, partly, no, or leave it empty",
                "process/d/4-1.csv:3:12: error: \"9\" is not a value of maturity\n  hint: use 0 to 4, such as 2 or ML2",
            ],
        ),
        (
            "maturity of what is technical",
            with(
                "products/g/4-2.csv",
                "requirement,maturity,statement\nCR 1.1,3,first\nCR 1.2,,second\nCR 1.3,,third\n",
            ),
            &[
                "products/g/4-2.csv:2:8: warning: CR 1.1 has no maturity; the cell counts for nothing\n  hint: technical requirements are met or not; processes are mature",
            ],
        ),
    ]
}

/// The applicant's statements that must be there whatever else is broken.
fn kept(name: &str) -> &'static [&'static str] {
    match name {
        "a sheet that is missing" | "a sheet that is empty" => &["fourth"],
        // A row that stands twice counts as none; a record with too many cells keeps its words and nothing else.
        "bad rows" => &["fourth", "first", "second", "a", "fifth"],
        "a sheet with bytes that are not UTF-8" => &["fourth", "first", "second", "third", "M\u{fffd}ller"],
        "a sheet that never closes a quote" => &["fourth", "first", "second", "third", "open,", "fifth"],
        _ => &["fourth", "first", "second", "third"],
    }
}

#[test]
fn whatever_is_broken_is_named_with_its_place_and_a_hint_and_all_else_is_read() {
    let mut wrong = Vec::new();
    for (name, files, wanted) in cases() {
        let got = problems(&dossier(&files));
        if got != wanted {
            wrong.push(format!("{name}:\n{}", got.join("\n")));
        }
        assert_eq!(statements(&files), kept(name), "{name}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn capacities(files: &Files, id: &str) -> Vec<Capacity> {
    match says(&dossier(files), &Key::Person(PersonId::new(id))) {
        Some(Statement::Person(person)) => person.capacities,
        other => panic!("{other:?}"),
    }
}

fn evaluation(files: &Files, id: &str) -> Evaluation {
    match says(&dossier(files), &Key::Verdict(row("products/g", "4-2", id, None))) {
        Some(Statement::Verdict(_, evaluation)) => evaluation,
        other => panic!("{other:?}"),
    }
}

fn verdict(files: &Files, id: &str) -> (Option<Verdict>, String) {
    let found = evaluation(files, id);
    (found.verdict, found.remark)
}

fn product(files: &Files) -> Subject {
    dossier(files).subject("g").unwrap().clone()
}

fn piece(files: &Files) -> Piece {
    match says(&dossier(files), &Key::Piece(PieceId::new("tm"))) {
        Some(Statement::Piece(piece)) => piece,
        other => panic!("{other:?}"),
    }
}

/// The product with more lines in its last version.
fn second(lines: &str) -> Files {
    let interface = "[[interface]]\nid = \"x1\"\n";
    with("products/g/product.toml", format!("{PRODUCT}{interface}[[version]]\nid = \"2\"\n{lines}"))
}

#[test]
fn a_remark_without_a_verdict_needs_no_evaluator() {
    let text = VERDICTS.replace("1,pass,so,p4,2026-01-02", "1,,so,,");
    let files = with("products/g/4-2.verdicts.csv", text);
    assert_eq!(problems(&dossier(&files)), [] as [String; 0]);
    assert_eq!(verdict(&files, "CR 1.1"), (None, "so".to_owned()));
}

#[test]
fn the_evaluators_sheet_says_which_status_was_examined() {
    let sheet = |status: &str| {
        let header = "requirement,status,verdict,evaluator,date\n";
        let files = with("products/g/4-2.verdicts.csv", format!("{header}CR 1.1,{status},pass,p4,2026-01-02\n"));
        let Some(Statement::Claim(_, claim)) =
            says(&dossier(&files), &Key::Claim(row("products/g", "4-2", "CR 1.1", None)))
        else {
            panic!()
        };
        assert_eq!(claim.status, Some(Status::Met), "the applicant's own status is another matter");
        evaluation(&files, "CR 1.1")
    };
    let found = sheet("not-met");
    assert_eq!((found.examined, found.verdict), (Some(Status::NotMet), Some(Verdict::Pass)));
    let found = sheet("");
    assert_eq!((found.examined, found.verdict), (None, Some(Verdict::Pass)), "nobody says");
    let found = sheet("mett");
    assert_eq!((found.examined, found.verdict), (None, None), "what cannot be read may be any status");
    assert_eq!(evaluation(&whole(), "CR 1.1").examined, None, "a sheet without the column says nothing of it");
}

#[test]
fn one_key_is_one_person() {
    let other = KEY.replace("511a", "511b");
    for (first, second, twice) in [(KEY, KEY, true), (KEY, &*other, false), (KEY, "", false)] {
        let text = COVER
            .replace("id = \"p4\"", &format!("id = \"p4\"\n{first}"))
            .replace("id = \"p5\"", &format!("id = \"p5\"\n{second}"));
        let found = problems(&dossier(&with("dossier.toml", text)));
        assert_eq!(found.iter().filter(|one| one.contains("one key is one person")).count(), usize::from(twice));
        assert_eq!(found.len(), usize::from(twice), "{found:?}");
    }
}

#[test]
fn an_error_in_what_changed_makes_the_whole_change_unknown() {
    for good in ["changed_parts = [\"web\"]\n", "changed_interfaces = [\"x1\"]\n", "changed_requirements = []\n"] {
        assert_eq!(problems(&dossier(&second(good))), [] as [String; 0], "{good}");
        assert!(product(&second(good)).versions[1].changed.is_some(), "{good}");
        for wrong in [
            "changed_parts = [\"kernel\"]\n",
            "changed_parts = \"web\"\n",
            "changed_parts = [7]\n",
            "changed_interfaces = [\"x9\"]\n",
            "changed_features = [\"wifi\"]\n",
            "changed_requirements = [\"CR 1.99\"]\n",
        ] {
            if wrong[..12] == good[..12] {
                continue;
            }
            let files = second(&format!("{good}{wrong}"));
            assert_eq!(problems(&dossier(&files)).len(), 1, "{wrong}");
            assert_eq!(product(&files).versions[1].changed, None, "{good}{wrong}");
        }
    }
    assert_eq!(product(&second("")).versions[1].changed, None, "nobody says");
}

#[test]
fn an_error_in_what_rests_on_a_part_makes_its_reach_unknown() {
    let reach =
        |list: &str| product(&changed("products/g/product.toml", "[\"CR 1.1\"]", list)).parts[0].requirements.clone();
    let one = || model::RequirementId::new("CR 1.1");
    assert_eq!(reach("[\"CR 1.1\"]"), Some(vec![one()]));
    assert_eq!(reach("[]"), Some(Vec::new()), "nothing rests on it");
    for wrong in ["[\"CR 1.1\", \"CR 1.99\"]", "[\"CR 1.1\", 7]", "\"CR 1.1\""] {
        assert_eq!(reach(wrong), None, "{wrong}");
    }
}

#[test]
fn an_error_in_the_types_makes_them_all_four() {
    use model::{ComponentType, ComponentTypes};
    let types = |list: &str| product(&changed("products/g/product.toml", "[\"embedded-device\"]", list)).types;
    assert_eq!(types("[\"embedded-device\"]"), ComponentTypes::NONE.with(ComponentType::EmbeddedDevice));
    for wrong in ["[\"embedded-device\", \"toaster\"]", "[\"embedded-device\", 7]", "\"embedded-device\"", "[]"] {
        assert_eq!(types(wrong), ComponentTypes::ALL, "{wrong}");
    }
}

#[test]
fn an_error_in_the_scope_leaves_no_row_out() {
    let scope = |list: &str| {
        let text = format!("name = \"S\"\nstandards = [\"iec62443-2-4@2023\"]\nscope = {list}\n");
        let read = dossier(&with("programmes/s/programme.toml", text));
        read.subject("s").unwrap().scope.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(scope("[\"SP.01.01 BR\"]"), ["SP.01.01 BR"]);
    for wrong in ["[\"SP.01.01 BR\", \"SP.99.99\"]", "[\"SP.01.01 BR\", 7]", "\"SP.01.01 BR\""] {
        assert_eq!(scope(wrong).len(), 123, "{wrong}: every row that can be asked");
    }
}

#[test]
fn evidence_with_a_day_that_is_none_holds_on_no_day() {
    let dated = |line: &str| piece(&changed("evidence.toml", "owner = \"p1\"", line));
    for wrong in ["\"2.1.2026\"", "\"2026-02-30\"", "true"] {
        assert_eq!(dated(&format!("effective_from = {wrong}")).effective_from, Some(Date::MAX), "{wrong}");
        assert_eq!(dated(&format!("effective_to = {wrong}")).effective_to, Some(Date::MIN), "{wrong}");
        assert_eq!(dated(&format!("received = {wrong}")).received, Some(Date::MAX), "{wrong}");
    }
    let whole = dated("effective_from = \"\"");
    assert_eq!((whole.effective_from, whole.effective_to, whole.received), (None, None, None), "nobody says");
}

#[test]
fn a_day_may_stand_without_quotes() {
    for written in ["2026-01-02", "\"2026-01-02\""] {
        let files = changed("evidence.toml", "owner = \"p1\"", &format!("effective_from = {written}"));
        assert_eq!(problems(&dossier(&files)), [] as [String; 0], "{written}");
        assert_eq!(piece(&files).effective_from, model::parse_date("2026-01-02"));
        let files = changed("products/g/product.toml", "\"2025-01-01\"", written);
        assert_eq!(problems(&dossier(&files)), [] as [String; 0], "{written}");
        assert_eq!(product(&files).versions[0].date, model::parse_date("2026-01-02"));
    }
    let moment = changed("evidence.toml", "owner = \"p1\"", "effective_from = 2026-01-02T10:00:00Z");
    assert_eq!(problems(&dossier(&moment)).len(), 1, "a moment is no day");
    assert_eq!(piece(&moment).effective_from, Some(Date::MAX));
}

#[test]
fn a_version_may_be_called_anything() {
    for id in ["V 2.1 (beta)", "2026/7", "Ü", "1.0+build.7", "EG220-2.1-A"] {
        let mut files = changed("products/g/product.toml", "id = \"1\"", &format!("id = \"{id}\""));
        files.insert("products/g/4-2.verdicts.csv".into(), VERDICTS.replace(",1,", &format!(",{id},")).into());
        assert_eq!(problems(&dossier(&files)), [] as [String; 0], "{id}");
        assert_eq!(product(&files).versions[0].id, id);
        assert_eq!(evaluation(&files, "CR 1.1").version, id);
    }
}

#[test]
fn a_workbook_in_a_subjects_folder_is_named_and_elsewhere_it_is_not() {
    for (path, named) in [
        ("products/g/4-2.xlsx", true),
        ("process/d/Notes.XLSX", true),
        ("evidence/plan.xlsx", false),
        ("products/g/evidence/plan.xlsx", false),
        ("plan.xlsx", false),
    ] {
        let read = dossier(&with(path, "PK"));
        assert_eq!(problems(&read).len(), usize::from(named), "{path}: {:?}", problems(&read));
        assert!(read.problems.iter().all(|problem| !problem.is_error()), "{path}");
    }
}

#[test]
fn nobody_prepares_and_judges_in_one_dossier() {
    use Capacity::{Adviser, Applicant, Decider, Evaluator, Reviewer};
    for (words, left) in [
        ("\"adviser\", \"evaluator\"", vec![Adviser]),
        ("\"reviewer\", \"adviser\"", vec![Adviser]),
        ("\"adviser\", \"decider\"", vec![Adviser]),
        ("\"applicant\", \"evaluator\"", vec![Applicant]),
        ("\"applicant\", \"reviewer\"", vec![Applicant]),
        // An owner decides about the own installation.
        ("\"applicant\", \"decider\"", vec![Applicant, Decider]),
        ("\"applicant\", \"adviser\"", vec![Applicant, Adviser]),
        ("\"evaluator\", \"reviewer\", \"decider\"", vec![Evaluator, Reviewer, Decider]),
        ("\"Evaluator\", \"evaluator\"", vec![Evaluator]),
    ] {
        let files = changed("dossier.toml", "\"evaluator\"", words);
        assert_eq!(capacities(&files, "p4"), left, "{words}");
        let named = problems(&dossier(&files)).iter().any(|text| text.contains("in one dossier"));
        assert_eq!(named, left.len() == 1 && left != [Evaluator], "{words}");
    }
}

#[test]
fn a_verdict_counts_only_by_an_evaluator_of_the_dossier() {
    assert_eq!(verdict(&whole(), "CR 1.1"), (Some(Verdict::Pass), "so".to_owned()));
    for by in ["p1", "p5", "p9", "Ann Other", ""] {
        let files = changed("products/g/4-2.verdicts.csv", "so,p4", &format!("so,{by}"));
        assert_eq!(verdict(&files, "CR 1.1"), (None, "so".to_owned()), "{by}");
        assert_eq!(evaluation(&files, "CR 1.1").evaluator, "", "{by}: nobody is taken over into the record");
        assert_eq!(verdict(&files, "CR 1.3").0, Some(Verdict::Fail), "the other row stands");
    }
    let adviser = changed("dossier.toml", "\"evaluator\"", "\"evaluator\", \"adviser\"");
    assert_eq!(verdict(&adviser, "CR 1.1").0, None);
}

#[test]
fn a_verdict_of_an_unknown_day_counts_as_none() {
    let files = changed("products/g/4-2.verdicts.csv", "2026-01-02", "yesterday");
    assert_eq!(verdict(&files, "CR 1.1"), (None, "so".to_owned()));
}

#[test]
fn whoever_evaluated_a_subject_neither_reviews_nor_certifies_it() {
    for (kind, refused) in
        [("review", true), ("certification", true), ("exception", false), ("application", false), ("business", false)]
    {
        let text = DECISIONS.replace("\"review\"", &format!("\"{kind}\"")).replace("p5", "p4");
        let read = dossier(&with("decisions.toml", text.clone()));
        assert_eq!(problems(&read).len(), usize::from(refused), "{kind}: {:?}", problems(&read));
        let other = with("decisions.toml", text.replace("products/g", "process/d"));
        assert_eq!(problems(&dossier(&other)), [] as [String; 0], "another subject is another matter");
        let Some(Statement::Decision(decision)) = says(&read, &Key::Decision(model::DecisionId::new("d1"))) else {
            panic!("the decision is read")
        };
        assert_eq!(decision.kind, DecisionKind::parse(kind).unwrap());
    }
}

#[test]
fn no_path_leads_out_of_the_dossier() {
    for path in
        ["../x", "a/../x", "/x", "./x", "a//x", "a/", "", "c:x", "a\\\\b", "a/..", "\\u0000", "a\\nb", "\\u001B[1m"]
    {
        let read = dossier(&changed("evidence.toml", "evidence/tm.md", path));
        let Some(Statement::Piece(piece)) = says(&read, &Key::Piece(model::PieceId::new("tm"))) else { panic!() };
        assert!(piece.files.is_empty(), "{path}");
    }
    for path in ["x", "evidence/a b/ü..md", ".hidden/x", "a/...", "-x"] {
        let read = dossier(&changed("evidence.toml", "evidence/tm.md", path));
        assert_eq!(problems(&read), [] as [String; 0], "{path}");
    }
}

#[test]
fn a_sheet_under_the_long_name_of_its_standard_is_read() {
    for name in ["iec62443-4-2", "4-2@2019", "iec62443-4-2@2019"] {
        let mut files = whole();
        let sheet = files.remove("products/g/4-2.csv").unwrap();
        let path: Arc<str> = format!("products/g/{name}.csv").into();
        files.insert(path, sheet);
        let read = dossier(&files);
        assert_eq!(problems(&read), [] as [String; 0], "{name}");
        assert_eq!(read.subject("g").unwrap().standards.len(), 1);
        let Some(Statement::Claim(_, claim)) = says(&read, &Key::Claim(row("products/g", "4-2", "CR 1.1", None)))
        else {
            panic!("{name}")
        };
        assert_eq!(claim.status, Some(Status::Met));
        let mut files = whole();
        let verdicts = files.remove("products/g/4-2.verdicts.csv").unwrap();
        files.insert(format!("products/g/{name}.verdicts.csv").into(), verdicts);
        assert_eq!(problems(&dossier(&files)), [] as [String; 0], "{name}");
        assert_eq!(verdict(&files, "CR 1.1").0, Some(Verdict::Pass), "{name}");
    }
}

#[test]
fn a_subject_is_found_by_its_id_its_folder_or_its_path_and_else_a_sentence_says_what_there_is() {
    let read = dossier(&whole());
    for word in ["g", "products/g", "products/g/", " g "] {
        assert_eq!(read.subject(word).unwrap().id.as_str(), "products/g");
    }
    assert_eq!(read.subject("x").unwrap_err(), "there is no subject \"x\"; use one of: process/d, products/g");
    let two = dossier(&with("process/g/process.toml", PROCESS));
    assert_eq!(two.subject("g").unwrap_err(), "\"g\" means several subjects: process/g, products/g");
    let none = dossier(&files(&[("dossier.toml", COVER)]));
    assert_eq!(none.subject("g").unwrap_err(), "there is no subject \"g\": this dossier has none yet");
}

/// Bytes, from noise to what nearly is a dossier.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let words = prop::sample::select(vec![
        "[[",
        "]]",
        "evidence",
        "version",
        "person",
        "part",
        "id",
        " = ",
        "\"",
        "\n",
        "p4",
        "1",
        "[",
        "]",
        "{",
        "}",
        "requirement",
        ",",
        ";",
        "\t",
        "CR 1.1",
        "status",
        "met",
        "\u{feff}",
        "\r",
        "=",
        "..",
        "2026-01-02",
        "é",
        "standards = [\"4-2\"]\n",
        "changed_parts",
        "platform",
        "g",
        "\0",
    ]);
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        prop::collection::vec(words, 0..60).prop_map(|words| words.concat().into_bytes()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_in_any_file_hinder_the_reading_of_the_others(new in bytes(), behind in any::<bool>()) {
        for (path, old) in &whole() {
            let bytes = if behind { [old.clone(), new.clone()].concat() } else { new.clone() };
            let read = dossier(&with(path, bytes));
            if &**path != "products/g/4-2.csv" {
                let claims = read.book.statements().filter(|(one, _)| matches!(one, Statement::Claim(row, claim)
                    if row.subject.as_str() == "products/g" && row.edition.standard.as_str() == "iec62443-4-2" && !claim.statement.is_empty()));
                prop_assert_eq!(claims.count(), 3, "{}", path);
            }
            for problem in &read.problems {
                prop_assert!(problem.place.spot.line > 0 && problem.place.spot.column > 0, "{}", problem);
            }
        }
    }

    #[test]
    fn no_sheet_hinders_an_import(new in bytes()) {
        let read = dossier(&whole());
        let library = Library::new(&CATALOGUE);
        let edition = library.edition(&row("products/g", "4-2", "CR 1.1", None).edition).unwrap();
        for name in ["s.csv", "s.xlsx"] {
            let (sheet, _) = read_sheet(name, &new);
            import(&read, read.subject("g").unwrap(), &edition, &sheet, "r");
        }
    }

    #[test]
    fn a_truncated_sample_is_read_as_far_as_it_goes(which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let mut files = GATEWAY.clone();
        let path = which.get(&files.keys().cloned().collect::<Vec<_>>()).clone();
        let bytes = files.get_mut(&path).unwrap();
        bytes.truncate(at.index(bytes.len()));
        let read = dossier(&files);
        let own = |one: &Statement| match one {
            Statement::Claim(row, _) if !path.contains("4-") => row.subject.as_str() == "products/eg220",
            _ => false,
        };
        let count = |read: &dossier::Dossier| read.book.statements().filter(|(one, _)| own(one)).count();
        prop_assert_eq!(count(&read), count(&dossier(&GATEWAY)), "{}", path);
    }
}
