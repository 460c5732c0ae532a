//! 值班台账: the state of the duty pane: a day's ledger, what is not struck off, and the rota.

pub mod face;
pub mod job;
pub mod page;

mod command;
mod part;

use chrono::{Days, NaiveDate};

use crate::app::case::para::Para;
use crate::app::cursor::Cursor;
use crate::app::duty::face::{Face, month};
use crate::app::duty::job::{Ask, Kind};
use crate::app::effect::{Effect, Request};
use crate::app::pane::Pane;
use crate::app::part::Outcome;
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, Line as Tickets};
use crate::app::tray::Tray;
use crate::domain::duty::{DutyDay, DutyFact, Roster};
use crate::domain::item::Item;
use crate::domain::view::LedgerView;

/// A thing that the hand can stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// A line of a day's ledger.
    Line(NaiveDate, Item),
    /// A day of the rota.
    Day(NaiveDate),
}

/// The pane's state.
#[derive(Debug)]
pub struct State {
    /// The form that is open, and the deed under way.
    pub tray: Tray<Kind, Ask>,
    /// What is shown.
    pub face: Face,
    /// The day in hand; `None` for today, whichever day that becomes.
    day: Option<NaiveDate>,
    /// The day that was chosen to be swapped.
    swapping: Option<NaiveDate>,
    view: Option<LedgerView>,
    hand: Cursor<Spot>,
    asking: Tickets,
    /// The close of reception waits for a yes, which may never come.
    closing: Tickets,
}

impl Default for State {
    fn default() -> Self {
        let tickets = |kind| Tickets::new(Asker::Pane(Pane::Duty), kind);
        Self {
            tray: Tray::new(Pane::Duty, 1),
            face: Face::default(),
            day: None,
            swapping: None,
            view: None,
            hand: Cursor::default(),
            asking: tickets(0),
            closing: tickets(2),
        }
    }
}

impl State {
    /// Gives the day in hand.
    pub fn day(&self, shared: &Shared) -> NaiveDate {
        self.day.unwrap_or(shared.now.date())
    }

    /// Gives what the hand can stand on, in order.
    pub fn spots(&self, shared: &Shared) -> Vec<Spot> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        match self.face {
            Face::Day => {
                let date = view.duty.date;
                let lines = view.duty.day.lines.iter();
                lines.map(|line| Spot::Line(date, line.item)).collect()
            }
            Face::Owed => {
                let owed = view.owed.iter().map(|it| &it.owed);
                owed.map(|it| Spot::Line(it.day, it.line.item)).collect()
            }
            Face::Leaders => {
                let groups = page::owned(view).into_iter();
                let lines = groups.flat_map(|(_, his)| his).map(|it| &it.owed);
                lines.map(|it| Spot::Line(it.day, it.line.item)).collect()
            }
            Face::Rota => {
                let (from, to) = month(self.day(shared));
                let days = from.iter_days().take_while(|day| *day <= to);
                days.map(Spot::Day).collect()
            }
        }
    }

    /// Tells whether the reception of the day shown is not closed yet.
    fn is_reception_open(&self) -> bool {
        let view = self.view.as_ref();
        view.is_some_and(|view| view.duty.day.closed.is_none())
    }

    /// Tells whether lines of a ledger are shown.
    fn has_lines(&self) -> bool {
        self.view.as_ref().is_some_and(|view| match self.face {
            Face::Day => !view.duty.day.lines.is_empty(),
            Face::Owed | Face::Leaders => !view.owed.is_empty(),
            Face::Rota => false,
        })
    }

    /// Writes the pane.
    pub fn page(&self, shared: &Shared) -> Vec<Para> {
        match &self.view {
            Some(view) => page::page(shared, self.face, view, self.swapping),
            None => Vec::new(),
        }
    }

    /// Gives the leaders, as far as they were read.
    pub fn leaders(&self) -> &Roster {
        static NONE: Roster = Roster(Vec::new());
        self.view.as_ref().map_or(&NONE, |view| &view.leaders)
    }

    /// Gives the place of the hand.
    pub fn hand(&self, spots: &[Spot]) -> usize {
        self.hand.index(spots).unwrap_or(0)
    }

    fn spot(&self, shared: &Shared) -> Option<Spot> {
        self.hand.current(&self.spots(shared)).copied()
    }

    /// Gives the day that a command is about: that of the rota under the hand, else the one shown.
    fn meant(&self, shared: &Shared) -> NaiveDate {
        match self.spot(shared) {
            Some(Spot::Day(day)) => day,
            Some(Spot::Line(..)) | None => self.day(shared),
        }
    }

    /// Gives a day of those that were read.
    fn known(&self, day: NaiveDate) -> DutyDay {
        let Some(view) = &self.view else {
            return DutyDay::default();
        };
        if view.duty.date == day {
            return view.duty.day.clone();
        }
        let found = view.rota.iter().find(|(on, _)| *on == day);
        found.map(|(_, it)| it.clone()).unwrap_or_default()
    }

    fn ask(&mut self, shared: &Shared) -> Effect {
        let day = self.day(shared);
        let (from, to) = month(day);
        // The turn goes on from the days before.
        let from = from.checked_sub_days(Days::new(31)).unwrap_or(from);
        Effect::Store(self.asking.draw(), Request::Ledger { day, from, to })
    }

    fn commit(&mut self, facts: Vec<(NaiveDate, DutyFact)>, said: String) -> Outcome {
        use crate::domain::act::Deed;
        let deeds = facts.into_iter();
        let deeds = deeds.map(|(day, fact)| Deed::Duty { day, fact }).collect();
        self.tray.commit(deeds, said)
    }
}
