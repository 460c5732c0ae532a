//! What commands do in the whistles pane and in its forms.

use crate::app::blow::Blow;
use crate::app::part::{Outcome, Target, Tone, Wish};
use crate::app::shared::Shared;
use crate::app::whistles::filter::{Show, Way};
use crate::app::whistles::job::{Job, Kind};
use crate::app::whistles::{State, page_rows};
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
                Standing::Open => self.commit(id, WhistleFact::Closed { at }),
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
            return Outcome::tell(Tone::Bad, shared.words.say("refusal-not-for-this-viewer"));
        };
        if let Some(number) = view.whistle.case {
            return Outcome::wish(Wish::Open(Target::Case(number.to_string())));
        }
        Outcome::wish(Wish::Open(Target::Origin {
            origin: Item::Whistle(id),
            draft: Box::new(draft(shared, view)),
        }))
    }

    /// Opens a form. Names are read by the grid as it stands now.
    fn open_job(&mut self, shared: &Shared, kind: Kind) -> Outcome {
        let view = kind.id().and_then(|id| self.view(id));
        let job = Job::new(kind, view);
        let opened = self.tray.open(shared, job);
        opened.and_effect(self.ask_grid())
    }

    pub(super) fn submit(&mut self, shared: &Shared) -> Outcome {
        let (Some(job), Some(tree)) = (self.tray.ready(), &self.tree) else {
            return Outcome::used();
        };
        let id = job.id();
        let view = id.and_then(|id| self.view(id));
        let read = job.fact(view, tree, shared.now);
        let read = read.map(|fact| Deed::Whistle { id, fact });
        self.tray.submit(shared, read, String::new())
    }

    fn commit(&mut self, id: WhistleId, fact: WhistleFact) -> Outcome {
        let id = Some(id);
        self.tray
            .commit(vec![Deed::Whistle { id, fact }], String::new())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::part::{Input, Part};

    #[test]
    fn a_form_saved_before_the_grid_is_read_stays_open_with_what_was_typed() {
        let shared = Shared::sample();
        let mut pane = State::default();
        pane.update(&shared, Input::Command(Command::WhistlesRaise));
        pane.update(&shared, Input::Command(Command::FieldNext));
        pane.update(&shared, Input::Paste("龙潭村".to_owned()));
        let typed = pane.forms();
        let saved = pane.update(&shared, Input::Command(Command::Save));
        assert_eq!(saved, Outcome::used(), "nothing is handed in yet");
        assert_eq!(pane.forms(), typed);
        assert!(typed.iter().any(|form| form.written.is_some()));
    }
}
