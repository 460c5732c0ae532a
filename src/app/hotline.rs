//! 热线台账: the state of the hotline's pane: what is owed, what is parked, the calls of a day or
//! from a number, and one call with what may be done to it.

pub mod job;
pub mod page;

mod answer;
mod command;
mod part;

use chrono::NaiveDate;

use crate::app::case::para::Para;
use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Request};
use crate::app::field::{Field, Kind as FieldKind};
use crate::app::hotline::job::{About, Ask, Kind};
use crate::app::hotline::page::Spot;
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, Line as Tickets};
use crate::app::tray::Tray;
use crate::domain::call::view::{CallView, HotlineView};
use crate::domain::item::CallId;

/// Cells of a form over the pane.
pub const PANEL: u16 = 76;

/// The pane's state.
#[derive(Debug)]
pub struct State {
    /// The form that is open, and the deed under way.
    pub tray: Tray<Kind, Ask, About>,
    view: HotlineView,
    /// The day shown; `None` for today.
    day: Option<NaiveDate>,
    /// The number that is looked for.
    find: Field,
    finding: bool,
    /// The call that is open.
    shown: Option<Box<CallView>>,
    hand: Cursor<Spot>,
    /// What is owed was told once.
    reminded: bool,
    lines: Lines,
}

#[derive(Debug)]
struct Lines {
    list: Tickets,
    call: Tickets,
    /// The call that is to become a case is asked for before its intake opens.
    case: Tickets,
}

impl Default for State {
    fn default() -> Self {
        let tickets = |kind| Tickets::new(Asker::Pane(Pane::Hotline), kind);
        Self {
            tray: Tray::new(Pane::Hotline, 2),
            view: HotlineView::default(),
            day: None,
            find: Field::new(FieldKind::Number),
            finding: false,
            shown: None,
            hand: Cursor::default(),
            reminded: false,
            lines: Lines {
                list: tickets(0),
                call: tickets(1),
                case: tickets(3),
            },
        }
    }
}

impl State {
    /// Gives the call that is open.
    pub fn shown(&self) -> Option<&CallView> {
        self.shown.as_deref()
    }

    /// Gives the number looked for, while it is typed or stands.
    pub fn find(&self) -> Option<&Field> {
        (self.finding || !self.find.text().trim().is_empty()).then_some(&self.find)
    }

    /// Tells whether the number is being typed.
    pub const fn is_finding(&self) -> bool {
        self.finding
    }

    /// Gives what the hand can stand on, in order.
    pub fn spots(&self) -> Vec<Spot> {
        page::spots(&self.view, self.shown())
    }

    /// Writes the pane.
    pub fn page(&self, shared: &Shared) -> Vec<Para> {
        match self.shown() {
            Some(view) => page::call(shared, view),
            None => page::list(shared, &self.view, self.day(shared), self.tail().as_deref()),
        }
    }

    /// Gives the index of the thing under the hand.
    pub fn hand(&self, spots: &[Spot]) -> usize {
        self.hand.index(spots).unwrap_or(0)
    }

    fn spot(&self) -> Option<Spot> {
        self.hand.current(&self.spots()).copied()
    }

    /// Gives the call under the hand, or the one that is open.
    fn call(&self) -> Option<&CallView> {
        if let Some(view) = self.shown() {
            return Some(view);
        }
        match self.spot()? {
            Spot::Call(id) => self.view.calls.iter().find(|it| it.id == id),
            Spot::Open(id) => self.view.open.iter().find(|it| it.id == id),
            Spot::Pad(_) | Spot::Caller | Spot::Case => None,
        }
    }

    fn day(&self, shared: &Shared) -> NaiveDate {
        self.day.unwrap_or_else(|| shared.now.date())
    }

    fn tail(&self) -> Option<String> {
        let typed = self.find.text().trim();
        (!typed.is_empty()).then(|| typed.to_owned())
    }

    fn ask(&mut self, shared: &Shared) -> Effect {
        let request = Request::Hotline {
            day: self.day(shared),
            tail: self.tail(),
        };
        Effect::Store(self.lines.list.draw(), request)
    }

    fn ask_call(&mut self, id: CallId) -> Effect {
        Effect::Store(self.lines.call.draw(), Request::Call(id))
    }
}

/// Gives the rows of a page of the pane.
fn page_rows(shared: &Shared) -> usize {
    usize::from(room(shared.size, Pane::Hotline).height.max(1))
}
