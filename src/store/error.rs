//! What can go wrong with keeping: told as what happened, on what; words come from `words/`.

use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::disk::number::system_number;
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
        /// The copy that was made before the file was brought to the newer format, which this program
        /// reads
        kept: Option<PathBuf>,
    },
    /// Another program holds the file in a way that keeps us out.
    Locked,
    /// Another process has held a lock longer than is waited for: which, by what verb, since when;
    /// empty where that is not known.
    Held(String),
    /// The path no longer leads to the file that is open.
    Gone(String),
    /// The file system knows no locks of parts of a file.
    NoLocks,
    /// The folder or the file may not even be looked at.
    NoRights,
    /// The disk failed before, and the file must be opened anew.
    Stale,
    /// A file may not grow so long on this system or for this user.
    Limit,
    /// The file or its folder may not be written.
    ReadOnly,
    /// The disk is full.
    Full,
    /// A new thing's number is one that stands already, in the table of this name: the running number
    /// is behind. Nothing was written over.
    Behind(&'static str),
    /// The file is damaged: what was found where.
    Damaged(String),
    /// The file is older than what was sealed of it: when that was, with how many entries, and how many
    /// there are.
    Older(String),
    /// Whoever asked has asked for something else since, or for no answer at all.
    Stopped,
    /// The system said no: its words.
    System(String),
    /// The server of the town is out of reach, and nothing was sent to it: which, and why.
    Line(String),
    /// The line broke while something was kept: whether it is, nobody knows.
    Unsure,
    /// The server lets this user not in: who, and where.
    Login(String),
    /// The server does not prove that it is the one that was named: what it lacks.
    Certificate(String),
    /// The server said no: its code and words.
    Server(String),
    /// The database has no tables of ours, and they may not be made: which.
    NoSchema(String),
    /// The database's tables were made by a newer mulin: their version, and the newest that is known.
    NewerSchema(String),
    /// The database has no such town for this user: which.
    NoTown(String),
    /// The database has several towns, and none was named: their names.
    ManyTowns(String),
    /// A file is being moved into the town, and has not come there in full: which town.
    Unfinished(String),
    /// A file is to be moved into a town that holds something: which.
    NotEmpty(String),
    /// The address of a server cannot be used: the part that is wrong.
    Address(String),
    /// The address of a server has a password in it.
    Password,
    /// The file of passwords may be read by others: which.
    PassFile(String),
}

impl StoreError {
    /// Gives the tail of the word key.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAStore => "not-a-store",
            Self::CutOff => "cut-off",
            Self::Newer { kept: None, .. } => "newer",
            Self::Newer { .. } => "newer-kept",
            Self::Locked => "locked",
            Self::Held(holder) if holder.is_empty() => "held-unknown",
            Self::Held(_) => "held",
            Self::Gone(_) => "gone",
            Self::NoLocks => "no-locks",
            Self::NoRights => "no-rights",
            Self::Stale => "stale",
            Self::Limit => "limit",
            Self::ReadOnly => "read-only",
            Self::Full => "full",
            Self::Behind(_) => "behind",
            Self::Damaged(_) => "damaged",
            Self::Older(_) => "older",
            Self::Stopped => "stopped",
            Self::System(_) => "system",
            Self::Line(_) => "line",
            Self::Unsure => "unsure",
            Self::Login(_) => "login",
            Self::Certificate(_) => "certificate",
            Self::Server(_) => "server",
            Self::NoSchema(_) => "no-schema",
            Self::NewerSchema(_) => "newer-schema",
            Self::NoTown(_) => "no-town",
            Self::ManyTowns(_) => "many-towns",
            Self::Unfinished(_) => "unfinished",
            Self::NotEmpty(_) => "not-empty",
            Self::Address(_) => "address",
            Self::Password => "password",
            Self::PassFile(_) => "pass-file",
        }
    }

    /// Gives what the sentence names besides the file.
    pub fn detail(&self) -> String {
        match self {
            Self::Newer {
                kept: Some(copy), ..
            } => copy.display().to_string(),
            Self::Newer { found, known, .. } => format!("{found} > {known}"),
            Self::Behind(table) => (*table).to_owned(),
            Self::Damaged(text)
            | Self::System(text)
            | Self::Held(text)
            | Self::Gone(text)
            | Self::Older(text)
            | Self::Line(text)
            | Self::Login(text)
            | Self::Certificate(text)
            | Self::Server(text)
            | Self::NoSchema(text)
            | Self::NewerSchema(text)
            | Self::NoTown(text)
            | Self::ManyTowns(text)
            | Self::Unfinished(text)
            | Self::NotEmpty(text)
            | Self::Address(text)
            | Self::PassFile(text) => text.clone(),
            Self::NotAStore
            | Self::CutOff
            | Self::Locked
            | Self::NoLocks
            | Self::NoRights
            | Self::Stale
            | Self::Limit
            | Self::ReadOnly
            | Self::Full
            | Self::Unsure
            | Self::Password
            | Self::Stopped => String::new(),
        }
    }

    /// Tells whether the disk failed, or the room on it: opened anew, the file may take it.
    pub const fn is_of_disk(&self) -> bool {
        matches!(
            self,
            Self::Full | Self::Limit | Self::Stale | Self::System(_)
        )
    }

    /// Tells whether the server is out of reach, or was lost while something was kept: what is handed in
    /// again later is kept once.
    pub const fn is_out_of_reach(&self) -> bool {
        matches!(self, Self::Line(_) | Self::Unsure)
    }

    /// Reads an error of the system.
    pub fn of_io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::FileTooLarge => Self::Limit,
            io::ErrorKind::WouldBlock => Self::Locked,
            // Our own limit; the system's has a number.
            io::ErrorKind::TimedOut if error.raw_os_error().is_none() => Self::Held(String::new()),
            _ => Self::System(system_sentence(error)),
        }
    }
}

/// Gives the system's own sentence, without what a library put around it.
fn system_sentence(error: &io::Error) -> String {
    match system_number(error) {
        Some(code) => io::Error::from_raw_os_error(code).to_string(),
        None => error.kind().to_string(),
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.detail())
    }
}

impl Error for StoreError {}

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
