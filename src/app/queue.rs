//! 事项: the state of the queue pane: the list as the store gives it, page by page; the hand, which
//! remembers a number; marks; the filter and what is done to many cases at once.

use std::collections::BTreeMap;

use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Request};
use crate::app::form::Form;
use crate::app::pane::Pane;
use crate::app::part::Response;
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::domain::grid::tree::GridTree;
use crate::domain::number::CaseNumber;
use crate::domain::queue::{CaseRow, Counts, QueueQuery, Sort};

pub mod bulk;
pub mod filter;
pub mod lines;
pub mod list;

mod command;
mod hand;
mod part;
mod reply;

use bulk::Report;
use filter::{Ask, Wanted};
use lines::Line;
use list::{List, PAGE};

/// Rows above the first case: what is filtered, and the headings.
pub const HEAD_ROWS: u16 = 2;

/// What stands over the list.
#[derive(Debug)]
pub enum Panel {
    /// 筛选
    Filter(Form<Ask>),
    /// 批量交办
    Assign {
        /// The form.
        form: Form<usize>,
        /// How many cases it is for.
        count: usize,
    },
    /// What came of it.
    Report(Report),
}

/// Where the hand goes when the rows have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// The pane's state.
#[derive(Debug)]
pub struct State {
    list: List,
    /// The list is sorted by this.
    pub sort: Sort,
    /// From the last to the first.
    pub descending: bool,
    /// The rows are grouped by this.
    pub group: Option<Sort>,
    /// Which cases are wanted.
    pub wanted: Wanted,
    /// Live counts over the whole store.
    pub counts: Counts,
    panel: Option<Panel>,
    hand: Cursor<CaseNumber>,
    marked: BTreeMap<CaseNumber, u32>,
    jump: Option<End>,
    previewed: Option<CaseNumber>,
    grid: Option<Box<GridTree>>,
    /// The case that was under the hand and left the list; told until the next key.
    pub gone: Option<CaseNumber>,
    /// The cases that an assignment on its way is for.
    assigning: Vec<CaseNumber>,
    /// The end from which the rows on their way are loaded.
    from_end: bool,
    /// The rows on their way are another list, not the same one again.
    anew: bool,
    pages: RequestSlot,
    more: RequestSlot,
    counting: RequestSlot,
    writes: RequestSlot,
    grids: RequestSlot,
}

impl Default for State {
    fn default() -> Self {
        let line = |kind| RequestSlot::new(Asker::Pane(Pane::Queue), kind);
        Self {
            list: List::default(),
            sort: Sort::Due,
            descending: false,
            group: None,
            wanted: Wanted::default(),
            counts: Counts::default(),
            panel: None,
            hand: Cursor::default(),
            marked: BTreeMap::new(),
            jump: None,
            previewed: None,
            grid: None,
            gone: None,
            assigning: Vec::new(),
            from_end: false,
            anew: true,
            pages: line(0),
            more: line(1),
            counting: line(2),
            writes: line(3),
            grids: line(4),
        }
    }
}

impl State {
    /// Gives the rows that are loaded.
    pub const fn list(&self) -> &List {
        &self.list
    }

    /// Gives what stands over the list.
    pub const fn panel(&self) -> Option<&Panel> {
        self.panel.as_ref()
    }

    /// Tells whether a case is marked.
    pub fn is_marked(&self, number: CaseNumber) -> bool {
        self.marked.contains_key(&number)
    }

    /// Gives how many cases are marked.
    pub fn marks(&self) -> usize {
        self.marked.len()
    }

    /// Gives the row under the hand.
    pub fn current(&self) -> Option<&CaseRow> {
        self.list.rows().get(self.hand.index(self.list.numbers())?)
    }

    /// Gives the lines of the list: rows, and headings of groups between them.
    pub fn lines(&self) -> Vec<Line> {
        lines::lines(self.list.rows(), self.group)
    }

    /// Gives the line under the hand and the first line shown, where `height` lines are.
    pub fn window(&self, lines: &[Line], height: usize) -> (Option<usize>, usize) {
        let row = self.hand.index(self.list.numbers());
        let hand = row.and_then(|row| lines.iter().position(|line| *line == Line::Row(row)));
        let page = height.max(1);
        let top = hand.unwrap_or(0) / page * page;
        // The last page is full.
        (hand, top.min(lines.len().saturating_sub(page)))
    }

    fn query(&self, shared: &Shared, from_end: bool) -> QueueQuery {
        QueueQuery {
            sort: self.sort,
            descending: self.descending != from_end,
            filter: self
                .wanted
                .on(shared.now.date(), shared.town.settings.due_soon_days),
            after: None,
            limit: PAGE,
        }
    }

    /// Asks anew for as many rows as are loaded, and for the counts.
    fn reload(&mut self, shared: &Shared) -> Vec<Effect> {
        let mut query = self.query(shared, self.from_end);
        if self.list.from_end() == self.from_end && !self.anew {
            query.limit = self.list.rows().len().max(PAGE);
        }
        vec![
            Effect::Store(self.pages.draw(), Request::Page(query)),
            Effect::Store(self.counting.draw(), Request::Counts),
        ]
    }

    /// Asks for another list; the hand goes to its start unless its case stands there too.
    fn ask_anew(&mut self, shared: &Shared) -> Response {
        let number = self.current().map(|row| row.number);
        self.hand.reset();
        if let Some(number) = number {
            self.hand.set(number);
        }
        self.from_end = false;
        self.anew = true;
        let mut outcome = Response::used();
        outcome.effects = self.reload(shared);
        outcome
    }
}
