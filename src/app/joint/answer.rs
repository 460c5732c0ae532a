//! The store's answers to the joint pane.

use crate::app::effect::{Answer, Reply};
use crate::app::joint::{State, tell};
use crate::app::pane::Pane;
use crate::app::part::{Outcome, Tone, Wish};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::{Done, Outcome as Came};

impl State {
    pub(super) fn replied(&mut self, shared: &Shared, reply: Reply) -> Outcome {
        let ticket = reply.ticket;
        let (asking, writing) = (self.asking.takes(ticket), self.writing.takes(ticket));
        let doing = self.doing.takes(ticket);
        match reply.answer {
            Answer::Joints(view) if asking => {
                self.view = *view;
                self.remind(shared)
            }
            Answer::Minutes(file) if writing => {
                let args = [("file", file.into())];
                tell(Tone::Good, shared.words.say_with("joint-written", &args))
            }
            Answer::Outcomes(came) if doing => match came.into_iter().next() {
                Some(came) => self.done(shared, came),
                None => Outcome::used(),
            },
            Answer::Failed(reason) if asking || writing || doing => {
                let args = [("reason", reason.into())];
                tell(Tone::Bad, shared.words.say_with("desk-reply-failed", &args))
            }
            _ => Outcome::unused(),
        }
    }

    /// Tells once what is owed soon.
    fn remind(&mut self, shared: &Shared) -> Outcome {
        if self.reminded || self.view.due.is_empty() {
            return Outcome::used();
        }
        self.reminded = true;
        let args = [
            ("n", self.view.due.len().into()),
            ("open", shared.keys(Command::JointOpen).into()),
        ];
        tell(Tone::Plain, shared.words.say_with("joint-reminder", &args))
    }

    /// Takes what came of a deed; what was typed stays unless it was done.
    fn done(&mut self, shared: &Shared, came: Came) -> Outcome {
        match came {
            Came::Done(done) => {
                if let Done::Joint(id) = done
                    && self.at.is_none()
                    && self
                        .job
                        .as_ref()
                        .is_some_and(|job| job.kind.session().is_none())
                {
                    self.lay(id);
                }
                let told = tell(Tone::Good, std::mem::take(&mut self.said));
                match self.job.take() {
                    Some(job) => told.and_wish(Wish::finished(Pane::Joint, &job.kind)),
                    None => told,
                }
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
