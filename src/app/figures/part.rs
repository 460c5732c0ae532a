//! The figures pane as a part of the screen.

use crate::app::cursor::moves;
use crate::app::figures::State;
use crate::app::figures::page::behind;
use crate::app::layout::room;
use crate::app::msg::Press;
use crate::app::pane::Pane;
use crate::app::part::{Input, Openness, Outcome, Part};
use crate::app::shared::Shared;
use crate::app::spots::scrolled;
use crate::app::tray::Took;
use crate::app::unfinished::OpenForm;
use crate::command::table::Command;
use crate::domain::period::PeriodKind;

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Outcome {
        match self.tray.take(&input) {
            Took::Nothing => {}
            Took::Taken(outcome) => return outcome,
            Took::Submit => return self.submit(shared),
        }
        match input {
            Input::Changed => Outcome::effect(self.ask(shared)),
            Input::Tick if self.is_old(shared) => Outcome::effect(self.ask(shared)),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Command(command) => self.command(shared, command),
            Input::Press(press) => self.digit(shared, press),
            Input::Click { row, .. } => self.clicked(shared, row),
            Input::Scroll(rows) => {
                let spots = self.spots();
                scrolled(&mut self.hand, &spots, rows)
            }
            Input::Paste(_) | Input::Show(_) | Input::Tick => Outcome::unused(),
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
        let spots = self.spots();
        let opens = |marked| {
            let under = self.view.as_ref().zip(self.hand.current(&spots));
            under.is_some_and(|(view, spot)| !behind(view, self.look, spot, marked).is_empty())
        };
        match command {
            Command::FiguresKind
            | Command::FiguresArea
            | Command::FiguresRules
            | Command::MoveLeft
            | Command::MoveRight => true,
            Command::FiguresIssue => self.view.is_some(),
            Command::FiguresCompare => self.issued().is_some(),
            Command::Choose => opens(false),
            Command::FiguresMarked => opens(true),
            other => moves(other) && !spots.is_empty(),
        }
    }
}

impl State {
    /// A digit chooses the kind of period.
    fn digit(&mut self, shared: &Shared, press: Press) -> Outcome {
        let digit = press.key.folded().text().and_then(|sign| sign.to_digit(10));
        let at = digit.and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
        self.look_at(shared, at.and_then(|at| PeriodKind::ALL.get(at)).copied())
    }

    /// Puts the hand on the line that was clicked; a second click opens its cases.
    fn clicked(&mut self, shared: &Shared, row: u16) -> Outcome {
        let lines = self.page(shared);
        let height = usize::from(room(shared.size, Pane::Figures).height);
        let at = usize::from(row) + self.top(&lines, height);
        let spots = self.spots();
        match lines.get(at).and_then(|line| line.spot) {
            Some(spot) if spot == self.hand() => self.command(shared, Command::Choose),
            Some(spot) => {
                if let Some(spot) = spots.get(spot) {
                    self.hand.set(spot.clone());
                }
                Outcome::used()
            }
            None => Outcome::unused(),
        }
    }
}
