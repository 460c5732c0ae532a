//! What commands do in the meetings pane and in its forms.

use crate::app::effect::{Effect, Request};
use crate::app::meetings::job::{Job, Kind};
use crate::app::meetings::page::Spot;
use crate::app::meetings::{State, page_rows};
use crate::app::pane::Pane;
use crate::app::part::{Outcome, Target, Wish};
use crate::app::shared::Shared;
use crate::app::unfinished::name;
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

    pub(super) fn look_up(&self) -> Outcome {
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

    /// Opens a form: what is done belongs to the meeting on the table.
    fn open_job(&mut self, shared: &Shared, kind: Kind) -> Outcome {
        let job = Job::open(kind, self.meeting(), shared);
        let name = name(Pane::Meetings, &(self.at, kind));
        self.tray.open_as(shared, name, job)
    }

    pub(super) fn submit(&mut self, shared: &Shared) -> Outcome {
        let Some(job) = self.tray.ready() else {
            return Outcome::used();
        };
        let id = match job.kind {
            Kind::Call => None,
            // It is done where it was given.
            Kind::Done(task) => Some(task.meeting),
            _ => self.at,
        };
        let read = job.deed(self.meeting(), shared.now.date());
        let read = read.map(|deed| Deed::Meeting { id, deed });
        let said = shared.words.say("joint-kept-down");
        self.tray.submit(shared, read, said)
    }

    fn commit(&mut self, id: Option<MeetingId>, deed: MeetingDeed, said: String) -> Outcome {
        self.tray.commit(vec![Deed::Meeting { id, deed }], said)
    }
}
