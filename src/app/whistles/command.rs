//! What commands do in the whistles pane and in its forms.

use crate::app::blow::Blow;
use crate::app::effect::{Effect, Request};
use crate::app::form::Did;
use crate::app::pane::Pane;
use crate::app::part::{Outcome, Target, Tone, Wish};
use crate::app::shared::Shared;
use crate::app::unfinished::name;
use crate::app::whistles::filter::{Show, Way};
use crate::app::whistles::job::{Job, Kind};
use crate::app::whistles::{State, page_rows, tell};
use crate::command::table::Command;
use crate::domain::act::Deed;
use crate::domain::codes::Channel;
use crate::domain::draft::IntakeDraft;
use crate::domain::field::Field;
use crate::domain::grid::node::GridLevel;
use crate::domain::item::{Item, WhistleId};
use crate::domain::whistle::fact::{WhistleFact, WhistleKind};
use crate::domain::whistle::state::Standing;
use crate::domain::whistle::view::WhistleView;

impl State {
    pub(super) fn command(&mut self, shared: &Shared, command: Command) -> Outcome {
        let spots = self.spots();
        if self.hand.command(&spots, command, page_rows(shared)) {
            return Outcome::used();
        }
        match command {
            Command::WhistlesRaise => return self.blow(shared, Blow::default()),
            Command::WhistlesShow => {
                self.show.way = Show::next(Way::ALL, Some(self.show.way)).unwrap_or(Way::Open);
                return self.turned();
            }
            Command::WhistlesKind => {
                self.show.kind = Show::next(WhistleKind::ALL, self.show.kind);
                return self.turned();
            }
            Command::WhistlesLevel => {
                self.show.level = Show::next(GridLevel::ALL, self.show.level);
                return self.turned();
            }
            Command::Back if self.unfolded.is_some() => {
                self.unfolded = None;
                return Outcome::used();
            }
            Command::Back if self.show != Show::default() => {
                self.show = Show::default();
                return self.turned();
            }
            _ => {}
        }
        let Some((id, standing, unanswered)) = self
            .current()
            .map(|it| (it.id, it.whistle.standing, it.whistle.is_unanswered()))
        else {
            return Outcome::unused();
        };
        let at = shared.now;
        match command {
            Command::Choose => self.choose(),
            Command::WhistlesSign => self.open_job(shared, Kind::Sign(id)),
            Command::WhistlesContact => self.open_job(shared, Kind::Contact(id)),
            Command::WhistlesArrive => self.open_job(shared, Kind::Arrive(id)),
            Command::WhistlesAnswer => self.open_job(shared, Kind::Answer(id)),
            Command::WhistlesRate => self.open_job(shared, Kind::Rate(id)),
            Command::WhistlesPassUp => self.open_job(shared, Kind::PassUp(id)),
            Command::WhistlesClose => match standing {
                Standing::Open if unanswered => self.open_job(shared, Kind::Withdraw(id)),
                Standing::Open => self.commit(Some(id), WhistleFact::Closed { at }),
                Standing::Closed | Standing::Withdrawn => self.open_job(shared, Kind::Reopen(id)),
            },
            Command::WhistlesRegister => self.register(shared, id),
            _ => Outcome::unused(),
        }
    }

    fn turned(&mut self) -> Outcome {
        self.hand.reset();
        Outcome::used()
    }

    /// Unfolds the whistle under the hand, or folds it; of one that is unfolded and has a case, the
    /// case is opened.
    pub(super) fn choose(&mut self) -> Outcome {
        let Some(view) = self.current() else {
            return Outcome::unused();
        };
        let (id, case) = (view.id, view.whistle.case);
        match case {
            Some(number) if self.unfolded == Some(id) => {
                Outcome::wish(Wish::Open(Target::Case(number.to_string())))
            }
            _ => {
                let folds = self.unfolded == Some(id);
                self.unfolded = Some(id).filter(|_| !folds);
                if self.tree.is_some() {
                    return Outcome::used();
                }
                Outcome::effect(self.ask_grid())
            }
        }
    }

    /// Opens the form of a whistle with what is known of it.
    pub(super) fn blow(&mut self, shared: &Shared, blow: Blow) -> Outcome {
        self.open_job(shared, Kind::Raise(blow))
    }

    /// Begins the intake of a whistle: its words, the village from which it came.
    fn register(&self, shared: &Shared, id: WhistleId) -> Outcome {
        let Some(view) = self.view(id).filter(|view| !view.locked) else {
            return tell(Tone::Bad, shared.words.say("refusal-not-for-this-viewer"));
        };
        if let Some(number) = view.whistle.case {
            return Outcome::wish(Wish::Open(Target::Case(number.to_string())));
        }
        Outcome::wish(Wish::Open(Target::Origin {
            origin: Item::Whistle(id),
            draft: Box::new(draft(shared, view)),
        }))
    }

    /// Opens a form; one that was left with something in it comes back as it was. Names are read
    /// by the grid as it stands now.
    fn open_job(&mut self, shared: &Shared, kind: Kind) -> Outcome {
        let view = kind.id().and_then(|id| self.view(id));
        let mut job = Job::new(kind, view);
        let name = name(Pane::Whistles, &job.kind);
        job.form.take_up(&shared.unfinished, &name);
        self.job = Some(job);
        Outcome::effect(self.ask_grid())
    }

    pub(super) fn job_command(&mut self, shared: &Shared, command: Command) -> Outcome {
        match command {
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
        let (Some(mut job), Some(tree)) = (self.job.take(), &self.tree) else {
            return Outcome::used();
        };
        let id = job.id();
        let view = id.and_then(|id| self.view(id));
        let outcome = match job.fact(view, tree, shared.now) {
            Ok(fact) => self.commit(id, fact),
            Err(refusal) => {
                job.refuse(&refusal, &shared.words);
                Outcome::used()
            }
        };
        self.job = Some(job);
        outcome
    }

    fn commit(&mut self, id: Option<WhistleId>, fact: WhistleFact) -> Outcome {
        let request = Request::Commit(vec![Deed::Whistle { id, fact }]);
        Outcome::effect(Effect::Store(self.doing.draw(), request))
    }
}

fn draft(shared: &Shared, view: &WhistleView) -> IntakeDraft {
    let mut draft = IntakeDraft::new(shared.now);
    draft.set(Field::Summary, &view.whistle.raised.about);
    draft.set(Field::Channel, Channel::Whistle.code());
    if let Some(village) = &view.village {
        draft.set(Field::Village, village);
    }
    draft
}
