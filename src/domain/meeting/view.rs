//! Meetings as the desk shows them, put together from one instant of the store.

use super::super::handover::HandoverView;
use super::super::item::Item;
use super::super::queue::CaseRow;
use super::kind::MeetingId;
use super::state::{Calling, Meeting, case_of};
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

/// What a list says of a meeting; it tells of no matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingHead {
    /// Which.
    pub id: MeetingId,
    /// When, where, who.
    pub calling: Calling,
    /// How many matters stand on its agenda.
    pub topics: usize,
    /// How many tasks it gave.
    pub tasks: usize,
    /// How many of them are not done.
    pub open: usize,
    /// Whether it is over.
    pub closed: bool,
}

/// The meetings of a span with the one on the table, and the tasks that are open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MeetingsView {
    /// The meetings, the last first.
    pub heads: Vec<MeetingHead>,
    /// The one on the table.
    pub table: Option<MeetingView>,
    /// The tasks that are not done, the earliest first.
    pub open: Vec<GivenTask>,
    /// The last hand-over, while nobody took it over and another than the viewer gave it.
    pub waiting: Option<HandoverView>,
}

impl MeetingHead {
    /// Makes the head of a meeting.
    pub fn of(id: MeetingId, meeting: &Meeting) -> Self {
        let open = meeting.tasks.iter().filter(|task| task.done.is_none());
        Self {
            id,
            calling: meeting.calling.clone(),
            topics: meeting.topics.len(),
            tasks: meeting.tasks.len(),
            open: open.count(),
            closed: meeting.closed,
        }
    }
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
