//! The store's answers to the whistles pane.

use crate::app::effect::{Answer, Reply};
use crate::app::part::{Outcome, Tone};
use crate::app::shared::Shared;
use crate::app::whistles::State;
use crate::domain::act::Done;
use crate::domain::item::Item;

impl State {
    pub(super) fn replied(&mut self, shared: &Shared, reply: Reply) -> Outcome {
        let ticket = reply.ticket;
        let (asking, reading) = (self.asking.takes(ticket), self.reading.takes(ticket));
        let doing = self.tray.takes(ticket);
        match reply.answer {
            Answer::Whistles(views) if asking => {
                self.views = views;
                Outcome::used()
            }
            Answer::Grid(tree) if reading => {
                self.tree = Some(*tree);
                Outcome::used()
            }
            Answer::Outcomes(came) if doing => match self.tray.came(shared, came) {
                Ok(done) => self.done(shared, &done),
                Err(outcome) => outcome,
            },
            Answer::Failed(reason) if asking || reading || doing => {
                let args = [("reason", reason.into())];
                Outcome::tell(Tone::Bad, shared.words.say_with("desk-reply-failed", &args))
            }
            _ => Outcome::unused(),
        }
    }

    fn done(&mut self, shared: &Shared, done: &Done) -> Outcome {
        if let Done::Whistle(id) = done {
            self.hand.set(*id);
            let args = [("number", Item::Whistle(*id).to_string().into())];
            self.tray.say(shared.words.say_with("whistles-done", &args));
        }
        self.tray.done()
    }
}
