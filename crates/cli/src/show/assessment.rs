//! How does one assessment read on a terminal? The answer first, then the load line, then why and what next.

use anstyle::Style;
use report::{AssessmentResult, CoverageResult, GapResult, Keyed};

use super::layout::{BAD, CARE, FAINT, GOOD, ID, STRONG, counted, keep_whole, rendered, styled, table, width, wrapped};

/// One gauge is this many cells wide for each level.
const CELLS: usize = 4;

/// The page of one assessment.
pub(crate) fn assessment(result: &AssessmentResult, sheet: &str) -> String {
    let mut page = head(result, sheet);
    if result.vector.is_some() {
        page.push_str(&levels(result));
    } else if result.maturity.is_some() {
        page.push_str(&maturity(result));
    } else if result.coverage.is_some() {
        page.push_str(&coverage(result));
    }
    page.push_str(&conditions(result));
    page.push_str(&counts(result));
    page
}

/// The load line of levels in a few lines, and the counts: what a longer page begins with.
pub(crate) fn short_levels(result: &AssessmentResult) -> String {
    let (Some(vector), Some(vectors)) = (&result.vector, &result.vectors) else { return String::new() };
    let Some(basis) = vectors.get(result.basis) else { return String::new() };
    let one = |(fr, level): &(String, Option<u8>)| {
        let of = |vector: &Keyed<Option<u8>>| vector.get(fr).copied().flatten();
        let levels = [of(&basis.native), of(&basis.capability), of(&basis.countermeasures)];
        load_line(result, fr, *level, levels)
    };
    let lines: Vec<String> = vector.0.iter().map(one).collect();
    format!("{} {}\n", abreast(&lines), wrapped(&rows_stated(result), 1))
}

/// The same of maturity.
pub(crate) fn short_maturity(result: &AssessmentResult) -> String {
    let (Some(maturity), Some(histogram)) = (&result.maturity, &result.histogram) else { return String::new() };
    let lines: Vec<String> =
        maturity.0.iter().map(|(group, level)| load_line(result, group, *level, [*level; 3])).collect();
    format!("{} {}\n", abreast(&lines), rows_at(histogram))
}

/// One group: its level and its gauge.
fn load_line(result: &AssessmentResult, group: &str, level: Option<u8>, levels: [Option<u8>; 3]) -> String {
    let target = result.target.as_ref().and_then(|target| target.get(group)).copied().filter(|level| *level > 0);
    let shown = level.map_or("–".to_owned(), |level| level.to_string());
    format!("{group:<5} {} {}", styled(reached(level, target), format!("{shown:>2}")), gauge(levels, target))
}

/// Lines of one width, two beside each other.
fn abreast(lines: &[String]) -> String {
    let half = lines.len().div_ceil(2);
    let row = |at: usize| {
        let right = lines.get(at + half).map(|right| format!("     {right}")).unwrap_or_default();
        format!(" {}{right}\n", lines[at])
    };
    (0..half).map(row).collect()
}

fn head(result: &AssessmentResult, sheet: &str) -> String {
    let title = format!("{} {}", result.standard, result.edition);
    let mut facts = vec![sheet.to_owned()];
    if let Some(types) = &result.types {
        facts.push(types.join(" + "));
    }
    facts.push(format!("basis {}", result.basis));
    facts.push(format!("scheme {}", result.scheme));
    facts.push(format!("as of {}", result.at));
    format!("{}\n{}\n\n", styled(STRONG, title), styled(FAINT, wrapped(&facts.join(" · "), 0)))
}

/// `SL 2`, or that there is none.
fn level_word(kind: &str, level: Option<u8>) -> String {
    match level {
        Some(level) => format!("{kind} {level}"),
        None => format!("no {kind}"),
    }
}

fn target_words(result: &AssessmentResult) -> String {
    let Some(target) = &result.target else { return String::new() };
    let levels: Vec<String> = target.0.iter().map(|(_, level)| level.to_string()).collect();
    let same = levels.iter().all(|level| *level == levels[0]);
    let text = if same { levels[0].clone() } else { format!("{{{}}}", levels.join(" ")) };
    match result.meets_target {
        Some(true) => format!("   target {text} {}", styled(GOOD, "met")),
        _ => format!("   target {text} {}", styled(BAD, "not met")),
    }
}

fn levels(result: &AssessmentResult) -> String {
    let (Some(vector), Some(vectors)) = (&result.vector, &result.vectors) else { return String::new() };
    let kind = if result.subject == "zone" { "SL-A" } else { "SL-C" };
    let level = result.level.flatten();
    let claimable = result.claimable.flatten();
    let mut page = styled(STRONG, level_word(kind, level));
    if claimable != level {
        page.push_str(&format!("   claimable {}", styled(BAD, level_word("SL", claimable))));
    }
    page.push_str(&target_words(result));
    page.push_str("\n\n");
    let Some(basis) = vectors.get(result.basis) else { return page };
    page.push_str(&styled(FAINT, format!("{}  claimed shown evaluated  next\n", ruler(10))));
    for (fr, level) in &vector.0 {
        let of = |vector: &Keyed<Option<u8>>| vector.get(fr).copied().flatten();
        let (native, capability) = (of(&basis.native), of(&basis.capability));
        let countermeasures = of(&basis.countermeasures);
        let target = result.target.as_ref().and_then(|target| target.get(fr)).copied().filter(|level| *level > 0);
        let line = gauge([native, capability, countermeasures], target);
        let shown = level.map_or("–".to_owned(), |level| level.to_string());
        let style = reached(*level, target);
        let on = |name: &str| {
            let vectors = vectors.get(name);
            let counted = if result.subject == "zone" {
                vectors.map(|one| &one.countermeasures)
            } else {
                vectors.map(|one| &one.capability)
            };
            counted.and_then(of).map_or("–".to_owned(), |level| level.to_string())
        };
        let row = format!(
            " {fr:<4} {} {line}  {:^7} {:^5} {:^9}  {}",
            styled(style, format!("{shown:>3}")),
            on("claimed"),
            on("shown"),
            on("evaluated"),
            next_words(result, fr, *level),
        );
        page.push_str(row.trim_end());
        page.push('\n');
    }
    let legend =
        "█ by itself · ▓ with integration · ░ with countermeasures (not a capability) · ┃ target · – no row applies";
    page.push_str(&styled(FAINT, format!("\n {}\n", wrapped(legend, 1))));
    page.push_str(&holding(result));
    page
}

/// Green when a target is reached, red when it is not; without a target nothing is good or bad.
fn reached(level: Option<u8>, target: Option<u8>) -> Style {
    match target {
        Some(target) if level.is_some_and(|level| level >= target) => GOOD,
        Some(_) => BAD,
        None => STRONG,
    }
}

/// One gauge of the load line: ticks at SL 0 to SL 4, filled as far as it is native, integrated and compensated,
/// with the target across.
fn gauge(levels: [Option<u8>; 3], target: Option<u8>) -> String {
    let [native, capability, countermeasures] = levels.map(Option::unwrap_or_default);
    let mut line = String::new();
    for tick in 0..=4u8 {
        line.push(if target == Some(tick) { '┃' } else { '│' });
        if tick == 4 {
            break;
        }
        let fill = match tick {
            _ if levels[0].is_none() => ' ',
            tick if tick < native => '█',
            tick if tick < capability => '▓',
            tick if tick < countermeasures => '░',
            _ => '·',
        };
        line.extend(std::iter::repeat_n(fill, CELLS));
    }
    line
}

/// The numbers above the ticks.
fn ruler(indent: usize) -> String {
    let ticks: String = (0..=4).map(|level| format!("{level:<width$}", width = CELLS + 1)).collect();
    format!("{}{}", " ".repeat(indent), ticks.trim_end())
}

/// What the next level of one foundational requirement needs.
fn next_words(result: &AssessmentResult, fr: &str, level: Option<u8>) -> String {
    let asks_up_to = result.asks_up_to.as_ref().and_then(|levels| levels.get(fr)).copied().flatten();
    let next = result.next.iter().flatten().find(|step| step.fr == fr);
    match (next, level, asks_up_to) {
        (_, None, _) => styled(FAINT, "no applicable row"),
        (Some(step), _, _) if step.needs.is_empty() => String::new(),
        (Some(step), _, _) => format!("SL {}: {}", step.to, fitting(&step.needs, width().saturating_sub(60))),
        (None, Some(level), Some(up_to)) if up_to < level => styled(FAINT, format!("nothing asked above SL {up_to}")),
        _ => String::new(),
    }
}

/// As many ids as fit into the room, at least one, and how many more there are.
fn fitting(ids: &[String], room: usize) -> String {
    let mut text = String::new();
    for (at, id) in ids.iter().enumerate() {
        let rest = ids.len() - at;
        let more = if rest > 1 { format!(" and {} more", rest - 1).len() } else { 0 };
        let comma = if at > 0 { ", " } else { "" };
        if at > 0 && text.len() + comma.len() + id.len() + more > room {
            return format!("{text} and {rest} more");
        }
        text.push_str(comma);
        text.push_str(id);
    }
    text
}

/// The rows that hold the headline down, and the constraints that are open.
fn holding(result: &AssessmentResult) -> String {
    let constraints: Vec<&GapResult> = result.gaps.iter().filter(|gap| gap.kind == "constraint").collect();
    let holding: Vec<&GapResult> = result.gaps.iter().filter(|gap| gap.holds_headline).collect();
    let mut page = String::new();
    if !constraints.is_empty() {
        page.push_str(&format!("\n{}\n", styled(STRONG, "Nothing is claimable while a common constraint is open")));
        page.push_str(&gap_lines(&constraints));
    }
    if let (Some(level), false) = (result.level.flatten(), holding.is_empty()) {
        page.push_str(&format!("\n{}\n", styled(STRONG, format!("What keeps it at {level}"))));
        page.push_str(&gap_lines(&holding));
    }
    page
}

fn gap_lines(gaps: &[&GapResult]) -> String {
    const MOST: usize = 12;
    let mut rows = table(&["", "", "why", "where"]);
    for gap in gaps.iter().take(MOST) {
        let at = gap.at.as_deref().map_or("not in the sheet", |at| at.rsplit('/').next().unwrap_or(at));
        rows.add_row([gap.requirement.as_str(), &gap.title, &gap.why, at]);
    }
    keep_whole(&mut rows, &[0, 3]);
    let mut text = rendered(&rows);
    if gaps.len() > MOST {
        text.push_str(&styled(FAINT, format!("   and {} more: `plimsoll gaps` lists them\n", gaps.len() - MOST)));
    }
    text
}

fn maturity(result: &AssessmentResult) -> String {
    let (Some(maturity), Some(histogram)) = (&result.maturity, &result.histogram) else { return String::new() };
    let mut page = match result.level.flatten() {
        Some(level) => styled(STRONG, format!("ML {level}")),
        None => styled(STRONG, "no single ML under this scheme"),
    };
    page.push_str(&target_words(result));
    let count = |key: &str| histogram.get(key).copied().unwrap_or_default();
    let outside = count("ne");
    if outside > 0 {
        let total: usize = histogram.0.iter().map(|(_, rows)| rows).sum();
        page.push_str(&format!("   {} of {total} rows in scope", total - outside));
    }
    page.push_str("\n\n");
    page.push_str(&styled(FAINT, format!("{}\n", ruler(10))));
    for (group, level) in &maturity.0 {
        let target = result.target.as_ref().and_then(|target| target.get(group)).copied().filter(|level| *level > 0);
        let line = gauge([*level; 3], target);
        let shown = level.map_or("–".to_owned(), |level| level.to_string());
        let style = reached(*level, target);
        let title = result.groups.iter().find(|one| one.group == *group).map(|one| one.title.as_str());
        page.push_str(&format!(
            " {group:<5} {} {line} {}\n",
            styled(style, format!("{shown:>2}")),
            title.unwrap_or_default()
        ));
    }
    page.push_str(&format!("\n {}\n", rows_at(histogram)));
    let holding: Vec<&GapResult> = result.gaps.iter().filter(|gap| gap.holds_headline).collect();
    if !holding.is_empty() {
        page.push_str(&format!("\n{}\n", styled(STRONG, "What keeps it there")));
        page.push_str(&gap_lines(&holding));
    }
    page
}

/// How many rows stand at which maturity.
fn rows_at(histogram: &Keyed<usize>) -> String {
    let count = |key: &str| histogram.get(key).copied().unwrap_or_default();
    let words: Vec<String> = (0..=4).map(|level| format!("ML {level}: {}", count(&level.to_string()))).collect();
    format!("Rows at {}, not applicable: {}", words.join(", "), count("na"))
}

fn coverage(result: &AssessmentResult) -> String {
    let Some(coverage) = &result.coverage else { return String::new() };
    let words = ["full or near", "partial", "supports", "gap", "not examined", "not applicable"];
    let summary: Vec<String> = words
        .iter()
        .map(|word| (*word, coverage.iter().filter(|point| point.word == *word).count()))
        .filter(|(_, points)| *points > 0)
        .map(|(word, points)| format!("{word}: {points}"))
        .collect();
    let mut page = format!("{}\n {}\n\n", styled(STRONG, "Coverage, no level"), wrapped(&summary.join(", "), 1));
    page.push_str(&coverage_rows(coverage));
    page
}

/// Points of a law with what is open and what no standard covers.
pub(crate) fn coverage_rows(coverage: &[CoverageResult]) -> String {
    let mut rows = table(&["point", "", "covered", "at best", "open rows, and what no standard covers"]);
    for point in coverage {
        let open: Vec<String> = point.open.iter().map(|row| row.requirement.clone()).collect();
        let open = if open.is_empty() { String::new() } else { format!("open: {}", fitting(&open, 60)) };
        let rest: Vec<&str> = [open.as_str()].into_iter().chain(point.remains.iter().map(String::as_str)).collect();
        let rest = rest.iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join("; ");
        rows.add_row([point.requirement.as_str(), &point.title, point.word, point.at_best, &rest]);
    }
    keep_whole(&mut rows, &[0]);
    rendered(&rows)
}

fn conditions(result: &AssessmentResult) -> String {
    if result.conditions.is_empty() {
        return String::new();
    }
    let mut page = format!("\n{}\n", styled(STRONG, "Conditions of use: what must be in place around it"));
    for condition in &result.conditions {
        let part = condition.part.as_ref().map(|part| format!(" ({part})")).unwrap_or_default();
        let agree = if condition.to_agree_with_evaluator {
            format!(" {}", styled(CARE, "[to agree with the evaluator]"))
        } else if condition.way == "countermeasure" {
            format!(" {}", styled(CARE, "[countermeasure]"))
        } else {
            String::new()
        };
        page.push_str(&format!(
            " {}{part}{agree}\n     {}\n",
            styled(ID, &condition.requirement),
            wrapped(&condition.statement, 5)
        ));
    }
    page
}

fn counts(result: &AssessmentResult) -> String {
    let mut page = String::new();
    if result.coverage.is_none() {
        let evaluated = result.basis == "evaluated";
        let header = match evaluated {
            true => ["group", "", "passed", "n/a", "failed", "not evaluated", "in the standard"],
            false => ["group", "", result.basis, "n/a", "", "the rest", "in the standard"],
        };
        let mut rows = table(&header);
        for group in &result.groups {
            rows.add_row([
                group.group.clone(),
                group.title.clone(),
                group.passed.to_string(),
                group.not_applicable.to_string(),
                if evaluated { group.failed.to_string() } else { String::new() },
                group.not_evaluated.to_string(),
                group.total.to_string(),
            ]);
        }
        page.push_str(&format!("\n{}\n{}", styled(STRONG, "Counts as certificates print them"), rendered(&rows)));
    }
    if result.vector.is_some() {
        page.push_str(&format!("\n{}\n", wrapped(&rows_stated(result), 2)));
    }
    let digest: String = result.catalogue_digest.chars().take(19).collect();
    page.push_str(&styled(FAINT, format!("{} · facts {digest}…\n", result.program)));
    page
}

/// How many rows concern it, and what is stated of them.
fn rows_stated(result: &AssessmentResult) -> String {
    let counts = &result.counts;
    let words = [
        (counts.met, "met"),
        (counts.by_integration, "by integration"),
        (counts.compensated, "compensated"),
        (counts.partly, "partly"),
        (counts.not_met, "not met"),
        (counts.not_applicable, "not applicable"),
        (counts.silent, "silent"),
    ];
    let stated = words.iter().filter(|(rows, _)| *rows > 0).map(|(rows, word)| format!("{rows} {word}"));
    let stated = stated.collect::<Vec<_>>().join(", ");
    format!("{}: {stated}", counted(counts.total, "row concerns it", "rows concern it"))
}
