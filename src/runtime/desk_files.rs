//! The files of this machine that the desk works with: the import that is at work, the files of
//! cases, and the store's own file.

use std::path::{Path, PathBuf};

use crate::app::lost_store::Loss;
use crate::domain::presence::OpenElsewhere;
use crate::runtime::attachments::Opener;
use crate::runtime::backup::watch::Watch;
use crate::runtime::change_look::ChangeLook;
use crate::runtime::import::job::Job;
use crate::store::attachments::Attachments;

/// What the desk has of the machine's files.
pub struct DeskFiles {
    store: PathBuf,
    /// The import that is at work, or was the last one.
    pub job: Option<Job>,
    /// The files of cases.
    pub attachments: Attachments,
    /// What opens a file.
    pub opener: Opener,
    /// Whoever sees to the daily copy.
    pub daily: Watch,
    /// How often it was looked for news.
    pub looks: u64,
    /// What stood against keeping anything then.
    pub stood: Option<Loss>,
    /// What other windows had open then.
    pub open_elsewhere: Vec<OpenElsewhere>,
    /// Whether the store's file was written since it was last looked at.
    pub change: ChangeLook,
}

impl DeskFiles {
    /// Makes it for a store's file; `open` is the command that opens a file, empty for the system's own.
    pub fn beside(store: &Path, open: Vec<String>) -> Self {
        Self {
            store: store.to_path_buf(),
            job: None,
            attachments: Attachments::beside(store),
            opener: Opener::new(open),
            daily: Watch::default(),
            looks: 0,
            stood: None,
            open_elsewhere: Vec::new(),
            change: ChangeLook::at(store),
        }
    }

    /// Gives those of another lane: what was begun on one stays there.
    #[must_use]
    pub fn on_lane(&self) -> Self {
        Self {
            daily: self.daily.clone(),
            ..Self::beside(&self.store, self.opener.command.clone())
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
