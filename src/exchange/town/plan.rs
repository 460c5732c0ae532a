//! How large the made-up town is, and who lives in it.

use std::collections::BTreeMap;

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
    /// The name of the area's station, by village.
    stations: BTreeMap<String, String>,
}

impl Town {
    /// Makes the town on the built-in grid.
    pub fn new(plan: Plan, tree: &GridTree) -> Self {
        let villages = tree
            .of_level(GridLevel::Village)
            .map(|node| node.name.clone())
            .collect();
        let mut stations = BTreeMap::new();
        for area in tree.of_level(GridLevel::Area) {
            let station = format!("{}驿站", area.name);
            let of_area = tree.children(&area.code);
            stations.extend(of_area.map(|village| (village.name.clone(), station.clone())));
        }
        let grid = posts::edits(plan.seed, tree);
        let plan = Plan {
            people: plan.people.max(1),
            ..plan
        };
        Self {
            plan,
            grid,
            villages,
            stations,
        }
    }

    /// Gives the grid with the people who stand for it.
    pub fn filled(&self, tree: &GridTree) -> GridTree {
        let mut filled = tree.clone();
        for edit in &self.grid {
            if let Ok(applied) = filled.apply(edit) {
                filled.adopt(&applied);
            }
        }
        filled
    }

    /// 牟邻驿站: gives the station of the area in which a village lies.
    pub fn station(&self, village: Option<&str>) -> Option<&str> {
        self.stations.get(village?).map(String::as_str)
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
