//! 课程: the lessons, those ticked that are done. One is chosen by its digit or by the cursor: at the
//! desk it is given in a store of its own, and the desk comes back as it was.

use crate::app::answer::Answer;
use crate::app::case::menu::Menu;
use crate::app::effect::{Course, Effect, Request};
use crate::app::part::{Input, Intent, Openness, Part, Response, Tone};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::app::tutor::lessons::LESSONS;
use crate::command::table::Command;

/// The list's state.
#[derive(Debug)]
pub struct State {
    menu: Menu<usize>,
    asked: RequestSlot,
    /// Codes of the lessons that are done.
    done: Vec<String>,
    /// The lesson that is being given stays under the cursor.
    stays: bool,
}

impl State {
    /// Opens the list, on the lesson that is being given, from 1, where one is; asks which are done.
    pub fn open(given: Option<usize>, round: u64) -> (Self, Effect) {
        let mut menu = Menu::new((1..=LESSONS.len()).collect());
        if let Some(lesson) = given {
            menu.go(lesson - 1);
        }
        let mut asked = RequestSlot::new(Asker::Lessons, round);
        let effect = Effect::Store(asked.draw(), Request::Lessons);
        let state = Self {
            menu,
            asked,
            done: Vec::new(),
            stays: given.is_some(),
        };
        (state, effect)
    }

    /// Gives the place of the lesson under the cursor.
    pub fn cursor(&self) -> usize {
        self.menu.cursor()
    }

    /// Tells whether a lesson is done, by its code.
    pub fn is_done(&self, code: &str) -> bool {
        self.done.iter().any(|it| it == code)
    }

    /// Gives how many lessons are done.
    pub fn count(&self) -> usize {
        count(&self.done)
    }

    fn choose(&self, shared: &Shared) -> Response {
        let Some(lesson) = self.menu.current() else {
            return Response::used();
        };
        let course = Course {
            lesson,
            who: shared.who.clone(),
            lang: shared.words.lang().row().code,
        };
        Response::intent(Intent::Close).and_intent(Intent::Learn(course))
    }
}

/// Counts the lessons that are done.
pub fn count(done: &[String]) -> usize {
    let is_done = |code: &str| done.iter().any(|it| it == code);
    LESSONS.iter().filter(|it| is_done(it.code)).count()
}

/// Gives the first lesson that is not done, from 1; the first of all when all are.
pub fn first_open(done: &[String]) -> usize {
    let is_open = |code: &str| !done.iter().any(|it| it == code);
    LESSONS
        .iter()
        .position(|it| is_open(it.code))
        .map_or(1, |at| at + 1)
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Press(press) if self.menu.press(press) => self.choose(shared),
            Input::Command(Command::Choose) => self.choose(shared),
            Input::Command(Command::Back | Command::TutorOpen) => Response::intent(Intent::Close),
            Input::Command(command) if self.menu.command(command) => Response::used(),
            Input::Click { row, .. } if self.menu.go(row.into()) => self.choose(shared),
            Input::Scroll(rows) => {
                let at = self.menu.cursor().saturating_add_signed(rows.into());
                self.menu.go(at.min(LESSONS.len() - 1));
                Response::used()
            }
            Input::Reply(reply) if self.asked.takes(reply.ticket) => match reply.answer {
                Answer::Lessons(done) => {
                    if !self.stays {
                        self.menu.go(first_open(&done) - 1);
                    }
                    self.done = done;
                    Response::used()
                }
                Answer::Failed(reason) => {
                    let args = [("reason", reason.into())];
                    Response::tell(Tone::Bad, shared.words.say_with("desk-reply-failed", &args))
                }
                _ => Response::unused(),
            },
            Input::Command(_)
            | Input::Press(_)
            | Input::Paste(_)
            | Input::Click { .. }
            | Input::Reply(_)
            | Input::Show(_)
            | Input::Tick
            | Input::Changed => Response::unused(),
        }
    }

    fn open_field(&self) -> Openness {
        Openness::Closed
    }

    fn valid(&self, command: Command) -> bool {
        matches!(
            command,
            Command::Choose | Command::Back | Command::MoveUp | Command::MoveDown
        )
    }
}
