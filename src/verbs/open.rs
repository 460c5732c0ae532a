//! Opening the desk.

use std::sync::Arc;

use crate::app::model::Model;
use crate::app::part::{Notice, Tone};
use crate::app::shared::Shared;
use crate::app::unfinished::FormDrafts;
use crate::clock::Clock;
use crate::domain::town_context::TownContext;
use crate::domain::viewer::Viewer;
use crate::office::find::PeopleFinder;
use crate::runtime::event_loop::{Left, run};
use crate::runtime::printer::Printer;
use crate::runtime::service::DeskService;
use crate::store::contract::ask;
use crate::store::drafts::Drafts;
use crate::verbs::keys::problem;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::setting::Setting;
use crate::verbs::store::{failed, opened};
use crate::words::bundle::Words;

/// Opens the desk on this terminal, under `clock`, and runs it until it is left.
pub fn open(setting: Setting, clock: &Clock) -> Exit {
    let opened = match opened(&setting) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let state = ask(&opened, |it| Ok((it.revision()?, it.calendar()?)));
    let (seen, calendar) = match state {
        Ok(state) => state,
        Err(error) => return failed(&setting, &error),
    };
    let service = DeskService {
        drafts: Drafts::beside(opened.path()).of(&setting.who),
        printer: Printer {
            folder: opened.path().with_file_name("papers"),
            command: setting.print.clone(),
        },
        templates: setting.templates.clone(),
        store: Arc::new(opened),
        clock: clock.clone(),
        viewer: Viewer::new(setting.who.clone()),
        words: Words::new(setting.words.lang()),
        finder: PeopleFinder::default(),
        roads: setting.roads.clone(),
        triage: setting.triage.clone(),
        town: setting.town.clone(),
        seen,
    };
    let notice = notice(&setting);
    let shared = Shared {
        words: setting.words,
        keymap: setting.keymap,
        now: clock.read().moment,
        test_clock: clock.is_set(),
        who: setting.who,
        look: setting.look,
        town: TownContext {
            settings: setting.town,
            calendar,
            triage: setting.triage,
        },
        unfinished: FormDrafts::default(),
        size: (0, 0),
        intake_open: false,
    };
    let left = run(clock, service, |size| {
        let mut model = Model::new(Shared { size, ..shared });
        model.notice = notice;
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

/// What is to be told when the desk opens.
fn notice(setting: &Setting) -> Option<Notice> {
    let words = &setting.words;
    let text = if let Some(reason) = setting.first_broken() {
        words.say_with(
            "desk-settings-broken",
            &[("reason", reason.as_str().into())],
        )
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
