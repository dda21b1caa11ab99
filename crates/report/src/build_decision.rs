//! How does a decision become its published shape? Words and order; every figure is the decision's own.

mod sure;
mod watching;

use decide::{
    Because, Decision, Demand, Dropped, Fired, Inputs, Library, MoneyRow, REFERENCE, Recommendation, Situation, Spread,
    WAIT, World, in_words,
};
use model::{Date, StandardId};

use crate::decision::{
    AnswerResult, AssumedResult, AttributeResult, DecisionResult, DecisionRowResult, FactResult, ImportanceResult,
    MoneyResult, MoveResult, MustResult, OtherwiseResult, SpreadResult, TermResult, UnknownResult,
};
use crate::decision_names::{distance, driver_title, turns_at_likely};
use crate::decision_words::{figure, money};
use crate::frozen_page::FrozenPage;
use crate::result::ProblemResult;
use crate::signed_off::SignedOffResult;

/// What a decision's published shape is made from, beside the decision.
pub struct DecisionParts<'a> {
    /// Words on drivers, attributes, objectives and scenarios.
    pub library: &'a Library,
    /// What the dossier states.
    pub inputs: &'a Inputs,
    /// What the decision was made from.
    pub situation: &'a Situation,
    /// The decision.
    pub decision: &'a Decision,
    /// The program and its version.
    pub program: &'a str,
    /// The dossier's title.
    pub title: String,
    /// The subject's id.
    pub subject: String,
    /// The subject's name.
    pub name: String,
    /// From what costs and months come.
    pub plans: Vec<String>,
    /// What the law still asks.
    pub law: Vec<String>,
    /// The digest over everything that went in.
    pub digest: String,
    /// The digest over the data that came with the program.
    pub library_digest: String,
    /// The sign-off in force, and what changed since.
    pub signed_off: Option<SignedOffResult>,
    /// The page that was signed off, where its copy is as it was.
    pub signed_page: Option<FrozenPage>,
    /// What is wrong with the files.
    pub problems: Vec<ProblemResult>,
}

/// Break-evens beside a recommendation: more than these nobody checks.
const NEAREST: usize = 3;

/// `4-1` for the standard whose part it is.
fn short(standard: &StandardId) -> String {
    standard.as_str().trim_start_matches("iec62443-").to_owned()
}

/// So many months after a day.
fn after(today: Date, months: f64) -> Option<String> {
    const DAYS: f64 = 365.25 / 12.0;
    // Months that came from whole days must not become a day more.
    let days = (months * DAYS - 1e-6).ceil().clamp(0.0, 100_000.0) as i32;
    Date::from_julian_day(today.to_julian_day() + days).ok().map(|day| day.to_string())
}

const fn spread(of: Spread<i64>) -> SpreadResult {
    SpreadResult { p10: of.p10, p50: of.p50, p90: of.p90 }
}

impl DecisionResult {
    /// The published shape of a decision.
    pub fn new(parts: DecisionParts<'_>) -> Self {
        let decision = parts.decision;
        // Where a fact is open, the page shows the world in which nothing good is taken for granted: every answer no.
        let none = World {
            facts: Vec::new(),
            money: Vec::new(),
            choice: decide::Choice::default(),
            information_cents: None,
            break_evens: Vec::new(),
            portfolio: Vec::new(),
        };
        let world = decision.worlds.last().unwrap_or(&none);
        let rows: Vec<DecisionRowResult> = (0..decision.rows.len()).map(|at| parts.row(world, at)).collect();
        // Where nothing can be decided, no other answer to a fact decides it either.
        let undecided = matches!(decision.recommendation, Recommendation::NotDecidable { .. });
        let others = if undecided { 0 } else { decision.worlds.len().saturating_sub(1) };
        let others = decision.worlds.iter().take(others);
        Self {
            schema: "plimsoll.decision/1",
            program: parts.program.to_owned(),
            at: parts.situation.today.to_string(),
            sentence: parts.sentence(world),
            answer: AnswerResult::new(&decision.recommendation),
            currency: decision.currency.clone(),
            horizon_years: decision.horizon_years,
            rate: decision.rate,
            attributes: parts.attributes(),
            facts: parts.facts(world),
            otherwise: others
                .map(|other| OtherwiseResult {
                    facts: parts.facts(other),
                    option: other.choice.option.clone(),
                    money: other.money.iter().map(|one| one.as_ref().map(|one| parts.money(one))).collect(),
                })
                .collect(),
            against: parts.against(world, &rows),
            unknown: decision
                .asks
                .iter()
                .map(|ask| UnknownResult {
                    input: ask.input.clone(),
                    message: ask.message.clone(),
                    hint: ask.hint.clone(),
                    blocks_money: ask.blocks_money,
                })
                .collect(),
            musts: parts.musts(world),
            money_inputs: decision.money_inputs as usize,
            assumed_inputs: decision.assumed_inputs.clone(),
            assumed: parts.assumed(),
            importances: parts.importances(),
            robustness: parts.robustness(world),
            objectives: parts.objectives(),
            scenarios: parts.scenarios(),
            measured: parts.measured(),
            stated: parts.stated().to_string(),
            looks: parts.looks(),
            standings: parts.standings(),
            seed: decision.seed,
            draws: decision.draws,
            generator: decision.generator,
            rows,
            title: parts.title,
            subject: parts.subject,
            name: parts.name,
            plans: parts.plans,
            law: parts.law,
            digest: parts.digest,
            library: parts.library_digest,
            signed_off: parts.signed_off,
            problems: parts.problems,
        }
    }
}

/// What becomes of a row: the answer, out, refused for its price, or one that was weighed on the way.
fn standing(world: &World, id: &str, recommended: bool) -> &'static str {
    if recommended {
        "answer"
    } else if world.choice.dropped.iter().any(|(row, _)| row == id) {
        "out"
    } else if world.choice.steps.iter().any(|step| step.to == id && step.because == Because::TooDear) {
        "refused"
    } else {
        "weighed"
    }
}

impl AnswerResult {
    /// A recommendation for programs.
    pub fn new(recommendation: &Recommendation) -> Self {
        let plain = |kind| Self {
            kind,
            option: None,
            ask: None,
            question: None,
            yes: Vec::new(),
            no: Vec::new(),
            state: Vec::new(),
        };
        match recommendation {
            Recommendation::One(option) => Self { option: Some(option.clone()), ..plain("one") },
            Recommendation::Open { ask, question, yes, no } => Self {
                ask: Some(ask.clone()),
                question: Some(question.clone()),
                yes: yes.clone(),
                no: no.clone(),
                ..plain("open")
            },
            Recommendation::NotDecidable { state } => Self { state: state.clone(), ..plain("not-decidable") },
            Recommendation::NothingMeetsTheMusts => plain("nothing-meets-the-musts"),
        }
    }
}

impl DecisionParts<'_> {
    fn words(&self, cents: i64) -> String {
        money(cents, &self.decision.currency)
    }

    /// The one sentence at the top.
    fn sentence(&self, world: &World) -> String {
        let name = &self.name;
        let first =
            |question: &str| if question.is_empty() { String::new() } else { format!(" Ask first: {question}") };
        match &self.decision.recommendation {
            Recommendation::One(option) => {
                let what = match option.as_str() {
                    REFERENCE => format!("Stay as today with {name}: no step is worth its price by what is stated"),
                    WAIT => format!("Wait with {name} for the trigger, and look again by its review"),
                    option => format!("Do “{}” for {name}", self.title_of(option)),
                };
                let holds = match self.nearest(world).first() {
                    Some(one) if option != REFERENCE && turns_at_likely(one) => {
                        format!("; it holds if {} ({})", self.tie(one), self.likely(one))
                    }
                    Some(one) if option != REFERENCE => format!("; it holds while {}", self.tie(one)),
                    Some(one) => format!("; that changes when {}", self.turn(one)),
                    None => String::new(),
                };
                // The answer does not hang on an open fact here, so what is nearest to turning it is asked first.
                let open = world.facts.first().and_then(|(fact, _)| self.question(fact));
                let assumed = self.nearest(world).into_iter().find(|one| one.assumed);
                let ask = match (assumed, open) {
                    (Some(one), _) => format!(
                        " Ask first: what is {} really? It is assumed.",
                        self.named_beside(&one.input, &one.option)
                    ),
                    (None, Some(question)) => first(&question),
                    (None, None) => String::new(),
                };
                format!("{what}{holds}.{ask}")
            }
            Recommendation::Open { question, yes, no, .. } => {
                let list = |ids: &[String]| match ids {
                    [] => "nothing meets the musts".to_owned(),
                    ids => ids.iter().map(|id| format!("“{}”", self.title_of(id))).collect::<Vec<_>>().join(" or "),
                };
                format!(
                    "The answer for {name} hangs on one fact. If yes: {}; if no: {}.{}",
                    list(yes),
                    list(no),
                    first(question)
                )
            }
            Recommendation::NotDecidable { state } => {
                format!("Not decidable on money for {name}: state {}.", state.join(", "))
            }
            Recommendation::NothingMeetsTheMusts => {
                format!("Nothing that was planned for {name} meets the musts; change a must or a plan.")
            }
        }
    }

    fn question(&self, fact: &str) -> Option<String> {
        self.inputs.facts.iter().find(|one| one.id == fact).map(|one| one.question.clone())
    }

    /// The break-evens, those nearest to the likely value first.
    fn by_distance<'w>(&self, world: &'w World) -> Vec<&'w decide::BreakEven> {
        let mut all: Vec<&decide::BreakEven> = world.break_evens.iter().collect();
        let order = |a: &&decide::BreakEven, b: &&decide::BreakEven| {
            let (a, b) = (distance(a), distance(b));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
        };
        all.sort_by(order);
        all
    }

    /// The break-evens that are nearest to being crossed. Where a must or a signature decides against money, crossing
    /// them turns nothing, so they are left out.
    fn nearest<'w>(&self, world: &'w World) -> Vec<&'w decide::BreakEven> {
        let stays = world.choice.option.as_deref() == Some(REFERENCE);
        let turns = |one: &&decide::BreakEven| {
            one.at.is_some_and(|at| at > 0.0) && one.percentile.is_some() && one.ahead != stays
        };
        self.by_distance(world).into_iter().filter(turns).take(NEAREST).collect()
    }

    /// `“Three plant operators” (revenue) stays above about 410 k€ a year`, where the likely value does; where it does not,
    /// the mean rests on the long side of the range.
    fn tie(&self, one: &decide::BreakEven) -> String {
        let side = if one.ahead_above { "above" } else { "below" };
        let stays = if turns_at_likely(one) { "comes out" } else { "stays" };
        format!(
            "{} {stays} {side} about {}",
            self.named_beside(&one.input, &one.option),
            self.figure(one.unit.id(), one.at.unwrap_or_default())
        )
    }

    /// `likely 80 k€ a year, assumed`, and what it would mean if that were the true value.
    fn likely(&self, one: &decide::BreakEven) -> String {
        let assumed = if one.assumed { ", assumed" } else { "" };
        let turns = match turns_at_likely(one) {
            true => format!("; were that the true value, “{}” would be ahead", self.title_of(&one.against)),
            false => String::new(),
        };
        format!("likely {}{assumed}{turns}", self.figure(one.unit.id(), one.likely))
    }

    /// The input's name beside that of the option of which the sentence speaks: it need not be said again.
    fn named_beside(&self, input: &str, option: &str) -> String {
        self.named(input).replace(&format!("“{}”", self.title_of(option)), "it")
    }

    /// The same for the row that is not chosen.
    fn turn(&self, one: &decide::BreakEven) -> String {
        let rises = one.ahead_above == (one.option != REFERENCE);
        let way = if rises { "rises above" } else { "falls below" };
        format!("{} {way} about {}", self.named(&one.input), self.figure(one.unit.id(), one.at.unwrap_or_default()))
    }

    fn figure(&self, unit: &str, value: f64) -> String {
        figure(value, unit, &self.decision.currency)
    }

    fn money(&self, row: &MoneyRow) -> MoneyResult {
        let draws = self.decision.draws;
        MoneyResult {
            expected: row.expected_cents,
            npv: spread(row.npv_cents),
            below_zero: row.below_zero,
            below_zero_words: in_words(row.below_zero, draws),
            deepest: row.deepest_cents,
            step: row.step_cents,
            step_error: row.step_error_cents,
            regret: row.regret_cents,
            won: row.won,
            won_words: in_words(row.won, draws),
        }
    }

    /// The places of the attributes in order of priority; equal ones keep the library's order.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.decision.priorities.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(self.decision.priorities[*at].raw()));
        order
    }

    fn row(&self, world: &World, at: usize) -> DecisionRowResult {
        let row = &self.decision.rows[at];
        let recommended = matches!(&self.decision.recommendation, Recommendation::One(one) if *one == row.id);
        let months = |pick: fn(&decide::Months) -> f64| {
            row.months.as_ref().and_then(|months| after(self.situation.today, pick(months)))
        };
        DecisionRowResult {
            id: row.id.clone(),
            title: self.title_of(&row.id),
            contains: row.contains.clone(),
            recommended,
            certificates: row.certificates.iter().map(short).collect(),
            moves: self
                .order()
                .into_iter()
                .filter_map(|attribute| row.moves.get(attribute))
                .map(|one| MoveResult {
                    attribute: one.attribute.clone(),
                    value: one.value,
                    parts: one.parts.iter().map(|(standard, part)| (short(standard), *part)).collect(),
                    reached: one.reached,
                    of: one.of,
                })
                .collect(),
            money: world.money.get(at).and_then(Option::as_ref).map(|one| self.money(one)),
            cost: row.cost_cents.map(spread),
            step_cost: row.step_cost_cents.map(spread),
            upkeep: row.upkeep_cents,
            assumed: row.assumed,
            work_to: months(|months| months.work_to),
            commit_to: months(|months| months.commit_to),
            standing: standing(world, &row.id, recommended),
            must_be_true: self.must_be_true(world, &row.id, recommended),
        }
    }

    fn must_be_true(&self, world: &World, id: &str, recommended: bool) -> Vec<String> {
        if let Some((_, why)) = world.choice.dropped.iter().find(|(row, _)| row == id) {
            return vec![match why {
                Dropped::Fails(musts) => self.failed(musts),
                Dropped::DominatedBy(by) => self.beaten(world, id, by),
                Dropped::NotPlanned => "nobody knows yet what it costs and when it is done".to_owned(),
            }];
        }
        if recommended {
            return self
                .nearest(world)
                .into_iter()
                .filter(|_| id != REFERENCE)
                .map(|one| format!("{} ({})", self.tie(one), self.likely(one)))
                .collect();
        }
        let refused = world.choice.steps.iter().find(|step| step.to == id && step.because == Because::TooDear);
        refused
            .map(|step| format!("somebody signs {} for what it moves", self.words(-step.change_cents)))
            .into_iter()
            .collect()
    }

    /// Which musts a row does not meet, in words.
    fn failed(&self, musts: &[String]) -> String {
        let known = self.inputs.musts.iter().filter(|one| musts.contains(&one.id));
        let list: Vec<String> = known.map(|one| format!("{} ({})", self.demand(&one.demand), one.id)).collect();
        format!("it does not meet what every option must: {}", list.join("; "))
    }

    /// Why a row is not worth looking at beside another one.
    fn beaten(&self, world: &World, id: &str, by: &str) -> String {
        let expected = |id: &str| {
            let at = self.decision.rows.iter().position(|row| row.id == id)?;
            world.money.get(at).and_then(Option::as_ref).map(|one| one.expected_cents)
        };
        let worth = match (expected(by), expected(id)) {
            (Some(more), Some(own)) if more > own => format!("is worth {} more", self.words(more - own)),
            (Some(_), Some(_)) => "is worth as much".to_owned(),
            _ => "costs no more".to_owned(),
        };
        format!("“{}” moves each objective as far, and {worth}", self.title_of(by))
    }

    fn demand(&self, demand: &Demand) -> String {
        match demand {
            Demand::Budget { cents } => {
                let currency = self.inputs.currency.as_ref().unwrap_or(&self.decision.currency);
                format!("cash at its deepest within {}", money(*cents, currency))
            }
            Demand::Certificate { standard, by } => {
                format!("certificate under {} by {by}", standard.trim_start_matches("iec62443-"))
            }
        }
    }

    fn assumed(&self) -> Vec<AssumedResult> {
        let one = |input: &String| {
            let name = self.input_name(input);
            AssumedResult { input: input.clone(), line: name.line, quantity: name.quantity }
        };
        self.decision.assumed_inputs.iter().map(one).collect()
    }

    fn importances(&self) -> Vec<ImportanceResult> {
        let one = |stated: &decide::Importance| ImportanceResult {
            driver: stated.driver.clone(),
            title: driver_title(self.library, self.inputs, &stated.driver),
            importance: stated.importance,
            reason: stated.signed.reason.clone(),
            author: stated.signed.author.clone(),
            date: stated.signed.date.to_string(),
        };
        self.inputs.importances.iter().map(one).collect()
    }

    fn attributes(&self) -> Vec<AttributeResult> {
        let one = |at: usize| {
            let priority = &self.decision.priorities[at];
            let words = self.library.attribute(&priority.attribute);
            AttributeResult {
                id: priority.attribute.clone(),
                short: words.map(|one| one.short.clone()).unwrap_or_default(),
                title: words.map(|one| one.title.clone()).unwrap_or_default(),
                priority: priority.raw(),
                derived: priority.derived,
                replaced_because: priority
                    .replaced
                    .as_ref()
                    .map(|one| format!("{} ({}, {})", one.signed.reason, one.signed.author, one.signed.date)),
                share: priority.share,
                terms: priority
                    .terms
                    .iter()
                    .map(|term| TermResult {
                        driver: term.driver.clone(),
                        importance: term.importance,
                        strength: term.strength,
                        reason: term.reason.clone(),
                    })
                    .collect(),
            }
        };
        self.order().into_iter().map(one).collect()
    }

    fn facts(&self, world: &World) -> Vec<FactResult> {
        let one = |(fact, yes): &(String, bool)| FactResult {
            fact: fact.clone(),
            question: self.question(fact).unwrap_or_default(),
            yes: *yes,
        };
        world.facts.iter().map(one).collect()
    }

    fn against(&self, world: &World, rows: &[DecisionRowResult]) -> Vec<String> {
        let mut against: Vec<String> = self
            .decision
            .scenarios
            .iter()
            .filter(|one| one.side == decide::Side::Against && one.fired == Fired::Fired)
            .filter_map(|one| self.library.scenarios.iter().find(|known| known.id == one.scenario))
            .map(|scenario| format!("{}: {}", scenario.title, scenario.says))
            .collect();
        let chosen = rows.iter().find(|row| row.recommended && row.id != REFERENCE);
        if let Some(money) = chosen.and_then(|row| row.money.as_ref()) {
            if money.below_zero > 0 {
                against.push(format!("It ends below zero in {}.", money.below_zero_words));
            }
            if money.deepest < 0 {
                let deepest = self.words(-money.deepest);
                against.push(format!("At its deepest, {deepest} more cash is spent than has come back."));
            }
        }
        for step in &world.choice.steps {
            if let Because::PaidFor { up_to_cents } = step.because {
                let (price, limit) = (self.words(-step.change_cents), self.words(up_to_cents));
                against.push(format!(
                    "The step to “{}” costs {price} more than it brings; its owner pays up to {limit} for objectives.",
                    self.title_of(&step.to)
                ));
            }
        }
        against
    }

    fn musts(&self, world: &World) -> Vec<MustResult> {
        let one = |must: &decide::Must| MustResult {
            id: must.id.clone(),
            demand: self.demand(&must.demand),
            only_if: must.only_if.clone(),
            because: format!("{} ({}, {})", must.signed.reason, must.signed.author, must.signed.date),
            failed_by: world
                .choice
                .dropped
                .iter()
                .filter(|(_, why)| matches!(why, Dropped::Fails(musts) if musts.contains(&must.id)))
                .map(|(row, _)| row.clone())
                .collect(),
            judged: matches!(must.demand, Demand::Certificate { .. }) || self.inputs.counts_in(&self.decision.currency),
        };
        self.inputs.musts.iter().map(one).collect()
    }
}
