//! redb asserts what a sound file holds; of a damaged one its assertions panic. Here such a panic
//! becomes a sentence; a fault of our own goes on as one.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::super::error::StoreError;

thread_local! {
    /// Whether a panic of this thread would be caught here.
    static TRYING: Cell<bool> = const { Cell::new(false) };
    /// Where the last panic came from, where a hook told.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Told by the program's panic hook where a panic comes from; tells whether it will be caught, so
/// that nothing need be said of it.
pub fn hears(place: &str) -> bool {
    let caught = TRYING.get() && is_redbs(place);
    if caught {
        PLACE.set(Some(place.to_owned()));
    }
    caught
}

fn is_redbs(place: &str) -> bool {
    place.contains("redb-")
}

/// Does `act`; a panic of redb is a damaged file.
pub(crate) fn tried<T>(act: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    PLACE.set(None);
    let before = TRYING.replace(true);
    let done = catch_unwind(AssertUnwindSafe(act));
    TRYING.set(before);
    match (done, PLACE.take()) {
        (Ok(done), _) => done,
        (Err(_), Some(place)) => {
            let place = place.rsplit('/').next().unwrap_or_default().to_owned();
            Err(StoreError::Damaged(place))
        }
        (Err(fault), None) => resume_unwind(fault),
    }
}
