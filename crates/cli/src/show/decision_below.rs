//! What stands below the top of a decision on a terminal? How sure it is, situations, objectives, and who said what matters.

use report::{BreakEvenResult, DecisionResult, figure, money, moved, number};

use super::layout::{FAINT, STRONG, keep_whole, rendered, styled, table, wrapped};

/// Break-evens on a terminal; the report and JSON have all.
const NEAREST: usize = 5;

/// Everything below the top.
pub(crate) fn below(result: &DecisionResult) -> String {
    [sure(result), ties(result), portfolio(result), scenarios(result), objectives(result), importances(result)].concat()
}

fn heading(text: &str) -> String {
    format!("\n{}\n", styled(STRONG, text))
}

/// Regret and the share of draws won, option by option, and what the weights and waiting do.
fn sure(result: &DecisionResult) -> String {
    let mut page = heading("How sure it is");
    let currency = &result.currency;
    let mut rows = table(&["option", "ends below zero in", "leaves on the table", "best in"]);
    let with_money = result.rows.iter().filter(|row| row.id != "reference");
    let with_money: Vec<_> = with_money.filter_map(|row| Some((row, row.money.as_ref()?))).collect();
    for (row, one) in &with_money {
        let short = |words: &str| words.trim_end_matches(" of your ranges").to_owned();
        rows.add_row([
            row.title.clone(),
            short(&one.below_zero_words),
            one.regret.map_or("fails a must".to_owned(), |regret| money(regret, currency)),
            short(&one.won_words),
        ]);
    }
    if with_money.is_empty() {
        page.push_str(&format!(" {}\n", styled(FAINT, "money is not stated, so nothing can be said on it")));
    } else {
        page.push_str(&rendered(&rows));
    }
    let mut line = |text: &str| page.push_str(&format!(" {}\n", wrapped(text, 3)));
    if !with_money.is_empty() {
        line(
            "Of 10 of your ranges; left on the table is what the best option of each draw would have brought beyond it, in the mean.",
        );
    }
    if let Some(information) = result.robustness.information {
        line(&format!("So further study is worth {} at most.", money(information, currency)));
    }
    let robustness = &result.robustness;
    [&robustness.sampling, &robustness.weights, &robustness.wait].into_iter().flatten().for_each(|text| line(text));
    page
}

/// The nearest break-evens.
fn ties(result: &DecisionResult) -> String {
    let ties: Vec<(&BreakEvenResult, f64)> =
        result.robustness.break_evens.iter().filter_map(|one| Some((one, one.at?))).collect();
    let Some((first, _)) = ties.first() else { return String::new() };
    let title = result.title_of(&first.option);
    let mut page = heading(&wrapped(
        &format!("Where “{title}” ties with another option, one input at a time, all others in their ranges"),
        0,
    ));
    let mut rows = table(&["step", "input", "likely", "stays ahead", "of its own range"]);
    let currency = &result.currency;
    for (one, at) in ties.iter().take(NEAREST) {
        let side = if one.ahead_above { "above" } else { "below" };
        let assumed = if one.assumed { ", assumed" } else { "" };
        rows.add_row([
            format!("beyond “{}”", result.title_of(&one.against)),
            format!("{}: {}", one.line, one.quantity),
            format!("{}{assumed}", figure(one.likely, one.unit, currency)),
            format!("{side} {}", figure(*at, one.unit, currency)),
            one.place.clone(),
        ]);
    }
    page.push_str(&rendered(&rows));
    let more = ties.len().saturating_sub(NEAREST);
    if more > 0 {
        let text = format!(
            "and {more} more in the report `decision`, and with --format json; the nearest to likely stand first"
        );
        page.push_str(&styled(FAINT, format!(" {}\n", wrapped(&text, 1))));
    }
    page
}

/// The answer for several products on one process.
fn portfolio(result: &DecisionResult) -> String {
    let own = result.portfolio_of_answer();
    if own.is_empty() {
        return String::new();
    }
    let mut rows = table(&["products", "option", "in the mean", "each must bring more", "named by"]);
    for one in own {
        rows.add_row([
            one.products.to_string(),
            result.title_of(&one.option).to_owned(),
            money(one.expected, &result.currency),
            match one.needed {
                0 => "nothing".to_owned(),
                needed => format!("{} a year", money(needed, &result.currency)),
            },
            match one.lines {
                1 => "1 line".to_owned(),
                lines => format!("{lines} lines"),
            },
        ]);
    }
    let mut page = heading("Several products on one process");
    page.push_str(&rendered(&rows));
    page.push_str(&styled(FAINT, format!(" {}\n", wrapped(&result.family(), 1))));
    page
}

fn scenarios(result: &DecisionResult) -> String {
    let mut shown = table(&["speaks", "scenario", "state", "from"]);
    for one in &result.scenarios {
        let state = match one.state {
            "not-fired" => "not fired".to_owned(),
            state => state.to_owned(),
        };
        let conditions: Vec<String> = one.conditions.iter().map(|one| one.in_words()).collect();
        let side = if one.side == "favours" { "for" } else { "against" };
        shown.add_row([side.to_owned(), one.title.clone(), state, conditions.join("; ")]);
    }
    keep_whole(&mut shown, &[0, 2]);
    format!("{}{}", heading("Scenarios"), rendered(&shown))
}

fn objectives(result: &DecisionResult) -> String {
    if result.objectives.is_empty() {
        return String::new();
    }
    let mut shown = table(&["objective", "today", "target", "by", "owner", "with the answer", "counts"]);
    let answer = result.answer.option.as_deref();
    for one in &result.objectives {
        let forecast = one.forecasts.iter().find(|forecast| Some(forecast.option.as_str()) == answer);
        let reached = match (one.stuck, forecast) {
            (Some(why), _) => why.to_owned(),
            (None, Some(forecast)) => {
                format!(
                    "{} ({} to {})",
                    number(forecast.measure[1]),
                    number(forecast.measure[0]),
                    number(forecast.measure[2])
                )
            }
            (None, None) => "as today".to_owned(),
        };
        let today = number(one.baseline);
        shown.add_row([
            one.title.clone(),
            if one.baseline_assumed { format!("{today} assumed") } else { today },
            format!("{} {}", number(one.target), one.unit),
            one.date.clone(),
            one.owner.clone(),
            reached,
            format!("with the {}", one.counts),
        ]);
    }
    let mut page = format!("{}{}", heading("Objectives"), rendered(&shown));
    if !result.measured.is_empty()
        && let Some(expected) = result.expected_of()
    {
        page.push_str(&styled(FAINT, format!(" {}\n", wrapped(&format!("Measured, and {expected}:"), 1))));
    }
    for one in &result.objectives {
        let Some(says) = moved(result, one) else { continue };
        let changed: String = result.changed_since(one).iter().map(|one| format!("; {one}")).collect();
        page.push_str(&format!(" {}\n", wrapped(&format!("{}: {says}{changed}", one.title), 3)));
    }
    page
}

/// How much each driver matters, and on whose word.
fn importances(result: &DecisionResult) -> String {
    if result.importances.is_empty() {
        return String::new();
    }
    let mut shown = table(&["driver", "0 to 5", "because", "who, when"]);
    for one in &result.importances {
        let signed = format!("{}, {}", one.author, one.date);
        shown.add_row([one.title.clone(), one.importance.to_string(), one.reason.clone(), signed]);
    }
    keep_whole(&mut shown, &[3]);
    format!("{}{}", heading("How much it matters"), rendered(&shown))
}
