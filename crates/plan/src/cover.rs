//! When is a set of actions enough? The problem that the optimiser solves, in whole numbers, and its exact check.

/// An action as the optimiser sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CoverAction {
    /// What it costs, in the smallest unit: cents, minutes.
    pub cost: u64,
    /// Of each of these lists one action must be chosen too.
    pub needs: Vec<Vec<usize>>,
}

/// A row as the optimiser sees it: closed by one of `full`, or by one of each of the `portions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CoverRow {
    /// Actions that close it alone.
    pub full: Vec<usize>,
    /// Lists of actions of which one each is needed; empty means that there is no such way.
    pub portions: Vec<Vec<usize>>,
}

/// Actions, rows, and what is bought with the first of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cover {
    /// The actions.
    pub actions: Vec<CoverAction>,
    /// The rows.
    pub rows: Vec<CoverRow>,
    /// Actions that belong to every route that closes anything.
    pub always: Vec<usize>,
}

impl CoverRow {
    /// Is the row closed by the chosen actions?
    pub fn closed_by(&self, chosen: &[bool]) -> bool {
        let has = |list: &[usize]| list.iter().any(|action| chosen[*action]);
        has(&self.full) || (!self.portions.is_empty() && self.portions.iter().all(|portion| has(portion)))
    }
}

impl Cover {
    /// Do the chosen actions close every wanted row and bring along what they need themselves?
    pub fn holds(&self, chosen: &[bool], wanted: &[usize]) -> bool {
        let needs_hold =
            |action: &CoverAction| action.needs.iter().all(|list| list.iter().any(|needed| chosen[*needed]));
        wanted.iter().all(|row| self.rows[*row].closed_by(chosen))
            && self.actions.iter().zip(chosen).all(|(action, chosen)| !chosen || needs_hold(action))
            && (wanted.is_empty() || self.always.iter().all(|action| chosen[*action]))
    }

    /// What the chosen actions cost together.
    pub fn cost(&self, chosen: &[bool]) -> u64 {
        self.actions.iter().zip(chosen).filter(|(_, chosen)| **chosen).map(|(action, _)| action.cost).sum()
    }

    /// The rows that even all possible actions leave open, and the largest set of actions that holds by itself.
    pub(crate) fn possible(&self, wanted: &[usize]) -> (Vec<bool>, Vec<usize>) {
        let mut chosen = vec![true; self.actions.len()];
        // An action whose needs nobody fills falls out, and with it those that need it.
        while let Some(index) = (0..chosen.len()).find(|index| {
            chosen[*index] && !self.actions[*index].needs.iter().all(|list| list.iter().any(|needed| chosen[*needed]))
        }) {
            chosen[index] = false;
        }
        let unreachable = wanted.iter().copied().filter(|row| !self.rows[*row].closed_by(&chosen)).collect();
        (chosen, unreachable)
    }

    /// Drops what is not needed, the dearest first; what remains still holds. Ties fall to the later action.
    pub(crate) fn thin_out(&self, chosen: &mut [bool], wanted: &[usize]) {
        let mut order: Vec<usize> = (0..chosen.len()).filter(|index| chosen[*index]).collect();
        order.sort_by_key(|index| (std::cmp::Reverse(self.actions[*index].cost), std::cmp::Reverse(*index)));
        // Twice: what was needed by something dropped later is dropped in the second round.
        for _ in 0..2 {
            for index in &order {
                if std::mem::replace(&mut chosen[*index], false) && !self.holds(chosen, wanted) {
                    chosen[*index] = true;
                }
            }
        }
    }
}
