//! The store's answers to the meetings pane.

use crate::app::effect::{Answer, Reply};
use crate::app::meetings::State;
use crate::app::meetings::job::Kind;
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
            Answer::Meetings(view) if asking => {
                self.view = *view;
                self.remind(shared)
            }
            Answer::Minutes(file) if writing => {
                let args = [("file", file.into())];
                Outcome::tell(Tone::Good, shared.words.say_with("joint-written", &args))
            }
            Answer::Outcomes(came) if doing => match self.tray.came(shared, came) {
                Ok(done) => self.done(shared, &done),
                Err(outcome) => outcome,
            },
            Answer::Failed(reason) if asking || writing || doing => {
                let args = [("reason", reason.into())];
                Outcome::tell(Tone::Bad, shared.words.say_with("desk-reply-failed", &args))
            }
            _ => Outcome::unused(),
        }
    }

    /// Tells once of a hand-over that waits, else of tasks that are late or due today.
    fn remind(&mut self, shared: &Shared) -> Outcome {
        if self.reminded {
            return Outcome::used();
        }
        self.reminded = true;
        let words = &shared.words;
        if let Some(waiting) = &self.view.waiting {
            let note = &waiting.handover.note;
            let args = [
                ("from", note.from.as_str().into()),
                ("at", note.at.minute().into()),
                ("open", shared.keys(Command::HandoverOpen).into()),
            ];
            return Outcome::tell(Tone::Plain, words.say_with("handover-waits", &args));
        }
        let today = shared.now.date();
        let due = self.view.open.iter().filter(|it| it.task.by <= today);
        let count = due.count();
        if count == 0 {
            return Outcome::used();
        }
        let args = [
            ("n", count.into()),
            ("open", shared.keys(Command::MeetingsOpen).into()),
        ];
        Outcome::tell(Tone::Plain, words.say_with("meeting-reminder", &args))
    }

    /// A meeting that was called goes on the table.
    fn done(&mut self, shared: &Shared, done: &Done) -> Outcome {
        let job = self.tray.job();
        let called = job.is_some_and(|job| job.kind == Kind::Call);
        let told = self.tray.done();
        match done {
            Done::Meeting(id) if called => told.and(self.lay(shared, *id)),
            _ => told,
        }
    }
}
