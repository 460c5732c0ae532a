//! How large the made-up town is, and who lives in it.

use crate::domain::grid::edit::GridEdit;
use crate::domain::grid::node::GridLevel;
use crate::domain::grid::tree::GridTree;
use crate::domain::moment::Moment;
use crate::domain::person::Person;
use crate::exchange::town::working_time::WorkingTime;
use crate::exchange::town::{people, posts};

/// Half a year.
pub const DAYS: u64 = 182;

/// How large a town, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// What decides everything else.
    pub seed: u64,
    /// The present: nothing is done after it.
    pub until: Moment,
    /// How many people, at least 1.
    pub people: u64,
    /// How many matters.
    pub cases: u64,
}

/// A made-up town.
pub struct Town {
    /// How large it is, and when.
    pub plan: Plan,
    /// The edits that fill its grid.
    pub grid: Vec<GridEdit>,
    villages: Vec<String>,
}

impl Town {
    /// Makes the town on the built-in grid.
    pub fn new(plan: Plan, tree: &GridTree) -> Self {
        let villages = tree
            .of_level(GridLevel::Village)
            .map(|node| node.name.clone())
            .collect();
        let grid = posts::edits(plan.seed, tree);
        let plan = Plan {
            people: plan.people.max(1),
            ..plan
        };
        Self {
            plan,
            grid,
            villages,
        }
    }

    /// Gives the people in the order of their numbers.
    pub fn people(&self) -> impl Iterator<Item = Person> + '_ {
        (0..self.plan.people).map(|number| self.person(number))
    }

    /// Gives when the town's story begins; its people are known from then on.
    pub fn begins(&self) -> Moment {
        let time = WorkingTime::before(self.plan.until, DAYS);
        time.at(0, 0).plus_seconds(-1800)
    }

    /// Makes the person of that number, from 0.
    pub fn person(&self, number: u64) -> Person {
        people::person(self.plan.seed, number, &self.villages)
    }
}
