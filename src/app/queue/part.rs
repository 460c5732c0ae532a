//! The queue as a part of the screen.

use crate::app::part::{Input, Openness, Part, Response, Target};
use crate::app::queue::filter::Wanted;
use crate::app::queue::{Panel, State};
use crate::app::shared::Shared;
use crate::command::table::Command;

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Command(command) if self.panel.is_some() => self.panel_command(shared, command),
            Input::Command(command) => self.command(shared, command),
            Input::Press(press) => {
                let used = match &mut self.panel {
                    Some(Panel::Filter(form)) => form.press(press),
                    Some(Panel::Assign { form, .. }) => form.press(press),
                    Some(Panel::Report(_)) | None => false,
                };
                if used {
                    Response::used()
                } else {
                    Response::unused()
                }
            }
            Input::Paste(text) => {
                match &mut self.panel {
                    Some(Panel::Filter(form)) => form.paste(&text),
                    Some(Panel::Assign { form, .. }) => form.paste(&text),
                    Some(Panel::Report(_)) | None => return Response::unused(),
                }
                Response::used()
            }
            Input::Click { row, .. } if self.panel.is_none() => self.clicked(shared, row),
            Input::Scroll(rows) => match &mut self.panel {
                Some(Panel::Report(report)) => {
                    report.scroll(isize::from(rows));
                    Response::used()
                }
                Some(Panel::Filter(_) | Panel::Assign { .. }) => Response::unused(),
                None => {
                    self.hand.step(self.list.numbers(), isize::from(rows));
                    self.after_move(shared)
                }
            },
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Show(Target::Queue(filter)) => {
                self.panel = None;
                self.wanted = Wanted {
                    filter: *filter,
                    span: None,
                };
                self.ask_anew(shared)
            }
            Input::Click { .. } | Input::Show(_) => Response::unused(),
            Input::Tick | Input::Changed => {
                let mut outcome = Response::used();
                outcome.effects = self.reload(shared);
                outcome
            }
        }
    }

    fn open_field(&self) -> Openness {
        match &self.panel {
            Some(Panel::Filter(form)) => form.open_field(),
            Some(Panel::Assign { form, .. }) => form.open_field(),
            Some(Panel::Report(_)) | None => Openness::Closed,
        }
    }

    fn valid(&self, command: Command) -> bool {
        let any = !self.list.rows().is_empty();
        match &self.panel {
            Some(Panel::Report(_)) => matches!(
                command,
                Command::Back | Command::Choose | Command::MoveUp | Command::MoveDown
            ),
            Some(Panel::Filter(form)) => {
                matches!(command, Command::Back | Command::Save) || form.valid(command)
            }
            Some(Panel::Assign { form, .. }) => {
                matches!(command, Command::Back | Command::Save) || form.valid(command)
            }
            None => match command {
                Command::ListFilter
                | Command::ListSort
                | Command::ListReverse
                | Command::ListGroup => true,
                Command::QueueClear => self.wanted != Wanted::default(),
                Command::Back => !self.marked.is_empty(),
                Command::Choose
                | Command::JointHear
                | Command::LookupOpen
                | Command::ListMark
                | Command::ListMarkAll
                | Command::QueueTriage
                | Command::QueueAssign
                | Command::MoveUp
                | Command::MoveDown
                | Command::MovePageUp
                | Command::MovePageDown
                | Command::MoveFirst
                | Command::MoveLast => any,
                _ => false,
            },
        }
    }
}
