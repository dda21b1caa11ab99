//! What should a manager, a security lead and a CFO see of a decision? One sentence, one table, and what they rest on.

use document::{Block, Callout, Cell, Document, Table, Text, Tone};
use figures::{Look, Worth, WorthRow};

use super::{Report, Scope, say};
use crate::decision::{ConditionStateResult, DecisionResult, DecisionRowResult};
use crate::decision_words::{figure, money, money_plain, number};
use crate::matter::Matter;

pub(super) const REPORT: Report = Report {
    id: "decision",
    title: "Is the next step worth its price?",
    about: "for those who decide: one sentence, one table of options, what speaks against, what is assumed, how sure it is",
    scope: Scope::Decision,
    fits: super::any,
    compose,
};

fn compose(matter: &Matter<'_>) -> Document {
    let mut document = super::head::of_dossier(&REPORT, matter);
    let Some(decision) = matter.decision else { return document };
    document.subtitle = format!("{} · {}", decision.name, matter.title);
    document.properties.push(("subject".to_owned(), decision.subject.clone()));
    document.properties.push(("digest".to_owned(), decision.digest.clone()));
    document.properties.push(("seed".to_owned(), decision.seed.to_string()));
    super::head::errors(&mut document, &decision.problems);
    document.blocks.push(Block::Callout(Callout {
        tone: if decision.answer.kind == "one" { Tone::Good } else { Tone::Notice },
        title: decision.sentence.clone(),
        lines: Vec::new(),
    }));
    options(&mut document, decision);
    document.figure("options-drawn", "What each option moves, and what it is worth", picture(decision, matter));
    beneath(&mut document, decision);
    scenarios(&mut document, decision);
    sure(&mut document, decision);
    objectives(&mut document, decision);
    priorities(&mut document, decision);
    document
}

/// The day to work to, and under it the day to commit to.
fn days(row: &DecisionRowResult) -> Vec<Text> {
    let day = |day: &Option<String>| day.as_ref().map(|day| Text::from(day.as_str())).unwrap_or_default();
    vec![day(&row.work_to), day(&row.commit_to)]
}

fn options(document: &mut Document, decision: &DecisionResult) {
    let years = format!("Money over {} years", decision.horizon_years);
    let columns = [
        ("Option", 20),
        ("This step", 10),
        (years.as_str(), 17),
        ("Ends below zero", 12),
        ("Deepest cash", 10),
        ("Work to, commit to", 14),
        ("Must be true", 34),
    ];
    let mut table = Table::new("options", "The options in the order of nesting, as differences to today", columns);
    let currency = &decision.currency;
    for row in &decision.rows {
        let reference = row.id == "reference";
        let grey = || Cell::of(Text::quiet(if reference { "—" } else { "not stated" })).toned(Tone::Absent);
        let mut title =
            vec![if row.recommended { Text::strong(row.title.as_str()) } else { row.title.as_str().into() }];
        if row.recommended {
            title.push(Text::quiet("the answer"));
        }
        let tone = if row.recommended { Tone::Good } else { Tone::Plain };
        let [step, worth, below, deepest] = match row.money.as_ref().filter(|_| !reference) {
            None => [grey(), grey(), grey(), grey()],
            Some(one) => [
                Cell::of(money(one.step, currency)),
                Cell::lines([
                    Text::strong(money(one.npv.p50, currency)),
                    Text::quiet(format!("{} to {}", money(one.npv.p10, currency), money(one.npv.p90, currency))),
                ]),
                Cell::of(one.below_zero_words.trim_end_matches(" of your ranges")),
                Cell::of(money(one.deepest, currency)),
            ],
        };
        table.row([
            Cell::lines(title).toned(tone),
            step,
            worth,
            below,
            deepest,
            Cell::lines(days(row)),
            Cell::lines(row.must_be_true.iter().map(|one| Text::from(one.as_str()))),
        ]);
    }
    document.blocks.push(Block::Table(table));
}

fn picture(decision: &DecisionResult, matter: &Matter<'_>) -> document::Picture {
    let mut parts: Vec<&str> = Vec::new();
    for (part, _) in decision.rows.iter().flat_map(|row| &row.moves).flat_map(|one| &one.parts.0) {
        if !parts.contains(&part.as_str()) {
            parts.push(part);
        }
    }
    parts.sort_unstable();
    let money: Vec<Option<[(i64, String); 3]>> = decision
        .rows
        .iter()
        .map(|row| {
            let one = row.money.as_ref().filter(|_| row.id != "reference")?;
            Some([one.npv.p10, one.npv.p50, one.npv.p90].map(|cents| (cents, money_plain(cents))))
        })
        .collect();
    let rows = decision.rows.iter().zip(&money).map(|(row, money)| WorthRow {
        title: &row.title,
        recommended: row.recommended,
        moves: row
            .moves
            .iter()
            .map(|one| {
                let values = parts.iter().map(|part| one.parts.get(part).copied().unwrap_or(0.0)).collect();
                (one.of > 0).then_some((values, one.reached == one.of))
            })
            .collect(),
        money: money.as_ref().map(|three| three.each_ref().map(|(cents, words)| (*cents as f64, words.as_str()))),
        reference: row.id == "reference",
    });
    let worth = Worth {
        name: &decision.name,
        attributes: decision.attributes.iter().map(|one| one.short.as_str()).collect(),
        parts: parts.clone(),
        rows: rows.collect(),
        years: decision.horizon_years,
    };
    figures::worth(&worth, &Look::light(matter.brand.accent))
}

/// A line each for what speaks against it and what it rests on.
fn beneath(document: &mut Document, decision: &DecisionResult) {
    document.heading(2, "What it rests on", "rests-on");
    let mut facts: Vec<(String, Text)> = Vec::new();
    let mut fact = |label: &str, text: Text| {
        if !text.is_empty() {
            facts.push((label.to_owned(), text));
        }
    };
    let none = |list: &[String], words: &str| if list.is_empty() { words.to_owned() } else { list.join(" ") };
    fact("Against", none(&decision.against, "Nothing that is known.").into());
    let unknown: Vec<String> = decision.unknown.iter().map(|one| format!("{}.", one.message)).collect();
    fact("Unknown", none(&unknown, "Nothing was left out.").into());
    for other in &decision.otherwise {
        let option = other.option.as_deref().and_then(|id| decision.rows.iter().position(|row| row.id == id));
        let what = option.map_or("nothing meets the musts".to_owned(), |at| {
            let worth = other.money.get(at).and_then(Option::as_ref);
            let worth = worth.map(|one| format!(", {} at P50", money(one.npv.p50, &decision.currency)));
            format!("“{}”{}", decision.rows[at].title, worth.unwrap_or_default())
        });
        let facts: Vec<String> =
            other.facts.iter().map(|one| format!("{} {}", one.question, if one.yes { "Yes" } else { "No" })).collect();
        fact("If", format!("{}: {what}. The table takes the answer no.", facts.join(", ")).into());
    }
    for must in &decision.musts {
        let failed = match must.failed_by.as_slice() {
            [] => "every row meets it".to_owned(),
            rows => format!("failed by {}", rows.join(", ")),
        };
        fact("Must", format!("{}: {}; {failed}. {}", must.id, must.demand, must.because).into());
    }
    let count =
        format!("{} of {} money inputs are assumptions: ", decision.assumed_inputs.len(), decision.money_inputs);
    fact("Assumed", Text::from(count).and_quiet(decision.assumed_inputs.join(", ")));
    for plan in &decision.plans {
        fact("Plan", plan.as_str().into());
    }
    for law in &decision.law {
        fact("Law", law.as_str().into());
    }
    let draws = format!("seed {}, {} draws, {}; ", decision.seed, decision.draws, decision.generator);
    fact("Draws", Text::from(draws).and_code(decision.digest.as_str()));
    document.blocks.push(Block::Facts(facts));
}

fn scenarios(document: &mut Document, decision: &DecisionResult) {
    document.heading(2, "Situations that speak for it, or against it now", "situations");
    let columns = [("Situation", 30), ("Speaks", 9), ("State", 11), ("From", 50)];
    let mut table = Table::new("scenarios", "Fired, not fired or unknown, and how far from the threshold", columns);
    for one in &decision.scenarios {
        let (state, tone) = match one.state {
            "fired" => ("fired", Tone::Notice),
            "not-fired" => ("not fired", Tone::Plain),
            _ => ("unknown", Tone::Absent),
        };
        table.row([
            Cell::lines([Text::strong(one.title.as_str()), Text::quiet(one.says.as_str())]),
            Cell::of(if one.side == "favours" { "for" } else { "against" }),
            Cell::of(state).toned(tone),
            Cell::lines(
                one.conditions.iter().map(|one| Text::from(condition(one))).chain([Text::quiet(one.source.as_str())]),
            ),
        ]);
    }
    document.table_or(table, "No scenario is known.");
}

fn condition(one: &ConditionStateResult) -> String {
    let asked = match one.test {
        "at-least" => format!("at least {} {}", number(one.threshold), one.unit),
        "at-most" => format!("at most {} {}", number(one.threshold), one.unit),
        word => word.to_owned(),
    };
    let distance = match one.distance {
        Some(distance) if distance < 0.0 => format!("; {} short", number(-distance)),
        Some(distance) => format!("; {} beyond", number(distance)),
        None => String::new(),
    };
    format!("{} is {}; asked: {asked}{distance}", one.fact, one.answer)
}

fn sure(document: &mut Document, decision: &DecisionResult) {
    document.heading(2, "How sure it is", "how-sure");
    let currency = &decision.currency;
    let mut lines: Vec<Text> = Vec::new();
    for row in &decision.rows {
        let Some(one) = row.money.as_ref().filter(|_| row.id != "reference") else { continue };
        let regret =
            one.regret.map_or("it fails a must".to_owned(), |regret| format!("regret {}", money(regret, currency)));
        lines.push(format!("“{}” is the best in {}; {regret}.", row.title, one.won_words).into());
    }
    if let Some(information) = decision.robustness.information {
        lines.push(format!("Further study is worth {} at most.", money(information, currency)).into());
    }
    lines.extend(
        decision.robustness.weights.iter().chain(&decision.robustness.wait).map(|one| Text::from(one.as_str())),
    );
    let answer = decision.answer.option.as_deref();
    for one in decision.robustness.portfolio.iter().filter(|one| answer.is_none_or(|id| id == one.option)) {
        let needed = match one.needed {
            0 => "nothing more is needed".to_owned(),
            needed => format!("each must bring {} a year more", money(needed, currency)),
        };
        let products = say::count(one.products as usize, "product");
        lines.push(
            format!(
                "{}, {products} on one process: {} in the mean; {needed}.",
                one.option,
                money(one.expected, currency)
            )
            .into(),
        );
    }
    document.blocks.push(Block::List(lines));
    let columns = [("Input", 34), ("Likely", 18), ("Turns at", 18), ("Its range below that", 16), ("Standing", 14)];
    let mut table = Table::new("break-evens", "Where the answer ties with its rival, one input at a time", columns);
    let mut rivals = None;
    for one in &decision.robustness.break_evens {
        let Some(at) = one.at else { continue };
        let pair = (one.option.as_str(), one.against.as_str());
        if rivals != Some(pair) {
            rivals = Some(pair);
            table.group(format!("{} against {}", pair.0, pair.1));
        }
        let share = one.percentile.map(|share| format!("{} in 10", number(share * 10.0))).unwrap_or_default();
        table.row([
            Cell::of(Text::code(one.input.as_str())),
            Cell::of(figure(one.likely, one.unit, currency)),
            Cell::of(figure(at, one.unit, currency)),
            Cell::of(share),
            Cell::of(if one.assumed { "assumed" } else { "stated" }),
        ]);
    }
    document.table_or(table, "No single input turns the answer, or no money is stated.");
}

fn objectives(document: &mut Document, decision: &DecisionResult) {
    document.heading(2, "Objectives", "in-use");
    let columns = [("Objective", 28), ("Today", 14), ("Target", 14), ("By", 12), ("Owner", 8), ("With the answer", 24)];
    let mut table = Table::new("objectives", "What is measured, and what is expected of the answer", columns);
    for one in &decision.objectives {
        let forecast = one.forecasts.iter().find(|forecast| Some(&forecast.option) == decision.answer.option.as_ref());
        let reached = match (one.stuck, forecast) {
            (Some(why), _) => why.to_owned(),
            (None, Some(forecast)) => {
                let [low, likely, high] = forecast.measure.map(number);
                format!("{likely} ({low} to {high})")
            }
            (None, None) => "as today".to_owned(),
        };
        let today = number(one.baseline);
        table.row([
            Cell::lines([Text::from(one.title.as_str()), Text::quiet(format!("counts with the {}", one.counts))]),
            Cell::lines([today.into(), Text::quiet(if one.baseline_assumed { "assumed" } else { "" })]),
            Cell::of(format!("{} {}", number(one.target), one.unit)),
            Cell::of(one.date.as_str()),
            Cell::of(one.owner.as_str()),
            Cell::of(reached),
        ]);
    }
    document.table_or(table, "No objective is in use: give one a target, a date and an owner.");
    for one in &decision.measured {
        let (low, high) = (one.expected[0].min(one.expected[1]), one.expected[0].max(one.expected[1]));
        document.paragraph(format!(
            "{} was measured at {} on {}: {}; {} to {} was expected.",
            one.objective,
            number(one.value),
            one.date,
            one.against.replace('-', " "),
            number(low),
            number(high)
        ));
    }
}

fn priorities(document: &mut Document, decision: &DecisionResult) {
    document.heading(2, "Priorities", "what-matters");
    let columns = [("Attribute", 34), ("Priority", 10), ("Arithmetic: importance × strength", 56)];
    let mut table = Table::new("priorities", "What matters, derived from the drivers", columns);
    for one in &decision.attributes {
        let terms = one.terms.iter().filter(|term| term.strength > 0 && term.importance > 0);
        let terms: Vec<String> =
            terms.map(|term| format!("{} {} × {}", term.driver, term.importance, term.strength)).collect();
        let replaced = one.replaced_because.as_ref().map(|why| format!("set by hand: {why}"));
        table.row([
            Cell::of(Text::from(one.title.as_str()).and_quiet(format!(" {}", one.short))),
            Cell::of(one.priority.to_string()),
            Cell::lines([Text::from(terms.join(" + ")), Text::quiet(replaced.unwrap_or_default())]),
        ]);
    }
    document.table_or(table, "No driver has an importance.");
}
