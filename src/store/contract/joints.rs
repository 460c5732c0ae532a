//! What is read of joint sessions.

use chrono::NaiveDate;

use crate::domain::joint::{JointId, Pledge};
use crate::domain::number::CaseNumber;
use crate::domain::view::JointView;
use crate::domain::viewer::Viewer;
use crate::store::error::StoreError;

/// 联合接访: reads sessions and what units took on in them.
pub trait ReadJoints {
    /// Gives the joint sessions from one day to another, both included, the last first.
    fn joints(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        viewer: &Viewer,
    ) -> Result<Vec<JointView>, StoreError>;

    /// Gives a joint session; of an accusation that is not open to `viewer` its number alone.
    fn joint(&self, id: JointId, viewer: &Viewer) -> Result<Option<JointView>, StoreError>;

    /// Gives what units said of a case in joint sessions and took on; nothing where the case is
    /// not open to `viewer`.
    fn pledges_of(&self, number: CaseNumber, viewer: &Viewer) -> Result<Vec<Pledge>, StoreError>;

    /// Gives what units took on to do by a day and have not done, the earliest first.
    fn open_pledges(&self, until: NaiveDate, viewer: &Viewer) -> Result<Vec<Pledge>, StoreError>;
}
