//! Which attributes matter, and by which arithmetic? `R_a = Σ_d w_d · s_da`, in whole numbers.

use crate::inputs::{Inputs, Override};
use crate::library::Library;

/// One product of the sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The driver.
    pub driver: String,
    /// Its importance, 0 to 5.
    pub importance: u8,
    /// The strength of its link, 0 to 3.
    pub strength: u8,
    /// Why the link is there.
    pub reason: String,
}

/// An attribute's priority with its arithmetic.
#[derive(Debug, Clone, PartialEq)]
pub struct Priority {
    /// The attribute.
    pub attribute: String,
    /// The sum of the terms.
    pub derived: u32,
    /// What somebody set instead.
    pub replaced: Option<Override>,
    /// Its share of all priorities, for order and display only; 0 while nothing has any.
    pub share: f64,
    /// The products that add up to `derived`, in the order of drivers.
    pub terms: Vec<Term>,
}

impl Priority {
    /// The priority that counts.
    pub fn raw(&self) -> u32 {
        self.replaced.as_ref().map_or(self.derived, |set| set.priority)
    }
}

/// The priorities of all attributes, in the order of attributes; a driver without importance counts nothing.
pub fn priorities(library: &Library, inputs: &Inputs) -> Vec<Priority> {
    let mut priorities: Vec<Priority> = library
        .attributes
        .iter()
        .map(|attribute| {
            let terms: Vec<Term> = inputs
                .all_drivers(&library.drivers)
                .filter_map(|driver| {
                    let stated = inputs.importances.iter().find(|one| one.driver == driver.id)?;
                    let link = inputs.link(&library.links, &driver.id, attribute)?;
                    Some(Term {
                        driver: driver.id.clone(),
                        importance: stated.importance,
                        strength: link.strength,
                        reason: link.reason.clone(),
                    })
                })
                .collect();
            Priority {
                attribute: attribute.id.clone(),
                derived: terms.iter().map(|term| u32::from(term.importance) * u32::from(term.strength)).sum(),
                replaced: inputs.overrides.iter().find(|one| one.attribute == attribute.id).cloned(),
                share: 0.0,
                terms,
            }
        })
        .collect();
    let total: u64 = priorities.iter().map(|one| u64::from(one.raw())).sum();
    if total > 0 {
        for one in &mut priorities {
            one.share = f64::from(one.raw()) / total as f64;
        }
    }
    priorities
}
