//! What was handed in under an id, and kept.

use crate::domain::number::CaseNumber;
use crate::domain::save_id::SaveId;
use crate::store::engine::saves;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

impl Snapshot<'_> {
    /// Tells whether what is handed in under an id was kept.
    pub fn is_kept(&self, save: &SaveId) -> Result<bool, StoreError> {
        Ok(!saves::entries(self.tables, save)?.is_empty())
    }

    /// Gives the case into which what was handed in under an id went; `None` where it went into none,
    /// or was not kept.
    pub fn kept_case(&self, save: &SaveId) -> Result<Option<CaseNumber>, StoreError> {
        Ok(saves::case_of(self.tables, save)?.map(|(number, _)| number))
    }
}
