//! 跟随: brings the mirror of a desk up to date as soon as anything changes on the server. The server tells
//! of it on a line of its own; while that is lost, it is asked several times a second.

use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use super::address::Address;
use super::client::Fault;
use super::connect::connected;
use super::line::{Followed, Line};
use super::schema::town;
use super::trouble::of_connecting;
use crate::store::error::StoreError;
use crate::store::redb::store::RedbStore;

/// How long apart the server is asked where it does not tell by itself.
const PAUSE: Duration = Duration::from_millis(400);
/// How long it may be silent until it is asked all the same.
const SILENCE: Duration = Duration::from_secs(2);

/// Follows the server for as long as `line` is in use; `store` is the mirror, opened for this alone.
///
/// # Errors
/// There can be no further thread.
pub(super) fn follow(
    line: &Arc<Line>,
    address: &Address,
    store: RedbStore,
) -> Result<(), StoreError> {
    let follower = Follower {
        address: address.clone(),
        store,
        used: Arc::downgrade(line),
        followed: line.followed(),
    };
    let thread = thread::Builder::new().name("follower".to_owned());
    let started = thread.spawn(move || follower.run());
    started.map(drop).map_err(|error| StoreError::of_io(&error))
}

struct Follower {
    address: Address,
    store: RedbStore,
    used: Weak<Line>,
    followed: Arc<Followed>,
}

impl Follower {
    fn is_used(&self) -> bool {
        self.used.strong_count() > 0
    }

    fn run(&self) {
        while self.is_used() {
            // Whatever ended it, the server is asked from here on, and listened to again.
            let ended = self.listen();
            let asked = self.store.catch_up();
            self.followed.note(asked.and(ended).err());
            thread::sleep(PAUSE);
        }
    }

    /// Listens until the line is lost.
    fn listen(&self) -> Result<(), StoreError> {
        let failed = |fault: Fault| of_connecting(&self.address, &fault);
        let client = connected(&self.address)?;
        let number = town(&client, &self.address)?.number;
        client
            .batch(&format!("listen mulin_{number}"))
            .map_err(failed)?;
        while self.is_used() {
            // Anything before the first of these came before it was listened for.
            self.store.catch_up()?;
            self.followed.note(None);
            client.listen(SILENCE);
            if client.is_closed() {
                break;
            }
        }
        Ok(())
    }
}
