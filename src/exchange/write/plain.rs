//! A file of one piece, whole or not at all, in a folder of its own that is made where it is missing.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::disk::part::folder_of;
use crate::disk::{private, regular};
use crate::exchange::write::error::{WriteError, WriteTrouble};
use crate::exchange::write::file::{Standing, WholeFile};

/// Room that a paper may need, in bytes.
const ROOM: usize = 256 << 10;

/// Tells whether a paper can be written to `place`: the folder takes a file of some size, which is
/// taken away again.
///
/// # Errors
/// What stands against it: rights, room, a place that is no folder.
pub fn try_out(place: &Path) -> Result<(), WriteError> {
    let mut file = begin(place, Standing::Stays)?;
    file.bytes
        .write_all(&vec![0; ROOM])
        .and_then(|()| file.bytes.flush())
        .map_err(|error| WriteTrouble::Io(error).on(place))
}

/// Writes `bytes` to `place`, replacing what stood there.
pub fn write(place: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    put(place, bytes, Standing::Replaced)
}

/// Writes `bytes` to `place`, or beside it under the next name that is free: a file that stands there
/// may have been worked on by hand. Gives where they are.
pub fn write_beside(place: &Path, bytes: &[u8]) -> Result<PathBuf, WriteError> {
    let file = free(place, |file| file.exists() && !holds(file, bytes));
    if !file.exists() {
        put(&file, bytes, Standing::Stays)?;
    }
    Ok(file)
}

/// Gives the first of `out.txt`, `out-2.txt`, `out-3.txt` … that is not taken.
pub fn free(place: &Path, is_taken: impl Fn(&Path) -> bool) -> PathBuf {
    let stem = place.file_stem().unwrap_or_default().to_string_lossy();
    let end = place.extension().unwrap_or_default().to_string_lossy();
    let dot = if end.is_empty() { "" } else { "." };
    let mut names = (1_u32..).map(|run| match run {
        1 => place.to_owned(),
        run => place.with_file_name(format!("{stem}-{run}{dot}{end}")),
    });
    let found = names.find(|file| !is_taken(file));
    found.unwrap_or_else(|| place.to_owned())
}

/// Tells whether a file holds just these bytes.
fn holds(file: &Path, bytes: &[u8]) -> bool {
    regular::bytes(file, bytes.len() as u64).is_ok_and(|found| found == bytes)
}

/// Writes `bytes` to `place`; what becomes of a file that stands there is chosen.
pub fn put(place: &Path, bytes: &[u8], standing: Standing) -> Result<(), WriteError> {
    let mut file = begin(place, standing)?;
    file.bytes
        .write_all(bytes)
        .map_err(|error| WriteTrouble::Io(error).on(place))?;
    file.finish()
}

fn begin(place: &Path, standing: Standing) -> Result<WholeFile, WriteError> {
    make_folder(place)?;
    WholeFile::begin(place, standing)
}

/// Makes the folder in which `place` is, for its owner alone, where it is missing.
pub fn make_folder(place: &Path) -> Result<(), WriteError> {
    private::make_folder(folder_of(place)).map_err(|error| WriteTrouble::Io(error).on(place))
}
