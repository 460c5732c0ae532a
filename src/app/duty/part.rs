//! The duty pane as a part of the screen.

use super::{Face, Spot, State};
use crate::app::case::item_at;
use crate::app::cursor::Click;
use crate::app::form::{openness, pasted, pressed};
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::part::{Input, Openness, Outcome, Part, Target};
use crate::app::shared::Shared;
use crate::app::unfinished::{OpenForm, name};
use crate::command::table::Command;

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Outcome {
        match input {
            Input::Tick | Input::Changed => Outcome::effect(self.ask(shared)),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Show(Target::Ledger(day)) => self.show(shared, day),
            Input::Show(_) => Outcome::unused(),
            Input::Command(command) if self.job.is_some() => self.job_command(shared, command),
            Input::Command(command) => self.command(shared, command),
            Input::Press(press) => pressed(self.job.as_mut().map(|job| &mut job.form), press),
            Input::Paste(text) => pasted(self.job.as_mut().map(|job| &mut job.form), &text),
            Input::Click { row, .. } if self.job.is_none() => self.clicked(shared, row),
            Input::Click { .. } => Outcome::unused(),
            Input::Scroll(rows) => {
                let spots = self.spots(shared);
                self.hand.step(&spots, isize::from(rows));
                Outcome::used()
            }
        }
    }

    fn open_field(&self) -> Openness {
        openness(self.job.as_ref().map(|job| &job.form))
    }

    fn forms(&self) -> Vec<OpenForm> {
        let job = self.job.iter();
        job.map(|job| job.form.opened(name(Pane::Duty, &job.kind)))
            .collect()
    }

    fn valid(&self, command: Command) -> bool {
        if let Some(job) = &self.job {
            return matches!(command, Command::Back | Command::Save) || job.form.valid(command);
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
            Command::Choose
            | Command::MoveUp
            | Command::MoveDown
            | Command::MovePageUp
            | Command::MovePageDown
            | Command::MoveFirst
            | Command::MoveLast => self.view.is_some(),
            _ => false,
        }
    }
}

impl State {
    /// Puts the hand on the line that was clicked; a second click opens it.
    fn clicked(&mut self, shared: &Shared, row: u16) -> Outcome {
        let area = room(shared.size, Pane::Duty);
        let spots: Vec<Spot> = self.spots(shared);
        let hand = self.hand(&spots);
        let size = (area.width, area.height);
        let clicked = item_at(&self.page(shared), hand, size, row);
        match self.hand.click(&spots, clicked) {
            Click::Again => self.choose(shared),
            Click::Moved => Outcome::used(),
            Click::Nothing => Outcome::unused(),
        }
    }
}
