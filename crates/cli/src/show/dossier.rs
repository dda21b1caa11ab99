//! How does a whole dossier read on a terminal? A line for each subject, then a page for each.

use report::{AssessmentResult, DossierResult, OfResult};

use super::layout::{BAD, FAINT, GOOD, STRONG, keep_whole, rendered, styled, table};

/// Whose answer it is: name, version and id.
pub(crate) fn whose(of: Option<&OfResult>) -> String {
    let Some(of) = of else { return String::new() };
    let version = of.version.as_ref().map(|version| format!(" {version}")).unwrap_or_default();
    format!("{}{version} ({})", of.name, of.id)
}

/// Whose answer it is, before further facts on the line; empty for a lone sheet.
pub(crate) fn heading(of: Option<&OfResult>) -> String {
    if of.is_some() { format!("{} · ", whose(of)) } else { String::new() }
}

/// The page of a dossier: an overview where there are several answers, then each.
pub(crate) fn dossier(result: &DossierResult<AssessmentResult>, page: impl Fn(&AssessmentResult) -> String) -> String {
    let mut text = if result.subjects.len() > 1 { overview(result) } else { String::new() };
    let pages: Vec<String> = result.subjects.iter().map(page).collect();
    text.push_str(&pages.join("\n"));
    text
}

/// A line for each answer.
fn overview(result: &DossierResult<AssessmentResult>) -> String {
    let mut text = format!("{}\n", styled(STRONG, &result.title));
    let basis = result.subjects.first().map(|one| format!(" · basis {}", one.basis)).unwrap_or_default();
    text.push_str(&styled(FAINT, format!("as of {}{basis}\n\n", result.at)));
    let mut rows = table(&["subject", "standard", "result", "target", ""]);
    for one in &result.subjects {
        let subject = one.of.as_ref().map(|of| match &of.version {
            Some(version) => format!("{} {version}", of.id),
            None => of.id.clone(),
        });
        let met = match one.meets_target {
            Some(true) => styled(GOOD, "met"),
            Some(false) => styled(BAD, "not met"),
            None => String::new(),
        };
        rows.add_row([&subject.unwrap_or_default(), &one.standard, &level(one), &target(one), &met]);
    }
    keep_whole(&mut rows, &[0, 1, 2, 3, 4]);
    text.push_str(&rendered(&rows));
    text.push('\n');
    text
}

/// The level reached, or how much of a law is covered.
pub(crate) fn level(one: &AssessmentResult) -> String {
    let number = |level: Option<u8>| level.map_or("–".to_owned(), |level| level.to_string());
    match (&one.vector, one.level, &one.coverage) {
        (Some(vector), level, _) => {
            let kind = if one.subject == "zone" { "SL-A" } else { "SL-C" };
            let vector: Vec<String> = vector.0.iter().map(|(_, level)| number(*level)).collect();
            format!("{kind} {}  {{{}}}", number(level.flatten()), vector.join(" "))
        }
        (None, level, None) => format!("ML {}", number(level.flatten())),
        (None, _, Some(points)) => {
            let full = points.iter().filter(|point| point.word == "full or near").count();
            format!("{full} of {} points covered", points.len())
        }
    }
}

/// The target: one level, or one for each group.
pub(crate) fn target(one: &AssessmentResult) -> String {
    let Some(target) = &one.target else { return String::new() };
    let levels: Vec<String> = target.0.iter().map(|(_, level)| level.to_string()).collect();
    let same = levels.iter().all(|level| *level == levels[0]);
    if same { levels.first().cloned().unwrap_or_default() } else { format!("{{{}}}", levels.join(" ")) }
}
