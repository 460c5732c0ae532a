//! 会议: the state of the meetings pane: the meetings and the tasks that are open, and one meeting
//! with its agenda, what was judged, tasks, minutes.

pub mod job;
pub mod page;

mod answer;
mod command;
mod part;

use chrono::Days;

use crate::app::case::para::Para;
use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Request};
use crate::app::layout::room;
use crate::app::meetings::job::{Ask, Kind};
use crate::app::meetings::page::Spot;
use crate::app::pane::Pane;
use crate::app::part::Outcome;
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, Line as Tickets};
use crate::app::tray::Tray;
use crate::domain::item::Item;
use crate::domain::meeting::kind::MeetingId;
use crate::domain::meeting::state::case_of;
use crate::domain::meeting::task::{GivenTask, TaskRef};
use crate::domain::meeting::view::{MeetingView, MeetingsView};
use crate::domain::number::CaseNumber;

/// Days of meetings on the list before today and after it.
const SPAN: u64 = 62;

/// The pane's state.
#[derive(Debug)]
pub struct State {
    /// The form that is open, and the deed under way.
    pub tray: Tray<Kind, Ask>,
    view: MeetingsView,
    /// The meeting on the table; `None` while the list is shown.
    at: Option<MeetingId>,
    hand: Cursor<Spot>,
    /// What waits was told once.
    reminded: bool,
    asking: Tickets,
    writing: Tickets,
}

impl Default for State {
    fn default() -> Self {
        let tickets = |kind| Tickets::new(Asker::Pane(Pane::Meetings), kind);
        Self {
            tray: Tray::new(Pane::Meetings, 1),
            view: MeetingsView::default(),
            at: None,
            hand: Cursor::default(),
            reminded: false,
            asking: tickets(0),
            writing: tickets(2),
        }
    }
}

impl State {
    /// Gives the meeting on the table.
    pub fn meeting(&self) -> Option<&MeetingView> {
        let at = self.at?;
        self.view.table.as_ref().filter(|view| view.id == at)
    }

    /// Gives what the hand can stand on, in order.
    pub fn spots(&self) -> Vec<Spot> {
        match self.meeting() {
            Some(view) => page::table_spots(view),
            None => page::list_spots(&self.view),
        }
    }

    /// Writes the pane.
    pub fn page(&self, shared: &Shared) -> Vec<Para> {
        match self.meeting() {
            Some(view) => page::table(shared, view),
            None => page::list(shared, &self.view),
        }
    }

    /// Gives the index of the thing under the hand.
    pub fn hand(&self, spots: &[Spot]) -> usize {
        self.hand.index(spots).unwrap_or(0)
    }

    /// Gives the thing under the hand.
    fn spot(&self) -> Option<Spot> {
        self.hand.current(&self.spots()).copied()
    }

    /// Gives the matter under the hand, or the one whose form is open.
    fn item(&self) -> Option<Item> {
        if let Some(item) = self.tray.job().and_then(|job| job.kind.item()) {
            return Some(item);
        }
        match self.spot()? {
            Spot::Topic(item) => Some(item),
            Spot::Task(id) => self.task(id)?.task.item,
            Spot::Meeting(_) | Spot::Came | Spot::Minutes => None,
        }
    }

    /// Gives the case under the hand.
    fn case(&self) -> Option<CaseNumber> {
        self.item().and_then(case_of)
    }

    /// Gives a task that the pane shows.
    fn task(&self, id: TaskRef) -> Option<GivenTask> {
        let meeting = self.meeting();
        let carried = meeting.into_iter().flat_map(|view| &view.carried);
        let known = self.view.open.iter().chain(carried);
        if let Some(known) = known.into_iter().find(|it| it.id == id) {
            return Some(known.clone());
        }
        let view = meeting.filter(|view| view.id == id.meeting)?;
        Some(GivenTask {
            id,
            kind: view.meeting.calling.kind,
            day: view.meeting.day(),
            task: view.meeting.task(id.no)?.clone(),
            times: 0,
            secret: false,
        })
    }

    fn ask(&mut self, shared: &Shared) -> Effect {
        let today = shared.now.date();
        let request = Request::Meetings {
            from: today.checked_sub_days(Days::new(SPAN)).unwrap_or(today),
            to: today.checked_add_days(Days::new(SPAN)).unwrap_or(today),
            at: self.at,
        };
        Effect::Store(self.asking.draw(), request)
    }

    /// Puts a meeting on the table, the hand on its first thing, and asks for it.
    fn lay(&mut self, shared: &Shared, id: MeetingId) -> Outcome {
        self.at = Some(id);
        self.hand.reset();
        Outcome::effect(self.ask(shared))
    }
}

/// Gives the rows of a page of the pane.
fn page_rows(shared: &Shared) -> usize {
    usize::from(room(shared.size, Pane::Meetings).height.max(1))
}
