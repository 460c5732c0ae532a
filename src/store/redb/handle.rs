//! redb's two ways of having a store open. One who reads needs no writer's lock and no right to write;
//! one who writes takes that lock while his transaction runs.

use std::path::Path;
use std::sync::Arc;

use redb::{
    Builder, ConcurrencyMode, Database, DatabaseError, ReadOnlyDatabase, ReadTransaction,
    ReadableDatabase, WriteTransaction,
};

use super::super::error::StoreError;
use super::backend::{Patience, StoreFile};
use super::failure::{of_database, of_transaction};
use super::file;
use super::guard::tried;
use super::holder::Holder;
use super::place::Place;

/// redb's default cache is 1 GiB; the desk shares its machine.
pub(crate) const CACHE_BYTES: usize = 64 << 20;

/// What every handle of a store is made with.
#[derive(Debug)]
pub(crate) struct Manner {
    /// How long a lock is waited for.
    pub(crate) patience: Arc<Patience>,
    /// Who writes.
    pub(crate) holder: Arc<Holder>,
}

/// A store that is open for reading.
pub(crate) struct Reader(Option<ReadOnlyDatabase>);

/// A store that is open for writing.
pub(crate) struct Writer(Option<Database>);

/// Whichever is open.
#[derive(Clone)]
pub(crate) enum Handle {
    /// For reading alone.
    Reading(Arc<Reader>),
    /// For writing too.
    Writing(Arc<Writer>),
}

impl Reader {
    /// Opens the file at `path`, and remembers the place; `None` where a writer that was killed left
    /// work that only the next writer can do.
    pub(crate) fn open(path: &Path, manner: &Manner) -> Result<Option<(Self, Place)>, StoreError> {
        let file = file::opened(path, false)?;
        let place = Place::of(path, &file).map_err(|error| StoreError::of_io(&error))?;
        tried(|| {
            let backend = backend(file, manner)?;
            match builder().open_read_only_with_backend(backend) {
                Ok(database) => Ok(Some((Self(Some(database)), place))),
                Err(DatabaseError::RepairAborted) => Ok(None),
                Err(error) => Err(of_database(error)),
            }
        })
    }
}

impl Writer {
    /// Opens the file at `path`, and remembers the place. An empty one becomes a store only where one is
    /// being begun: what was emptied under an open store is never begun afresh.
    pub(crate) fn open(
        path: &Path,
        manner: &Manner,
        begins: bool,
    ) -> Result<(Self, Place), StoreError> {
        let file = file::opened(path, true)?;
        let facts = file.metadata().map_err(|error| StoreError::of_io(&error))?;
        if facts.len() == 0 && !begins {
            return Err(StoreError::CutOff);
        }
        let place = Place::of(path, &file).map_err(|error| StoreError::of_io(&error))?;
        tried(|| {
            let database = builder()
                .create_with_backend(backend(file, manner)?)
                .map_err(of_database)?;
            Ok((Self::over(database), place))
        })
    }

    /// Makes a writer of an open database.
    pub(crate) fn over(database: Database) -> Self {
        Self(Some(database))
    }

    /// Begins to write; waits for the writer's lock.
    pub(crate) fn begin(&self) -> Result<WriteTransaction, StoreError> {
        let database = self.0.as_ref().ok_or(StoreError::Stale)?;
        database.begin_write().map_err(of_transaction)
    }
}

impl Handle {
    /// Begins to read.
    pub(crate) fn begin(&self) -> Result<ReadTransaction, StoreError> {
        match self {
            Self::Reading(reader) => match &reader.0 {
                Some(database) => database.begin_read().map_err(of_transaction),
                None => Err(StoreError::Stale),
            },
            Self::Writing(writer) => match &writer.0 {
                Some(database) => database.begin_read().map_err(of_transaction),
                None => Err(StoreError::Stale),
            },
        }
    }
}

/// redb closes with assertions of its own. Whoever closes a damaged store has been told of it, or asked
/// nothing of the damaged part.
fn close<T>(database: &mut Option<T>) {
    let _closed = tried(|| {
        drop(database.take());
        Ok(())
    });
}

impl Drop for Reader {
    fn drop(&mut self) {
        close(&mut self.0);
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        close(&mut self.0);
    }
}

fn backend(file: std::fs::File, manner: &Manner) -> Result<StoreFile, StoreError> {
    let (patience, holder) = (Arc::clone(&manner.patience), Arc::clone(&manner.holder));
    StoreFile::new(file, patience, holder).map_err(of_database)
}

/// Every commit goes in two phases with quick repair in this mode, so that a killed store opens at
/// once; other windows of the host may hold the file too.
pub(super) fn builder() -> Builder {
    let mut builder = Builder::new();
    builder
        .set_cache_size(CACHE_BYTES)
        .set_concurrency_mode(ConcurrencyMode::MultiWriter);
    builder
}
