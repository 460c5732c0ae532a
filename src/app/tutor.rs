//! 学一学: lessons at the desk itself, in a store of their own. A lesson tells what happens at the
//! counter, waits for the right thing to be done, and says what was good about it.

pub mod lessons;
pub mod list;

use crate::app::answer::{Answer, Reply};
use crate::app::effect::{Effect, Request};
use crate::app::ticket::Ticket;
use crate::app::tutor::lessons::{LESSONS, Lesson, Until};
use crate::domain::act::CommitResult;

/// Rows below the desk in which the lesson speaks.
pub const ROWS: u16 = 6;

/// Where the learner stands.
#[derive(Debug, Default)]
pub struct State {
    lesson: usize,
    /// The step that is waited for; behind the last one the lesson is done.
    step: usize,
    /// It was noted that the lesson is done.
    noted: bool,
    /// What was sent to be written and is not answered yet.
    sent: Vec<(Ticket, Request)>,
}

/// What the lesson says now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    /// Which lesson, from 1, of how many.
    pub lesson: (usize, usize),
    /// Which step, from 1, of how many; `None` when the lesson is done.
    pub step: Option<(usize, usize)>,
    /// The key of the lesson's name.
    pub title: String,
    /// The key of what happens at the counter, or of what was good.
    pub scene: String,
    /// The key of what to do.
    pub todo: Option<String>,
}

impl State {
    /// Starts at a lesson, from 1.
    pub fn at(lesson: usize) -> Self {
        Self {
            lesson: lesson.clamp(1, LESSONS.len()) - 1,
            ..Self::default()
        }
    }

    fn lesson(&self) -> &'static Lesson {
        LESSONS.get(self.lesson).unwrap_or(&LESSONS[0])
    }

    /// Gives what the lesson says now.
    pub fn speech(&self) -> Speech {
        let lesson = self.lesson();
        let key = |part: &str| format!("tutor-{}-{part}", lesson.code);
        let todo = lesson.steps.get(self.step).map(|step| key(step.code));
        Speech {
            lesson: (self.lesson + 1, LESSONS.len()),
            step: todo
                .is_some()
                .then_some((self.step + 1, lesson.steps.len())),
            title: format!("tutor-{}", lesson.code),
            scene: key(if todo.is_some() { "scene" } else { "good" }),
            todo,
        }
    }

    /// Gives which lesson is being given, from 1.
    pub const fn number(&self) -> usize {
        self.lesson + 1
    }

    /// Gives the code of the lesson as soon as all of it was done, once.
    pub fn just_done(&mut self) -> Option<&'static str> {
        let lesson = self.lesson();
        let done = self.step >= lesson.steps.len() && !self.noted;
        self.noted |= done;
        done.then_some(lesson.code)
    }

    /// Goes to a lesson, from 1.
    pub fn go_to(&mut self, lesson: usize) {
        self.lesson = lesson.clamp(1, LESSONS.len()) - 1;
        (self.step, self.noted) = (0, false);
    }

    /// Goes to the next lesson, or back to the one before; at either end it stays.
    pub fn turn(&mut self, onward: bool) {
        let last = LESSONS.len() - 1;
        self.lesson = if onward {
            (self.lesson + 1).min(last)
        } else {
            self.lesson.saturating_sub(1)
        };
        (self.step, self.noted) = (0, false);
    }

    /// Remembers what goes out to be written.
    pub fn send(&mut self, effects: &[Effect]) {
        for effect in effects {
            if let Effect::Store(ticket, request) = effect
                && request.is_write()
            {
                self.sent.push((*ticket, request.clone()));
            }
        }
    }

    /// Hears what became of what was sent: the right thing done goes one step on.
    pub fn hear(&mut self, reply: &Reply) {
        let Some(at) = self.sent.iter().position(|(it, _)| *it == reply.ticket) else {
            return;
        };
        let (_, request) = self.sent.remove(at);
        let done = match &reply.answer {
            Answer::Outcomes(outcomes) => outcomes
                .iter()
                .all(|it| matches!(it, CommitResult::Done(_))),
            Answer::Failed(_) => false,
            _ => true,
        };
        if let Some(Until::Did(is_right)) = self.until()
            && done
            && is_right(&request)
        {
            self.advance();
        }
    }

    /// Goes one step on.
    pub const fn advance(&mut self) {
        self.step += 1;
    }

    /// Gives what is waited for; nothing when the lesson is done.
    pub fn until(&self) -> Option<Until> {
        self.lesson().steps.get(self.step).map(|step| step.until)
    }
}
