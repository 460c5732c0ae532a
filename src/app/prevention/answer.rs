//! The store's answers to the prevention pane.

use crate::app::effect::{Answer, Reply};
use crate::app::part::{Outcome, Tone, Wish};
use crate::app::prevention::job::{Job, form_name};
use crate::app::prevention::{State, tell};
use crate::app::shared::Shared;
use crate::domain::act::{Done, Outcome as Came};
use crate::domain::item::Item;

impl State {
    pub(super) fn replied(&mut self, shared: &Shared, reply: Reply) -> Outcome {
        let asking = self.asking.takes(reply.ticket);
        let doing = self.doing.takes(reply.ticket);
        match reply.answer {
            Answer::Prevention(view) if asking => {
                self.view = Some(view);
                Outcome::used()
            }
            Answer::Outcomes(came) if doing => match came.into_iter().next() {
                Some(came) => self.done(shared, came),
                None => Outcome::used(),
            },
            Answer::Failed(reason) if asking || doing => {
                let args = [("reason", reason.into())];
                tell(Tone::Bad, shared.words.say_with("desk-reply-failed", &args))
            }
            _ => Outcome::unused(),
        }
    }

    /// Takes what came of a deed; what was typed stays unless it was done.
    fn done(&mut self, shared: &Shared, came: Came) -> Outcome {
        let words = &shared.words;
        match came {
            Came::Done(done) => {
                let job = self.job.take();
                if let Some(how) = job.as_ref().and_then(Job::how) {
                    self.how = how;
                }
                if let Some(next) = self.then.take() {
                    self.hand.set(next);
                }
                let handed_in = job.as_ref().map(|job| Wish::Finished(form_name(job)));
                let place = job.map_or(String::new(), |job| job.place);
                let sign = match done {
                    Done::CheckIn { sign } => sign,
                    Done::Sign(id) => Some(id),
                    _ => None,
                };
                let text = match sign {
                    Some(id) => {
                        let args = [("number", Item::Sign(id).to_string().into())];
                        words.say_with("prevention-sign-kept", &args)
                    }
                    None => words.say_with("prevention-kept", &[("place", place.into())]),
                };
                let mut told = tell(Tone::Good, text);
                told.wishes.extend(handed_in);
                told
            }
            Came::Refused(refusal) => match &mut self.job {
                Some(job) => {
                    job.refuse(&refusal, words);
                    Outcome::used()
                }
                None => tell(Tone::Bad, words.refusal(&refusal)),
            },
            Came::Conflict { .. } | Came::Skipped { .. } => Outcome::used(),
        }
    }
}
