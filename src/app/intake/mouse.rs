//! The mouse on the form and beside it.

use crate::app::intake::places::{HEADING, PAGE, PERSON_ROWS, Places};
use crate::app::intake::sheet::choice;
use crate::app::intake::state::{Side, State};
use crate::app::layout::{inside, layout};
use crate::app::pane::Pane;
use crate::app::part::Response;
use crate::app::shared::Shared;
use crate::command::table::Command;

impl State {
    pub(super) fn click(&mut self, shared: &Shared, column: u16, row: u16) -> Response {
        let Some(places) = self.places(shared) else {
            return Response::unused();
        };
        if let Some(field) = places.line_at(column, row) {
            self.tidy(shared);
            self.owner.leave();
            self.matters.leave();
            self.sheet.form.go(field);
            return Response::used();
        }
        let room = places.room_of(self.side());
        let Some(at) = room
            .row_at(column, row)
            .and_then(|row| row.checked_sub(HEADING))
        else {
            return Response::unused();
        };
        let (at, of_person) = (usize::from(at), usize::from(at / PERSON_ROWS));
        match self.side() {
            Side::Owner => match self.owner.say(of_person, &self.sheet) {
                Some((answer, row)) => self.owner_answered(shared, answer, &row),
                None => Response::used(),
            },
            Side::Asking => match self.matters.say(at / usize::from(PERSON_ROWS)) {
                Some(saying) => self.follow(saying),
                None => Response::used(),
            },
            Side::Options => {
                self.choose_option(at);
                Response::used()
            }
            Side::Proposals => self.take_proposal(at),
            Side::Prior => {
                let height = usize::from(room.height.saturating_sub(HEADING) / PERSON_ROWS);
                self.prior.set(self.prior_top(height) + of_person);
                self.take_chosen(shared)
            }
            Side::Facts => Response::used(),
        }
    }

    pub(super) fn choose_option(&mut self, at: usize) {
        let cursor = self.sheet.cursor();
        if self.sheet.is_locked(cursor) {
            return;
        }
        let code = self
            .sheet
            .form
            .line(cursor)
            .and_then(choice)
            .and_then(|(_, choice)| choice.options().get(at).copied());
        if let Some(code) = code {
            self.sheet.fill(cursor, code);
        }
    }

    pub(super) fn scroll(&mut self, rows: i16) -> Response {
        let command = if rows < 0 {
            Command::MoveUp
        } else {
            Command::MoveDown
        };
        if self.side() == Side::Prior && self.prior.step(command, PAGE) {
            return Response::used();
        }
        let step = if rows < 0 {
            Command::FieldPrevious
        } else {
            Command::FieldNext
        };
        self.sheet.form.command(step);
        Response::used()
    }

    /// Gives the first person to show so that the cursor stands among `height`.
    pub fn prior_top(&self, height: usize) -> usize {
        let page = height.max(1);
        self.prior.cursor().unwrap_or(0) / page * page
    }

    pub(super) fn places(&self, shared: &Shared) -> Option<Places> {
        let layout = layout(shared.size, shared.intake_open, Pane::Intake, Pane::Case)?;
        let (_, area) = layout
            .panes
            .iter()
            .find(|(pane, _)| *pane == Pane::Intake)?;
        let room = inside(*area);
        Some(Places::of(&self.sheet.form, room.width, room.height))
    }
}
