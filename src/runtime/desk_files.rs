//! The files of this machine that the desk works with: where one was chosen last, and the import that
//! is at work.

use std::path::{Path, PathBuf};

use crate::runtime::attachments::Opener;
use crate::runtime::backup::watch::Watch;
use crate::runtime::import::job::Job;
use crate::store::attachments::Attachments;

/// What the desk has of the machine's files.
pub struct DeskFiles {
    store: PathBuf,
    /// The folder in which a file was chosen last.
    pub last: Option<PathBuf>,
    /// The import that is at work, or was the last one.
    pub job: Option<Job>,
    /// The files of cases.
    pub attachments: Attachments,
    /// What opens a file.
    pub opener: Opener,
    /// Whoever sees to the daily copy.
    pub daily: Watch,
}

impl DeskFiles {
    /// Makes it for a store's file; `open` is the command that opens a file, empty for the system's own.
    pub fn beside(store: &Path, open: Vec<String>) -> Self {
        Self {
            store: store.to_path_buf(),
            last: None,
            job: None,
            attachments: Attachments::beside(store),
            opener: Opener::new(open),
            daily: Watch::default(),
        }
    }

    /// Gives the store's file.
    pub fn store(&self) -> &Path {
        &self.store
    }

    /// Gives the folder in which import maps are kept.
    pub fn maps(&self) -> PathBuf {
        self.store.with_file_name("maps")
    }
}
