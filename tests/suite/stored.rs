//! A desk with a store behind it: keys go in, requests are served at once, pictures come out.

use std::path::Path;
use std::sync::Arc;

use mulin::app::effect::{Effect, Reply};
use mulin::app::model::Model;
use mulin::app::msg::{Msg, Press};
use mulin::app::update::{opening, update};
use mulin::clock::Clock;
use mulin::domain::act::{Act, Action, CommitResult, Petitioner, Registration};
use mulin::domain::case::fact::matter::Matter;
use mulin::domain::codes::{Channel, Class};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::Person;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::exchange::paper::templates::Templates;
use mulin::keymap::key::parse_keys;
use mulin::office::find::PeopleFinder;
use mulin::runtime::printer::Printer;
use mulin::runtime::service::DeskService;
use mulin::runtime::settings::desk::SettingsDesk;
use mulin::runtime::settings::file::ConfigFile;
use mulin::runtime::store_thread::Service;
use mulin::store::contract::Store;
use mulin::store::drafts::Drafts;
use mulin::store::memory::store::MemoryStore;
use mulin::verbs::arguments::global::Global;
use mulin::verbs::setting::decider;
use mulin::words::bundle::Words;
use mulin::words::lang::Lang;
use tempfile::TempDir;

use crate::made::{registration, visit};
use crate::screens::{desk, opening_desk, shot};

/// Who sits at the desk.
pub(crate) const CLERK: &str = "王芳";

/// A desk over a store in memory.
pub(crate) struct Stored {
    /// The screen.
    pub(crate) model: Model,
    /// The store, for what another window does.
    pub(crate) store: Arc<MemoryStore>,
    service: DeskService,
    folder: TempDir,
}

/// Gives the settings file in a folder, as a desk in that language has it.
pub(crate) fn settings_in(folder: &Path, lang: Lang) -> SettingsDesk {
    let global = Global {
        store: None,
        who: None,
        lang: Some(lang.row().code.to_owned()),
        keymap: None,
        theme: None,
    };
    SettingsDesk::new(ConfigFile::at(folder.join("config.toml")), decider(global))
}

impl Stored {
    /// Opens a desk over a store in which `acts` were done.
    pub(crate) fn open(lang: Lang, size: (u16, u16), acts: &[Act]) -> Self {
        Self::open_as(CLERK, lang, size, acts)
    }

    /// Opens it as the program does, with the opening page in front.
    pub(crate) fn open_new(lang: Lang, size: (u16, u16), acts: &[Act]) -> Self {
        Self::with(CLERK, opening_desk(lang, size), lang, acts)
    }

    /// Opens it for another member of staff.
    pub(crate) fn open_as(who: &str, lang: Lang, size: (u16, u16), acts: &[Act]) -> Self {
        Self::with(who, desk(lang, size), lang, acts)
    }

    fn with(who: &str, mut model: Model, lang: Lang, acts: &[Act]) -> Self {
        let store = Arc::new(MemoryStore::new(Vec::new(), Settings::default()));
        for outcome in store.commit(acts).unwrap() {
            assert!(matches!(outcome, CommitResult::Done(_)), "{outcome:?}");
        }
        let folder = tempfile::tempdir().unwrap();
        let service = DeskService {
            store: store.clone(),
            drafts: Drafts::beside(&folder.path().join("desk.redb")).of(who),
            printer: Printer {
                folder: folder.path().join("papers"),
                command: Vec::new(),
            },
            templates: Templates::new(lang),
            clock: Clock::set_to(now()),
            viewer: Viewer::new(who),
            words: Words::new(lang),
            finder: PeopleFinder::default(),
            roads: mulin::exchange::roads::built_in(),
            triage: mulin::exchange::triage::built_in(),
            town: Settings::default(),
            settings: settings_in(folder.path(), lang),
            seen: 0,
        };
        who.clone_into(&mut model.shared.who);
        let mut stored = Self {
            model,
            store,
            service,
            folder,
        };
        let effects = opening(&mut stored.model);
        stored.perform(effects);
        stored
    }

    /// Gives the folder beside which drafts and papers stand.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Presses keys as a key file writes them.
    pub(crate) fn press(&mut self, keys: &str) {
        for key in parse_keys(keys).unwrap() {
            self.tell(Msg::Press(Press::alone(key)));
        }
    }

    /// Pastes text.
    pub(crate) fn paste(&mut self, text: &str) {
        self.tell(Msg::Paste(text.to_owned()));
    }

    /// Gives a message to the screen and serves what it asks.
    pub(crate) fn tell(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        self.perform(effects);
    }

    /// Does things in another window.
    pub(crate) fn elsewhere(&self, who: &str, action: Action) -> CommitResult {
        let act = Act {
            who: who.to_owned(),
            when: now(),
            action,
        };
        self.store.commit(&[act]).unwrap().remove(0)
    }

    /// A minute goes by.
    pub(crate) fn tick(&mut self) {
        self.tell(Msg::Tick(now()));
    }

    /// Draws the screen.
    pub(crate) fn picture(&self) -> String {
        shot(&self.model).0
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let Effect::Store(ticket, request) = effect else {
                continue;
            };
            let wrote = request.is_write();
            let answer = self.service.serve(request);
            self.tell(Msg::Reply(Reply {
                ticket,
                wrote,
                answer,
            }));
        }
    }
}

/// The time on the desk's clock.
pub(crate) fn now() -> Moment {
    Moment::parse("2026-11-25T09:41:00+08:00").unwrap()
}

/// Reads a case number.
pub(crate) fn number(run: u32) -> CaseNumber {
    CaseNumber { year: 2026, run }
}

/// Makes the act of registering a claim, received on a day of 2026 (`11-20`); `change` makes it
/// what the test needs.
pub(crate) fn registered(day: &str, name: &str, change: impl FnOnce(&mut Registration)) -> Act {
    let when = Moment::parse(&format!("2026-{day}T09:00:00+08:00")).unwrap();
    let petitioner = Petitioner::New(Box::new(Person {
        name: name.to_owned(),
        phones: vec!["13800001234".to_owned()],
        village: Some("东牟家村".to_owned()),
        ..Person::default()
    }));
    let matter = Matter {
        class: Class::Claim,
        summary: "村西头的路灯坏了三个月".to_owned(),
        request: "尽快修好".to_owned(),
        village: Some("东牟家村".to_owned()),
        ..Matter::default()
    };
    let visit = visit(when, Channel::Visit);
    let mut registration = registration(petitioner, matter, visit);
    change(&mut registration);
    Act {
        who: CLERK.to_owned(),
        when,
        action: Action::Register(Box::new(registration)),
    }
}
