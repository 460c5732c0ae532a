//! The store in a redb file.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, RwLockReadGuard};

use super::super::cipher::Keyring;
use super::super::contract::{Copied, Store};
use super::super::engine::commit::commit;
use super::super::engine::law::Law;
use super::super::engine::meta;
use super::super::engine::sealing;
use super::super::error::StoreError;
use super::super::findings::Findings;
use super::super::memo::Memo;
use super::ahead::Ahead;
use super::backend::Patience;
use super::continued::Continued;
use super::file::{self, Found};
use super::guard::tried;
use super::handle::{Handle, Manner, Reader, Writer};
use super::holder::Holder;
use super::place::Place;
use super::tables::{Reading, Witness};
use super::work::Worth;
use crate::domain::act::{Act, CommitResult};
use crate::domain::moment::Moment;
use crate::domain::projection::Projection;
use crate::domain::settings::Settings;
use crate::store::older::Older;
use crate::store::seals::{SealLine, Seals};
use crate::store::snapshot::Snapshot;
use crate::store::tries::TryBook;

mod copying;
mod road;
mod sealed;
mod settle;

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
    /// The copy from before the file was brought to the present format, where this opening did it.
    kept: OnceLock<PathBuf>,
    projections: Vec<Arc<dyn Projection>>,
    settings: RwLock<Settings>,
    keyring: Arc<Keyring>,
    memo: Arc<Memo>,
    /// By how much it is older than its last seal, until that is said to be right.
    older: Mutex<Option<Older>>,
    /// The server whose rows the file mirrors; none for a store that is its own.
    ahead: Option<Arc<dyn Ahead>>,
    /// What a store of its own must go on from.
    continued: Continued,
}

/// Why a transaction failed, and what it would have left.
struct Failed<T> {
    error: StoreError,
    /// What was done, where only the last step failed: it may be on the disk all the same.
    done: Option<(T, Option<Witness>)>,
}

/// What came of acts, with the seal that was due.
type Committed = (Vec<CommitResult>, Option<Box<SealLine>>);

impl<T> From<StoreError> for Failed<T> {
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
        Self::behind(None, verb, path, projections, settings)
    }

    /// Opens the mirror of a server at `path`, or makes it there, and brings it up to date; where the
    /// server is out of reach, it is opened as it stands.
    ///
    /// # Errors
    /// There is neither a server nor a mirror.
    #[cfg(feature = "postgres")]
    pub(crate) fn mirror(
        ahead: Arc<dyn Ahead>,
        verb: Option<&str>,
        path: &Path,
        projections: Vec<Arc<dyn Projection>>,
        settings: Settings,
    ) -> Result<Self, StoreError> {
        Self::behind(Some(ahead), verb, path, projections, settings)
    }

    fn behind(
        ahead: Option<Arc<dyn Ahead>>,
        verb: Option<&str>,
        path: &Path,
        projections: Vec<Arc<dyn Projection>>,
        settings: Settings,
    ) -> Result<Self, StoreError> {
        if let Some(ahead) = ahead.as_ref().filter(|_| !path.exists()) {
            // Of a server that cannot be used there is no mirror.
            ahead.position()?;
        }
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
            kept: OnceLock::new(),
            projections,
            settings: RwLock::new(settings),
            keyring: Arc::default(),
            memo: Arc::default(),
            older: Mutex::default(),
            ahead,
            continued: Continued::default(),
        };
        let settled = tried(|| {
            if found != Found::Store {
                store.begin()?;
            }
            store.catch_up_or_stay()?;
            store.settle(&store.settings())?;
            *store.older_held() = Older::of(&Seals::beside(path), &store.reading()?)?;
            Ok(())
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
            kept: OnceLock::new(),
            projections,
            settings: RwLock::new(settings),
            keyring: Arc::default(),
            memo: Arc::default(),
            older: Mutex::default(),
            ahead: None,
            continued: Continued::default(),
        };
        // A disk that is no file has no place.
        if let Ok(file) = std::fs::File::open(path) {
            store.at(Place::of(path, &file).map_err(|error| StoreError::of_io(&error))?)?;
        }
        store.settle(&store.settings())?;
        Ok(store)
    }

    /// Has what is sealed opened with this key.
    #[must_use]
    pub fn with_keyring(self, keyring: Arc<Keyring>) -> Self {
        Self { keyring, ..self }
    }

    /// Tells whether the store was begun in an empty file that stood there already: it may have been
    /// one that was cut off.
    pub const fn was_begun_in_empty(&self) -> bool {
        self.begun_in_empty
    }

    /// Gives the copy from before the update, where this opening brought the file to the present format.
    pub fn kept_before_update(&self) -> Option<&Path> {
        self.kept.get().map(PathBuf::as_path)
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

    /// Reads at an instant of the file, which is brought up to date first where it mirrors a server; one
    /// that is out of reach is not waited for.
    fn reading(&self) -> Result<Reading, StoreError> {
        self.catch_up_or_stay()?;
        self.instant()
    }

    /// Reads at an instant of the file.
    fn instant(&self) -> Result<Reading, StoreError> {
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
        let (keyring, memo) = (Arc::clone(&self.keyring), Arc::clone(&self.memo));
        Ok(Reading::new(transaction, handle, keyring, memo))
    }

    /// Tells whether the path still leads to the file that is open.
    fn stands(&self) -> Result<(), StoreError> {
        self.place.get().map_or(Ok(()), Place::check)
    }

    /// Performs acts in one transaction.
    fn attempt(&self, writer: &Arc<Writer>, acts: &[Act]) -> Result<Committed, Failed<Committed>> {
        self.transact(writer, &mut |tables| {
            let mut law = Law::read(tables, &self.settings())?;
            let results = commit(tables, &mut law, &self.projections, acts)?;
            let now = acts.last().map(|act| act.when);
            let seal = now.map(|now| sealing::when_due(tables, now));
            Ok(Worth::Keep((
                results,
                seal.transpose()?.flatten().map(Box::new),
            )))
        })
    }

    /// Tries once more after a fault of the disk, on the file as it is found. What the failed commit
    /// has kept all the same is not done twice.
    fn again(
        &self,
        writer: Arc<Writer>,
        acts: &[Act],
        failed: Failed<Committed>,
    ) -> Result<Committed, StoreError> {
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

    /// A writer that failed left them whole: they are replaced in one piece.
    fn settings(&self) -> RwLockReadGuard<'_, Settings> {
        self.settings.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives where the store stands.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Store for RedbStore {
    fn commit(&self, acts: &[Act]) -> Result<Vec<CommitResult>, StoreError> {
        self.refuse_older(acts)?;
        let committed = tried(|| {
            self.stands()?;
            let writer = self.writer()?;
            let (results, seal) = match self.attempt(&writer, acts) {
                Ok(results) => results,
                Err(failed) if failed.error.is_of_disk() => self.again(writer, acts, failed)?,
                Err(failed) => return Err(failed.error),
            };
            if let Some(line) = seal {
                // What was done stands; that a seal is missing in the file is told by every proof.
                let _missed = Seals::beside(&self.path).append(&line);
            }
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
        self.proved(copy).map(|(findings, _)| findings)
    }

    fn commit_in(&self, copy: &Path, acts: &[Act]) -> Result<(), StoreError> {
        let copy = Self::open(copy, self.projections.clone(), self.settings().clone())?;
        copy.commit(acts).map(|_| ())
    }

    fn stands(&self) -> Result<(), StoreError> {
        Self::stands(self)?;
        if self.ahead.is_none() {
            self.goes_on()?;
        }
        let lost = self.ahead.as_ref().and_then(|ahead| ahead.lost());
        lost.map_or(Ok(()), Err)
    }

    fn keyring(&self) -> Option<&Keyring> {
        Some(&self.keyring)
    }

    fn tries(&self) -> Option<TryBook> {
        self.ahead.as_ref().map(|_| TryBook::beside(&self.path))
    }

    fn older(&self) -> Option<Older> {
        self.older_held().clone()
    }

    fn trust(&self, now: Moment) -> Result<(), StoreError> {
        self.seal(now)?;
        *self.older_held() = None;
        Ok(())
    }

    fn seal_new(&self, now: Moment) -> Result<(), StoreError> {
        self.seal_if_new(now)
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

    /// The seals beside the store go with it.
    fn backup(&self, target: &Path) -> Result<Copied, StoreError> {
        let seals = Seals::beside(target);
        if seals.exist() {
            let file = seals.path().display();
            return Err(StoreError::System(format!("{file} is there already")));
        }
        let entries = Cell::new(0);
        let copied = self.copy(target, &|path| {
            let (findings, there) = self.proved(path)?;
            entries.set(there);
            Ok(findings)
        })?;
        Seals::beside(&self.path).copy_until(&seals, entries.get())?;
        Ok(copied)
    }

    fn revision(&self) -> Result<u64, StoreError> {
        tried(|| meta::revision(&self.reading()?))
    }
}
