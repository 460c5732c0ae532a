//! The town's own files in the config folder, read whole: a file that is none, or far too long, is
//! refused before it holds the desk up.

use std::io::{Result, Write};
use std::path::Path;

use crate::disk::part::{Part, folder_of};
use crate::disk::{private, regular};

/// The longest file that is read, in bytes.
const LONGEST: u64 = 4 << 20;

/// Writes a file of text in place of what stands there: whole, or not at all.
///
/// # Errors
/// What the system says.
pub fn write(path: &Path, text: &str) -> Result<()> {
    private::make_folder(folder_of(path))?;
    let part = Part::beside(path)?;
    part.create()?.write_all(text.as_bytes())?;
    part.put(true)
}

/// Reads a file of text.
///
/// # Errors
/// What the system says, and of a pipe or a device that it is no file, of more than 4 MiB that it is
/// too long.
pub fn read(path: &Path) -> Result<String> {
    regular::text(path, LONGEST)
}
