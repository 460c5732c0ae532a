//! Reads that can be stopped: whoever asked has asked for something else meanwhile, or wants no answer.
//!
//! Every row that a read visits is a place where it may stop, so that no loop of the lists, the figures
//! or the proofs need know of it. What is written is never stopped.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::cipher::Keyring;
use super::contract::{Copied, Store};
use super::error::StoreError;
use super::findings::Findings;
use super::memo::Memo;
use super::older::Older;
use super::snapshot::Snapshot;
use super::tables::{ReadTables, Table, Visit};
use super::tries::TryBook;
use crate::domain::act::{Act, CommitResult};
use crate::domain::moment::Moment;
use crate::domain::settings::Settings;

/// The sign that a read is to stop; its clones are one sign.
#[derive(Debug, Clone, Default)]
pub struct StopSign(Arc<AtomicBool>);

impl StopSign {
    /// Stops the read that is under way.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Says of the next read whether it is to stop.
    pub fn set(&self, stop: bool) {
        self.0.store(stop, Ordering::Relaxed);
    }

    /// Tells whether to stop.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A store whose reads look at a sign.
pub struct Stoppable {
    store: Arc<dyn Store>,
    sign: StopSign,
}

impl Stoppable {
    /// Makes the reads of a store look at a sign.
    pub const fn new(store: Arc<dyn Store>, sign: StopSign) -> Self {
        Self { store, sign }
    }
}

impl Store for Stoppable {
    fn commit(&self, acts: &[Act]) -> Result<Vec<CommitResult>, StoreError> {
        self.store.commit(acts)
    }

    /// # Errors
    /// [`StoreError::Stopped`] as soon as the sign is set, whatever the read made of that.
    fn read(
        &self,
        read: &mut dyn FnMut(&Snapshot<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let came = self.store.read(&mut |snapshot| {
            let tables = Watched {
                tables: snapshot.tables,
                sign: &self.sign,
            };
            read(&Snapshot {
                tables: &tables,
                law: snapshot.law.clone(),
                projections: snapshot.projections,
            })
        });
        match came {
            // The finder's rows tell of failures in words of their own.
            Err(_) if self.sign.is_set() => Err(StoreError::Stopped),
            came => came,
        }
    }

    fn set_settings(&self, settings: Settings) -> Result<(), StoreError> {
        self.store.set_settings(settings)
    }

    fn backup(&self, target: &Path) -> Result<Copied, StoreError> {
        self.store.backup(target)
    }

    fn prove(&self, copy: &Path) -> Result<Findings, StoreError> {
        self.store.prove(copy)
    }

    fn commit_in(&self, copy: &Path, acts: &[Act]) -> Result<(), StoreError> {
        self.store.commit_in(copy, acts)
    }

    fn stands(&self) -> Result<(), StoreError> {
        self.store.stands()
    }

    fn tries(&self) -> Option<TryBook> {
        self.store.tries()
    }

    fn older(&self) -> Option<Older> {
        self.store.older()
    }

    fn trust(&self, now: Moment) -> Result<(), StoreError> {
        self.store.trust(now)
    }

    fn seal_new(&self, now: Moment) -> Result<(), StoreError> {
        self.store.seal_new(now)
    }

    fn hurry(&self) {
        self.store.hurry();
    }

    fn keyring(&self) -> Option<&Keyring> {
        self.store.keyring()
    }

    fn revision(&self) -> Result<u64, StoreError> {
        self.store.revision()
    }
}

/// Tables that look at a sign before each row.
struct Watched<'a> {
    tables: &'a dyn ReadTables,
    sign: &'a StopSign,
}

impl Watched<'_> {
    fn look(&self) -> Result<(), StoreError> {
        if self.sign.is_set() {
            return Err(StoreError::Stopped);
        }
        Ok(())
    }
}

impl ReadTables for Watched<'_> {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.look()?;
        self.tables.get(table, key)
    }

    fn scan(
        &self,
        table: Table,
        from: &[u8],
        to: &[u8],
        descending: bool,
        visit: &mut Visit<'_>,
    ) -> Result<(), StoreError> {
        self.look()?;
        self.tables
            .scan(table, from, to, descending, &mut |key, value| {
                self.look()?;
                visit(key, value)
            })
    }

    fn count(&self, table: Table) -> Result<u64, StoreError> {
        self.look()?;
        self.tables.count(table)
    }

    fn keyring(&self) -> Option<&Keyring> {
        self.tables.keyring()
    }

    fn memo(&self) -> Option<&Memo> {
        self.tables.memo()
    }
}
