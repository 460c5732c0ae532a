//! What commands do in the meetings pane and in its forms.

use crate::app::effect::{Effect, Request};
use crate::app::form::Did;
use crate::app::meetings::job::{Job, Kind};
use crate::app::meetings::page::Spot;
use crate::app::meetings::{State, page_rows};
use crate::app::part::{Outcome, Target, Wish};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::Deed;
use crate::domain::meeting::kind::MeetingId;
use crate::domain::meeting::state::{MeetingDeed, MeetingFact};

impl State {
    pub(super) fn command(&mut self, shared: &Shared, command: Command) -> Outcome {
        let spots = self.spots();
        if self.hand.command(&spots, command, page_rows(shared)) {
            return Outcome::used();
        }
        let meeting = self.meeting().map(|view| (view.id, view.meeting.closed));
        match (command, meeting) {
            (Command::MeetingNew, _) => self.open_job(shared, Kind::Call),
            (Command::Choose, _) => self.choose(shared),
            (Command::LookupOpen, _) => self.look_up(),
            (Command::MeetingItem, _) => self.open_case(),
            (Command::MeetingDone, _) => match self.spot() {
                Some(Spot::Task(id)) => self.open_job(shared, Kind::Done(id)),
                _ => Outcome::unused(),
            },
            (Command::Back, Some((id, _))) => {
                self.at = None;
                self.hand.set(Spot::Meeting(id));
                Outcome::used()
            }
            (Command::MeetingWrite, Some((id, _))) => {
                let request = Request::MeetingMinutes(id);
                Outcome::effect(Effect::Store(self.writing.draw(), request))
            }
            (Command::MeetingClose, Some((_, true))) => self.open_job(shared, Kind::Reopen),
            (Command::MeetingClose, Some((id, false))) => {
                let said = shared.words.say("meeting-closed");
                self.commit(Some(id), MeetingDeed::Do(MeetingFact::Closed), said)
            }
            (Command::MeetingAlter, Some((_, false))) => self.open_job(shared, Kind::Alter),
            (Command::MeetingAdd, Some((_, false))) => self.open_job(shared, Kind::Add),
            (Command::MeetingCame, Some((_, false))) => self.open_job(shared, Kind::Came),
            (Command::MeetingTask, Some((_, false))) => {
                let item = match self.spot() {
                    Some(Spot::Topic(item)) => Some(item),
                    _ => None,
                };
                self.open_job(shared, Kind::Task(item))
            }
            (Command::MeetingGather, Some((id, false))) => {
                let said = shared.words.say("meeting-gathered");
                self.commit(Some(id), MeetingDeed::Gather, said)
            }
            (Command::MeetingDrop, Some((id, false))) => match self.spot() {
                Some(Spot::Topic(item)) => {
                    let said = shared.words.say("joint-dropped");
                    let fact = MeetingFact::Dropped(item);
                    self.commit(Some(id), MeetingDeed::Do(fact), said)
                }
                _ => Outcome::unused(),
            },
            _ => Outcome::unused(),
        }
    }

    fn look_up(&self) -> Outcome {
        match self.case() {
            Some(case) => Outcome::wish(Wish::Open(Target::Lookup(case))),
            None => Outcome::unused(),
        }
    }

    fn open_case(&self) -> Outcome {
        match self.case() {
            Some(case) => Outcome::wish(Wish::Open(Target::Case(case.to_string()))),
            None => Outcome::unused(),
        }
    }

    /// Opens what is under the hand: a meeting, the judgement of a matter, a task to be done.
    pub(super) fn choose(&mut self, shared: &Shared) -> Outcome {
        let open = self.meeting().is_some_and(|view| !view.meeting.closed);
        match self.spot() {
            Some(Spot::Meeting(id)) => self.lay(shared, id),
            Some(Spot::Task(id)) => self.open_job(shared, Kind::Done(id)),
            Some(Spot::Topic(item)) if open => self.open_job(shared, Kind::Judge(item)),
            Some(Spot::Topic(_)) => self.open_case(),
            Some(Spot::Came) if open => self.open_job(shared, Kind::Came),
            Some(Spot::Minutes) if open => self.open_job(shared, Kind::Minutes),
            Some(Spot::Came | Spot::Minutes) | None => Outcome::unused(),
        }
    }

    /// Opens a form; one that was left with something in it comes back as it was.
    fn open_job(&mut self, shared: &Shared, kind: Kind) -> Outcome {
        let mut job = Job::open(kind, self.meeting(), shared);
        let name = self.form_name(kind);
        job.form.take_up(&shared.unfinished, &name);
        self.job = Some(job);
        Outcome::used()
    }

    pub(super) fn job_command(&mut self, shared: &Shared, command: Command) -> Outcome {
        match command {
            Command::LookupOpen => return self.look_up(),
            Command::Back => {
                self.job = None;
                return Outcome::used();
            }
            Command::Save => return self.submit(shared),
            _ => {}
        }
        let did = match &mut self.job {
            Some(job) => job.form.command(command),
            None => Did::Nothing,
        };
        match did {
            Did::Nothing => Outcome::unused(),
            Did::Changed => Outcome::used(),
            Did::Ended => self.submit(shared),
        }
    }

    fn submit(&mut self, shared: &Shared) -> Outcome {
        if self.doing.is_waiting() {
            return Outcome::used();
        }
        let Some(job) = &self.job else {
            return Outcome::unused();
        };
        let id = match job.kind {
            Kind::Call => None,
            // It is done where it was given.
            Kind::Done(task) => Some(task.meeting),
            _ => self.at,
        };
        match job.deed(self.meeting(), shared.now.date()) {
            Ok(deed) => {
                let said = shared.words.say("joint-kept-down");
                self.commit(id, deed, said)
            }
            Err(refusal) => {
                if let Some(job) = &mut self.job {
                    job.refuse(&refusal, &shared.words);
                }
                Outcome::used()
            }
        }
    }

    fn commit(&mut self, id: Option<MeetingId>, deed: MeetingDeed, said: String) -> Outcome {
        self.said = said;
        let request = Request::Commit(vec![Deed::Meeting { id, deed }]);
        Outcome::effect(Effect::Store(self.doing.draw(), request))
    }
}
