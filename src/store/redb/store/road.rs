//! The one road of a write transaction. A store that is its own commits in its file; one that mirrors a
//! server sends the rows first, and its file gets them when the server has them: whatever is read from
//! the file stands there too.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use redb::WriteTransaction;

use super::{Failed, RedbStore};
use crate::store::engine::journal;
use crate::store::error::StoreError;
use crate::store::redb::ahead::{Ahead, News, Position, Sent};
use crate::store::redb::failure::{of_commit, of_storage};
use crate::store::redb::handle::Writer;
use crate::store::redb::mirror::{self, Absorbing};
use crate::store::redb::tables::Writing;
use crate::store::redb::work::{Work, Worth};
use crate::store::seals::Seals;

/// How often others may come first before everybody else is kept from writing.
const PATIENT: u32 = 3;
/// How long a server that was lost in the middle is looked for.
const LOOKED_FOR: Duration = Duration::from_secs(5);
/// How long apart it is looked for.
const PAUSE: Duration = Duration::from_millis(200);

/// What was sent, and nobody knows what came of it.
struct Open<T> {
    /// What was done.
    value: T,
    /// On which rows.
    on: Position,
    /// The name of the sending.
    sending: String,
}

/// How far one attempt came that a server must have.
enum Attempt<T> {
    /// The server has it.
    Stands(T),
    /// It had what the attempt of this place among those before did.
    Stood(usize),
    /// Nothing was to be kept.
    Dropped(T),
    /// Others came first.
    Behind,
    /// The line broke after it was sent.
    Unsure(Open<T>),
}

impl RedbStore {
    /// Does `work` in one transaction; it is done again where others came first.
    pub(super) fn transact<T>(
        &self,
        writer: &Arc<Writer>,
        work: &mut Work<'_, T>,
    ) -> Result<T, Failed<T>> {
        match &self.ahead {
            None => self.transact_here(writer, work),
            Some(ahead) => self.transact_there(ahead.as_ref(), writer, work),
        }
    }

    fn transact_here<T>(&self, writer: &Writer, work: &mut Work<'_, T>) -> Result<T, Failed<T>> {
        let transaction = writer.begin()?;
        let (worth, witness, seal) = {
            let mut tables = Writing::new(&transaction).with_keyring(&self.keyring);
            self.continued.check(&tables, &self.path)?;
            let worth = work(&mut tables)?;
            let seal = journal::seal(&tables)?;
            (worth, tables.witness(), seal)
        };
        let value = match worth {
            Worth::Keep(value) => value,
            Worth::Drop(value) => {
                transaction.abort().map_err(of_storage)?;
                return Ok(value);
            }
        };
        // Others may have waited long for the lock: the file may have gone meanwhile.
        self.stands()?;
        match transaction.commit().map_err(of_commit) {
            Ok(()) => {
                self.continued.see(seal);
                Ok(value)
            }
            Err(error) => Err(Failed {
                error,
                done: Some((value, witness)),
            }),
        }
    }

    fn transact_there<T>(
        &self,
        ahead: &dyn Ahead,
        writer: &Arc<Writer>,
        work: &mut Work<'_, T>,
    ) -> Result<T, Failed<T>> {
        // Whichever of these stands is what was done.
        let mut unsure: Vec<Open<T>> = Vec::new();
        let mut lost: Option<Instant> = None;
        let mut behind = 0;
        loop {
            // The mirror's lock is had before the server's, by everybody.
            let transaction = match writer.begin() {
                Ok(transaction) => transaction,
                Err(_) if lost.is_some() => return Err(StoreError::Unsure.into()),
                Err(error) => return Err(error.into()),
            };
            let is_held = behind >= PATIENT;
            let late = behind > 0 || lost.is_some();
            let attempt = if is_held { ahead.hold() } else { Ok(()) }
                .and_then(|()| self.attempt_there(ahead, &transaction, late, &unsure, work));
            let has_ended = matches!(attempt, Ok(Attempt::Stands(_)));
            if is_held && !has_ended {
                ahead.release();
            }
            match attempt {
                Ok(Attempt::Stands(value)) => {
                    self.keep_mirror(writer, transaction);
                    return Ok(value);
                }
                Ok(Attempt::Stood(at)) => {
                    self.keep_mirror(writer, transaction);
                    return Ok(unsure.swap_remove(at).value);
                }
                Ok(Attempt::Dropped(value)) => {
                    transaction.abort().map_err(of_storage)?;
                    return Ok(value);
                }
                Ok(Attempt::Behind) => behind += 1,
                Ok(Attempt::Unsure(open)) => {
                    unsure.push(open);
                    let since = lost.get_or_insert_with(Instant::now);
                    if since.elapsed() >= LOOKED_FOR {
                        return Err(StoreError::Unsure.into());
                    }
                }
                // What was sent may stand, whatever the server says of what was asked after it.
                Err(error) => match lost {
                    Some(since) if since.elapsed() < LOOKED_FOR => {
                        drop(transaction);
                        thread::sleep(PAUSE);
                    }
                    Some(_) => return Err(StoreError::Unsure.into()),
                    None => return Err(error.into()),
                },
            }
        }
    }

    fn attempt_there<T>(
        &self,
        ahead: &dyn Ahead,
        transaction: &WriteTransaction,
        late: bool,
        before: &[Open<T>],
        work: &mut Work<'_, T>,
    ) -> Result<Attempt<T>, StoreError> {
        let on = if late {
            self.absorb(ahead, transaction)?
        } else {
            mirror::position_in(transaction)?
        };
        for (at, open) in before.iter().enumerate() {
            if ahead.has(&open.on, &open.sending)? {
                return Ok(Attempt::Stood(at));
            }
        }
        let mut tables = Writing::new(transaction)
            .with_keyring(&self.keyring)
            .recording();
        let value = match work(&mut tables)? {
            Worth::Keep(value) => value,
            Worth::Drop(value) => return Ok(Attempt::Dropped(value)),
        };
        let rows = tables.into_rows();
        self.stands()?;
        let sending = new_name();
        match ahead.send(&on, &sending, &rows) {
            Ok(Sent::Stands(position)) => {
                // Where this fails the mirror is behind, and gets the rows with the next news.
                let _noted = mirror::set_position(transaction, &position);
                Ok(Attempt::Stands(value))
            }
            Ok(Sent::Behind) => Ok(Attempt::Behind),
            Err(StoreError::Unsure) => Ok(Attempt::Unsure(Open { value, on, sending })),
            Err(error) => Err(error),
        }
    }

    /// Commits in the mirror what the server has. Where the disk fails it is behind, and gets the rows
    /// with the next news.
    fn keep_mirror(&self, writer: &Arc<Writer>, transaction: WriteTransaction) {
        if transaction.commit().is_err() {
            self.let_go(writer);
        }
    }

    /// Puts the server's news into the mirror; gives how far it is then.
    fn absorb(
        &self,
        ahead: &dyn Ahead,
        transaction: &WriteTransaction,
    ) -> Result<Position, StoreError> {
        let mine = mirror::position_in(transaction)?;
        let mut absorbing = Absorbing::new(transaction);
        let position = ahead.news(&mine, &mut |news| match news {
            News::Anew(is_another) => {
                if is_another && !mine.born.is_empty() {
                    self.put_seals_aside(&mine)?;
                }
                absorbing.clear()
            }
            News::Row(row) => absorbing.take(&row),
        })?;
        drop(absorbing);
        mirror::set_position(transaction, &position)?;
        Ok(position)
    }

    /// The seals of another town say nothing about this one; they are kept under that one's birth.
    fn put_seals_aside(&self, mine: &Position) -> Result<(), StoreError> {
        let seals = Seals::beside(&self.path);
        if !seals.exist() {
            return Ok(());
        }
        let mut aside = seals.path().as_os_str().to_owned();
        aside.push(format!(".{}", mine.born));
        std::fs::rename(seals.path(), aside).map_err(|error| StoreError::of_io(&error))
    }

    /// Brings a mirror up to date; does nothing in a store that is its own.
    ///
    /// # Errors
    /// The server is out of reach, or the mirror cannot be written.
    pub(crate) fn catch_up(&self) -> Result<(), StoreError> {
        let Some(ahead) = &self.ahead else {
            return Ok(());
        };
        let there = ahead.position()?;
        if mirror::position(&self.instant()?)? == there {
            return Ok(());
        }
        let writer = self.writer()?;
        let transaction = writer.begin()?;
        self.absorb(ahead.as_ref(), &transaction)?;
        transaction.commit().map_err(of_commit)
    }

    /// Brings a mirror up to date where the server is within reach and nobody else does it.
    pub(super) fn catch_up_or_stay(&self) -> Result<(), StoreError> {
        if self.ahead.as_ref().is_none_or(|it| it.is_followed()) {
            return Ok(());
        }
        match self.catch_up() {
            Err(StoreError::Line(_)) => Ok(()),
            came => came,
        }
    }
}

/// Makes a name that no other sending has.
fn new_name() -> String {
    let part = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", part(), part())
}
