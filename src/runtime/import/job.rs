//! An import at the desk: on a thread of its own, in small transactions between which others write, and
//! broken off between two rows when nobody wants it any more.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::app::import::data::{ImportEnd, ImportOrder, ImportView};
use crate::domain::moment::Moment;
use crate::domain::settings::Settings;
use crate::exchange::map::written::write;
use crate::exchange::message;
use crate::runtime::import::kept_map;
use crate::runtime::import::outcome::{changes, outcome};
use crate::runtime::import::report::Report;
use crate::runtime::import::source::{Seen, Source, Watch};
use crate::runtime::import::take_in::take_in;
use crate::store::contract::Store;
use crate::words::bundle::Words;
use crate::words::lang::Lang;

/// Acts of one transaction: another window, or this one, waits no longer than for these.
const SLICE: usize = 200;
/// How often the end is looked for while it is waited for.
const LOOK: Duration = Duration::from_millis(5);

/// Who imports, and into what.
pub struct Importer {
    /// The store.
    pub store: Arc<dyn Store>,
    /// Who sits at the desk.
    pub who: String,
    /// What the town sets itself.
    pub town: Settings,
    /// The language of what is told.
    pub lang: Lang,
    /// When it began.
    pub now: Moment,
    /// Where maps are kept.
    pub maps: PathBuf,
}

/// An import that runs or has ended.
pub struct Job {
    order: ImportOrder,
    progress: Arc<Progress>,
    thread: Option<JoinHandle<ImportEnd>>,
    end: Option<Box<ImportEnd>>,
}

/// How far it is, seen from both threads.
#[derive(Default)]
struct Progress {
    done: AtomicU64,
    stop: AtomicBool,
}

impl Watch for Progress {
    /// The rows were counted when it was tried.
    fn counts(&self) -> bool {
        false
    }

    fn begin(&self, _total: Option<u64>) {
        self.done.store(0, Ordering::Relaxed);
    }

    fn row(&self) -> ControlFlow<()> {
        if self.stop.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        self.done.fetch_add(1, Ordering::Relaxed);
        ControlFlow::Continue(())
    }

    fn end(&self) {}
}

impl Job {
    /// Begins.
    pub fn begin(importer: Importer, order: ImportOrder) -> Self {
        let progress = Arc::new(Progress::default());
        let (seen, asked) = (Arc::clone(&progress), order.clone());
        let thread = thread::spawn(move || importer.run(&asked, &seen));
        Self {
            order,
            progress,
            thread: Some(thread),
            end: None,
        }
    }

    /// Asks it to stop; the row in hand is finished, and what was taken in is kept.
    pub fn stop(&self) {
        self.progress.stop.store(true, Ordering::Relaxed);
    }

    /// Tells whether it is still at work.
    pub fn is_running(&self) -> bool {
        self.thread.as_ref().is_some_and(|it| !it.is_finished())
    }

    /// Waits for its end, no longer than `patience`.
    pub fn wait(&self, patience: Duration) {
        let began = Instant::now();
        while self.is_running() && began.elapsed() < patience {
            thread::sleep(LOOK);
        }
    }

    /// Gives how far it is, and what came of it.
    pub fn view(&mut self, words: &Words) -> ImportView {
        if !self.is_running()
            && let Some(thread) = self.thread.take()
        {
            let broken = |_| ImportEnd {
                problem: Some(words.say("import-broken")),
                ..ImportEnd::default()
            };
            self.end = Some(Box::new(thread.join().unwrap_or_else(broken)));
        }
        ImportView {
            order: self.order.clone(),
            done: self.progress.done.load(Ordering::Relaxed),
            end: self.end.clone(),
        }
    }
}

/// Whoever leaves the desk waits for the row in hand.
impl Drop for Job {
    fn drop(&mut self) {
        self.stop();
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has told so itself.
            let _ = thread.join();
        }
    }
}

impl Importer {
    fn run(&self, order: &ImportOrder, progress: &Progress) -> ImportEnd {
        let words = Words::new(self.lang);
        let given = order.changes.clone().filter(|it| !it.is_empty());
        let map = given.as_deref().map(write);
        let mut end = self.pass(&words, order, map.as_deref(), progress);
        let place = kept_map::place(&self.maps, order.kind, &end.columns);
        if order.changes.is_none() && order.rehearsal && !end.stopped {
            match self.with_kept(&words, order, &place, progress) {
                Ok(Some(with_kept)) => return with_kept,
                Ok(None) => {}
                Err(reason) => {
                    let line = Self::not_kept(&words, "import-map-unread", &place, reason);
                    end.lines.push(line);
                }
            }
        }
        if let Some(given) = given {
            if !order.rehearsal {
                match kept_map::keep(&words, &place, &given) {
                    Ok(()) => {
                        let file = place.display().to_string();
                        let args = [("file", file.clone().into())];
                        end.lines.push(words.say_with("import-map-kept", &args));
                        end.kept = Some(file);
                    }
                    Err(reason) => {
                        let line = Self::not_kept(&words, "import-map-not-kept", &place, reason);
                        end.lines.push(line);
                    }
                }
            }
            end.changes = given;
        }
        end
    }

    /// Tries it with the map that was kept for such a sheet; `None` where there is none.
    fn with_kept(
        &self,
        words: &Words,
        order: &ImportOrder,
        place: &Path,
        progress: &Progress,
    ) -> Result<Option<ImportEnd>, String> {
        let Some(text) = kept_map::read(words, place)? else {
            return Ok(None);
        };
        let decided = changes(order.kind, &text).map_err(|error| message::map(words, &error))?;
        let mut end = self.pass(words, order, Some(&text), progress);
        end.changes = decided;
        end.kept = Some(place.display().to_string());
        Ok(Some(end))
    }

    fn not_kept(words: &Words, key: &str, place: &Path, reason: String) -> String {
        let args = [
            ("file", place.display().to_string().into()),
            ("reason", reason.into()),
        ];
        words.say_with(key, &args)
    }

    fn pass(
        &self,
        words: &Words,
        order: &ImportOrder,
        map: Option<&str>,
        progress: &Progress,
    ) -> ImportEnd {
        let source = Source {
            store: self.store.as_ref(),
            words,
            who: &self.who,
            town: &self.town,
            now: self.now,
            file: &order.file,
            map,
            rehearsal: order.rehearsal,
            slice: SLICE,
            watch: progress,
            seen: Seen::default(),
        };
        let mut report = Report::new(order.rehearsal);
        let ended = take_in(order.kind, &source, &mut report);
        outcome(words, &report, &source.samples(), &ended)
    }
}
