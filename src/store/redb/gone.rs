//! The file goes at any instant of a commit, or before something that is no commit of acts: nothing is
//! acknowledged, and no other file is taken for it.

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use redb::backends::FileBackend;
use redb::{BackendError, StorageBackend, TableDefinition};

use super::super::contract::Store;
use super::super::error::StoreError;
use super::super::seals::Seals;
use super::backend::WRITER;
use super::crash::registered;
use super::failure::of_database;
use super::handle::builder;
use super::store::RedbStore;
use crate::domain::act::CommitResult;
use crate::domain::moment::Moment;
use crate::domain::settings::Settings;

/// What happens when the writer's lock is had, or the disk is told to keep what was written; so many of
/// these pass before.
type Fate = (usize, Box<dyn FnOnce() -> io::Result<()> + Send>);

/// A file to which something happens while it is locked and synced.
struct Fated {
    file: FileBackend,
    fate: Arc<Mutex<Option<Fate>>>,
}

impl Fated {
    fn meets_fate(&self) -> io::Result<()> {
        let mut held = self.fate.lock().unwrap();
        match held.take() {
            Some((0, fate)) => fate(),
            later => {
                *held = later.map(|(passes, fate)| (passes - 1, fate));
                Ok(())
            }
        }
    }
}

impl fmt::Debug for Fated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.file.fmt(f)
    }
}

impl StorageBackend for Fated {
    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.file.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.file.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.meets_fate()?;
        self.file.sync_data()
    }

    fn write(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.file.write(offset, bytes)
    }

    fn try_lock_range(&self, from: Bound<u64>, to: Bound<u64>) -> Result<bool, BackendError> {
        self.file.try_lock_range(from, to)
    }

    fn try_lock_shared_range(
        &self,
        from: Bound<u64>,
        to: Bound<u64>,
    ) -> Result<bool, BackendError> {
        self.file.try_lock_shared_range(from, to)
    }

    fn lock_range(&self, from: Bound<u64>, to: Bound<u64>) -> Result<(), BackendError> {
        self.file.lock_range(from, to)?;
        if from == Bound::Included(WRITER) {
            self.meets_fate()?;
        }
        Ok(())
    }

    fn lock_shared_range(&self, from: Bound<u64>, to: Bound<u64>) -> Result<(), BackendError> {
        self.file.lock_shared_range(from, to)
    }

    fn unlock_range(&self, from: Bound<u64>, to: Bound<u64>) -> Result<(), BackendError> {
        self.file.unlock_range(from, to)
    }

    fn query_lock_range(&self, from: Bound<u64>, to: Bound<u64>) -> Result<bool, BackendError> {
        self.file.query_lock_range(from, to)
    }
}

/// A store with one case, and what decides its fate.
struct Scene {
    _home: tempfile::TempDir,
    path: PathBuf,
    store: RedbStore,
    fate: Arc<Mutex<Option<Fate>>>,
}

impl Scene {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("desk.redb");
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .open(&path)
            .unwrap();
        let fate = Arc::new(Mutex::new(None));
        let backend = Fated {
            file: FileBackend::new(file).unwrap(),
            fate: Arc::clone(&fate),
        };
        let database = builder()
            .create_with_backend(backend)
            .map_err(of_database)
            .unwrap();
        let store = RedbStore::over(database, &path, Vec::new(), Settings::default()).unwrap();
        store.commit(&[registered(1)]).unwrap();
        Self {
            _home: home,
            path,
            store,
            fate,
        }
    }

    fn decide(&self, passes: usize, fate: impl FnOnce(&Path) -> io::Result<()> + Send + 'static) {
        let path = self.path.clone();
        *self.fate.lock().unwrap() = Some((passes, Box::new(move || fate(&path))));
    }

    fn has_met_it(&self) -> bool {
        self.fate.lock().unwrap().is_none()
    }
}

/// Has a fate come at every instant of a commit, one after another: when the lock is had, and at each sync.
fn at_each_instant(
    fate: fn(&Path) -> io::Result<()>,
    after: impl Fn(usize, &Scene, Result<Vec<CommitResult>, StoreError>),
) {
    for passes in 0.. {
        let scene = Scene::new();
        scene.decide(passes, fate);
        let came = scene.store.commit(&[registered(2)]);
        if !scene.has_met_it() {
            assert!(came.is_ok() && passes > 2, "{came:?} after {passes}");
            return;
        }
        after(passes, &scene, came);
    }
}

/// Puts another store in the place of one.
fn replace(path: &Path) -> io::Result<()> {
    let other = path.with_extension("other");
    drop(RedbStore::open(&other, Vec::new(), Settings::default()).map_err(io::Error::other)?);
    fs::rename(other, path)
}

fn away(path: &Path) -> PathBuf {
    path.with_extension("away")
}

#[test]
fn what_is_committed_into_a_file_that_goes_meanwhile_is_not_acknowledged() {
    let fates: [fn(&Path) -> io::Result<()>; 3] = [
        |path| fs::remove_file(path),
        |path| fs::rename(path, away(path)),
        replace,
    ];
    for fate in fates {
        at_each_instant(fate, |passes, scene, came| {
            assert!(
                matches!(came, Err(StoreError::Gone(_))),
                "{passes}: {came:?}"
            );
            // What goes while its lock is waited for is not written any more: who puts it back finds
            // nothing in it that was refused.
            let away = away(&scene.path);
            if passes == 0 && away.exists() {
                let store = RedbStore::open(&away, Vec::new(), Settings::default()).unwrap();
                assert_eq!(store.revision(), Ok(1));
            }
        });
    }
}

#[test]
fn an_older_copy_that_is_written_over_the_file_is_not_taken_for_the_store() {
    for asks_first in [true, false] {
        let scene = Scene::new();
        let older = fs::read(&scene.path).unwrap();
        scene.store.commit(&[registered(2)]).unwrap();
        // As `cp` does it: the path, the file and its number stay.
        fs::write(&scene.path, older).unwrap();
        if asks_first {
            let error = Store::stands(&scene.store).unwrap_err();
            assert!(matches!(error, StoreError::Gone(_)), "{error}");
        }
        let error = scene.store.commit(&[registered(3)]).unwrap_err();
        assert!(matches!(error, StoreError::Gone(_)), "{error}");
    }
}

#[test]
fn a_newer_copy_that_is_written_over_the_file_is_what_was_seen_and_more() {
    let scene = Scene::new();
    let copy = scene.path.with_extension("copy");
    fs::copy(&scene.path, &copy).unwrap();
    let elsewhere = RedbStore::open(&copy, Vec::new(), Settings::default()).unwrap();
    elsewhere.commit(&[registered(2)]).unwrap();
    drop(elsewhere);
    fs::write(&scene.path, fs::read(&copy).unwrap()).unwrap();
    assert_eq!(Store::stands(&scene.store), Ok(()));
}

#[test]
fn after_a_fault_of_the_disk_no_other_file_is_taken_for_the_store() {
    let scene = Scene::new();
    scene.decide(1, |path| {
        replace(path)?;
        Err(io::Error::from(io::ErrorKind::StorageFull))
    });
    assert!(scene.store.commit(&[registered(2)]).is_err());
    let error = scene.store.revision().unwrap_err();
    assert!(matches!(error, StoreError::Gone(_)), "{error}");
    let error = scene.store.commit(&[registered(2)]).unwrap_err();
    assert!(matches!(error, StoreError::Gone(_)), "{error}");
}

#[test]
fn a_fault_of_the_disk_that_passes_is_tried_once_more_and_done_once() {
    let full = |_: &Path| Err(io::Error::from(io::ErrorKind::StorageFull));
    at_each_instant(full, |passes, scene, came| {
        assert!(came.is_ok(), "{passes}: {came:?}");
        assert_eq!(scene.store.revision(), Ok(2), "{passes}");
        scene.store.commit(&[registered(3)]).unwrap();
        assert_eq!(scene.store.revision(), Ok(3), "{passes}");
    });
}

#[test]
fn neither_a_seal_nor_an_index_is_made_in_a_file_that_is_gone() {
    let now = Moment::parse("2026-11-25T10:00").unwrap();
    let scene = Scene::new();
    let seals = Seals::beside(&scene.path);
    let before = seals.read().unwrap();
    replace(&scene.path).unwrap();
    let error = scene.store.seal(now).unwrap_err();
    assert!(matches!(error, StoreError::Gone(_)), "{error}");
    assert_eq!(seals.read().unwrap(), before, "nothing was sealed");

    let scene = Scene::new();
    stale(&scene.path);
    assert!(!scene.store.reindex().unwrap().is_empty());
    stale(&scene.path);
    replace(&scene.path).unwrap();
    let error = scene.store.reindex().unwrap_err();
    assert!(matches!(error, StoreError::Gone(_)), "{error}");
}

/// Puts a row into an index that follows from nothing.
fn stale(path: &Path) {
    let table: TableDefinition<'_, &[u8], &[u8]> = TableDefinition::new("person_cases");
    let database = builder().open(path).unwrap();
    let transaction = database.begin_write().unwrap();
    transaction
        .open_table(table)
        .unwrap()
        .insert([7_u8; 16].as_slice(), [].as_slice())
        .unwrap();
    transaction.commit().unwrap();
}
