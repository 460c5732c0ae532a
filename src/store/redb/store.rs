//! The store in a redb file.

use std::collections::BTreeMap;
use std::collections::hash_map::RandomState;
use std::fs::{self, File, OpenOptions};
use std::hash::{BuildHasher, Hasher};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::thread;
use std::time::Duration;

use redb::{Builder, ConcurrencyMode, Database, ReadableDatabase};

use super::super::contract::Store;
use super::super::engine::codes;
use super::super::engine::commit::commit;
use super::super::engine::law::Law;
use super::super::engine::meta;
use super::super::engine::rebuild;
use super::super::engine::reindex;
use super::super::engine::remake;
use super::super::engine::sealing;
use super::super::engine::upgrade;
use super::super::error::StoreError;
use super::super::tables::{ReadTables, Table};
use super::failure::{of_commit, of_database, of_storage, of_transaction};
use super::guard::tried;
use super::tables::{Reading, Writing};
use crate::domain::act::{Act, CommitResult};
use crate::domain::moment::Moment;
use crate::domain::projection::Projection;
use crate::domain::settings::Settings;
use crate::store::seals::{SealLine, Seals};
use crate::store::snapshot::Snapshot;
use crate::store::verify::projected;

/// How often, and how long apart, a file without a head is looked at.
const LOOKS: u32 = 20;
const PAUSE: Duration = Duration::from_millis(25);
/// redb's default cache is 1 GiB; the desk shares its machine.
pub(crate) const CACHE_BYTES: usize = 64 << 20;

/// A store in one file; several windows of one host may hold it open.
pub struct RedbStore {
    /// Taken when the store is closed, which redb does with assertions of its own.
    database: Option<Database>,
    path: PathBuf,
    projections: Vec<Arc<dyn Projection>>,
    settings: RwLock<Settings>,
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
        if !prepare(path)? {
            check_head(path)?;
        }
        tried(|| {
            let database = builder().create(path).map_err(of_database)?;
            Self::over(database, path, projections, settings)
        })
    }

    /// Makes a store of an open database.
    pub(super) fn over(
        database: Database,
        path: &Path,
        projections: Vec<Arc<dyn Projection>>,
        settings: Settings,
    ) -> Result<Self, StoreError> {
        let store = Self {
            database: Some(database),
            path: path.to_owned(),
            projections,
            settings: RwLock::new(settings),
        };
        store.settle(&store.settings())?;
        Ok(store)
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
        let transaction = self.database()?.begin_write().map_err(of_transaction)?;
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

    fn database(&self) -> Result<&Database, StoreError> {
        let closed = || StoreError::System("the store is closed".to_owned());
        self.database.as_ref().ok_or_else(closed)
    }

    fn reading(&self) -> Result<Reading, StoreError> {
        self.database()?
            .begin_read()
            .map(Reading::new)
            .map_err(of_transaction)
    }

    /// Opens a store to be copied, whatever stands in it.
    pub(super) fn as_it_is(
        path: &Path,
        projections: Vec<Arc<dyn Projection>>,
        settings: Settings,
    ) -> Result<Self, StoreError> {
        check_head(path)?;
        Ok(Self {
            database: Some(builder().open(path).map_err(of_database)?),
            path: path.to_owned(),
            projections,
            settings: RwLock::new(settings),
        })
    }

    /// Makes a seal now, in the store and in the file beside it.
    ///
    /// # Errors
    /// The store or the file cannot be written.
    pub fn seal(&self, now: Moment) -> Result<SealLine, StoreError> {
        let line = tried(|| {
            let transaction = self.database()?.begin_write().map_err(of_transaction)?;
            let line = sealing::now_sealed(&mut Writing::new(&transaction), now)?;
            transaction.commit().map_err(of_commit)?;
            Ok(line)
        })?;
        Seals::beside(&self.path).append(&line)?;
        Ok(line)
    }

    /// Makes every row anew that follows from records, all of them or none; gives how many were wrong in
    /// each table where any was.
    ///
    /// # Errors
    /// Nothing at all was written.
    pub fn reindex(&self) -> Result<BTreeMap<&'static str, u64>, StoreError> {
        tried(|| {
            let transaction = self.database()?.begin_write().map_err(of_transaction)?;
            let differing = {
                let mut tables = Writing::new(&transaction);
                let law = Law::read(&tables, &self.settings())?;
                let prove = &projected::prove_one;
                remake::remake(&mut tables, &law, &self.projections, prove)?
            };
            if differing.is_empty() {
                transaction.abort().map_err(of_storage)?;
            } else {
                transaction.commit().map_err(of_commit)?;
            }
            Ok(differing)
        })
    }

    /// Gives where the store stands.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn copy_to(&self, part: &Path) -> Result<u64, StoreError> {
        let _gone = fs::remove_file(part);
        prepare(part)?;
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

impl Drop for RedbStore {
    fn drop(&mut self) {
        // Whoever closes a damaged store has been told of it, or asked nothing of the damaged part.
        let _closed = tried(|| {
            drop(self.database.take());
            Ok(())
        });
    }
}

impl Store for RedbStore {
    fn commit(&self, acts: &[Act]) -> Result<Vec<CommitResult>, StoreError> {
        tried(|| {
            let transaction = self.database()?.begin_write().map_err(of_transaction)?;
            let (outcomes, seal) = {
                let mut tables = Writing::new(&transaction);
                let mut law = Law::read(&tables, &self.settings())?;
                let outcomes = commit(&mut tables, &mut law, &self.projections, acts)?;
                let now = acts.last().map(|act| act.when);
                let seal = now.map(|now| sealing::when_due(&mut tables, now));
                (outcomes, seal.transpose()?.flatten())
            };
            transaction.commit().map_err(of_commit)?;
            if let Some(line) = seal {
                // What was done stands; that a seal is missing in the file is told by every proof.
                let _missed = Seals::beside(&self.path).append(&line);
            }
            Ok(outcomes)
        })
    }

    fn read(
        &self,
        read: &mut dyn FnMut(&Snapshot<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        tried(|| {
            let tables = self.reading()?;
            let law = Law::read(&tables, &self.settings())?;
            read(&Snapshot {
                tables: &tables,
                law,
                projections: &self.projections,
            })
        })
    }

    fn set_settings(&self, settings: Settings) -> Result<(), StoreError> {
        tried(|| self.settle(&settings))?;
        *self
            .settings
            .write()
            .unwrap_or_else(PoisonError::into_inner) = settings;
        Ok(())
    }

    /// It is written beside the target, synced, then renamed; the seals beside the store go with it.
    fn backup(&self, target: &Path) -> Result<u64, StoreError> {
        let seals = Seals::beside(target);
        for file in [target, seals.path()] {
            if file.exists() {
                let file = file.display();
                return Err(StoreError::System(format!("{file} is there already")));
            }
        }
        let part = target.with_extension("part");
        let written = tried(|| self.copy_to(&part)).and_then(|rows| {
            File::open(&part)
                .and_then(|file| file.sync_all())
                .map_err(|e| StoreError::of_io(&e))?;
            Seals::beside(&self.path).copy_to(&seals)?;
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

/// Every commit goes in two phases with quick repair in this mode, so that a killed store opens at
/// once; other windows of the host may hold the file too.
pub(super) fn builder() -> Builder {
    let mut builder = Builder::new();
    builder
        .set_cache_size(CACHE_BYTES)
        .set_concurrency_mode(ConcurrencyMode::MultiWriter);
    builder
}

/// Makes the folder (0700) and an empty file (0600) where there is none; tells whether it is new.
fn prepare(path: &Path) -> Result<bool, StoreError> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        && !folder.exists()
    {
        make_folder(folder).map_err(|error| StoreError::of_io(&error))?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(StoreError::of_io(&error)),
    }
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A file of another program is told before redb sees it. One without a head may be a store that
/// another window is making just now; one that stays so was cut off, and is never begun afresh.
fn check_head(path: &Path) -> Result<(), StoreError> {
    for _ in 0..LOOKS {
        let mut head = Vec::new();
        File::open(path)
            .and_then(|file| file.take(4).read_to_end(&mut head))
            .map_err(|error| StoreError::of_io(&error))?;
        match head.as_slice() {
            b"redb" => return Ok(()),
            head if head.iter().all(|byte| *byte == 0) => thread::sleep(PAUSE),
            _ => return Err(StoreError::NotAStore),
        }
    }
    Err(StoreError::CutOff)
}

/// Makes a change of names in the file's folder durable.
pub(crate) fn sync_folder(path: &Path) -> Result<(), StoreError> {
    let folder = path
        .parent()
        .filter(|it| !it.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|error| StoreError::of_io(&error))
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
        let transaction = store.database().unwrap().begin_write().unwrap();
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
