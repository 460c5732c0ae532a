//! Work on a store's file that needs it alone: compacting it, and putting another in its place.

use std::fs::{self, File};
use std::path::Path;

use redb::{
    Builder, ConcurrencyMode, Database, ReadOnlyTable, ReadableDatabase, ReadableTable,
    TableDefinition, TableHandle,
};
use sha2::{Digest, Sha256};

use super::super::error::StoreError;
use super::failure::{of_commit, of_compaction, of_database, of_storage, of_table, of_transaction};
use super::file::sync_folder;
use super::guard::tried;
use super::handle::CACHE_BYTES;
use crate::disk::part::Part;

/// A table of rows.
type Rows<'a> = TableDefinition<'a, &'static [u8], &'static [u8]>;
/// A table that is read.
type Table = ReadOnlyTable<&'static [u8], &'static [u8]>;

/// Gives back the room that the file no longer needs: every row is written into a fresh file, which is read
/// back and put in its place. Pages keep what stood in them before, also behind what a page holds now, and
/// what was put under seal must not be found in the file. Tells its bytes before and after.
///
/// # Errors
/// [`StoreError::Locked`] while another window has the store open; nothing was changed then.
pub fn compact(path: &Path) -> Result<(u64, u64), StoreError> {
    let of_io = |error| StoreError::of_io(&error);
    let before = size(path)?;
    let held = alone(path)?;
    let part = Part::beside(path).map_err(of_io)?;
    drop(part.create().map_err(of_io)?);
    tried(|| write_anew(&held, &part.path()))?;
    part.put(true).map_err(of_io)?;
    tried(move || {
        drop(held);
        Ok(())
    })?;
    Ok((before, size(path)?))
}

/// Writes every row into a new database, and reads it back.
fn write_anew(from: &Database, path: &Path) -> Result<(), StoreError> {
    let mut written = Builder::new()
        .set_cache_size(CACHE_BYTES)
        .create(path)
        .map_err(of_database)?;
    let transaction = written.begin_write().map_err(of_transaction)?;
    let expected = each_table(from, &mut |table, rows| {
        let mut to = transaction.open_table(table).map_err(of_table)?;
        for row in rows.iter().map_err(of_storage)? {
            let (key, value) = row.map_err(of_storage)?;
            to.insert(key.value(), value.value()).map_err(of_storage)?;
        }
        Ok(())
    })?;
    transaction.commit().map_err(of_commit)?;
    while written.compact().map_err(of_compaction)? {}
    drop(written);
    let back = Builder::new()
        .set_cache_size(CACHE_BYTES)
        .open(path)
        .map_err(of_database)?;
    if each_table(&back, &mut |_, _| Ok(()))? == expected {
        return Ok(());
    }
    let detail = "the fresh file does not hold what was written to it".to_owned();
    Err(StoreError::Damaged(detail))
}

/// Takes a table with its rows.
type Take<'a> = dyn FnMut(Rows<'_>, &Table) -> Result<(), StoreError> + 'a;

/// Hands on each table; gives the digest of all rows.
fn each_table(from: &Database, take: &mut Take<'_>) -> Result<[u8; 32], StoreError> {
    let reading = from.begin_read().map_err(of_transaction)?;
    let mut digest = Sha256::new();
    for table in reading.list_tables().map_err(of_storage)? {
        let definition = Rows::new(table.name());
        let rows = reading.open_table(definition).map_err(of_table)?;
        take(definition, &rows)?;
        digest.update(table.name());
        for row in rows.iter().map_err(of_storage)? {
            let (key, value) = row.map_err(of_storage)?;
            for bytes in [key.value(), value.value()] {
                digest.update((bytes.len() as u64).to_be_bytes());
                digest.update(bytes);
            }
        }
    }
    Ok(digest.finalize().into())
}

/// Puts the store at `fresh` in the place of the one at `path`, which is kept at `kept`. At every
/// instant a whole store stands at `path`. A store that does not open is replaced all the same.
///
/// # Errors
/// [`StoreError::Locked`] while another window has the store open; nothing was moved then.
pub fn replace(path: &Path, fresh: &Path, kept: &Path) -> Result<(), StoreError> {
    let of_io = |error| StoreError::of_io(&error);
    File::open(fresh)
        .and_then(|file| file.sync_all())
        .map_err(of_io)?;
    if path.exists() {
        let held = match alone(path) {
            Err(StoreError::Locked) => return Err(StoreError::Locked),
            Ok(database) => Some(database),
            Err(_) => None,
        };
        // A second name keeps the old store; where the disk has no such names, it moves away.
        if fs::hard_link(path, kept).is_err() {
            fs::rename(path, kept).map_err(of_io)?;
        }
        fs::rename(fresh, path).map_err(of_io)?;
        tried(move || {
            drop(held);
            Ok(())
        })?;
    } else {
        fs::rename(fresh, path).map_err(of_io)?;
    }
    sync_folder(path)
}

/// Opens the file so that nobody else can.
fn alone(path: &Path) -> Result<Database, StoreError> {
    tried(|| {
        Builder::new()
            .set_cache_size(CACHE_BYTES)
            .set_concurrency_mode(ConcurrencyMode::ExclusiveWriter)
            .open(path)
            .map_err(of_database)
    })
}

fn size(path: &Path) -> Result<u64, StoreError> {
    path.metadata()
        .map(|facts| facts.len())
        .map_err(|error| StoreError::of_io(&error))
}
