//! What an export of any kind works with, and why it stops.

use crate::domain::settings::Settings;
use crate::domain::viewer::Viewer;
use crate::exchange::write::error::WriteError;
use crate::exchange::write::out::Sink;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;
use crate::verbs::export::mask::Masking;
use crate::verbs::progress::Progress;

/// Why an export stopped.
pub enum Stopped {
    /// The store.
    Store(StoreError),
    /// The file.
    File(WriteError),
}

impl From<StoreError> for Stopped {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<WriteError> for Stopped {
    fn from(error: WriteError) -> Self {
        Self::File(error)
    }
}

/// What the rows are made from.
pub struct Export<'a> {
    /// The store at one instant.
    pub snapshot: &'a Snapshot<'a>,
    /// Who asks; what he may not see is absent.
    pub viewer: &'a Viewer,
    /// What the town sets itself.
    pub town: &'a Settings,
    /// Whether values stand in full.
    pub masking: Masking,
    /// Whether the file is for programs: codes and no words.
    pub for_programs: bool,
    /// Where rows go.
    pub sink: &'a mut dyn Sink,
    /// Who waits.
    pub progress: &'a Progress,
    /// How many rows are of records that cannot be read.
    pub damaged: u64,
}
