//! Joint sessions, as a viewer may see them.

use chrono::NaiveDate;

use super::super::joints;
use super::Reader;
use crate::domain::joint::{JointId, Pledge};
use crate::domain::number::CaseNumber;
use crate::domain::view::JointView;
use crate::domain::viewer::Viewer;
use crate::store::contract::Snapshot;
use crate::store::contract::joints::ReadJoints;
use crate::store::error::StoreError;

impl ReadJoints for Reader<'_> {
    fn joints(
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

    fn joint(&self, id: JointId, viewer: &Viewer) -> Result<Option<JointView>, StoreError> {
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

    fn pledges_of(&self, number: CaseNumber, viewer: &Viewer) -> Result<Vec<Pledge>, StoreError> {
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

    fn open_pledges(&self, until: NaiveDate, viewer: &Viewer) -> Result<Vec<Pledge>, StoreError> {
        let mut found = Vec::new();
        for pledge in joints::open(self.tables, until)? {
            if self.is_open(pledge.case, viewer)? {
                found.push(pledge);
            }
        }
        Ok(found)
    }
}
