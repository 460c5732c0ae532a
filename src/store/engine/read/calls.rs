//! Calls, as a viewer may see them.

use chrono::NaiveDate;

use super::super::{calls, rows};
use super::Reader;
use crate::domain::call::view::{CallCounts, CallView};
use crate::domain::codes::Class;
use crate::domain::item::CallId;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;
use crate::store::contract::calls::ReadCalls;
use crate::store::error::StoreError;

impl ReadCalls for Reader<'_> {
    fn call(&self, id: CallId, viewer: &Viewer) -> Result<Option<CallView>, StoreError> {
        let Some(call) = calls::call(self.tables, id)? else {
            return Ok(None);
        };
        let case = match call.case() {
            Some(number) => rows::case(self.tables, number)?,
            None => None,
        };
        let Some(case) = case else {
            return Ok(Some(CallView {
                id,
                call,
                secret: false,
                locked: false,
            }));
        };
        let open = case.is_open_to(viewer);
        Ok(Some(CallView {
            id,
            call: if open {
                call
            } else {
                call.sealed(!case.is_about(viewer))
            },
            secret: !open || case.matter.class == Class::Accusation,
            locked: !open,
        }))
    }

    fn calls(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        viewer: &Viewer,
    ) -> Result<Vec<CallView>, StoreError> {
        let mut found = self.views(calls::between(self.tables, from, to)?, viewer)?;
        found.sort_by_key(|view| std::cmp::Reverse((view.call.card.started_at, view.id)));
        Ok(found)
    }

    fn open_calls(&self, viewer: &Viewer) -> Result<Vec<CallView>, StoreError> {
        let mut due = self.views(calls::owed(self.tables)?, viewer)?;
        due.sort_by_key(|view| (view.call.call_back_due(), view.id));
        due.extend(self.views(calls::awaiting(self.tables)?, viewer)?);
        Ok(due)
    }

    fn calls_from(
        &self,
        tail: &str,
        limit: usize,
        viewer: &Viewer,
    ) -> Result<Vec<CallView>, StoreError> {
        let mut found = self.views(calls::from_number(self.tables, tail)?, viewer)?;
        // Beside a number that was asked for, a locked line would tell whose it is.
        found.retain(|view| !view.locked);
        found.sort_by_key(|view| std::cmp::Reverse((view.call.card.started_at, view.id)));
        found.truncate(limit);
        Ok(found)
    }

    fn calls_of(&self, number: CaseNumber, viewer: &Viewer) -> Result<Vec<CallView>, StoreError> {
        if !self.is_open(number, viewer)? {
            return Ok(Vec::new());
        }
        self.views(calls::of_case(self.tables, number)?, viewer)
    }

    fn call_counts(&self, now: Moment) -> Result<CallCounts, StoreError> {
        let day = now.date();
        let mut counts = CallCounts {
            today: calls::between(self.tables, day, day)?.len() as u64,
            ..CallCounts::default()
        };
        for id in calls::owed(self.tables)? {
            let due = calls::call(self.tables, id)?.and_then(|call| call.call_back_due());
            counts.due += u64::from(due.is_some_and(|by| by.date() <= day));
            counts.overdue += u64::from(due.is_some_and(|by| by < now));
        }
        Ok(counts)
    }
}

impl Reader<'_> {
    fn views(&self, ids: Vec<CallId>, viewer: &Viewer) -> Result<Vec<CallView>, StoreError> {
        ids.into_iter()
            .filter_map(|id| self.call(id, viewer).transpose())
            .collect()
    }
}
