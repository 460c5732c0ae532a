//! Opening and reading what is a regular file: a pipe or a device would be waited for without an end,
//! and a file that is far too long would take the machine's memory.

use std::error;
use std::fmt;
use std::fs::{self, File};
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

/// A pipe, a device or a socket stands where a file is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAFile;

impl fmt::Display for NotAFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a file")
    }
}

impl error::Error for NotAFile {}

/// Tells whether an error says that something is no regular file.
pub fn is_no_file(error: &Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<NotAFile>())
}

/// Makes sure that a regular file stands at `path`, before anything opens it.
///
/// # Errors
/// What the system says; [`NotAFile`] of a pipe or a device.
pub fn check(path: &Path) -> Result<()> {
    let facts = path.metadata()?;
    if facts.is_dir() {
        return Err(Error::from(ErrorKind::IsADirectory));
    }
    if !facts.is_file() {
        return Err(Error::new(ErrorKind::InvalidInput, NotAFile));
    }
    Ok(())
}

/// Opens a regular file for reading.
///
/// # Errors
/// As [`check`].
pub fn open(path: &Path) -> Result<File> {
    check(path)?;
    File::open(path)
}

/// Reads a regular file of `most` bytes at most.
///
/// # Errors
/// As [`check`], and that it is too long.
pub fn bytes(path: &Path, most: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if read as u64 > most {
        return Err(Error::from(ErrorKind::FileTooLarge));
    }
    Ok(bytes)
}

/// Reads a regular file of text of `most` bytes at most.
///
/// # Errors
/// As [`bytes`], and that it is no UTF-8.
pub fn text(path: &Path, most: u64) -> Result<String> {
    let bytes = bytes(path, most)?;
    String::from_utf8(bytes).map_err(|_| Error::from(ErrorKind::InvalidData))
}

/// Tells whether two paths lead to one file, by whatever names or links.
pub fn is_same(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if let (Ok(one), Ok(other)) = (one.metadata(), other.metadata()) {
            return one.dev() == other.dev() && one.ino() == other.ino();
        }
    }
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_within_the_bound_are_read() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("a.txt");
        fs::write(&file, "四个汉字").unwrap();
        assert_eq!(text(&file, 12).unwrap(), "四个汉字");
        let long = text(&file, 11).unwrap_err();
        assert_eq!(long.kind(), ErrorKind::FileTooLarge);
        let folder = text(home.path(), 12).unwrap_err();
        assert_eq!(folder.kind(), ErrorKind::IsADirectory);
        fs::write(&file, b"\xff\xfe").unwrap();
        assert_eq!(text(&file, 12).unwrap_err().kind(), ErrorKind::InvalidData);
        #[cfg(unix)]
        for device in ["/dev/zero", "/dev/null"] {
            assert!(is_no_file(&text(Path::new(device), 12).unwrap_err()));
        }
    }

    #[test]
    fn one_file_is_known_by_all_its_names() {
        let home = tempfile::tempdir().unwrap();
        let (file, other) = (home.path().join("a"), home.path().join("b"));
        fs::write(&file, "1").unwrap();
        fs::write(&other, "1").unwrap();
        let linked = home.path().join("c");
        fs::hard_link(&file, &linked).unwrap();
        let around = home
            .path()
            .join("..")
            .join(home.path().file_name().unwrap());
        assert!(is_same(&file, &linked));
        assert!(is_same(&file, &around.join("a")));
        assert!(!is_same(&file, &other));
        assert!(!is_same(&file, &home.path().join("none")));
    }
}
