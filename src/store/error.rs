//! What can go wrong with keeping: told as what happened, on what; words come from `words/`.

use std::convert::Infallible;
use std::fmt;

use crate::domain::projection::RowsError;

/// A failure of a store. The file is untouched by whatever failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// The file is not one of ours.
    NotAStore,
    /// The file is there and holds nothing: it was cut off.
    CutOff,
    /// The file was written by a newer mulin.
    Newer {
        /// The file's format
        found: u32,
        /// The newest that this program reads
        known: u32,
    },
    /// Another program holds the file in a way that keeps us out.
    Locked,
    /// The file or its folder may not be written.
    ReadOnly,
    /// The disk is full.
    Full,
    /// The file is damaged: what was found where.
    Damaged(String),
    /// Whoever asked has asked for something else since, or for no answer at all.
    Stopped,
    /// The system said no: its words.
    System(String),
}

impl StoreError {
    /// Gives the tail of the word key.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAStore => "not-a-store",
            Self::CutOff => "cut-off",
            Self::Newer { .. } => "newer",
            Self::Locked => "locked",
            Self::ReadOnly => "read-only",
            Self::Full => "full",
            Self::Damaged(_) => "damaged",
            Self::Stopped => "stopped",
            Self::System(_) => "system",
        }
    }

    /// Gives what the sentence names besides the file.
    pub fn detail(&self) -> String {
        match self {
            Self::Newer { found, known } => format!("{found} > {known}"),
            Self::Damaged(text) | Self::System(text) => text.clone(),
            Self::NotAStore
            | Self::CutOff
            | Self::Locked
            | Self::ReadOnly
            | Self::Full
            | Self::Stopped => String::new(),
        }
    }

    /// Reads an error of the system.
    pub fn of_io(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly
            }
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::Full,
            std::io::ErrorKind::WouldBlock => Self::Locked,
            _ => Self::System(error.to_string()),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.detail())
    }
}

impl std::error::Error for StoreError {}

impl From<Infallible> for StoreError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl From<RowsError> for StoreError {
    fn from(error: RowsError) -> Self {
        Self::Damaged(error.0)
    }
}

impl From<StoreError> for RowsError {
    fn from(error: StoreError) -> Self {
        Self(error.to_string())
    }
}
