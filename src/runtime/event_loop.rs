//! The loop: drains what waits, updates, performs, draws once if anything changed. Nothing slow
//! runs here; between events it sleeps.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::Result;

use crate::app::effect::Course;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::update::{opening, update};
use crate::clock::Clock;
use crate::runtime::effects::{Performed, perform};
use crate::runtime::input::{self, Reading};
use crate::runtime::lanes::{Delivery, Lanes, Service};
use crate::runtime::school::{Lessons, School};
use crate::runtime::signals::{self, SignalNotice};
use crate::runtime::terminal::{self, Screen};

/// Seconds by which a clock that is being set right may go back without a word.
const SLACK: i64 = 2;
/// How often it is looked whether the lessons have ended.
const LESSON_LOOK: Duration = Duration::from_millis(50);

/// What the loop hears.
enum Heard {
    Input(io::Result<Vec<Msg>>),
    Store(Box<Delivery>),
    Signal(SignalNotice),
}

/// How the desk was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// By the one at it.
    Quit,
    /// By a signal.
    Signal(i32),
    /// The terminal went away.
    TerminalGone,
}

/// Opens the desk on this terminal and runs it until it is left. The model is made by `make` from
/// the window's size; lessons are started by `school`.
pub fn run(
    clock: &Clock,
    service: impl Service,
    school: &School,
    make: impl FnOnce((u16, u16)) -> Model,
) -> Result<Left> {
    let (send, heard) = channel();
    let mut screen = Screen::take()?;
    let signal = send.clone();
    signals::listen(move |notice| drop(signal.send(Heard::Signal(notice))))?;
    let reply = send.clone();
    let mut lanes = Lanes::start(&service, move |answer| {
        drop(reply.send(Heard::Store(Box::new(answer))));
    });
    drop(service);
    let mut model = make(screen.size()?);
    let reading = input::listen(move |batch| send.send(Heard::Input(batch)).is_ok());
    let mut loan = Loan {
        school,
        reading,
        lessons: None,
    };
    let left = drive(
        &mut screen,
        &mut model,
        clock,
        &mut lanes,
        &heard,
        &mut loan,
    );
    if let Some(lessons) = loan.lessons {
        lessons.end();
    }
    left
}

/// The terminal, while the lessons have it: nothing is drawn and no key is heard, but the clock and the
/// store are.
struct Loan<'a> {
    school: &'a School,
    reading: Reading,
    lessons: Option<Lessons>,
}

impl Loan<'_> {
    /// Gives the terminal to a lesson; where it cannot begin, that is told.
    fn begin(&mut self, course: &Course, screen: &mut Screen) -> Result<Option<Msg>> {
        self.reading.stop();
        screen.lend()?;
        match self.school.begin(course) {
            Ok(lessons) => {
                self.lessons = Some(lessons);
                Ok(None)
            }
            Err(error) => self.end(Err(error.to_string()), screen).map(Some),
        }
    }

    /// Takes the terminal back as soon as the lessons have ended.
    fn look(&mut self, screen: &mut Screen) -> Result<Option<Msg>> {
        let Some(ended) = self.lessons.as_mut().and_then(Lessons::ended) else {
            return Ok(None);
        };
        self.lessons = None;
        self.end(ended, screen).map(Some)
    }

    fn end(&self, ended: Result<(), String>, screen: &mut Screen) -> Result<Msg> {
        screen.take_back()?;
        self.reading.go_on();
        Ok(Msg::LessonsOver(ended))
    }
}

fn drive(
    screen: &mut Screen,
    model: &mut Model,
    clock: &Clock,
    lanes: &mut Lanes,
    heard: &Receiver<Heard>,
    loan: &mut Loan<'_>,
) -> Result<Left> {
    let gone = model.shared.words.say("desk-store-gone");
    let mut waiting: VecDeque<Msg> = VecDeque::new();
    let mut effects = opening(model);
    let mut changed = true;
    let mut clock_reported = false;
    loop {
        while let Some(effect) = pop_front(&mut effects) {
            match perform(effect, lanes, clock, &gone) {
                Performed::Sent => {}
                Performed::Message(message) => waiting.push_front(message),
                Performed::Copy(text) => {
                    if screen.copy(&text).is_err() {
                        return Ok(Left::TerminalGone);
                    }
                }
                Performed::Learn(course) => {
                    // What was typed behind it was meant for the lesson.
                    waiting.retain(|it| !is_typed(it));
                    let Ok(refused) = loan.begin(&course, screen) else {
                        return Ok(Left::TerminalGone);
                    };
                    waiting.extend(refused);
                }
                Performed::Quit => return Ok(Left::Quit),
            }
        }
        if let Some(message) = waiting.pop_front() {
            changed = true;
            effects.extend(update(model, message));
            continue;
        }
        match heard.try_recv() {
            Ok(first) => {
                if let Some(left) = take(first, lanes, &mut waiting, screen) {
                    return Ok(left);
                }
                if loan.lessons.is_some() {
                    waiting.retain(|it| !is_typed(it));
                }
                continue;
            }
            Err(_) if changed && loan.lessons.is_none() => {
                if screen.draw(model).is_err() {
                    return Ok(Left::TerminalGone);
                }
                changed = false;
            }
            Err(_) => {}
        }
        let counting = model.counts_seconds();
        let wait = match loan.lessons {
            Some(_) => LESSON_LOOK,
            None => until_next(clock, counting),
        };
        match heard.recv_timeout(wait) {
            Ok(first) => {
                if let Some(left) = take(first, lanes, &mut waiting, screen) {
                    return Ok(left);
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(Left::TerminalGone),
        }
        let Ok(over) = loan.look(screen) else {
            return Ok(Left::TerminalGone);
        };
        if let Some(over) = over {
            let (columns, rows) = terminal::size();
            waiting.extend([Msg::Resize(columns, rows), over]);
        }
        let reading = clock.read();
        if reading.behind > SLACK && !clock_reported {
            waiting.push_front(Msg::ClockBack(reading.behind));
        }
        clock_reported = reading.behind > SLACK;
        if reading.moment.unix().div_euclid(60) != model.shared.now.unix().div_euclid(60) {
            waiting.push_front(Msg::Tick(reading.moment));
        }
        if counting {
            // Before the keys of this round, so that a pad is timed to its last sign.
            waiting.push_front(Msg::Second(reading.moment));
        }
    }
}

/// Tells what came from the one at the desk.
const fn is_typed(message: &Msg) -> bool {
    matches!(message, Msg::Press(_) | Msg::Paste(_) | Msg::Mouse(_))
}

/// Lines up what was heard; tells when the desk is to be left.
fn take(
    heard: Heard,
    lanes: &Lanes,
    waiting: &mut VecDeque<Msg>,
    screen: &mut Screen,
) -> Option<Left> {
    match heard {
        Heard::Input(Ok(messages)) => {
            if messages.iter().any(|it| matches!(it, Msg::Resize(..))) {
                terminal::tell_what_waits();
            }
            waiting.extend(messages);
        }
        Heard::Store(delivery) => waiting.extend(lanes.open(*delivery)),
        Heard::Input(Err(_)) => return Some(Left::TerminalGone),
        Heard::Signal(notice @ (SignalNotice::Resized | SignalNotice::Continued)) => {
            if notice == SignalNotice::Continued && screen.retake().is_err() {
                return Some(Left::TerminalGone);
            }
            let (columns, rows) = terminal::size();
            waiting.push_back(Msg::Resize(columns, rows));
        }
        Heard::Signal(SignalNotice::End(number)) => return Some(Left::Signal(number)),
    }
    None
}

/// Gives how long to sleep: to the next minute, or while seconds are counted to the next second.
fn until_next(clock: &Clock, counting: bool) -> Duration {
    if counting {
        return Duration::from_secs(1);
    }
    let second = clock.read().moment.unix().rem_euclid(60);
    Duration::from_secs(u64::try_from(60 - second).unwrap_or(60))
}

fn pop_front<T>(list: &mut Vec<T>) -> Option<T> {
    (!list.is_empty()).then(|| list.remove(0))
}
