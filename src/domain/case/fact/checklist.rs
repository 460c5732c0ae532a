//! 清单: what is to be done on a case, item by item, each ticked by whoever did it. It is the centre's own
//! list: no rule of law asks for it, and no clock hangs on it.

use chrono::NaiveDate;

use crate::domain::case::fact::kind::{Day, Number, Optional, Text};

steps! {
    /// What is done to the list.
    ChecklistStep: ChecklistKind {
        /// 列清单.
        Add = "checklist_add" {
            /// What is to be done, a line each.
            items: Text,
            /// By which day, where one matters.
            by_day: Optional<Day>,
        },
        /// 清单办一项.
        Tick = "checklist_done" {
            /// Its place in the list, from 1.
            point: Number,
            /// On which day it was done.
            on: Day,
        },
        /// 清单撤一项.
        Drop = "checklist_drop" {
            /// Its place in the list, from 1.
            point: Number,
            /// Why nobody need do it.
            reason: Text,
        },
    }
}

/// An item of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckItem {
    /// What is to be done.
    pub text: String,
    /// By which day, where one matters.
    pub by_day: Option<NaiveDate>,
    /// On which day it was done, and by whom.
    pub ticked: Option<(NaiveDate, String)>,
    /// Nobody need do it.
    pub dropped: bool,
}

impl CheckItem {
    /// Tells whether it is still to be done.
    pub const fn is_open(&self) -> bool {
        self.ticked.is_none() && !self.dropped
    }
}

/// The list, in the order in which it was written; an item keeps its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checklist(pub Vec<CheckItem>);

impl Checklist {
    /// Gives the items with their places, from 1.
    pub fn items(&self) -> impl Iterator<Item = (u32, &CheckItem)> {
        (1..).zip(&self.0)
    }

    /// Gives how many are done, and of how many; what was dropped counts in neither.
    pub fn counts(&self) -> (usize, usize) {
        let done = self.0.iter().filter(|it| it.ticked.is_some()).count();
        (done, self.0.iter().filter(|it| !it.dropped).count())
    }

    /// Gives the place of the first item that is still to be done.
    pub fn first_open(&self) -> Option<u32> {
        let mut items = self.items();
        items.find(|(_, it)| it.is_open()).map(|(place, _)| place)
    }

    /// Gives the item at a place.
    pub fn at(&self, place: u32) -> Option<&CheckItem> {
        self.items().find(|(at, _)| *at == place).map(|(_, it)| it)
    }

    pub(in crate::domain::case) fn evolve(&mut self, step: &ChecklistStep, who: &str) {
        match step {
            ChecklistStep::Add { items, by_day } => {
                let lines = items.lines().map(str::trim).filter(|it| !it.is_empty());
                self.0.extend(lines.map(|line| CheckItem {
                    text: line.to_owned(),
                    by_day: *by_day,
                    ticked: None,
                    dropped: false,
                }));
            }
            ChecklistStep::Tick { point, on } => {
                if let Some(item) = self.at_mut(*point) {
                    item.ticked = Some((*on, who.to_owned()));
                }
            }
            ChecklistStep::Drop { point, .. } => {
                if let Some(item) = self.at_mut(*point) {
                    item.dropped = true;
                }
            }
        }
    }

    fn at_mut(&mut self, place: u32) -> Option<&mut CheckItem> {
        let at = usize::try_from(place).ok()?.checked_sub(1)?;
        self.0.get_mut(at)
    }
}
