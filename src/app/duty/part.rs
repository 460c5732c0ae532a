//! The duty pane as a part of the screen.

use super::State;
use super::face::Face;
use crate::app::cursor::moves;
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::part::{Input, Openness, Outcome, Part, Target};
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
            Input::Tick | Input::Changed => Outcome::effect(self.ask(shared)),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Show(Target::Ledger(day)) => self.show(shared, day),
            Input::Command(command) => self.command(shared, command),
            Input::Click { row, .. } => self.clicked(shared, row),
            Input::Scroll(rows) => {
                let spots = self.spots(shared);
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
        match command {
            Command::DutyFace => true,
            Command::DutyName | Command::DutyStandIn => {
                matches!(self.face, Face::Day | Face::Rota)
            }
            Command::DutyClose => self.face == Face::Day && self.is_reception_open(),
            // Whoever comes or goes does so today.
            Command::DutyPresent => self.face == Face::Day && self.day.is_none(),
            Command::DutyLeader => self.face == Face::Rota,
            Command::DutyStrike | Command::DutyPass => self.has_lines(),
            Command::DutyFill | Command::DutySwap => self.face == Face::Rota,
            Command::MoveLeft | Command::MoveRight => matches!(self.face, Face::Day | Face::Rota),
            Command::Back => self.face != Face::Day || self.day.is_some(),
            Command::Choose => self.view.is_some(),
            other => moves(other) && self.view.is_some(),
        }
    }
}

impl State {
    /// Puts the hand on the line that was clicked; a second click opens it.
    fn clicked(&mut self, shared: &Shared, row: u16) -> Outcome {
        let (spots, paras) = (self.spots(shared), self.page(shared));
        let area = room(shared.size, Pane::Duty);
        let size = (area.width, area.height);
        clicked(&mut self.hand, &spots, &paras, size, row).unwrap_or_else(|| self.choose(shared))
    }
}
