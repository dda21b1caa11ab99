//! What can be done to close rows, by whom and with how many hours? Actions, skills and fees.

use std::sync::Arc;

use model::{EditionKey, RequirementId, StandardId};

use crate::draws::Range;

/// A row of an edition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowOf {
    /// The standard.
    pub standard: StandardId,
    /// The requirement, as its edition writes it.
    pub id: RequirementId,
}

/// The hours of one skill in an action.
#[derive(Debug, Clone, PartialEq)]
pub struct Effort {
    /// The skill's id: `developer`.
    pub skill: Arc<str>,
    /// Its hours.
    pub hours: Range,
}

/// One piece of work that closes rows, alone or together with others.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// Its id.
    pub id: Arc<str>,
    /// Its title.
    pub title: String,
    /// What is done, in our words.
    pub done: String,
    /// The phase in which it falls.
    pub phase: String,
    /// The edition in whose file it stands.
    pub edition: EditionKey,
    /// Rows that it closes alone.
    pub closes: Vec<RowOf>,
    /// Rows that are closed when every action that helps is done; of those with one `instead_of`, one is enough.
    pub partly: Vec<RowOf>,
    /// The name shared by actions that can stand in for one another.
    pub instead_of: Option<Arc<str>>,
    /// What must be done before: actions, or names shared by several, of which one is enough.
    pub after: Vec<Arc<str>>,
    /// Does it belong to every plan that opens its edition, whichever rows are open?
    pub always: bool,
    /// Hours by skill; worked side by side.
    pub efforts: Vec<Effort>,
    /// What is paid to others, in whole units of the currency.
    pub fee: Option<Range>,
}

impl Action {
    /// The likely hours of all skills.
    pub fn likely_hours(&self) -> f64 {
        self.efforts.iter().map(|effort| effort.hours.likely).sum()
    }

    /// Does `name`, as `after` writes it, mean this action?
    pub fn is_called(&self, name: &str) -> bool {
        *self.id == *name || self.instead_of.as_deref() == Some(name)
    }
}

/// A skill with what an hour costs; a figure that the user sees and changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Skill {
    /// Its id: `developer`.
    pub id: Arc<str>,
    /// Its title.
    pub title: String,
    /// One hour, in whole units of the currency.
    pub rate_per_hour: Range,
    /// Full-time people of the assumed team, each sharing 1 or less of a person's time.
    pub people: Vec<f64>,
    /// Where the figures come from.
    pub basis: String,
}

/// What a certification body or laboratory asks for; a figure that the user sees and changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Fee {
    /// Its id within its part.
    pub id: String,
    /// The part: `4-1`.
    pub part: String,
    /// Its title.
    pub title: String,
    /// The amount, in whole units of the currency.
    pub amount: Range,
    /// Is it paid every year?
    pub yearly: bool,
    /// Where the figure comes from.
    pub basis: String,
}
