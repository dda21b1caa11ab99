//! What should a manager, a security lead and a CFO see of a decision? One sentence, one table, and what they rest on.

use document::{Block, Callout, Cell, Document, Table, Text, Tone};
use figures::{Look, Worth, WorthRow};

use super::{Report, Scope, say, values};
use crate::decision::{DecisionResult, DecisionRowResult};
use crate::decision_words::{figure, money, money_plain, moved, number};
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
    let otherwise = decision.signed_otherwise();
    document.blocks.push(Block::Callout(Callout {
        tone: if decision.answer.kind == "one" && otherwise.is_none() { Tone::Good } else { Tone::Notice },
        title: decision.sentence.clone(),
        lines: otherwise.map(|words| Text::marked(&words)).into_iter().collect(),
    }));
    let look = Look::light(matter.brand.accent);
    document.figure("options-drawn", "What each option moves, and what it is worth", picture(decision, &look));
    options(&mut document, decision);
    beneath(&mut document, decision);
    signed(&mut document, decision);
    scenarios(&mut document, decision);
    sure(&mut document, decision);
    objectives(&mut document, decision);
    watched(&mut document, decision, &look);
    priorities(&mut document, decision);
    document
}

/// The day to work to, and under it the day to commit to.
fn days(row: &DecisionRowResult) -> Vec<Text> {
    let day = |day: &Option<String>| day.as_ref().map(|day| Text::from(day.as_str())).unwrap_or_default();
    vec![day(&row.work_to), day(&row.commit_to)]
}

fn options(document: &mut Document, decision: &DecisionResult) {
    let years = format!("Money in year 0 to {}, P50 and P10 to P90", decision.horizon_years);
    let columns = [
        ("Option", 19),
        ("Price of this step", 18),
        (years.as_str(), 17),
        ("Ends below zero", 12),
        ("Deepest cash", 10),
        ("Work to, commit to", 14),
        ("Must be true", 32),
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
        let signed = decision.signed_off.as_ref().filter(|signed| signed.option == row.id);
        title.extend(signed.map(|signed| Text::quiet(format!("signed off on {}", signed.date))));
        let tone = match (row.recommended, signed) {
            (true, _) => Tone::Good,
            (false, Some(_)) => Tone::Notice,
            (false, None) => Tone::Plain,
        };
        let price = price(row, currency);
        let [step, worth, below, deepest] = match row.money.as_ref().filter(|_| !reference) {
            None if price.is_empty() => [grey(), grey(), grey(), grey()],
            None => [Cell::lines(price), grey(), grey(), grey()],
            Some(one) => [
                Cell::lines(
                    price
                        .into_iter()
                        .chain([Text::quiet(format!("changes the mean by {}", money(one.step, currency)))]),
                ),
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
            // Of the answer the nearest stands here, so that the table keeps to its page; all stand under it.
            Cell::lines(row.must_be_true.iter().take(if row.recommended { 1 } else { usize::MAX }).map(|one| {
                match row.standing {
                    "out" => Text::quiet(format!("Is out: {one}")),
                    "refused" => Text::quiet(format!("Would be it if {one}")),
                    _ => Text::from(one.as_str()),
                }
            })),
        ]);
    }
    values::options(&mut table, decision);
    document.blocks.push(Block::Table(table));
}

/// What the step alone costs once and then every year.
fn price(row: &DecisionRowResult, currency: &str) -> Vec<Text> {
    let Some(cost) = &row.step_cost else { return Vec::new() };
    let upkeep = Some(row.upkeep).filter(|upkeep| *upkeep != 0);
    let upkeep = upkeep.map(|upkeep| Text::quiet(format!("then {} a year", money(upkeep, currency))));
    std::iter::once(Text::from(money(cost.p50, currency))).chain(upkeep).collect()
}

/// Draws the options of a decision: what each moves, and what it is worth.
pub fn picture(decision: &DecisionResult, look: &Look) -> document::Picture {
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
    figures::worth(&worth, look)
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
    let answer = decision.rows.iter().find(|row| row.recommended);
    if let Some(row) = answer.filter(|row| row.must_be_true.len() > 1) {
        fact("Must be true", format!("{}.", row.must_be_true.join("; ")).into());
    }
    let none = |list: &[String], words: &str| if list.is_empty() { words.to_owned() } else { list.join(" ") };
    let order: Vec<String> = (decision.attributes.iter())
        .map(|one| format!("{} {} ({})", one.short, one.title.to_lowercase(), one.priority))
        .collect();
    fact("Moves", format!("In order of priority: {}.", order.join(", ")).into());
    fact(
        "Price",
        format!(
            "Once for the step alone, at P50, then its fees of a year; the hours of running it and a renewal are not priced. Money is counted in year 0, the first from now, and in {} more. The \
             deepest cash is kept in 8 of 10 draws; within a year, what is paid comes before what is earned.",
            decision.horizon_years
        )
        .into(),
    );
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
        let failed = decision.met(must);
        fact("Must", format!("{}: {}; {failed}. {}", must.id, must.demand, must.because).into());
    }
    let count = format!("{} of {} money inputs are assumptions", decision.assumed_inputs.len(), decision.money_inputs);
    let list = decision.assumed_by_line().join("; ");
    let list = if list.is_empty() { list } else { format!(": {list}") };
    fact("Assumed", Text::from(count).and_quiet(list));
    for plan in &decision.plans {
        fact("Plan", Text::marked(plan));
    }
    for law in &decision.law {
        fact("Law", law.as_str().into());
    }
    let draws = format!("seed {}, {} draws, {}; ", decision.seed, decision.draws, decision.generator);
    fact("Draws", Text::from(draws).and_code(decision.digest.as_str()));
    document.blocks.push(Block::Facts(facts));
}

/// Who signed what off, what changed since, and why to look again.
fn signed(document: &mut Document, decision: &DecisionResult) {
    document.heading(2, "Signed off", "signed-off");
    match &decision.signed_off {
        None => document.paragraph("Nobody has signed this off."),
        Some(signed) => {
            let changed = signed.since.as_ref().is_none_or(|since| since.answer_changed) || signed.is_otherwise();
            let mut lines = signed.lines().into_iter();
            document.blocks.push(Block::Callout(Callout {
                tone: if changed { Tone::Notice } else { Tone::Good },
                title: lines.next().unwrap_or_default(),
                lines: lines.map(|line| Text::marked(&line)).collect(),
            }));
        }
    }
    if !decision.looks.is_empty() {
        document.heading(3, "Deserves another look", "another-look");
        document.blocks.push(Block::List(decision.looks.iter().map(|one| Text::from(one.words.as_str())).collect()));
    }
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
                one.conditions.iter().map(|one| Text::from(one.in_words())).chain([Text::quiet(one.source.as_str())]),
            ),
        ]);
    }
    values::scenarios(&mut table, decision);
    document.table_or(table, "No scenario is known.");
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
        [&decision.robustness.sampling, &decision.robustness.weights, &decision.robustness.wait]
            .into_iter()
            .flatten()
            .map(|one| Text::from(one.as_str())),
    );
    if !lines.is_empty() {
        document.blocks.push(Block::List(lines));
    }
    ties(document, decision);
    portfolio(document, decision);
}

/// Where the answer ties with its rival, the nearest to the likely value first.
fn ties(document: &mut Document, decision: &DecisionResult) {
    let currency = &decision.currency;
    let columns = [
        ("Input", 34),
        ("Likely", 16),
        ("Stays ahead", 18),
        ("Where that lies in its own range", 18),
        ("Step beyond", 20),
    ];
    let mut table = Table::new(
        "break-evens",
        "Where the answer ties with another option, one input at a time, all others in their ranges; the nearest first",
        columns,
    );
    for one in &decision.robustness.break_evens {
        let Some(at) = one.at else { continue };
        let side = if one.ahead_above { "above" } else { "below" };
        table.row([
            Cell::lines([Text::from(one.line.as_str()), Text::quiet(one.quantity.as_str())]),
            Cell::lines([
                Text::from(figure(one.likely, one.unit, currency)),
                Text::quiet(if one.assumed { "assumed" } else { "" }),
            ]),
            Cell::of(format!("{side} {}", figure(at, one.unit, currency))),
            Cell::of(one.place.as_str()),
            Cell::of(decision.title_of(&one.against)),
        ]);
    }
    values::ties(&mut table, decision);
    document.table_or(table, "No single input turns the answer, or no money is stated.");
}

/// The answer for several products on one process.
fn portfolio(document: &mut Document, decision: &DecisionResult) {
    let columns = [
        ("Products", 12),
        ("Option", 32),
        ("Money in the mean", 20),
        ("Each must bring beyond what is stated", 22),
        ("Named by", 14),
    ];
    let mut table = Table::new("portfolio", "Several products on one process; no benefit is multiplied", columns);
    for one in decision.portfolio_of_answer() {
        table.row([
            Cell::of(one.products.to_string()),
            Cell::of(decision.title_of(&one.option)),
            Cell::of(money(one.expected, &decision.currency)),
            Cell::of(match one.needed {
                0 => "nothing".to_owned(),
                needed => format!("{} a year", money(needed, &decision.currency)),
            }),
            Cell::of(say::count(one.lines as usize, "line")),
        ]);
    }
    if !table.lines.is_empty() {
        values::portfolio(&mut table, decision);
        document.blocks.push(Block::Table(table));
        document.paragraph(decision.family());
    }
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
    values::objectives(&mut table, decision);
    document.table_or(table, "No objective is in use: give one a target, a date and an owner.");
}

/// What was measured, in words and drawn.
fn watched(document: &mut Document, decision: &DecisionResult, look: &Look) {
    let Ok(picture) = crate::pictures::value_picture(decision, look) else { return };
    document.heading(2, "What was measured", "measured");
    let caption =
        decision.expected_of().map_or("What was measured".to_owned(), |expected| format!("Measured, and {expected}"));
    document.figure("value", caption, picture);
    let columns = [("Objective", 30), ("Measured", 12), ("On", 14), ("Events", 10), ("What it comes to", 34)];
    let mut table = Table::new("measurements", "Measurements in the order of days", columns).numbers(&[1, 3]);
    for one in decision.objectives.iter() {
        for (at, measurement) in one.measurements.iter().enumerate() {
            let last = at + 1 == one.measurements.len();
            let says = moved(decision, one).map(Text::from);
            let changed = decision.changed_since(one).into_iter().map(Text::quiet);
            let says = says.into_iter().chain(changed).filter(|_| last);
            table.row([
                Cell::of(one.title.as_str()),
                Cell::of(format!("{} {}", number(measurement.value), one.unit)),
                Cell::of(measurement.date.as_str()),
                Cell::of(measurement.events.map(|events| events.to_string()).unwrap_or_default()),
                Cell::lines(says),
            ]);
        }
    }
    values::measurements(&mut table, decision);
    document.blocks.push(Block::Table(table));
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
    values::priorities(&mut table, decision);
    document.table_or(table, "No driver has an importance.");
    let columns = [("Driver", 30), ("0 to 5", 10), ("Because", 40), ("Who, when", 20)];
    let mut table = Table::new("importances", "How much it matters, and on whose word", columns);
    for one in &decision.importances {
        table.row([
            Cell::of(one.title.as_str()),
            Cell::of(one.importance.to_string()),
            Cell::of(one.reason.as_str()),
            Cell::of(format!("{}, {}", one.author, one.date)),
        ]);
    }
    if !table.lines.is_empty() {
        values::importances(&mut table, decision);
        document.blocks.push(Block::Table(table));
    }
}
