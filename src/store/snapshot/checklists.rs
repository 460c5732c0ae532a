//! 清单: what is to be done by a day, of all cases.

use chrono::NaiveDate;

use crate::domain::case::fact::checklist::CheckItem;
use crate::domain::queue::CaseRow;
use crate::domain::viewer::Viewer;
use crate::store::engine::{index, rows};
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

impl Snapshot<'_> {
    /// Gives what is still to be done by a day on the lists of running cases that `viewer` may read,
    /// the earliest first.
    pub fn checks_by(
        &self,
        day: NaiveDate,
        viewer: &Viewer,
    ) -> Result<Vec<(CaseRow, CheckItem)>, StoreError> {
        let mut found = Vec::new();
        for number in index::checked_by(self.tables, day)? {
            let Some(case) = rows::recovered(self.tables, number)? else {
                continue;
            };
            if !case.is_open_to(viewer) {
                continue;
            }
            let row = rows::row(self.tables, &self.law, &case, viewer)?;
            let items = case.checklist.items().map(|(_, item)| item);
            let due = items.filter(|it| it.is_open() && it.by_day.is_some_and(|by| by <= day));
            found.extend(due.map(|item| (row.clone(), item.clone())));
        }
        found.sort_by_key(|(row, item)| (item.by_day, row.number));
        Ok(found)
    }
}
