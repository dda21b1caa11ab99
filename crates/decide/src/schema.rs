//! What may stand in `decide.toml`? A JSON Schema for the editors of people who write it.
//!
//! Nothing here reads anything: the structs describe, and `tests/schema.rs` keeps them as the readers are.
//! Words of the library are listed; where a file may add its own, an editor offers the list and takes any id.

use catalogue::{AssessedBy, Catalogue};
use schemars::{JsonSchema, Schema, json_schema};
use serde_json::{Map, Value, json};
use tables::schema::{of_file, words, words_or_ids};

use crate::library::Library;
use crate::range::{AMOUNT, SHARE};

/// What an id looks like: `toml_words::is_id`.
const ID: &str = "^[a-z0-9][a-z0-9.-]{0,63}$";

/// The schema of `decide.toml`.
pub fn file() -> Schema {
    of_file::<DecideFile>()
}

/// A number, or low, likely and high.
fn range(least: f64, most: f64) -> Value {
    let one = json!({ "type": "number", "minimum": least, "maximum": most });
    json!({ "anyOf": [one, { "type": "array", "items": one, "minItems": 3, "maxItems": 3 }] })
}

fn range_schema(least: f64, most: f64) -> Schema {
    Schema::try_from(range(least, most)).unwrap_or_default()
}

/// The ids of options as plans name them: one for each level where an option has levels.
fn option_ids() -> Vec<(String, String)> {
    let catalogue = Catalogue::compiled();
    let levels =
        |standard: &String| catalogue.head(standard, None).is_some_and(|head| head.assessed_by == AssessedBy::Levels);
    let mut ids = Vec::new();
    for option in Library::compiled().options {
        if option.certificates.iter().any(levels) {
            let of = |level| (format!("{}-sl{level}", option.id), format!("{} at SL {level}", option.title));
            ids.extend((1..=4).map(of));
        } else {
            ids.push((option.id, option.title));
        }
    }
    ids
}

/// A table of shares by option.
fn shares() -> Schema {
    let known = option_ids().into_iter().map(|(id, title)| {
        let mut share = range(SHARE.0, SHARE.1);
        share["description"] = format!("The share under this option: {title}.").into();
        (id, share)
    });
    json_schema!({
        "type": "object",
        "properties": known.collect::<Map<_, _>>(),
        "patternProperties": { ID: range(SHARE.0, SHARE.1) },
        "additionalProperties": false,
    })
}

fn ids<T>(list: &[T], id: impl Fn(&T) -> &str) -> Schema {
    words(list.iter().map(id))
}

fn standards() -> Schema {
    let library = Library::compiled();
    let mut standards: Vec<&str> =
        library.options.iter().flat_map(|option| &option.certificates).map(String::as_str).collect();
    standards.sort_unstable();
    standards.dedup();
    words(standards.into_iter())
}

/// The names by which figures of a line are marked as assumed.
fn figures(own: &[&str], by_option: Option<&str>) -> Schema {
    let mut names: Vec<&str> = vec!["all"];
    names.extend(own);
    match by_option {
        Some(table) => words_or_ids(names.into_iter(), &format!("^{table}[.]{}", &ID[1..])),
        None => words(names.into_iter()),
    }
}

tables::values! {
    /// An id of the file's own.
    Id = json_schema!({ "type": "string", "pattern": ID });
    /// A day.
    Day = json_schema!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
    /// A currency.
    Currency = json_schema!({ "type": "string", "pattern": "^[A-Z]{3}$", "examples": ["EUR", "CHF", "USD"] });
    /// A share.
    Share = json_schema!({ "type": "number", "minimum": SHARE.0, "maximum": SHARE.1 });
    /// Years.
    Horizon = json_schema!({ "type": "integer", "minimum": 1, "maximum": 10 });
    /// A text that says something.
    Said = json_schema!({ "type": "string", "minLength": 1 });
    /// A number in the unit of its objective.
    Measure = json_schema!({ "type": "number", "minimum": AMOUNT.0, "maximum": AMOUNT.1 });
    /// Whole units of currency.
    Money = json_schema!({ "type": "number", "minimum": 0, "maximum": AMOUNT.1 });
    /// A range of money, hours or counts.
    Amount = range_schema(0.0, AMOUNT.1);
    /// A range of shares.
    ShareRange = range_schema(SHARE.0, SHARE.1);
    /// A range of months.
    Months = range_schema(0.0, 1200.0);
    /// A range of shares for each option.
    Shares = shares();
    /// A driver.
    DriverId = words_or_ids(Library::compiled().drivers.iter().map(|one| one.id.as_str()), ID);
    /// An attribute.
    AttributeId = ids(&Library::compiled().attributes, |one| &one.id);
    /// An objective.
    ObjectiveId = ids(&Library::compiled().objectives, |one| &one.id);
    /// A fact.
    FactId = words_or_ids(Library::compiled().facts.iter().map(|one| one.id.as_str()), ID);
    /// An option.
    OptionId = words_or_ids(option_ids().iter().map(|(id, _)| id.as_str()), ID);
    /// A standard under which options certify.
    Standard = standards();
    /// How strongly.
    Strength = json_schema!({ "type": "integer", "minimum": 0, "maximum": 3 });
    /// How important.
    Importance = json_schema!({ "type": "integer", "minimum": 0, "maximum": 5 });
    /// A priority.
    Priority = json_schema!({ "type": "integer", "minimum": 0, "maximum": 255 });
    /// A count.
    Count = json_schema!({ "type": "integer", "minimum": 0, "maximum": u32::MAX });
    /// An answer.
    AnswerWord = json_schema!({
        "anyOf": [
            { "type": "boolean" },
            { "type": "number", "minimum": AMOUNT.0, "maximum": AMOUNT.1 },
            { "type": "string", "enum": ["unknown"] },
        ]
    });
    /// A figure of revenue.
    RevenueFigure = figures(&["revenue", "margin", "keep_reference"], Some("keep"));
    /// A figure of questionnaires.
    QuestionnairesFigure = figures(&["count", "hours", "rate"], Some("answered"));
    /// A figure of incidents.
    IncidentsFigure = figures(&["cost"], Some("reduction"));
    /// A figure of waiting.
    WaitFigure = figures(&["hazard", "watch"], None);
}

/// What people state for the question whether the next step towards a certificate is worth its price.
#[derive(JsonSchema)]
#[schemars(title = "decide.toml", deny_unknown_fields)]
pub struct DecideFile {
    /// The currency of all money, in three capital letters; EUR if left out. Nothing is converted.
    pub currency: Option<Currency>,
    /// The yearly rate of discount that finance uses, as a share: 0.08 for eight percent. Without it money is not decided on.
    pub rate: Option<Share>,
    /// Years after the first over which money is counted; 5 if left out.
    pub horizon_years: Option<Horizon>,
    /// How much it matters that a driver's objectives move from baseline to target.
    pub importance: Option<Vec<ImportanceTable>>,
    /// Reasons of your own for certification, beside the library's.
    pub driver: Option<Vec<DriverTable>>,
    /// Which driver wants which attribute; it replaces the library's link between the two.
    pub link: Option<Vec<LinkTable>>,
    /// Priorities set by hand instead of derived ones.
    pub priority: Option<Vec<PriorityTable>>,
    /// Objectives of the library that are in use.
    pub objective: Option<Vec<ObjectiveTable>>,
    /// Facts, and questions that are still open.
    pub fact: Option<Vec<FactTable>>,
    /// Revenue that a certificate keeps or wins, a line for each customer or market.
    pub revenue: Option<Vec<RevenueTable>>,
    /// Security questionnaires that a certificate answers.
    pub questionnaires: Option<Vec<QuestionnairesTable>>,
    /// Security incidents that become rarer or cheaper.
    pub incidents: Option<Vec<IncidentsTable>>,
    /// What an option must meet, whatever it is worth.
    pub must: Option<Vec<MustTable>>,
    /// What an owner pays for objectives that money does not show.
    pub pay_up_to: Option<Vec<PayUpToTable>>,
    /// Waiting as an option, with rules; without this table waiting is as today.
    pub wait: Option<WaitTable>,
    /// Measured values of objectives over time.
    pub measured: Option<Vec<MeasuredTable>>,
}

/// How important a driver is.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ImportanceTable {
    /// The driver, of the library or of this file.
    pub driver: DriverId,
    /// 0 to 5: how much does it matter that its objectives move from baseline to target?
    pub importance: Importance,
    /// Why.
    pub reason: Said,
    /// Who says so, best by the id in dossier.toml.
    pub author: Said,
    /// When it was said.
    pub date: Day,
}

/// A driver of your own.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct DriverTable {
    /// Its id, by which the file names it.
    pub id: Id,
    /// Its title.
    pub title: Said,
    /// How its importance is asked for.
    pub question: Said,
    /// The money that belongs to it, so that nothing is counted under two drivers.
    pub owns: Said,
}

/// A link.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct LinkTable {
    /// The driver, of the library or of this file.
    pub driver: DriverId,
    /// The attribute that it wants.
    pub attribute: AttributeId,
    /// 0 to 3: how strongly.
    pub strength: Strength,
    /// Why.
    pub reason: Said,
}

/// A priority set by hand.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PriorityTable {
    /// The attribute.
    pub attribute: AttributeId,
    /// The raw priority that stands instead of the sum of importance times strength.
    pub priority: Priority,
    /// Why it is set by hand.
    pub reason: Said,
    /// Who says so.
    pub author: Said,
    /// When it was said.
    pub date: Day,
}

/// An objective in use.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ObjectiveTable {
    /// The objective of the library.
    pub id: ObjectiveId,
    /// Where it stands today, in its unit. Left out, the library's typical baseline is assumed and marked as assumed.
    pub baseline: Option<Measure>,
    /// Where it shall be, in its unit; not the baseline.
    pub target: Measure,
    /// Until when.
    pub date: Day,
    /// Who answers for it.
    pub owner: Said,
}

/// A fact.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct FactTable {
    /// A fact of the library for which scenarios ask, or one of your own.
    pub id: FactId,
    /// How it is asked; needed for a fact of your own.
    pub question: Option<String>,
    /// true or false, a number, or "unknown": then the page says what depends on it.
    pub answer: AnswerWord,
    /// From where it is known, or who will find out.
    pub source: Said,
}

/// A line of revenue: revenue x margin x the change of the probability to keep it.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RevenueTable {
    /// Its id.
    pub id: Id,
    /// The customer or market; one line for each.
    pub name: Said,
    /// The one driver that owns it.
    pub driver: DriverId,
    /// Who answers for the figures.
    pub owner: Said,
    /// The product that it is about; the first one if left out.
    pub product: Option<String>,
    /// true: it begins only with the trigger of [wait].
    pub after_trigger: Option<bool>,
    /// A fact of this file, answered with yes or no, without which the line does not count.
    pub only_if: Option<Id>,
    /// Which of the figures nobody has confirmed: "all", or their names, such as "margin" or "keep.process".
    pub assumed: Option<Vec<RevenueFigure>>,
    /// Revenue of a year, in units of currency. Left out, the money column stays open and asks for it.
    pub revenue: Option<Amount>,
    /// The contribution margin, a share.
    pub margin: Option<ShareRange>,
    /// The probability to keep or win it as today.
    pub keep_reference: Option<ShareRange>,
    /// The same under each option; one that is not named keeps what the option inside it keeps.
    pub keep: Option<Shares>,
}

/// A line of questionnaires: count x hours x rate x the share answered.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct QuestionnairesTable {
    /// Its id.
    pub id: Id,
    /// Whose questionnaires they are.
    pub name: Said,
    /// The one driver that owns it.
    pub driver: DriverId,
    /// Who answers for the figures.
    pub owner: Said,
    /// The product that it is about; the first one if left out.
    pub product: Option<String>,
    /// true: it begins only with the trigger of [wait].
    pub after_trigger: Option<bool>,
    /// A fact of this file, answered with yes or no, without which the line does not count.
    pub only_if: Option<Id>,
    /// Which of the figures nobody has confirmed: "all", or their names, such as "hours" or "answered.process".
    pub assumed: Option<Vec<QuestionnairesFigure>>,
    /// How many a year.
    pub count: Option<Amount>,
    /// Hours for each.
    pub hours: Option<Amount>,
    /// Units of currency an hour.
    pub rate: Option<Amount>,
    /// The share that the certificate answers under each option.
    pub answered: Option<Shares>,
}

/// A line of incidents: cost x reduction.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct IncidentsTable {
    /// Its id.
    pub id: Id,
    /// Which incidents they are.
    pub name: Said,
    /// The one driver that owns it.
    pub driver: DriverId,
    /// Who answers for the figures.
    pub owner: Said,
    /// The product that it is about; the first one if left out.
    pub product: Option<String>,
    /// true: it begins only with the trigger of [wait].
    pub after_trigger: Option<bool>,
    /// A fact of this file, answered with yes or no, without which the line does not count.
    pub only_if: Option<Id>,
    /// Which of the figures nobody has confirmed: "all", or their names, such as "cost" or "reduction.process".
    pub assumed: Option<Vec<IncidentsFigure>>,
    /// What they cost in a year as today, in units of currency.
    pub cost: Option<Amount>,
    /// The share of the cost that goes away under each option.
    pub reduction: Option<Shares>,
}

/// A must: a budget, or a certificate by a day.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, extend("oneOf" = [{ "required": ["budget"] }, { "required": ["certificate", "by"] }]))]
pub struct MustTable {
    /// Its id.
    pub id: Id,
    /// The cash at its deepest stays within this amount, in units of currency, in 8 of 10 draws.
    pub budget: Option<Money>,
    /// The standard under which a certificate must be there.
    pub certificate: Option<Standard>,
    /// The day by which the certificate must be there, in 8 of 10 draws.
    pub by: Option<Day>,
    /// A fact of this file, answered with yes or no, without which the must does not hold.
    pub only_if: Option<Id>,
    /// Why it must be so.
    pub reason: Said,
    /// Who says so.
    pub author: Said,
    /// When it was said.
    pub date: Day,
}

/// What an owner pays.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PayUpToTable {
    /// The option to which the step leads.
    pub option: OptionId,
    /// What the owner pays at most, in units of currency.
    pub amount: Money,
    /// For which objectives; each stands under [[objective]].
    #[schemars(length(min = 1))]
    pub objectives: Vec<ObjectiveId>,
    /// Why they are worth it.
    pub reason: Said,
    /// Who pays.
    pub author: Said,
    /// When it was said.
    pub date: Day,
}

/// Waiting.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct WaitTable {
    /// What is waited for.
    pub trigger: Said,
    /// Who watches for it.
    pub watcher: Said,
    /// The day on which the decision is looked at again in any case.
    pub review: Day,
    /// The option that the trigger starts.
    pub then: OptionId,
    /// The chance that the trigger comes in a year in which it has not come yet, as a share.
    pub hazard: ShareRange,
    /// What watching costs a year, in units of currency.
    pub watch: Amount,
    /// Months from the trigger to the certificate.
    pub lead_months: Months,
    /// Which of the figures nobody has confirmed: "all", "hazard" or "watch".
    pub assumed: Option<Vec<WaitFigure>>,
}

/// A measured value.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct MeasuredTable {
    /// The objective of the library.
    pub objective: ObjectiveId,
    /// The last day to which the value refers.
    pub date: Day,
    /// The value, in the objective's unit.
    pub value: Measure,
    /// On how many events it rests, where events are counted.
    pub events: Option<Count>,
    /// Who measured.
    pub author: Said,
    /// What should be known about it; for readers of the file.
    pub note: Option<String>,
}
