//! What commands do in the hotline's pane and in its forms.

use chrono::{Days, NaiveDate};

use crate::app::effect::{Effect, Request};
use crate::app::hotline::job::{Job, Kind};
use crate::app::hotline::page::Spot;
use crate::app::hotline::{State, page_rows};
use crate::app::part::{Outcome, Target, Tone, Wish};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::Deed;
use crate::domain::call::state::{CallFact, CallOutcome};
use crate::domain::item::CallId;

impl State {
    pub(super) fn command(&mut self, shared: &Shared, command: Command) -> Outcome {
        let spots = self.spots();
        if self.hand.command(&spots, command, page_rows(shared)) {
            return Outcome::used();
        }
        let call = self.call().map(|view| (view.id, view.locked));
        match (command, call) {
            (Command::Choose, _) => self.choose(shared),
            (Command::Back, _) if self.shown.is_some() => {
                let id = self.shown.take().map(|view| view.id);
                if let Some(id) = id {
                    self.hand.set(Spot::Call(id));
                }
                Outcome::used()
            }
            (Command::Back, _) if self.tail().is_some() => {
                self.find.set("");
                Outcome::effect(self.ask(shared))
            }
            (Command::ListFilter, _) => {
                self.shown = None;
                self.finding = true;
                Outcome::used()
            }
            (Command::HotlineEarlier, _) => {
                self.turn(shared, |day| day.checked_sub_days(Days::new(1)))
            }
            (Command::HotlineLater, _) => {
                self.turn(shared, |day| day.checked_add_days(Days::new(1)))
            }
            (
                Command::HotlineTried
                | Command::HotlineDone
                | Command::HotlineNote
                | Command::HotlineCase,
                Some((_, true)),
            ) => Outcome::tell(Tone::Bad, shared.words.say("refusal-not-for-this-viewer")),
            (Command::HotlineTried, Some((id, _))) => self.open_job(shared, Kind::Tried(id)),
            (Command::HotlineDone, Some((id, _))) => self.open_job(shared, Kind::Done(id)),
            (Command::HotlineNote, Some((id, _))) => self.open_job(shared, Kind::Note(id)),
            (Command::HotlineCase, Some((id, _))) => self.make_case(shared, id),
            _ => Outcome::unused(),
        }
    }

    fn turn(&mut self, shared: &Shared, by: impl Fn(NaiveDate) -> Option<NaiveDate>) -> Outcome {
        let today = shared.now.date();
        let day = by(self.day(shared)).filter(|day| *day <= today);
        let Some(day) = day else {
            return Outcome::used();
        };
        self.day = Some(day).filter(|day| *day != today);
        self.shown = None;
        self.find.set("");
        self.hand.reset();
        Outcome::effect(self.ask(shared))
    }

    /// Opens what is under the hand.
    pub(super) fn choose(&mut self, shared: &Shared) -> Outcome {
        match self.spot() {
            Some(Spot::Pad(id)) => Outcome::wish(Wish::Open(Target::Pad(Some(id)))),
            Some(Spot::Open(id) | Spot::Call(id)) => Outcome::effect(self.ask_call(id)),
            Some(Spot::Caller) => match self.call().map(|view| (view.id, view.locked)) {
                Some((id, false)) => self.open_job(shared, Kind::Correct(id)),
                Some((_, true)) => {
                    Outcome::tell(Tone::Bad, shared.words.say("refusal-not-for-this-viewer"))
                }
                None => Outcome::unused(),
            },
            Some(Spot::Case) => match self.call().and_then(|view| view.call.case()) {
                Some(case) => Outcome::wish(Wish::Open(Target::Case(case.to_string()))),
                None => Outcome::unused(),
            },
            None => Outcome::unused(),
        }
    }

    /// Makes a case of a call: its outcome is a case from now on, and its intake opens.
    fn make_case(&mut self, shared: &Shared, id: CallId) -> Outcome {
        let Some(view) = self.call() else {
            return Outcome::unused();
        };
        if let Some(case) = view.call.case() {
            return Outcome::wish(Wish::Open(Target::Case(case.to_string())));
        }
        let awaits = view.call.awaits_case();
        let ask = Effect::Store(self.lines.case.draw(), Request::Call(id));
        if awaits {
            return Outcome::effect(ask);
        }
        let fact = CallFact::Ended(CallOutcome::Case(None));
        let deed = Deed::Call { id: Some(id), fact };
        let said = shared.words.say("hotline-to-case");
        self.tray.commit(vec![deed], said).and_effect(ask)
    }

    fn open_job(&mut self, shared: &Shared, kind: Kind) -> Outcome {
        let Some(view) = self.call() else {
            return Outcome::unused();
        };
        let job = Job::new(kind, view, shared.now, self.view.call_back_hours);
        self.tray.open(shared, job)
    }

    pub(super) fn submit(&mut self, shared: &Shared) -> Outcome {
        let Some(job) = self.tray.ready() else {
            return Outcome::used();
        };
        let id = Some(job.kind.call());
        let read = job.fact(shared, shared.now);
        let read = read.map(|fact| Deed::Call { id, fact });
        let said = shared.words.say("hotline-kept");
        self.tray.submit(shared, read, said)
    }

    /// Takes a command while the number is typed.
    pub(super) fn find_command(&mut self, shared: &Shared, command: Command) -> Outcome {
        match command {
            Command::Choose | Command::MoveDown | Command::FieldNext => {
                self.finding = false;
                self.hand.reset();
                let first = self.view.calls.first().map(|view| view.id);
                if let Some(id) = first.filter(|_| self.tail().is_some()) {
                    self.hand.set(Spot::Call(id));
                }
                Outcome::used()
            }
            Command::Back => {
                self.finding = false;
                self.find.set("");
                Outcome::effect(self.ask(shared))
            }
            Command::Undo | Command::Redo => {
                if command == Command::Undo {
                    self.find.undo();
                } else {
                    self.find.redo();
                }
                Outcome::effect(self.ask(shared))
            }
            other => {
                self.finding = false;
                self.command(shared, other)
            }
        }
    }
}
