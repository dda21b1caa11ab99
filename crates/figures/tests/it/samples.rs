//! Which pictures do we look at, and which do the tests measure? The sample dossiers, and extremes that they lack.

use assess::{Ask, Assessment, assess, cover};
use catalogue::{Catalogue, Edition};
use document::{Colour, Picture};
use dossier::{Side, read_sheet};
use figures::{
    ALL, ChangedGroup, ChangedRow, Changes, CoverageRings, DrawnFrom, Gantt, GanttRow, Heat, HeatCell, HeatGroup,
    HeatMap, LoadLine, Look, Maturity, Measure, Practice, Shown, Trace, TraceLayer, TraceLink, TraceNode, Value,
    ValuePanel, ValuePoint, Worth, WorthRow, changes, coverage_rings, gantt, heat_map, load_line, load_line_small,
    maturity, small_load_line_of, trace, value, worth,
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
        if let DrawnFrom::Assessment(draw) = kind.from
            && let Ok(picture) = draw(shown, look)
        {
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
    options(look, pictures);
    for (name, picture) in traces(look).into_iter().chain(values(look)) {
        pictures.push((name, picture));
    }
}

fn options(look: &Look, pictures: &mut Vec<(String, Picture)>) {
    let row = |title, recommended, reference, money| WorthRow {
        title,
        recommended,
        moves: vec![Some((vec![0.5, 0.2], false)), None, Some((vec![1.0, 0.0], true))],
        money,
        reference,
    };
    let three = |low, middle, high| Some([(low, "−120 k"), (middle, "44 k"), (high, "1.3 M")]);
    let odd = Worth {
        name: LONG,
        attributes: vec!["TA", "IN", "CG"],
        parts: vec!["4-1", "4-2"],
        rows: vec![
            row("As today, with the duties of the law", false, true, None),
            row(CHINESE, false, false, three(-120e5, -44e5, 10e5)),
            row(LONG, true, false, three(-120e5, 44e5, 1300e5)),
        ],
        years: 5,
    };
    pictures.push(("odd-decision".to_owned(), worth(&odd, look)));
    let nothing = Worth { name: "", attributes: Vec::new(), parts: Vec::new(), rows: Vec::new(), years: 0 };
    pictures.push(("nothing-decision".to_owned(), worth(&nothing, look)));
}

/// The words of a trace that is made here, so that it can be lent.
struct Words {
    labels: Vec<Vec<(String, String, String)>>,
    links: Vec<TraceLink>,
}

const LAYERS: [&str; 6] = ["Drivers", "Attributes", "Objectives", "Requirements", "Claims", "Evidence"];

impl Words {
    /// So many things in each layer, and links between them in a fixed disorder.
    fn new(counts: [usize; 6], links: [usize; 5]) -> Self {
        let groups = ["4-1 SM", "4-1 DM", "4-2 IAC", "4-2 UC", "4-2 SI", "4-2 RA"];
        let label = |layer: usize, at: usize| {
            let group = if (3..5).contains(&layer) { groups[at % groups.len()] } else { "" };
            let name = match layer {
                0..3 => format!("{} of a certain length {at}", &LAYERS[layer][..LAYERS[layer].len() - 1]),
                5 => format!("test-report-number-{at}"),
                _ => format!("{group}-{at} RE(1)"),
            };
            (name.clone(), format!("{name}: the whole name <of it> & more"), group.to_owned())
        };
        let labels = counts.iter().enumerate().map(|(layer, count)| (0..*count).map(|at| label(layer, at)).collect());
        let mut all = Vec::new();
        for (layer, count) in links.into_iter().enumerate() {
            let (left, right) = (counts[layer].max(1), counts[layer + 1].max(1));
            for at in 0..count {
                let strength = (at % 3 + 1) as u8;
                // Near what it should be near to, with some that reach far.
                let far = if at % 7 == 0 { at * 31 } else { at * right / count + at % 3 };
                all.push(TraceLink { layer, from: at * left / count, to: far % right, strength });
            }
        }
        Self { labels: labels.collect(), links: all }
    }

    fn trace<'a>(&'a self, name: &'a str, lost_every: usize) -> Trace<'a> {
        let layer = |(at, labels): (usize, &'a Vec<(String, String, String)>)| TraceLayer {
            title: LAYERS[at],
            nodes: labels
                .iter()
                .enumerate()
                .map(|(node, (label, title, group))| TraceNode {
                    label,
                    title,
                    group,
                    open: at == 3 && node % 4 == 1,
                    lost: (node % lost_every == lost_every - 1).then_some("nobody <stated> it"),
                })
                .collect(),
        };
        let layers = self.labels.iter().enumerate().map(layer).collect();
        Trace { name, about: "from driver to evidence, 2026-11-22", layers, links: self.links.clone() }
    }
}

/// Nothing, a little, 300 links, 3,000 links, and names that no column holds.
pub(crate) fn traces(look: &Look) -> Vec<(String, Picture)> {
    let some = Words::new([6, 7, 12, 62, 60, 30], [30, 12, 90, 70, 98]);
    let many = Words::new([6, 7, 28, 400, 700, 300], [40, 28, 600, 900, 1432]);
    let few = Words::new([1; 6], [1; 5]);
    let alone = Words::new([9, 7, 30, 90, 90, 40], [0; 5]);
    let nothing = Trace { name: "", about: "", layers: Vec::new(), links: Vec::new() };
    let node = TraceNode { label: LONG, title: LONG, group: CHINESE, open: true, lost: None };
    let lost = TraceNode { label: CHINESE, title: CHINESE, group: "", open: false, lost: Some(LONG) };
    let odd = Trace {
        name: LONG,
        about: LONG,
        layers: (0..8).map(|_| TraceLayer { title: LONG, nodes: vec![node, lost, lost] }).collect(),
        links: (0..9).map(|layer| TraceLink { layer, from: layer % 4, to: 1, strength: u8::MAX }).collect(),
    };
    let mut pictures = vec![
        ("nothing-trace".to_owned(), trace(&nothing, look)),
        ("few-trace".to_owned(), trace(&few.trace("EG-220", 9), look)),
        ("some-trace".to_owned(), trace(&some.trace("EG-220 industrial edge gateway", 9), look)),
        ("many-trace".to_owned(), trace(&many.trace("A very large product", 40), look)),
        ("alone-trace".to_owned(), trace(&alone.trace("Nothing is linked", 1), look)),
    ];
    pictures.push(("odd-trace".to_owned(), trace(&odd, look)));
    pictures
}

/// No objective, one, two, nine and 28, with values that no scale expects among them.
pub(crate) fn values(look: &Look) -> Vec<(String, Picture)> {
    let point = |day: f64, value: f64, events: Option<u32>| ValuePoint {
        day,
        value,
        events,
        few: events.is_some_and(|events| events < 5),
    };
    let falling = ValuePanel {
        title: "Time to a fix",
        unit: "days",
        baseline: (110.0, "110"),
        target: (30.0, "30"),
        begins: (100.0, "2026-11-03"),
        due: (700.0, "2028-06-30"),
        expected: Some([78.0, 46.0]),
        points: vec![
            point(20.0, 118.0, Some(7)),
            point(90.0, 110.0, Some(9)),
            point(250.0, 96.0, Some(6)),
            point(300.0, 60.0, Some(2)),
            point(430.0, 71.0, Some(8)),
        ],
        says: "moved from 110 to 71 days, towards the target, after 2026-11-03; 46 to 78 is expected by 2028-06-30",
        changed: "today: baseline 95, target 45, day 2028-12-31",
    };
    let few = ValuePanel {
        title: "Serious faults that outsiders found first",
        unit: "%",
        points: vec![point(200.0, 60.0, Some(3)), point(210.0, 60.0, Some(4)), point(640.0, 0.0, Some(1))],
        says: "1 event by 2028-05-01: a count, no trend",
        expected: None,
        changed: "",
        ..falling.clone()
    };
    let flat = ValuePanel {
        title: LONG,
        unit: LONG,
        baseline: (50.0, "50.123456789"),
        target: (50.0, "50"),
        begins: (700.0, LONG),
        due: (700.0, CHINESE),
        expected: Some([50.0, 50.0]),
        points: vec![point(f64::NAN, 3.0, None), point(1.0, f64::INFINITY, None), point(700.0, 50.0, None)],
        says: LONG,
        changed: LONG,
    };
    let broken = ValuePanel {
        title: CHINESE,
        unit: "",
        baseline: (f64::NAN, ""),
        target: (f64::INFINITY, "∞"),
        begins: (f64::NAN, ""),
        due: (f64::NEG_INFINITY, ""),
        expected: Some([f64::NAN, f64::INFINITY]),
        points: Vec::new(),
        says: "",
        changed: CHINESE,
    };
    let four = [falling.clone(), few, flat, broken];
    let draw = |name, count: usize| {
        let panels = (0..count).map(|at| four[at % four.len()].clone()).collect();
        let of = Value { name, about: "expected of “4-1, then 4-2 at SL 2” from 2026-11-03 on", panels };
        value(&of, look)
    };
    let mut pictures = vec![("nothing-value".to_owned(), draw("", 0))];
    for count in [1, 2, 9, 28] {
        pictures.push((format!("{count}-value"), draw("EG-220 industrial edge gateway", count)));
    }
    pictures.push(("odd-value".to_owned(), value(&Value { name: LONG, about: LONG, panels: four.into() }, look)));
    pictures
}
