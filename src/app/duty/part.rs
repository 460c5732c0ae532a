//! The duty pane as a part of the screen.

use super::{Face, Spot, State};
use crate::app::case::item_at;
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::part::{Input, Openness, Outcome, Part};
use crate::app::shared::Shared;
use crate::command::table::Command;

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Outcome {
        match input {
            Input::Tick | Input::Changed => Outcome::effect(self.ask(shared)),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Show(_) => Outcome::unused(),
            Input::Command(command) if self.job.is_some() => self.job_command(shared, command),
            Input::Command(command) => self.command(shared, command),
            Input::Press(press) => {
                let used = self.job.as_mut().is_some_and(|job| job.form.press(press));
                if used {
                    Outcome::used()
                } else {
                    Outcome::unused()
                }
            }
            Input::Paste(text) => match &mut self.job {
                Some(job) => {
                    job.form.paste(&text);
                    Outcome::used()
                }
                None => Outcome::unused(),
            },
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
        let form = self.job.as_ref().map(|job| job.form.open_field());
        form.unwrap_or(Openness::Closed)
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
            Command::DutyClose => self.face == Face::Day,
            // Whoever comes or goes does so today.
            Command::DutyPresent => self.face == Face::Day && self.day.is_none(),
            Command::DutyLeader => self.face == Face::Rota,
            Command::DutyStrike | Command::DutyPass => self.face != Face::Rota,
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
        match item_at(&self.page(shared), hand, size, row) {
            Some(item) if item == hand => self.choose(shared),
            Some(item) => {
                if let Some(spot) = spots.get(item) {
                    self.hand.set(*spot);
                }
                Outcome::used()
            }
            None => Outcome::unused(),
        }
    }
}
