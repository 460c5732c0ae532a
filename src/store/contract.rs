//! What every store does: acts go in, snapshots come out.
//!
//! A new back-end implements [`Store`], and for its snapshots and transactions the ordered tables of
//! `store/tables.rs` ([`crate::store::tables::ReadTables`] and `WriteTables`); the law, the histories
//! and the indexes are those of the engine, the same for every store. Its files: `store/X/{mod, store,
//! tables}.rs`, a line in `store/mod.rs`, and its place among the homes of the floors test.

use std::path::Path;

use super::cipher::Keyring;
use super::error::StoreError;
use super::findings::Findings;
use super::older::Older;
use super::snapshot::Snapshot;
use super::tries::TryBook;
use crate::domain::act::{Act, CommitResult};
use crate::domain::moment::Moment;
use crate::domain::settings::Settings;

/// A store: acts go in, snapshots come out.
pub trait Store: Send + Sync {
    /// Performs acts in order, in one durable transaction; an act that is refused writes nothing.
    ///
    /// # Errors
    /// Nothing at all was written.
    fn commit(&self, acts: &[Act]) -> Result<Vec<CommitResult>, StoreError>;

    /// Calls `read` with the store as it stands at one instant.
    fn read(
        &self,
        read: &mut dyn FnMut(&Snapshot<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError>;

    /// Counts by other settings of the town from now on.
    ///
    /// # Errors
    /// The store still counts by those before.
    fn set_settings(&self, settings: Settings) -> Result<(), StoreError>;

    /// Copies the store, as it stands at one instant, into a new file, which is proved before it gets
    /// its name.
    ///
    /// # Errors
    /// A file that stands there stays as it is.
    fn backup(&self, target: &Path) -> Result<Copied, StoreError>;

    /// Opens a copy of this store and proves it.
    ///
    /// # Errors
    /// The copy does not open; a store without a file opens none.
    fn prove(&self, _copy: &Path) -> Result<Findings, StoreError> {
        Err(StoreError::NotAStore)
    }

    /// Does something in a copy of this store.
    ///
    /// # Errors
    /// The copy does not open, or cannot be written; a store without a file has none.
    fn commit_in(&self, _copy: &Path, _acts: &[Act]) -> Result<(), StoreError> {
        Err(StoreError::NotAStore)
    }

    /// Tells whether what is kept is found where the store is looked for.
    ///
    /// # Errors
    /// [`StoreError::Gone`] once its file was moved, removed or replaced.
    fn stands(&self) -> Result<(), StoreError> {
        Ok(())
    }

    /// Gives where the key of who sits here is held; a store without one opens nothing that is sealed.
    fn keyring(&self) -> Option<&Keyring> {
        None
    }

    /// Gives where tries to sign in are written down while the server is out of reach; a store without a
    /// server has none.
    fn tries(&self) -> Option<TryBook> {
        None
    }

    /// Tells by how much the store is older than what was sealed of it; nothing is kept then until it is
    /// trusted.
    fn older(&self) -> Option<Older> {
        None
    }

    /// Takes the store as the right one, older though it is, and seals it as it stands.
    ///
    /// # Errors
    /// The seal cannot be written: it is asked for again.
    fn trust(&self, _now: Moment) -> Result<(), StoreError> {
        Ok(())
    }

    /// 封存: makes a seal where anything was written since the last one.
    ///
    /// # Errors
    /// The store or the file of seals cannot be written.
    fn seal_new(&self, _now: Moment) -> Result<(), StoreError> {
        Ok(())
    }

    /// Waits hardly at all for other programs from now on: the one who asks is leaving.
    fn hurry(&self) {}

    /// Gives how many transactions there were; it tells windows of each other's changes.
    fn revision(&self) -> Result<u64, StoreError>;
}

/// What a copy of a store holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// How many rows it has.
    pub rows: u64,
    /// What does not hold in it, as it does not in the store.
    pub faults: Vec<String>,
}

/// Reads one value from a store as it stands now.
pub fn ask<T>(
    store: &dyn Store,
    question: impl Fn(&Snapshot<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let mut answer = None;
    store.read(&mut |snapshot| {
        answer = Some(question(snapshot)?);
        Ok(())
    })?;
    answer.ok_or_else(|| StoreError::System("the store did not answer".to_owned()))
}
