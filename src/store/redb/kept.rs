//! 升级前的备份: the file as it stood before it was brought to a newer format, kept beside it, so that
//! the program before can be gone back to.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::disk::part::Part;
use crate::store::engine::meta::FORMAT;
use crate::store::error::StoreError;

/// Gives the names that the copy of a store of a format may bear: the first free one is taken.
fn names(store: &Path, format: u32) -> impl Iterator<Item = PathBuf> {
    let name = store.file_name().unwrap_or_default().to_owned();
    (1_u32..).map(move |copy| {
        let mut name = name.clone();
        name.push(format!(".format-{format}"));
        if copy > 1 {
            name.push(format!("-{copy}"));
        }
        store.with_file_name(name)
    })
}

/// Copies the file as it stands, while nobody else can write it.
///
/// # Errors
/// There is no room for it, or the folder cannot be written: then the store is not brought up to date.
pub(super) fn keep(store: &Path, format: u32) -> Result<PathBuf, StoreError> {
    let of_io = |error| StoreError::of_io(&error);
    let mut free = names(store, format).filter(|it| it.symlink_metadata().is_err());
    let place = free.next().unwrap_or_else(|| store.to_owned());
    let part = Part::beside(&place).map_err(of_io)?;
    let mut copy = part.create().map_err(of_io)?;
    let mut from = File::open(store).map_err(of_io)?;
    io::copy(&mut from, &mut copy).map_err(of_io)?;
    drop(copy);
    part.put(false).map_err(of_io)?;
    Ok(place)
}

/// Gives every copy that was kept before an update.
pub fn kept_before(store: &Path) -> Vec<PathBuf> {
    let formats = 1..FORMAT;
    let copies = formats.flat_map(|format| names(store, format).take_while(|it| it.is_file()));
    copies.collect()
}

/// Gives the last copy that a program of this format can open; `None` where there is none.
pub(super) fn before(store: &Path, format: u32) -> Option<PathBuf> {
    names(store, format).take_while(|it| it.is_file()).last()
}
