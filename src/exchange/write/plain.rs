//! A file of one piece, whole or not at all, in a folder of its own that is made where it is missing.

use std::fs::DirBuilder;
use std::io::Write;
use std::path::Path;

use crate::exchange::write::error::{WriteError, WriteTrouble};
use crate::exchange::write::file::{WholeFile, folder_of};

/// Writes `bytes` to `place`, replacing what stood there.
pub fn write(place: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder_of(place))
        .map_err(|error| WriteTrouble::Io(error).on(place))?;
    let mut file = WholeFile::begin(place)?;
    file.bytes
        .write_all(bytes)
        .map_err(|error| WriteTrouble::Io(error).on(place))?;
    file.finish()
}
