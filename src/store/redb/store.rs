//! The store in a redb file.

use std::collections::hash_map::RandomState;
use std::fs::{self, File};
use std::hash::{BuildHasher, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, RwLockReadGuard};

use redb::Builder;

use super::super::contract::Store;
use super::super::engine::codes;
use super::super::engine::commit::commit;
use super::super::engine::law::Law;
use super::super::engine::meta;
use super::super::engine::rebuild;
use super::super::engine::reindex;
use super::super::engine::upgrade;
use super::super::error::StoreError;
use super::super::findings::Findings;
use super::super::tables::{ReadTables, Table};
use super::backend::Patience;
use super::failure::{of_commit, of_database, of_transaction};
use super::file::{self, Found, sync_folder};
use super::guard::tried;
use super::handle::{CACHE_BYTES, Handle, Manner, Reader, Writer};
use super::holder::Holder;
use super::place::Place;
use super::tables::{Reading, Witness, Writing};
use crate::domain::act::{Act, CommitResult};
use crate::domain::projection::Projection;
use crate::domain::settings::Settings;
use crate::store::snapshot::Snapshot;

/// A store in one file; several windows of one host may hold it open. It is opened for reading until
/// something is to be written, so that whoever only reads needs neither the writer's lock nor the right
/// to write. After a fault of the disk it is opened anew.
pub struct RedbStore {
    path: PathBuf,
    /// The file that stood at the path when it was opened; none for a store without a file.
    place: OnceLock<Place>,
    manner: Manner,
    open: Mutex<Option<Handle>>,
    /// The store was begun in an empty file that stood there.
    begun_in_empty: bool,
    projections: Vec<Arc<dyn Projection>>,
    settings: RwLock<Settings>,
}

/// Why a transaction failed, and what it would have left.
struct Failed {
    error: StoreError,
    /// What was done, where only the last step failed: it may be on the disk all the same.
    done: Option<(Vec<CommitResult>, Option<Witness>)>,
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self { error, done: None }
    }
}

impl RedbStore {
    /// Opens the store at `path`, or makes it there, with mode 0600 in a folder of 0700.
    ///
    /// # Errors
    /// Whatever stands at `path` stays as it is.
    pub fn open(
        path: &Path,
        projections: Vec<Arc<dyn Projection>>,
        settings: Settings,
    ) -> Result<Self, StoreError> {
        Self::open_as(None, path, projections, settings)
    }

    /// Opens the store as [`Self::open`] does; who waits for a lock of this process is told `verb`.
    ///
    /// # Errors
    /// Whatever stands at `path` stays as it is.
    pub fn open_as(
        verb: Option<&str>,
        path: &Path,
        projections: Vec<Arc<dyn Projection>>,
        settings: Settings,
    ) -> Result<Self, StoreError> {
        let found = file::prepare(path)?;
        let store = Self {
            path: path.to_owned(),
            place: OnceLock::new(),
            manner: Manner {
                patience: Arc::new(Patience::new()),
                holder: Arc::new(Holder::of(path, verb)),
            },
            open: Mutex::default(),
            begun_in_empty: found == Found::Empty,
            projections,
            settings: RwLock::new(settings),
        };
        let settled = tried(|| {
            if found != Found::Store {
                store.begin()?;
            }
            store.settle(&store.settings())
        });
        if let Err(error) = settled {
            drop(store.held().take());
            if found == Found::Made {
                file::unmake(path);
            }
            return Err(store.naming_holder(error));
        }
        Ok(store)
    }

    /// Makes a store of an open database.
    #[cfg(test)]
    pub(super) fn over(
        database: redb::Database,
        path: &Path,
        projections: Vec<Arc<dyn Projection>>,
        settings: Settings,
    ) -> Result<Self, StoreError> {
        let store = Self {
            path: path.to_owned(),
            place: OnceLock::new(),
            manner: Manner {
                patience: Arc::new(Patience::new()),
                holder: Arc::new(Holder::of(path, None)),
            },
            open: Mutex::new(Some(Handle::Writing(Arc::new(Writer::over(database))))),
            begun_in_empty: false,
            projections,
            settings: RwLock::new(settings),
        };
        store.settle(&store.settings())?;
        Ok(store)
    }

    /// Tells whether the store was begun in an empty file that stood there already: it may have been
    /// one that was cut off.
    pub const fn was_begun_in_empty(&self) -> bool {
        self.begun_in_empty
    }

    /// Names who holds the lock that was waited for.
    fn naming_holder(&self, error: StoreError) -> StoreError {
        match error {
            StoreError::Held(_) => StoreError::Held(self.manner.holder.read()),
            other => other,
        }
    }

    /// What is open; a thread that failed left it whole.
    fn held(&self) -> MutexGuard<'_, Option<Handle>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers the place of the first file that was opened; every later one must be the same.
    fn at(&self, place: Place) -> Result<(), StoreError> {
        if let Some(first) = self.place.get() {
            return first.same(&place);
        }
        // Who came first meanwhile opened the same path.
        let _first = self.place.set(place);
        Ok(())
    }

    /// Gives what is open, or opens it for reading.
    fn handle(&self) -> Result<Handle, StoreError> {
        let mut held = self.held();
        if let Some(handle) = held.as_ref() {
            return Ok(handle.clone());
        }
        let handle = match Reader::open(&self.path, &self.manner)? {
            Some((reader, place)) => {
                self.at(place)?;
                Handle::Reading(Arc::new(reader))
            }
            None => Handle::Writing(self.new_writer()?),
        };
        *held = Some(handle.clone());
        Ok(handle)
    }

    /// Gives what is open for writing, or opens it so.
    fn writer(&self) -> Result<Arc<Writer>, StoreError> {
        let before = match self.held().as_ref() {
            Some(Handle::Writing(writer)) => return Ok(Arc::clone(writer)),
            Some(Handle::Reading(reader)) => Some(Arc::clone(reader)),
            None => None,
        };
        // Not under the lock of those who read: a stopped writer is waited for.
        let writer = self.new_writer()?;
        let mut held = self.held();
        if let Some(Handle::Writing(first)) = held.as_ref() {
            return Ok(Arc::clone(first));
        }
        *held = Some(Handle::Writing(Arc::clone(&writer)));
        drop(held);
        drop(before);
        Ok(writer)
    }

    fn new_writer(&self) -> Result<Arc<Writer>, StoreError> {
        let (writer, place) = Writer::open(&self.path, &self.manner, false)?;
        self.at(place)?;
        Ok(Arc::new(writer))
    }

    /// Begins a store in the empty file.
    fn begin(&self) -> Result<(), StoreError> {
        let (writer, place) = Writer::open(&self.path, &self.manner, true)?;
        self.at(place)?;
        *self.held() = Some(Handle::Writing(Arc::new(writer)));
        Ok(())
    }

    /// Lets a handle go that the disk has failed. Another is opened for reading before its locks are
    /// given up: they tell that the file is sound.
    fn let_go(&self, failed: &Arc<Writer>) {
        let mut held = self.held();
        let is_held = matches!(held.as_ref(), Some(Handle::Writing(it)) if Arc::ptr_eq(it, failed));
        if is_held {
            let reader = Reader::open(&self.path, &self.manner).ok().flatten();
            let reader = reader.filter(|(_, place)| match self.place.get() {
                Some(first) => first.same(place).is_ok(),
                None => true,
            });
            *held = reader.map(|(reader, _)| Handle::Reading(Arc::new(reader)));
        }
    }

    fn reading(&self) -> Result<Reading, StoreError> {
        let handle = self.handle()?;
        let begun = handle.begin();
        let (handle, transaction) = match begun {
            Ok(transaction) => (handle, transaction),
            Err(error) if error.is_of_disk() => {
                self.held().take();
                let again = self.handle()?;
                let transaction = again.begin()?;
                (again, transaction)
            }
            Err(error) => return Err(error),
        };
        Ok(Reading::new(transaction, handle))
    }

    /// Tells whether the path still leads to the file that is open.
    fn stands(&self) -> Result<(), StoreError> {
        self.place.get().map_or(Ok(()), Place::check)
    }

    /// Performs acts in one transaction.
    fn attempt(&self, writer: &Writer, acts: &[Act]) -> Result<Vec<CommitResult>, Failed> {
        let transaction = writer.begin()?;
        let (results, witness) = {
            let mut tables = Writing::new(&transaction);
            let mut law = Law::read(&tables, &self.settings())?;
            let results = commit(&mut tables, &mut law, &self.projections, acts)?;
            (results, tables.witness())
        };
        // Others may have waited long for the lock: the file may have gone meanwhile.
        self.stands()?;
        match transaction.commit().map_err(of_commit) {
            Ok(()) => Ok(results),
            Err(error) => Err(Failed {
                error,
                done: Some((results, witness)),
            }),
        }
    }

    /// Tries once more after a fault of the disk, on the file as it is found. What the failed commit
    /// has kept all the same is not done twice.
    fn again(
        &self,
        writer: Arc<Writer>,
        acts: &[Act],
        failed: Failed,
    ) -> Result<Vec<CommitResult>, StoreError> {
        self.let_go(&writer);
        drop(writer);
        // Why it failed at first is what is told.
        let Ok(writer) = self.writer() else {
            return Err(failed.error);
        };
        if let Some((results, Some(witness))) = failed.done
            && witness.stands(&self.reading()?)?
        {
            return Ok(results);
        }
        self.attempt(&writer, acts).map_err(|second| {
            if second.error.is_of_disk() {
                self.let_go(&writer);
            }
            second.error
        })
    }

    /// Checks the format, makes what is missing, and builds anew the rows of projections whose
    /// version changed, the keys of names that are compared otherwise now, a queue whose clocks are
    /// counted otherwise, and the codes of cases that have none.
    fn settle(&self, settings: &Settings) -> Result<(), StoreError> {
        let reading = self.reading()?;
        let format = meta::format(&reading)?;
        if let Some(found) = format
            && found > meta::FORMAT
        {
            return Err(StoreError::Newer {
                found,
                known: meta::FORMAT,
            });
        }
        let stale = self.stale(&reading)?;
        let recount = reindex::is_stale(&reading, settings)?;
        let rename = upgrade::names_are_stale(&reading)?;
        let recode = codes::are_stale(&reading)?;
        let is_settled = stale.is_empty() && !recount && !rename && !recode;
        if format == Some(meta::FORMAT) && is_settled {
            return Ok(());
        }
        drop(reading);
        let transaction = self.writer()?.begin()?;
        {
            let mut tables = Writing::new(&transaction);
            tables.make(Table::FIXED.iter().copied())?;
            match meta::format(&tables)? {
                None => meta::begin(&mut tables, RandomState::new().build_hasher().finish())?,
                Some(found) if found < meta::FORMAT => upgrade::upgrade(&mut tables, found)?,
                Some(_) => {}
            }
            if rename {
                upgrade::rename(&mut tables)?;
            }
            for projection in stale {
                rebuild::rebuild(&mut tables, projection.as_ref())?;
            }
            if recode {
                codes::rebuild(&mut tables)?;
            }
            if recount {
                reindex::reindex(&mut tables, settings)?;
            }
        }
        transaction.commit().map_err(of_commit)
    }

    fn stale(&self, tables: &dyn ReadTables) -> Result<Vec<Arc<dyn Projection>>, StoreError> {
        let mut stale = Vec::new();
        for projection in &self.projections {
            let version = u64::from(projection.version());
            if meta::rows_version(tables, projection.name())? != Some(version) {
                stale.push(Arc::clone(projection));
            }
        }
        Ok(stale)
    }

    /// A writer that failed left them whole: they are replaced in one piece.
    fn settings(&self) -> RwLockReadGuard<'_, Settings> {
        self.settings.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives where the store stands.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn copy_to(&self, part: &Path) -> Result<u64, StoreError> {
        let _gone = fs::remove_file(part);
        file::make(part)?;
        let copy = Builder::new()
            .set_cache_size(CACHE_BYTES)
            .create(part)
            .map_err(of_database)?;
        let from = self.reading()?;
        let transaction = copy.begin_write().map_err(of_transaction)?;
        let mut rows = 0;
        {
            let mut to = Writing::new(&transaction);
            let extra = self.projections.iter().map(|it| Table::Rows(it.name()));
            for table in Table::FIXED.iter().copied().chain(extra) {
                to.make([table])?;
                from.scan(table, &[], &[], false, &mut |key, value| {
                    super::super::tables::WriteTables::put(&mut to, table, key, value)?;
                    rows += 1;
                    Ok(true)
                })?;
            }
        }
        transaction.commit().map_err(of_commit)?;
        Ok(rows)
    }
}

impl Store for RedbStore {
    fn commit(&self, acts: &[Act]) -> Result<Vec<CommitResult>, StoreError> {
        let committed = tried(|| {
            self.stands()?;
            let writer = self.writer()?;
            let results = match self.attempt(&writer, acts) {
                Ok(results) => results,
                Err(failed) if failed.error.is_of_disk() => self.again(writer, acts, failed)?,
                Err(failed) => return Err(failed.error),
            };
            // Only what is found where the store is looked for is acknowledged.
            self.stands()?;
            Ok(results)
        });
        committed.map_err(|error| self.naming_holder(error))
    }

    fn read(
        &self,
        read: &mut dyn FnMut(&Snapshot<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let read = tried(|| {
            let tables = self.reading()?;
            let law = Law::read(&tables, &self.settings())?;
            read(&Snapshot {
                tables: &tables,
                law,
                projections: &self.projections,
            })
        });
        read.map_err(|error| self.naming_holder(error))
    }

    fn prove(&self, copy: &Path) -> Result<Findings, StoreError> {
        let copy = Self::open(copy, self.projections.clone(), self.settings().clone())?;
        let mut findings = Findings::default();
        copy.read(&mut |snapshot| {
            findings = snapshot.verify(&mut |_| {})?;
            Ok(())
        })?;
        Ok(findings)
    }

    fn stands(&self) -> Result<(), StoreError> {
        Self::stands(self)
    }

    fn hurry(&self) {
        self.manner.patience.lose();
    }

    fn set_settings(&self, settings: Settings) -> Result<(), StoreError> {
        tried(|| self.settle(&settings)).map_err(|error| self.naming_holder(error))?;
        *self
            .settings
            .write()
            .unwrap_or_else(PoisonError::into_inner) = settings;
        Ok(())
    }

    /// It is written beside the target, synced, then renamed.
    fn backup(&self, target: &Path) -> Result<u64, StoreError> {
        if target.exists() {
            return Err(StoreError::System(format!(
                "{} is there already",
                target.display()
            )));
        }
        let part = target.with_extension("part");
        let written = tried(|| self.copy_to(&part)).and_then(|rows| {
            File::open(&part)
                .and_then(|file| file.sync_all())
                .map_err(|e| StoreError::of_io(&e))?;
            fs::rename(&part, target).map_err(|e| StoreError::of_io(&e))?;
            sync_folder(target)?;
            Ok(rows)
        });
        if written.is_err() {
            let _gone = fs::remove_file(&part);
        }
        written
    }

    fn revision(&self) -> Result<u64, StoreError> {
        tried(|| meta::revision(&self.reading()?))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tables::WriteTables;
    use super::*;

    #[test]
    fn a_store_of_a_newer_program_is_refused_and_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.redb");
        let open = || RedbStore::open(&path, Vec::new(), Settings::default());
        let store = open().unwrap();
        let transaction = store.writer().unwrap().begin().unwrap();
        let newer = u64::from(meta::FORMAT) + 1;
        Writing::new(&transaction)
            .put(Table::Meta, b"format", &newer.to_be_bytes())
            .unwrap();
        transaction.commit().unwrap();
        drop(store);
        let error = open().err().unwrap();
        assert_eq!(
            error,
            StoreError::Newer {
                found: meta::FORMAT + 1,
                known: meta::FORMAT
            }
        );
        assert_eq!(open().err().unwrap().code(), "newer");
    }
}
