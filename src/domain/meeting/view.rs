//! Meetings as the desk shows them, put together from one instant of the store.

use super::super::item::Item;
use super::super::queue::CaseRow;
use super::state::{Meeting, MeetingId, case_of};
use super::task::GivenTask;

/// A meeting with its matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingView {
    /// Which.
    pub id: MeetingId,
    /// The meeting, as the viewer may see it.
    pub meeting: Meeting,
    /// Its cases as rows of a list; a locked one shows its number alone.
    pub rows: Vec<CaseRow>,
    /// The tasks that came back, as they stand now; none of a case that is not open to the viewer.
    pub carried: Vec<GivenTask>,
}

/// The meetings of a span, and the tasks that are open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MeetingsView {
    /// The meetings, the last first.
    pub meetings: Vec<MeetingView>,
    /// The tasks that are not done, the earliest first.
    pub open: Vec<GivenTask>,
}

impl MeetingView {
    /// Gives the row of an item that is a case.
    pub fn row(&self, item: Item) -> Option<&CaseRow> {
        let number = case_of(item)?;
        self.rows.iter().find(|row| row.number == number)
    }

    /// Tells whether an item stands by its number and a lock alone.
    pub fn is_secret(&self, item: Item) -> bool {
        self.row(item).is_some_and(CaseRow::is_secret)
    }
}
