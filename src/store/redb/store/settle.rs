//! 开库: a store that is opened is brought to what this program works with, and its indexes made anew
//! when that is asked for.

use std::collections::BTreeMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;

use super::RedbStore;
use crate::domain::projection::Projection;
use crate::domain::settings::Settings;
use crate::store::engine::law::Law;
use crate::store::engine::{codes, meta, rebuild, reindex, remake, upgrade};
use crate::store::error::StoreError;
use crate::store::redb::guard::tried;
use crate::store::redb::kept;
use crate::store::redb::tables::Writing;
use crate::store::redb::work::Worth;
use crate::store::tables::{ReadTables, Table};
use crate::store::verify::projected;

impl RedbStore {
    /// Checks the format, makes what is missing, and builds anew the rows of projections whose
    /// version changed, the keys of names that are compared otherwise now, a queue whose clocks are
    /// counted otherwise, and the codes of cases that have none.
    pub(super) fn settle(&self, settings: &Settings) -> Result<(), StoreError> {
        let reading = self.instant()?;
        let format = meta::format(&reading)?;
        self.refuse_newer(format)?;
        let stale = self.stale(&reading)?;
        let recount = reindex::is_stale(&reading, settings)?;
        let rename = upgrade::names_are_stale(&reading)?;
        let recode = codes::are_stale(&reading)?;
        let is_settled = stale.is_empty() && !recount && !rename && !recode;
        if format == Some(meta::FORMAT) && is_settled {
            return Ok(());
        }
        drop(reading);
        let writer = self.writer()?;
        let settled = self.transact(&writer, &mut |tables| self.settle_in(tables, settings));
        settled.map_err(|failed| failed.error)
    }

    /// Does what is still missing: another window may have done it before the lock was had.
    fn settle_in(
        &self,
        tables: &mut Writing<'_>,
        settings: &Settings,
    ) -> Result<Worth<()>, StoreError> {
        let found = meta::format(tables)?;
        self.refuse_newer(found)?;
        if let Some(found) = found.filter(|it| *it < meta::FORMAT && self.ahead.is_none()) {
            let _ = self.kept.set(kept::keep(&self.path, found)?);
        }
        tables.make(Table::FIXED.iter().copied())?;
        match found {
            None => meta::begin(tables, RandomState::new().build_hasher().finish())?,
            Some(found) if found < meta::FORMAT => upgrade::upgrade(tables, found)?,
            Some(_) => {}
        }
        if upgrade::names_are_stale(tables)? {
            upgrade::rename(tables)?;
        }
        for projection in self.stale(tables)? {
            rebuild::rebuild(tables, projection.as_ref())?;
        }
        if codes::are_stale(tables)? {
            codes::rebuild(tables)?;
        }
        if reindex::is_stale(tables, settings)? {
            reindex::reindex(tables, settings)?;
        }
        Ok(Worth::Keep(()))
    }

    fn refuse_newer(&self, format: Option<u32>) -> Result<(), StoreError> {
        match format {
            Some(found) if found > meta::FORMAT => Err(StoreError::Newer {
                found,
                known: meta::FORMAT,
                kept: kept::before(&self.path, meta::FORMAT),
            }),
            Some(_) | None => Ok(()),
        }
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

    /// Makes every row anew that follows from records, all of them or none; gives how many were wrong in
    /// each table where any was.
    ///
    /// # Errors
    /// Nothing at all was written.
    pub fn reindex(&self) -> Result<BTreeMap<&'static str, u64>, StoreError> {
        let differing = tried(|| {
            let writer = self.writer()?;
            let made = self.transact(&writer, &mut |tables| {
                let law = Law::read(tables, &self.settings())?;
                let prove = &projected::prove_one;
                let differing = remake::remake(tables, &law, &self.projections, prove)?;
                Ok(if differing.is_empty() {
                    Worth::Drop(differing)
                } else {
                    Worth::Keep(differing)
                })
            });
            made.map_err(|failed| failed.error)
        });
        differing.map_err(|error| self.naming_holder(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tables::WriteTables;

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
                known: meta::FORMAT,
                kept: None
            }
        );
        assert_eq!(error.code(), "newer");
        // As the newer program would have left it.
        let kept = folder
            .path()
            .join(format!("desk.redb.format-{}", meta::FORMAT));
        std::fs::write(&kept, "").unwrap();
        let error = open().err().unwrap();
        assert_eq!(error.code(), "newer-kept");
        assert_eq!(error.detail(), kept.display().to_string());
    }
}
