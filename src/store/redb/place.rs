//! Whether the store's path still leads to the file that is open. On Unix the file's device and number
//! are compared; elsewhere no more can be asked than whether a file is there.

use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::super::error::StoreError;

/// A file, told from every other one that may bear its name later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Identity(u64, u64);

impl Identity {
    fn of(facts: &Metadata) -> Self {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Self(facts.dev(), facts.ino())
        }
        #[cfg(not(unix))]
        {
            let _ = facts;
            Self(0, 0)
        }
    }
}

/// A path and the file that stood there when it was opened.
#[derive(Debug)]
pub(crate) struct Place {
    path: PathBuf,
    identity: Identity,
}

impl Place {
    /// Remembers which file was opened at `path`.
    pub(crate) fn of(path: &Path, file: &File) -> io::Result<Self> {
        Ok(Self {
            path: path.to_owned(),
            identity: Identity::of(&file.metadata()?),
        })
    }

    /// Tells whether the path still leads to the file.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when it leads to nothing or to another file, [`StoreError::NoRights`] when
    /// it cannot be asked.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        match self.path.metadata() {
            Ok(facts) if Identity::of(&facts) == self.identity => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                Err(StoreError::NoRights)
            }
            Ok(_) | Err(_) => Err(self.gone()),
        }
    }

    /// Tells whether another place is the same file.
    pub(crate) fn same(&self, other: &Self) -> Result<(), StoreError> {
        if other.identity == self.identity {
            Ok(())
        } else {
            Err(self.gone())
        }
    }

    fn gone(&self) -> StoreError {
        StoreError::Gone(self.path.display().to_string())
    }
}
