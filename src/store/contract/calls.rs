//! What is read of the hotline's calls.

use chrono::NaiveDate;

use crate::domain::call::view::{CallCounts, CallView};
use crate::domain::item::CallId;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;
use crate::store::error::StoreError;

/// 牟邻热线: reads calls and what is owed from them.
pub trait ReadCalls {
    /// Gives a call; of one that led to an accusation that is not open to `viewer`, nothing but
    /// its times.
    fn call(&self, id: CallId, viewer: &Viewer) -> Result<Option<CallView>, StoreError>;

    /// Gives the calls that came in from one day to another, both included, the last first.
    fn calls(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        viewer: &Viewer,
    ) -> Result<Vec<CallView>, StoreError>;

    /// Gives the calls of which something is still to be done: call-backs by when they are due,
    /// then what is to become a case, the oldest first.
    fn open_calls(&self, viewer: &Viewer) -> Result<Vec<CallView>, StoreError>;

    /// Gives the calls from a number of which the last digits are known, the last call first, at
    /// most `limit`.
    fn calls_from(
        &self,
        tail: &str,
        limit: usize,
        viewer: &Viewer,
    ) -> Result<Vec<CallView>, StoreError>;

    /// Gives the calls that became a case or were about it, the first first; nothing where the
    /// case is not open to `viewer`.
    fn calls_of(&self, number: CaseNumber, viewer: &Viewer) -> Result<Vec<CallView>, StoreError>;

    /// Gives the counts of the hotline as they stand at `now`.
    fn call_counts(&self, now: Moment) -> Result<CallCounts, StoreError>;
}
