//! A store's file before redb sees it: made where there is none, looked at where there is one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::super::error::StoreError;
use crate::disk::{part, private};

/// How often, and how long apart, a file without a head is looked at.
const LOOKS: u32 = 20;
const PAUSE: Duration = Duration::from_millis(25);

/// What stands at a store's path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// Nothing stood there; an empty file was made.
    Made,
    /// An empty file, which nobody is making into a store.
    Empty,
    /// A store.
    Store,
}

/// Makes the folder (0700) and an empty file (0600) where there is none; looks at what is there. A file
/// of another program is told before redb sees it. One without a head may be a store that another
/// window is making just now.
///
/// # Errors
/// [`StoreError::CutOff`] for a file of zeros: it is never begun afresh.
pub(crate) fn prepare(path: &Path) -> Result<Found, StoreError> {
    if make(path)? {
        return Ok(Found::Made);
    }
    check(path)
}

/// Looks at what stands there.
///
/// # Errors
/// [`StoreError::NotAStore`] for another program's file, [`StoreError::CutOff`] for one of zeros.
pub(crate) fn check(path: &Path) -> Result<Found, StoreError> {
    // A pipe would be waited for as soon as it is opened.
    if path.metadata().is_ok_and(|facts| !facts.is_file()) {
        return Err(StoreError::NotAStore);
    }
    let mut length = 0;
    for _ in 0..LOOKS {
        let mut head = Vec::new();
        let file = File::open(path).map_err(|error| unreadable(&error))?;
        length = file
            .metadata()
            .map_err(|error| StoreError::of_io(&error))?
            .len();
        file.take(4)
            .read_to_end(&mut head)
            .map_err(|error| StoreError::of_io(&error))?;
        match head.as_slice() {
            b"redb" => return Ok(Found::Store),
            head if head.iter().all(|byte| *byte == 0) => thread::sleep(PAUSE),
            _ => return Err(StoreError::NotAStore),
        }
    }
    if length == 0 {
        return Ok(Found::Empty);
    }
    Err(StoreError::CutOff)
}

/// Makes the folder and an empty file, durably; false where a file is there.
pub(crate) fn make(path: &Path) -> Result<bool, StoreError> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    if let Some(folder) = folder
        && !folder.exists()
    {
        private::make_folder(folder).map_err(|error| StoreError::of_io(&error))?;
        sync_folder(folder)?;
    }
    match private::make_file(path) {
        Ok(_) => {
            sync_folder(path)?;
            Ok(true)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            // Who may not look into a folder cannot know whether a store is there.
            Err(path
                .metadata()
                .map_or_else(|error| unreadable(&error), |_| StoreError::ReadOnly))
        }
        Err(error) => Err(StoreError::of_io(&error)),
    }
}

/// Takes away the file of a store that could not be begun, unless somebody has made a store of it
/// meanwhile: nothing is left that a later start would refuse.
pub(crate) fn unmake(path: &Path) {
    let mut head = [0; 4];
    let is_store = File::open(path)
        .and_then(|mut file| file.read_exact(&mut head))
        .is_ok_and(|()| head == *b"redb");
    if !is_store {
        // The failure to begin is what is told.
        let _left = fs::remove_file(path);
    }
}

/// Opens the file to be read, and written where `writing`.
pub(crate) fn opened(path: &Path, writing: bool) -> Result<File, StoreError> {
    OpenOptions::new()
        .read(true)
        .write(writing)
        .open(path)
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => StoreError::Gone(path.display().to_string()),
            _ if !writing => unreadable(&error),
            _ => StoreError::of_io(&error),
        })
}

fn unreadable(error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::PermissionDenied => StoreError::NoRights,
        io::ErrorKind::NotFound => StoreError::ReadOnly,
        _ => StoreError::of_io(error),
    }
}

/// Makes a change of names in the file's folder durable.
pub(crate) fn sync_folder(path: &Path) -> Result<(), StoreError> {
    part::sync_folder(path).map_err(|error| StoreError::of_io(&error))
}
