//! The hotline's pane as a part of the screen.

use crate::app::case::item_at;
use crate::app::cursor::Click;
use crate::app::hotline::State;
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::part::{Input, Openness, Outcome, Part};
use crate::app::shared::Shared;
use crate::app::unfinished::{OpenForm, name};
use crate::command::table::Command;

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Outcome {
        match input {
            Input::Tick | Input::Changed => {
                let mut outcome = Outcome::effect(self.ask(shared));
                if let Some(id) = self.shown().map(|view| view.id) {
                    outcome.effects.push(self.ask_call(id));
                }
                outcome
            }
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Show(_) => Outcome::unused(),
            Input::Command(command) if self.job.is_some() => {
                let outcome = self.job_command(shared, command);
                self.refold();
                outcome
            }
            Input::Command(command) if self.finding => self.find_command(shared, command),
            Input::Command(command) => self.command(shared, command),
            Input::Press(press) => match &mut self.job {
                Some(job) => {
                    let used = job.form.press(press);
                    self.refold();
                    if used {
                        Outcome::used()
                    } else {
                        Outcome::unused()
                    }
                }
                None if self.finding && self.find.press(press) => Outcome::effect(self.ask(shared)),
                None => Outcome::unused(),
            },
            Input::Paste(text) => match &mut self.job {
                Some(job) => {
                    job.form.paste(&text);
                    Outcome::used()
                }
                None if self.finding => {
                    self.find.paste(&text);
                    Outcome::effect(self.ask(shared))
                }
                None => Outcome::unused(),
            },
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
        match &self.job {
            Some(job) => job.form.open_field(),
            None if self.finding => self.find.openness(),
            None => Openness::Closed,
        }
    }

    fn forms(&self) -> Vec<OpenForm> {
        let job = self.job.iter();
        job.map(|job| job.form.opened(name(Pane::Hotline, &job.kind)))
            .collect()
    }

    fn valid(&self, command: Command) -> bool {
        if let Some(job) = &self.job {
            return matches!(command, Command::Back | Command::Save) || job.form.valid(command);
        }
        let call = self.call();
        match command {
            Command::HotlineFind | Command::HotlineEarlier => true,
            Command::HotlineLater => self.day.is_some(),
            Command::HotlineTried | Command::HotlineDone => {
                call.is_some_and(|view| view.call.call_back_due().is_some())
            }
            Command::HotlineCase | Command::HotlineNote => call.is_some(),
            Command::Back => self.finding || self.shown.is_some() || self.tail().is_some(),
            Command::Choose
            | Command::MoveUp
            | Command::MoveDown
            | Command::MovePageUp
            | Command::MovePageDown
            | Command::MoveFirst
            | Command::MoveLast => !self.spots().is_empty(),
            _ => false,
        }
    }
}

impl State {
    fn refold(&mut self) {
        if let Some(job) = &mut self.job {
            job.refold();
        }
    }

    /// Puts the hand on the line that was clicked; a second click opens it.
    fn clicked(&mut self, shared: &Shared, row: u16) -> Outcome {
        let area = room(shared.size, Pane::Hotline);
        let spots = self.spots();
        let hand = self.hand(&spots);
        let paras = self.page(shared);
        // The number looked for stands above.
        let Some(row) = row.checked_sub(u16::from(self.find().is_some())) else {
            return Outcome::unused();
        };
        let height = area.height - u16::from(self.find().is_some());
        let clicked = item_at(&paras, hand, (area.width, height), row);
        match self.hand.click(&spots, clicked) {
            Click::Again => self.choose(shared),
            Click::Moved => Outcome::used(),
            Click::Nothing => Outcome::unused(),
        }
    }
}
