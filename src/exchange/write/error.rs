//! Why a file was not written: what happened, on what, and what to do.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A file that was not written; what stood there before stands still.
#[derive(Debug)]
pub struct WriteError {
    /// Which file.
    pub file: PathBuf,
    /// What stood in the way.
    pub trouble: WriteTrouble,
}

/// What can stand in the way of writing.
#[derive(Debug)]
pub enum WriteTrouble {
    /// The disk or the rights on it.
    Io(io::Error),
    /// A file type that is not written.
    UnknownType(String),
    /// More rows than a sheet holds.
    TooManyRows(u64),
    /// The sheet's writer refused; its own words.
    Sheet(String),
}

impl WriteTrouble {
    /// Names the file that it is about.
    pub fn on(self, file: &Path) -> WriteError {
        WriteError {
            file: file.to_owned(),
            trouble: self,
        }
    }

    /// Gives the tail of the word key.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "io",
            Self::UnknownType(_) => "unknown-type",
            Self::TooManyRows(_) => "too-many-rows",
            Self::Sheet(_) => "sheet",
        }
    }
}

impl From<io::Error> for WriteTrouble {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file.display())?;
        match &self.trouble {
            WriteTrouble::Io(error) => {
                write!(
                    f,
                    "{error}; check the room on the disk and the rights on the folder"
                )
            }
            WriteTrouble::UnknownType(end) => {
                write!(
                    f,
                    "files that end in {end:?} are not written; use .xlsx, .csv or .jsonl"
                )
            }
            WriteTrouble::TooManyRows(limit) => {
                write!(f, "a sheet holds {limit} rows; export to .csv or .jsonl")
            }
            WriteTrouble::Sheet(words) => write!(f, "the sheet was not written: {words}"),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.trouble {
            WriteTrouble::Io(error) => Some(error),
            WriteTrouble::UnknownType(_)
            | WriteTrouble::TooManyRows(_)
            | WriteTrouble::Sheet(_) => None,
        }
    }
}
