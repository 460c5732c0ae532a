//! A file of one piece, whole or not at all, in a folder of its own that is made where it is missing.

use std::fs::DirBuilder;
use std::io::Write;
use std::path::Path;

use crate::exchange::write::error::{WriteError, WriteTrouble};
use crate::exchange::write::file::{WholeFile, folder_of};

/// Room that a paper may need, in bytes.
const ROOM: usize = 256 << 10;

/// Tells whether a paper can be written to `place`: the folder takes a file of some size, which is
/// taken away again.
///
/// # Errors
/// What stands against it: rights, room, a place that is no folder.
pub fn try_out(place: &Path) -> Result<(), WriteError> {
    let mut file = begin(place)?;
    file.bytes
        .write_all(&vec![0; ROOM])
        .and_then(|()| file.bytes.flush())
        .map_err(|error| WriteTrouble::Io(error).on(place))
}

/// Writes `bytes` to `place`, replacing what stood there.
pub fn write(place: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    put(begin(place)?, place, bytes)
}

/// Writes `bytes` to `place`, where nothing may stand yet.
pub fn write_new(place: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    make_folder(place)?;
    put(WholeFile::begin_new(place)?, place, bytes)
}

fn put(mut file: WholeFile, place: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    file.bytes
        .write_all(bytes)
        .map_err(|error| WriteTrouble::Io(error).on(place))?;
    file.finish()
}

fn begin(place: &Path) -> Result<WholeFile, WriteError> {
    make_folder(place)?;
    WholeFile::begin(place)
}

/// Makes the folder in which `place` is, for its owner alone, where it is missing.
pub fn make_folder(place: &Path) -> Result<(), WriteError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder_of(place))
        .map_err(|error| WriteTrouble::Io(error).on(place))
}
