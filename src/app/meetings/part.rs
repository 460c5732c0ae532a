//! The meetings pane as a part of the screen.

use crate::app::cursor::moves;
use crate::app::layout::room;
use crate::app::meetings::State;
use crate::app::meetings::page::Spot;
use crate::app::pane::Pane;
use crate::app::part::{Input, Openness, Outcome, Part};
use crate::app::shared::Shared;
use crate::app::spots::{clicked, scrolled};
use crate::app::tray::Took;
use crate::app::unfinished::OpenForm;
use crate::command::table::Command;

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Outcome {
        if input == Input::Command(Command::LookupOpen) {
            return self.look_up();
        }
        match self.tray.take(&input) {
            Took::Nothing => {}
            Took::Taken(outcome) => return outcome,
            Took::Submit => return self.submit(shared),
        }
        match input {
            Input::Tick | Input::Changed => Outcome::effect(self.ask(shared)),
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
        if command == Command::LookupOpen {
            return self.case().is_some();
        }
        if let Some(valid) = self.tray.valid(command) {
            return valid;
        }
        let meeting = self.meeting();
        let open = meeting.is_some_and(|view| !view.meeting.closed);
        match command {
            Command::MeetingNew => true,
            Command::MeetingAlter
            | Command::MeetingAdd
            | Command::MeetingTask
            | Command::MeetingCame
            | Command::MeetingGather => open,
            Command::MeetingDrop => open && matches!(self.spot(), Some(Spot::Topic(_))),
            Command::MeetingDone => matches!(self.spot(), Some(Spot::Task(_))),
            Command::MeetingItem => self.case().is_some(),
            Command::MeetingWrite | Command::MeetingClose | Command::Back => meeting.is_some(),
            Command::Choose => !self.spots().is_empty(),
            other => moves(other) && !self.spots().is_empty(),
        }
    }
}

impl State {
    /// Puts the hand on the line that was clicked; a second click opens it.
    fn clicked(&mut self, shared: &Shared, row: u16) -> Outcome {
        let (spots, paras) = (self.spots(), self.page(shared));
        let area = room(shared.size, Pane::Meetings);
        let size = (area.width, area.height);
        clicked(&mut self.hand, &spots, &paras, size, row).unwrap_or_else(|| self.choose(shared))
    }
}
