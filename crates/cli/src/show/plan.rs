//! How does a plan read on a terminal? The sentence, then part by part actions, milestones and cost, then what is assumed.

use report::{PartPlanResult, PlanResult};

use super::layout::{BAD, CARE, FAINT, GOOD, ID, STRONG, counted, keep_whole, rendered, styled, table, wrapped};

/// So many rows are named beside an action; the report names all.
const ROWS: usize = 4;

/// The page of a plan.
pub(crate) fn plan(result: &PlanResult) -> String {
    let mut page = format!("{}\n\n", styled(STRONG, wrapped(&result.sentence, 0)));
    let facts = format!("{} · as of {} · begins {}", result.title, result.at, result.start);
    page.push_str(&format!("{}\n", styled(FAINT, wrapped(&facts, 0))));
    for part in &result.parts {
        page.push_str(&one(result, part));
    }
    page.push_str(&cost(result));
    for one in &result.held {
        page.push_str(&format!("\n{}\n", styled(GOOD, wrapped(&format!("{}.", one.words()), 0))));
    }
    for one in &result.left_out {
        let text = format!("{} against {} is not planned: {}", one.subject, one.standard, one.why);
        page.push_str(&format!("\n{}\n", styled(CARE, wrapped(&text, 0))));
    }
    page.push_str(&format!("\n{}\n", styled(STRONG, "Assumptions")));
    let mut list = table(&["What", "Value", "Basis"]);
    for one in &result.assumptions {
        list.add_row([&one.what, &one.value, &one.basis]);
    }
    page.push_str(&rendered(&list));
    let footer = format!(
        "seed {} · {} draws · data {}… · a day to work to is kept in half of the draws, a day to commit to in 4 of 5; \
         fitted to published ranges, never validated",
        result.seed,
        result.draws,
        result.library.chars().take(19).collect::<String>()
    );
    page.push_str(&format!("\n{}\n", styled(FAINT, wrapped(&footer, 0))));
    page
}

fn one(plan: &PlanResult, part: &PartPlanResult) -> String {
    let version = part.of.version.as_ref().map(|version| format!(" {version}")).unwrap_or_default();
    let head = format!("{}{version} against {}: {}", part.of.name, part.standard, part.leads_to);
    let mut page = format!("\n{}\n", styled(STRONG, wrapped(&head, 0)));
    if part.cut_by_budget {
        let text = format!("the budget stops short of {}", part.target);
        page.push_str(&format!(" {}\n", styled(CARE, text)));
    }
    if let Some(before) = &part.begins_after {
        let text = format!("begins when the certificate of {before} is decided");
        page.push_str(&format!(" {}\n", styled(FAINT, wrapped(&text, 1))));
    }
    let open = counted(part.open.len(), "row is open", "rows are open");
    page.push_str(&styled(
        FAINT,
        format!(" {open} for {}, on the basis shown\n", if part.cut_by_budget { &part.target } else { &part.leads_to }),
    ));
    if part.actions.is_empty() {
        page.push_str(&format!(" {}\n", styled(GOOD, "Nothing is left to do before the audit.")));
    } else {
        page.push('\n');
        page.push_str(&actions(plan, part));
    }
    page.push_str(&route(plan, part));
    page.push_str(&dates(part));
    page.push_str(&steps(plan, part));
    page
}

fn actions(plan: &PlanResult, part: &PartPlanResult) -> String {
    let mut list = table(&["", "Action", "Who", "Hours", &plan.currency, "Work to", "Closes"]);
    for action in &part.actions {
        let who: Vec<&str> = action.skills.keys().map(String::as_str).collect();
        let mut closes: Vec<&str> = action.closes.iter().take(ROWS).map(String::as_str).collect();
        let more = format!("and {} more", action.closes.len().saturating_sub(ROWS));
        if action.closes.len() > ROWS {
            closes.push(&more);
        }
        list.add_row([
            if action.critical { "!" } else { "" },
            &action.title,
            &who.join(", "),
            &action.hours.to_string(),
            &PlanResult::whole(action.cost),
            &action.work_to,
            &closes.join(", "),
        ]);
    }
    keep_whole(&mut list, &[0, 3, 4, 5]);
    format!("{}{}", rendered(&list), styled(FAINT, " ! decides when everything is done, at likely hours\n"))
}

fn route(plan: &PlanResult, part: &PartPlanResult) -> String {
    let cost = format!("{} {}", PlanResult::whole(part.route.cost), plan.currency);
    let mut page = if part.route.proved {
        let proved = "proved: no cheaper set of actions does it";
        let text = wrapped(&format!("{proved}: {cost} at likely figures"), 1);
        format!("\n {}\n", text.replacen(proved, &styled(GOOD, proved), 1))
    } else {
        let bound = PlanResult::whole(part.route.bound);
        format!("\n {}: {cost}, and nothing below {bound} exists\n", styled(CARE, "the cheapest that was found"))
    };
    if !part.route.unreachable.is_empty() {
        let text = format!("no action of the library closes {}", part.route.unreachable.join(", "));
        page.push_str(&format!(" {}\n", styled(BAD, wrapped(&text, 1))));
    }
    page
}

fn dates(part: &PartPlanResult) -> String {
    let mut list = table(&["Milestone", "Work to", "Commit to"]);
    for one in &part.milestones {
        list.add_row([&one.what, &one.work_to, &one.commit_to]);
    }
    let mut page = format!("\n{}", rendered(&list));
    for one in &part.deadlines {
        let text = format!("{}, {}", one.what, one.kept());
        page.push_str(&format!(" {}\n", wrapped(&text, 3)));
    }
    if !part.by_date.is_empty() {
        page.push_str(&format!("\n {}\n", styled(STRONG, format!("Levels by {}", part.by_date[0].by))));
        for one in &part.by_date {
            let word = if one.in_time { styled(GOOD, "in time") } else { styled(BAD, "not in time") };
            page.push_str(&format!(
                "  SL {}  {word}: {}\n",
                one.level,
                wrapped(
                    &format!("work to {}, commit to {}; {} of the draws", one.work_to, one.commit_to, one.words),
                    22
                )
            ));
        }
    }
    if !part.buys_most.is_empty() {
        page.push_str(&format!("\n {}\n", styled(STRONG, "What brings the day to commit to forward")));
        for one in &part.buys_most {
            let unit = if one.days == 1 { "day " } else { "days" };
            page.push_str(&format!("  {:>3} {unit}  {}\n", one.days, wrapped(&one.what, 12)));
        }
    }
    page
}

fn steps(plan: &PlanResult, part: &PartPlanResult) -> String {
    let mut page = String::new();
    if let Some(budget) = &part.within_budget {
        let levels: Vec<String> = budget.levels.iter().map(|(fr, level)| format!("{fr} {level}")).collect();
        let text = format!(
            "{} {} are left for actions here and buy SL {} ({}) for {}",
            PlanResult::whole(budget.left),
            plan.currency,
            budget.headline,
            levels.join(", "),
            PlanResult::whole(budget.cost)
        );
        let label = "Within the budget";
        let text = wrapped(&format!("{label}: {text}"), 3);
        page.push_str(&format!("\n {}\n", text.replacen(label, &styled(STRONG, label), 1)));
    }
    if !part.next_levels.is_empty() {
        page.push_str(&format!("\n {}\n", styled(STRONG, "The cheapest next level of each group")));
        for step in &part.next_levels {
            let saving = part.savings.iter().find(|one| one.fr == step.fr);
            let saving = saving.map(|one| format!("; stopping at SL 1 saves {}", PlanResult::whole(one.saves)));
            page.push_str(&format!(
                "  {:<4} SL {} → {}  {:>9} {}{}\n",
                styled(ID, step.fr),
                step.from,
                step.to,
                PlanResult::whole(step.cost),
                plan.currency,
                styled(FAINT, saving.unwrap_or_default())
            ));
        }
        page.push_str(&styled(FAINT, "  actions are shared, so these do not add up\n"));
    }
    if let Some(serves) = &part.serves_cra {
        let text = format!(
            "{} to {} of the {} hours also serve the CRA, an assumed range",
            serves.low, serves.high, serves.hours
        );
        page.push_str(&format!("\n {}\n", wrapped(&text, 1)));
    }
    page
}

fn cost(plan: &PlanResult) -> String {
    let mut page = format!("\n{}\n", styled(STRONG, "Cost until the certificates"));
    let title = format!("Half the draws, {}", plan.currency);
    let mut list = table(&["What", &title, "9 of 10 stay below", "A year after"]);
    for part in &plan.parts {
        let name = format!("{} against {}", part.of.name, part.part);
        let whole = PlanResult::whole;
        list.add_row([name, whole(part.cost.p50), whole(part.cost.p90), whole(part.yearly.p50)]);
        for phase in &part.phases {
            list.add_row([format!("   {}", phase.title), whole(phase.cost.p50), whole(phase.cost.p90), String::new()]);
        }
        list.add_row(["   Fees".to_owned(), whole(part.fees.p50), whole(part.fees.p90), String::new()]);
    }
    let whole = PlanResult::whole;
    list.add_row(["Everything".to_owned(), whole(plan.total.p50), whole(plan.total.p90), whole(plan.yearly.p50)]);
    page.push_str(&rendered(&list));
    let assumed = plan.assumptions.iter().any(|one| one.basis.contains("not quoted"));
    let fees = if assumed { "fees and rates are assumed, not quoted, until plan.toml states them; " } else { "" };
    page.push_str(&styled(
        FAINT,
        format!(" {}", wrapped(&format!("{fees}ranges of phases do not add up to the range of the whole"), 1)),
    ));
    page.push('\n');
    page
}
