//! Lines in which a case is named: what does not name one by itself (a bare number, the 查询码, a
//! number of another system) is shown to the store, and the number of the case that it means takes its
//! place. The cursor goes on meanwhile; only handing the form in waits.

use crate::app::answer::{Answer, Reply};
use crate::app::effect::{Effect, Request};
use crate::app::form::Form;
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::domain::item::Item;
use crate::domain::number::CaseNumber;
use crate::domain::typed::half_width;

/// What was asked about the lines of a form.
#[derive(Debug)]
pub struct NamedCase {
    slot: RequestSlot,
    /// What stood in the line that was asked about last; the answer is for no other.
    typed: String,
    /// The form is handed in as soon as the answer is there.
    hands_in: bool,
}

/// What an answer was to a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// The answer to another question.
    Nothing,
    /// The line is filled in, or what stands there names no case.
    Taken,
    /// The form was to be handed in, and now can be.
    HandIn,
}

impl NamedCase {
    /// Starts with nothing asked.
    pub const fn new(asker: Asker, kind: u64) -> Self {
        Self {
            slot: RequestSlot::new(asker, kind),
            typed: String::new(),
            hands_in: false,
        }
    }

    /// Forgets what was asked about the form that was open before.
    pub fn begin(&mut self) {
        self.typed.clear();
        self.hands_in = false;
    }

    /// Asks about a line that the cursor is not on.
    pub fn left<I: Copy + PartialEq>(&mut self, form: &Form<I>) -> Option<Effect> {
        let open = form.cursor();
        let line = form
            .cases()
            .find(|(id, text)| Some(*id) != open && self.asks(text));
        let text = line?.1.to_owned();
        Some(self.ask(text, false))
    }

    /// Asks about a line before the form is handed in; `None` where it can be handed in at once.
    pub fn before<I: Copy + PartialEq>(&mut self, form: &Form<I>) -> Option<Effect> {
        let waits = self.slot.is_waiting();
        let mut lines = form.cases();
        let line = lines.find(|(_, text)| self.asks(text) || (waits && *text == self.typed));
        let text = line?.1.to_owned();
        Some(self.ask(text, true))
    }

    /// Takes an answer: one case takes the place of what was typed, of several the line says which.
    pub fn heard<I: Copy + PartialEq>(
        &mut self,
        shared: &Shared,
        form: Option<&mut Form<I>>,
        reply: &Reply,
    ) -> Heard {
        if !self.slot.takes(reply.ticket) {
            return Heard::Nothing;
        }
        let hands_in = std::mem::take(&mut self.hands_in);
        let Some(form) = form else {
            return Heard::Taken;
        };
        let line = form.cases().find(|(_, text)| *text == self.typed);
        let Some(id) = line.map(|(id, _)| id) else {
            return Heard::Taken;
        };
        match &reply.answer {
            Answer::Meant(cases) => match cases[..] {
                [] => {}
                [number] => form.take(id, &number.to_string()),
                _ => {
                    form.tell(&[(id, several(shared, cases))]);
                    self.typed.clear();
                    return Heard::Taken;
                }
            },
            Answer::Failed(reason) => {
                let args = [("reason", reason.clone().into())];
                form.tell(&[(id, shared.words.say_with("desk-reply-failed", &args))]);
                self.typed.clear();
                return Heard::Taken;
            }
            _ => return Heard::Taken,
        }
        if hands_in {
            Heard::HandIn
        } else {
            Heard::Taken
        }
    }

    /// Tells whether the store knows better what a text means; nothing is asked twice.
    fn asks(&self, text: &str) -> bool {
        !text.trim().is_empty() && text != self.typed && !names_itself(text)
    }

    fn ask(&mut self, text: String, hands_in: bool) -> Effect {
        self.typed.clone_from(&text);
        self.hands_in |= hands_in;
        Effect::Store(self.slot.draw(), Request::Meant(text))
    }
}

/// Says which cases a text may mean.
pub fn several(shared: &Shared, cases: &[CaseNumber]) -> String {
    let cases: Vec<String> = cases.iter().map(CaseNumber::to_string).collect();
    let args = [("cases", cases.join("、").into())];
    shared.words.say_with("case-several", &args)
}

/// Tells whether a text is the whole number of a case, or of another thing that may stand there.
pub fn names_itself(text: &str) -> bool {
    Item::parse(&half_width(text).trim().to_uppercase()).is_some()
}
