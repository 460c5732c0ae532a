//! 研判: the state of the figures pane: a report on a period, what was issued of it, and the hand on
//! a figure that opens its cases.

pub mod chart;
pub mod look;
pub mod page;

mod command;
mod part;

use chrono::NaiveDate;

use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Request};
use crate::app::field::Kind as FieldKind;
use crate::app::figures::look::Look;
use crate::app::figures::page::{PageLine, Spot};
use crate::app::form::Form;
use crate::app::job::{self, Asked};
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::part::Outcome;
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, Line as Tickets};
use crate::app::tray::Tray;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::report::Report;
use crate::domain::view::ReportView;

/// Cells of the form over the pane.
pub const PANEL: u16 = 70;

/// The line of the form with which a report is issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Why it is issued again.
    Reason,
}

impl Asked for Ask {
    const ALL: &'static [Self] = &[Self::Reason];

    fn word(self) -> &'static str {
        match self {
            Self::Reason => "figures-ask-reason",
        }
    }

    fn kind(self) -> FieldKind {
        match self {
            Self::Reason => FieldKind::Area,
        }
    }
}

/// What is issued: the report on a period, in an area or in all of them.
pub type Issue = (Option<Period>, Option<String>);

/// The form with which a report is issued.
pub type Job = job::Job<Issue, Ask>;

/// The pane's state.
#[derive(Debug)]
pub struct State {
    /// The form that is open, and the deed under way.
    pub tray: Tray<Issue, Ask>,
    kind: PeriodKind,
    /// A day in the period; `None` for the present one.
    on: Option<NaiveDate>,
    area: Option<String>,
    view: Option<ReportView>,
    hand: Cursor<Spot>,
    rules: bool,
    look: Look,
    asking: Tickets,
}

impl Default for State {
    fn default() -> Self {
        let tickets = |kind| Tickets::new(Asker::Pane(Pane::Figures), kind);
        Self {
            tray: Tray::new(Pane::Figures, 1),
            kind: PeriodKind::Day,
            on: None,
            area: None,
            view: None,
            hand: Cursor::default(),
            rules: false,
            look: Look::Now,
            asking: tickets(0),
        }
    }
}

impl State {
    /// Gives the period that is looked at.
    pub fn period(&self, shared: &Shared) -> Period {
        Period::of(self.kind, self.on.unwrap_or_else(|| shared.now.date()))
    }

    /// Gives the pane's lines as wide as the pane.
    pub fn page(&self, shared: &Shared) -> Vec<PageLine> {
        let width = room(shared.size, Pane::Figures).width;
        match &self.view {
            Some(view) => page::page(shared, view, (self.rules, self.look), width),
            None => vec![PageLine::dim(shared.words.say("figures-loading"))],
        }
    }

    /// Gives what the hand can stand on, in order.
    pub fn spots(&self) -> Vec<Spot> {
        let view = self.view.as_ref();
        view.map(|view| page::spots(view, self.look))
            .unwrap_or_default()
    }

    /// Gives the place of the hand.
    pub fn hand(&self) -> usize {
        self.hand.index(&self.spots()).unwrap_or(0)
    }

    /// Gives the first line that is shown in so many rows, so that the hand is in sight.
    pub fn top(&self, lines: &[PageLine], height: usize) -> usize {
        let hand = self.hand();
        let Some(at) = lines.iter().position(|it| it.spot == Some(hand)) else {
            return 0;
        };
        let last = lines.len().saturating_sub(height);
        // The first figure is shown with what stands above it.
        if hand == 0 {
            0
        } else {
            at.saturating_sub(height / 2).min(last)
        }
    }

    fn ask(&mut self, shared: &Shared) -> Effect {
        let request = Request::Report {
            period: self.period(shared),
            area: self.area.clone(),
        };
        Effect::Store(self.asking.draw(), request)
    }

    /// Tells whether another period is to be shown than the one that was counted last.
    fn is_old(&self, shared: &Shared) -> bool {
        let shown = self.view.as_ref().map(|it| it.sheet.period);
        shown != Some(self.period(shared))
    }

    fn issued(&self) -> Option<&Report> {
        self.view.as_ref()?.issued.as_ref()
    }

    /// Goes on from now to the differences, and to the issues from the last to the first.
    fn look_on(&mut self) {
        let issues = self.issued().map_or(0, |it| it.issues.len());
        let before = |at: usize| at.checked_sub(1).map_or(Look::Now, Look::Issue);
        self.look = match self.look {
            Look::Now => Look::Differences,
            Look::Differences => before(issues),
            Look::Issue(at) => before(at.min(issues)),
        };
        self.hand.reset();
    }

    fn open_form(&mut self, shared: &Shared) -> Outcome {
        let line = Ask::Reason.line();
        let line = match self.issued() {
            Some(_) => line.needed(),
            None => line,
        };
        let period = self.view.as_ref().map(|it| it.sheet.period);
        let issue = (period, self.area.clone());
        self.tray
            .open(shared, Job::with(issue, Form::new(vec![line])))
    }
}
