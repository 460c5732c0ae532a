//! Opening the desk.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::path::Path;
use std::sync::Arc;

use crate::app::clock_watch::ClockWatch;
use crate::app::confirm;
use crate::app::effect::{Effect, Request};
use crate::app::model::Model;
use crate::app::overlay::Overlay;
use crate::app::pane::Pane;
use crate::app::part::{Intent, Notice, Tone};
use crate::app::shared::Shared;
use crate::app::tutor;
use crate::app::unfinished::FormDrafts;
use crate::clock::Clock;
use crate::disk::sync;
use crate::domain::clock_doubt::ClockDoubt;
use crate::domain::moment::Moment;
use crate::domain::save_id::SaveIds;
use crate::domain::seat::Seat;
use crate::domain::town_context::TownContext;
use crate::domain::viewer::Viewer;
use crate::office::find::PeopleFinder;
use crate::runtime::clipboard::Clipboard;
use crate::runtime::common::Common;
use crate::runtime::desk_files::DeskFiles;
use crate::runtime::event_loop::{Left, run};
use crate::runtime::place::{beside_program, settings_folder};
use crate::runtime::printer::Printer;
use crate::runtime::school::School;
use crate::runtime::service::DeskService;
use crate::runtime::settings::desk::SettingsDesk;
use crate::runtime::settings::file::ConfigFile;
use crate::store::contract::{Store, ask};
use crate::store::drafts::Drafts;
use crate::store::drafts::lessons::Learned;
use crate::store::older::Older;
use crate::verbs::keys::problem;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::setting::{Setting, decider};
use crate::verbs::store::{begun_in_empty, failed, is_on_server, opened_for_desk, path};
use crate::words::bundle::Words;

/// Opens the desk on this terminal, under `clock`, and runs it until it is left.
pub fn open(setting: Setting, clock: &Clock) -> Exit {
    let store = path(&setting);
    open_with(setting, clock, &store, None)
}

/// Opens the desk, with a lesson where one is given; `own` is the store of the desk itself, beside which
/// is kept which lessons are done.
pub fn open_with(setting: Setting, clock: &Clock, own: &Path, tutor: Option<tutor::State>) -> Exit {
    let opened = match opened_for_desk(&setting) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let state = ask(&opened, |it| {
        let operators = it.operators()?;
        Ok((it.revision()?, it.calendar()?, it.last_act()?, operators))
    });
    let (seen, calendar, last, operators) = match state {
        Ok(state) => state,
        Err(error) => return failed(&setting, &error),
    };
    let older = opened.older();
    let opened_in_empty = opened.was_begun_in_empty() && !is_on_server(&setting);
    let files = DeskFiles::beside(opened.path(), setting.open.clone());
    files.daily.set_plan(setting.daily.clone());
    // Whichever way the store was named, it answers to nobody who did not sign in.
    let seat = match setting.seat {
        Seat::Free if !operators.is_empty() => Seat::Empty,
        seat => seat,
    };
    let viewer = match seat {
        Seat::Empty => Viewer::nobody(),
        Seat::Free | Seat::Taken(_) => Viewer::new(setting.who.clone()),
    };
    let service = DeskService {
        drafts: Drafts::beside(opened.path())
            .of(&viewer.name)
            .apart(operators.into_iter().map(|it| it.name).collect())
            .sealed_with(Arc::clone(&setting.keyring))
            .into(),
        learned: Learned::beside(own, &viewer.name),
        printer: Printer {
            folder: opened.path().with_file_name("papers"),
            command: setting.print.clone(),
        },
        clipboard: Clipboard::of_this_machine(),
        templates: setting.templates.clone(),
        store: Arc::new(opened),
        clock: clock.clone(),
        viewer,
        words: Words::new(setting.words.lang()).into(),
        finder: PeopleFinder::default(),
        roads: setting.roads.clone(),
        triage: setting.triage.clone(),
        town: setting.town.clone(),
        config: settings_folder(),
        settings: SettingsDesk::new(ConfigFile::usual(), decider(setting.global.clone())),
        common: Common::new(seen),
        version: 0,
        files,
    };
    let now = clock.read().moment;
    let watch = ClockWatch::since(last.filter(|_| !setting.global.clock_is_right));
    let notice = notice(
        &setting,
        opened_in_empty.then(|| begun_in_empty(&setting)),
        watch.doubt(now),
        now,
    )
    .or_else(|| slow_stick(&setting.words));
    let school = School {
        store: own.to_path_buf(),
        keymap: setting.global.keymap.clone(),
        theme: setting.global.theme.clone(),
    };
    let shared = Shared {
        words: setting.words,
        keymap: setting.keymap,
        now,
        test_clock: clock.is_set(),
        who: setting.who,
        look: setting.look,
        desk: setting.desk,
        town: TownContext {
            settings: setting.town,
            calendar,
            triage: setting.triage,
        },
        phrases: setting.phrases,
        views: setting.views,
        unfinished: FormDrafts::default(),
        elsewhere: Vec::new(),
        saves: SaveIds::of_window(RandomState::new().hash_one(0_u8)),
        size: (0, 0),
        intake_open: false,
        seat,
    };
    let left = run(clock, service, &school, |size| {
        let mut model = Model::new(shared);
        model.notice = notice;
        model.clock = watch;
        model.tutor = tutor;
        model.resize(size);
        if let Some(older) = &older {
            ask_about(&mut model, older);
        }
        if seen == 0 {
            (model.focus, model.right) = (Pane::Setup, Pane::Setup);
        }
        model
    });
    match left {
        Ok(Left::Quit) => Exit::Done,
        Ok(Left::Signal(number)) => Exit::Signal(number),
        Ok(Left::TerminalGone) => Exit::Refused,
        Err(error) => {
            complain(format!("{error:#}"));
            Exit::Refused
        }
    }
}

/// Asks whether a store that is older than its seals is the right one.
fn ask_about(model: &mut Model, older: &Older) {
    let words = &model.shared.words;
    let args = [
        ("at", older.at.minute().into()),
        ("sealed", older.sealed.into()),
        ("there", older.there.into()),
    ];
    let question = words.say_with("desk-store-older", &args);
    let effect = Effect::Store(model.own_line.draw(), Request::TrustStore);
    let state = confirm::State::new(question, Intent::Perform(effect));
    model.overlays.push(Overlay::Confirm(state));
}

/// Tells who works from a stick that it is slow, as a stick that is drawn out too early loses what was
/// saved last. One that cannot be written to tells so at the first save.
fn slow_stick(words: &Words) -> Option<Notice> {
    let took = sync::time_in(&beside_program()?).ok()?;
    sync::is_slow(took).then(|| Notice {
        tone: Tone::Bad,
        text: words.say_with("desk-slow-stick", &[("ms", sync::millis(took).into())]),
    })
}

/// What is to be told when the desk opens.
fn notice(
    setting: &Setting,
    begun: Option<String>,
    doubt: Option<ClockDoubt>,
    now: Moment,
) -> Option<Notice> {
    let words = &setting.words;
    let text = if let Some(doubt) = doubt {
        words.clock_doubt(doubt, now)
    } else if let Some(begun) = begun {
        begun
    } else if let Some(reason) = setting.first_broken() {
        words.say_with(
            "desk-settings-broken",
            &[("reason", reason.as_str().into())],
        )
    } else if let Some(reason) = &setting.keys_broken {
        words.say_with("desk-keys-unread", &[("reason", reason.as_str().into())])
    } else {
        let finding = setting.key_findings.first()?;
        words.say_with(
            "desk-keymap-broken",
            &[
                ("line", finding.line.into()),
                ("reason", problem(words, &finding.problem).into()),
            ],
        )
    };
    Some(Notice {
        tone: Tone::Bad,
        text,
    })
}
