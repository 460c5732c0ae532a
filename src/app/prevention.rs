//! 治未病: the state of the prevention pane: the round of now with who is missing, the day, the
//! early signs, and a week area by area.

pub mod ask;
pub mod job;
pub mod page;

mod answer;
mod command;
mod part;
mod rows;

use chrono::NaiveDate;

use crate::app::case::para::Para;
use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Request};
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::prevention::ask::Ask;
use crate::app::prevention::job::{About, Kind};
use crate::app::prevention::page::{Seen, Show, Spot};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, Line as Tickets};
use crate::app::tray::Tray;
use crate::domain::grid::node::GridCode;
use crate::domain::item::SignId;
use crate::domain::prevention::board::{PreventionView, SignView, Slot};
use crate::domain::prevention::checkin::How;
use crate::domain::prevention::round::Round;

/// The pane's state.
#[derive(Debug)]
pub struct State {
    /// The form that is open, and the deed under way.
    pub tray: Tray<Kind, Ask, About>,
    /// What is shown.
    pub show: Show,
    /// The board; `None` until the store has given it.
    view: Option<Box<PreventionView>>,
    /// The day that is looked at; `None` follows the clock.
    day: Option<NaiveDate>,
    /// The round that is looked at; `None` follows the clock.
    round: Option<Round>,
    hand: Cursor<Spot>,
    /// The sign that stands there with all that is known.
    unfolded: Option<SignId>,
    /// How the last report came: the next one mostly comes the same way.
    how: How,
    /// The row to which the hand goes when the report under way is done.
    then: Option<Spot>,
    asking: Tickets,
}

impl Default for State {
    fn default() -> Self {
        let tickets = |kind| Tickets::new(Asker::Pane(Pane::Prevention), kind);
        Self {
            tray: Tray::new(Pane::Prevention, 1),
            show: Show::Round,
            view: None,
            day: None,
            round: None,
            hand: Cursor::default(),
            unfolded: None,
            how: How::Phone,
            then: None,
            asking: tickets(0),
        }
    }
}

impl State {
    /// Gives the board.
    pub fn view(&self) -> Option<&PreventionView> {
        self.view.as_deref()
    }

    /// Gives the round that is looked at.
    pub fn round(&self) -> Round {
        let now = self.view().map(|view| view.round);
        self.round.or(now).unwrap_or(Round::Morning)
    }

    /// Gives what is looked at; `None` until the store has given the board.
    fn seen(&self) -> Option<Seen<'_>> {
        Some(Seen {
            view: self.view()?,
            show: self.show,
            round: self.round(),
            unfolded: self.unfolded,
        })
    }

    /// Gives what the hand can stand on, in order.
    pub fn spots(&self) -> Vec<Spot> {
        self.seen().map_or(Vec::new(), |seen| seen.spots())
    }

    /// Writes the pane.
    pub fn page(&self, shared: &Shared) -> Vec<Para> {
        self.seen().map_or(Vec::new(), |seen| seen.page(shared))
    }

    /// Gives the index of the thing under the hand.
    pub fn hand(&self, spots: &[Spot]) -> usize {
        self.hand.index(spots).unwrap_or(0)
    }

    fn spot(&self) -> Option<Spot> {
        self.hand.current(&self.spots()).cloned()
    }

    fn slot(&self, code: &GridCode, round: Round) -> Option<&Slot> {
        let mut all = self.view().into_iter().flat_map(|view| &view.slots);
        all.find(|it| it.code == *code && it.round == round)
    }

    /// Gives the signs, the open ones first.
    fn signs(&self) -> impl Iterator<Item = &SignView> {
        let view = self.view().into_iter();
        view.flat_map(|view| view.open.iter().chain(&view.over))
    }

    fn sign(&self, id: SignId) -> Option<&SignView> {
        self.signs().find(|view| view.id == id)
    }

    /// Gives the missing place after one, in the order of the list, else the first one.
    fn missing_after(&self, spot: &Spot) -> Option<Spot> {
        let slots = self.seen().map_or(Vec::new(), |seen| seen.slots());
        let missing: Vec<Spot> = slots
            .into_iter()
            .filter(|it| it.is_missing())
            .map(|it| Spot::Slot(it.code.clone(), it.round))
            .collect();
        let at = missing.iter().position(|it| it == spot);
        let next = at.and_then(|at| missing.get(at + 1));
        next.or_else(|| missing.first().filter(|it| *it != spot))
            .cloned()
    }

    fn ask(&mut self, shared: &Shared) -> Effect {
        let day = self.day.unwrap_or_else(|| shared.now.date());
        Effect::Store(self.asking.draw(), Request::Prevention(day))
    }
}

/// Gives the rows of a page of the pane.
fn page_rows(shared: &Shared) -> usize {
    usize::from(room(shared.size, Pane::Prevention).height.max(1))
}
