//! Do reports say what was assessed, in every format, twice the same?
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests at the edge: the examples and files of their own"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use app::{Artefact, Asked, Catalogue, DossierQuestion, FORMATS, Format, OpenDossier, ReportsQuestion};
use document::{Block, Brand, Cell, Document, Numbers, Span, Text};
use model::{Basis, parse_date};
use report::reports;
use serde_json::Value;

const EXAMPLES: [&str; 4] = ["gateway", "first-steps", "integrator", "plant"];

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name)
}

fn question(basis: Basis) -> DossierQuestion {
    DossierQuestion { basis, ..DossierQuestion::at(parse_date("2026-11-22").expect("a day")) }
}

/// Everything but PDF, which has tests of its own and takes its time without optimization.
fn formats() -> Vec<&'static Format> {
    FORMATS.iter().filter(|format| format.id != "pdf").collect()
}

fn documents(name: &str, basis: Basis) -> Vec<(String, Document)> {
    let catalogue = Catalogue::compiled();
    let open = OpenDossier::open(&catalogue, &example(name)).expect("an example opens");
    let brand = Brand::plain();
    let asked = ReportsQuestion {
        dossier: question(basis),
        reports: Vec::new(),
        formats: Vec::new(),
        brand: &brand,
        asked: Asked::default(),
    };
    let mut documents = Vec::new();
    app::documents(&open, &asked, |name, document| documents.push((name.to_owned(), document.clone())))
        .expect("reports of an example");
    documents
}

fn made(name: &str, formats: &[&'static Format]) -> BTreeMap<String, Vec<u8>> {
    let catalogue = Catalogue::compiled();
    let open = OpenDossier::open(&catalogue, &example(name)).expect("an example opens");
    let brand = Brand::plain();
    let asked = ReportsQuestion {
        dossier: question(Basis::Shown),
        reports: Vec::new(),
        formats: formats.to_vec(),
        brand: &brand,
        asked: Asked::default(),
    };
    let mut files = BTreeMap::new();
    app::reports(&open, &asked, |Artefact { path, bytes, .. }| {
        assert!(!bytes.is_empty(), "{path} is empty");
        assert!(files.insert(path.clone(), bytes).is_none(), "{path} was made twice");
        Ok(())
    })
    .expect("reports of an example");
    files
}

#[test]
fn every_report_is_made_for_some_example_and_is_whole() {
    let mut seen = BTreeSet::new();
    for example in EXAMPLES {
        for basis in Basis::ALL {
            for (name, document) in documents(example, *basis) {
                let numbers = Numbers::of(&document);
                seen.extend(reports::ALL.iter().find(|report| name.ends_with(report.id)).map(|report| report.id));
                let mut anchors = BTreeSet::new();
                let mut unique = |anchor: &str| {
                    assert!(anchors.insert(anchor.to_owned()), "{example}/{name}: the anchor {anchor} stands twice");
                    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
                    assert!(anchor.chars().all(plain), "{example}/{name}: {anchor}");
                };
                let mut texts: Vec<&Text> = document.facts.iter().map(|(_, text)| text).collect();
                for block in &document.blocks {
                    match block {
                        Block::Heading(heading) => unique(&heading.anchor),
                        Block::Figure(figure) => unique(&figure.anchor),
                        Block::Table(table) => {
                            unique(&table.anchor);
                            assert!(table.rows().count() > 0, "{example}/{name}: the table {} is empty", table.anchor);
                            for cells in table.rows() {
                                assert_eq!(cells.len(), table.columns.len(), "{example}/{name}: {}", table.anchor);
                                cells.iter().filter_map(|cell| cell.anchor.as_deref()).for_each(&mut unique);
                                texts.extend(cells.iter().flat_map(|cell: &Cell| &cell.lines));
                            }
                            // Who calculates with a decision, a plan or a trace finds one value a cell.
                            let single = ["decision", "plan", "trace"].iter().any(|id| name.ends_with(id));
                            let values = table.in_values();
                            assert_eq!(
                                values.rows().count(),
                                table.rows().count(),
                                "{example}/{name}: {}",
                                table.anchor
                            );
                            for cells in values.rows() {
                                assert_eq!(cells.len(), values.columns.len(), "{example}/{name}: {}", table.anchor);
                                let several = cells.iter().find(|cell| single && cell.lines.len() > 1);
                                assert!(several.is_none(), "{example}/{name}: {} {several:?}", table.anchor);
                            }
                        }
                        Block::Tiles(tiles) => assert!((1..=4).contains(&tiles.len()), "{example}/{name}"),
                        Block::Paragraph(text) => texts.push(text),
                        Block::List(list) => texts.extend(list),
                        Block::Facts(facts) => texts.extend(facts.iter().map(|(_, text)| text)),
                        Block::Callout(callout) => texts.extend(&callout.lines),
                        Block::PageBreak => {}
                    }
                }
                for span in texts.into_iter().flat_map(|text| &text.0) {
                    if let Span::See(anchor) = span {
                        assert!(
                            numbers.name(anchor).is_some(),
                            "{example}/{name} points to {anchor}, which is not there"
                        );
                    }
                }
            }
        }
    }
    let every: BTreeSet<&str> = reports::ALL.iter().map(|report| report.id).collect();
    assert_eq!(seen, every);
}

#[test]
fn every_figure_of_the_assessment_report_is_the_assessments() {
    let catalogue = Catalogue::compiled();
    let open = OpenDossier::open(&catalogue, &example("gateway")).expect("the gateway opens");
    for basis in Basis::ALL {
        let assessed = app::assess_dossier(&open, &question(*basis)).expect("the gateway is assessed");
        let documents = documents("gateway", *basis);
        for result in &assessed.subjects {
            if result.coverage.is_some() {
                continue;
            }
            let of = result.of.as_ref().expect("a subject");
            let standard = result.standard.trim_start_matches("iec62443-");
            let name = format!("{}-{standard}-assessment", of.id.rsplit('/').next().expect("a name"));
            let (_, document) = documents.iter().find(|(known, _)| *known == name).expect("its report");
            let rows = |anchor: &str| {
                document.tables().find(|table| table.anchor == anchor).map_or(0, |table| table.rows().count())
            };
            assert_eq!(rows("requirements"), result.rows.len(), "{name}");
            assert_eq!(rows("open"), result.gaps.len(), "{name}");
            assert_eq!(rows("conditions"), result.conditions.len(), "{name}");
            assert_eq!(rows("counts"), result.groups.len() + 1, "{name}: the groups and their sum");
            let Some(Block::Tiles(tiles)) = document.blocks.iter().find(|block| matches!(block, Block::Tiles(_)))
            else {
                panic!("{name} has no tiles")
            };
            let level = result.level.flatten().expect("a headline");
            assert!(tiles[0].value.ends_with(&format!(" {level}")), "{name}: {}", tiles[0].value);
            let numbers = Numbers::of(document);
            let requirements = document.tables().find(|table| table.anchor == "requirements").expect("the rows");
            for (cells, row) in requirements.rows().zip(&result.rows) {
                assert_eq!(numbers.plain(&cells[0].lines[0]), row.requirement, "{name}");
                let stand = match *basis {
                    Basis::Claimed => &row.claimed,
                    Basis::Shown => &row.shown,
                    Basis::Evaluated => &row.evaluated,
                };
                let word = numbers.plain(&cells[2].lines[0]).to_lowercase();
                let same = match stand.as_str() {
                    "native" => word == "satisfied",
                    "integration" => word == "by integration",
                    "countermeasure" => word == "compensated only",
                    "not-applicable" => word == "not applicable",
                    "open" => ["open", "not evaluated", "outside the scope"].contains(&word.as_str()),
                    level => word == level.to_lowercase() || (level == "ML 0" && word == "not evaluated"),
                };
                assert!(same, "{name}, {}: {stand} became {word}", row.requirement);
            }
        }
    }
}

#[test]
fn what_is_counted_as_holding_holds() {
    let catalogue = Catalogue::compiled();
    let junit: Vec<_> = FORMATS.iter().filter(|format| format.id == "junit").collect();
    for name in EXAMPLES {
        let open = OpenDossier::open(&catalogue, &example(name)).expect("an example opens");
        for basis in Basis::ALL {
            let assessed = app::assess_dossier(&open, &question(*basis)).expect("it is assessed");
            let mut passing = 0;
            for result in assessed.subjects.iter().filter(|one| one.coverage.is_none()) {
                let target = result.target.as_ref().and_then(|target| target.0.first()).map(|(_, level)| *level);
                let holds = |stand: &str| match stand.strip_prefix("ML ") {
                    Some(level) => level.parse::<u8>().expect("a level") >= target.unwrap_or(1).max(1),
                    None => {
                        ["native", "integration"].contains(&stand)
                            || (stand == "countermeasure" && result.subject == "zone")
                    }
                };
                let stand = |row: &report::RowResult| match *basis {
                    Basis::Claimed => row.claimed.clone(),
                    Basis::Shown => row.shown.clone(),
                    Basis::Evaluated => row.evaluated.clone(),
                };
                let rows: Vec<_> = result.rows.iter().filter(|row| holds(&stand(row))).collect();
                passing += rows.len();
                let levels = result.target.iter().flat_map(|target| &target.0).map(|(_, level)| *level);
                if levels.collect::<BTreeSet<u8>>().len() > 1 {
                    continue;
                }
                // The tile counts the rows that the target asks for.
                let wanted = rows.iter().filter(|row| match (row.level, target, result.maturity.is_some()) {
                    (Some(level), Some(target), false) => level <= target,
                    _ => true,
                });
                let of = result.of.as_ref().expect("a subject").id.rsplit('/').next().expect("a name").to_owned();
                let report = format!("{of}-{}-assessment", result.standard.trim_start_matches("iec62443-"));
                let documents = documents(name, *basis);
                let (_, document) = documents.iter().find(|(known, _)| *known == report).expect("its report");
                let tiles = document.blocks.iter().find_map(|block| match block {
                    Block::Tiles(tiles) => Some(tiles),
                    _ => None,
                });
                let value = &tiles.expect("tiles")[1].value;
                let said: usize = value.split(' ').next().and_then(|number| number.parse().ok()).expect("a number");
                assert_eq!(said, wanted.count(), "{name}/{report}, {basis}: {value}");
            }
            let brand = Brand::plain();
            let asked = ReportsQuestion {
                dossier: question(*basis),
                reports: Vec::new(),
                formats: junit.clone(),
                brand: &brand,
                asked: Asked::default(),
            };
            let mut xml = String::new();
            app::reports(&open, &asked, |made| {
                xml = String::from_utf8(made.bytes).expect("text");
                Ok(())
            })
            .expect("JUnit");
            let count = |what: &str| xml.matches(what).count();
            assert_eq!(count("<testcase") - count("<failure") - count("<skipped"), passing, "{name}, {basis}");
        }
    }
}

#[test]
fn an_open_common_constraint_blocks_everything() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-constraint", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(dir.join("products/p")).expect("a folder");
    std::fs::write(dir.join("dossier.toml"), "format = 1\ntitle = \"T\"\n").expect("written");
    let product = "name = \"P\"\nstandards = [\"iec62443-4-2@2019\"]\ntypes = [\"embedded-device\"]\ntarget = \"1\"\n";
    std::fs::write(dir.join("products/p/product.toml"), product).expect("written");
    let catalogue = Catalogue::compiled();
    let head = catalogue.head("iec62443-4-2", None).expect("4-2");
    let mut sheet = String::from("requirement,status,statement\n");
    for one in catalogue.edition(head).requirements.iter().filter(|one| one.is_asked()) {
        let status = if one.id.as_str() == "CCSC 2" { "not-met" } else { "met" };
        sheet.push_str(&format!("{},{status},said\n", one.id));
    }
    std::fs::write(dir.join("products/p/4-2.csv"), sheet).expect("written");
    let open = OpenDossier::open(&catalogue, &dir).expect("it opens");
    let brand = Brand::plain();
    let formats: Vec<_> = FORMATS.iter().filter(|format| ["md", "sarif"].contains(&format.id)).collect();
    let asked = ReportsQuestion {
        dossier: question(Basis::Claimed),
        reports: Vec::new(),
        formats,
        brand: &brand,
        asked: Asked::default(),
    };
    let mut files = BTreeMap::new();
    app::reports(&open, &asked, |made| {
        files.insert(made.path, String::from_utf8(made.bytes).expect("text"));
        Ok(())
    })
    .expect("reports");
    for name in ["p-4-2-assessment.md", "p-4-2-conditions.md", "summary.md"] {
        assert!(files[name].contains("common constraint is open"), "{name}");
        assert!(!files[name].contains("**SL 4**"), "{name}");
    }
    let log: Value = serde_json::from_str(&files["gaps.sarif"]).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert!(results.iter().any(|one| one["ruleId"] == "CCSC 2" && one["level"] == "error"), "{results:#?}");
    let _ = std::fs::remove_dir_all(&dir);
}

#[test]
fn evidence_stands_with_its_whole_digest() {
    let documents = documents("gateway", Basis::Shown);
    let (_, register) = documents.iter().find(|(name, _)| name == "evidence").expect("the register");
    let numbers = Numbers::of(register);
    let text: String = register
        .tables()
        .flat_map(|table| table.rows())
        .flatten()
        .map(|cell| numbers.plain_lines(&cell.lines))
        .collect::<Vec<_>>()
        .join("\n");
    let digests = text.lines().filter(|line| line.len() == 64 && line.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert!(digests.count() >= 50, "every file of the sample has a digest");
}

#[test]
fn every_format_is_made_twice_the_same() {
    let (first, second) = (made("gateway", &formats()), made("gateway", &formats()));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (path, bytes) in &first {
        assert!(second[path] == *bytes, "{path} differs");
    }
    for format in formats().iter().filter(|format| !["csv", "oscal"].contains(&format.id)) {
        let ending = if format.id == "junit" { ".junit.xml".to_owned() } else { format!(".{}", format.id) };
        assert!(first.keys().any(|path| path.ends_with(&ending)), "no {}", format.id);
    }
    assert!(first.keys().any(|path| path.starts_with("oscal/")));
}

#[test]
fn every_example_comes_in_every_format_of_text() {
    // Painting pictures for Word and Excel takes its time without optimization; the gateway's are enough.
    let formats: Vec<_> = formats().into_iter().filter(|format| !["docx", "xlsx"].contains(&format.id)).collect();
    for example in &EXAMPLES[1..] {
        assert!(made(example, &formats).len() > 20, "{example}");
    }
}

#[test]
fn a_report_does_not_depend_on_where_the_dossier_lies() {
    let catalogue = Catalogue::compiled();
    let brand = Brand::plain();
    let mut texts = Vec::new();
    for open in [OpenDossier::open(&catalogue, &example("gateway")).expect("it opens"), app::demo(&catalogue)] {
        let formats: Vec<_> = FORMATS.iter().filter(|format| ["md", "sarif"].contains(&format.id)).collect();
        let asked = ReportsQuestion {
            dossier: question(Basis::Shown),
            reports: Vec::new(),
            formats,
            brand: &brand,
            asked: Asked::default(),
        };
        let mut files = BTreeMap::new();
        app::reports(&open, &asked, |made| {
            files.insert(made.path, String::from_utf8(made.bytes).expect("text"));
            Ok(())
        })
        .expect("reports");
        assert!(files.values().all(|text| !text.contains(env!("CARGO_MANIFEST_DIR"))));
        texts.push(files);
    }
    assert!(texts[0] == texts[1]);
}

#[test]
fn sarif_fits_its_schema_and_names_every_gap() {
    let formats: Vec<_> = FORMATS.iter().filter(|format| ["sarif", "junit"].contains(&format.id)).collect();
    let files = made("gateway", &formats);
    let log: Value = serde_json::from_slice(&files["gaps.sarif"]).expect("JSON");
    let catalogue = Catalogue::compiled();
    let open = OpenDossier::open(&catalogue, &example("gateway")).expect("the gateway opens");
    let assessed = app::assess_dossier(&open, &question(Basis::Shown)).expect("it is assessed");
    let gaps: usize = assessed.subjects.iter().map(|one| one.gaps.len()).sum();
    let results =
        log["runs"].as_array().expect("runs").iter().flat_map(|run| run["results"].as_array().expect("results"));
    assert_eq!(results.clone().count(), gaps);
    for result in results {
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().expect("a file");
        assert!(example("gateway").join(uri).is_file(), "{uri}");
        assert_eq!(place["artifactLocation"]["uriBaseId"], "DOSSIER");
        assert!(place["region"]["startLine"].as_u64().is_some_and(|line| line > 0));
    }
    for run in log["runs"].as_array().expect("runs") {
        // Where results begin is described and has no address, which would be one of this machine.
        let base = &run["originalUriBaseIds"]["DOSSIER"];
        assert!(base["description"]["text"].is_string() && base.get("uri").is_none(), "{base}");
    }
    let xml = String::from_utf8(files["gaps.junit.xml"].clone()).expect("text");
    // Beyond the target nothing fails.
    let failing = xml.matches("<failure").count();
    assert!(0 < failing && failing < gaps, "{failing} of {gaps}");
    let rows: usize = assessed.subjects.iter().filter(|one| one.coverage.is_none()).map(|one| one.rows.len()).sum();
    assert_eq!(xml.matches("<testcase").count(), rows);

    let Some(data) = std::env::var_os("PLIMSOLL_TEST_DATA") else {
        println!("SKIPPED: PLIMSOLL_TEST_DATA is not set, so SARIF is not held against its schema");
        return;
    };
    let schema = std::fs::read(Path::new(&data).join("sarif/sarif-schema-2.1.0.json")).expect("the SARIF schema");
    let schema: Value = serde_json::from_slice(&schema).expect("a schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema that can be used");
    let wrong: Vec<String> =
        validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).take(5).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_brand_is_read_whole_or_not_at_all() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-brand", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a folder");
    let file = dir.join("brand.toml");
    let logo = r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#123456"/></svg>"##;
    std::fs::write(dir.join("logo.svg"), logo).expect("written");
    std::fs::write(
        &file,
        "name = \"Kestrel Mark\"\naccent = \"#7a1f2b\"\nlogo = \"logo.svg\"\nfooter = \"Confidential\"\n",
    )
    .expect("written");
    let brand = app::open_brand(&file).expect("a good brand");
    assert_eq!((brand.name.as_str(), brand.accent.to_string().as_str()), ("Kestrel Mark", "#7a1f2b"));
    assert_eq!(brand.logo.map(|logo| logo.aspect_percent), Some(200));

    std::fs::write(&file, "nmae = \"x\"\naccent = \"#ffff00\"\nlogo = \"missing.png\"\n").expect("written");
    let Err(app::Error::Unreadable(problems)) = app::open_brand(&file) else { panic!("a bad brand is refused") };
    let lines: Vec<u32> = problems.iter().map(|problem| problem.place.spot.line).collect();
    assert_eq!(lines.len(), 3, "{problems:#?}");
    assert!([1, 2, 3].iter().all(|line| lines.contains(line)), "{problems:#?}");
    let _ = std::fs::remove_dir_all(&dir);
}
