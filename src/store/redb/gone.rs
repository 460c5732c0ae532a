//! The file goes in the middle of a commit, or before something that is no commit of acts: nothing is
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
use super::crash::registered;
use super::failure::of_database;
use super::handle::builder;
use super::store::RedbStore;
use crate::domain::moment::Moment;
use crate::domain::settings::Settings;

/// What happens when the disk is next told to keep what was written.
type Fate = Box<dyn FnOnce() -> io::Result<()> + Send>;

/// A file to which something happens while it is synced.
struct Fated {
    file: FileBackend,
    fate: Arc<Mutex<Option<Fate>>>,
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
        if let Some(fate) = self.fate.lock().unwrap().take() {
            fate()?;
        }
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
        self.file.lock_range(from, to)
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

    fn decide(&self, fate: impl FnOnce(&Path) -> io::Result<()> + Send + 'static) {
        let path = self.path.clone();
        *self.fate.lock().unwrap() = Some(Box::new(move || fate(&path)));
    }
}

/// Puts another store in the place of one.
fn replace(path: &Path) -> io::Result<()> {
    let other = path.with_extension("other");
    drop(RedbStore::open(&other, Vec::new(), Settings::default()).map_err(io::Error::other)?);
    fs::rename(other, path)
}

#[test]
fn what_is_committed_into_a_file_that_goes_meanwhile_is_not_acknowledged() {
    let fates: [fn(&Path) -> io::Result<()>; 2] = [|path| fs::remove_file(path), replace];
    for fate in fates {
        let scene = Scene::new();
        scene.decide(fate);
        let error = scene.store.commit(&[registered(2)]).unwrap_err();
        assert!(matches!(error, StoreError::Gone(_)), "{error}");
        assert!(scene.fate.lock().unwrap().is_none(), "it was synced");
    }
}

#[test]
fn after_a_fault_of_the_disk_no_other_file_is_taken_for_the_store() {
    let scene = Scene::new();
    scene.decide(|path| {
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
    let scene = Scene::new();
    scene.decide(|_| Err(io::Error::from(io::ErrorKind::StorageFull)));
    scene.store.commit(&[registered(2)]).unwrap();
    assert_eq!(scene.store.revision(), Ok(2));
    scene.store.commit(&[registered(3)]).unwrap();
    assert_eq!(scene.store.revision(), Ok(3));
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
