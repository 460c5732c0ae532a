//! What the daily copy remembers, in a small file beside the store: which files it made, and why the
//! last attempt failed. It removes none but those.

use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use crate::disk::regular;
use crate::domain::moment::Moment;
use crate::domain::today::{BackupFailure, BackupState};
use crate::runtime::own_file;

/// The longest record that is read, in bytes.
const LONGEST: u64 = 1 << 20;
/// The version of the record.
const VERSION: u32 = 1;

/// What is remembered.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct DailyRecord {
    version: u32,
    /// The copies that are there, the oldest first.
    pub made: Vec<MadeRecord>,
    /// The last attempt, where it failed.
    pub failed: Option<FailedRecord>,
}

/// A copy that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeRecord {
    /// The file.
    pub file: PathBuf,
    /// Its bytes, by which it is known again.
    pub bytes: u64,
    /// When, in seconds since 1970.
    pub at: i64,
}

/// An attempt that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedRecord {
    /// When, in seconds since 1970.
    pub at: i64,
    /// The sentence that was said.
    pub why: String,
}

impl DailyRecord {
    /// Reads what is remembered of a store; one that does not read is begun anew, and no old copy is
    /// removed.
    pub fn read(store: &Path) -> Self {
        let text = regular::text(&place(store), LONGEST).unwrap_or_default();
        let read: Option<Self> = serde_json::from_str(&text).ok();
        read.filter(|it| it.version == VERSION).unwrap_or_default()
    }

    /// Writes it down.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(&mut self, store: &Path) -> io::Result<()> {
        self.version = VERSION;
        own_file::write(&place(store), &serde_json::to_string(self)?)
    }

    /// Gives it as the opening page shows it; `from` is the hour of the day from which copies are made.
    pub fn state(&self, from: NaiveTime) -> BackupState {
        let last = self.made.last();
        BackupState {
            from,
            last: last.map(|it| (Moment::from_unix(it.at), it.file.display().to_string())),
            failed: self.failed.as_ref().map(|it| BackupFailure {
                at: Moment::from_unix(it.at),
                why: it.why.clone(),
            }),
        }
    }
}

/// Gives where it is remembered.
fn place(store: &Path) -> PathBuf {
    beside(store, ".daily")
}

/// Gives the file whose lock says that a copy is being made.
pub fn lock(store: &Path) -> PathBuf {
    beside(store, ".daily.lock")
}

fn beside(store: &Path, end: &str) -> PathBuf {
    let mut name = store.file_name().unwrap_or_default().to_owned();
    name.push(end);
    store.with_file_name(name)
}
