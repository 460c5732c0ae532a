//! What is read of check-ins and early signs.

use chrono::NaiveDate;

use crate::domain::grid::node::GridCode;
use crate::domain::item::SignId;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::prevention::board::{PreventionView, SignView};
use crate::domain::prevention::checkin::CheckDay;
use crate::domain::prevention::round::Round;
use crate::domain::viewer::Viewer;
use crate::store::error::StoreError;

/// 治未病: reads who looked round, what was found and what became of it.
pub trait ReadPrevention {
    /// Gives the check-ins from one day to another, both included, the first one first; a day
    /// without any is not there. What a locked early sign says does not stand in them either.
    fn checkins(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        viewer: &Viewer,
    ) -> Result<Vec<(NaiveDate, CheckDay)>, StoreError>;

    /// Gives the nodes that owe a report in a round of a day and gave none, whoever asks.
    fn missing(&self, day: NaiveDate, round: Round) -> Result<Vec<GridCode>, StoreError>;

    /// Gives an early sign; its number and state alone where it complains of somebody, or became a
    /// matter that does or is not classed yet.
    fn sign(&self, id: SignId, viewer: &Viewer) -> Result<Option<SignView>, StoreError>;

    /// Gives the early signs that were found from one day to another, both included, the last
    /// first.
    fn signs(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        viewer: &Viewer,
    ) -> Result<Vec<SignView>, StoreError>;

    /// Gives the open early signs, the oldest first.
    fn open_signs(&self, viewer: &Viewer) -> Result<Vec<SignView>, StoreError>;

    /// Gives the early signs that became a case.
    fn signs_of(&self, number: CaseNumber, viewer: &Viewer) -> Result<Vec<SignView>, StoreError>;

    /// Gives the board of a day, as it stands at `now`.
    fn prevention(
        &self,
        day: NaiveDate,
        now: Moment,
        viewer: &Viewer,
    ) -> Result<PreventionView, StoreError>;
}
