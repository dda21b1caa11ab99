//! What may stand in `plan.toml`? A JSON Schema for the editors of people who write it.
//!
//! Nothing here reads anything: the structs describe, and `tests/schema.rs` keeps them as the reader is.

use std::collections::BTreeSet;

use catalogue::Catalogue;
use schemars::{JsonSchema, Schema, json_schema};
use serde_json::{Map, Value, json};
use tables::schema::{of_file, words};

use crate::library::Library;
use crate::terms::{MOST, MOST_CLOSED, MOST_PEOPLE};

/// The schema of `plan.toml`.
pub fn file() -> Schema {
    of_file::<PlanFile>()
}

fn library() -> Library {
    Library::compiled(&Catalogue::compiled())
}

/// A number, low, likely and high, or the same in a text.
fn amount() -> Value {
    let one = json!({ "type": "number", "minimum": 0, "maximum": MOST });
    json!({
        "anyOf": [
            one,
            { "type": "array", "items": one, "minItems": 3, "maxItems": 3 },
            { "type": "string", "pattern": "^ *[0-9.]+ *(/ *[0-9.]+ */ *[0-9.]+ *)?$", "examples": ["80/95/120"] },
        ]
    })
}

/// A table with a key for each skill. In: the form of a value, and what it says about a skill.
fn by_skill(value: &Value, says: impl Fn(&str) -> String) -> Schema {
    let skills = library().skills.into_iter().map(|skill| {
        let mut value = value.clone();
        value["description"] = says(&skill.title).into();
        (skill.id.to_string(), value)
    });
    json_schema!({ "type": "object", "properties": skills.collect::<Map<_, _>>(), "additionalProperties": false })
}

fn people() -> Value {
    let share = json!({ "type": "number", "exclusiveMinimum": 0, "maximum": 1 });
    json!({ "anyOf": [share, { "type": "array", "items": share, "minItems": 1, "maxItems": MOST_PEOPLE }] })
}

fn fees(word: impl Fn(&crate::Fee) -> &str) -> Schema {
    let library = library();
    let known: BTreeSet<&str> = library.fees.iter().map(word).collect();
    words(known.into_iter())
}

tables::values! {
    /// A currency.
    Currency = json_schema!({ "type": "string", "minLength": 1, "maxLength": 8, "examples": ["EUR", "CHF", "USD"] });
    /// A day.
    Day = json_schema!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
    /// An amount of money.
    Amount = Schema::try_from(amount()).unwrap_or_default();
    /// Rates by skill.
    Rates = by_skill(&amount(), |title| format!("One hour, in units of currency: {title}."));
    /// People by skill.
    People = by_skill(&people(), |title| format!("The share of each person's time: {title}."));
    /// A part of the standard that has fees.
    FeePart = fees(|fee| &fee.part);
    /// A maturity or levels.
    Goal = json_schema!({
        "anyOf": [{ "type": "integer", "minimum": 0, "maximum": 4 }, { "type": "string" }],
        "examples": ["ML 2", "SL 2", "2 2 1 1 3 1 2"],
    });
    /// A fee.
    FeeId = fees(|fee| &fee.id);
}

/// A team's own figures for its plan; what is left out stays an assumption and is named as one.
#[derive(JsonSchema)]
#[schemars(title = "plan.toml", deny_unknown_fields)]
pub struct PlanFile {
    /// The currency of every amount, a short word for people; EUR if left out. Nothing is converted.
    pub currency: Option<Currency>,
    /// The first day of the work; the day of the plan if left out.
    pub start: Option<Day>,
    /// Times in which nobody works; none if left out.
    #[schemars(length(max = MOST_CLOSED))]
    pub closed: Option<Vec<ClosedTable>>,
    /// What one hour costs, by skill: one number, or [low, likely, high].
    pub rates: Option<Rates>,
    /// Who is there, by skill: the share of each person's time, such as [0.5, 1] for two people.
    pub people: Option<People>,
    /// Certificates that are there already: neither work nor audit is planned for them.
    pub certificate: Option<Vec<CertificateTable>>,
    /// What a laboratory, certification body or auditor has quoted.
    pub fee: Option<Vec<FeeTable>>,
}

/// A time in which nobody works.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ClosedTable {
    /// The first day on which nobody works.
    pub from: Day,
    /// The last day on which nobody works.
    pub to: Day,
}

/// A certificate that is there already.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CertificateTable {
    /// The part of the standard, such as 4-1.
    pub part: FeePart,
    /// Whose it is, such as process/development; everybody's who is assessed against the part if left out.
    pub subject: Option<String>,
    /// What it certifies: ML 2; for 4-2 one level or seven.
    pub target: Goal,
    /// The last day on which it is in force; no end if left out.
    pub until: Option<Day>,
    /// The piece of evidence in evidence.toml that holds it.
    pub evidence: Option<String>,
}

/// A fee.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct FeeTable {
    /// The part of the standard, such as 4-2.
    pub part: FeePart,
    /// Which of the part's fees: the assessment, or what comes back every year.
    pub id: FeeId,
    /// The amount, in units of currency: one number, or [low, likely, high].
    pub amount: Amount,
}
