//! What is to be done, by whom, by when, and what does it cost? The report that a meeting decides on.

use document::{Block, Callout, Cell, Document, Table, Text, Tile, Tone};
use figures::{Gantt, GanttRow, Look, gantt};
use model::{Date, parse_date};

use super::{Report, Scope, values};
use crate::matter::Matter;
use crate::plan_result::{DeadlineResult, PartPlanResult, PlanResult};

pub(super) const REPORT: Report = Report {
    id: "plan",
    title: "Plan",
    about: "for whoever decides: the cheapest actions to the target, when they are done, what they cost",
    scope: Scope::Dossier,
    fits: super::has_rows,
    compose,
};

fn compose(matter: &Matter<'_>) -> Document {
    let mut document = super::head::of_dossier(&REPORT, matter);
    let Some(plan) = matter.plan else {
        document.paragraph("There is nothing to plan.");
        return document;
    };
    document.facts = vec![
        ("State of".to_owned(), plan.at.as_str().into()),
        ("Work begins".to_owned(), plan.start.as_str().into()),
        ("Seed".to_owned(), Text::code(plan.seed.to_string()).and_quiet(format!(" {} draws", plan.draws))),
        ("Data of actions and cost".to_owned(), Text::code(plan.library.as_str())),
        ("Made with".to_owned(), plan.program.as_str().into()),
    ];
    document.properties.push(("plan seed".to_owned(), plan.seed.to_string()));
    document.properties.push(("plan data".to_owned(), plan.library.clone()));
    super::head::errors(&mut document, &plan.problems);
    document.heading(1, "The plan", "the-plan");
    document.blocks.push(Block::Callout(Callout {
        tone: Tone::Notice,
        title: plan.sentence.clone(),
        lines: vec![
            "A day to work to is kept in half of the draws, a day to commit to in four of five. The durations are fitted \
             to published ranges and were never validated."
                .into(),
        ],
    }));
    document.blocks.push(tiles(plan));
    let picture = draw(plan, &Look::light(matter.brand.accent));
    document.figure("schedule-picture", "When what is done", picture);
    for (index, part) in plan.parts.iter().enumerate() {
        one(&mut document, plan, part, index);
    }
    cost(&mut document, plan);
    document.heading(1, "Assumptions", "assumptions");
    for one in &plan.held {
        document.blocks.push(Block::Paragraph(Text::marked(&format!("{}.", one.words()))));
    }
    for one in &plan.left_out {
        let text = format!("{} against {} is not planned: {}.", one.subject, one.standard, one.why);
        document.blocks.push(Block::Paragraph(Text::marked(&text)));
    }
    let mut table =
        Table::new("assumed", "On which figures it rests", [("What", 32), ("Value", 40), ("Where it comes from", 28)]);
    for one in &plan.assumptions {
        let tone = if one.basis.starts_with("assumed") { Tone::Absent } else { Tone::Plain };
        let basis = Cell::of(one.basis.as_str()).toned(tone);
        table.row([Cell::of(one.what.as_str()), Cell::of(one.value.as_str()), basis]);
    }
    document.blocks.push(Block::Table(table));
    document
}

fn tiles(plan: &PlanResult) -> Block {
    let last = plan.parts.iter().flat_map(|part| part.milestones.last()).max_by(|a, b| a.commit_to.cmp(&b.commit_to));
    let proved = plan.parts.iter().all(|part| part.route.proved);
    let tile = |label: &str, value: String, note: String, tone| Tile { label: label.to_owned(), value, note, tone };
    let hours: u64 = plan.parts.iter().map(|part| part.route.hours).sum();
    let actions: usize = plan.parts.iter().map(|part| part.actions.len()).sum();
    Block::Tiles(vec![
        tile(
            "Last certificate, commit to",
            last.map_or_else(|| "–".to_owned(), |one| one.commit_to.clone()),
            last.map(|one| format!("work to {}", one.work_to)).unwrap_or_default(),
            Tone::Plain,
        ),
        tile(
            "Cost until then",
            plan.about(plan.total.p50),
            format!("{}: 8 of 10 draws", plan.between(&plan.total)),
            Tone::Plain,
        ),
        tile("Actions", actions.to_string(), format!("about {hours} hours"), Tone::Plain),
        tile(
            "Cheapest",
            if proved { "proved" } else { "not proved" }.to_owned(),
            "under these figures".to_owned(),
            if proved { Tone::Good } else { Tone::Notice },
        ),
    ])
}

fn one(document: &mut Document, plan: &PlanResult, part: &PartPlanResult, index: usize) {
    let anchor = |name: &str| format!("part-{index}-{name}");
    document.heading(1, format!("{} against {}", part.of.name, part.standard), anchor("part"));
    let fact = |label: &str, text: String| (label.to_owned(), Text::from(text));
    let route = if part.route.proved {
        format!("{} {}, proved", PlanResult::whole(part.route.cost), plan.currency)
    } else {
        let bound = PlanResult::whole(part.route.bound);
        format!("{} {}; nothing below {bound} exists", PlanResult::whole(part.route.cost), plan.currency)
    };
    let mut facts = vec![fact("Target", part.target.clone())];
    if part.cut_by_budget {
        facts.push(fact("The budget leads to", part.leads_to.clone()));
    }
    if let Some(before) = &part.begins_after {
        facts.push(fact("Begins", format!("when the certificate of {before} is decided")));
    }
    facts.push(fact("Open for the target", part.open.join(", ")));
    facts.push(fact("Cheapest set of actions", route));
    if !part.route.unreachable.is_empty() {
        facts.push(fact("No action closes", part.route.unreachable.join(", ")));
    }
    facts.retain(|(_, text)| !text.is_empty());
    document.blocks.push(Block::Facts(facts));
    document.heading(2, "Milestones", anchor("dates"));
    let mut table = Table::new(
        &anchor("milestones"),
        "Days to work to and to commit to",
        [("Milestone", 50), ("Work to", 25), ("Commit to", 25)],
    );
    for one in &part.milestones {
        table.row([
            Cell::of(one.what.as_str()),
            Cell::of(one.work_to.as_str()),
            Cell::of(Text::strong(one.commit_to.as_str())),
        ]);
    }
    document.blocks.push(Block::Table(table));
    let deadlines = part.deadlines.iter().map(|one| Text::strong(one.what.as_str()).and(format!(", {}", one.kept())));
    let levels = part.by_date.iter().map(|one| {
        let word = if one.in_time { "in time" } else { "not in time" };
        Text::strong(format!("SL {} by {}: {word}", one.level, one.by)).and(format!("; commit to {}", one.commit_to))
    });
    let list: Vec<Text> = deadlines.chain(levels).collect();
    if !list.is_empty() {
        document.blocks.push(Block::List(list));
    }
    actions(document, plan, part, index);
    if !part.buys_most.is_empty() {
        document.paragraph("What would bring the day to commit to forward, everything else unchanged:");
        let list = part.buys_most.iter().map(|one| Text::strong(days(one.days)).and(format!(": {}", one.what)));
        document.blocks.push(Block::List(list.collect()));
    }
    next(document, plan, part, index);
}

fn days(count: i64) -> String {
    format!("{count} {}", if count == 1 { "day" } else { "days" })
}

fn actions(document: &mut Document, plan: &PlanResult, part: &PartPlanResult, index: usize) {
    document.heading(2, "Actions", format!("part-{index}-work"));
    let columns =
        [("Action", 46), ("Who, likely hours", 20), ("Hours", 8), (plan.currency.as_str(), 10), ("Closes", 22)];
    let mut what = Table::new(&format!("part-{index}-actions"), "What is done, in the order of its begin", columns)
        .numbers(&[2, 3]);
    let columns = [
        ("Id", 13),
        ("Action", 21),
        ("Who", 12),
        ("Hours", 7),
        ("After", 11),
        ("Begins", 12),
        ("Work to", 12),
        ("Commit to", 12),
    ];
    let of = format!("schedule-{}-{}", part.of.id.rsplit('/').next().unwrap_or_default(), part.part);
    let mut when = Table::new(&of, "When it is done; what decides the end is set in bold", columns).numbers(&[3]);
    for one in &part.actions {
        let who: Vec<String> = one.skills.iter().map(|(skill, hours)| format!("{skill} {hours}")).collect();
        what.row([
            Cell::lines([Text::strong(one.title.as_str()), Text::quiet(one.done.as_str())]),
            Cell::of(who.join(", ")),
            Cell::of(one.hours.to_string()),
            Cell::of(PlanResult::whole(one.cost)),
            Cell::of(one.closes.join(", ")),
        ]);
        when.row([
            Cell::of(Text::code(one.id.as_str())),
            Cell::of(if one.critical { Text::strong(one.title.as_str()) } else { one.title.as_str().into() }),
            Cell::of(one.skills.keys().map(String::as_str).collect::<Vec<_>>().join(", ")),
            Cell::of(one.hours.to_string()),
            Cell::of(one.after.join(", ")),
            Cell::of(one.starts.as_str()),
            Cell::of(one.work_to.as_str()),
            Cell::of(one.commit_to.as_str()),
        ]);
    }
    values::actions(&mut what, plan, part);
    values::schedule(&mut when, part);
    document.table_or(what, "Nothing is left to do before the audit.");
    if !when.lines.is_empty() {
        document.blocks.push(Block::Table(when));
    }
}

/// The cheapest next level of each foundational requirement, and what the budget buys.
fn next(document: &mut Document, plan: &PlanResult, part: &PartPlanResult, index: usize) {
    if let Some(budget) = &part.within_budget {
        let levels: Vec<String> = budget.levels.iter().map(|(fr, level)| format!("{fr} {level}")).collect();
        document.paragraph(format!(
            "Within the budget {} {} are left for actions here; they buy SL {} ({}).",
            PlanResult::whole(budget.left),
            plan.currency,
            budget.headline,
            levels.join(", ")
        ));
    }
    if part.next_levels.is_empty() {
        return;
    }
    document.heading(2, "Group by group", format!("part-{index}-groups"));
    let columns =
        [("Group", 10), ("Step", 18), (plan.currency.as_str(), 14), ("Saved at SL 1", 16), ("By these actions", 50)];
    let caption = "The cheapest next level of each group; actions are shared, so these do not add up";
    let mut table = Table::new(&format!("part-{index}-next"), caption, columns).numbers(&[2, 3]);
    for step in &part.next_levels {
        let saving = part.savings.iter().find(|one| one.fr == step.fr);
        table.row([
            Cell::of(Text::strong(step.fr)),
            Cell::of(format!("SL {} to SL {}", step.from, step.to)),
            Cell::of(PlanResult::whole(step.cost)),
            Cell::of(saving.map(|one| PlanResult::whole(one.saves)).unwrap_or_default()),
            Cell::of(Text::quiet(step.actions.join(", "))),
        ]);
    }
    values::next_levels(&mut table, plan, part);
    document.blocks.push(Block::Table(table));
}

fn cost(document: &mut Document, plan: &PlanResult) {
    document.heading(1, "Cost", "cost");
    let columns = [("What", 40), ("1 of 10 stays below", 15), ("Half stay below", 15), ("9 of 10 stay below", 15)];
    let caption = format!("Cost until the certificates, {}", plan.currency);
    let mut table = Table::new("cost-by-phase", caption, columns).numbers(&[1, 2, 3]);
    let mut line = |what: Text, money: &crate::plan_result::PlanMoneyResult| {
        let whole = |cents| Cell::of(PlanResult::whole(cents));
        table.row([Cell::of(what), whole(money.p10), whole(money.p50), whole(money.p90)]);
    };
    for part in &plan.parts {
        line(Text::strong(format!("{} against {}", part.of.name, part.part)), &part.cost);
        for phase in &part.phases {
            line(phase.title.as_str().into(), &phase.cost);
        }
        line("Fees".into(), &part.fees);
    }
    line(Text::strong("Everything until the certificates"), &plan.total);
    line("Fees of every year after".into(), &plan.yearly);
    values::cost(&mut table, plan);
    document.blocks.push(Block::Table(table));
    let assumed = plan.assumptions.iter().any(|one| one.basis.contains("not quoted"));
    let fees = if assumed { " Fees and rates are assumed, not quoted, until plan.toml states them." } else { "" };
    document.paragraph(format!("Ranges of phases do not add up to the range of the whole.{fees}"));
    for part in &plan.parts {
        if let Some(serves) = &part.serves_cra {
            document.paragraph(format!(
                "Of the {} hours for {}, {} to {} also serve the CRA; the range is an assumption.",
                serves.hours, part.of.name, serves.low, serves.high
            ));
        }
    }
}

/// Phases and milestones on one scale.
/// Draws the schedule of a plan.
pub fn draw(plan: &PlanResult, look: &Look) -> document::Picture {
    let Some(start) = parse_date(&plan.start) else {
        return gantt(&Gantt { name: "Schedule", about: "", ticks: Vec::new(), rows: Vec::new() }, look);
    };
    let day = |text: &str| parse_date(text).map_or(f64::INFINITY, |day| (day - start).whole_days() as f64);
    let heads: Vec<String> = plan.parts.iter().map(|part| format!("{} to {}", part.of.name, part.leads_to)).collect();
    let mut rows = Vec::new();
    for (part, head) in plan.parts.iter().zip(&heads) {
        rows.push(GanttRow::Part(head));
        for phase in &part.phases {
            let critical = part.actions.iter().any(|one| one.phase == phase.id && one.critical);
            rows.push(GanttRow::Bar {
                label: &phase.title,
                start: day(&phase.starts),
                work_to: day(&phase.work_to),
                commit_to: day(&phase.commit_to),
                critical,
            });
        }
        for one in &part.milestones {
            let (work_to, commit_to) = (day(&one.work_to), day(&one.commit_to));
            rows.push(GanttRow::Milestone { label: &one.what, work_to, commit_to });
        }
    }
    let months = firsts(start);
    let ticks = months.iter().map(|(at, words)| (*at, words.as_str())).collect();
    let about = format!("from {}; days in half of the draws and in four of five", plan.start);
    gantt(&Gantt { name: "Schedule", about: &about, ticks, rows }, look)
}

/// The first days of the quarters after a day, for ten years: place and words.
fn firsts(start: Date) -> Vec<(f64, String)> {
    let years = start.year()..start.year() + 10;
    let quarters = years.flat_map(|year| [1, 4, 7, 10].map(|month| format!("{year:04}-{month:02}-01")));
    let days = quarters.filter_map(|text| Some(((parse_date(&text)? - start).whole_days() as f64, text)));
    days.filter(|(at, _)| *at >= 0.0).map(|(at, text)| (at, text[..7].to_owned())).collect()
}

impl DeadlineResult {
    /// How the day is kept, in words: `2027-12-11 (384 days left): kept in about 4 in 5 of the draws, under …`.
    pub fn kept(&self) -> String {
        let left = match self.days_left {
            days if days >= 0 => format!("{days} days left"),
            days => format!("{} days ago", -days),
        };
        let kept = if self.words.starts_with("about") {
            format!("kept in {} of the draws", self.words)
        } else {
            format!("kept {}", self.words)
        };
        format!("{} ({left}): {kept}, {}", self.date, self.note)
    }
}
