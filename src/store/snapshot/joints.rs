//! Joint sessions, as a viewer may see them.

use chrono::NaiveDate;

use crate::domain::joint::{JointId, Pledge};
use crate::domain::number::CaseNumber;
use crate::domain::view::JointView;
use crate::domain::viewer::Viewer;
use crate::store::engine::joints;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

impl Snapshot<'_> {
    /// Gives the joint sessions from one day to another, both included, the last first.
    pub fn joints(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        viewer: &Viewer,
    ) -> Result<Vec<JointView>, StoreError> {
        joints::span(self.tables, from, to)?
            .into_iter()
            .filter_map(|id| self.joint(id, viewer).transpose())
            .collect()
    }

    /// Gives a joint session; of an accusation that is not open to `viewer` its number alone.
    pub fn joint(&self, id: JointId, viewer: &Viewer) -> Result<Option<JointView>, StoreError> {
        let Some(joint) = joints::joint(self.tables, id)? else {
            return Ok(None);
        };
        let numbers = joint.heard.iter().map(|heard| heard.case);
        let rows = numbers
            .filter_map(|number| self.row(number, viewer).transpose())
            .collect::<Result<Vec<_>, _>>()?;
        let locked: Vec<CaseNumber> = rows
            .iter()
            .filter(|row| row.locked)
            .map(|row| row.number)
            .collect();
        Ok(Some(JointView {
            id,
            joint: joint.without(&locked),
            rows,
        }))
    }

    /// Gives what units said of a case in joint sessions and took on; nothing where the case is
    /// not open to `viewer`.
    pub fn pledges_of(
        &self,
        number: CaseNumber,
        viewer: &Viewer,
    ) -> Result<Vec<Pledge>, StoreError> {
        if !self.is_open(number, viewer)? {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for id in joints::of_case(self.tables, number)? {
            if let Some(joint) = joints::joint(self.tables, id)? {
                found.extend(joint.pledges(id));
            }
        }
        found.retain(|pledge| pledge.case == number);
        Ok(found)
    }

    /// Gives what units took on to do by a day and have not done, the earliest first.
    pub fn open_pledges(
        &self,
        until: NaiveDate,
        viewer: &Viewer,
    ) -> Result<Vec<Pledge>, StoreError> {
        let mut found = Vec::new();
        for pledge in joints::open(self.tables, until)? {
            if self.is_open(pledge.case, viewer)? {
                found.push(pledge);
            }
        }
        Ok(found)
    }
}
