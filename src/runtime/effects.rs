//! Performing effects: each goes to the thread that can do it.

use crate::app::answer::{Answer, Reply};
use crate::app::effect::{Course, Effect};
use crate::app::msg::Msg;
use crate::clock::Clock;
use crate::runtime::lanes::Lanes;

/// What performing an effect leads to at once.
#[derive(Debug, PartialEq, Eq)]
pub enum Performed {
    /// Nothing; an answer may come later.
    Sent,
    /// A message for the screen.
    Message(Msg),
    /// A text for the terminal's clipboard.
    Copy(String),
    /// A lesson to be given on this terminal.
    Learn(Course),
    /// The end of the program.
    Quit,
}

/// Performs one effect.
pub fn perform(effect: Effect, lanes: &mut Lanes, clock: &Clock, store_gone: &str) -> Performed {
    match effect {
        Effect::Quit => Performed::Quit,
        Effect::TerminalCopy(text) => Performed::Copy(text),
        Effect::Learn(course) => Performed::Learn(course),
        Effect::AskTime => Performed::Message(Msg::Second(clock.read().moment)),
        Effect::Stop(ticket) => {
            lanes.stop(ticket);
            Performed::Sent
        }
        Effect::Store(ticket, request) => {
            let wrote = request.is_write();
            if lanes.ask(ticket, request) {
                Performed::Sent
            } else {
                Performed::Message(Msg::Reply(Reply {
                    seen: None,
                    ticket,
                    wrote,
                    answer: Answer::Failed(store_gone.to_owned()),
                }))
            }
        }
    }
}
