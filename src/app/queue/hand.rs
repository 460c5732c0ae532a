//! Moving the hand over the list; near the edge of what is loaded the next page is asked for.

use crate::app::effect::{Effect, Request};
use crate::app::layout::{inside, layout};
use crate::app::pane::Pane;
use crate::app::part::{Intent, Response, Target};
use crate::app::queue::lines::Line;
use crate::app::queue::{End, HEAD_ROWS, State};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::queue::QueueQuery;

impl State {
    /// Asks for the next page when the hand is near the edge of what is loaded.
    pub(super) fn ask_more(&mut self, shared: &Shared) -> Option<Effect> {
        if self.pages.is_waiting() || self.more.is_waiting() {
            return None;
        }
        let index = self.hand.index(self.list.numbers()).unwrap_or(0);
        let after = self.list.wanted(index, height(shared))?;
        let query = QueueQuery {
            after: Some(after),
            ..self.query(shared, self.list.from_end())
        };
        Some(Effect::Store(self.more.draw(), Request::Page(query)))
    }

    pub(super) fn moved(&mut self, shared: &Shared, command: Command) -> Response {
        let end = match command {
            Command::MoveFirst => Some(End::First),
            Command::MoveLast => Some(End::Last),
            _ => None,
        };
        // The other end of a long list is asked for by itself.
        if let Some(end) = end
            && self.list.has_more()
            && (end == End::Last) != self.list.from_end()
        {
            self.from_end = end == End::Last;
            self.jump = Some(end);
            let mut outcome = Response::used();
            outcome.effects = self.reload(shared);
            return outcome;
        }
        if !self
            .hand
            .command(self.list.numbers(), command, height(shared))
        {
            return Response::unused();
        }
        self.after_move(shared)
    }

    pub(super) fn after_move(&mut self, shared: &Shared) -> Response {
        let mut outcome = Response::used();
        outcome.effects.extend(self.ask_more(shared));
        self.previewing(outcome)
    }

    /// Wishes the case under the hand shown beside the list, when it is another one.
    pub(super) fn previewing(&mut self, outcome: Response) -> Response {
        let number = self.current().map(|row| row.number);
        if number == self.previewed {
            return outcome;
        }
        self.previewed = number;
        match number {
            Some(number) => outcome.and_intent(Intent::Open(Target::Preview(number.to_string()))),
            None => outcome,
        }
    }

    pub(super) fn clicked(&mut self, shared: &Shared, row: u16) -> Response {
        let Some(row) = row.checked_sub(HEAD_ROWS).map(usize::from) else {
            return Response::unused();
        };
        let height = height(shared);
        let lines = self.lines();
        let (hand, top) = self.window(&lines, height);
        let at = top + row;
        let Some(Line::Row(index)) = lines.get(at).filter(|_| row < height) else {
            return Response::unused();
        };
        if hand == Some(at) {
            return self.command(shared, Command::Choose);
        }
        let number = self.list.numbers()[*index];
        self.hand.set(number);
        self.hand.step(self.list.numbers(), 0);
        self.after_move(shared)
    }
}

/// Gives how many lines of the list are shown.
pub(super) fn height(shared: &Shared) -> usize {
    layout(shared.size, Pane::Queue, Pane::Case)
        .and_then(|it| it.panes.into_iter().find(|(pane, _)| *pane == Pane::Queue))
        .map_or(1, |(_, area)| {
            usize::from(inside(area).height.saturating_sub(HEAD_ROWS)).max(1)
        })
}
