//! A fault in the program: told by its place alone, since its message may hold what a citizen said.

use std::io::{self, Write};
use std::panic;
use std::sync::OnceLock;

use crate::exchange::write::guard;
use crate::store::redb::guard::hears;

type Record = Box<dyn Fn(&str) + Send + Sync>;

/// What writes the place of a fault down.
static RECORD: OnceLock<Record> = OnceLock::new();

/// From now on the place of each fault is given to `record`; the first that is given stays.
pub fn record_by(record: impl Fn(&str) + Send + Sync + 'static) {
    let _first_stays = RECORD.set(Box::new(record));
}

/// From now on a panic is told in one sentence; one that the store turns into an error is not told.
/// `first` is done before anything is said, and tells whether that may be said here: while a desk goes on
/// the terminal is its own.
pub fn listen(first: impl Fn() -> bool + Send + Sync + 'static) {
    let before = cfg!(debug_assertions).then(default_hook);
    panic::set_hook(Box::new(move |report| {
        let place = report
            .location()
            .map(|place| format!("{}:{}", place.file(), place.line()))
            .unwrap_or_default();
        if hears(&place) || guard::hears(&place) {
            return;
        }
        let may_tell = first();
        if let Some(record) = RECORD.get() {
            record(&place);
        }
        if !may_tell {
            return;
        }
        let _ = writeln!(
            io::stderr(),
            "mulin: a fault in the program at {place}; what was saved is kept. Please start it again and report this place."
        );
        if let Some(before) = &before {
            before(report);
        }
    }));
}

type Hook = Box<dyn Fn(&panic::PanicHookInfo<'_>) + Sync + Send>;

/// Gives the standard library's own hook, which tells developers the whole report.
fn default_hook() -> Hook {
    drop(panic::take_hook());
    panic::take_hook()
}
