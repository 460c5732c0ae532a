//! What is read of meetings.

use chrono::NaiveDate;

use crate::domain::meeting::kind::MeetingId;
use crate::domain::meeting::task::GivenTask;
use crate::domain::meeting::view::{MeetingHead, MeetingView};
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;
use crate::store::error::StoreError;

/// 会议: reads meetings and the tasks that they gave.
pub trait ReadMeetings {
    /// Gives the meetings from one day to another, both included, the last first.
    fn meetings(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        viewer: &Viewer,
    ) -> Result<Vec<MeetingView>, StoreError>;

    /// Gives the heads of the meetings from one day to another, both included, the last first.
    fn meeting_heads(&self, from: NaiveDate, to: NaiveDate)
    -> Result<Vec<MeetingHead>, StoreError>;

    /// Gives a meeting; of an accusation that is not open to `viewer` its number alone.
    fn meeting(&self, id: MeetingId, viewer: &Viewer) -> Result<Option<MeetingView>, StoreError>;

    /// Gives the tasks that are to be done by a day (whenever, for `None`) and are not, the
    /// earliest first; those of one holder, where one is named.
    fn open_tasks(
        &self,
        until: Option<NaiveDate>,
        holder: Option<&str>,
        viewer: &Viewer,
    ) -> Result<Vec<GivenTask>, StoreError>;

    /// Gives the tasks about a case; none where the case is not open to `viewer`.
    fn tasks_of(&self, number: CaseNumber, viewer: &Viewer) -> Result<Vec<GivenTask>, StoreError>;
}
