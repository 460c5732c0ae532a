//! The education pane as a part of the screen.

use crate::app::cursor::moves;
use crate::app::education::State;
use crate::app::education::page::{Show, Spot};
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
        match self.tray.take(&input) {
            Took::Nothing => {}
            Took::Taken(outcome) => return outcome,
            Took::Submit => return self.submit(shared),
        }
        match input {
            Input::Tick | Input::Changed => self.ask(shared),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Command(command) => self.command(shared, command),
            Input::Click { row, .. } => self.clicked(shared, row),
            Input::Scroll(rows) => {
                let spots = self.spots();
                scrolled(&mut self.hand, &spots, rows)
            }
            Input::Show(_) | Input::Press(_) | Input::Paste(_) => Outcome::unused(),
        }
    }

    fn open_field(&self) -> Openness {
        self.tray.openness()
    }

    fn forms(&self) -> Vec<OpenForm> {
        self.tray.forms()
    }

    fn valid(&self, command: Command) -> bool {
        if let Some(valid) = self.tray.valid(command) {
            return valid;
        }
        let spot = self.spot();
        match command {
            Command::EducationShow | Command::EducationAdd => true,
            Command::EducationEdit => spot.is_some() || matches!(self.show, Show::Attendance(_)),
            Command::EducationAttend => matches!(spot, Some(Spot::Seat(..) | Spot::Force(_))),
            Command::Back => self.show != Show::Staff,
            Command::Choose => spot.is_some(),
            other => moves(other) && spot.is_some(),
        }
    }
}

impl State {
    /// Puts the hand on the line that was clicked; a second click opens it.
    fn clicked(&mut self, shared: &Shared, row: u16) -> Outcome {
        let (spots, paras) = (self.spots(), self.page(shared));
        let area = room(shared.size, Pane::Education);
        let size = (area.width, area.height);
        clicked(&mut self.hand, &spots, &paras, size, row).unwrap_or_else(|| self.choose(shared))
    }
}
