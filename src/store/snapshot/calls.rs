//! Calls, as a viewer may see them.

use chrono::NaiveDate;

use crate::domain::call::view::{CallCounts, CallView};
use crate::domain::codes::Class;
use crate::domain::item::CallId;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;
use crate::store::engine::{calls, rows};
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

impl Snapshot<'_> {
    /// Gives a call; of one that led to an accusation that is not open to `viewer`, nothing but
    /// its times.
    pub fn call(&self, id: CallId, viewer: &Viewer) -> Result<Option<CallView>, StoreError> {
        let Some(call) = calls::call(self.tables, id)? else {
            return Ok(None);
        };
        let case = match call.case() {
            Some(number) => rows::recovered(self.tables, number)?,
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
            call: if open { call } else { call.sealed() },
            secret: !open || case.matter.class == Class::Accusation,
            locked: !open,
        }))
    }

    /// Gives the calls that came in from one day to another, both included, the last first.
    pub fn calls(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        viewer: &Viewer,
    ) -> Result<Vec<CallView>, StoreError> {
        let mut found = self.views(calls::between(self.tables, from, to)?, viewer)?;
        found.sort_by_key(|view| std::cmp::Reverse((view.call.card.started_at, view.id)));
        Ok(found)
    }

    /// Gives the calls of which something is still to be done: call-backs by when they are due,
    /// then what is to become a case, the oldest first.
    pub fn open_calls(&self, viewer: &Viewer) -> Result<Vec<CallView>, StoreError> {
        let mut due = self.views(calls::owed(self.tables)?, viewer)?;
        due.sort_by_key(|view| (view.call.call_back_due(), view.id));
        due.extend(self.views(calls::awaiting(self.tables)?, viewer)?);
        Ok(due)
    }

    /// Gives the calls from a number of which the last digits are known, the last call first, at
    /// most `limit`.
    pub fn calls_from(
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

    /// Gives the calls that became a case or were about it, the first first; nothing where the
    /// case is not open to `viewer`.
    pub fn calls_of(
        &self,
        number: CaseNumber,
        viewer: &Viewer,
    ) -> Result<Vec<CallView>, StoreError> {
        if !self.is_open(number, viewer)? {
            return Ok(Vec::new());
        }
        self.views(calls::of_case(self.tables, number)?, viewer)
    }

    /// Gives the counts of the hotline as they stand at `now`.
    pub fn call_counts(&self, now: Moment) -> Result<CallCounts, StoreError> {
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

impl Snapshot<'_> {
    fn views(&self, ids: Vec<CallId>, viewer: &Viewer) -> Result<Vec<CallView>, StoreError> {
        ids.into_iter()
            .filter_map(|id| self.call(id, viewer).transpose())
            .collect()
    }
}
