//! The store's answers to the whistles pane.

use crate::app::effect::{Answer, Reply};
use crate::app::pane::Pane;
use crate::app::part::{Outcome, Tone, Wish};
use crate::app::shared::Shared;
use crate::app::whistles::{State, tell};
use crate::domain::act::{Done, Outcome as Came};
use crate::domain::item::Item;

impl State {
    pub(super) fn replied(&mut self, shared: &Shared, reply: Reply) -> Outcome {
        let ticket = reply.ticket;
        let (asking, reading) = (self.asking.takes(ticket), self.reading.takes(ticket));
        let doing = self.doing.takes(ticket);
        match reply.answer {
            Answer::Whistles(views) if asking => {
                self.views = views;
                Outcome::used()
            }
            Answer::Grid(tree) if reading => {
                self.tree = Some(*tree);
                Outcome::used()
            }
            Answer::Outcomes(came) if doing => match came.into_iter().next() {
                Some(came) => self.done(shared, came),
                None => Outcome::used(),
            },
            Answer::Failed(reason) if asking || reading || doing => {
                let args = [("reason", reason.into())];
                tell(Tone::Bad, shared.words.say_with("desk-reply-failed", &args))
            }
            _ => Outcome::unused(),
        }
    }

    /// Takes what came of a deed; what was typed stays unless it was done.
    fn done(&mut self, shared: &Shared, came: Came) -> Outcome {
        match came {
            Came::Done(done) => {
                let handed_in = self
                    .job
                    .take()
                    .map(|job| Wish::finished(Pane::Whistles, &job.kind));
                let Done::Whistle(id) = done else {
                    return Outcome::used();
                };
                self.hand.set(id);
                let args = [("number", Item::Whistle(id).to_string().into())];
                let mut told = tell(Tone::Good, shared.words.say_with("whistles-done", &args));
                told.wishes.extend(handed_in);
                told
            }
            Came::Refused(refusal) => match &mut self.job {
                Some(job) => {
                    job.refuse(&refusal, &shared.words);
                    Outcome::used()
                }
                None => tell(Tone::Bad, shared.words.refusal(&refusal)),
            },
            Came::Conflict { .. } | Came::Skipped { .. } => Outcome::used(),
        }
    }
}
