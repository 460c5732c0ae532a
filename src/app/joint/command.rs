//! What commands do in the joint pane and in its forms.

use crate::app::effect::{Effect, Request};
use crate::app::joint::job::{Job, Kind};
use crate::app::joint::page::Spot;
use crate::app::joint::{State, page_rows};
use crate::app::part::{Outcome, Target, Tone, Wish};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::Deed;
use crate::domain::joint::{JointFact, JointId};
use crate::domain::number::CaseNumber;

impl State {
    pub(super) fn command(&mut self, shared: &Shared, command: Command) -> Outcome {
        let spots = self.spots();
        if self.hand.command(&spots, command, page_rows(shared)) {
            return Outcome::used();
        }
        let session = self.session().map(|view| (view.id, view.joint.closed));
        match (command, session) {
            (Command::JointNew, _) => self.open_job(shared, Kind::New),
            (Command::Choose, _) => self.choose(shared),
            (Command::Back, Some((id, _))) => {
                self.at = None;
                self.hand.set(Spot::Session(id));
                Outcome::used()
            }
            (Command::JointKept, _) => self.kept(shared),
            (Command::JointTable, Some((id, _))) => self.open_job(shared, Kind::Table(id)),
            (Command::JointAdd, Some((id, _))) => self.open_job(shared, Kind::Add(id)),
            (Command::JointDrop, Some((id, _))) => match self.case() {
                Some(case) => {
                    let said = shared.words.say("joint-dropped");
                    self.commit(Some(id), JointFact::Drop(case), said)
                }
                None => Outcome::unused(),
            },
            (Command::JointWrite, Some((id, _))) => {
                Outcome::effect(Effect::Store(self.writing.draw(), Request::Minutes(id)))
            }
            (Command::JointClose, Some((id, true))) => self.open_job(shared, Kind::Reopen(id)),
            (Command::JointClose, Some((id, false))) => {
                let said = shared.words.say("joint-closed");
                self.commit(Some(id), JointFact::Closed, said)
            }
            _ => Outcome::unused(),
        }
    }

    pub(super) fn look_up(&self) -> Outcome {
        match self.case() {
            Some(case) => Outcome::wish(Wish::Open(Target::Lookup(case))),
            None => Outcome::unused(),
        }
    }

    /// Opens what is under the hand.
    pub(super) fn choose(&mut self, shared: &Shared) -> Outcome {
        let at = self.at;
        match (self.spot(), at) {
            (Some(Spot::Session(id)), _) => {
                self.lay(id);
                Outcome::used()
            }
            (Some(Spot::Due(id, case, unit)), _) => {
                self.lay(id);
                self.hand.set(Spot::Seat(case, unit));
                Outcome::used()
            }
            (Some(Spot::Case(case)), _) => {
                Outcome::wish(Wish::Open(Target::Case(case.to_string())))
            }
            (Some(Spot::Seat(case, unit)), Some(id)) => {
                self.open_job(shared, Kind::Say(id, case, unit))
            }
            (Some(Spot::Minutes), Some(id)) => self.open_job(shared, Kind::Minutes(id)),
            (Some(Spot::Seat(..) | Spot::Minutes) | None, _) => Outcome::unused(),
        }
    }

    fn kept(&mut self, shared: &Shared) -> Outcome {
        let at = self.at;
        match (self.spot(), at) {
            (Some(Spot::Due(id, case, unit)), _) | (Some(Spot::Seat(case, unit)), Some(id)) => {
                self.open_job(shared, Kind::Kept(id, case, unit))
            }
            _ => Outcome::unused(),
        }
    }

    fn open_job(&mut self, shared: &Shared, kind: Kind) -> Outcome {
        let id = kind.session();
        let view = self.view.sessions.iter().find(|it| Some(it.id) == id);
        let job = Job::new(kind, view, shared.now.date());
        self.tray.open(shared, job)
    }

    pub(super) fn submit(&mut self, shared: &Shared) -> Outcome {
        let Some(job) = self.tray.ready() else {
            return Outcome::used();
        };
        let id = job.kind.session();
        let read = job.fact(shared.now.date());
        let read = read.map(|fact| Deed::Joint { id, fact });
        let said = shared.words.say("joint-kept-down");
        self.tray.submit(shared, read, said)
    }

    fn commit(&mut self, id: Option<JointId>, fact: JointFact, said: String) -> Outcome {
        self.tray.commit(vec![Deed::Joint { id, fact }], said)
    }

    /// Puts a case on the list of the session on the table.
    pub(super) fn hear(&mut self, shared: &Shared, case: CaseNumber) -> Outcome {
        let open = self.session().filter(|view| !view.joint.closed);
        match open.map(|view| view.id) {
            Some(id) => {
                let args = [("number", case.to_string().into())];
                let said = shared.words.say_with("joint-added", &args);
                self.commit(Some(id), JointFact::Hear(case), said)
            }
            None => Outcome::tell(Tone::Bad, shared.words.say("joint-open-first")),
        }
    }
}
