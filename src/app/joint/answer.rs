//! The store's answers to the joint pane.

use crate::app::effect::{Answer, Reply};
use crate::app::joint::State;
use crate::app::part::{Outcome, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::Done;

impl State {
    pub(super) fn replied(&mut self, shared: &Shared, reply: Reply) -> Outcome {
        let ticket = reply.ticket;
        let (asking, writing) = (self.asking.takes(ticket), self.writing.takes(ticket));
        let doing = self.tray.takes(ticket);
        match reply.answer {
            Answer::Joints(view) if asking => {
                self.view = *view;
                self.remind(shared)
            }
            Answer::Minutes(file) if writing => {
                let args = [("file", file.into())];
                Outcome::tell(Tone::Good, shared.words.say_with("joint-written", &args))
            }
            Answer::Outcomes(came) if doing => match self.tray.came(shared, came) {
                Ok(done) => self.done(&done),
                Err(outcome) => outcome,
            },
            Answer::Failed(reason) if asking || writing || doing => {
                let args = [("reason", reason.into())];
                Outcome::tell(Tone::Bad, shared.words.say_with("desk-reply-failed", &args))
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
        Outcome::tell(Tone::Plain, shared.words.say_with("joint-reminder", &args))
    }

    /// A session that was called goes on the table.
    fn done(&mut self, done: &Done) -> Outcome {
        let job = self.tray.job();
        let called = job.is_some_and(|job| job.kind.session().is_none());
        if let Done::Joint(id) = done
            && self.at.is_none()
            && called
        {
            self.lay(*id);
        }
        self.tray.done()
    }
}
