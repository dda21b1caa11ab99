//! What did an assessment find, row by row? The report that a laboratory and a certification body read.

use assess::{Assessment, Standing};
use document::{Block, Callout, Cell, Document, Table, Text, Tone};
use model::{Basis, Element, Row};

use super::{Report, Scope, open_points, parts, result, say};
use crate::matter::{Case, Matter};

pub(super) const REPORT: Report = Report {
    id: "assessment",
    title: "Assessment report",
    about: "for laboratories and certification bodies: every requirement with statement, evidence, result and verdict",
    scope: Scope::Case,
    fits: super::has_rows,
    compose,
};

fn compose(matter: &Matter<'_>) -> Document {
    let Some(case) = matter.cases.first() else { return super::head::of_dossier(&REPORT, matter) };
    let mut document = super::head::of_case(&REPORT, matter, case, true);
    document.heading(1, "Result", "result");
    document.blocks.push(result::tiles(case));
    document.blocks.push(result::verdict(case));
    result::result(&mut document, matter, case);
    document.heading(2, "Counts", "counts-by-group");
    result::counts(&mut document, case);
    target(&mut document, case);
    document.heading(1, "Requirements", "requirements-in-full");
    document.paragraph(Text::from(
        "A row for each requirement that concerns the target of evaluation. The applicant's side stands on the left, the \
         evaluator's on the right; the stand is given on all three bases. Citations of evidence are those of ",
    ).and_see("evidence-of-this-report").and("."));
    parts::picture(&mut document, "heat-map", "Every requirement and where it stands", matter, case);
    document.blocks.push(Block::Table(requirements(matter, case)));
    document.heading(1, "Open points", "open-points");
    document.table_or(open_points::table(case, "open"), "Nothing is open.");
    if super::has_levels(case.assessment.edition) {
        document.heading(1, "Conditions of use", "conditions-of-use");
        document.table_or(super::conditions::table(case), "The result holds without conditions.");
    }
    document.heading(1, "Evidence", "evidence-of-this-report");
    evidence(&mut document, matter, case);
    limits(&mut document, matter, case);
    document
}

/// What was assessed: context, functions, parts, interfaces, versions, features.
fn target(document: &mut Document, case: &Case<'_>) {
    let subject = case.subject;
    document.heading(1, "Target of evaluation", "target-of-evaluation");
    let described = document.blocks.len();
    for paragraph in subject.context.split("\n\n").map(str::trim).filter(|text| !text.is_empty()) {
        document.paragraph(paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    if !subject.essential_functions.is_empty() {
        document.heading(2, "Essential functions", "essential-functions");
        document.blocks.push(Block::List(subject.essential_functions.iter().map(|one| one.as_str().into()).collect()));
    }
    if !subject.parts.is_empty() {
        document.heading(2, "Parts", "parts-of-target");
        document.blocks.push(Block::Table(elements("parts", "Parts", &subject.parts)));
    }
    if !subject.interfaces.is_empty() {
        document.heading(2, "Interfaces", "interfaces-of-target");
        document.blocks.push(Block::Table(elements("interfaces", "Interfaces", &subject.interfaces)));
    }
    if !subject.versions.is_empty() {
        document.heading(2, "Versions", "versions-of-target");
        let mut table =
            Table::new("versions", "Versions", [("Version", 18), ("Consists of", 40), ("What changed", 42)]);
        for version in subject.versions.iter().rev() {
            let changed = match &version.changed {
                None => vec![Text::quiet("what changed is not stated: everything may have")],
                Some(changed) => [
                    ("parts", changed.parts.join(", ")),
                    ("interfaces", changed.interfaces.join(", ")),
                    ("features", join(&changed.features)),
                    ("requirements", join(&changed.requirements)),
                ]
                .into_iter()
                .filter(|(_, what)| !what.is_empty())
                .map(|(name, what)| Text::quiet(format!("{name}: {what}")))
                .collect(),
            };
            let note = Text::from(version.note.as_str());
            table.row([
                Cell::of(Text::strong(version.id.as_str())),
                Cell::of(say::version(version)),
                Cell::lines(std::iter::once(note).chain(changed)),
            ]);
        }
        document.blocks.push(Block::Table(table));
    }
    let features = [("Present", join(&subject.present)), ("Absent", join(&subject.absent))];
    if features.iter().any(|(_, list)| !list.is_empty()) {
        document.heading(2, "Declared features", "features");
        document.paragraph(
            "Rows that depend on an absent feature do not apply; a feature declared present takes that way out.",
        );
        let facts = features.into_iter().filter(|(_, list)| !list.is_empty());
        document.blocks.push(Block::Facts(facts.map(|(name, list)| (name.to_owned(), list.into())).collect()));
    }
    let places =
        [("Sites", join(&subject.sites)), ("Teams", join(&subject.teams)), ("Practised on", join(&subject.products))];
    let places: Vec<_> = places.into_iter().filter(|(_, list)| !list.is_empty()).collect();
    if !places.is_empty() {
        document
            .blocks
            .push(Block::Facts(places.into_iter().map(|(name, list)| (name.to_owned(), list.into())).collect()));
    }
    if document.blocks.len() == described {
        document.paragraph("The dossier describes the target of evaluation by its name only.");
    }
}

fn join<T: ToString>(list: &[T]) -> String {
    list.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn elements(anchor: &str, caption: &str, elements: &[Element]) -> Table {
    let mut table =
        Table::new(anchor, caption, [("Id", 20), ("Name", 40), ("Speaks", 15), ("Requirements that rest on it", 40)]);
    for element in elements {
        let rests = match &element.requirements {
            Some(requirements) => join(requirements),
            None => "any may".to_owned(),
        };
        table.row([
            Cell::of(Text::code(element.id.as_str())),
            Cell::of(element.name.as_str()),
            Cell::of(element.protocols.join(", ")),
            Cell::of(rests),
        ]);
    }
    if elements.iter().all(|element| element.protocols.is_empty()) {
        table.columns.remove(2);
        for line in &mut table.lines {
            if let document::Line::Row(cells) = line {
                cells.remove(2);
            }
        }
    }
    table
}

/// A row for each requirement that concerns the subject.
fn requirements(matter: &Matter<'_>, case: &Case<'_>) -> Table {
    let assessment = &case.assessment;
    let edition = assessment.edition;
    let mut table = Table::new(
        "requirements",
        format!("Requirements of {}", say::edition(case)),
        [
            ("Requirement", 22),
            ("Statement and evidence of the applicant", 42),
            ("Result and remark", 24),
            ("Verdict", 16),
        ],
    );
    let mut group = None;
    for standing in &assessment.standings {
        let asked = &edition.requirements[standing.requirement];
        if group != Some(asked.group) {
            group = Some(asked.group);
            let own = edition.group_of(asked);
            table.group(Text::strong(own.id.as_ref()).and(format!("  {}", own.title)));
        }
        let (word, tone) = say::stand(assessment, standing, assessment.ask.basis);
        let level = asked.level.map(|level| Text::quiet(format!("from {level}"))).unwrap_or_default();
        table.row([
            Cell::lines(parts::requirement(asked).into_iter().chain([level])).named(parts::anchor(asked)),
            Cell::lines(standing.rows.iter().flat_map(|row| parts::stated(row))),
            Cell::lines(found(assessment, standing, word)).toned(tone),
            verdicts(matter, assessment, standing),
        ]);
    }
    table
}

/// The stand on the asked basis, why, what the evaluator remarked, and the other bases.
fn found(assessment: &Assessment<'_>, standing: &Standing<'_>, word: String) -> Vec<Text> {
    let mut lines = vec![Text::strong(say::capitalized(&word)), Text::marked(&say::because(assessment, standing))];
    let remarked = standing.rows.iter().filter(|row| say::is_given(assessment, row) || row.evaluation.date.is_none());
    for row in remarked.filter(|row| !row.evaluation.remark.is_empty()) {
        let part = row.part.as_ref().map(|part| format!("{part}: ")).unwrap_or_default();
        lines.push(Text::from(format!("{part}{}", row.evaluation.remark)));
    }
    let others = Basis::ALL.iter().filter(|basis| **basis != assessment.ask.basis);
    let others: Vec<String> =
        others.map(|basis| format!("{basis}: {}", say::stand(assessment, standing, *basis).0)).collect();
    lines.push(Text::quiet(others.join(" · ")));
    lines
}

/// What evaluators found: verdict, method, by whom, when, on which version.
fn verdicts(matter: &Matter<'_>, assessment: &Assessment<'_>, standing: &Standing<'_>) -> Cell {
    let mut lines = Vec::new();
    let mut worst = Tone::Plain;
    for row in &standing.rows {
        let Row { evaluation, part, .. } = row;
        let (word, tone) = say::verdict(assessment, row);
        if word.is_empty() {
            continue;
        }
        // One failed part must not be hidden behind another one's colour.
        if worst != Tone::Bad {
            worst = tone;
        }
        let part = part.as_ref().map(|part| format!("{part}: ")).unwrap_or_default();
        lines.push(Text::strong(format!("{part}{word}")));
        let version = if evaluation.version.is_empty() { String::new() } else { format!("on {}", evaluation.version) };
        let date = evaluation.date.map(|date| date.to_string()).unwrap_or_default();
        let how = [evaluation.method.as_str(), &version, &date];
        lines.push(Text::quiet(how.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ")));
        lines.push(Text::quiet(say::person(matter, &evaluation.evaluator)));
    }
    if lines.is_empty() {
        lines.push(Text::quiet("none yet"));
    }
    Cell::lines(lines).toned(worst)
}

/// The pieces that the rows cite, each once.
fn evidence(document: &mut Document, matter: &Matter<'_>, case: &Case<'_>) {
    let cited = |piece: &model::Piece| {
        let rows = case.assessment.standings.iter().flat_map(|standing| &standing.rows);
        let citing =
            rows.filter(|row| row.claim.evidence.iter().any(|one| one.piece().is_some_and(|held| held.id == piece.id)));
        let mut ids: Vec<&str> = citing.map(|row| row.requirement.as_str()).collect();
        ids.dedup();
        ids.join(", ")
    };
    let pieces = matter.evidence.iter().map(|held| (held, cited(held.piece))).filter(|(_, cited)| !cited.is_empty());
    let table = super::evidence::table(
        "evidence",
        "Evidence that the rows cite",
        pieces.map(|(held, cited)| (held, cited.into())),
    );
    document.table_or(table, "No row cites evidence that the dossier's register holds.");
    let unknown: Vec<&str> = case
        .assessment
        .standings
        .iter()
        .flat_map(|standing| &standing.rows)
        .flat_map(|row| &row.claim.evidence)
        .filter(|one| one.piece().is_none())
        .map(|one| one.name.as_str())
        .collect();
    if !unknown.is_empty() {
        let mut text = Text::from("Cited, but not in the register: ");
        for (index, name) in unknown.iter().enumerate() {
            text = text.and(if index == 0 { "" } else { ", " }).and_code(*name);
        }
        document.paragraph(text.and("."));
    }
}

/// What the result does not say.
fn limits(document: &mut Document, matter: &Matter<'_>, case: &Case<'_>) {
    let assessment = &case.assessment;
    let edition = assessment.edition;
    document.heading(1, "Limits of this result", "limits");
    let mut points: Vec<Text> = vec![
        Text::from(format!("It holds for {} on {} and for nothing else.", say::subject(case), matter.at)),
        match assessment.ask.basis {
            Basis::Claimed => "It rests on the applicant's word; nobody looked at evidence or tested.".into(),
            Basis::Shown => {
                "It rests on claims whose evidence is in effect; that evidence exists does not say that it convinces."
                    .into()
            }
            Basis::Evaluated => {
                "It rests on the verdicts recorded here; a certificate is a certification body's decision.".into()
            }
        },
        Text::from(
            "Levels are computed from the rows by the rules of the edition and the scheme named at the head; silence never counts as met.",
        ),
    ];
    let concerned = assessment.standings.iter().map(|standing| &edition.requirements[standing.requirement]);
    let unverified: Vec<&str> = concerned.filter(|one| !one.verified()).map(|one| one.id.as_str()).collect();
    if !unverified.is_empty() {
        points.push(
            format!(
                "Facts about these requirements could not be confirmed from two sources: {}.",
                unverified.join(", ")
            )
            .into(),
        );
    }
    match &matter.record {
        None => points.push("The dossier has no journal: nobody has signed these statements.".into()),
        Some(record) if record.unrecorded > 0 => points.push(
            format!(
                "{} of the files are not in the journal yet.",
                say::capitalized(&say::count(record.unrecorded, "edit"))
            )
            .into(),
        ),
        Some(_) => {}
    }
    if !assessment.scheme.verified {
        points.push(
            format!("The settings of the scheme {} are taken from public descriptions.", assessment.scheme.title)
                .into(),
        );
    }
    document.blocks.push(Block::List(points));
    if !case.problems.is_empty() {
        let lines = case.problems.iter().map(|problem| {
            let place = format!("{}:{}:{}", problem.file, problem.line, problem.column);
            Text::code(place).and(format!(" {}: {}", problem.severity, problem.message))
        });
        document.blocks.push(Block::Callout(Callout {
            tone: Tone::Notice,
            title: format!("{} in the files on which this rests", say::count(case.problems.len(), "problem")),
            lines: lines.collect(),
        }));
    }
    if !case.sources.is_empty() {
        let mut table = Table::new("sources", "Files on which this report rests", [("File", 35), ("SHA-256", 65)]);
        for (path, digest) in &case.sources {
            table.row([Cell::of(path.as_str()), Cell::of(Text::code(digest.as_str()))]);
        }
        document.blocks.push(Block::Table(table));
    }
}
