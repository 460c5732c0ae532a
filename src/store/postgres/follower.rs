//! 跟随: brings the mirror of a desk up to date as soon as anything changes on the server. The server tells
//! of it on a line of its own; while that is lost, it is asked several times a second.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use postgres::Client;
use postgres::fallible_iterator::FallibleIterator as _;

use super::address::Address;
use super::connect::connected;
use super::line::Line;
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
    followed: Arc<AtomicBool>,
}

impl Follower {
    fn is_used(&self) -> bool {
        self.used.strong_count() > 0
    }

    fn run(&self) {
        while self.is_used() {
            // Whatever ended it, the server is asked from here on, and listened to again.
            let _ended = self.listen();
            self.followed.store(false, Ordering::Relaxed);
            let _asked = self.store.catch_up();
            thread::sleep(PAUSE);
        }
    }

    /// Listens until the line is lost.
    fn listen(&self) -> Result<(), StoreError> {
        let failed = |error: postgres::Error| of_connecting(&self.address, &error);
        let mut client = connected(&self.address)?;
        let number = town(&mut client, &self.address)?.number;
        client
            .batch_execute(&format!("listen mulin_{number}"))
            .map_err(failed)?;
        while self.is_used() {
            // Anything before the first of these came before it was listened for.
            self.store.catch_up()?;
            self.followed.store(true, Ordering::Relaxed);
            wait(&mut client).map_err(failed)?;
            if client.is_closed() {
                break;
            }
        }
        Ok(())
    }
}

/// Waits until something is told, or for the longest silence; what is told at once is told together.
fn wait(client: &mut Client) -> Result<(), postgres::Error> {
    let mut news = client.notifications();
    if news.timeout_iter(SILENCE).next()?.is_some() {
        while news.iter().next()?.is_some() {}
    }
    Ok(())
}
