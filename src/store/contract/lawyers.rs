//! What is read of lawyers beside their days.

use chrono::NaiveDate;

use crate::domain::law_field::Specialist;
use crate::domain::lawyer_tally::LawyersTally;
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;
use crate::store::error::StoreError;

/// 律师: reads who may be recommended, and what their days add up to.
pub trait ReadLawyers {
    /// Gives the lawyers for a case, the specialists first; nothing where the case is not open to
    /// `viewer`.
    fn specialists(
        &self,
        number: CaseNumber,
        viewer: &Viewer,
    ) -> Result<Vec<Specialist>, StoreError>;

    /// Adds a span of lawyer days up, both ends included, no day after `today`. The counts are the
    /// same for everybody: they name nobody who came.
    fn lawyers_tally(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        today: NaiveDate,
    ) -> Result<LawyersTally, StoreError>;
}
