//! A copy of the store as it stands at one instant: written under a name of its own, read back and
//! compared row by row, proved, and only then put in its place.

use std::path::Path;

use redb::{Builder, Database, ReadableDatabase};
use sha2::{Digest, Sha256};

use super::super::contract::{Copied, Store};
use super::super::error::StoreError;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::failure::{of_commit, of_database, of_transaction};
use super::guard::tried;
use super::tables::{Reading, Writing};
use crate::disk::part::Part;

/// Makes a store of a database at a path.
pub(super) type Reopen<'a> = dyn Fn(Database, &Path) -> Result<Box<dyn Store>, StoreError> + 'a;

/// What is copied, and how the copy is opened.
pub(super) struct Source<'a> {
    /// The store at one instant.
    pub(super) from: &'a Reading,
    /// Every table that holds rows.
    pub(super) tables: Vec<Table>,
    /// Makes a store of the copy that counts as the copied one does.
    pub(super) reopen: &'a Reopen<'a>,
    /// Bytes that redb may keep in memory.
    pub(super) cache: usize,
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
        let copy = Builder::new()
            .set_cache_size(source.cache)
            .open(part.path())
            .map_err(of_database)?;
        if digest(source, &copy)? != (rows, written) {
            let detail = "the copy does not hold what was written to it".to_owned();
            return Err(StoreError::Damaged(detail));
        }
        let copy = (source.reopen)(copy, &part.path())?;
        let mut faults = Vec::new();
        copy.read(&mut |snapshot| {
            faults = snapshot.verify(&mut |_| {})?.faults;
            Ok(())
        })?;
        Ok(Copied { rows, faults })
    })?;
    part.put(false).map_err(of_io)?;
    Ok(copied)
}

/// Takes a table where there is no row yet, and then each of its rows.
type TakeRow<'a> = dyn FnMut(Table, Option<(&[u8], &[u8])>) -> Result<(), StoreError> + 'a;

/// How many rows there are, and the digest of all of them.
type Rows = (u64, [u8; 32]);

/// Writes every row into a new database.
fn write(source: &Source<'_>, path: &Path) -> Result<Rows, StoreError> {
    let copy = Builder::new()
        .set_cache_size(source.cache)
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

fn digest(source: &Source<'_>, copy: &Database) -> Result<Rows, StoreError> {
    let reading = Reading::new(copy.begin_read().map_err(of_transaction)?);
    each_row(&source.tables, &reading, &mut |_, _| Ok(()))
}

/// Hands on each table, and then each of its rows.
fn each_row(tables: &[Table], from: &Reading, take: &mut TakeRow<'_>) -> Result<Rows, StoreError> {
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
