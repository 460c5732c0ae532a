//! `mulin import`: sheets of cases, people, the grid and holidays taken in.

use std::cell::RefCell;
use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::path::Path;

use crate::disk::regular;
use crate::runtime::import::report::Report;
use crate::runtime::import::source::{ImportError, Seen, Source, Watch};
use crate::runtime::import::take_in::take_in;
use crate::store::contract::Store;
use crate::verbs::arguments::sheets::ImportArguments;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::present::now;
use crate::verbs::print::Printer;
use crate::verbs::progress::Progress;
use crate::verbs::setting::Setting;
use crate::verbs::store::{failed, for_reading, opened};

/// Bytes of a map; a map is small.
const MAP_BYTES: u64 = 1 << 20;
/// Acts of one transaction.
const SLICE: usize = 4_000;

/// Takes a sheet in, or says what would happen.
pub fn import(setting: &Setting, asked: &ImportArguments) -> Exit {
    let map = match map(setting, asked) {
        Ok(map) => map,
        Err(exit) => return exit,
    };
    let store = match store(setting, asked) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let bar = Bar::default();
    let source = Source {
        store: store.as_ref(),
        words: &setting.words,
        who: &setting.who,
        town: &setting.town,
        now: now(),
        file: &asked.file,
        map: map.as_deref(),
        rehearsal: asked.dry_run,
        slice: SLICE,
        watch: &bar,
        seen: Seen::default(),
    };
    let mut report = Report::new(asked.dry_run);
    let ended = take_in(asked.kind, &source, &mut report);
    // What was taken in before a failure stands, and is told.
    if ended.is_ok() || report.read > 0 {
        let mut printer = Printer::new();
        if asked.json {
            printer.json_line(&report);
        } else {
            for line in report.lines(&setting.words) {
                printer.line(line);
            }
        }
    }
    match ended {
        Ok(()) if report.refused.is_empty() && report.read > 0 => Exit::Done,
        Ok(()) => Exit::Refused,
        Err(ImportError::Store(error)) => failed(setting, &error),
        Err(error @ ImportError::Unread(_)) => {
            complain(error.sentence(&setting.words));
            Exit::Refused
        }
        Err(error @ ImportError::Map(_)) => {
            let file = asked.map.iter().map(|it| it.display().to_string());
            let file: String = file.collect();
            complain(format!("{file}: {}", error.sentence(&setting.words)));
            Exit::Usage
        }
    }
}

/// Opens the store. A dry run makes none, and only a readable file lets one be made.
fn store(setting: &Setting, asked: &ImportArguments) -> Result<Box<dyn Store>, Exit> {
    if let Err(error) = regular::open(&asked.file) {
        complain(unreadable(setting, &asked.file, &error));
        return Err(Exit::Refused);
    }
    if asked.dry_run {
        for_reading(setting)
    } else {
        Ok(Box::new(opened(setting)?))
    }
}

/// Reads the text of the map, where one was named.
fn map(setting: &Setting, asked: &ImportArguments) -> Result<Option<String>, Exit> {
    let Some(path) = &asked.map else {
        return Ok(None);
    };
    read_map(path).map(Some).map_err(|error| {
        complain(unreadable(setting, path, &error));
        Exit::Usage
    })
}

fn read_map(path: &Path) -> io::Result<String> {
    regular::text(path, MAP_BYTES)
}

fn unreadable(setting: &Setting, path: &Path, error: &io::Error) -> String {
    let args = [
        ("file", path.display().to_string().into()),
        ("reason", setting.words.io_reason(error).into()),
    ];
    setting.words.say_with("verbs-unreadable", &args)
}

/// A bar where somebody watches.
#[derive(Default)]
struct Bar {
    progress: RefCell<Option<(Progress, u64)>>,
}

impl Watch for Bar {
    /// Nobody waits for the count where no bar is seen.
    fn counts(&self) -> bool {
        io::stderr().is_terminal()
    }

    fn begin(&self, total: Option<u64>) {
        self.progress.replace(Some((Progress::new(total), 0)));
    }

    fn row(&self) -> ControlFlow<()> {
        if let Some((progress, done)) = self.progress.borrow_mut().as_mut() {
            *done += 1;
            progress.set(*done);
        }
        ControlFlow::Continue(())
    }

    fn end(&self) {
        self.progress.replace(None);
    }
}
