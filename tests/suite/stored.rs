//! A desk with a store behind it: keys go in, requests are served at once, pictures come out.

use std::path::Path;
use std::sync::Arc;

use mulin::app::answer::Reply;
use mulin::app::effect::{Effect, Request};
use mulin::app::model::Model;
use mulin::app::msg::{Msg, Press};
use mulin::app::ticket::Ticket;
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
use mulin::keymap::key::{Code, Key};
use mulin::office::find::PeopleFinder;
use mulin::runtime::clipboard::Clipboard;
use mulin::runtime::common::Common;
use mulin::runtime::desk_files::DeskFiles;
use mulin::runtime::lanes::Service;
use mulin::runtime::printer::Printer;
use mulin::runtime::service::DeskService;
use mulin::runtime::settings::desk::SettingsDesk;
use mulin::runtime::settings::file::ConfigFile;
use mulin::store::contract::Store;
use mulin::store::drafts::Drafts;
use mulin::store::drafts::lessons::Learned;
use mulin::store::memory::store::MemoryStore;
use mulin::verbs::arguments::global::Global;
use mulin::verbs::setting::decider;
use mulin::words::bundle::Words;
use mulin::words::lang::Lang;
use tempfile::TempDir;

use crate::made::{registration, visit};
use crate::screens::{chords, desk, opening_desk, shot};

/// Who sits at the desk.
pub(crate) const CLERK: &str = "王芳";

/// A desk over a store in memory.
pub(crate) struct Stored {
    /// The screen.
    pub(crate) model: Model,
    /// The store, for what another window does.
    pub(crate) store: Arc<MemoryStore>,
    /// What the terminal was asked to take into its clipboard.
    pub(crate) copied: Vec<String>,
    service: DeskService,
    folder: TempDir,
    /// What is to be read later, where reads wait.
    held: Option<Vec<(Ticket, Request)>>,
}

/// Gives the settings file in a folder, as a desk in that language has it.
pub(crate) fn settings_in(folder: &Path, lang: Lang) -> SettingsDesk {
    let global = Global {
        store: None,
        who: None,
        credential: None,
        lang: Some(lang.row().code.to_owned()),
        keymap: None,
        clock_is_right: false,
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
            drafts: Drafts::beside(&folder.path().join("desk.redb"))
                .of(who)
                .into(),
            learned: Learned::beside(&folder.path().join("desk.redb"), "王芳"),
            printer: Printer {
                folder: folder.path().join("papers"),
                command: Vec::new(),
            },
            clipboard: Clipboard::default(),
            templates: Templates::new(lang),
            clock: Clock::set_to(now()),
            viewer: Viewer::new(who),
            words: Words::new(lang).into(),
            finder: PeopleFinder::default(),
            roads: mulin::exchange::roads::built_in(),
            triage: mulin::exchange::triage::built_in(),
            town: Settings::default(),
            config: Some(folder.path().join("config")),
            settings: settings_in(folder.path(), lang),
            common: Common::default(),
            version: 0,
            files: DeskFiles::beside(&folder.path().join("desk.redb"), Vec::new()),
        };
        who.clone_into(&mut model.shared.who);
        let mut stored = Self {
            model,
            store,
            copied: Vec::new(),
            service,
            folder,
            held: None,
        };
        let effects = opening(&mut stored.model);
        stored.perform(effects);
        stored
    }

    /// Gives the folder beside which drafts and papers stand.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Gives the desk a clipboard.
    pub(crate) fn set_clipboard(&mut self, clipboard: Clipboard) {
        self.service.clipboard = clipboard;
    }

    /// Gives the desk a print command.
    pub(crate) fn set_printer(&mut self, command: &[&str]) {
        self.service.printer.command = command.iter().map(|&it| it.to_owned()).collect();
    }

    /// Gives the notice line.
    pub(crate) fn notice(&self) -> String {
        let notice = self.model.notice.as_ref();
        notice.map(|it| it.text.clone()).unwrap_or_default()
    }

    /// Types text, key by key.
    pub(crate) fn type_text(&mut self, text: &str) {
        for sign in text.chars() {
            self.tell(Msg::Press(Press::alone(Key::plain(Code::Char(sign)))));
        }
    }

    /// Presses keys as a key file writes them; a command's name stands for its keys.
    pub(crate) fn press(&mut self, keys: &str) {
        for key in chords(keys) {
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

    /// From now on nothing that is asked for is read: a busy machine.
    pub(crate) fn hold_reads(&mut self) {
        self.held = Some(Vec::new());
    }

    /// Has everything read that was asked for meanwhile.
    pub(crate) fn catch_up(&mut self) {
        for (ticket, request) in self.held.take().into_iter().flatten() {
            self.serve(ticket, request);
        }
    }

    /// A minute goes by.
    pub(crate) fn tick(&mut self) {
        self.tell(Msg::Tick(now()));
    }

    /// It becomes another time.
    pub(crate) fn go_to(&mut self, moment: Moment) {
        self.service.clock = Clock::set_to(moment);
        self.tell(Msg::Tick(moment));
    }

    /// Draws the screen.
    pub(crate) fn picture(&self) -> String {
        shot(&self.model).0
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let (ticket, request) = match effect {
                Effect::Store(ticket, request) => (ticket, request),
                Effect::TerminalCopy(text) => {
                    self.copied.push(text);
                    continue;
                }
                Effect::Quit | Effect::AskTime | Effect::Stop(_) | Effect::Learn(_) => continue,
            };
            match &mut self.held {
                Some(held) if !request.is_write() => held.push((ticket, request)),
                _ => self.serve(ticket, request),
            }
        }
    }

    fn serve(&mut self, ticket: Ticket, request: Request) {
        let wrote = request.is_write();
        let seen = if wrote { None } else { self.service.seen() };
        let answer = self.service.serve(request);
        self.tell(Msg::Reply(Reply {
            seen,
            ticket,
            wrote,
            answer,
        }));
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
