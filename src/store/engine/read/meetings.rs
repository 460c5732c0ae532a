//! Meetings, as a viewer may see them.

use chrono::NaiveDate;

use super::super::meetings;
use super::super::rows;
use super::Reader;
use crate::domain::codes::Class;
use crate::domain::meeting::kind::MeetingId;
use crate::domain::meeting::state::case_of;
use crate::domain::meeting::task::GivenTask;
use crate::domain::meeting::view::{MeetingHead, MeetingView};
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;
use crate::store::contract::Snapshot;
use crate::store::contract::meetings::ReadMeetings;
use crate::store::error::StoreError;
use crate::store::tables::ReadTables;

impl<T: ReadTables> ReadMeetings for Reader<'_, T> {
    fn meetings(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        viewer: &Viewer,
    ) -> Result<Vec<MeetingView>, StoreError> {
        meetings::span(self.tables, Some(from), to)?
            .into_iter()
            .filter_map(|id| self.meeting(id, viewer).transpose())
            .collect()
    }

    fn meeting_heads(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<MeetingHead>, StoreError> {
        let mut heads = Vec::new();
        for id in meetings::span(self.tables, Some(from), to)? {
            let meeting = meetings::meeting(self.tables, id)?;
            heads.extend(meeting.map(|meeting| MeetingHead::of(id, &meeting)));
        }
        Ok(heads)
    }

    fn meeting(&self, id: MeetingId, viewer: &Viewer) -> Result<Option<MeetingView>, StoreError> {
        let Some(meeting) = meetings::meeting(self.tables, id)? else {
            return Ok(None);
        };
        let numbers = meeting.cases().into_iter();
        let rows = numbers
            .filter_map(|number| self.row(number, viewer).transpose())
            .collect::<Result<Vec<_>, _>>()?;
        let locked = rows.iter().filter(|row| row.locked);
        let locked: Vec<CaseNumber> = locked.map(|row| row.number).collect();
        let mut carried = Vec::new();
        for it in &meeting.carried {
            carried.extend(meetings::task(self.tables, it.task)?.map(|task| GivenTask {
                times: it.times,
                ..task
            }));
        }
        Ok(Some(MeetingView {
            id,
            meeting: meeting.without(&locked),
            rows,
            carried: self.open_to(carried, viewer)?,
        }))
    }

    fn open_tasks(
        &self,
        until: Option<NaiveDate>,
        holder: Option<&str>,
        viewer: &Viewer,
    ) -> Result<Vec<GivenTask>, StoreError> {
        let mut found = meetings::open(self.tables, until)?;
        found.retain(|it| holder.is_none_or(|name| it.task.holder == name));
        self.open_to(found, viewer)
    }

    fn tasks_of(&self, number: CaseNumber, viewer: &Viewer) -> Result<Vec<GivenTask>, StoreError> {
        self.open_to(meetings::of_case(self.tables, number)?, viewer)
    }
}

impl<T: ReadTables> Reader<'_, T> {
    /// Leaves out the tasks about cases that are not open to the viewer, and marks those that stand
    /// by their number alone.
    fn open_to(
        &self,
        tasks: Vec<GivenTask>,
        viewer: &Viewer,
    ) -> Result<Vec<GivenTask>, StoreError> {
        let mut open = Vec::new();
        for mut given in tasks {
            if let Some(number) = given.task.item.and_then(case_of) {
                let case = rows::case(self.tables, number)?;
                let Some(case) = case.filter(|case| case.is_open_to(viewer)) else {
                    continue;
                };
                given.secret = case.matter.class == Class::Accusation;
            }
            open.push(given);
        }
        Ok(open)
    }
}
