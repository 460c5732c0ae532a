//! The figures pane as a part of the screen.

use crate::app::figures::State;
use crate::app::figures::page::behind;
use crate::app::layout::room;
use crate::app::msg::Press;
use crate::app::pane::Pane;
use crate::app::part::{Input, Openness, Outcome, Part};
use crate::app::shared::Shared;
use crate::app::unfinished::OpenForm;
use crate::command::table::Command;
use crate::domain::period::PeriodKind;

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Outcome {
        match input {
            Input::Changed => Outcome::effect(self.ask(shared)),
            Input::Tick if self.is_old(shared) => Outcome::effect(self.ask(shared)),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Command(command) if self.issuing.is_some() => self.form_command(command),
            Input::Command(command) => self.command(shared, command),
            Input::Press(press) => match &mut self.issuing {
                Some(issuing) => {
                    if issuing.form.press(press) {
                        Outcome::used()
                    } else {
                        Outcome::unused()
                    }
                }
                None => self.digit(shared, press),
            },
            Input::Paste(text) => match &mut self.issuing {
                Some(issuing) => {
                    issuing.form.paste(&text);
                    Outcome::used()
                }
                None => Outcome::unused(),
            },
            Input::Click { row, .. } if self.issuing.is_none() => self.clicked(shared, row),
            Input::Scroll(rows) => {
                let spots = self.spots();
                self.hand.step(&spots, isize::from(rows));
                Outcome::used()
            }
            Input::Click { .. } | Input::Show(_) | Input::Tick => Outcome::unused(),
        }
    }

    fn open_field(&self) -> Openness {
        let form = self.issuing.as_ref().map(|it| it.form.open_field());
        form.unwrap_or(Openness::Closed)
    }

    fn forms(&self) -> Vec<OpenForm> {
        let form = self.issuing.iter();
        form.map(|it| it.form.opened(self.form_name())).collect()
    }

    fn valid(&self, command: Command) -> bool {
        if let Some(issuing) = &self.issuing {
            return matches!(command, Command::Back | Command::Save) || issuing.form.valid(command);
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
            Command::MoveUp
            | Command::MoveDown
            | Command::MovePageUp
            | Command::MovePageDown
            | Command::MoveFirst
            | Command::MoveLast => !spots.is_empty(),
            _ => false,
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
