//! Which pictures do we look at, and which do the tests measure? The sample dossiers, and extremes that they lack.

use assess::{Ask, Assessment, assess, cover};
use catalogue::{Catalogue, Edition};
use document::{Colour, Picture};
use dossier::{Side, read_sheet};
use figures::{
    ALL, ChangedGroup, ChangedRow, Changes, CoverageRings, Gantt, GanttRow, Heat, HeatCell, HeatGroup, HeatMap,
    LoadLine, Look, Maturity, Measure, Practice, Shown, changes, coverage_rings, gantt, heat_map, load_line,
    load_line_small, maturity, small_load_line_of,
};
use model::{
    AssessedAs, Basis, ComponentType, ComponentTypes, Goal, LevelVector, MaturityLevel, Row, SecurityLevel,
    TargetVector, Way, parse_date,
};

const EG220: &[u8] = include_bytes!("../../../../examples/gateway/products/eg220/4-2.csv");
const VERDICTS: &[u8] = include_bytes!("../../../../examples/gateway/products/eg220/4-2.verdicts.csv");
const DEVELOPMENT: &[u8] = include_bytes!("../../../../examples/gateway/process/development/4-1.csv");
const ZONE: &[u8] = include_bytes!("../../../../examples/plant/systems/filling-zone/3-3.csv");

/// A brand's accent that is not ours.
pub(crate) const ACCENT: Colour = Colour(0x0b, 0x4f, 0x6c);

const LONG: &str =
    "Edge gateway for water treatment, drainage & <waste> water plants of the northern region, series \"EG-220\"";
const CHINESE: &str = "面向水处理与排水泵站的工业边缘网关控制器以及远程终端单元系列产品";

fn edition(catalogue: &Catalogue, standard: &str) -> Edition {
    catalogue.edition(catalogue.head(standard, None).expect("a known standard"))
}

fn rows(edition: &Edition, sheet: &[u8]) -> Vec<Row> {
    let (sheet, _) = read_sheet("s.csv", sheet);
    sheet.rows(&[edition]).0.into_iter().flat_map(|one| one.rows).collect()
}

fn with_verdicts(edition: &Edition, mut rows: Vec<Row>, sheet: &[u8]) -> Vec<Row> {
    let (sheet, _) = read_sheet("v.csv", sheet);
    for found in sheet.side(&[edition], Side::Evaluator).0.into_iter().flat_map(|one| one.rows) {
        if let Some(row) = rows.iter_mut().find(|row| row.requirement == found.requirement && row.part == found.part) {
            row.evaluation = found.evaluation;
        }
    }
    rows
}

fn ask(types: &[ComponentType], target: Option<Goal>) -> Ask {
    let types = types.iter().fold(ComponentTypes::NONE, |types, one| types.with(*one));
    Ask { target, ..Ask::new(types, parse_date("2026-11-22").expect("a day")) }
}

fn levels(text: &str) -> Option<Goal> {
    TargetVector::parse(text).ok().map(Goal::Levels)
}

/// Every sample by name.
pub(crate) fn all(look: &Look) -> Vec<(String, Picture)> {
    let mut pictures = Vec::new();
    from_dossiers(look, &mut pictures);
    extremes(look, &mut pictures);
    pictures
}

fn take(pictures: &mut Vec<(String, Picture)>, look: &Look, name: &str, shown: &Shown<'_, '_>) {
    for kind in ALL {
        if let Ok(picture) = (kind.draw)(shown, look) {
            pictures.push((format!("{name}-{}", kind.id), picture));
        }
    }
    if let Ok(picture) = small_load_line_of(shown, look) {
        pictures.push((format!("{name}-load-line-small"), picture));
    }
}

/// The gateway today and, with a third of its rows unsaid, some time ago.
pub(crate) fn gateway<T>(basis: Basis, look: impl FnOnce(&Assessment<'_>, &Assessment<'_>) -> T) -> T {
    let catalogue = Catalogue::compiled();
    let scheme = catalogue.scheme("default").expect("a scheme");
    let components = edition(&catalogue, "iec62443-4-2");
    let claims = with_verdicts(&components, rows(&components, EG220), VERDICTS);
    let ask = Ask { basis, ..ask(&[ComponentType::EmbeddedDevice, ComponentType::NetworkDevice], levels("2")) };
    let earlier: Vec<Row> =
        claims.iter().enumerate().filter(|(at, _)| at % 3 != 1).map(|(_, row)| row.clone()).collect();
    look(&assess(&components, scheme, &claims, &ask), &assess(&components, scheme, &earlier, &ask))
}

fn from_dossiers(look: &Look, pictures: &mut Vec<(String, Picture)>) {
    gateway(Basis::Claimed, |after, before| {
        let shown = Shown { name: "EG-220", version: "3.4.1", assessment: after, before: Some(("3.3.0", before)) };
        take(pictures, look, "gateway", &shown);
        let worse = Shown { name: LONG, version: "3.3.0-beta.12", assessment: before, before: Some((CHINESE, after)) };
        take(pictures, look, "gateway-worse", &worse);
    });
    gateway(Basis::Evaluated, |after, _| {
        let shown = Shown { name: "EG-220", version: "3.4.1", assessment: after, before: None };
        take(pictures, look, "gateway-evaluated", &shown);
    });
    let catalogue = Catalogue::compiled();
    let scheme = catalogue.scheme("default").expect("a scheme");
    let components = edition(&catalogue, "iec62443-4-2");
    let every = ask(&ComponentType::ALL[..], None);
    let silent = assess(&components, scheme, &[], &every);
    let shown = Shown { name: "", version: "", assessment: &silent, before: Some(("1.0", &silent)) };
    take(pictures, look, "silent", &shown);

    let systems = edition(&catalogue, "iec62443-3-3");
    let zone_rows = rows(&systems, ZONE);
    let zone = Ask { subject: AssessedAs::Zone, ..ask(&[], levels("2 2 1 1 3 1 2")) };
    let zone = assess(&systems, scheme, &zone_rows, &zone);
    take(pictures, look, "zone", &Shown { name: CHINESE, version: "2026", assessment: &zone, before: None });

    let process = edition(&catalogue, "iec62443-4-1");
    let process_rows = rows(&process, DEVELOPMENT);
    let third = ask(&[], Some(Goal::Maturity(MaturityLevel::THREE)));
    let after = assess(&process, scheme, &process_rows, &third);
    let before = assess(&process, scheme, &process_rows[20..], &third);
    let shown =
        Shown { name: "Development at Harrow", version: "", assessment: &after, before: Some(("2025", &before)) };
    take(pictures, look, "process", &shown);

    let service = edition(&catalogue, "iec62443-2-4");
    let nothing = ask(&[], None);
    let services = assess(&service, scheme, &[], &nothing);
    take(pictures, look, "service", &Shown { name: LONG, version: "", assessment: &services, before: None });
    let owner = edition(&catalogue, "iec62443-2-1");
    let owners = assess(&owner, scheme, &[], &nothing);
    take(pictures, look, "owner", &Shown { name: CHINESE, version: "", assessment: &owners, before: None });

    let claims = rows(&components, EG220);
    let nothing = ask(&[ComponentType::EmbeddedDevice, ComponentType::NetworkDevice], None);
    for standard in ["cra", "nis2"] {
        let law = edition(&catalogue, standard);
        let product = assess(&components, scheme, &claims, &nothing);
        let process = assess(&process, scheme, &process_rows, &third);
        let crossings = catalogue.crosswalk(&law);
        let law: Assessment<'_> =
            cover(assess(&law, scheme, &[], &nothing), &crossings, &[product, process], &catalogue);
        take(pictures, look, standard, &Shown { name: "EG-220", version: "3.4.1", assessment: &law, before: None });
    }
}

fn vector(numbers: [i8; 7]) -> LevelVector {
    LevelVector(numbers.map(|number| u8::try_from(number).ok().and_then(SecurityLevel::new)))
}

fn extremes(look: &Look, pictures: &mut Vec<(String, Picture)>) {
    let mixed = LoadLine {
        name: LONG,
        version: "2026.11.22-rc.1",
        standard: "IEC 62443-4-2:2019",
        basis: Basis::Shown,
        weakest: Way::Integration,
        by_way: [vector([1, 0, 2, -1, 4, 0, 1]), vector([2, 1, 2, -1, 4, 0, 3]), vector([4, 2, 3, -1, 4, 1, 4])],
        by_basis: [vector([3, 2, 2, 0, 4, 1, 3]), vector([2, 1, 2, -1, 4, 0, 3]), vector([1, 0, 2, -1, 4, 0, -1])],
        target: TargetVector::parse("2 2 1 3 4 0 3").ok(),
        headline: SecurityLevel::new(2),
        claimable: SecurityLevel::new(0),
    };
    let nothing = LoadLine {
        name: "",
        version: "",
        by_way: [LevelVector::default(); 3],
        by_basis: [LevelVector::default(); 3],
        target: None,
        headline: None,
        claimable: None,
        ..mixed.clone()
    };
    let full = vector([4; 7]);
    let everything = LoadLine {
        name: CHINESE,
        by_way: [full; 3],
        by_basis: [full; 3],
        target: TargetVector::parse("4").ok(),
        headline: None,
        claimable: None,
        weakest: Way::Countermeasure,
        ..mixed.clone()
    };
    for (name, of) in [("mixed", mixed), ("nothing", nothing), ("everything", everything)] {
        pictures.push((format!("{name}-load-line"), load_line(&of, look)));
        pictures.push((format!("{name}-load-line-small"), load_line_small(&of, look)));
    }
    let practice = |id, title, level| Practice { id, title, level };
    let odd = Maturity {
        name: LONG,
        version: "9",
        standard: CHINESE,
        basis: Basis::Evaluated,
        practices: vec![
            practice("A practice with a long id", LONG, Some(MaturityLevel::ZERO)),
            practice("二", CHINESE, None),
            practice("SG", "Security guidelines", Some(MaturityLevel::FOUR)),
        ],
        target: Some(MaturityLevel::TWO),
        headline: Some(MaturityLevel::ZERO),
        histogram: [1204, 3, 0, 0, 88],
        not_applicable: 5,
        not_evaluated: 100_000,
    };
    pictures.push(("odd-maturity".to_owned(), maturity(&odd, look)));
    let none = Maturity { practices: Vec::new(), histogram: [0; 5], not_applicable: 0, not_evaluated: 0, ..odd };
    pictures.push(("nothing-maturity".to_owned(), maturity(&none, look)));

    let cells = |count: usize| {
        let cell = |at: usize| HeatCell {
            id: ["a-very-long-id-without-end 12.34(5)(b)", "二.3", "12", "no digits"][at % 4],
            title: LONG,
            heat: Heat::ALL[at % 7],
            because: "<because> & so on".to_owned(),
            holds: at.is_multiple_of(5),
        };
        (0..count).map(cell).collect::<Vec<_>>()
    };
    let group = |id, title, count| HeatGroup { id, title, cells: cells(count) };
    let groups = vec![group("A group with a long id", LONG, 40), group("二", CHINESE, 1), group("none", "", 0)];
    let odd = HeatMap {
        name: LONG,
        version: CHINESE,
        standard: LONG,
        basis: Basis::Claimed,
        measure: Measure::Stand,
        groups,
    };
    pictures.push(("odd-heat-map".to_owned(), heat_map(&odd, look)));
    pictures.push(("nothing-heat-map".to_owned(), heat_map(&HeatMap { groups: Vec::new(), ..odd }, look)));

    let rings = |now, at_best| CoverageRings {
        name: CHINESE,
        version: LONG,
        standard: "CRA:2024",
        basis: Basis::Claimed,
        now,
        at_best,
    };
    for (name, now, best) in [
        ("nothing", [0; 6], [0; 6]),
        ("everything", [60, 0, 0, 0, 0, 0], [60, 0, 0, 0, 0, 0]),
        ("odd", [1, 0, 5000, 1, 3, 1], [700, 4000, 1, 1, 300, 4]),
    ] {
        pictures.push((format!("{name}-coverage"), coverage_rings(&rings(now, best), look)));
    }

    let bar = |label, start, work_to, commit_to, critical| GanttRow::Bar { label, start, work_to, commit_to, critical };
    let rows = vec![
        GanttRow::Part(LONG),
        bar(LONG, 0.0, 30.0, 41.5, true),
        bar(CHINESE, 30.0, 30.0, 30.0, false),
        bar("", 10.0, 5.0, 700.0, false),
        GanttRow::Milestone { label: CHINESE, work_to: 0.0, commit_to: 0.0 },
        GanttRow::Milestone { label: LONG, work_to: 700.0, commit_to: f64::INFINITY },
    ];
    let ticks = (0..60).map(|at| (f64::from(at) * 12.0, "2026-11-22")).collect();
    let odd = Gantt { name: LONG, about: LONG, ticks, rows };
    pictures.push(("odd-gantt".to_owned(), gantt(&odd, look)));
    let nothing = Gantt { name: "", about: "", ticks: Vec::new(), rows: Vec::new() };
    pictures.push(("nothing-gantt".to_owned(), gantt(&nothing, look)));

    let moved = |id, before, after| ChangedGroup { id, before, after };
    let row = |id, before, after, better| ChangedRow { id, before, after, better };
    let odd = Changes {
        name: CHINESE,
        version: "2",
        before: LONG,
        standard: LONG,
        basis: Basis::Claimed,
        scale: "ML",
        groups: vec![
            moved("IAC", None, Some(0)),
            moved("二二二二二二二二", Some(4), None),
            moved("A group with a long id", Some(4), Some(3)),
            moved("D", Some(0), Some(4)),
            moved("E", None, None),
            moved("F", Some(2), Some(2)),
            moved("G", Some(0), Some(0)),
        ],
        rows: (0..300)
            .map(|at| match at % 3 {
                0 => row("a-very-long-id-without-end 12.34(5)(b)", LONG, "satisfied (native)", Some(true)),
                1 => row("1.2", "satisfied (native)", CHINESE, Some(false)),
                _ => row("3.4", "not asked", "not applicable", None),
            })
            .collect(),
    };
    pictures.push(("odd-changes".to_owned(), changes(&odd, look)));
    let none = Changes { groups: Vec::new(), rows: Vec::new(), ..odd };
    pictures.push(("nothing-changes".to_owned(), changes(&none, look)));
}
