//! 法治教育: the state of the education pane: the staff at three levels, the trainings, and who
//! attended one.

pub mod job;
pub mod page;

mod command;
mod part;

use chrono::Days;

use crate::app::case::para::Para;
use crate::app::cursor::Cursor;
use crate::app::education::job::{Ask, Kind};
use crate::app::education::page::{Seen, Show, Spot};
use crate::app::effect::{Effect, Request};
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::part::Outcome;
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, Line as Tickets};
use crate::app::tray::Tray;
use crate::domain::education::view::{EducationView, ForceRow};
use crate::domain::grid::tree::GridTree;

/// Days of trainings that are shown.
const YEAR: u64 = 366;

/// The pane's state.
#[derive(Debug)]
pub struct State {
    /// The form that is open, and the deed under way.
    pub tray: Tray<Kind, Ask>,
    view: EducationView,
    forces: Vec<ForceRow>,
    show: Show,
    grid: Option<Box<GridTree>>,
    hand: Cursor<Spot>,
    asking: Tickets,
    placing: Tickets,
    counting: Tickets,
}

impl Default for State {
    fn default() -> Self {
        let tickets = |kind| Tickets::new(Asker::Pane(Pane::Education), kind);
        Self {
            tray: Tray::new(Pane::Education, 2),
            view: EducationView::default(),
            forces: Vec::new(),
            show: Show::Staff,
            grid: None,
            hand: Cursor::default(),
            asking: tickets(0),
            placing: tickets(1),
            counting: tickets(3),
        }
    }
}

impl State {
    fn seen(&self) -> Seen<'_> {
        Seen {
            view: &self.view,
            forces: &self.forces,
            show: self.show,
        }
    }

    /// Gives what the hand can stand on, in order.
    pub fn spots(&self) -> Vec<Spot> {
        self.seen().spots()
    }

    /// Writes the pane.
    pub fn page(&self, shared: &Shared) -> Vec<Para> {
        self.seen().page(shared)
    }

    /// Gives the index of the thing under the hand.
    pub fn hand(&self, spots: &[Spot]) -> usize {
        self.hand.index(spots).unwrap_or(0)
    }

    fn spot(&self) -> Option<Spot> {
        self.hand.current(&self.spots()).copied()
    }

    fn ask(&mut self, shared: &Shared) -> Outcome {
        let to = shared.now.date();
        let from = to.checked_sub_days(Days::new(YEAR)).unwrap_or(to);
        let request = Request::Education { from, to };
        Outcome::effect(Effect::Store(self.asking.draw(), request))
            .and_effect(Effect::Store(self.placing.draw(), Request::Grid))
            .and(self.count())
    }

    /// Counts what the forces have to do, while they are shown: it costs what stands open.
    fn count(&mut self) -> Outcome {
        match self.show {
            Show::Forces => Outcome::effect(Effect::Store(self.counting.draw(), Request::Forces)),
            Show::Staff | Show::Trainings | Show::Attendance(_) => Outcome::used(),
        }
    }
}

/// Gives the rows of a page of the pane.
fn page_rows(shared: &Shared) -> usize {
    usize::from(room(shared.size, Pane::Education).height.max(1))
}
