//! Work on a store's file that needs it alone: compacting it, and putting another in its place.

use std::fs::{self, File};
use std::path::Path;

use redb::{Builder, ConcurrencyMode, Database};

use super::super::error::StoreError;
use super::failure::{of_compaction, of_database};
use super::file::sync_folder;
use super::guard::tried;
use super::handle::CACHE_BYTES;

/// Gives back the room that the file no longer needs; tells its bytes before and after.
///
/// # Errors
/// [`StoreError::Locked`] while another window has the store open.
pub fn compact(path: &Path) -> Result<(u64, u64), StoreError> {
    let before = size(path)?;
    let mut database = alone(path)?;
    tried(move || {
        while database.compact().map_err(of_compaction)? {}
        Ok(())
    })?;
    Ok((before, size(path)?))
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
