//! The hotline's pane as a part of the screen.

use crate::app::cursor::moves;
use crate::app::hotline::State;
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::part::{Input, Openness, Outcome, Part};
use crate::app::shared::Shared;
use crate::app::spots::{clicked, scrolled};
use crate::app::tray::Took;
use crate::app::unfinished::OpenForm;
use crate::command::table::Command;

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Outcome {
        let outcome = match self.tray.take(&input) {
            Took::Nothing => return self.without_form(shared, input),
            Took::Taken(outcome) => outcome,
            Took::Submit => self.submit(shared),
        };
        self.refold();
        outcome
    }

    fn open_field(&self) -> Openness {
        if self.finding && self.tray.job().is_none() {
            return self.find.openness();
        }
        self.tray.openness()
    }

    fn forms(&self) -> Vec<OpenForm> {
        self.tray.forms()
    }

    fn valid(&self, command: Command) -> bool {
        if let Some(valid) = self.tray.valid(command) {
            return valid;
        }
        let call = self.call();
        match command {
            Command::ListFilter | Command::HotlineEarlier => true,
            Command::HotlineLater => self.day.is_some(),
            Command::HotlineTried | Command::HotlineDone => {
                call.is_some_and(|view| view.call.call_back_due().is_some())
            }
            Command::HotlineCase | Command::HotlineNote => call.is_some(),
            Command::Back => self.finding || self.shown.is_some() || self.tail().is_some(),
            Command::Choose => !self.spots().is_empty(),
            other => moves(other) && !self.spots().is_empty(),
        }
    }
}

impl State {
    /// Takes an input that no form takes.
    fn without_form(&mut self, shared: &Shared, input: Input) -> Outcome {
        match input {
            Input::Tick | Input::Changed => {
                let mut outcome = Outcome::effect(self.ask(shared));
                if let Some(id) = self.shown().map(|view| view.id) {
                    outcome.effects.push(self.ask_call(id));
                }
                outcome
            }
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Command(command) if self.finding => self.find_command(shared, command),
            Input::Command(command) => self.command(shared, command),
            Input::Press(press) if self.finding && self.find.press(press) => {
                Outcome::effect(self.ask(shared))
            }
            Input::Paste(text) if self.finding => {
                self.find.paste(&text);
                Outcome::effect(self.ask(shared))
            }
            Input::Click { row, .. } => self.clicked(shared, row),
            Input::Scroll(rows) => {
                let spots = self.spots();
                scrolled(&mut self.hand, &spots, rows)
            }
            Input::Show(_) | Input::Press(_) | Input::Paste(_) => Outcome::unused(),
        }
    }

    fn refold(&mut self) {
        if let Some(job) = self.tray.job_mut() {
            job.refold();
        }
    }

    /// Puts the hand on the line that was clicked; a second click opens it.
    fn clicked(&mut self, shared: &Shared, row: u16) -> Outcome {
        // The number looked for stands above.
        let above = u16::from(self.find().is_some());
        let Some(row) = row.checked_sub(above) else {
            return Outcome::unused();
        };
        let (spots, paras) = (self.spots(), self.page(shared));
        let area = room(shared.size, Pane::Hotline);
        let size = (area.width, area.height - above);
        clicked(&mut self.hand, &spots, &paras, size, row).unwrap_or_else(|| self.choose(shared))
    }
}
