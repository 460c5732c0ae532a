//! 查来访: the state of the Finder.

use crate::app::field::{Field, Kind};
use crate::app::part::{Input, Openness, Outcome, Part, Wish};
use crate::app::shared::Shared;
use crate::command::table::Command;

/// The Finder's state.
#[derive(Debug)]
pub struct State {
    /// What is typed.
    pub field: Field,
}

impl State {
    /// Opens the Finder with `words` in its field.
    pub fn open(words: &str) -> Self {
        Self {
            field: Field::with(Kind::Line, words),
        }
    }
}

impl Part for State {
    fn update(&mut self, _shared: &Shared, input: Input) -> Outcome {
        match input {
            Input::Press(press) if self.field.press(press) => Outcome::used(),
            Input::Paste(text) => {
                self.field.paste(&text);
                Outcome::used()
            }
            Input::Command(Command::Back) => Outcome::wish(Wish::Close),
            Input::Command(_)
            | Input::Press(_)
            | Input::Click { .. }
            | Input::Scroll(_)
            | Input::Reply(_)
            | Input::Show(_)
            | Input::Tick
            | Input::Changed => Outcome::unused(),
        }
    }

    fn open_field(&self) -> Openness {
        self.field.openness()
    }

    fn valid(&self, command: Command) -> bool {
        matches!(command, Command::Back)
    }
}
