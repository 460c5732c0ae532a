//! Triage as a part of the screen.

use crate::app::form::Did;
use crate::app::held::Filling;
use crate::app::part::{Input, Openness, Part, Response};
use crate::app::shared::Shared;
use crate::app::triage::places::space;
use crate::app::triage::{Row, State};
use crate::command::table::Command;

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        let response = self.take_input(shared, input);
        self.propose(shared);
        response
    }

    fn filling(&self) -> Option<Filling> {
        Some(Filling {
            mark: format!("triage/{}", self.number),
            saving: self.writes.is_waiting(),
            asks: false,
        })
    }

    fn open_field(&self) -> Openness {
        self.form.open_field()
    }

    fn recommended(&self) -> Option<Command> {
        let mut usual = [Command::TriageTakeAll, Command::Save].into_iter();
        usual.find(|command| self.valid(*command))
    }

    fn valid(&self, command: Command) -> bool {
        match command {
            Command::Back | Command::Save | Command::TriageNext => true,
            Command::TriageTake => self
                .form
                .cursor()
                .is_some_and(|row| self.proposed(row).is_some()),
            Command::TriageForce => self.has_force(),
            Command::TriageTakeAll => Row::ALL.iter().any(|row| self.proposed(*row).is_some()),
            other => self.form.valid(other),
        }
    }
}

impl State {
    fn take_input(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Command(Command::Back) => self.back(shared),
            Input::Command(Command::Save) => self.save(shared),
            Input::Command(Command::TriageTake) => match self.form.cursor() {
                Some(row) => self.take(&[row]),
                None => Response::unused(),
            },
            Input::Command(Command::TriageTakeAll) => self.take(&Row::ALL),
            Input::Command(Command::TriageForce) => self.turn_force(),
            Input::Command(Command::TriageNext) => self.next(shared),
            Input::Command(Command::MovePageDown) => self.scrolled(1),
            Input::Command(Command::MovePageUp) => self.scrolled(-1),
            Input::Command(command) if self.step_class(command) => Response::used(),
            Input::Command(command) if self.take_class(command) => {
                if command == Command::FieldNext {
                    self.form.command(command);
                }
                Response::used()
            }
            Input::Command(command) => match self.form.command(command) {
                Did::Nothing => Response::unused(),
                Did::Changed => {
                    if command == Command::FormClear {
                        self.changed();
                    }
                    if self.form.cursor() != Some(Row::Content) {
                        self.name_class(shared);
                    }
                    Response::used()
                }
                Did::Ended => self.save(shared),
            },
            Input::Press(press) => {
                if !self.form.press(press) {
                    return Response::unused();
                }
                self.changed();
                Response::used()
            }
            Input::Click { row, .. } => {
                if space(shared).click(shared, &mut self.form, row) {
                    Response::used()
                } else {
                    Response::unused()
                }
            }
            Input::Scroll(by) => self.scrolled(by),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Paste(text) => {
                self.form.paste(&text);
                self.changed();
                Response::used()
            }
            Input::Show(_) | Input::Tick | Input::Changed => Response::unused(),
        }
    }

    fn scrolled(&mut self, by: i16) -> Response {
        self.scroll = self.scroll.saturating_add_signed(by).min(500);
        Response::used()
    }
}
