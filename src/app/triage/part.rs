//! Triage as a part of the screen.

use crate::app::form::Did;
use crate::app::part::{Input, Openness, Outcome, Part, Wish};
use crate::app::shared::Shared;
use crate::app::triage::places::space;
use crate::app::triage::{Row, State};
use crate::command::table::Command;

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Outcome {
        match input {
            Input::Command(Command::Back) => Outcome::wish(Wish::Close),
            Input::Command(Command::Save) => self.save(shared),
            Input::Command(Command::TriageTake) => match self.form.hand() {
                Some(row) => self.take(&[row]),
                None => Outcome::unused(),
            },
            Input::Command(Command::TriageTakeAll) => self.take(&Row::ALL),
            Input::Command(Command::TriageForce) => self.turn_force(),
            Input::Command(Command::TriageNext) => self.next(shared),
            Input::Command(Command::MovePageDown) => self.scrolled(1),
            Input::Command(Command::MovePageUp) => self.scrolled(-1),
            Input::Command(command) => match self.form.command(command) {
                Did::Nothing => Outcome::unused(),
                Did::Changed => Outcome::used(),
                Did::Ended => self.save(shared),
            },
            Input::Press(press) => {
                if !self.form.press(press) {
                    return Outcome::unused();
                }
                self.changed();
                Outcome::used()
            }
            Input::Click { row, .. } => {
                if space(shared).click(shared, &mut self.form, row) {
                    Outcome::used()
                } else {
                    Outcome::unused()
                }
            }
            Input::Scroll(by) => self.scrolled(by),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Paste(_) | Input::Show(_) | Input::Tick | Input::Changed => Outcome::unused(),
        }
    }

    fn open_field(&self) -> Openness {
        self.form.open_field()
    }

    fn valid(&self, command: Command) -> bool {
        match command {
            Command::Back | Command::Save | Command::TriageNext => true,
            Command::TriageTake => self
                .form
                .hand()
                .is_some_and(|row| self.proposed(row).is_some()),
            Command::TriageForce => self.has_force(),
            Command::TriageTakeAll => Row::ALL.iter().any(|row| self.proposed(*row).is_some()),
            other => self.form.valid(other),
        }
    }
}

impl State {
    fn scrolled(&mut self, by: i16) -> Outcome {
        self.scroll = self.scroll.saturating_add_signed(by).min(500);
        Outcome::used()
    }
}
