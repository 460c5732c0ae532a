//! The prevention pane as a part of the screen.

use crate::app::case::item_at;
use crate::app::case::para::LABEL;
use crate::app::cursor::Click;
use crate::app::form::{openness, pasted};
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::part::{Input, Openness, Outcome, Part};
use crate::app::prevention::State;
use crate::app::prevention::job::form_name;
use crate::app::prevention::page::{Show, Spot};
use crate::app::shared::Shared;
use crate::app::unfinished::OpenForm;
use crate::command::table::Command;
use crate::domain::prevention::sign::SignState;
use crate::keymap::key::fold;

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Outcome {
        match input {
            Input::Tick | Input::Changed => Outcome::effect(self.ask(shared)),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Show(_) => Outcome::unused(),
            Input::Command(command) if self.job.is_some() => self.job_command(shared, command),
            Input::Command(command) => self.command(shared, command),
            Input::Press(press) => match &mut self.job {
                Some(job) => {
                    if job.form.press(press) {
                        Outcome::used()
                    } else {
                        Outcome::unused()
                    }
                }
                None => match press.key.text().map(fold) {
                    Some('1') => self.report(shared, false),
                    Some('2') => self.report(shared, true),
                    _ => Outcome::unused(),
                },
            },
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
        job.map(|job| job.form.opened(form_name(job))).collect()
    }

    fn valid(&self, command: Command) -> bool {
        if let Some(job) = &self.job {
            return matches!(command, Command::Back | Command::Save) || job.form.valid(command);
        }
        let spot = self.hand.current(&self.spots()).cloned();
        let reported = match &spot {
            Some(Spot::Slot(code, round)) => Some(self.is_reported(code, *round)),
            _ => None,
        };
        let sign = match &spot {
            Some(Spot::Sign(id)) => self.sign(*id).filter(|view| !view.locked),
            _ => None,
        };
        let open = sign.is_some_and(|view| view.sign.is_open());
        match command {
            Command::PreventionShow | Command::PreventionRound | Command::PreventionDay => true,
            Command::PreventionNothing => reported == Some(false),
            Command::PreventionFound => reported == Some(false) || self.show == Show::Signs,
            Command::PreventionCorrect => reported == Some(true) || open,
            Command::PreventionWatch | Command::PreventionRegister | Command::PreventionWhistle => {
                open
            }
            Command::PreventionSettle => {
                sign.is_some_and(|view| !matches!(view.sign.state, SignState::Case(_)))
            }
            Command::Back => self.unfolded.is_some() || self.is_elsewhere(),
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
        let area = room(shared.size, Pane::Prevention);
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
