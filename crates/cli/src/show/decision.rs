//! How does a decision read on a terminal? One sentence, one table, and a line each for what it rests on.

use anstyle::Style;
use report::{DecisionResult, DecisionRowResult, MoneyResult, money, money_plain};

use super::decision_below;
use super::layout::{BAD, CARE, FAINT, GOOD, ID, STRONG, styled, width, wrapped};

/// What is assumed.
const ASSUMED: Style = Style::new().italic();
/// Least widths of the table's columns: option, moves, step, money, below zero, deepest, certificate.
const LEAST: [usize; 7] = [21, 8, 10, 22, 13, 9, 10];
/// Characters of a money bar.
const BAR: usize = 22;

/// The page of a decision: its top, then how sure it is, what is measured, and who said what matters.
pub(crate) fn decision(result: &DecisionResult) -> String {
    let mut page = decision_top(result);
    page.push_str(&sign_off(result));
    page.push_str(&decision_below::below(result));
    page
}

/// The top of the page, which stands by itself: one sentence, one table, and a line each for what they rest on.
pub(crate) fn decision_top(result: &DecisionResult) -> String {
    let mut page = format!(
        "{}\n{}\n\n{}\n\n",
        styled(STRONG, wrapped(&result.title, 0)),
        styled(FAINT, wrapped(&format!("{} ({}), {}", result.name, result.subject, result.at), 0)),
        styled(STRONG, wrapped(&result.sentence, 0))
    );
    if let Some(otherwise) = result.signed_otherwise() {
        page.push_str(&format!("{}\n\n", styled(CARE, wrapped(&otherwise, 0))));
    }
    page.push_str(&top(result));
    page.push('\n');
    let mut line = |label: &str, text: String| {
        if !text.is_empty() {
            page.push_str(&format!(" {:<10} {}\n", label, wrapped(&text, 12)));
        }
    };
    line("moves", moves(result));
    line(
        "price",
        format!(
            "once for the step alone (P50), then its fees of a year, and Δ what it changes in the mean of the money; the hours of \
             running it and a renewal are not priced; after year 0, the \
             first from now, {} more; the deepest cash is kept in 8 of 10 draws",
            result.horizon_years
        ),
    );
    line(
        "against",
        if result.against.is_empty() { "nothing that is known".to_owned() } else { result.against.join(" ") },
    );
    for other in &result.otherwise {
        line("if", otherwise(result, other));
    }
    let unknown: Vec<&str> = result.unknown.iter().map(|one| one.message.as_str()).collect();
    line("unknown", if unknown.is_empty() { "nothing was left out".to_owned() } else { unknown.join("; ") });
    if result.musts.is_empty() {
        line("must", "nobody stated one".to_owned());
    }
    for must in &result.musts {
        let failed = result.met(must);
        line("must", format!("{}: {}; {failed}. {}", must.id, must.demand, must.because));
    }
    let count = format!("{} of {} money inputs are assumptions", result.assumed_inputs.len(), result.money_inputs);
    let assumed = result.assumed_by_line().join("; ");
    line("assumed", if assumed.is_empty() { count } else { format!("{count}: {}", styled(ASSUMED, assumed)) });
    for plan in &result.plans {
        line("plan", plan.clone());
    }
    for law in &result.law {
        line("law", law.clone());
    }
    let mut last = |label: &str, text: String| {
        let line = format!(" {label:<10} {}", wrapped(&text, 12));
        page.push_str(&format!("{}\n", styled(FAINT, line)));
    };
    last("seed", format!("{}, {} draws, {}", result.seed, result.draws, result.generator));
    // It is longer than a narrow terminal is wide, and nobody reads it as a word.
    let (first, second) = result.digest.split_at_checked(32).unwrap_or((&result.digest, ""));
    let between = if width() < 12 + result.digest.len() { " " } else { "" };
    last("digest", format!("{first}{between}{second}"));
    page
}

/// Who signed what off, what changed since, and why to look again.
fn sign_off(result: &DecisionResult) -> String {
    let mut page = format!("\n{}\n", styled(STRONG, "Signed off"));
    let mut line = |text: &str, style: Style| page.push_str(&format!(" {}\n", styled(style, wrapped(text, 3))));
    match &result.signed_off {
        Some(signed) => signed.lines().iter().for_each(|one| {
            let care = ["recommendation changed from", "Not recorded yet", "did not meet what every option must"];
            let care =
                care.iter().any(|words| one.contains(words)) || (signed.is_otherwise() && *one == signed.words());
            line(one, if care { CARE } else { Style::new() });
        }),
        None => line("Nobody has signed this off.", FAINT),
    }
    if !result.looks.is_empty() {
        page.push_str(&format!("\n{}\n", styled(CARE, "Deserves another look")));
        let looks = result.looks.iter().map(|one| format!(" {}\n", wrapped(&one.words, 3)));
        page.extend(looks);
    }
    page
}

/// One cell: lines with their style.
type Lines = Vec<(String, Style)>;

/// The options side by side, or one below the other where the terminal has no room for that.
fn top(result: &DecisionResult) -> String {
    let scale = scale(result);
    let rows: Vec<(&DecisionRowResult, [Lines; 7])> =
        result.rows.iter().map(|row| (row, cells(result, row, scale))).collect();
    let mut widths = LEAST;
    for (row, cells) in &rows {
        let longest = row.title.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
        widths[0] = widths[0].max(longest);
        for (width, cell) in widths.iter_mut().zip(cells).skip(1) {
            let lines = cell.iter().map(|(words, _)| words.chars().count());
            *width = lines.max().unwrap_or(0).max(*width);
        }
    }
    let side_by_side = widths.iter().sum::<usize>() + widths.len() <= width();
    let mut page = if side_by_side { head(result, widths) } else { String::new() };
    for (row, cells) in &rows {
        page.push_str(&if side_by_side { line_of_table(row, cells, widths) } else { below_each_other(row, cells) });
        if let Some(signed) = result.signed_off.as_ref().filter(|signed| signed.option == row.id) {
            let words = format!("signed off on {} ({})", signed.date, signed.id);
            let mark = if row.recommended { styled(GOOD, "▌") } else { " ".to_owned() };
            page.push_str(&format!("{mark}  {}\n", styled(if row.recommended { FAINT } else { CARE }, words)));
        }
        if !row.must_be_true.is_empty() {
            let label = match row.standing {
                "out" => "is out",
                "refused" => "would be it if",
                _ => "must be true",
            };
            let words = wrapped(&format!("{label}: {}", row.must_be_true.join("; ")), 3);
            page.push_str(&format!("{}  {}\n", mark(row), styled(FAINT, words)));
        }
    }
    page
}

/// What marks the answer at the left edge.
fn mark(row: &DecisionRowResult) -> String {
    if row.recommended { styled(GOOD, "▌") } else { " ".to_owned() }
}

fn head(result: &DecisionResult, widths: [usize; 7]) -> String {
    let years = format!("money, year 0 to {}", result.horizon_years);
    let first = ["option", "moves", "price of", &years, "below zero", "deepest", "work to"];
    let second = ["", "", "this step", "P10 ▏P50 ▏P90", "", "cash", "commit to"];
    let padded = |titles: [&str; 7]| {
        let titles: String = titles.iter().zip(widths).map(|(title, width)| format!("{title:<width$} ")).collect();
        format!(" {}\n", styled(FAINT, titles.trim_end()))
    };
    padded(first) + &padded(second)
}

fn line_of_table(row: &DecisionRowResult, cells: &[Lines; 7], widths: [usize; 7]) -> String {
    let title_style = cells[0].first().map_or(Style::new(), |(_, style)| *style);
    let title: Lines = broken(&row.title, widths[0]).into_iter().map(|line| (line, title_style)).collect();
    let cells: Vec<&Lines> = std::iter::once(&title).chain(&cells[1..]).collect();
    let mut page = String::new();
    for at in 0..cells.iter().map(|cell| cell.len()).max().unwrap_or(0) {
        let mut text = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            let empty = (String::new(), Style::new());
            let (words, style) = cell.get(at).unwrap_or(&empty);
            let room = width.saturating_sub(words.chars().count());
            text.push_str(&format!("{}{} ", styled(*style, words), " ".repeat(room)));
        }
        page.push_str(&format!("{}{}\n", mark(row), text.trim_end()));
    }
    page
}

/// One option where the terminal is narrow: its title, then a line for each figure.
fn below_each_other(row: &DecisionRowResult, cells: &[Lines; 7]) -> String {
    let [title, moves, step, money, below, deepest, certificate] = cells;
    let style = title.first().map_or(Style::new(), |(_, style)| *style);
    let mut page = String::new();
    for line in broken(&row.title, width().saturating_sub(2)) {
        page.push_str(&format!("{}{}\n", mark(row), styled(style, line)));
    }
    let said = |(words, style): &(String, Style)| styled(*style, words);
    let mut say = |label: &str, text: String| {
        if !text.is_empty() {
            page.push_str(&format!("{}  {} {text}\n", mark(row), styled(FAINT, format!("{label:<13}"))));
        }
    };
    moves.iter().zip(["moves", ""]).for_each(|(line, label)| say(label, said(line)));
    say("price", step.iter().map(said).collect::<Vec<_>>().join(", "));
    money.iter().zip(["P10 P50 P90", ""]).for_each(|(line, label)| say(label, said(line)));
    let below: Vec<&str> = below.iter().map(|(words, _)| words.as_str()).collect();
    say("below zero", below.join(" "));
    deepest.iter().for_each(|line| say("deepest cash", said(line)));
    certificate.iter().zip(["work to", "commit to"]).for_each(|(line, label)| say(label, said(line)));
    page
}

/// The least and the most of all bars, zero within.
fn scale(result: &DecisionResult) -> (i64, i64) {
    let all = result.rows.iter().filter_map(|row| row.money.as_ref());
    all.fold((0, 0), |(low, high), money| (low.min(money.npv.p10), high.max(money.npv.p90)))
}

fn cells(result: &DecisionResult, row: &DecisionRowResult, scale: (i64, i64)) -> [Lines; 7] {
    let plain = |text: String| (text, Style::new());
    let title_style = if row.recommended { STRONG } else { Style::new() };
    let title = vec![(row.title.clone(), title_style)];
    let reference = row.id == "reference";
    let grey = || vec![("not stated".to_owned(), FAINT)];
    let (step, worth, below, deepest) = match &row.money {
        _ if reference => (vec![plain("—".into())], vec![(bar(None, scale), FAINT)], Vec::new(), Vec::new()),
        None => (price(result, row), grey(), grey(), grey()),
        Some(one) => (
            [price(result, row), vec![(format!("Δ {}", signed(one.step, &result.currency)), FAINT)]].concat(),
            vec![plain(three(one)), (bar(Some(one), scale), if one.npv.p50 < 0 { BAD } else { GOOD })],
            broken(one.below_zero_words.trim_end_matches(" of your ranges"), LEAST[4]).into_iter().map(plain).collect(),
            vec![plain(money(one.deepest, &result.currency))],
        ),
    };
    let day = |day: &Option<String>| day.clone().map(|day| (day, if row.assumed { ASSUMED } else { Style::new() }));
    let certificate = day(&row.work_to).into_iter().chain(day(&row.commit_to)).collect();
    [title, bars(row), step, worth, below, deepest, certificate]
}

/// What the step alone costs once and then every year.
fn price(result: &DecisionResult, row: &DecisionRowResult) -> Lines {
    let Some(cost) = &row.step_cost else { return Vec::new() };
    let style = if row.assumed { ASSUMED } else { Style::new() };
    let upkeep = Some(row.upkeep).filter(|upkeep| *upkeep != 0);
    let upkeep = upkeep.map(|upkeep| (format!("{}/y", money(upkeep, &result.currency)), style));
    std::iter::once((money(cost.p50, &result.currency), style)).chain(upkeep).collect()
}

fn signed(cents: i64, currency: &str) -> String {
    let words = money(cents, currency);
    if cents > 0 { format!("+{words}") } else { words }
}

fn three(one: &MoneyResult) -> String {
    let figures = [one.npv.p10, one.npv.p50, one.npv.p90].map(money_plain);
    format!("{} ▏{} ▏{}", figures[0], figures[1], figures[2])
}

/// P10 to P90 as a bar against a line at zero.
fn bar(of: Option<&MoneyResult>, (low, high): (i64, i64)) -> String {
    let span = (high - low).max(1) as f64;
    let place = |cents: i64| ((cents - low) as f64 / span * (BAR - 1) as f64).round() as usize;
    let mut bar = vec![' '; BAR];
    if let Some(one) = of {
        bar[place(one.npv.p10).min(BAR - 1)..=place(one.npv.p90).min(BAR - 1)].fill('━');
        bar[place(one.npv.p50).min(BAR - 1)] = '●';
    }
    let zero = place(0).min(BAR - 1);
    bar[zero] = match bar[zero] {
        '━' => '╋',
        '●' => '●',
        _ => '│',
    };
    bar.into_iter().collect::<String>().trim_end().to_owned()
}

/// One small bar an attribute, in order of priority; under it the part of the last standard, where there are two.
fn bars(row: &DecisionRowResult) -> Lines {
    let whole = row.moves.iter().map(|one| match one.of {
        0 => ' ',
        of if one.reached == of => '●',
        _ => block(one.value),
    });
    let mut lines = vec![(whole.collect::<String>().trim_end().to_owned(), Style::new())];
    let last = row.certificates.last().filter(|_| row.certificates.len() > 1);
    if let Some(last) = last {
        let part = row.moves.iter().map(|one| one.parts.get(last).map_or('·', |part| block(*part)));
        lines.push((part.collect(), ID));
    }
    lines
}

fn block(value: f64) -> char {
    const BLOCKS: [char; 9] = ['·', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let step = (value.clamp(0.0, 1.0) * 8.0).ceil() as usize;
    BLOCKS[step.min(8)]
}

/// Words in lines of at most so many characters; a word that is longer has a line of its own.
fn broken(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn moves(result: &DecisionResult) -> String {
    let order: Vec<String> = result
        .attributes
        .iter()
        .map(|one| format!("{} {} ({})", one.short, one.title.to_lowercase(), one.priority))
        .collect();
    let parts =
        "from baseline (·) to target (█), ● all targets reached; the second line is the last certificate's part alone";
    format!("in order of priority {}; {parts}", order.join(", "))
}

fn otherwise(result: &DecisionResult, other: &report::OtherwiseResult) -> String {
    let facts: Vec<String> =
        other.facts.iter().map(|fact| format!("{} {}", fact.question, if fact.yes { "Yes" } else { "No" })).collect();
    let option = other.option.as_deref().and_then(|id| result.rows.iter().position(|row| row.id == id));
    let what = option.map_or("nothing meets the musts".to_owned(), |at| {
        let worth =
            other.money.get(at).and_then(Option::as_ref).map(|one| format!(", {} {}", three(one), result.currency));
        format!("“{}”{}", result.rows[at].title, worth.unwrap_or_default())
    });
    format!("{}: {what}. The table takes the answer no.", facts.join(", "))
}
