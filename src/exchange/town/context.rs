//! The days about the made-up town's present, and who answers for which part of it then.

use chrono::NaiveDate;

use crate::domain::act::{Act, Action};
use crate::domain::calendar::WorkingCalendar;
use crate::domain::grid::node::{GridCode, GridLevel, GridNode};
use crate::domain::grid::tree::GridTree;
use crate::domain::moment::Moment;
use crate::domain::person::Person;
use crate::exchange::town::names;
use crate::exchange::town::plan::Town;
use crate::exchange::town::rng::Rng;
use crate::exchange::town::staff::CLERKS;
use crate::exchange::town::working_time::{WorkingTime, moment};

/// Days within which the last open minutes surely lie, holidays or not.
const BEFORE: u64 = 30;

/// When something is done in a row of a file: working days before the present, hour, minute.
pub type At = (usize, u64, u64);

/// A made-up town with its grid filled, seen from its present.
pub struct TownContext<'a> {
    /// The town.
    pub town: &'a Town,
    /// Its grid, with the people who stand for it.
    pub tree: &'a GridTree,
    calendar: WorkingCalendar,
    time: WorkingTime,
}

impl<'a> TownContext<'a> {
    /// Looks about in a town.
    pub fn new(town: &'a Town, tree: &'a GridTree) -> Self {
        Self {
            town,
            tree,
            calendar: WorkingCalendar::built_in(),
            time: WorkingTime::before(town.plan.until, BEFORE),
        }
    }

    /// Gives the chance of one thing.
    pub fn rng(&self, kind: u64, number: u64) -> Rng {
        Rng::of(self.town.plan.seed, kind, number)
    }

    /// Gives the working day that lies so many working days before the present one, from 1.
    pub fn day(&self, back: usize) -> NaiveDate {
        let today = self.town.plan.until.date();
        let earlier = std::iter::successors(today.pred_opt(), NaiveDate::pred_opt);
        let mut open = earlier.filter(|day| !self.calendar.is_rest_day(*day));
        open.nth(back.saturating_sub(1)).unwrap_or(today)
    }

    /// Gives the day of a row by which something is due: today, or that working day before it.
    pub fn due(&self, back: usize) -> NaiveDate {
        if back == 0 {
            self.today()
        } else {
            self.day(back)
        }
    }

    /// Gives an hour of that day.
    pub fn at(&self, back: usize, hour: u64, minute: u64) -> Moment {
        moment(self.day(back), hour * 60 + minute, hour + minute)
    }

    /// Gives the moment of a row.
    pub fn moment(&self, (back, hour, minute): At) -> Moment {
        self.at(back, hour, minute)
    }

    /// Gives the moment so many open minutes ago.
    pub fn ago(&self, minutes: u64) -> Moment {
        self.time
            .at(self.time.minutes().saturating_sub(minutes + 1), minutes)
    }

    /// Gives the present day, or the next one on which somebody works.
    pub fn today(&self) -> NaiveDate {
        self.calendar.working_day_from(self.town.plan.until.date())
    }

    /// Picks a village.
    pub fn village(&self, rng: &mut Rng) -> Option<&GridNode> {
        let villages: Vec<&GridNode> = self.tree.of_level(GridLevel::Village).collect();
        rng.pick(&villages).copied()
    }

    /// Gives who stands for a node; any name where the post is vacant.
    pub fn head(&self, rng: &mut Rng, code: &GridCode) -> String {
        let node = self.tree.get(code);
        let head = node.and_then(|node| node.head.as_ref());
        head.map_or_else(|| names::any(rng), |post| post.holder.name.clone())
    }

    /// Picks somebody who lives there, with his number from 0.
    pub fn somebody(&self, rng: &mut Rng) -> (u64, Person) {
        let number = rng.below(self.town.plan.people);
        (number, self.town.person(number))
    }
}

/// Makes what the clerk of that number writes down.
pub fn act(clerk: usize, when: Moment, action: Action) -> Act {
    Act {
        who: CLERKS.get(clerk).copied().unwrap_or("值班员").to_owned(),
        when,
        action,
    }
}
