//! 吹哨: the state of the whistles pane: what nobody has answered yet, the earliest due first, and
//! one unfolded with its clocks.

pub mod ask;
pub mod filter;
pub mod job;
pub mod page;

mod answer;
mod command;
mod part;

use crate::app::case::para::Para;
use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Request};
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, Line as Tickets};
use crate::app::tray::Tray;
use crate::app::whistles::ask::Ask;
use crate::app::whistles::filter::Show;
use crate::app::whistles::job::Kind;
use crate::app::whistles::page::Page;
use crate::domain::grid::tree::GridTree;
use crate::domain::item::WhistleId;
use crate::domain::moment::Moment;
use crate::domain::whistle::view::{WhistleQuery, WhistleView};

/// The pane's state.
#[derive(Debug)]
pub struct State {
    /// The form that is open, and the deed under way.
    pub tray: Tray<Kind, Ask>,
    /// What is shown.
    pub show: Show,
    views: Vec<WhistleView>,
    /// The grid, by which names are read; `None` until the store has given it.
    tree: Option<GridTree>,
    /// When the pane was told the time last.
    now: Moment,
    hand: Cursor<WhistleId>,
    unfolded: Option<WhistleId>,
    asking: Tickets,
    reading: Tickets,
}

impl Default for State {
    fn default() -> Self {
        let tickets = |kind| Tickets::new(Asker::Pane(Pane::Whistles), kind);
        Self {
            tray: Tray::new(Pane::Whistles, 1),
            show: Show::default(),
            views: Vec::new(),
            tree: None,
            now: Moment::from_unix(0),
            hand: Cursor::default(),
            unfolded: None,
            asking: tickets(0),
            reading: tickets(2),
        }
    }
}

impl State {
    /// Gives the whistles that are shown.
    pub fn shown(&self) -> Vec<&WhistleView> {
        let views = self.views.iter();
        views.filter(|it| self.show.lets(it, self.now)).collect()
    }

    fn spots(&self) -> Vec<WhistleId> {
        self.shown().iter().map(|view| view.id).collect()
    }

    /// Gives the index of the whistle under the hand.
    pub fn hand(&self) -> usize {
        self.hand.index(&self.spots()).unwrap_or(0)
    }

    /// Gives the whistle under the hand.
    pub fn current(&self) -> Option<&WhistleView> {
        let id = *self.hand.current(&self.spots())?;
        self.view(id)
    }

    fn view(&self, id: WhistleId) -> Option<&WhistleView> {
        self.views.iter().find(|view| view.id == id)
    }

    /// Writes the pane.
    pub fn page(&self, shared: &Shared) -> Vec<Para> {
        let views = self.shown();
        let unfolded = views.iter().position(|it| Some(it.id) == self.unfolded);
        let page = Page {
            shared,
            tree: self.tree.as_ref(),
            views: &views,
            show: self.show,
            unfolded,
        };
        page.write()
    }

    fn ask(&mut self, shared: &Shared) -> Effect {
        self.now = shared.now;
        let query = WhistleQuery::default();
        Effect::Store(self.asking.draw(), Request::Whistles(query))
    }

    fn ask_grid(&mut self) -> Effect {
        Effect::Store(self.reading.draw(), Request::Grid)
    }
}

/// Gives the rows of a page of the pane.
fn page_rows(shared: &Shared) -> usize {
    usize::from(room(shared.size, Pane::Whistles).height.max(1))
}
