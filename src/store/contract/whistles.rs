//! What is read of whistles.

use crate::domain::item::WhistleId;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;
use crate::domain::whistle::fact::WhistleFact;
use crate::domain::whistle::state::Whistle;
use crate::domain::whistle::view::{WhistleQuery, WhistleView};
use crate::store::error::StoreError;

/// 吹哨: reads whistles, with their clocks and who answers.
pub trait ReadWhistles {
    /// Gives whistles, the open ones first by what is due next, then the others, the last first.
    /// Of one whose case is not open to `viewer` or not classed yet only numbers and clocks.
    fn whistles(
        &self,
        query: &WhistleQuery,
        now: Moment,
        viewer: &Viewer,
    ) -> Result<Vec<WhistleView>, StoreError>;

    /// Gives a whistle with its history.
    fn whistle(
        &self,
        id: WhistleId,
        now: Moment,
        viewer: &Viewer,
    ) -> Result<Option<WhistleView>, StoreError>;

    /// Gives the whistles about a case, or that it came of.
    fn whistles_of(
        &self,
        number: CaseNumber,
        viewer: &Viewer,
    ) -> Result<Vec<(WhistleId, Whistle)>, StoreError>;

    /// Gives how many whistles nobody has answered.
    fn unanswered_whistles(&self) -> Result<u64, StoreError>;

    /// Gives the escalations that are due and not written yet.
    fn due_escalations(&self, now: Moment) -> Result<Vec<(WhistleId, WhistleFact)>, StoreError>;
}
