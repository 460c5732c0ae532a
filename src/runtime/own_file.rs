//! The town's own files in the config folder, read whole: a file that is none, or far too long, is
//! refused before it holds the desk up.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::path::Path;

/// The longest file that is read, in bytes.
const LONGEST: u64 = 4 << 20;

/// Writes a file of text in place of what stands there: whole, or not at all.
///
/// # Errors
/// What the system says.
pub fn write(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Reads a file of text.
///
/// # Errors
/// What the system says, and of a pipe or a device that it is no file, of more than 4 MiB that it is
/// too long.
pub fn read(path: &Path) -> Result<String> {
    // A pipe would be waited for as soon as it is opened.
    let known = path.metadata()?;
    if !known.is_file() && !known.is_dir() {
        return Err(Error::other("not a file"));
    }
    let mut text = String::new();
    let read = File::open(path)?
        .take(LONGEST + 1)
        .read_to_string(&mut text)?;
    if read as u64 > LONGEST {
        return Err(Error::from(ErrorKind::FileTooLarge));
    }
    Ok(text)
}
