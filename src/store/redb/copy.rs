//! A copy of the store as it stands at one instant: written under a name of its own, read back and
//! compared row by row, proved, and only then put in its place.

use std::path::Path;
use std::sync::Arc;

use redb::Builder;
use sha2::{Digest, Sha256};

use super::super::contract::Copied;
use super::super::error::StoreError;
use super::super::findings::Findings;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::failure::{of_commit, of_database, of_transaction};
use super::guard::tried;
use super::handle::{CACHE_BYTES, Handle, Writer};
use super::tables::{Reading, Writing};
use crate::disk::part::Part;

/// What is copied, and how the copy is opened.
pub(super) struct Source<'a> {
    /// The store at one instant.
    pub(super) from: &'a Reading,
    /// Every table that holds rows.
    pub(super) tables: Vec<Table>,
    /// Proves the copy as a store that counts as the copied one does.
    pub(super) prove: &'a dyn Fn(&Path) -> Result<Findings, StoreError>,
}

/// Copies a store into a new file at `target`.
///
/// # Errors
/// A file that stands at `target` stays as it is; [`StoreError::Damaged`] where the copy does not hold
/// what was read.
pub(super) fn copy(source: &Source<'_>, target: &Path) -> Result<Copied, StoreError> {
    let of_io = |error| StoreError::of_io(&error);
    if target.symlink_metadata().is_ok() {
        let there = format!("{} is there already", target.display());
        return Err(StoreError::System(there));
    }
    let part = Part::beside(target).map_err(of_io)?;
    drop(part.create().map_err(of_io)?);
    let copied = tried(|| {
        let (rows, written) = write(source, &part.path())?;
        read_back(source, &part.path(), (rows, written))?;
        let faults = (source.prove)(&part.path())?.faults;
        Ok(Copied { rows, faults })
    })?;
    part.put(false).map_err(of_io)?;
    Ok(copied)
}

/// How many rows there are, and the digest of all of them.
pub(crate) type Rows = (u64, [u8; 32]);

/// Writes every row into a new database.
fn write(source: &Source<'_>, path: &Path) -> Result<Rows, StoreError> {
    let copy = Builder::new()
        .set_cache_size(CACHE_BYTES)
        .create(path)
        .map_err(of_database)?;
    let transaction = copy.begin_write().map_err(of_transaction)?;
    let rows = {
        let mut to = Writing::new(&transaction);
        each_row(&source.tables, source.from, &mut |table, row| match row {
            None => to.make([table]),
            Some((key, value)) => to.put(table, key, value),
        })?
    };
    transaction.commit().map_err(of_commit)?;
    Ok(rows)
}

/// Reads the copy back from the disk: it holds every row that was read, and no other.
fn read_back(source: &Source<'_>, path: &Path, expected: Rows) -> Result<(), StoreError> {
    let copy = Builder::new()
        .set_cache_size(CACHE_BYTES)
        .open(path)
        .map_err(of_database)?;
    let copy = Handle::Writing(Arc::new(Writer::over(copy)));
    if digest(source, &copy)? == expected {
        return Ok(());
    }
    let detail = "the copy does not hold what was written to it".to_owned();
    Err(StoreError::Damaged(detail))
}

fn digest(source: &Source<'_>, copy: &Handle) -> Result<Rows, StoreError> {
    let reading = Reading::new(copy.begin()?, copy.clone(), Arc::default(), Arc::default());
    each_row(&source.tables, &reading, &mut |_, _| Ok(()))
}

/// Takes a table, and then each of its rows: key and value.
pub(crate) type Take<'a> = dyn FnMut(Table, Option<(&[u8], &[u8])>) -> Result<(), StoreError> + 'a;

/// Hands on each table, and then each of its rows.
pub(crate) fn each_row(
    tables: &[Table],
    from: &dyn ReadTables,
    take: &mut Take<'_>,
) -> Result<Rows, StoreError> {
    let mut rows = 0;
    let mut digest = Sha256::new();
    for &table in tables {
        take(table, None)?;
        digest.update([0]);
        from.scan(table, &[], &[], false, &mut |key, value| {
            take(table, Some((key, value)))?;
            for bytes in [key, value] {
                digest.update((bytes.len() as u64).to_be_bytes());
                digest.update(bytes);
            }
            rows += 1;
            Ok(true)
        })?;
    }
    Ok((rows, digest.finalize().into()))
}

#[cfg(test)]
mod tests {
    use super::super::super::contract::Store;
    use super::super::backend::Patience;
    use super::super::crash::registered;
    use super::super::handle::{Manner, Reader};
    use super::super::holder::Holder;
    use super::super::store::RedbStore;
    use super::*;
    use crate::domain::settings::Settings;

    fn reading(path: &Path) -> Reading {
        let manner = Manner {
            patience: Arc::new(Patience::new()),
            holder: Arc::new(Holder::of(path, None)),
        };
        let (reader, _) = Reader::open(path, &manner).unwrap().unwrap();
        let handle = Handle::Reading(Arc::new(reader));
        Reading::new(
            handle.begin().unwrap(),
            handle,
            Arc::default(),
            Arc::default(),
        )
    }

    #[test]
    fn a_copy_that_holds_anything_else_than_what_was_read_is_none() {
        let home = tempfile::tempdir().unwrap();
        let (path, copy) = (home.path().join("desk.redb"), home.path().join("copy"));
        let store = RedbStore::open(&path, Vec::new(), Settings::default()).unwrap();
        store.commit(&[registered(1)]).unwrap();
        let from = reading(&path);
        let source = Source {
            from: &from,
            tables: Table::FIXED.to_vec(),
            prove: &|_| Ok(Findings::default()),
        };
        let rows = write(&source, &copy).unwrap();
        read_back(&source, &copy, rows).unwrap();
        let other = Builder::new().open(&copy).unwrap();
        let transaction = other.begin_write().unwrap();
        Writing::new(&transaction)
            .put(Table::Meta, b"person", &[9])
            .unwrap();
        transaction.commit().unwrap();
        drop(other);
        let found = read_back(&source, &copy, rows);
        assert!(matches!(found, Err(StoreError::Damaged(_))), "{found:?}");
    }
}
