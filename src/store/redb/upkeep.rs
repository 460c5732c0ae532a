//! Work on a store's file that needs it alone: compacting it, and putting another in its place.

use std::fs::{self, File};
use std::path::Path;

use redb::{Builder, ConcurrencyMode, Database, TableDefinition};

use super::super::error::StoreError;
use super::failure::{of_commit, of_compaction, of_database, of_storage, of_table, of_transaction};
use super::file::sync_folder;
use super::guard::tried;
use super::handle::CACHE_BYTES;

/// Rows of nothing that are written in one transaction.
const ROWS: u64 = 1_000;
/// Bytes of such a row: it fills a page of its own.
const ROW: usize = 3_000;
/// Pages more than are free: those that the wiping itself needs and gives up.
const MORE: u64 = 256;
/// Where the rows of nothing stand for a while.
const NOTHING: TableDefinition<'static, u64, &'static [u8]> = TableDefinition::new("nothing");

/// Gives back the room that the file no longer needs, and writes over what stood there before: what was
/// put under seal must not be found in it. Tells its bytes before and after.
///
/// # Errors
/// [`StoreError::Locked`] while another window has the store open.
pub fn compact(path: &Path) -> Result<(u64, u64), StoreError> {
    let before = size(path)?;
    let mut database = alone(path)?;
    tried(move || {
        wipe(&database, before)?;
        while database.compact().map_err(of_compaction)? {}
        Ok(())
    })?;
    Ok((before, size(path)?))
}

/// Fills every free page of a file of so many bytes with nothing, and gives them up again.
fn wipe(database: &Database, bytes: u64) -> Result<(), StoreError> {
    let transaction = database.begin_write().map_err(of_transaction)?;
    let stats = transaction.stats().map_err(of_storage)?;
    let page = u64::try_from(stats.page_size()).unwrap_or(u64::MAX).max(1);
    let free = (bytes / page).saturating_sub(stats.allocated_pages()) + MORE;
    transaction.abort().map_err(of_storage)?;
    let nothing = vec![0_u8; ROW];
    let mut from = 0;
    while from < free {
        let to = free.min(from + ROWS);
        let transaction = database.begin_write().map_err(of_transaction)?;
        {
            let mut table = transaction.open_table(NOTHING).map_err(of_table)?;
            for row in from..to {
                table.insert(row, nothing.as_slice()).map_err(of_storage)?;
            }
        }
        transaction.commit().map_err(of_commit)?;
        from = to;
    }
    let transaction = database.begin_write().map_err(of_transaction)?;
    transaction.delete_table(NOTHING).map_err(of_table)?;
    transaction.commit().map_err(of_commit)
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
