//! The caller's village: proposed by name or pinyin initials while it is typed, as in the intake.

use crate::app::call_pad::State;
use crate::app::call_pad::callers::CALLERS;
use crate::app::part::Response;
use crate::app::proposals::Proposals;
use crate::command::table::Command;
use crate::domain::call::draft::CallField;
use crate::domain::grid::tree::GridTree;

impl State {
    /// Gives the villages that are proposed; while there are any, they stand in place of the callers.
    pub const fn villages(&self) -> &Proposals {
        &self.villages
    }

    /// Gives the first village shown, so that the cursor is in sight.
    pub fn first_village(&self) -> usize {
        self.villages.cursor().unwrap_or(0) / CALLERS * CALLERS
    }

    pub(super) fn hear_grid(&mut self, grid: Box<GridTree>) {
        self.grid = Some(grid);
        self.villages = Proposals::default();
        self.look_for_villages();
    }

    pub(super) fn look_for_villages(&mut self) {
        let typed = match self.form.cursor() {
            Some(CallField::Village) => self.form.text(CallField::Village),
            _ => "",
        };
        self.villages.look_for_village(typed, self.grid.as_deref());
    }

    /// Takes the village at a place, and goes on.
    pub(super) fn take_village(&mut self, at: usize) -> Response {
        if let Some(name) = self.villages.name(at) {
            self.form.fill(CallField::Village, &name);
            self.form.command(Command::FieldNext);
        }
        Response::used()
    }

    /// Moves the cursor in the list that is shown.
    pub(super) fn step_list(&mut self, by: isize) {
        if !self.villages.step(by) && self.villages.names().is_empty() {
            self.step(by);
        }
    }
}
