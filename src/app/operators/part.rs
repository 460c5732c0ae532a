//! The keys of the operators' window.

use super::{Face, State};
use crate::app::answer::{Answer, Reply, Sent};
use crate::app::effect::{Effect, Request};
use crate::app::msg::Press;
use crate::app::part::{Input, Openness, Part, Response};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::secret::Secret;

impl State {
    fn pressed(&mut self, shared: &Shared, press: Press) -> Response {
        self.problem = None;
        let digit = press.key.folded().text().and_then(|sign| sign.to_digit(10));
        let at = digit.and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
        match &mut self.face {
            Face::Form(form) => form.press(press),
            Face::List => {
                let rows = self.rows(shared).unwrap_or_default();
                if let Some(at) = at.filter(|at| *at < rows.len()) {
                    self.cursor = at;
                    self.choose(shared);
                }
            }
            Face::Tasks { who, tasks, .. } => {
                if let Some(task) = at.and_then(|at| tasks.get(at).copied()) {
                    let who = who.clone();
                    return self.begin(&who, task);
                }
            }
            Face::Key { .. } => {}
        }
        Response::used()
    }

    fn chosen(&mut self, shared: &Shared) -> Response {
        match &mut self.face {
            Face::List => self.choose(shared),
            Face::Tasks { who, tasks, cursor } => {
                if let Some(task) = tasks.get(*cursor).copied() {
                    let who = who.clone();
                    return self.begin(&who, task);
                }
            }
            Face::Form(form) => {
                if !form.onward() {
                    return self.hand_in(shared);
                }
            }
            Face::Key { .. } => return self.back(),
        }
        Response::used()
    }

    fn moved(&mut self, shared: &Shared, down: bool) -> Response {
        let rows = self.rows(shared).unwrap_or_default().len();
        let step = |at: usize, count: usize| {
            if down {
                (at + 1).min(count.saturating_sub(1))
            } else {
                at.saturating_sub(1)
            }
        };
        match &mut self.face {
            Face::List => self.cursor = step(self.cursor, rows),
            Face::Tasks { tasks, cursor, .. } => *cursor = step(*cursor, tasks.len()),
            Face::Form(form) if down => {
                form.onward();
            }
            Face::Form(form) => form.previous(),
            Face::Key { .. } => {}
        }
        Response::used()
    }

    /// Sends the key to the printer; it lies in no file.
    fn print_key(&mut self, shared: &Shared) -> Response {
        let Face::Key { name, key } = &self.face else {
            return Response::unused();
        };
        let args = [
            ("name", name.as_str().into()),
            ("key", key.expose().into()),
            ("day", shared.now.date().to_string().into()),
        ];
        let text = shared.words.say_with("operators-key-paper", &args);
        let request = Request::PrintUnkept(Secret::new(text));
        Response::effect(Effect::Store(self.print.draw(), request))
    }

    fn replied(&mut self, shared: &Shared, reply: Reply) -> Response {
        if self.list.takes(reply.ticket) {
            if let Answer::Operators(all) = reply.answer {
                self.hear(shared, all);
            }
            return Response::used();
        }
        if self.print.takes(reply.ticket) {
            let word = match reply.answer {
                Answer::Printed(Sent::Taken) => "operators-key-printed",
                Answer::Printed(Sent::AtWork) => "operators-key-printing",
                _ => "operators-key-not-printed",
            };
            self.answer = Some(shared.words.say(word));
            return Response::used();
        }
        if !self.task.takes(reply.ticket) {
            return Response::unused();
        }
        match reply.answer {
            Answer::OperatorDone(recovery) => self.done(shared, recovery),
            Answer::Failed(reason) => {
                self.waits = false;
                self.problem = Some(reason);
                if let Face::Form(form) = &mut self.face {
                    form.asks_again();
                }
                Response::used()
            }
            _ => Response::unused(),
        }
    }
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Reply(reply) => self.replied(shared, reply),
            // What is asked of the store is asked once.
            Input::Press(_) | Input::Paste(_) | Input::Command(_) if self.waits => Response::used(),
            Input::Press(press) => self.pressed(shared, press),
            Input::Paste(text) => {
                if let Face::Form(form) = &mut self.face {
                    form.paste(&text);
                }
                Response::used()
            }
            Input::Command(Command::Choose) => self.chosen(shared),
            Input::Command(Command::Save) => self.hand_in(shared),
            Input::Command(Command::Back) => self.back(),
            Input::Command(Command::MoveUp | Command::FieldPrevious) => self.moved(shared, false),
            Input::Command(Command::MoveDown | Command::FieldNext) => self.moved(shared, true),
            Input::Command(Command::ListPrint) => self.print_key(shared),
            Input::Changed => Response::effect(self.look()),
            Input::Command(_)
            | Input::Click { .. }
            | Input::Scroll(_)
            | Input::Show(_)
            | Input::Tick => Response::unused(),
        }
    }

    fn open_field(&self) -> Openness {
        match &self.face {
            Face::Form(form) => form.open_field(),
            Face::List | Face::Tasks { .. } | Face::Key { .. } => Openness::Closed,
        }
    }

    fn valid(&self, command: Command) -> bool {
        let form = matches!(self.face, Face::Form(_));
        match command {
            Command::Choose | Command::Back => true,
            Command::Save => form,
            Command::ListPrint => self.shows_key(),
            Command::MoveUp | Command::MoveDown => !self.shows_key(),
            Command::FieldNext | Command::FieldPrevious => form,
            _ => false,
        }
    }
}
