//! 换经办人: who sits at the desk from now on: a name by its digit, or typed.

use crate::app::field::{Field, FieldKind};
use crate::app::part::{Input, Intent, Openness, Part, Response};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::HOUSE;
use crate::domain::clean;

/// How many names have a digit.
pub const NAMED: usize = 9;

/// How far a change is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seating {
    /// This one sits down as soon as everything that was typed is kept.
    Waiting(String),
    /// The store was told; its answers to what was asked before belong to nobody.
    Asked,
    /// This one sits here, and the desk begins anew.
    Seated(String),
}

/// The form.
#[derive(Debug)]
pub struct State {
    /// What is typed.
    pub field: Field,
    /// What is wrong with it.
    pub problem: Option<String>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            field: Field::new(FieldKind::Line),
            problem: None,
        }
    }
}

/// Gives the names that are proposed: everybody who works here and does not sit here.
pub fn proposed(shared: &Shared) -> Vec<&str> {
    let staff = shared.desk.staff.iter().map(String::as_str);
    let others = staff.filter(|name| *name != shared.who);
    others.take(NAMED).collect()
}

impl State {
    fn take(&mut self, shared: &Shared, name: &str) -> Response {
        let name = clean::line(name);
        let problem = match name.as_str() {
            "" => "operator-no-name",
            HOUSE => "operator-house",
            name if name == shared.who => "operator-same",
            _ => {
                return Response::intent(Intent::Close).and_intent(Intent::SitDown(name));
            }
        };
        self.problem = Some(shared.words.say_with(problem, &[("name", name.into())]));
        Response::used()
    }
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Press(press) => {
                let digit = press.key.folded().text().and_then(|sign| sign.to_digit(10));
                let at = digit.and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
                let name = at.and_then(|at| proposed(shared).get(at).copied());
                if let Some(name) = name.filter(|_| self.field.text().is_empty()) {
                    let name = name.to_owned();
                    return self.take(shared, &name);
                }
                if !self.field.press(press) {
                    return Response::unused();
                }
                self.problem = None;
                Response::used()
            }
            Input::Paste(text) => {
                self.field.paste(&text);
                self.problem = None;
                Response::used()
            }
            Input::Command(Command::Choose | Command::Save) => {
                let name = self.field.text().to_owned();
                self.take(shared, &name)
            }
            Input::Command(Command::Back) => Response::intent(Intent::Close),
            Input::Command(Command::Undo) => {
                self.field.undo();
                Response::used()
            }
            Input::Command(Command::Redo) => {
                self.field.redo();
                Response::used()
            }
            Input::Command(_)
            | Input::Click { .. }
            | Input::Scroll(_)
            | Input::Reply(_)
            | Input::Show(_)
            | Input::Tick
            | Input::Changed => Response::unused(),
        }
    }

    fn open_field(&self) -> Openness {
        self.field.openness()
    }

    fn valid(&self, command: Command) -> bool {
        match command {
            Command::Choose | Command::Save | Command::Back => true,
            Command::Undo => self.field.can_undo(),
            Command::Redo => self.field.can_redo(),
            _ => false,
        }
    }
}
