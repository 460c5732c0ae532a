//! A question before something is done: yes or no.

use crate::app::choice::{Choice, YES_NO};
use crate::app::part::{Input, Intent, Openness, Part, Response};
use crate::app::shared::Shared;
use crate::command::table::Command;

/// The question and what a yes does.
#[derive(Debug)]
pub struct State {
    /// The question, in words.
    pub question: String,
    /// The answer under the cursor; no is first.
    pub answer: Choice<bool>,
    yes: Intent,
}

impl State {
    /// Asks `question`; a yes does `yes`.
    pub fn new(question: String, yes: Intent) -> Self {
        Self {
            question,
            answer: Choice::at(YES_NO, false),
            yes,
        }
    }

    fn answered(&self) -> Response {
        let outcome = Response::intent(Intent::Close);
        if self.answer.value() == Some(true) {
            outcome.and_intent(self.yes.clone())
        } else {
            outcome
        }
    }
}

impl Part for State {
    fn update(&mut self, _shared: &Shared, input: Input) -> Response {
        match input {
            Input::Command(Command::Choose) => self.answered(),
            Input::Command(Command::Back) => Response::intent(Intent::Close),
            Input::Press(press) if self.answer.press(press) => {
                if press.key.text().is_some() {
                    self.answered()
                } else {
                    Response::used()
                }
            }
            Input::Command(_)
            | Input::Press(_)
            | Input::Paste(_)
            | Input::Click { .. }
            | Input::Scroll(_)
            | Input::Reply(_)
            | Input::Show(_)
            | Input::Tick
            | Input::Changed => Response::unused(),
        }
    }

    fn open_field(&self) -> Openness {
        Openness::Choice
    }

    fn valid(&self, command: Command) -> bool {
        matches!(command, Command::Choose | Command::Back)
    }
}
