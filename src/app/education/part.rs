//! The education pane as a part of the screen.

use crate::app::case::item_at;
use crate::app::case::para::LABEL;
use crate::app::cursor::Click;
use crate::app::education::State;
use crate::app::education::page::{Show, Spot};
use crate::app::form::{openness, pasted, pressed};
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::part::{Input, Openness, Outcome, Part};
use crate::app::shared::Shared;
use crate::app::unfinished::{OpenForm, name};
use crate::command::table::Command;

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Outcome {
        match input {
            Input::Tick | Input::Changed => self.ask(shared),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Show(_) => Outcome::unused(),
            Input::Command(command) if self.job.is_some() => self.job_command(shared, command),
            Input::Command(command) => self.command(shared, command),
            Input::Press(press) => pressed(self.job.as_mut().map(|job| &mut job.form), press),
            Input::Paste(text) => pasted(self.job.as_mut().map(|job| &mut job.form), &text),
            Input::Click { row, .. } if self.job.is_none() => self.clicked(shared, row),
            Input::Click { .. } => Outcome::unused(),
            Input::Scroll(rows) => {
                let spots = self.spots();
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
        job.map(|job| job.form.opened(name(Pane::Education, &job.kind)))
            .collect()
    }

    fn valid(&self, command: Command) -> bool {
        if let Some(job) = &self.job {
            return matches!(command, Command::Back | Command::Save) || job.form.valid(command);
        }
        let spot = self.spot();
        match command {
            Command::EducationShow | Command::EducationAdd => true,
            Command::EducationEdit => spot.is_some() || matches!(self.show, Show::Attendance(_)),
            Command::EducationAttend => matches!(spot, Some(Spot::Seat(..) | Spot::Force(_))),
            Command::Back => self.show != Show::Staff,
            Command::Choose
            | Command::MoveUp
            | Command::MoveDown
            | Command::MovePageUp
            | Command::MovePageDown
            | Command::MoveFirst
            | Command::MoveLast => spot.is_some(),
            _ => false,
        }
    }
}

impl State {
    /// Puts the hand on the line that was clicked; a second click opens it.
    fn clicked(&mut self, shared: &Shared, row: u16) -> Outcome {
        let area = room(shared.size, Pane::Education);
        let spots = self.spots();
        let hand = self.hand(&spots);
        let size = (area.width.max(LABEL), area.height);
        let clicked = item_at(&self.page(shared), hand, size, row);
        match self.hand.click(&spots, clicked) {
            Click::Again => self.choose(shared),
            Click::Moved => Outcome::used(),
            Click::Nothing => Outcome::unused(),
        }
    }
}
