//! Files and folders for their owner alone: 0600 in 0700. Other systems than Unix keep their own rights.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::Result;
use std::path::Path;

/// Makes a folder, and those above it, where they are missing.
///
/// # Errors
/// What the system says.
pub fn make_folder(folder: &Path) -> Result<()> {
    let mut maker = DirBuilder::new();
    maker.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.create(folder)
}

/// Makes a file where none stands.
///
/// # Errors
/// What the system says.
pub fn make_file(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Opens a file for writing and makes it where none stands; what it holds stays.
///
/// # Errors
/// What the system says.
pub fn open_or_make(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Opens a file for adding to its end, and makes it where none stands.
///
/// # Errors
/// What the system says.
pub fn open_to_add(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Tells whether others than the owner may read or write what stands at `path`.
pub fn is_open_to_others(path: &Path) -> bool {
    mode(path).is_some_and(|mode| mode & 0o077 != 0)
}

/// Takes the rights of everybody on the machine away; those of a group, given on purpose, stay. Tells
/// whether there was anything to take. Where everybody had rights, the group's came the same way and
/// go with them.
///
/// # Errors
/// They stand as they are: the file belongs to somebody else.
pub fn tighten(path: &Path) -> Result<bool> {
    #[cfg(unix)]
    if let Some(mode) = mode(path)
        && mode & 0o007 != 0
    {
        let rights = std::os::unix::fs::PermissionsExt::from_mode(mode & 0o700);
        std::fs::set_permissions(path, rights)?;
        return Ok(true);
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(false)
}

fn mode(path: &Path) -> Option<u32> {
    #[cfg(unix)]
    {
        let facts = path.metadata().ok()?;
        Some(std::os::unix::fs::PermissionsExt::mode(
            &facts.permissions(),
        ))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}
