//! The store's answers to the hotline's pane.

use crate::app::effect::{Answer, Reply};
use crate::app::hotline::State;
use crate::app::part::{Outcome, Target, Tone, Wish};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::call::draft::CalledIn;
use crate::domain::call::view::CallView;

impl State {
    pub(super) fn replied(&mut self, shared: &Shared, reply: Reply) -> Outcome {
        let ticket = reply.ticket;
        let (list, call) = (self.lines.list.takes(ticket), self.lines.call.takes(ticket));
        let (deed, intake) = (self.tray.takes(ticket), self.lines.case.takes(ticket));
        match reply.answer {
            Answer::Hotline(view) if list => {
                self.view = *view;
                self.remind(shared)
            }
            Answer::Call(view) if call => {
                let other = self.shown().map(|it| it.id) != view.as_ref().map(|it| it.id);
                self.shown = view;
                if other {
                    self.hand.reset();
                }
                Outcome::used()
            }
            Answer::Call(Some(view)) if intake => called(&view),
            Answer::Outcomes(came) if deed => match self.tray.came(shared, came) {
                Ok(_) => self.tray.done(),
                Err(outcome) => outcome,
            },
            Answer::Failed(reason) if list || call || deed || intake => {
                let args = [("reason", reason.into())];
                Outcome::tell(Tone::Bad, shared.words.say_with("desk-reply-failed", &args))
            }
            _ => Outcome::unused(),
        }
    }

    /// Tells once, when the desk opens, what was left half typed and whom nobody called back.
    fn remind(&mut self, shared: &Shared) -> Outcome {
        if std::mem::replace(&mut self.reminded, true) {
            return Outcome::used();
        }
        let late = self.view.open.iter();
        let late = late.filter(|it| it.is_late(shared.now)).count();
        let parked = self.view.parked.len();
        if late + parked == 0 {
            return Outcome::used();
        }
        let args = [
            ("parked", parked.into()),
            ("late", late.into()),
            ("open", shared.keys(Command::HotlineOpen).into()),
        ];
        let key = match (parked, late) {
            (_, 0) => "hotline-reminder-parked",
            (0, _) => "hotline-reminder-late",
            _ => "hotline-reminder",
        };
        Outcome::tell(Tone::Plain, shared.words.say_with(key, &args))
    }
}

/// Opens the intake of a call that is to become a case.
fn called(view: &CallView) -> Outcome {
    if !view.call.awaits_case() || view.locked {
        return Outcome::used();
    }
    let card = &view.call.card;
    let called = CalledIn {
        call: view.id,
        started_at: card.started_at,
        person: card.caller.person,
        number: card.caller.number.clone(),
        name: card.caller.name.clone(),
        village: card.caller.village.clone(),
        note: card.note.clone(),
    };
    Outcome::wish(Wish::Open(Target::Called(Box::new(called))))
}
