//! The service on a lane: what it serves there, what it looks for between requests, and what it takes
//! over from other lanes.

use std::sync::Arc;

use super::DeskService;
use crate::app::answer::Answer;
use crate::app::effect::Request;
use crate::app::msg::Msg;
use crate::domain::act::Action;
use crate::office::find::PeopleFinder;
use crate::runtime::fault_log;
use crate::runtime::lanes::Service;
use crate::store::stoppable::{StopSign, Stoppable};

/// After how many looks at the store it is looked once what other windows have open.
const LOOKS_A_PRESENCE: u64 = 2;

impl Service for DeskService {
    fn hurry(&self) -> Box<dyn Fn() + Send> {
        let store = Arc::clone(&self.store);
        Box::new(move || store.hurry())
    }

    fn on_lane(&self, sign: &StopSign) -> Self {
        let store = Stoppable::new(Arc::clone(&self.store), sign.clone());
        Self {
            store: Arc::new(store),
            drafts: self.drafts.clone(),
            learned: self.learned.clone(),
            printer: self.printer.clone(),
            clipboard: self.clipboard.clone(),
            templates: self.templates.clone(),
            clock: self.clock.clone(),
            viewer: self.viewer.clone(),
            words: Arc::clone(&self.words),
            finder: PeopleFinder::default(),
            roads: self.roads.clone(),
            triage: self.triage.clone(),
            town: self.town.clone(),
            config: self.config.clone(),
            settings: self.settings.clone(),
            common: self.common.clone(),
            version: self.version,
            files: self.files.on_lane(),
        }
    }

    fn news(&mut self) -> Vec<Msg> {
        let mut news = Vec::new();
        let has_copied = self.files.daily.has_ended();
        if self.files.change.looks_changed() && self.is_changed_elsewhere() || has_copied {
            news.push(Msg::Changed);
        }
        self.files.looks += 1;
        if self.files.looks.is_multiple_of(LOOKS_A_PRESENCE) {
            let open = self.drafts.take().open_elsewhere();
            if open != self.files.open_elsewhere {
                self.files.open_elsewhere.clone_from(&open);
                news.push(Msg::OpenElsewhere(open));
            }
            let standing = self.standing();
            if standing != self.files.stood {
                self.files.stood.clone_from(&standing);
                news.push(Msg::Standing(standing));
            }
        }
        news
    }

    fn seen(&self) -> Option<u64> {
        let seal = self.ask(|it| it.seal());
        seal.ok().map(|seal| seal.entries)
    }

    fn broke_off(&self) -> Answer {
        Answer::Failed(self.words.say("desk-broke-off"))
    }

    fn keep_looks(&mut self) {
        self.write_looks(self.common.looks().take_due());
    }

    fn leave(&mut self) {
        self.write_looks(self.common.looks().take());
        // Where it cannot be written, the seal of the last hour stands.
        let _unsealed = self.store.seal_new(self.clock.read().moment);
    }

    fn serve(&mut self, request: Request) -> Answer {
        self.take_up();
        let registers = registers(&request);
        match self.answer(request) {
            Ok(answer) => answer,
            Err(error) if registers && error.is_out_of_reach() => {
                Answer::OutOfReach(self.words.store_failure(error.code(), &error.detail()))
            }
            Err(error) => {
                let faults = fault_log::beside(self.files.store());
                fault_log::note(&faults, self.clock.read().moment, "desk", error.code());
                Answer::Failed(self.words.store_failure(error.code(), &error.detail()))
            }
        }
    }
}

impl DeskService {
    /// Goes by what another lane has changed.
    fn take_up(&mut self) {
        let Some(changes) = self.common.changes_since(self.version) else {
            return;
        };
        self.version = changes.version;
        if let Some(viewer) = changes.viewer.filter(|it| *it != self.viewer) {
            self.learned = self.learned.of_another(&viewer.name);
            self.viewer = viewer;
            self.finder = PeopleFinder::default();
        }
        if let Some(words) = changes.words {
            self.words = words;
        }
        if let Some(town) = changes.town {
            self.town = town;
        }
        if let Some(templates) = changes.templates {
            self.templates = templates;
        }
    }

    /// Tells whether another window has changed the store since this was last asked.
    fn is_changed_elsewhere(&mut self) -> bool {
        let Some(mut seen) = self.common.seen_at_rest() else {
            // Looked at again as soon as this desk's own change is through.
            self.files.change.look_again();
            return false;
        };
        if let Ok(revision) = self.store.revision() {
            return std::mem::replace(&mut *seen, revision) != revision;
        }
        self.files.change.look_again();
        false
    }
}

/// Tells whether one person is registered by this, and nothing else is done.
fn registers(request: &Request) -> bool {
    let Request::Commit(actions) = request else {
        return false;
    };
    matches!(actions.as_slice(), [one] if matches!(
        one.plain(),
        Action::Register(_) | Action::RegisterOf { .. }
    ))
}
