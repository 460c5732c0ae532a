//! The store's answers to the prevention pane.

use crate::app::effect::{Answer, Reply};
use crate::app::part::{Outcome, Tone};
use crate::app::prevention::State;
use crate::app::prevention::job::Job;
use crate::app::shared::Shared;
use crate::domain::act::Done;
use crate::domain::item::Item;

impl State {
    pub(super) fn replied(&mut self, shared: &Shared, reply: Reply) -> Outcome {
        let asking = self.asking.takes(reply.ticket);
        let doing = self.tray.takes(reply.ticket);
        match reply.answer {
            Answer::Prevention(view) if asking => {
                self.view = Some(view);
                Outcome::used()
            }
            Answer::Outcomes(came) if doing => match self.tray.came(shared, came) {
                Ok(done) => self.done(shared, &done),
                Err(outcome) => outcome,
            },
            Answer::Failed(reason) if asking || doing => {
                let args = [("reason", reason.into())];
                Outcome::tell(Tone::Bad, shared.words.say_with("desk-reply-failed", &args))
            }
            _ => Outcome::unused(),
        }
    }

    fn done(&mut self, shared: &Shared, done: &Done) -> Outcome {
        let words = &shared.words;
        let job = self.tray.job();
        if let Some(how) = job.and_then(Job::how) {
            self.how = how;
        }
        if let Some(next) = self.then.take() {
            self.hand.set(next);
        }
        let place = job.map_or(String::new(), |job| job.more.place.clone());
        let sign = match done {
            Done::CheckIn { sign } => *sign,
            Done::Sign(id) => Some(*id),
            _ => None,
        };
        let said = match sign {
            Some(id) => {
                let args = [("number", Item::Sign(id).to_string().into())];
                words.say_with("prevention-sign-kept", &args)
            }
            None => words.say_with("prevention-kept", &[("place", place.into())]),
        };
        self.tray.say(said);
        self.tray.done()
    }
}
