//! 日历: what stands on the days of a span.

use chrono::NaiveDate;

use crate::domain::agenda::AgendaView;
use crate::domain::queue::QueueQuery;
use crate::domain::viewer::Viewer;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// How many matters that are due are counted at most.
const COUNTED: usize = 2000;

/// Gives what stands on the days from one to another, both included.
///
/// # Errors
/// The store cannot be read.
pub fn agenda(
    it: &Snapshot<'_>,
    (from, to): (NaiveDate, NaiveDate),
    viewer: &Viewer,
) -> Result<AgendaView, StoreError> {
    let mut query = QueueQuery::due(COUNTED);
    query.filter.due_from = Some(from);
    query.filter.due_before = to.succ_opt();
    let due = it.page(&query, viewer)?.rows;
    let joints = it.joints(from, to, viewer)?.into_iter();
    Ok(AgendaView {
        span: (from, to),
        rota: it.rota(from, to)?,
        leaders: it.leaders()?,
        lawyers: it.lawyers_view(from, to, viewer)?,
        more_due: due.len() == COUNTED,
        due,
        meetings: it.meeting_heads(from, to)?,
        joints: joints.map(|it| (it.joint.sitting.day, it.id)).collect(),
        appointments: it.appointments(from, to, viewer)?,
        planned: it.planned_appointments(NaiveDate::MAX, viewer)?,
        follow_ups: it.follow_ups(to, viewer)?,
    })
}
