//! What commands do in the queue, and in what stands over it.

use crate::app::effect::{Effect, Request};
use crate::app::form::{Did, Form};
use crate::app::part::{Intent, Response, Target};
use crate::app::queue::filter::Wanted;
use crate::app::queue::lines::GROUPS;
use crate::app::queue::{Panel, State, bulk, filter};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::queue::Sort;

impl State {
    pub(super) fn command(&mut self, shared: &Shared, command: Command) -> Response {
        self.gone = None;
        match command {
            Command::Choose => match self.current() {
                Some(row) => Response::intent(Intent::Open(Target::Case(row.number.to_string()))),
                None => Response::unused(),
            },
            Command::JointHear | Command::LookupOpen => match self.current() {
                Some(row) => {
                    let number = row.number;
                    Response::intent(Intent::Open(if command == Command::JointHear {
                        Target::Hear(number)
                    } else {
                        Target::Lookup(number)
                    }))
                }
                None => Response::unused(),
            },
            Command::Back if !self.marked.is_empty() => {
                self.marked.clear();
                Response::used()
            }
            Command::ListFilter => {
                self.panel = Some(Panel::Filter(filter::form(&self.wanted)));
                Response::effect(Effect::Store(self.grids.draw(), Request::Grid))
            }
            Command::QueueClear => {
                self.wanted = Wanted::default();
                self.ask_anew(shared)
            }
            Command::ListSort => {
                self.sort = following(Sort::ALL, self.sort);
                self.group = None;
                self.ask_anew(shared)
            }
            Command::ListReverse => {
                self.descending = !self.descending;
                self.ask_anew(shared)
            }
            Command::ListGroup => {
                self.group = match self.group {
                    None => GROUPS.first().copied(),
                    Some(last) if GROUPS.last() == Some(&last) => None,
                    Some(group) => Some(following(GROUPS, group)),
                };
                self.sort = self.group.unwrap_or(Sort::Due);
                self.ask_anew(shared)
            }
            Command::ListMark => {
                let Some((number, revision)) = self.current().map(|it| (it.number, it.revision))
                else {
                    return Response::unused();
                };
                if self.marked.remove(&number).is_none() {
                    self.marked.insert(number, revision);
                }
                self.hand.step(self.list.numbers(), 1);
                self.after_move(shared)
            }
            Command::ListMarkAll => {
                let rows = self.list.rows();
                if rows.iter().all(|row| self.marked.contains_key(&row.number)) {
                    self.marked.clear();
                } else {
                    let all = rows.iter().map(|row| (row.number, row.revision));
                    self.marked.extend(all);
                }
                Response::used()
            }
            Command::QueueTriage => match self.current() {
                Some(row) => Response::intent(Intent::Open(Target::Triage {
                    number: row.number,
                    onward: true,
                })),
                None => Response::unused(),
            },
            Command::QueueAssign => {
                if self.marked.is_empty() {
                    let Some(row) = self.current().map(|it| (it.number, it.revision)) else {
                        return Response::unused();
                    };
                    self.marked.extend([row]);
                }
                self.panel = Some(Panel::Assign {
                    form: bulk::form(),
                    count: self.marked.len(),
                });
                Response::used()
            }
            other => self.moved(shared, other),
        }
    }

    /// What a command does while something stands over the list.
    pub(super) fn panel_command(&mut self, shared: &Shared, command: Command) -> Response {
        if command == Command::Back {
            self.panel = None;
            return Response::used();
        }
        let submits = match &mut self.panel {
            Some(Panel::Report(report)) => match command {
                Command::MoveUp => {
                    report.scroll(-1);
                    return Response::used();
                }
                Command::MoveDown => {
                    report.scroll(1);
                    return Response::used();
                }
                Command::Choose | Command::Save => {
                    self.panel = None;
                    return Response::used();
                }
                _ => return Response::unused(),
            },
            Some(Panel::Filter(form)) => submits(form, command),
            Some(Panel::Assign { form, .. }) => submits(form, command),
            None => return Response::unused(),
        };
        match submits {
            None => Response::unused(),
            Some(false) => Response::used(),
            Some(true) => self.submit(shared),
        }
    }

    pub(super) fn submit(&mut self, shared: &Shared) -> Response {
        match &mut self.panel {
            Some(Panel::Filter(form)) => {
                let rows = self.list.rows();
                self.wanted = filter::read(form, &self.wanted, self.grid.as_deref(), rows);
                self.panel = None;
                self.ask_anew(shared)
            }
            Some(Panel::Assign { form, .. }) => {
                let step = match bulk::read(form) {
                    Ok(step) if (0..3).any(|at| !form.text(at).trim().is_empty()) => step,
                    Ok(_) => {
                        form.tell(&[(0, shared.words.say("queue-assign-empty"))]);
                        return Response::used();
                    }
                    Err(_) => return Response::used(),
                };
                if self.writes.is_waiting() {
                    return Response::used();
                }
                self.assigning = self.marked.keys().copied().collect();
                let cases = self.marked.iter().map(|(number, at)| (*number, *at));
                let request = Request::Commit(bulk::deeds(&step, cases));
                Response::effect(Effect::Store(self.writes.draw(), request))
            }
            Some(Panel::Report(_)) | None => Response::unused(),
        }
    }
}

/// Does what a command asks of a form; true when it is handed in, `None` when it is not its.
fn submits<I: Copy + PartialEq>(form: &mut Form<I>, command: Command) -> Option<bool> {
    if command == Command::Save {
        return Some(true);
    }
    match form.command(command) {
        Did::Nothing => None,
        Did::Changed => Some(false),
        Did::Ended => Some(true),
    }
}

fn following<T: Copy + PartialEq>(all: &[T], at: T) -> T {
    let index = all.iter().position(|it| *it == at).map_or(0, |at| at + 1);
    all.get(index).or(all.first()).copied().unwrap_or(at)
}
