//! The prevention pane as a part of the screen.

use crate::app::cursor::moves;
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::part::{Input, Openness, Outcome, Part};
use crate::app::prevention::State;
use crate::app::prevention::job::Kind;
use crate::app::prevention::page::{Show, Spot};
use crate::app::shared::Shared;
use crate::app::spots::{clicked, scrolled};
use crate::app::tray::Took;
use crate::app::unfinished::OpenForm;
use crate::command::table::Command;
use crate::domain::prevention::sign::SignState;
use crate::keymap::key::fold;

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Outcome {
        // One Enter says: yes, he it was.
        let job = self.tray.job();
        let whole = job.is_some_and(|job| matches!(job.kind, Kind::Nothing(..)));
        if whole && input == Input::Command(Command::Choose) {
            return self.submit(shared);
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
            Input::Press(press) => match press.key.text().map(fold) {
                Some('1') => self.report(shared, false),
                Some('2') => self.report(shared, true),
                _ => Outcome::unused(),
            },
            Input::Click { row, .. } => self.clicked(shared, row),
            Input::Scroll(rows) => {
                let spots = self.spots();
                scrolled(&mut self.hand, &spots, rows)
            }
            Input::Show(_) | Input::Paste(_) => Outcome::unused(),
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
            Command::Choose => spot.is_some(),
            other => moves(other) && spot.is_some(),
        }
    }
}

impl State {
    /// Puts the hand on the line that was clicked; a second click opens it.
    fn clicked(&mut self, shared: &Shared, row: u16) -> Outcome {
        let (spots, paras) = (self.spots(), self.page(shared));
        let area = room(shared.size, Pane::Prevention);
        let size = (area.width, area.height);
        clicked(&mut self.hand, &spots, &paras, size, row).unwrap_or_else(|| self.choose(shared))
    }
}
