//! What the form over a ledger takes besides keys: proposals for its open line, and clicks.

use crate::app::ledger::offers::Takes;
use crate::app::ledger::screen::Shown;
use crate::app::ledger::{Ledger, State, size};
use crate::app::part::{Input, Response, Target};
use crate::app::shared::Shared;
use crate::command::table::Command;

impl<L: Ledger> State<L> {
    /// Tells whether a command moves among proposals.
    pub(super) fn moves_offers(&self, command: Command) -> bool {
        matches!(command, Command::MovePageDown | Command::MovePageUp)
            && !self.offers.list.is_empty()
    }

    /// Takes what is meant for the proposals, and clicks into the form that is open; `None` for
    /// everything else.
    pub(super) fn in_offers(&mut self, shared: &Shared, input: &Input) -> Option<Response> {
        self.forms.form()?;
        match *input {
            Input::Command(command) if self.moves_offers(command) => {
                self.offers.step(if command == Command::MovePageDown {
                    1
                } else {
                    -1
                });
                Some(Response::used())
            }
            Input::Scroll(rows) if !self.offers.list.is_empty() => {
                self.offers.step(rows.signum().into());
                Some(Response::used())
            }
            Input::Command(command) if L::has_own(self.forms.form()?, command) => {
                L::own(self.forms.form_mut()?, command);
                Some(self.forms.line_left())
            }
            Input::Command(Command::Choose) => {
                let at = self.offers.cursor?;
                self.take_offer(shared, at)
            }
            Input::Command(Command::FieldNext) => {
                let form = &self.forms.form()?.form;
                let typed = form.cursor().map(|open| form.text(open));
                let at = self.offers.meant(typed.unwrap_or_default())?;
                self.take_offer(shared, at)
            }
            Input::Click { column, row } => self.click_form(shared, column, row),
            _ => None,
        }
    }

    fn take_offer(&mut self, shared: &Shared, at: usize) -> Option<Response> {
        let offer = self.offers.list.get(at)?.clone();
        self.offers.cursor = None;
        let form = &mut self.forms.form_mut()?.form;
        match offer.takes {
            Takes::Lines(lines) => {
                for (ask, text) in lines {
                    form.take(ask, &text);
                }
                form.command(Command::FieldNext);
            }
            Takes::More(text) => {
                let open = form.cursor()?;
                form.take(open, &text);
            }
            Takes::Show(Target::View(view)) => return Some(self.take_view(shared, &view)),
            Takes::Show(target) => return Some(L::show(self, shared, target)),
        }
        Some(Response::used().and(L::typed(self, shared)))
    }

    /// Opens the line of the form that was clicked, or takes the proposal.
    fn click_form(&mut self, shared: &Shared, column: u16, row: u16) -> Option<Response> {
        let size = size::<L>(shared);
        let panel = self.screen(shared, size).form?.panel(shared, size);
        if let Some(row) = panel.offer_row(column, row) {
            let first = panel.first_offer(self.offers.cursor);
            return self.take_offer(shared, first + usize::from(row));
        }
        let row = panel.line_row(column, row)?;
        let form = &mut self.forms.form_mut()?.form;
        if !panel.space().click(shared, form, row) {
            return None;
        }
        let left = self.forms.line_left();
        Some(left.and(L::typed(self, shared)))
    }
}
