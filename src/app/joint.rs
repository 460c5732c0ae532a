//! 联合接访: the state of the joint pane: the sessions and what is owed from them, and one session
//! with its cases, what each unit said and took on.

pub mod job;
pub mod page;

mod answer;
mod command;
mod part;

use chrono::Days;

use crate::app::case::para::Para;
use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Request};
use crate::app::joint::job::{Ask, Job, Kind};
use crate::app::joint::page::Spot;
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, Line as Tickets};
use crate::app::tray::Tray;
use crate::domain::joint::JointId;
use crate::domain::number::CaseNumber;
use crate::domain::view::{JointView, JointsView};

/// Days of sessions on the list before today and after it.
const SPAN: u64 = 366;
/// Days ahead in which what was taken on is reminded of.
pub const SOON: u64 = 7;

/// The pane's state.
#[derive(Debug)]
pub struct State {
    /// The form that is open, and the deed under way.
    pub tray: Tray<Kind, Ask>,
    view: JointsView,
    /// The session on the table; `None` while the list is shown.
    at: Option<JointId>,
    hand: Cursor<Spot>,
    /// What is owed was told once.
    reminded: bool,
    asking: Tickets,
    writing: Tickets,
}

impl Default for State {
    fn default() -> Self {
        let tickets = |kind| Tickets::new(Asker::Pane(Pane::Joint), kind);
        Self {
            tray: Tray::new(Pane::Joint, 1),
            view: JointsView::default(),
            at: None,
            hand: Cursor::default(),
            reminded: false,
            asking: tickets(0),
            writing: tickets(2),
        }
    }
}

impl State {
    /// Gives the session on the table.
    pub fn session(&self) -> Option<&JointView> {
        let at = self.at?;
        self.view.sessions.iter().find(|view| view.id == at)
    }

    /// Gives what the hand can stand on, in order.
    pub fn spots(&self) -> Vec<Spot> {
        page::spots(&self.view, self.session())
    }

    /// Writes the pane.
    pub fn page(&self, shared: &Shared) -> Vec<Para> {
        page::page(shared, &self.view, self.session())
    }

    /// Gives the index of the thing under the hand.
    pub fn hand(&self, spots: &[Spot]) -> usize {
        self.hand.index(spots).unwrap_or(0)
    }

    /// Gives the thing under the hand.
    pub fn spot(&self) -> Option<Spot> {
        self.hand.current(&self.spots()).cloned()
    }

    /// Gives the case under the hand, or the one whose form is open.
    pub fn case(&self) -> Option<CaseNumber> {
        if let Some(case) = self.tray.job().and_then(Job::case) {
            return Some(case);
        }
        match self.spot()? {
            Spot::Due(_, case, _) | Spot::Case(case) | Spot::Seat(case, _) => Some(case),
            Spot::Session(_) | Spot::Minutes => None,
        }
    }

    fn ask(&mut self, shared: &Shared) -> Effect {
        let today = shared.now.date();
        let request = Request::Joints {
            from: today.checked_sub_days(Days::new(SPAN)).unwrap_or(today),
            to: today.checked_add_days(Days::new(SPAN)).unwrap_or(today),
            until: today.checked_add_days(Days::new(SOON)).unwrap_or(today),
        };
        Effect::Store(self.asking.draw(), request)
    }

    /// Puts a session on the table, the hand on its first case.
    fn lay(&mut self, id: JointId) {
        self.at = Some(id);
        self.hand.reset();
    }
}

/// Gives the rows of a page of the pane.
fn page_rows(shared: &Shared) -> usize {
    usize::from(room(shared.size, Pane::Joint).height.max(1))
}
