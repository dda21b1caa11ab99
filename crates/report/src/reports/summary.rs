//! Where does each product stand, on one page? For whoever has a minute.

use document::{Block, Callout, Cell, Document, Table, Text, Tone};

use super::{Report, Scope, result, say};
use crate::matter::{Case, Matter};
use crate::pictures;

/// So many open points stand on a page; the gap report has all of them.
const OPEN_POINTS: usize = 6;

pub(super) const REPORT: Report = Report {
    id: "summary",
    title: "Summary",
    about: "for managers: one page for each subject and standard",
    scope: Scope::Dossier,
    fits: super::has_rows,
    compose,
};

fn compose(matter: &Matter<'_>) -> Document {
    let mut document = super::head::of_dossier(&REPORT, matter);
    for (index, case) in matter.cases.iter().enumerate() {
        if index > 0 {
            document.blocks.push(Block::PageBreak);
        }
        page(&mut document, matter, case, index);
    }
    if matter.cases.is_empty() {
        document.paragraph("There is nothing to assess.");
    }
    document
}

fn page(document: &mut Document, matter: &Matter<'_>, case: &Case<'_>, index: usize) {
    let assessment = &case.assessment;
    document.heading(1, say::subject(case), format!("page-{index}"));
    let version = case.subject.version().map(say::version).unwrap_or_default();
    let facts = [
        ("Standard", format!("{} ({})", say::edition(case), assessment.edition.head.title)),
        ("Version", version),
        ("Target", say::goal(assessment.ask.target)),
        ("Basis", say::basis(assessment.ask.basis).to_owned()),
        ("State of", matter.at.to_string()),
    ];
    let facts = facts.into_iter().filter(|(_, text)| !text.is_empty());
    document.blocks.push(Block::Facts(facts.map(|(label, text)| (label.to_owned(), text.into())).collect()));
    let errors = case.problems.iter().filter(|problem| problem.is_error()).count();
    if errors > 0 {
        document.blocks.push(Block::Callout(Callout {
            tone: Tone::Bad,
            title: format!("{} in the files on which this rests", say::count(errors, "error")),
            lines: vec![Text::marked("`plimsoll assess` and the assessment report name them.")],
        }));
    }
    document.blocks.push(result::tiles(case));
    document.blocks.push(result::verdict(case));
    let kind = if super::has_levels(assessment.edition) { "load-line" } else { "maturity" };
    if let Some(picture) = pictures::of(kind, matter, case) {
        document.figure(&format!("page-{index}-figure"), "What is reached", picture);
    }
    let open: Vec<_> = assessment.gaps.iter().filter(|gap| assessment.is_wanted(gap.requirement)).collect();
    let what = if assessment.ask.target.is_some() { " for the target" } else { "" };
    if open.is_empty() {
        return;
    }
    let mut table = Table::new(
        &format!("page-{index}-open"),
        if open.len() > OPEN_POINTS {
            format!("The first {OPEN_POINTS} of {} open points{what}", open.len())
        } else {
            format!("What is open{what}")
        },
        [("Requirement", 50), ("Why it is open", 50)],
    );
    // What holds the level down is what a minute should go to.
    let mut first = open;
    first.sort_by_key(|gap| (!gap.holds_headline, !gap.holds_group, gap.needed_for, gap.requirement));
    for gap in first.into_iter().take(OPEN_POINTS) {
        let asked = &assessment.edition.requirements[gap.requirement];
        let tone = if gap.holds_headline { Tone::Bad } else { Tone::Plain };
        let why = cut(&say::capitalized(&gap.why.to_string()));
        let name = Text::strong(asked.id.as_str()).and(format!("  {}", asked.title));
        table.row([Cell::of(name), Cell::of(Text::marked(&why)).toned(tone)]);
    }
    document.blocks.push(Block::Table(table));
}

/// A remark may be long; the page is not.
fn cut(text: &str) -> String {
    if text.chars().count() <= 140 { text.to_owned() } else { text.chars().take(139).chain(['…']).collect() }
}
